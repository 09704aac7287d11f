"""What must hold between records once all are read: numbers, names, translations, reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from dossier.content.corpus import Corpus
from dossier.content.passage import Citation
from dossier.content.records import Document, Language, Text, When
from dossier.problems import Place, Report, nearest

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
MARKINGS = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")  #: TLP 2.0, never translated


def check(corpus: Corpus, languages: tuple[Language, ...], report: Report) -> None:
    """Put into `report` whatever the single files could not know."""
    _numbers(corpus, report)
    _citations(corpus, report)
    _markings(corpus, report)
    for document in corpus.documents:
        if not _SHA256.match(document.original.sha256):
            report.error(document.original.place, "sha256 is not 64 hexadecimal digits", "sha256sum FILE prints it")
        for when in _dates(document):
            _date(when, report)
        _quotations(document, languages, report)
        _appearances(document, report)
    _registers(corpus, report)


def _numbers(corpus: Corpus, report: Report) -> None:
    seen: dict[int, Document] = {}
    for document in corpus.documents:
        if first := seen.setdefault(document.number, document):
            if first is not document:
                hint = f"{first.place.path} has it; the next free number is {max(d.number for d in corpus.documents) + 1}"
                report.error(document.place, f"two documents are number {document.number}", hint)
    for name, count in Counter(q.id for document in corpus.documents for q in document.quotations).items():
        if count > 1:
            places = [q.place for document in corpus.documents for q in document.quotations if q.id == name]
            report.error(places[1], f"the quotation id {name!r} is used twice", f"first in {places[0]}")


def _citations(corpus: Corpus, report: Report) -> None:
    known = {document.id for document in corpus.documents}
    lines = [(line.cites, line.place) for line in corpus.settings.summary]
    sides = [(position.cites, position.place) for point in corpus.disagreements for position in point.positions]
    cites: Iterable[tuple[tuple[Citation, ...], Place]] = [*lines, *sides]
    for group, place in cites:
        for cite in group:
            if cite.document not in known:
                report.error(place, f"there is no document {cite.document!r}", nearest(cite.document, known))
        if not group:
            report.error(place, "this statement has no citation", "cites: [document:line]")


def _markings(corpus: Corpus, report: Report) -> None:
    for record, marking in ((corpus.settings, corpus.settings.marking), *((e, e.marking) for e in corpus.editions.values())):
        if marking and marking not in MARKINGS:
            report.error(record.place, f"{marking!r} is not a marking of TLP 2.0", nearest(marking, MARKINGS))


def _dates(document: Document) -> Iterable[When]:
    yield document.when
    for event in document.events:
        if event.when:
            yield event.when
    for quotation in document.quotations:
        if quotation.when:
            yield quotation.when
    for figure in document.figures:
        if figure.as_of:
            yield figure.as_of
    for appearance in document.appearances:
        yield from (role.when for role in appearance.roles if role.when)


def _date(when: When, report: Report) -> None:
    if when.inferred and not when.why:
        report.error(when.place, "a date that was worked out must say how", "why: {ar: …, en: …}")
    if not when.inferred and not when.stated:
        report.error(when.place, "a date needs the words that state it", "stated: … , or inferred: date with why:")
    if when.part and when.date.precision == "day":
        report.error(when.place, f"a day has no part {when.part!r}", "leave out the day: precision is never invented")
    if when.part and not when.date.approximate:
        report.error(when.place, f"{when.part!r} makes the date approximate", f"date: {when.date}~")


def _quotations(document: Document, languages: tuple[Language, ...], report: Report) -> None:
    for quotation in document.quotations:
        if not quotation.words or not all(quotation.words):
            report.error(quotation.place, "a quotation needs its words")
        for language in languages:
            if language != document.language and not (quotation.translation or Text()).of(language):
                report.error(quotation.place, f"the quotation has no translation ({language})", f"translation: {{{language}: …}}")


def _appearances(document: Document, report: Report) -> None:
    for name, count in Counter(appearance.of for appearance in document.appearances).items():
        if count > 1:
            second = [appearance for appearance in document.appearances if appearance.of == name][1]
            report.error(second.place, f"{name!r} appears twice in this document", "put all its names and roles together")


def _registers(corpus: Corpus, report: Report) -> None:
    """A register names only what some document speaks of; every spelling found is known to it."""
    used = {claim.event for document in corpus.documents for claim in document.events}
    for event in corpus.events.values():
        if event.id not in used:
            report.warning(event.place, f"no document tells of the event {event.id!r}")
    counted = {claim.figure for document in corpus.documents for claim in document.figures}
    for figure in corpus.figures.values():
        if figure.id not in counted:
            report.warning(figure.place, f"no document gives the figure {figure.id!r}")
    for party, attested in corpus.appearances().items():
        record = corpus.people.get(party) or corpus.organisations.get(party)
        if record is None:
            continue  # told already, as a name that names nothing
        known = {record.name.ar, record.name.en, *record.variants}
        for name in (name for item in attested for name in item.claim.names if name.form not in known):
            report.error(name.place, f"{record.place.path} does not know the form {name.form!r}", "add it to its variants")
    silent = (set(corpus.people) | set(corpus.organisations)) - set(corpus.appearances())
    for name in sorted(silent):
        report.warning(corpus.party(name).place, f"no document mentions {name!r}")
