"""The text of a document as words are looked for in it: line by line, and over the ends of lines where it goes on.

All lines stand in one string, letter for letter, so that a place in it is a line and a letter of that line. Between two
lines stands a line feed where a sentence may go on, and `END` where none does.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dossier.evidence.numbers.decimal_marks import Mark, decimal_mark
from dossier.evidence.numbers.tables.cells import announced_at, scales_of
from dossier.evidence.numbers.tables.scale_words import Announced, Scales
from dossier.evidence.text.folding import Folded, fold
from dossier.formats.lines import Cell, Lines, Unread
from dossier.formats.reading import read_lines

END = "\0"  #: between two lines that belong to different paragraphs


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in an original: line from 1, letters from 0 up to but without `end`."""

    line: int
    start: int
    end: int  #: in the line `last`
    last: int = 0  #: the line it ends in, where that is another; 0 where it is not

    @property
    def lines(self) -> range:
        return range(self.line, max(self.line, self.last) + 1)

    def __str__(self) -> str:
        if self.last:
            return f"line {self.line}, letter {self.start}, to line {self.last}, letter {self.end}"
        return f"line {self.line}, letters {self.start}–{self.end}"

    @property
    def plain(self) -> dict[str, int]:
        """For programs."""
        place = {"line": self.line, "start": self.start, "end": self.end}
        return {**place, "last": self.last} if self.last else place

    @property
    def named(self) -> str:
        """Its lines as a curator writes them: 3, or 3-4."""
        return f"{self.line}-{self.last}" if self.last else str(self.line)


@dataclass(frozen=True)
class TextSpan:
    """Letters `start` up to but without `end` of an original's text, which one thought may run through."""

    text: str
    start: int
    end: int

    @functools.cached_property
    def folded(self) -> Folded:
        """As it is compared; made only when something is not found as it is."""
        return fold(self.text)


@dataclass(frozen=True)
class Original:
    """The text of a document, line by line. `goes_on` holds the numbers of the lines that the next one continues."""

    lines: tuple[str, ...]
    goes_on: frozenset[int] = frozenset()
    unread: tuple[Unread, ...] = ()
    apart: frozenset[int] = frozenset()  #: numbers of the lines that are not the text
    cells: Mapping[int, Cell] = field(default_factory=dict)  #: of the lines in tables, where the format tells

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    @functools.cached_property
    def text(self) -> str:
        """All lines: `\\n` behind one that goes on, `END` behind any other."""
        return "".join(
            f"{line}\n" if number in self.goes_on else f"{line}{END}" for number, line in enumerate(self.lines, 1)
        )

    @functools.cached_property
    def scales(self) -> Scales:
        """What captions and headings of tables say of the numbers under them."""
        return scales_of(self.lines, self.cells)

    @functools.cached_property
    def decimal_mark(self) -> Mark:
        """The mark that the document sets before decimals."""
        return decimal_mark(self.lines)

    @functools.cached_property
    def _starts(self) -> tuple[int, ...]:
        places, place = [], 0
        for line in self.lines:
            places.append(place)
            place += len(line) + 1
        return tuple(places)

    @functools.cached_property
    def _begins(self) -> tuple[int, ...]:
        return tuple(paragraph.start for paragraph in self.paragraphs)

    @functools.cached_property
    def paragraphs(self) -> tuple[TextSpan, ...]:
        """Every run of lines that go on in each other."""
        found, first = [], 1
        for number in range(1, len(self.lines) + 1):
            if number not in self.goes_on:
                found.append(self._paragraph(first, number))
                first = number + 1
        return tuple(found) if first > len(self.lines) else (*found, self._paragraph(first, len(self.lines)))

    def _paragraph(self, first: int, last: int) -> TextSpan:
        start, end = self._starts[first - 1], self._starts[last - 1] + len(self.lines[last - 1])
        return TextSpan(self.text[start:end].replace("\n", " "), start, end)

    def paragraphs_of(self, lines: Iterable[int]) -> tuple[TextSpan, ...]:
        """The paragraphs that lines belong to, in their order, each once."""
        inside = [self._starts[line - 1] for line in sorted(set(lines)) if 1 <= line <= len(self.lines)]
        return tuple(dict.fromkeys(self.paragraphs[bisect_right(self._begins, place) - 1] for place in inside))

    def around(self, spot: Spot) -> tuple[str, int, int]:
        """(paragraph, start, end): the words at `spot` with all that belongs to them, line ends as spaces."""
        start, end = self.span(spot)
        paragraphs = self.paragraphs_of(spot.lines)
        first, last = paragraphs[0].start, paragraphs[-1].end
        text = self.text[first:last].replace("\n", " ").replace(END, " ")
        return text, start - first, end - first

    def scaled_around(self, spot: Spot) -> dict[int, Announced]:
        """What tables say of the cells on the lines of a spot, by their letters in the text of `around`."""
        first = self.span(spot)[0] - self.around(spot)[1]
        return announced_at(self.scales, spot.lines, lambda line, letter: self._starts[line - 1] + letter - first)

    def span(self, spot: Spot) -> tuple[int, int]:
        """The place of a spot in `text`."""
        return self._starts[spot.line - 1] + spot.start, self._starts[max(spot.line, spot.last) - 1] + spot.end

    def spot(self, start: int, end: int) -> Spot:
        """The lines and letters of a place in `text`."""
        first = bisect_right(self._starts, start)
        last = bisect_right(self._starts, max(start, end - 1))
        return Spot(first, start - self._starts[first - 1], end - self._starts[last - 1], last if last > first else 0)

    def letters(self, spot: Spot) -> str:
        """What stands at a spot; the end of a line is a space."""
        start, end = self.span(spot)
        return self.text[start:end].replace("\n", " ").replace(END, " ")


@functools.lru_cache(maxsize=1)  # what is looked up in one original, one thing after the other, reads it once
def original_of(content: bytes, name: str = "") -> Original:
    """The lines of the file of that name, as its format counts them; without a name plain text."""
    return original_from(read_lines(name, content))


def original_from(lines: Lines) -> Original:
    return Original(lines.texts, lines.goes_on, lines.unread, lines.apart, lines.cells)
