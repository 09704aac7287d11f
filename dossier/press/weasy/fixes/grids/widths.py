"""How wide a grid is by what is in it: in a line, as a float, as part of a row, in the cell of a table.

WeasyPrint 70.0 takes the widest item for the whole, as if the items stood one below the other, so that those of the
other columns are drawn on what comes next. Here the columns are added up, with their gaps. A grid that has as many
columns as fit, or items in places with names, is left as it is.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.css.properties import Dimension
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import preferred

_MOST = 1000  #: columns


def _of_columns(name: str) -> Callable[[Any], Any]:
    def wrap(stock: Callable[..., float]) -> Callable[..., float]:
        @functools.wraps(stock)
        def width(context: Any, box: Any, outer: bool = True) -> float:
            if not isinstance(box, boxes.GridContainerBox) or box.style["width"] != "auto":
                return stock(context, box, outer)
            tracks = list(_tracks(box.style["grid_template_columns"]))
            rows = list(_tracks(box.style["grid_template_rows"]))
            placements = None if None in tracks else _placements(box, len(tracks), max(1, len(rows)))
            if placements is None:
                return stock(context, box, outer)
            inside = [(at, span, getattr(preferred, name)(context, child)) for child, at, span in placements]
            return float(preferred.adjust(box, outer, _sum(box, tracks, inside)))

        return width

    return wrap


def _tracks(template: Any) -> Iterator[Any]:
    """The size of each column that is said; None for what is not known beforehand."""
    if isinstance(template, str):
        return
    for size in template[1::2]:
        if isinstance(size, tuple) and size[0] == "repeat()":
            for _ in range(min(size[1], _MOST) if isinstance(size[1], int) else 0):
                yield from _tracks(size[2])
            if not isinstance(size[1], int):
                yield None
        else:
            yield size


def _placements(box: Any, columns: int, rows: int) -> list[tuple[Any, int, int]] | None:
    """Each item with its column and how many it spans; None if that is not simply so."""
    placements: list[tuple[Any, int, int]] = []
    is_by_column = "column" in box.style["grid_auto_flow"]
    if box.style["grid_template_areas"] != "none" or box.style["grid_template_columns"] == "subgrid":
        return None
    items = [child for child in box.children if not child.is_absolutely_positioned() and not child.is_note()]
    cursor = 0
    for number, child in enumerate(items):
        sides = [child.style[f"grid_column_{side}"] for side in ("start", "end")]
        if any(side != "auto" and side[2] is not None for side in sides):
            return None
        start, end = (_line(side, columns) for side in sides)
        span = next((side[1] or 1 for side in sides if side != "auto" and side[0]), 1)
        if start and end:
            start, span = min(start, end), abs(end - start) or 1
        if start or end:
            at = (start or end - span) - 1
        elif is_by_column:
            at = number // rows
        else:
            at = cursor if cursor + span <= max(columns, 1) else 0
            cursor = at + span
        placements.append((child, max(0, min(at, _MOST)), min(span, _MOST)))
    return placements


def _line(side: Any, columns: int) -> int:
    """The number of a line that is said, from the first one on; 0 if none is."""
    number = 0 if side == "auto" or side[0] else side[1] or 0
    return int(number + columns + 2 if number < 0 else number)


def _sum(box: Any, tracks: Sequence[Any], inside: Sequence[tuple[int, int, float]]) -> float:
    count = max([len(tracks), *(at + span for at, span, _ in inside)])
    tracks_all = [*tracks, *["auto"] * (count - len(tracks))]
    pixels = [_px(track) for track in tracks_all]
    gap = _px(box.style["column_gap"]) or 0.0
    widths = [width or 0.0 for width in pixels]
    for at, span, width in sorted(inside, key=lambda item: item[1]):
        lack = width - sum(widths[at : at + span]) - gap * (span - 1)
        free = [column for column in range(at, at + span) if pixels[column] is None]
        for column in free:
            widths[column] += max(0.0, lack) / len(free)
    shares = [_share(track) for track in tracks_all]
    unit = max((width / share for width, share in zip(widths, shares, strict=True) if share), default=0.0)
    return sum(unit * share if share else width for width, share in zip(widths, shares, strict=True)) + gap * (
        count - 1
    )


def _px(size: Any) -> float | None:
    return float(size.value) if isinstance(size, Dimension) and size.unit == "px" else None


def _share(size: Any) -> float:
    """How much of what is free a column takes."""
    size = size[2] if isinstance(size, tuple) and size[0] == "minmax()" else size
    return float(size.value) if isinstance(size, Dimension) and size.unit.lower() == "fr" else 0.0


PATCHES = tuple(
    Patch(f"weasyprint.layout.preferred:block_{name}", _of_columns(name))
    for name in ("min_content_width", "max_content_width")
)
