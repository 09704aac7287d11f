"""The second engine that witnesses the letters of a PDF: it accuses no right page, and tells the lines that differ."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.formats.lines import Lines
from dossier.formats.pdf import document
from dossier.formats.pdf.doubt import LOST
from dossier.formats.pdf.glyphs import Glyph
from dossier.formats.pdf.rows import GlyphRow
from dossier.formats.pdf.witness import SeenLetter, doubt, pages_by_witness
from dossier.formats.reading import read_lines
from tests import glyph_pdf

pytestmark = pytest.mark.usefixtures("one_process")

pytest.importorskip("pypdfium2")
pytest.importorskip("pdfminer")

READY = Path(__file__).with_name("originals_pdf")
AMIRI = Path(__file__).parents[1] / "fonts/amiri/Amiri_400Regular.ttf"
PRINTED = ("chromium", "libreoffice", "typst", "weasyprint", "xelatex", "press")
ALONE = "letters that no second engine has read"


def in_doubt(lines: Lines) -> list[int]:
    return [unread.line for unread in lines.unread if "letters in doubt" in unread.what and unread.breaks_proof]


def of_two_maps(*texts: str) -> bytes:
    """Lines in a font that names its glyphs one way (Differences) and tells some as nothing (a damaged ToUnicode)."""
    name, pdf = pikepdf.Name, pikepdf.new()
    named = ["/afii57415", "/afii57444", "/afii57416", "/afii57426", "/afii57450"]
    told = (
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        b"5 beginbfchar <41> <0633> <42> <> <43> <> <44> <0635> <45> <0636> endbfchar endcmap"
    )
    font = pikepdf.Dictionary(
        Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, FirstChar=65, LastChar=69, Widths=[500] * 5,
        Encoding=pikepdf.Dictionary(Type=name.Encoding, Differences=[65, *map(name, named)]),
        ToUnicode=pdf.make_stream(told),
    )  # fmt: skip
    plain = pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica)
    page = pdf.add_blank_page(page_size=(500, 400))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font, G=plain))
    shown = [
        f"BT /{'F' if set(text) <= set('ABCDE ') else 'G'} 14 Tf 50 {350 - 60 * at} Td ({text}) Tj ET"
        for at, text in enumerate(texts)
    ]
    page.Contents = pdf.make_stream("\n".join(shown).encode())
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize("producer", PRINTED)
def test_no_right_page_is_accused(producer: str) -> None:
    lines = read_lines("a.pdf", (READY / f"{producer}.pdf").read_bytes())
    assert not in_doubt(lines)
    assert ALONE not in [unread.what for unread in lines.unread]


@pytest.mark.parametrize("means", [glyph_pdf.logical, glyph_pdf.turned_ligature, glyph_pdf.presentation_forms])
def test_ligatures_and_forms_of_the_page_are_the_same_letters(means: glyph_pdf.Meaning) -> None:
    text = "قال اللاعب: إن الأمر لا يحتمل، والآن ﷲ والإدارة."
    assert not in_doubt(read_lines("a.pdf", glyph_pdf.written([text], AMIRI, means)))


def test_only_the_lines_that_two_engines_read_otherwise_are_in_doubt() -> None:
    content = of_two_maps("The quay was closed in May.", "ABCDE ABCDE", "It was opened in June.")
    lines = read_lines("a.pdf", content)
    assert (lines.texts[0], lines.texts[2]) == ("The quay was closed in May.", "It was opened in June.")
    assert in_doubt(lines) == [2]


def test_a_missing_witness_is_told_once_and_changes_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (READY / "xelatex.pdf").read_bytes()
    both = read_lines("a.pdf", content)
    monkeypatch.setattr(document, "is_at_hand", lambda: False)
    alone = read_lines("a.pdf", content)
    assert alone.texts == both.texts
    assert [(u.what, u.line, u.breaks_proof) for u in alone.unread if u not in both.unread] == [(ALONE, 0, False)]
    assert "pip install" in alone.unread[0].detail


def test_the_witness_ends_before_the_first_page_that_it_cannot_read() -> None:
    pdf = pikepdf.new()
    for number in range(1, 4):
        content = of_two_maps(f"Page {number}")
        with pikepdf.open(io.BytesIO(content)) as one:
            pdf.pages.append(one.pages[0])
    assert ["".join(letter.text for letter in page) for page in pages_by_witness(saved(pdf))] == [
        "Page 1",
        "Page 2",
        "Page 3",
    ]
    pdf.pages[1].obj["/Resources"] = 5
    assert ["".join(letter.text for letter in page) for page in pages_by_witness(saved(pdf))] == ["Page 1"]


@settings(max_examples=30)
@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=200))
def test_no_damage_of_a_file_breaks_the_witness(at: int, damage: bytes) -> None:
    content = (READY / "xelatex.pdf").read_bytes()
    at %= len(content)
    pages = list(pages_by_witness(content[:at] + damage + content[at + len(damage) :]))
    assert len(pages) <= 1


def rows_of(texts: list[str]) -> list[GlyphRow]:
    return [
        GlyphRow([Glyph(c, 10.0 * x, 10.0 * x, 10.0 * x + 8, 700.0 - 30 * y, 12.0, y) for x, c in enumerate(text)])
        for y, text in enumerate(texts)
    ]


def seen_in(texts: list[str]) -> list[SeenLetter]:
    return [SeenLetter(c, False, 10.0 * x, 700.0 - 30 * y) for y, text in enumerate(texts) for x, c in enumerate(text)]


ARABIC = st.lists(st.text("ابتثجدرسعقلمنهوي", min_size=8, max_size=20), min_size=2, max_size=6)


@given(ARABIC, st.randoms(use_true_random=False))
def test_the_order_of_letters_is_left_aside(texts: list[str], random) -> None:  # type: ignore[no-untyped-def]
    rows, seen = rows_of(texts), seen_in(texts)
    random.shuffle(seen)
    doubt(rows, seen)
    assert not any(row.is_doubted for row in rows)


@given(ARABIC, st.data())
def test_a_row_with_other_letters_is_in_doubt_and_no_other(texts: list[str], data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(texts) - 1))
    rows = rows_of([f"طظطظ{text[4:]}" if at == which else text for at, text in enumerate(texts)])
    doubt(rows, seen_in(texts))
    assert [row.is_doubted for row in rows] == [at == which for at in range(len(texts))]


@given(ARABIC)
def test_what_the_witness_knows_no_letter_for_accuses_nobody(texts: list[str]) -> None:
    rows = rows_of(texts)
    doubt(rows, [letter._replace(text=LOST) for letter in seen_in(texts)])
    assert not any(row.is_doubted for row in rows)
