"""What is positioned in a line stands by the box that it counts its edges from, or where the line has come to.

WeasyPrint 70.0 moves all that is positioned in a line to the top of the line, even what has been placed by the edges of
an inline box with `position: relative`; and where nothing is said of its sides, it stands at the right edge of a page
that is read from there, on the first words. Here both are put right when the pages are done (CSS 2, 10.1 and 10.3.7).
And it stops at a line that is read from the right and holds nothing but such boxes, for want of one to begin with.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder


def _finish(stock: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    @functools.wraps(stock)
    def layout_backgrounds(page: Any, get_image_from_uri: Any) -> None:
        for line in list(_lines(page)):
            for one, before, holder in list(_placements(line, None, None)):
                _place(one._box, line, before, holder)
        stock(page, get_image_from_uri)

    return layout_backgrounds


def _lines(box: Any) -> Iterator[Any]:
    box = box._box if isinstance(box, AbsolutePlaceholder) else box
    if isinstance(box, boxes.LineBox):
        yield box
    if isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _lines(child)


def _placements(box: Any, before: Any, holder: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Each positioned box of a line, what stands before it in the line, and the inline box that it is placed by."""
    if isinstance(box, boxes.InlineBox) and box.style["position"] == "relative":
        holder = box
    for child in box.children:
        if isinstance(child, AbsolutePlaceholder):
            if child.style["position"] == "absolute" and child._layout_done:
                yield child, before, holder
        elif child.is_in_normal_flow():
            if isinstance(child, boxes.InlineBox):
                yield from _placements(child, before, holder)
            before = child


def _place(box: Any, line: Any, before: Any, holder: Any) -> None:
    x, y = box.position_x, box.position_y
    is_static = box.left == box.right == "auto"
    if is_static and line.style["direction"] == "rtl" and "inline" in box.style.specified["display"]:
        x = (line.position_x + line.width if before is None else before.position_x) - box.margin_width()
    if holder is not None:
        left, top = holder.padding_box_x(), holder.padding_box_y()
        if box.left != "auto":
            x = left + box.left
        elif box.right != "auto":
            x = left + holder.padding_width() - box.right - box.margin_width()
        if box.top != "auto":
            y = top + box.top
        elif box.bottom != "auto":
            y = top + holder.padding_height() - box.bottom - box.margin_height()
    box.translate(dx=x - box.position_x, dy=y - box.position_y)


def _begin(stock: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(stock)
    def split_inline_box(
        context: Any, box: Any, position_x: Any, max_x: Any, bottom_space: Any, skip_stack: Any, *rest: Any
    ) -> Any:
        before, skip = box.style, next(iter(skip_stack or (0,)))
        if before["direction"] == "rtl" and not any(map(_is_seen_in_line, box.children[skip:])):
            box = box.copy()
            box.style = before.copy()
            box.style["direction"] = "ltr"  # nothing is there that has an order
        new_box, *more = stock(context, box, position_x, max_x, bottom_space, skip_stack, *rest)
        if new_box is not None and box.style is not before:
            new_box.style = before
        return (new_box, *more)

    return split_inline_box


def _is_seen_in_line(box: Any) -> bool:
    return bool(box.is_in_normal_flow() and not (isinstance(box, boxes.TextBox) and box.text.isspace()))


PATCHES = (
    Patch("weasyprint.layout.inline:split_inline_box", _begin),
    Patch("weasyprint.layout.background:layout_backgrounds", _finish),
)
