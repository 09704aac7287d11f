"""What went into a drawing and what is on its pages: the one room that looks into WeasyPrint's boxes.

WeasyPrint drops text without a word: the rest of a footnote longer than a page, a word too long for its line, what
`overflow: hidden` cuts off, what is placed beside the page. `watched` keeps the text as it goes into the layout (after
the cascade, so that what `display: none` hides has never been there); `lost` compares it with the boxes of the
finished pages. Every text has to be on some page: a running head or a table's head, which is drawn again and again,
at least once.

Text is compared for each element by itself, so that order does not matter where the page has another, and without
spaces, hyphens and joiners, which line breaks add and take away. Generated content (`::before`, counters, margin
boxes) is nobody's text. A box counts as seen where its middle band, from the baseline up, is inside its page and
inside every box round it that cuts what sticks out. What an author makes invisible (`visibility`, `opacity: 0`,
`font-size: 0`) was meant so.

No public face of WeasyPrint shows text boxes, so this is only done with the version in which they are known (`hooks`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any, NamedTuple

from dossier.press.limits import Limits
from dossier.press.weasy import budgets
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.hooks.installer import install
from dossier.press.weasy.lines.ellipsis import CUT_AWAY, width_of

with fast_imports():
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

_UNCOUNTED = re.compile("[\\s\u00ad\u200b-\u200d\u2010\u2060-]+")
_SHARE = re.compile(r"::first-(?:letter|line)$")
_SLACK = 1.0  #: px by which a box may stick out before anything of a letter is cut


class TextLoss(NamedTuple):
    """A text that is not on the pages, from its first lost word on."""

    words: str  #: the first lost words
    before: str  #: what stands before them on the page, "" if nothing of this element does
    place: str  #: the element, with the nearest id
    page: int  #: where the element is last seen, or is not seen because it is cut off; 0 if on no page
    is_cut: bool  #: it was set, but cut off or put beside the page; else it was not set at all
    beside: float  #: px by which it stands beside the sheet, 0 if it is something on the sheet that cuts it off
    letters: int  #: how many are lost
    element: Any  #: of the document's tree


@dataclass(slots=True)
class LaidOutText:
    """The text that went into one layout, by element and in order."""

    texts: dict[Any, str] = field(default_factory=dict)


class BoxText(NamedTuple):
    """The text of one box on a page."""

    element: Any
    text: str
    page: int  #: from 1
    visible: int  #: letters of it that can be seen
    beside: float = 0.0  #: px by which it stands beside the sheet, if that is why not all is seen; inf: meant so


@contextmanager
def record_texts(limits: Limits) -> Iterator[LaidOutText]:
    """While one document is rendered, keep the text that goes into its layout, which is held within these limits.

    `OtherWeasyPrint` if that cannot be.
    """
    watch = LaidOutText()

    def record_texts(stock: Callable[..., Any]) -> Callable[..., Any]:
        def layout_document(html: Any, root_box: Any, context: Any, *rest: Any, **options: Any) -> Any:
            texts: dict[Any, list[str]] = defaultdict(list)
            for root in (root_box, *context.footnotes):
                for box in budgets.texts_of(root, limits):
                    if _is_own(box):
                        texts[box.element].append(box.text)
            watch.texts = {element: " ".join(parts) for element, parts in texts.items()}
            return stock(html, root_box, context, *rest, **options)

        return layout_document

    with install([("weasyprint.document:layout_document", record_texts)]):
        yield watch


def lost_texts(watch: LaidOutText, document: Any) -> list[TextLoss]:
    """What went into the layout and cannot be seen on the pages, in the order in which it went in."""
    set_: dict[Any, list[BoxText]] = defaultdict(list)
    clamped: set[Any] = set()
    for number, page in enumerate(document.pages, 1):
        for piece in _pieces(page._page_box, number):
            set_[piece.element].append(piece)
        clamped |= _clamped(page._page_box)
    parents = {child: parent for parent in document._html.etree_element.iter() for child in parent}
    losses = []
    for element, text in watch.texts.items():
        pieces = set_.get(element, [])
        whole = _UNCOUNTED.sub("", text)
        there = _UNCOUNTED.sub("", "".join(piece.text for piece in pieces))
        at = len(whole) if there.startswith(whole) else _common(whole, there)
        cut_text = _first_cut(pieces, len(whole))
        if at == len(whole) and cut_text is None:
            continue
        is_cut = (cut_text is not None and cut_text <= at) or element in clamped
        first = min(at, cut_text) if cut_text is not None else at
        start = _place_in(text, first)
        beside = min((piece.beside for piece in pieces if piece.beside), default=0.0)
        page = max((piece.page for piece in pieces if piece.visible or not beside), default=0)
        count = _cut_count(pieces) + len(whole) - at
        words, before = _head(text[start:]), _tail(text[:start])
        losses.append(TextLoss(words, before, _label(element, parents), page, is_cut, beside, count, element))
    return losses


def _is_own(box: Any) -> bool:
    """Whether a text box holds words of an element that can be seen, and not what CSS generates."""
    is_own = box.element is not None and not isinstance(box.element, str)
    return is_own and "::" not in _SHARE.sub("", box.element_tag) and bool(box.style["font_size"])


_Rectangle = tuple[float, float, float, float]  #: left, top, right, bottom; px
_EVERYWHERE = (-inf, -inf, inf, inf)


def _pieces(page: Any, number: int) -> Iterator[BoxText]:
    sheet = (0.0, 0.0, page.margin_width(), page.margin_height())
    yield from _pieces_in(page, _EVERYWHERE, sheet, number, is_turned=False)


def _clamped(box: Any) -> set[Any]:
    """The elements of a page whose lines are only seen up to some number, with all that is in them."""
    box = _itself(box)
    if not isinstance(box, boxes.ParentBox):
        return set()
    if box.style["continue"] == "discard" and box.element is not None and not isinstance(box.element, str):
        return set(box.element.iter())
    return set().union(*map(_clamped, box.children))


def _itself(box: Any) -> Any:
    """The box that a placeholder of a positioned box stands for."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def _pieces_in(
    box: Any, window: _Rectangle, sheet: _Rectangle, number: int, *, is_turned: bool, is_hidden: bool = False
) -> Iterator[BoxText]:
    box = _itself(box)
    if isinstance(box, boxes.TextBox):
        if _is_own(box):
            text = box.text
            visible = len(text) if is_turned else _count_visible(box, text, window)
            on_sheet = len(text) if is_turned else _count_visible(box, text, sheet)
            beside = inf if is_hidden else _beside(box, sheet) if on_sheet < visible else 0.0
            yield BoxText(box.element, text, number, min(visible, on_sheet), beside)
        for element, text in getattr(box, CUT_AWAY, ()):
            yield BoxText(element, text, number, 0)
        return
    if not isinstance(box, boxes.ParentBox):
        return
    # A turned box is looked at as if it were whole: only its own window could cut it, and that turns with it.
    is_turned = is_turned or bool(getattr(box, "transformation_matrix", None))
    if box.style["overflow"] != "visible" and not isinstance(box, boxes.PageBox):
        x, y, width, height = box.rounded_padding_box()[:4]
        own = (x, y, x + width, y + height)
        window, is_hidden = _within(window, own), is_hidden or _is_nothing(own)
    if box.is_absolutely_positioned() and box.style["clip"]:
        own = _clip(box)
        window, is_hidden = _within(window, own), is_hidden or _is_nothing(own)
    for child in box.children:
        yield from _pieces_in(child, window, sheet, number, is_turned=is_turned, is_hidden=is_hidden)


def _is_nothing(window: _Rectangle) -> bool:
    """Whether nothing can be seen through it by itself: so sites hide what is for those who listen."""
    left, top, right, bottom = window
    return right - left <= _SLACK or bottom - top <= _SLACK


def _beside(box: Any, sheet: _Rectangle) -> float:
    """How far the nearest end of a text is from the sheet, but not below it, where text goes that is too long; a
    little more than nothing if it is only partly beside."""
    left, top, right, _ = sheet
    x, y = box.position_x, box.position_y
    return max(0.1, *map(float, (left - x - box.width, x - right, top - y - box.height)))


def _clip(box: Any) -> _Rectangle:
    top, right, bottom, left = box.style["clip"]
    x, y = box.border_box_x(), box.border_box_y()
    return (
        x if left == "auto" else x + left,
        y if top == "auto" else y + top,
        x + (box.border_width() if right == "auto" else right),
        y + (box.border_height() if bottom == "auto" else bottom),
    )


def _within(a: _Rectangle, b: _Rectangle) -> _Rectangle:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _count_visible(box: Any, text: str, window: _Rectangle) -> int:
    """How many letters of a text box can be seen, counted from where it begins to be read."""
    if box.style["visibility"] != "visible" or not text.strip():
        return len(text)
    left, top, right, bottom = window
    baseline = box.position_y + box.baseline
    band = baseline - 0.4 * box.style["font_size"]
    if band < top - _SLACK or baseline - _SLACK > bottom or right <= left:
        return 0
    start, end = box.position_x, box.position_x + box.width
    if start >= left - _SLACK and end <= right + _SLACK:
        return len(text)
    visible = max(0.0, min(end, right) - max(start, left))
    if box.style["direction"] == "rtl":
        visible = 0.0 if end > right + _SLACK else visible
    elif start < left - _SLACK:
        visible = 0.0
    count = _fitting(box, text, visible) if visible else 0
    return len(text) if not text[count:].strip() else count


def _fitting(box: Any, text: str, room: float) -> int:
    """How many letters of a text have room."""
    few, many = 0, len(text)
    stretch = box.width / (width_of(None, text, box.style) or 1.0)
    while few < many:
        middle = (few + many + 1) // 2
        fits = width_of(None, text[:middle], box.style) * stretch <= room + _SLACK
        few, many = (middle, many) if fits else (few, middle - 1)
    return few


def _common(a: str, b: str) -> int:
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _first_cut(pieces: list[BoxText], length: int) -> int | None:
    """The number of the first counted letter that is set but not seen, and on no other page seen."""
    at, seen, cut = 0, set(), []
    for piece in pieces:
        letters = len(_UNCOUNTED.sub("", piece.text))
        length_visible = len(_UNCOUNTED.sub("", piece.text[: piece.visible]))
        seen |= {(at + n) % length for n in range(length_visible)} if length else set()
        cut += [(at + n) % length for n in range(length_visible, letters)] if length else []
        at += letters
    return min((n for n in cut if n not in seen), default=None)


def _cut_count(pieces: list[BoxText]) -> int:
    return sum(len(_UNCOUNTED.sub("", piece.text[piece.visible :])) for piece in pieces)


def _place_in(text: str, number: int) -> int:
    """Where the counted letter of that number stands in a text, from the beginning of its word."""
    at = 0
    for place, char in enumerate(text):
        if not _UNCOUNTED.match(char):
            if at == number:
                return text.rfind(" ", 0, place) + 1
            at += 1
    return len(text)


def _head(text: str) -> str:
    words = text.replace("\u200d", "").split()
    return " ".join(words[:6])[:60] + ("…" if len(words) > 6 or len(" ".join(words)) > 60 else "")


def _tail(text: str) -> str:
    return " ".join(text.replace("\u200d", "").split()[-3:])[-40:]


def _label(element: Any, parents: dict[Any, Any]) -> str:
    """An element, and the nearest one round it that has an id."""
    names = "".join(f' {key}="{element.get(key)}"' for key in ("id", "class") if element.get(key))
    label, parent = f"<{element.tag}{names}>", element
    while "id" not in parent.attrib and parent in parents:
        parent = parents[parent]
    return label if parent is element or "id" not in parent.attrib else f"{label} in #{parent.get('id')}"
