"""A number and what it counts, in agreement: 5 آلاف مسجد, ملياري نسمة, 57 دولة; 1 state, 2.5 million people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dossier.model.counted.arabic import ArabicNoun, Case, noun
from dossier.model.counted.category import Category, plural
from dossier.model.counted.english import plural_of, singular_of
from dossier.model.records import Language

_SCALES = {
    "thousand": ArabicNoun("ألف", "آلاف", is_feminine=False),
    "million": ArabicNoun("مليون", "ملايين", is_feminine=False),
    "billion": ArabicNoun("مليار", "مليارات", is_feminine=False),
}
SHORT_SCALES = {"million": "mn", "billion": "bn"}  #: English, where there is no room


@dataclass(frozen=True, slots=True)
class CountedNumber:
    """A number, its scale and its unit as a curator gives them."""

    number: Decimal
    unit: str = ""  #: one of what is counted: دولة, state, per cent, km²
    units: str = ""  #: several, where that is no common plural
    scale: str = ""  #: "thousand", "million", "billion"
    to: Decimal | None = None  #: the upper end of a range, with which the rest agrees

    def parts(self, language: Language, case: Case = "nominative") -> tuple[str, str]:
        """What is printed large and what follows it: ("5", "آلاف مسجد"); ("ملياري", "نسمة"); ("دولتان", "")."""
        return self._arabic(case) if language == "ar" else (group_digits(self.number), self._english())

    def _english(self) -> str:
        last = self.number if self.to is None else self.to
        is_one = plural("en", last) == "one" and not self.scale and self.to is None
        unit = singular_of(self.unit) if is_one else self.units or (plural_of(self.unit) if self.unit else "")
        return " ".join(filter(None, (self.scale, unit)))

    def _arabic(self, case: Case) -> tuple[str, str]:
        category: Category = plural("ar", self.number if self.to is None else self.to)
        digits, counted_noun = group_digits(self.number), noun(self.unit, self.units)
        if self.to is not None and category in {"one", "two"}:
            category = "other"  # both ends are in digits, so that no dual can say the number
        if self.scale:
            scale = _SCALES[self.scale]
            unit = counted_noun.singular if counted_noun else self.unit
            word = scale.governing(category, case) if unit else _alone(scale, category, case)
            return (word, unit) if category in {"one", "two"} else (digits, f"{word} {unit}".strip())
        if counted_noun is None:
            return digits, self.unit
        words = counted_noun.behind(category, case)
        return (words, "") if category in {"one", "two"} else (digits, words)


def _alone(scale: ArabicNoun, category: Category, case: Case) -> str:
    """A scale behind which nothing is counted; one thousand is not "one thousand"."""
    return scale.singular if category == "one" else scale.behind(category, case)


def counted_phrase(
    language: Language, number: Decimal, unit: str = "", units: str = "", scale: str = "", case: Case = "nominative"
) -> str:
    return " ".join(filter(None, CountedNumber(number, unit, units, scale).parts(language, case)))


def group_digits(value: Decimal) -> str:
    """Thousands set apart by a comma, as all sources do; the decimals as printed."""
    return f"{value:,f}"
