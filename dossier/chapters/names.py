"""Index of names: every person and body, in both scripts, with the pages on which the briefing speaks of them.

The anchors are known here; their pages are known only when the other chapters have been drawn, so the index is given
them then (`paged`). The Arabic article is disregarded in the order, as Arabic indexes do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from dossier.chapters.profiles import anchor_of
from dossier.chapters.timeline import event_rows
from dossier.model.collation import sort_key
from dossier.model.edition import Anchor, Dossier
from dossier.model.records import Organisation, Person, Text

SHORTEST = 3  #: letters of a name that is looked for in running text

Callings = tuple[dict[str, str], re.Pattern[str]]  #: what people and bodies are called -> id; what finds it


@dataclass(frozen=True, slots=True)
class IndexPage:
    number: int
    anchor: Anchor  #: the first of the name's anchors on that page


@dataclass(frozen=True, slots=True)
class IndexEntry:
    name: str
    other: str
    anchors: tuple[Anchor, ...]
    pages: tuple[IndexPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    entries: tuple[IndexEntry, ...]

    def paged(self, pages: Mapping[str, int]) -> Names:
        """The same index with page numbers, each page once."""
        return Names(tuple(replace(entry, pages=_pages(entry.anchors, pages)) for entry in self.entries))


def compose(dossier: Dossier) -> Names:
    where = _anchors(dossier)
    records: list[Person | Organisation] = [*dossier.corpus.people.values(), *dossier.corpus.organisations.values()]
    entries = [
        IndexEntry(
            name=dossier.say(record.index or record.name),
            other=(record.index or record.name).of(dossier.other_language),
            anchors=tuple(dict.fromkeys(where[record.id])),
        )
        for record in records
        if where.get(record.id)
    ]
    return Names(tuple(sorted(entries, key=lambda entry: sort_key(entry.name, dossier.language))))


def _anchors(dossier: Dossier) -> dict[str, list[Anchor]]:
    """Id of a person or body -> where the chapters of this edition speak of them."""
    where: dict[str, list[Anchor]] = {}
    parties = (*dossier.corpus.organisations.values(), *dossier.corpus.people.values())
    callings = dossier.made("callings", lambda: _callings(dossier), *parties)
    for kind, party, anchor in (*_recorded(dossier), *_spoken(dossier, callings)):
        if kind in dossier.edition.chapters:
            where.setdefault(party, []).append(anchor)
    return where


def _spoken(dossier: Dossier, callings: Callings) -> Iterator[tuple[str, str, Anchor]]:
    """(chapter, id, anchor) wherever running text names people and bodies without their ids."""
    table, pattern = callings
    for kind, record, anchor, texts in _running(dossier):
        of_record = partial(_named, dossier, pattern, texts)
        for name in dossier.made("named", of_record, callings, record):
            yield kind, table[name], anchor


def _named(dossier: Dossier, pattern: re.Pattern[str], texts: Iterable[Text | None]) -> list[str]:
    return pattern.findall(" ".join(map(dossier.say, texts)))


def _running(dossier: Dossier) -> Iterator[tuple[str, object, Anchor, tuple[Text | None, ...]]]:
    """(chapter, record, anchor, what it says)"""
    for number, line in enumerate(dossier.corpus.settings.summary, 1):
        yield "summary", line, Anchor(f"line-{number}"), (line.text,)
    for point in dossier.corpus.disagreements:
        texts = (point.question, *(position.words for position in point.positions), point.ours)
        yield "disagreements", point, Anchor(f"point-{point.id}"), texts
    for document in dossier.corpus.documents:
        spoken = (document.title, document.publisher, document.author, document.summary)
        yield "sources", document, Anchor(f"source-{document.number}"), spoken


def _recorded(dossier: Dossier) -> Iterator[tuple[str, str, Anchor]]:
    """(chapter, id, anchor) wherever a record names people and bodies by their ids."""
    for row in event_rows(dossier):
        for party in row.parties:
            yield "timeline", party, row.anchor
    for party in dossier.corpus.appearances():
        yield "profiles", party, anchor_of(party)
    for party, said in dossier.corpus.quotations().items():
        for item in said:
            yield "quotations", party, Anchor(f"quotation-{item.claim.id}")


def _callings(dossier: Dossier) -> Callings:
    """Canonical names, and family names of people -> id; and a pattern that finds the longest of them."""
    table: dict[str, str] = {}
    for record in dossier.corpus.organisations.values():
        table[dossier.say(record.name)] = record.id
    for person in dossier.corpus.people.values():
        table[dossier.say(person.name)] = person.id
        table.setdefault(re.split("[,،]", dossier.say(person.index))[0], person.id)
    names = sorted((name for name in table if len(name) >= SHORTEST), key=lambda name: (-len(name), name))
    either = "|".join(map(re.escape, names)) or "(?!)"
    # Words of one letter are written together with the next word in Arabic.
    return table, re.compile(rf"(?<!\w)[وفبكل]?({either})(?!\w)")


def _pages(anchors: tuple[Anchor, ...], pages: Mapping[str, int]) -> tuple[IndexPage, ...]:
    first: dict[int, Anchor] = {}
    for anchor in anchors:
        if anchor in pages:
            first.setdefault(pages[anchor], anchor)
    return tuple(IndexPage(number, first[number]) for number in sorted(first))
