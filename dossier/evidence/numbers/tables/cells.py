"""Tables whose caption or heading holds the scale of their cells: "in millions of dinars" the cell 9.4 is 9,400,000.

Where the file knows its rows and columns, they tell which cells are meant (`grids.py`). Mere lines do not tell columns,
so there only a caption of the whole table, in which no other heading names another unit, is certain; of a scale in one
heading among others it is told that cells may be meant by it, and not which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dossier.evidence.numbers.quantities import Quantity
from dossier.evidence.numbers.tables.grids import grids_in, lines_of, scales_of_grid
from dossier.evidence.numbers.tables.scale_words import Announced, ScaledCell, Scales, as_said, factor_in, figure_in
from dossier.evidence.numbers.tables.unit_words import told_by
from dossier.evidence.text.folding import fold_text
from dossier.formats.lines import Cell

CELL = 60  #: letters of a cell; a longer line ends the table
ROW = 160  #: letters of a row with its cells on one line

_CAPTION = re.compile(
    r"\W*(?:table|schedule|annex|statement|(?:all )?(?:amounts|figures|values|sums)|\(?in |"
    r"(?:ال)?جدول|(?:جميع )?(?:ال)?(?:مبالغ|قيم|ارقام)(?!\w)|\(ب)"
)
_NUMBERED = re.compile(r"\W*(?:table|schedule|جدول|الجدول) \d+")
_BREAK = re.compile(r"\s*\|\s*|\t+|\s{2,}|\s*[.…]{3,}\s*")
NO_CELLS: Mapping[int, Cell] = {}


def scales_of(lines: Sequence[str], cells: Mapping[int, Cell] = NO_CELLS) -> Scales:
    """The scale of every cell for which a caption or heading announces one; `cells` are those that the file tells."""
    grids = list(grids_in(lines, cells))
    found = dict(_scales_of_lines(lines, lines_of(grids)))
    for grid in grids:
        found |= scales_of_grid(grid, lines)
    return found


def _scales_of_lines(lines: Sequence[str], gridded: Collection[int]) -> Scales:
    """Of tables whose columns nobody tells; without the lines of those that are known as rows and columns."""
    found: dict[int, list[ScaledCell]] = {}
    for number, line in enumerate(lines, 1):
        if number not in gridded and (factor := factor_in(line)):
            body = list(_body(lines, number, gridded))
            is_whole = bool(_CAPTION.match(fold_text(line))) and not line.strip().startswith("|")
            told = [told_by(cell, at, is_head=True) for at, _, cell in body if not re.search(r"\d", cell)]
            is_certain = is_whole and not any(unit.has_own or unit.has_other for unit in told)
            for at, start, cell in body:
                if announced := as_said(cell, Announced(factor, number, is_certain)):
                    found.setdefault(at, []).append(ScaledCell(start, start + len(cell), announced))
    return found


def announced_at(scales: Scales, lines: Iterable[int], place: Callable[[int, int], int | None]) -> dict[int, Announced]:
    """Letter of a text -> what is said of the cell that it stands in; `place` tells where in the text a letter of one
    of these lines stands, if it does."""
    cells = ((line, cell) for line in lines for cell in scales.get(line, ()))
    letters = ((place(line, letter), cell) for line, cell in cells for letter in range(cell.start, cell.end))
    return {letter: cell.announced for letter, cell in letters if letter is not None}


def in_table(quantity: Quantity, cells: Mapping[int, Announced]) -> Quantity:
    """The number in a cell as its caption scales it; with both meanings where a heading leaves open whether it does.

    `cells` holds what is said of the letters of the text (`announced_at`)."""
    announced = cells.get(quantity.figure[0])
    if not announced or quantity.scale > 1 or quantity.is_percent or quantity.kind != "count":
        return quantity
    if not announced.factor:
        return replace(quantity, kind="label", doubt="it numbers a row of the table")
    why = f"the heading on line {announced.line} may give its scale"
    if quantity.to is not None and not announced.is_certain:
        return replace(quantity, kind="label", doubt=why)
    if announced.is_loss and announced.is_certain:
        quantity = replace(quantity, value=-abs(quantity.value), others=())
    scaled = tuple(value * announced.factor for value in (quantity.value, *quantity.others))
    if announced.is_certain:
        to = None if quantity.to is None else quantity.to * announced.factor
        return replace(quantity, value=scaled[0], to=to, others=scaled[1:], scale=announced.factor)
    return replace(quantity, others=(*quantity.others, *scaled), doubt=why)


def _body(lines: Sequence[str], caption: int, gridded: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """(line, letter, cell) of what stands under a caption, up to the next one or to a line that is no cell or row."""
    for number in range(caption + 1, len(lines) + 1):
        line = lines[number - 1]
        cells = [(start, cell) for start, cell in _cells_of(line) if cell.strip()]
        is_wide = len(line.strip()) > ROW or (len(cells) < 2 and len(line.strip()) > CELL)
        is_prose = is_wide or line.rstrip().endswith((".", "؟", "?", "!"))
        if (is_prose and not figure_in(line)) or _NUMBERED.match(fold_text(line)):
            return
        if number in gridded:
            continue
        if factor_in(line):
            return
        yield from ((number, start, cell) for start, cell in cells)


def _cells_of(line: str) -> Iterator[tuple[int, str]]:
    """(where it begins, text) of every cell on a line."""
    begin = 0
    for found in _BREAK.finditer(line):
        yield begin, line[begin : found.start()]
        begin = found.end()
    yield begin, line[begin:].rstrip()
