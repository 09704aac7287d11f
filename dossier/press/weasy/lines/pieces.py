"""A finished line in pieces, each of which stands in one stretch, and their places.

A text box is cut where something comes between its parts. An inline box whose pieces stand apart is drawn in as many
parts, with a side of its own only where it begins or ends, as CSS has it (CSS Writing Modes 4, 2.4.5).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import create_layout, line_size

from dossier.press.html import bidi
from dossier.press.weasy.lines.floats import floats_of
from dossier.press.weasy.lines.forced_order import force
from dossier.press.weasy.lines.paragraphs import BidiParagraph, begins, move

_SPACES = " \t\u3000\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"


@dataclass(slots=True, eq=False)
class LinePiece:
    """A part of a line that stands in one stretch: a text, or what is no text."""

    box: Any
    ancestors: tuple[Any, ...]  #: inline boxes round it, from the line inwards
    levels: bytes  #: of each letter of a text, and of what is none
    turn: int = 0  #: when it comes from the left
    number: int = 0  #: when it is read

    def inner(self, depth: int) -> Any:
        """The inline box that many levels below the line that it stands in, or itself."""
        return self.ancestors[depth] if depth < len(self.ancestors) else self.box

    def set(self, context: Any) -> None:
        """Have Pango set a text in the order of its levels."""
        if isinstance(self.box, boxes.TextBox) and self.box.text:
            text = force(self.box.text, self.levels, self.box.style["direction"])
            if text != self.box.pango_layout.text:
                _lay_out(self.box, text, context)


def pieces_of(line: Any, paragraph: BidiParagraph, context: Any) -> list[LinePiece]:
    """The pieces of a line as they are read, each told when it comes from the left; texts are cut for that."""
    leaves = [LinePiece(box, above, _levels_of(box, paragraph)) for box, above in leaves_of(line, ())]
    _reset_end(leaves, paragraph.base)
    if len(leaves) == 1:
        return leaves  # nearly always
    runs = list(_runs(leaves, paragraph))
    turns = [0] * len(runs)
    for turn, at in enumerate(bidi.order([run.level for run in runs])):
        turns[at] = turn
    pieces: list[LinePiece] = []
    for leaf, group in itertools.groupby(zip(runs, turns, strict=True), lambda one: one[0].leaf):
        if leaf is None:
            continue
        stretches = list(_stretches([(run.start, run.end, turn) for run, turn in group]))
        if len(stretches) == 1:
            leaf.turn = stretches[0][2]
            pieces.append(leaf)
        else:
            pieces += _cut(leaf, stretches, line, context)
    for number, piece in enumerate(pieces):
        piece.number = number
    return pieces


def leaves_of(box: Any, above: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """What stands in a line and has nothing in it that does, with the inline boxes round it."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox) and not child.is_leader:
            inner = list(leaves_of(child, (*above, child)))
            yield from inner or [(child, above)]
        else:
            yield child, above


def _levels_of(box: Any, paragraph: BidiParagraph) -> bytes:
    """Of each letter of a text box; a hyphen that the end of a line has brought is as what stands before it."""
    start, levels = begins(box), paragraph.levels
    length = len(box.text) if isinstance(box, boxes.TextBox) else 0
    if length:
        return levels[start : start + length].ljust(length, levels[min(start + length, len(levels)) - 1 :][:1])
    if isinstance(box, boxes.InlineBox | boxes.TextBox):  # nothing is in it: as what is beside it
        return bytes([min(levels[max(start - 1, 0) : start + 1], default=paragraph.base)])
    return levels[start : start + 1]


def _reset_end(leaves: Sequence[LinePiece], base: int) -> None:
    """Spaces at the end of a line stand at its end (UAX #9, rule L1)."""
    for leaf in reversed(leaves):
        if not isinstance(leaf.box, boxes.TextBox):
            return
        length = len(leaf.box.text.rstrip(_SPACES))
        if length < len(leaf.levels):
            leaf.levels = leaf.levels[:length] + bytes([base]) * (len(leaf.levels) - length)
        if length:
            return


class _Run(NamedTuple):
    """A stretch of one level: of a leaf, or of what opens and closes isolates between two of them."""

    leaf: LinePiece | None
    start: int
    end: int
    level: int


def _runs(leaves: Sequence[LinePiece], paragraph: BidiParagraph) -> Iterator[_Run]:
    before: int | None = None
    for leaf in leaves:
        begin = begins(leaf.box)
        if before is not None and before < begin:
            yield _Run(None, 0, 0, min(paragraph.levels[before:begin]))
        start = 0
        for level, group in itertools.groupby(leaf.levels):
            end = start + sum(1 for _ in group)
            yield _Run(leaf, start, end, level)
            start = end
        is_text = isinstance(leaf.box, boxes.TextBox)
        before = begin + (len(leaf.box.text) if is_text else not isinstance(leaf.box, boxes.InlineBox))


def _stretches(runs: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Runs of one text (start, end, turn), those put together that nothing comes between; with the first turn."""
    start, end, low = runs[0]
    high, count = low, 1
    for first, last, turn in runs[1:]:
        if max(high, turn) - min(low, turn) == count:
            low, high, count, end = min(low, turn), max(high, turn), count + 1, last
        else:
            yield start, end, low
            start, end, low, high, count = first, last, turn, turn, 1
    yield start, end, low


def _cut(leaf: LinePiece, stretches: Sequence[tuple[int, int, int]], line: Any, context: Any) -> list[LinePiece]:
    """A text box in pieces, in the place of the whole."""
    whole, pieces = leaf.box, []
    for start, end, turn in stretches:
        box = whole.copy_with_text(whole.text[start:end])
        box.width = _lay_out(box, force(box.text, leaf.levels[start:end], box.style["direction"]), context)
        move(box, whole, len(whole.text[:start].encode()))
        pieces.append(LinePiece(box, leaf.ancestors, leaf.levels[start:end], turn))
    more = sum(piece.box.width for piece in pieces) - whole.width
    for box in (line, *leaf.ancestors):
        box.width += more
    parent = leaf.ancestors[-1] if leaf.ancestors else line
    at = next(at for at, child in enumerate(parent.children) if child is whole)
    parent.children = (*parent.children[:at], *(piece.box for piece in pieces), *parent.children[at + 1 :])
    return pieces


def _lay_out(box: Any, text: str, context: Any) -> float:
    """Give a text box another layout; the width that it has before it is justified."""
    layout = create_layout(text, box.style, context, None, box.justification_spacing)
    layout.max_width = box.pango_layout.max_width
    line, _ = layout.get_first_line()
    width: float = line_size(line, box.style)[0]
    layout.deactivate()
    box.pango_layout = layout
    return width


def place(line: Any, pieces: Sequence[LinePiece]) -> None:
    """Put the pieces of a line beside each other from the left."""
    is_rtl = line.style["direction"] == "rtl"
    beside = sum(box.margin_width() for box in floats_of(line) if box.style["float"] == ("right" if is_rtl else "left"))
    x = line.position_x + (-beside if is_rtl else line.text_indent + beside)
    numbers: dict[int, list[int]] = defaultdict(list)  #: of the pieces in each inline box, as they are read
    for piece in pieces:
        for box in piece.ancestors:
            numbers[id(box)].append(piece.number)
    _stand(line, sorted(pieces, key=lambda piece: piece.turn), 0, x, numbers)


def _stand(
    box: Any,
    pieces: Sequence[LinePiece],
    depth: int,
    x: float,
    numbers: dict[int, list[int]],
    *,
    is_part: bool = False,
    is_first: bool = True,
) -> float:
    """Put pieces into a box from `x` on, those together that stand in one inline box of it; where the last one ends."""
    parts: dict[int, list[tuple[int, Any]]] = defaultdict(list)  #: by the box they are of, with the first piece in each
    are_whole = not is_part
    for inner, group in _groups(pieces, depth, numbers):
        first = min(piece.number for piece in group)
        if len(group[0].ancestors) <= depth:
            inner.translate(dx=x - inner.position_x, ignore_floats=True)
            inner.position_x = x  # to the last bit, wherever it stood before
            parts[id(inner)].append((first, inner))
            x += inner.margin_width()
            continue
        is_whole = len(group) == len(numbers[id(inner)])
        begins_it = numbers[id(inner)][0] == first
        part = inner if is_whole else _part(inner, group, numbers[id(inner)])
        part.position_x = x
        start = part.content_box_x()
        end = _stand(part, group, depth + 1, start, numbers, is_part=not is_whole, is_first=begins_it)
        part.width = end - start
        parts[id(inner)].append((first, part))
        x += part.margin_width()
        are_whole &= is_whole
    if not are_whole:
        box.children = tuple(_with_parts(box.children, parts, is_first=is_first))
    return x


def _groups(
    pieces: Sequence[LinePiece], depth: int, numbers: dict[int, list[int]]
) -> Iterator[tuple[Any, Sequence[LinePiece]]]:
    """Pieces that stand together in an inline box, from the left; those of a part are read one after the other too."""
    for inner, inner_pieces in itertools.groupby(pieces, lambda piece: piece.inner(depth)):
        group: list[LinePiece] = []
        places = {number: place for place, number in enumerate(numbers.get(id(inner), ()))}
        for piece in inner_pieces:
            used_places = [places.get(one.number, 0) for one in (*group, piece)]
            if group and max(used_places) - min(used_places) > len(group):
                yield inner, group
                group = []
            group.append(piece)
        yield inner, group


def _part(box: Any, group: Sequence[LinePiece], numbers: Sequence[int]) -> Any:
    """An inline box once more, for some of its pieces: with a side of its own only where it begins or ends."""
    part = box.copy()
    part.remove_decoration_sides = set(box.remove_decoration_sides)
    own = {piece.number for piece in group}
    part.remove_decoration(start=numbers[0] not in own, end=numbers[-1] not in own)
    return part


def _with_parts(children: Sequence[Any], parts: dict[int, list[tuple[int, Any]]], *, is_first: bool) -> Iterator[Any]:
    """The children of a box as they are read, each in its parts; what is out of the flow stays with the first."""
    for child in children:
        if id(child) in parts:
            yield from (part for _, part in sorted(parts[id(child)], key=lambda one: one[0]))
        elif is_first and not child.is_in_normal_flow():
            yield child
