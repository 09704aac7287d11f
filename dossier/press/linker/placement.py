"""A unit in its place in a file: its objects with their numbers, and where its streams begin.

Placing a unit again in the same place gives the same bytes, so what it gives can be kept as long as the place stays.
Objects that are not streams are packed by the group (`groups`).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from hashlib import md5

import msgspec

from dossier.press.linker.cache import ObjectSizes
from dossier.press.linker.deflate import stream_rest
from dossier.press.linker.unit import Relocatable, Unit, UnitBody, number_of

#: of a cross-reference stream with /W [1 4 4] (ISO 32000-1, 7.5.8.3), behind its predictor
ROW = struct.Struct(">xBII")
FREE = ROW.pack(0, 0, 65_535)  #: of a number that no object has or ever had (7.5.4)


class PlacedUnit(msgspec.Struct, frozen=True, array_like=True):
    """All of a unit that no page number changes. Numbers are those of the unit."""

    content: bytes  #: bodies of pages, and other streams
    digest: bytes  #: MD5 of that
    streams: tuple[tuple[int, int], ...]  #: number, and where in `content` it begins
    objects: ObjectSizes  #: of those that are not streams


def parent_leaf_number(unit: Unit) -> int:
    """Number of a unit's leaf of the parent tree; two numbers for object streams follow."""
    return unit.count


def number_count(unit: Unit) -> int:
    """How many a unit needs: its objects, a leaf of the parent tree, two object streams."""
    return unit.count + 3


def without_codes(unit: Unit) -> Unit:
    """The unit without what its codes mean, which is found out once (`fonts`)."""
    faces = tuple(msgspec.structs.replace(face, widths={}, texts={}, further={}) for face in unit.faces)
    return msgspec.structs.replace(unit, faces=faces)


def place(unit: Unit, base: int, needs: Sequence[int], sizes: ObjectSizes) -> PlacedUnit:
    """The unit with its numbers from `base`; `needs` are the numbers of what it asks for by name.

    Its objects are those of `objects_of`, and have these `sizes`.
    """
    content = bytearray()
    streams = []
    for sheet, page in enumerate(unit.sheets):
        if page.body.is_packed and isinstance(drawing := page.body.pieces[0], bytes):
            number = number_of(sheet) + 1
            streams.append((number, len(content)))
            content += stream_object(base + number, b"<</Filter/FlateDecode/Length %d>>" % len(drawing), drawing)
    for stream in unit.streams:
        streams.append((stream.number, len(content)))
        head = relocate(stream.head, base, needs)[:-2] + b"/Length %d>>" % len(stream.content)
        content += stream_object(base + stream.number, head, stream.content)
    digest = md5(content, usedforsecurity=False).digest()
    return PlacedUnit(bytes(content), digest, tuple(streams), sizes)


def objects_of(unit: Unit, base: int, needs: Sequence[int]) -> tuple[bytes, ObjectSizes]:
    """The objects of a unit that are not streams and that no page number changes, one behind the other."""
    body = _BODIES.decode(unit.body)
    objects = [relocate(code, base, needs) + b"\n" for _, code in body.objects]
    objects.append(_leaf(body, base, needs) + b"\n")
    numbers = (*(number for number, _ in body.objects), parent_leaf_number(unit))
    return b"".join(objects), ObjectSizes(numbers, tuple(map(len, objects)))


_BODIES = msgspec.msgpack.Decoder(UnitBody)


def relocate(code: Relocatable, base: int, needs: Sequence[int]) -> bytes:
    """The bytes of an object with all numbers in them."""
    out, at = [], 0
    for offset, number in code.relocations:
        out.append(code.text[at:offset])
        out.append(b"%d" % (base + number if number >= 0 else needs[-1 - number]))
        at = offset
    out.append(code.text[at:])
    return b"".join(out)


def _leaf(body: UnitBody, base: int, needs: Sequence[int]) -> bytes:
    """Of the parent tree (14.7.4.4): whose parts the marked contents of pages and the annotations are."""
    parents = [(base + key, relocate(code, base, needs)) for key, code in body.parents]
    entries = b" ".join(b"%d %b" % parent for parent in parents)
    limits = (parents[0][0], parents[-1][0]) if parents else (base, base)
    return b"<</Limits[%d %d]/Nums[%b]>>" % (*limits, entries)


def stream_object(number: int, head: bytes, content: bytes) -> bytes:
    return b"%d%b" % (number, stream_rest(head, content))
