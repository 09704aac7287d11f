"""Lines as they are drawn, held against python-bidi, arabic-reshaper and Unicode's own cases; and the judge itself, on
defects put in on purpose. How it judges: oracle.py."""

from __future__ import annotations

import importlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from html import escape
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import arabic_reshaper
import pikepdf
import pytest
from bidi import get_display
from conftest import Desk
from oracle import Verdict, glyphs_of, in_order, isolated, judge, levels, origins
from testface import FAMILY, board_face

from dossier import loading
from dossier.files.project import Project
from dossier.model.edition import select
from dossier.press.fonts import typefaces
from dossier.press.one_piece import print_plain
from dossier.problems import Report

ROOT = Path(__file__).parents[1]
FACES = typefaces.load(ROOT / "fonts")
OFFER = {f"fonts/{face.file}": face.path.read_bytes() for face in FACES}
FACE_SHEET = ("fonts/faces.yaml", FACES.css(lambda face: f"dossier:fonts/{face.file}"))
PAGE = (
    "page.css",
    '@page { size: 400mm 2000mm; margin: 10mm } html { font: 12pt/24pt "Dossier Naskh" } p, body { margin: 0 }',
)
UNICODE = Path("/usr/share/unicode")  #: where Debian's unicode-data lays them


class Sheet(NamedTuple):
    """A drawn document: WeasyPrint's, and the PDF."""

    document: Any
    pdf: bytes
    written: dict[str, str]

    def judged(self, *, by_hand: bool = False) -> Verdict:
        return judge(self.document, self.pdf, FACES, self.written if by_hand else None)


@pytest.fixture(scope="session")
def plain() -> ModuleType:
    return importlib.import_module("dossier.press.weasy.one_pass")


@pytest.fixture
def documents(plain: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every document that is drawn, the newest last."""
    kept: list[Any] = []
    boxes = importlib.import_module("dossier.press.weasy.lost_text")
    stock = boxes.lost_texts
    monkeypatch.setattr(boxes, "lost_texts", lambda watch, document: kept.append(document) or stock(watch, document))
    return kept


Drawer = Callable[..., Sheet]


@pytest.fixture
def draw(plain: ModuleType, documents: list[Any]) -> Drawer:
    """draw(lines, language): one paragraph each, as an author writes them."""
    mended = importlib.import_module("dossier.press.weasy.fixes_table")

    def drawn(lines: Iterable[str], language: str = "ar", css: str = "", *, ordered: bool = True) -> Sheet:
        direction = "rtl" if language == "ar" else "ltr"
        written, body = {}, []
        for number, line in enumerate(lines):
            body.append(f'<p id="l{number}">{line}</p>')
            written[f"l{number}"] = isolated(re.sub(r"<[^>]*>", "", line).replace("&amp;", "&"), direction)
        html = f'<html lang="{language}" dir="{direction}"><title>t</title><body>{"".join(body)}</body></html>'
        with mended.installed() if ordered else nullcontext():
            drawing = plain.draw(html, [FACE_SHEET, PAGE, ("more.css", css)], OFFER)
        assert drawing.problems == ()
        return Sheet(documents[-1], drawing.pdf, written)

    return drawn


# Dossiers


def _judged(root: Path, documents: list[Any]) -> Iterator[Verdict]:
    project, report = Project(root), Report()
    corpus, faces, words = loading.read(project, report)
    for dossier in select(corpus, ("ar", "en"), words):
        printed = print_plain(dossier, faces, project, report)
        yield judge(documents[-1], printed.pdf, faces)


@pytest.mark.usefixtures("drawn_here")
def test_every_line_of_the_harbour_is_right(documents: list[Any], desk: Desk) -> None:
    arabic, english = _judged(desk.root, documents)
    assert arabic.faults == english.faults == []
    assert arabic.lines > 400, str(arabic)
    assert arabic.joined > 4000, str(arabic)
    assert english.lines > 400, str(english)
    assert english.joined > 300, str(english)


@pytest.mark.usefixtures("drawn_here")
@pytest.mark.slow
def test_every_line_of_the_briefing_is_right(documents: list[Any]) -> None:
    arabic, english = _judged(ROOT, documents)
    assert arabic.faults == english.faults == []
    assert arabic.lines > 2000, str(arabic)
    assert english.lines > 2000, str(english)


# Hard lines. The paper is held against python-bidi over the line as it was written, tags and all that the press does
# left out; only the tokens of named conventions are isolates in it.

ARABIC = """
قال Sergey Lavrov في Organisation of Islamic Cooperation (OIC) ذلك
زار Moscow، Kazan، Ufa ثم عاد إلى Москва.
اعتمدت القرار A/RES/60/288 في 8 سبتمبر 2006، والقرار S/2005/800.
نسبة 25% من 2019-2024 وارتفعت -5 نقاط (+3) في 19–21 مايو
بلغت 1 234 567 دولار أو $100 أو 1,234.5 أو 12:30 أو 14/05/2024
هاتف +7 495 123-45-67 والبريد name@example.org ثم
راجع https://example.org/ar/page?q=1&amp;r=2#top ثم www.example.org.
«قال “إن OIC Summit انتهت” وذهب» ثم «قال: ‹نعم›»
(هذا [نص {داخل} أقواس] متداخلة) (OIC) [1969]
مُؤْتَمَرُ القِمَّةِ الإسْلامِيِّ الثَّانِي، وَقَدْ قَرَّرَ المُجْتَمِعُونَ أَنْ يَلْتَقُوا
لا إله إلا الله، الأول والأولى، الآن، لأنها للأمة الإسلامية
مـؤتمـر ومـــؤتمر وبـ وـبـ
١٤/٠٥/٢٠٢٤ و٢٥٪ و٢٠١٩–٢٠٢٤ و١٬٢٣٤٫٥ ثم ٣:٦٣
گزارش پژوهش چاپ شده در ژاپن و گفت‌وگو می‌خواهم
سنة 2005 م (الموافق 1426 هـ) ص 12–15، ج 3/ع 4
قال <b>OIC</b> <i>Summit</i> ثم <b>المكتبة</b> <i>نعم</i>
الم<b>كتب</b>ة وال<i>مُؤْ</i>تَمَر <span>ك</span>ت<span>ب</span> وك<i>َ</i>تَب<i>َ</i> ومد<b>ّ</b>
COVID-19 وG20 وC++ وU.S. و3rd ثم 50°
هل حضر Putin؟ نعم؛ حضر Putin! ثم…
في 9 May 2024 نشرت Reuters 2024 تقريرًا عن “Kazan” Forum السنوي
العلامة 3:63 ثم 5:6، 3:47، 1:5؛ (2:21)
"اقتباس مستقيم" و'آخر' و“ثالث ‘داخل’ ثالث”
""".strip().splitlines()

ENGLISH = """
The city of قازان (Kazan) and صنعاء, موسكو in 2005 (20%).
“منظمة التعاون الإسلامي” said; see ٢٠١٩–٢٠٢٤ and ٢٥٪.
the منتدى قازان 2024, or [قازان] and مُؤْتَمَر there
الم<b>كتب</b>ة and <b>لا إله إلا الله</b> here
2019-2024, 25%, +7 495 and A/RES/60/288 (see https://example.org/?a=1)
he said: قال نعم and left. گزارش too
""".strip().splitlines()

NO_LIGATURES = "* { font-variant-ligatures: none }"


@pytest.mark.parametrize(("language", "lines"), [("ar", ARABIC), ("en", ENGLISH)])
@pytest.mark.parametrize("family", ["Dossier Naskh", "Dossier Sans Arabic"])
@pytest.mark.parametrize("width", ["auto", "70mm", "33mm"])
def test_hard_lines_are_right_however_they_are_wrapped(
    draw: Drawer, language: str, lines: list[str], family: str, width: str
) -> None:
    mixed = f'html {{ font-family: "{family}", "Dossier Serif" }}'  # the second for the letters the first has not
    verdict = draw(lines, language, f"{mixed} p {{ width: {width} }}").judged(by_hand=True)
    assert verdict.faults == []
    assert verdict.lines >= len(lines) if width == "auto" else verdict.lines > len(lines)


def test_the_hard_lines_are_right_justified(draw: Drawer) -> None:
    verdict = draw(ARABIC, css="p { width: 50mm; text-align: justify }").judged(by_hand=True)
    assert verdict.faults == []
    assert verdict.marks >= 40, str(verdict)


@pytest.mark.parametrize(("language", "lines"), [("ar", ARABIC), ("en", ENGLISH)])
def test_hard_lines_are_right_with_a_text_layer_of_our_own(draw: Drawer, language: str, lines: list[str]) -> None:
    from dossier.press.weasy.text_layer import layer  # WeasyPrint looks for fonts as it is imported

    with layer.installed():
        sheet = draw(lines, language, "p { width: 70mm }")
    assert sheet.judged(by_hand=True).faults == []


# Defects put in on purpose


def told(sheet: Sheet, *, by_hand: bool = False) -> str:
    faults = sheet.judged(by_hand=by_hand).faults
    assert len(faults) == 1, faults
    return faults[0]


def spoilt(sheet: Sheet, change: Callable[[list[bytes]], list[bytes]]) -> Sheet:
    """The same PDF with the glyphs of its longest piece of text changed."""
    with pikepdf.open(BytesIO(sheet.pdf)) as pdf:
        page = pdf.pages[0]
        program = [(list(operands), str(operator)) for operands, operator in pikepdf.parse_content_stream(page)]
        shown = [operands for operands, operator in program if operator == "TJ"]
        longest = max(shown, key=lambda operands: len(_codes(operands)))
        longest[0] = pikepdf.Array([pikepdf.String(b"".join(change(_codes(longest))))])
        done = [(operands, pikepdf.Operator(operator)) for operands, operator in program]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(done))
        out = BytesIO()
        pdf.save(out)
    return sheet._replace(pdf=out.getvalue())


def _codes(operands: list[Any]) -> list[bytes]:
    codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String | bytes))
    return [codes[at : at + 2] for at in range(0, len(codes), 2)]


PLAIN_CSS = 'p { font-family: "Dossier Sans Arabic" }'  # one glyph for a letter


def test_a_reversed_run_is_caught(draw: Drawer) -> None:
    sheet = draw(["قال المكتب ذلك"], css=PLAIN_CSS)
    assert sheet.judged().faults == []
    assert "in the wrong order" in told(spoilt(sheet, lambda codes: codes[::-1]))


def test_a_lost_glyph_is_caught(draw: Drawer) -> None:
    sheet = draw(["قال المكتب ذلك"], css=PLAIN_CSS)
    space = [b"\0\3"]
    assert told(spoilt(sheet, lambda codes: codes[:2] + space + codes[3:]))


def test_two_letters_that_changed_places_are_caught(draw: Drawer) -> None:
    sheet = draw(["one Kazan forum"], "en")
    assert "in the wrong order" in told(spoilt(sheet, lambda codes: [codes[1], codes[0], *codes[2:]]))


def test_a_string_shaped_before_it_was_drawn_is_caught(draw: Drawer) -> None:
    line = "منظمة التعاون الإسلامي"
    shaped = get_display(arabic_reshaper.reshape(line))
    sheet = draw([shaped])
    sheet.written["l0"] = line
    assert "shaped before it was drawn" in sheet.judged().faults[0]
    html_of_it = draw([get_display(line)])  # turned round only
    html_of_it.written["l0"] = line
    assert "in the wrong order" in told(html_of_it, by_hand=True)


@pytest.mark.parametrize(
    ("line", "css"),
    [
        ("قال <b>OIC</b> <i>Summit</i> ثم", ""),
        ("راجع https://example.org/one/two/three/?four=5 ثم", "p { width: 45mm }"),
        ("بلغ -5 ثم", ""),
        ("هاتف +7 495 123-45-67", ""),
        ("زار Moscow، Kazan ثم", ""),
    ],
)
def test_a_line_that_is_left_to_weasyprint_is_caught(draw: Drawer, line: str, css: str) -> None:
    assert draw([line], css=css).judged(by_hand=True).faults == []
    faults = draw([line], css=css, ordered=False).judged(by_hand=True).faults
    assert faults
    assert all("in the wrong order" in fault for fault in faults)


def test_neighbouring_elements_in_the_wrong_order_are_caught_without_a_hand_written_truth(draw: Drawer) -> None:
    assert "in the wrong order" in told(draw(["قال <b>OIC</b> <i>Summit</i> ثم"], ordered=False))


@pytest.mark.parametrize("family", ["Dossier Naskh", "Dossier Sans Arabic"])
def test_a_join_that_a_tag_breaks_is_caught(draw: Drawer, family: str) -> None:
    css = f'p {{ font-family: "{family}" }}'
    assert draw(["الم<b>كتب</b>ة"], css=css).judged().faults == []
    assert "not joined as it must be" in told(draw(["الم<b>كتب</b>ة"], css=css, ordered=False))


def test_a_join_that_a_first_letter_breaks_is_caught(draw: Drawer) -> None:
    assert "not joined as it must be" in told(draw(["كتب ثم"], css="p::first-letter { color: red }"))


def test_a_line_that_stands_out_by_a_space_is_caught(draw: Drawer) -> None:
    """WeasyPrint's own, where a line ends before an inline element: which `lines/order` mends."""
    line = "مممم مممم مممم مممم <b>مممم</b>"
    widths = range(20, 45)
    css = "".join(f"#l{at} {{ width: {width}mm }}" for at, width in enumerate(widths))
    css += " b { font-weight: 400; white-space: nowrap }"
    html = [line] * len(widths)
    assert draw(html, css=css).judged().faults == []
    assert draw(html, css=css, ordered=False).judged().faults != []


@pytest.mark.parametrize(("line", "mark_of_it"), [("مُدُن", "U+064F")])
def test_a_lost_mark_is_caught(draw: Drawer, line: str, mark_of_it: str) -> None:
    sheet = draw([line], css=PLAIN_CSS)
    assert sheet.judged().faults == []
    sheet.written["l0"] = line.replace("ُ", "ٌ")
    assert told(sheet, by_hand=True).startswith("page 1: mark not drawn: U+064C")


# Unicode's own cases (UAX #9, BidiCharacterTest.txt and BidiTest.txt)

CONTROLS = frozenset(
    map(chr, [0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x1C, 0x20), 0x85, 0x0A, 0x0D, 0x0B, 0x09])
)
OF_CLASS = {
    **{"L": "a", "R": "א", "AL": "ا", "EN": "1", "ES": "+", "ET": "$", "AN": "١", "CS": ",", "ON": "!", "WS": " "},
    **{"LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069"},
}
UNSEEN = frozenset("\u2066\u2067\u2068\u2069\u200b\u200c\u200d\u200e\u200f\u061c\u2060 ")


class Case(NamedTuple):
    text: str
    base: str
    levels: tuple[int | None, ...]  #: None where a control has none
    order: tuple[int, ...]


def unicode_file(name: str) -> list[str]:
    if not (UNICODE / name).exists():
        pytest.skip(f"{UNICODE / name} is not on this machine (Debian: unicode-data)")
    return (UNICODE / name).read_text(encoding="utf-8").splitlines()


def character_cases() -> Iterator[Case]:
    for row in unicode_file("BidiCharacterTest.txt"):
        if row and row[0] != "#":
            codes, direction, _, levels_, order = row.split(";")
            if direction != "2":  # a direction is always written
                text = "".join(chr(int(code, 16)) for code in codes.split())
                yield Case(text, "LR"[int(direction)], *_numbers(levels_, order))


def class_cases() -> Iterator[Case]:
    levels_, order = "", ""
    for row in unicode_file("BidiTest.txt"):
        if row.startswith("@Levels:"):
            levels_ = row.partition(":")[2]
        elif row.startswith("@Reorder:"):
            order = row.partition(":")[2]
        elif row and row[0] not in "#@":
            classes, _, bits = row.partition(";")
            names = classes.split()
            if OF_CLASS.keys() >= set(names):
                text = "".join(map(OF_CLASS.__getitem__, names))
                for bit, base in ((2, "L"), (4, "R")):
                    if int(bits, 16) & bit:
                        yield Case(text, base, *_numbers(levels_, order))


def _numbers(levels_: str, order: str) -> tuple[tuple[int | None, ...], tuple[int, ...]]:
    return tuple(None if n == "x" else int(n) for n in levels_.split()), tuple(map(int, order.split()))


def can_stand_in_a_line(case: Case) -> bool:
    return not CONTROLS & set(case.text)


@pytest.mark.parametrize(("cases", "step"), [(character_cases, 12), (class_cases, 12)])
def test_python_bidi_knows_unicodes_cases(cases: Callable[[], Iterator[Case]], step: int) -> None:
    """What the judge rests on: levels from python-bidi, and the order that follows from them."""
    wrong, count = [], 0
    for case in itertools.islice(filter(can_stand_in_a_line, cases()), 0, None, step):
        count += 1
        found = levels(case.text, case.base)
        kept = [at for at, level in enumerate(case.levels) if level is not None]
        trailing = len(case.text.rstrip(" \u2066\u2067\u2068\u2069"))  # a line's last spaces: rule L1, left to the line
        is_right = all(found[at] == case.levels[at] for at in kept if at < trailing)
        order = [kept[at] for at in in_order([case.levels[at] for at in kept])]
        if not is_right or order != list(case.order):
            wrong.append(case)
    assert wrong == []
    assert count > 3000


class Board(NamedTuple):
    family: str
    weight: int
    style: str
    path: Path


@pytest.mark.parametrize(("cases", "step"), [(character_cases, 30), (class_cases, 30)])
def test_weasyprint_draws_unicodes_cases(
    plain: ModuleType, tmp_path: Path, cases: Callable[[], Iterator[Case]], step: int
) -> None:
    """Each case a line with `dir`, its glyphs from the left against the order that Unicode's file gives."""
    chosen = list(itertools.islice(filter(can_stand_in_a_line, cases()), 0, None, step))
    chosen = [case for case in chosen if set(case.text) - UNSEEN]
    face = tmp_path / "board.ttf"
    face.write_bytes(board_face("".join(sorted(set("".join(case.text for case in chosen)) - UNSEEN))))
    rows = "".join(f'<p dir="{"ltr" if case.base == "L" else "rtl"}">{escape(case.text)}</p>' for case in chosen)
    css = f"""@font-face {{ font-family: {FAMILY}; src: url(dossier:board.ttf) }}
        @page {{ size: 4000px {20 * len(chosen) + 20}px; margin: 0 }} body, p {{ margin: 0; white-space: pre }}
        html {{ font: 10px/20px {FAMILY}; font-feature-settings: "init" 0, "medi" 0, "fina" 0 }}"""
    html = f'<html lang="en" dir="ltr"><title>t</title><body>{rows}</body></html>'
    drawing = plain.draw(html, [("board.css", css)], {"board.ttf": face.read_bytes()})
    assert [p for p in drawing.problems if "notdef" in p.message or "no face" in p.message] == []
    (glyphs,) = glyphs_of(drawing.pdf, [Board(FAMILY, 400, "normal", face)])
    lines: dict[int, list[Any]] = {}
    for glyph in glyphs:
        lines.setdefault(int(glyph.y // 20), []).append(glyph)
    wrong = [case for at, case in enumerate(chosen) if _seen(lines.get(at, []), face) != _shown(case)]
    assert wrong == []
    assert len(chosen) > 1500


MIRROR = str.maketrans("()[]{}<>⟨⟩«»〈〉〈〉", ")(][}{><⟩⟨»«〉〈〉〈")


def _shown(case: Case) -> list[str]:
    return [
        case.text[at].translate(MIRROR) if (case.levels[at] or 0) % 2 else case.text[at]
        for at in case.order
        if case.text[at] not in UNSEEN
    ]


def _seen(glyphs: list[Any], face: Path) -> list[str]:
    found = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.x):
        for origin in origins(face).of.get(glyph.name, ()):
            if origin and origin[0][0] not in {" ", "\u00a0", "\u200d"}:
                found.append(origin[0][0])
                break
    return found
