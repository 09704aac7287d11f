"""Index of names: every person and body, in both scripts, with the pages on which the briefing names them.

Whatever is printed is looked through for all forms of a name (`forms`), and an anchor is put where one stands; their
pages are known only when the other chapters have been drawn, so the index is given them then (`paged`). The Arabic
article is disregarded in the order, as Arabic indexes do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dossier.model.collation import sort_key
from dossier.model.corpus import Corpus
from dossier.model.edition import Anchor, Dossier
from dossier.model.records import LANGUAGES, Organisation, Person

PREFIX, END = "n-", "--"  #: what an anchor of a name begins with, and what ends the id of whom it names
SHORTEST = 2  #: letters of a form that is looked for
RUN = 3  #: pages one behind the other that are written as the first and the last of them


@dataclass(frozen=True, slots=True)
class IndexPage:
    number: int
    anchor: Anchor  #: the first of the name's anchors on that page
    last: Anchor | None = None  #: on the last page of a run, if it is one


@dataclass(frozen=True, slots=True)
class IndexEntry:
    id: str
    name: str
    other: str
    pages: tuple[IndexPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    entries: tuple[IndexEntry, ...]

    def paged(self, pages: Mapping[str, int]) -> Names:
        """The same index with page numbers, each page once, and without whom no page names; `pages` are of anchors."""
        found: dict[str, dict[int, Anchor]] = {}
        for anchor, number in pages.items():
            if anchor.startswith(PREFIX):
                found.setdefault(party_of(anchor), {}).setdefault(number, Anchor(anchor))
        entries = (replace(entry, pages=_pages(found.get(entry.id, {}))) for entry in self.entries)
        return Names(tuple(entry for entry in entries if entry.pages or not pages))


def compose(dossier: Dossier) -> Names:
    records: list[Person | Organisation] = [*dossier.corpus.people.values(), *dossier.corpus.organisations.values()]
    entries = [
        IndexEntry(
            id=record.id,
            name=dossier.say(record.index or record.name),
            other=(record.index or record.name).of(dossier.other_language),
        )
        for record in records
    ]
    return Names(tuple(sorted(entries, key=lambda entry: sort_key(entry.name, dossier.language))))


def names_on(pages: Mapping[str, int]) -> dict[str, int]:
    """The anchors of names among others, and their pages."""
    return {anchor: page for anchor, page in pages.items() if anchor.startswith(PREFIX)}


def party_of(anchor: str) -> str:
    """The id of whom an anchor of a name names."""
    return anchor.removeprefix(PREFIX).partition(END)[0]


def forms(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Every form of a name, in either language, with the ids of all who bear it."""
    found: dict[str, dict[str, None]] = {}
    parties: list[Person | Organisation] = [*corpus.people.values(), *corpus.organisations.values()]
    for party in parties:
        for form in _forms(party):
            if len(form) >= SHORTEST:
                found.setdefault(form, {})[party.id] = None
    return {form: tuple(ids) for form, ids in found.items()}


def _forms(party: Person | Organisation) -> Iterator[str]:
    """The names, the spellings found, and of a person the family name."""
    yield from party.variants
    texts = [party.name, party.short] if isinstance(party, Organisation) else [party.name]
    yield from (text.of(language) for text in texts if text for language in LANGUAGES)
    if isinstance(party, Organisation):
        yield from party.other_names
    else:
        yield from (re.split("[,،]", party.index.of(language))[0] for language in LANGUAGES)


def _pages(anchors: Mapping[int, Anchor]) -> tuple[IndexPage, ...]:
    runs: list[list[int]] = []
    for number in sorted(anchors):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    pages: list[IndexPage] = []
    for run in runs:
        if len(run) >= RUN:
            pages.append(IndexPage(run[0], anchors[run[0]], anchors[run[-1]]))
        else:
            pages += (IndexPage(number, anchors[number]) for number in run)
    return tuple(pages)
