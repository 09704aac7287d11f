"""Scales in the headings, stubs, corners and captions of tables whose rows and columns are known, in three formats."""

from __future__ import annotations

import io
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.numbers.tables.cells import scales_of
from dossier.evidence.numbers.tables.scale_words import factor_in, figure_in
from dossier.evidence.original import Original, Spot, original_of
from dossier.evidence.proof.numbers import judge_in
from dossier.formats.lines import Cell
from dossier.model.passage import Passage
from dossier.model.records import FigureClaim

Rows = list[list[str]]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def html(rows: Rows, note: str) -> Original:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return original_of(f"<meta charset=utf-8><p>{note}</p><table>{body}</table>".encode(), "a.html")


def markdown(rows: Rows, note: str) -> Original:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return original_of("\n".join([note, "", head, "|---" * len(rows[0]) + "|", *body]).encode(), "a.md")


def docx(rows: Rows, note: str) -> Original:
    def paragraph(words: str) -> str:
        return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"

    cells = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in row) + "</w:tr>" for row in rows)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{paragraph(note)}<w:tbl>{cells}</w:tbl></w:body></w:document>',
        )
    return original_of(made.getvalue(), "a.docx")


FORMS = pytest.mark.parametrize("made", [html, markdown, docx])


def sense(original: Original, digits: str, value: str, to: str = "") -> str:
    """What is made of a claim that the cell with these digits says a value."""
    line, text = next((number, text) for number, text in enumerate(original.lines, 1) if digits in text)
    return sense_at(original, line, text.index(digits), digits, value, to)


def sense_at(original: Original, line: int, start: int, digits: str, value: str, to: str = "") -> str:
    upper = Decimal(to) if to else None
    figure = FigureClaim("figure", Passage(((line, line),)), Decimal(value), digits, "", "", upper)
    spot = Spot(line, start, start + len(digits))
    return judge_in(*original.around(spot), figure, original.scaled_around(spot))[0]


@FORMS
@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("Exports (€m)", 1_000_000),
        ("Exports, thousand tonnes", 1_000),
        ("Value in millions", 1_000_000),
        ("Cost est. (£ ’000)", 1_000),
        ("القيمة (بالملايين)", 1_000_000),
        ("القيمة بالمليون دينار", 1_000_000),
        ("الكمية (ألف طن)", 1_000),
    ],
)
def test_a_heading_scales_its_column_alone(made, heading: str, factor: int) -> None:  # type: ignore[no-untyped-def]
    original = made([["Port", heading, "Ships"], ["North", "12.5", "318"], ["South", "40.5", "207"]], "The ports.")
    for digits in ("12.5", "40.5"):
        assert sense(original, digits, f"{Decimal(digits) * factor:f}") == "read"
        assert sense(original, digits, digits) == "false"
    assert sense(original, "318", "318") == "read"
    assert sense(original, "318", f"{318 * factor}") == "false"


@FORMS
@pytest.mark.parametrize(
    "note",
    [
        "Table 2. Income ($ millions, except per share data)",
        "(بملايين الدنانير)",
        "It was as follows (in millions of crowns):",
    ],
)
def test_a_note_right_above_scales_what_has_no_unit_of_its_own(made, note: str) -> None:  # type: ignore[no-untyped-def]
    rows = [
        ["", "Q3", "Q2"],
        ["Revenue", "312.4", "286.6"],
        ["Net income (loss)", "(4.7)", "21.9"],
        ["Per share, $", "0.14", "0.33"],
    ]
    original = made(rows, note)
    assert sense(original, "312.4", "312400000") == "read"
    assert sense(original, "312.4", "312.4") == "false"
    assert sense(original, "(4.7)", "-4700000") == "read"
    assert sense(original, "(4.7)", "4700000") == "false"
    assert sense(original, "0.14", "0.14") == "read"


@FORMS
def test_a_corner_scales_the_table_and_a_stub_its_row(made) -> None:  # type: ignore[no-untyped-def]
    original = made([["€ thousand", "A", "B"], ["Rent", "9.4", "8.1"], ["Debt (€m)", "5.5", "6.5"]], "Accounts.")
    assert sense(original, "9.4", "9400") == "read"
    assert sense(original, "5.5", "5500000") != "false"
    assert sense(original, "5.5", "5.5") != "read"


@FORMS
def test_another_unit_leaves_open_what_a_note_means(made) -> None:  # type: ignore[no-untyped-def]
    original = made([["Port", "Staff", "Value"], ["North", "318", "9.4"]], "Table 1 (in thousands)")
    assert {sense(original, "318", value) for value in ("318", "318000")} == {"undecided"}
    assert sense(original, "9.4", "9400") == "read"


@FORMS
def test_what_numbers_the_rows_counts_nothing(made) -> None:  # type: ignore[no-untyped-def]
    original = made([["No.", "Measure"], ["1", "Doors"], ["2", "Seals"], ["3", "Alarm"]], "Measures required")
    assert sense(original, "2", "2") == "undecided"


@pytest.mark.parametrize(
    "heading", ["Length (m)", "Depth in m", "Ships", "5 million", "Height m", "Umm Sadr", "Humm", "Ambn"]
)
def test_headings_without_a_scale(heading: str) -> None:
    assert not factor_in(heading)


def test_spans_of_columns_and_rows_are_counted() -> None:
    page = (
        "<table><tr><td rowspan=2>Port</td><td colspan=2>Value (€m)</td><td>Ships</td></tr>"
        "<tr><td>2022</td><td>2023</td><td>all</td></tr><tr><td>North</td><td>9.4</td><td>8.1</td><td>77</td></tr></table>"
    )
    original = original_of(page.encode(), "a.html")
    assert [
        sense(original, digits, value) for digits, value in (("9.4", "9400000"), ("8.1", "8100000"), ("77", "77"))
    ] == ["read"] * 3


def test_a_cell_keeps_its_column_below_one_that_spans_many_rows() -> None:
    rows = "".join(f"<tr><td>{row}.5</td><td>{row}.25</td></tr>" for row in range(1, 300))
    head = "<tr><th>Region</th><th>Value (€m)</th><th>Ships</th></tr>"
    page = f"<table>{head}<tr><td rowspan=300>North</td></tr>{rows}</table>"
    original = original_of(page.encode(), "a.html")
    assert (sense(original, "299.5", "299500000"), sense(original, "299.25", "299.25")) == ("read", "read")


def test_a_cell_that_spans_all_rows_ends_with_their_group() -> None:
    group = "<tbody><tr><td rowspan={span}>North</td><td>9.4</td></tr><tr><td>9.5</td></tr></tbody>"
    page = f"<table><tr><th>Port</th><th>€m</th></tr>{group.format(span=0)}<tr><td>South</td><td>9.6</td></tr></table>"
    original = original_of(page.encode(), "a.html")
    assert [original.cells[line].column for line in range(3, 8)] == [0, 1, 1, 0, 1]


def test_the_rows_of_a_table_in_a_cell_are_not_those_of_the_outer_one() -> None:
    page = "<table><tr><td rowspan=2>a</td><td><table><tr><td>b</td></tr></table></td></tr><tr><td>c</td></tr></table>"
    cells = original_of(page.encode(), "a.html").cells
    assert [(cell.table, cell.row, cell.column) for cell in cells.values()] == [(1, 0, 0), (2, 0, 0), (1, 1, 1)]


def test_huge_spans_cost_no_more_than_their_cells() -> None:
    page = f"<table>{'<tr><td colspan=1000 rowspan=65534>5</td><td>6</td></tr>' * 60}</table>".encode()
    tracemalloc.start()
    try:
        original = original_of(page, "a.html")
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
    assert original.cells[1] == Cell(1, 0, 0, 1_000)


def test_a_span_of_any_number_is_read() -> None:
    page = f"<table><tr><td colspan={'9' * 5_000}>a</td></tr><tr><td rowspan=-1>b</td><td>c</td></tr></table>"
    cells = original_of(page.encode(), "a.html").cells
    assert [(cell.column, cell.columns) for cell in cells.values()] == [(0, 1_000), (0, 1), (1, 1)]


@FORMS
def test_cells_of_one_row_with_the_same_digits_keep_their_own_scales(made) -> None:  # type: ignore[no-untyped-def]
    rows = [["Port", "Value (€m)", "Cargo, thousand tonnes", "Ships"], ["Tal", "5", "5", "5"]]
    original = made(rows, "The ports in 2023.")
    places = [(line, place.start()) for line, text in enumerate(original.lines, 1) for place in re.finditer("5", text)]
    for place, own in zip(places, ("5000000", "5000", "5"), strict=True):
        for value in ("5000000", "5000", "5"):
            assert sense_at(original, *place, "5", value) == ("read" if value == own else "false")


@FORMS
def test_digits_of_a_name_are_no_cell(made) -> None:  # type: ignore[no-untyped-def]
    original = made([["Port", "Value (€m)"], ["Berths for 5 ships at Tal", "5"]], "The ports in 2023.")
    line, text = next((line, text) for line, text in enumerate(original.lines, 1) if "for 5" in text)
    assert sense_at(original, line, text.index("5"), "5", "5000000") == "false"


@FORMS
@pytest.mark.parametrize(
    ("cell", "digits"),
    [("9.4*", "9.4"), ("1 234 567", "1 234 567"), (".5", ".5"), ("5.", "5"), ("9.4 (p)", "9.4"), ("9.4 $", "9.4")],
)
def test_a_number_fills_its_cell_also_beside_the_sign_of_a_note(made, cell: str, digits: str) -> None:  # type: ignore[no-untyped-def]
    original = made([["Port", "Value (€m)"], ["Tal", cell]], "The ports in 2023.")
    value = digits.replace(" ", "")
    assert sense(original, digits, f"{Decimal(value) * 1_000_000:f}") == "read"
    assert sense(original, digits, value) == "false"


@FORMS
@pytest.mark.parametrize(("cell", "digits"), [("9.4 tonnes", "9.4"), ("ca. 40", "40"), ("USD 9.4", "9.4")])
def test_a_word_beside_a_number_leaves_its_scale_open(made, cell: str, digits: str) -> None:  # type: ignore[no-untyped-def]
    original = made([["Port", "Value (€m)"], ["Tal", cell]], "The ports in 2023.")
    values = (digits, f"{Decimal(digits) * 1_000_000:f}")
    assert {sense(original, digits, value) for value in values} == {"undecided"}


@FORMS
def test_both_ends_of_a_range_are_scaled(made) -> None:  # type: ignore[no-untyped-def]
    original = made([["Port", "Cost (€m)"], ["Tal", "9.4–10.2"]], "The ports in 2023.")
    assert sense(original, "9.4–10.2", "9400000", "10200000") == "read"
    assert sense(original, "9.4–10.2", "9.4", "10.2") == "false"


@FORMS
@pytest.mark.parametrize(
    ("unit", "sure"), [("$ million", ()), ("%", ()), ("tonnes", ()), ("of which half for the new quay", ("9400",))]
)
def test_a_unit_behind_the_number_leaves_its_scale_open(made, unit: str, sure: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    original = made([["Port", "2023", "Unit"], ["Tal", "9.4", unit]], "Table 1 (in thousands)")
    read = [value for value in ("9.4", "9400", "9400000") if sense(original, "9.4", value) == "read"]
    assert read == [*sure]


@FORMS
def test_a_rate_has_a_unit_of_its_own_and_what_is_called_by_one_may_have_none(made) -> None:  # type: ignore[no-untyped-def]
    rows = [["", "2023"], ["Unemployment rate", "7.4"], ["Interest rate swaps", "9.4"], ["معدل البطالة", "8.4"]]
    original = made(rows, "(in millions)")
    assert [sense(original, digits, digits) for digits in ("7.4", "9.4", "8.4")] == ["read", "undecided", "read"]


WORDS = ["", "Tal", "Value (€m)", "in thousands", "Staff", "%", "Unit", "5", "7.5", "(3)"]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=3), min_size=1, max_size=5))
def test_nothing_is_scaled_for_certain_but_by_words_of_its_row_or_column(rows: Rows) -> None:
    places = [(row, column) for row in range(len(rows)) for column in range(3)]
    lines = [rows[row][column] for row, column in places]
    cells = {number: Cell(1, *place) for number, place in enumerate(places, 1)}
    for line, (scaled,) in scales_of(lines, cells).items():
        row, column = places[line - 1]
        near = [*rows[row], *(rows[above][column] for above in range(row)), rows[0][0]]
        factors = {factor_in(words) for words in near} - {0}
        is_sure = scaled.announced.is_certain and scaled.announced.factor > 1
        assert figure_in(lines[line - 1])
        assert not is_sure or scaled.announced.factor in factors


def test_the_work_grows_with_the_cells_only() -> None:
    def work(rows: int, columns: int) -> float:
        texts = [["Port", *(f"Value of {c} (€m)" for c in range(columns))]]
        texts += [[f"Port {row}", *(f"{row}.{c}" for c in range(columns))] for row in range(rows)]
        cells = {r * (columns + 1) + c + 1: Cell(1, r, c) for r in range(rows + 1) for c in range(columns + 1)}
        lines = [cell for row in texts for cell in row]
        return min(_cpu(lambda: scales_of(lines, cells)) for _ in range(2))

    assert work(800, 3) < 20 * work(100, 3)
    assert work(3, 800) < 20 * work(3, 100)


def test_many_captions_are_read_in_time_that_grows_with_them_only() -> None:
    def work(size: int) -> float:
        lines = ["Table in millions", "5"] * size
        return min(_cpu(lambda: scales_of(lines)) for _ in range(3))

    assert work(1600) < 20 * work(200)


def _cpu(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin
