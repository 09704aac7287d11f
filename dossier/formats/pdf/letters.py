"""What a glyph of a PDF means: letters, in logical order and as they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from dossier.formats.pdf.doubt import LOST
from dossier.formats.pdf.glyphs import not_shadda

ALEFS = frozenset("اأإآٱ")
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "‣", "\uf0fc": "✓", "\uf02d": "-"}  #: of Symbol and Wingdings
_SIGNS = re.compile("[\u064b-\u0655]{2,}")
LAM_ALEF_FORMS = frozenset(map(chr, range(0xFEF5, 0xFEFD)))
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")  #: PDFium mirrors the brackets of lines that run to the left
QUOTES = str.maketrans("“”‘’", "”“’‘")  #: and their quotation marks, which are not mirrored in print
_LIGATURES = {"هلل": "لله", "هللا": "الله"}  #: of more letters, whose order is as sure as that of lam and alef
TATWEEL = "\u0640"
RISING = frozenset("اأإآلكطظ")  #: letters that rise high above the line in every form


MANY_LETTERS = 4_096  #: that documents have in common, and that need to be looked at once only


class Letter(NamedTuple):
    text: str
    left: float
    right: float


class _AnyLetter(frozenset[str]):
    """The letters of a font of which nothing is known."""

    def __contains__(self, letter: object) -> bool:
        return True


ALL = _AnyLetter()


@lru_cache(MANY_LETTERS)
def direction_of(code: int) -> str:
    """L or R, or "" for what has no direction of its own."""
    if code < 0x590:
        return "L" if chr(code).isalpha() else ""
    return {"AL": "R", "R": "R", "L": "L"}.get(unicodedata.bidirectional(chr(code)), "") if code < 0x110000 else ""


def decode_text_string(data: bytes) -> str:
    """A text string of a PDF (PDF 2.0, 7.9.2.2)."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    return data[3:].decode("utf-8", "replace") if data.startswith(b"\xef\xbb\xbf") else data.decode("latin-1")


@lru_cache(MANY_LETTERS)
def letters_of(letter: str) -> str:
    """A letter as it is compared: forms of the page as the letters they stand for, no control characters."""
    if "!" <= letter <= "~":
        return letter
    kind = unicodedata.category(letter)
    if letter == "\t" or kind == "Zs":
        return " "
    if kind in {"Cc", "Cf"}:
        return letter if letter == "\u00ad" else ""
    if kind in {"Cs", "Co", "Cn"}:
        return _BULLETS.get(letter, LOST)
    if "\ufb00" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufefc":
        return unicodedata.normalize("NFKC", letter).strip()
    return letter


def is_turned(glyphs: Iterable[Sequence[Letter]]) -> bool:
    """Whether the letters of a glyph come turned round, which lam and alef tell: no face has a ligature of alef, lam.

    PDFium turns them with the line. So they come in order from a file that has them turned round already.
    """
    pairs = [letters[0].text for letters in glyphs if len(letters) == 2 and letters[0].text in ALEFS | {"ل"}]
    return 2 * pairs.count("ل") <= len(pairs)


def letters_in_order(letters: list[Letter], turned: bool) -> str:
    """The letters of one glyph in logical order."""
    letters = [letter for letter in letters if letter.text != " "] or letters[
        :1
    ]  # a space of no width, at a line's end
    if any(letter.text == LOST for letter in letters):
        return LOST
    base = [letter.text for letter in letters if unicodedata.category(letter.text[0]) != "Mn"]
    marks = sorted((a.text for a in letters if unicodedata.category(a.text[0]) == "Mn"), key=not_shadda)
    if turned and any(unicodedata.bidirectional(text[0]) in {"AL", "R"} for text in base):
        base.reverse()
    if len(base) == 2 and base[0] in ALEFS and base[1] == "ل":
        base.reverse()
    in_order = "".join(base)
    return "".join([_LIGATURES.get(in_order, in_order), *marks])


def sort_signs(text: str) -> str:
    """A text with the signs of each letter in one order."""
    return _SIGNS.sub(lambda found: "".join(sorted(found[0], key=not_shadda)), text)
