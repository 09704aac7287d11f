"""The Unicode Bidirectional Algorithm (UAX #9) by FriBidi, the library that Pango orders lines with.

FriBidi comes with Pango wherever WeasyPrint can draw, so nothing more has to be installed; it is asked itself because
Pango asks it of each box and each line, and the algorithm is one of whole paragraphs.

It is asked of text without isolates. FriBidi 1.0 takes what follows an isolate for what follows the words in it: the
bracket in `RLI p > PDI LRI x PDI` then stands on the wrong side. What is in an isolate is a paragraph of its own to the
algorithm, and the isolate a neutral sign to what is round it (rules X5a to X6a, and X10), so each is resolved alone.
"""

from __future__ import annotations

import ctypes
import os
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, Literal

from dossier.problems import MachineLacks

_NAMES = ("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi.dylib", "libfribidi-0.dll", "fribidi-0.dll")
_PARAGRAPH = (0x110, 0x111)  #: fribidi-bidi-types.h: FRIBIDI_PAR_LTR, FRIBIDI_PAR_RTL
_LRI, _RLI, _FSI, _PDI, _PDF = "\u2066", "\u2067", "\u2068", "\u2069", "\u202c"
_OPENING = frozenset({_LRI, _RLI, _FSI})
_ISOLATES = re.compile(f"[{_LRI}{_RLI}{_FSI}{_PDI}]")
_SIGN = "\ufffc"  #: neutral, and no space
_AS_SIGNS = str.maketrans(dict.fromkeys((_LRI, _RLI, _FSI, _PDI), _SIGN))  #: as they are to what is outside
_SPACES = re.compile(r"[ \t\u2028\u3000]")
_END = re.compile(
    r"(?<![ \t\u2028\u3000\u00ad\u200b-\u200d\u202a-\u202e\u2060-\u2064\ufeff])"
    r"[ \t\u2028\u3000\u00ad\u200b-\u200d\u202a-\u202e\u2060-\u2064\ufeff]+\Z"
)  #: spaces, and what is unseen
_EMBEDDING = {"\u202a": 0, "\u202b": 1, "\u202d": 0, "\u202e": 1}  #: and the parity of the level
DEEPEST = 60  #: isolates in isolates; what is deeper is read with these (BD2: 125 levels, two for each at most)
MOST = 1_024  #: paragraphs whose levels are kept: one is laid out again for each page it might end on


class NoFribidi(MachineLacks):
    """FriBidi cannot be loaded."""

    advice = "Install it (Debian: libfribidi0); Pango, which WeasyPrint draws with, needs it too."


@cache
def _library() -> Any:
    for name in _NAMES:
        try:
            library = ctypes.CDLL(name, winmode=0x1000) if os.name == "nt" else ctypes.CDLL(name)
        except OSError:
            continue
        library.fribidi_get_par_embedding_levels_ex.restype = ctypes.c_int8
        return library
    raise NoFribidi("FriBidi, which puts lines of Arabic in order, is not on this machine")


@lru_cache(MOST)
def levels(text: str, base: Literal[0, 1]) -> bytes:
    """The level of each character of one paragraph in a block of that direction, 0 to 125 (BD2).

    Rule L1 is applied at the paragraph's own end, and not at the ends of its lines. What the algorithm takes out (X9)
    has the level of what stands before it.
    """
    return _of_isolates(text, base, 0)


def _of_isolates(text: str, base: Literal[0, 1], depth: int) -> bytes:
    if depth == DEEPEST or not _ISOLATES.search(text):
        return _fribidi_levels(text.translate(_AS_SIGNS), base)
    outer, inner = _parted(text)
    levels_found = bytearray(len(text))
    for at, level in zip(
        outer, _fribidi_levels("".join(map(text.__getitem__, outer)).translate(_AS_SIGNS), base), strict=True
    ):
        levels_found[at] = level
    embedding = dict(zip(outer, _embedding([text[at] for at in outer], base), strict=True))
    for opening, start, end in inner:
        direction = _direction(text, opening, start, end)
        own = _next(embedding[opening], direction)
        inside = text[start:end]
        words = _END.sub(_isolate_end, inside)  # L1 is about the paragraph's end, and not this one
        levels_found[start:end] = bytes(one + own - direction for one in _of_isolates(words, direction, depth + 1))
    return bytes(levels_found)


def _isolate_end(end: re.Match[str]) -> str:
    """The end of an isolate with no space in it."""
    return _SPACES.sub(_SIGN, end[0])


def _parted(text: str) -> tuple[list[int], list[tuple[int, int, int]]]:
    """The places outside all isolates, with what opens and closes them; and for each isolate (opening, start, end)."""
    outer: list[int] = []
    inner: list[tuple[int, int, int]] = []
    depth = opening = 0
    for at, letter in enumerate(text):
        if letter == _PDI and depth:
            depth -= 1
            if not depth:
                inner.append((opening, opening + 1, at))
        if not depth:
            outer.append(at)
        if letter in _OPENING:
            opening = opening if depth else at
            depth += 1
    if depth:
        inner.append((opening, opening + 1, len(text)))
    return outer, inner


def _embedding(letters: list[str], base: int) -> list[int]:
    """The level of the embedding that each character stands in (rules X1 to X7)."""
    levels_found, stack = [], [base]
    for letter in letters:
        if letter in _EMBEDDING:
            stack.append(_next(stack[-1], _EMBEDDING[letter]))
        elif letter == _PDF and len(stack) > 1:
            stack.pop()
        levels_found.append(stack[-1])
    return levels_found


def _next(level: int, parity: int) -> int:
    """The least level above one that is read in a direction."""
    return level + 1 + (level + 1 - parity) % 2


def _direction(text: str, opening: int, start: int, end: int) -> Literal[0, 1]:
    """Of an isolate; that of its first strong letter if it does not say (rules P2 and P3)."""
    if text[opening] != _FSI:
        return 1 if text[opening] == _RLI else 0
    outer, _ = _parted(text[start:end])
    for at in outer:
        kind = unicodedata.bidirectional(text[start + at])
        if kind in {"L", "R", "AL"}:
            return 0 if kind == "L" else 1
    return 0


def _fribidi_levels(text: str, base: Literal[0, 1]) -> bytes:
    """By FriBidi."""
    length = len(text)
    if not length:
        return b""
    library = _library()
    letters = text.encode("utf-32-le", "surrogatepass")
    types, brackets = (ctypes.c_uint32 * length)(), (ctypes.c_uint32 * length)()
    levels_found = (ctypes.c_int8 * length)()
    direction = ctypes.c_uint32(_PARAGRAPH[base])
    library.fribidi_get_bidi_types(letters, length, types)
    library.fribidi_get_bracket_types(letters, length, types, brackets)
    if not library.fribidi_get_par_embedding_levels_ex(types, brackets, length, ctypes.byref(direction), levels_found):
        raise MemoryError("FriBidi could not work out the levels of a paragraph")
    return bytes(memoryview(levels_found).cast("B"))
