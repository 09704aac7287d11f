"""`place-items`, `place-content` and `place-self`, each of which says two other properties at once.

WeasyPrint 70.0 knows what they say, and leaves them out (CSS Box Alignment 3, 5.3, 6.3 and 7.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch

with fast_imports():
    from weasyprint.css.validation.expanders import generic_expander
    from weasyprint.css.validation.properties import InvalidValues

_ROOM = "weasyprint.css.validation.expanders"
_MOST = 2  #: words: along the lines, and across


def _both(what: str) -> Callable[[Any], Any]:
    names = f"align-{what}", f"justify-{what}"

    def place(tokens: Sequence[Any], name: str) -> Iterator[tuple[str, list[Any]]]:
        if not 0 < len(tokens) <= _MOST or any(token.type != "ident" for token in tokens):
            raise InvalidValues
        yield names[0], [tokens[0]]
        yield names[1], [tokens[-1]]

    return lambda stock: generic_expander(*names)(place)


PATCHES = tuple(Patch(f"{_ROOM}:expand_place_{what}", _both(what)) for what in ("items", "content", "self"))
