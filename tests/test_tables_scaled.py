"""Cells of tables under a caption or heading that holds their scale: what they mean, and where nobody can tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dossier.evidence.numbers.tables.cells import scales_of
from dossier.evidence.original import Original, Spot
from dossier.evidence.proof.numbers import judge_in
from dossier.evidence.text.blocks import blocks_of
from dossier.importing.numbers import numbers_in
from dossier.model.passage import Passage
from dossier.model.records import FigureClaim

CAPTIONS = [
    ("Table 2. Total pay, £000", 1_000),
    ("(in millions of dinars)", 1_000_000),
    ("Amounts in thousands of crowns", 1_000),
    ("Table 1: Budget ($ million)", 1_000_000),
    ("Schedule B (Rs in lakhs)", 100_000),
    ("جدول 1: المؤشرات المالية (بملايين الدراهم)", 1_000_000),
    ("المبالغ بالمليون ريال", 1_000_000),
    ("الجدول 4، بآلاف الأطنان", 1_000),
]
NONE = [
    "He paid 5 million dinars.",
    "The bank has millions",
    "Total, 3 million",
    "1,045,000",
    "بلغ الدخل 3 ملايين دينار",
]


def claim(value: str, stated: str, scale: str = "") -> FigureClaim:
    return FigureClaim("figure", Passage(((1, 1),)), Decimal(value), stated, scale, "", None)  # type: ignore[arg-type]


def sense(lines: list[str], line: int, figure: FigureClaim) -> str:
    original, start = Original(tuple(lines)), lines[line - 1].index(figure.stated)
    spot = Spot(line, start, start + len(figure.stated))
    return judge_in(*original.around(spot), figure, original.scaled_around(spot))[0]


@pytest.mark.parametrize(("caption", "factor"), CAPTIONS)
@pytest.mark.parametrize("cell", ["9.4", "2,140.5", "| North | 9.4 | 2,140.5 |", "North\t9.4"])
def test_a_caption_scales_every_cell(caption: str, factor: int, cell: str) -> None:
    lines = [caption, "Port", "2023", cell]
    digits = "9.4" if "9.4" in cell else "2,140.5"
    plain = digits.replace(",", "")
    assert sense(lines, 4, claim(f"{Decimal(plain) * factor:f}", digits)) == "read"
    assert sense(lines, 4, claim(plain, digits)) == "false"
    assert sense(lines, 4, claim(f"{Decimal(plain) * factor * 10:f}", digits)) == "false"


@pytest.mark.parametrize("line", NONE)
def test_what_announces_no_scale(line: str) -> None:
    assert not scales_of([line, "9.4"])


@pytest.mark.parametrize(
    "head",
    [["Port", "Exports (million dinars)"], ["Table 3 (in millions)", "Staff"], ["الميناء", "القيمة (مليون دينار)"]],
)
def test_a_scale_of_some_cells_is_not_decided(head: list[str]) -> None:
    lines = [*head, "9.4"]
    for figure in (claim("9.4", "9.4"), claim("9.4", "9.4", "million")):
        assert sense(lines, 3, figure) == "undecided"
    assert sense(lines, 3, claim("9.4", "9.4", "billion")) == "false"


@pytest.mark.parametrize(
    "figure", [claim("7.7", "7.7%"), claim("3.2", "3.2 million", "million"), claim("12", "12 of the ships that came")]
)
def test_a_cell_with_a_unit_of_its_own_keeps_it(figure: FigureClaim) -> None:
    assert sense(["(in millions of dinars)", figure.stated], 2, figure) == "read"


def test_a_table_ends_where_prose_begins() -> None:
    lines = ["(in millions of dinars)", "9.4", "The port was closed for 12 days in the spring of that year.", "9.5"]
    assert [*scales_of(lines)] == [2]


def test_the_import_proposes_what_the_caption_says() -> None:
    lines = ["(in millions of dinars)", "9.4"]
    (counted,) = numbers_in(blocks_of(lines)[1], [], scales_of(lines))
    assert (counted.value, counted.scale, counted.doubt) == (Decimal("9.4"), "million", "")


def test_the_import_says_where_it_cannot_tell() -> None:
    lines = ["Port", "Exports (million dinars)", "9.4"]
    (counted,) = numbers_in(blocks_of(lines)[2], [], scales_of(lines))
    assert (counted.value, counted.scale) == (Decimal("9.4"), "")
    assert "the heading on line 2 may give its scale" in counted.doubt
