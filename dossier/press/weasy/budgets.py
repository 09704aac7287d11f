"""How much WeasyPrint is about to do, counted before it does it, or while pages come: `OverLimit` if it is too much.

    with installed(limits):
        …  # one document is laid out and drawn

Boxes are counted when all of them are there and none has been laid out; what a `var()`, a counter or a gradient grows
to, where it is worked out. What is written is counted before (`html/budgets`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import hypot
from typing import Any

from dossier.press.html.budgets import longest_marks
from dossier.press.limits import Limits, OverLimit, check
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.hooks.installer import install

with fast_imports():
    from weasyprint.formatting_structure import boxes
    from weasyprint.images import process_color_stops

Stock = Callable[..., Any]

_TIMES = 3  #: that a box is laid out for each time that the flex, grid or column box round it is, about
_AN_OBJECT = 20  #: letters that a picture in a line counts as
_IDEOGRAPHS = "\u2e80"  #: and what comes after it: lines end between them


@contextmanager
def installed(limits: Limits) -> Iterator[None]:
    """While this is open a document asks for no more. `OtherWeasyPrint` if that cannot be."""

    def resolving(stock: Stock) -> Stock:
        def resolve_var(computed: Any, token: Any, parent_style: Any) -> Any:
            tokens = stock(computed, token, parent_style)
            if tokens is not None:
                check("variables", len(tokens), limits)
            return tokens

        return resolve_var

    def counting(stock: Stock) -> Stock:
        def render_value(
            self: Any, counter_value: int, counter_name: Any = None, counter: Any = None, previous_types: Any = None
        ) -> Any:
            style = counter or self.resolve_counter(counter_name, previous_types and previous_types.copy())
            if style:
                check("counters", _letters(style, abs(counter_value)), limits)
            return stock(self, counter_value, counter_name, counter, previous_types)

        return render_value

    def paging(stock: Stock) -> Stock:
        def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
            if index >= limits.pages:
                raise OverLimit("pages", limits.pages, limits.pages, is_more=True)
            return stock(index, context, root_box, html)

        return remake_page

    def shading(stock: Stock) -> Stock:
        def layout(self: Any, width: float, height: float, style: Any) -> Any:
            if self.repeating:
                check("gradients", _colours_of(self, hypot(width, height), style), limits)
            return stock(self, width, height, style)

        return layout

    with install(
        [
            ("weasyprint.css:resolve_var", resolving),
            ("weasyprint.css.counters:CounterStyle.render_value", counting),
            ("weasyprint.layout.page:remake_page", paging),
            ("weasyprint.images:LinearGradient.layout", shading),
            ("weasyprint.images:RadialGradient.layout", shading),
        ]
    ):
        yield


def _letters(style: Any, value: int) -> int:
    """About how many letters a counter of that value takes."""
    system, symbols = style["system"] or (None, "symbolic", None), style["symbols"] or ()
    count = 1
    if system[1] == "symbolic" and symbols:
        count = value // len(symbols)
    elif system[1] == "additive" and style["additive_symbols"]:
        count = value // max(weight for weight, _ in style["additive_symbols"]) + 1
    return max(count, (style["pad"] or (0, ""))[0])


def _colours_of(gradient: Any, whole: float, style: Any) -> int:
    """About how many colours a gradient has when it is repeated over so many px."""
    positions, _ = process_color_stops(whole or 1.0, gradient.stop_positions, gradient.color_hints, style)
    length = positions[-1] - positions[0]
    return int(min(len(gradient.colors) * whole / length, 1e15)) if length > 0 else 0


def texts_of(root: Any, limits: Limits) -> Iterator[Any]:
    """The text boxes of a document that is to be laid out, in their order, while all boxes are counted."""
    layouts = 0  #: of boxes that are laid out more than once
    times = 1  #: that each box is laid out
    line = _LineBudget(limits)
    pending: list[Any] = [root]
    while pending:
        box = pending.pop()
        if box.__class__ is int:  # what holds so many times has ended
            times = box
            continue
        if times > 1:
            layouts += times
            if layouts > limits.layouts:
                raise OverLimit("layouts", layouts, limits.layouts, is_more=True).about(box.element)
        if box.__class__ is boxes.TextBox:
            line.add_text(box)
            yield box
        elif isinstance(box, boxes.ParentBox):
            if box.__class__ is boxes.LineBox:
                line.letters = line.row = 0
            elif box.__class__ is not boxes.InlineBox and (more := _times(box, limits)) > 1:
                pending.append(times)
                times *= more
            pending += reversed(box.children)
        else:
            line.add_object(box)


class _LineBudget:
    """A paragraph, as far as its boxes have come."""

    __slots__ = ("_limits", "letters", "row")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.letters = self.row = 0  #: and pieces since the last space

    def add_text(self, box: Any) -> None:
        text, limits = box.text, self._limits
        self.letters += len(text)
        self.row = 0 if _breaks(text) else self.row + 1
        if len(text) > limits.marks and not text.isascii() and (marks := longest_marks(text)) > limits.marks:
            raise OverLimit("marks", marks, limits.marks).about(box.element)
        if len(text) > limits.word and (longest := _longest(box)) > limits.word:
            raise OverLimit("word", longest, limits.word).about(box.element)
        if self.letters > limits.paragraph or self.row > limits.row:
            self._stop(box)

    def add_object(self, box: Any) -> None:
        """A picture, which is looked at again on every page of its paragraph."""
        self.letters += _AN_OBJECT
        self.row += 1
        if self.letters > self._limits.paragraph or self.row > self._limits.row:
            self._stop(box)

    def _stop(self, box: Any) -> None:
        for limit, count in (("paragraph", self.letters), ("row", self.row)):
            most = getattr(self._limits, limit)
            if count > most:
                raise OverLimit(limit, count, most, is_more=True).about(box.element)


def _breaks(text: str) -> bool:
    """Whether a line may end in it, as far as that is seen at once."""
    return " " in text or "\n" in text or "\u200b" in text or text[:1] >= _IDEOGRAPHS


def _longest(box: Any) -> int:
    """The letters of the longest word, where words may be hyphenated."""
    return max(map(len, box.text.split()), default=0) if box.style["hyphens"] == "auto" else 0


def _times(box: Any, limits: Limits) -> int:
    """How often what is in a box is laid out whenever that is. Tables and grids are counted."""
    if isinstance(box, boxes.TableBox):
        _check_table(box, limits)
    elif isinstance(box, boxes.GridContainerBox):
        _check_grid(box, limits)
        return _TIMES
    elif isinstance(box, boxes.FlexContainerBox):
        return _TIMES
    elif isinstance(box, boxes.BlockContainerBox):
        style = box.style
        return _TIMES if style["column_width"] != "auto" or style["column_count"] != "auto" else 1
    return 1


def _check_table(table: Any, limits: Limits) -> None:
    cells = places = columns = 0
    for group in table.children:
        rows = group.children
        for number, row in enumerate(rows):
            cells += len(row.children)
            places += sum(cell.colspan * min(cell.rowspan or len(rows), len(rows) - number) for cell in row.children)
            columns = max(columns, sum(cell.colspan for cell in row.children))
    for limit, count in (("cells", cells), ("spans", places), ("columns", columns)):
        if count > getattr(limits, limit):
            raise OverLimit(limit, count, getattr(limits, limit)).about(table.element)


def _check_grid(grid: Any, limits: Limits) -> None:
    numbers = [_tracks(grid.style[f"grid_template_{axis}"]) for axis in ("rows", "columns")]
    for child in grid.children:
        lines = (child.style[f"grid_{axis}_{end}"] for axis in ("row", "column") for end in ("start", "end"))
        numbers += [abs(number) for line in lines if line != "auto" for number in line if isinstance(number, int)]
    if max(numbers) > limits.grid:
        raise OverLimit("grid", max(numbers), limits.grid).about(grid.element)


def _tracks(template: Any) -> int:
    """Of a grid's rows or columns, as they are written."""
    if not isinstance(template, list | tuple):
        return 0
    count = 0
    for track in template[1::2]:  # names stand before, between and behind them
        is_repeated = isinstance(track, tuple) and track[0] == "repeat()" and isinstance(track[1], int)
        count += track[1] * (len(track[2]) // 2) if is_repeated else 1
    return count
