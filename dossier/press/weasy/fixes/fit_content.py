"""Boxes as wide as what is in them: `width: fit-content`, `max-content`, `min-content`, and `display: inline-flex`.

WeasyPrint 70.0 leaves such a declaration out, and the block is as wide as its parent. Here what asks for it is marked
(`foreign/browser`), and its width is worked out before it is laid out, so that it can be aligned by its margins. A
flexible box in a line is as wide as its paragraph there, and cuts the line in pieces (CSS Flexbox 1, 9.2: it fits its
contents).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from dossier.press.html.foreign.browser import FITS
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.css.properties import Dimension
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.preferred import max_content_width, min_content_width, shrink_to_fit

WORDS = ("fit-content", "max-content", "min-content")


def _fitting(stock: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(stock)
    def layout(context: Any, box: Any, bottom: Any, skip: Any, containing_block: Any, *rest: Any, **kwargs: Any) -> Any:
        word = _keyword(box)
        if word and box.width == "auto":
            _fit(context, box, containing_block, word)
        return stock(context, box, bottom, skip, containing_block, *rest, **kwargs)

    return layout


def _in_line(stock: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(stock)
    def layout(context: Any, box: Any, bottom: Any, skip: Any, containing_block: Any, *rest: Any, **kwargs: Any) -> Any:
        if not isinstance(box, boxes.InlineFlexBox):
            return stock(context, box, bottom, skip, containing_block, *rest, **kwargs)
        start, box = box.position_x, box.copy()
        if box.width == "auto":
            _fit(context, box, containing_block, "fit-content")
        laid_out, *more = stock(context, box, bottom, skip, containing_block, *rest, **kwargs)
        if laid_out is not None:  # which has been put at the right edge of what is read from there, as a block is
            laid_out.translate(dx=start - laid_out.position_x)
        return (laid_out, *more)

    return layout


def _fit(context: Any, box: Any, containing_block: Any, word: str) -> None:
    width = _width(context, box, containing_block, word)
    box.style = box.style.copy()
    box.style["width"], box.style["box_sizing"] = Dimension(width, "px"), "content-box"
    box.width = width


def _keyword(box: Any) -> str:
    """The word for a box that is an element's own, and lies in the flow as a block."""
    element = box.element
    if element is None or isinstance(element, str) or box.element_tag != element.tag:
        return ""
    is_block = isinstance(box, (boxes.BlockContainerBox, boxes.FlexBox, boxes.GridBox)) and not box.is_table_wrapper
    is_own = type(box.style).__name__ != "AnonymousStyle"
    word = element.get(FITS, "") if is_block and is_own else ""
    return word if word in WORDS else ""


def _width(context: Any, box: Any, containing_block: Any, word: str) -> float:
    gaps = _gaps(box)
    if word == "max-content":
        return float(max_content_width(context, box, outer=False)) + gaps
    if word == "min-content":
        return float(min_content_width(context, box, outer=False))
    room = containing_block.width if isinstance(containing_block, boxes.Box) else containing_block[0]
    for name in ("margin_{}", "padding_{}", "border_{}_width"):
        edges = [getattr(box, name.format(side)) for side in ("left", "right")]
        room -= sum(edge for edge in edges if edge != "auto")
    return float(min(room, gaps + shrink_to_fit(context, box, room)))


def _gaps(box: Any) -> float:
    """What stands between the parts of a row, which WeasyPrint does not count as something that is in it."""
    gap = box.style["column_gap"]
    is_row = isinstance(box, boxes.FlexContainerBox) and box.style["flex_direction"].startswith("row")
    is_length = is_row and gap != "normal" and gap.unit == "px"
    return float(gap.value) * (len(box.children) - 1) if is_length else 0.0


PATCHES = (
    Patch("weasyprint.layout.block:block_level_layout_switch", _fitting),
    Patch("weasyprint.layout.flex:flex_layout", _in_line),
)
