"""Index of names: every person and body, in both scripts, with the pages on which the briefing speaks of them.

The anchors are known here; their pages are known only when the other chapters have been drawn, so the index is given
them then (`paged`). The Arabic article is disregarded in the order, as Arabic indexes do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dossier.chapters.profiles import anchor_of
from dossier.chapters.timeline import event_rows
from dossier.content.edition import Anchor, Dossier
from dossier.content.records import Language, Organisation, Person

_ARTICLE = re.compile(r"(?<!\w)ال(?=\w\w)")


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    anchor: Anchor  #: the first of the name's anchors on that page


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    other: str
    anchors: tuple[Anchor, ...]
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    entries: tuple[Entry, ...]

    def paged(self, pages: Mapping[str, int]) -> Names:
        """The same index with page numbers, each page once."""
        return Names(tuple(replace(entry, pages=_pages(entry.anchors, pages)) for entry in self.entries))


def compose(dossier: Dossier) -> Names:
    where = _anchors(dossier)
    records: list[Person | Organisation] = [*dossier.corpus.people.values(), *dossier.corpus.organisations.values()]
    entries = [
        Entry(
            name=dossier.say(record.index or record.name),
            other=(record.index or record.name).of(dossier.other_language),
            anchors=tuple(dict.fromkeys(where[record.id])),
        )
        for record in records
        if where.get(record.id)
    ]
    return Names(tuple(sorted(entries, key=lambda entry: sort_key(entry.name, dossier.language))))


def sort_key(name: str, language: Language) -> str:
    """Letters only, marks and hamza carriers folded; in Arabic without the article."""
    words = _ARTICLE.sub("", name) if language == "ar" else name
    letters = unicodedata.normalize("NFD", words).casefold()
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ")


def _anchors(dossier: Dossier) -> dict[str, list[Anchor]]:
    """Id of a person or body -> where the chapters of this edition speak of them."""
    where: dict[str, list[Anchor]] = {}
    chapters = dossier.edition.chapters

    def add(party: str, anchor: Anchor) -> None:
        where.setdefault(party, []).append(anchor)

    if "timeline" in chapters:
        for row in event_rows(dossier):
            for party in row.parties:
                add(party, row.anchor)
    if "profiles" in chapters:
        for party in dossier.corpus.appearances():
            add(party, anchor_of(party))
    if "quotations" in chapters:
        for party, said in dossier.corpus.quotations().items():
            for item in said:
                add(party, Anchor(f"quotation-{item.claim.id}"))
    return where


def _pages(anchors: tuple[Anchor, ...], pages: Mapping[str, int]) -> tuple[Page, ...]:
    first: dict[int, Anchor] = {}
    for anchor in anchors:
        if anchor in pages:
            first.setdefault(pages[anchor], anchor)
    return tuple(Page(number, first[number]) for number in sorted(first))
