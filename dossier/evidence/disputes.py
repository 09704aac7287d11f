"""All that the documents differ on, beside what curators have written of it; and what only one voice says.

A curated point may explain a difference. It covers one only if it names the thing and cites every document that takes
part: so a point can hide none, not even one that a new document brings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.evidence.agreement import Difference, differences
from dossier.evidence.offices import party_differences
from dossier.model.corpus import Attested, Corpus
from dossier.model.passage import Passage
from dossier.model.plan import Disagreement
from dossier.model.records import Appearance, Document, EventClaim, FigureClaim, Text

Claimed = Attested[EventClaim] | Attested[FigureClaim] | Attested[Appearance]


def computed(corpus: Corpus) -> tuple[Difference, ...]:
    """Every difference, whether or not a curator explains it."""
    return (*differences(corpus), *party_differences(corpus))


def explaining(corpus: Corpus, difference: Difference) -> Disagreement | None:
    """The curated point that covers a difference."""
    for point in (point for point in corpus.disagreements if difference.about in point.explains):
        cited = {cite.document for position in point.positions for cite in position.cites}
        if cited.issuperset(difference.documents):
            return point
    return None


def unexplained(corpus: Corpus) -> tuple[Difference, ...]:
    """What no curated point covers."""
    return tuple(difference for difference in computed(corpus) if not explaining(corpus, difference))


def subject_of(corpus: Corpus, difference: Difference) -> Text:
    """The name of the event, figure, office or body that a difference is about."""
    name = difference.about
    if difference.subject in {"date", "status"}:
        return corpus.events[name].title
    if difference.subject in {"value", "quantity"}:
        return corpus.figures[name].title
    return corpus.organisations[name].name if difference.subject == "name" else corpus.offices[name].title


def place_of(claim: EventClaim | FigureClaim | Appearance) -> Passage:
    """Where a document says it; of an office or a name, where it gives that."""
    if isinstance(claim, Appearance):
        return claim.roles[0].at if claim.roles else claim.names[0].at
    return claim.at


@dataclass(frozen=True, slots=True)
class SingleVoice:
    """What one voice says and no other."""

    voice: str
    documents: tuple[Document, ...]  #: those of its documents that say any of it
    events: tuple[str, ...]
    figures: tuple[str, ...]


def alone(corpus: Corpus) -> tuple[SingleVoice, ...]:
    """By voice, in the order of the settings: the events and figures that only that voice attests."""
    documents: dict[str, dict[int, Document]] = defaultdict(dict)
    events = _alone(((name, [c.document for c in found]) for name, found in corpus.event_claims().items()), documents)
    figures = _alone(((name, [c.document for c in found]) for name, found in corpus.figure_claims().items()), documents)
    return tuple(
        SingleVoice(
            voice.id,
            tuple(document for _, document in sorted(documents[voice.id].items())),
            tuple(events[voice.id]),
            tuple(figures[voice.id]),
        )
        for voice in corpus.settings.voices
        if documents[voice.id]
    )


def _alone(
    attested: Iterable[tuple[str, list[Document]]], documents: dict[str, dict[int, Document]]
) -> dict[str, list[str]]:
    """Voice -> what it alone attests; its documents are added to `documents`."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, telling in attested:
        voices = {document.voice for document in telling}
        if len(voices) == 1:
            (voice,) = voices
            found[voice].append(name)
            documents[voice].update((document.number, document) for document in telling)
    return found
