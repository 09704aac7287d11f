"""A stranger's HTML as a browser understands it, where WeasyPrint 70.0 leaves it to CSS: before it is marked and drawn.

`browser.css` is what browsers have in their own sheet and WeasyPrint has not; it is weaker than what a document says.
What a sheet cannot say is written to the elements here: the numbers of list items, what controls show, the heads of
table columns, which stand in the middle unless what is round them is aligned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from dossier.press.html import tree
from dossier.press.html.css_rules import matches, rules_for
from dossier.press.html.foreign import details, forms, ruby
from dossier.press.html.foreign.list_numbers import integer, write_numbers
from dossier.press.html.source_map import places_of
from dossier.problems import Problem

FITS = "data-fits"  #: attribute of an element that is as wide as what is in it, see `fit_content`
UNBOXED = "data-unboxed"  #: attribute of an element that has no box of its own, see `display_contents`
_FITTING = frozenset({"fit-content", "max-content", "min-content"})
_DRAWING = "{http://www.w3.org/2000/svg}svg"
_SHEET = Path(__file__).with_name("browser.css")
_ALIGNS = frozenset({"text-align", "text-align-all"})
_UNSET = frozenset({"start", "initial", "unset", "revert"})
_PLACED_BY_IT = frozenset({"table"})  #: whose own `align` says where they stand themselves
_UNSEEN = frozenset({"applet", "audio", "embed", "frame", "iframe", "video"})
_ALIGNED = frozenset(
    [
        "caption",
        "center",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)


class BrowserView(NamedTuple):
    """What a browser would know of a document, beside what is written to its elements."""

    css: str  #: of its own, weaker than the document's
    problems: tuple[Problem, ...]


def understand(root: Element, html: str, sheets: Sequence[tuple[str, str]], path: str) -> BrowserView:
    """Write to an unmarked document, read from `html`, what a browser understands; and what of it cannot be shown."""
    styles = {
        element: {name: value for _, name, value, _, pseudo in hits if not pseudo}
        for element, hits in matches(root, rules_for(root, html, sheets, path))
    }
    places = places_of(root, path)
    messages = [
        *forms.prepare(root),
        *details.close(root),
        *ruby.unfold(root),
        *((one, f"<{one.tag}> is not printed") for one in root.iter() if one.tag in _UNSEEN),
    ]
    warnings = [Problem(places[element], message, severity="warning") for element, message in messages]
    write_numbers(root, styles)
    for table in root.iter("table"):
        if "border" in table.attrib and integer(table.get("border")) is None:
            table.set("border", "1")
    _direct(root, False)
    for head in _centred(root, styles, ""):
        tree.declare(head, "text-align: center")
    for element, style in styles.items():
        if "-webkit-line-clamp" in style and "-webkit-" in style.get("display", ""):
            tree.declare(element, f"line-clamp: {style['-webkit-line-clamp']}")
        if style.get("display") == "contents":
            element.set(UNBOXED, "")
        width = style.get("width", style.get("inline-size", "")).removeprefix("-moz-").removeprefix("-webkit-")
        if width in _FITTING:
            element.set(FITS, width)
    css = _SHEET.read_text(encoding="utf-8") + forms.sizes(root)
    return BrowserView(css, tuple(warnings))


def _direct(element: Element, is_rtl: bool) -> None:
    """Which way a drawing in the page is read is that of the page round it."""
    direction = element.get("dir", "").lower()
    is_rtl = direction == "rtl" or (is_rtl and direction != "ltr")
    if element.tag == _DRAWING:
        if is_rtl and "direction" not in element.attrib:
            element.set("direction", "rtl")
        return
    for child in element:
        _direct(child, is_rtl)


def _centred(element: Element, styles: Mapping[Element, Mapping[str, str]], aligned: str) -> Iterator[Element]:
    """The heads of columns and rows that nobody aligns: "" if that is so round an element, else how, css or html.

    What an attribute says goes as far as the next table.
    """
    values = [value for name, value in styles.get(element, {}).items() if name in _ALIGNS]
    if aligned == "html" and element.tag == "table":
        aligned = ""
    if values and values[-1] != "inherit":
        aligned = "" if values[-1] in _UNSET else "css"
    elif element.tag in _ALIGNED and (element.get("align") or element.tag == "center"):
        aligned = aligned if element.tag in _PLACED_BY_IT else "html"
    elif element.tag == "th" and not aligned:
        yield element
    for child in element:
        yield from _centred(child, styles, aligned)
