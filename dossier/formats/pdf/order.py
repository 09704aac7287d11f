"""A line's glyphs, from left to right -> its text in the order in which it is read.

UAX #9 says how a line that was written is drawn. This is the way back. It is not always one: two runs that each read
one way can be written in either order. Then the reading of plain text is taken, without marks of direction.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dossier.formats.pdf.glyphs import Glyph
from dossier.formats.pdf.letters import ALEFS, MANY_LETTERS, TATWEEL

GAP = 0.13  #: of the size: letters further apart are of two words. Spaces in print are 0.2 to 0.35 of it
DRAWN_LINE_GAP = 0.2  #: where a line's spaces are drawn: a smaller gap is a stroke that lengthens a word
SEEN_GAP = 0.12  #: where PDFium saw a gap too, before the letter that comes next, which is Arabic and to the left
DRAWN_GAP = (
    0.04  #: of the size, where a space is drawn: one under a letter hangs over the line's end, and parts nothing
)

NOTHING = "\u2060"  #: the text of a glyph that is left out, and leaves no gap

_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()} | {opening: opening for opening in _PAIRS}
_QUANTITY = re.compile("(?:[kcmµ]?m[23²³]?|ft|k?g|[KMGT]i?B|[kMG]?W(?:h)?|k?V|[kMG]?Hz|USD|EUR|GBP|ha) ([0-9][0-9.,]*)")
_STRONG_RIGHT = {"AL", "R"}
_SEPARATORS = frozenset(".,:/٫٬،")  #: between two figures they are of the number


@lru_cache(MANY_LETTERS)
def is_arabic(letter: str) -> bool:
    """Whether a letter is one of a script that runs to the left."""
    return unicodedata.bidirectional(letter) in _STRONG_RIGHT


def balance(glyphs: Sequence[Glyph]) -> tuple[int, int]:
    """How many letters run to the left, and how many to the right."""
    kinds = Counter(_kind(glyph.text) for glyph in glyphs)
    return kinds["R"], kinds["L"]


def words(glyphs: Sequence[Glyph]) -> list[str]:
    """The glyphs' texts from left to right, with a space between two words, drawn or not."""
    result: list[str] = []
    end = -math.inf
    is_spaced = is_parted = False
    last: Glyph | None = None
    wide = DRAWN_LINE_GAP if any(glyph.is_space for glyph in glyphs) else GAP
    for glyph in _by_place(glyphs):
        if glyph.is_space:
            is_spaced = bool(result)
            continue
        begin = glyph.left if _is_whole(glyph) else glyph.x
        gap = (begin - end) / glyph.size
        is_gap = (last.is_parted and gap > SEEN_GAP) if last and is_arabic(last.text[0]) else False
        is_parted |= gap > (DRAWN_GAP if is_spaced else wide) or is_gap or (glyph.is_parted and _is_whole(glyph))
        last = glyph
        end = max(end, glyph.right)
        is_spaced = False
        if glyph.text == NOTHING:
            continue
        if result and is_parted:
            result.append(" ")
        result.append(glyph.text)
        is_parted = False
    return [text for at, text in enumerate(result) if text != TATWEEL or not _is_within(result, at)]


def _by_place(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """From left to right; of a ligature of lam and alef that is told in two pieces the alef first, as it is drawn."""
    in_order = sorted(glyphs, key=lambda glyph: (glyph.x, glyph.left))
    for at, (glyph, after) in enumerate(pairwise(in_order)):
        if glyph.text == "ل" and after.text in ALEFS and glyph.right - after.left > 0.6 * (after.right - after.left):
            in_order[at], in_order[at + 1] = after, glyph
    return in_order


def _is_within(texts: Sequence[str], at: int) -> bool:
    """Whether a stroke only lengthens a word."""
    before = next((text for text in reversed(texts[:at]) if text != TATWEEL), " ")
    after = next((text for text in itertools.islice(texts, at + 1, None) if text != TATWEEL), " ")
    return is_arabic(before[0]) and is_arabic(after[0])


def _is_whole(glyph: Glyph) -> bool:
    """Whether the letters are told for a whole object, whose box says little of where they begin."""
    return glyph.is_told and len(glyph.text) > 2


def logical(texts: Sequence[str], *, from_right: bool) -> str:
    """The text of a line in reading order: `texts` are its glyphs' from left to right, each in logical order itself."""
    kinds = [_kind(text) for text in texts]
    if "R" not in kinds and not from_right:
        return "".join(texts)
    if not from_right:
        return "".join(_brackets(_from_left(texts, kinds)))
    return "".join(_brackets(_from_right(texts, kinds)))


@lru_cache(MANY_LETTERS)
def _kind(text: str) -> str:
    """R, L, N (a European figure), A (an Arabic one), or "" for what has no direction of its own."""
    kind = unicodedata.bidirectional(text[0])
    return {"AL": "R", "R": "R", "L": "L", "EN": "N", "AN": "A"}.get(kind, "")


def _from_right(texts: Sequence[str], kinds: Sequence[str]) -> list[str]:
    result: list[str] = []
    at = len(texts)
    while at > 0:
        begin = _island(texts, kinds, at)
        result += texts[begin:at]
        at = begin
    return result


def _island(texts: Sequence[str], kinds: Sequence[str], end: int) -> int:
    """Where the run that ends at `end` begins which is read from left to right; `end` - 1 if it is no such run."""
    begin = end - 1
    last = _latin_end(texts, kinds, begin)
    if last >= 0:
        at = begin = last
        while at >= 0 and kinds[at] not in {"R", "A"}:
            begin = at if kinds[at] in {"L", "N"} else begin
            at -= 1
        quantity = _QUANTITY.fullmatch("".join(texts[begin:end]))
        return end - len(quantity[1]) if quantity else begin  # which stands before its unit: 20 km
    if texts[begin] == "%" and begin and kinds[begin - 1] in {"N", "A"}:
        begin -= 1
    if kinds[begin] in {"N", "A"}:
        while begin > 0 and (
            kinds[begin - 1] in {"N", "A"}
            or (texts[begin - 1] in _SEPARATORS and begin > 1 and kinds[begin - 2] in {"N", "A"})
        ):
            begin -= 1
    return begin


def _latin_end(texts: Sequence[str], kinds: Sequence[str], at: int) -> int:
    """The last letter or figure of the run of Latin that ends at `at`; -1 if none does.

    It may end with figures, with a sign that is drawn close to them, and with the bracket whose fellow is inside.
    """
    last = at
    if not kinds[last] and texts[last] != " ":
        opening = next((o for o, closing in _PAIRS.items() if closing == texts[last]), "")
        before = last - 1
        if opening or (texts[last] in "%+°" and before >= 0 and kinds[before] in {"N", "L"}):
            inner = before
            while inner >= 0 and kinds[inner] not in {"R", "A"} and texts[inner] != opening:
                inner -= 1
            if opening and not (inner > 0 and texts[inner] == opening and _reaches_latin(kinds, inner - 1)):
                return -1
            return at if _reaches_latin(kinds, before) else -1
        return -1
    return at if kinds[last] in {"L", "N"} and _reaches_latin(kinds, last) else -1


def _reaches_latin(kinds: Sequence[str], at: int) -> bool:
    """Whether there is a Latin letter at `at` or before it, with nothing between but figures and signs."""
    while at >= 0 and kinds[at] not in {"R", "A", "L"}:
        at -= 1
    return at >= 0 and kinds[at] == "L"


def _from_left(texts: Sequence[str], kinds: Sequence[str]) -> list[str]:
    result: list[str] = []
    at = 0
    while at < len(texts):
        if kinds[at] not in {"R", "A"}:
            result.append(texts[at])
            at += 1
            continue
        end, last = at, at
        while end < len(texts) and kinds[end] != "L":
            # a figure to the right of Arabic that goes on from the line before is of it, and comes first
            last = end if kinds[end] in {"R", "A"} or (kinds[end] == "N" and at == 0) else last
            end += 1
        if result and _is_half_inside(texts[at - 1], texts[at : last + 1]):  # the bracket closes on the left
            result.pop()
            at -= 1
        result += _from_right(texts[at : last + 1], kinds[at : last + 1])
        at = last + 1
    return result


def _is_half_inside(bracket: str, texts: Sequence[str]) -> bool:
    """Whether a bracket's fellow stands within some letters, alone."""
    pair = {opening for opening in _PAIRS if bracket in {opening, _PAIRS[opening]}}
    return sum(_OPENING.get(text) in pair for text in texts) % 2 == 1


def _brackets(texts: list[str]) -> list[str]:
    """Each bracket the way round that its place tells: producers write down what it looks like, or what was typed.

    One that touches a word on its left side only closes, on its right side only opens; between two words or alone it
    closes what is open.
    """
    open_now: list[str] = []
    result = list(texts)
    for at, text in enumerate(texts):
        opening = _OPENING.get(text)
        if not opening or not _is_in_arabic(texts, at):
            continue
        before, after = _touches(texts, at, -1), _touches(texts, at, 1)
        closes = opening in open_now if before == after else before
        result[at] = _PAIRS[opening] if closes else opening
        if closes and opening in open_now:
            open_now.remove(opening)
        elif not closes:
            open_now.append(opening)
    return result


def _touches(texts: Sequence[str], at: int, step: int) -> bool:
    """Whether a bracket stands at a word on one side, other brackets aside; a full stop after it is no word."""
    at += step
    while 0 <= at < len(texts) and texts[at] in _OPENING:
        at += step
    if not 0 <= at < len(texts):
        return False
    return bool(_kind(texts[at])) or (step < 0 and not texts[at].isspace())


def _is_in_arabic(texts: Sequence[str], at: int) -> bool:
    """Whether a bracket is drawn to the left of what it follows: Latin on both sides leaves it as it is."""
    before = next((_kind(text) for text in reversed(texts[:at]) if _kind(text)), "R")
    after = next((_kind(text) for text in itertools.islice(texts, at + 1, None) if _kind(text)), "R")
    return not (before == after == "L")
