"""Text that Pango sets in an order that is given to it: as it is, or with overrides where it would decide otherwise.

Pango gives the overrides no glyph, nor the marks of direction at their ends, and nobody sees them but who asks a layout
for its text.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from typing import Literal

from dossier.press.html import bidi
from dossier.press.html.fribidi import levels

LRO, RLO, PDF, LRM, RLM = "\u202d", "\u202e", "\u202c", "\u200e", "\u200f"
_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def force(text: str, order: bytes, direction: bidi.Direction) -> str:
    """A text that Pango sets in the order of these levels: as it is if that does, else with overrides."""
    base: Literal[0, 1] = 1 if direction == "rtl" else 0
    if order.count(base) == len(order) and bidi.is_plain(text, direction):
        return text
    own = levels(text, base)
    if own == order or _look_alike(text, own, order):
        return text
    bare = [(letter, level) for letter, level in zip(text, order, strict=True) if letter not in _CONTROLS]
    return _overridden(bare)


def _look_alike(text: str, one: bytes, other: bytes) -> bool:
    """Whether two levels of each letter give the same line."""
    are_mirrored = all(
        (a - b) % 2 == 0 or not unicodedata.mirrored(letter) for letter, a, b in zip(text, one, other, strict=True)
    )
    return are_mirrored and bidi.order(one) == bidi.order(other)


def _overridden(letters: Sequence[tuple[str, int]]) -> str:
    """Letters forced to their levels. A mark of direction stands behind spaces at the end, or they would leave it."""
    level = min(level for _, level in letters)
    override, mark = (RLO, RLM) if level % 2 else (LRO, LRM)
    parts = [override]
    for is_higher, group in itertools.groupby(letters, lambda one: one[1] > level):
        stretch = list(group)
        parts.append(_overridden(stretch) if is_higher else "".join(letter for letter, _ in stretch))
    return "".join((*parts, mark if letters[-1][0].isspace() else "", PDF))
