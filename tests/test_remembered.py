"""Layout that remembers draws what layout that does not draws, byte for byte; and it does remember.

Both ways are drawn here: the harbour in both languages, the strangers' files of wild/, pages made at random, and some
pages that are traps: styles that change, faces that come late, words that may not break where they look as if.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from conftest import Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.build import print_edition, read
from dossier.content.edition import select
from dossier.press import fonts
from dossier.problems import Report

if TYPE_CHECKING:
    from dossier.press.plain import Drawing

Draw = Callable[..., "Drawing"]

WILD = Path(__file__).parent / "wild"
FACES = fonts.load(Path(__file__).parents[1] / "fonts")
PLAINEST = "@page { size: 120mm 80mm; margin: 8mm } :root { font-family: 'Dossier Naskh', 'Dossier Serif' }"


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    fonts.shut_out_system_fonts(tmp_path_factory.mktemp("fontconfig"))
    return importlib.import_module("dossier.press.plain")


@pytest.fixture(scope="session")
def remembered(plain: ModuleType) -> ModuleType:
    return importlib.import_module("dossier.press.remembered")


@pytest.fixture(scope="session")
def both(plain: ModuleType, remembered: ModuleType) -> Callable[..., list[bytes]]:
    """What a drawing function gives without remembering, and with it; our text layer and structure in both."""
    rooms = [importlib.import_module(f"dossier.press.{name}") for name in ("text_layer", "tags")]

    def draw(drawing: Callable[[], Drawing]) -> list[bytes]:
        found = []
        for more in ([], [remembered]):
            with ExitStack() as stack:
                for room in [*rooms, *more]:
                    stack.enter_context(room.worked())
                found.append(drawing().pdf)
        return found

    return draw


def page(plain: ModuleType, body: str, css: str = "", lang: str = "ar") -> Callable[[], Drawing]:
    head = f'<!doctype html><html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"><title>x</title>'
    files = {face.file: face.path for face in FACES}
    faces = FACES.css(lambda face: f"dossier:{face.file}")
    sheets = [("faces", faces), ("page", PLAINEST), ("more", css)]
    return lambda: plain.draw(f"{head}<body>{body}", sheets, lambda name: files[name].read_bytes())


# The same bytes


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_harbour_is_the_same(
    language: str, desk: Desk, plain: ModuleType, both: Callable[..., list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Callable[[], Drawing]] = []
    stock = plain.draw

    def draw(*given: Any, **named: Any) -> Drawing:
        calls.append(lambda: stock(*given, **named))
        return stock(*given, **named)

    monkeypatch.setattr(plain, "draw", draw)
    report = Report()
    corpus, faces, words = read(desk.project, report)
    print_edition(select(corpus, (language,), words)[0], faces, desk.project, report, plain=True)
    without, with_it = both(calls[-1])
    assert with_it == without


@pytest.mark.parametrize("name", ["newspaper", "statute", "table"])
def test_strangers_files_are_the_same(name: str, plain: ModuleType, both: Callable[..., list[bytes]]) -> None:
    without, with_it = both(lambda: plain.draw_stranger(WILD / f"{name}.html", FACES))
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
            "p { break-inside: avoid; orphans: 3; widows: 3 }",
        ]
    ),
    max_size=5,
    unique=True,
).map(" ".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=BODY, css=CSS, lang=st.sampled_from(["ar", "en"]))
def test_any_page_is_the_same(
    body: str, css: str, lang: str, plain: ModuleType, both: Callable[..., list[bytes]]
) -> None:
    without, with_it = both(page(plain, body, css, lang))
    assert with_it == without
