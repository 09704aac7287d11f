"""The text layer: hard lines read back by real readers, and nothing else changed: not a pixel, not stock WeasyPrint."""

from __future__ import annotations

import hashlib
import importlib
import io
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from dossier.press.fonts import typefaces
from dossier.problems import Broken

ROOT = Path(__file__).parents[1]
FACES = typefaces.load(ROOT / "fonts")
OFFER = {face.file: face.path.read_bytes() for face in FACES}
SHEET = ("fonts/faces.yaml", FACES.css(lambda face: f"dossier:{face.file}"))
PAGE = ("page.css", '@page { size: 200mm 300mm } html { font: 14pt/2 "Dossier Naskh", "Dossier Serif" }')

LINES = {
    "plain": "منظمة التعاون الإسلامي في موسكو",
    "punctuation": "قال الوزير، ثم أضاف: نعم؛ أليس كذلك؟",
    "digits": "في عام 2013 بلغ العدد 57 دولة",
    "touching digits": "حتى 14/05/2024، ثم في عام 2020.",
    "per cent": "تستحوذ على 43% من الإنتاج",
    "brackets": "قال (بتوقيت موسكو) نعم ( نص ) وكان",
    "guillemets": "قال الرئيس: «إن الإسلام جزء»، ثم أضاف",
    "harakat": "عُقد اهتماماً خاصاً بالأُمّة، مُهمٌّ جدًّا للنُّورِ.",
    "harakat before a space": "يكون أكثر نجاحاً من عمل الغرب",
    "a letter under another": "بالمصالح المشتركة لتعزيز السلام، كذلك",
    "lam-alef": "لا إله إلا الله، والآن لأن الأمر للإنسان",
    "Latin": "أعلنت المنظمة (OIC) في بيان",
    "Persian": "پیمان همکاری میان گروه‌های چندگانه",
}
#: Read from the left in lines that are read from the right, and the other way round. `markup` puts boxes into them, so
#: they are drawn without it.
TURNED = {
    "a phrase": "نشرت دار Cambridge University Press الكتاب كله في طبعة ثانية",
    "a symbol": "القرار A/RES/60/288 والوثيقة",
    "an address": "تُرسل الأبحاث كلها على press.desk@conf-2024.example.org أو بالبريد",
    "an account": "الحساب GB29 NWBK 6016 1331 9268 19، في لندن",
    "a touching bracket": "الثانية ظهرًا (GMT+3)، في القاعة",
    "a touching letter": "معيار وISO/IEC 27001، ثم",
    "letters beyond ASCII": "والدكتورة María José Pérez، وأدارها",
    "Arabic digits": "المادة ٢٣ – (١) بغرامة ٥٠٠ دينار، و٣٨٫٦٪ في ٢٤/١٠/٢٠٢٢",
    "a number that is turned": "الهاتف 555-0166 والفاكس 00971-4-555، والنتيجة 2-1",
    "a sign before a number": "كتابكم رقم 418/ص/2024، ونرجو عام:2024 في",
    "dots between words": "في «مطر... مطر... مطر» كله وفي [...] ثم […] مرت",
    "the same sign again and again": "في السلسلة a.b.c.d.e.f.g/h/i/j/k كما سبق",
}
ENGLISH = {
    "a sentence": "An English quotation, printed in London (1999).",
    "quotation marks": "The “Charter” — with 57 words: a few.",
    "a number in Arabic": "The early issues cost ٥ مليمات a copy.",
    "Arabic": "The Charter (ميثاق المنظمة) was signed in 1972.",
    "Arabic at the beginning": "مجلة شعر, Beirut, fills pp. 160–168.",
    "Arabic at the end": "The bank (Cairo) refused it as غير مستوفٍ.",
    "Arabic with signs": "In «مطر... مطر... مطر», by heart, in the edition.",
}
INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def fold(text: str) -> str:
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


def page(*lines: str, head: str = "") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f'<html lang="ar" dir="rtl"><head><title>نص</title>{head}</head><body>{body}</body></html>'


@pytest.fixture(scope="module")
def layer() -> ModuleType:
    return importlib.import_module("dossier.press.weasy.text_layer.layer")


@pytest.fixture(scope="module")
def draw(layer: ModuleType) -> Callable[..., bytes]:
    plain, tags, mended = (
        importlib.import_module(f"dossier.press.weasy.{name}") for name in ("one_pass", "structure_tags", "fixes_table")
    )

    def draw(html: str, *, worked: bool = True, offer: dict[str, bytes] = OFFER) -> bytes:
        with (
            mended.installed(),
            layer.installed() if worked else nullcontext(),
            tags.installed() if worked else nullcontext(),
        ):
            drawing = plain.draw(html, [SHEET, PAGE], offer.get)
        assert not drawing.problems
        pdf: bytes = drawing.pdf
        return pdf

    return draw


@pytest.fixture(scope="module")
def printed(draw: Callable[..., bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("printed") / "lines.pdf"
    file.write_bytes(draw(page(*LINES.values())))
    return file


def poppler(file: Path) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("NOT CHECKED: pdftotext is missing (apt-get install poppler-utils)")
    return subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True).stdout.decode()


def pdfium(file: Path) -> str:
    module = pytest.importorskip("pypdfium2", reason="NOT CHECKED: pypdfium2 is missing (pip install pypdfium2)")
    with module.PdfDocument(file) as document:
        return "\n".join(one.get_textpage().get_text_range() for one in document)


def mupdf(file: Path) -> str:
    module = pytest.importorskip("pymupdf", reason="NOT CHECKED: pymupdf is missing (pip install pymupdf)")
    with module.open(file) as document:
        return "\n".join(one.get_text() for one in document)


READERS = {"poppler": poppler, "pdfium": pdfium, "mupdf": mupdf}


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_gets_the_line_as_it_was_written(printed: Path, reader: str, name: str) -> None:
    assert fold(LINES[name]) in [fold(line) for line in READERS[reader](printed).splitlines()]


@pytest.mark.parametrize("name", TURNED)
@pytest.mark.parametrize("reader", READERS)
def test_what_is_read_from_the_left_comes_back_whole(
    draw: Callable[..., bytes], tmp_path: Path, reader: str, name: str
) -> None:
    file = tmp_path / "turned.pdf"
    file.write_bytes(draw(page(TURNED[name])))
    assert fold(TURNED[name]) in [fold(line) for line in READERS[reader](file).splitlines()]


@pytest.mark.parametrize("name", ENGLISH)
@pytest.mark.parametrize("reader", READERS)
def test_an_english_line_of_an_arabic_document_is_read_from_the_left(
    draw: Callable[..., bytes], tmp_path: Path, reader: str, name: str
) -> None:
    file = tmp_path / "english.pdf"
    body = page(f'<span dir="ltr" lang="en">{ENGLISH[name]}</span>', *LINES.values())
    file.write_bytes(draw(body.replace("<p><span", '<p dir="ltr"><span')))
    assert fold(ENGLISH[name]) in [fold(line) for line in READERS[reader](file).splitlines()]


#: Lines that markup splits, which are one line to a reader.
SPLIT = {
    "letters": "نشرت <b>منظمة</b> التعاون <i>الإسلامي</i> بيانًا، ثم",
    "a phrase": "نشرت دار <b>Cambridge University</b> Press كتاب <i>Silk</i> في طبعة ثانية منقحة كذلك",
    "a number and a sign": "صدر الكتاب في عام <b>2013</b>، ثم أعيد طبعه",
    "a bracket": "قال الرئيس ثم زاد <b>(كثيرًا)</b> في ذلك.",
}


@pytest.mark.parametrize("name", SPLIT)
@pytest.mark.parametrize("reader", READERS)
def test_a_line_in_several_boxes_is_read_as_one(
    draw: Callable[..., bytes], tmp_path: Path, reader: str, name: str
) -> None:
    file = tmp_path / "split.pdf"
    file.write_bytes(draw(page(SPLIT[name])))
    line = fold(re.sub("<[^>]*>", "", SPLIT[name]))
    assert line in [fold(line) for line in READERS[reader](file).splitlines()]


@pytest.mark.parametrize("reader", ["pdfium", "mupdf"])
def test_an_english_line_in_several_boxes_is_read_as_one(
    draw: Callable[..., bytes], tmp_path: Path, reader: str
) -> None:
    file = tmp_path / "split.pdf"
    file.write_bytes(draw(page('<span dir="ltr" lang="en">He <b>wrote</b> this <i>short line</i>, in 1999.</span>')))
    assert "He wrote this short line, in 1999." in fold(READERS[reader](file))


def test_the_same_words_among_others_are_drawn_as_they_need_it(draw: Callable[..., bytes], tmp_path: Path) -> None:
    """A box that has been drawn is drawn again from memory; what stands around it decides too."""
    line, other = "صدر في عام <b>2013</b>، ثم", "صدر في عام <b>2013</b> ثم"
    file = tmp_path / "twice.pdf"
    file.write_bytes(draw(page(other, line)))
    found = [fold(one) for one in pdfium(file).splitlines()]
    assert [fold(re.sub("<[^>]*>", "", one)) for one in (other, line)] == found


def test_marks_that_turn_a_line_are_nothing_to_read(layer: ModuleType) -> None:
    runs = importlib.import_module("dossier.press.weasy.text_layer.runs")

    def one(text: str, *glyphs: str) -> object:
        drawn = [runs.PlacedGlyph(number, 0.0, 500) for number, _ in enumerate(glyphs)]
        return runs.GlyphCluster(text, 2, None, 10.0, 0.0, 0.0, 0, drawn, [], False, False)

    settled = runs.join_marks([one("\u202d"), one("a", "a"), one(" ", " "), one("\u202c")])
    assert [cluster.text for cluster in settled] == ["a", " "]


def test_a_left_to_right_line_with_arabic_in_it_is_read(draw: Callable[..., bytes], tmp_path: Path) -> None:
    line = "The phrase العالم الإسلامي appears (only) twice."
    file = tmp_path / "english.pdf"
    file.write_bytes(draw(page(line).replace("<p>", '<p dir="ltr" lang="en">')))
    assert fold(line) in fold(mupdf(file))


def test_a_letter_that_no_face_has_takes_none_of_the_others_with_it(layer: ModuleType, tmp_path: Path) -> None:
    plain, file = importlib.import_module("dossier.press.weasy.one_pass"), tmp_path / "lacks.pdf"
    with layer.installed():
        file.write_bytes(plain.draw(page(LINES["brackets"], "ﮃ \U0001f0a1"), [SHEET, PAGE], OFFER.get).pdf)
    assert fold(LINES["brackets"]) in fold(poppler(file))


@pytest.mark.parametrize(
    "line",
    [
        "هاتف: \u200e+49 30 5550\u200e أو",
        "رقم \u200e123\u200e تم",
        "\u200e\u200e",
        "نص \u2067قال\u2069 <b>\u200f</b>ثم",
        '<span dir="ltr">عربي <b>بعد</b></span>',
        '<bdo dir="ltr">أبجد</bdo> و <bdo dir="rtl">abc 123</bdo>',
    ],
)
def test_typed_marks_of_direction_are_no_stumbling_block(draw: Callable[..., bytes], line: str) -> None:
    assert draw(page(line))


def test_a_line_of_signs_that_are_never_drawn_is_no_stumbling_block(draw: Callable[..., bytes]) -> None:
    """A word joiner may come to stand alone in a box."""
    assert draw(page("كلمة<b>\u2060</b><i>\u2060</i>أخرى"))


def pdfjs_parts(text: str, draw: Callable[..., bytes], tmp_path: Path) -> list[tuple[str, float, float]]:
    file = tmp_path / "parts.pdf"
    file.write_bytes(draw(page(text)))
    return places_of(file)


def test_a_space_that_a_face_has_taken_the_room_of_gets_it_back(draw: Callable[..., bytes], tmp_path: Path) -> None:
    """Between the kaf and what follows it there is less than Poppler and pdf.js take for a space."""
    places = pdfjs_parts("يخالفه فيه كل من", draw, tmp_path)
    space = next(number for number, place in enumerate(places) if place[0] == " " and places[number - 1][0] == "ك")
    assert places[space + 1][1] - places[space - 1][2] > 0.102


def test_what_pdfjs_reads_on_from_ends_where_a_line_begins_that_begins_with_a_mark(
    draw: Callable[..., bytes], tmp_path: Path
) -> None:
    """Or it would leave the mark to the line before."""
    places = pdfjs_parts("الأَوَّلِ يَنْتَظِرُ", draw, tmp_path)
    mark = next(number for number, place in enumerate(places) if place[0] == "\u064f")
    letter = next(place for place in places[mark:] if place[0] == "ر")
    assert any(place[0] == "\u200f" and abs(place[2] - letter[1]) < 1e-4 for place in places[:mark])


def places_of(file: Path) -> list[tuple[str, float, float]]:
    """Each character of the first line as it is drawn, with where it begins and ends, in ems."""
    module = pytest.importorskip("pymupdf", reason="NOT CHECKED: pymupdf is missing (pip install pymupdf)")
    with module.open(file) as document:
        spans = document[0].get_texttrace()
        return [
            (chr(code), box[0] / span["size"], box[2] / span["size"])
            for span in spans
            for code, _, _, box in span["chars"]
        ]


def test_no_letter_begins_where_pdfjs_would_part_a_word(draw: Callable[..., bytes], tmp_path: Path) -> None:
    """It does where a letter begins a fifth of an em before the end of the one at its left."""
    file = tmp_path / "under.pdf"
    file.write_bytes(draw(page("بالمصالح المشتركة")))
    places = places_of(file)
    kaf = next(number for number, place in enumerate(places) if place[0] == "ك")
    (_, _, end), (letter, start, _) = places[kaf : kaf + 2]
    assert letter == "ر"
    assert -0.2 < start - end < 0.1


def test_harakat_after_a_space_close_the_gap_that_pdfjs_sees(draw: Callable[..., bytes], tmp_path: Path) -> None:
    """Their width is nothing to it, so it sees the letter by that much nearer to the word before the space."""
    file = tmp_path / "mark.pdf"
    file.write_bytes(draw(page("نجاحاً من")))
    places = places_of(file)
    mark = next(number for number, place in enumerate(places) if place[0] == "\u064b")
    (_, begin, _), (_, mark_begin, mark_end), (letter, start, _) = places[mark - 1 : mark + 2]
    assert letter == "ا"
    assert abs((start - begin) - (mark_end - mark_begin)) < 0.1, "pdf.js would add a space"
    assert mark_begin - begin >= 0.1, "Poppler would lose the space"


# --- the tag tree ---------------------------------------------------------------


def test_the_tag_tree_has_the_text_as_it_was_written_and_never_beside_the_glyphs(draw: Callable[..., bytes]) -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="NOT CHECKED: pikepdf is missing (pip install pikepdf)")
    with pikepdf.open(io.BytesIO(draw(page(*LINES.values())))) as pdf:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one]
        assert [str(one.ActualText) for one in elements] == list(LINES.values())
        for one in elements:
            assert not any(isinstance(kid, int) for kid in one.K), "MuPDF would put it in place of the glyphs"


def test_a_paragraph_of_several_lines_is_one_text_with_a_space_at_each_line_end(draw: Callable[..., bytes]) -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="NOT CHECKED: pikepdf is missing (pip install pikepdf)")
    text = " ".join(["منظمة التعاون الإسلامي"] * 20) + " https://example.org/a/very/long/address/that/breaks/at/slashes"
    with pikepdf.open(io.BytesIO(draw(page(text)))) as pdf:
        told = [
            str(one.ActualText) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one
        ]
    assert told == [text]


# --- nothing else changes -------------------------------------------------------


@pytest.mark.parametrize("resolution", [72, 110, 200])
def test_the_page_looks_the_same_to_the_pixel(draw: Callable[..., bytes], tmp_path: Path, resolution: int) -> None:
    if not shutil.which("pdftoppm"):
        pytest.skip("NOT CHECKED: pdftoppm is missing (apt-get install poppler-utils)")
    seen = []
    for worked in (False, True):
        file = tmp_path / f"{worked}.pdf"
        english = [f'<span dir="ltr" lang="en">{line}</span>' for line in ENGLISH.values()]
        file.write_bytes(draw(page(*LINES.values(), *TURNED.values(), *SPLIT.values(), *english), worked=worked))
        made = subprocess.run(["pdftoppm", "-r", str(resolution), file], check=True, capture_output=True).stdout
        seen.append(hashlib.sha256(made).hexdigest())
    assert seen[0] == seen[1]


def test_stock_weasyprint_is_back_when_the_document_is_drawn(layer: ModuleType, draw: Callable[..., bytes]) -> None:
    modules = ("weasyprint.draw", "weasyprint.draw.text", "weasyprint.pdf")
    places = [importlib.import_module(module) for module in modules]
    names = ("draw_inline_level", "draw_first_line", "build_fonts_dictionary", "add_tags")
    stock = [getattr(place, name, None) for place in places for name in names]
    before = draw(page(*LINES.values()), worked=False)
    with layer.installed():
        assert [getattr(place, name, None) for place in places for name in names] != stock
    with pytest.raises(Broken), layer.installed():
        raise Broken([])
    assert [getattr(place, name, None) for place in places for name in names] == stock
    assert draw(page(*LINES.values()), worked=False) == before


def test_a_line_is_set_when_it_has_to_be_drawn_and_not_before(layer: ModuleType) -> None:
    line = object.__new__(importlib.import_module("weasyprint.text.line_break").Layout)
    with layer.installed():
        line.reactivate("a style")
        assert vars(line) == {"deferred_style": "a style"}
        line.deactivate()
        assert vars(line) == {}


def test_the_same_document_gives_the_same_bytes(draw: Callable[..., bytes]) -> None:
    assert draw(page(*LINES.values())) == draw(page(*LINES.values()))


def test_two_documents_drawn_at_once_in_one_context_do_not_mix_their_codes(
    layer: ModuleType, draw: Callable[..., bytes]
) -> None:
    with layer.installed():
        alone = draw(page(LINES["brackets"]), worked=False)
    with layer.installed():
        draw(page(*LINES.values()), worked=False)
        assert draw(page(LINES["brackets"]), worked=False) == alone


# --- faces ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cff_face() -> bytes:
    """The letters of the lines of our Naskh face, with the outlines of PostScript."""
    face = TTFont(next(face.path for face in FACES if face.family == "Dossier Naskh"))
    options = subset.Options(hinting=False, layout_features=["*"], glyph_names=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(LINES.values()) + "\u200b")
    subsetter.subset(face)
    drawn, outlines = face.getGlyphSet(), {}
    for name in face.getGlyphOrder():
        pen = T2CharStringPen(face["hmtx"][name][0], drawn)
        drawn[name].draw(pen)
        outlines[name] = pen.getCharString()
    for table in {"glyf", "loca"} & set(face.keys()):
        del face[table]
    builder: Any = FontBuilder(font=face)
    builder.isTTF = False
    builder.setupCFF("Postscript", {"FullName": "Postscript"}, outlines, {})
    face["maxp"].tableVersion = 0x5000
    face.sfntVersion = "OTTO"
    made = io.BytesIO()
    face.save(made)
    return made.getvalue()


def test_a_cff_face_is_read_as_well(draw: Callable[..., bytes], cff_face: bytes, tmp_path: Path) -> None:
    head = "<style>@font-face { font-family: P; src: url(dossier:p.otf) } html { font-family: P }</style>"
    asked = {name: LINES[name] for name in ("per cent", "brackets", "harakat")}
    seen = []
    for worked in (False, True):
        file = tmp_path / "postscript.pdf"
        file.write_bytes(draw(page(*asked.values(), head=head), worked=worked, offer={**OFFER, "p.otf": cff_face}))
        if shutil.which("pdftoppm"):
            seen.append(subprocess.run(["pdftoppm", "-r", "110", file], check=True, capture_output=True).stdout)
    if shutil.which("pdffonts"):
        told = subprocess.run(["pdffonts", file], check=True, capture_output=True).stdout
        assert b"CID Type 0C" in told, "the face has not stayed what it was"
    assert len(set(seen)) <= 1, "it looks otherwise"
    read = fold(poppler(file))
    for name, line in asked.items():
        assert fold(line) in read, name


# --- the whole way ------------------------------------------------------------------


def test_dossier_press_draws_with_it_and_plainly_without(tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    source.write_text(page(LINES["harakat"]), encoding="utf-8")
    read = {}
    for option in ([], ["--plain"]):
        target = tmp_path / "page.pdf"
        done = subprocess.run(
            [sys.executable, "-m", "dossier", "press", source, "-o", target, *option], capture_output=True, cwd=ROOT
        )
        assert done.returncode == 0, done.stderr.decode()
        read[bool(option)] = fold(poppler(target))
    assert fold(LINES["harakat"]) in read[False]
    assert fold(LINES["harakat"]) not in read[True], "stock WeasyPrint has learnt it: is the layer still needed?"
