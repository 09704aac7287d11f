"""What must hold between records once all are read: numbers, names, citations, registers that are used."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import cache

from dossier.content.corpus import Corpus
from dossier.content.plan import Position, SummaryLine
from dossier.content.records import Document
from dossier.problems import Problem, Report, nearest
from dossier.reading.alone import PlaceOf, once


def check(corpus: Corpus, place_of: PlaceOf, documents: Set[str], report: Report) -> None:
    """Put into `report` whatever the single files could not know. `documents` are the ids of all that are there."""
    _numbers(corpus, place_of, report)
    _citations(corpus, place_of, documents, report)


def _numbers(corpus: Corpus, place_of: PlaceOf, report: Report) -> None:
    seen: dict[int, Document] = {}
    free = max((document.number for document in corpus.documents), default=0) + 1
    for document in corpus.documents:
        if (first := seen.setdefault(document.number, document)) is not document:
            hint = f"{first.place.path} has it; the next free number is {free}"
            report.error(place_of(document, "number"), f"two documents are number {document.number}", hint)
        if document.number < 1:
            hint = f"the next free number is {free}"
            report.error(place_of(document, "number"), "documents are numbered from 1", hint)
    quotations = (quotation for document in corpus.documents for quotation in document.quotations)
    once(quotations, "quotation", place_of, report)
    for name in sorted(corpus.people.keys() & corpus.organisations.keys()):
        first_place, place = corpus.people[name].place, corpus.organisations[name].place
        report.error(place, f"the id {name!r} is used twice", f"{first_place.path} has it: rename one of the files")


def _citations(corpus: Corpus, place_of: PlaceOf, known: Set[str], report: Report) -> None:
    broken = {problem.place.path for problem in report.errors}  # a citation may have been told there and left out
    sides = [side for point in corpus.disagreements for side in point.positions]
    statements: list[SummaryLine | Position] = [*corpus.settings.summary, *sides]
    for statement in statements:
        for cite in statement.cites:
            if cite.document not in known:
                told = f"there is no document {cite.document[:40]!r}"
                report.error(place_of(statement, "cites"), told, nearest(cite.document, known))
        if not statement.cites and (place := place_of(statement, "cites")).path not in broken:
            report.error(place, "this statement has no citation", "cites: [document:line]")


def unknown_forms(corpus: Corpus) -> Callable[[Document], list[Problem]]:
    """A function that tells every spelling in a document that no register knows."""

    @cache
    def forms(party: str) -> tuple[str, Set[str]] | None:
        record = corpus.people.get(party) or corpus.organisations.get(party)
        return (record.place.path, {record.name.ar, record.name.en, *record.variants}) if record else None

    def judge(document: Document) -> list[Problem]:
        told = []
        for appearance in document.appearances:
            if known := forms(appearance.of):  # if not: told already, as a name that names nothing
                register, spellings = known
                strange = [name for name in appearance.names if name.form not in spellings]
                hint = "add it to its variants"
                told += [Problem(n.place, f"{register} does not know the form {n.form[:40]!r}", hint) for n in strange]
        return told

    return judge


def unused(corpus: Corpus, report: Report) -> None:
    """A register names only what some document speaks of."""
    told = {claim.event for document in corpus.documents for claim in document.events}
    for event in corpus.events.values():
        if event.id not in told:
            report.warning(event.place, f"no document tells of the event {event.id!r}")
    counted = {claim.figure for document in corpus.documents for claim in document.figures}
    for figure in corpus.figures.values():
        if figure.id not in counted:
            report.warning(figure.place, f"no document gives the figure {figure.id!r}")
    spoken_of = {claim.of for document in corpus.documents for claim in document.appearances}
    for name in sorted((corpus.people.keys() | corpus.organisations.keys()) - spoken_of):
        report.warning(corpus.party(name).place, f"no document mentions {name!r}")
