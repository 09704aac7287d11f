"""Lines that are cut off with three dots: the beginning is seen, and the dots stand where the line ends.

WeasyPrint 70.0 cuts such a line when it is drawn, box by box: what is read from the right is moved out of its frame
as a whole. Here the lines of a finished layout are cut, by whole letters from the end of the line, as browsers do
(`text-overflow`, `line-clamp`), so that what is in the boxes is what is drawn; what was cut away is kept with the dots,
for those who tell of it. A line in which all that is left is read the other way ends at its other side: there browsers
show its end, and the dots before it.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from dossier.press.html import bidi
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.layout.inline import split_text_box
    from weasyprint.text.line_break import create_layout, line_size

CUT_AWAY = "cut_away"  #: of a box of three dots: the element and the words of each text that is not seen
_DOTS = "…"
_SLACK = 0.1  #: px by which a line may stick out
_JOINERS = "\u200c\u200d"


class _Room(NamedTuple):
    """From where to where a line may be seen, px, and which way it is read."""

    left: float
    right: float
    is_rtl: bool

    def sticks_out(self, box: Any) -> bool:
        if self.is_rtl:
            return bool(box.position_x < self.left - _SLACK)
        return bool(box.position_x + box.margin_width() > self.right + _SLACK)

    def without(self, width: float) -> _Room:
        return self._replace(left=self.left + width) if self.is_rtl else self._replace(right=self.right - width)

    def beside(self, box: Any) -> float:
        """What of the room is left behind where a box begins."""
        return float(box.position_x + box.margin_width() - self.left if self.is_rtl else self.right - box.position_x)


def _finish(stock: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(stock)
    def layout_document(html: Any, root_box: Any, context: Any, *rest: Any, **options: Any) -> Any:
        pages = list(stock(html, root_box, context, *rest, **options))
        for page in pages:
            for line, room in _lines(page, None):
                _cut(context, line, room)
        return pages

    return layout_document


def _lines(box: Any, block: Any) -> Iterator[tuple[Any, _Room]]:
    """The lines that are to end in three dots if they do not fit, or do in any case."""
    box = box._box if isinstance(box, AbsolutePlaceholder) else box
    if isinstance(box, boxes.LineBox) and block is not None:
        left = block.content_box_x()
        room = _Room(left, left + block.width, box.style["direction"] == "rtl")
        if box.block_ellipsis != "none" or (
            box.text_overflow == "ellipsis" and any(room.sticks_out(leaf) for leaf in _leaves(box))
        ):
            yield box, room
    if isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _lines(child, box)


def _leaves(box: Any) -> Iterator[Any]:
    for child in box.children:
        if child.is_in_normal_flow():
            if isinstance(child, boxes.InlineBox):
                yield from _leaves(child)
            else:
                yield child


def _cut(context: Any, line: Any, room: _Room) -> None:
    """Cut a line so that the dots have room behind what is left of it."""
    sign = _DOTS if line.block_ellipsis in ("none", "auto") else line.block_ellipsis[1]
    line.block_ellipsis, line.text_overflow = "none", "clip"
    dots = boxes.TextBox.anonymous_from(line, sign)
    dots.element_tag += "::ellipsis"
    dots, _, _ = split_text_box(context, dots, None, 0)
    if dots is None:
        return
    boxes_left, edge, away = _keep(context, line, room.without(dots.width), room)
    line.children = _without(line, boxes_left, room)
    if (only := _of_other_direction(line, room)) is not None:
        only.translate(dx=-dots.width if room.is_rtl else dots.width)
        edge = only.position_x + only.width + dots.width if room.is_rtl else only.position_x - dots.width
    setattr(dots, CUT_AWAY, away)
    line.children = [*line.children, dots]
    dots.position_x = edge - dots.width if room.is_rtl else edge
    dots.position_y = line.position_y + line.baseline - dots.baseline - dots.margin_top


def _of_other_direction(line: Any, room: _Room) -> Any:
    """The one text that is left of a line, if it is read the other way than the line: it ends where others begin."""
    texts = [*_texts(line)]
    own: bidi.Direction = "rtl" if room.is_rtl else "ltr"
    other: bidi.Direction = "ltr" if room.is_rtl else "rtl"
    words = texts[0].text if len(texts) == 1 else ""
    return texts[0] if bidi.has_letters(words, other) and not bidi.has_letters(words, own) else None


def _keep(context: Any, line: Any, narrow: _Room, room: _Room) -> tuple[dict[int, Any], float, list[tuple[Any, str]]]:
    """What is left of a line: by its identity each box or what stands for it; where it ends; what is cut away."""
    boxes_left: dict[int, Any] = {}
    away: list[tuple[Any, str]] = []
    edge = room.right if room.is_rtl else room.left
    is_full = False
    order = sorted(
        _leaves(line), key=lambda leaf: -leaf.position_x - leaf.margin_width() if room.is_rtl else leaf.position_x
    )
    for leaf in order:
        last_leaf = leaf
        if is_full or narrow.sticks_out(leaf):
            last_leaf = None if is_full or not isinstance(leaf, boxes.TextBox) else _first_part(context, leaf, narrow)
            is_full = True
            if isinstance(leaf, boxes.TextBox):
                away.append((leaf.element, leaf.text[len(last_leaf.text) if last_leaf else 0 :]))
            else:
                away += [(box.element, box.text) for box in _texts(leaf)]
        if last_leaf is not None:
            boxes_left[id(leaf)] = last_leaf
            edge = last_leaf.position_x if room.is_rtl else last_leaf.position_x + last_leaf.margin_width()
    return boxes_left, edge, away


def _first_part(context: Any, box: Any, room: _Room) -> Any:
    """As much of a text as has room, from its first letter on; None if that is nothing."""
    free, text = room.beside(box), box.text
    few, many = 0, len(text)
    while few < many:
        middle = (few + many + 1) // 2
        few, many = (middle, many) if width_of(context, text[:middle], box.style) <= free else (few, middle - 1)
    while few and few < len(text) and (unicodedata.combining(text[few]) or text[few] in _JOINERS):
        few -= 1
    words = text[:few].rstrip()
    if not words:
        return None
    part, _, _ = split_text_box(context, box.copy_with_text(words), None, 0)
    part.justification_spacing = 0
    part.position_x = box.position_x + box.width - part.width if room.is_rtl else box.position_x
    part.position_y = box.position_y
    return part


def width_of(context: Any, text: str, style: Any) -> float:
    """How wide a text is in one line, px."""
    layout = create_layout(text, style, context, None, 0)  # which owns the line
    line, _ = layout.get_first_line()
    return float(line_size(line, style)[0])


def _without(box: Any, boxes_left: dict[int, Any], room: _Room) -> list[Any]:
    """The children of a line or of a part of it, without what is cut away."""
    children = []
    for child in box.children:
        if not child.is_in_normal_flow() or id(child) in boxes_left:
            children.append(boxes_left.get(id(child), child))
        elif isinstance(child, boxes.InlineBox) and (inner := _without(child, boxes_left, room)):
            changed = len(inner) < len(child.children) or any(
                a is not b for a, b in zip(inner, child.children, strict=True)
            )
            child.children = inner
            if changed:
                _close(child, room)
            children.append(child)
    return children


def _close(box: Any, room: _Room) -> None:
    """Let a part of a line end where what is left of it ends, without the edge that it had there."""
    inside = [child for child in box.children if child.is_in_normal_flow()]
    if not inside:
        return
    first = min(child.position_x for child in inside)
    last = max(child.position_x + child.margin_width() for child in inside)
    if room.is_rtl:
        last = box.content_box_x() + box.width
        box.margin_left = box.border_left_width = box.padding_left = 0
        box.position_x = first
    else:
        box.margin_right = box.border_right_width = box.padding_right = 0
    box.width = last - box.content_box_x()


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _texts(child)


PATCHES = (Patch("weasyprint.document:layout_document", _finish),)
