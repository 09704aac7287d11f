"""The rule between columns that are read from the right stands between them.

WeasyPrint 70.0 draws it at the left of each column but the first, which in such a text is outside of the last one and
nowhere between the first two.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.layout.percent import percentage


def _between(stock: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    @functools.wraps(stock)
    def draw_column_rules(stream: Any, box: Any) -> None:
        style = box.style
        if style["direction"] != "rtl":
            stock(stream, box)
            return
        usual = style["column_gap"] == "normal"
        gap = style["font_size"] if usual else percentage(style["column_gap"], style, box.width)
        columns = [
            SimpleNamespace(
                style=child.style,
                position_x=child.position_x + child.margin_width() + gap,  # as if it stood beyond its rule
                position_y=child.position_y,
                height=child.height,
            )
            for child in box.children
        ]
        stock(stream, SimpleNamespace(style=style, width=box.width, children=columns))

    return draw_column_rules


PATCHES = (Patch("weasyprint.draw.border:draw_column_rules", _between),)
