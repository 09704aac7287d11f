"""Words that are nearly a known name, in a spelling that no register knows: a slip of the pen, or a variant to add.

Looked for are the words of people's names, and bodies' names of one word; words of other names are common ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dossier.evidence.text.folding import fold
from dossier.model.corpus import Corpus
from dossier.model.records import Organisation, Person
from dossier.problems import Place

SHORTEST = 4  #: letters of a word of a name that is looked for, where a word of the same name stands beside it
ALONE = 6  #: and where none does: shorter names are often a letter from another person's, or from a place
LONG = 8  #: letters from which on two of them may differ

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0670\u0640])*")
_PARTICLES = ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل")


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that nobody knows, where it stands first in its file, and the name it is nearly."""

    word: str
    place: Place
    name: str
    register: str  #: path of the file that has the name
    more: int = 0  #: how often it stands in the same file besides


@dataclass(frozen=True, slots=True)
class _Names:
    """Folded words of names: all of them, and those that are looked for, with their file and the words beside them."""

    known: set[str]
    register: dict[str, str]
    beside: dict[str, set[str]]
    by_letter: dict[str, list[str]]  #: those that are looked for, by their first letter


def strangers(corpus: Corpus, texts: Iterable[tuple[str, Place]]) -> Iterator[UnknownWord]:
    """Every word of the texts that is nearly a name, once for each file, in the order of the texts."""
    names = _names(corpus)
    folded = cache(lambda word: fold(word).text)
    near = cache(lambda word: tuple(_near(word, folded(word), names)))
    found: dict[tuple[str, str], UnknownWord] = {}
    for text, place in texts:
        words = _WORD.findall(text)
        for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False):
            for name, is_sure in near(word):
                if is_sure or names.beside[name] & {folded(before), folded(behind)}:
                    key = word, place.path
                    first = found.get(key) or UnknownWord(word, place, name, names.register[name], -1)
                    found[key] = replace(first, more=first.more + 1)
                    break
    yield from found.values()


def _names(corpus: Corpus) -> _Names:
    names = _Names(set(), {}, {}, {})
    parties: Sequence[Person | Organisation] = [*corpus.people.values(), *corpus.organisations.values()]
    for party in parties:
        for name in (party.name.ar, party.name.en, *party.variants):
            words = [fold(word).text for word in _WORD.findall(name)]
            names.known.update(words)
            for word in words if isinstance(party, Person) or len(words) == 1 else ():
                if len(word) >= SHORTEST:
                    if word not in names.register:
                        names.by_letter.setdefault(word[0], []).append(word)
                    names.register[word] = party.place.path
                    names.beside.setdefault(word, set()).update(other for other in words if other != word)
    return names


def _near(word: str, folded: str, names: _Names) -> Iterator[tuple[str, bool]]:
    """Words of names that a word is nearly; and whether it is by itself, whatever stands beside it."""
    forms = [folded] if word.isascii() else list(_without_particles(folded))
    if (word.isascii() and not word[0].isupper()) or any(form in names.known for form in forms):
        return  # words in small Latin letters are no names
    for form in forms:
        for name in names.by_letter.get(form[:1], ()):
            if name.isascii() == form.isascii() and _differs_a_little(form, name):
                yield name, len(name) >= ALONE and len(form) >= ALONE - 1


def _without_particles(word: str) -> Iterator[str]:
    yield word
    for particles in _PARTICLES:
        if word.startswith(particles) and len(word) > len(particles):
            yield word[len(particles) :]


def _differs_a_little(word: str, name: str) -> bool:
    """By a letter behind the first, or two of a long name; not by an ending, which makes an adjective or a plural."""
    shorter = min(len(word), len(name))
    most = 2 if shorter >= LONG else 1
    if abs(len(word) - len(name)) > most or word[: shorter - 1] == name[: shorter - 1]:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(word, name, score_cutoff=most) <= most
