"""Whether a curated date is one that its words can mean: proven, false, or not decided with the reason.

Words are judged as they stand in their document: "23 March 2022" cut out of "22–23 March 2022" is not what it says.
What the words leave open (the days of a week, a Hijri day's neighbours, a date behind "before") is not decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from dossier.evidence.calendars import SLACK
from dossier.evidence.dates.in_text import DateInText, readings, said_in
from dossier.evidence.dates.reckoning import Reading
from dossier.evidence.dates.usage import PLAIN, DateUsage
from dossier.evidence.dates.words import tokens
from dossier.evidence.text.folding import fold, fold_text
from dossier.model.dates import Date, Moment
from dossier.model.records import When

#: "worked out": the words hold no date, or several, and the curator's reason decides; "undecided": neither proven nor
#: shown to be false
Sense = Literal["", "read", "worked out", "undecided", "false"]

_END = re.compile(r"(?<!\w)(?:until|till|to|through|حتي|الي|لغايه)(?!\w)")
ENDS, BEGINNINGS = {"until", "before"}, {"since", "after"}  #: which end of a time a limit names
MOST_OF = 2 / 3  #: of a Hijri month or year, what a Gregorian one that stands for it has in common with it


def judge(when: When, anchor: Date | None) -> tuple[Sense, str]:
    """Whether a curated date is one that its own words can mean, and if it is not, why."""
    said = tuple(replace(item, readings=tuple(map(_alone, item.readings))) for item in said_in(when.stated, anchor))
    return _judged(said, when.stated, 0, len(when.stated), when, anchor)


def _alone(reading: Reading) -> Reading:
    """Words by themselves show no reading to be less likely than another."""
    return replace(reading, second=False)


def judge_all(
    where: Sequence[tuple[str, int, int]],
    when: When,
    anchor: Date | None,
    usage: DateUsage = PLAIN,
    told: Sequence[Date | None] = (),
) -> tuple[Sense, str]:
    """The same of words that stand at each of these places, (text, start, end): they must mean it at all of them.

    `told` holds for each the date that the paragraph before leaves off with."""
    verdicts = dict.fromkeys(
        judge_at(text, start, end, when, anchor, usage, before)
        for (text, start, end), before in zip(where, [*told, *[None] * len(where)], strict=False)
    )
    verdicts = verdicts or dict.fromkeys([judge(when, anchor)])
    senses = {sense for sense, _ in verdicts}
    if len(senses) == 1:
        return next(iter(verdicts))
    wrong = next(reason for sense, reason in verdicts if reason)
    return "undecided", f"the words stand there more than once, and not each time so: {wrong}"


def judge_at(
    text: str,
    start: int,
    end: int,
    when: When,
    anchor: Date | None,
    usage: DateUsage = PLAIN,
    told: Date | None = None,
) -> tuple[Sense, str]:
    """The same of words that stand at `start` up to `end` of a text: they mean what the whole date about them means."""
    return _judged(said_in(text, anchor, usage=usage, told=told), text, start, end, when, anchor)


def counts_on(words: str) -> bool:
    """Whether words may count from a date told of before them: the next morning, three days later."""
    return any(token.kind in {*"SL"} for token in tokens(fold(words), words))


def _judged(
    said_there: Sequence[DateInText], text: str, start: int, end: int, when: When, anchor: Date | None
) -> tuple[Sense, str]:
    found = [said for said in said_there if said.start < end and start < said.end and said.readings]
    cut = [said for said in found if said.start < start or said.end > end]
    read = [one for said in found for reading in said.readings for one in _as_quoted(reading, said, start)]
    reasons = [(_against(when, reading), reading) for reading in read]
    fitting = [reading for reason, reading in reasons if not reason]
    if fitting and any(_goes_on(said, text, end) for said in found):
        return "undecided", "the words tell a time that goes on, to an end that is not read"
    if fitting:
        return _of_fitting(when, fitting, read)
    if any(_is_member(when, reading, text[start:end]) for said in cut for reading in said.readings):
        return "read", ""
    if cut and _against_all(when, readings(text[start:end], anchor)):
        cut = []  # they are wrong even by themselves
    if cut:
        whole = text[min(start, *(said.start for said in cut)) : max(end, *(said.end for said in cut))]
        means = " or ".join(dict.fromkeys(str(reading) for reading in read))
        return "undecided", f"the words are cut out of {whole!r}, which means {means}"
    words = text[start:end]
    if open_one := next((reading for reading in read if _may_be(when, reading)), None):
        return "undecided", f"the words mean {open_one}; whether that is {when.date} they do not say"
    if bound := next((reading for reading in read if reading.limit and _is_bound_alone(when, reading)), None):
        return "undecided", f"the words before it make it a bound: {bound}, so that it may be another date"
    if when.inferred == "date" and not _binds(words, read):
        return "worked out", ""
    if not reasons:
        return "false", "no date can be read in these words: quote those that state it, or say how it was worked out"
    return "false", reasons[0][0]


def _is_member(when: When, reading: Reading, words: str) -> bool:
    """Whether the words name just the one day that is claimed of a list: 24 October, of 10 and 24 October."""
    named = [int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", words)]
    return any(
        named == [member.start.day] and not _against(when, replace(reading, date=member))
        for member in reading.date.members
    )


def _as_quoted(reading: Reading, said: DateInText, start: int) -> Iterator[Reading]:
    """A curator who quotes a date without its "until" may date the bound itself."""
    if reading.limit == "until" and start > said.led:
        yield replace(reading, limit="")
    yield reading


def _goes_on(said: DateInText, text: str, end: int) -> bool:
    """Whether words that begin somewhen tell an end that is not read: from 1951 till his death."""
    is_since = any(reading.limit == "since" for reading in said.readings)
    return is_since and bool(_END.search(fold_text(text[said.end : end])))


def _of_fitting(when: When, fitting: Sequence[Reading], read: Sequence[Reading]) -> tuple[Sense, str]:
    """The words can mean the date; whether they can mean nothing else."""
    others = {str(reading.date) for reading in read if not reading.second} - {str(one.date) for one in fitting}
    message = " or ".join(dict.fromkeys(str(reading.date) for reading in read))
    if any(reading.hidden for reading in fitting):
        if when.inferred:
            return "worked out", ""
        if doubt := next((reading.doubt for reading in fitting if reading.doubt), ""):
            return "undecided", f"by itself it is {message}; {doubt}"
        return (
            "undecided",
            f"which days of {message} are meant the words do not say: inferred: date, with why",
        )
    if all(reading.spoken for reading in fitting):
        return "undecided", f"in a quotation it counts from the day of the speech: {message} if that is the document's"
    if all(reading.slack and _is_neighbour(when.date, reading.date) for reading in fitting):
        return "undecided", f"by the calendar of Umm al-Qura it is {message}: a month that was sighted may be a day off"
    if all(reading.is_far for reading in fitting):
        return "undecided", f"by the tense about it it is {message}, but the year next to it is nearer"
    if all(reading.second for reading in fitting):
        return "undecided", f"the words rather mean {message.split(' or ')[0]} than {when.date}"
    if not others or any(reading.slack for reading in fitting):
        return "read", ""
    alike = [reading for reading in read if str(reading.date) in others and _is_rival(reading, fitting)]
    if not alike:
        return "read", ""
    if when.inferred:
        return "worked out", ""
    return "undecided", f"the words can mean {message}: inferred: date, with why, if the document decides"


def _is_rival(reading: Reading, fitting: Sequence[Reading]) -> bool:
    """Another reading of the same words, rather than another date beside it."""
    return any(reading.date.precision == one.date.precision and reading.part == one.part for one in fitting)


def _against_all(when: When, found: Sequence[Reading]) -> bool:
    return all(_against(when, reading) for reading in found)


def _binds(words: str, found: Sequence[Reading]) -> bool:
    """Whether words settle even a date that was worked out: they name nothing else, or count from the document's."""
    is_whole = all(token.kind != "x" for token in tokens(fold(words), words))
    is_open = any(reading.hidden for reading in found)
    return bool(found) and not is_open and (is_whole or any(reading.anchored for reading in found))


def _is_bound_alone(when: When, reading: Reading) -> bool:
    """Whether the date would be right but for the "before" or "after" that stands in front of it."""
    return not _against(when, replace(reading, limit=""))


def _may_be(when: When, reading: Reading) -> bool:
    """Whether the date is one that the words leave open: the working days of a week, a season's month, a fiscal year's
    months, the year that ends on the day they name, the same day or quarter counted from another date."""
    ours, theirs = when.date, reading.date
    if ours.reach == "../{}" and reading.limit in ENDS:
        return theirs.first <= ours.start.first <= theirs.last  # before the end of the year
    if reading.hidden or theirs.start.month > 12:
        return ours.meets(theirs) and when.part == reading.part and not (reading.hidden and when.inferred)
    if ours.set or ours == theirs:
        return False
    if ours.end and _days(ours) > 80 and not reading.anchored and _ends_or_fills(ours, theirs):
        return True
    if ours.precision != theirs.precision:
        return False
    shift = abs(ours.first.ordinal - theirs.first.ordinal)
    if reading.spoken and shift <= 7:
        return True
    if not theirs.end:
        return reading.anchored == "date" and ours.precision == "day" and not ours.end and shift == 7
    if reading.anchored and theirs.precision == "day" and theirs.end:
        is_week = bool(ours.end) and ours.meets(theirs) and _days(ours) <= _days(theirs)
        return is_week or (theirs.first <= ours.first and ours.last <= theirs.last)
    return bool(reading.anchored == "year" and ours.end and abs(_days(ours) - _days(theirs)) < 5 and shift < 400)


def _ends_or_fills(ours: Date, theirs: Date) -> bool:
    """Whether a run ends on the day that is named (the year ended 31 March 2023), or is a year out of two (2020-21)."""
    if not theirs.end:
        return theirs.precision == "day" and ours.last == theirs.last
    is_season = theirs.precision == "year" and theirs.end.year == theirs.start.year + 1
    return is_season and theirs.first <= ours.first and ours.last <= theirs.last and abs(_days(ours) - 365) < 5


def _is_neighbour(ours: Date, theirs: Date) -> bool:
    """Another day than the one that was reckoned."""
    return ours.precision == "day" and _bare(ours) != _bare(theirs)


def _against(when: When, reading: Reading) -> str:
    """What speaks against taking the words so; "" if nothing does."""
    ours, theirs = when.date, reading.date
    if reading.slack:
        is_open = ours.reach != "{}" and reading.limit not in (ENDS if ours.reach in {"../{}", "/{}"} else BEGINNINGS)
        return (
            "" if not is_open and _lies_in(ours, theirs) else f"the words mean {theirs} of the common era, not {ours}"
        )
    if _bounded(when, reading):
        return ""
    if _bare(ours) not in {_bare(date) for date in (theirs, *reading.also)}:
        return _of_other_date(when, reading)
    if (
        not ours.approximate
        and _bare(ours) != _bare(theirs)
        and Date(replace(ours.start, approximate=True)) in reading.also
    ):
        return _of_other_date(when, reading)  # a season is about its year, not the year
    if when.part != reading.part and not (when.inferred == "date" and not reading.part):
        return f"the words mean {reading}, not {_description(when)}"
    is_loose = reading.is_loose
    if (is_loose or reading.part) and not ours.approximate and when.inferred != "date":
        return f"invented precision: the words mean {reading}, not exactly {ours}"
    is_other = _bare(ours) != _bare(theirs)
    if ours.approximate and not (is_loose or theirs.approximate or reading.part or when.inferred or is_other):
        return f"the words mean {reading}, not {_description(when)}"
    if (reading.anchored and not when.inferred) or (reading.anchored, when.inferred) == ("date", "year"):
        return f"the words do not state it whole: inferred: {reading.anchored}, with why"
    if when.inferred == "year" and not reading.anchored:
        return "the words state the year: it was not worked out"
    return ""


def _of_other_date(when: When, reading: Reading) -> str:
    ours, theirs = when.date, reading.date
    if ours.meets(theirs) and (ours.precision != theirs.precision or bool(ours.end) != bool(theirs.end)):
        kind = "invented precision" if _days(ours) < _days(theirs) else "less exact"
        return f"{kind}: the words mean {reading}, not {_description(when)}"
    return f"the words mean {reading}, not {_description(when)}"


def _bounded(when: When, reading: Reading) -> bool:
    """A run with an open end, of words that name the other one: since 2015, until 2020."""
    ours = when.date
    if ours.reach == "{}" or reading.date.end or reading.part or _bare(Date(ours.start)) != _bare(reading.date):
        return False
    is_told = not reading.anchored or when.inferred in {"date", reading.anchored}
    return is_told and reading.limit in (ENDS if ours.reach in {"../{}", "/{}"} else BEGINNINGS)


def _description(when: When) -> str:
    return f"{when.part} {when.date}".strip()


def _bare(date: Date) -> Date:
    """Without the marks of doubt."""

    def plain(moment: Moment) -> Moment:
        return replace(moment, approximate=False, uncertain=False)

    members = tuple(map(_bare, date.members))
    return replace(date, start=plain(date.start), end=plain(date.end) if date.end else None, members=members)


def _days(date: Date) -> int:
    return date.last.ordinal - date.first.ordinal


def _lies_in(ours: Date, run: Date) -> bool:
    """A Hijri date fits what it overlaps, a day more or less, and what is not more exact than it: a day a day, a month
    a month, or the months and years that it lies in."""
    length = _days(run) + 1
    least, most = (1, 3) if length < 3 else (28, 63) if length < 40 else (354, 740)
    first, last = ours.first.ordinal, ours.last.ordinal
    shared = min(last, run.last.ordinal + SLACK) - max(first, run.first.ordinal - SLACK) + 1
    return shared >= max(MOST_OF * length, 1) and least <= last - first + 1 <= most
