"""Whether what a font of a PDF says its glyphs mean can be true.

A page looks right whatever its fonts say, and many say something else: nothing at all, codes of a private use, the
letter three places further on, the bare letter for one with its hamza. The file is then no witness of its words, and
OCR is needed. It is seen by letters that no word of a known language has side by side: of the pairs in print some 0.1 %
in Arabic and 1 % in English (up to 8 % with code and names, 23 % in Polish); where fonts are broken, 2 % and 38 %
or more.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from dossier.formats.pdf.letter_pairs import ARABIC, ARABIC_SHARES, LATIN

LOST = "\ufffd"  #: a glyph of whose letters the file says nothing
MOST_LOST = 0.1  #: of the letters
MOST_ODD = {"arabic": 0.018, "latin": 0.3}  #: of the pairs of letters
MOST_ODD_FEW = {"arabic": 0.08, "latin": 0.45}  #: where there are few
FEW, FEWEST = 250, 40  #: pairs

MANY = 600  #: letters: their shares are then those of the language
FARTHEST = 0.2  #: from them: half the sum of the differences. Of 500 letters in print 0.09 to 0.17; alef as أ is 0.25

_ARABIC_WORD = re.compile("[\u0620-\u06ff]+")
_EDGES = ".,;:!?()[]{}\"“”‘’«»'-–—…*"
_FIGURES = re.compile(r"[\d.,:%$€£°+\-–]+")
_JOINTS = frozenset("'’-.&‑‐")


def is_garbled(text: str) -> bool:
    """Whether the letters of a text do not stand together as in any language of their script that is known here."""
    if is_lost(text):
        return True
    for script, (odd, pairs) in (("arabic", _odd_arabic(text)), ("latin", _odd_latin(text))):
        most = MOST_ODD if pairs >= FEW else MOST_ODD_FEW
        if pairs >= FEWEST and odd > most[script] * pairs:
            return True
    return _is_of_other_letters(text)


def is_lost(text: str) -> bool:
    """Whether many glyphs of a text mean nothing."""
    count = text.count(LOST)
    return count > 0 and count > MOST_LOST * (sum(c.isalnum() for c in text) + count)


def _arabic_words(text: str) -> list[str]:
    plain = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Mn" and c != "ـ")
    return _ARABIC_WORD.findall("".join(plain))


def _is_of_other_letters(text: str) -> bool:
    """Whether Arabic letters come more and less often than in any language that is known here."""
    counts = Counter(c for word in _arabic_words(text) for c in word if c.isalpha())
    if counts.total() < MANY:
        return False
    return all(
        sum(abs(counts[c] / counts.total() - shares.get(c, 0) / 1000) for c in counts.keys() | shares.keys())
        > 2 * FARTHEST
        for shares in ARABIC_SHARES.values()
    )


def _odd_arabic(text: str) -> tuple[int, int]:
    odd = pairs = 0
    for word, times in Counter(_arabic_words(text)).items():
        if word.isalpha() and len(word) > 1:
            padded = f" {word} "
            pairs += times * (len(padded) - 1)
            odd += times * sum(b not in ARABIC.get(a, "") for a, b in pairwise(padded))
    return odd, pairs


def _odd_latin(text: str) -> tuple[int, int]:
    odd = pairs = 0
    for token, times in Counter(text.split()).items():
        word = token.strip(_EDGES)
        if len(word) < 2 or any(c in "@/\\_" for c in word) or _FIGURES.fullmatch(word):
            continue
        bare = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")
        if not bare.isascii() or not any(c.isalpha() for c in bare):
            continue
        padded = f" {bare} "
        pairs += times * (len(padded) - 1)
        odd += times * sum(_is_odd(a, b) for a, b in pairwise(padded))
    return odd, pairs


def _is_odd(a: str, b: str) -> bool:
    if a in _JOINTS or b in _JOINTS:
        return False
    return (a.islower() and b.isupper()) or b.lower() not in LATIN.get(a.lower(), "")
