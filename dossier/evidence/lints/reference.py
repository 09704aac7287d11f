"""reference: a statement of fact with no reference, or with another source than it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.evidence.lints.doubt import Doubt
from dossier.evidence.text.folding import fold
from dossier.evidence.voice import OwnText, own_words
from dossier.model.corpus import Corpus
from dossier.model.plan import Position, SummaryLine
from dossier.model.records import Event, Figure, Organisation, Person

_SOURCES = re.compile(
    r"(?<!\w)(?:sources?|و?[بلف]?ال(?:مصدر(?:ان|ين)?|مصادر)|للمصدر(?:ين)?|للمصادر) "
    r"(\d+(?:(?:, ?| and |, and | ?و ?|-)\d+)*)"
)
_NAMES_A_SOURCE = re.compile(
    r"(?<!\w)(?:sources?|documents?|text|و?[بلف]?ال(?:مصدر\w*|مصادر|وثيقه|وثايق|نص)|مصدر|لل(?:مصدر|وثيقه|نص))(?!\w)"
)
_STATES_A_FACT = re.compile(r"\d")


def reference(corpus: Corpus) -> Iterator[Doubt]:
    numbers = {document.id: document.number for document in corpus.documents}
    for said in own_words(corpus):
        named = _sources_named(said)
        if unknown := sorted(named - set(numbers.values())):
            message = f"source {unknown[0]} is named here, and there is none"
            yield Doubt("reference", said.place, f"source {unknown[0]}", message, f"there are {len(numbers)}")
        elif isinstance(said.record, SummaryLine | Position):
            cited = {numbers.get(cite.document) for cite in said.record.cites}
            for number in sorted(named - cited):
                message = f"source {number} is named here and not cited"
                yield Doubt("reference", said.place, f"source {number}", message, "add it to cites, with its line")
        elif isinstance(said.record, Person | Organisation | Event | Figure) and said.field == "note":
            yield from _unreferenced_note(said)
    for document in corpus.documents:
        if document.when.stated and not document.date_at:
            message = "the document's date is stated, and not where"
            yield Doubt("reference", document.when.place, document.when.stated, message, "add date_at: line …")


def _sources_named(said: OwnText) -> set[int]:
    found = _SOURCES.findall(fold(said.words).text) if _STATES_A_FACT.search(said.words) else []
    return {int(number) for run in found for number in re.findall(r"\d{1,6}", run)}


def _unreferenced_note(said: OwnText) -> Iterator[Doubt]:
    folded = fold(said.words).text
    if (fact := _STATES_A_FACT.search(folded)) and not _NAMES_A_SOURCE.search(folded):
        message = f"a note of a register states a fact ({folded[fact.start() :].split()[0]!r}) and names no source"
        hint = "registers claim nothing: put it into a document's file with its line, or name source and line"
        yield Doubt("reference", said.place, folded[fact.start() :].split()[0], message, hint)
