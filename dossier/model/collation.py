"""The order of names in an index."""

from __future__ import annotations

import re
import unicodedata

from dossier.model.records import Language

_ARTICLE = re.compile(r"(?<!\w)ال(?=\w\w)(?!له\b)")  # not that of الله, which is no article


def sort_key(name: str, language: Language) -> str:
    """Letters only, marks and hamza carriers folded; in Arabic without the article, as Arabic indexes do."""
    words = _ARTICLE.sub("", name) if language == "ar" else name
    letters = unicodedata.normalize("NFD", words).casefold()
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ")
