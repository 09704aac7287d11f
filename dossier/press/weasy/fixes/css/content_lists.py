"""The spaces of `content(before)` and `content(after)` in `string-set` and `bookmark-label`.

WeasyPrint 70.0 strips what it takes out of `::before` and `::after`, so that a number and its heading touch in the
running head. Here spaces are made one, and kept.
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

_GENERATED = ("before", "after")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def _space(stock: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
    @functools.wraps(stock)
    def extract_text(self: Any, text_part: str) -> str:
        if text_part not in _GENERATED:
            return stock(self, text_part)
        parts = (box.text for box in self.descendants() if isinstance(box, boxes.TextBox) and _is_of(box, text_part))
        return _SPACES.sub(" ", "".join(parts))

    return extract_text


def _is_of(box: Any, pseudo: str) -> bool:
    return bool(box.element_tag.endswith(f"::{pseudo}"))


PATCHES = (Patch("weasyprint.formatting_structure.boxes:Box.extract_text", _space),)
