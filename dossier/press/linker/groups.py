"""Units by the group: their objects packed together, once those that no page number changes and once the others.

Objects of several units in one object stream (ISO 32000-1, 7.5.7) are packed better, and a reader opens fewer. The
units of a group that have not changed are not packed again (`deflate`), and a group of which none has is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from dossier.files.cache import Cache
from dossier.press.linker.deflate import Packer, StreamPiece, literal, object_stream
from dossier.press.linker.file import PdfFile
from dossier.press.linker.pages import NumberedPart
from dossier.press.linker.placement import FREE, ROW, PlacedUnit

UNITS = 16  #: of a group


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A unit in its group."""

    base: int  #: of its numbers
    leaf: int  #: its last number but for those of object streams
    token: Hashable  #: stands for its objects
    placed: PlacedUnit
    objects: Callable[[], bytes]
    bound: NumberedPart


class ObjectGroups:
    """Writes groups, and remembers from one file to the next."""

    def __init__(self, packer: Packer) -> None:
        self._packer = packer
        self._written: Cache[bytes] = Cache()

    def write(self, file: PdfFile, members: Sequence[GroupMember]) -> None:
        """Units whose numbers follow each other; the first has two for the object streams."""
        for number, one in zip(
            self._numbers(members), (self._fixed_stream(members), self._changing_stream(members)), strict=True
        ):
            file.stream_of(number, one)
        self._write_rows(file, members)

    def renew(self) -> None:
        """Forget what has not been used since the last time."""
        self._written.renew()

    @staticmethod
    def _numbers(members: Sequence[GroupMember]) -> tuple[int, int]:
        return members[0].leaf + 1, members[0].leaf + 2

    def _fixed_stream(self, members: Sequence[GroupMember]) -> bytes:
        pieces = [StreamPiece(one.token, one.objects) for one in members]

        def make() -> bytes:
            numbers = [one.base + number for one in members for number in one.placed.objects.numbers]
            lengths = [length for one in members for length in one.placed.objects.lengths]
            return object_stream(self._packer, numbers, lengths, pieces)

        self._packer.keep(pieces)
        return self._written.of((*(one.token for one in members),), make)

    def _changing_stream(self, members: Sequence[GroupMember]) -> bytes:
        def make() -> bytes:
            objects = [(one.base + number, data + b"\n") for one in members for number, data in one.bound.objects]
            pieces = [literal(b"".join(data for _, data in objects))]
            return object_stream(
                self._packer, [number for number, _ in objects], [len(data) for _, data in objects], pieces
            )

        return self._written.of((*((one.base, one.bound.objects) for one in members),), make)

    def _write_rows(self, file: PdfFile, members: Sequence[GroupMember]) -> None:
        """The sections of the cross-reference, with all that lies in streams of its own."""
        fixed, changing = self._numbers(members)
        at_fixed = at_changing = 0
        for one in members:
            contents = (
                file.write(one.placed.content, one.placed.digest),
                file.write(one.bound.content, one.bound.digest),
            )
            rows = bytearray(self._template(one, fixed, at_fixed, changing, at_changing))
            for begins, streams in zip(contents, (one.placed.streams, one.bound.streams), strict=True):
                for number, offset in streams:
                    ROW.pack_into(rows, ROW.size * number, 1, begins + offset, 0)
            file.section(one.base, bytes(rows))
            at_fixed += len(one.placed.objects.numbers)
            at_changing += len(one.bound.objects)

    def _template(self, one: GroupMember, fixed: int, at_fixed: int, changing: int, at_changing: int) -> bytes:
        """The rows of a unit without its streams: which objects it has, no page number changes."""

        def make() -> bytes:
            objects, bound_numbers = one.placed.objects.numbers, [number for number, _ in one.bound.objects]
            rows = bytearray(FREE * (one.leaf - one.base + 1))
            for stream, begin, numbers in ((fixed, at_fixed, objects), (changing, at_changing, bound_numbers)):
                for index, number in enumerate(numbers, begin):
                    ROW.pack_into(rows, ROW.size * number, 2, stream, index)
            return bytes(rows)

        return self._written.of(("rows", one.token, fixed, at_fixed, at_changing), make)


def group_slices(count: int) -> Iterator[slice]:
    """The units of each group."""
    return (slice(start, start + UNITS) for start in range(0, count, UNITS))
