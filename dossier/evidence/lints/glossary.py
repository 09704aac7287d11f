"""glossary: a term that one edition has and the other does not, by the glossary of dossier.yaml.

So one English term cannot stand for two Arabic ones, nor the reverse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.evidence.lints.doubt import Doubt, Remark
from dossier.evidence.lints.terms import phrase
from dossier.evidence.text.folding import fold
from dossier.evidence.voice import own_words
from dossier.model.corpus import Corpus
from dossier.model.counted.arabic import accusative
from dossier.model.counted.english import plural_of
from dossier.model.plan import Term
from dossier.model.records import Language, Text


def find(text: Text, glossary: Sequence[Term]) -> Iterator[Remark]:
    said: dict[Language, str] = {"ar": fold(text.ar).text, "en": fold(text.en).text}
    for term in glossary:
        arabic = _stands(said["ar"], [*term.ar, *map(accusative, term.ar)])
        english = _stands(said["en"], [*term.en, *map(plural_of, term.en)])
        if arabic and not english:
            yield _remark(arabic, "en", term.en[0])
        elif english and not arabic:
            yield _remark(english, "ar", term.ar[0])


def _remark(words: str, language: Language, expected: str) -> Remark:
    return Remark(
        words,
        f"{words!r} is {expected!r} in the glossary, which the words in {language!r} do not have",
        f"write {expected}",
    )


def _stands(text: str, terms: Sequence[str]) -> str:
    return next((term for term in terms if phrase(term).search(text)), "")


def glossary(corpus: Corpus) -> Iterator[Doubt]:
    terms = corpus.settings.glossary
    for said in own_words(corpus) if terms else ():
        text = getattr(said.record, said.field)
        if said.language == "en" and isinstance(text, Text) and text.ar:
            for found in find(text, terms):
                yield Doubt("glossary", said.place, found.words, found.message, found.hint)
