"""The Arabic words of a text, each with its place, its folded letters, and whether it has the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.evidence.text.folding import fold_text

_TOKEN = re.compile(r"[\u0620-\u063a\u0641-\u064a\u0671-\u06d3\u06fa-\u06ff][\u0610-\u061a\u0620-\u065f\u0670-\u06d3]*")


@dataclass(frozen=True, slots=True)
class ArabicWord:
    text: str
    start: int
    end: int
    key: str  #: folded

    @property
    def is_definite(self) -> bool:
        """Whether it begins with the article; إلياس does not."""
        return self.key.startswith("ال") and self.text[0] in "اٱ" and len(self.key) > 3

    @property
    def joins(self) -> bool:
        """Continues a definite name: والمياه, للسدود."""
        return self.key[:3] in {"وال", "بال"} or (self.key[:2] == "لل" and len(self.key) > 3)


def words_of(text: str) -> list[ArabicWord]:
    """All Arabic words, in the order of the text."""
    words = (ArabicWord(match[0], *match.span(), fold_text(match[0])) for match in _TOKEN.finditer(text))
    return [word for word in words if word.key]
