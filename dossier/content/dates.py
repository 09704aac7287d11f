"""Dates as exact as they are known: the part of EDTF (ISO 8601-2:2019, level 1) that a briefing needs.

`2005`, `2005-06`, `2005-06-28` are a year, a month, a day; `2022-10-23/2022-10-26` is a run of days; `~` behind a date
says approximate, `?` uncertain, `%` both. Nothing here ever adds a month or a day that was not stated.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year"]

_ONE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)\Z", re.ASCII)
GRACE = 31  #: days that an approximate date may be off


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, a month or a day; `month` and `day` are 0 where they are not known."""

    year: int
    month: int = 0
    day: int = 0
    approximate: bool = False
    uncertain: bool = False

    @property
    def precision(self) -> Precision:
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> datetime.date:
        """The first day it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day it can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        text = f"{self.year:04}" + (f"-{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.day else "")
        return text + {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
            (self.approximate, self.uncertain), ""
        )


@dataclass(frozen=True, slots=True)
class Date:
    """A moment, or a run from one moment to another."""

    start: Moment
    end: Moment | None = None

    @property
    def precision(self) -> Precision:
        return self.start.precision

    @property
    def approximate(self) -> bool:
        return any(m.approximate or m.uncertain for m in (self.start, self.end) if m)

    @property
    def first(self) -> datetime.date:
        return self.start.first

    @property
    def last(self) -> datetime.date:
        return (self.end or self.start).last

    @property
    def sort_key(self) -> tuple[datetime.date, int]:
        """Time order; of two dates that begin together the less exact one comes first."""
        return (self.first, -self.last.toordinal())

    def meets(self, other: Date) -> bool:
        """Whether both can be true of one event: approximate dates are given a month's grace on either side."""
        grace = GRACE if self.approximate or other.approximate else 0
        first, last = self.first.toordinal(), self.last.toordinal()  # numbers: a date cannot be before the year 1
        return first - grace <= other.last.toordinal() and other.first.toordinal() - grace <= last

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.end else str(self.start)


def parse(text: str) -> Date:
    """`Date` of an EDTF string; `ValueError` says in plain words what is wrong with it."""
    start, slash, end = text.partition("/")
    if slash and not (start and end):
        raise ValueError(f"{text[:40]!r} is a run without its beginning or its end")
    date = Date(_moment(start), _moment(end) if slash else None)
    if date.end and date.end.last < date.start.first:
        raise ValueError(f"{text!r} ends before it begins")
    return date


def _moment(text: str) -> Moment:
    found = _ONE.match(text)
    if not found:
        raise ValueError(f"{text[:40]!r} is not an EDTF date such as 2005, 2005-06, 2005-06-28 or 2005-06~")
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    if found["month"] and not 1 <= month <= 12:
        raise ValueError(f"{text!r} has no such month")
    if found["day"] and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"{text!r} has no such day")
    if year == 0:
        raise ValueError(f"{text!r} has no such year")
    return Moment(year, month, day, found["mark"] in {"~", "%"}, found["mark"] in {"?", "%"})
