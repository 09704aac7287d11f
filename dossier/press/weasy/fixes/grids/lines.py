"""Lines of a grid that are counted from its end, `grid-column: 1 / -1`, and the first item of a row that is said.

WeasyPrint 70.0 counts a negative number from the beginning, to the other side, so that what spans the whole grid
stands beside it (CSS Grid Layout 1, 8.3: -1 is the last line of the explicit grid). And it puts the first item of a row
that is named (`grid-row: 2`) in the second column.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from dossier.press.weasy.patch import Patch


def _count_from_end(stock: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(stock)
    def get_line(line: tuple[Any, Any, Any], lines: Sequence[Any], side: str) -> Any:
        span, number, ident = line
        if span is None and ident is None and number is not None and number < 0:
            return span, number, ident, len(lines) + number
        return stock(line, lines, side)

    return get_line


def _begin_search(stock: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(stock)
    def get_second_placement(
        first: tuple[int, int], start: Any, end: Any, tracks: Any, positions: Any, flow: str, dense: bool
    ) -> Any:
        occupied = [(y, height) if flow == "row" else (x, width) for x, y, width, height in positions.values()]
        is_empty = not any(at < sum(first) and first[0] < at + size for at, size in occupied)
        return stock(first, start, end, tracks, positions, flow, dense or is_empty)  # dense begins with the first

    return get_second_placement


PATCHES = (
    Patch("weasyprint.layout.grid:_get_line", _count_from_end),
    Patch("weasyprint.layout.grid:_get_second_placement", _begin_search),
)
