"""The files that a linked document carries; what has not changed of them is written as it was (see `archive`)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from hashlib import md5
from typing import Any, NamedTuple

import pydyf

from dossier.press.archive import Attached, dates_of, embedded, specification
from dossier.press.link_file import File
from dossier.press.link_pack import Packer, known, stream_rest

_ITS_NUMBER = b"\x00"  #: where the number of the stream goes; no string of a specification can hold it


class _Written(NamedTuple):
    stream: bytes  #: without the number that it begins with
    digest: bytes  #: MD5 of that
    specification: tuple[bytes, ...]  #: before, between and after the numbers of the stream


class Carrier:
    """Writes files, and remembers from one document to the next."""

    def __init__(self, packer: Packer) -> None:
        self._packer = packer
        self._known: dict[Hashable, _Written] = {}
        self._used: dict[Hashable, _Written] = {}

    def into(self, file: File, info: Mapping[str, Any]) -> Callable[[Attached, str], bytes]:
        """What puts a file into a document with these dates, and gives the reference of its specification."""
        dates = dates_of(info)

        def put(one: Attached, name: str) -> bytes:
            key = one, name, dates
            written = self._used.get(key) or self._known.get(key) or self._write(one, name, dates)
            self._used[key] = written
            number, told = file.next(), file.next()
            file.stream_of(number, written.stream, written.digest)
            file.hold(told, (b"%d 0 R" % number).join(written.specification))
            return b"%d 0 R" % told

        return put

    def renew(self) -> None:
        """Forget what has not been used since the last time."""
        self._known, self._used = self._used, {}

    def _write(self, one: Attached, name: str, dates: Any) -> _Written:
        packed = self._packer.stream(map(known, one.pieces or (one.content,)))
        head = pydyf.Dictionary(embedded(one, dates).extra).data[2:-2]
        stream = stream_rest(b"<<%b/Filter/FlateDecode/Length %d>>" % (head, len(packed)), packed)
        data = specification(one, name, _ITS_NUMBER).data
        return _Written(stream, md5(stream, usedforsecurity=False).digest(), (*data.split(_ITS_NUMBER),))
