"""Dialogue in which two people take turns, a paragraph each, and not every paragraph says who speaks.

    “Is that your signature?” Quill asked.
    “It looks like it.”
    “I did not ask what it looks like.”

Paragraphs that begin with a quotation, one right behind the other, are a run; whoever speaks in one of them speaks in
every second one. A run is believed only if all that it says of its speakers fits that: two of them, never the same one
twice in a row. Somebody else who is named behind a quotation ends a run, and so does a quotation that is not closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dossier.evidence.parties.casting import Cast
from dossier.evidence.speech.acquaintance import NOBODY, Speaker
from dossier.evidence.speech.candidate import Spoken
from dossier.evidence.text.blocks import Block
from dossier.evidence.text.saying import word_count

LEAST = 2  #: paragraphs that make a run
BY_TURNS = "by turns with the paragraphs around it"

_INITIAL = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of a run: whose it is, as far as it says so itself."""

    block: Block
    who: Speaker
    is_bare: bool  #: it holds nothing but what is said
    asks: bool
    is_last: bool  #: it names somebody else behind what is said, who may speak next


def by_turns(
    spoken: Sequence[Spoken], blocks: Sequence[Block], cast: Cast, company: Mapping[Block, Sequence[Speaker]]
) -> Iterator[Spoken]:
    """The same quotations, with the speakers that turns tell. `company` is who had been named up to each paragraph, as
    long as they were no more than two."""
    said = {block: list(items) for block, items in groupby(spoken, key=lambda item: item.segments[0].block)}
    whose: dict[Block, Speaker] = {}
    asking: dict[str, Speaker] = {}  #: whoever answers -> who asked him last
    for run in _runs(blocks, said, cast):
        sides = _sides(run, company.get(run[0].block, ()), asking)
        for number, turn in enumerate(run):
            if sides[number % 2].key and (turn.is_bare or turn.who.doubt):
                whose[turn.block] = sides[number % 2]
            if turn.asks and sides[1 - number % 2].key:
                asking[sides[1 - number % 2].key] = sides[number % 2]
    for item in spoken:
        block = item.segments[0].block
        if block in whose and not item.who.key and item.kind == "marked":
            yield replace(item, who=whose[block], attribution=item.attribution or BY_TURNS)
        else:
            yield item


def _runs(blocks: Sequence[Block], said: Mapping[Block, Sequence[Spoken]], cast: Cast) -> Iterator[list[Turn]]:
    run: list[Turn] = []
    for block in blocks:
        turn = _turn(block, said.get(block, ()), cast)
        if turn:
            run.append(turn)
        if (turn is None or turn.is_last) and run:
            if len(run) >= LEAST:
                yield run
            run = []
    if len(run) >= LEAST:
        yield run


def _turn(block: Block, said: Sequence[Spoken], cast: Cast) -> Turn | None:
    marked = [item for item in said if item.kind == "marked"]
    if not marked or any(item.kind not in {"marked", "nested"} or not item.is_closed for item in said):
        return None
    segments = [segment for item in marked for segment in item.segments]
    initial = _INITIAL.match(block.text)
    if initial is None or segments[0].start > initial.end() or len({item.who.key for item in marked}) > 1:
        return None
    outside = "".join(
        block.text[start:end]
        for start, end in zip(
            [0, *(segment.end for segment in segments)],
            [*(segment.start for segment in segments), len(block.text)],
            strict=True,
        )
    )
    who = marked[0].who
    others = [
        phrase
        for phrase in cast.of(block)
        if phrase.kind == "person"
        and not any(segment.start <= phrase.start < segment.end for segment in segments)
        and (phrase.parties != (who.id,) if who.id else phrase.name != who.name)
    ]
    asks = segments[-1].text.rstrip().endswith(("?", "؟"))
    return Turn(block, who, not word_count(outside), asks, bool(others))


def _sides(run: Sequence[Turn], company: Sequence[Speaker], asking: Mapping[str, Speaker]) -> list[Speaker]:
    """Who speaks in every second paragraph of a run, from the first on and from the second on; nobody where what it
    says does not fit.

    The other one of two is the only other person whom the text has named so far, or who asked the same one before.
    """
    told = [{turn.who.key: turn.who for turn in run[side::2] if turn.who.key} for side in (0, 1)]
    if any(len(people) > 1 for people in told) or told[0].keys() & told[1].keys():
        return [NOBODY, NOBODY]
    sides = [next(iter(people.values()), NOBODY) for people in told]
    for side, one in enumerate(sides):
        if one.key and not sides[1 - side].key:
            others = [person for person in company if person.key != one.key]
            if len(others) == 1 and len(company) == 2:
                sides[1 - side] = others[0]
            elif all(turn.asks for turn in run[1 - side :: 2]):
                sides[1 - side] = asking.get(one.key, NOBODY)
            break
    return sides
