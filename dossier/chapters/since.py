"""Marks in the margin: which records are new, or have changed, since the edition that this one is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dossier.content.corpus import Corpus
from dossier.content.edition import SINCE, Dossier
from dossier.evidence.changes import Change, changes
from dossier.evidence.statements import Subject, Value

Revision = Literal["added", "changed"]
#: What a statement is -> the chapter it stands in, and how its anchor begins. Sources and lines are known by numbers.
_HOMES: dict[Subject, tuple[str, str]] = {
    "event": ("timeline", "event"),
    "canon-event": ("timeline", "event"),
    "figure": ("figures", "figure"),
    "canon-figure": ("figures", "figure"),
    "quotation": ("quotations", "quotation"),
    "name": ("profiles", "party"),
    "role": ("profiles", "party"),
    "statement": ("profiles", "party"),
    "canon-party": ("profiles", "party"),
    "disagreement": ("disagreements", "point"),
    "position": ("disagreements", "point"),
}
_IN_SOURCES = ("source", "point", "fault")


@dataclass(frozen=True, slots=True)
class Since:
    """What a template asks: the number of the earlier edition, 0 if there is none, and anchor -> mark."""

    edition: int = 0
    marks: Mapping[str, Revision] = field(default_factory=dict)


def since(dossier: Dossier) -> Since:
    """The marks of an edition that has the chapter which explains them; only those of chapters it has."""
    previous = dossier.previous
    if previous is None or SINCE not in dossier.edition.chapters:
        return Since()
    marks: dict[str, Revision] = {}
    for change in changes(previous, dossier.corpus):
        for chapter, anchor in _anchors(change, dossier.corpus):
            if chapter in dossier.edition.chapters:
                marks[anchor] = "changed"
    told = _told(previous)
    for chapter, anchor in _told(dossier.corpus) - told:
        if chapter in dossier.edition.chapters:
            marks[anchor] = "added"
    return Since(previous.settings.edition, marks)


def _anchors(change: Change, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """(chapter, anchor) of every record of this edition that a change is seen in."""
    if change.document and change.subject in _IN_SOURCES:
        yield "sources", f"source-{corpus.document(change.document).number}"
    if change.subject == "summary" and change.new:
        texts: list[Value] = [line.text for line in corpus.settings.summary]
        yield "summary", f"line-{texts.index(change.new.says) + 1}"
    for stated in (change.stated, *(held.stated for held in change.held)):
        if stated.subject in _HOMES:
            chapter, prefix = _HOMES[stated.subject]
            yield chapter, f"{prefix}-{stated.about}"


def _told(corpus: Corpus) -> set[tuple[str, str]]:
    """(chapter, anchor) of all events, figures, quotations, people, bodies and disagreements there are."""
    kinds: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("timeline", "event", corpus.event_claims()),
        ("figures", "figure", corpus.figure_claims()),
        ("quotations", "quotation", (said.id for document in corpus.documents for said in document.quotations)),
        ("profiles", "party", corpus.appearances()),
        ("disagreements", "point", (point.id for point in corpus.disagreements)),
    )
    return {(chapter, f"{prefix}-{name}") for chapter, prefix, names in kinds for name in names}
