"""Borders that look raised or sunk (`inset`, `outset`, `ridge`, `groove`), as tables with `border` have them.

WeasyPrint 70.0 takes the shares of red, green and blue for hundredths of them, so that every such border is black.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from tinycss2.color5 import parse_color

_LOST = 100


def _shaded(stock: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @functools.wraps(stock)
    def shade(color: Any) -> Any:
        red, green, blue = (f"{100 * _LOST * share:f}%" for share in stock(color).to("srgb")[:3])
        return parse_color(f"rgb({red} {green} {blue}/{color.alpha:f})")

    return shade


PATCHES = tuple(Patch(f"weasyprint.draw.color:{name}", _shaded) for name in ("darken", "lighten"))
