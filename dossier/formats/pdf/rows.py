"""The glyphs of a page -> rows.

A row is a piece of a line: two columns that stand side by side, or two cells, are two rows.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dossier.formats.pdf.doubt import LOST
from dossier.formats.pdf.glyphs import Glyph, once, usual_size, with_marks, without_scraps
from dossier.formats.pdf.order import GAP, balance, logical, words

SAME_LINE = 0.3  #: of the size: how far baselines of one line may be apart
WIDE, ALWAYS_WIDE = 1.0, 2.2  #: of the size: a gap that may, and one that must, part two rows
IN_ONE_GO = 6  #: objects: between two letters that are drawn one after the other there are fewer
LOOSE = 0.35  #: of the size: the same, of lines whose spaces are not told
UNDRAWN = 0.45  #: of the size: a gap without a space, on a page that draws its spaces, which parts two rows
SPACED = 0.04  #: of the glyphs: spaces, on a page that draws them
EVEN = 0.1  #: of the size: how far the gaps of a justified line differ
RAISED, SMALL = 0.2, 0.92  #: of the size of the text: how high and how small the sign of a note is, or more so
_MARKERS = frozenset("•▪◦‣●○■□–-*·")


@dataclass(slots=True)
class GlyphRow:
    glyphs: list[Glyph]  #: of a row whose signs are put in order only where some are raised: a book has millions
    is_doubted: bool = field(init=False, default=False)  #: another engine reads other letters there
    left: float = field(init=False)
    right: float = field(init=False)
    y: float = field(init=False)
    size: float = field(init=False)
    order: int = field(init=False)
    letters: int = field(init=False)
    balance: tuple[int, int] = field(init=False)  #: letters that run to the left, and to the right
    fonts: Counter[str] = field(init=False)  #: of its letters
    _texts: dict[bool, str] = field(init=False)  #: by whether it is read from the right
    _firsts: dict[bool, float] = field(init=False)

    def __post_init__(self) -> None:
        self._texts, self._firsts = {}, {}
        ink = [glyph for glyph in self.glyphs if not glyph.is_space] or self.glyphs
        self.left, self.right = min(glyph.left for glyph in ink), max(glyph.right for glyph in ink)
        self.size = usual_size(ink) or ink[0].size
        self.y = statistics.median(glyph.y for glyph in ink)
        self.order = min(glyph.order for glyph in ink)
        self.letters, self.balance = len(ink), balance(ink)
        self.fonts = Counter(glyph.font for glyph in ink)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def has_raised(self) -> bool:
        return any(glyph.is_raised for glyph in self.glyphs)

    def text(self, *, from_right: bool) -> str:
        if from_right not in self._texts:
            texts = words(self.glyphs)
            self._texts = {to_left: logical(texts, from_right=to_left) for to_left in (False, True)}
        return self._texts[from_right]

    def first_width(self, *, from_right: bool) -> float:
        """Of its first word, points."""
        if from_right not in self._firsts:
            self._firsts[from_right] = _first_width(self.glyphs, from_right=from_right)
        return self._firsts[from_right]

    def settle(self) -> None:
        """Work out what is asked of it later on, and let its glyphs go."""
        for from_right in (False, True):
            self.text(from_right=from_right)
            self.first_width(from_right=from_right)
        if not self.has_raised:
            self.glyphs = []


def _first_width(glyphs: Sequence[Glyph], *, from_right: bool) -> float:
    in_order = sorted(glyphs, key=lambda glyph: -glyph.right if from_right else glyph.left)
    left, right = in_order[0].left, in_order[0].right
    for glyph in in_order:
        gap = left - glyph.right if from_right else glyph.left - right
        if right - left > 0 and (glyph.is_space or gap > 1.5 * GAP * glyph.size):
            break
        left, right = min(left, glyph.left), max(right, glyph.right)
    return right - left


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of glyphs that all run in one direction, in the order in which they were drawn."""

    rows: tuple[GlyphRow, ...]
    from_right: bool  #: most of them


def rows_of(glyphs: Sequence[Glyph]) -> Rows:
    from_right = _runs_left(glyphs)
    rows = _rows(with_marks(without_scraps(once(list(glyphs)), LOST)))
    rows = _with_markers(rows, from_right)
    rows.sort(key=lambda row: (row.order, -row.y, -row.right if from_right else row.left))
    for row in rows:
        row.settle()
    return Rows(tuple(rows), from_right)


def _runs_left(glyphs: Iterable[Glyph]) -> bool:
    arabic, latin = balance(list(glyphs))
    return arabic > latin


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if lines and lines[-1][0].y - glyph.y <= SAME_LINE * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def _rows(glyphs: list[Glyph]) -> list[GlyphRow]:
    lines = _with_signs(_lines(glyphs))
    is_spaced = sum(glyph.is_space for glyph in glyphs) > SPACED * len(glyphs)
    return [GlyphRow(piece) for line in lines for part in _drawn_apart(line) for piece in _pieces(part, is_spaced)]


def _pieces(part: list[Glyph], is_spaced: bool) -> Iterator[list[Glyph]]:
    """What was drawn of a line in one go, cut at gaps that are wider than those between its words.

    Where a page's spaces are drawn (`is_spaced`), so is that between two words, and none is between two cells.
    """
    part.sort(key=lambda glyph: glyph.left)
    places = [at for at, glyph in enumerate(part) if not glyph.is_space]
    if not places:
        return
    ink = [part[at] for at in places]
    spaces = [glyph.left for glyph in part if glyph.is_space]
    gaps: list[float] = []
    bare: list[bool] = []  #: the gap is wide, and neither a space nor one object goes over it
    end = ink[0].right
    for last, glyph in pairwise(ink):
        gaps.append((glyph.left - end) / glyph.size)
        low, high = end - 0.3 * glyph.size, glyph.left + 0.1 * glyph.size
        is_wide = gaps[-1] > UNDRAWN and last.order != glyph.order
        bare.append(is_wide and not any(low < space < high for space in spaces))
        end = max(end, glyph.right)
    wide, is_even = _wide(gaps)
    gaps_missed = [gap for gap, is_bare in zip(gaps, bare, strict=True) if is_bare]
    is_even |= (
        len(gaps_missed) > 2 and max(gaps_missed) - min(gaps_missed) < LOOSE
    )  # PDFium loses the spaces of some lines
    begin = 0
    for gap, is_bare, at in zip(gaps, bare, places[1:], strict=True):
        if gap > (min(wide, UNDRAWN) if is_spaced and is_bare and not is_even else wide):
            yield part[begin:at]
            begin = at
    yield part[begin:]


def _drawn_apart(line: list[Glyph]) -> list[list[Glyph]]:
    """A line's glyphs by when they were drawn: columns, each in one go, and each apart from the other on the page."""
    in_order = sorted(line, key=lambda glyph: glyph.order)
    parts = [[in_order[0]]]
    for last, glyph in pairwise(in_order):
        if glyph.order - last.order > IN_ONE_GO:
            parts.append([])
        parts[-1].append(glyph)
    spans = sorted((min(g.left for g in part), max(g.right for g in part)) for part in parts)
    apart = all(right + 0.5 * line[0].size < left for (_, right), (left, _) in pairwise(spans))
    return parts if apart else [line]


def _wide(gaps: Sequence[float]) -> tuple[float, bool]:
    """The gap, of the size, from which on a line is cut: its words may stand far apart, but then evenly (told too)."""
    between = [gap for gap in gaps if gap > GAP]
    if len(between) > 1 and max(between) - min(between) < EVEN:
        return max(between), True
    usual = 2.2 * statistics.median(between) if len(between) > 3 else WIDE
    return min(max(WIDE, usual), ALWAYS_WIDE), False


def _with_signs(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """The lines with what is small and raised, or sunk, put into the line it belongs to, and marked if it is raised."""
    sizes = [usual_size(line) for line in lines]
    signs_of: dict[int, list[Glyph]] = {}
    rest: dict[int, list[Glyph]] = {}
    for at, line in enumerate(lines):
        hosts = [host for host in range(max(0, at - 3), min(len(lines), at + 4)) if _may_carry(lines, sizes, host, at)]
        hosts.sort(key=lambda host: abs(lines[host][0].y - line[0].y))
        for piece in _pieces(list(line), False):
            host = next((host for host in hosts if _touches(lines[host], piece)), None)
            (rest if host is None else signs_of).setdefault(at if host is None else host, []).extend(piece)
    return [
        _with_marks(line + signs_of.get(at, []), statistics.median(glyph.y for glyph in line), usual_size(line) or 1.0)
        for at, line in rest.items()
    ]


def _may_carry(lines: Sequence[list[Glyph]], sizes: Sequence[float], host: int, at: int) -> bool:
    above = lines[at][0].y - lines[host][0].y
    return host != at and sizes[at] <= SMALL * sizes[host] and -0.35 * sizes[host] < above < 0.75 * sizes[host]


def _touches(line: Sequence[Glyph], piece: Sequence[Glyph]) -> bool:
    """Whether a few letters stand at a letter of a line, as the sign of a note does."""
    if sum(not glyph.is_space for glyph in piece) > 8:
        return False
    left, right = min(glyph.left for glyph in piece), max(glyph.right for glyph in piece)
    return any(
        glyph.left - 0.4 * glyph.size < right and left < glyph.right + 0.4 * glyph.size
        for glyph in line
        if not glyph.is_space
    )


def _with_marks(glyphs: list[Glyph], y: float, size: float) -> list[Glyph]:
    return [
        glyph._replace(is_raised=True)
        if glyph.size <= SMALL * size and glyph.y - y > RAISED * size and not glyph.is_space
        else glyph
        for glyph in glyphs
    ]


def _with_markers(rows: list[GlyphRow], from_right: bool) -> list[GlyphRow]:
    """The rows with the bullet or number of an item, which stands apart, put before its words."""
    result: list[GlyphRow] = []
    by_line: dict[int, list[GlyphRow]] = {}
    for row in rows:
        by_line.setdefault(round(row.y), []).append(row)
    for row in rows:
        if row.letters <= 4 and _is_marker(row):
            fellows = [other for at in (-1, 0, 1) for other in by_line.get(round(row.y) + at, ()) if other is not row]
            after = [other for other in fellows if 0 <= _step(row, other, from_right) < 4 * other.size]
            if len(after) == 1 and len(fellows) == 1:
                after[0].glyphs = [*row.glyphs, *after[0].glyphs]
                after[0].__post_init__()
                continue
        result.append(row)
    return result


def _is_marker(row: GlyphRow) -> bool:
    text = "".join(glyph.text for glyph in row.glyphs).strip()
    return text in _MARKERS or (text.strip(".)(-ـ").isalnum() and (text[-1] in ".)-" or text[0] in ".)-("))


def _step(row: GlyphRow, other: GlyphRow, from_right: bool) -> float:
    return row.left - other.right if from_right else other.left - row.right
