"""moment: "now", or a present or a future of the source's day, told as if it were the reader's.

A document was written on one day and is read on another: what it calls now is then. Left alone are names that hold to
this day (now called), a moment that the sentence dates, claims of what will be, and what an analyst looks forward to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.evidence.lints.doubt import Doubt, Remark, doubts
from dossier.evidence.text.blocks import sentences
from dossier.evidence.text.folding import fold
from dossier.evidence.voice import own_words
from dossier.model.corpus import Corpus
from dossier.model.judgements import BottomLine, Judgement, OpenQuestion
from dossier.model.records import Event, Fault, Language

_HELD = "host|hold|meet|visit|open|begin|start|sign|travel|arrive|attend|speak|chair|take place|launch|pay"
_ENGLISH = re.compile(
    r"(?<!what is )(?<!what are )\b(?:now(?! (?:called|known|named|in|part|that)\b)|today|currently|at present|"
    r"presently|nowadays|these days)\b|"
    r"\b(?:is|are) on an? (?:\w+ )?visit\b|"
    rf"\b(?:is|are) (?:now )?(?:due |set |scheduled |expected |planned |announced )?to (?:{_HELD})\b|"
    rf"\bwill (?:{_HELD})\b"
)
_NO_FUTURE = (  # nouns and names that begin as a future does
    "سيا[سحقرد]|سيطر|سيد[هات]|سيناء|سيناريو|سيره|سيبيري|سيرغي|سيول|سيف|"
    "ستراتيج|ستالين|ستار|"
    r"ست(?:ون|ين|ه|مي\w*)(?!\w)"
)
_FUTURE = rf"و?(?!{_NO_FUTURE})س[يت]\w{{3,}}"
_ARABIC = re.compile(
    r"(?<!\w)(?:"
    r"حاليا|الان|راهنا|و?في الوقت (?:الراهن|الحالي)|(?:ال)?حالي[ةه]?|"
    r"(?<!في )(?<!ذلك )(?<!هذا )(?<!من )(?<!طوال )(?<!بهذا )(?<!نفس )(?<!لا )اليوم(?! (?:ال\w+|نفسه|ذاته|من))|"
    r"و?[يت]قوم بزيار\w+|"
    rf"{_FUTURE}|"
    r"(?:و?من )?(?:ال)?مقرر (?:ان|عقد)"
    r")(?!\w)"
)
_THEN = re.compile(
    r"\b(?:as of|at the time|when (?:it|the (?:article|item|report|text)) (?:was|appeared))\b|"
    r"(?<!\w)و?(?:كان|كانت|كانوا)(?!\w)|"
    r"(?<!\w)(?:عند نشر|وقت نشر|انذاك|حينيذ|حينها)"
)
_CLAIM = re.compile(  # what is behind them is the source's own claim, or a question
    r"\b(?:say|says|said|expects?|hopes?|believes?|predicts?|announces?|announced|recalled|reminds?)\b.* |"
    r"(?<!\w)و?(?:يري|تري|يقول|تقول|قال|قالت|يتوقع|تتوقع|[يت]?علن|[يت]?ذكر|راي|رات)(?!\w).* |"
    r"(?<!\w)(?:ب?ان|ان(?:ه|ها|هما|هم)|ما|ام|هل) $"
)
_FORESEEN = (Judgement, BottomLine, OpenQuestion, Fault)  #: what looks ahead, and notes on letters


def find(text: str, language: Language) -> Iterator[Remark]:
    pattern = _ENGLISH if language == "en" else _ARABIC
    for start, end in sentences(text):
        sentence = fold(text[start:end])
        if _THEN.search(sentence.text):
            continue
        for match in pattern.finditer(sentence.text):
            if _CLAIM.search(sentence.text[: match.start()]):
                continue
            first, last = sentence.span(match.start(), match.end())
            words = text[start:end][first:last]
            yield Remark(words, f"{words!r} is of the source's day, not of the reader's", "say when: was, in May 2023")


def moment(corpus: Corpus) -> Iterator[Doubt]:
    for said in own_words(corpus):
        is_title = isinstance(said.record, Event) and said.field in {"title", "headline"}  # beside its date and status
        if not is_title and not isinstance(said.record, _FORESEEN):
            yield from doubts("moment", said, find(said.unquoted, said.language))
