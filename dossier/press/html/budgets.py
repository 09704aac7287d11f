"""How much is written in a document, counted before anything is made of it: `OverLimit` if it is more than may be.

Each count takes one walk, and none of them calls itself. `check_source` looks at the letters before they are parsed,
for elements that are never closed cost the parser the square of their number; `check_tree` at what was parsed, and
`check_svg` at a drawing, whose elements show each other. `css/budgets` does the same for stylesheets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import hypot
from xml.etree.ElementTree import Element

from dossier.press.html.css.budgets import check_selectors, check_sheet, check_value
from dossier.press.limits import Limits, OverLimit, check
from dossier.problems import Place

_SVG = "{http://www.w3.org/2000/svg}"
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)(>|\Z)", re.S)
_ATTRIBUTE = re.compile(r"[^\s=\"'/>]+(?:\s*+=\s*+(?:\"[^\"]*\"?|'[^']*'?|[^\s\"']+))?")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_RAW = frozenset(["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"])
#: Elements that end by themselves where the next of their kind begins, and so say nothing of how deep it is.
_ENDS_ITSELF = frozenset(
    [
        "html",
        "head",
        "body",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "caption",
        "colgroup",
        "option",
        "optgroup",
        "rb",
        "rt",
        "rtc",
        "rp",
    ]
)
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
#: what is open before them begins no more in them
_MARKERS = frozenset(["applet", "caption", "marquee", "object", "td", "th"])
_CELLS = frozenset({"td", "th"})
_ALIKE = 3  #: formatting elements of the same kind that stay open (HTML, 13.2.4.3)
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
)
_MARK = re.compile(f"[{_MARKS}\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+")
_UNDRAWN = re.compile(rb"<(style|script|title)\b.*?(?:</\1|\Z)|<!--.*?(?:-->|\Z)", re.S | re.I)
_ANY_TAG = re.compile(rb"<[^<>]*>")
_AN_ELEMENT = 20  #: bytes
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')]*)")
_REPEATS = frozenset({"repeat", "reflect"})
_LENGTH = re.compile(r"\s*([-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?)")
_ENDS_OF_LINE = ("x1", "y1", "x2", "y2")
SCREEN = 2_000.0  #: px that a drawing may fill, or a gradient


def weight_of(source: bytes) -> int:
    """The letters of an HTML file that are to be drawn, as bytes; an element counts as some."""
    text = _UNDRAWN.sub(b"", source)
    return len(_ANY_TAG.sub(b"", text)) + _AN_ELEMENT * text.count(b"<")


def check_source(source: str, path: str, limits: Limits) -> None:
    """The letters of an HTML file."""
    check("bytes", len(source), limits)
    _check_nesting(source, path, limits)


def longest_marks(text: str) -> int:
    """How many combining marks stand in a row."""
    return max((len(match[0]) for match in _MARK.finditer(text)), default=0)


def _check_nesting(source: str, path: str, limits: Limits) -> None:
    """How many elements there are, and how deep in each other, at least, with the formatting elements that go on behind
    their block; attributes of an element, and cells of a table."""
    stack = _OpenElements()
    at = count = cells = 0
    while match := _TAG.search(source, at):
        at = match.end()
        name = (match[2] or "").lower()
        if not name:
            continue
        is_end = bool(match[1])
        if name in _RAW and not is_end:
            end = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.I).search(source, at)
            at = end.start() if end else len(source)
        elif name in _ENDS_ITSELF:
            stack.begin_block(is_marker=name in _MARKERS)
            cells += name in _CELLS and not is_end
        elif is_end:
            stack.end(name)
        elif name not in _VOID and not match[3].endswith("/"):
            stack.begin(name, match[3])
            cells = 0 if name == "table" else cells
        count += not is_end
        attributes = len(match[3]) > 2 * limits.attributes and len(_ATTRIBUTE.findall(match[3]))
        counts = ("depth", stack.depth), ("nodes", count), ("cells", cells), ("attributes", int(attributes))
        for limit, number in counts:
            if number > getattr(limits, limit):
                place = Place(path, source.count("\n", 0, match.start()) + 1)
                raise OverLimit(limit, number, getattr(limits, limit), is_more=limit != "attributes").at(place)


class _OpenElements:
    """The elements that are open at a place of an HTML file, as far as its parser does not close them by itself."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._attributes: list[str] = []  #: of the same
        self._among: Counter[str] = Counter()  #: the same, by name
        self._going_on: Counter[tuple[str, str]] = Counter()  #: formatting elements that their block has left open
        self._count = 0  #: of these

    @property
    def depth(self) -> int:
        return len(self._names) + self._count

    def begin(self, name: str, attributes: str) -> None:
        self._names.append(name)
        self._attributes.append(attributes)
        self._among[name] += 1

    def begin_block(self, *, is_marker: bool) -> None:
        """A block ends, or the next begins: formatting elements go on in it, three of a kind; none over a marker."""
        while self._names and self._names[-1] in _FORMATTING:
            self._go_on(*self._pop())
        if is_marker:
            self._going_on.clear()
            self._count = 0

    def end(self, name: str) -> None:
        if name in _FORMATTING:
            self._end_formatting(name)
            return
        while self._among[name]:
            gone, attributes = self._pop()
            if gone == name:
                return
            if gone in _FORMATTING:
                self._go_on(gone, attributes)

    def _pop(self) -> tuple[str, str]:
        name = self._names.pop()
        self._among[name] -= 1
        return name, self._attributes.pop()

    def _go_on(self, name: str, attributes: str) -> None:
        one = name, attributes
        if self._going_on[one] < (1 if name == "a" else _ALIKE):
            self._going_on[one] += 1
            self._count += 1

    def _end_formatting(self, name: str) -> None:
        """The last of the name, which need not be the innermost."""
        if self._among[name]:
            at = len(self._names) - 1 - self._names[::-1].index(name)
            del self._names[at], self._attributes[at]
            self._among[name] -= 1
            return
        for one in reversed(self._going_on):
            if one[0] == name and self._going_on[one]:
                self._going_on[one] -= 1
                self._count -= 1
                return


def check_tree(root: Element, limits: Limits) -> None:
    """The elements of a parsed document."""
    count, level, depth = 0, [root], 0
    while level:
        count, depth = count + len(level), depth + 1
        if depth > limits.depth:
            raise OverLimit("depth", depth, limits.depth, is_more=True).about(level[0])
        if count > limits.nodes:
            every = list(root.iter())
            raise OverLimit("nodes", len(every), limits.nodes).about(every[limits.nodes])
        for element in level:
            if element.attrib:
                _check_attributes(element, limits)
            if element.tag == "style" and element.text:
                _check_inside(element, limits)
        level = [child for element in level for child in element]
    for drawing in root.iter(f"{_SVG}svg"):
        check_svg(drawing, limits)


def _check_attributes(element: Element, limits: Limits) -> None:
    if len(element.attrib) > limits.attributes:
        raise OverLimit("attributes", len(element.attrib), limits.attributes).about(element)
    style = element.get("style")
    if style and len(style) > limits.brackets:
        try:
            check_value(style, limits)
        except OverLimit as error:
            raise error.about(element) from None


def _check_inside(style: Element, limits: Limits) -> None:
    """A sheet in the document, whose lines are counted from where it begins."""
    try:
        check_sheet(style.text or "", "(inside)", limits)
        check_selectors(style.text or "", "(inside)", limits)
    except OverLimit as error:
        raise error.within(style) from None


def check_svg(root: Element, limits: Limits) -> None:
    """A drawing: its elements, once all that they refer to is drawn where it is shown; and its repeated gradients.

    What refers to itself counts once: it is not drawn at all.
    """
    elements = list(root.iter())
    check("svg", len(elements), limits)
    by_id = {name: element for element in reversed(elements) if (name := element.get("id"))}
    for element in elements:
        if element.get("spreadMethod") in _REPEATS:
            _check_gradient(element, limits)
    costs: dict[Element, int] = {}
    pending: list[tuple[Element, bool]] = [(root, False)]
    under_way: set[Element] = set()
    while pending:
        element, is_known = pending.pop()
        if is_known:
            children = [*element, *_shown_by(element, by_id)]
            costs[element] = 1 + sum(costs.get(one, 0) for one in children)
            under_way.discard(element)
            if costs[element] > limits.svg:
                raise OverLimit("svg", costs[element], limits.svg).about(element)
        elif element not in costs and element not in under_way:
            under_way.add(element)
            pending.append((element, True))
            pending += [(one, False) for one in (*element, *_shown_by(element, by_id)) if one not in costs]


def _shown_by(element: Element, by_id: dict[str, Element]) -> Iterator[Element]:
    """What an element refers to: by `use`, or as its paint, mask, marker or filter."""
    for name, value in element.attrib.items():
        if name.endswith("href") and value.startswith("#"):
            names = [value[1:]]
        elif "url(" in value:
            names = _REFERENCE.findall(value)
        else:
            continue
        yield from (by_id[one] for one in names if one in by_id)


def _check_gradient(gradient: Element, limits: Limits) -> None:
    """How often it is repeated over what it may fill: the drawing, or a share of what it paints."""
    whole = SCREEN if gradient.get("gradientUnits") == "userSpaceOnUse" else 1.0
    if gradient.tag.endswith("linearGradient"):
        x1, y1, x2, y2 = (_length(gradient.get(name, "0" if name != "x2" else "100%"), whole) for name in _ENDS_OF_LINE)
        one = hypot(x2 - x1, y2 - y1)
    else:
        one = abs(_length(gradient.get("r", "50%"), whole) - _length(gradient.get("fr", "0"), whole))
    count = int(min(len(gradient) * whole / one, 1e15)) if one else 0
    if count > limits.gradients:
        raise OverLimit("gradients", count, limits.gradients).about(gradient)


def _length(value: str, whole: float) -> float:
    match = _LENGTH.match(value)
    number = float(match[1]) if match else 0.0
    return number / 100 * whole if value.rstrip().endswith("%") else number
