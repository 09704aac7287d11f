"""Everything a corpus states, as one flat list: each statement by itself, with all of it that can change.

A statement is known by what it is about, by its words and by its place in the document, never by where it stands in a
curator's file: lists may be put in another order, and nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dossier.evidence.basis import grounds, places
from dossier.model.corpus import Corpus
from dossier.model.judgements import BottomLine, Judgement
from dossier.model.passage import Citation, Passage
from dossier.model.records import (
    Appearance,
    Document,
    FigureClaim,
    Grade,
    Language,
    Organisation,
    Person,
    Quotation,
    Text,
    When,
)

#: What a statement is. The last nine are the dossier's own, not of one document.
Subject = Literal[
    "source",
    "point",
    "event",
    "quotation",
    "figure",
    "name",
    "role",
    "statement",
    "fault",
    "dossier",
    "summary",
    "disagreement",
    "position",
    "judgement",
    "claim",
    "canon-event",
    "canon-figure",
    "canon-party",
]
#: What can change of a statement. Texts are in each language; a plain string is letters of the source or a code.
Value = Text | When | Passage | FigureClaim | Grade | tuple[Citation, ...] | int | str | None

#: Subjects of which a document says one thing each, so that what is about the same is the same.
SINGLE: frozenset[Subject] = frozenset(("source", "event", "figure", "quotation"))


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement."""

    subject: Subject
    about: str  #: id of the event, figure, quotation, person, body or disagreement
    words: str  #: the words it is known by; "" if what it is about is enough
    at: Passage | None
    says: Value  #: what is told of it where it is added or withdrawn
    fields: Mapping[str, Value]  #: all that is compared, by the name of the curator's field

    @property
    def place(self) -> str:
        return str(self.at or "")


def stated_in(document: Document, tongue: Language) -> Iterator[Stated]:
    """What a document states, in the order of its file; first what is said of the document itself.

    Statements are known by their words in `tongue`, a language that all editions have which are compared.
    """
    yield _head(document)
    for point in document.key_points:
        yield Stated("point", "", point.text.of(tongue), point.at, point.text, {"text": point.text, "at": point.at})
    for event in document.events:
        fields = _dated("when", event.when)
        fields |= {"status": event.status, "witness": event.witness, "says": event.says, "at": event.at}
        yield Stated("event", event.event, "", event.at, event.when, fields)
    for quotation in document.quotations:
        yield _quotation(quotation)
    for figure in document.figures:
        number = _dated("as_of", figure.as_of)
        number |= {"value": figure, "stated": figure.stated, "says": figure.says, "at": figure.at}
        yield Stated("figure", figure.figure, figure.stated, figure.at, figure, number)
    for appearance in document.appearances:
        yield from _appearance(appearance, tongue)
    for fault in document.faults:
        noted: dict[str, Value] = {"printed": fault.printed, "note": fault.note, "at": fault.at}
        yield Stated("fault", "", fault.printed, fault.at, fault.printed, noted)


def _head(document: Document) -> Stated:
    fields: dict[str, Value] = {
        "number": document.number,
        "original": document.original.sha256,
        "file": document.original.file,
        "grade": document.grade,
        "grade_why": document.grade.why,
        **_dated("when", document.when),
        "dated": document.dated,
        "date_at": document.date_at,
        "title": document.title,
        "short_title": document.short_title,
        "short_interest": document.short_interest,
        "printed_title": document.printed_title,
        "kind": document.kind,
        "type": document.type,
        "url": document.url,
        "retrieved": str(document.retrieved or ""),
        "archived": document.archived,
        "language": document.language,
        "publisher": document.publisher,
        "voice": document.voice,
        "voice_certain": str(document.voice_certain).lower(),
        "author": document.author,
        "interest": document.interest,
        "summary": document.summary,
    }
    return Stated("source", "", "", None, document.title, fields)


def _quotation(quotation: Quotation) -> Stated:
    words = " … ".join(quotation.words)
    fields: dict[str, Value] = {
        "words": words,
        "speaker": quotation.speaker,
        **_dated("when", quotation.when),
        "office": quotation.office,
        "occasion": quotation.occasion,
        "translation": quotation.translation,
        "relayed": quotation.relayed,
        "fault": quotation.fault,
        "at": quotation.at,
    }
    return Stated("quotation", quotation.id, words, quotation.at, words, fields)


def _appearance(appearance: Appearance, tongue: Language) -> Iterator[Stated]:
    party = appearance.of
    for name in appearance.names:
        yield Stated("name", party, name.form, name.at, name.form, {"form": name.form, "at": name.at})
    for role in appearance.roles:
        fields = {**_dated("when", role.when), "title": role.title, "bearing": role.bearing, "at": role.at}
        yield Stated("role", party, role.office or role.title.of(tongue), role.at, role.title, fields)
    for said in appearance.says:
        yield Stated("statement", party, said.text.of(tongue), said.at, said.text, {"text": said.text, "at": said.at})


def _dated(name: str, when: When | None) -> dict[str, Value]:
    """A date, apart from the words that state it and the reason why it was worked out."""
    return {name: when, "stated_date": when.stated if when else "", "why": when.why if when else None}


def own_words(corpus: Corpus, tongue: Language) -> Iterator[Stated]:
    """What the dossier says itself: its title, its summary, its disagreements, and the canonical names of things."""
    settings = corpus.settings
    fields: dict[str, Value] = {name: getattr(settings, name) for name in ("title", "scope", "question", "handling")}
    yield Stated("dossier", "", "", None, settings.title, {**fields, "marking": settings.marking})
    for line in settings.summary:
        told: dict[str, Value] = {"text": line.text, "label": line.label, "cites": line.cites}
        yield Stated("summary", "", line.text.of(tongue), None, line.text, told)
    for point in corpus.disagreements:
        points: dict[str, Value] = {"question": point.question, "kind": point.kind, "ours": point.ours}
        yield Stated("disagreement", point.id, point.id, None, point.question, points)
        for side in point.positions:
            sides: dict[str, Value] = {"words": side.words, "cites": side.cites}
            yield Stated("position", point.id, side.words.of(tongue), None, side.words, sides)

    judged: list[Judgement | BottomLine] = [*corpus.judgements]
    for judgement in [*([settings.bottom_line] if settings.bottom_line else []), *judged]:
        yield _judgement(corpus, judgement)
    for claim in corpus.main_claims:
        said: dict[str, Value] = {"text": claim.text, "cites": places(grounds(corpus, claim.said))}
        yield Stated("claim", claim.id, claim.id, None, claim.text, said)


def _judgement(corpus: Corpus, judgement: Judgement | BottomLine) -> Stated:
    """A judgement, or the bottom line, which has no id."""
    fields: dict[str, Value] = {
        "text": judgement.text,
        "likelihood": judgement.likelihood,
        "confidence": judgement.confidence,
        "cites": places(grounds(corpus, judgement.rests_on)),
    }
    if isinstance(judgement, BottomLine):
        return Stated("judgement", "", "", None, judgement.text, {**fields, "more": judgement.more})
    fields["change"] = judgement.change
    return Stated("judgement", judgement.id, judgement.id, None, judgement.text, fields)


def canon(corpus: Corpus) -> Iterator[Stated]:
    """What the registers call things. They claim nothing: of them only what was corrected is told."""
    for event in corpus.events.values():
        texts = {"title": event.title, "venue": event.venue, "note": event.note, "headline": event.headline}
        fields: dict[str, Value] = {**texts}
        yield Stated("canon-event", event.id, event.id, None, event.title, fields)
    for figure in corpus.figures.values():
        counted: dict[str, Value] = {"title": figure.title, "unit": figure.unit, "units": figure.units}
        yield Stated("canon-figure", figure.id, figure.id, None, figure.title, counted)
    parties: list[Person | Organisation] = [*corpus.people.values(), *corpus.organisations.values()]
    for party in parties:
        called: dict[str, Value] = {"name": party.name, "index": party.index, "note": party.note}
        yield Stated("canon-party", party.id, party.id, None, party.name, called)
    for name, office in corpus.offices.items():
        yield Stated("canon-party", name, name, None, office.title, {"title": office.title})
