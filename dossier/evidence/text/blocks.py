"""Lines -> blocks: paragraphs to look for things in, which know of each letter on which line of the original it stands.

A file whose lines were broken to fit a width has paragraphs of several lines; in any other a line is a paragraph.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dossier.evidence.text.address import SHORTENED
from dossier.evidence.text.folding import Folded, fold
from dossier.formats import wrapping
from dossier.model.passage import Passage

LONGEST = 8_000  #: letters of a block; a longer paragraph, such as a file without line feeds, is cut after a sentence

#: What ends a sentence, with the marks that may close behind it.
_STOP = re.compile(r"(?<![.!?؟۔…])[.!?؟۔…]+[\"'”»’)\]]*(?=\s|$)")
_ABBREVIATED = re.compile(rf"(?:^|[\s(«“\"'])(?:{'|'.join(SHORTENED)}|No|vs|Jr|Sr|U\.S|U\.N|U\.K|[A-Z]|د|أ|م|ص|س|ج)\.$")
_MAIL = re.compile(r"^[ \t>]+")  #: before the words of a line that goes on
_DASHED = re.compile(r"[^\W\d_]- \Z")
_BROKEN = re.compile("[^\\W\\d_][\u2010\u00ad] \\Z")  #: a word, by a press


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `starts[i]` is where its line number `numbers[i]` begins in its text, from letter `cuts[i]` on."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    cuts: tuple[int, ...] = ()

    def lines(self, start: int, end: int) -> Passage:
        """The lines on which letters `start` up to but without `end` stand."""
        first, last = (bisect_right(self.starts, place) - 1 for place in (start, max(start, end - 1)))
        return Passage(((self.numbers[first], self.numbers[last]),))

    def place(self, line: int, letter: int) -> int | None:
        """Where a letter of a line of the original stands in the text; None if it does not."""
        for start, number, cut in zip(self.starts, self.numbers, self.cuts, strict=True):
            if number == line and letter - cut >= 0 and start + letter - cut < len(self.text):
                return start + letter - cut
        return None

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


def blocks_of(lines: Sequence[str], goes_on: Collection[int] | None = None) -> tuple[Block, ...]:
    """The paragraphs of an original, without empty ones. `goes_on` holds the numbers of the lines that the next one
    continues; without it the lines' own lengths tell."""
    goes_on = wrapping.goes_on(lines) if goes_on is None else goes_on
    blocks: list[Block] = []
    run: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines, 1):
        if run and number - 1 not in goes_on:
            blocks.append(_block(run))
            run = []
        pieces = _pieces(line) if line.strip() else []
        blocks += [_block([(number, *piece)]) for piece in pieces[:-1]]
        run += [(number, *piece) for piece in pieces[-1:]]
    return (*blocks, _block(run)) if run else tuple(blocks)


def _pieces(line: str) -> list[tuple[int, str]]:
    """A line as it is; one that is too long in pieces of whole sentences, or of LONGEST letters where it has none.

    Each with the letter it begins at.
    """
    pieces, begin = [], 0
    while len(line) - begin > LONGEST:
        rest = line[begin : begin + LONGEST]
        cut = max((end for _, end in sentences(rest) if end < LONGEST), default=LONGEST)
        pieces.append((begin, rest[:cut]))
        begin += cut
        begin += len(line[begin:]) - len(line[begin:].lstrip())
    return [*pieces, (begin, line[begin:])]


def _block(run: Sequence[tuple[int, int, str]]) -> Block:
    starts, cuts, text = [], [], ""
    for number, (_, begin, line) in enumerate(run):
        bare = line if number == 0 else _MAIL.sub("", line)
        starts.append(len(text))
        cuts.append(begin + len(line) - len(bare))
        text += bare.rstrip() + " "
        if _DASHED.search(text):
            text = text[:-1]  # a compound was broken behind its hyphen
        elif _BROKEN.search(text):
            text = text[:-2]
    return Block(text.rstrip(), tuple(starts), tuple(number for number, *_ in run), tuple(cuts))


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
