"""The people and bodies that the registers know, found in a text by any of their variants.

Spellings are compared folded, so `الاسلامى` is found by `الإسلامي`; a particle of one letter (و ف ب ل ك س) may stand
before a name, and ل swallows the ا of an article. Of names inside each other the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dossier.content.corpus import Corpus
from dossier.content.records import Organisation, Person
from dossier.evidence.blocks import Block, Find
from dossier.evidence.folding import Folded, fold

LEAST = 2  #: letters of a name that is looked for
_PARTICLES = "(?:[وف]?[بلكس]?)"
_NOT_WITHIN = r"(?<![^\W_])"
_ENDS = r"(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Named:
    """A known name where it stands, without its particles."""

    find: Find
    parties: tuple[str, ...]  #: ids; several if registers share a name
    is_person: bool

    @property
    def party(self) -> str:
        return self.parties[0]


@dataclass(frozen=True, slots=True)
class Register:
    """Every name by its folded letters, and one pattern that finds them all."""

    parties: dict[str, tuple[str, ...]]
    people: frozenset[str]
    acronyms: dict[str, str] = field(default_factory=dict)  #: folded -> as it must be printed
    pattern: re.Pattern[str] | None = None

    def named_in(self, block: Block) -> tuple[Named, ...]:
        if not self.pattern:
            return ()
        folded = block.folded
        found = (self._named(match, block, folded) for match in self.pattern.finditer(folded.text))
        return tuple(named for named in found if named)

    def _named(self, match: re.Match[str], block: Block, folded: Folded) -> Named | None:
        group = match.lastgroup or ""
        key = f"ا{match[group]}" if group == "swallowed" else match[group]
        start, end = match.span(group)
        find = Find(block, *folded.span(start - (group == "swallowed"), end))
        if (
            len(match[group]) < len(match[0])
            and group == "other"
            and find.block.text[find.end : find.end + 1] not in "'’"
        ):
            return None  # folding has lost the mark in Putin's; Putins is another name
        if key in self.acronyms and find.text != self.acronyms[key]:
            return None
        parties = self.parties[key]
        return Named(find, parties, parties[0] in self.people)


def register_of(corpus: Corpus, without: Iterable[str] = ()) -> Register:
    """All names of the corpus, but for the variants in `without`."""
    left_out = set(without)
    parties: dict[str, list[str]] = {}
    acronyms: dict[str, str] = {}
    everyone: list[Person | Organisation] = [*corpus.people.values(), *corpus.organisations.values()]
    for party in everyone:
        for name in dict.fromkeys((party.name.ar, party.name.en, *party.variants, *_family_names(party))):
            key = fold(name).text
            if name in left_out or len(key) < LEAST:
                continue
            if name.isascii() and name.isupper():
                acronyms.setdefault(key, name)
            if party.id not in (ids := parties.setdefault(key, [])):
                ids.append(party.id)
    known = {key: tuple(ids) for key, ids in parties.items()}
    return Register(known, frozenset(corpus.people), acronyms, _pattern(sorted(known, key=len, reverse=True)))


def _family_names(party: Person | Organisation) -> tuple[str, ...]:
    """The part of a person's index form before its comma: what people are called once they are introduced."""
    if not isinstance(party, Person):
        return ()
    return tuple(
        re.split("[,،]", form)[0].strip() for form in (party.index.ar, party.index.en) if re.search("[,،]", form)
    )


def _pattern(keys: Sequence[str]) -> re.Pattern[str] | None:
    """Longest names first. An Arabic name may follow its particles; one with an article also لل."""
    if not keys:
        return None
    arabic = [re.escape(key) for key in keys if "\u0620" <= key[0] <= "\u06d3"]
    others = [re.escape(key) for key in keys if not "\u0620" <= key[0] <= "\u06d3"]
    swallowed = [re.escape(key[1:]) for key in keys if key.startswith("ال")]  # للجمعية is ل and الجمعية
    ways = [f"{_PARTICLES}(?P<arabic>{'|'.join(arabic)})"] if arabic else []
    ways += [f"[وف]?ل(?P<swallowed>{'|'.join(swallowed)})"] if swallowed else []
    ways += [f"(?P<other>{'|'.join(others)})s?"] if others else []
    return re.compile(f"{_NOT_WITHIN}(?:{'|'.join(ways)}){_ENDS}")
