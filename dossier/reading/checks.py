"""What must hold between records once all are read: numbers, names, translations, reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from typing import Any

from dossier.content.corpus import Corpus
from dossier.content.plan import Panel, Position, Settings, SummaryLine
from dossier.content.records import Document, Organisation, Original, Text, When
from dossier.problems import Report, nearest
from dossier.reading.schema import Reader

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
MARKINGS = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")  #: TLP 2.0, never translated
#: kind of panel -> the field that holds what it shows
_SHOWN = {"numbers": "figures", "bars": "bars", "rank": "figures"}


def check(corpus: Corpus, reader: Reader, documents: Set[str], report: Report) -> None:
    """Put into `report` whatever the single files could not know. `documents` are the ids of all that are there."""
    for record in reader.made:
        _alone(record, reader, report)
    _numbers(corpus, reader, report)
    _citations(corpus, reader, documents, report)
    for document in corpus.documents:
        _quotations(document, reader, report)
        _appearances(document, report)
    _registers(corpus, report)
    if not report.errors:  # a broken document would make registers look unused that are not
        _unused(corpus, report)


def _alone(record: Any, reader: Reader, report: Report) -> None:
    """What can be told of one record by itself, so also when the file around it is broken elsewhere."""
    if isinstance(record, When):
        _date(record, reader, report)
    elif isinstance(record, Original):
        if not _SHA256.match(record.sha256):
            hint = "sha256sum FILE prints it"
            report.error(reader.place(record, "sha256"), "sha256 is not 64 hexadecimal digits in small letters", hint)
        if set(record.file) & set("/\\:") or record.file.startswith("."):
            message = f"{record.file[:40]!r} is not the plain name of a file"
            report.error(reader.place(record, "file"), message, "its folder is named elsewhere: --originals DIR")
    elif isinstance(record, Settings):
        _once(record.lanes, "lane", reader, report)
        _once(record.voices, "voice", reader, report)
    elif isinstance(record, Organisation):
        _once(record.offices, "office", reader, report)
    elif isinstance(record, Panel):
        _panel(record, reader, report)
    if (marking := getattr(record, "marking", "")) and marking not in MARKINGS:
        message = f"{marking[:40]!r} is not a marking of TLP 2.0"
        report.error(reader.place(record, "marking"), message, f"one of: {', '.join(MARKINGS)}")


def _once(records: Iterable[Any], what: str, reader: Reader, report: Report) -> None:
    """No id twice."""
    seen: dict[str, Any] = {}
    for record in records:
        if (first := seen.setdefault(record.id, record)) is not record:
            place = reader.place(record, "id")
            report.error(place, f"the {what} id {record.id!r} is used twice", f"first in {reader.place(first, 'id')}")


def _panel(panel: Panel, reader: Reader, report: Report) -> None:
    shown = _SHOWN[panel.kind]
    if not getattr(panel, shown):
        report.error(panel.place, f"a panel of the kind {panel.kind!r} shows nothing", f"add {shown}: …")
    if panel.kind == "rank" and (len(panel.figures) > 1 or not panel.of):
        report.error(panel.place, "a rank is one figure among a number of places", "figures: [one], of: how many")


def _numbers(corpus: Corpus, reader: Reader, report: Report) -> None:
    seen: dict[int, Document] = {}
    free = max((document.number for document in corpus.documents), default=0) + 1
    for document in corpus.documents:
        place = reader.place(document, "number")
        if (first := seen.setdefault(document.number, document)) is not document:
            hint = f"{first.place.path} has it; the next free number is {free}"
            report.error(place, f"two documents are number {document.number}", hint)
        if document.number < 1:
            report.error(place, "documents are numbered from 1", f"the next free number is {free}")
    quotations = (quotation for document in corpus.documents for quotation in document.quotations)
    _once(quotations, "quotation", reader, report)
    for name in sorted(set(corpus.people) & set(corpus.organisations)):
        first_place, place = corpus.people[name].place, corpus.organisations[name].place
        report.error(place, f"the id {name!r} is used twice", f"{first_place.path} has it: rename one of the files")


def _citations(corpus: Corpus, reader: Reader, known: Set[str], report: Report) -> None:
    broken = {problem.place.path for problem in report.errors}  # a citation may have been told there and left out
    sides = [side for point in corpus.disagreements for side in point.positions]
    statements: list[SummaryLine | Position] = [*corpus.settings.summary, *sides]
    for statement in statements:
        place = reader.place(statement, "cites")
        for cite in statement.cites:
            if cite.document not in known:
                report.error(place, f"there is no document {cite.document[:40]!r}", nearest(cite.document, known))
        if not statement.cites and place.path not in broken:
            report.error(place, "this statement has no citation", "cites: [document:line]")


def _date(when: When, reader: Reader, report: Report) -> None:
    if when.inferred and not when.why:
        report.error(when.place, "a date that was worked out must say how", "why: {ar: …, en: …}")
    if not when.inferred and not when.stated:
        report.error(when.place, "a date needs the words that state it", "stated: …, or inferred: date with why: …")
    if when.part and when.date.precision == "day":
        hint = "leave out the day: precision is never invented"
        report.error(reader.place(when, "part"), f"a day has no part {when.part!r}", hint)
    elif when.part and not when.date.approximate:
        report.error(reader.place(when, "date"), f"{when.part!r} makes the date approximate", f"date: {when.date}~")


def _quotations(document: Document, reader: Reader, report: Report) -> None:
    for quotation in document.quotations:
        if not quotation.words or not all(quotation.words):
            report.error(reader.place(quotation, "words"), "a quotation needs its words")
        for language in reader.languages:
            if language != document.language and not (quotation.translation or Text()).of(language):
                hint = f"translation: {{{language}: …}}"
                report.error(quotation.place, f"the quotation has no translation ({language})", hint)


def _appearances(document: Document, report: Report) -> None:
    for name, count in Counter(appearance.of for appearance in document.appearances).items():
        if count > 1:
            second = [appearance for appearance in document.appearances if appearance.of == name][1]
            hint = "put all its names and roles together"
            report.error(second.place, f"{name!r} appears twice in this document", hint)


def _registers(corpus: Corpus, report: Report) -> None:
    """Every spelling found is known to the register."""
    for party, attested in corpus.appearances().items():
        record = corpus.people.get(party) or corpus.organisations.get(party)
        if record is None:
            continue  # told already, as a name that names nothing
        known = {record.name.ar, record.name.en, *record.variants}
        for name in (name for item in attested for name in item.claim.names if name.form not in known):
            message = f"{record.place.path} does not know the form {name.form[:40]!r}"
            report.error(name.place, message, "add it to its variants")


def _unused(corpus: Corpus, report: Report) -> None:
    """A register names only what some document speaks of."""
    told = {claim.event for document in corpus.documents for claim in document.events}
    for event in corpus.events.values():
        if event.id not in told:
            report.warning(event.place, f"no document tells of the event {event.id!r}")
    counted = {claim.figure for document in corpus.documents for claim in document.figures}
    for figure in corpus.figures.values():
        if figure.id not in counted:
            report.warning(figure.place, f"no document gives the figure {figure.id!r}")
    silent = (set(corpus.people) | set(corpus.organisations)) - set(corpus.appearances())
    for name in sorted(silent):
        report.warning(corpus.party(name).place, f"no document mentions {name!r}")
