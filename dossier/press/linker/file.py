"""A PDF file being written: objects as they come, then the cross-reference stream and the trailer in it."""

from __future__ import annotations

import zlib
from hashlib import md5
from typing import Any

import pydyf

from dossier.press.linker.deflate import Packer, literal, object_stream
from dossier.press.linker.placement import FREE, ROW, stream_object
from dossier.press.linker.unit import Unlinkable

VERSION = b"1.7"
AT_ONCE = 64  #: objects of the whole in one piece: what has not changed of them is not packed again
_ROWS_LEVEL = 4  #: of zlib, for the cross-reference, which is packed each time: 6 takes half as long again
SHORT = 32  #: bytes that stand for themselves in what identifies a file
MOST_NUMBERS = 8_388_607  #: of indirect objects that every reader has to bear (ISO 32000-1, annex C)


class FileTooLarge(Unlinkable):
    """More objects than a PDF may have."""


class PdfFile:
    """Objects are numbered by whoever puts them in, or from `following` on."""

    def __init__(self, packer: Packer) -> None:
        self._packer = packer
        self._out: list[bytes] = []
        self._digests: list[bytes] = []
        self._at = 0
        self._rows: dict[int, bytes] = {0: FREE}
        self._sections: list[tuple[int, bytes]] = []
        self._held: list[tuple[int, bytes]] = []
        self.following = 1
        self.write(b"%PDF-" + VERSION + b"\n%\xf0\x9f\x96\xa4\n")

    def next(self) -> int:
        """A number that is given to nothing else."""
        self.following += 1
        return self.following - 1

    def add(self, one: Any) -> bytes:
        """An object of pydyf, finished; its reference."""
        number = self.next()
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
        data = self._packer.one(content)
        self.stream(number, b"<<%b/Filter/FlateDecode/Length %d>>" % (head, len(data)), data)

    def hold(self, number: int, data: bytes) -> None:
        """An object that is not a stream."""
        self._held.append((number, data + b"\n"))

    def stream(self, number: int, head: bytes, content: bytes) -> None:
        self._rows[number] = ROW.pack(1, self._at, 0)
        self.write(stream_object(number, head, content))

    def stream_of(self, number: int, rest: bytes, digest: bytes = b"") -> None:
        """A stream object without the number that it begins with; `digest` is the MD5 of the rest, if it is known."""
        self._rows[number] = ROW.pack(1, self._at, 0)
        self.write(b"%d" % number)
        self.write(rest, digest)

    def section(self, first: int, rows: bytes) -> None:
        """Rows of the cross-reference from the number `first` on."""
        self._sections.append((first, rows))

    def write(self, data: bytes, digest: bytes = b"") -> int:
        """Bytes as they are, with their MD5 if it is known; where they begin."""
        self._out.append(data)
        self._digests.append(digest or (data if len(data) < SHORT else md5(data, usedforsecurity=False).digest()))
        self._at += len(data)
        return self._at - len(data)

    def finish(self, catalog: bytes, info: bytes) -> bytes:
        """The whole file; `catalog` and `info` are references."""
        number = self.next()
        for index, (own, _) in enumerate(self._held):
            self._rows[own] = ROW.pack(2, number, index)
        data = [data for _, data in self._held]
        pieces = [literal(b"".join(data[start : start + AT_ONCE])) for start in range(0, len(data), AT_ONCE)]
        self.stream_of(number, object_stream(self._packer, [own for own, _ in self._held], [*map(len, data)], pieces))
        if self.following > MOST_NUMBERS:
            raise FileTooLarge(f"it has {self.following} objects, and a PDF may have {MOST_NUMBERS}")
        return self._with_trailer(catalog, info)

    def _with_trailer(self, catalog: bytes, info: bytes) -> bytes:
        number, at = self.following, self._at
        self._rows[number] = ROW.pack(1, at, 0)
        sections = self._merge()
        data = zlib.compress(_predicted(b"".join(rows for _, rows in sections)), _ROWS_LEVEL)
        index = b" ".join(b"%d %d" % (first, len(rows) // ROW.size) for first, rows in sections)
        identifier = md5(b"".join(self._digests), usedforsecurity=False).hexdigest().encode()  # of the bytes (14.4)
        head = (
            b"<</Type/XRef/W[1 4 4]/Index[%b]/Size %d/Root %b/Info %b/ID[<%b><%b>]/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns 9>>/Length %d>>"
            % (index, number + 1, catalog, info, identifier, identifier, len(data))
        )
        self.write(stream_object(number, head, data))
        self.write(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(self._out)

    def _merge(self) -> list[tuple[int, bytes]]:
        """Sub-sections in order, those that touch as one."""
        sections: list[tuple[int, list[bytes]]] = []
        end = -1
        for first, rows in sorted([*self._sections, *self._rows.items()]):
            if first == end:
                sections[-1][1].append(rows)
            else:
                sections.append((first, [rows]))
            end = first + len(rows) // ROW.size
        return [(first, b"".join(rows)) for first, rows in sections]


def _predicted(rows: bytes) -> bytes:
    """Of each byte how much it is more than the one above it (7.4.4.4, predictor 12), which is mostly the same.

    All bytes are taken from each other at once, as one number; its highest bits keep them from borrowing.
    """
    count = len(rows) // ROW.size
    whole, above = int.from_bytes(rows, "big"), int.from_bytes(bytes(ROW.size) + rows[: -ROW.size], "big")
    high = int.from_bytes(b"\x80" * len(rows), "big")
    less = ((whole | high) - (above & ~high)) ^ ((whole ^ ~above) & high)
    up = int.from_bytes((b"\x02" + bytes(ROW.size - 1)) * count, "big")  # the kind of prediction, before each row
    return (less | up).to_bytes(len(rows), "big")
