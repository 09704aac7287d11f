"""Lines -> blocks: paragraphs to look for things in, which know of each letter on which line of the original it stands.

A file whose lines were broken at a fixed width has paragraphs of several lines; in any other a line is a paragraph.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.content.passage import Passage
from dossier.evidence.folding import Folded, fold

WIDEST = 110  #: letters of the longest line of a file that was broken at a fixed width
NARROWEST = 40
NEARLY = 0.8  #: of the longest line, which two lines at least must come to
LONGEST = 8_000  #: letters of a block; a longer paragraph, such as a file without line feeds, is cut after a sentence

#: What ends a sentence, with the marks that may close behind it.
_STOP = re.compile(r"[.!?؟۔…]+[\"'”»’)\]]*(?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(«“\"'])(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Gov|Gen|Col|Capt|Lt|No|vs|Jr|Sr|U\.S|U\.N|U\.K|[A-Z]|د|أ|م|ص|س|ج)\.$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `starts[i]` is where its line number `numbers[i]` begins in its text."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def lines(self, start: int, end: int) -> Passage:
        """The lines on which letters `start` up to but without `end` stand."""
        first, last = (bisect_right(self.starts, place) - 1 for place in (start, max(start, end - 1)))
        return Passage(((self.numbers[first], self.numbers[last]),))

    @property
    def folded(self) -> Folded:
        return fold(self.text)


@dataclass(frozen=True, slots=True)
class Find:
    """Letters `start` up to but without `end` of a block."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]

    @property
    def at(self) -> Passage:
        return self.block.lines(self.start, self.end)

    @property
    def sentence(self) -> str:
        return next(
            self.block.text[start:end].strip() for start, end in sentences(self.block.text) if start <= self.start < end
        )

    def meets(self, other: Find) -> bool:
        return self.block is other.block and self.start < other.end and other.start < self.end


def blocks_of(lines: Sequence[str]) -> tuple[Block, ...]:
    """The paragraphs of an original, without empty ones."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    full = sum(len(line.rstrip()) > NEARLY * width for line in lines)
    is_broken = NARROWEST <= width <= WIDEST and full > 1  # one long line among short ones was not broken
    blocks: list[Block] = []
    run: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if run and not (is_broken and _goes_on(run[-1][1], line, width)):
            blocks.append(_block(run))
            run = []
        pieces = _pieces(line) if line.strip() else []
        blocks += [_block([(number, piece)]) for piece in pieces[:-1]]
        run += [(number, piece) for piece in pieces[-1:]]
    return (*blocks, _block(run)) if run else tuple(blocks)


def _pieces(line: str) -> list[str]:
    """A line as it is; one that is too long in pieces of whole sentences, or of LONGEST letters where it has none."""
    pieces = []
    while len(line) > LONGEST:
        cut = max((end for _, end in sentences(line[:LONGEST]) if end < LONGEST), default=LONGEST)
        pieces.append(line[:cut])
        line = line[cut:].lstrip()
    return [*pieces, line]


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line was broken only because its next word did not fit. A list's or heading's mark begins anew."""
    if not following.strip() or following[0].isspace() or following.startswith(("#", "-", "*", "•", ">")):
        return False
    return len(line.rstrip()) + 1 + len(following.split()[0]) > width


def _block(run: Sequence[tuple[int, str]]) -> Block:
    starts, text = [], ""
    for _, line in run:
        starts.append(len(text))
        text += line.rstrip() + " "
    return Block(text.rstrip(), tuple(starts), tuple(number for number, _ in run))


@functools.lru_cache(maxsize=4)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence, one behind the other without a gap."""
    ends = [
        stop.end()
        for stop in _STOP.finditer(text)
        if not _ABBREVIATED.search(text[max(0, stop.start() - 9) : stop.start() + 1])
    ]
    ends = [*(end for end in ends if end < len(text)), len(text)]
    return tuple(zip([0, *ends], ends, strict=False))


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with a NUL for every letter of the spans, so that no pattern finds anything there."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = "\0" * (end - start)
    return "".join(letters)
