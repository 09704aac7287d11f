"""What a phrase for a date can mean: its readings, each an EDTF date, and what of it the words do not state.

What the words leave open ("هذا العام", "last August", "3 May 98") is filled from the document's own date, and the
reading says so. A reading is never more exact than the words; a phrase may have several readings, or none. The
first is the likeliest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.evidence.calendars import Calendar
from dossier.evidence.dates.phrase import DatePhrase
from dossier.evidence.dates.reckoning import (
    NEAR,
    PARTS,
    YEARS,
    Anchored,
    DateContext,
    Limit,
    Part,
    Reading,
    date_of,
    in_figures,
    last_or_next,
    nearest,
    of_calendar,
    of_two_digits,
)
from dossier.evidence.dates.turns import Turns
from dossier.evidence.dates.vocabulary import BEFORE, OPEN
from dossier.model.dates import Date, Moment, last_day


def readings_of(phrase: DatePhrase, setting: DateContext) -> tuple[Reading, ...]:
    """Every date that the phrase can mean, without repetition."""
    try:
        found = tuple(dict.fromkeys(_readings(phrase, setting)))
    except (ValueError, OverflowError):  # no such day, or one beyond the calendar
        return ()
    is_decided = any(not reading.second for reading in found)
    return found if is_decided else tuple(replace(reading, second=False) for reading in found)


def _readings(phrase: DatePhrase, setting: DateContext) -> Iterator[Reading]:
    if phrase.is_counted:
        yield from _readings(replace(phrase, first=phrase.first[:-1], is_counted=False), setting)
    part = PARTS[max((token.number for token in phrase.lead if token.kind == "p"), default=0)]
    led = {token.kind: token.number for token in phrase.lead}
    loose = "a" in led
    limit = _limit(led)
    if phrase.last:
        found = _runs(_One(phrase.first, setting), _One(phrase.last, setting))
    else:
        is_between = bool({"z", "g"} & set(led))  # between 3 and 5 May is a run
        own = [replace(token, kind="t") if is_between and token.kind == "&" else token for token in phrase.first]
        found = _One(own, setting, phrase.is_run).readings(part)
    weekdays = [token.number for token in phrase.tokens if token.kind == "w"]
    for reading in found:
        if _falls_on(reading, weekdays):
            is_day = reading.date.precision == "day" and not reading.date.end
            told: Part = "" if is_day or phrase.last else reading.part or part
            if phrase.last and reading.date.end:
                reading = replace(reading, date=_rounded(phrase, reading.date, reading.date.end))
            yield replace(reading, part=told, loose=reading.loose or loose, limit=reading.limit or limit)


def _rounded(phrase: DatePhrase, run: Date, end: Moment) -> Date:
    """The run from mid-2019 to early 2021: of which part of a year an end is, only "about" can tell."""
    starts, ends = (any(token.kind == "p" for token in part) for part in (phrase.lead, phrase.last))
    start = replace(run.start, approximate=starts and not run.start.day)
    return replace(run, start=start, end=replace(end, approximate=ends and not end.day))


def _limit(led: Mapping[str, int]) -> Limit:
    """What the words before a date make of it."""
    if "b" in led:
        return "before" if led["b"] == BEFORE else "after"
    return "until" if "u" in led else "since" if led.get("g") == OPEN else ""


def _falls_on(reading: Reading, weekdays: Sequence[int]) -> bool:
    """A day that is named with its day of the week falls on it."""
    date = reading.date
    if not weekdays or date.precision != "day" or reading.slack or len(weekdays) > 1:
        return True
    return date.end is not None or (date.start.first.ordinal - 1) % 7 == weekdays[0]


@dataclass(frozen=True, slots=True)
class _One(Turns):
    """The tokens of one date, and what stands about it."""

    is_run: bool = False

    def readings(self, part: Part = "") -> Iterator[Reading]:
        """Each kind of phrase has a token that no other has."""
        if self.has("f"):
            yield from in_figures(self.first("f").text, self.is_hijri(), self.has("v"), self.setting)
        elif self.has("F"):
            yield from self.fiscal()
        elif self.has("q"):
            yield from self.day_alone()
        elif self.has("X") or self.has("R"):
            yield from self._counted(part)
        elif self.has("T") or self.has("N"):
            yield from self.decade()
        elif self.has("C"):
            yield from self.century()
        elif self.has("B"):
            yield Reading(Date(Moment(1 - self.numbers("dny")[0])))
        elif self.has("H"):
            yield Reading(Date(Moment(self.numbers("dny")[0])))
        elif self.has("O"):
            yield from self.holiday()
        elif self.tokens[0].kind == "W" and self.has("m") and self.has("do") and self.tokens[1].kind in "jd":
            yield from self.week_about_day()
        elif self.has("mM") and self.has("W"):
            yield from self.week_of_month()
        elif self.has("M") and self.has("w") and not self.has("mk"):
            yield from self.weekday_of_month_turned()
        elif self.has("m") and self.has("Q"):
            yield from self.quarter_to_month()
        elif self.has("QZUV"):
            yield from self.fraction()
        elif self.has("mk"):
            yield from self.month()
        elif self.has("e"):
            yield from self.season()
        elif self.has("GL") or self.tokens[0].kind == "b":
            yield from self._ago()
        elif self.has("A"):
            yield from self._days(self.numbers("A")[0])
        elif self.has("w") and self.has("W"):
            yield from self._weekday_of_week()
        elif self.has("w") and self.has("S"):
            yield from self._weekday_turned()
        elif self.has("w"):
            yield from self._weekday()
        elif self.has("lS") and self.has("DE") and not self.has("YMWdo"):
            yield from self._day_turned()
        elif self.has("y"):
            yield from self._year()
        elif self.has("lS") or self.has("YMW"):
            yield from self.turned()

    def is_hijri(self) -> bool:
        return self.has("h") and not self.has("P")

    def calendar(self) -> Calendar:
        told = [token.calendar for token in self.tokens if token.kind == "k"]
        if told:
            return told[0]
        return "jalali" if self.has("P") else "hijri" if self.is_hijri() else "gregorian"

    # Days, months, years.

    def month(self) -> Iterator[Reading]:
        months, days = self.numbers("mk"), self.numbers("do")
        pairs = self.is_run and any(token.kind in "t&" for token in self.tokens) and not days
        names = list(dict.fromkeys(months))
        if (len(names) > 1 and not pairs) or len(names) > 2:
            return  # two names that are not those of one month
        calendar = self.calendar()
        if self._is_weekday_of_month():
            rest = [token for token in self.tokens if token.kind not in "l"]
            for year, anchored, second in replace(self, tokens=rest)._years(names[0], 0):
                yield from self.weekday_in(Moment(year, names[0]), anchored, second=second)
            if self.tokens[0].kind not in "wD":
                return  # الأحد الأول من مارس may be the Sunday that is the first of March, too
        if not days and self.has("lIp") and self.has("D"):
            days = [-1]
        if calendar != "gregorian":
            if self.has("S") and not self.has("y"):
                return  # of the same year: which of its calendar that is nobody has reckoned
            turns = self.numbers("l")[0] if self.has("l") else None
            yield from of_calendar(calendar, self.numbers("y"), names, days, self.setting, turns)
            return
        whole = (self.is_run and self.has("t")) or (pairs and names[1] == names[0] % 12 + 1)
        for year, anchored, second in self._years(names[0], max(days[0], 1) if days else 0):
            if days == [-1]:
                days = [last_day(year, names[0])]
            if date := date_of(year, names, days, is_run=bool(whole)):
                is_far = not self.has("lYSGbyn") and self._is_far(date)
                yield Reading(date, anchored=anchored, second=second, is_far=is_far)

    def _is_far(self, date: Date) -> bool:
        own = self.setting.anchor
        return own is not None and abs(date.first.ordinal - own.first.ordinal) > 2 * NEAR

    def _is_weekday_of_month(self) -> bool:
        """The last Friday of May, السبت الأول من مارس."""
        kinds = [token.kind for token in self.tokens if token.kind != "D"]
        return (kinds[0] in "odlI" and kinds[1] == "w") or (kinds[0] == "w" and kinds[1] in "oI")

    def _years(self, month: int, day: int) -> Iterator[tuple[int, Anchored, bool]]:
        """(year, what supplied it, whether another is likelier)"""
        own = self.setting.own
        if self.has("y"):
            yield self.numbers("y")[0], "", False
        elif self.has("n"):
            yield from ((year, "", False) for year in of_two_digits(self.numbers("n")[0], self.setting))
        elif self.has("S"):
            yield from self._years_told(month)
        elif own and self.has("bG"):
            yield own.year - (self.numbers("#") or [1])[0], "year", False  # in March three years ago
        elif own and self.has("Y"):
            yield own.year + self.numbers("l")[0], "year", False
        elif own and self.has("l"):
            turns = self.numbers("l")[0]
            yield from ((year, "year", False) for year in last_or_next(own, month, turns))
        elif own and not self.setting.is_yearly:
            told = self.setting.before
            is_other = (
                told and told.start.year != own.year and (told.precision == "year" or told.start.year < own.year - 1)
            )
            if self.setting.ahead and told and told.start.year < own.year:
                is_other = False  # the rest will be full by September
            if told and is_other and not told.end:
                yield told.start.year, "year", False  # "In 1984 … . In March …"
            yield from ((year, "year", second) for year, second in nearest(own, month, day, self.setting))

    def _years_told(self, month: int) -> Iterator[tuple[int, Anchored, bool]]:
        """Of a month of the same year or the next, or of the month that follows: آب التالي."""
        told, turn = self.setting.before, self.numbers("S")[0]
        if not told:
            return
        if self.has("Y"):
            yield told.start.year + turn, "year", False
        elif told.last.month and told.precision in {"month", "day"}:
            ends = [told.start, *([told.end] if told.end else [])]
            years = [end.year + (turn if turn * month <= turn * end.month else 0) for end in ends]
            yield from ((year, "year", False) for year in dict.fromkeys(years))

    def _year(self) -> Iterator[Reading]:
        years = self.numbers("y")
        calendar: Calendar = "jalali" if self.has("P") else "hijri" if self.is_hijri() else "gregorian"
        if calendar != "gregorian":
            yield from of_calendar(calendar, years, [], [], self.setting)
        elif self.is_run:
            yield from self._run_of_years()
        elif years[0] in YEARS:
            yield Reading(Date(Moment(years[0])))
            if years[0] in range(1300, 1460) and self.tokens[0].text > "\u0600" and self.has("Y") and not self.has("v"):
                yield from of_calendar("hijri", years, [], [], self.setting)

    def _run_of_years(self) -> Iterator[Reading]:
        """2019-2021; 2019-21; 2011-12, which may be a month."""
        first, last = [token for token in self.tokens if token.kind in "ydn"]
        short = last.kind != "y"
        year = first.number // 100 * 100 + last.number if short else last.number
        is_next = last.number == (first.number + 1) % 100 if short else year == first.number + 1
        if first.number < year and (is_next or self.has("t&u")):
            yield Reading(Date(Moment(first.number), Moment(year)))


def _runs(first: _One, last: _One) -> Iterator[Reading]:
    """From one date to another; what the first leaves open stands in the second, or the other way round."""
    ends = [reading for reading in last.readings() if not reading.second]
    is_dated = any(reading.anchored != "year" for reading in ends)
    given = {token.kind for token in first.tokens}
    lent = [token for token in last.tokens if token.kind in "ynYlSvh" and not given & set("ynYlSFfTA")]
    lent += [token for token in last.tokens if token.kind == "B" and given <= set("dnyY")]
    starts = [reading for reading in _One([*first.tokens, *lent], first.setting).readings() if not reading.second]
    if not is_dated and given & set("yn"):
        years = [token for token in first.tokens if token.kind in "ynY"]
        ends = [*_One([*last.tokens, *years], last.setting).readings()]
    for start in starts:
        for end in ends:
            one, other = start.date, end.date
            if one.first > other.first and lent and one.start.month and not one.end:
                one = Date(replace(one.start, year=one.start.year - 1))  # 28 December – 2 January 2023
            elif one.first > other.first and not is_dated and not other.end and other.start.month:
                other = Date(replace(other.start, year=one.start.year + 1))
            if one.first < other.first and not one.set and not other.set and one.reach == other.reach == "{}":
                anchored: Anchored = (
                    "date" if "date" in {start.anchored, end.anchored} else end.anchored or start.anchored
                )
                run = Date(one.start, other.end or other.start)
                yield replace(end, date=run, anchored=anchored, slack=start.slack or end.slack, also=())
