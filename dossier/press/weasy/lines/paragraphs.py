"""What WeasyPrint lays out as lines, as one text: the paragraph that UAX #9 is about.

A block's lines are one paragraph however its text is cut into boxes. An element with a direction of its own is an
isolate in it (CSS Writing Modes 4, 2.4.5), `bdo` turns its letters round, a picture or an inline block is one object,
and what is out of the flow is not there. Letters of a word that tags part are joined as without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from dossier.press.html import bidi
from dossier.press.html.bidi import LRI, OBJECT, PDI, RLI, Direction
from dossier.press.html.marks import DERIVED

JOINER = "\u200d"
_TAB = "\t"  #: a segment separator, as which leaders part a line
_OVERRIDE = {"ltr": "\u202d", "rtl": "\u202e"}
_POP = "\u202c"
_PARTS = frozenset({"footnote-call", "footnote-marker", "marker"})  #: numbers that are no part of the words beside them
_START = "_starts_at"  #: of a box: where it begins in its paragraph


@dataclass(frozen=True, slots=True)
class BidiParagraph:
    """The text of a block and its order."""

    text: str
    direction: Direction
    levels: bytes  #: of each character

    @property
    def base(self) -> int:
        return 1 if self.direction == "rtl" else 0

    @property
    def is_plain(self) -> bool:
        """Whether every box stands where the direction of its block puts it."""
        return self.levels.count(self.base) == len(self.levels)


def paragraph_of(linebox: Any) -> BidiParagraph:
    """The paragraph of a line box that has not been cut into lines yet; each box in it is told where it begins."""
    parts: list[str] = []
    _gather(linebox, parts, 0)
    text, direction = "".join(parts), linebox.style["direction"]
    return BidiParagraph(text, direction, bidi.resolve(text, direction).levels)


def begins(box: Any) -> int:
    """Where a box, or the piece of it that stands in a line, begins in its paragraph."""
    start: int = vars(box)[_START]
    return start


def is_placed(box: Any) -> bool:
    """Whether a box was there when its paragraph was read."""
    return _START in vars(box)


def move(piece: Any, whole: Any, offset: int) -> None:
    """Tell a piece of a text box where it begins, `skipped` bytes of UTF-8 into the whole."""
    if offset and (start := vars(whole).get(_START)) is not None:
        vars(piece)[_START] = start + len(whole.text.encode()[:offset].decode())


def join_letters(root: Any) -> None:
    """Put joiners between text boxes that a word goes on over, before anything is measured.

    A combining mark stands with its letter, whatever element it is in: by itself it would stand on a dotted circle, and
    its word fall apart. It has the colour of the letter then, as in browsers.
    """
    _join(root, None)


def _join(box: Any, last: Any) -> Any:
    """Join what is in a box to the text box before it; the one that a word may go on from."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            last = _joined_to(child, last)
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow() and not child.is_leader:
            is_apart = bool(isolate_of(child, box)) or _is_framed(child)
            last = _join(child, None if is_apart else last)
            last = None if is_apart else last
        else:
            if isinstance(child, boxes.ParentBox):
                _join(child, None)
            if not (child.is_absolutely_positioned() or child.is_running()):
                last = None
    return last


def _joined_to(box: Any, last: Any) -> Any:
    if last is not None:
        if marks := bidi.leading_marks(box.text):
            last.text += marks
            box.text = box.text[len(marks) :]
        if bidi.joins(last.text, box.text):
            last.text = last.text.rstrip(JOINER) + JOINER
            box.text = JOINER + box.text.lstrip(JOINER)
    return box if box.text else last


def _is_framed(box: Any) -> bool:
    """Whether a box has a margin, border or padding at its sides: letters are joined over none (CSS Text 3, 7.3)."""
    style = box.style
    return any(
        style[f"border_{side}_width"] or any(_length(style[f"{kind}_{side}"]) for kind in ("margin", "padding"))
        for side in ("left", "right")
    )


def _length(value: Any) -> bool:
    return bool(getattr(value, "value", value)) and value != "auto"


def isolate_of(box: Any, parent: Any) -> str:
    """What opens the isolate that an inline box is, or the override; "" if it is none."""
    direction: Direction = box.style["direction"]
    name, _, pseudo = str(box.element_tag).partition("::")
    is_own = not pseudo and box.element is not None and not isinstance(box.element, str)
    if is_own and name == "bdo":
        return (RLI if direction == "rtl" else LRI) + _OVERRIDE[direction]
    is_stated = is_own and (
        DERIVED in box.element.attrib or box.element.get("dir", "").lower() in {"ltr", "rtl", "auto"}
    )
    if is_stated or pseudo in _PARTS or (is_own and name == "bdi") or direction != parent.style["direction"]:
        return RLI if direction == "rtl" else LRI
    return ""


def _gather(box: Any, parts: list[str], length: int) -> int:
    """Add the text of an inline box; how long the paragraph then is."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.TextBox):
            vars(child)[_START] = length
            parts.append(child.text)
            length += len(child.text)
        elif isinstance(child, boxes.InlineBox) and not child.is_leader:
            opening = isolate_of(child, box)
            parts.append(opening)
            vars(child)[_START] = length + len(opening)
            length = _gather(child, parts, length + len(opening))
            closing = {0: "", 1: PDI, 2: _POP + PDI}[len(opening)]
            parts.append(closing)
            length += len(closing)
        else:
            vars(child)[_START] = length
            parts.append(_TAB if getattr(child, "is_leader", False) else OBJECT)
            length += 1
    return length
