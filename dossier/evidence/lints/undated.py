"""undated: a day or a month without its year, in a text that names none before it.

A dossier is read years later. Left alone are feasts and what comes back each year, and wars that a month names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.evidence.lints.doubt import Doubt, Remark, doubts
from dossier.evidence.text.blocks import sentences
from dossier.evidence.text.folding import fold
from dossier.evidence.voice import OwnText, own_words
from dossier.model.corpus import Corpus
from dossier.model.records import EventClaim, FigureClaim, Language, Quotation, RoleClaim, When

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_PART = r"(?:early|late|mid|the (?:end|beginning|middle|start) of)"
_ENGLISH = re.compile(
    rf"\b(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}|{_PART}[ -](?:{_MONTHS})|"
    rf"(?:in|since|until|by|during|from|of|last|next) (?:{_MONTHS}))\b(?! (?:war|revolution)\b)"
)
_SOLAR = (
    "يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|"
    "كانون الثاني|شباط|اذار|نيسان|حزيران|تموز|تشرين الاول|تشرين الثاني|كانون الاول"
)
_LUNAR = "محرم|صفر|ربيع الاول|ربيع الاخر|جمادي الاولي|جمادي الاخره|رجب|شعبان|رمضان|شوال|ذي القعده|ذي الحجه"
_UNSURE = "ايار|اب"  #: names and words, too
_ARABIC = re.compile(
    rf"(?<!حرب )(?<!ثوره )(?<!\w)(?:\d{{1,2}} (?:من )?(?:{_SOLAR}|{_LUNAR}|{_UNSURE})|"
    rf"(?:و?شهر|و?في|و?منذ|و?حتي|و?خلال|و?من|و?الي|(?:و?في )?(?:او[ايا]\w+|اواسط|منتصف|نهايه|مطلع)) (?:{_SOLAR})|"
    rf"(?:و?شهر|(?:و?في )?(?:اوايل|اواخر|اواسط|منتصف|نهايه|مطلع)) (?:{_LUNAR}|{_UNSURE}))(?!\w)"
)
_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d\d)(?!\d)")
_EACH_YEAR = re.compile(r"\b(?:every|each|yearly|annual(?:ly)?)\b|(?<!\w)(?:كل|سنويا|من كل) ?(?:عام|سنه|مايو)?")


def find(text: str, language: Language) -> Iterator[Remark]:
    pattern = _ENGLISH if language == "en" else _ARABIC
    folded_before = ""
    for start, end in sentences(text):
        sentence = fold(text[start:end])
        folded_before += sentence.text
        if _YEAR.search(folded_before) or _EACH_YEAR.search(sentence.text):
            continue
        for match in pattern.finditer(sentence.text):
            first, last = sentence.span(match.start(), match.end())
            words = text[start:end][first:last]
            yield Remark(words, f"{words!r} has no year", "add the year, or tell that it is of every year")


def undated(corpus: Corpus) -> Iterator[Doubt]:
    for said in own_words(corpus):
        if not _is_dated(said):
            yield from doubts("undated", said, find(said.unquoted, said.language))


def _is_dated(said: OwnText) -> bool:
    """Whether a date stands beside the text: of its event, its number, its office; or it tells how one was found."""
    record = said.record
    if isinstance(record, EventClaim | Quotation | RoleClaim):
        return record.when is not None
    if isinstance(record, FigureClaim):
        return record.as_of is not None
    return isinstance(record, When)
