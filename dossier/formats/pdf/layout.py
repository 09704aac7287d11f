"""The rows of a page -> blocks in reading order.

A block is rows that follow one another downward in one column: paragraphs of one size, or a cell. Where producers write
a page in the order in which it is read, as nearly all do, their order is kept; it is what tells a table from columns.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossier.formats.pdf.rows import GlyphRow, Rows

MORE = 1.25  #: of the usual step: more stands between two paragraphs
FARTHEST = 2.3  #: of the size, from a line to the next of its paragraph
MOST_BLOCKS = 400  #: whose order is worked out where the file's own is not one of reading


@dataclass(slots=True)
class TextBlock:
    rows: list[GlyphRow]
    from_right: bool = False  #: its paragraphs run to the left

    @property
    def left(self) -> float:
        return min(row.left for row in self.rows)

    @property
    def right(self) -> float:
        return max(row.right for row in self.rows)

    @property
    def top(self) -> float:
        return self.rows[0].y + self.rows[0].size

    @property
    def bottom(self) -> float:
        return self.rows[-1].y

    @property
    def size(self) -> float:
        return statistics.median(row.size for row in self.rows)


@dataclass(frozen=True, slots=True)
class Layout:
    blocks: tuple[TextBlock, ...]
    is_sorted: bool = False  #: the file's own order was not one of reading
    is_doubtful: bool = False  #: columns and a table are both possible


def lay_out(page_rows: Rows, left_out: Iterable[GlyphRow] = ()) -> Layout:
    """The blocks of some rows, in reading order."""
    ids_left_out = {id(row) for row in left_out}
    rows = [row for row in page_rows.rows if id(row) not in ids_left_out]
    blocks = _blocks(rows)
    columns, is_doubtful = _columns_written_across(blocks, rows)
    blocks = columns or blocks
    is_sorted = not _is_downward(blocks)
    if is_sorted and len(blocks) <= MOST_BLOCKS:
        blocks = _in_order(blocks, page_rows.from_right)
    for block in blocks:
        block.from_right = _block_runs_left(block, page_rows.from_right)
    return Layout(tuple(blocks), is_sorted, is_doubtful)


def _block_runs_left(block: TextBlock, page: bool) -> bool:
    arabic, latin = (sum(row.balance[side] for row in block.rows) for side in (0, 1))
    if not arabic:
        return page and (not latin or latin < 12)
    return arabic >= latin or (page and 4 * arabic >= latin)


def _blocks(rows: Iterable[GlyphRow]) -> list[TextBlock]:
    blocks: list[TextBlock] = []
    rows = list(rows)
    usual = _usual_step(rows)
    for row in rows:
        if blocks and _continues(blocks[-1], row, usual):
            blocks[-1].rows.append(row)
        else:
            blocks.append(TextBlock([row]))
    return blocks


def _usual_step(rows: Sequence[GlyphRow]) -> float:
    """From a line to the next of its paragraph, of the size: among the least there are, of a page of short ones too."""
    steps = sorted(
        (last.y - row.y) / row.size
        for last, row in pairwise(rows)
        if abs(last.size - row.size) < 0.08 * row.size and 0.8 * row.size < last.y - row.y <= FARTHEST * row.size
    )
    return steps[len(steps) // 8] if steps else FARTHEST


def _continues(block: TextBlock, row: GlyphRow, usual: float) -> bool:
    last = block.rows[-1]
    down = last.y - row.y
    if down > MORE * usual * row.size:
        return False
    if not 0.4 * row.size < down <= FARTHEST * max(row.size, last.size) or abs(row.size - last.size) > 0.08 * last.size:
        return False
    if len(block.rows) > 1 and down > 1.25 * (block.rows[-2].y - last.y):
        return False
    overlap = min(row.right, block.right) - max(row.left, block.left)
    return overlap > 0.5 * min(row.width, block.right - block.left)


def _columns_written_across(blocks: list[TextBlock], rows: list[GlyphRow]) -> tuple[list[TextBlock], bool]:
    """The blocks of a page whose columns were written line by line; () if it has none. And whether that is in doubt."""
    alone = [block for block in blocks if len(block.rows) == 1 and block.rows[0].letters >= 20]
    if len(alone) < 6 or 2 * sum(block.rows[0].letters for block in alone) < sum(row.letters for row in rows):
        return [], False
    columns: list[TextBlock] = []
    for row in sorted(rows, key=lambda row: -row.y):
        above = next((block for block in reversed(columns) if _continues(block, row, FARTHEST)), None)
        if above:
            above.rows.append(row)
        else:
            columns.append(TextBlock([row]))
    long = [block for block in columns if len(block.rows) >= 3]
    beside = any(_is_beside(one, other) for one in long for other in long if one is not other)
    if not beside:
        return [], False
    lines = [row for block in long for row in block.rows[:-1]]
    full = sum(row.width > 0.8 * (block.right - block.left) for block in long for row in block.rows[:-1])
    return (columns, False) if full > 0.85 * len(lines) else ([], full > 0.6 * len(lines))


def _is_beside(one: TextBlock, other: TextBlock) -> bool:
    apart = one.right <= other.left or other.right <= one.left
    return apart and min(one.top, other.top) - max(one.bottom, other.bottom) > 2 * one.size


def _overlap(one: TextBlock, other: TextBlock) -> bool:
    width = min(one.right, other.right) - max(one.left, other.left)
    return width > 0.3 * min(one.right - one.left, other.right - other.left)


def _is_downward(blocks: Sequence[TextBlock]) -> bool:
    """Whether no block stands above one that comes before it, in its column."""
    highest: list[TextBlock] = []
    for block in blocks:
        if any(block.bottom > other.bottom + other.size and _overlap(block, other) for other in highest):
            return False
        highest.append(block)
        if len(highest) > 60:
            del highest[0]
    return True


def _in_order(blocks: list[TextBlock], from_right: bool) -> list[TextBlock]:
    """Blocks by their places (T. Breuel, High Performance Document Layout Analysis, 2003): what is above in a column
    comes first, and a column before that beside it unless something stands between that spans both."""
    left = sorted(blocks, key=lambda block: -block.top)
    result: list[TextBlock] = []
    while left:
        first = next((block for block in left if not _follows_any(block, left, from_right)), left[0])
        left.remove(first)
        result.append(first)
    return result


def _follows_any(block: TextBlock, blocks: Sequence[TextBlock], from_right: bool) -> bool:
    return any(_precedes(other, block, blocks, from_right) for other in blocks if other is not block)


def _precedes(one: TextBlock, other: TextBlock, blocks: Sequence[TextBlock], from_right: bool) -> bool:
    if _overlap(one, other):
        return one.top > other.top
    is_before = one.left >= other.right if from_right else one.right <= other.left
    if not is_before:
        return False
    high, low = max(one.top, other.top), min(one.top, other.top)
    return not any(
        high > between.top > low and _overlap(between, one) and _overlap(between, other)
        for between in blocks
        if between is not one and between is not other
    )
