"""Words as they are compared where only their sense counts: folded, without particles, article and ending.

A light stem, as search engines take it: it makes one of most forms of an Arabic or English word, and now and then one
of two words. It proves nothing, and is asked only where many words are weighed together.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from dossier.evidence.text.folding import fold_text

_PARTS = re.compile(r"\d+|[^\W\d_]+")
#: letters of the stem too, so that all forms lose them
_BEFORE = re.compile(r"[وف]?(?:[بك]?ال|لل)?[وفبلكس]{0,2}(?=\w{3})")
_BEHIND = re.compile(r"(?<=\w{3})ي?(?:ات|ون|ين|ان|وا|[هت])?(?:ها|هما?|نا|ه)?[يا]?\Z")
_ENGLISH = re.compile(r"(?<=\w{4})(?:ations?|ments?|ings?|ie[sd]|ed|es|s|ly|al|e|y)\Z")


def tokens(text: str) -> Iterator[str]:
    """The folded words and runs of digits of a text, one after the other."""
    yield from _PARTS.findall(fold_text(text))


@functools.lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of a folded word: الدبلوماسيون and دبلوماسية are one, and so are meetings and meeting."""
    if word.isascii():
        return _ENGLISH.sub("", word)
    return _BEHIND.sub("", _BEFORE.sub("", word, count=1), count=1)
