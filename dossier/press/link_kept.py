"""What linking has made of units, kept from one process to the next: after an edit, most of it is as it was.

It lies in one file for each edition, beside the units, sealed with its own digest and with all that the bytes depend
on; whatever is odd about it means that there is none. Everything in it is found by a digest of what it was made from.
It is written anew only when much of it is out of date: the little that an edit touches is sooner made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import zlib
from collections.abc import Hashable
from pathlib import Path

import msgspec

from dossier.press import sealed
from dossier.press.versions import versions

SUFFIX = ".links"
FEW = 16  #: pieces that may be new before all are written again (`sealed.is_worth_it`)

Name = bytes  #: the digest of what something was made from


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """A piece of a packed stream (`link_pack`)."""

    content: bytes
    length: int  #: of what it was made from
    sum: int  #: Adler-32 of that


class Sizes(msgspec.Struct, frozen=True, array_like=True):
    """The objects of a unit that are not streams: their numbers in it, and how many bytes they are in their place."""

    numbers: tuple[int, ...]
    lengths: tuple[int, ...]


class Written(msgspec.Struct, frozen=True, array_like=True):
    """A file that a document carries (`link_attached`)."""

    stream: bytes  #: without the number that it begins with
    digest: bytes  #: MD5 of that
    specification: tuple[bytes, ...]  #: before, between and after the numbers of the stream


class Kept(msgspec.Struct, array_like=True):
    """Everything that is kept of an edition."""

    pieces: dict[Name, Packed] = {}
    sizes: dict[Name, Sizes] = {}
    files: dict[Name, Written] = {}


def read(file: Path) -> Kept:
    """What an earlier process has kept; nothing, if there is any doubt."""
    body = sealed.read(file, _made_with())
    with contextlib.suppress(msgspec.MsgspecError):
        return Kept() if body is None else msgspec.msgpack.decode(body, type=Kept)
    return Kept()


def write(file: Path, kept: Kept) -> None:
    """What cannot be written is not kept."""
    sealed.write(file, _made_with(), msgspec.msgpack.encode(kept))


def is_worth_it(new: int, every: int) -> bool:
    """To write so many new pieces, and with them all the others."""
    return sealed.is_worth_it(new, every, FEW)


def name_of(key: Hashable) -> Name:
    """Of a key of bytes, strings, numbers and None, and of tuples of them."""
    whole = hashlib.blake2b(digest_size=16)
    waiting: list[Hashable] = [key]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            whole.update(b"(%d" % len(one))
            waiting += one
        elif isinstance(one, bytes):
            whole.update(b"b%d:" % len(one))
            whole.update(one)
        else:
            said = repr(one).encode()
            whole.update(b"r%d:%b" % (len(said), said))
    return whole.digest()


def _made_with() -> str:
    return f"links; zlib {zlib.ZLIB_RUNTIME_VERSION}; {versions()}"
