"""The dates that a text gives, each where it stands and with what it can mean; and whether a curated one is among them.

"في نهاية شهر حزيران / يونيو 2005" means the end of June 2005. Where a Hijri date stands beside its Gregorian one, that
one decides. Words that are judged are judged as they stand in their document: "23 March 2022" cut out of "22–23
March 2022" is not what the document says.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dossier.evidence.dates.phrase import DatePhrase
from dossier.evidence.dates.phrases import phrases
from dossier.evidence.dates.readings import readings_of
from dossier.evidence.dates.reckoning import DateContext, Reading, years_on
from dossier.evidence.dates.tenses import tense_at
from dossier.evidence.dates.usage import PLAIN, DateUsage
from dossier.evidence.dates.vocabulary import SAME
from dossier.evidence.text.folding import Folded, fold
from dossier.evidence.text.marks import quoted_in
from dossier.model.dates import Date

BESIDE = 80  #: letters within which another month can be the one that "this month" means
_BESIDE = re.compile(
    r"[ ,/()\[\]=:-]*(?:م [ ,/()\[\]=:-]*)?(?:(?:(?:ال)?موافق(?: ل)?|corresponding to|or)[ ,/()\[\]=:-]*)?"
)
_ARABIC = re.compile("[\u0621-\u064a]")
_ROUGHLY = re.compile(
    r"(?<!\w)(?:more|less|fewer|over|nearly|almost|under|at least|some|just over|just under|well over)(?: than)? $"
)
#: Behind a date that is the last one: by Monday, 1 June at the very latest.
_LATEST = re.compile(r",? (?:at the (?:very )?latest|علي (?:ابعد|اقصي) تقدير|كحد اقصي|كموعد اقصي)(?!\w)")
_DAY = re.compile(r"(?<!\w)(?:day|تاريخ|التاريخ|اليوم)(?!\w)")
_STRETCH = re.compile(
    r"(?:(?:same|this|corresponding|equivalent|comparable) (?:period|time|quarter|month|day|week|point)(?: of| in)?"
    r"|(?:الفتره|المده|الوقت|اليوم|الشهر|الربع|التاريخ|الاسبوع)(?: \w+)?"
    r" (?:نفسها?|ذاتها?|عينه?|المماثله?|المقابله?)(?: من)?"
    r"|(?:نفس|ذات) (?:الفتره|المده|الوقت|اليوم|الشهر|الربع|التاريخ|الاسبوع) من|مثل هذ[اه] \w+ من) $"
)


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date of a text: letters `start` up to but without `end`, `led` with the prepositions before it."""

    start: int
    end: int
    led: int
    readings: tuple[Reading, ...]
    is_sure: bool  #: that the words are a date, wherever they stand


def readings(words: str, anchor: Date | None = None) -> tuple[Reading, ...]:
    """Every date that words can mean by themselves; `anchor` is the document's own date."""
    found = (reading for said in said_in(words, anchor) for reading in said.readings)
    return tuple(dict.fromkeys(replace(reading, second=False) for reading in found))


@functools.lru_cache(maxsize=64)
def said_in(
    text: str, anchor: Date | None = None, *, usage: DateUsage = PLAIN, told: Date | None = None
) -> tuple[DateInText, ...]:
    """Every date of a paragraph, in order, with its readings; `anchor` is the document's own date, `told` the one that
    the paragraph before leaves off with, and `usage` how the document dates."""
    folded = fold(text)
    before: Date | None = None
    years: set[int] = set()  # told of so far
    usage = replace(usage, day_first=usage.day_first or bool(_ARABIC.search(text)))
    spoken = [(quoted.start, quoted.end) for quoted in quoted_in(text)]
    found: list[tuple[DatePhrase, tuple[Reading, ...]]] = []
    for phrase in phrases(text):
        tense = tense_at(folded.text, phrase.start, phrase.end)
        base = before or (told if told and _counts_on(phrase, told, anchor) else None)
        setting = DateContext(anchor, base, tense.ahead, tense.is_yearly, usage, _is_definite(folded.text, phrase))
        read = readings_of(phrase, setting)
        read = (
            tuple(map(_about, read))
            if phrase.has("GbL") and _ROUGHLY.search(folded.text, max(0, phrase.start - BESIDE), phrase.start)
            else read
        )
        if _LATEST.match(folded.text, phrase.end):
            read = tuple(replace(reading, limit=reading.limit or "until") for reading in read)
        place = folded.origin[phrase.start]
        if phrase.has("A") and any(start < place < end for start, end in spoken):
            read = tuple(replace(reading, spoken=True) for reading in read)
        if doubt := _doubt(phrase, read, usage, years):
            read = tuple(replace(reading, hidden=True, doubt=doubt) for reading in read)
        found.append((phrase, _of_stretch(folded.text, phrase, read, base)))
        likely = [reading.date for reading in read if not reading.second]
        if _is_unread(phrase, likely):
            before = None
        elif phrase.is_sure and likely:  # where it can be two nothing counts from it
            before = likely[0] if len(likely) == 1 and not likely[0].set else None
            years |= {date.start.year for date in likely}
    settled = [(phrase, _of_month_told(phrase, read, found)) for phrase, read in found]
    return tuple(_date_in_text(text, folded, phrase, read) for phrase, read in _married(settled, folded))


def _is_definite(text: str, phrase: DatePhrase) -> bool:
    return text.endswith("the ", 0, phrase.start)


def _is_unread(phrase: DatePhrase, likely: Sequence[Date]) -> bool:
    """Whether nothing counts from it, nor any longer from what stands before it: after two years, the next season."""
    is_counted = phrase.has("b") and phrase.has("YMWD") and phrase.has("#dn")
    return phrase.is_piece or (phrase.is_sure and not likely) or is_counted


def _doubt(phrase: DatePhrase, read: Sequence[Reading], usage: DateUsage, years: Collection[int]) -> str:
    """Why a phrase may mean another date than it would elsewhere; `years` are those told of before it."""
    kinds = {token.kind for token in phrase.tokens}
    if phrase.is_piece:
        return "the words about it say more"
    if phrase.doubt:
        return phrase.doubt
    takes_year = any(reading.anchored == "year" for reading in read)
    if usage.is_of_past and (takes_year or kinds >= {"l", "Y"}):
        return "in a report on an earlier year it may count from that one"
    if usage.is_hijri and kinds & {"M"} and kinds & {*"lS"} and not kinds & {*"mky"}:
        return "the document dates by the Hijri calendar: its month may be one of that"
    is_that = [token.kind for token in phrase.first if token.number == SAME or token.kind == "Y"]
    if len(years) > 1 and sorted(is_that) == ["S", "Y"] and len(phrase.first) == 2:
        return "several years are told of before it"
    return ""


def _counts_on(phrase: DatePhrase, told: Date, anchor: Date | None) -> bool:
    """Whether "the next day" may count from a day of the paragraph before: years and months do so too rarely."""
    is_past = anchor is None or told.first <= anchor.last
    return phrase.has("SL") and phrase.has("DEWw") and told.precision == "day" and not told.end and is_past


def left_off(said_there: Sequence[DateInText]) -> Date | None:
    """The date that a paragraph leaves off with, from which the next one may count; None where it can be two."""
    sure = [said.readings for said in said_there if said.is_sure and said.readings]
    likely = [reading for reading in sure[-1] if not reading.second] if sure else []
    is_one = len(likely) == 1 and not likely[0].doubt and not likely[0].date.set
    return likely[0].date if is_one else None


def _of_month_told(
    phrase: DatePhrase, read: tuple[Reading, ...], found: Sequence[tuple[DatePhrase, tuple[Reading, ...]]]
) -> tuple[Reading, ...]:
    """ "This month" beside the name of another month is that one, or the month in which it is written."""
    is_this = [(token.kind, token.number) for token in phrase.first if token.kind in "lM"]
    if len(read) != 1 or sorted(is_this) != [("M", 1), ("l", 0)] or read[0].date.precision != "month":
        return read
    near = [
        other[0].date.start
        for one, other in found
        if 0 < abs(one.start - phrase.start) < BESIDE and len(other) == 1 and other[0].date.start.month in range(1, 13)
    ]
    months = {
        replace(moment, day=0) for moment in near if moment.month and replace(moment, day=0) != read[0].date.start
    }
    return (*read, *(replace(read[0], date=Date(month)) for month in sorted(months, key=str)))


def _about(reading: Reading) -> Reading:
    return replace(reading, loose=True)


def _of_stretch(text: str, phrase: DatePhrase, read: tuple[Reading, ...], told: Date | None) -> tuple[Reading, ...]:
    """The same period of last year is not last year: it is the one told of before, so many years back."""
    stretch = _STRETCH.search(text[max(0, phrase.start - BESIDE) : phrase.start]) if phrase.has("Y") else None
    if not stretch:
        return read
    is_day = bool(_DAY.search(stretch[0]))
    if told and read and told.precision == ("day" if is_day else "month") and not (is_day and told.end):
        step = read[0].date.start.year - told.start.year
        if step and (beside := years_on(told, step)):
            return (Reading(beside, anchored="date"),)
    return tuple(replace(reading, hidden=True) for reading in read)


def _date_in_text(text: str, folded: Folded, phrase: DatePhrase, read: tuple[Reading, ...]) -> DateInText:
    start, end = folded.span(phrase.start, phrase.end)
    end += text[end : end + 1] == "\u0640"  # of هـ, which folding drops
    led, _ = folded.span(phrase.whole_start, phrase.end)
    return DateInText(start, end, led, read, phrase.is_sure)


def _married(
    found: Sequence[tuple[DatePhrase, tuple[Reading, ...]]], folded: Folded
) -> Iterator[tuple[DatePhrase, tuple[Reading, ...]]]:
    """Where a date is given in two calendars the Gregorian one decides, if the other can be the same."""
    for place, (phrase, read) in enumerate(found):
        kept = read
        for other in (place - 1, place + 1):
            if 0 <= other < len(found) and any(reading.slack for reading in read):
                left, right = sorted((phrase, found[other][0]), key=lambda item: item.start)
                common = [reading for reading in found[other][1] if not reading.slack and not reading.anchored]
                between = folded.text[left.end : right.start]
                if common and _BESIDE.fullmatch(between):
                    is_same = _agree(read[0].date, common[0].date)
                    second = tuple(replace(reading, second=True) for reading in read if reading.date.end)
                    kept = (*common, *second) if is_same else (*read, *common) if between.strip(" ,") else read
        yield phrase, kept


def _agree(hijri: Date, common: Date) -> bool:
    """Within two days of one another: a moon that was sighted late, or a day that began at sunset."""
    if common.precision in {"month", "year"}:
        return hijri.first.ordinal <= common.last.ordinal and common.first.ordinal <= hijri.last.ordinal
    return abs(hijri.first.ordinal - common.first.ordinal) <= 2
