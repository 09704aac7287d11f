"""partisan: words with which a document takes a side (`partisan:` of dossier.yaml), in the dossier's own voice."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.evidence.lints.doubt import Doubt
from dossier.evidence.lints.terms import phrase
from dossier.evidence.text.folding import fold
from dossier.evidence.voice import own_words
from dossier.model.corpus import Corpus


def partisan(corpus: Corpus) -> Iterator[Doubt]:
    listed = [(words, item) for item in corpus.settings.partisan for words in item.words]
    patterns = [(phrase(words), words, item) for words, item in listed]
    for said in own_words(corpus) if patterns else ():
        folded = fold(said.unquoted)
        for pattern, words, item in patterns:
            if match := pattern.search(folded.text):
                start, end = folded.span(match.start("words"), match.end("words"))
                instead = item.instead.of(said.language) if item.instead else ""
                cited = ", ".join(f"{cite.document}:{cite.passage}" for cite in item.cites)
                hint = "put it in quotation marks and say whose word it is" + (
                    f", or write: {instead}" if instead else ""
                )
                message = f"{said.words[start:end]!r} is a word of {cited}, not the dossier's own"
                yield Doubt("partisan", said.place, words, message, hint)
