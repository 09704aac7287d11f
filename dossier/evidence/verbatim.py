"""Words against their original: identical, the same in another spelling, elsewhere, or not there.

Identical letters are looked for first. Folding (`folding.py`) can only lower a verdict to *other spelling*, and the
nearest passage only explains a failure; neither ever excuses one.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.content.passage import Passage
from dossier.evidence.folding import Folded, fold, fold_text
from dossier.evidence.formats import read_lines

Verdict = Literal["identical", "other spelling", "elsewhere", "ambiguous", "different"]
CONTEXT = 20  #: letters of an equal stretch that are shown at either end of it
ALIKE = 60.0  #: per cent of RapidFuzz's partial ratio below which no passage is called near
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in an original: line from 1, letters from 0 up to but without `end`."""

    line: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"line {self.line}, letters {self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Match:
    verdict: Verdict
    spots: tuple[Spot, ...] = ()
    printed: str = ""  #: the letters of the original, where they differ from the words sought
    detail: str = ""  #: what the curator should look at


@dataclass(frozen=True)
class Original:
    """The text of a document, line by line."""

    lines: tuple[str, ...]

    @functools.cached_property
    def folded(self) -> tuple[Folded, ...]:
        """The lines as they are compared; made only when something is not found as it is."""
        return tuple(map(fold, self.lines))

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""


def original_of(content: bytes, name: str = "") -> Original:
    """The lines of the file of that name, as `formats.py` counts them for its format; without a name plain text."""
    return Original(read_lines(name, content).texts)


def find(words: str, at: Passage, original: Original, *, is_name: bool = False) -> Match:
    """How `words` stand in `original` on the lines `at`.

    A quotation is whole words and stands once: a second occurrence anywhere is ambiguous. A name may stand many times,
    with a particle of one letter before it or run into the next word.
    """
    stated = set(at.lines)
    exact = _exact(words, original, whole=not is_name)
    here = tuple(spot for spot in exact if spot.line in stated)
    if here:
        if not is_name and len(exact) > 1:
            return Match("ambiguous", exact, detail="stands " + " and ".join(f"in {spot}" for spot in exact))
        return Match("identical", here)
    spelled = _spelled(words, original, whole=not is_name)
    near = tuple(spot for spot in spelled if spot.line in stated)
    if near:
        printed = _letters(near[0], original)
        return Match("other spelling", near, printed, difference(words, printed))
    if elsewhere := exact or spelled:
        lines = ", ".join(str(line) for line in dict.fromkeys(spot.line for spot in elsewhere))
        return Match("elsewhere", elsewhere, _letters(elsewhere[0], original), f"stands in line {lines}, not {at}")
    return _nearest(words, sorted(stated), original)


def _exact(words: str, original: Original, *, whole: bool) -> tuple[Spot, ...]:
    return tuple(
        Spot(number, start, start + len(words))
        for number, line in enumerate(original.lines, 1)
        for start in _starts(words, line, whole=whole)
    )


def _spelled(words: str, original: Original, *, whole: bool) -> tuple[Spot, ...]:
    sought = fold_text(words)
    return tuple(
        Spot(number, *folded.span(start, start + len(sought)))
        for number, folded in enumerate(original.folded, 1)
        for start in _starts(sought, folded.text, whole=whole)
    )


def _starts(sought: str, text: str, *, whole: bool) -> Iterable[int]:
    """Where `sought` begins in `text`; with `whole` only where no word is cut."""
    start = text.find(sought) if sought else -1
    while start >= 0:
        end = start + len(sought)
        whole_before = start == 0 or not (text[start - 1].isalnum() and sought[0].isalnum())
        whole_after = end == len(text) or not (text[end].isalnum() and sought[-1].isalnum())
        if not whole or (whole_before and whole_after):
            yield start
        start = text.find(sought, start + 1)


def _letters(spot: Spot, original: Original) -> str:
    return original.line(spot.line)[spot.start : spot.end]


def _nearest(words: str, stated: Sequence[int], original: Original) -> Match:
    """The passage most like the words, on the stated lines if there is one, with its difference marked."""
    sought = fold_text(words)
    for numbers in (stated, range(1, len(original.lines) + 1)):
        near = [found for number in numbers if (found := _most_alike(sought, number, original))]
        if near:
            _, spot = max(near, key=lambda found: (found[0], -found[1].line))
            printed = _letters(spot, original)
            return Match("different", (spot,), printed, difference(words, printed))
    return Match("different", detail="nothing like it stands in the original")


def _most_alike(sought: str, number: int, original: Original) -> tuple[float, Spot] | None:
    """(likeness in per cent, place) of what in a line is most like the folded words."""
    if not 1 <= number <= len(original.lines) or not sought:
        return None
    from rapidfuzz import fuzz

    folded = original.folded[number - 1]
    found = fuzz.partial_ratio_alignment(sought, folded.text, score_cutoff=ALIKE)
    if not found or found.dest_end <= found.dest_start:
        return None
    spot = _whole_words(Spot(number, *folded.span(found.dest_start, found.dest_end)), original)
    spot = _all_of_it(sought, spot, original)
    return fuzz.ratio(sought, fold_text(_letters(spot, original))), spot


def _all_of_it(sought: str, spot: Spot, original: Original) -> Spot:
    """The stretch that the words stand for: the alignment, never longer than they are, cuts it where they leave some
    out."""
    line = original.line(spot.line)
    reach = len(sought) // 2 + CONTEXT
    theirs = list(re.finditer(r"\w+", line[: spot.end + reach]))
    theirs = [word for word in theirs if word.end() > spot.start - reach]
    ours = re.findall(r"\w+", sought)
    folded = [fold_text(word[0]) for word in theirs]
    blocks = difflib.SequenceMatcher(None, ours, folded, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return spot
    first, last = blocks[0], blocks[-1]
    start = max(first.b - first.a, 0)
    end = min(last.b + last.size + len(ours) - (last.a + last.size), len(theirs))
    stop = re.search(r"\W*$", sought)  # the words may end in a stop that the passage has too
    after = theirs[end - 1].end()
    return Spot(
        spot.line, theirs[start].start(), after + len(stop[0]) * line.startswith(stop[0], after) if stop else after
    )


def _whole_words(spot: Spot, original: Original) -> Spot:
    line, start, end = original.line(spot.line), spot.start, spot.end
    while start > 0 and line[start - 1].isalnum():
        start -= 1
    while end < len(line) and line[end].isalnum():
        end += 1
    return Spot(spot.line, start, end)


def difference(words: str, printed: str) -> str:
    """`[ours|the original's]` where they differ, by words, and by letters in a word that stands for one other word."""
    ours, theirs = _TOKENS.findall(words), _TOKENS.findall(printed)
    return "".join(_marked(ours, theirs, _marked_letters))


def _marked_letters(ours: Sequence[str], theirs: Sequence[str]) -> str:
    if len(ours) == len(theirs) == 1:
        return "".join(_marked(ours[0], theirs[0], lambda a, b: f"[{''.join(a)}|{''.join(b)}]"))
    return f"[{''.join(ours)}|{''.join(theirs)}]"


def _marked(
    ours: Sequence[str], theirs: Sequence[str], differing: Callable[[Sequence[str], Sequence[str]], str]
) -> Iterator[str]:
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            same = "".join(ours[a1:a2])
            yield same if len(same) <= 2 * CONTEXT else f"{same[:CONTEXT]}…{same[-CONTEXT:]}"
        else:
            yield differing(ours[a1:a2], theirs[b1:b2])
