"""The people and bodies that the registers know, found in a text by any of their variants.

Spellings are compared folded, so `الاسلامى` is found by `الإسلامي`; a particle of one letter (و ف ب ل ك س) may stand
before a name, and ل swallows the ا of an article. Of names inside each other the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.evidence.parties.given_names import ARABIC, COMPOUND, LATIN
from dossier.evidence.parties.nouns import STOPS_EN, TITLES_EN, TRADES_EN
from dossier.evidence.text.blocks import Block, Find
from dossier.evidence.text.folding import Folded, fold, fold_text
from dossier.model.corpus import Corpus
from dossier.model.records import Organisation, Person

_CAPITAL_BEFORE = re.compile(r"(?<![\w.])([A-ZÀ-Þ][a-zà-ÿ'’-]+)[ \u00a0](?:[Aa]l-|[Ee]l-|bin |ibn )?$")
_ARABIC_BEFORE = re.compile(r"(?<!\w)([\u0620-\u06ff]+)[ \u00a0]$")
_VERBAL = re.compile(r"(?:ed|ing|ly|ment|tion|s)$")  #: Quoting Nasser, Lawyers Nasser and Saad
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
    family: frozenset[str] = frozenset()  #: folded names that are a surname and nothing else
    given: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: person -> the other words of the name, folded
    titles: Mapping[str, str] = field(default_factory=dict)  #: person -> every title that a document gives, in a row

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
        if key in self.family and (before := _given_before(find)):
            parties = tuple(party for party in parties if _is_like(before, self.given.get(party, frozenset())))
        return Named(find, parties, parties[0] in self.people) if parties else None


def register_of(corpus: Corpus, without: Iterable[str] = ()) -> Register:
    """All names of the corpus, but for the variants in `without`."""
    left_out = set(without)
    parties: dict[str, list[str]] = {}
    acronyms: dict[str, str] = {}
    spelt: set[str] = set()  # also in small letters: OIC is an acronym, Nato beside NATO is a name
    everyone: list[Person | Organisation] = [*corpus.people.values(), *corpus.organisations.values()]
    for party in everyone:
        for name in dict.fromkeys((party.name.ar, party.name.en, *party.variants, *_family_names(party))):
            key = fold(name).text
            if name in left_out or len(key) < LEAST:
                continue
            if name.isascii() and name.isupper() and " " not in name:
                acronyms.setdefault(key, name)
            else:
                spelt.add(key)
            if party.id not in (ids := parties.setdefault(key, [])):
                ids.append(party.id)
    known = {key: tuple(ids) for key, ids in parties.items()}
    in_capitals = {key: name for key, name in acronyms.items() if key not in spelt}
    given = {person.id: _given_names(person) for person in corpus.people.values()}
    pattern = _pattern(sorted(known, key=len, reverse=True))
    return Register(known, frozenset(corpus.people), in_capitals, pattern, _only_family(corpus), given, _titles(corpus))


def _family_names(party: Person | Organisation) -> tuple[str, ...]:
    """The part of a person's index form before its comma: what people are called once they are introduced."""
    if not isinstance(party, Person):
        return ()
    indexed = (
        re.split("[,،]", form)[0].strip() for form in (party.index.ar, party.index.en) if re.search("[,،]", form)
    )
    whole = (name.split() for name in (party.name.ar, party.name.en))
    compound = (" ".join(name[-2:]) for name in whole if len(name) > 2 and fold_text(name[-2]) in COMPOUND)
    return tuple(dict.fromkeys((*indexed, *compound)))  # أبو العز, whoever stands under العز


def _given_names(person: Person) -> frozenset[str]:
    names = (person.name.ar, person.name.en, *person.variants)
    own = (re.sub(r"(?<!\w)(?:بن|ابن|bin|ibn) \S+", "", fold_text(name)) for name in names)  # not the father's
    return frozenset(word for name in own for word in name.split())


def _titles(corpus: Corpus) -> dict[str, str]:
    titles: dict[str, dict[str, None]] = {}
    for party, attested in corpus.appearances().items():
        for role in (role for item in attested for role in item.claim.roles):
            titles.setdefault(party, {}).update(dict.fromkeys((role.title.ar, role.title.en)))
    return {party: " ".join(found) for party, found in titles.items() if party in corpus.people}


def _only_family(corpus: Corpus) -> frozenset[str]:
    """Names of one word that are a part of a longer one: somebody else may have them too."""
    single, whole = set(), {fold_text(body.name.ar) for body in corpus.organisations.values()}
    for person in corpus.people.values():
        words = {word for name in (person.name.ar, person.name.en) for word in fold_text(name).split() if " " in name}
        whole |= {fold_text(name) for name in (person.name.ar, person.name.en) if " " not in name}
        for name in (*person.variants, *_family_names(person)):
            bare = re.sub(r"^(?:al|el)-", "", fold_text(name))
            single |= {fold_text(name)} if {fold_text(name), f"al-{bare}", f"el-{bare}"} & words else set()
    return frozenset(single - whole)


def _given_before(find: Find) -> str:
    """The word right before a surname that seems to be a given name, "" if none does: another Nasser has another."""
    before = find.block.text[: find.start]
    if match := _CAPITAL_BEFORE.search(before):
        word = fold_text(match[1])
        is_first = not before[: match.start(1)].rstrip(" \"“«‘'(") or before[: match.start(1)].rstrip()[-1:] in ".!?:"
        if word in TITLES_EN | TRADES_EN | STOPS_EN or (is_first and word not in LATIN and _VERBAL.search(word)):
            return ""
        return word
    match = _ARABIC_BEFORE.search(before)
    word = fold_text(match[1]) if match else ""
    return next((form for form in (word, word[1:]) if form in ARABIC), "")


def _is_like(word: str, names: frozenset[str]) -> bool:
    """Whether a given name is one of these in another spelling: Yousef and Yusuf."""
    return any(_bones(word) == _bones(name) for name in names)


def _bones(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word[:1] + re.sub(r"[aeiouywاويh'’-]", "", word[1:]))


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
