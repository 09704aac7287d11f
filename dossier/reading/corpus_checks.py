"""What must hold between records once all are read: numbers, names, citations, registers that are used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from decimal import Decimal
from functools import cache
from typing import Any

from dossier.model import markings as schemes
from dossier.model.corpus import Attested, Corpus
from dossier.model.judgements import Basis, Judgement, MainClaim, OpenQuestion
from dossier.model.plan import Disagreement, Edition, Partisan, Position, Ruling, Settings, SummaryLine
from dossier.model.records import Actor, Document, Organisation, Person, Text
from dossier.problems import PlaceOf, Problem, Report, nearest
from dossier.reading.parsed_file import ParsedFile
from dossier.reading.record_checks import check_unique

#: kind -> names of that kind that the documents speak of, and how often
MentionCounts = Mapping[str, Mapping[str, int]]
MOST_CELLS = 200  #: of a rank, some lines of them


def numbers(corpus: Corpus, mentions: MentionCounts, place_of: PlaceOf, report: Report) -> None:
    """What may be called only once is."""
    if any(count > 1 for kind in ("number", "quotation") for count in mentions.get(kind, {}).values()):
        _twice(corpus, place_of, report)
    if "0" in mentions.get("number", {}):
        hint = f"the next free number is {_free(corpus)}"
        for document in (document for document in corpus.documents if document.number < 1):
            report.error(place_of(document, "number"), "documents are numbered from 1", hint)
    for name in sorted(corpus.people.keys() & corpus.organisations.keys()):
        first_place, place = corpus.people[name].place, corpus.organisations[name].place
        report.error(place, f"the id {name!r} is used twice", f"{first_place.path} has it: rename one of the files")


def _twice(corpus: Corpus, place_of: PlaceOf, report: Report) -> None:
    seen: dict[int, Document] = {}
    for document in corpus.documents:
        if (first := seen.setdefault(document.number, document)) is not document:
            hint = f"{first.place.path} has it; the next free number is {_free(corpus)}"
            report.error(place_of(document, "number"), f"two documents are number {document.number}", hint)
    quotations = (quotation for document in corpus.documents for quotation in document.quotations)
    check_unique(quotations, "quotation", place_of, report)


def voices(corpus: Corpus, place_of: PlaceOf, report: Report) -> None:
    """Documents of one publisher are one voice."""
    first: dict[Text, Document] = {}
    for document in corpus.documents:
        other = first.setdefault(document.publisher, document)
        if other.voice != document.voice:
            message = f"{other.id} has the same publisher and is another voice, {other.voice!r}"
            report.error(place_of(document, "voice"), message, "documents of one publisher are one voice")


def markings(corpus: Corpus, place_of: PlaceOf, report: Report) -> None:
    """A marking is one of TLP 2.0, or of the dossier's own scheme."""
    own = corpus.settings.markings
    known = [marking.label for marking in (*own, *schemes.TLP)]
    records: tuple[Settings | Edition, ...] = (corpus.settings, *corpus.editions.values())
    for record in records:
        if record.marking and record.marking not in known:
            message = f"{record.marking[:40]!r} is not a marking of TLP 2.0" + (", nor of this dossier" if own else "")
            report.error(place_of(record, "marking"), message, f"one of: {', '.join(known)}")


def panels(corpus: Corpus, report: Report) -> None:
    """A panel shows figures that documents give, and bars of something."""
    claims = corpus.figure_claims()
    for panel in corpus.settings.panels:
        for name in panel.named:
            if name not in claims:
                hint = "let a document give it, or leave it out of the panel"
                report.error(panel.place, f"no document gives the figure {name!r}, which a panel shows", hint)
        values = [claims[bar.figure][0].claim.value for bar in panel.bars if bar.figure in claims]
        values += [Decimal(bar.count.number) for bar in panel.bars if bar.count]
        if values and (max(values) <= 0 or min(values) < 0):
            message = (
                f"bars cannot show {min(values):,f}" if min(values) < 0 else "bars cannot show 0 beside nothing else"
            )
            report.error(panel.place, message, "show them as kind: numbers")


def rulings(corpus: Corpus, report: Report) -> None:
    """A point chooses among the claims that there are, of what it explains, and no other point does."""
    claims: dict[str, list[Attested[Any]]] = {**corpus.event_claims(), **corpus.figure_claims()}
    first: dict[str, Ruling] = {}
    for point, ruling in [(one, ruling) for one in corpus.disagreements for ruling in one.prints]:
        found = claims.get(ruling.of, ())
        if found and not any(ruling.chooses(one.document.id, one.claim.at) for one in found):
            message = f"{ruling.claim.document}:{ruling.claim.passage} says nothing of {ruling.of!r}"
            report.error(ruling.place, message, "name a document that does, and its line: letter:67")
        if ruling.of not in point.explains:
            report.error(ruling.place, f"this point does not explain {ruling.of!r}", "add it to explains")
        if (other := first.setdefault(ruling.of, ruling)) is not ruling:
            report.error(ruling.place, f"this decides {ruling.of!r} twice", f"{other.place} does: delete one")


def _free(corpus: Corpus) -> int:
    return max((document.number for document in corpus.documents), default=0) + 1


def citations(file: ParsedFile, known: Set[str]) -> Iterator[Problem]:
    """Every statement of the settings, a disagreement, a judgement or a claim cites documents that are there."""
    is_whole = not any(problem.severity == "error" for problem in file.problems)  # else one may have been left out
    for statement in _statements(file.record):
        place = file.places.get((statement.place, "cites"), statement.place)
        for cite in statement.cites:
            if cite.document not in known:
                yield Problem(place, f"there is no document {cite.document[:40]!r}", nearest(cite.document, known))
        if not statement.cites and is_whole and not isinstance(statement, Basis):
            yield Problem(place, "this statement has no citation", "cites: [document:line]")


def _statements(record: object) -> tuple[SummaryLine | Position | Partisan | OpenQuestion | Basis | Actor, ...]:
    if isinstance(record, Settings):
        bottom = (record.bottom_line.rests_on,) if record.bottom_line else ()
        return (*record.summary, *record.partisan, *record.watch, *record.unknown, *bottom)
    if isinstance(record, Judgement):
        return (record.rests_on,)
    if isinstance(record, MainClaim):
        return (record.said,)
    if isinstance(record, Person | Organisation):
        return (record.actor,) if record.actor and record.actor.text else ()
    return record.positions if isinstance(record, Disagreement) else ()


def unknown_forms(corpus: Corpus) -> Callable[[Document | None], list[Problem]]:
    """A function that tells every spelling in a document that no register knows."""

    @cache
    def forms(party: str) -> tuple[str, Set[str]] | None:
        record = corpus.people.get(party) or corpus.organisations.get(party)
        return (record.place.path, {record.name.ar, record.name.en, *record.variants}) if record else None

    def judge(document: Document | None) -> list[Problem]:
        problems = []
        for appearance in document.appearances if document else ():
            if known := forms(appearance.of):  # if not: told already, as a name that names nothing
                register, spellings = known
                strange = [name for name in appearance.names if name.form not in spellings]
                hint = "add it to its variants"
                problems += [
                    Problem(n.place, f"{register} does not know the form {n.form[:40]!r}", hint) for n in strange
                ]
        return problems

    return judge


def unused(corpus: Corpus, mentions: MentionCounts, report: Report) -> None:
    """A register names only what some document speaks of."""
    for name in sorted(corpus.events.keys() - mentions.get("event", {}).keys()):
        report.warning(corpus.events[name].place, f"no document tells of the event {name!r}")
    for name in sorted(corpus.figures.keys() - mentions.get("figure", {}).keys()):
        report.warning(corpus.figures[name].place, f"no document gives the figure {name!r}")
    for name in sorted((corpus.people.keys() | corpus.organisations.keys()) - mentions.get("party", {}).keys()):
        report.warning(corpus.party(name).place, f"no document mentions {name!r}")
