"""Grids: the first column at the right where they are read from there, and as many columns as fit.

WeasyPrint 70.0 lays out every grid from the left. Here a grid that is read from the right is laid out as it does, and
then each item is put on the other side of the grid, so that fixed tracks, areas, spans, gaps and alignment all come out
as in a mirror; what is inside of the items is not turned. `repeat(auto-fill, …)` and `repeat(auto-fit, …)` count as 1
there; here the columns that have room are counted first (CSS Grid Layout 1, 7.2.3.2). A picture in a grid that meets
the end of the page is an assertion that fails there.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from math import inf
from types import MappingProxyType
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.css.properties import Dimension
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block
    from weasyprint.layout.absolute import absolute_layout
    from weasyprint.layout.percent import percentage
    from weasyprint.layout.preferred import max_content_width

_TURNED = {"left": "end", "right": "start"}  #: sides of the page, said for a grid that will be mirrored
_COLUMNS = "_columns_of_the_grid"  #: of a box: their widths and the gap between them
#: How `justify-content` shares out what is free: before the first of so many columns, and between each two.
_SHARES: Mapping[str, Callable[[int], tuple[float, float]]] = MappingProxyType(
    {
        "center": lambda _: (1 / 2, 0.0),
        "right": lambda _: (1.0, 0.0),
        "end": lambda _: (1.0, 0.0),
        "flex-end": lambda _: (1.0, 0.0),
        "space-around": lambda count: (1 / 2 / count, 1 / count),
        "space-between": lambda count: (0.0, 1 / (count - 1) if count > 1 else 0.0),
        "space-evenly": lambda count: (1 / (count + 1), 1 / (count + 1)),
    }
)
_MOST = 1000  #: columns
_SIZES = (("grid_template_columns", "width", "column_gap"), ("grid_template_rows", "height", "row_gap"))


def _mirror_grid(stock: Callable[..., Any]) -> Callable[..., Any]:
    whole = _keep_whole(stock)

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
        rest = page_is_empty, absolute_boxes, fixed_boxes
        is_rtl = box.style["direction"] == "rtl"
        is_counted = any(_is_automatic(box.style[template]) for template, _, _ in _SIZES)
        if not (is_rtl or is_counted):
            laid_out, *more = whole(context, box, bottom_space, skip_stack, containing_block, *rest)
            if laid_out is not None:
                _share_gaps(laid_out)
            return (laid_out, *more)
        before, box = box.style, box.copy()
        box.style = before.copy()
        absolute = [] if is_rtl and before["position"] == "relative" else absolute_boxes
        if is_counted:
            _count(box, containing_block)
        if is_rtl:
            _turn(context, box)
        rest = page_is_empty, absolute, fixed_boxes
        laid_out, *more = whole(context, box, bottom_space, skip_stack, containing_block, *rest)
        if laid_out is not None:
            _share_gaps(laid_out)
            laid_out.style = before
            if is_rtl:
                _mirror(laid_out)
            for one in absolute if absolute is not absolute_boxes else ():  # by the edges, which are no mirror's
                absolute_layout(context, one, laid_out, fixed_boxes, bottom_space, skip_stack=None)
        return (laid_out, *more)

    return grid_layout


def _keep_whole(stock: Callable[..., Any]) -> Callable[..., Any]:
    """A grid with a picture that the page would break goes to the next one; on an empty page it is not broken."""

    def grid_layout(context: Any, box: Any, bottom: Any, skip: Any, block: Any, *rest: Any, **kwargs: Any) -> Any:
        try:
            return stock(context, box, bottom, skip, block, *rest, **kwargs)
        except AssertionError:  # WeasyPrint's own, of items that have nothing in them that could be broken
            context.finish_block_formatting_context(box)
            page_is_empty = rest[0] if rest else kwargs["page_is_empty"]
            if not page_is_empty:
                return None, None, {"break": "any", "page": None}, [], False
            return stock(context, box, -inf, skip, block, *rest, **kwargs)

    return grid_layout


def _turn(context: Any, box: Any) -> None:
    """Have a grid laid out from the left, and right and left change places in what is said of its items."""
    box.style["direction"] = "ltr"
    if box.style["position"] == "relative":
        box.style["position"] = "static"
    for name in ("justify_content", "justify_items"):
        box.style[name] = _turn_words(box.style[name])
    box.children = [_turned_item(context, child, box.style["justify_items"]) for child in box.children]


def _turn_words(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(_TURNED.get(word, word) for word in words)


def _turned_item(context: Any, child: Any, usual: Sequence[str]) -> Any:
    own = _turn_words(child.style["justify_self"])
    is_narrow = not {"normal", "stretch"} & set(usual if "auto" in own else own) and child.style["width"] == "auto"
    if own == child.style["justify_self"] and not is_narrow:
        return child
    width = max_content_width(context, child, outer=False) if is_narrow else 0.0
    child, style = child.copy(), child.style.copy()
    style["justify_self"] = own
    if is_narrow and not isinstance(child, boxes.ReplacedBox):  # else its words would keep the edge of its column
        style["width"], style["max_width"] = Dimension(width, "px"), Dimension(100, "%")
        style["box_sizing"] = "content-box"
    child.style = style
    return child


def _noting(stock: Callable[..., Any]) -> Callable[..., Any]:
    """The columns of a grid are known when they are sized, and not later."""

    @functools.wraps(stock)
    def resolve(functions: Any, size: Any, positions: Any, start: Any, direction: str, gap: float, *rest: Any) -> Any:
        tracks = stock(functions, size, positions, start, direction, gap, *rest)
        if direction == "x":
            _, box, *_ = rest
            setattr(box, _COLUMNS, ([width for width, _ in tracks], gap))
        return tracks

    return resolve


def _share_gaps(box: Any) -> None:
    """Take the gaps from the room that `justify-content` shares out: WeasyPrint gives it away twice."""
    sizes, gap = vars(box).get(_COLUMNS, ((), 0.0))
    rule = next((rule for word, rule in _SHARES.items() if word in box.style["justify_content"]), None)
    gaps = gap * (len(sizes) - 1)
    room = max(0.0, box.width - sum(sizes))
    if rule is None or not gaps or not room:
        return
    starts, moves, at = [], [], box.content_box_x()
    first, between = rule(len(sizes))
    for number, size in enumerate(sizes):
        starts.append(at + room * (first + number * between))
        moves.append((max(0.0, room - gaps) - room) * (first + number * between))
        at += size + gap
    for child in box.children:
        number = max((at for at, start in enumerate(starts) if start <= child.position_x + 0.01), default=0)
        child.translate(dx=moves[number])


def _mirror(box: Any) -> None:
    edges = 2 * box.content_box_x() + box.width
    for child in box.children:
        shift = relative(child)
        child.translate(dx=edges - 2 * child.position_x - child.margin_width() + 2 * shift)


def relative(child: Any) -> float:
    """How far an item has been moved to the right by `position: relative`."""
    if child.style["position"] != "relative":
        return 0.0
    left, right = child.left, child.right
    if left != "auto" and (right == "auto" or child.style["direction"] == "ltr"):
        return float(left)
    return 0.0 if right == "auto" else -float(right)


def _is_automatic(tracks: Any) -> bool:
    return any(_is_repeated(track) and not isinstance(track[1], int) for track in tracks)


def _is_repeated(track: Any) -> bool:
    return isinstance(track, tuple) and bool(track) and track[0] == "repeat()"


def _count(box: Any, containing_block: Any) -> None:
    """Say how often the tracks of a grid are repeated that has as many as fit."""
    probe = box.copy()
    if isinstance(box, boxes.GridBox):
        block.block_level_width(probe, containing_block)
    for template, size, gap in _SIZES:
        tracks = box.style[template]
        if _is_automatic(tracks):
            room = getattr(probe, size)
            times = 1 if room == "auto" else _fitting(tracks, room, _length(box.style[gap], box, room), box)
            if template == "grid_template_columns" and _fits_items(tracks, box):
                times = max(1, min(times, len(box.children)))
            box.style[template] = tuple(
                ("repeat()", times, track[2]) if _is_repeated(track) and not isinstance(track[1], int) else track
                for track in tracks
            )


def _fits_items(tracks: Any, box: Any) -> bool:
    """Whether columns without an item are left out (auto-fit), and the items fill them one after the other."""
    is_fit = any(_is_repeated(track) and track[1] == "auto-fit" for track in tracks)
    return is_fit and all(
        child.style[f"grid_column_{side}"] == "auto" for child in box.children for side in ("start", "end")
    )


def _fitting(tracks: Sequence[Any], room: float, gap: float, box: Any) -> int:
    """How often the automatic part of a template finds room."""
    others, part, one, many = 0.0, 0.0, 0, 0
    for track in tracks[1::2]:
        if _is_repeated(track):
            sizes = [_definite(size, box, room) for size in track[2][1::2]]
            if isinstance(track[1], int):
                others, one = others + sum(sizes) * track[1], one + len(sizes) * track[1]
            else:
                part, many = sum(sizes), len(sizes)
        else:
            others, one = others + _definite(track, box, room), one + 1
    each = part + many * gap
    return min(_MOST, max(1, int((room - others - (one - 1) * gap + 0.01) // each))) if each > 0 else 1


def _definite(size: Any, box: Any, room: float) -> float:
    """What a track is counted with: its greatest size if that is a length, else its least."""
    if isinstance(size, tuple) and size[0] == "minmax()":
        least, most = (_definite(one, box, room) for one in size[1:3])
        return max(least, most)
    return _length(size, box, room)


def _length(size: Any, box: Any, room: float) -> float:
    if isinstance(size, Dimension) and size.unit.lower() == "fr":
        return 0.0
    if isinstance(size, str) or (isinstance(size, tuple) and isinstance(size[0], str)):
        return 0.0
    return float(percentage(size, box.style, room))


PATCHES = (
    Patch("weasyprint.layout.grid:_resolve_tracks_sizes", _noting),
    Patch("weasyprint.layout.grid:grid_layout", _mirror_grid),
)
