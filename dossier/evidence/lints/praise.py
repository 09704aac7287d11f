"""praise: words that praise, in the dossier's own voice, with nobody in the sentence who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.evidence.lints.doubt import Doubt, Remark, doubts
from dossier.evidence.text.blocks import sentences
from dossier.evidence.text.folding import fold
from dossier.evidence.voice import own_words
from dossier.model.corpus import Corpus
from dossier.model.plan import Position
from dossier.model.records import Language

_ENGLISH = re.compile(
    r"\b(?:eminent|distinguished|renowned|outstanding|remarkable|brilliant|illustrious|exemplary|impressive|"
    r"prominent (?:role|place|position|figure|part)s?|unique (?:platform|role|experience|opportunity)|"
    r"fruitful|brotherly|fraternal|great (?:success|popularity|achievement|role|respect)|"
    r"(?:wide|deep|great|high) (?:respect|esteem|popularity)|"
    r"historic (?:visit|meeting|decision|speech|agreement|role|day|step|moment|summit|achievement))\b"
)
_ARABIC = re.compile(
    r"(?<!\w)(?:ال)?(?:"
    r"قدير|مرموق|مثمر|مميز|متميز|رايد|عظيم|مشرف|جليل|باهر|فذ|سديد)[اهةيين]{0,2}(?!\w)|"
    r"(?<!\w)(?:(?:ال)?(?:زياره|قمه|لحظه|خطوه) (?:ال)?تاريخيه|"
    r"(?:ال)?(?:قرار|خطاب|اتفاق|لقاء|اجتماع|حدث|انجاز) (?:ال)?تاريخي|"
    r"و?(?:ال)?(?:دور|مكانه|موقع|تمثيل)ا? (?:ال)?(?:بارز|مهم|محوري|رايد|كبير|مرموق|متميز)[اه]{0,2}|"
    r"(?:ال)?شعبيه (?:ال)?(?:كبيره|واسعه)|"
    r"(?:ال)?منصه (?:ال)?فريده|ب?احترام (?:واسع|كبير|عميق)|(?:ال)?علاقات (?:ال)?اخويه|"
    r"(?:ال)?(?:نجاح|انجاز)ا? (?:ال)?(?:باهر|كبير|عظيم)ا?)(?!\w)"
)
_SAID = re.compile(
    r"\b(?:say|says|said|call|calls|called|describe[sd]?|describing|according to|praise[sd]?|"
    r"laud[s]?|lauded|hail[s]?|hailed|"
    r"speaks? of|spoke of|holds? that|considers?|regards?|"
    r"in (?:his|her|its|their) (?:view|words)|thinks?|sees?|claims?|reports?|"
    r"stress(?:es|ed)?|put at|wish(?:es|ed)?|hopes?|hoped|text|source|article|document|author|by the \w+’s account)\b|"
    r"(?<!\w)[وف]?(?:[يتن]?صف|[يتن]?نسب\w*|وصف\w*|[يت]?سمي\w*|[يت]عد\w*|قال\w*|[يت]قول|[يت]ري|راي|رات|بحسب|حسب|وفق|وفقا|"
    r"[يت]?شيد|اشاد\w*|اثن\w+|[يت]ثني|"
    r"[يت]شدد|شدد\w*|[يت]وكد|اكد\w*|[يت]ذكر|ذكر\w*|[يت]نوه|نوه\w*|[يت]عتبر\w*|[يت]زعم|عند|[يت]تمني|ب?وصف\w*|في راي|"
    r"(?:ال|لل|بال)?(?:مصدر|نص|وثيقه|خبر|كاتبه?|مقال\w*)\w*)(?!\w)"
)


def find(text: str, language: Language) -> Iterator[Remark]:
    pattern = _ENGLISH if language == "en" else _ARABIC
    for start, end in sentences(text):
        sentence = fold(text[start:end])
        if _SAID.search(sentence.text):
            continue
        for match in pattern.finditer(sentence.text):
            first, last = sentence.span(match.start(), match.end())
            words = text[start:end][first:last]
            message = f"{words!r} praises, and nobody is named who says so"
            yield Remark(words, message, "say whose word it is, or leave it out")


def praise(corpus: Corpus) -> Iterator[Doubt]:
    for said in own_words(corpus):
        if not isinstance(said.record, Position):  # what a side says is its own
            yield from doubts("praise", said, find(said.unquoted, said.language))
