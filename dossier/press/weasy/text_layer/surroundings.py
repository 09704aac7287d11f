"""What stands around a text box in its line: what markup splits is one line to a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from dossier.press.weasy.text_layer.runs import classes, has_letter, is_mirrored


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The neighbours of a text box, as letters; none at the ends of the line.

    A stretch are boxes side by side that are all read from the left. Those of a line that stands alone have none.
    """

    before: str = ""  #: the last letter of what is read before
    left: str = ""  #: the nearest at its left
    right: str = ""  #: the nearest at its right
    behind: str = ""  #: the nearest at its right that says a direction
    was_right: bool = False  #: whether what was drawn before, in this line, ended with what is read from the right
    rank: int = 0  #: how many boxes of its stretch are read before it
    shift: float = 0.0  #: from its left end to that of its stretch

    @property
    def touches(self) -> tuple[bool, bool]:
        """Whether something stands at its left, and at its right, without a space."""
        return bool(self.left.strip()), bool(self.right.strip())


ALONE = Surroundings()


def surroundings_of(line: Any) -> Iterator[tuple[Any, Surroundings]]:
    """The text boxes of a line that is not all one box, with what is around each. Spaces that stand alone are drawn by
    nobody, but parts of what is read."""
    every = [box for box in text_boxes(line) if box.text]
    if len(every) < 2:
        return
    is_rtl = line.style["direction"] == "rtl"
    boxes = [box for box in every if not box.text.isspace()]
    spaced = {box for space, box in pairwise(every) if space.text.isspace()}
    in_order = sorted(every, key=lambda box: box.position_x)
    place_of = {box: place for place, box in enumerate(in_order)}
    starts = _stretches(every, place_of)
    for number, box in enumerate(boxes):
        if _may_be_late(box):
            continue
        place = place_of[box]
        behind = "".join(map(_visually, in_order[place + 1 :]))
        start, rank = starts.get(box, (box, 0))
        before = " " if box in spaced else boxes[number - 1].text[-1]
        yield (
            box,
            Surroundings(
                before=before if number else "",
                left=_visually(in_order[place - 1])[-1] if place else "",
                right=behind[:1],
                behind=next((letter for letter in behind if _is_strong(letter)), ""),
                was_right=bool(number) and _ends_right(boxes[number - 1], is_rtl),
                rank=rank,
                shift=start.position_x - box.position_x,
            ),
        )


def _may_be_late(box: Any) -> bool:
    """Whether it may be a number of a page, which is drawn by itself, when it is known."""
    is_generated = str(box.element_tag).endswith(("::before", "::after"))
    return is_generated and any(letter.isdigit() for letter in box.text)


def text_boxes(box: Any) -> Iterator[Any]:
    """The text boxes of a line, as they are read."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from text_boxes(child)


def is_read_from_right(page: Any) -> bool:
    """Whether Poppler reads a page from the right: it goes by the most of its letters."""
    cache = vars(page)
    if "is_right" not in cache:
        text = "".join(box.text for box in page.descendants() if isinstance(box, boxes.TextBox))
        letters = Counter(text).items()
        right = sum(count for letter, count in letters if has_letter(letter))
        left = sum(count for letter, count in letters if "L" in classes(letter))
        cache["is_right"] = right > left
    return bool(cache["is_right"])


def _stretches(boxes: Sequence[Any], place_of: dict[Any, int]) -> dict[Any, tuple[Any, int]]:
    """Boxes that are read from the left -> the first of their stretch, and how many there are before them."""
    starts: dict[Any, tuple[Any, int]] = {}
    last = None
    for number, box in enumerate(boxes):
        is_space = box.text.isspace()
        if has_letter(box.text) or not (is_space or _has_left(box.text)):
            last = None
            continue
        if last is not None and place_of[box] == place_of[boxes[number - 1]] + 1:
            starts[box] = starts[last][0], starts[last][1] + (not is_space)
        elif not is_space:
            starts[box] = box, 0
        if box in starts:
            last = box
    return starts


def _visually(box: Any) -> str:
    """The letters of a box as they stand, for its ends at least."""
    text: str = box.text
    return text[::-1] if has_letter(text) or (box.style["direction"] == "rtl" and not _has_left(text)) else text


def _ends_right(box: Any, is_rtl: bool) -> bool:
    letter = box.text[-1]
    if _is_strong(letter):
        return has_letter(letter)
    return is_rtl and has_letter(box.text) and not letter.isdigit() and not is_mirrored(letter)


def _has_left(text: str) -> bool:
    return "L" in classes(text)


def _is_strong(letter: str) -> bool:
    return bool(classes(letter) & {"L", "R", "AL"})
