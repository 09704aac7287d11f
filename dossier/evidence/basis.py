"""What a judgement or a claim rests on, statement by statement; and the disagreements that dispute any of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.model.corpus import Corpus
from dossier.model.judgements import Basis, BottomLine, Judgement
from dossier.model.passage import Citation, Passage, of_lines
from dossier.model.plan import Disagreement, Position
from dossier.model.records import Document, Quotation

#: Kinds of disagreement over what a line says: somebody says otherwise, less, or both.
OF_LINES = frozenset(("contradiction", "internal", "status", "precision"))
#: The same, and what is not said: over an event or a figure as a whole.
OF_RECORDS = OF_LINES | {"silence"}


@dataclass(frozen=True, slots=True)
class Ground:
    """One statement of a document. `status` is that of an event, "happened" for all else."""

    document: Document
    at: Passage
    status: str = "happened"


def grounds(corpus: Corpus, basis: Basis) -> tuple[Ground, ...]:
    """Every statement that a basis names, in the order in which it names them."""
    return tuple(_grounds(corpus, basis))


def _grounds(corpus: Corpus, basis: Basis) -> Iterator[Ground]:
    yield from (Ground(corpus.document(cite.document), cite.passage) for cite in basis.cites)
    for name in basis.events:
        yield from (Ground(told.document, told.claim.at, told.claim.status) for told in corpus.event_claims()[name])
    for name in basis.figures:
        yield from (Ground(told.document, told.claim.at) for told in corpus.figure_claims()[name])
    for name in basis.quotations:
        document, quotation = corpus.once(_quotations)[name]
        yield Ground(document, quotation.at)
    for name in basis.positions:
        yield from (Ground(corpus.document(cite.document), cite.passage) for cite in position(corpus, name)[1].cites)


def position(corpus: Corpus, name: str) -> tuple[Disagreement, Position]:
    """The position of that name, `<disagreement>.<position>`, and its disagreement."""
    return corpus.once(_positions)[name]


def _positions(corpus: Corpus) -> dict[str, tuple[Disagreement, Position]]:
    return {f"{point.id}.{side.id}": (point, side) for point in corpus.disagreements for side in point.positions}


def _quotations(corpus: Corpus) -> dict[str, tuple[Document, Quotation]]:
    return {quotation.id: (document, quotation) for document in corpus.documents for quotation in document.quotations}


def documents(found: Iterable[Ground]) -> tuple[Document, ...]:
    """The documents that say it, in the order of their numbers."""
    said = {ground.document.number: ground.document for ground in found}
    return tuple(said[number] for number in sorted(said))


def places(found: Iterable[Ground]) -> tuple[Citation, ...]:
    """Where it is said: all lines of a document together, in the order of the documents."""
    found = tuple(found)
    return tuple(
        Citation(document.id, of_lines(line for one in found if one.document is document for line in one.at.lines))
        for document in documents(found)
    )


def disputes(corpus: Corpus, basis: Basis) -> tuple[Disagreement, ...]:
    """The disagreements over any statement of a basis, in their order."""
    found = grounds(corpus, basis)
    records = {*basis.events, *basis.figures}
    sides = {position(corpus, name)[0].id for name in basis.positions}
    return tuple(
        point
        for point in corpus.disagreements
        if point.id in sides
        or (point.kind in OF_RECORDS and records.intersection(point.explains))
        or (point.kind in OF_LINES and any(_meets(point, ground) for ground in found))
    )


def _meets(point: Disagreement, ground: Ground) -> bool:
    return any(
        cite.document == ground.document.id and overlap(cite.passage, ground.at)
        for side in point.positions
        for cite in side.cites
    )


def overlap(one: Passage, other: Passage) -> bool:
    return any(first <= end and start <= last for first, last in one.runs for start, end in other.runs)


def party_alone(corpus: Corpus, record: Judgement | BottomLine) -> str:
    """The voice of the one party to the matter that a judgement rests on alone; "" if it does not."""
    voices = {document.voice for document in documents(grounds(corpus, record.rests_on))}
    parties = {voice.id for voice in corpus.settings.voices if voice.party}
    return voices.pop() if len(voices) == 1 and voices <= parties else ""
