"""Regular files, read whole: the one way in which a file is opened that is not ours.

No device and no pipe, nothing larger than is said before, and nothing that a symbolic link leads to outside of the
folder that it is said to lie in. A link that came in an archive belongs to whoever unpacked it, and so may what it
leads to: owners tell nothing. What leads out is followed only into folders that the user names himself, in a place
that no dossier can write to: the environment.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from dossier.files.up_to_date import LINKS

MOST_BYTES = 1 << 28  #: of a file
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class RefusedFile(OSError):
    """A file that is there and is not read; `strerror` says why."""


def read(place: str | Path, roots: Iterable[str] = (), most: int = MOST_BYTES) -> tuple[bytes, os.stat_result]:
    """The bytes of a file, and what the system tells of it.

    It lies in one of the `roots`, which are resolved; anywhere if there are none. `RefusedFile`, or another `OSError`.
    """
    real = os.path.realpath(place)
    if "\0" in real:
        raise RefusedFile(errno.EINVAL, "no file has such a name")
    if roots and not is_inside(real, roots):
        message = f"it leads out of its folder, to {real}: name that one's folder in {LINKS} if you want it read"
        raise RefusedFile(errno.EXDEV, message)
    _check(Path(real).stat(), most)
    with os.fdopen(os.open(real, _FLAGS), "rb", buffering=0) as file:
        status = os.fstat(file.fileno())
        _check(status, most)
        content = file.read(status.st_size + 1)
    if len(content) > status.st_size:
        raise RefusedFile(errno.EFBIG, "it grows as it is read")
    return content, status


def is_inside(real: str, roots: Iterable[str]) -> bool:
    """Whether a resolved place is in one of these folders, or where the user lets links lead."""
    return any(real == root or real.startswith(f"{root.rstrip('/')}/") for root in (*roots, *link_roots()))


def is_real_path(place: Path) -> bool:
    """Whether no link leads to a place, but one that the user lets lead there."""
    real = os.path.realpath(place)
    return real == str(place) or is_inside(real, ())


def link_roots() -> tuple[str, ...]:
    """The folders outside of a dossier that its links may lead into."""
    return tuple(os.path.realpath(one) for one in os.environ.get(LINKS, "").split(os.pathsep) if one)


def _check(status: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise RefusedFile(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise RefusedFile(errno.EINVAL, "it is no regular file")
    if status.st_size > most:
        raise RefusedFile(errno.EFBIG, f"it has {status.st_size:,} bytes; at most {most:,} are read")
