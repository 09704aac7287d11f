"""Marks in the margin: which records are new, or have changed, since the edition that this one is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dossier.evidence.changes import Change, changes, tongue_of
from dossier.evidence.renames import aligned
from dossier.evidence.statements import Subject
from dossier.model.corpus import Corpus
from dossier.model.edition import CHANGES, Dossier
from dossier.model.records import Language

Revision = Literal["added", "changed"]
_Place = tuple[str, str]  #: a chapter, and what tells its record from the others
#: What a statement is -> the chapter whose records it is seen in. Sources and lines of the summary are known otherwise.
_HOMES: dict[Subject, str] = {
    "event": "timeline",
    "canon-event": "timeline",
    "figure": "figures",
    "canon-figure": "figures",
    "quotation": "quotations",
    "name": "profiles",
    "role": "profiles",
    "statement": "profiles",
    "canon-party": "profiles",
    "disagreement": "disagreements",
    "position": "disagreements",
    "judgement": "judgements",
    "claim": "claims",
}
_IN_SOURCES = ("source", "point", "fault")


@dataclass(frozen=True, slots=True)
class RevisionMarks:
    """What a template asks: the number of the earlier edition, 0 if there is none, and anchor -> mark."""

    edition: int = 0
    marks: Mapping[str, Revision] = field(default_factory=dict)


def revision_marks(dossier: Dossier) -> RevisionMarks:
    """The marks of an edition that has the chapter which explains them; only those of chapters it has."""
    previous = dossier.previous
    if previous is None or CHANGES not in dossier.edition.kinds:
        return RevisionMarks()
    tongue = tongue_of(previous, dossier.corpus)
    there = _records(dossier.corpus, tongue)
    before = _records(aligned(previous, dossier.corpus).corpus, tongue)
    marks: dict[str, Revision] = {}
    for change in changes(previous, dossier.corpus):
        for place in _places(change):
            if place in there and place[0] in dossier.edition.kinds:
                marks[there[place]] = "added" if change.kind == "added" and place not in before else "changed"
    return RevisionMarks(previous.settings.edition, marks)


def _places(change: Change) -> Iterator[_Place]:
    """Every record that a change is seen in."""
    if change.subject in _IN_SOURCES:
        yield "sources", change.document
    if change.subject == "summary" and change.new:
        yield "summary", change.new.words
    for stated in (change.stated, *(held.stated for held in change.held)):
        if stated.subject in _HOMES:
            yield _HOMES[stated.subject], stated.about


def _records(corpus: Corpus, tongue: Language) -> dict[_Place, str]:
    """Everything that may have a mark -> its anchor."""
    said = (quotation.id for document in corpus.documents for quotation in document.quotations)
    named: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("timeline", "event", corpus.event_claims()),
        ("figures", "figure", corpus.figure_claims()),
        ("quotations", "quotation", said),
        ("profiles", "party", corpus.appearances()),
        ("disagreements", "point", (point.id for point in corpus.disagreements)),
        ("judgements", "judgement", (judgement.id for judgement in corpus.judgements)),
        ("claims", "claim", (claim.id for claim in corpus.main_claims)),
    )
    records = {(chapter, name): f"{prefix}-{name}" for chapter, prefix, names in named for name in names}
    records |= {("sources", document.id): f"source-{document.number}" for document in corpus.documents}
    lines = enumerate(corpus.settings.summary, 1)
    return records | {("summary", line.text.of(tongue)): f"line-{number}" for number, line in lines}
