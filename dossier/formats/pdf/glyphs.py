"""A PDF's glyph: some letters at a place, and what has to be put together of what was drawn apart."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

SHADDA = "\u0651"
MANY_TEXTS = 4_096  #: of glyphs, that a document's pages have in common
REACH = 1.5  #: of the size: how far a vowel sign is drawn from its letter, at most
_ASIDE = 4  #: times: how much further off what is beside counts than what is above
_COLUMN, _ROW = 16.0, 8.0  #: points: the boxes in which the letters near a vowel sign are looked for
_MOST_COLUMNS = 256  #: of one glyph
_BARE = frozenset({"ا", "و", "لا"})


class Glyph(NamedTuple):
    """What is drawn at once. Points; x grows to the right of the reader, y upward, whichever way the page is turned."""

    text: str  #: its letters in logical order; never empty
    x: float  #: of its origin, from which the pen moves on: where glyphs overlap it tells which comes first
    left: float
    right: float
    y: float  #: of the baseline
    size: float  #: of the face, as drawn
    order: int  #: of the object that draws it, in the page's own sequence
    font: str = ""  #: its name in the file
    is_parted: bool = False  #: PDFium saw a gap before it
    is_told: bool = False  #: its text is told apart from what is drawn (ActualText), and its box is of the ink
    is_sign: bool = False  #: what is drawn is a vowel sign alone, even where its letter is told with it
    is_raised: bool = False  #: small and above the baseline, as the sign of a note is

    @property
    def is_space(self) -> bool:
        return self.text == " "

    @property
    def is_mark(self) -> bool:
        return is_mark(self.text)


@lru_cache(MANY_TEXTS)
def is_mark(text: str) -> bool:
    """Whether a text begins with a sign that stands over or under a letter."""
    return unicodedata.category(text[0]) == "Mn"


@lru_cache(MANY_TEXTS)
def _is_signed(text: str) -> bool:
    """Whether a letter has a vowel sign, or a hamza or madda, over or under it."""
    return text >= "\u0300" and unicodedata.category(unicodedata.normalize("NFD", text)[-1]) == "Mn"


def not_shadda(mark: str) -> bool:
    """The key that puts a shadda, which is drawn next to its letter, before the vowel."""
    return mark != SHADDA


def along(turn: int, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
    """Where a box begins and ends along lines that run in a direction."""
    low, high = ((left, right), (bottom, top), (-right, -left), (-top, -bottom))[turn]
    return min(low, high), max(low, high)


def upright(turn: int, x: float, y: float) -> tuple[float, float]:
    """A place as a reader sees it who has turned the page."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def once(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs without those drawn twice, a hair apart, for a bold look.

    Some producers tell a letter at its base, and what both are again at the sign over it.
    """
    last: dict[str, list[int]] = {}
    places: dict[tuple[str, int, int], int] = {}
    unique: list[Glyph] = []
    baselines = Counter(round(glyph.y) for glyph in glyphs)
    for glyph in sorted(glyphs, key=lambda glyph: glyph.order):
        if glyph.is_space:
            unique.append(glyph)
            continue
        column, row = round(glyph.left), round(glyph.y)
        near = [at for at in last.get(glyph.text, ()) if 0 < glyph.order - unique[at].order <= 2]
        near += [places[key] for step in (-1, 0, 1) if (key := (glyph.text, column + step, row)) in places]
        same = next((at for at in near if _is_again(unique[at], glyph)), None)
        if same is None:
            places[glyph.text, column, row] = len(unique)
            if glyph.is_told or _is_signed(glyph.text):
                last[glyph.text] = [*near, len(unique)]
            unique.append(glyph)
        else:
            one = unique[same]
            y = max(one.y, glyph.y, key=lambda y: baselines[round(y)])  # the letter's, and not its sign's
            left, right = min(one.left, glyph.left), max(one.right, glyph.right)
            unique[same] = one._replace(x=min(one.x, glyph.x), left=left, right=right, y=y, order=glyph.order)
    return unique


def _is_again(one: Glyph, other: Glyph) -> bool:
    if not 0 < abs(one.order - other.order) <= 2 or abs(one.y - other.y) > 0.5 * one.size:
        return False
    overlap = min(one.right, other.right) - max(one.left, other.left)
    if _is_signed(one.text):
        return overlap > -0.05 * one.size
    if one.is_told != other.is_told:
        return overlap > 0.5 * min(one.right - one.left, other.right - other.left)
    return max(abs(one.left - other.left), abs(one.right - other.right), abs(one.y - other.y)) < 0.08 * one.size


def with_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs with each vowel sign put to the letter it stands over or under, whatever the height it is drawn at."""
    if not any(unicodedata.category(glyph.text[-1]) == "Mn" for glyph in glyphs):
        return glyphs
    glyphs = _with_bare_signs(glyphs)
    marks = [glyph for glyph in glyphs if glyph.is_mark]
    rest = [glyph for glyph in glyphs if not glyph.is_mark]
    marks_of: dict[int, list[Glyph]] = {}
    boxes: dict[tuple[int, int], list[int]] = {}
    for index, glyph in enumerate(rest):
        if not glyph.is_space:
            first, last = int(glyph.left // _COLUMN), int(glyph.right // _COLUMN)
            for column in range(first, min(last, first + _MOST_COLUMNS) + 1):
                boxes.setdefault((round(glyph.y / _ROW), column), []).append(index)
    for mark in marks:
        best = _carrier(mark, rest, boxes)
        if best is not None and _distance(mark, rest[best]) < REACH * mark.size:
            marks_of.setdefault(best, []).append(mark)
    false = _paired_with_another(marks_of.values())
    for index, those in marks_of.items():
        signs = "".join(mark.text.lstrip(SHADDA) if _key(mark) in false else mark.text for mark in those)
        rest[index] = rest[index]._replace(text=rest[index].text + "".join(sorted(signs, key=not_shadda)))
    return rest


def _carrier(mark: Glyph, letters: Sequence[Glyph], boxes: Mapping[tuple[int, int], Sequence[int]]) -> int | None:
    """The letter that is nearest to a vowel sign, of those near enough."""
    row, height = round(mark.y / _ROW), math.ceil(mark.size / _ROW) + 1
    middle, aside = (mark.left + mark.right) / 2, REACH / _ASIDE * mark.size
    columns = range(int((middle - aside) // _COLUMN), int((middle + aside) // _COLUMN) + 1)
    near = (
        index
        for at in range(row - height, row + height + 1)
        for index in sorted({index for column in columns for index in boxes.get((at, column), ())})
    )
    return min(near, key=lambda index: _distance(mark, letters[index]), default=None)


def _paired_with_another(groups: Iterable[Sequence[Glyph]]) -> set[tuple[str, str]]:
    """The vowel signs, by font and text, that are told with the shadda drawn beside them: no letter has two.

    Where a glyph is told by the letters it was first drawn for, it may have got the shadda's with its own.
    """
    return {
        _key(mark)
        for marks in groups
        if any(mark.text == SHADDA for mark in marks)
        for mark in marks
        if len(mark.text) > 1 and mark.text[0] == SHADDA
    }


def _with_bare_signs(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs, of signs that are told with a letter's text only the signs: they stand over another letter."""
    result: list[Glyph] = []
    in_order = sorted(glyphs, key=lambda glyph: (round(glyph.y / glyph.size), glyph.left))
    for at, glyph in enumerate(in_order):
        near = in_order[max(0, at - 4) : at + 5]
        if _is_signed(glyph.text) and any(_is_told_by(glyph, other) for other in near):
            continue
        is_sign = len(glyph.text) > 1 and not glyph.is_told and any(_is_over(glyph, other) for other in near)
        signs = "".join(c for c in glyph.text if unicodedata.category(c) == "Mn")
        result.append(glyph._replace(text=signs) if is_sign and signs else glyph)
    return result


def _is_told_by(glyph: Glyph, other: Glyph) -> bool:
    """Whether another glyph, that this one stands over, has its letters too: a ligature told again at its sign."""
    has_it = len(other.text) > len(glyph.text) and other.text.endswith(glyph.text)
    return has_it and _overlap(glyph, other) > 0.5 * (glyph.right - glyph.left) > 0


def _is_over(sign: Glyph, letter: Glyph) -> bool:
    width = sign.right - sign.left
    overlap = min(sign.right, letter.right) - max(sign.left, letter.left)
    is_wider = letter.right - letter.left > width and width < 0.5 * sign.size
    return sign is not letter and not letter.is_mark and not letter.is_space and is_wider and overlap > 0.8 * width > 0


def _distance(mark: Glyph, letter: Glyph) -> float:
    """How far a vowel sign is from a letter: sideways first, since signs are drawn at heights of their own."""
    middle = (mark.left + mark.right) / 2
    aside = max(letter.left - middle, middle - letter.right, 0.0)
    return _ASIDE * aside + abs(mark.y - letter.y) + 0.01 * abs((letter.left + letter.right) / 2 - middle)


def without_scraps(glyphs: list[Glyph], replacement: str) -> list[Glyph]:
    """The glyphs without those that mean nothing and are drawn over another: dots and strokes of letters.

    What stands over a bare alef or waw is no dot but a hamza, a madda or a vowel: that letter is not what its font
    says. Nor is one with a hamza that is drawn with it here and without it there. And what a vowel sign stands over is
    a letter, also where the sign is told with it: that one may only be the first letter it was drawn over.
    """
    if not any(glyph.text == replacement for glyph in glyphs):
        return glyphs
    rows: dict[int, list[int]] = {}
    for at, glyph in enumerate(glyphs):
        if glyph.text != replacement and not glyph.is_space and not glyph.is_sign:
            rows.setdefault(round(glyph.y / 8), []).append(at)
    hosts = {at: _under(glyph, glyphs, rows) for at, glyph in enumerate(glyphs) if glyph.text == replacement}
    hosting = {host for host in hosts.values() if host >= 0}
    keys_of_hosts = {_key(glyphs[host]) for host in hosting}
    false = {
        at
        for at, glyph in enumerate(glyphs)
        if (glyph.text in _BARE and at in hosting)
        or (at not in hosting and _is_signed(glyph.text) and not glyph.is_mark and _key(glyph) in keys_of_hosts)
    }
    return [
        glyph._replace(text=replacement) if at in false else glyph
        for at, glyph in enumerate(glyphs)
        if at not in hosts or not (hosts[at] >= 0 or glyph.right - glyph.left < 0.08 * glyph.size)
    ]


def _key(glyph: Glyph) -> tuple[str, str]:
    return glyph.font, glyph.text


def _under(scrap: Glyph, glyphs: list[Glyph], rows: dict[int, list[int]]) -> int:
    """The glyph that most of a scrap stands over or under; -1 for none."""
    reach = math.ceil(scrap.size / 8)
    near = [at for step in range(-reach, reach + 1) for at in rows.get(round(scrap.y / 8) + step, ())]
    best = max(near, key=lambda at: _overlap(scrap, glyphs[at]), default=-1)
    width = max(scrap.right - scrap.left, 0.01)
    return best if best >= 0 and _overlap(scrap, glyphs[best]) > 0.5 * width else -1


def _overlap(one: Glyph, other: Glyph) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def usual_size(glyphs: list[Glyph]) -> float:
    """The size of most letters; 0 without any."""
    sizes = Counter(round(glyph.size * 2) / 2 for glyph in glyphs if not glyph.is_space)
    return sizes.most_common(1)[0][0] if sizes else 0.0
