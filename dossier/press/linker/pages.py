"""The pages of a linked document: what of their content was waiting for a number, and their objects.

What a margin says but for its numbers is the same on many pages. It is a stream of its own, which they share: several
contents of a page are read as one (ISO 32000-1, 7.7.3.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import md5
from typing import NamedTuple

from dossier.press.linker.deflate import Packer
from dossier.press.linker.late_numbers import with_numbers
from dossier.press.linker.pagination import Numbering
from dossier.press.linker.placement import relocate, stream_object
from dossier.press.linker.unit import (
    ContentStream,
    DrawnWords,
    LateLine,
    LateNumber,
    Sheet,
    Side,
    Unit,
    Unlinkable,
    join_streams,
    number_of,
)

NumberOf = Callable[[LateNumber], int]
Shared = Mapping[bytes, int]  #: what pages share -> its number
SHARED = 96  #: bytes from which it pays to share them: a reference, an object and its row are some of that


class NumberedPart(NamedTuple):
    """All of a unit that may change with the numbers of its pages."""

    content: bytes  #: streams
    digest: bytes  #: MD5 of that
    streams: tuple[tuple[int, int], ...]  #: number, and where in `content` it begins
    objects: tuple[tuple[int, bytes], ...]  #: those that are not streams; all numbers are those of the unit


def number_pages(
    unit: Unit, base: int, needs: Sequence[int], first: int, numbering: Numbering, shared: Shared, packer: Packer
) -> NumberedPart:
    """What a unit whose numbers begin with `base`, and whose first page is `first`, has of `numbering`."""
    content, streams, objects = bytearray(), [], []

    def stream(number: int, data: bytes) -> None:
        streams.append((number, len(content)))
        content.extend(_content(base + number, data, packer))

    pages = [numbering.anchors.get(target, 0) for target in unit.targets] if unit.open_strings else []
    for own, code in unit.open_strings:
        objects.append((own, with_numbers(relocate(code, base, needs), pages.__getitem__)))
    for number, sheet in enumerate(unit.sheets):
        page, own = first + number, number_of(number)

        def value(late_numbers_of: LateNumber, page: int = page) -> int:
            return numbering.of(late_numbers_of, page)

        if not sheet.body.is_packed:
            stream(own + 1, content_of(sheet.body, value))
        side = numbering.side(page)
        contents = [base + own + 1]
        for one in _parted(_margin(unit, sheet, side), value, shared):
            if isinstance(one, int):
                contents.append(one)
            else:
                contents.append(base + own + 2)
                stream(own + 2, one)
        objects.append((own, _page(unit, base, number, side, contents)))
    kids = b" ".join(b"%d 0 R" % (base + number_of(number)) for number in range(len(unit.sheets)))
    objects.append((0, b"<</Type/Pages/Parent 1 0 R/Count %d/Kids[%b]>>" % (len(unit.sheets), kids)))
    digest = md5(content, usedforsecurity=False).digest()
    return NumberedPart(bytes(content), digest, tuple(streams), tuple(objects))


def shareable(unit: Unit) -> Iterator[bytes]:
    """What of a unit's margins its pages may share with others, on whichever side they come to stand."""
    visited: set[tuple[int, float]] = set()
    for sheet in unit.sheets:
        for side, margin in sheet.margins.items():
            if (margin, shift := _shift(sheet, side)) not in visited:
                visited.add((margin, shift))
                yield from _worth_sharing(_margin(unit, sheet, side))


def late_numbers_of(unit: Unit) -> tuple[tuple[str, ...], bool]:
    """The anchors whose pages a unit names, and whether it says how many pages there are."""
    drawings = (*(sheet.body for sheet in unit.sheets), *unit.margins)
    numbers = {
        one for drawing in drawings for line in drawing.pieces if isinstance(line, LateLine) for one in line.pieces
    }
    by_name = dict.fromkeys(one.target for one in numbers if isinstance(one, LateNumber) and one.kind == "place")
    targets = dict.fromkeys(unit.targets) if unit.open_strings else {}
    return tuple(sorted(by_name | targets)), any(isinstance(one, LateNumber) and one.kind == "total" for one in numbers)


def blank_page(unit: Unit, base: int, page: int, numbering: Numbering, number: int) -> tuple[bytes, bytes]:
    """A page that holds nothing but the margins that the unit before it has for one; it, and its content."""
    if not unit.blank:
        raise Unlinkable("a chapter begins on its side by a rule of its own, not of a stylesheet")
    sheet = unit.sheets[-1]
    side = numbering.side(page)
    shift = _shift(sheet, side)
    margin = _move(unit.margins[unit.blank[side]], shift)
    data = b"<</Type/Page/Parent 1 0 R%b/Contents %d 0 R/Resources %d 0 R/Tabs/S>>"
    content = content_of(ContentStream(margin), lambda late_numbers_of: numbering.of(late_numbers_of, page))
    return data % (_boxes(sheet, shift), number, base + unit.resources), content


def _content(number: int, content: bytes, packer: Packer) -> bytes:
    """A content stream, packed if that makes it shorter."""
    data = packer.one(content)
    if len(data) + len(b"/Filter/FlateDecode") < len(content):
        return stream_object(number, b"<</Filter/FlateDecode/Length %d>>" % len(data), data)
    return stream_object(number, b"<</Length %d>>" % len(content), content)


def _parted(pieces: Iterable[bytes | LateLine], value: NumberOf, shared: Shared) -> Iterator[bytes | int]:
    """Numbers of shared contents, and between them what is the page's own; that only once, or all of it is."""
    pieces = tuple(pieces)
    parts: list[list[bytes | LateLine] | int] = []
    for piece in pieces:
        number = shared.get(piece) if isinstance(piece, bytes) and len(piece) >= SHARED else None
        if number is not None:
            parts.append(number)
        elif parts and isinstance(own := parts[-1], list):
            own.append(piece)
        else:
            parts.append([piece])
    if sum(isinstance(one, list) for one in parts) > 1:
        parts = [[*pieces]]
    for one in parts:
        yield one if isinstance(one, int) else content_of(ContentStream(tuple(one)), value)


def _worth_sharing(pieces: Sequence[bytes | LateLine]) -> list[bytes]:
    return [piece for piece in pieces if isinstance(piece, bytes) and len(piece) >= SHARED]


def _page(unit: Unit, base: int, number: int, side: Side, contents: Sequence[int]) -> bytes:
    sheet = unit.sheets[number]
    annotations = b" ".join(b"%d 0 R" % (base + one) for one in sheet.annotations)
    return b"<</Type/Page/Parent %d 0 R%b/Contents[%b]/Resources %d 0 R/Tabs/S/StructParents %d%b>>" % (
        *(base, _boxes(sheet, _shift(sheet, side)), b" ".join(b"%d 0 R" % one for one in contents)),
        *(base + unit.resources, base + number, b"/Annots[%b]" % annotations if annotations else b""),
    )


def _shift(sheet: Sheet, side: Side) -> float:
    return 0.0 if side == sheet.side else sheet.shift


def _margin(unit: Unit, sheet: Sheet, side: Side) -> tuple[bytes | LateLine, ...]:
    return _move(unit.margins[sheet.margins[side]], _shift(sheet, side))


def _boxes(sheet: Sheet, shift: float) -> bytes:
    boxes = {"MediaBox": sheet.box, "TrimBox": sheet.box} | dict(sheet.boxes)
    return b"".join(
        b"/%b[%b]" % (name.encode(), b" ".join(map(real_number, (box[0] + shift, box[1], box[2] + shift, box[3]))))
        for name, box in boxes.items()
    )


def _move(drawing: ContentStream, shift: float) -> tuple[bytes | LateLine, ...]:
    """Margins are drawn for their own side, and the page may begin further right or left."""
    if not shift:
        return drawing.pieces
    before, after = b"q 1 0 0 1 %b 0 cm" % real_number(shift), b"Q"
    first, *others = drawing.pieces
    last = others[-1] if others else None
    if isinstance(first, bytes) and isinstance(last, bytes):
        return join_streams((before, first)), *others[:-1], join_streams((last, after))
    return before, *drawing.pieces, after


def content_of(drawing: ContentStream, value: NumberOf) -> bytes:
    """A content stream with its numbers."""
    return join_streams(
        one if isinstance(one, bytes) else join_streams(_operators(one, value)) for one in drawing.pieces
    )


def _operators(line: LateLine, value: NumberOf) -> Iterator[bytes]:
    """Each piece of a line at its place; what the line is anchored by stays where it was."""
    pieces = [_show(piece, line, value) for piece in line.pieces]
    grown = sum(width for _, width in pieces) - line.width
    x = line.x - grown * {"left": 0.0, "center": 0.5, "right": 1.0}[line.anchored]
    for operators, width in pieces:
        yield b"1 0 0 -1 %b %b Tm" % (real_number(x), real_number(line.y))
        yield operators
        x += width


def _show(piece: DrawnWords | LateNumber, line: LateLine, value: NumberOf) -> tuple[bytes, float]:
    if isinstance(piece, DrawnWords):
        return piece.shown, piece.width
    digits = [line.digits[int(digit)] for digit in str(value(piece))]
    codes = b"".join(b"%04x" % code for code, _ in digits)
    return b"[<%b>] TJ" % codes, sum(width for _, width in digits)


def real_number(value: float) -> bytes:
    """A number as PDF writes them: without exponent, and without what is less than a millionth."""
    return f"{value:.6f}".rstrip("0").rstrip(".").encode() or b"0"
