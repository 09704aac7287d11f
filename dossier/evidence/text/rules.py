"""For which languages there are rules: the one place that says so, for `dossier import` and for `dossier verify`.

The rules are words of Arabic and English: months and relative dates, number words, scales and bounds, verbs of saying,
words that announce a title. In a text of another language they would find what is not there (French "but", Spanish
"once", a scale that is none), so there they are not used, and that is said. What needs no words is left: dates and
numbers in figures, quotation marks, and the names that the registers hold.
"""

from __future__ import annotations

import re

from dossier.model.languages import name_of, primary

LANGUAGES = frozenset({"ar", "en"})

_WORD = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
COMMON_ERA = range(1500, 2200)  #: years in figures that no other calendar in use gives its days: 1402, 1445, 2567


def exist_for(language: str) -> bool:
    """Whether there are rules for a language (BCP 47); "" is one that could not be told."""
    return primary(language) in LANGUAGES


def lack(language: str) -> str:
    """That there are none for it: "no rules for French"."""
    return f"no rules for {name_of(language, 'en')}" if language else "no rules for a language that was not made out"


def is_date_in_figures(stated: str) -> bool:
    """Whether no words are needed to read a date: it is all figures, and a year that can only be of the common era."""
    years = [int(year) for year in _YEAR.findall(stated)]
    return not _WORD.search(stated) and bool(years) and all(year in COMMON_ERA for year in years)
