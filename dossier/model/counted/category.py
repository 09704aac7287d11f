"""The plural categories of Unicode CLDR for the languages of an edition.

Two rules of a few lines; the tests hold them against Babel, whose tables take 36 MB.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from dossier.model.records import Language

Category = Literal["zero", "one", "two", "few", "many", "other"]


def plural(language: Language, number: int | Decimal) -> Category:
    """The plural category of a number (Unicode CLDR, rules of ar and en); 1.0 is one in Arabic and not in English."""
    if language == "en":
        return "one" if str(abs(number)) == "1" else "other"
    if number != int(number):
        return "other"
    small: tuple[Category, Category, Category] = ("zero", "one", "two")
    whole = abs(int(number))
    if whole < 3:
        return small[whole]
    if 3 <= whole % 100 <= 10:
        return "few"
    return "many" if whole % 100 >= 11 else "other"
