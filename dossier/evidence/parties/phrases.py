"""Who is spoken of in a paragraph: names, offices and bodies, those of the registers and those that no register knows.

Parts that belong together are one phrase: `Josef Tamm, president of the Union of Harbour Pilots`. Everything goes by
capitals, position and the tables of `nouns.py`, so what it finds is a proposal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

PhraseKind = Literal["person", "body", "role", "pronoun"]


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase at letters `start` to `end`. What the text does not say is empty."""

    start: int
    end: int
    kind: PhraseKind
    name: str = ""  #: of a person, as it stands
    office: str = ""
    body: str = ""  #: its name, or "the company"
    parties: tuple[str, ...] = ()  #: ids of the person; of the body where there is no person
    of: tuple[str, ...] = ()  #: ids of the body a person or an office belongs to
    is_named: bool = True  #: its body has a name; "the company" has none
    is_object: bool = False  #: of a preposition, or a possessor: "he" is seldom meant
    is_paired: bool = False  #: "and" joins somebody to it, whom the tables may not know
    is_described: bool = False  #: a relative clause tells more of it: the director, who has been here for years
    name_at: tuple[int, int] = (0, 0)  #: where the person's name stands

    def joined(self, other: NounPhrase) -> NounPhrase:
        """One phrase of two that stand side by side and tell of one party."""
        parts = sorted((self, other), key=lambda part: part.start)
        person = next((part for part in parts if part.kind == "person"), None)
        bodies = [part for part in parts if part.body]
        office = " ".join(dict.fromkeys(part.office for part in parts if part.office))
        kind: PhraseKind = "person" if person else "role" if office else "body"
        body = next((part for part in bodies if part.is_named), bodies[0] if bodies else None)
        of = (body.of or (body.parties if body.kind == "body" else ())) if body else ()
        return replace(
            self,
            start=parts[0].start,
            end=max(part.end for part in parts),
            kind=kind,
            name=person.name if person else "",
            name_at=person.name_at if person else (0, 0),
            office=office,
            body=body.body if body else "",
            parties=person.parties if person else () if kind == "role" else of,
            of=of,
            is_named=body.is_named if body else True,
        )


def without_overlap(phrases: Sequence[NounPhrase]) -> list[NounPhrase]:
    """In the order of the text; of two that meet the one of a register, then the longer."""
    kept: list[NounPhrase] = []
    for phrase in sorted(phrases, key=lambda item: (not item.parties, item.start - item.end, item.start)):
        if not any(phrase.start < other.end and other.start < phrase.end for other in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda item: item.start)
