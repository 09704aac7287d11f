"""Temporary folders that go with the process, however it ends: what one that was killed has left, the next removes.

A folder is held by a lock on it, which the system takes back when the last process that has it ends: the one that made
it, or a copy of that. So nobody has to guess by numbers of processes, which are used again, or by the clock.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "dossier-"
_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_folders: dict[str, tuple[int, int]] = {}  #: place -> process that made it, handle that holds it


def folder() -> Path:
    """A new folder. It goes at the end of this process, or with `give_up`; first of all those of the dead do."""
    above = Path(tempfile.gettempdir())
    if not _folders:
        _sweep(above)
        atexit.register(_give_up_all)
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=above))
        handle = _lock(str(path))
        if path.exists():  # nobody took it for a dead one's before it was held
            _folders[str(path)] = os.getpid(), handle
            return path


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A new folder, for as long as this is open."""
    path = folder()
    try:
        yield path
    finally:
        give_up(path)


def give_up(place: Path) -> None:
    """Remove a folder; nothing in a copy of the process that made it."""
    process, handle = _folders.pop(str(place), (0, 0))
    if process == os.getpid():
        shutil.rmtree(place, ignore_errors=True)
        if handle:
            os.close(handle)


def _give_up_all() -> None:
    for place in list(_folders):
        give_up(Path(place))


def _sweep(above: Path) -> None:
    """Remove this user's folders that nobody holds."""
    with suppress(OSError):
        for entry in os.scandir(above):
            is_ours = entry.name.startswith(PREFIX) and entry.stat(follow_symlinks=False).st_uid == os.geteuid()
            if is_ours and (handle := _lock(entry.path)):
                shutil.rmtree(entry.path, ignore_errors=True)
                os.close(handle)


def _lock(place: str) -> int:
    """A handle that holds a folder; 0 if it is none, if somebody else holds it, or if the disk has no locks."""
    handle = 0
    with suppress(OSError):
        handle = os.open(place, _FLAGS)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return handle
    if handle:
        os.close(handle)
    return 0
