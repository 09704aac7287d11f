"""Letters that are not those of the text: lost ones, and words that somebody before us read in a wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dossier.formats.lines import Unread, missing

#: What stands for a letter that could not be read, or a font's own sign, unless it is the sign of a list's item.
_LOST = re.compile("\ufffd|(?!^.[ \t])[\ue000-\uf8ff]")
_PERHAPS = re.compile("[\u0080-\u009f\u00a1-\u00ff]")  #: no word is garbled without one of these
#: Arabic of one byte a letter, read as Latin: ÇáÓáÇã. No word of a Latin script has so many of these in a row.
_ARABIC_AS_LATIN = re.compile("(?<![A-Za-z])[\u00a1-\u00ff]{4,}(?![A-Za-z])")


def garbled_lines(texts: Sequence[str]) -> Iterator[Unread]:
    """The lines with letters that are lost or garbled: nothing on them can be proven.

    `MachineLacks` if the package that tells garbled letters is needed and missing.
    """
    for number, text in enumerate(texts, 1):
        if text.isascii():
            continue
        if letters := _LOST.findall(text):
            codes = ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(letters))
            yield Unread("letters that are lost", number, codes, breaks_proof=True)
        elif _PERHAPS.search(text) and (words := _garbled_words(text)):
            yield Unread("garbled letters", number, words, breaks_proof=True)


def _garbled_words(text: str) -> str:
    """The first of them; "" if there are none."""
    try:
        from ftfy import badness
    except ImportError as error:
        raise missing("ftfy", "garbled letters") from error
    match = badness.BADNESS_RE.search(text) or _ARABIC_AS_LATIN.search(text)
    if not match:
        return ""
    start, end = text.rfind(" ", 0, match.start()) + 1, text.find(" ", match.end())
    return text[start : end if end >= 0 else len(text)][:40]
