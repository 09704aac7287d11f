"""`display: contents`: an element without a box, whose parts stand where it would.

WeasyPrint 70.0 leaves such a declaration out, so that in a grid what belongs in cells of their own stands in one, run
together. Here what asks for it is marked (`foreign/browser`), and gives its parts away as its boxes are made.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from dossier.press.html.foreign.browser import UNBOXED
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.formatting_structure import boxes

_PLAIN = (boxes.BlockBox, boxes.InlineBox, boxes.InlineBlockBox, boxes.FlexContainerBox, boxes.GridContainerBox)


def _unwrap(stock: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(stock)
    def element_to_box(element: Any, *rest: Any, **kwargs: Any) -> Any:
        boxes = stock(element, *rest, **kwargs)
        is_unboxed = element.get(UNBOXED) is not None and element.tag != "html" and len(boxes) == 1
        return boxes[0].children if is_unboxed and isinstance(boxes[0], _PLAIN) else boxes

    return element_to_box


PATCHES = (Patch("weasyprint.formatting_structure.build:element_to_box", _unwrap),)
