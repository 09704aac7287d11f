"""The claims as tables for a spreadsheet: CSV (RFC 4180), one row a claim, UTF-8 with the mark that Excel looks for.

Every cell stands in quotation marks, and nothing in one is taken for a formula, also by a program that parts cells at
semicolons, tabs or bars: an apostrophe stands before a sign that would begin one. Who reads the file with a program of
his own takes one apostrophe off wherever one stands between the beginning of a cell, or one of those marks, and such a
sign; spaces and quotation marks may stand before it (`without_formulas`). Places are written in words ("lines 5-7"),
because a spreadsheet makes a date of 5-7. It may make one of 2005-06 too: `precision` says what was stated, `first` and
`last` the days it can mean.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from dossier.evidence.agreement import whole_value
from dossier.evidence.basis import grounds, places
from dossier.evidence.matrix import claim_rows
from dossier.export.plain import upper_amount
from dossier.model.corpus import Corpus
from dossier.model.passage import Passage
from dossier.model.records import Document, Text, When

Cell = str | int | Decimal
Row = dict[str, Cell]

MARK = "\ufeff"  #: byte order mark: without it Excel takes UTF-8 for the machine's old encoding
_PARTING = ";|\t\r\n"  #: what programs part cells at, beside the comma
#: What may begin a formula (OWASP, "CSV Injection", with the full-width forms), behind all that may stand before it.
_FORMULA = re.compile(r"""(?:(?<![;|\s"'])|(?<=')(?=[;|\s"]))([;|\s"]*)('*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")
_BLANK = re.compile("'*[\t\r\n]")  #: what a program may leave away at the beginning of a cell


def table(corpus: Corpus, what: str) -> str:
    """One of the `TABLES`."""
    columns, rows = TABLES[what]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for row in rows(corpus):
        writer.writerow({name: without_formulas(cell) if isinstance(cell, str) else cell for name, cell in row.items()})
    return MARK + out.getvalue()


def without_formulas(text: str) -> str:
    """Text in which no spreadsheet sees a formula, however it parts cells: an apostrophe says that it is text."""
    text = _FORMULA.sub(_guard, text)
    return f"'{text}" if _BLANK.match(text) else text


def _guard(found: re.Match[str]) -> str:
    before, apostrophes = found.groups()
    begins = found.start() == 0 or not set(_PARTING).isdisjoint(before)
    return f"{before}'{apostrophes}" if begins else found[0]


def _events(corpus: Corpus) -> Iterator[Row]:
    for document in corpus.documents:
        for claim in document.events:
            event = corpus.events[claim.event]
            yield {
                "event": event.id,
                **_text("title", event.title),
                "lane": event.lane,
                "turning_point": "true" if event.turning_point else "",
                **_text("venue", event.venue),
                "status": claim.status,
                "witness": claim.witness,
                **_date(claim.when),
                **_text("says", claim.says),
                **_source(document, claim.at),
            }


def _figures(corpus: Corpus) -> Iterator[Row]:
    for document in corpus.documents:
        for claim in document.figures:
            figure, upper = corpus.figures[claim.figure], upper_amount(claim)
            yield {
                "figure": figure.id,
                **_text("title", figure.title),
                **_text("unit", figure.unit),
                "bound": claim.bound,
                "value": claim.value,
                "to": "" if claim.to is None else claim.to,
                "scale": claim.scale,
                "amount": f"{whole_value(claim).normalize():f}" if claim.scale else claim.value,
                "amount_to": "" if upper is None else f"{upper.normalize():f}" if claim.scale else upper,
                **_date(claim.as_of),
                "words": claim.stated,
                **_text("says", claim.says),
                **_source(document, claim.at),
            }


def _quotations(corpus: Corpus) -> Iterator[Row]:
    for document in corpus.documents:
        for claim in document.quotations:
            yield {
                "quotation": claim.id,
                "speaker": claim.speaker,
                **_text("name", corpus.party(claim.speaker).name),
                "language": document.language,
                "words": " … ".join(claim.words),
                **_text("translation", claim.translation),
                **_text("occasion", claim.occasion),
                **_text("office", claim.office),
                **_text("relayed", claim.relayed),
                **_text("fault", claim.fault),
                **_date(claim.when),
                **_source(document, claim.at),
            }


def _people(corpus: Corpus) -> Iterator[Row]:
    """People and bodies: each form of a name, each role, each statement is a row."""
    for document in corpus.documents:
        for appearance in document.appearances:
            party = corpus.party(appearance.of)
            kind = "person" if appearance.of in corpus.people else "organisation"
            head: Row = {"id": party.id, "kind": kind, **_text("name", party.name)}
            for name in appearance.names:
                yield {**head, "claim": "name", "words": name.form, **_source(document, name.at)}
            for role in appearance.roles:
                office: Row = {"office": role.office, "bearing": role.bearing, "words": role.stated}
                dated = _date(role.when)
                yield {
                    **head,
                    "claim": "role",
                    **_text("text", role.title),
                    **office,
                    **dated,
                    **_source(document, role.at),
                }
            for statement in appearance.says:
                said = _text("text", statement.text)
                yield {**head, "claim": "statement", **said, **_source(document, statement.at)}


def _documents(corpus: Corpus) -> Iterator[Row]:
    for document in corpus.documents:
        yield {
            "document": document.id,
            "number": document.number,
            **_text("title", document.title),
            "printed_title": document.printed_title,
            **_text("kind", document.kind),
            "type": document.type,
            "language": document.language,
            **_text("author", document.author),
            **_text("publisher", document.publisher),
            "voice": document.voice,
            **_text("dated", document.dated),
            **_date(document.when),
            "reliability": document.grade.reliability,
            "credibility": document.grade.credibility,
            **_text("grade", document.grade.why),
            **_text("interest", document.interest),
            **_text("summary", document.summary),
            "url": document.url,
            "retrieved": str(document.retrieved or ""),
            "archived": document.archived,
            "file": document.original.file,
            "sha256": document.original.sha256,
        }


def _judgements(corpus: Corpus) -> Iterator[Row]:
    """A row for each place that a judgement rests on."""
    for judgement in corpus.judgements:
        for cite in places(grounds(corpus, judgement.rests_on)):
            document = corpus.document(cite.document)
            yield {
                "judgement": judgement.id,
                **_text("text", judgement.text),
                "likelihood": judgement.likelihood,
                "confidence": judgement.confidence,
                "one_party": "yes" if judgement.one_party else "",
                **_text("change", judgement.change),
                "disputed": " ".join(judgement.disputed),
                "voice": document.voice,
                **_source(document, cite.passage),
            }


def _claims(corpus: Corpus) -> Iterator[Row]:
    """A row for each place where a voice says something of a main claim, and for each voice that is silent."""
    for row in claim_rows(corpus):
        for voice in corpus.settings.voices:
            head: Row = {"claim": row.claim.id, **_text("text", row.claim.text), "voice": voice.id}
            for stance in row.answers.get(voice.id, ()):
                for cite in stance.places:
                    source = _source(corpus.document(cite.document), cite.passage)
                    yield {**head, "stand": stance.stand, **source}
            if voice.id not in row.answers:
                yield {**head, "stand": "silent"}


def _text(name: str, text: Text | None) -> Row:
    return {f"{name}_ar": text.ar if text else "", f"{name}_en": text.en if text else ""}


def _date(when: When | None) -> Row:
    if when is None:
        return {}
    return {
        "date": str(when.date),
        "precision": when.date.precision,
        "first": when.date.first.isoformat(),
        "last": when.date.last.isoformat(),
        "part": when.part,
        "inferred": when.inferred,
        "stated": when.stated,
        **_text("why", when.why),
    }


def _source(document: Document, at: Passage) -> Row:
    lines = "line" if len(at.lines) == 1 else "lines"
    return {"document": document.id, "number": document.number, "lines": f"{lines} {at}"}


_DATE = ("date", "precision", "first", "last", "part", "inferred", "stated", "why_ar", "why_en")
_SOURCE = ("document", "number", "lines")


def _both(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}_{language}" for name in names for language in ("ar", "en"))


#: name of a table -> its columns in order, and its rows
TABLES: dict[str, tuple[tuple[str, ...], Callable[[Corpus], Iterator[Row]]]] = {
    "events": (
        (
            "event",
            *_both("title"),
            "lane",
            "turning_point",
            *_both("venue"),
            "status",
            "witness",
            *_DATE,
            *_both("says"),
            *_SOURCE,
        ),
        _events,
    ),
    "figures": (
        (
            *("figure", *_both("title", "unit"), "bound", "value", "to", "scale", "amount", "amount_to"),
            *(*_DATE, "words", *_both("says"), *_SOURCE),
        ),
        _figures,
    ),
    "quotations": (
        (
            *("quotation", "speaker", *_both("name"), "language", "words"),
            *(*_both("translation", "occasion", "office", "relayed", "fault"), *_DATE, *_SOURCE),
        ),
        _quotations,
    ),
    "people": (
        ("id", "kind", *_both("name"), "claim", "words", *_both("text"), "office", "bearing", *_DATE, *_SOURCE),
        _people,
    ),
    "judgements": (
        (
            *("judgement", *_both("text"), "likelihood", "confidence", "one_party", *_both("change"), "disputed"),
            *("voice", *_SOURCE),
        ),
        _judgements,
    ),
    "claims": (("claim", *_both("text"), "voice", "stand", *_SOURCE), _claims),
    "documents": (
        (
            *("document", "number", *_both("title"), "printed_title", *_both("kind"), "type", "language"),
            *(*_both("author", "publisher"), "voice", *_both("dated"), *_DATE, "reliability", "credibility"),
            *(*_both("grade", "interest", "summary"), "url", "retrieved", "archived", "file", "sha256"),
        ),
        _documents,
    ),
}
