"""One function of WeasyPrint that is replaced while a document is laid out, for what it does wrong."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, NamedTuple


class Patch(NamedTuple):
    """What is replaced, and by what."""

    part: str  #: as in `corrections`
    wrapper: Callable[[Any], Any]  #: the function in its place, given WeasyPrint's own


def on_built_boxes(work: Callable[[Any], None], stock: Callable[..., Any]) -> Callable[..., Any]:
    """In place of `build_formatting_structure`: this is done with the boxes of a document, and those of its notes."""

    @functools.wraps(stock)
    def build_formatting_structure(*arguments: Any) -> Any:
        root_box, footnotes = stock(*arguments), arguments[-1]
        for root in (root_box, *footnotes):
            work(root)
        return root_box

    return build_formatting_structure
