"""The files that a linked document carries; what has not changed of them is written as it was (see `archive`)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from hashlib import md5
from typing import Any

import pydyf

from dossier.press.archive import Attached, dates_of, embedded, specification
from dossier.press.link_file import File
from dossier.press.link_kept import Name, Written, name_of
from dossier.press.link_pack import Packer, known, stream_rest

_ITS_NUMBER = b"\x00"  #: where the number of the stream goes; no string of a specification can hold it


class Carrier:
    """Writes files, and remembers from one document to the next.

    `kept` is what has been written before, and serves until the first `renew`.
    """

    def __init__(self, packer: Packer, kept: Mapping[Name, Written] | None = None) -> None:
        self._packer, self._kept = packer, kept
        self._known: dict[Hashable, Written] = {}
        self._used: dict[Hashable, Written] = {}

    def into(self, file: File, info: Mapping[str, Any]) -> Callable[[Attached, str], bytes]:
        """What puts a file into a document with these dates, and gives the reference of its specification."""
        dates = dates_of(info)

        def put(one: Attached, name: str) -> bytes:
            key = one.name, one.content, one.relation, name, dates
            written = self._remembered(key) or self._write(one, name, dates)
            self._used[key] = written
            number, told = file.next(), file.next()
            file.stream_of(number, written.stream, written.digest)
            file.hold(told, (b"%d 0 R" % number).join(written.specification))
            return b"%d 0 R" % told

        return put

    def renew(self) -> None:
        """Forget what has not been used since the last time."""
        self._known, self._used, self._kept = self._used, {}, None

    def kept(self) -> dict[Name, Written]:
        """What is remembered, for another process."""
        return {name_of(key): written for key, written in self._known.items()}

    def _remembered(self, key: Hashable) -> Written | None:
        found = self._used.get(key) or self._known.get(key)
        return self._kept.get(name_of(key)) if found is None and self._kept else found

    def _write(self, one: Attached, name: str, dates: Any) -> Written:
        packer = self._packer if one.pieces else Packer()  # what is in one piece is remembered as a whole
        packed = packer.stream(map(known, one.pieces or (one.content,)))
        head = pydyf.Dictionary(embedded(one, dates).extra).data[2:-2]
        stream = stream_rest(b"<<%b/Filter/FlateDecode/Length %d>>" % (head, len(packed)), packed)
        data = specification(one, name, _ITS_NUMBER).data
        return Written(stream, md5(stream, usedforsecurity=False).digest(), (*data.split(_ITS_NUMBER),))
