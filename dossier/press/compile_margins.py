"""What stands in the margins of a unit's pages, once for the left side of a sheet and once for the right.

On which side a page of a unit comes to stand is known when units are linked. Its body is the same on both, only further
to the left or right; its margins are not. So margin boxes are kept out of the pages, and set and drawn apart, with the
numbers in them left open.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.page import page_height, page_width, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages

from dossier.press.unit import Heads, Number, Side, Unlinkable

SIDES: tuple[Side, Side] = ("left", "right")
EXACT = 1e-6  #: px; lengths that were added up in another order are never quite the same
_BY_PAGE = re.compile(r"\b(?:string|element)\([^()]*,\s*(?:start|first-except|all-once)\s*\)")
_HEAD = re.compile(r"\b(?:string|element)\(\s*([\w-]+)")
_SIDED = re.compile(r"break-before\s*:\s*(?:left|right|recto|verso)")
_BY_NUMBER = re.compile(r"@page[^{]*:(?:first|nth)\b")


class Margins:
    """The margin boxes of one document, in the place of WeasyPrint's own function."""

    def __init__(self, stock: Any, html: Any, sheets: Iterable[str]) -> None:
        self._stock, self._html = stock, html
        css = "\n".join(sheets)
        if found := _BY_NUMBER.search(css):
            raise Unlinkable(f"a rule for single pages depends on their number: {found[0]}")
        self._by_page = bool(_BY_PAGE.search(css))
        self._heads = sorted(set(_HEAD.findall(css)))
        self._is_sided = bool(_SIDED.search(css))
        self._known: dict[Any, dict[Side, int]] = {}
        self.drawn: list[Any] = []  #: pages that hold margin boxes only
        self.of_page: list[dict[Side, int]] = []
        self.shifts: list[float] = []  #: of each page, from the other side to its own, px
        self.running: frozenset[Any] = frozenset()
        self.blank: dict[Side, int] = {}  #: of a page without contents that follows the last, if chapters ask for one
        self.heads = Heads()
        self.numbers, self._values = _numbers(html)

    def __call__(self, context: Any, page: Any, state: Any) -> Sequence[Any]:
        """Instead of `make_margin_boxes`: none on the page itself."""
        if not self.of_page:
            _check_counters(context)
            held = context.running_elements.values()
            roots = [box.element for pages in held for boxes_ in pages.values() for box in boxes_]
            self.running = frozenset(element for root in roots for element in root.iter())
            self.heads = Heads((*context.string_set, *context.running_elements), self._wanted(context, page))
        margins = self._margins(context, page, page.page_type, state)
        self.of_page.append(margins)
        if self._is_sided and [len(self.of_page)] == state[1]["pages"]:
            context.current_page += 1
            self.blank = self._margins(context, page, page.page_type._replace(blank=True, name=""), state)
        left, right = (self.drawn[margins[side]]._page_box for side in SIDES)
        own, other = (left, right) if page.page_type.side == "left" else (right, left)
        shift = own.content_box_x() - other.content_box_x()
        if any(
            abs(getattr(left, name)() - getattr(right, name)()) > EXACT
            for name in ("content_box_y", "margin_width", "margin_height", "border_width", "border_height")
        ):
            raise Unlinkable("left and right pages are not of one size")
        self.shifts.append(shift)
        return ()

    def _margins(self, context: Any, page: Any, kind: Any, state: Any) -> dict[Side, int]:
        key = (kind.name, kind.blank, self._strings(context, page))
        if key not in self._known:
            self._known[key] = self._make(context, kind, state)
        return self._known[key]

    def _wanted(self, context: Any, page: Any) -> tuple[str, ...]:
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
        """What the margins of a page say, as far as it depends on the page."""
        if self._by_page:
            return len(self.of_page)
        said = []
        for store in (context.string_set, context.running_elements):
            for name in sorted(store):
                for keyword in ("first", "last"):
                    found = context.get_string_or_element_for(store, page, name, keyword)
                    said.append(tuple(one if isinstance(one, str) else id(one) for one in found))
        return tuple(said)

    def _make(self, context: Any, kind: Any, state: Any) -> dict[Side, int]:
        made: dict[Side, int] = {}
        for side in SIDES:
            empty = self._page(context, kind._replace(side=side))
            quotes, counters, scopes, groups = copy.deepcopy(state)
            counters |= {name: [value] for name, value in self._values.items()}
            found = tuple(self._stock(context, empty, (quotes, counters, scopes, groups)))
            for box in found:
                layout_box_backgrounds(empty, box, context.get_image_from_uri)
            empty.children = found
            made[side] = len(self.drawn)
            self.drawn.append(weasyprint.document.Page(empty))
        return made

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


def _numbers(html: Any) -> tuple[dict[str, Number], dict[str, int]]:
    """Digits that stand for the number of the page and of all pages, and occur nowhere in the document."""
    text = "".join(html.etree_element.itertext())
    free = (number for number in range(10, 1_000_000) if str(number) not in text)
    page, total = next(free), next(free)
    return {str(page): Number("page"), str(total): Number("total")}, {"page": page, "pages": total}


def _check_counters(context: Any) -> None:
    """Numbers of pages in the text itself, other than links of the class page-of, cannot be bound late."""
    for (_, token), item in context.target_collector.counter_lookup_items.items():
        if item.missing_target_counters or {"page", "pages"} & set(item.missing_counters):
            raise Unlinkable(
                f"the number of a page stands in the text ({token}) otherwise than as a link of class page-of"
            )
