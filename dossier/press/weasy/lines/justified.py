"""Justified lines end at both edges of their frame, in faces too that draw letters closer to a space beside them.

WeasyPrint 70.0 measures a line as it is written and then adds room to its spaces. A space with room of its own is no
longer set together with the letters round it: where a face kerns against spaces, as Amiri does, the line becomes wider
than was counted, and sticks out at the side where it begins. Here it is measured as it will be drawn.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import create_layout, line_size

_GROWTH = "_grows_when_justified"  #: of a text in a line that is to be justified: by how many px
_KNOWN = "_kerns_against_spaces"  #: of a configuration of fonts
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأؤإئآپچژگکی"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_TATWEEL = "ـ"
#: A letter is joined to those beside it, and what it looks like then may be kerned otherwise.
_GAP = re.compile(r"([A-Za-z0-9]|\S{1,2})(?=[ \u00a0]([A-Za-z0-9]|\S{1,2}))")
_TOUCH = 1 / 128  #: px that make a space one with room of its own
_SAME = 0.005  #: em that are no kerning


def _fill(stock: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(stock)
    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        stock(context, line, extra_width - _grown(context, line))

    return justify_line


def _space(stock: Callable[..., float]) -> Callable[..., float]:
    @functools.wraps(stock)
    def add_word_spacing(context: Any, box: Any, justification_spacing: float, x_advance: float) -> float:
        grown = float(vars(box).pop(_GROWTH, 0.0))
        if grown:
            box.width += grown
        return stock(context, box, justification_spacing, x_advance) + grown

    return add_word_spacing


def _grown(context: Any, box: Any) -> float:
    """By how much a line becomes wider, px, as soon as its spaces have room of their own."""
    if isinstance(box, boxes.TextBox):
        growth = _growth(context, box)
        setattr(box, _GROWTH, growth)
        return growth
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        return sum(_grown(context, child) for child in box.children)
    return 0.0


def _growth(context: Any, box: Any) -> float:
    style = box.style
    face = tuple(style["font_family"]), style["font_weight"], style["font_style"], style["font_kerning"]
    growths: dict[Any, float] = vars(style.font_config).setdefault(_KNOWN, {}).setdefault(face, {})
    growth = 0.0
    for gap in _GAP.findall(box.text):
        if (by_gap := growths.get(gap)) is None:
            by_gap = growths[gap] = _kerning(context, gap, style, growths)
        growth += by_gap
    return growth * float(style["font_size"])


def _kerning(context: Any, gap: tuple[str, str], style: Any, growths: dict[Any, float]) -> float:
    """By how much two words stand closer together than each by itself, em, given the letters beside their space.

    First the last letter is looked at with every other behind it: most are not kerned with any.
    """

    def difference(text: str) -> float:
        moved = _width(context, text, style, _TOUCH) - _width(context, text, style, 0)
        return moved / float(style["font_size"]) if abs(moved) > _SAME * style["font_size"] else 0.0

    before, behind = gap
    for letters in (_ARABIC, _LATIN):
        if behind[0] in letters:
            if (row := (before[-1], letters)) not in growths:
                growths[row] = difference(" ".join(_pair_in_form(before[-1], one) for one in letters))
            if not growths[row]:
                return 0.0
    return difference(f"{before} {behind}")


def _spaces(text: str) -> int:
    """As many as have room of their own."""
    return text.count(" ") + text.count("\u00a0")


def _pair_in_form(a: str, b: str) -> str:
    """A pair in the forms that its letters have beside a space, in words of more letters than one."""
    if b not in _ARABIC:
        return f"{a} {b}"
    return f"{a} {b}{_TATWEEL} {_TATWEEL}{a} {b}{_TATWEEL}"


def _width(context: Any, text: str, style: Any, spacing: float) -> float:
    """Of a text whose spaces have so much room of their own, without that room."""
    layout = create_layout(text, style, context, None, spacing)
    if spacing:
        layout.set_text(text, justify=True)
    line, _ = layout.get_first_line()
    return float(line_size(line, style)[0]) - spacing * _spaces(text)


PATCHES = (
    Patch("weasyprint.layout.inline:justify_line", _fill),
    Patch("weasyprint.layout.inline:add_word_spacing", _space),
)
