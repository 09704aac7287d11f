"""A reading of a date, and how each is reckoned: from its figures, its calendar, or the document's own date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from dossier.evidence.calendars import TABULATED, Calendar, run_of
from dossier.evidence.dates.usage import PLAIN, DateUsage
from dossier.model.dates import Date, Moment, last_day, set_of

Part = Literal["", "early", "mid", "late", "end"]
Anchored = Literal["", "year", "date"]
Limit = Literal["", "since", "until", "before", "after"]
PARTS: tuple[Part, ...] = ("", "early", "mid", "late", "end")
NEAR = 120  #: days from the document's date within which a day or month without its year is taken to lie
YEARS = range(1, 9999)  #: that a reading can be of, with a day to spare at either end


@dataclass(frozen=True, slots=True)
class Reading:
    """One date that words can mean."""

    date: Date
    part: Part = ""
    anchored: Anchored = ""  #: what the document's own date, or one that stands before, supplied
    loose: bool = False  #: said to be about, before or after
    limit: Limit = ""  #: a bound: since the date, up to it, before or after it
    slack: bool = False  #: reckoned from the Hijri calendar: a day more or less
    also: tuple[Date, ...] = ()  #: other ways to write the same
    hidden: bool = False  #: a span that only the curator knows, such as that of a fiscal year
    doubt: str = ""  #: why other words, or the whole document, may say more; then it is hidden, too
    is_far: bool = False  #: that only the tense tells its year, against one that is nearer
    second: bool = False  #: less likely than another
    spoken: bool = False  #: counted from the day of a quotation, which need not be the document's

    def __str__(self) -> str:
        return " ".join(filter(None, ["about" if self.is_loose else "", self.part, str(self.date)]))

    @property
    def is_loose(self) -> bool:
        """Whether the words tell of about the date, or of a time that only ends or begins there."""
        return self.loose or self.limit in {"until", "before", "after"}


@dataclass(frozen=True, slots=True)
class DateContext:
    """What stands about a phrase: the document's own date, the date told of before, and whether what is told of is
    still to come (None if nobody can say) or comes every year."""

    anchor: Date | None = None
    before: Date | None = None
    ahead: bool | None = None
    is_yearly: bool = False
    usage: DateUsage = PLAIN
    is_definite: bool = False  #: "the" stands before it: the Sunday of what is told of, not the last one

    @property
    def day(self) -> datetime.date | None:
        own = self.anchor.start if self.anchor else None
        return datetime.date(own.year, own.month, own.day) if own and own.day and own.year in YEARS else None

    @property
    def own(self) -> Moment | None:
        return self.anchor.start if self.anchor and self.anchor.start.year in YEARS else None


def stepped(base: Moment, kind: str, number: int) -> Reading | None:
    """So many years, months, weeks or days from a date: as exact as the count and the date are."""
    if kind == "Y":
        return Reading(Date(Moment(base.year + number)), anchored="date")
    if kind == "M" and base.month:
        count = base.year * 12 + base.month - 1 + number
        return Reading(Date(Moment(count // 12, count % 12 + 1)), anchored="date")
    if base.day:
        day = datetime.date(base.year, base.month, base.day)
        return day_of(day, number * (7 if kind == "W" else 1), "date", loose=kind == "W" and number != 0)
    return None


def years_on(date: Date, step: int) -> Date | None:
    """The same day, month or run so many years later; None where there is none, as for a 29 February."""
    ends = [replace(end, year=end.year + step) for end in (date.start, date.end) if end]
    if any(end.year not in YEARS or (end.day and end.day > last_day(end.year, end.month)) for end in ends):
        return None
    return replace(date, start=ends[0], end=ends[1] if len(ends) > 1 else None)


def week_of(day: datetime.date, turn: int) -> Reading:
    """Monday to Sunday; in Arab countries a week begins on Sunday or Saturday."""
    weeks = []
    for first in (0, 6, 5):
        start = day - datetime.timedelta((day.weekday() - first) % 7) + datetime.timedelta(7 * turn)
        weeks.append(Date(moment_of(start), moment_of(start + datetime.timedelta(6))))
    return Reading(weeks[0], anchored="date", also=tuple(weeks[1:]))


def day_of(day: datetime.date, step: int, anchored: Anchored, *, loose: bool = False) -> Reading:
    return Reading(Date(moment_of(day + datetime.timedelta(step))), anchored=anchored, loose=loose)


def moment_of(day: datetime.date) -> Moment:
    return Moment(day.year, day.month, day.day)


def months_of(year: int, month: int, count: int) -> Date:
    return Date(Moment(year, month), Moment(year, month + count - 1))


def season_of(year: int, season: int, anchored: Anchored) -> Reading:
    """A season, or as it may be written too, about the year."""
    return Reading(Date(Moment(year, season)), anchored=anchored, also=(Date(Moment(year, approximate=True)),))


def seasons_turned(own: Moment, season: int, turn: int) -> Iterator[int]:
    """The year of the last, this or next of a season."""
    begins = 3 * (season - 20)
    if turn < 0:
        yield own.year - (own.month <= begins + 2)
    elif turn > 0:
        yield own.year + (own.month >= begins)
    else:
        yield own.year


def season_by_tense(own: Moment, season: int, *, ahead: bool) -> int:
    """The year of the season that began last, or of the one that ends next."""
    begins = 3 * (season - 20)
    return own.year + (own.month > begins + 2) if ahead else own.year - (own.month < begins)


def decade_of(year: int) -> Reading:
    return Reading(Date(Moment(year), Moment(year + 9)), also=(Date(Moment(year, unsaid="X")),))


def century_of(year: int) -> Reading:
    """1801 to 1900 or, as it is mostly meant, 18XX."""
    runs = (Date(Moment(year + 1), Moment(year + 100)), Date(Moment(year or 1), Moment(year + 99)))
    return Reading(Date(Moment(year, unsaid="XX")), also=runs)


def last_or_next(own: Moment, month: int, turn: int) -> Iterator[int]:
    """The year of the last, this or next of a month."""
    if turn == 0:
        yield own.year
    elif turn == -2:
        yield own.year - 1 - (month >= own.month)
    elif not own.month:
        yield from (own.year, own.year + turn)
    else:
        yield own.year + turn * (month * turn <= own.month * turn)


def nearest(own: Moment, month: int, day: int, setting: DateContext) -> Iterator[tuple[int, bool]]:
    """The years that a day or month without one can be of, likeliest first: of the time that is told of, near."""
    if not own.month:
        yield from ((own.year + step, bool(step)) for step in (0, -1, 1))
        return
    now = Date(own).first.ordinal
    distances = {
        step: Moment(own.year + step, month, min(day, last_day(own.year + step, month))).first.ordinal - now
        for step in (-1, 0, 1)
    }
    if month == own.month and not (own.day and day):
        yield own.year, False
        return
    past = max((step for step in distances if distances[step] <= 0), key=lambda step: distances[step])
    coming = min((step for step in distances if distances[step] > 0), key=lambda step: distances[step])
    near = min((past, coming), key=lambda step: abs(distances[step]))
    if day and abs(distances[near]) <= 30 and abs(distances[past + coming - near]) > 2 * NEAR:
        yield own.year + near, False  # in a fortnight, rather than a year ago
    elif setting.ahead is not None:
        order = (coming, past) if setting.ahead else (past, coming)
        yield own.year + order[0], False
        if abs(distances[order[1]]) <= NEAR:
            yield own.year + order[1], True
    elif abs(distances[near]) <= 2 * NEAR // 3:
        yield own.year + near, False
    else:
        yield from ((own.year + step, False) for step in sorted((past, coming), key=lambda step: (step != 0, step)))


def by_tense(days: Sequence[datetime.date], own: Moment, turn: int | None, ahead: bool | None) -> list[datetime.date]:
    """Of days of several years the one that is meant: the last, the next, or the nearest if that is near; all where
    nobody can say."""
    now = Date(own).first.ordinal
    past = [day for day in days if day.toordinal() < now + 1]
    coming = [day for day in days if day.toordinal() >= now]
    if turn == 0:
        return [day for day in days if day.year == own.year]
    if turn or ahead is not None:
        is_coming = turn > 0 if turn else ahead
        return coming[:1] if is_coming else past[-1:]
    near = [day for day in days if abs(day.toordinal() - now) <= NEAR]
    return near if len(near) == 1 else [*past[-1:], *coming[:1]]


def of_two_digits(number: int, setting: DateContext) -> Iterator[int]:
    """98 is 1998; of the years that it can be those within a life before the document and a few years behind it."""
    own = setting.own.year if setting.own else 0
    years = [century + number for century in (1800, 1900, 2000)]
    yield from (year for year in years if (own - 90 <= year <= own + 10 if own else year >= 1900))


def of_calendar(
    calendar: Calendar,
    years: Sequence[int],
    months: Sequence[int],
    days: Sequence[int],
    setting: DateContext,
    turn: int | None = None,
) -> Iterator[Reading]:
    """The Gregorian span of a date of another calendar; without its year, the one near the document."""
    anchored: Anchored = ""
    if not years and (own := setting.own) and months and own.month:
        near = round((own.year - 622) * 33 / 32) if calendar == "hijri" else own.year - 621
        now, anchored = Date(own).first.ordinal, "year"
        runs = {year: run_of(calendar, year, months[0], (days or [0])[0])[0] for year in range(near - 3, near + 4)}
        order = sorted(runs, key=lambda year: abs(runs[year].toordinal() - now))
        if turn:
            order = [year for year in order if (runs[year].toordinal() - now) * turn > 0]
        years = [order[abs(turn or 1) - 1]]
    if calendar == "hijri" and years and months and years[0] in range(1700, 2200):
        years = _hijri_years_of(years[0], months[0], (days or [0])[0])  # رمضان 2023
    for year in years[:1]:
        first, _ = run_of(calendar, year, (months or [0])[0], (days or [0])[0])
        _, last = run_of(calendar, year, (months or [0])[-1], (days or [0])[-1])
        date = Date(moment_of(first)) if first == last else Date(moment_of(first), moment_of(last))
        yield Reading(date, anchored=anchored, slack=calendar == "hijri")


def _hijri_years_of(year: int, month: int, day: int) -> list[int]:
    """The Hijri years of which that month begins in a Gregorian year."""
    near = round((year - 622) * 33 / 32)
    return [own for own in range(near - 2, near + 3) if run_of("hijri", own, month, day)[0].year == year]


def date_of(year: int, months: Sequence[int], days: Sequence[int], *, is_run: bool = False) -> Date | None:
    """A date, a run or several dates; None where there is no such day."""
    if year not in YEARS or any(not 1 <= day <= last_day(year, months[0]) for day in days):
        return None
    ends = [Moment(year, months[0], day) for day in days] or [Moment(year, month) for month in months]
    if len(ends) == 1:
        return Date(ends[0])
    if any(one.first >= other.first for one, other in pairwise(ends)):
        return Date(ends[0]) if len(set(ends)) == 1 else None
    if is_run or (days and list(days) == list(range(min(days), max(days) + 1))):
        return Date(ends[0], ends[-1])
    return set_of("{}", tuple(map(Date, ends)))


def in_figures(text: str, is_hijri: bool, is_common: bool, setting: DateContext) -> Iterator[Reading]:
    """2022-10-24 is one date; 3/4/2022 can be two; 22/12/1443 may be of the Hijri calendar."""
    written = re.findall(r"\d+", text)
    numbers = [int(number) for number in written]
    if len(written[0]) == 4:
        orders = [numbers]
    elif len(numbers) == 2:
        orders = [numbers[::-1]]
    else:
        day, month, year = numbers
        orders = [[year, month, day]] if "." in text or is_hijri else [[year, month, day], [year, day, month]]
    is_short = len(written[0]) < 4 and len(written[-1]) == 2
    for place, (year, month, *days) in enumerate(orders):
        day_comes_second = place > 0
        for full in (
            _hijri_of_two_digits(year)
            if is_short and is_hijri
            else of_two_digits(year, setting)
            if is_short
            else [year]
        ):
            if is_hijri:
                yield from of_calendar("hijri", [full], [month], days, setting)
            elif 1 <= month <= 12 and (date := date_of(full, [month], days)):
                yield Reading(date, second=setting.usage.day_first and day_comes_second)
                if full in TABULATED and not is_common and not re.match(r"\d{4}-", text):
                    yield from of_calendar("hijri", [full], [month], days, setting)


def _hijri_of_two_digits(number: int) -> tuple[int, ...]:
    return (1400 + number,) if number < 60 else (1300 + number,)
