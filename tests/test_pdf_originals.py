"""PDFs as originals: letters in reading order whoever printed them, and what cannot be read told, never guessed."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.formats.lines import Lines
from dossier.formats.pdf.order import logical
from dossier.formats.reading import read_lines
from dossier.problems import WrongUsage
from tests import glyph_pdf
from tests.recall import word_recall

pytestmark = pytest.mark.usefixtures("one_process")

pytest.importorskip("pypdfium2")

ROOT = Path(__file__).parents[1]
READY = Path(__file__).with_name("originals_pdf")
WRITTEN = (READY / "harbour.ar.txt").read_text("utf-8")
PARAGRAPHS = WRITTEN.splitlines()
AMIRI = ROOT / "fonts/amiri/Amiri_400Regular.ttf"
PLEX = ROOT / "fonts/ibm-plex-sans-arabic/IBMPlexSansArabic_400Regular.ttf"

FACE = f'@font-face{{font-family:F;src:url("{AMIRI.as_uri()}")}} @page{{size:A4;margin:25mm}} body{{font:12pt/1.6 F}}'


def read(content: bytes) -> Lines:
    return read_lines("a.pdf", content)


def printed(body: str, css: str = "", lang: str = "en") -> bytes:
    direction = "rtl" if lang == "ar" else "ltr"
    page = f"<!doctype html><html lang={lang} dir={direction}><style>{FACE}{css}</style>{body}"
    made: bytes = weasyprint.HTML(string=page).write_pdf()
    return made


def told(lines: Lines) -> list[str]:
    return [unread.what for unread in lines.unread]


@pytest.mark.parametrize("producer", ["chromium", "libreoffice", "typst", "weasyprint", "xelatex", "press"])
def test_every_word_is_read_whoever_printed_it(producer: str) -> None:
    lines = read((READY / f"{producer}.pdf").read_bytes())
    assert word_recall(lines.texts, WRITTEN) >= 0.99
    assert len(lines.texts) == len(PARAGRAPHS)
    assert not [unread for unread in lines.unread if unread.breaks_proof]


@pytest.mark.parametrize("path", [AMIRI, PLEX], ids=["Amiri", "Plex"])
@pytest.mark.parametrize(
    "means", [glyph_pdf.logical, glyph_pdf.drawn, glyph_pdf.turned_ligature, glyph_pdf.presentation_forms]
)
def test_glyphs_written_one_by_one_are_read_whatever_way_their_letters_are_told(
    path: Path, means: glyph_pdf.Meaning
) -> None:
    lines = read(glyph_pdf.written(PARAGRAPHS, path, means))
    assert word_recall(lines.texts, WRITTEN) >= 0.99
    assert len(lines.texts) == len(PARAGRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        "يُغلق الميناء في نَوارس، وتُفتح المدرسة.",
        "موقعها الإلكتروني والكتاب والكلام والملك.",
        "للكل كل ما لكم من الكلمات، ولا كلل ولا ملل.",
        "قال اللاعب: تلك الألوان لكلّ المُعلّمين.",
        "إنَّ المُدَرِّسَ حَسَّنَ الدَّرْسَ وعلَّمَ الصَّفَّ.",
        "هذه المدّة الثانية، وقد تأخّر الردّ كثيراً.",
    ],
)
@pytest.mark.parametrize("path", [AMIRI, PLEX], ids=["Amiri", "Plex"])
def test_a_glyph_that_is_told_by_the_first_word_it_was_drawn_for_is_read_right(path: Path, text: str) -> None:
    css = f'@font-face{{font-family:G;src:url("{path.as_uri()}")}} p{{font-family:G}}'
    lines = read(printed(f"<p>{text}</p>", css, "ar"))
    assert word_recall(lines.texts, text) == 1


def bare(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) != "Mn")


@pytest.mark.parametrize("text", ["كُلِّفَ الحارس ثم أُعلِنَ ذلك.", "العامُّ ما أُعلِنَ، ثم كُلِّفَ به.", "سُئل عن أُمور، وسَأل عن سُفن."])
@pytest.mark.parametrize("path", [AMIRI, PLEX], ids=["Amiri", "Plex"])
def test_a_letter_that_only_the_sign_over_it_is_told_as_is_told_to_be_lost(path: Path, text: str) -> None:
    css = f'@font-face{{font-family:G;src:url("{path.as_uri()}")}} p{{font-family:G}}'
    lines = read(printed(f"<p>{text}</p>", css, "ar"))
    assert bare(" ".join(lines.texts)) == bare(text) or any(unread.breaks_proof for unread in lines.unread)


VOWELLED = st.lists(
    st.tuples(st.sampled_from("ابتسعمنلكأدرو"), st.sampled_from(["", "", "َ", "ُ", "ِ", "ّ", "َّ", "ً"])),
    min_size=2,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(VOWELLED.map(lambda pairs: "".join(map("".join, pairs))), min_size=3, max_size=12))
def test_no_letter_of_a_vowelled_line_is_lost_or_made_up_and_not_told(words: list[str]) -> None:
    text = unicodedata.normalize("NFC", " ".join(["قال", *words, "ثم"]))
    lines = read(printed(f"<p>{text}</p>", lang="ar"))
    assert bare(" ".join(lines.texts)) == bare(text) or any(unread.breaks_proof for unread in lines.unread)


@pytest.mark.parametrize("sign", ["َ", "ُ", "ِ", "ّ", "ُّ", "ً"])
@pytest.mark.parametrize(
    "text", ["القرار رقم 17/2023 صدر.", "بحضور 320 امرأة (منهم) أمس.", "قال الوزير: نعم", "هل عاد؟"]
)
def test_what_stands_on_the_line_is_no_vowel_sign_whatever_it_is_told_as(sign: str, text: str) -> None:
    def means(cluster: str) -> str:
        return sign if cluster in "/():؟" else glyph_pdf.logical(cluster)

    lines = read(glyph_pdf.written([text], AMIRI, means))
    assert any(unread.breaks_proof and unread.line == 1 for unread in lines.unread)
    assert sign not in lines.texts[0]


def hamza_everywhere(cluster: str) -> str:
    return cluster.replace("ا", "أ")


@pytest.mark.parametrize("means", [None, glyph_pdf.shifted, glyph_pdf.private, hamza_everywhere])
def test_a_font_that_does_not_say_its_letters_makes_the_page_unreadable(means: glyph_pdf.Meaning | None) -> None:
    lines = read(glyph_pdf.written(PARAGRAPHS, AMIRI, means))
    assert lines.texts == ("",)
    (unread,) = lines.unread
    assert (unread.line, unread.breaks_proof) == (1, True)
    assert "page 1" in unread.what
    assert "ocrmypdf" in unread.detail


def test_of_a_printed_page_whose_font_map_lies_no_line_is_wrong_that_may_be_proven() -> None:
    lines = read((READY / "wrong-letters.pdf").read_bytes())
    unproven = {unread.line for unread in lines.unread if unread.breaks_proof}
    assert len(lines.texts) == len(PARAGRAPHS)
    assert len(unproven) == 7
    for number, (text, written) in enumerate(zip(lines.texts, PARAGRAPHS, strict=True), 1):
        assert number in unproven or word_recall([text], written) == 1


ENGLISH = (
    "The board of the port met on Tuesday to hear the report of its engineers, who said that the long quay could not "
    "be mended before the winter. Ms Saad, who chairs the board, answered that the town had waited long enough, and "
    "that a quay which is mended in summer is a quay that is paid for twice."
)


@pytest.mark.parametrize("shift", [-29, 3])
def test_latin_letters_that_are_shifted_make_the_page_unreadable(shift: int) -> None:
    def means(cluster: str) -> str:
        return "".join(chr(max(33, ord(c) + shift)) if c.isalnum() else c for c in cluster)

    font = ROOT / "fonts/source-serif-4/SourceSerif4_400Regular.ttf"
    assert read(glyph_pdf.written([ENGLISH], font, lambda cluster: cluster, base="L")).texts == (ENGLISH,)
    assert read(glyph_pdf.written([ENGLISH] * 2, font, means, base="L")).texts == ("",)


def test_what_ocr_wrote_is_read_and_told() -> None:
    lines = read((READY / "ocr.pdf").read_bytes())
    text = " ".join(lines.texts)
    assert "قالت رئيسة المجلس ريما سعد للصحفيين: «إن حل الخلافات لا يكون إلا بالحوار" in text
    assert "1500 شخص (منهم 320 امرأة) من 57 دولة" in text
    assert "page 1: words that OCR read in a picture" in told(lines)


def test_a_page_of_pictures_is_one_empty_line_that_proves_nothing() -> None:
    pdf = pikepdf.new()
    for content in (b"q 400 0 0 300 0 0 cm /I Do Q", b""):
        page = pdf.add_blank_page(page_size=(400, 300))
        picture = pikepdf.Stream(
            pdf, b"\x80", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1,
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
        page.Contents = pdf.make_stream(content)
    made = io.BytesIO()
    pdf.save(made)
    lines = read(made.getvalue())
    assert (lines.texts, lines.pages) == (("",), (1,))
    assert [(unread.line, unread.breaks_proof) for unread in lines.unread] == [(1, True)]


UPRIGHT = read((READY / "weasyprint.pdf").read_bytes()).texts


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("matrix", [b"1 0 0 1 0 0", b"0 1 -1 0 600 0", b"0 -1 1 0 0 850", b"-1 0 0 -1 595 842"])
def test_a_page_may_lie_on_any_side(turn: int, matrix: bytes) -> None:
    with pikepdf.open(READY / "weasyprint.pdf") as pdf:
        pdf.pages[0].Rotate = turn
        pdf.pages[0].contents_add(matrix + b" cm\n", prepend=True)
        made = io.BytesIO()
        pdf.save(made)
    assert read(made.getvalue()).texts == UPRIGHT


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_columns_are_read_one_after_the_other(lang: str) -> None:
    texts = PARAGRAPHS[2:5] if lang == "ar" else [ENGLISH, ENGLISH[40:] + " So it was.", ENGLISH]
    body = "".join(f"<p>{text}</p>" for text in texts)
    css = "div{columns:2;column-gap:9mm;text-align:justify}"
    assert read(printed(f"<div>{body}</div>", css, lang)).texts == tuple(texts)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_table_is_read_row_by_row_and_cell_by_cell(lang: str) -> None:
    note = "قبل إغلاق الرصيف الطويل وتحويل السفن إلى ميناء آخر في شمال البلاد" if lang == "ar" else ENGLISH[:80]
    rows = [("2019", "1,200", note), ("2020", "640", note[:20].strip()), ("2021", "1,020", "–")]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    css = "table{width:100%} td{width:33%;padding:4pt;vertical-align:top}"
    lines = read(printed(f"<table>{body}</table>", css, lang))
    assert lines.texts == tuple(cell for row in rows for cell in row)


def test_signs_of_notes_are_no_letters_of_words_and_notes_are_lines_of_their_own() -> None:
    body = """<p>The quay<sup>1</sup> was closed on the 3<sup>rd</sup> of May,
        and 20 m<sup>2</sup> of it fell.<sup>2</sup></p>
        <footer><p>1 As told by the pilots.</p><p>2 The board’s own measure.</p></footer>"""
    lines = read(printed(body, "footer{position:absolute;bottom:0;font-size:9pt}"))
    assert lines.texts == (
        "The quay was closed on the 3rd of May, and 20 m2 of it fell.",
        "1 As told by the pilots.",
        "2 The board’s own measure.",
    )
    assert [(unread.what, unread.line, unread.detail) for unread in lines.unread] == [("sign of a note", 1, "1, 2")]


def test_signs_of_notes_in_arabic() -> None:
    body = "<p>قال الوزير<sup>(1)</sup>: إن الرصيف<sup>٢</sup> مغلق.</p>"
    lines = read(printed(body, lang="ar"))
    assert lines.texts == ("قال الوزير: إن الرصيف مغلق.",)


@pytest.mark.parametrize(
    "text",
    [
        "وصف الوزير المشروع بأنه ”خطوة أولى“ ثم قال “لا تراجع” وسكت.",
        "الحمد لله، وقال عبد الله: إن شاء الله نعود.",
        "سرنا مسافة 20 km ثم ركبنا طائرة Boeing 737 إلى المدينة.",
        "قالت (وهي تبتسم): «نعم [بلا شك]»، ثم خرجت.",
        "بلغت النسبة ٥٪ في ٢٠٢١ و12.5% في 2022، أي 1,200,000 دينار.",
    ],
)
def test_signs_and_figures_in_arabic_stand_where_they_were_written(text: str) -> None:
    assert read(printed(f"<p>{text}</p>", lang="ar")).texts == (text,)


def test_arabic_in_an_english_line() -> None:
    text = "The sign read «مغلق حتى الصيف» and, below it, ٢٠٢٢ (سنة العاصفة), as the pilots had said."
    assert read(printed(f"<p>{text}</p>")).texts == (text,)


def test_a_raised_figure_at_a_figure_is_told_and_proves_nothing() -> None:
    lines = read(printed("<p>It weighs 10<sup>6</sup> tonnes and more than that.</p>"))
    assert [(unread.what, unread.breaks_proof) for unread in lines.unread if unread.breaks_proof] == [
        ("raised figure", True)
    ]


def test_words_broken_at_a_line_end_are_one_again() -> None:
    css = "p{width:60mm;hyphens:auto;text-align:justify}"
    lines = read(printed(f"<p>{ENGLISH}</p><p>The long-awaited engineers answered.</p>", css))
    assert lines.texts[0] == ENGLISH


def test_heads_feet_and_page_numbers_are_left_out_and_told() -> None:
    css = '@page{@top-center{content:"Board of the port"} @bottom-center{content:counter(page)}}'
    lines = read(printed("".join(f"<p>{number}. {ENGLISH}</p>" for number in range(1, 13)), css))
    assert lines.pages[-1] > 1
    assert "Board of the port" not in " ".join(lines.texts)
    assert {unread.what for unread in lines.unread} == {"running head or foot, left out", "page number, left out"}


def test_a_sentence_goes_on_over_the_end_of_a_page_with_its_notes_after_it() -> None:
    words = ENGLISH.removesuffix(".")
    body = f"<p>{', and '.join([words] * 16)}.</p><p>The end.</p>"
    lines = read(printed(body))
    assert lines.pages[0] == 1
    assert lines.pages[-1] == 2
    assert lines.goes_on == frozenset({1})
    assert f"{lines.texts[0]} {lines.texts[1]}" == f"{', and '.join([words] * 16)}."


def test_paragraphs_of_full_pages_do_not_go_on_where_a_sentence_ends() -> None:
    lines = read(printed("".join(f"<p>{ENGLISH}</p>" for _ in range(20)), "p{break-inside:avoid}"))
    assert lines.pages[-1] > 1
    assert not lines.goes_on


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[: len(content) // 3],
    "no PDF": lambda content: b"%PDF-1.7\n" + content[:40],
    "empty": lambda content: b"",
}


@pytest.mark.parametrize("way", BROKEN)
def test_a_broken_file_is_told(way: str) -> None:
    with pytest.raises(WrongUsage, match=r"a\.pdf cannot be read as PDF"):
        read(BROKEN[way]((READY / "weasyprint.pdf").read_bytes()))


def test_a_password_is_told() -> None:
    with pikepdf.open(READY / "weasyprint.pdf") as pdf:
        made = io.BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(WrongUsage, match="password"):
        read(made.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_of_a_file_breaks_the_reader(data: st.DataObject) -> None:
    content = bytearray((READY / data.draw(st.sampled_from(["weasyprint.pdf", "xelatex.pdf"]))).read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=30)):
        content[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    try:
        lines = read(bytes(content))
    except WrongUsage:
        return
    assert len(lines.texts) == len(lines.pages)


ARABIC = st.text("ابتجدرسعقلمنهوي", min_size=2, max_size=6)
LATIN = st.text("abcdeXYZ", min_size=2, max_size=6)
FIGURES = st.from_regex(r"[1-9][0-9]{0,3}([.,/][0-9]{2}){0,2}", fullmatch=True)
ARABIC_FIGURES = st.text("٠١٢٣٤٥٦٧٨٩", min_size=1, max_size=4)
WORD = st.one_of(
    ARABIC,
    ARABIC.map(lambda word: f"({word})"),
    ARABIC.map(lambda word: f"«{word}»"),
    ARABIC.map(lambda word: f"{word}،"),
    st.tuples(FIGURES, ARABIC).map(" ".join),
    st.tuples(ARABIC_FIGURES, ARABIC).map(" ".join),
    st.tuples(LATIN, LATIN, ARABIC).map(" ".join),
)


@given(st.lists(WORD, min_size=1, max_size=8), ARABIC, ARABIC)
def test_what_uax_9_draws_is_read_back(words: list[str], first: str, last: str) -> None:
    text = " ".join([first, *words, last])
    assert logical(list(get_display(text, base_dir="R")), from_right=True) == text
