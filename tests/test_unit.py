"""Units as bytes and back, numbers in strings, and fonts that several units share or do not."""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import msgspec
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked import MARKS, Workshop, chapter, page_of

from dossier.files.cache import seal
from dossier.press.linker import unit as units
from dossier.press.linker.deflate import Packer, StreamPiece, literal
from dossier.press.linker.fonts import CodeTables, LinkedFont, linked_fonts
from dossier.press.linker.late_numbers import OPEN, digits_of, with_numbers
from dossier.press.linker.pagination import count, extent
from dossier.press.linker.unit import NamedPlace, Typeface, Unit, decode, encode
from dossier.problems import Place, Problem

BYTES = st.binary(max_size=40)
TEXTS = st.text(max_size=8)
NUMBERS = st.integers(0, 70_000)
CODES = st.builds(units.Relocatable, BYTES, st.lists(st.tuples(NUMBERS, st.integers(-9, 9)), max_size=3).map(tuple))
LINES = st.builds(
    units.LateLine,
    st.lists(
        st.builds(units.DrawnWords, BYTES, st.floats(0, 900))
        | st.builds(units.LateNumber, st.sampled_from(["page", "total", "place"]), TEXTS),
        max_size=4,
    ).map(tuple),
    st.floats(0, 900),
    st.floats(0, 900),
    st.floats(0, 900),
    st.sampled_from(["left", "center", "right"]),
    st.lists(st.tuples(NUMBERS, st.floats(0, 20)), max_size=10).map(tuple),
)
DRAWINGS = st.builds(units.ContentStream, st.lists(BYTES | LINES, max_size=4).map(tuple), st.booleans())
BOXES = st.tuples(*[st.floats(-900, 900)] * 4)
SIDES = st.dictionaries(st.sampled_from(["left", "right"]), NUMBERS)
SHEETS = st.builds(
    units.Sheet, BOXES, st.sampled_from(["left", "right"]), st.floats(-99, 99), DRAWINGS, SIDES, st.just((1, 2))
)
FACES = st.builds(
    Typeface,
    *[TEXTS] * 4,
    st.booleans(),
    *[NUMBERS] * 4,
    st.dictionaries(NUMBERS, NUMBERS),
    st.dictionaries(NUMBERS, TEXTS),
    st.dictionaries(NUMBERS, NUMBERS),
)


@st.composite
def made_up(draw: st.DrawFn) -> Unit:
    return Unit(
        sheets=tuple(draw(st.lists(SHEETS, max_size=2))),
        margins=tuple(draw(st.lists(DRAWINGS, max_size=2))),
        body=draw(BYTES),
        streams=(units.Stream(2, draw(CODES), draw(BYTES)),),
        open_strings=((3, draw(CODES)),),
        count=draw(NUMBERS),
        resources=4,
        needs=tuple(draw(st.lists(TEXTS, max_size=2))),
        shared=draw(st.dictionaries(TEXTS, st.tuples(BYTES, BYTES), max_size=2)),
        anchors=(NamedPlace(draw(TEXTS), 1, 2.5, 3.5),),
        bookmarks=(units.Bookmark(1, draw(TEXTS), 0, 1.0, 2.0, True),),
        targets=tuple(draw(st.lists(TEXTS, max_size=2))),
        faces=tuple(draw(st.lists(FACES, max_size=2))),
        structure=units.Structure("Sect", draw(TEXTS), (1,), (7,)),
        front=units.DocumentFacts(draw(TEXTS), draw(st.dictionaries(TEXTS, BYTES)), draw(BYTES), draw(CODES)),
        begins=draw(st.sampled_from(["any", "here", "recto"])),
        diagnostics=(units.UnitDiagnostic(Problem(Place(draw(TEXTS), 1, 2), draw(TEXTS)), 3, (), "text"),),
        blank=draw(SIDES),
        heads=units.RunningHeads(("a",), (draw(TEXTS),)),
    )


@settings(max_examples=40, deadline=None)
@given(made_up(), TEXTS, TEXTS)
def test_a_unit_comes_back_as_it_was_under_its_own_name_only(unit: Unit, key: str, other: str) -> None:
    assert decode(encode(unit)) == unit
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.unit"
        units.unit_file(file, key).write(units.pack(unit))
        assert units.unpack(units.unit_file(file, key).read()) == unit
        assert (units.unit_file(file, other).read() is not None) == (other == key)
        assert decode(file.read_bytes()) is None  # nor is what was kept what a worker says


@settings(max_examples=60, deadline=None)
@given(made_up(), st.data())
def test_a_damaged_unit_is_none(unit: Unit, data: st.DataObject) -> None:
    whole = bytearray(encode(unit))
    at = data.draw(st.integers(0, len(whole) - 1))
    assert decode(bytes(whole[:at])) is None
    whole[at] ^= data.draw(st.integers(1, 255))
    assert decode(bytes(whole)) is None


@settings(max_examples=1, deadline=None)
@given(made_up())
def test_a_unit_of_another_format_is_none(unit: Unit) -> None:
    assert decode(seal(msgspec.msgpack.encode((1, 2)), units.KIND, "")) is None
    with patch.object(units, "KIND", f"unit {units.FORMAT - 1}"):
        older = encode(unit)
        assert decode(older) == unit
    assert decode(older) is None


# Numbers in strings


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=5), st.sampled_from("0٠"))
def test_open_numbers_are_told_in_the_digits_they_are_read_in(pages: Sequence[int], zero: str) -> None:
    words = " و".join(digits_of(target, zero) for target in range(len(pages)))
    assert len(OPEN.findall(words)) == len(pages)
    written = b"<</ActualText <feff%b>/K 1>>" % words.encode("utf-16-be").hex().encode()
    read = bytes.fromhex(with_numbers(written, pages.__getitem__).split(b"<feff")[1].split(b">")[0].decode()).decode(
        "utf-16-be"
    )
    assert [int(one) for one in read.split(" و")] == list(pages)
    assert all((digit < "٠") == (zero == "0") for digit in read if digit.isdecimal())


# Fonts


def face(texts: dict[int, str], further: dict[int, int]) -> Typeface:
    return Typeface("A", "A+Face", "Face", "0" * 64, False, 4, 800, -200, 100, {1: 500, 2: 600}, texts, further)


def fonts(units: Sequence[Sequence[Typeface]]) -> tuple[dict[str, list[LinkedFont]], list[tuple[int, ...]]]:
    code_tables = CodeTables()
    return linked_fonts([(faces, code_tables.masks(faces)) for faces in units], code_tables)


TABLES = st.dictionaries(st.integers(0, 4), st.sampled_from("abc"), min_size=1)


@given(st.lists(TABLES, min_size=1, max_size=6))
def test_units_share_a_bank_only_if_each_code_says_one_thing(tables: list[dict[int, str]]) -> None:
    found, vectors = fonts([[face(table, {})] for table in tables])
    for table, (number,) in zip(tables, vectors, strict=True):
        assert table.items() <= found["A"][number].texts.items()
    for font in found["A"]:
        of_font = [table for table, (number,) in zip(tables, vectors, strict=True) if found["A"][number] is font]
        assert font.texts == {code: text for table in of_font for code, text in table.items()}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("workshop"))


def test_parts_of_a_document_write_the_same_by_the_same_codes(workshop: Workshop) -> None:
    words = "<p lang=ar dir=rtl style=\"font-family: 'Dossier Naskh'\">قالَ المجلسُ (١٢٫٥٪) «كلام» {} بعد ذلك</p>"
    sections = [chapter(name, words.format(text)) for name, text in (("one", "إنّ [أ]"), ("two", "لأنّ 5-3"))]
    workshop.linked(page_of(sections))
    of_faces, _ = fonts([unit.faces for unit in workshop.compiled])
    assert {name: len(of_face) for name, of_face in of_faces.items()} == dict.fromkeys(of_faces, 1)
    shared = [dict(one.texts) for unit in workshop.compiled for one in unit.faces if one.further]
    assert len(shared) == 2
    assert shared[0].keys() & shared[1].keys()


def test_units_that_do_not_agree_have_fonts_of_their_own_and_say_what_they_said(
    workshop: Workshop, tmp_path: Path
) -> None:
    page = page_of([chapter("one", "<p>(sequel)</p>"), chapter("two", "<p>(other)</p>")])
    workshop.linked(page)
    first, second = workshop.compiled
    # As if the second had given the code of its letter o to another text.
    faces = [
        msgspec.structs.replace(one, texts={code: "0" if text == "o" else text for code, text in one.texts.items()})
        for one in second.faces
    ]
    workshop.anew()
    linker = workshop.linker()
    pdf, _ = linker.link(
        workshop.parts([first, msgspec.structs.replace(second, faces=tuple(faces))]), lambda literal: (), is_rtl=False
    )
    assert count(map(extent, (first, second)), is_rtl=False).total == 2
    one, two = workshop.texts(pdf, tmp_path)
    assert "one" in one.strip(MARKS)
    assert "0ther" in two
    with pikepdf.open(io.BytesIO(pdf)) as file:
        programs = {
            font.DescendantFonts[0].FontDescriptor.FontFile2.objgen
            for sheet in file.pages
            for font in sheet.Resources.Font.values()
        }
        fonts = {font.objgen for sheet in file.pages for font in sheet.Resources.Font.values()}
    assert len(fonts) > len(programs)


def test_a_font_says_the_same_whatever_was_known_before() -> None:
    """Two sizes of a face may round a width to either side: what is written does not hang on who came first."""
    one, other = face({1: "a", 2: "b"}, {}), msgspec.structs.replace(face({2: "b"}, {}), widths={1: 501, 2: 600})
    code_tables = CodeTables()
    for order in ([[one], [other]], [[other], [one]]):
        linked_fonts([(faces, code_tables.masks(faces)) for faces in order], code_tables)
        for own in (code_tables, CodeTables()):
            found, _ = linked_fonts([(faces, own.masks(faces)) for faces in order], own)
            (font,) = found["A"]
            assert (font.widths, font.texts, font.further) == ({1: 500, 2: 600}, {1: "a", 2: "b"}, {})


# Streams in pieces

PIECES = st.lists(st.binary(max_size=60) | st.sampled_from([b"the same " * 9, b"another " * 9]), max_size=6)


@given(st.lists(PIECES, min_size=1, max_size=4))
def test_pieces_are_read_as_one_and_the_same_bytes_whatever_was_known_before(versions: list[list[bytes]]) -> None:
    packer = Packer()
    for pieces in versions:
        packed = packer.stream(map(literal, pieces))
        packer.renew()
        assert zlib.decompress(packed) == b"".join(pieces)
        assert packed == Packer().stream(map(literal, pieces))


def test_only_a_piece_that_has_changed_and_the_next_are_packed_again() -> None:
    packer, made = Packer(), []

    def piece(number: int) -> StreamPiece:
        return StreamPiece(number, lambda: made.append(number) or b"%d" % number * 9)  # type: ignore[func-returns-value]

    packer.stream([piece(number) for number in (1, 2, 3, 4)])
    packer.renew()
    made.clear()
    packer.stream([piece(number) for number in (1, 5, 3, 4)])
    assert made == [5, 1, 3, 5]  # each with what stands before it
