"""What was worked out before: one kind of cache in a process, and one kind of file that a process leaves for the next.

Nothing is found by its name alone. A value in memory is known by what it was made from, and goes when it is not asked
for from one `renew` to the next. A file is sealed, with a key that only this user has, with what it is, what it was
made with and its contents; one that is damaged, a stranger's, out of date or too large is not there. Nothing that is
read is ever run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path
from typing import Generic, TypeVar

from dossier.files import regular_files, user_key
from dossier.files.atomic import write_whole

V = TypeVar("V")
Digest = bytes  #: of what something was made from: 16 bytes

NO_CACHE = Path(os.devnull)  #: a folder for what is kept: nothing can be
MAGIC = b"dossier\n"
SEAL = len(MAGIC) + user_key.BYTES  #: bytes before what is kept
SHARE = 16  #: that part of all may be new before all are written again


class Cache(Generic[V]):
    """Values by what they were made from, over two generations.

    `earlier` is what another process has kept, by `digest_of` its keys; it serves until the first `renew`.
    """

    __slots__ = ("_before", "_earlier", "_now")

    def __init__(self, earlier: Mapping[Digest, V] | None = None) -> None:
        self._earlier = earlier
        self._before: dict[Hashable, V] = {}
        self._now: dict[Hashable, V] = {}

    def get(self, key: Hashable) -> V | None:
        value = self._now.get(key)
        if value is None:
            value = self._before.get(key)
            if value is None and self._earlier:
                value = self._earlier.get(digest_of(key))
            if value is not None:
                self._now[key] = value
        return value

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key, made if it is not known."""
        value = self.get(key)
        return self.put(key, make()) if value is None else value

    def put(self, key: Hashable, value: V) -> V:
        self._now[key] = value
        return value

    def touch(self, key: Hashable) -> None:
        """A value that is still in use, although nobody asks for it."""
        if key in self._before:
            self._now[key] = self._before[key]

    def renew(self) -> None:
        """Forget what has not been asked for since the last time."""
        self._before, self._now, self._earlier = self._now, {}, None

    def __len__(self) -> int:
        """How many were in use until the last `renew`."""
        return len(self._before)

    def by_digest(self) -> dict[Digest, V]:
        """Those, for another process."""
        return {digest_of(key): value for key, value in self._before.items()}


def digest_of(key: Hashable) -> Digest:
    """Of a key of bytes, strings, numbers and None, and of tuples of them."""
    whole = hashlib.blake2b(digest_size=16)
    pending: list[Hashable] = [key]
    while pending:
        one = pending.pop()
        if isinstance(one, tuple):
            whole.update(b"(%d" % len(one))
            pending += one
        elif isinstance(one, bytes):
            whole.update(b"b%d:" % len(one))
            whole.update(one)
        else:
            text = repr(one).encode()
            whole.update(b"r%d:%b" % (len(text), text))
    return whole.digest()


@dataclass(frozen=True, slots=True)
class CacheFile:
    """A file of a cache. `kind` is what it holds, and in which format; `made_with` all else that this depends on."""

    path: Path
    kind: str
    made_with: str

    def read(self) -> bytes | None:
        """What was written there; None on any doubt."""
        try:
            key = user_key.read()
            content, _ = regular_files.read(self.path)
        except (OSError, user_key.NoKey):
            return None
        return unseal(content, self.kind, self.made_with, key)

    def write(self, body: bytes) -> None:
        """What cannot be written is not kept, nor is anything where there can be no key.

        Where nothing is to be kept, no key is made either.
        """
        if NO_CACHE in self.path.parents:
            return
        with contextlib.suppress(OSError, user_key.NoKey):
            write_whole(self.path, seal(body, self.kind, self.made_with, user_key.ensure()))


def is_worth_it(new: int, every: int, few: int) -> bool:
    """To write all again for so many new ones, of which a few are sooner made anew."""
    return new > max(few, every // SHARE)


def seal(body: bytes, kind: str, made_with: str, key: bytes = b"") -> bytes:
    """What a cache keeps; without a key it is told from what is damaged, not from what is forged."""
    return _seal(body, kind, made_with, key) + body


def unseal(content: bytes, kind: str, made_with: str, key: bytes = b"") -> bytes | None:
    """What was sealed; None if it is damaged, of another kind, or made with anything else or by somebody else."""
    seal, body = content[:SEAL], content[SEAL:]
    return body if compare_digest(seal, _seal(body, kind, made_with, key)) else None


def _seal(body: bytes, kind: str, made_with: str, key: bytes) -> bytes:
    return MAGIC + user_key.seal_of(key, kind.encode(), made_with.encode(), body)
