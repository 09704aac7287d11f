"""Markers of lists that no face has are drawn as shapes, as a browser draws them: ◦ ▪ ▸ ▾ ‣ and their like.

WeasyPrint 70.0 sets every marker as a letter, and few faces of text have these. Here an empty box stands in its place,
with the border or ground that makes the shape; nothing of it is in the text of the page. A marker in a string or a
`content` of the document's own is drawn so too, if it is one of these signs and nothing else. A disc is left to the
face: each of ours has it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.css.properties import Dimension
    from weasyprint.formatting_structure import boxes

_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_SIDES = ("top", "right", "bottom", "left")


class _Shape(NamedTuple):
    """Measures in em."""

    size: float  #: of a square's or circle's side; of a triangle, across its base
    above: float  #: of its lower edge over the baseline
    line: float = 0.0  #: how thick it is drawn; 0 if it is filled
    is_round: bool = False
    point: str = ""  #: the side that a triangle points to: end, bottom


_SHAPES: Mapping[str, _Shape] = MappingProxyType(
    {
        "◦": _Shape(0.36, 0.15, 0.07, is_round=True),
        "○": _Shape(0.62, 0.02, 0.07, is_round=True),
        "●": _Shape(0.62, 0.02, is_round=True),
        "▪": _Shape(0.32, 0.17),
        "▫": _Shape(0.32, 0.17, 0.06),
        "■": _Shape(0.6, 0.03),
        "□": _Shape(0.6, 0.03, 0.06),
        "▸": _Shape(0.5, 0.08, point="end"),
        "▶": _Shape(0.64, 0.02, point="end"),
        "►": _Shape(0.64, 0.02, point="end"),
        "‣": _Shape(0.44, 0.11, point="end"),
        "▾": _Shape(0.5, 0.16, point="bottom"),
        "▼": _Shape(0.64, 0.1, point="bottom"),
        "⁃": _Shape(0.0, 0.26, 0.09),
    }
)
_DASH = 0.36  #: em: how long ⁃ is
_SPACE = 0.28  #: em: behind a marker
_PICTURE = 7.0  #: px behind a picture, as in browsers


def _draw_marker(stock: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    @functools.wraps(stock)
    def marker_to_box(*args: Any) -> Iterator[Any]:
        for marker in stock(*args):
            children = []
            for child in marker.children:
                shape = _SHAPES.get(child.text.strip()) if isinstance(child, boxes.TextBox) else None
                children.append(child if shape is None else _box(child, shape))
            marker.children = children
            _place(marker)
            yield marker

    return marker_to_box


def _place(marker: Any) -> None:
    """Only the marker stands beside its item, not each thing in it; a picture stands at some distance from the text."""
    for child in marker.children:
        if marker.is_outside_marker and child.style is marker.style:
            marker.style = marker.style.copy()
            child.style["position"] = "static"
        if isinstance(child, boxes.ReplacedBox):
            child.style = child.style.copy()
            child.style[f"margin_{_end(child.style)}"] = Dimension(_PICTURE, "px")
        elif isinstance(child, boxes.TextBox):
            child.style["white_space"] = "pre-wrap"


def _box(text: Any, shape: _Shape) -> Any:
    """A shape in the place of a text, with the space that the text ended in."""
    box = boxes.InlineBlockBox.anonymous_from(text, [])
    box.style = box.style.copy()  # it is shared with the marker, which is placed
    style, em, colour = box.style, text.style["font_size"], text.style["color"]
    style["position"], style["display"] = "static", ("inline", "flow-root")
    width = height = shape.size - 2 * shape.line
    if shape.point:
        _triangle(style, em * shape.size, shape.point, colour)
        width = height = 0.0
    elif not shape.size:
        width, height = _DASH, shape.line
        style["background_color"] = colour
    elif shape.line:
        for side in _SIDES:
            _border(style, side, em * shape.line, colour)
    else:
        style["background_color"] = colour
    for corner in _CORNERS if shape.is_round else ():
        style[f"border_{corner}_radius"] = (Dimension(50, "%"), Dimension(50, "%"))
    style["width"], style["height"] = Dimension(em * width, "px"), Dimension(em * height, "px")
    style["vertical_align"] = em * shape.above
    if text.text.endswith(" "):
        style[f"margin_{_end(style)}"] = Dimension(em * _SPACE, "px")
    return box


def _end(style: Any) -> str:
    return "left" if style["direction"] == "rtl" else "right"


def _triangle(style: Any, size: float, point: str, colour: Any) -> None:
    """A triangle is what a box without extent leaves of its borders."""
    start = "right" if _end(style) == "left" else "left"
    base, beside = ("top", ("left", "right")) if point == "bottom" else (start, ("top", "bottom"))
    clear = style["background_color"]
    _border(style, base, size * 0.8, colour)
    for side in beside:
        _border(style, side, size / 2, clear)


def _border(style: Any, side: str, width: float, colour: Any) -> None:
    style[f"border_{side}_width"], style[f"border_{side}_style"] = width, "solid"
    style[f"border_{side}_color"] = colour


PATCHES = (Patch("weasyprint.formatting_structure.build:marker_to_box", _draw_marker),)
