"""A unit in its place in a file: its objects with their numbers, packed, and their rows of the cross-reference.

Placing a unit again in the same place gives the same bytes, so what it gives can be kept as long as the place stays.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence

import msgspec

from dossier.press.unit import Code, Unit

PACKING = 6  #: of zlib; 9 takes three times as long for a hundredth less
ROW = struct.Struct(">BIH")  #: of a cross-reference stream with /W [1 4 2] (ISO 32000-1, 7.5.8.3)
AT_ONCE = 20_000  #: objects in one object stream; a row of the cross-reference counts them with two bytes
PER_PAGE = 3  #: objects of a page: itself, its body, its margins


def number_of(sheet: int) -> int:
    """Of the page object of a sheet, in its unit; its body and margins follow. 0 is the node above the pages."""
    return 1 + PER_PAGE * sheet


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """All of a unit that no page number changes."""

    content: bytes  #: bodies of pages, other streams, and one object stream
    bodies: tuple[tuple[int, int], ...]  #: which sheet, and where in `content` its body begins
    first: int  #: number of the first object that `rows` tells of
    rows: bytes
    streams: tuple[tuple[int, int], ...]  #: which of the rows are streams, and where in `content` they begin
    leaf: int  #: number of its leaf of the parent tree


def numbers_taken(unit: Unit) -> int:
    """How many a unit needs: its objects, a leaf of the parent tree and the object streams."""
    return unit.count + 1 + -(-(len(unit.objects) + 1) // AT_ONCE)


def place(unit: Unit, base: int, needs: Sequence[int]) -> Placed:
    """The unit with its numbers from `base`; `needs` are the numbers of what it asks for by name."""
    content = bytearray()
    bodies, streams = [], []
    for sheet, page in enumerate(unit.sheets):
        if page.body.is_packed and isinstance(packed := page.body.pieces[0], bytes):
            bodies.append((sheet, len(content)))
            head = b"<</Filter/FlateDecode/Length %d>>" % len(packed)
            content += stream_object(base + number_of(sheet) + 1, head, packed)
    first = number_of(len(unit.sheets)) + len(unit.telling)
    rows = bytearray(ROW.size * (numbers_taken(unit) - first))
    for stream in unit.streams:
        streams.append((stream.number - first, len(content)))
        head = filled(stream.head, base, needs)[:-2] + b"/Length %d>>" % len(stream.content)
        content += stream_object(base + stream.number, head, stream.content)
    leaf = base + unit.count
    held = [(base + number, filled(code, base, needs)) for number, code in unit.objects]
    held.append((leaf, _leaf(unit, base, needs)))
    for packed_in, start in enumerate(range(0, len(held), AT_ONCE), leaf + 1):
        run = held[start : start + AT_ONCE]
        for index, (number, _) in enumerate(run):
            ROW.pack_into(rows, ROW.size * (number - base - first), 2, packed_in, index)
        streams.append((packed_in - base - first, len(content)))
        content += object_stream(packed_in, run)
    return Placed(bytes(content), tuple(bodies), base + first, bytes(rows), tuple(streams), leaf)


def filled(code: Code, base: int, needs: Sequence[int]) -> bytes:
    """The bytes of an object with all numbers in them."""
    out, at = [], 0
    for offset, number in code.gaps:
        out.append(code.text[at:offset])
        out.append(b"%d" % (base + number if number >= 0 else needs[-1 - number]))
        at = offset
    out.append(code.text[at:])
    return b"".join(out)


def _leaf(unit: Unit, base: int, needs: Sequence[int]) -> bytes:
    """Of the parent tree (14.7.4.4): whose parts the marked contents of pages and the annotations are."""
    parents = [(base + key, filled(code, base, needs)) for key, code in unit.structure.parents]
    listed = b" ".join(b"%d %b" % parent for parent in parents)
    limits = (parents[0][0], parents[-1][0]) if parents else (base, base)
    return b"<</Limits[%d %d]/Nums[%b]>>" % (*limits, listed)


def stream_object(number: int, head: bytes, content: bytes) -> bytes:
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, head, content)


def object_stream(number: int, held: Sequence[tuple[int, bytes]]) -> bytes:
    """Objects that are not streams, in one that is (7.5.7): their numbers and places, then they themselves."""
    places, at = [], 0
    for own, data in held:
        places.append(b"%d %d" % (own, at))
        at += len(data) + 1
    index = b" ".join(places) + b"\n"
    packed = zlib.compress(index + b"\n".join(data for _, data in held), PACKING)
    head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(held), len(index), len(packed))
    return stream_object(number, head, packed)


def needs_of(unit: Unit, numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(numbers[name] for name in unit.needs)
