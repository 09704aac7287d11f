"""The words of which dates are made, in Arabic and English, cut into tokens of one letter each.

Everything is matched as `folding.fold` leaves it. A word that says nothing of its own ("في", "of") is no token; a word
that is not known is an `o`, so that two dates with a sentence between them are never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.evidence.calendars import MONTHS, WEEKDAYS
from dossier.evidence.folding import fold_text


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is d day, y year, m month, k month of the Hijri year, i a date in figures, or a letter of `_KINDS`."""

    kind: str
    number: int = 0
    text: str = ""


def _rows(*rows: tuple[str, int]) -> dict[str, int]:
    return {fold_text(word): number for words, number in rows for word in words.split("|")}


EARLY, MID, LATE, END = range(1, 5)  #: which part of a month or a year

#: kind -> its words, and the number that each stands for
_KINDS: dict[str, dict[str, int]] = {
    "p": _rows(
        ("أوائل|مطلع|بداية|بدايات|مستهل|early|beginning|start", EARLY),
        ("منتصف|أواسط|وسط|mid|middle", MID),
        ("أواخر|late", LATE),
        ("نهاية|نهايات|ختام|آخر|end", END),
    ),
    "a": _rows(("نحو|حوالي|حوالى|قرابة|زهاء|تقريبا|about|around|circa|approximately", 0)),
    "b": _rows(("قبل|بعد|عقب|في أعقاب|بحلول|before|after|until|till|by", 0)),
    "t": _rows(("إلى|و|-|to|and|through", 0)),
    "u": _rows(("حتى", 0)),  # "until" where nothing stands before it
    "s": _rows(("/|(|)|الموافق|corresponding to", 0)),
    "r": _rows(
        ("هذا العام|هذه السنة|العام الجاري|العام الحالي|السنة الجارية|السنة الحالية|this year", 0),
        ("العام الماضي|العام المنصرم|العام الفائت|السنة الماضية|السنة المنصرمة|last year", -1),
        ("العام المقبل|العام القادم|السنة المقبلة|السنة القادمة|next year", 1),
    ),
    "l": _rows(
        ("الماضي|المنصرم|الفائت|last|past", -1),
        ("الجاري|الحالي|هذا الشهر|الشهر الجاري|الشهر الحالي|this|this month", 0),
        ("المقبل|القادم|next|coming|upcoming", 1),
    ),
    "n": _rows(("أمس|البارحة|yesterday", -1), ("اليوم|today", 0), ("غدا|tomorrow", 1)),
    "z": _rows(("الربيع|صيف|خريف|شتاء|spring|summer|autumn|winter", 0)),
    "h": _rows(("ه|هـ|هجري|هجرية|ah", 0)),
    "D": _rows(
        ("العقد الماضي|العقد الأخير|past decade|last decade", 1),
        ("العقدين الماضيين|العقدين الأخيرين|past two decades|last two decades", 2),
        ("العقود الثلاثة الماضية|past three decades", 3),
    ),
    "w": WEEKDAYS,
    "m": {name: number for name, (kind, number) in MONTHS.items() if kind == "gregorian"},
    "k": {name: number for name, (kind, number) in MONTHS.items() if kind == "hijri"},
    "": _rows(
        ("في|من|عام|العام|سنة|السنة|شهر|يوم|الأيام|بين|منذ|خلال|الفترة|م|ميلادي|ميلادية|صباح|مساء", 0),
        ("of|in|on|the|since|from|between|year|years|during|,", 0),
    ),
}
_KNOWN = {word: (kind, number) for kind, words in _KINDS.items() for word, number in words.items()}
_PHRASES = "|".join(re.escape(word) for word in sorted(_KNOWN, key=len, reverse=True))
_TOKEN = re.compile(
    r"(?P<figures>(?<!\d)(?:\d{4}-\d\d(?:-\d\d)?|\d{1,2}[/.]\d{1,2}[/.]\d{4})(?!\d))"
    r"|(?P<turn>(?<!\d)\d{1,4}(?:st|nd|rd|th) anniversary|الذكري ال ?\d{1,4}(?!\d))"
    r"|(?P<tens>(?<!\d)\d{3}0(?=s\b))"
    r"|(?P<joined>(?<!\w)و ?(?=\d))"
    r"|(?P<number>(?<![\d.])\d{1,4})(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
    rf"|(?:(?<!\w)|(?<=\d))(?P<and>[وف]?)[بل]?(?P<word>{_PHRASES})(?!\w)|(?P<sign>[-/()])"
    r"|(?P<other>\w+)"
)


def tokens(words: str) -> tuple[Token, ...]:
    """The tokens of words as they stand in a document."""
    return tuple(_tokens(fold_text(words)))


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        name, found = str(match.lastgroup), match[0]
        digits = "".join(filter(str.isdigit, found))
        if name == "number":
            yield Token("d" if len(digits) <= 2 else "y", int(digits))
        elif name in {"word", "sign"}:
            kind, number = _KNOWN[match[name]]
            if match["and"] and kind in {"m", "k"}:
                yield Token("t")
            if kind:
                yield Token(kind, number)
        elif name == "joined":
            yield Token("t")
        else:
            kind = {"figures": "i", "turn": "A", "tens": "T", "other": "o"}[name]
            yield Token(kind, int(digits) if kind in "AT" else 0, found)
