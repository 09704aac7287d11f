"""One function of WeasyPrint that is replaced while a document is laid out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Mend(NamedTuple):
    """What is replaced, and by what."""

    part: str  #: module:function
    parameters: str  #: of the function, as they must be
    made: Callable[[Any], Any]  #: the function in its place, given WeasyPrint's own
    also: tuple[str, ...] = ()  #: modules that have imported it by its name
    tables: tuple[str, ...] = ()  #: module:dict in whose values it is, too
