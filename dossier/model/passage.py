"""Places in an original: `line 5`, `lines 5-7`, `lines 6, 8`; and citations: `letter:67-71`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: Six digits at most: a line number, and never a list of them that fills the memory.
_RANGES = re.compile(r"\d{1,6}(?:\s*-\s*\d{1,6})?(?:\s*,\s*\d{1,6}(?:\s*-\s*\d{1,6})?)*\Z", re.ASCII)
MOST_LINES = 2_000  #: of a place that a curator states; a chapter of a book has a fifth of it


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Runs of lines of an original, counted from 1 as an editor does, in rising order."""

    runs: tuple[tuple[int, int], ...]  #: (first, last), both included

    @property
    def first(self) -> int:
        return self.runs[0][0]

    @property
    def count(self) -> int:
        """How many lines there are, counted without naming them."""
        return sum(last - first + 1 for first, last in self.runs)

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(line for first, last in self.runs for line in range(first, last + 1))

    def __str__(self) -> str:
        return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in self.runs)


def parse(text: str) -> Passage:
    """`Passage` of "line 5", "lines 5-7" or "lines 6, 8"; `ValueError` otherwise."""
    word, _, numbers = text.strip().partition(" ")
    if word not in {"line", "lines"}:
        raise ValueError(f"{text[:40]!r} is not a place such as: line 5, or: lines 6, 8-9")
    return runs_of(numbers)


def runs_of(numbers: str) -> Passage:
    """`Passage` of bare numbers such as "5", "5-7" or "6,8"."""
    if not _RANGES.match(numbers.strip()):
        raise ValueError(f"{numbers[:40]!r} does not name lines, such as 5, or 6, 8-9")
    runs = []
    for part in numbers.split(","):
        first, _, last = part.partition("-")
        runs.append((int(first), int(last or first)))
    flat = [line for run in runs for line in run]
    if flat != sorted(flat) or flat[0] < 1:
        raise ValueError(f"{numbers[:40]!r}: lines are counted from 1 and named in rising order")
    return Passage(tuple(runs))


def lines_of(text: str) -> Passage:
    """`parse`, for what a curator writes: more lines than anybody looks through are no place."""
    return _checked(parse(text))


def citation_of(text: str) -> Citation:
    """`cite`, in the same way."""
    found = cite(text)
    _checked(found.passage)
    return found


def _checked(found: Passage) -> Passage:
    if found.count > MOST_LINES:
        raise ValueError(f"{str(found)[:40]!r} are {found.count:,} lines, and no place: name those where it stands")
    return found


def of_lines(lines: Iterable[int]) -> Passage:
    """Lines in rising order, neighbours as one run."""
    runs: list[tuple[int, int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return Passage(tuple(runs))


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A place in one of the documents."""

    document: str  #: the document's id
    passage: Passage


def cite(text: str) -> Citation:
    """`Citation` of "letter:67-71"; `ValueError` otherwise."""
    document, colon, numbers = text.rpartition(":")
    if not colon or not document:
        raise ValueError(f"{text[:40]!r} is not a citation such as letter:67")
    return Citation(document.strip(), runs_of(numbers))
