"""How much is written in a stylesheet, counted in its letters before it is parsed: `OverLimit` if it is too much.

What it then says is counted where it is worked out (`weasy/budgets`), but for selectors, which our own reader fills in.
"""

from __future__ import annotations

import re

from dossier.press.html.css.stylesheet import stylesheet
from dossier.press.limits import Limits, OverLimit
from dossier.problems import Place

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*+"?|\'(?:[^\'\\\n]|\\.)*+\'?|/\*.*?(?:\*/|\Z)|[][(){}]', re.S)
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")


def check_sheet(css: str, path: str, limits: Limits) -> None:
    """A stylesheet, whose line is told; with no path it is that of a style attribute."""
    if len(css) > limits.bytes:
        raise OverLimit("bytes", len(css), limits.bytes).at(Place(path))
    depth = rules = 0
    for match in _TOKEN.finditer(css):
        token = match[0]
        if token in _OPEN:
            depth += 1
            rules += token == "{"
            if depth > limits.brackets or rules > limits.rules:
                place = Place(path, css.count("\n", 0, match.start()) + 1) if path else Place()
                if depth > limits.brackets:
                    raise OverLimit("brackets", depth, limits.brackets, is_more=True).at(place)
                raise OverLimit("rules", css.count("{"), limits.rules).at(place)
        elif token in _CLOSE:
            depth -= depth > 0


def check_selectors(css: str, path: str, limits: Limits) -> None:
    """The selectors of a stylesheet that has been checked: it is parsed."""
    parts, line = stylesheet(css).heaviest
    if parts > limits.selectors:
        raise OverLimit("selectors", parts, limits.selectors).at(Place(path, line))


def check_value(style: str, limits: Limits) -> None:
    """A style attribute."""
    if style.count("(") + style.count("[") + style.count("{") > limits.brackets:
        check_sheet(style, "", limits)
