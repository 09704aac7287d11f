"""Layout that remembers draws what layout that does not draws, byte for byte; and it does remember.

Both ways are drawn here: the harbour in both languages, the strangers' files of wild/, pages made at random, and some
pages that are traps: styles that change, faces that come late, words that may not break where they look as if.
"""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from conftest import Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pressed import draw_foreign

from dossier.loading import read
from dossier.model.edition import select
from dossier.press.fonts import typefaces
from dossier.press.one_piece import print_plain
from dossier.problems import Problem, Report
from tests.hooked import in_place

if TYPE_CHECKING:
    from dossier.press.weasy.one_pass import Drawing

Both = Callable[[Callable[[], "Drawing"]], list[tuple[bytes, tuple[Problem, ...]]]]

WILD = Path(__file__).parent / "wild"
FACES = typefaces.load(Path(__file__).parents[1] / "fonts")
PLAINEST = "@page { size: 120mm 80mm; margin: 8mm } :root { font-family: 'Dossier Naskh', 'Dossier Serif' }"


@pytest.fixture(scope="session")
def plain() -> ModuleType:
    return importlib.import_module("dossier.press.weasy.one_pass")


@pytest.fixture(scope="session")
def remembered(plain: ModuleType) -> ModuleType:
    importlib.import_module("dossier.press.weasy.hooks.installer").check()  # before a test replaces something itself
    return importlib.import_module("dossier.press.weasy.layout_cache.table")


@pytest.fixture(scope="session")
def both(plain: ModuleType, remembered: ModuleType) -> Both:
    """What a drawing function gives without remembering, and with it: the PDF and what is wrong with it.

    Our text layer and structure are in both.
    """
    rooms = [importlib.import_module(f"dossier.press.weasy.{name}") for name in ("text_layer.layer", "structure_tags")]

    def draw(drawing: Callable[[], Drawing]) -> list[tuple[bytes, tuple[Problem, ...]]]:
        found = []
        for more in ([], [remembered]):
            with ExitStack() as stack:
                for room in [*rooms, *more]:
                    stack.enter_context(room.installed())
                drawn = drawing()
                found.append((drawn.pdf, drawn.problems))
        return found

    return draw


def page(plain: ModuleType, body: str, css: str = "", lang: str = "ar") -> Callable[[], Drawing]:
    head = f'<!doctype html><html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"><title>x</title>'
    files = {face.file: face.path for face in FACES}
    faces = FACES.css(lambda face: f"dossier:{face.file}")
    sheets = [("faces", faces), ("page", PLAINEST), ("more", css)]
    return lambda: plain.draw(f"{head}<body>{body}", sheets, lambda name: files[name].read_bytes())


# The same bytes


@pytest.mark.usefixtures("drawn_here")
@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.slow)])
def test_the_harbour_is_the_same(
    language: str, desk: Desk, plain: ModuleType, both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Callable[[], Drawing]] = []
    stock = plain.draw

    def draw(*given: Any, **named: Any) -> Drawing:
        calls.append(lambda: stock(*given, **named))
        return stock(*given, **named)

    monkeypatch.setattr(plain, "draw", draw)
    report = Report()
    corpus, faces, words = read(desk.project, report)
    print_plain(select(corpus, (language,), words)[0], faces, desk.project, report, stock=True)
    without, with_it = both(calls[-1])
    assert with_it == without


@pytest.mark.parametrize("name", ["newspaper", "statute", "table"])
def test_strangers_files_are_the_same(name: str, plain: ModuleType, both: Both) -> None:
    without, with_it = both(lambda: draw_foreign(WILD / f"{name}.html", FACES))
    assert with_it == without


WORDS = st.sampled_from(
    [
        *("في", "عام", "قالَ", "المجلسُ", "إنّ", "(OIC)", "the", "Summit", "of", "1969", "١٢٫٥٪", "12,5", "%", "–"),
        *("«", "»", "]", "( a", "a-b/c", "state‑of‑the‑art", "so\u00adft", "و/أو", "\u00a0", "غير\u00a0قابل"),
        *("supercalifragilisticexpialidocious", "لا\u200dتنفصل"),
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
INLINE = st.one_of(
    TEXT,
    TEXT.map(lambda text: f'<bdi lang="en">{text}</bdi>'),
    TEXT.map(lambda text: f"<em>{text}</em>"),
    TEXT.map(lambda text: f'<span class="note">{text}</span>'),
    TEXT.map(lambda text: f'<span class="box">{text}</span>'),
    st.just("<br>"),
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=4).map(lambda parts: f"<p>{' '.join(parts)}</p>")
ROW = st.lists(TEXT, min_size=2, max_size=2).map(lambda cells: "<tr>" + "".join(f"<td>{one}" for one in cells))
TABLE = st.lists(ROW, min_size=1, max_size=4).map(
    lambda rows: f"<table><thead><tr><th>a<th>b<tbody>{''.join(rows)}</table>"
)
LIST = st.lists(TEXT, min_size=1, max_size=3).map(lambda items: f"<ol><li>{'<li>'.join(items)}</ol>")
BODY = st.lists(st.one_of(PARAGRAPH, PARAGRAPH, TABLE, LIST), min_size=1, max_size=5).map("".join)
NAMED = BODY.map(lambda body: re.sub("<(p|tr|li|em)>", lambda tag: f'<{tag[1]} id="n{tag.start()}">', body))
CSS = st.lists(
    st.sampled_from(
        [
            "p { text-align: justify }",
            "p { width: 40mm }",
            "p { margin: 5% 10% }",
            "p { hyphens: auto }",
            "p { overflow-wrap: anywhere }",
            "p { white-space: pre-line }",
            "p { letter-spacing: 1px; word-spacing: 2px }",
            "p::first-line { font-weight: bold }",
            "p::first-letter { font-size: 2em }",
            "p { float: left; width: 50% }",
            "p { text-indent: 2em; line-height: calc(1em + 5px) }",
            "em { text-decoration: underline; font-feature-settings: 'liga' 0 }",
            ".note { float: footnote; font-size: 8pt; margin-top: 3px }",
            ".box { display: inline-block; padding: 2% }",
            "table { border-collapse: collapse } td { border: 1px solid; padding: 2px 5% }",
            "table { table-layout: fixed; width: 100% }",
            "li { display: flex; gap: 1em }",
            "body { columns: 2 }",
            "em { display: inherit; padding: inherit }",
            "em { float: left } body::first-line { color: red }",
            "em { position: absolute; top: 3px }",
            "em { position: relative; right: 3px }",
            "em { position: running(em) } @page { @top-left { content: element(em) } }",
            "p { text-align: center } em { vertical-align: super; font-size: 150% }",
            "p { width: 50vw; counter-increment: x } p::before { content: counter(x) ' ' counter(page) }",
            "li::marker { color: red } span::before { content: '(' } .note::footnote-call { font-size: 1.5em }",
            "p:nth-child(2n) { break-before: page } tr { break-inside: avoid }",
            "p { break-inside: avoid; orphans: 3; widows: 3 }",
        ]
    ),
    max_size=5,
    unique=True,
).map(" ".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=st.one_of(BODY, NAMED), css=CSS, lang=st.sampled_from(["ar", "en"]))
def test_any_page_is_the_same(body: str, css: str, lang: str, plain: ModuleType, both: Both) -> None:
    without, with_it = both(page(plain, body, css, lang))
    assert with_it == without


def test_text_after_an_svg_that_brings_a_face_is_the_same(plain: ModuleType, both: Both) -> None:
    face = next(face for face in FACES if "Sans" in face.family)
    late = f"@font-face {{ font-family: Late; src: url(dossier:{face.file}) }}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style>{late}</style><title>x</title></svg>'
    text = "<p>In 1969 the Summit met in Rabat, then in Jeddah.</p>" * 2
    drawing = page(plain, f"{text}<img alt='' src='data:image/svg+xml,{quote(svg)}'>{text}", "p { font-family: Late }")
    without, with_it = both(drawing)
    assert with_it == without


def test_a_face_that_comes_later_makes_other_lines(plain: ModuleType, remembered: ModuleType) -> None:
    sheet = FACES.css(lambda face: f"dossier:{face.file}")
    offer = {face.file: face.path.read_bytes() for face in FACES}
    style = SimpleNamespace()
    with remembered.installed(), plain.listening("") as listener:
        style.font_config = plain.style_of([("faces", sheet)], plain.Fetcher(offer), listener).shared["font_config"]
        assert remembered.text.faces_of(style) == sheet.count("@font-face") > 0


@pytest.mark.parametrize("word", ["( كلمة أخرى", "« كلمة »", "a /b c", "كلمة\u00a0 ثم", "x\u00ad y z", "12 %", "– – –"])
def test_words_that_may_not_be_parted_are_the_same(word: str, plain: ModuleType, both: Both) -> None:
    rows = f"<tr><td>{word}<td>{word} {word}<td>{word}" * 2
    for css in ("td { overflow-wrap: anywhere }", "td { hyphens: auto }", "td { word-break: break-all }", ""):
        without, with_it = both(page(plain, f"<table>{rows}</table>", f"table {{ width: 20mm }} {css}"))
        assert with_it == without


# It remembers


@pytest.mark.parametrize(
    ("inner", "times"), [("{}", 1), ("<b>{}</b>", 1), ('{0}<b style="position: absolute">a</b>{0}', 2)]
)
def test_an_arabic_line_is_set_once_if_nothing_is_out_of_the_flow(
    inner: str, times: int, plain: ModuleType, remembered: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    inline, line_box = plain.weasyprint.layout.inline, plain.weasyprint.formatting_structure.boxes.LineBox
    stock, lines = inline.split_inline_box, []

    def split(context: Any, box: Any, *rest: Any) -> Any:
        lines.extend([box] if isinstance(box, line_box) and box.element_tag == "p" else [])
        return stock(context, box, *rest)

    monkeypatch.setattr(inline, "split_inline_box", split)
    drawing = page(plain, f"<p>{inner.format('سطر')}</p>")
    drawing()
    assert len(lines) == 2
    lines.clear()
    with remembered.installed():
        drawing()
    assert len(lines) == times


def test_most_lines_are_set_once(plain: ModuleType, remembered: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = plain.weasyprint.text.line_break.Layout
    stock, counts = layout.get_first_line, []
    monkeypatch.setattr(layout, "get_first_line", lambda self: counts.append(1) or stock(self))
    cell = "<td>نالت روسيا صفة المراقب في المنظمة خلال مؤتمر وزراء الخارجية"
    drawing = page(plain, f"<table>{('<tr>' + cell * 3) * 12}</table>")
    drawing()
    without = len(counts)
    with remembered.installed():
        drawing()
    assert 0 < len(counts) - without < 0.5 * without


def test_elements_with_equal_parents_share_a_style(plain: ModuleType, remembered: ModuleType) -> None:
    def styles() -> int:
        css = importlib.import_module("weasyprint.css")
        html = plain.weasyprint.HTML(string="".join(f"<p id=p{n}><b>x</b> <i lang=ar>y</i>" for n in range(9)))
        collector = importlib.import_module("weasyprint.css.targets").TargetCollector()
        made = css.get_all_computed_styles(html, target_collector=collector)._computed_styles.values()
        return len({id(style) for style in made if isinstance(style, css.ComputedStyle)})

    without = styles()
    with remembered.installed():
        assert styles() == 14  # html, head, body, each p, one b and one i
    assert without > 14 * 6


def test_remembered_lines_are_bounded(remembered: ModuleType) -> None:
    lines = remembered.text.LineCache(most=50_000)
    for number in range(1_000):
        lines.keep((f"{number}",), number)
        assert lines.find(("0",)) == 0  # asked for again and again, it stays
    assert lines.find(("999",)) == 999
    assert lines.find(("500",)) is None
    assert len(lines._young) + len(lines._old) <= 100


# What it stands on


def test_the_key_of_a_text_holds_all_that_weasyprint_reads(remembered: ModuleType) -> None:
    line_break = importlib.import_module("weasyprint.text.line_break")
    sources = inspect.getsource(line_break), inspect.getsource(line_break.get_font_description)
    read_ = {
        node.slice.value
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name | ast.Attribute)
        and (node.value.id if isinstance(node.value, ast.Name) else node.value.attr) == "style"
        and isinstance(node.slice, ast.Constant)
    }
    assert read_ == set(remembered.text.PROPERTIES)


def test_afterwards_weasyprint_is_as_it_was(plain: ModuleType, remembered: ModuleType) -> None:
    names = [part for parts in (*remembered.MEMOS.values(), remembered._ALWAYS) for part, _ in parts]

    def parts() -> list[Any]:
        return [*in_place(names), gc.get_threshold()]

    before = parts()
    with remembered.installed():
        assert all(one is not other for one, other in zip(parts(), before, strict=True))
    assert parts() == before
    with pytest.raises(ZeroDivisionError), remembered.installed():
        raise ZeroDivisionError
    assert parts() == before
