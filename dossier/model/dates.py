"""Dates as exact as they are known: EDTF (ISO 8601-2:2019) level 1, and the sets of level 2.

`2005`, `2005-06`, `2005-06-28` are a year, a month, a day; `-0043` is 44 BC, `Y12000` a year of five digits;
`2021-21` to `2021-24` are spring, summer, autumn, winter. An X is a digit that is not said: `199X`, `19XX`, `2004-XX`,
`2004-05-XX`. A day may have the time of day, as far as it is stated: `2022-07-02T07:00`, with Z or +03:00 behind it.
`~` behind a date says approximate, `?` uncertain, `%` both. `2022-10-23/2022-10-26` is a run; of one that is open
(`2015/..`, `../2020`) or whose other end is unknown (`2015/`, `/2020`) only one end is there. `[2019,2021]` is one of
several dates, `{2019,2021}` all of them, and `2019..2021` in a set each from one to the other. Nothing here ever adds a
month or a day that was not stated.
"""

from __future__ import annotations

import calendar
import datetime
import math
import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "season", "year", "decade", "century"]
Unsaid = Literal["", "X", "XX", "-XX", "-XX-XX"]  #: digits at the end that are not said
Reach = Literal["{}", "{}/..", "../{}", "{}/", "/{}"]  #: how a run is written of which one end is there
Set = Literal["", "[]", "{}"]

_ONE = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d\dXX|Y-?[1-9]\d{4,8})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?:(?<=-\d\d-\d\d)T(?P<time>\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?))?(?P<mark>[~?%]?)\Z",
    re.ASCII,
)
SEASONS = range(21, 25)  #: spring, summer, autumn, winter: they stand where a month does
GRACE = 31  #: days that an approximate date may be off
_CYCLE = 400, 146_097  #: years after which the Gregorian calendar repeats itself, and their days


class Day(NamedTuple):
    """A day of any year of the proleptic Gregorian calendar; the year 0 is 1 BC. Days are in order of time."""

    year: int
    month: int
    day: int

    @property
    def ordinal(self) -> int:
        """Days since the first of the year 1, which is 1, as `datetime.date.toordinal` has it."""
        years, days = _CYCLE
        cycles, year = divmod(self.year, years)
        return datetime.date(year + years, self.month, self.day).toordinal() + (cycles - 1) * days

    def isoformat(self) -> str:
        return f"{_year(self.year)}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, season, month or day; `month` and `day` are 0 where they are not known, and a season is a month of
    `SEASONS`. With `unsaid` it is some year of a decade or century, or some month or day of what is said."""

    year: int
    month: int = 0
    day: int = 0
    approximate: bool = False
    uncertain: bool = False
    unsaid: Unsaid = ""
    time: str = ""  #: of a day: 07:00, 07:00:30, with Z or +03:00 behind it

    @property
    def precision(self) -> Precision:
        if self.unsaid in {"X", "XX"}:
            return "decade" if self.unsaid == "X" else "century"
        return "day" if self.day else "season" if self.month in SEASONS else "month" if self.month else "year"

    @property
    def first(self) -> Day:
        """The first day it can mean."""
        if self.month in SEASONS:
            return Day(self.year, 3 * (self.month - 20), 1)  # as meteorologists and newspapers of the north count
        return Day(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> Day:
        """The last day it can mean."""
        if self.month in SEASONS:
            year, month = self.year + (self.month == SEASONS[-1]), (3 * (self.month - 20) + 1) % 12 + 1
        else:
            year, month = self.year + {"X": 9, "XX": 99}.get(self.unsaid, 0), self.month or 12
        return Day(year, month, self.day or last_day(year, month))

    def __str__(self) -> str:
        year, unsaid = _year(self.year), self.unsaid
        if unsaid in {"X", "XX"}:
            year, unsaid = year[: -len(unsaid)] + unsaid, ""
        text = year + (f"-{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.day else "") + unsaid
        text += f"T{self.time}" if self.time else ""
        return text + {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
            (self.approximate, self.uncertain), ""
        )


@dataclass(frozen=True, slots=True)
class Date:
    """A moment, a run from one moment to another, a run of which one end is there, or a set of dates.

    A set starts where its first member does and ends where its last does; its members are moments and runs.
    """

    start: Moment
    end: Moment | None = None
    reach: Reach = "{}"
    set: Set = ""
    members: tuple[Date, ...] = ()

    @property
    def precision(self) -> Precision:
        return self.start.precision

    @property
    def approximate(self) -> bool:
        return any(m.approximate or m.uncertain for m in (self.start, self.end) if m)

    @property
    def bounds(self) -> tuple[Moment | None, Moment | None] | None:
        """Of a date that is not known but lies within bounds: the earliest and the latest it can be, as they are said.

        Bounds are a run of which one end is there (`../2022-10-24`, `2014-09/..`) and a set that is one run, one of
        whose dates it is: `[..2022-10-24]`, `[2006..2025-01]`. None of any other date.
        """
        if self.set == "[]" and len(self.members) == 1 and (self.members[0].end or self.members[0].reach != "{}"):
            one = self.members[0]
            return one.bounds or (one.start, one.end)
        if self.set or self.reach == "{}":
            return None
        return (self.start, None) if self.reach in {"{}/..", "{}/"} else (None, self.start)

    @property
    def first(self) -> Day:
        """The first day it can mean, of those that are said: of an open beginning there is none."""
        return self.start.first

    @property
    def last(self) -> Day:
        return (self.end or self.start).last

    @property
    def sort_key(self) -> tuple[Day, int, str]:
        """Time order; of two dates that begin together the less exact one comes first."""
        return (self.first, -self.last.ordinal, self.start.time)

    @property
    def days(self) -> Date:
        """The same without the time of day."""
        start, end = replace(self.start, time=""), self.end and replace(self.end, time="")
        return replace(self, start=start, end=end, members=tuple(member.days for member in self.members))

    def meets(self, other: Date) -> bool:
        """Whether both can be true of one event: approximate dates are given a month's grace on either side."""
        if self.members or other.members:
            return any(one.meets(two) for one in self.members or (self,) for two in other.members or (other,))
        grace = GRACE if self.approximate or other.approximate else 0
        (first, last), (their_first, their_last) = self._bounds(), other._bounds()
        return first - grace <= their_last and their_first - grace <= last

    def _bounds(self) -> tuple[float, float]:
        """First and last day as ordinals, without end where it is open or unknown."""
        first = -math.inf if self.reach in {"../{}", "/{}"} else self.first.ordinal
        return first, math.inf if self.reach in {"{}/..", "{}/"} else self.last.ordinal

    def __str__(self) -> str:
        if self.set:
            return self.set[0] + ",".join(map(_member, self.members)) + self.set[1]
        return f"{self.start}/{self.end}" if self.end else self.reach.format(self.start)


def last_day(year: int, month: int) -> int:
    """The number of the last day of a month, of any year."""
    return calendar.monthrange(year % _CYCLE[0] + _CYCLE[0], month)[1]


def parse(text: str) -> Date:
    """`Date` of an EDTF string; `ValueError` says in plain words what is wrong with it."""
    if text[:1] + text[-1:] in {"[]", "{}"}:
        return _set(text)
    start, slash, end = text.partition("/")
    if not slash:
        return Date(_moment(start))
    known = [end_ for end_ in (start, end) if end_ not in {"", ".."}]
    if not known:
        raise ValueError(f"{text[:40]!r} is a run without its beginning and its end")
    if len(known) == 1:
        reach: Reach = {"": "{}/", "..": "{}/.."}[end] if known[0] == start else {"": "/{}", "..": "../{}"}[start]  # type: ignore[assignment]
        return Date(_moment(known[0]), reach=reach)
    return _run(start, end, text)


def set_of(kind: Set, members: tuple[Date, ...]) -> Date:
    """One of, or all of, several dates; they are put in order of time."""
    ordered = tuple(sorted(members, key=lambda member: member.sort_key))
    last = max(ordered, key=lambda member: member.last)
    end = last.end or last.start
    return Date(ordered[0].start, end, set=kind, members=ordered)


def _set(text: str) -> Date:
    members = []
    for member in text[1:-1].split(","):
        start, dots, end = member.strip().partition("..")
        if dots and not (start or end):
            raise ValueError(f"{text[:40]!r} has a run without its beginning and its end")
        if start and end:
            members.append(_run(start, end, text))
        else:
            members.append(Date(_moment(start or end), reach="{}" if not dots else "{}/.." if start else "../{}"))
    kind: Set = "[]" if text[0] == "[" else "{}"
    return set_of(kind, tuple(members))


def _member(date: Date) -> str:
    """As it stands in a set: 2019..2021, 2019.., ..2021."""
    return f"{date.start}..{date.end}" if date.end else date.reach.replace("/", "").format(date.start)


def _run(start: str, end: str, text: str) -> Date:
    date = Date(_moment(start), _moment(end))
    if date.last < date.first:
        raise ValueError(f"{text[:60]!r} ends before it begins")
    return date


def _moment(text: str) -> Moment:
    found = _ONE.match(text)
    if not found:
        raise ValueError(f"{text[:40]!r} is not an EDTF date such as 2005, 2005-06, 2005-06-28 or 2005-06~")
    year = int(found["year"].lstrip("Y").replace("X", "0"))
    digits = found["year"].count("X")
    unsaid: Unsaid = "XX" if digits == 2 else "X" if digits else ""
    month, day = (_number(found[name]) for name in ("month", "day"))
    if unsaid and found["month"]:
        raise ValueError(f"{text!r} has a month of an unknown year")
    if not unsaid and (found["month"] == "XX" or found["day"] == "XX"):
        unsaid = "-XX-XX" if found["month"] == "XX" and found["day"] else "-XX"
    if found["month"] == "XX" and day:
        raise ValueError(f"{text!r} has a day of an unknown month")
    is_season = month in SEASONS and not found["day"]
    if found["month"] == "00" or not (month <= 12 or is_season):
        raise ValueError(f"{text!r} has no such month")
    if found["day"] == "00" or (day and not 1 <= day <= last_day(year, month)):
        raise ValueError(f"{text!r} has no such day")
    if found["year"] == "-0000":
        raise ValueError(f"{text!r} has no such year: 1 BC is 0000")
    time = found["time"] or ""
    if time:
        try:
            datetime.time.fromisoformat(time)
        except ValueError:
            raise ValueError(f"{text!r} has no such time of day") from None
    return Moment(year, month, day, found["mark"] in {"~", "%"}, found["mark"] in {"?", "%"}, unsaid, time)


def _number(digits: str | None) -> int:
    return int(digits) if digits and digits != "XX" else 0


def _year(year: int) -> str:
    """As EDTF writes it: four digits, or a Y before more of them."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:04}" if year >= 0 else f"-{-year:04}"
