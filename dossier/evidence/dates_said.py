"""What a document's words for a date can mean, and whether a curated date is one of those meanings.

"في نهاية شهر حزيران / يونيو 2005" means the end of June 2005. A date is a regular expression over the tokens of
`date_words.py`. What the words leave open ("هذا العام", "last August") is filled from the document's own date, and the
reading says so. A reading is never more exact than the words; words may have several readings, or none.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dossier.content.dates import Date, Moment
from dossier.content.records import When
from dossier.evidence.calendars import hijri_run, last_day
from dossier.evidence.date_words import Token, tokens

Part = Literal["", "early", "mid", "late", "end"]
Sense = Literal["", "read", "worked out", "false"]  #: "worked out": the words hold no date, the curator's reason does
PARTS: tuple[Part, ...] = ("", "early", "mid", "late", "end")
AROUND = (0, -1, 1)  #: years, from the document's own, that a month without a year can be of

_MONTH = r"[mk](?:s[mk])*s*"
_DATE = re.compile(
    rf"[abu]*(?:pt?[ab]*)?(?:i|d(?:[tu]d)?l?{_MONTH}[yrl]?h?|l?{_MONTH}d(?:[tu]d)?y?h?|d(?:[tu]d)?l|l?{_MONTH}[yrl]?h?"
    r"|z[yr]?|yh?|r|n|D|T|A)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One date that words can mean."""

    date: Date
    part: Part = ""
    anchored: Literal["", "year", "date"] = ""  #: what the document's own date supplied
    loose: bool = False  #: said to be about, before or after
    slack: bool = False  #: reckoned from the Hijri calendar: a day more or less

    def __str__(self) -> str:
        return " ".join(filter(None, ["about" if self.loose else "", self.part, str(self.date)]))


def readings(words: str, anchor: Date | None = None) -> tuple[Reading, ...]:
    """Every date that the words can mean; `anchor` is the document's own date."""
    found = tokens(words)
    letters = "".join(token.kind for token in found)
    spans = [match.span() for match in _DATE.finditer(letters.replace("w", "o"))]
    read: list[Reading] = []
    while spans:
        start, end = spans.pop(0)
        first = _Said(found[start:end], anchor)
        if spans and letters[end : spans[0][0]] in {"t", "u"}:
            read += _runs(first, _Said(found[slice(*spans.pop(0))], anchor))
        else:
            read += first.readings()
    weekdays = {token.number for token in found if token.kind == "w"}
    return tuple(dict.fromkeys(reading for reading in read if _falls_on(reading, weekdays)))


def _falls_on(reading: Reading, weekdays: set[int]) -> bool:
    """A day that is named with its day of the week falls on it."""
    is_day = reading.date.end is None and reading.date.precision == "day"
    return not (weekdays and is_day) or reading.date.first.weekday() in weekdays


@dataclass(frozen=True, slots=True)
class _Said:
    """The tokens of one date, and the date of their document."""

    tokens: Sequence[Token]
    anchor: Date | None

    def numbers(self, kinds: str) -> list[int]:
        return [token.number for token in self.tokens if token.kind in kinds]

    def has(self, kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    def readings(self) -> Iterator[Reading]:
        part = PARTS[self.numbers("p")[0]] if self.has("p") else ""
        for reading in self._dates():
            yield replace(reading, part=part, loose=reading.loose or self.has("abuz"))

    def _dates(self) -> Iterator[Reading]:
        if self.has("i"):
            yield from (Reading(date) for date in _in_figures(next(t.text for t in self.tokens if t.kind == "i")))
        elif self.has("T"):
            year = self.numbers("T")[0]
            if year:
                yield Reading(Date(Moment(year), Moment(year + 9)))
        elif self.has("nDA"):
            yield from self._relative()
        elif self.has("h") or (self.has("k") and not self.has("m")):
            yield from self._hijri()
        else:
            yield from self._gregorian()

    def _relative(self) -> Iterator[Reading]:
        """Today, the past two decades, the 20th anniversary: counted from the document's date."""
        own, number = self.anchor.start if self.anchor else Moment(0), self.numbers("nDA")[0]
        if not 100 < own.year < 9999:  # at the ends of the calendar no day can be counted from
            return
        if self.has("A"):
            if number < own.year:
                yield Reading(Date(Moment(own.year - number)), anchored="date")
        elif self.has("D"):
            run = Date(Moment(own.year - 10 * number), Moment(own.year))
            yield Reading(run, anchored="date", loose=True)
        elif own.day:
            day = Date(own).first + datetime.timedelta(number)
            yield Reading(Date(Moment(day.year, day.month, day.day)), anchored="date")

    def _hijri(self) -> Iterator[Reading]:
        """The Gregorian span of a Hijri date, which the document did not state as such."""
        years, months, days = self.numbers("y"), self.numbers("k"), self.numbers("d")
        if not years:
            return
        try:
            first, _ = hijri_run(years[0], (months or [0])[0], (days or [0])[0])
            _, last = hijri_run(years[0], (months or [0])[0], (days or [0])[-1])
        except ValueError:
            return
        run = Date(Moment(first.year, first.month, first.day), Moment(last.year, last.month, last.day))
        yield Reading(run, anchored="date", slack=True)

    def _gregorian(self) -> Iterator[Reading]:
        months, days = set(self.numbers("m")), self.numbers("d")
        if len(months) > 1 or len(days) > 2:
            return  # two names that are not those of one month
        month = next(iter(months), 0)
        for year, stood_for, anchored in self._years(month):
            date = _date(year, month or stood_for, days)
            if date:
                yield Reading(date, anchored="date" if stood_for else anchored)

    def _years(self, month: int) -> Iterator[tuple[int, int, Literal["", "year"]]]:
        """(year, month that "this month" stands for or 0, whether the document's date supplied the year)."""
        if stated := self.numbers("y"):
            yield stated[0], 0, ""
        elif self.anchor:
            own = self.anchor.start
            if turns := self.numbers("r"):
                yield own.year + turns[0], 0, "year"
            elif turns := self.numbers("l"):
                yield from ((year, month, "year") for year, month in _turned(own, month, turns[0]))
            else:
                yield from ((own.year + step, 0, "year") for step in AROUND)


def _turned(own: Moment, month: int, turn: int) -> Iterator[tuple[int, int]]:
    """The last, this or next month from a date, named or not: (year, month if it was not named)."""
    if not month:
        if own.month:
            number = own.year * 12 + own.month - 1 + turn
            yield number // 12, number % 12 + 1
    elif turn == 0 or not own.month:
        yield from ((own.year + step, 0) for step in ((0,) if turn == 0 else (0, turn)))
    else:
        yield own.year + turn * (month * turn <= own.month * turn), 0


def _date(year: int, month: int, days: Sequence[int]) -> Date | None:
    """A date, or None where there is no such day."""
    if not 1 <= year <= 9999 or any(not month or not 1 <= day <= last_day(year, month) for day in days):
        return None
    moments = [Moment(year, month, day) for day in days] or [Moment(year, month)]
    return Date(moments[0], moments[1] if moments[1:] and moments[0].day < moments[1].day else None)


def _in_figures(text: str) -> Iterator[Date]:
    """2022-10-24 is one date; 3/4/2022 can be two."""
    numbers = [int(number) for number in re.split(r"[-/.]", text)]
    if "-" in text:
        orders = [numbers]
    else:
        day, month, year = numbers
        orders = [[year, month, day], [year, day, month]]
    for year, month, *days in orders:
        if 1 <= month <= 12 and (date := _date(year, month, days)):
            yield date


def _runs(first: _Said, last: _Said) -> Iterator[Reading]:
    """From one date to another; what the first leaves open stands in the second, or the other way round."""
    given = {token.kind for token in first.tokens}
    filled = [*first.tokens, *(t for t in last.tokens if t.kind in "mkyrl" and t.kind not in given)]
    if not given.isdisjoint("yr"):
        filled = [token for token in filled if token.kind in given or token.kind in "mk"]
    shared = [t for t in first.tokens if t.kind in "yr" and not last.has("yrl")]
    for end in _Said([*last.tokens, *shared], first.anchor).readings():
        for start in _Said(filled, first.anchor).readings():
            if start.date.first < end.date.first and start.anchored == end.anchored:
                run = Date(start.date.start, end.date.end or end.date.start)
                yield replace(end, date=run, loose=end.loose or start.loose or bool(start.part))


# The judgement.


def judge(when: When, anchor: Date | None) -> tuple[Sense, str]:
    """Whether a curated date is one that its own words can mean, and if it is not, why."""
    found = readings(when.stated, anchor)
    reasons = [_against(when, reading) for reading in found]
    if "" in reasons:
        return "read", ""
    if when.inferred == "date" and not _binds(when, found):
        return "worked out", ""
    if not reasons:
        return "false", "no date can be read in these words: quote those that state it, or say how it was worked out"
    return "false", reasons[0]


def _binds(when: When, found: Sequence[Reading]) -> bool:
    """Whether words settle even a date that was worked out: they name nothing else, or count from the document's."""
    is_whole = all(token.kind != "o" for token in tokens(when.stated))
    return bool(found) and (is_whole or any(reading.anchored for reading in found))


def _against(when: When, reading: Reading) -> str:
    """What speaks against taking the words so; "" if nothing does."""
    ours, theirs = when.date, reading.date
    if reading.slack:
        return "" if _lies_in(ours, theirs) else f"the words mean {theirs} of the common era, not {ours}"
    if _bare(ours) != _bare(theirs):
        if ours.precision != theirs.precision or bool(ours.end) != bool(theirs.end):
            kind = "invented precision" if ours.last - ours.first < theirs.last - theirs.first else "less exact"
            if ours.meets(theirs):
                return f"{kind}: the words mean {reading}, not {_told(when)}"
        return f"the words mean {reading}, not {_told(when)}"
    if when.part != reading.part and not (when.inferred == "date" and not reading.part):
        return f"the words mean {reading}, not {_told(when)}"
    if (reading.loose or reading.part) and not ours.approximate and when.inferred != "date":
        return f"invented precision: the words mean {reading}, not exactly {ours}"
    if ours.approximate and not (reading.loose or reading.part or when.inferred):
        return f"the words mean {reading}, not {_told(when)}"
    if (reading.anchored and not when.inferred) or (reading.anchored, when.inferred) == ("date", "year"):
        return f"the words do not state it whole: inferred: {reading.anchored}, with why"
    if when.inferred == "year" and not reading.anchored:
        return "the words state the year: it was not worked out"
    return ""


def _told(when: When) -> str:
    return f"{when.part} {when.date}".strip()


def _bare(date: Date) -> tuple[Moment, Moment | None]:
    """Without the marks of doubt."""
    plain = [
        replace(moment, approximate=False, uncertain=False) if moment else None for moment in (date.start, date.end)
    ]
    assert plain[0]
    return plain[0], plain[1]


def _lies_in(ours: Date, run: Date) -> bool:
    """A Hijri date fits what it overlaps and what is not more exact than it: a day a day, a month a month."""
    days = (run.last - run.first).days
    least = 1 if days < 7 else 28 if days < 40 else 365
    return ours.meets(run) and (ours.last - ours.first).days + 1 >= least
