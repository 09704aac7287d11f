"""Words that give a number of something: digits of either script with their unit, and the number words that count.

Not a number in this sense: a date's, a place's in a list, a footnote's, and those with nothing counted behind them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dossier.evidence.blocks import Block, Find, without

#: Folded words -> the scale as the schema names it.
_SCALES = {
    "الف": "thousand", "الفا": "thousand", "الاف": "thousand", "مليون": "million", "مليونا": "million",
    "ملايين": "million", "مليار": "billion", "مليارا": "billion", "مليارات": "billion", "بليون": "billion",
    "thousand": "thousand", "million": "million", "billion": "billion", "bn": "billion", "m": "million",
}  # fmt: skip
_BOUNDS = {
    "about": "حوالي|نحو|زهاء|قرابه|ما يقارب(?: من)?|ما يقرب من|[يت]قدر ب|about|around|some|nearly|almost|roughly",
    "over": "اكثر من|(?:ما )?[يت]زيد (?:عن|علي)|[يت]?تجاوز[ت]?|ازيد من|فوق|over|more than|at least",
    "under": "اقل من|ما لا يزيد علي|دون|less than|fewer than|under|up to|at most",
}  # fmt: skip
_ONES = {
    "ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "ثماني": 8, "تسع": 9, "عشر": 10,
    "عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30, "اربعون": 40, "اربعين": 40, "خمسون": 50,
    "خمسين": 50, "ستون": 60, "ستين": 60, "سبعون": 70, "سبعين": 70, "ثمانون": 80, "ثمانين": 80,
    "تسعون": 90, "تسعين": 90, "مايه": 100, "ميه": 100, "مايتا": 200, "مايتان": 200, "مايتي": 200,
    "مايتين": 200, "ميتا": 200, "ميتان": 200, "ميتي": 200, "ميتين": 200,
}  # fmt: skip
_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
#: Fractions, in per cent.
_PARTS = {"نصف": "50", "ثلث": "33.3", "ربع": "25", "half": "50", "quarter": "25", "third": "33.3"}
_RANKS = {
    "اول": 1, "ثاني": 2, "ثالث": 3, "رابع": 4, "خامس": 5, "سادس": 6, "سابع": 7, "ثامن": 8, "تاسع": 9, "عاشر": 10,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
}  # fmt: skip

_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_BOUND = "|".join(f"(?P<{bound}>[وفبل]?(?:{words}))" for bound, words in _BOUNDS.items())
_DIGITS = r"(?P<digits>\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?(?![.,]?\d)|\d{1,3}(?:\.\d{3})+(?![.,]?\d)|\d+(?:[.,]\d+)?)"
_WORDS = "|".join(sorted(_ONES, key=len, reverse=True))
_EN = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_EN_WORDS = rf"(?P<english>(?:{_EN})(?:(?: and |[ -])(?:{_EN}))*)"
_PER_CENT = r" ?(?:[%٪]|(?:في ?|ب)(?:ال)?ما?يه|percent(?!\w)|per cent(?!\w))"
#: What is counted: a word that is not a particle, and what is named by it.
_COUNTED = r"(?: (?!(?:و|في|من|الي|علي|عن|ان|the|and|in|on|of|at|to|by|for|is|was|a)(?!\w))[^\W\d_][\w+'’-]*)"
_OF = r"(?: (?:من|of) [^\W\d_][^\W\d_'’-]*(?: [^\W\d_][^\W\d_'’-]*(?!\w))?)"

#: Over folded letters, the most telling first; what one has taken no other takes.
_PATTERNS = (
    re.compile(rf"(?<![\w/.,-])(?:(?:{_BOUND}) ?)?[وفبل]?{_DIGITS}(?P<percent>{_PER_CENT}){_OF}?"),
    re.compile(rf"(?<![\w/.,:-])(?:{_BOUND}) ?{_DIGITS}(?:[ -](?P<scale>{_SCALE})(?!\w))?(?:{_OF}|{_COUNTED}{{0,2}})"),
    re.compile(rf"(?<![\w/.,:-])(?<!ال )[وفبل]?{_DIGITS}(?:[ -](?P<scale>{_SCALE})(?!\w))?{_COUNTED}{{1,2}}"),
    re.compile(
        rf"(?<![\w/.,-])(?:(?:{_BOUND}) ?)?[وفبل]?(?:ال)?(?P<word>{_WORDS})ه?(?: عشره?)?"
        rf"[ -](?P<scale>{_SCALE})(?!\w){_COUNTED}?"
    ),
    re.compile(rf"(?<!\w)(?:(?:{_BOUND}) )?(?P<part>نصف|ثلث|ربع)(?!\w){_COUNTED}{{1,2}}"),
    re.compile(rf"(?<!\w)(?:(?:{_BOUND}) )?(?:a )?(?P<part>half|quarter|third) of (?:the |its |all )?[^\W\d_]+"),
    re.compile(
        rf"(?<!\w)(?:(?:{_BOUND}) )?{_EN_WORDS}(?: (?P<scale>{_SCALE}))?(?!\w)(?:{_COUNTED}| of (?:the |its |all )?\w+)"
    ),
    re.compile(rf"(?<!\w)(?:ال)?(?:مرتبه|مركز) ال(?P<rank>{'|'.join(_RANKS)})ه?(?!\w)"),
    re.compile(
        rf"(?<!\w)(?P<rank>{'|'.join(_RANKS)}) (?:اكبر|اعلي|اكثر|اهم|largest|biggest|highest|most)(?!\w){_COUNTED}?"
    ),
    re.compile(rf"(?<!\w)[وفبل]?(?P<word>{_WORDS})ه?(?: عشره?)?(?!\w){_COUNTED}"),
)
_LIST_MARK = re.compile(r"^[#\s(\[*•-]*\d{1,3}[).\]:-](?=\s)")
_ORDINAL = re.compile(rf"(?:ال)?(?:{'|'.join(_RANKS)})ه? (?:و?ال)?عشر[هيو]?ن?(?!\w)")  # the thirteenth counts nothing


@dataclass(frozen=True, slots=True)
class Counted:
    """Words that give a number: its value as printed, scale and bound in the schema's words."""

    find: Find
    value: Decimal
    scale: str = ""
    bound: str = ""

    @property
    def stated(self) -> str:
        return self.find.text


def numbers_in(block: Block, taken: Sequence[Find]) -> tuple[Counted, ...]:
    """Every number in the order of the text, but for those that meet what is `taken`: dates and names."""
    return tuple(sorted(_numbers(block, taken), key=lambda counted: counted.find.start))


def _numbers(block: Block, taken: Sequence[Find]) -> Iterator[Counted]:
    folded = block.folded
    free = folded.text
    nothing = [match.span() for match in (*_LIST_MARK.finditer(free), *_ORDINAL.finditer(free))]
    nothing += [(bisect_left(folded.origin, find.start), bisect_left(folded.origin, find.end)) for find in taken]
    free = without(free, nothing)
    for pattern in _PATTERNS:
        matches = list(pattern.finditer(free))
        free = without(free, [match.span() for match in matches])
        for match in matches:
            if match.groupdict().get("english") == "one":
                continue  # rather an article
            particle = match[0][0] in "وفبل" and match[0][1].isdigit()
            yield _counted(match, Find(block, *folded.span(match.start() + particle, match.end())))


def _counted(match: re.Match[str], find: Find) -> Counted:
    parts = match.groupdict()
    bound = next((name for name in _BOUNDS if parts.get(name)), "")
    scale = _SCALES.get(parts.get("scale") or "", "")
    if digits := parts.get("digits"):
        return Counted(find, _value(digits), scale, bound)
    if part := parts.get("part"):
        return Counted(find, Decimal(_PARTS[part]), "", bound)
    if rank := parts.get("rank"):
        return Counted(find, Decimal(_RANKS[rank]))
    if english := parts.get("english"):
        return Counted(find, Decimal(_english(english)), scale, bound)
    teen = 10 if re.search(r" عشره?(?!\w)", match[0]) and parts["word"] != "عشر" else 0
    return Counted(find, Decimal(_ONES[parts["word"] or ""] + teen), scale, bound)


def _english(words: str) -> int:
    """two hundred and six -> 206"""
    total = 0
    for word in re.findall("[a-z]+", words):
        if word in _ENGLISH:
            total = max(total, 1) * 100 if word == "hundred" else total + _ENGLISH[word]
    return total


def _value(digits: str) -> Decimal:
    """The number in digits: 102,347 and 1,046.50 have a thousands mark, 1,6 and 1.6 a decimal one."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
        return Decimal(digits.replace(".", ""))
    if re.fullmatch(r"\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?", digits):
        return Decimal(re.sub(r"[^\d.]", "", digits))
    return Decimal(digits.replace(",", "."))
