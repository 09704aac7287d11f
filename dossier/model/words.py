"""The briefing's own words in one language: headings, labels, sentences with a gap, and counted things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dossier.model.records import Language

Plural = Literal["zero", "one", "two", "few", "many", "other"]


def plural(language: Language, number: int | Decimal) -> Plural:
    """The plural category of a number (Unicode CLDR 44, rules of ar and en)."""
    if number != int(number):
        return "other"
    if language == "en":
        return "one" if number == 1 else "other"
    small: tuple[Plural, Plural, Plural] = ("zero", "one", "two")
    if number < 3:
        return small[int(number)]
    if 3 <= number % 100 <= 10:
        return "few"
    return "many" if number % 100 >= 11 else "other"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue: `words("timeline.title")`, `words("colophon.made", n=5)`, `words.count("source", 3)`.

    A key that is not there raises `KeyError`: a template with a missing word does not come out.
    """

    language: Language
    table: Mapping[str, str]  #: "timeline.title" -> words; "count.source.few" -> "{n} sources"

    def __call__(self, key: str, **gaps: object) -> str:
        return self.table[key].format(**gaps) if gaps else self.table[key]

    def __contains__(self, key: str) -> bool:
        return key in self.table

    def count(self, thing: str, number: int) -> str:
        """Number and thing in agreement: "three sources", "51 events"; small numbers are in words."""
        feminine = self.table.get(f"number.feminine.{number}", self.number(number))
        return self.form(thing, number).format(n=self.number(number), feminine=feminine)

    def form(self, thing: str, number: int | Decimal, case: str = "") -> str:
        """The form of a counted thing that agrees with a number, its gaps still open: "{n} sources".

        With a `case`, such as "bound", the form of that case where the thing has one: Arabic "ملياران", "نحو ملياري".
        """
        key = f"count.{thing}.{plural(self.language, number)}"
        return self.table.get(f"{key}_{case}") or self.table.get(key) or self.table[f"count.{thing}.other"]

    def number(self, number: int) -> str:
        """A small whole number in words, others in digits."""
        return self.table.get(f"number.{number}", str(number))
