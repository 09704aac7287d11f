"""The files that a linked document carries; what has not changed of them is written as it was (see `archive`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import md5
from typing import Any

import pydyf

from dossier.files.cache import Cache, Digest
from dossier.press.linker.cache import WrittenFile
from dossier.press.linker.deflate import Packer, literal, stream_rest
from dossier.press.linker.file import PdfFile
from dossier.press.pdf.archive import Attached, dates_of, embedded_stream, specification

_ITS_NUMBER = b"\x00"  #: where the number of the stream goes; no string of a specification can hold it


class AttachmentWriter:
    """Writes files, and remembers from one document to the next.

    `entries` are what has been written before, and serve until the first `renew`.
    """

    def __init__(self, packer: Packer, entries: Mapping[Digest, WrittenFile] | None = None) -> None:
        self._packer = packer
        self._written: Cache[WrittenFile] = Cache(entries)

    def into(self, file: PdfFile, info: Mapping[str, Any]) -> Callable[[Attached, str], bytes]:
        """What puts a file into a document with these dates, and gives the reference of its specification."""
        dates = dates_of(info)

        def put(one: Attached, name: str) -> bytes:
            key = one.name, one.content, one.relation, name, dates
            stream = self._written.of(key, lambda: self._write(one, name, dates))
            number, description = file.next(), file.next()
            file.stream_of(number, stream.stream, stream.digest)
            file.hold(description, (b"%d 0 R" % number).join(stream.specification))
            return b"%d 0 R" % description

        return put

    def renew(self) -> None:
        """Forget what has not been used since the last time."""
        self._written.renew()

    def cache_entries(self) -> dict[Digest, WrittenFile]:
        """What is remembered, for another process."""
        return self._written.by_digest()

    def _write(self, one: Attached, name: str, dates: Any) -> WrittenFile:
        packer = self._packer if one.pieces else Packer()  # what is in one piece is remembered as a whole
        deflated = packer.stream(map(literal, one.pieces or (one.content,)))
        head = pydyf.Dictionary(embedded_stream(one, dates).extra).data[2:-2]
        stream = stream_rest(b"<<%b/Filter/FlateDecode/Length %d>>" % (head, len(deflated)), deflated)
        data = specification(one, name, _ITS_NUMBER).data
        return WrittenFile(stream, md5(stream, usedforsecurity=False).digest(), (*data.split(_ITS_NUMBER),))
