"""How much one page, document or chapter may ask for: the defaults, the flag that lifts them, and what is told.

Nothing here counts. What is counted before anything is laid out is counted in `html/budgets` (what is written) and in
`weasy/budgets` (what becomes of it); time and memory are held by the system (`files/isolation`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from dossier.problems import Place, Problem, WrongUsage, nearest

PIECE = 50_000  #: bytes: for each piece of this size there is as much time, and a part of the memory, again
_SHARE = 100  #: of the memory, for each further piece
_NONE = 1 << 60  #: of whatever is counted: no limit
_LONGEST, _LARGEST = 10**9, 1 << 46  #: seconds and bytes that a system can be told to hold
_NUMBER = re.compile(r"[0-9][0-9_]{0,15}")


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets. Those of what is drawn are for one document, or for one chapter of a dossier, which is drawn alone."""

    bytes: int = 20_000_000  #: of the HTML, and of each stylesheet
    nodes: int = 200_000  #: elements
    depth: int = 200  #: elements in each other
    attributes: int = 1_000  #: of one element
    rules: int = 20_000  #: of CSS: rules of a sheet
    brackets: int = 50  #: of CSS: brackets and functions in each other
    selectors: int = 10_000  #: of CSS: parts of a selector once what it is nested in is filled in
    variables: int = 100_000  #: of CSS: words of a value once its var() are filled in
    counters: int = 1_000  #: of CSS: letters that a counter is written with or filled up to
    gradients: int = 20_000  #: colours of a gradient once it is repeated over a page
    svg: int = 200_000  #: elements of a drawing once its references (use, patterns, masks) are filled in
    pictures: int = 5_000  #: different pictures
    pixels: int = 200_000_000  #: of all pictures together
    layouts: int = (
        150_000  #: boxes, each as often as it is laid out: threefold in each flex, grid or column box round it
    )
    cells: int = 20_000  #: cells of a table
    columns: int = 2_000  #: of a table
    spans: int = 1_000_000  #: places of a table that its cells reach over (colspan, rowspan)
    grid: int = 10_000  #: rows or columns of a grid
    paragraph: int = 200_000  #: letters of a paragraph
    row: int = 1_500  #: pieces of a paragraph, each in an element of its own, without a space between them
    marks: int = 500  #: combining marks in a row
    word: int = 20_000  #: letters of a word that may be hyphenated
    pages: int = 2_000  #: of a document, or of a chapter
    attached: int = 500_000_000  #: bytes of files that a PDF carries
    seconds: int = 10  #: of a processor; as many again for each 50,000 letters
    memory: int = 1_000  #: MB; a hundredth more for each 50,000 letters

    def of(self, count: int) -> Limits:
        """Those of so many chapters that are drawn in one piece."""
        return replace(self, **{name: max(1, count) * getattr(self, name) for name in _TOGETHER})

    def allowed(self, size: int) -> tuple[int, int]:
        """Seconds of a processor and bytes of memory for HTML that weighs so much (`weight_of`)."""
        pieces = size // PIECE
        memory = (self.memory << 20) * (_SHARE + pieces) // _SHARE
        return min(self.seconds * (1 + pieces), _LONGEST), min(memory, _LARGEST)


_TOGETHER = ("bytes", "nodes", "pictures", "pixels", "layouts", "pages")  #: limits that grow with the chapters
DEFAULTS = Limits()
NAMES = tuple(field.name for field in fields(Limits))
NO_LIMITS = Limits(**dict.fromkeys(NAMES, _NONE))

#: What each limit counts, as a problem says it: "48,000 table cells, and the limit is 20,000".
_COUNTED = {
    "bytes": "bytes",
    "nodes": "elements",
    "depth": "elements in each other",
    "attributes": "attributes of one element",
    "rules": "rules of CSS",
    "brackets": "brackets of CSS in each other",
    "selectors": "parts of a selector of CSS, once what it is nested in is filled in",
    "variables": "words in a value of CSS, once its var() are filled in",
    "counters": "letters for one counter",
    "gradients": "colours of a gradient that is repeated",
    "svg": "elements of a drawing, once its references are filled in",
    "pictures": "pictures",
    "pixels": "pixels of pictures",
    "layouts": "layouts of the boxes that stand in flex, grid or column boxes in each other",
    "cells": "table cells",
    "columns": "columns of a table",
    "spans": "places that the cells of a table reach over",
    "grid": "rows or columns of a grid",
    "paragraph": "letters in one paragraph",
    "row": "elements in a row without a space",
    "marks": "combining marks in a row",
    "word": "letters in a word that may be hyphenated",
    "pages": "pages",
    "attached": "bytes of attached files",
    "seconds": "seconds of a processor",
    "memory": "MB of memory",
}


class OverLimit(BaseException):
    """Something is over a limit. No `Exception`: WeasyPrint takes such, in a picture, for one that it cannot show."""

    def __init__(self, limit: str, count: int, most: int, *, is_more: bool = False) -> None:
        """`is_more` if it has been counted no further."""
        super().__init__(limit, count, most)
        more, count = ("more than ", most) if is_more else ("", count)
        self.limit = limit
        self.message = f"{more}{count:,} {_COUNTED[limit]}, and the limit is {most:,}"
        self.hint = f"--limit {limit}={_rounded(2 * count)} lifts it"
        self.place = Place()  #: where, if that is known as the limit is
        self.element: Any = None  #: of the document's tree, if that is known
        self.line = 1  #: counted from that of the element's start tag

    def at(self, place: Place) -> OverLimit:
        self.place = place
        return self

    def within(self, element: Any) -> OverLimit:
        """In a sheet that stands in an element: the line that is known is counted from there."""
        self.element, self.line, self.place = element, self.place.line, Place()
        return self

    def about(self, element: Any) -> OverLimit:
        self.element = element
        return self

    def problem(self, path: str) -> Problem:
        """As it is told of a document."""
        return Problem(self.place if self.place.path else Place(path), self.message, self.hint)


def check(limit: str, count: int, limits: Limits) -> None:
    """`OverLimit` if there are more than may be."""
    most: int = getattr(limits, limit)
    if count > most:
        raise OverLimit(limit, count, most)


def limits_of(words: Iterable[str]) -> Limits:
    """The defaults, with what is said otherwise: NAME=NUMBER, NAME=none, or none for all of them. `WrongUsage`."""
    limits = DEFAULTS
    for word in words:
        name, _, value = word.partition("=")
        if word == "none":
            limits = NO_LIMITS
        elif name not in NAMES:
            raise WrongUsage(f"there is no limit {name!r}", nearest(name, NAMES) or f"Known: {', '.join(NAMES)}.")
        elif value == "none":
            limits = replace(limits, **{name: _NONE})
        elif _NUMBER.fullmatch(value) and int(value):
            limits = replace(limits, **{name: int(value)})
        else:
            raise WrongUsage(f"{value!r} is no number of {_COUNTED[name]}", f"Write --limit {name}=NUMBER, or none.")
    return limits


def _rounded(count: int) -> int:
    """Upwards, to one digit."""
    unit = int(10 ** (len(str(count)) - 1))
    return -(-count // unit) * unit
