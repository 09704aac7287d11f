"""Keys that only this user has: what is sealed with one was written by him, and did not come with a repository.

They lie in the user's state folder, are made when first needed, and count only as long as nobody else can read them.
Imports next to nothing, for a build with nothing to do asks for it.
"""

from __future__ import annotations

import os
import stat
import sys

try:
    from _blake2 import blake2b  # that of hashlib, which takes 3 ms to look for OpenSSL
except ImportError:
    from hashlib import blake2b

NAME = "cache.key"  #: of the key that caches are sealed with
DESK = "desk.key"  #: of the one that publications are signed with: a seed of Ed25519 (RFC 8032)
BYTES = 32  #: of a key, and of a seal
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class NoKey(Exception):
    """There is none that only this user has; the text says why."""


def folder() -> str:
    """The user's state folder for this program, as `platformdirs` has it."""
    if sys.platform in ("win32", "darwin"):
        import platformdirs  # 50 ms, and elsewhere all it does is this

        return platformdirs.user_state_dir("dossier", appauthor=False)
    state = os.environ.get("XDG_STATE_HOME", "")
    return os.path.join(state if os.path.isabs(state) else os.path.expanduser("~/.local/state"), "dossier")


def seal_of(key: bytes, *parts: bytes) -> bytes:
    """A message authentication code (BLAKE2b with a key, RFC 7693) of parts, each told from the next by its length."""
    code = blake2b(key=key, digest_size=BYTES)
    for part in parts:
        code.update(b"%d:" % len(part))
        code.update(part)
    return code.digest()


def place_of(name: str = NAME) -> str:
    """Where a key lies."""
    return os.path.join(folder(), name)


def read(place: str = "") -> bytes:
    """The key; `NoKey` if there is none, or it is not his alone."""
    place = place or place_of()
    try:
        handle = os.open(place, _FLAGS)
        try:
            status = os.fstat(handle)
            key = os.read(handle, BYTES + 1) if stat.S_ISREG(status.st_mode) else b""
        finally:
            os.close(handle)
    except OSError as error:
        raise NoKey(f"{place}: {error.strerror}") from error
    if status.st_uid != os.geteuid() or status.st_mode & 0o077 or len(key) != BYTES:
        raise NoKey(f"{place} is no key that only its owner can read")
    return key


def ensure(name: str = NAME) -> bytes:
    """The key, made if there is none yet. Of two processes that make one at once, both have that of the first."""
    place = place_of(name)
    try:
        return read(place)
    except NoKey:
        _make(place)
        return read(place)


def _make(place: str) -> None:
    beside = f"{place}.{os.urandom(8).hex()}"
    try:
        os.makedirs(folder(), 0o700, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            try:
                os.write(handle, os.urandom(BYTES))
                os.fsync(handle)
            finally:
                os.close(handle)
            os.link(beside, place)  # whole or not at all, and never over one that is there
        except FileExistsError:
            return
        finally:
            os.unlink(beside)
    except OSError as error:
        raise NoKey(f"{place}: {error.strerror}") from error
