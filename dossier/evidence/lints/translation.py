"""translation: quotation marks round words that are ours, for the source is in another language.

What stands in marks is read as the letters of the source. Left alone are words that are marked (our translation,
ترجمتنا), words of the edition's language that a document in another prints so, and editions whose contents or
annex print the key that says what the marks mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.evidence.lints.doubt import Doubt, Remark, doubts
from dossier.evidence.text.marks import quoted_in
from dossier.evidence.voice import OwnText, own_words
from dossier.model.corpus import Corpus
from dossier.model.passage import Citation
from dossier.model.records import LANGUAGES, Document, Language

_MARKED = re.compile(r"ترجمتنا|بترجمة|ترجمة لنا|our translation|in translation|translated", re.I)
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
KEYS = frozenset({"contents", "annex"})  #: the chapters that print what the marks mean


def find(text: str, language: Language, sources: frozenset[str]) -> Iterator[Remark]:
    """`sources`: the languages of the documents that the text speaks of."""
    if not sources or language in sources or _MARKED.search(text):
        return
    for quoted in quoted_in(text):
        words = quoted.words(text)
        if quoted.is_closed and bool(_ARABIC_LETTER.search(words)) == (language == "ar"):
            message = f"{words!r} stands in quotation marks, and the source is in {', '.join(sorted(sources))}"
            yield Remark(words, message, "drop the marks, or say that the translation is ours")


def translation(corpus: Corpus) -> Iterator[Doubt]:
    unexplained = [
        language
        for language in LANGUAGES
        if not any(KEYS & {*edition.kinds} for edition in corpus.editions.values() if edition.language == language)
    ]
    inside: dict[int, str] = {}
    for document in corpus.documents:
        inside |= {id(part): document.language for part in _parts(document)}
    languages = {document.id: document.language for document in corpus.documents}
    for said in own_words(corpus) if unexplained else ():
        if said.language in unexplained:
            yield from doubts("translation", said, find(said.words, said.language, _sources(said, inside, languages)))


def _parts(document: Document) -> Iterator[object]:
    yield document
    for group in (document.key_points, document.events, document.quotations, document.figures, document.faults):
        yield from group
    for appearance in document.appearances:
        yield from (*appearance.roles, *appearance.says)


def _sources(said: OwnText, inside: Mapping[int, str], languages: Mapping[str, str]) -> frozenset[str]:
    if id(said.record) in inside:
        return frozenset({inside[id(said.record)]})
    cites: tuple[Citation, ...] = getattr(said.record, "cites", ())
    return frozenset(languages[cite.document] for cite in cites if cite.document in languages)
