"""What stands in the margins of a unit's pages, once for the left side of a sheet and once for the right.

On which side a page of a unit comes to stand is known when units are linked. Its body is the same on both, only further
to the left or right; its margins are not. So margin boxes are kept out of the pages, and set and drawn apart, with the
numbers in them left open.

Units of one edition have nearly all margins in common. What depends on nothing but what stands in `_key`, and draws
nothing but text, is drawn with fonts of its own and kept for the next unit.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import tinycss2
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.page import page_height, page_width, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages

from dossier.press.html.css.stylesheet import DocumentStyles, Stylesheet, every, significant
from dossier.press.linker.unit import ContentStream, LateNumber, RunningHeads, Side, Typeface, Unlinkable
from dossier.press.weasy.compile.edges import BREAKS_BEFORE
from dossier.press.weasy.compile.edges import SIDES as BREAK_SIDES

SIDES: tuple[Side, Side] = ("left", "right")
EXACT = 1e-6  #: px; lengths that were added up in another order are never quite the same
_HEADS = frozenset({"element", "string"})  #: functions that bring a head
_BY_PAGE = frozenset({"start", "first-except", "all-once"})  #: which of the heads of a page they may ask for
_BY_NUMBER = frozenset({"first", "nth"})  #: pseudo-classes of pages


@dataclass(slots=True, eq=False)
class Margin:
    """The margins of one kind of page, set for both sides of a sheet; then drawn."""

    pages: dict[Side, Any]  #: that hold margin boxes only
    numbers: dict[str, LateNumber]  #: by the digits that stand for them
    offset: float  #: how much further right a body stands on a left page than on a right one, px
    drawings: dict[Side, ContentStream] = field(default_factory=dict)
    faces: tuple[Typeface, ...] = ()  #: if it has been drawn with fonts of its own
    states: dict[str, Any] = field(default_factory=dict)  #: of transparency that its streams name

    def page(self, side: Side) -> Any:
        """The page that holds the margin boxes of a side; `NotReusable` if it has been given up."""
        if side not in self.pages:
            raise NotReusable
        return self.pages[side]


class NotReusable(Exception):
    """What is kept of other documents cannot serve this one: its sizes depend on its page, or a margin that was kept in
    its drawings alone has to be drawn together with it after all."""


class Margins:
    """The margin boxes of one document, in the place of WeasyPrint's own function.

    `known` are margins of other documents with the same sheets; those that may serve others are added to it.
    """

    def __init__(self, html: Any, sheets: tuple[Stylesheet, ...], margins: dict[Any, Margin]) -> None:
        self._stock: Any = None  #: WeasyPrint's own function
        self._html, self._margins_by_key = html, margins
        for sheet in sheets:
            _check_pages(sheet)
        heads = [head for sheet in sheets for head in heads_of(sheet)]
        self._by_page = any(which in _BY_PAGE for _, which in heads)
        self._heads = sorted({name for name, _ in heads})
        self._is_sided = DocumentStyles(sheets).says(BREAKS_BEFORE, BREAK_SIDES)
        self._known: dict[Any, int] = {}
        self.used: list[Margin] = []
        self.of_page: list[dict[Side, int]] = []  #: numbers among all drawings, those of a margin one behind the other
        self.shifts: list[float] = []  #: of each page, from the other side to its own, px
        self.running: frozenset[Any] = frozenset()
        self.blank: dict[Side, int] = {}  #: of a page without contents that follows the last, if chapters ask for one
        self.heads = RunningHeads()
        self._frame = _frame(html)

    def instead_of(self, stock: Any) -> Margins:
        self._stock = stock
        return self

    def __call__(self, context: Any, page: Any, state: Any) -> Sequence[Any]:
        """Instead of `make_margin_boxes`: none on the page itself."""
        if not self.of_page:
            _check_counters(context)
            running = context.running_elements.values()
            roots = [box.element for pages in running for boxes_ in pages.values() for box in boxes_]
            self.running = frozenset(element for root in roots for element in root.iter())
            self.heads = RunningHeads(
                (*context.string_set, *context.running_elements), self._heads_wanted(context, page)
            )
        margin = self._margin(context, page, page.page_type, state)
        self.of_page.append(_sides(margin))
        if self._is_sided and [len(self.of_page)] == state[1]["pages"]:
            context.current_page += 1
            self.blank = _sides(self._margin(context, page, page.page_type._replace(blank=True, name=""), state))
        offset = self.used[margin].offset
        self.shifts.append(offset if page.page_type.side == "left" else -offset)
        return ()

    def _margin(self, context: Any, page: Any, kind: Any, state: Any) -> int:
        """The number of the margins for a page of that kind."""
        strings = self._strings(context, page)
        key = kind.name, kind.blank, _identity_of(strings)
        if key not in self._known:
            margin_key = None if self._by_page else self._key(kind, strings, state)
            margin = self._margins_by_key.get(margin_key)
            if margin is None:
                margin = self._make(context, kind, state, strings)
                if margin_key is not None:
                    self._margins_by_key[margin_key] = margin
            self._known[key] = len(self.used)
            self.used.append(margin)
        return self._known[key]

    def keep_not(self, margin: Margin) -> None:
        """A margin that can serve no other document."""
        for key in [key for key, other in self._margins_by_key.items() if other is margin]:
            del self._margins_by_key[key]

    def _key(self, kind: Any, strings: Any, state: Any) -> Any:
        """All that margins depend on beside the sheets; None if they depend on what is the document's own."""
        if self._frame is None or not all(element in self._frame[1] for element in self.running):
            return None
        words = tuple(
            tuple(one if isinstance(one, str) else _serialize(one.element) for one in items) for items in strings
        )
        counters = {name: tuple(values) for name, values in state[1].items() if name not in {"page", "pages"}}
        return kind.name, kind.blank, words, tuple(sorted(counters.items())), self._frame[0]

    def _heads_wanted(self, context: Any, page: Any) -> tuple[str, ...]:
        """Heads that stand on the first page and nothing has set, there at least."""
        stores = (context.string_set, context.running_elements)
        return tuple(
            name
            for name in self._heads
            if not any(
                name in store and context.get_string_or_element_for(store, page, name, "first") for store in stores
            )
        )

    def _strings(self, context: Any, page: Any) -> Any:
        """What the margins of a page say, as far as it depends on the page: strings, and boxes of running elements."""
        if self._by_page:
            return len(self.of_page)
        return tuple(
            (name, *value)  # a name that says nothing on any page yet is as one that is not there yet
            for store in (context.string_set, context.running_elements)
            for name in sorted(store)
            for keyword in ("first", "last")
            if (value := context.get_string_or_element_for(store, page, name, keyword))
        )

    def _make(self, context: Any, kind: Any, state: Any, strings: Any) -> Margin:
        drawings: dict[Side, Any] = {}
        numbers, values = _numbers(self._html if self._by_page else strings)
        for side in SIDES:
            empty = self._page(context, kind._replace(side=side))
            quotes, counters, scopes, groups = copy.deepcopy(state)
            counters |= {name: [value] for name, value in values.items()}
            boxes = tuple(self._stock(context, empty, (quotes, counters, scopes, groups)))
            for box in boxes:
                layout_box_backgrounds(empty, box, context.get_image_from_uri)
            empty.children = boxes
            drawings[side] = weasyprint.document.Page(empty)
        left, right = (drawings[side]._page_box for side in SIDES)
        if any(
            abs(getattr(left, name)() - getattr(right, name)()) > EXACT
            for name in ("content_box_y", "margin_width", "margin_height", "border_width", "border_height")
        ):
            raise Unlinkable("left and right pages are not of one size")
        return Margin(drawings, numbers, left.content_box_x() - right.content_box_x())

    def _page(self, context: Any, kind: Any) -> Any:
        """A page of a kind without contents, as `make_page` begins one."""
        set_page_type_computed_styles(kind, self._html, context.style_for)
        page = boxes.PageBox(kind, context.style_for(kind))
        resolve_percentages(page, page.style["size"])
        page.position_x = page.position_y = 0
        page_width(page, context, page.style["size"][0])
        page_height(page, context, page.style["size"][1])
        page.background = page.canvas_background = None
        return page


def _check_pages(sheet: Stylesheet) -> None:
    for prelude in sheet.pages:
        for place, (before, token) in enumerate(pairwise(prelude), 1):
            name = token.name if token.type == "function" else token.value if token.type == "ident" else ""
            if before == ":" and name.lower() in _BY_NUMBER:
                selector = f"@page{tinycss2.serialize(prelude[:place])}{name}"
                raise Unlinkable(f"a rule for single pages depends on their number: {selector}")


def heads_of(sheet: Stylesheet) -> tuple[tuple[str, str], ...]:
    """The heads that a sheet asks for, and which of those on a page; "" if it does not say."""
    tokens = (token for one in sheet.declarations for token in every(one.tokens))
    calls = (significant(one.arguments) for one in tokens if one.type == "function" and one.lower_name in _HEADS)
    names = [[one for one in call if one.type == "ident"] for call in calls]
    return tuple((call[0].value, call[1].lower_value if call[1:] else "") for call in names if call)


def _sides(margin: int) -> dict[Side, int]:
    """The numbers of the drawings of a margin."""
    return {side: 2 * margin + place for place, side in enumerate(SIDES)}


def _frame(html: Any) -> tuple[str, frozenset[Any]] | None:
    """What stands before the chapter, as it is written, and its elements; None for a document without a chapter."""
    root = html.etree_element
    body = root.find("body")
    for number, child in enumerate(body if body is not None else ()):
        if "chapter" in child.get("class", "").split():
            before = list(body)[:number]
            content = repr((sorted(root.attrib.items()), sorted(body.attrib.items()), *map(_serialize, before)))
            return content, frozenset(element for one in before for element in one.iter())
    return None


def _serialize(element: Any) -> str:
    return ElementTree.tostring(element, "unicode")


def _identity_of(strings: Any) -> Any:
    """What tells margins apart: of a running element itself, whose box is another whenever a page is made again."""
    if not isinstance(strings, tuple):
        return strings
    return tuple(tuple(one if isinstance(one, str | None) else one.element for one in items) for items in strings)


def _numbers(strings: Any) -> tuple[dict[str, LateNumber], dict[str, int]]:
    """Digits that stand for the number of the page and of all pages, and occur in nothing that is said."""
    text = "\n".join(_texts(strings))
    free = (number for number in range(10, 1_000_000) if str(number) not in text)
    page, total = next(free), next(free)
    return {str(page): LateNumber("page"), str(total): LateNumber("total")}, {"page": page, "pages": total}


def _texts(strings: Any) -> Iterator[str]:
    """The words of strings, of boxes, or of a document."""
    if isinstance(strings, str):
        yield strings
    elif isinstance(strings, tuple):
        for one in strings:
            yield from _texts(one)
    else:
        element = strings.etree_element if hasattr(strings, "etree_element") else strings.element
        yield "".join(element.itertext())


def _check_counters(context: Any) -> None:
    """Numbers of pages in the text itself, other than links of the class page-of, cannot be bound late."""
    for (_, token), item in context.target_collector.counter_lookup_items.items():
        if item.missing_target_counters or {"page", "pages"} & set(item.missing_counters):
            raise Unlinkable(
                f"the number of a page stands in the text ({token}) otherwise than as a link of class page-of"
            )
