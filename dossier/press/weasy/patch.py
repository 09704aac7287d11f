"""One function of WeasyPrint that is replaced while a document is laid out, for what it does wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Patch(NamedTuple):
    """What is replaced, and by what."""

    part: str  #: as in `corrected`
    wrapper: Callable[[Any], Any]  #: the function in its place, given WeasyPrint's own
