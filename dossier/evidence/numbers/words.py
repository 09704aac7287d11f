"""Words that number, in Arabic and English: what each is worth, and what it can do beside another.

Every key is a folded word (`folding.fold`): hamza and ta marbuta are bare, so that مئة, مائة and ميّة need one row each.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dossier.evidence.text.folding import fold_text

#: times: twice; unit 1–9; ten 10; teen 11–19; tens 20–90; hundred ×100; hundreds 200–900; scale ×1,000 and up; double:
#: 2,000 and up; dozen ×12; part: a fraction; parts: what a number of is a fraction (three *quarters*); rank: an
#: ordinal; vague: no number
Kind = Literal[
    "times",
    "unit",
    "ten",
    "teen",
    "tens",
    "hundred",
    "hundreds",
    "scale",
    "double",
    "dozen",
    "part",
    "parts",
    "rank",
    "vague",
]


@dataclass(frozen=True, slots=True)
class NumberWord:
    kind: Kind
    value: Fraction
    is_joined: bool = False  #: behind و, which goes on with a number
    is_definite: bool = False
    particle: int = 0  #: letters of a particle that is written with it and is no part of it


def _table(kind: Kind, *rows: tuple[int | Fraction, str]) -> dict[str, NumberWord]:
    return {fold_text(word): NumberWord(kind, Fraction(number)) for number, words in rows for word in words.split("|")}


_STEMS = ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")  #: three to nine
_SPOKEN_STEMS = ("تلت", "ربع", "خمس", "ست", "سبع", "تمن", "تسع")
_SPOKEN_UNITS = (
    ("تل", "ثل", "تلا"), ("أربع",), ("خمس",), ("س", "ص", "ست"), ("سبع",), ("تمن", "ثمن", "تمان"), ("تسع",),
)  # fmt: skip
_WORN_TENS = ("عش", "عشر", "اشر")
#: Eleven to nineteen as they are spoken from Egypt to Iraq: what is left of the unit, and of the ten behind it.
_SPOKEN_TEENS = (
    "حداشر|احداشر|هداشر|حدعش|احدعش|حداعش|دعش",
    "|".join(f"{stem}{ten}" for stem in ("اتن", "اطن", "اثن", "طن") for ten in _WORN_TENS),
    *("|".join(f"{stem}{t}{ten}" for stem in stems for t in "تط" for ten in _WORN_TENS) for stems in _SPOKEN_UNITS),
)
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "أول|أولى|اولي|first",
    "ثاني|ثانية|second",
    "ثالث|ثالثة|third",
    "رابع|رابعة|fourth",
    "خامس|خامسة|fifth",
    "سادس|سادسة|sixth",
    "سابع|سابعة|seventh",
    "ثامن|ثامنة|eighth",
    "تاسع|تاسعة|ninth",
    "عاشر|عاشرة|tenth",
    "eleventh",
)
_ENGLISH_ORDINALS = (
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_NAMES_OF_PARTS = {3: "third", 4: "quarter|fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 10: "tenth"}

#: Parts as they are read where their first vowel is printed (`text.py`).
_VOWELLED = ((3, "ثلث"), (4, "ربع"), (5, "خمس"), (6, "سدس"), (7, "سبع"), (8, "ثمن"), (9, "تسع"), (10, "عشر"))
_DUALS = ("ا", "ي", "ين", "ان")

_WORDS: dict[str, NumberWord] = {
    **_table("vague", *((0, word) for word in ("بضع", "بضعة", "عدة", "مئات", "مائات", "عشرات", "several", "dozens"))),
    **_table("vague", (0, "tens|hundreds|thousands|millions|billions|few|couple|many|scores|numerous|some|بعض")),
    **_table("rank", (1, "حادي|حادية"), *enumerate(_ORDINALS, 1), *enumerate(_ENGLISH_ORDINALS, 12)),
    **_table("rank", *((10 * n, f"{ten[:-1]}ieth") for n, ten in enumerate(_ENGLISH_TENS, 2)), (100, "hundredth")),
    **_table("part", (Fraction(1, 2), "نصف|نصفا|half"), (Fraction(1, 3), "ثلث"), (Fraction(1, 4), "ربع|quarter")),
    **_table("part", (Fraction(2, 3), "ثلثا|ثلثي|ثلثين|ثلثان"), (Fraction(1, 6), "سدس"), (Fraction(2, 5), "خمسي")),
    **_table("part", *((Fraction(1, n), f"{name[0]}ۥ{name[1:]}") for n, name in _VOWELLED)),
    **_table("part", *((Fraction(2, n), f"{name[0]}ۥ{name[1:]}{end}") for n, name in _VOWELLED for end in _DUALS)),
    **_table("parts", (Fraction(1, 2), "halves"), (Fraction(1, 4), "أرباع|ارباع"), (Fraction(1, 3), "أثلاث")),
    **_table("parts", (Fraction(1, 5), "أخماس"), (Fraction(1, 6), "أسداس"), (Fraction(1, 10), "أعشار")),
    **_table("parts", (Fraction(1, 7), "أسباع"), (Fraction(1, 8), "أثمان"), (Fraction(1, 9), "أتساع")),
    **_table(
        "parts",
        *((Fraction(1, n), f"{name}s") for n, names in _NAMES_OF_PARTS.items() for name in names.split("|")),
    ),
    **_table(
        "unit",
        (0, "صفر|zero|nought|nil"),
        (1, "واحد|واحدة|واحدا|أحد|إحدى|one|single"),
        (2, "اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني|اثنتا|اثنتي|إتنين|two"),
        (3, "ثلاثة|ثلاث|تلاتة|تلات|three"),
        (4, "أربعة|أربع|four"),
        (5, "خمسة|خمس|five"),
        (6, "ستة|ست|six"),
        (7, "سبعة|سبع|seven"),
        (8, "ثمانية|ثماني|ثمان|تمانية|تماني|تمن|eight"),
        (9, "تسعة|تسع|nine"),
        *((n, f"{stem}ا") for n, stem in enumerate(_STEMS, 3)),
    ),
    **_table(
        "times", (2, "twice|twofold|ضعفا|ضعفي|ضعفين|ضعفان"), (3, "thrice|threefold"), (4, "fourfold"), (5, "fivefold")
    ),
    **_table("times", (6, "sixfold"), (7, "sevenfold"), (8, "eightfold"), (10, "tenfold"), (100, "hundredfold")),
    **_table("ten", (10, "عشرة|عشر|ten")),
    **_table(
        "teen",
        *enumerate(("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"), 11),
        (19, "nineteen"),
        *enumerate(_SPOKEN_TEENS, 11),
    ),
    **_table("tens", (20, "عشرون|عشرين"), *zip(range(20, 100, 10), _ENGLISH_TENS, strict=True)),
    **_table("tens", *((10 * n, f"{stem}ون|{stem}ين") for n, stem in enumerate(_STEMS, 3))),
    **_table("tens", (30, "تلاتين|تلاتون"), (80, "تمانين|تمانون")),
    **_table("hundred", (100, "مئة|مائة|ماية|hundred")),
    **_table("hundreds", (200, "مئتان|مئتين|مئتا|مئتي|مائتان|مائتين|مائتا|مائتي|ميتين")),
    **_table("hundreds", *((100 * n, f"{stem}مئة|{stem}مائة|{stem}ماية") for n, stem in enumerate(_STEMS, 3))),
    **_table("hundreds", (800, "ثمانيمئة|ثمانيمائة")),
    **_table("hundreds", *((100 * n, f"{stem}مية|{stem}ميت") for n, stem in enumerate(_SPOKEN_STEMS, 3))),
    **_table(
        "scale",
        (10**3, "ألف|آلاف|ألفا|thousand|ألاف|تلاف"),
        (10**6, "مليون|ملايين|مليونا|million|mln|mn|mio"),
        (10**9, "مليار|مليارات|مليارا|بليون|بلايين|billion|milliard|bn|bln"),
        (10**12, "تريليون|تريليونا|تريليونات|ترليون|trillion|trn|tn"),
        (10**5, "lakh|lakhs|lac"),
        (10**7, "crore|crores"),
    ),
    **_table("double", (2 * 10**3, "ألفان|ألفين|ألفي"), (2 * 10**6, "مليونان|مليونين|مليوني")),
    **_table("double", (2 * 10**9, "ملياران|مليارين|ملياري")),
    **_table("dozen", (12, "dozen|دزينة|درزن"), (24, "دزينتان|دزينتين")),
}
#: "ألفا سفينة" is two thousand, "عشرون ألفا" and "ألفًا" are not; both lose their tanwin when they are folded.
CONSTRUCT_DUALS = {fold_text(word): Fraction(2) for word in ("ألفا", "مليونا", "مليارا")}
#: Letters behind digits -> scale. "m" is of metres too: `numerals.py` tells by what stands about it.
ABBREVIATED = {
    "k": 10**3, "kt": 10**3, "m": 10**6, "mt": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "b": 10**9,
    "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
#: Parts that share their letters with five, ten or eight: so only before a definite noun (خمس السكان).
LIKE_UNITS = {
    fold_text(f"{word}{ending}"): Fraction(count, n)
    for word, n in (("خمس", 5), ("عشر", 10), ("سبع", 7), ("ثمن", 8), ("تسع", 9))
    for ending, count in (("", 1), ("ا", 2))  # خمسا السكان
}
ENGLISH_PARTS = {"half": Fraction(1, 2)} | {
    name: Fraction(1, n) for n, names in _NAMES_OF_PARTS.items() for name in names.split("|")
}
#: Words before which an English ordinal is a part: a third of, a fifth since; not a third ship.
BEHIND_PART = frozenset(
    re.findall(
        r"\w+",
        """of in on and or as to less more since from by at over than between after before during while when may can
        will would shall should must is are was were has have had this that these below above higher lower smaller
        larger""",
    )
)
#: Spans of years of which a part is told in years: half a century is 50.
SPANS = {fold_text(word): years for word, years in (("قرن", 100), ("عقد", 10), ("century", 100), ("decade", 10))}

_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وب", "ول", "فب")


@functools.lru_cache(maxsize=4096)
def word_of(token: str) -> NumberWord | None:
    """The number word that a folded token is, with or without an Arabic particle before it."""
    if token in _NO_NUMBERS:
        return None
    for clitic in _CLITICS:
        if token.startswith(clitic) and (found := _WORDS.get(token.removeprefix(clitic))):
            if clitic and token.isascii():
                continue
            if _PARTICLE.sub("", token) in _DAYS or (found.kind == "double" and "ال" in clitic and token.endswith("ي")):
                return None  # Sunday; a construct has no article, and so الألفي is a name
            is_definite = len(clitic) > 1 and clitic.endswith("ل")
            particle = len(clitic) - 2 if is_definite else len(clitic)
            return NumberWord(found.kind, found.value, clitic.startswith("و"), is_definite, particle)
    bare = _PRONOUN.sub("", token)
    found = word_of(bare) if bare != token else None
    return found if found and found.kind in {"part", "parts"} else None


_PRONOUN = re.compile(r"(?:ها|هم|هما|هن|ه|نا|كم)$")  #: ثلثيها, نصفهم
_PARTICLE = re.compile(r"^[وفبلك](?=ال)")
#: I am not; a quantity
_NO_NUMBERS = frozenset(map(fold_text, ("لست", "ولست", "فلست", "كمية", "وكمية", "بكمية", "لكمية")))
#: Sunday, Monday and the others are called by numbers.
_DAYS = frozenset(map(fold_text, ("الأحد", "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس")))
