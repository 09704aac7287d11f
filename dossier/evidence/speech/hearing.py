"""All that is said in an original, and by whom: one reading, for what is proposed and for what is proven."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dossier.evidence.original import Spot
from dossier.evidence.parties.casting import Cast, cast_of
from dossier.evidence.parties.registered import Named, Register
from dossier.evidence.speech.candidate import Spoken
from dossier.evidence.speech.quotations import QuotationFinder
from dossier.evidence.text import rules
from dossier.evidence.text.blocks import Block, Find
from dossier.model.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Hearing:
    """The paragraphs of an original, who is named in them, and every quotation with its speaker."""

    blocks: tuple[Block, ...]
    heard: tuple[Block, ...]  #: those in a language that there are rules for
    named: Mapping[Block, Sequence[Named]]
    cast: Cast
    quotations: tuple[Spoken, ...]

    def at(self, spot: Spot) -> Spoken | None:
        """The quotation that the words at a spot are all of or a part of; the innermost, if there are several."""
        start, end = self._place(spot.line, spot.start), self._place(spot.lines[-1], spot.end - 1)
        if start is None or end is None:
            return None
        holding = [spoken for spoken in self.quotations if _holds(spoken, start, end)]
        return min(holding, key=lambda spoken: sum(map(len, spoken.words)), default=None)

    def _place(self, line: int, letter: int) -> Find | None:
        places = ((block, block.place(line, letter)) for block in self.blocks)
        return next((Find(block, place, place + 1) for block, place in places if place is not None), None)


def parts_of(blocks: Sequence[Block], languages: Sequence[str]) -> tuple[tuple[bool, Sequence[Block]], ...]:
    """Runs of paragraphs, each with whether there are rules for its language.

    What is remembered from one paragraph to the next, as who spoke last, is not remembered over a part without rules.
    """
    runs = groupby(zip(blocks, languages, strict=True), lambda item: rules.exist_for(item[1]))
    return tuple((is_ruled, tuple(block for block, _ in run)) for is_ruled, run in runs)


def hear(
    parts: Sequence[tuple[bool, Sequence[Block]]], register: Register, holders: Mapping[str, Sequence[str]]
) -> Hearing:
    """Listen to a text. `holders` names, for each body, the people who are known to hold an office in it."""
    blocks = tuple(block for _, part in parts for block in part)
    heard = tuple(block for is_ruled, part in parts if is_ruled for block in part)
    named = {block: register.named_in(block) for block in blocks}
    present = {item.party for items in named.values() for item in items}
    at_hand = {body: [person for person in people if person in present] for body, people in holders.items()}
    cast = cast_of(heard, named)
    listeners = ((QuotationFinder(cast, named, at_hand, register.titles), part) for is_ruled, part in parts if is_ruled)
    quotations = tuple(spoken for listener, part in listeners for spoken in listener.quotations(part))
    return Hearing(blocks, heard, named, cast, quotations)


def holders_of(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Body -> the people whom some document gives an office in it."""
    table: dict[str, dict[str, None]] = {}
    for party, attested in corpus.appearances().items():
        for role in (role for item in attested for role in item.claim.roles if role.office):
            table.setdefault(role.office.partition(".")[0], {})[party] = None
    return {body: tuple(people) for body, people in table.items()}


def _holds(spoken: Spoken, start: Find, end: Find) -> bool:
    """Whether one of its segments holds both letters, or two that stand one behind the other."""
    first = next((number for number, segment in enumerate(spoken.segments) if segment.meets(start)), None)
    last = next((number for number, segment in enumerate(spoken.segments) if segment.meets(end)), None)
    return first is not None and last is not None and first <= last
