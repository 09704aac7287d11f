"""What is placed beside its paragraph, and does not fit on the page, goes on beside it on the next one.

WeasyPrint 70.0 lays out the rest of such a box in the block that it belongs to, as that stood on the page before. Where
margins change sides with the pages, the rest is off by the difference: six millimetres outside the text on one side of
the sheet, and inside on the other. Here it is moved by as much as the pages differ. What floats is off too, and with it
the text that goes round it: that is left, and known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from dossier.press.weasy.hooks.installer import install

_STOOD_AT = "_page_begins_at"  #: of a block out of which something is carried over: where its page's text area began


@dataclass(slots=True)
class FloatLog:
    """What has been carried over while this was open."""

    has_floats: bool = False  #: to a page whose text area begins elsewhere


@contextmanager
def installed() -> Iterator[FloatLog]:
    """While this is open, what is carried over stands where it belongs. `OtherWeasyPrint` if that cannot be."""
    carry_over = FloatLog()
    ours = (
        ("weasyprint.layout:LayoutContext.add_broken_out_of_flow", _remembering),
        ("weasyprint.layout.page:absolute_box_layout", _move),
        ("weasyprint.layout.page:float_layout", lambda stock: _note(stock, carry_over)),
    )
    with install(ours):
        yield carry_over


def _remembering(stock: Callable[..., None]) -> Callable[..., None]:
    """The page that a block stands on is known when something of it is carried over, and not later."""

    def add_broken_out_of_flow(context: Any, new_box: Any, box: Any, containing_block: Any, resume_at: Any) -> None:
        vars(containing_block).setdefault(_STOOD_AT, _top_of_text(context))
        stock(context, new_box, box, containing_block, resume_at)

    return add_broken_out_of_flow


def _move(stock: Callable[..., Any]) -> Callable[..., Any]:
    """As `make_page` of WeasyPrint calls it: for what is carried over, and for notes, which are not moved."""

    def laid_out(context: Any, box: Any, containing_block: Any, *rest: Any, **options: Any) -> Any:
        layout, resume_at = stock(context, box, containing_block, *rest, **options)
        if distance := _distance(context, containing_block):
            layout.translate(dx=distance)
        return layout, resume_at

    return laid_out


def _note(stock: Callable[..., Any], carry_over: FloatLog) -> Callable[..., Any]:
    def laid_out(context: Any, box: Any, containing_block: Any, *rest: Any, **options: Any) -> Any:
        carry_over.has_floats |= bool(_distance(context, containing_block))
        return stock(context, box, containing_block, *rest, **options)

    return laid_out


def _distance(context: Any, block: Any) -> float:
    """By how much the page begins further right than the one that a block stood on; 0 if nothing was carried over."""
    stood_at = vars(block).get(_STOOD_AT)
    return 0.0 if stood_at is None else _top_of_text(context) - stood_at


def _top_of_text(context: Any) -> float:
    """Where the text area of the page begins that is laid out, as the area of its footnotes does."""
    left: float = context.current_footnote_area.position_x
    return left
