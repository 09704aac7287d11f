"""What layout remembers of boxes, and what it need not look for in long lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from dossier.press.weasy.layout_cache.styles import may_change

_OUT_OF_FLOW = frozenset({"left", "right", "inline-start", "inline-end", "footnote"})
_IN_FLOW = frozenset({"static", "relative"})
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_SIZES = 16  #: of blocks that a style is remembered in at a time


def percentages(stock: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Margins, paddings, borders and sizes of a style in a block of some size, worked out once.

    They depend on nothing else, but for a page, which takes its height for more. WeasyPrint works them out on a box
    that has nothing but the style. Where borders collapse, those that the box has already are the table's.
    """

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        collapses = style["border_collapse"] == "collapse"
        is_plain = isinstance(box, boxes.Box) and not isinstance(box, boxes.PageBox)
        if not is_plain or may_change(style) or (collapses and style["box_sizing"] != "content-box"):
            stock(box, containing_block)
            return
        if isinstance(containing_block, boxes.Box):
            size = containing_block.width, containing_block.height
        else:
            size = tuple(containing_block)
        by_size = vars(style).setdefault("_percentages", {})
        if (values := by_size.get(size)) is None:
            if len(by_size) == _SIZES:
                by_size.clear()
            values = by_size[size] = _resolve(stock, style, size)
        sizes, borders = values
        state = vars(box)
        state.update(sizes)
        if not collapses:
            state.update(borders)
        else:
            for name, width in borders.items():
                state.setdefault(name, width)

    return resolve_percentages


class _Probe:
    def __init__(self, style: Any) -> None:
        self.style = style


def _resolve(stock: Callable[[Any, Any], None], style: Any, size: tuple[Any, ...]) -> tuple[dict[str, Any], ...]:
    """What WeasyPrint sets on a box of that style: all but the borders, and these."""
    probe = _Probe(style)
    stock(probe, size)
    values = {name: value for name, value in vars(probe).items() if name != "style"}
    borders = {name: values.pop(name) for name in _BORDERS}
    return values, borders


def is_in_normal_flow(stock: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Two look-ups in place of six: a box is in the flow if it neither floats nor has a place of its own."""

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        return style["float"] not in _OUT_OF_FLOW and style["position"] in _IN_FLOW

    return is_in_normal_flow


def once(stock: Callable[..., Any]) -> Callable[..., Any]:
    """A line from right to left is set once, and not twice.

    WeasyPrint sets a line again if it has come to stand elsewhere than was thought. It compares left edges, and where
    that of an Arabic line is it cannot know before. Where nothing is out of the flow, the second time gives what the
    first has given: `collisions` says then that the line stands where it was thought.
    """

    def get_next_linebox(
        context: Any,
        linebox: Any,
        position_y: Any,
        bottom_space: Any,
        skip_stack: Any,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Any:
        if "_flows" not in (state := vars(linebox)):
            state["_flows"] = all(box.is_in_normal_flow() for box in linebox.descendants())
        state["_is_set_once"] = state["_flows"] and not first_line_style  # as are the lines, which are copies
        return stock(
            context,
            linebox,
            position_y,
            bottom_space,
            skip_stack,
            containing_block,
            absolute_boxes,
            fixed_boxes,
            first_letter_style,
            first_line_style,
        )

    return get_next_linebox


class _Edge(float):
    """Where an Arabic line begins; with the width of the line it is still that, and not what lies beyond."""

    def __add__(self, width: float) -> float:
        return float(self)


def collisions(stock: Callable[..., Any]) -> Callable[..., Any]:
    """Where nothing floats, a line has the whole width of its block: nothing has to be gone through to find out."""

    def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
        if context.excluded_shapes or not isinstance(box, boxes.LineBox) or not (outer or _has_no_margins(box)):
            return stock(context, box, containing_block, outer)
        left = containing_block.content_box_x()
        right = left + containing_block.width
        if containing_block.style["direction"] != "rtl" or box.style["float"] != "none":
            return left, box.position_y, right - left
        state = vars(box)
        has_been_set = "baseline" in state and state.get("_is_set_once")
        return _Edge(right) if has_been_set else right, box.position_y, right - left

    return avoid_collisions


def _has_no_margins(box: Any) -> bool:
    return not (box.margin_left or box.margin_right or box.margin_top)


_CORNERS = {f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")}
_SHAPES = ("border_image_source", "mask_border_source")


def backgrounds(stock: Callable[..., None]) -> Callable[..., None]:
    """Boxes without a background, which nearly all are: what says so is looked up once for each style."""

    def layout_box_backgrounds(
        page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if box is page or style is not None or not _is_bare(box.style):
            stock(page, box, get_image_from_uri, layout_children, style)
            return
        own = vars(box)
        vars(own.get("_box", box)).update(_CORNERS)  # a placeholder stands for a positioned box
        box.background = None
        if layout_children:
            for child in box.all_children():
                layout_box_backgrounds(page, child, get_image_from_uri)

    return layout_box_backgrounds


def _is_bare(style: Any) -> bool:
    state = vars(style)
    if (answer := state.get("_is_bare")) is None:
        answer = (
            all((0, "px") in style[name] for name in _CORNERS)
            and all(style[name][0] == "none" for name in _SHAPES)
            and not style["box_shadow"]
            and (style["visibility"] == "hidden" or _is_clear(style))
        )
        if not may_change(style):
            state["_is_bare"] = answer
    found: bool = answer
    return found


def _is_clear(style: Any) -> bool:
    images = (type_ == "none" or (type_ != "url" and not value) for type_, value in style["background_image"])
    is_clear: bool = get_color(style, "background_color").alpha == 0
    return is_clear and all(images)


def footnotes(stock: Callable[..., None]) -> Callable[..., None]:
    """WeasyPrint looks for each box of each line in the list of footnotes still to come, which takes longer the more
    there are. Boxes are equal only if they are the same, so a set beside the list says it at once."""

    def init(context: Any, *others: Any, **kwargs: Any) -> None:
        stock(context, *others, **kwargs)
        context.footnotes = BoxQueue(context.footnotes)

    return init


class BoxQueue(list[Any]):
    """A list of different boxes that knows which it holds. Only what WeasyPrint does with it is done."""

    def __init__(self, boxes: Iterable[Any] = ()) -> None:
        super().__init__(boxes)
        self._ids = set(map(id, self))

    def __contains__(self, box: object) -> bool:
        return id(box) in self._ids

    def append(self, box: Any) -> None:
        super().append(box)
        self._ids.add(id(box))

    def remove(self, box: Any) -> None:
        super().remove(box)
        if not super().__contains__(box):
            self._ids.discard(id(box))

    def copy(self) -> BoxQueue:
        return BoxQueue(self)


def footnote_area(stock: Callable[..., Any]) -> Callable[..., Any]:
    """A footnote that is laid out in the area of its page is not laid out again for each one that comes below it.

    WeasyPrint lays out a copy of the whole area for every footnote, to know its height, and drops it. A footnote comes
    out the same as long as it stands at the same place of the same page with the same margin above it, if it is nothing
    but text in the flow (see `_is_plain_text`) and nothing floats beside it.
    """

    results: dict[Any, Any] = {}
    known_of: Any = None  #: the area of the page that is being made

    def block_level_layout(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool = True,
        absolute_boxes: Any = None,
        fixed_boxes: Any = None,
        adjoining_margins: Any = None,
        *others: Any,
    ) -> Any:
        nonlocal results, known_of
        rest = bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins
        is_note = isinstance(containing_block, boxes.FootnoteAreaBox) and skip_stack is None and not any(others)
        if not is_note or box.element is None or context.excluded_shapes or not _is_plain_text(box):
            return stock(context, box, *rest, *others)
        if known_of is not context.current_footnote_area:
            results, known_of = {}, context.current_footnote_area
        place = box.position_x, box.position_y, containing_block.width, containing_block.height
        key = (box.element, place, bottom_space, page_is_empty, context.forced_break, tuple(adjoining_margins))
        if key not in results:
            result = stock(context, box, *rest, *others)
            results[key] = result, tuple(adjoining_margins)
        (laid_out, resume_at, next_page, margins, *ends), adjoining_margins[:] = results[key]
        return (laid_out.copy(), resume_at, next_page.copy(), margins.copy(), *ends)

    return block_level_layout


def _is_plain_text(box: Any) -> bool:
    return (
        box.style["position"] == "static"
        and not box.footnote
        and (
            isinstance(box, boxes.TextBox)
            or (
                isinstance(box, boxes.BlockBox | boxes.LineBox | boxes.InlineBox)
                and box.is_in_normal_flow()
                and all(map(_is_plain_text, box.children))
            )
        )
    )


def page_references(stock: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """WeasyPrint writes the references of all pages again for each bookmark and each element of its structure tree."""

    def references(pdf: Any) -> Any:
        count, result = vars(pdf).get("_page_references", (0, ()))
        if count != len(pdf.pages["Kids"]):
            count, result = vars(pdf)["_page_references"] = len(pdf.pages["Kids"]), stock(pdf)
        return result

    return references


def to_bytes(stock: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """What is written into a PDF, by its type; numbers with a fraction, which come again and again, are kept."""
    memo = lru_cache(16_384)(stock)

    def _to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            data: bytes = item
            return data
        if kind is str:
            return item.encode("ascii")  # type: ignore[no-any-return]
        if kind is int:
            return b"%d" % item
        return memo(item) if kind is float else stock(item)

    return _to_bytes
