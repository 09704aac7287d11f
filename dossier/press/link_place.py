"""A unit in its place in a file: its objects with their numbers, and where its streams begin.

Placing a unit again in the same place gives the same bytes, so what it gives can be kept as long as the place stays.
Objects that are not streams are packed by the group (`link_group`).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from hashlib import md5

import msgspec

from dossier.press.link_pack import stream_rest
from dossier.press.unit import Code, Unit

ROW = struct.Struct(
    ">xBII"
)  #: of a cross-reference stream with /W [1 4 4] (ISO 32000-1, 7.5.8.3), behind its predictor
FREE = ROW.pack(0, 0, 65_535)  #: of a number that no object has or ever had (7.5.4)
PER_PAGE = 3  #: objects of a page: itself, its body, its margins


def number_of(sheet: int) -> int:
    """Of the page object of a sheet, in its unit; its body and margins follow. 0 is the node above the pages."""
    return 1 + PER_PAGE * sheet


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What of a unit is needed to place it, and seldom again; it is most of what a unit is when it is unpacked."""

    objects: tuple[tuple[int, Code], ...]
    parents: tuple[tuple[int, Code], ...]  #: of its structure


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """All of a unit that no page number changes. Numbers are those of the unit."""

    content: bytes  #: bodies of pages, and other streams
    digest: bytes  #: MD5 of that
    streams: tuple[tuple[int, int], ...]  #: number, and where in `content` it begins
    objects: tuple[int, ...]  #: numbers of those that are not streams
    lengths: tuple[int, ...]  #: of these, in bytes


def leaf_of(unit: Unit) -> int:
    """Number of a unit's leaf of the parent tree; two numbers for object streams follow."""
    return unit.count


def numbers_taken(unit: Unit) -> int:
    """How many a unit needs: its objects, a leaf of the parent tree, two object streams."""
    return unit.count + 3


def parted(unit: Unit) -> tuple[Unit, bytes]:
    """The unit without what is seldom needed, and that, packed: a thousand pages take half the memory."""
    body = msgspec.msgpack.encode(Body(unit.objects, unit.structure.parents))
    faces = tuple(msgspec.structs.replace(face, widths={}, texts={}, further={}) for face in unit.faces)
    structure = msgspec.structs.replace(unit.structure, parents=())
    return msgspec.structs.replace(unit, objects=(), faces=faces, structure=structure), body


def place(unit: Unit, packed: bytes, base: int, needs: Sequence[int]) -> tuple[Placed, bytes]:
    """The unit with its numbers from `base`, and its objects; `needs` are the numbers of what it asks for by name."""
    content = bytearray()
    streams = []
    for sheet, page in enumerate(unit.sheets):
        if page.body.is_packed and isinstance(drawn := page.body.pieces[0], bytes):
            number = number_of(sheet) + 1
            streams.append((number, len(content)))
            content += stream_object(base + number, b"<</Filter/FlateDecode/Length %d>>" % len(drawn), drawn)
    for stream in unit.streams:
        streams.append((stream.number, len(content)))
        head = filled(stream.head, base, needs)[:-2] + b"/Length %d>>" % len(stream.content)
        content += stream_object(base + stream.number, head, stream.content)
    body = _BODIES.decode(packed)
    objects = [*(number for number, _ in body.objects), leaf_of(unit)]
    data = _objects(body, base, needs)
    digest = md5(content, usedforsecurity=False).digest()
    placed = Placed(bytes(content), digest, tuple(streams), tuple(objects), tuple(map(len, data)))
    return placed, b"".join(data)


def objects_of(packed: bytes, base: int, needs: Sequence[int]) -> bytes:
    """Those of a body that are not streams and that no page number changes, one behind the other."""
    return b"".join(_objects(_BODIES.decode(packed), base, needs))


def _objects(body: Body, base: int, needs: Sequence[int]) -> list[bytes]:
    objects = [filled(code, base, needs) + b"\n" for _, code in body.objects]
    return [*objects, _leaf(body, base, needs) + b"\n"]


_BODIES = msgspec.msgpack.Decoder(Body)


def filled(code: Code, base: int, needs: Sequence[int]) -> bytes:
    """The bytes of an object with all numbers in them."""
    out, at = [], 0
    for offset, number in code.gaps:
        out.append(code.text[at:offset])
        out.append(b"%d" % (base + number if number >= 0 else needs[-1 - number]))
        at = offset
    out.append(code.text[at:])
    return b"".join(out)


def _leaf(body: Body, base: int, needs: Sequence[int]) -> bytes:
    """Of the parent tree (14.7.4.4): whose parts the marked contents of pages and the annotations are."""
    parents = [(base + key, filled(code, base, needs)) for key, code in body.parents]
    listed = b" ".join(b"%d %b" % parent for parent in parents)
    limits = (parents[0][0], parents[-1][0]) if parents else (base, base)
    return b"<</Limits[%d %d]/Nums[%b]>>" % (*limits, listed)


def stream_object(number: int, head: bytes, content: bytes) -> bytes:
    return b"%d%b" % (number, stream_rest(head, content))
