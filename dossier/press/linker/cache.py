"""What linking has made of units, kept from one process to the next: after an edit, most of it is as it was.

It lies in one file for each edition, beside the units, sealed with the user's key and with all that the bytes depend
on; whatever is odd about it means that there is none. Everything in it is found by a digest of what it was made from.
It is written anew only when much of it is out of date: the little that an edit touches is sooner made again.
"""

from __future__ import annotations

import contextlib
import zlib
from pathlib import Path

import msgspec

from dossier.files import cache
from dossier.files.cache import CacheFile, Digest
from dossier.files.fingerprint import versions

SUFFIX = ".links"
FEW = 16  #: pieces that may be new before all are written again (`cache.is_worth_it`)


class DeflatedPiece(msgspec.Struct, frozen=True, array_like=True):
    """A piece of a packed stream (`deflate`)."""

    content: bytes
    length: int  #: of what it was made from
    sum: int  #: Adler-32 of that


class ObjectSizes(msgspec.Struct, frozen=True, array_like=True):
    """The objects of a unit that are not streams: their numbers in it, and how many bytes they are in their place."""

    numbers: tuple[int, ...]
    lengths: tuple[int, ...]


class WrittenFile(msgspec.Struct, frozen=True, array_like=True):
    """A file that a document carries (`attachments`)."""

    stream: bytes  #: without the number that it begins with
    digest: bytes  #: MD5 of that
    specification: tuple[bytes, ...]  #: before, between and after the numbers of the stream


class LinkCache(msgspec.Struct, array_like=True):
    """Everything that is kept of an edition."""

    pieces: dict[Digest, DeflatedPiece] = {}
    sizes: dict[Digest, ObjectSizes] = {}
    files: dict[Digest, WrittenFile] = {}


def read(file: Path) -> LinkCache:
    """What an earlier process has kept; nothing, if there is any doubt."""
    body = _file(file).read()
    with contextlib.suppress(msgspec.MsgspecError):
        return LinkCache() if body is None else msgspec.msgpack.decode(body, type=LinkCache)
    return LinkCache()


def write(file: Path, entries: LinkCache) -> None:
    """What cannot be written is not kept."""
    _file(file).write(msgspec.msgpack.encode(entries))


def is_worth_it(new: int, every: int) -> bool:
    """To write so many new pieces, and with them all the others."""
    return cache.is_worth_it(new, every, FEW)


def _file(path: Path) -> CacheFile:
    return CacheFile(path, "links 1", f"zlib {zlib.ZLIB_RUNTIME_VERSION}; {versions()}")
