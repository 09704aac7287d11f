"""A text that fills its line but for the space behind it stays whole, where something else follows in the line.

A space at the end of a line takes no room (CSS Text 3, 4.1.2). WeasyPrint 70.0 counts it when it looks whether the text
of an element fits, takes the line for one that cannot be broken earlier, and leaves its first word alone on it. It
happens where an element begins behind the space: `<p>some words <span>…`.

With a no-break space there, it is the other way round: Pango lets it hang over the end of the line, and WeasyPrint,
which does not, takes the line for one that cannot be broken before the word that the space is tied to.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

from dossier.press.weasy.patch import Patch

_COLLAPSING = frozenset({"normal", "pre-line"})  #: values of `white-space` that break lines and drop spaces there
Line = tuple[Any, int, int | None, float, float, float]  #: see WeasyPrint's `split_first_line`


def _whole(stock: Callable[..., Line]) -> Callable[..., Line]:
    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Line:
        rest = justification_spacing, is_line_start, minimum
        line = stock(text, style, context, max_width, *rest)
        words = text.rstrip(" \u00a0")
        if line[2] is None or words == text or minimum or style["white_space"] not in _COLLAPSING:
            return line
        if b" " in text.encode()[: line[1]].strip() or " " not in words.strip(" "):
            return line  # more than a word stands on it, or there is no more
        if text.endswith("\u00a0"):
            without_last = stock(words, style, context, inf, *rest)[3] - 1
            return stock(text, style, context, min(max_width or 0, without_last), *rest)
        fits = stock(words, style, context, max_width, *rest)[2] is None
        return stock(text, style, context, inf, *rest) if fits else line

    return split_first_line


PATCHES: tuple[Patch, ...] = (Patch("weasyprint.layout.inline:split_first_line", _whole),)
