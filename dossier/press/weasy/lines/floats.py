"""What floats out of a line stands at the side it asks for, in lines that are read from the right and in aligned ones.

WeasyPrint 70.0 puts a float that stands behind words where it belongs, and then moves the line, and the float with it,
to where the line is aligned: out of the paper where it is read from the right. Of the words beside one at the side
where the line begins it moves only those before it (`pieces` moves all). And it knows of such floats no sides but
`left` and `right`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch, on_built_boxes

with fast_imports():
    from weasyprint.formatting_structure import boxes

_SIDES = {("inline-start", "ltr"): "left", ("inline-end", "ltr"): "right"}
_SIDES |= {("inline-start", "rtl"): "right", ("inline-end", "rtl"): "left"}


def _say_sides(box: Any) -> None:
    """Say left or right of what floats to a logical side of its parent (CSS Logical Properties 1, 2.2)."""
    for child in box.children:
        side = _SIDES.get((child.style["float"], box.style["direction"]))
        if side:
            child.style = child.style.copy()
            child.style["float"] = side
        if isinstance(child, boxes.ParentBox):
            _say_sides(child)


def _keep(stock: Callable[..., float]) -> Callable[..., float]:
    @functools.wraps(stock)
    def text_align(context: Any, line: Any, available_width: float, last: bool) -> float:
        offset = stock(context, line, available_width, last)
        shift = -offset - line.width if line.style["direction"] == "rtl" else offset
        for box in floats_of(line):
            box.translate(dx=-shift)  # the line will be moved by as much
        return offset

    return text_align


def floats_of(box: Any) -> Iterator[Any]:
    """What floats out of a line."""
    for child in box.children:
        if child.is_floated():
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from floats_of(child)


PATCHES = (
    Patch("weasyprint.document:build_formatting_structure", functools.partial(on_built_boxes, _say_sides)),
    Patch("weasyprint.layout.inline:text_align", _keep),
)
