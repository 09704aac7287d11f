"""The selector `:dir(rtl)`: what is read from the right, as the nearest `dir` says, or what was found for
`dir=auto` (Selectors 4, 7.1).

cssselect2 does not know it. It turns a selector into an expression of Python over an element `el`, and so does this.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from dossier.press.html.marks import DERIVED
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from cssselect2 import parser

_DIRECTIONS = ("ltr", "rtl")
_OWN = f"(one.etree_element.get({DERIVED!r}) or one.etree_element.get('dir', '').lower())"
_NEAREST = f"([{_OWN} for one in (*el.ancestors, el) if {_OWN} in {_DIRECTIONS!r}] or ['ltr'])[-1]"


def _compile_dir(stock: Callable[[Any], str]) -> Callable[[Any], str]:
    @functools.wraps(stock)
    def compile_node(selector: Any) -> str:
        if isinstance(selector, parser.FunctionalPseudoClassSelector) and selector.name == "dir":
            words = [token for token in selector.arguments if token.type not in ("whitespace", "comment")]
            if len(words) == 1 and words[0].type == "ident":
                value = words[0].lower_value
                return f"({_NEAREST} == {value!r})" if value in _DIRECTIONS else "0"
        return stock(selector)

    return compile_node


PATCHES = (Patch("cssselect2.compiler:_compile_node", _compile_dir),)
