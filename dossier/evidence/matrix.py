"""The main claims against the independent voices: what each voice says of each, derived from the records.

A voice *says* a claim where one of its documents states what the claim rests on; it *announces* it where it only tells
of an event to come. With a position of a disagreement, the other positions say part of it, if the disagreement is one
of precision, and contradict it, if they cannot be true with it; lines that another position cites say what that
position says, and no more. A voice that does none of this is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from dossier.evidence.basis import OF_RECORDS, Ground, documents, grounds, overlap, places, position
from dossier.model.corpus import Corpus
from dossier.model.judgements import MainClaim
from dossier.model.passage import Citation
from dossier.model.plan import Disagreement, Position
from dossier.model.records import Document

Stand = Literal["says", "part", "announces", "contradicts"]
#: kind of a disagreement -> what its other positions do to a claim that takes one; of the kinds left out, nothing
_OTHERWISE: dict[str, Stand] = {
    "precision": "part",
    "contradiction": "contradicts",
    "internal": "contradicts",
    "status": "contradicts",
}


@dataclass(frozen=True, slots=True)
class Stance:
    """What one voice says of a claim in one way, and where."""

    stand: Stand
    places: tuple[Citation, ...]
    newest: Document  #: in which it says so


@dataclass(frozen=True, slots=True)
class ClaimRow:
    claim: MainClaim
    answers: dict[str, tuple[Stance, ...]]  #: by voice, those that are not silent; the strongest answer first
    disagreements: tuple[Disagreement, ...]  #: over the claim, the greater first

    def voices(self, *stands: Stand) -> list[str]:
        """The voices that answer in one of these ways."""
        return [voice for voice, given in self.answers.items() if any(answer.stand in stands for answer in given)]

    @property
    def is_contradicted(self) -> bool:
        return bool(self.voices("contradicts"))


def claim_rows(corpus: Corpus) -> tuple[ClaimRow, ...]:
    """A row for each main claim, in the curator's order."""
    return tuple(_row(corpus, claim) for claim in corpus.main_claims)


def _row(corpus: Corpus, claim: MainClaim) -> ClaimRow:
    told = list(_stands(corpus, claim))
    answers = {}
    for voice in corpus.settings.voices:
        own = [(stand, ground) for stand, ground in told if ground.document.voice == voice.id]
        if own:
            answers[voice.id] = tuple(_answers(own))
    return ClaimRow(claim, answers, _disagreements(corpus, claim))


def _stands(corpus: Corpus, claim: MainClaim) -> Iterator[tuple[Stand, Ground]]:
    """Every statement on the claim, with what it does to it."""
    taken = [position(corpus, name) for name in claim.said.positions]
    otherwise = list(_otherwise(corpus, taken))
    ours = {cite for _, side in taken for cite in side.cites}
    for ground in grounds(corpus, claim.said):
        is_ours = Citation(ground.document.id, ground.at) in ours  # also where its document goes against itself
        if is_ours or not any(_is_same(ground, other) for _, other in otherwise):
            yield ("says" if ground.status == "happened" else "announces"), ground
    yield from otherwise


def _otherwise(corpus: Corpus, taken: Sequence[tuple[Disagreement, Position]]) -> Iterator[tuple[Stand, Ground]]:
    """What the other positions say on the disagreements of which the claim takes some."""
    for point in dict.fromkeys(point for point, _ in taken):
        stand = _OTHERWISE.get(point.kind)
        sides = [side for chosen, side in taken if chosen is point]
        for cite in (cite for side in point.positions if side not in sides for cite in side.cites):
            if stand:
                yield stand, Ground(corpus.document(cite.document), cite.passage)


def _is_same(one: Ground, other: Ground) -> bool:
    return one.document is other.document and overlap(one.at, other.at)


def _answers(told: Iterable[tuple[Stand, Ground]]) -> Iterator[Stance]:
    told = list(told)
    for stand in get_args(Stand):
        if found := [ground for given, ground in told if given == stand]:
            newest = max(documents(found), key=lambda document: (document.when.date.last, document.number))
            yield Stance(stand, places(found), newest)


def _disagreements(corpus: Corpus, claim: MainClaim) -> tuple[Disagreement, ...]:
    taken = {position(corpus, name)[0].id for name in claim.said.positions}
    records = {*claim.said.events, *claim.said.figures}
    over = [
        point
        for point in corpus.disagreements
        if point.id in {*taken, *claim.disputed} or (point.kind in OF_RECORDS and records.intersection(point.explains))
    ]
    return tuple(sorted(over, key=lambda point: (point.id not in taken, point.minor)))
