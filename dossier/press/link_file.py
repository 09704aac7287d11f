"""A PDF file being written: objects as they come, then the cross-reference stream and the trailer in it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from hashlib import md5
from typing import Any

import pydyf

from dossier.press.link_place import AT_ONCE, ROW, Placed, number_of, object_stream, stream_object
from dossier.press.unit import Unlinkable

VERSION = b"1.7"
PACKING = 6  #: of zlib; 9 takes three times as long for a hundredth less
MOST_NUMBERS = 8_388_607  #: of indirect objects that every reader has to bear (ISO 32000-1, annex C)


class TooLarge(Unlinkable):
    """More objects than a PDF may have."""


class File:
    """Objects are numbered by whoever puts them in, or from `following` on.

    `known` are contents that have been packed before; what is packed for this file is in `packed`.
    """

    def __init__(self, known: Mapping[bytes, bytes] | None = None) -> None:
        self._known = known or {}
        self.packed: dict[bytes, bytes] = {}
        self._out = [b"%PDF-" + VERSION + b"\n%\xf0\x9f\x96\xa4\n"]
        self._at = len(self._out[0])
        self._rows: dict[int, bytes] = {0: ROW.pack(0, 0, 65535)}
        self._sections: list[tuple[int, bytes]] = []
        self._held: list[tuple[int, bytes]] = []
        self.following = 1

    def add(self, one: Any) -> bytes:
        """An object of pydyf, finished; its reference."""
        number = self.following
        self.following += 1
        self.put(number, one)
        return b"%d 0 R" % number

    def put(self, number: int, one: Any) -> None:
        if isinstance(one, pydyf.Stream):
            content = one.stream[0] if len(one.stream) == 1 else b"\n".join(one.stream)
            self.pack(number, content, pydyf.Dictionary(one.extra).data[2:-2])
        else:
            self.hold(number, one.data)

    def pack(self, number: int, content: bytes, head: bytes = b"") -> None:
        """A stream that is to be packed; `head` is what else its dictionary says."""
        packed = self._known.get(content) or zlib.compress(content, PACKING)
        self.packed[content] = packed
        self.stream(number, b"<<%b/Filter/FlateDecode/Length %d>>" % (head, len(packed)), packed)

    def hold(self, number: int, data: bytes) -> None:
        """An object that is not a stream."""
        self._held.append((number, data))

    def stream(self, number: int, head: bytes, content: bytes) -> None:
        self._rows[number] = ROW.pack(1, self._at, 0)
        self._write(stream_object(number, head, content))

    def unit(self, base: int, placed: Placed) -> None:
        """All of a unit that is packed already."""
        for sheet, offset in placed.bodies:
            self._rows[base + number_of(sheet) + 1] = ROW.pack(1, self._at + offset, 0)
        rows = bytearray(placed.rows)
        for row, offset in placed.streams:
            ROW.pack_into(rows, ROW.size * row, 1, self._at + offset, 0)
        self._sections.append((placed.first, bytes(rows)))
        self._write(placed.content)

    def finish(self, catalog: bytes, info: bytes) -> bytes:
        """The whole file; `catalog` and `info` are references."""
        for start in range(0, len(self._held), AT_ONCE):
            number, held = self.following, self._held[start : start + AT_ONCE]
            self.following += 1
            for index, (own, _) in enumerate(held):
                self._rows[own] = ROW.pack(2, number, index)
            self._rows[number] = ROW.pack(1, self._at, 0)
            self._write(object_stream(number, held))
        if self.following > MOST_NUMBERS:
            raise TooLarge(f"it has {self.following} objects, and a PDF may have {MOST_NUMBERS}")
        return self._with_trailer(catalog, info)

    def _with_trailer(self, catalog: bytes, info: bytes) -> bytes:
        number, at = self.following, self._at
        self._rows[number] = ROW.pack(1, at, 0)
        sections = self._joined()
        rows = b"".join(rows for _, rows in sections)
        packed = zlib.compress(rows, PACKING)
        index = b" ".join(b"%d %d" % (first, len(rows) // ROW.size) for first, rows in sections)
        digest = md5(usedforsecurity=False)  # the same bytes have the same identifier (14.4)
        for piece in self._out:
            digest.update(piece)
        identifier = digest.hexdigest().encode()
        head = (
            b"<</Type/XRef/W[1 4 2]/Index[%b]/Size %d/Root %b/Info %b/ID[<%b><%b>]/Filter/FlateDecode/Length %d>>"
            % (
                *(index, number + 1, catalog, info),
                *(identifier, identifier, len(packed)),
            )
        )
        self._write(stream_object(number, head, packed))
        self._write(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(self._out)

    def _joined(self) -> list[tuple[int, bytes]]:
        """Sub-sections in order, those that touch as one."""
        joined: list[tuple[int, list[bytes]]] = []
        end = -1
        for first, rows in sorted([*self._sections, *self._rows.items()]):
            if first == end:
                joined[-1][1].append(rows)
            else:
                joined.append((first, [rows]))
            end = first + len(rows) // ROW.size
        return [(first, b"".join(rows)) for first, rows in joined]

    def _write(self, data: bytes) -> None:
        self._out.append(data)
        self._at += len(data)
