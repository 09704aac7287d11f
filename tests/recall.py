"""How many words of a text were read, in its order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import LCSseq


def word_recall(texts: Iterable[str], written: str) -> float:
    """The share of the written words that are in what was read, in the order in which they were written.

    Every letter counts, with vowel signs, brackets and punctuation; only the order of signs over one letter does not.
    """
    read = unicodedata.normalize("NFC", " ".join(texts)).split()
    wanted = unicodedata.normalize("NFC", written).split()
    return LCSseq.similarity(read, wanted) / len(wanted)
