"""Running heads, running feet and page numbers: what stands at one height on page after page."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dossier.formats.pdf.rows import GlyphRow, Rows

ZONE = 0.13  #: of the height of what is printed: heads stand above, feet below it
SAME_HEIGHT = 3.0  #: points
MOST_ROWS = 3  #: of a head or a foot
APART = 1.3  #: of the usual step from line to line
EVERY_SECOND = 2  #: pages: left-hand and right-hand heads

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.|seite|صفحة|ص)\s*)?(\d{1,4})(?:\s*(?:/|of|من|–|-)\s*\d{1,4})?[\W_]*", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+")

RowText = tuple[GlyphRow, str]  #: a row and its text


def running(pages: Sequence[Rows]) -> list[list[RowText]]:
    """The rows of each page that are heads, feet or page numbers."""
    heights = [row.y for page in pages for row in page.rows]
    if not heights:
        return [[] for _ in pages]
    top, bottom = max(heights), min(heights)
    zone = ZONE * (top - bottom)
    outer = [_outermost(page, top - zone, bottom + zone) for page in pages]
    heads: list[list[RowText]] = []
    for number, rows in enumerate(outer):
        fellows = range(max(0, number - EVERY_SECOND), min(len(outer), number + EVERY_SECOND + 1))
        near = [(other, at) for at in fellows if at != number for other in outer[at]]
        heads.append([one for one in rows if _is_running(one, number, near, len(pages))])
    return heads


def _outermost(page: Rows, high: float, low: float) -> list[RowText]:
    """The first and last rows of a page, as far as more white than between lines stands between them and the rest."""
    heights = sorted({round(row.y) for row in page.rows}, reverse=True)
    ends = {*_set_apart(heights), *_set_apart(heights[::-1])}
    rows = [row for row in page.rows if round(row.y) in ends and (row.y >= high or row.y <= low)]
    return [(row, row.text(from_right=page.from_right)) for row in rows]


def _set_apart(heights: Sequence[int]) -> Sequence[int]:
    steps = [abs(one - other) for one, other in pairwise(heights)]
    if not steps:
        return heights
    usual = statistics.median(steps)
    return heights[: max((at + 1 for at, step in enumerate(steps[:MOST_ROWS]) if step > APART * usual), default=0)]


def _is_running(row: RowText, page: int, others: Iterable[tuple[RowText, int]], pages: int) -> bool:
    _, text = row
    if pages == 1:
        match = _PAGE_NUMBER.fullmatch(text)
        return match is not None and match[1] == "1"
    return any(_is_again(row, page, other, at) for other, at in others)


def _is_again(said: RowText, page: int, other: RowText, at: int) -> bool:
    (row, text), (fellow, words) = said, other
    if abs(row.y - fellow.y) > SAME_HEIGHT or abs(row.size - fellow.size) > 0.5 or _bare(text) != _bare(words):
        return False
    if any(c.isalpha() for c in text):
        return True
    here, there = _NUMBER.findall(text), _NUMBER.findall(words)
    return bool(here) and int(here[0]) - int(there[0]) == page - at


def _bare(text: str) -> str:
    return " ".join(_NUMBER.sub("#", text).casefold().split())
