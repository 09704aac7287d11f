"""What is positioned in a grid takes no cell of it.

WeasyPrint 70.0 gives a cell to what has `position: absolute` or `fixed`, so that all that follows stands one further,
and counts its edges from there. Here it is taken out before the grid is laid out, and stands where the grid begins, or
where it says (CSS Grid Layout 1, 9).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.layout.absolute import AbsolutePlaceholder, absolute_layout


def _clear(stock: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(stock)
    def grid_layout(
        context: Any,
        box: Any,
        bottom_space: Any,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
    ) -> Any:
        absolute = [child for child in box.children if child.is_absolutely_positioned()]
        if absolute:
            box = box.copy_with_children([child for child in box.children if not child.is_absolutely_positioned()])
        laid_out, *more = stock(
            context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes
        )
        if laid_out is None or skip_stack is not None:
            return (laid_out, *more)
        for child in absolute:
            child.position_x, child.position_y = laid_out.content_box_x(), laid_out.content_box_y()
            one = AbsolutePlaceholder(child)
            laid_out.children = [*laid_out.children, one]
            if child.style["position"] == "fixed":
                fixed_boxes.append(one)
            elif box.style["position"] == "relative":
                absolute_layout(context, one, laid_out, fixed_boxes, bottom_space, skip_stack=None)
            else:
                absolute_boxes.append(one)
        return (laid_out, *more)

    return grid_layout


PATCHES = (Patch("weasyprint.layout.grid:grid_layout", _clear),)
