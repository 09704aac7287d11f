"""Quotation marks -> what they hold: nested and unbalanced ones, straight and curved, of either script.

A straight mark looks the same on both sides, so what stands beside it tells: an opening one has a word behind it and
none before it, but for a particle such as و in `و"الكل رابح"`. Where that tells nothing, a mark closes what is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_CLOSES = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’", '"': '"', "'": "'"}
DEEPEST = 12  #: marks that may be open at once; no text has more
_OPENING = frozenset("«“„‹")
_CLOSING = frozenset("»”›")
_PARTICLES = frozenset("وفبلك")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between marks: letters `start` up to but without `end`, without the marks."""

    start: int
    end: int
    is_closed: bool = True

    def words(self, text: str) -> str:
        return text[self.start : self.end].strip()


def quoted_in(text: str) -> tuple[Quoted, ...]:
    """The outermost quoted stretches in the order of the text; one that is never closed ends with the text.

    Of marks inside others only the outer pair counts, unless the outer one is never closed.
    """
    open_at: list[tuple[str, int]] = []
    closed: list[Quoted] = []
    for place, mark in _marks(text):
        if closes := _closed_by(mark, place, text, open_at):
            while open_at:
                opener, start = open_at.pop()
                if opener == closes:
                    closed = [quoted for quoted in closed if quoted.start < start]
                    closed.append(Quoted(start, place))
                    break
        elif len(open_at) < DEEPEST and mark in _CLOSES and not (mark in "\"'" and _can_only_close(place, text)):
            open_at.append((mark, place + 1))
    unclosed = [Quoted(start, len(text), False) for mark, start in open_at[:1] if mark not in "'‘"]
    return tuple(sorted((*closed, *unclosed), key=lambda quoted: quoted.start))


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """Places of quotation marks; apostrophes and the signs of minutes and inches are none."""
    for place, letter in enumerate(text):
        if letter in "'’‘":
            before, after = text[place - 1 : place], text[place + 1 : place + 2]
            if before.isalnum() and (after.isalnum() or letter == "‘"):
                continue
        elif letter == '"' and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit():
            continue
        if letter in _CLOSES or letter in _CLOSING or letter == "’":
            yield place, letter


def _closed_by(mark: str, place: int, text: str, open_at: list[tuple[str, int]]) -> str:
    """The opening mark that this one closes, or "" if it opens."""
    if mark in _OPENING and mark != "“":
        return ""
    fitting = [opener for opener, _ in reversed(open_at) if mark in _CLOSES[opener]]
    if mark == "“":
        return "„" if fitting else ""
    if mark in _CLOSING or mark == "’":
        return fitting[0] if fitting else ""
    return fitting[0] if fitting and not _opens(place, text) else ""


def _can_only_close(place: int, text: str) -> bool:
    """Whether a straight mark, while none is open, belongs to nothing: it hangs on the word before it."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    return bool(before) and not before.isspace() and before not in "([-–—:" and not after.isalnum()


def _opens(place: int, text: str) -> bool:
    """Whether a straight mark, while another is open, opens one more: a word behind it and none before."""
    before, after = text[:place], text[place + 1 : place + 2]
    stands_free = not before or before[-1].isspace() or before[-1] in "([-–—"
    is_particle = before[-1:] in _PARTICLES and (len(before) < 2 or before[-2].isspace())
    return (stands_free or is_particle) and after.isalnum()
