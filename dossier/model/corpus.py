"""Everything the curators have written, gathered: the registers, and every claim under the thing it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from dossier.model.judgements import Judgement, MainClaim
from dossier.model.plan import Disagreement, Edition, Settings
from dossier.model.records import (
    Appearance,
    Document,
    Event,
    EventClaim,
    Figure,
    FigureClaim,
    Location,
    Office,
    Organisation,
    Person,
    Quotation,
)

C = TypeVar("C", EventClaim, FigureClaim, Appearance, Quotation)
D = TypeVar("D", EventClaim, FigureClaim)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Attested(Generic[C]):
    """A claim together with the document that makes it."""

    document: Document
    claim: C
    is_ours: bool = False  #: of several that differ, the one that a curated point has the briefing print


@dataclass(frozen=True)
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
    judgements: tuple[Judgement, ...] = ()
    main_claims: tuple[MainClaim, ...] = ()
    locations: Mapping[str, Location] = field(default_factory=dict)

    @cached_property
    def _memo(self) -> dict[object, Any]:
        """What functions have found in it: no part of what it is, and a changed copy begins without."""
        return {}

    def once(self, find: Callable[[Corpus], T]) -> T:
        """What a function finds in it, looked for once. A corpus is never changed."""
        if find not in self._memo:
            self._memo[find] = find(self)
        found: T = self._memo[find]
        return found

    def document(self, name: str) -> Document:
        return self.once(_by_id)[name]

    @property
    def offices(self) -> dict[str, Office]:
        """Offices by `<organisation>.<office>`."""
        return self.once(_offices)

    @property
    def newest(self) -> Document:
        """The document of the latest date."""
        return self.once(_newest)

    @property
    def dated(self) -> str:
        """The day that its files bear: that of issue, or else the first that its newest source can mean."""
        date = self.settings.issued or self.newest.when.date
        return date.first.isoformat()

    def party(self, name: str) -> Person | Organisation:
        """The person or body of that id."""
        return self.people.get(name) or self.organisations[name]

    def voice_count(self, documents: Iterable[Document]) -> tuple[int, int]:
        """How many independent voices speak in them, at least and at most: an unknown publisher may be one of the
        others. A voice is certain if all its documents are."""
        speaking = {document.voice for document in documents}
        return max(len(speaking - self.once(_unsure)), 1), len(speaking)

    def event_claims(self) -> dict[str, list[Attested[EventClaim]]]:
        """Event id -> its attestations, in the order of the documents."""
        return self.once(_event_claims)

    def figure_claims(self) -> dict[str, list[Attested[FigureClaim]]]:
        return self.once(_figure_claims)

    def appearances(self) -> dict[str, list[Attested[Appearance]]]:
        return self.once(_appearances)

    def quotations(self) -> dict[str, list[Attested[Quotation]]]:
        """Speaker's id -> what they are quoted as saying."""
        return self.once(_quotations)


def _by_id(corpus: Corpus) -> dict[str, Document]:
    return {document.id: document for document in corpus.documents}


def _offices(corpus: Corpus) -> dict[str, Office]:
    return {f"{body.id}.{office.id}": office for body in corpus.organisations.values() for office in body.offices}


def _newest(corpus: Corpus) -> Document:
    return max(corpus.documents, key=lambda document: (document.when.date.last, document.number))


def _unsure(corpus: Corpus) -> frozenset[str]:
    """Voices that may be one of the others."""
    return frozenset(document.voice for document in corpus.documents if not document.voice_certain)


def _event_claims(corpus: Corpus) -> dict[str, list[Attested[EventClaim]]]:
    table = _grouped((claim.event, document, claim) for document in corpus.documents for claim in document.events)
    return _with_rulings(corpus, table)


def _figure_claims(corpus: Corpus) -> dict[str, list[Attested[FigureClaim]]]:
    table = _grouped((claim.figure, document, claim) for document in corpus.documents for claim in document.figures)
    return _with_rulings(corpus, table)


def _with_rulings(corpus: Corpus, table: dict[str, list[Attested[D]]]) -> dict[str, list[Attested[D]]]:
    """The same, with the claims that points have chosen marked, and before the others."""
    for ruling in (ruling for point in corpus.disagreements for ruling in point.prints):
        if found := table.get(ruling.of):
            marked = [
                replace(one, is_ours=True) if ruling.chooses(one.document.id, one.claim.at) else one for one in found
            ]
            table[ruling.of] = sorted(marked, key=lambda one: not one.is_ours)
    return table


def _appearances(corpus: Corpus) -> dict[str, list[Attested[Appearance]]]:
    return _grouped((claim.of, document, claim) for document in corpus.documents for claim in document.appearances)


def _quotations(corpus: Corpus) -> dict[str, list[Attested[Quotation]]]:
    return _grouped((claim.speaker, doc, claim) for doc in corpus.documents for claim in doc.quotations)


def _grouped(claims: Iterable[tuple[str, Document, C]]) -> dict[str, list[Attested[C]]]:
    table: dict[str, list[Attested[C]]] = defaultdict(list)
    for key, document, claim in claims:
        table[key].append(Attested(document, claim))
    return dict(table)
