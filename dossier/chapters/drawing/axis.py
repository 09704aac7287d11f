"""An upright axis of time: where each sign stands, and where its label, in mm. Geometry only; x from the reading edge.

One scale holds for the whole axis, and a sign has its true length where that can be seen. Where one silence is longer
than all that is told after it, the axis is cut there, once, and says so: what stands before the cut has no scale.
Labels keep their order and are pushed apart evenly; a sign is never moved along the axis.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.chapters.drawing.signs import Sign
from dossier.model.dates import Day, last_day

Unit = Literal["year", "month", "day"]

X = 42.0  #: mm, the axis: that of the page
LANE = 3.0  #: mm from one lane to the next
STUB = 12.6  #: mm for each sign before a cut
CUT = 8.0  #: mm from the last sign before a cut to the first year behind it, twice
BARE = 26.0  #: mm that a bar shows on a side where it has no bound
BARS = 6.0  #: mm from one bar to the next
LEAP = 9  #: years: no shorter silence is cut out
MOST_BEFORE = 3  #: signs that may stand before a cut
LEAST = 1.8  #: mm of a bar that can be seen
DOTS = 2.4  #: mm of the dots on each side of what is approximate
_YEAR = 365.2425
_DAYS: dict[Unit, float] = {"year": _YEAR, "month": _YEAR / 12, "day": 1}
_TICKS = ((9, 1), (18, 2), (60, 5), (120, 10), (300, 25))  #: of a unit: up to so many, each so-many-eth has its label


@dataclass(frozen=True, slots=True)
class AxisEntry:
    """What is to be placed: all that a date can mean, and its sign."""

    first: Day
    last: Day
    sign: Sign


@dataclass(frozen=True, slots=True)
class BoundedTime:
    """What lies somewhere between two days; None on a side where nothing is known."""

    earliest: Day | None
    latest: Day | None
    is_solid: bool


@dataclass(frozen=True, slots=True)
class PlacedSign:
    sign: Sign
    x: float  #: centre
    y: float  #: centre
    length: float  #: along the axis
    label: float  #: y of the middle of its label's first line


@dataclass(frozen=True, slots=True)
class PlacedBar:
    x: float
    top: float
    bottom: float
    begins: bool  #: with a bound, at its top
    ends: bool  #: with a bound, at its bottom
    is_solid: bool


@dataclass(frozen=True, slots=True)
class AxisTick:
    y: float
    day: Day
    labelled: bool


@dataclass(frozen=True, slots=True)
class Axis:
    height: float
    unit: Unit
    start: float  #: y where the scale begins
    end: float
    cut: float  #: y of the cut; 0 if there is none
    unseen: tuple[int, int]  #: first and last year that the cut leaves out
    ticks: tuple[AxisTick, ...]
    signs: tuple[PlacedSign, ...]
    bars: tuple[PlacedBar, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days -> y."""

    first: int  #: ordinal
    start: float
    per_day: float

    def y(self, ordinal: float) -> float:
        return self.start + (ordinal - self.first) * self.per_day


def lay_out(
    entries: Sequence[AxisEntry], bounded: Sequence[BoundedTime], until: Day, *, height: float, pitch: float
) -> Axis:
    """The axis of `entries`, which are in order of time, up to the day `until` if that is near; labels are at least
    `pitch` apart."""
    before = _before_cut(entries)
    behind = entries[before:]
    unit = _unit(behind)
    first, last = _begin(behind[0].first, unit), _end(max(entry.last for entry in behind), unit)
    reach = last.ordinal - first.ordinal + 1
    if last < until and until.ordinal - last.ordinal <= reach / 10:
        last = until
    cut = (before - 1) * STUB + 2 + CUT if before else 0.0
    start = cut + CUT if before else 2.0
    end = height - 10
    scale = _Scale(first.ordinal, start, (end - start) / (last.ordinal + 1 - first.ordinal))
    placed = [
        (entry, 4 + place * STUB, 6.0 if _is_long(entry) else LEAST) for place, entry in enumerate(entries[:before])
    ]
    placed += [(entry, *_placed(entry, scale)) for entry in behind]
    labels = spread([y for _, y, _ in placed], pitch, 3.6, height - 9.5)
    lanes = _lanes([(y, _half(entry.sign, length)) for entry, y, length in placed])
    return Axis(
        height=height,
        unit=unit,
        start=start,
        end=end,
        cut=cut,
        unseen=(entries[before - 1].last.year + 1, first.year - 1) if before else (0, 0),
        ticks=tuple(_ticks(first, last, unit, scale)),
        signs=tuple(
            PlacedSign(entry.sign, X + lane * LANE, y, length, label)
            for (entry, y, length), lane, label in zip(placed, lanes, labels, strict=True)
        ),
        bars=tuple(_bar(one, 2 + place * BARS, scale, (start, end)) for place, one in enumerate(bounded)),
    )


def spread(targets: Sequence[float], pitch: float, top: float, bottom: float) -> list[float]:
    """Places at least `pitch` apart, in the same order, as near to their targets as can be, and within the bounds."""
    blocks: list[tuple[float, int]] = []  #: mean of what is asked for, and how many stand together
    for place, target in enumerate(targets):
        mean, count = target - place * pitch, 1
        while blocks and blocks[-1][0] > mean:
            other, many = blocks.pop()
            mean, count = (other * many + mean * count) / (many + count), many + count
        blocks.append((mean, count))
    wanted = itertools.chain.from_iterable([mean] * count for mean, count in blocks)
    highest = bottom - (len(targets) - 1) * pitch  # of the first, so that the last still fits
    return [max(min(mean, highest), top) + place * pitch for place, mean in enumerate(wanted)]


def _before_cut(entries: Sequence[AxisEntry]) -> int:
    """How many signs stand before the cut: the few before the longest silence, if that is longer than what follows."""
    silences = [(entries[n].first.year - entries[n - 1].last.year, n) for n in range(1, len(entries))]
    longest, place = max(silences, default=(0, 0))
    follows = entries[-1].last.year - entries[place].first.year
    is_few = place <= MOST_BEFORE and len(entries) - place >= max(3, 2 * place)
    return place if is_few and longest >= LEAP and longest > follows else 0


def _unit(entries: Sequence[AxisEntry]) -> Unit:
    """Years, or months and days where the story is short."""
    days = max(entry.last for entry in entries).ordinal - entries[0].first.ordinal
    if any(_is_long(entry) for entry in entries) or days > 2.5 * _YEAR:
        return "year"
    return "month" if days > 45 or any(entry.sign.form == "month" for entry in entries) else "day"


def _is_long(entry: AxisEntry) -> bool:
    return entry.sign.form in {"year", "years", "season"}


def _begin(day: Day, unit: Unit) -> Day:
    """The first day of the unit that a day is in."""
    return Day(day.year, 1 if unit == "year" else day.month, day.day if unit == "day" else 1)


def _end(day: Day, unit: Unit) -> Day:
    if unit == "day":
        return day
    month = 12 if unit == "year" else day.month
    return Day(day.year, month, last_day(day.year, month))


def _placed(entry: AxisEntry, scale: _Scale) -> tuple[float, float]:
    """Centre and length of a sign."""
    top, bottom = scale.y(entry.first.ordinal), scale.y(entry.last.ordinal + 1)
    length = bottom - top if entry.sign.form == "days" else bottom - top - 0.3
    return (top + bottom) / 2, max(length, LEAST)


def _half(sign: Sign, length: float) -> float:
    """Half of what a sign takes of the axis."""
    body = 1.15 if sign.status == "planned" else 1.0 if sign.form == "day" else length / 2
    return body + (DOTS if sign.approximate else 0.0)


def _lanes(signs: Sequence[tuple[float, float]]) -> list[int]:
    """The nearest lane to the axis in which a sign touches none before it."""
    ends: list[float] = []
    lanes = []
    for y, half in signs:
        lane = next((lane for lane, end in enumerate(ends) if y - half >= end + 0.2), len(ends))
        ends[lane : lane + 1] = [y + half]
        lanes.append(lane)
    return lanes


def _ticks(first: Day, last: Day, unit: Unit, scale: _Scale) -> Iterator[AxisTick]:
    days = list(_units(first, last, unit))
    step = next((step for most, step in _TICKS if len(days) <= most), 100)
    free = -9.0
    for place, day in enumerate(days):
        y = scale.y(day.ordinal)
        number = day.year if unit == "year" else place
        labelled = (number % step == 0 or place == 0) and y >= free + 6
        if labelled:
            free = y
        if labelled or scale.per_day * _DAYS[unit] >= 1:
            yield AxisTick(y, day, labelled)


def _units(first: Day, last: Day, unit: Unit) -> Iterator[Day]:
    """The first day of each year or month, or each day, with the one that the axis ends at."""
    day = first
    while day.ordinal <= last.ordinal + 1:
        yield day
        if unit == "year":
            day = Day(day.year + 1, 1, 1)
        elif unit == "month" or day.day == last_day(day.year, day.month):
            day = Day(day.year + day.month // 12, day.month % 12 + 1, 1)
        else:
            day = Day(day.year, day.month, day.day + 1)


def _bar(one: BoundedTime, x: float, scale: _Scale, within: tuple[float, float]) -> PlacedBar:
    """A bar over all days that it can have been; on a side without a bound as much of it as can be seen."""
    start, end = within
    top = None if one.earliest is None else scale.y(one.earliest.ordinal)
    bottom = None if one.latest is None else scale.y(one.latest.ordinal + 1)
    begins, ends = top is not None and top >= start, bottom is not None and bottom <= end + 0.1
    low = end if bottom is None else min(bottom, end)
    high = max(low - BARE, start) if top is None else max(top, start)
    return PlacedBar(x, min(high, low - LEAST), low, begins, ends, one.is_solid)
