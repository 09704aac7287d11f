"""The timeline strip: where each sign stands, in mm. Geometry only; x counts from the reading edge, y from the top.

The axis leaps over long silences: years with nothing to tell for `LEAP` years or more are cut out, and the cut is
drawn. Signs that would touch in one lane go to a second, third … level of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.chapters.drawing.signs import Sign
from dossier.model.dates import Day

AXIS = 42.0  #: mm, where the plot begins: the axis of the page
EDGE = 164.0  #: mm, where it ends
LEAP = 9  #: years of silence that are cut out
MOST_CUTS = 5  #: of more silences the longest are cut out, so that the last piece keeps most of the plot
SHORTEST = 1.0  #: mm of the bar of a year on a crowded axis
STUB = 7.5  #: mm given to a piece of time before the last cut
GAP = 2.5  #: mm of a cut
LEVEL = 4.8  #: mm, height of one level: number over sign
PAD = 0.9  #: mm above and below the levels of a lane
TOP = 7.0  #: mm for the years
_LONG = ("season", "year", "years")  #: signs with their true length


@dataclass(frozen=True, slots=True)
class StripEntry:
    """What is to be placed."""

    number: int
    lane: str
    first: Day
    last: Day
    sign: Sign


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    number: int
    sign: Sign
    x: float  #: centre
    y: float  #: centre
    length: float  #: of the bar of a month or a year


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    year: int
    labelled: bool


@dataclass(frozen=True, slots=True)
class LaneBand:
    name: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Strip:
    height: float
    ticks: tuple[Tick, ...]
    cuts: tuple[float, ...]
    lanes: tuple[LaneBand, ...]
    placed: tuple[PlacedEntry, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of whole years, drawn without a cut."""

    first: int
    last: int
    x: float
    width: float

    @property
    def per_year(self) -> float:
        return self.width / (self.last - self.first + 1)


def lay_out(entries: Sequence[StripEntry], lanes: Sequence[tuple[str, str]], level: float = LEVEL) -> Strip:
    """The strip of `entries`; `lanes` are (id, name), top to bottom. An empty strip has no height."""
    if not entries:
        return Strip(0, (), (), (), ())
    pieces = _pieces(sorted({year for e in entries for year in (e.first.year, e.last.year)}))
    bands, placed, y = [], [], TOP
    for lane, name in lanes:
        mine = [
            _place(entry, pieces) for entry in sorted(entries, key=lambda e: (e.first, e.number)) if entry.lane == lane
        ]
        levels = _levels(mine)
        rows = max(levels, default=0) + 1
        height = rows * level + 2 * PAD
        bands.append(LaneBand(name, y, height))
        for (entry, x, length), row in zip(mine, levels, strict=True):
            placed.append(PlacedEntry(entry.number, entry.sign, x, y + PAD + row * level + level - 1.5, length))
        y += height
    cuts = tuple(piece.x - GAP / 2 for piece in pieces[1:])
    return Strip(y, _ticks(pieces), cuts, tuple(bands), tuple(placed))


def _pieces(years: Sequence[int]) -> tuple[_Piece, ...]:
    runs = [[years[0], years[0]]]
    for year in years[1:]:
        if year - runs[-1][1] >= LEAP:
            runs.append([year, year])
        runs[-1][1] = year
    while len(runs) - 1 > MOST_CUTS:
        shortest = min(range(1, len(runs)), key=lambda i: runs[i][0] - runs[i - 1][1])
        runs[shortest - 1 : shortest + 1] = [[runs[shortest - 1][0], runs[shortest][1]]]
    room = EDGE - AXIS - (len(runs) - 1) * (STUB + GAP)
    pieces, x = [], AXIS
    for first, last in runs:
        width = room if [first, last] == runs[-1] else STUB
        pieces.append(_Piece(first, last, x, width))
        x += width + GAP
    return tuple(pieces)


def _x(day: Day, pieces: Sequence[_Piece]) -> float:
    piece = next(p for p in reversed(pieces) if day.year >= p.first)
    start, end = Day(day.year, 1, 1).ordinal, Day(day.year, 12, 31).ordinal
    share = (day.ordinal - start) / (end - start)
    return piece.x + (day.year - piece.first + share) * piece.per_year


def _place(entry: StripEntry, pieces: Sequence[_Piece]) -> tuple[StripEntry, float, float]:
    """(entry, centre, length of its bar); a season or a year has its true length if it can be seen, all else 1.8 mm."""
    left, right = _x(entry.first, pieces), _x(entry.last, pieces)
    length = max(right - left - 0.4, SHORTEST) if entry.sign.form in _LONG else 1.8
    half = min(_half_width(entry.sign, length), (EDGE - AXIS) / 2)
    length -= 2 * max(_half_width(entry.sign, length) - half, 0)  # brackets about a year that fills the plot
    centre = min(max((left + right) / 2, AXIS + half), EDGE - half)
    return entry, centre, length


def _half_width(sign: Sign, length: float) -> float:
    """Half of what a sign takes as templates/parts.html draws it, with dots, brackets and the number over it."""
    body = 1.15 if sign.status == "planned" else {"day": 1.0, "days": 2.0}.get(sign.form, length / 2)
    doubt = {(True, True): 2.45, (True, False): 1.9, (False, True): 0.9}.get((sign.approximate, sign.inferred), 0.0)
    return max(body + doubt, 1.6)


def _levels(items: Sequence[tuple[StripEntry, float, float]]) -> list[int]:
    """The lowest level on which each sign, with its number, touches no earlier one."""
    ends: list[float] = []
    levels = []
    for entry, x, length in items:
        half = _half_width(entry.sign, length)
        row = next((row for row, end in enumerate(ends) if x - half >= end + 0.5), len(ends))
        ends[row : row + 1] = [x + half]
        levels.append(row)
    return levels


def _ticks(pieces: Sequence[_Piece]) -> tuple[Tick, ...]:
    """A tick a year where there is room for it, labels where they do not touch."""
    ticks: list[Tick] = []
    free = 0.0
    for piece in pieces:
        for year in range(piece.first, piece.last + 1):
            x = piece.x + (year - piece.first) * piece.per_year
            wanted = year == piece.first or (year % 5 == 0 and piece is pieces[-1])
            labelled = wanted and x >= free and x <= EDGE - 7
            if labelled:
                free = x + 9.0
            if labelled or piece is pieces[-1]:
                ticks.append(Tick(x, year, labelled))
    return tuple(ticks)
