"""Readings of what is longer than a month: quarters and halves, seasons, fiscal years, decades, centuries."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dossier.evidence.calendars import run_of
from dossier.evidence.dates.holidays import HOLIDAYS
from dossier.evidence.dates.reckoning import (
    Anchored,
    DateContext,
    Reading,
    by_tense,
    century_of,
    decade_of,
    moment_of,
    months_of,
    of_calendar,
    of_two_digits,
    season_by_tense,
    season_of,
    seasons_turned,
    week_of,
)
from dossier.evidence.dates.vocabulary import LAST
from dossier.evidence.dates.words import DateToken
from dossier.model.dates import Date, Moment, last_day


@dataclass(frozen=True, slots=True)
class Spans:
    """The tokens of one date and what stands about it, for dates longer than a month."""

    tokens: Sequence[DateToken]
    setting: DateContext

    def numbers(self, kinds: str) -> list[int]:
        return [token.number for token in self.tokens if token.kind in kinds]

    def has(self, kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    def first(self, kinds: str) -> DateToken:
        return next(token for token in self.tokens if token.kind in kinds)

    def month(self) -> Iterator[Reading]:
        """Of a month, which is read elsewhere."""
        raise NotImplementedError

    def turned(self) -> Iterator[Reading]:
        """Of this month or the last, which is read elsewhere."""
        raise NotImplementedError

    def _span_years(self) -> Iterator[tuple[int, Anchored]]:
        """The year that a quarter, half or season is of."""
        own = self.setting.own
        if self.has("y"):
            yield self.numbers("y")[0], ""
        elif self.has("n"):
            yield from ((year, "") for year in of_two_digits(self.numbers("n")[0], self.setting))
        elif self.has("S"):
            if self.setting.before:
                yield self.setting.before.start.year + self.numbers("S")[0], "year"
        elif own and self.has("lY"):
            yield own.year + (self.numbers("l") or [0])[0], "year"
        elif own:
            yield from self._years_of_fraction(own)

    def _years_of_fraction(self, own: Moment) -> Iterator[tuple[int, Anchored]]:
        """The last of a quarter or half that was over, where what has been is told of; else that of this year."""
        months = 3 if self.has("QZ") else 6
        number = 4 if self.has("I") else self.numbers("m")[0] // 3 if self.has("m") else self._which()
        is_over = own.month > number * months or not own.month
        if not own.month or self.setting.ahead is None or own.month - number * months in range(5):
            yield own.year - (self.setting.ahead is False and not is_over), "year"
        else:  # of this year or the last, of its own count or a company's
            yield from ((own.year - step, "year") for step in (0, 1))

    def _which(self) -> int:
        """The number of a quarter or half."""
        return (self.numbers("ZVo") or self.numbers("d"))[0]

    def fraction(self) -> Iterator[Reading]:
        """Quarters and halves of a year, halves of a month."""
        own = self.setting.own
        if self.has("Q") and not self.has("odZIy"):
            if own and own.month and self.has("l"):
                count = own.year * 4 + (own.month - 1) // 3 + self.numbers("l")[0]
                yield Reading(months_of(count // 4, count % 4 * 3 + 1, 3), anchored="date")
            return
        number = 4 if self.has("Q") and not self.has("odZ") else self._which()
        if self.has("mkM"):
            yield from self._half_of_month(number)
            return
        length = 3 if self.has("QZ") else 6
        if not 1 <= number <= 12 // length:
            return
        for year, anchored in self._span_years():
            yield Reading(months_of(year, (number - 1) * length + 1, length), anchored=anchored)

    def _half_of_month(self, number: int) -> Iterator[Reading]:
        rest = [token for token in self.tokens if token.kind not in "UVo"]
        one = type(self)(rest, self.setting)
        for reading in one.month() if self.has("mk") else one.turned():
            month = reading.date.start
            if number in {1, 2} and month.month and not month.day:
                days = (1, 15) if number == 1 else (16, last_day(month.year, month.month))
                ends = [replace(month, day=day) for day in days]
                yield replace(reading, date=Date(ends[0], ends[1]))

    def week_of_month(self) -> Iterator[Reading]:
        """The first week of June: which days that is the words do not say, only the month."""
        rest = [token for token in self.tokens if token.kind not in "WodpI" and (token.kind != "l" or self.has("M"))]
        number = (self.numbers("od") or [0])[0]
        for reading in type(self)(rest, self.setting).month() if self.has("m") else ():
            month = reading.date.start
            if number in range(1, 5) and month.month:
                days = [replace(month, day=day) for day in (7 * number - 6, 7 * number)]
                yield replace(reading, date=Date(days[0], days[1]), hidden=True)

    def week_about_day(self) -> Iterator[Reading]:
        """The week of 19 October: that in which it lies, or that which begins with it; the week that ends with it."""
        for reading in replace(self, tokens=[token for token in self.tokens if token.kind != "W"]).month():
            if (own := reading.date.start).day and not reading.date.end:
                first = datetime.date(own.year, own.month, own.day)
                week, days = week_of(first, 0), datetime.timedelta(6)
                if self.tokens[1].number == LAST and self.tokens[1].kind == "j":
                    yield replace(reading, date=Date(moment_of(first - days), own))
                else:
                    also = (*week.also, Date(own, moment_of(first + days)))
                    yield replace(week, anchored=reading.anchored, also=also)

    def holiday(self) -> Iterator[Reading]:
        """Christmas 2022; the nearest one of the time that is told of, where no year is given."""
        holiday, own = HOLIDAYS[self.numbers("O")[0]], self.setting.own
        is_hijri = holiday.calendar == "hijri"
        if self.has("y"):
            year = self.numbers("y")[0]
            if is_hijri and year < 1600:
                yield from of_calendar("hijri", [year], [holiday.month], [holiday.day], self.setting)
            else:
                yield from (Reading(Date(moment_of(day)), slack=is_hijri) for day in holiday.days_in(year))
            return
        if self.has("S") and self.setting.before and not self.has("Y"):
            told = self.setting.before.first.ordinal
            days = [day for step in (0, 1, 2) for day in holiday.days_in(self.setting.before.start.year + step)]
            days = [day for day in days if day.toordinal() > told][:1] if self.numbers("S")[0] > 0 else []
            yield from (Reading(Date(moment_of(day)), anchored="date", slack=is_hijri) for day in days)
            return
        if self.has("nYS"):
            years = [year for year, _ in self._span_years()]
        elif own and not self.setting.is_yearly:
            years = [own.year - 1, own.year, own.year + 1]
        else:
            years = []
        days = [day for year in years for day in holiday.days_in(year)]
        if len(years) > 1 and own and own.month:
            days = by_tense(days, own, self.numbers("l")[0] if self.has("l") else None, self.setting.ahead)
        yield from (Reading(Date(moment_of(day)), anchored="year", slack=is_hijri) for day in days)

    def season(self) -> Iterator[Reading]:
        season, own = self.numbers("e")[0], self.setting.own
        if self.has("l") and not self.has("Y") and own and own.month:
            yield from ((season_of(year, season, "year")) for year in seasons_turned(own, season, self.numbers("l")[0]))
        elif self.has("ynYS"):
            for year, anchored in self._span_years():
                yield season_of(year, season, anchored)
        elif own and self.setting.ahead is not None and own.month:
            yield season_of(season_by_tense(own, season, ahead=self.setting.ahead), season, "year")
        elif own:
            year = own.year - (season == 24 and 0 < own.month < 6)
            yield season_of(year, season, "year")

    def quarter_to_month(self) -> Iterator[Reading]:
        """The March quarter of 2022: the three months that end with March."""
        for year, anchored in self._span_years():
            if (month := self.numbers("m")[0]) % 3 == 0:
                yield Reading(months_of(year, month - 2, 3), anchored=anchored)

    def fiscal(self) -> Iterator[Reading]:
        """The years that a fiscal or academic year is called by; which months it has is for the curator to say."""
        if not self.has("ydn"):
            return
        numbers = [token.number for token in self.tokens if token.kind in "ydn"]
        hidden = bool(self.numbers("F")[0])
        first = numbers[0] if numbers[0] > 99 else 2000 + numbers[0]
        if self.has("QZUV"):  # its third quarter lies within two calendar years
            yield Reading(Date(Moment(first - 1, 1), Moment(first + (len(numbers) > 1), 12)), hidden=True)
        elif len(numbers) == 1:
            yield Reading(Date(Moment(first)), hidden=hidden)
        elif numbers[1] % 100 == (first + 1) % 100:
            yield Reading(Date(Moment(first), Moment(first + 1)), hidden=hidden)

    def decade(self) -> Iterator[Reading]:
        own, ten = self.setting.own, (self.numbers("TN") or [0])[0]
        if self.has("T") and len(self.first("T").text) > 3:  # four figures: 1990s
            century = ten // 100
        elif self.has("C") and self.has("l"):
            century = own.year // 100 + self.numbers("l")[0] if own else -1
        elif self.has("C"):
            century = self.numbers("od")[0] - 1
        else:
            century = 19 if not own or own.year > 1900 + ten else own.year // 100 - 1
            if ten == 20 and own and own.year >= 2020:
                yield decade_of(2020)
        year = century * 100 + ten % 100
        if century > 0 and self.has("h"):
            first, last = run_of("hijri", year)[0], run_of("hijri", year + 9)[1]
            yield Reading(Date(Moment(first.year), Moment(last.year)), hidden=True)  # in which month it begins it hides
        elif century > 0:
            yield decade_of(year)

    def century(self) -> Iterator[Reading]:
        own = self.setting.own
        if self.has("od"):
            number = self.numbers("od")[0]
            if self.has("h") and 1 <= number <= 15:
                first, last = run_of("hijri", 100 * number - 99)[0], run_of("hijri", 100 * number)[1]
                yield Reading(Date(Moment(first.year), Moment(last.year)))
            elif self.has("B"):
                yield Reading(Date(Moment(1 - 100 * number), Moment(100 - 100 * number)))
            elif 1 <= number <= 30:
                yield century_of(100 * (number - 1))
        elif own:
            yield replace(century_of((own.year // 100 + self.numbers("l")[0]) * 100), anchored="date")
