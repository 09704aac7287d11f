"""Text as it may stand in a curator's file."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

from dossier.model.invisible import without_misplaced
from dossier.model.records import Language
from dossier.reading.nodes import unfit


def fit(text: str) -> str:
    """On one line, without control characters and what else nobody sees where it stands."""
    letters = (c if not c.isspace() else " " for c in text)
    kept = "".join(c for c in letters if unicodedata.category(c) not in {"Cc", "Cs", "Cn"})
    return without_misplaced(kept).strip()


def quoted(text: str) -> str:
    """A YAML scalar in double quotes, which are those of JSON."""
    return json.dumps(fit(text), ensure_ascii=False)


def script_of(text: str) -> Language:
    """Arabic or English, by the letters there are more of."""
    letters = [letter for letter in text if letter.isalpha()]
    return "ar" if 2 * sum("\u0600" <= letter <= "\u08ff" for letter in letters) > len(letters) else "en"


def in_languages(name: str, languages: Sequence[Language], text: str = "", comment: str = "") -> str:
    """A field that holds a text in each language: the one given in the language of its letters, the others empty."""
    text, own = "" if unfit(fit(text)) else text, script_of(text)
    texts = ", ".join(f"{language}: {quoted(text if language == own else '')}" for language in languages)
    return f"{name}: {{{texts}}}" + (f"  # {comment}" if comment else "")
