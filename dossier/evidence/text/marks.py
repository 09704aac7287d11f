"""Quotation marks -> what they hold: of either script and as they are typed, nested, unbalanced, the wrong way round.

One table says which marks close which. Many marks look the same on both sides, or are typed so (`”…”`, `''…''`, `»…«`):
what stands beside them tells. An opening one has a word behind it and none before it, but for a particle such as و in
`و"الكل رابح"`. Where that tells nothing, a mark closes what is open. An apostrophe and the signs of feet and inches
are none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

#: opening mark, as it is typed -> the marks that close it
PAIRS = {
    "«": "» >>",
    "»": "«",  # the German way, and Arabic text whose marks were mirrored once too often
    "‹": "›",
    "›": "‹",
    "<<": ">> »",
    ">>": "<<",
    "“": "” “ \" ''",
    "”": '” “ "',
    "„": '“ ” "',
    "‟": "”",
    "‘": "’",
    "‚": "‘ ’",
    "’": "’",
    '"': '" ”',
    "＂": "＂",
    "'": "'",
    "''": "'' ”",
    "``": "'' ”",
    "`": "' ’ `",
    "「": "」",
    "『": "』",
}
_CLOSERS = {opening: frozenset(closing.split()) for opening, closing in PAIRS.items()}
_CLOSING = frozenset().union(*_CLOSERS.values())
_MARK = re.compile("|".join(sorted(map(re.escape, {*PAIRS, *_CLOSING}), key=len, reverse=True)))
_ALWAYS_OPENS = frozenset({"«", "‹", "„", "‟", "‚", "``", "「", "『"})
_SINGLE = frozenset("'’‘`‚")
_WRONG_WAY = frozenset({"»", "›", ">>", "”", "’"})  #: closing marks that open only where the text leaves no doubt

DEEPEST = 12  #: marks that may be open at once; no text has more
_PARTICLES = frozenset("وفبلك")
_PRIMES = re.compile(r"\d\s?['’′]\s?\d{1,2}\s?[\"”″]|\d[\"”](?=\d)")
_ELIDED = re.compile(r"['’‘](?=\d0s|tis\b|twas\b|em\b|til\b|cause\b)", re.IGNORECASE)
_CLOSES_LATER = re.compile(r"(?P<closes>(?<=\S)['’](?!\w))|[‘“«\"]|(?<!\w)'")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between marks: letters `start` up to but without `end`, without the marks."""

    start: int
    end: int
    is_closed: bool = True
    outer: tuple[int, int] = field(default=(0, 0), compare=False)  #: the same with the marks

    def words(self, text: str) -> str:
        return text[self.start : self.end].strip()


@functools.lru_cache(maxsize=16)
def every_quoted(text: str) -> tuple[Quoted, ...]:
    """All that stands between marks, nested ones too, in the order of opening; unclosed ones end with the text."""
    open_marks: list[re.Match[str]] = []
    found: list[Quoted] = []
    for mark in _marks(text):
        depth = _closed_by(mark, text, open_marks)
        if depth is not None:
            opening = open_marks[depth]
            found.append(Quoted(opening.end(), mark.start(), True, (opening.start(), mark.end())))
            del open_marks[depth:]
        elif _may_open(mark, text):
            open_marks.append(mark)
            del open_marks[:-DEEPEST]
    for mark in open_marks:
        if mark[0] not in _SINGLE:
            found.append(Quoted(mark.end(), len(text), False, (mark.start(), len(text))))
    return tuple(sorted(found, key=lambda quoted: (quoted.start, -quoted.end)))


def quoted_in(text: str) -> tuple[Quoted, ...]:
    """The outermost quoted stretches in the order of the text; one that is never closed ends with the text.

    Of marks inside others only the outer pair counts, unless the outer one is never closed.
    """
    kept: list[Quoted] = []
    closed_to, is_open = 0, False
    for quoted in every_quoted(text):
        if quoted.outer[0] < closed_to or (is_open and not quoted.is_closed):
            continue
        kept.append(quoted)
        closed_to = quoted.outer[1] if quoted.is_closed else closed_to
        is_open = is_open or not quoted.is_closed
    return tuple(kept)


def _marks(text: str) -> Iterator[re.Match[str]]:
    others = {place for match in _PRIMES.finditer(text) for place in range(match.start() + 1, match.end())}
    others |= {match.start() for match in _ELIDED.finditer(text)}
    for mark in _MARK.finditer(text):
        before, after = text[: mark.start()][-1:], text[mark.end() : mark.end() + 1]
        is_apostrophe = mark[0] in _SINGLE and before.isalnum() and (after.isalnum() or mark[0] in "‘`")
        if mark.start() not in others and not is_apostrophe:
            yield mark


def _closed_by(mark: re.Match[str], text: str, open_marks: Sequence[re.Match[str]]) -> int | None:
    """Which of the open marks this one closes, counted from the outermost; None if it closes none."""
    fitting = [depth for depth, opening in enumerate(open_marks) if mark[0] in _CLOSERS[opening[0]]]
    if not fitting or (mark[0] in PAIRS and mark[0] not in _WRONG_WAY and _opens(mark, text)):
        return None
    return None if mark[0] in "'’" and _is_possessive(mark, text) else fitting[-1]


def _may_open(mark: re.Match[str], text: str) -> bool:
    """Whether a mark that closes nothing opens: it does not hang on the word before it."""
    after = text[mark.end() : mark.end() + 1]
    if mark[0] not in PAIRS:
        return False
    if mark[0] in _ALWAYS_OPENS or mark[0] == "“":
        return True
    stands_free = _stands_free(text, mark.start())
    if mark[0] in _WRONG_WAY or mark[0] in _SINGLE or mark[0] in {"<<", ">>"}:
        return stands_free and bool(after) and not after.isspace()
    return stands_free or after.isalnum()


def _opens(mark: re.Match[str], text: str) -> bool:
    """Whether a mark that looks the same on both sides, while another is open, opens one more."""
    return _stands_free(text, mark.start()) and text[mark.end() : mark.end() + 1].isalnum()


def _stands_free(text: str, place: int) -> bool:
    """Nothing, a space, a bracket, a dash, another mark or an Arabic particle stands before it."""
    before = text[max(0, place - 2) : place]
    is_particle = before[-1:] in _PARTICLES and (len(before) < 2 or before[-2].isspace())
    return not before or before[-1].isspace() or before[-1] in "([{-–—/:=«“„<>،ـ" or (bool(before) and is_particle)


def _is_possessive(mark: re.Match[str], text: str) -> bool:
    """The dockers' strike: a word goes on behind it, and a mark that closes stands further on before one that opens."""
    if text[: mark.start()][-1:] not in {"s", "S"} or not re.match(r" [a-z]", text[mark.end() : mark.end() + 2]):
        return False
    following = _CLOSES_LATER.search(text, mark.end())
    return following is not None and following["closes"] is not None
