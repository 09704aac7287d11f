"""Flexible boxes that are read from the right: a mirror of those that are read from the left.

WeasyPrint 70.0 takes `left` for the start of such a row and `right` for its end, turns the gap round in every second
line of a row that wraps, so that its boxes touch, and puts the end of a column at its right. Here they are laid out
from the left, and each box is put on the other side, as in `rtl_grids`. What is placed by the edges of the whole waits
until that is done, so that it is not moved along.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.fixes.grids.rtl import relative
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.layout.absolute import AbsolutePlaceholder, absolute_layout

_TURNED = {"left": "right", "right": "left"}  #: sides of the page, said for a row that will be mirrored


def _mirror_flex(stock: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(stock)
    def flex_layout(
        context: Any,
        box: Any,
        bottom_space: Any,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        discard: Any,
    ) -> Any:
        before = box.style
        is_rtl = before["direction"] == "rtl"
        absolute = [] if is_rtl and before["position"] == "relative" else absolute_boxes
        if is_rtl:
            box = _turn(box)
        laid_out, *more = stock(
            context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute, fixed_boxes, discard
        )
        if is_rtl and laid_out is not None:
            laid_out.style = before
            _mirror(laid_out)
            for one in absolute if absolute is not absolute_boxes else ():
                absolute_layout(context, one, laid_out, fixed_boxes, bottom_space, skip_stack=None)
        return (laid_out, *more)

    return flex_layout


def _turn(box: Any) -> Any:
    """The box as it is to be laid out: from the left, and with nothing placed by its edges."""
    before, box = box.style, box.copy()
    box.style = before.copy()
    box.style["direction"] = "ltr"
    if before["position"] == "relative":
        box.style["position"] = "static"
    if before["flex_direction"].startswith("row"):
        box.style["justify_content"] = tuple(_TURNED.get(word, word) for word in before["justify_content"])
    return box


def _mirror(box: Any) -> None:
    edges = 2 * box.content_box_x() + box.width
    for child in box.children:
        if not isinstance(child, AbsolutePlaceholder) and child.is_flex_item:
            shift = relative(child)
            child.translate(dx=edges - 2 * (child.position_x - shift) - child.margin_width())


PATCHES = (Patch("weasyprint.layout.flex:flex_layout", _mirror_flex),)
