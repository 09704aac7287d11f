"""Readings of what counts from another date: last Friday and the next day, two years ago, 18 منه, this month."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dossier.evidence.dates.reckoning import NEAR, Anchored, Part, Reading, date_of, day_of, stepped, week_of, years_on
from dossier.evidence.dates.spans import Spans
from dossier.evidence.dates.vocabulary import NEW_YEARS, PLURALS
from dossier.model.dates import Date, Moment, last_day


@dataclass(frozen=True, slots=True)
class Turns(Spans):
    """The tokens of one date and what stands about it, for dates that count from the document's or one told of."""

    def _weekday(self) -> Iterator[Reading]:
        if not (day := self.setting.day):
            return
        number = self.numbers("w")[0]
        back, on = (day.weekday() - number) % 7, (number - day.weekday()) % 7
        turns = self.numbers("l")
        if turns:
            step = -(back or 7) if turns[0] < 0 else (on or 7) if turns[0] > 0 else on
            more = {2: 7, -2: -7}.get(turns[0], 0)  # السبت بعد المقبل
            yield day_of(day, step + more, "date")
            if turns[0] == 1 and self.tokens[0].kind == "l" and day.weekday() + step < 7:  # next Friday, on a Monday
                yield replace(day_of(day, step + 7, "date"), second=step > 3)
            return
        if self._is_elsewhere() or self.setting.is_definite:
            return
        past, coming = day_of(day, -back, "date"), day_of(day, on or 7, "date")
        if self.setting.ahead and not back:
            yield from (past, coming)  # today, or in a week
            return
        order = (coming, past) if self.setting.ahead else (past, coming)
        yield order[0]
        yield replace(order[1], second=True)

    def _is_elsewhere(self) -> bool:
        """Whether what is told of is a day of long before or after the document: its Friday is not the last one."""
        told, day = self.setting.before, self.setting.day
        return bool(told and day and told.precision == "day" and abs(told.first.ordinal - day.toordinal()) > NEAR // 4)

    def _weekday_turned(self) -> Iterator[Reading]:
        """The following Thursday, السبت الذي يليه: of the date that stands before."""
        base, step = self.setting.before, self.numbers("S")[0]
        if base and not base.end and base.precision == "day" and step:
            weekday = (base.first.ordinal - 1) % 7
            away = (self.numbers("w")[0] - weekday) * step % 7 or 7
            if reading := stepped(base.start, "D", step * away):
                yield reading

    def _weekday_of_week(self) -> Iterator[Reading]:
        """Thursday of last week, where the day is the same wherever a week begins; Friday week."""
        told = self.setting.before
        if self.has("S"):
            is_day = told and told.precision == "day" and not told.end
            day = datetime.date(told.start.year, told.start.month, told.start.day) if told and is_day else None
        else:
            day = self.setting.day
        if not day:
            return
        number = self.numbers("w")[0]
        if not self.has("lS"):
            yield day_of(day, ((number - day.weekday()) % 7 or 7) + 7, "date")
            return
        week = week_of(day, self.numbers("lS")[0])
        for run in (week.date, *week.also):
            first = run.start
            monday = datetime.date(first.year, first.month, first.day)
            yield day_of(monday, (number - monday.weekday()) % 7, "date")

    def weekday_in(self, month: Moment, anchored: Anchored, *, second: bool = False) -> Iterator[Reading]:
        """The first Saturday of a month, or the last."""
        which = (self.numbers("od") or [0])[0]
        days = [day for day in range(1, last_day(month.year, month.month) + 1)
                if datetime.date(month.year, month.month, day).weekday() == self.numbers("w")[0]]  # fmt: skip
        if which <= len(days):
            yield Reading(Date(replace(month, day=days[which - 1])), anchored=anchored, second=second)

    def weekday_of_month_turned(self) -> Iterator[Reading]:
        """The last Wednesday of next month, الجمعة الأخير من الشهر."""
        place = next(place for place, token in enumerate(self.tokens) if token.kind == "M")
        beside = [token for token in self.tokens[max(place - 1, 0) :] if token.kind in "MlS"]
        for reading in replace(self, tokens=beside).turned():
            if reading.date.precision == "month":
                yield from self.weekday_in(reading.date.start, "date")

    def _day_turned(self) -> Iterator[Reading]:
        """The next day, that evening, اليوم السابق: counted from the date that stands before."""
        base, step = self.setting.before, self.numbers("lS")[0]
        if self.has("E") and self.has("l") and step < 0:
            yield from self._days(-1)  # last evening
        elif base and not base.end and base.precision == "day" and (reading := stepped(base.start, "D", step)):
            yield reading

    def day_alone(self) -> Iterator[Reading]:
        """On the 19th: of the month that is told of; failing that of the document's, or the one next to it."""
        told, own, ahead, number = self.setting.before, self.setting.own, self.setting.ahead, self.numbers("q")[0]
        base = told.start if told and not told.end and told.start.month in range(1, 13) else own
        if not own or not base or base.month not in range(1, 13) or not own.day:
            return
        step = 0
        if base is own and ahead is not None:
            step = (number < own.day) if ahead else -(number > own.day)
        month = base.year * 12 + base.month - 1 + step
        if date := date_of(month // 12, [month % 12 + 1], [number]):
            is_open = base is own and ahead is None and number > own.day
            yield Reading(date, anchored="date", hidden=is_open, doubt="its month is not told" if is_open else "")

    def _days(self, number: int) -> Iterator[Reading]:
        if day := self.setting.day:
            yield day_of(day, number, "date")

    # Counted from the document's own date.

    def _counted(self, part: Part) -> Iterator[Reading]:
        """The 20th anniversary; the past two decades."""
        own, number = self.setting.own, self.numbers("XR")[0]
        if own and own.year > 100 and self.has("X") and number < own.year:
            yield Reading(Date(Moment(own.year - number)), anchored="date")
        elif own and own.year > 100 and self.has("R") and not part:
            yield Reading(Date(Moment(own.year - 10 * number), Moment(own.year)), anchored="date", loose=True)

    def _ago(self) -> Iterator[Reading]:
        """Two years ago, counted from the document's date; two years later, from the date that stands before."""
        sign = self.numbers("GL")[0] if self.has("GL") else -1
        if self.has("L") and not self.has("#dn") and self.tokens[0].kind in "YMWD":
            yield from self._turned_from_before(self.tokens[0].kind, sign)  # the year before
            return
        base = self.setting.before if self.has("L") else self.setting.anchor
        if not base or (self.tokens[0].kind == "b" and self.tokens[0].number > 0 and not self.has("L")):
            return
        if self.tokens[0].kind == "b" and self.has("dn") and self.tokens[0].text.isascii():
            return  # before 14 days, which tells no day
        number, unit = (self.numbers("#dn") or [1])[0], self.first("YMWD")
        if unit.text in PLURALS and not self.has("#dn"):
            return  # some days ago
        if reading := stepped(base.start, unit.kind, sign * number * unit.number):
            yield reading if unit.number < 10 else replace(reading, loose=True)
            if unit.kind == "Y" and unit.number == 1 and base.start.month in range(1, 13):
                month = Moment(reading.date.start.year, base.start.month)
                yield Reading(Date(month), anchored="date", second=True)  # to the month

    def turned(self) -> Iterator[Reading]:
        """This month, last week, the following year; a bare "year" behind "the end of" is the present one."""
        unit = self.first("MW") if self.has("MW") else self.first("Y") if self.has("Y") else self.first("Dd")
        if self.has("do"):
            yield from self._days_of_month()
        elif self.has("S"):
            yield from self._turned_from_before(unit.kind, self.numbers("S")[0])
        elif unit.number == 1 and unit.text not in PLURALS:  # not the last decade, nor a fortnight
            turn = (self.numbers("l") or [0])[0]
            yield from self._turned_from_own(unit.kind, turn)
            if unit.text in NEW_YEARS and self.setting.own and self.setting.own.month < 7:
                yield from self._turned_from_own(unit.kind, 0)  # in January the new year is the present one

    def _turned_from_before(self, kind: str, turn: int) -> Iterator[Reading]:
        told = self.setting.before
        if told and told.end and kind == "Y" and turn and _is_one_year(told) and (beside := years_on(told, turn)):
            yield Reading(beside, anchored="date")  # of 2022/23 the year before
        if not told or told.end:
            return
        if kind == "W" and told.precision == "day":
            yield week_of(datetime.date(told.start.year, told.start.month, told.start.day), turn)
        elif kind == "M" and self.has("Y"):
            yield from self._same_month(told.start)
        elif reading := stepped(told.start, kind, turn):
            yield reading

    def _same_month(self, told: Moment) -> Iterator[Reading]:
        """The same month of last year, from the document's date; of the year before, from the one told of."""
        base = self.setting.own if self.has("l") else told
        turns = self.numbers("l") or [number for number in self.numbers("S") if number]
        if base and turns and told.month in range(1, 13):
            yield Reading(Date(Moment(base.year + turns[0], told.month)), anchored="date")

    def _turned_from_own(self, kind: str, turn: int) -> Iterator[Reading]:
        own = self.setting.own
        if own and kind == "Y":
            yield Reading(Date(Moment(own.year + turn)), anchored="date")
        elif own and own.month and kind == "M":
            number = own.year * 12 + own.month - 1 + turn
            yield Reading(Date(Moment(number // 12, number % 12 + 1)), anchored="date")
        elif kind == "W" and (day := self.setting.day):
            yield week_of(day, turn)

    def _days_of_month(self) -> Iterator[Reading]:
        """The 18th of last month, from the document's date; 18 منه, من الشهر ذاته, from the month told of before."""
        before = self.setting.before.start if self.setting.before else None
        base = before if self.has("S") else self.setting.own
        if base and base.month in range(1, 13):
            number = base.year * 12 + base.month - 1 + self.numbers("lS")[0]
            date = date_of(number // 12, [number % 12 + 1], self.numbers("do"), is_run=self.has("t"))
            if date:
                yield Reading(date, anchored="date")


def _is_one_year(date: Date) -> bool:
    return date.precision in {"year", "month", "day"} and date.last.ordinal - date.first.ordinal < 740
