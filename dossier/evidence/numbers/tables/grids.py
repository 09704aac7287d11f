"""The tables of a document as rows and columns, and the scale that a heading, a stub or a caption gives each cell.

"(€m)" over a column holds for that column, "Revenue, $ million" before a row for that row; "in thousands" in the
corner, in the caption or in a note right above holds for the whole table, but for cells whose own heading or stub names
another unit. Of what may be meant or not it is told that nobody can tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice

from dossier.evidence.numbers.tables.scale_words import (
    Announced,
    ScaledCell,
    Scales,
    as_said,
    factor_in,
    factor_of_note,
    figure_in,
)
from dossier.evidence.numbers.tables.unit_words import NOTHING, UnitWords, told_by
from dossier.evidence.text.folding import fold_text
from dossier.formats.lines import Cell

NOTES = 2  #: lines right above a table that can say what its cells are in
ROWS = 3  #: of as many cells, that make a table without a rule
SHORT = 24  #: letters of a cell behind a number that can be its unit; a longer one is a remark
_RULE = re.compile(r"\s*(?:\|\s*)?:?-+:?\s*(?:\|\s*:?-+:?\s*)*(?:\|\s*)?")
_NUMBERS_ROWS = re.compile(r"(?:nos?\.?|#|n°|№|item|serial|s/n|م|ر\.?م|ت|(?:ال)?رقم)\W*")


@dataclass(frozen=True, slots=True)
class Entry:
    """The words of a cell on a line."""

    line: int
    text: str  #: without the spaces about it
    cell: Cell
    start: int = 0  #: letter of the line at which it begins

    @property
    def is_words(self) -> bool:
        return any(letter.isalpha() or letter in "%٪" for letter in self.text)


Grid = Sequence[Entry]


def grids_in(lines: Sequence[str], cells: Mapping[int, Cell]) -> Iterator[Grid]:
    """Every table: those that the file itself has (`cells`: line -> its cell), and those drawn with bars."""
    found: dict[int, list[Entry]] = {}
    for line, cell in cells.items():
        text = lines[line - 1]
        found.setdefault(cell.table, []).append(Entry(line, text.strip(), cell, len(text) - len(text.lstrip())))
    yield from found.values()
    yield from _drawn(lines)


def _drawn(lines: Sequence[str]) -> Iterator[Grid]:
    """Tables of Markdown, with a rule under the first row, and three rows of as many cells between bars without one."""
    yield from _ruled(lines)
    number = 0
    while number < len(lines):
        bars = lines[number].count("|")
        end = number
        while bars > 1 and end < len(lines) and lines[end].count("|") == bars:
            end += 1
        if end - number >= ROWS and not any(_RULE.fullmatch(line) for line in lines[number:end]):
            yield _rows(lines, range(number, end))
        number = max(end, number + 1)


def _rows(lines: Sequence[str], rows: Sequence[int]) -> Grid:
    return [
        Entry(at + 1, text, Cell(0, row, column), start)
        for row, at in enumerate(rows)
        for column, (start, text) in enumerate(_between_bars(lines[at]))
    ]


def _ruled(lines: Sequence[str]) -> Iterator[Grid]:
    number = 0
    while number + 1 < len(lines):
        if "|" in lines[number] and "-" in lines[number + 1] and _RULE.fullmatch(lines[number + 1]):
            end = next((at for at in range(number, len(lines)) if "|" not in lines[at]), len(lines))
            rows = [at for at in range(number, end) if at != number + 1]
            yield _rows(lines, rows)
            number = end
        number += 1


def _between_bars(line: str) -> Iterator[tuple[int, str]]:
    """(where it begins, text) of every cell of a row."""
    begin = len(line) - len(line.lstrip())
    begin += line.startswith("|", begin)
    for text in line[begin:].rstrip().removesuffix("|").split("|"):
        yield begin + len(text) - len(text.lstrip()), text.strip()
        begin += len(text) + 1


def scales_of_grid(grid: Grid, lines: Sequence[str]) -> Scales:
    """What headings, stubs and the caption say of each number that makes a cell."""
    found: dict[int, list[ScaledCell]] = {}
    whole = _corner(grid) or _above(min(entry.line for entry in grid), lines)
    numbering = set(_numbering(grid))
    heads = _Headings(sorted({entry.cell.column for entry in grid}))
    by_row = sorted(grid, key=lambda entry: (entry.cell.row, entry.cell.column, entry.line))
    for _, row in groupby(by_row, key=lambda entry: entry.cell.row):
        entries = list(row)
        beside = _beside([(entry, _told_by(entry)) for entry in entries])
        for entry, (stubs, behind) in zip(entries, beside, strict=True):
            if entry.cell.column in numbering:
                said: Announced | None = Announced(0, entry.line, True)
            else:
                said = _announcement(heads.over(entry.cell) | stubs, behind, whole)
            if said and (announced := as_said(entry.text, said)):
                cell = ScaledCell(entry.start, entry.start + len(entry.text), announced)
                found.setdefault(entry.line, []).append(cell)
        for entry in entries:
            heads.add(entry)
    return found


@dataclass(slots=True)
class _Column:
    """The headings of a column so far: the run of them at its top, and the last."""

    top: UnitWords = NOTHING
    top_row: int = -1  #: of the last one of the run
    last: UnitWords = NOTHING
    last_row: int = -1


@dataclass(frozen=True, slots=True)
class _Headings:
    """The headings over cells, row by row from the top of a table.

    A cell is headed by the run of words at the top of its column, and by those that are nearest above: words between
    the numbers of a column, such as "of which tonnes", head what is below them.
    """

    starts: Sequence[int]  #: the columns in which cells begin
    columns: dict[int, _Column] = field(default_factory=dict)

    def over(self, cell: Cell) -> UnitWords:
        told = NOTHING
        for start in self._spanned(cell):
            if column := self.columns.get(start):
                told = told | column.top | column.last
        return told

    def add(self, entry: Entry) -> None:
        if not entry.is_words:
            return
        told, row = _told_by(entry, is_head=True), entry.cell.row
        for start in self._spanned(entry.cell):
            column = self.columns.setdefault(start, _Column(top_row=row))
            if row - column.top_row in (0, 1):
                column.top, column.top_row = column.top | told, row
            column.last = column.last | told if column.last_row == row else told
            column.last_row = row

    def _spanned(self, cell: Cell) -> Sequence[int]:
        first = bisect_left(self.starts, cell.column)
        return self.starts[first : bisect_left(self.starts, cell.column + cell.columns, first)]


def _told_by(entry: Entry, *, is_head: bool = False) -> UnitWords:
    return told_by(entry.text, entry.line, is_head=is_head) if entry.is_words else NOTHING


def _beside(row: Sequence[tuple[Entry, UnitWords]]) -> Sequence[tuple[UnitWords, UnitWords]]:
    """Of each entry of a row (its stubs, what may be its unit behind it): the cells before it with its own other lines,
    and the short ones behind it."""
    own: dict[int, UnitWords] = {}
    for entry, told in row:
        own[entry.cell.column] = own.get(entry.cell.column, NOTHING) | told
    stubs, before = {}, NOTHING
    for column, told in own.items():
        before = stubs[column] = before | told
    units, behind = {}, NOTHING
    short = {entry.cell.column: told for entry, told in row if len(entry.text) <= SHORT}
    for column in reversed(own):
        units[column] = behind
        behind = behind | short.get(column, NOTHING)
    return [(stubs[entry.cell.column], units[entry.cell.column]) for entry, _ in row]


def _announcement(own: UnitWords, behind: UnitWords, whole: Announced | None) -> Announced | None:
    """The scale of a cell by its own headings and stubs, or by what is said of the whole table; uncertain where words
    behind it may name another."""
    if own.factors:
        is_certain = len(own.factors) == 1 and not own.has_own and behind.factors <= own.factors
        return Announced(max(own.factors), own.line, is_certain)
    if own.has_own:
        return whole and replace(whole, factor=1)
    if behind.factors:
        return Announced(max(behind.factors), behind.line, False)
    if whole and (own.has_other or behind.has_own or behind.has_other):
        return replace(whole, is_certain=False)
    return whole


def _corner(grid: Grid) -> Announced | None:
    """The scale in the first cell of the first row, over the stubs."""
    first = next((entry for entry in grid if (entry.cell.row, entry.cell.column) == (0, 0)), None)
    if not first or not (factor := factor_in(first.text)):
        return None
    stubs = range(first.cell.columns)
    is_stub = not any(e.cell.column in stubs and e.cell.row > 0 and figure_in(e.text) for e in grid)
    return Announced(factor, first.line, True) if is_stub else None


def _above(line: int, lines: Sequence[str]) -> Announced | None:
    """The scale that the caption or the notes right above the first line of a table give it."""
    told = (number for number in range(line - 1, 0, -1) if lines[number - 1].strip())
    for place, number in enumerate(islice(told, NOTES)):
        factor = factor_in(lines[number - 1]) if place else factor_of_note(lines[number - 1])
        if factor:
            return Announced(factor, number, True)
    return None


def _numbering(grid: Grid) -> Iterator[int]:
    """The first column, where it only numbers the rows: it is headed so, or counts them from 1."""
    first = [(entry, fold_text(entry.text)) for entry in grid if entry.cell.column == 0]
    figures = [folded.strip(" .)") for entry, folded in first if figure_in(entry.text)]
    is_headed = any(_NUMBERS_ROWS.fullmatch(folded.strip()) for _, folded in first)
    if is_headed or (len(figures) > 1 and figures == [str(number + 1) for number in range(len(figures))]):
        yield 0


def lines_of(grids: Iterable[Grid]) -> frozenset[int]:
    return frozenset(entry.line for grid in grids for entry in grid)
