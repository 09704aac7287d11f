"""Where a claim's lines stand in the next version of its original: only where the words say so, letter by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.evidence.original import Original, Spot
from dossier.evidence.proof.verbatim import find
from dossier.importing.claims import PlacedClaim
from dossier.importing.update.linemap import LineMap, by_lines, by_words, digests_of
from dossier.model.passage import Passage, of_lines

_NOWHERE = Passage(((999_999, 999_999),))  #: on which nothing stands, so that all places are told


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of a place. `doubt` is why a curator has to look; "" where nothing is left to see."""

    to: Passage
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Mover:
    original: Original  #: the next version
    lines: LineMap

    def move(self, placed: PlacedClaim) -> Move:
        mapped = [self.lines.best(line) for line in placed.at.lines]
        if not placed.words and not placed.spoken:
            return self._unspoken(placed)
        if placed.kind == "name":
            return self._name(placed, placed.words[0])
        known = [line for line in mapped if line]
        if len(known) == len(mapped) and self._hold(placed, to := of_lines(set(known))):
            return Move(to)
        spots = [_standing(words, self.original, is_name=False) for words in placed.spoken]
        spots += [_standing(words, self.original, is_name=True) for words in placed.words]
        spots = [self._near(placed.at, found) for found in spots]
        if all(len(found) == 1 for found in spots):
            return self._once(placed, {line for (spot,) in spots for line in spot.lines})
        if self._hold(placed, placed.at):
            return Move(placed.at)
        sought = [*placed.spoken, *placed.words]
        words, found = next((w, f) for w, f in zip(sought, spots, strict=True) if len(f) != 1)
        return Move(placed.at, f"{_why(words, found)}{self._now(placed.at)}")

    def _hold(self, placed: PlacedClaim, at: Passage) -> bool:
        return all(_is_at(words, at, self.original, is_name=False) for words in placed.spoken) and all(
            _is_at(words, at, self.original, is_name=True) for words in placed.words
        )

    def _once(self, placed: PlacedClaim, stand: set[int]) -> Move:
        """Words that stand once; lines that the claim has besides follow if they are sure."""
        if len(placed.at.lines) <= len(stand) or placed.spoken:
            return Move(of_lines(stand))
        others = {line: self.lines.sure.get(line) for line in placed.at.lines}
        lost = [line for line, at in others.items() if not at]
        moved = stand | {at for at in others.values() if at}
        if len(moved) >= len(placed.at.lines):
            return Move(of_lines(moved))
        named = ", ".join(map(str, lost))
        return Move(
            of_lines(moved), f"its words stand in {_named(stand)}; what stood besides in line {named} is not known"
        )

    def _name(self, placed: PlacedClaim, form: str) -> Move:
        """A form of a name stands on every line that is named."""
        stands = {line for spot in _standing(form, self.original, is_name=True) for line in spot.lines}
        followed = [self._followed(line, stands) for line in placed.at.lines]
        found = [line for line in followed if line]
        if len(found) == len(followed):
            return Move(of_lines(set(found)))
        if len(stands) == len(placed.at.lines):
            return Move(of_lines(stands))
        if not stands:
            return Move(placed.at, f"{_why(form, ())}{self._now(placed.at)}")
        if stands.issuperset(placed.at.lines) and not found:
            return Move(placed.at)
        kept = of_lines(set(found)) if found else placed.at
        return Move(kept, f"it stood in {placed.at}; {form!r} stands in {_named(stands)}")

    def _followed(self, line: int, stands: set[int]) -> int | None:
        """The line that it is now, of those on which a form stands: one that is known, or the only one it can be."""
        if line in self.lines.sure:
            return to if (to := self.lines.sure[line]) in stands else None
        near = stands & {*self.lines.may_be(line), self.lines.likely.get(line)}
        return near.pop() if len(near) == 1 else None

    def _near(self, at: Passage, found: list[Spot]) -> list[Spot]:
        """Of several places the only one where the line can be; all of them, if that leaves none or a choice."""
        near = [spot for spot in found if len(at.lines) == 1 and spot.line in self.lines.may_be(at.first)]
        return near if len(near) == 1 else found

    def _now(self, at: Passage) -> str:
        """Where its line is now, for whoever looks the words up."""
        now = [self.lines.best(line) for line in at.lines]
        lines = of_lines({line for line in now if line}) if all(now) else at
        return f"; {at} is {lines} now" if lines != at else ""

    def _unspoken(self, placed: PlacedClaim) -> Move:
        """Where no words of the original are noted, only lines that are sure can be followed."""
        sure = [self.lines.sure.get(line) for line in placed.at.lines]
        found = {line for line in sure if line}
        if all(sure):
            return Move(of_lines(found))
        return Move(placed.at, "whether its lines are still these is not decided: it notes no words of the original")


def map_of(placed: Sequence[PlacedClaim], original: Original, old: Sequence[str] | None) -> LineMap:
    """By all lines of the version before, if their digests are known; else by the words that stand once."""
    if old is not None:
        return by_lines(old, digests_of(original.lines))
    return by_words(_anchors(placed, original), len(original.lines))


def _anchors(placed: Iterable[PlacedClaim], original: Original) -> Iterator[tuple[int, int]]:
    for item in placed:
        if len(item.at.lines) > 1:
            continue
        sought = [(words, False) for words in item.spoken] + [(words, True) for words in item.words]
        for words, is_name in sought:
            found = _standing(words, original, is_name=is_name)
            if len(found) == 1 and not found[0].last:
                yield item.at.first, found[0].line


def _standing(words: str, original: Original, *, is_name: bool) -> list[Spot]:
    """Every place where exactly these words stand."""
    match = find(words, _NOWHERE, original, is_name=is_name)
    return [
        spot for spot in match.spots if match.verdict == "elsewhere" and _flat(original.letters(spot)) == _flat(words)
    ]


def _is_at(words: str, at: Passage, original: Original, *, is_name: bool) -> bool:
    return find(words, at, original, is_name=is_name).verdict == "identical"


def _flat(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())


def _why(words: str, found: Sequence[Spot]) -> str:
    shown = words if len(words) <= 60 else f"{words[:60]}…"
    if not found:
        return f"{shown!r} does not stand in the original any more"
    return (
        f"{shown!r} stands in {_named({line for spot in found for line in spot.lines})}: which is meant is not decided"
    )


def _named(lines: set[int]) -> str:
    return f"line{'s' * (len(lines) > 1)} {', '.join(map(str, sorted(lines)))}"
