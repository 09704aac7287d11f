"""Arabic numerals and what they count: the noun behind a number, its dual, its accusative, and numbers in words.

    1, 2          the noun alone, singular or dual
    3 to 10       the plural, genitive; a numeral in words has the gender that the noun has not
    11 to 99      the singular, accusative
    0, 100, 1000  and fractions: the singular, genitive; above 100 the last two digits decide

The letters show the case of a dual and of a sound plural, and of a singular where an alif carries its ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dossier.model.counted.category import Category
from dossier.model.counted.common import NOUNS

Case = Literal["nominative", "accusative", "genitive"]

_ACCUSATIVE = re.compile("ًا$|(?<=[اأ])ءً$")
_NO_ALIF = ("ة", "ى", "اء", "أ", "آ", "ا", "و")  #: endings that carry no alif: قمة، لقاء، مبدأ، يورو
_BY_HEART = {"شيء": "شيئًا", "عبء": "عبئًا", "عضو": "عضوًا", "جزء": "جزءًا"}
_DUALS = {"جزء": ("جزآن", "جزأين"), "شيء": ("شيئان", "شيئين"), "عبء": ("عبئان", "عبئين")}
_WORD = re.compile(r"[\u0621-\u0652]+")
_UNITS_M = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
_UNITS_F = ("", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
_TENS = ("", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")


@dataclass(frozen=True, slots=True)
class ArabicNoun:
    """A noun with its adjectives: صوت مستقل، أصوات مستقلة."""

    singular: str
    plural: str  #: as it stands behind a number: genitive
    is_feminine: bool

    def behind(self, category: Category, case: Case) -> str:
        """The noun as it agrees with a number of a plural category (CLDR); for 1 and 2 it says the number too."""
        if category == "one":
            one = "واحدة" if self.is_feminine else "واحد"
            return accusative(f"{self.singular} {one}") if case == "accusative" else f"{self.singular} {one}"
        if category == "two":
            return dual(self.singular, case)
        if category == "few":
            return self.plural
        return accusative(self.singular) if category == "many" else self.singular

    def governing(self, category: Category, case: Case) -> str:
        """The same before a noun in the genitive: ألفا رجل، 11 ألف رجل."""
        if category == "two":
            return dual(self.singular, case)[:-1]
        return self.plural if category == "few" else self.singular


@cache
def noun(unit: str, units: str = "") -> ArabicNoun | None:
    """What a curator calls the unit, in the singular, with its plural if that is not a common one.

    None for what does not change: a sign, an abbreviation, "في المئة". A noun whose plural nobody gives is left as it
    is where a plural would have to stand.
    """
    words = [_singular(word) for word in unit.split()]
    if not words or not all(_WORD.fullmatch(word) for word in words) or words[0] in {"في", "بالمئة", "من"}:
        return None
    head = words[0]
    known, feminine = NOUNS.get(head, ("", False))
    if not (known or units) and len(head) < 3:
        return None  # كم، م: abbreviations
    is_feminine = feminine or head.endswith("ة")
    several = units or " ".join([known, *(_plural_adjective(word, is_feminine, known) for word in words[1:])])
    singular = " ".join(words)
    return ArabicNoun(singular, _genitive(several, singular) if units or known else singular, is_feminine)


def _singular(word: str) -> str:
    """Without the ending of the accusative: curators may write the unit as it stands behind their number."""
    bare = _ACCUSATIVE.sub(lambda found: "ء" if "ء" in found[0] else "", word)
    bare = bare.removesuffix("ّ") if bare.endswith("يّ") else bare
    return next((one for one, form in _BY_HEART.items() if form == word), _OF_PLURALS.get(bare, bare))


#: Singulars of plurals that name nothing else.
_OF_PLURALS = {many: one for one, (many, _) in NOUNS.items() if many not in NOUNS}


def _plural_adjective(word: str, is_feminine: bool, plural: str) -> str:
    """The adjective of several: of people the sound plural, of things the feminine singular."""
    if plural.endswith("ين") and not is_feminine:
        return f"{word}ين"
    return word if word.endswith("ة") else f"{word}ة"


def _genitive(several: str, singular: str) -> str:
    """مسلمون -> مسلمين, and not قرون, which is no sound plural."""
    ones = singular.split()
    return " ".join(
        f"{word[:-2]}ين" if len(ones) > place and word == f"{ones[place].removesuffix('ٍ')}ون" else word
        for place, word in enumerate(several.split())
    )


def accusative(phrase: str) -> str:
    """Every word of it with the letters of an indefinite accusative: رجلًا، قمة، لقاءً، جنديًّا."""
    return " ".join(map(_accusative, phrase.split()))


def _accusative(word: str) -> str:
    if word in _BY_HEART:
        return _BY_HEART[word]
    if word.endswith("ٍ"):
        return f"{word[:-1]}يًا"
    if word.endswith("ي"):
        return f"{word}ًّا"
    if word.endswith(("اء", "أ")):
        return f"{word}ً"
    return word if word.endswith(_NO_ALIF) else f"{word}ًا"


def dual(phrase: str, case: Case = "nominative") -> str:
    """دولتان، دولتين; صوتان مستقلان."""
    return " ".join(_dual(word, case != "nominative") for word in phrase.split())


def _dual(word: str, is_oblique: bool) -> str:
    if word in _DUALS:
        return _DUALS[word][is_oblique]
    ending = "ين" if is_oblique else "ان"
    if word.endswith("ة"):
        return f"{word[:-1]}ت{ending}"
    if word.endswith(("ى", "ٍ")):
        return f"{word[:-1]}ي{ending}"
    if word.endswith("أ") and not is_oblique:
        return f"{word[:-1]}آن"
    return f"{word}{ending}"


def oblique(phrase: str) -> str:
    """A dual that is written in the nominative as it stands behind a preposition: مصدران -> مصدرين."""
    return " ".join(f"{word[:-2]}ين" if word.endswith("ان") else word for word in phrase.split())


def numeral(number: int, is_feminine: bool, case: Case = "nominative") -> str:
    """A number from 1 to 99 in words, before a noun of that gender: ثلاث، خمسة عشر، اثنتين وعشرين."""
    tens, ones = divmod(number, 10)
    units = _UNITS_F if is_feminine else _UNITS_M
    is_oblique = case != "nominative"
    if number <= 10:
        return oblique(units[number]) if is_oblique and number == 2 else units[number]
    if number < 20:
        first = {1: "إحدى" if is_feminine else "أحد", 2: _twelve(is_feminine, is_oblique)}.get(ones, units[ones])
        return f"{first} {'عشرة' if is_feminine else 'عشر'}"
    round_number = f"{_TENS[tens][:-2]}ين" if is_oblique else _TENS[tens]
    if not ones:
        return round_number
    first = ("إحدى" if is_feminine else units[1]) if ones == 1 else numeral(ones, is_feminine, case)
    if first == "ثماني" and case == "accusative":
        first = "ثمانيًا"
    elif first == "ثماني":
        first = "ثمانٍ"
    return f"{first} و{round_number}"


def _twelve(is_feminine: bool, is_oblique: bool) -> str:
    return f"اثن{'ت' if is_feminine else ''}{'ي' if is_oblique else 'ا'}"
