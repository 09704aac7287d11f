"""The dossier's own voice: every text that curators wrote in their own words, and what documents are made to say in it.

Not ours: the words of quotations and their translations, stated dates and numbers, titles as a document has them, and
the names of people and bodies.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.evidence.text.marks import quoted_in
from dossier.model.corpus import Corpus
from dossier.model.plan import Partisan
from dossier.model.records import (
    LANGUAGES,
    Actor,
    Document,
    Language,
    Office,
    Organisation,
    Person,
    Quotation,
    RoleClaim,
    Text,
)
from dossier.problems import Place

#: Texts that are not the dossier's own words: (record, fields).
_NOT_OURS: dict[type, frozenset[str]] = {
    Quotation: frozenset({"translation", "office"}),
    Actor: frozenset({"translation"}),
    RoleClaim: frozenset({"title"}),
    Person: frozenset({"name", "index"}),
    Organisation: frozenset({"name", "index", "short"}),
    Office: frozenset({"title"}),
    Partisan: frozenset({"instead"}),
}


@dataclass(frozen=True, slots=True)
class OwnText:
    """One text in one language, and the record it stands in."""

    words: str
    language: Language
    place: Place
    record: object
    field: str

    @property
    def unquoted(self) -> str:
        """The words with a blank for every letter in quotation marks: what stands there is somebody else's."""
        letters = list(self.words)
        for quoted in quoted_in(self.words):
            if quoted.is_closed:
                letters[quoted.start : quoted.end] = " " * (quoted.end - quoted.start)
        return "".join(letters)


def own_words(corpus: Corpus) -> Iterator[OwnText]:
    """Every text of the dossier's own, file by file."""
    registers = (corpus.people, corpus.organisations, corpus.events, corpus.figures)
    records = [record for register in registers for record in register.values()]
    for record in (corpus.settings, *corpus.documents, *records, *corpus.disagreements, *_judged(corpus)):
        yield from _within(record)


def _judged(corpus: Corpus) -> tuple[object, ...]:
    return (*corpus.judgements, *corpus.main_claims)


def _within(record: object) -> Iterator[OwnText]:
    not_ours = _NOT_OURS.get(type(record), frozenset())
    for item in dataclasses.fields(record):  # type: ignore[arg-type]
        value = getattr(record, item.name)
        if isinstance(value, Text):
            if item.name not in not_ours:
                for language in LANGUAGES:
                    if words := value.of(language):
                        yield OwnText(words, language, value.place, record, item.name)
        else:
            for part in value if isinstance(value, tuple) else (value,):
                if dataclasses.is_dataclass(part) and not isinstance(part, type) and hasattr(part, "place"):
                    yield from _within(part)


def printed_words(document: Document) -> Iterator[tuple[str, Place]]:
    """What a document's file holds in the document's own letters."""
    yield document.printed_title, document.place
    for quotation in document.quotations:
        yield from ((words, quotation.place) for words in quotation.words)
    for appearance in document.appearances:
        yield from ((role.stated, role.place) for role in appearance.roles)
