"""Dashed and wavy lines: borders of tables that collapse, rules between columns, lines under words.

WeasyPrint 70.0 draws dashes five times as long as they are thick, of which few cells have room for two, and waves so
low that they look straight. Here both are as browsers draw them: a line begins and ends with a dash.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from dossier.press.weasy.patch import Patch

_THICK = 3  #: px from which on dashes are shorter
_STEP, _HEIGHT = 2, 3  #: of a wave, half as long and as high as it is drawn, in its own thickness


def _draw_lines(stock: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(stock)
    def draw_line(
        stream: Any,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        thickness: float,
        style: str,
        color: Any,
        offset: Any = 0,
    ) -> None:
        if style not in ("dashed", "wavy") or thickness <= 0:
            stock(stream, x1, y1, x2, y2, thickness, style, color, offset)
            return
        with stream.stacked():
            stream.set_color(color, stroke=True)
            stream.set_line_width(thickness)
            if style == "dashed":
                stream.set_dash(_dashes(abs(x2 - x1) + abs(y2 - y1), thickness), offset)
                stream.move_to(x1, y1)
                stream.line_to(x2, y2)
            else:
                _wave(stream, x1, x2, y1, max(1.0, thickness), offset)
            stream.stroke()

    return draw_line


def _dashes(length: float, thickness: float) -> list[float]:
    """How long a dash is, and what stands between two of them."""
    dash, gap = (2 * thickness, thickness) if thickness >= _THICK else (3 * thickness, 2 * thickness)
    count = max(2, round((length + gap) / (dash + gap)))
    fitting = (length - count * dash) / (count - 1)
    return [dash, fitting] if fitting > 0 else [dash, gap]


def _wave(stream: Any, x1: float, x2: float, y: float, thickness: float, offset: float) -> None:
    step, height = _STEP * thickness + 0.5, _HEIGHT * thickness + 0.5
    stream.rectangle(x1, y - height, x2 - x1, 2 * height)
    stream.clip()
    stream.end()
    x = x1 - offset % (2 * step)
    stream.move_to(x, y)
    while x < x2:
        stream.curve_to(x + step, y + height, x + step, y - height, x + 2 * step, y)
        x += 2 * step


PATCHES = (Patch("weasyprint.draw.border:draw_line", _draw_lines),)
