"""Dates that a document gives, each with its EDTF where its words leave no choice, and a remark for the curator.

They are those of `evidence/dates/in_text.py`, which `dossier verify` reads too. A date counted from the document's own
says so (`inferred`); where the words can mean several dates the field stays empty and the remark names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dossier.evidence.dates.in_text import DateInText, left_off, said_in
from dossier.evidence.dates.reckoning import Anchored, Reading
from dossier.evidence.dates.usage import PLAIN, DateUsage
from dossier.evidence.text.blocks import Block, Find
from dossier.model.dates import Date


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that state a date; `edtf` and `part` are guesses, "" where the words leave a choice."""

    find: Find
    edtf: str = ""
    part: str = ""
    inferred: Anchored = ""  #: what the words do not state
    note: str = ""  #: how it was reckoned, or what the words can mean

    @property
    def stated(self) -> str:
        return self.find.text


def dates_of(blocks: Iterable[Block], anchor: Date | None = None, usage: DateUsage = PLAIN) -> Iterator[Dated]:
    """Every date in the order of the text; `anchor` is the document's own date, from which relative ones count, and
    `usage` how it dates. "The next day" may count from a date of the paragraph before."""
    told: Date | None = None
    for block in blocks:
        there = said_in(block.text, anchor, usage=usage, told=told)
        yield from (_dated(block, said, anchor) for said in there if said.is_sure)
        told = left_off(there)


def dates_in(block: Block, anchor: Date | None = None, usage: DateUsage = PLAIN) -> tuple[Dated, ...]:
    """Those of one paragraph by itself."""
    return tuple(dates_of([block], anchor, usage))


def _dated(block: Block, said: DateInText, anchor: Date | None) -> Dated:
    find = Find(block, said.start, said.end)
    likely = [reading for reading in said.readings if not reading.second]
    if not likely:
        return Dated(find, note="no date can be read in these words by themselves")
    if len({(str(reading.date), reading.part) for reading in likely}) > 1:
        return Dated(find, inferred=_inferred(likely), note=f"can mean {' or '.join(map(str, likely))}")
    reading = likely[0]
    if reading.doubt:
        return Dated(find, inferred=_inferred(likely), note=f"{reading} by itself; {reading.doubt}")
    if reading.hidden and reading.date.end and reading.date.precision == "day" and not reading.part:
        return Dated(
            find, str(reading.date), "", "date", "if no week of the calendar is meant that begins on another day"
        )
    if reading.part and reading.date.end and reading.date.precision == "day":
        return Dated(find, inferred=_inferred(likely), note=f"{reading}")  # which days end a week the words do not say
    is_since = reading.part == "early" and reading.anchored and reading.date.precision == "year"
    if is_since or (reading.hidden and reading.date.precision != "year"):
        return Dated(find, inferred=_inferred(likely), note=f"{reading}; which days of it the words do not say")
    if reading.hidden and reading.anchored:
        return Dated(find, inferred="date", note=f"a stretch of {reading} that the words before it name")
    if reading.hidden:
        date = reading.date if reading.date.end else _marked(reading.date)
        return Dated(find, str(date), "", "date", "by its name; which months it has the words do not say")
    date = _marked(reading.date) if reading.part or reading.loose else reading.date
    return Dated(find, str(date), reading.part, _inferred(likely), _note(reading, anchor))


def _inferred(likely: Sequence[Reading]) -> Anchored:
    return "date" if likely[0].slack else likely[0].anchored


def _note(reading: Reading, anchor: Date | None) -> str:
    if reading.slack:
        return "reckoned from the Hijri calendar: a day more or less"
    if reading.is_loose and reading.limit:
        return "the words before it make it a bound: until, before or after it"
    return f"from the document's date, {anchor}, or one that stands before" if reading.anchored else ""


def _marked(date: Date) -> Date:
    """Approximate."""
    end = replace(date.end, approximate=True) if date.end else None
    return replace(date, start=replace(date.start, approximate=True), end=end)
