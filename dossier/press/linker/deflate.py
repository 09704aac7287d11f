"""Streams packed in pieces: where one piece has changed, it is packed again, and the one behind it, and no other.

What zlib makes (RFC 1950, 1951) looks back over at most 32 kB of what it has packed. A piece is packed as if the one
before it had just been, and ends at a whole byte, so that pieces stand behind one another as they are. Pieces that are
known are known by a token: whatever is hashable and stands for the same bytes each time.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from dossier.files.cache import Cache, Digest
from dossier.press.linker.cache import DeflatedPiece

LEVEL = 6  #: of zlib; 9 takes three times as long for a hundredth less
REACH = 32_768  #: bytes that a piece can look back (RFC 1951, 2)
_HEAD, _END = b"\x78\x9c", b"\x03\x00"  #: what a stream begins with, and a last block without contents
_ADLER = 65_521  #: the largest prime below 65,536 (RFC 1950, 8.2)


class StreamPiece(NamedTuple):
    """A part of what a stream holds; `make` is asked only if the piece, or the one behind it, is not known."""

    token: Hashable
    make: Callable[[], bytes]


class Packer:
    """Packs, and remembers what was packed from one `renew` to the next. `entries` are what another has packed."""

    def __init__(self, entries: Mapping[Digest, DeflatedPiece] | None = None) -> None:
        self._cache: Cache[DeflatedPiece] = Cache(entries)
        self.new = 0  #: how many pieces it has packed

    def stream(self, *runs: Iterable[StreamPiece]) -> bytes:
        """The pieces in one, as /FlateDecode reads them; none looks back over the beginning of its run."""
        contents, checksum = [_HEAD], 1
        for run in runs:
            for piece in self._run(run):
                contents.append(piece.content)
                checksum = _combine(checksum, piece)
        return b"".join((*contents, _END, checksum.to_bytes(4, "big")))

    def keep(self, run: Iterable[StreamPiece]) -> None:
        """Remember a run that was packed before and is still in use."""
        for key, _, _ in _keys(run):
            self._cache.touch(key)

    def _run(self, run: Iterable[StreamPiece]) -> Iterator[DeflatedPiece]:
        for key, piece, before in _keys(run):
            deflated = self._cache.get(key)
            if deflated is None:
                deflated = self._cache.put(key, _deflate(piece.make(), before.make() if before else b""))
                self.new += 1
            yield deflated

    def one(self, content: bytes) -> bytes:
        """What does not come in pieces."""
        deflated = self._cache.get(content)
        if deflated is None:
            deflated = self._cache.put(content, DeflatedPiece(zlib.compress(content, LEVEL), len(content), 0))
            self.new += 1
        return deflated.content

    def renew(self) -> None:
        """Forget what has not been used since the last time."""
        self._cache.renew()

    def __len__(self) -> int:
        return len(self._cache)

    def cache_entries(self) -> dict[Digest, DeflatedPiece]:
        """What is remembered, for another process."""
        return self._cache.by_digest()


def literal(content: bytes) -> StreamPiece:
    """A piece that stands for itself."""
    return StreamPiece(content, lambda: content)


def object_stream(
    packer: Packer, numbers: Sequence[int], lengths: Sequence[int], pieces: Sequence[StreamPiece]
) -> bytes:
    """Objects that are no streams in one that is (ISO 32000-1, 7.5.7): their numbers and places, then they themselves.

    Without its own number (`stream_rest`).
    """
    places = accumulate(lengths[:-1], initial=0)
    index = b" ".join(b"%d %d" % place for place in zip(numbers, places, strict=True)) + b"\n"
    stream = packer.stream([literal(index)], pieces)
    head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(numbers), len(index), len(stream))
    return stream_rest(head, stream)


def stream_rest(head: bytes, content: bytes) -> bytes:
    """A stream object without the number that it begins with."""
    return b" 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (head, content)


def _keys(run: Iterable[StreamPiece]) -> Iterator[tuple[Hashable, StreamPiece, StreamPiece | None]]:
    before = None
    for piece in run:
        yield (before and before.token, piece.token), piece, before
        before = piece


def _deflate(content: bytes, before: bytes) -> DeflatedPiece:
    reach = before[-REACH:]
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, *([reach] if reach else []))
    data = packer.compress(content) + packer.flush(zlib.Z_SYNC_FLUSH)
    return DeflatedPiece(data, len(content), zlib.adler32(content))


def _combine(checksum: int, piece: DeflatedPiece) -> int:
    """Adler-32 of two contents, one behind the other (RFC 1950, 8.2): of the first, and of the second by itself."""
    low = (checksum & 0xFFFF) + (piece.sum & 0xFFFF) - 1
    high = (checksum >> 16) + (piece.sum >> 16) + ((checksum & 0xFFFF) - 1) * piece.length
    return (high % _ADLER) << 16 | low % _ADLER
