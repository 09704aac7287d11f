"""Where the documents disagree or mislead: positions side by side, counted in voices, and what the briefing prints.

Curated points come first; differences that were computed and that no curator has explained close the chapter, so
that nothing is hidden by leaving it unexplained.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier.content.corpus import Attested
from dossier.content.edition import Anchor, Dossier, Frame, Mark, Verbatim
from dossier.content.plan import Disagreement
from dossier.content.plan import Position as CuratedPosition
from dossier.content.records import Document, EventClaim, FigureClaim
from dossier.evidence.agreement import Difference, differences


@dataclass(frozen=True, slots=True)
class Position:
    words: str
    frames: tuple[Frame, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Case:
    anchor: Anchor
    kind: str
    question: str
    sources: int
    voices: tuple[int, int]
    positions: tuple[Position, ...]
    ours: str


@dataclass(frozen=True, slots=True)
class Disagreements:
    cases: tuple[Case, ...]
    minor: tuple[Case, ...]  #: apparent or slight: one line each
    computed: tuple[Case, ...]  #: found by comparing the claims, not explained by a curator


def compose(dossier: Dossier) -> Disagreements:
    points = dossier.corpus.disagreements
    explained = {name for point in points for name in point.explains}
    open_ = [difference for difference in differences(dossier.corpus) if difference.about not in explained]
    return Disagreements(
        cases=tuple(_curated(dossier, point) for point in points if not point.minor),
        minor=tuple(_curated(dossier, point) for point in points if point.minor),
        computed=tuple(_computed(dossier, difference) for difference in open_),
    )


def _curated(dossier: Dossier, point: Disagreement) -> Case:
    documents = _documents(dossier, (cite.document for position in point.positions for cite in position.cites))
    return Case(
        anchor=Anchor(f"point-{point.id}"),
        kind=dossier.words(f"disagreements.kind.{point.kind}"),
        question=dossier.say(point.question),
        sources=len(documents),
        voices=dossier.voice_count(documents),
        positions=tuple(_position(dossier, position) for position in point.positions),
        ours=dossier.say(point.ours),
    )


def _position(dossier: Dossier, position: CuratedPosition) -> Position:
    documents = _documents(dossier, (cite.document for cite in position.cites))
    return Position(dossier.say(position.words), dossier.frames(documents), dossier.marks(position.cites))


def _documents(dossier: Dossier, names: Iterable[str]) -> list[Document]:
    return [dossier.corpus.document(name) for name in dict.fromkeys(names)]


def _computed(dossier: Dossier, difference: Difference) -> Case:
    documents = [claim.document for claim in difference.claims]
    record = dossier.corpus.events.get(difference.about) or dossier.corpus.figures[difference.about]
    return Case(
        anchor=Anchor(f"difference-{difference.about}-{difference.subject}"),
        kind=dossier.words(f"disagreements.kind.{difference.kind}"),
        question=dossier.say(record.title),
        sources=len(documents),
        voices=dossier.voice_count(documents),
        positions=tuple(
            Position(
                _claimed(dossier, claim, difference),
                dossier.frames([claim.document]),
                (dossier.mark(claim.document, claim.claim.at),),
            )
            for claim in difference.claims
        ),
        ours="",
    )


def _claimed(dossier: Dossier, item: Attested[EventClaim] | Attested[FigureClaim], difference: Difference) -> str:
    claim = item.claim
    if isinstance(claim, FigureClaim):
        return Verbatim(claim.stated)
    if difference.subject == "status":
        return dossier.words(f"status.{claim.status}")
    return dossier.date(claim.when)
