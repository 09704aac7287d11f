"""What a document's words for a number can mean, and whether a curated value is one of those meanings.

Digits of any script with their marks of thousands, words of Arabic and English, scales ("ألف", "million"), fractions,
ordinals, and a superlative as a rank: "the largest after the United Nations" is second. Words may hold several numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from dossier.content.records import FigureClaim
from dossier.evidence.agreement import whole_value
from dossier.evidence.dates_said import Sense
from dossier.evidence.folding import fold_text


def _table(*rows: tuple[int, str]) -> dict[str, int]:
    return {fold_text(word): number for number, words in rows for word in words.split("|")}


_TENS = range(20, 100, 10)
_STEMS = ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")  #: of twenty and what follows
_UNITS = _table(
    (1, "واحد|واحدة|أحد|إحدى|one"),
    (2, "اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني|اثنتا|اثنتي|two"),
    (3, "ثلاثة|ثلاث|three"),
    (4, "أربعة|أربع|four"),
    (5, "خمسة|خمس|five"),
    (6, "ستة|ست|six"),
    (7, "سبعة|سبع|seven"),
    (8, "ثمانية|ثماني|ثمان|eight"),
    (9, "تسعة|تسع|nine"),
    (10, "عشرة|عشر|ten"),
    *enumerate(("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"), 11),
    (19, "nineteen"),
    *zip(_TENS, ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), strict=True),
    *((ten, f"{stem}ون|{stem}ين") for ten, stem in zip(_TENS, _STEMS, strict=True)),
    (200, "مئتان|مئتين|مائتان|مائتين|مئتي|مائتي"),
    *((10 * ten, f"{stem}مئة|{stem}مائة") for ten, stem in zip(_TENS[1:], _STEMS[1:], strict=True)),
    (800, "ثمانيمئة|ثمانيمائة"),
)
_SCALES = _table(
    (100, "مئة|مائة|مئات|hundred"),
    (1_000, "ألف|آلاف|ألفا|thousand|thousands"),
    (1_000_000, "مليون|ملايين|مليونا|million|millions"),
    (1_000_000_000, "مليار|مليارات|مليارا|بليون|billion|billions"),
)
_DUALS = _table(
    (2_000, "ألفان|ألفين|ألفي"), (2_000_000, "مليونان|مليونين|مليوني"), (2_000_000_000, "ملياران|مليارين|ملياري")
)
_ORDINALS = _table(
    (1, "أول|أولى|first"),
    (2, "ثاني|ثانية|second"),
    (3, "ثالث|ثالثة|third"),
    (4, "رابع|رابعة|fourth"),
    (5, "خامس|خامسة|fifth"),
    (6, "سادس|سادسة|sixth"),
    (7, "سابع|سابعة|seventh"),
    (8, "ثامن|ثامنة|eighth"),
    (9, "تاسع|تاسعة|ninth"),
    (10, "عاشر|عاشرة|tenth"),
)
_FRACTIONS = {
    fold_text(word): Fraction(*parts)
    for parts, words in (
        ((1, 2), "نصف|half"),
        ((1, 3), "ثلث|third"),
        ((2, 3), "ثلثي|ثلثا|two thirds"),
        ((1, 4), "ربع|quarter"),
        ((3, 4), "ثلاثة أرباع|three quarters"),
        ((1, 5), "خمس|fifth"),
        ((1, 10), "عشر|tenth"),
    )
    for word in words.split("|")
}
_SPANS = _table((100, "قرن|century|centuries"), (10, "عقد|decade"))  #: half a century is 50
_LARGEST = _table((1, "أكبر|أهم|أعلى|أطول|أقدم|largest|biggest|highest|longest|oldest"))
_AFTER = _table((1, "بعد|after"))

_BOUNDS = {
    "about": r"نحو|حوالي|قرابه|زهاء|ما يقارب|يقارب|تقدر|يقدر|تقريبا|about|around|some|nearly|approximately|estimated",
    "over": r"اكثر من|يتجاوز|تتجاوز|تجاوز|يزيد|تزيد|ما يزيد|يفوق|تفوق|فوق|over|more than|exceeds|exceeding|above",
    "under": r"اقل من|يقل عن|تقل عن|دون|less than|fewer than|under|below",
}
_BOUND = {name: re.compile(rf"(?<!\w)[ولفب]?(?:{words})(?!\w)") for name, words in _BOUNDS.items()}
_DIGITS = re.compile(r"\d{1,3}(?:[,' ]\d{3})+(?!\d)(?:\.\d+)?|\d+,\d{1,2}(?!\d)|\d+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_PER_CENT = re.compile(rf"(?<!\w)(?:بال|في ال)(?:{fold_text('مئة')}|{fold_text('مائة')})(?!\w)|per ?cent")
_TOKEN = re.compile(rf"{_DIGITS.pattern}|\w+|%")
_PREFIXES = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ك", "ف")
_DUAL_NOUN = re.compile(r"(?<!\w)\w{3,}(?:تان|تين|ان|ين|ي)(?!\w)")


def readings(words: str) -> tuple[Decimal, ...]:
    """Every number that the words can mean."""
    text = _PER_CENT.sub("%", fold_text(words))  # the hundred in it is no number
    found = [*_phrases(text), *_ranks(text), *_parts(text)]
    if not found and _DUAL_NOUN.search(text):
        found.append(Decimal(2))  # Arabic counts two by the noun's own ending
    return tuple(dict.fromkeys(found))


def bounds(words: str) -> tuple[str, ...]:
    """Which bounds the words set: "about", "over", "under"."""
    text = fold_text(words)
    return tuple(name for name, pattern in _BOUND.items() if pattern.search(text))


def _phrases(text: str) -> Iterator[Decimal]:
    """Cardinal numbers: each run of words and digits that make one."""
    total = group = Decimal(0)
    last = ""
    for token in [*_TOKEN.findall(text), ""]:
        kind, value = _number(token)
        if token == "and" and last == "scale":
            continue  # two hundred and fifty
        if last and (not kind or (kind != "scale" and _begins_another(kind, value, group))):
            yield total + group
            total = group = Decimal(0)
        if kind == "scale":
            scaled = (group or 1) * value
            total, group = (total, scaled) if value == 100 else (total + scaled, Decimal(0))
        elif kind:
            group += value
        last = kind


def _begins_another(kind: str, value: Decimal, group: Decimal) -> bool:
    """Digits never continue a number; nor does a unit one that has its unit."""
    return bool(group) and (kind == "digits" or (value < 10 and group % 10 != 0))


def _number(token: str) -> tuple[str, Decimal]:
    """("digits", "word", "scale" or "", value) of one token."""
    if token[:1].isdigit():
        is_decimal = _DECIMAL_COMMA.fullmatch(token)
        return "digits", Decimal(token.replace(",", ".") if is_decimal else re.sub("[,' ]", "", token))
    for kind, table in (("word", _UNITS), ("scale", _SCALES), ("word", _DUALS)):
        for word in _stems(token):
            if word in table:
                return kind, Decimal(table[word])
    return "", Decimal(0)


def _stems(token: str) -> list[str]:
    return [token.removeprefix(prefix) for prefix in _PREFIXES if token.startswith(prefix)]


def _ranks(text: str) -> Iterator[Decimal]:
    """Ordinals; "largest" is first, "largest after" second, "second largest after" may be meant as second or third."""
    words = text.replace(",", " ").split()
    ordinals = [_ORDINALS[stem] for word in words for stem in _stems(word) if stem in _ORDINALS]
    yield from map(Decimal, ordinals)
    for place, word in enumerate(words):
        if any(stem in _LARGEST for stem in _stems(word)):
            is_after = any(word in _AFTER for word in words[place:])
            yield Decimal((ordinals[0] if ordinals else 1) + is_after)
            return


def _parts(text: str) -> Iterator[Decimal]:
    """Fractions, as such and in per cent; of a century or a decade, in years."""
    words = text.split()
    for place, word in enumerate(words):
        for stem in _stems(word):
            fraction = _FRACTIONS.get(stem)
            if fraction is None or (place and _number(words[place - 1])[0]):  # ثلاثة عشر is thirteen
                continue
            following = next(iter(_stems(words[place + 1])), "") if words[place + 1 :] else ""
            for whole in (1, 100, _SPANS.get(following, 0)):
                if whole:
                    yield round(Decimal((fraction * whole).numerator) / (fraction * whole).denominator, 2).normalize()


# The judgement.


def judge(claim: FigureClaim) -> tuple[Sense, str]:
    """Whether a curated number is one that its own words can mean, and if it is not, why."""
    found = readings(claim.stated)
    if not found:
        return "false", "no number can be read in these words"
    value = whole_value(claim)
    if value not in found and not any(round(value, 2) == round(number, 2) for number in found):
        return "false", f"the words mean {' or '.join(f'{number:f}' for number in found)}, not {value:f}"
    said = bounds(claim.stated)
    if claim.bound and claim.bound not in said:
        return "false", f"the words do not say {claim.bound!r}" + (f" but {said[0]!r}" if said else "")
    if said and not claim.bound:
        return "false", f"invented precision: the words say {said[0]!r}"
    return "read", ""
