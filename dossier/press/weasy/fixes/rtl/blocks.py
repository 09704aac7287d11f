"""Blocks with automatic margins stand where they belong in what is read from the right.

WeasyPrint 70.0 puts a block at the right edge of its parent before it works out the margins that are `auto`, and so the
block is off by these: with `margin: 0 auto` by half of the free width, a narrow block off the paper. A picture set as
a block is moved twice.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.formatting_structure import boxes

_MOVED = "_moved_to_the_right"  #: of a box: where it stood before it was moved, and after


def _place(stock: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(stock)
    def block_level_width(box: Any, containing_block: Any, with_min_max: bool = True) -> None:
        is_mended = (
            isinstance(containing_block, boxes.Box)
            and containing_block.style["direction"] == "rtl"
            and not box.is_column
        )
        if not is_mended:
            stock(box, containing_block, with_min_max)
            return
        before, after = vars(box).get(_MOVED, (0.0, None))
        start = box.position_x = before if after == box.position_x else box.position_x
        automatic = [side for side in ("margin_left", "margin_right") if getattr(box, side) == "auto"]
        stock(box, containing_block, with_min_max)
        box.position_x -= sum(getattr(box, side) for side in automatic)
        setattr(box, _MOVED, (start, box.position_x))

    block_level_width.without_min_max = functools.partial(  # type: ignore[attr-defined] # as WeasyPrint's own has it
        block_level_width, with_min_max=False
    )
    return block_level_width


PATCHES = (Patch("weasyprint.layout.block:block_level_width", _place),)
