"""`font-size: smaller` and `larger`, which `<sub>`, `<sup>`, `<small>` and `<big>` have: a sixth less, a fifth more.

WeasyPrint 70.0 goes to the next of the sizes that have names, so that small letters beside 11 pt have 10.7 pt. Browsers
all multiply by the same number (CSS Fonts 4, 2.5.2 leaves it open).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.css.properties import INITIAL_VALUES

_RATIOS: Mapping[str, float] = MappingProxyType({"smaller": 1 / 1.2, "larger": 1.2})


def _stepped(stock: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(stock)
    def font_size(style: Any, name: str, value: Any) -> Any:
        ratio = _RATIOS.get(value) if isinstance(value, str) else None
        if ratio is None:
            return stock(style, name, value)
        usual = INITIAL_VALUES["font_size"] if style.parent_style is None else style.parent_style["font_size"]
        return usual * ratio

    return font_size


_ROOM = "weasyprint.css.computed_values"
PATCHES = (Patch(f"{_ROOM}:font_size", _stepped),)
