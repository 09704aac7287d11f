"""Everything the curators have written, gathered: the registers, and every claim under the thing it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from dossier.content.plan import Disagreement, Edition, Settings
from dossier.content.records import (
    Appearance,
    Document,
    Event,
    EventClaim,
    Figure,
    FigureClaim,
    Office,
    Organisation,
    Person,
    Quotation,
)

C = TypeVar("C", EventClaim, FigureClaim, Appearance, Quotation)


@dataclass(frozen=True, slots=True)
class Attested(Generic[C]):
    """A claim together with the document that makes it."""

    document: Document
    claim: C


@dataclass(frozen=True, slots=True)
class Corpus:
    """One dossier's contents. Mappings are from id to record; documents are in the order of their numbers."""

    settings: Settings
    editions: Mapping[str, Edition]
    documents: tuple[Document, ...]
    people: Mapping[str, Person]
    organisations: Mapping[str, Organisation]
    events: Mapping[str, Event]
    figures: Mapping[str, Figure]
    disagreements: tuple[Disagreement, ...]

    def document(self, name: str) -> Document:
        return next(document for document in self.documents if document.id == name)

    @property
    def offices(self) -> dict[str, Office]:
        """Offices by `<organisation>.<office>`."""
        return {f"{body.id}.{office.id}": office for body in self.organisations.values() for office in body.offices}

    @property
    def newest(self) -> Document:
        """The document of the latest date."""
        return max(self.documents, key=lambda document: (document.when.date.last, document.number))

    def party(self, name: str) -> Person | Organisation:
        """The person or body of that id."""
        return self.people.get(name) or self.organisations[name]

    def voice_count(self, documents: Iterable[Document]) -> tuple[int, int]:
        """How many independent voices speak in them, at least and at most: an unknown publisher may be one of the
        others. A voice is certain if all its documents are."""
        speaking = {document.voice for document in documents}
        unsure = {document.voice for document in self.documents if not document.voice_certain}
        return max(len(speaking - unsure), 1), len(speaking)

    def event_claims(self) -> dict[str, list[Attested[EventClaim]]]:
        """Event id -> its attestations, in the order of the documents."""
        return _grouped((claim.event, document, claim) for document in self.documents for claim in document.events)

    def figure_claims(self) -> dict[str, list[Attested[FigureClaim]]]:
        return _grouped((claim.figure, document, claim) for document in self.documents for claim in document.figures)

    def appearances(self) -> dict[str, list[Attested[Appearance]]]:
        return _grouped((claim.of, document, claim) for document in self.documents for claim in document.appearances)

    def quotations(self) -> dict[str, list[Attested[Quotation]]]:
        """Speaker's id -> what they are quoted as saying."""
        return _grouped((claim.speaker, doc, claim) for doc in self.documents for claim in doc.quotations)


def _grouped(claims: Iterable[tuple[str, Document, C]]) -> dict[str, list[Attested[C]]]:
    table: dict[str, list[Attested[C]]] = defaultdict(list)
    for key, document, claim in claims:
        table[key].append(Attested(document, claim))
    return dict(table)
