"""Where the lines of an original stand in its next version: by the lines themselves, or by words that stand there once.

A line is sure to have moved where it is the same line between others that are, or, where only words are known, where
words of it stand once. It is likely to be another line where the lines round it tell so and it was changed itself:
that is worth something only together with words that stand there.
"""

from __future__ import annotations

import difflib
import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LineMap:
    """Numbers of lines, from 1."""

    sure: Mapping[int, int]  #: old -> new
    likely: Mapping[int, int] = field(default_factory=dict)  #: of others
    new: frozenset[int] = frozenset()  #: lines that came
    unsure: frozenset[int] = frozenset()  #: lines of which it cannot be told whether they came

    def best(self, line: int) -> int | None:
        return self.sure.get(line, self.likely.get(line))

    def may_be(self, line: int) -> range:
        """The lines that it can be, as far as those before and behind it tell; none where only one side does."""
        known = sorted(self.sure)
        place = bisect_left(known, line)
        if place == len(known):
            return range(0)
        before = self.sure[known[place - 1]] - known[place - 1] if place else 0
        behind = self.sure[known[place]] - known[place]
        return range(line + before, line + behind + 1)


def digests_of(lines: Iterable[str]) -> tuple[str, ...]:
    """What a line is known by when its words are not kept: enough to tell apart those of one document."""
    return tuple(hashlib.sha256(" ".join(line.split()).encode()).hexdigest()[:16] for line in lines)


def by_lines(old: Sequence[str], new: Sequence[str]) -> LineMap:
    """`old` and `new` are the digests of all lines."""
    sure: dict[int, int] = {}
    likely: dict[int, int] = {}
    came: set[int] = set()
    blank = digests_of([""])[0]
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        pairs = zip(range(a1 + 1, a2 + 1), range(b1 + 1, b2 + 1), strict=False)
        if tag == "equal":
            sure.update(pairs)
            continue
        likely.update(pairs if a2 - a1 == b2 - b1 else ())
        came.update(number for number in range(b1 + 1, b2 + 1) if new[number - 1] != blank)
    moved = _elsewhere(old, new, sure)
    return LineMap(sure | moved, {line: at for line, at in likely.items() if line not in moved}, frozenset(came))


def _elsewhere(old: Sequence[str], new: Sequence[str], sure: Mapping[int, int]) -> dict[int, int]:
    """Lines that were put among others: those that either version has once."""
    places = {line: number for number, line in enumerate(new, 1)}
    once = {line for line in places if new.count(line) == 1 and old.count(line) == 1}
    return {number: places[line] for number, line in enumerate(old, 1) if line in once and number not in sure}


def by_words(anchors: Iterable[tuple[int, int]], last: int) -> LineMap:
    """`anchors` are the old and the new line of words that stand once; the new version has `last` lines.

    Between two of them that moved equally far so did every line. Between two that stood on neighbouring lines all is
    new; what came elsewhere cannot be told from what was there.
    """
    told: dict[int, set[int]] = {}
    for before, after in anchors:
        told.setdefault(before, set()).add(after)
    sure = {before: next(iter(after)) for before, after in told.items() if len(after) == 1}
    known = sorted(sure)
    new: set[int] = set()
    unsure: set[int] = set()
    between: dict[int, int] = {}
    for one, other in zip([0, *known], known, strict=False):
        here, there = sure.get(one, 0), sure[other]
        if there - here == other - one:
            between |= {line: line + there - other for line in range(one + 1, other)}
        elif there - here > 1:
            (new if other == one + 1 else unsure).update(range(here + 1, there))
    unsure.update(range(max(sure.values(), default=0) + 1, last + 1))
    held = {*sure.values(), *between.values()}
    return LineMap(sure | between, {}, frozenset(new - held), frozenset(unsure - new - held))
