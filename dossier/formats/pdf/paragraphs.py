"""The blocks of a PDF's pages -> paragraphs: lines put together again, what is no part of them set apart.

What stands at the same height on page after page is a running head or foot; small print below the text is notes. A line
was broken where it was because its next word had no more room: where it had, the paragraph ends.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from dossier.formats.pdf.glyphs import Glyph
from dossier.formats.pdf.layout import TextBlock
from dossier.formats.pdf.order import NOTHING, is_arabic, logical, words
from dossier.formats.pdf.rows import GlyphRow

INSET = 0.7  #: of the size: a line that begins further in, or out, than the others begins a paragraph
OUTER = 0.4  #: of the lines of a block: where as many begin outside, the others begin paragraphs
ROOM = 0.45  #: of the size, beside the next word: its space, and what a line may be short of
NOTE_SIZE = 0.93  #: of the text's size: notes are set smaller
LONG = 6  #: lines: no cell of a table has as many
ENDS = (".", "!", "?", "؟", "…", "۔", ":", "؛", ";")
_CLOSING = "\"'”’»›)]"
_ITEM = re.compile(r"[•▪◦‣●○■□✓–—*]\s|[-–]\s|\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{2,4})[.)]\s")
_SIGN = re.compile(r"\(?[\d\u0660-\u0669\u06f0-\u06f9*†‡§]{1,3}[).\s]")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "re", "e", "o", "a", "º", "ª", "ème", "TM", "SM", "®", "™"})
_UNITS = frozenset({"m", "km", "cm", "mm", "ft", "م", "كم", "سم"})


@dataclass(slots=True)
class PdfParagraph:
    page: int  #: from 1
    text: str = ""
    size: float = 0.0
    is_open: bool = False  #: its last line is full and ends no sentence
    begins_inside: bool = False  #: its first line begins no item, and where the others begin
    is_note: bool = False
    is_doubted: bool = False  #: another engine reads other letters in it
    width: float = 0.0
    top: float = 0.0  #: the baseline of its first line
    bottom: float = 0.0
    left: float = 0.0
    right: float = 0.0
    lines: int = 0
    joints: list[str] = field(default_factory=list)  #: words put together of two parts, which nothing else confirms
    fonts: Counter[str] = field(default_factory=Counter)  #: letters of each
    signs: list[str] = field(default_factory=list)  #: of notes, left out of its words
    doubtful: list[str] = field(default_factory=list)  #: raised figures that may be of the number before

    @property
    def font(self) -> str:
        """That of most of its letters."""
        return max(self.fonts, key=lambda font: self.fonts[font], default="")

    def is_in_next_column(self, last: PdfParagraph) -> bool:
        """Whether this begins a column after the one that ends with `last`. Cells begin at one height; columns may too,
        where they are longer."""
        apart = self.left > last.right or self.right < last.left
        level = abs(self.top - last.top) < 0.4 * self.size
        return apart and self.top > last.bottom + 2 * self.size and (not level or last.lines >= LONG)


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the lines of a column begin and end, in the direction of reading."""

    start: float
    end: float


def paragraphs(blocks: Sequence[TextBlock], page: int, words: Set[str]) -> list[PdfParagraph]:
    """The paragraphs of a page; `words` are those of the whole document, by which broken words are mended."""
    result: list[PdfParagraph] = []
    signs = _signs_of_notes(blocks)
    for block in blocks:
        edges = _edges(block, blocks)
        for rows in _split(block, edges):
            result.append(_paragraph(rows, block, edges, page, words, signs))
    return result


def _edges(block: TextBlock, blocks: Sequence[TextBlock]) -> Edges:
    """Those of the block's column: a block of a line or two is as wide as the narrowest that begins where it does."""
    start = statistics.median(_starts(block.rows, from_right=block.from_right))
    own = _reach(block)
    if len(block.rows) > 2:
        return Edges(start, own)
    fellows = [
        _reach(other)
        for other in blocks
        if len(other.rows) > 2
        and other.from_right == block.from_right
        and abs(statistics.median(_starts(other.rows, from_right=other.from_right)) - start) < block.size
        and abs(other.size - block.size) < 0.1 * block.size
    ]
    return Edges(start, min((end for end in fellows if end > own - 0.1 * block.size), default=own))


def _reach(block: TextBlock) -> float:
    return max(_end(row, from_right=block.from_right) for row in block.rows)


def _starts(rows: Iterable[GlyphRow], *, from_right: bool) -> list[float]:
    return [-row.right if from_right else row.left for row in rows]


def _end(row: GlyphRow, *, from_right: bool) -> float:
    return -row.left if from_right else row.right


def _split(block: TextBlock, edges: Edges) -> Iterator[list[GlyphRow]]:
    starts = _starts(block.rows, from_right=block.from_right)
    is_centred = _is_centred(block)
    usual = _usual_start(block, starts)
    rows = [block.rows[0]]
    for at, row in enumerate(block.rows[1:], 1):
        is_out = abs(starts[at] - usual) > INSET * row.size and abs(starts[at] - starts[at - 1]) > INSET * row.size
        begins = (is_out and not is_centred) or _ITEM.match(_plain(row, from_right=block.from_right)) is not None
        if begins or has_room(rows[-1], row, edges, from_right=block.from_right):
            yield rows
            rows = []
        rows.append(row)
    yield rows


def _usual_start(block: TextBlock, starts: Sequence[float]) -> float:
    """Where lines begin that begin no paragraph: outside, or inside where items' first lines stand outside."""
    is_outer = [start - min(starts) < INSET * block.size for start in starts]
    inner = [start for start, outer in zip(starts, is_outer, strict=True) if not outer]
    hangs = all(
        _ITEM.match(_plain(row, from_right=block.from_right))
        for row, outer in zip(block.rows, is_outer, strict=True)
        if outer
    )
    return min(starts) if sum(is_outer) >= OUTER * len(starts) and not (hangs and inner) else statistics.median(inner)


def _is_centred(block: TextBlock) -> bool:
    middles = [(row.left + row.right) / 2 for row in block.rows]
    lefts = [row.left for row in block.rows]
    return len(lefts) > 1 and max(middles) - min(middles) < 0.3 * block.size < (max(lefts) - min(lefts))


def has_room(row: GlyphRow, following: GlyphRow, edges: Edges, *, from_right: bool) -> bool:
    """Whether the first word of the next line would have stood on a line."""
    room = edges.end - _end(row, from_right=from_right)
    return room > following.first_width(from_right=from_right) + ROOM * row.size


def _plain(row: GlyphRow, *, from_right: bool) -> str:
    return row.text(from_right=from_right)


def _paragraph(
    rows: Sequence[GlyphRow], block: TextBlock, edges: Edges, page: int, words: Set[str], notes: Set[str]
) -> PdfParagraph:
    paragraph = PdfParagraph(page, size=block.size, width=edges.end - edges.start, top=rows[0].y, bottom=rows[-1].y)
    paragraph.is_doubted = any(row.is_doubted for row in rows)
    paragraph.left, paragraph.right, paragraph.lines = (
        min(row.left for row in rows),
        max(row.right for row in rows),
        len(rows),
    )
    for row in rows:
        paragraph.text = join_lines(
            paragraph.text, _without_signs(row, block, paragraph, notes), words, paragraph.joints
        )
        paragraph.fonts.update(row.fonts)
    last = rows[-1]
    room = edges.end - _end(last, from_right=block.from_right)
    paragraph.is_open = (
        not ends_sentence(paragraph.text) and room < 0.25 * paragraph.width and paragraph.width > 8 * paragraph.size
    )
    start = _starts(rows[:1], from_right=block.from_right)[0]
    paragraph.begins_inside = abs(start - edges.start) < INSET * block.size and not _ITEM.match(paragraph.text)
    return paragraph


def ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(ENDS)


def join_lines(before: str, after: str, words: Set[str], joints: list[str]) -> str:
    """Two lines of a paragraph as one. A word that was broken is one again; of `joints` if that is not sure."""
    if not before:
        return after
    if before.endswith(("\u00ad", "\u2010", "-")) and before[-2:-1].isalpha():
        if not after[:1].isalpha() or not after[:1].islower():
            return before.rstrip("\u00ad") + after
        head = re.split(r"[^\w'’]+", before[:-1])[-1].casefold()
        tail = (re.match(r"[\w'’]+", after) or [""])[0].casefold()
        is_soft = before[-1] == "\u00ad"
        is_compound = f"{head}-{tail}" in words or (head in words and tail in words)
        if not is_soft and is_compound and head + tail not in words:
            return before + after
        if not is_soft and head + tail not in words:
            joints.append(f"{head}|{tail}")
        return before[:-1] + after
    if before.endswith(("/", "-")) and not before[-2:-1].isspace():
        return before + after
    return f"{before} {after}"


def _without_signs(row: GlyphRow, block: TextBlock, paragraph: PdfParagraph, notes: Set[str]) -> str:
    """A row's text without the signs of notes, which are told in `paragraph`."""
    if not row.has_raised:
        return row.text(from_right=block.from_right)
    glyphs = sorted(row.glyphs, key=lambda glyph: glyph.x)
    glyphs_left: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        end = at
        while end < len(glyphs) and glyphs[end].is_raised:
            end += 1
        glyphs_left += _sign(glyphs, at, end, block, paragraph, notes) if end > at else [glyphs[at]]
        at = max(end, at + 1)
    return logical(words(glyphs_left), from_right=block.from_right)


def _sign(
    glyphs: Sequence[Glyph], at: int, end: int, block: TextBlock, paragraph: PdfParagraph, notes: Set[str]
) -> Iterable[Glyph]:
    """The glyphs that are raised, from `at` to `end` in a row from left to right: left out, if they sign a note."""
    raised = glyphs[at:end]
    sign = logical(words(raised), from_right=block.from_right)
    before = _word_before(glyphs, at, end, from_right=block.from_right)
    if _is_of_word(sign, before):
        return raised
    is_first = end == len(glyphs) if block.from_right else at == 0
    if is_first and not paragraph.text:
        return [*raised, _gap_after(raised, from_right=block.from_right)]
    paragraph.signs.append(sign)
    if before[-1:].isdigit() and sign.isdigit() and sign not in notes:
        paragraph.doubtful.append(f"{sign} after {before}")
    return [glyph._replace(text=NOTHING) for glyph in raised]


def _word_before(glyphs: Sequence[Glyph], at: int, end: int, *, from_right: bool) -> str:
    """The word that what is raised stands at: Latin and figures before it are on its left in any line."""
    left = at
    while left > 0 and not glyphs[left - 1].is_space and not is_arabic(glyphs[left - 1].text[0]):
        left -= 1
    word = "".join(glyph.text for glyph in glyphs[left:at] if not glyph.is_raised)
    if not from_right or word.isalnum():
        return word if word else "".join(words(glyphs[:at])[-1:])
    right = end
    while right < len(glyphs) and not glyphs[right].is_space:
        right += 1
    return logical(words(glyphs[end:right]), from_right=True)


def _is_of_word(sign: str, before: str) -> bool:
    """Whether what is raised belongs to the word: 1st, m2."""
    if sign in _ORDINALS:
        return bool(before)
    unit = before.lstrip("0123456789.,\u0660-\u0669")
    return sign in {"2", "3"} and unit in _UNITS


def _gap_after(glyphs: Sequence[Glyph], *, from_right: bool) -> Glyph:
    last = glyphs[-1]
    edge = last.left - 0.01 if from_right else last.right
    return Glyph(" ", edge, edge, edge, last.y, last.size, last.order)


def _signs_of_notes(blocks: Sequence[TextBlock]) -> frozenset[str]:
    """The signs that lines of small print on a page begin with."""
    usual = max((block.size for block in blocks), default=0.0)
    small = (row.text(from_right=block.from_right) for block in blocks if block.size < usual for row in block.rows)
    return frozenset(match[0].strip("(). \t") for text in small if (match := _SIGN.match(f"{text} ")))


def mark_notes(paragraphs_all: Sequence[PdfParagraph], usual: float) -> None:
    """Mark the notes at the end of a page: small print, from a line on that begins with a sign."""
    first = len(paragraphs_all)
    for at in range(len(paragraphs_all) - 1, -1, -1):
        if paragraphs_all[at].size > NOTE_SIZE * usual:
            break
        if _SIGN.match(f"{paragraphs_all[at].text} "):
            first = at
    for paragraph in paragraphs_all[first:]:
        paragraph.is_note = True


def usual_size(pages: Iterable[Sequence[PdfParagraph]]) -> float:
    """The size of most letters of a document."""
    letters: dict[float, int] = {}
    for paragraph in (paragraph for page in pages for paragraph in page):
        size = round(paragraph.size * 2) / 2
        letters[size] = letters.get(size, 0) + len(paragraph.text)
    return max(letters, key=lambda size: letters[size], default=0.0)
