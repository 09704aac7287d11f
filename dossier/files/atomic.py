"""Files that are written whole or not at all, under names that nobody can foresee, and never through a link.

A folder is opened from the root of the disk on, name by name, and everything happens in what has been opened: a link
that stands in the way is not followed, nor one that is put there meanwhile. So a place is to be given resolved as far
as it is the user's; below, no link is meant, or else he has named where it may lead (`up_to_date.LINKS`).
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from dossier.files.regular_files import RefusedFile, is_inside, is_real_path

_PASS = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_LEFT = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NAMELESS = os.O_WRONLY | os.O_CLOEXEC | getattr(os, "O_TMPFILE", os.O_DIRECTORY)  #: which, to write to, is refused
#: how a disk, or a system, says that it has no files without a name, or gives them none
_CANNOT = frozenset(
    {errno.EPERM, errno.ENOENT, errno.EXDEV, errno.EOPNOTSUPP, errno.EINVAL, errno.EISDIR, errno.ENOSYS}
)
TEMPORARY = re.compile(r"\.[0-9a-f]{24}")  #: as `new_name` names it
PRIVATE, SHARED = 0o600, 0o666  #: modes, of which the user's umask takes away what it takes away


def write_whole(file: Path, content: bytes) -> None:
    """Beside it, then renamed: another process sees the old file or the new one. Only its owner can read it.

    What lies beside is locked until then, so that `sweep` knows what nobody will finish any more.
    """
    with open_folder(file.parent) as place:
        temporary = new_name()
        try:
            with _new_file(place, temporary, content, PRIVATE):
                os.replace(temporary, file.name, src_dir_fd=place, dst_dir_fd=place)
        finally:
            remove(place, temporary)


def sweep(folder: Path) -> None:
    """Remove what `write_whole` left in a folder, and in those below it, when its process was killed."""
    with suppress(OSError):
        for _, _, names, place in os.fwalk(folder) if is_real_path(folder) else ():
            for name in filter(TEMPORARY.fullmatch, names):
                with suppress(OSError), os.fdopen(os.open(name, _LEFT, dir_fd=place), "rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    remove(place, name)


def write_all(folder: Path, files: Mapping[str, bytes], *, mode: int = SHARED, is_waited_for: bool = True) -> None:
    """All files, each under its name, or none: written beside first; if one cannot be put in place, all go back.

    The folder is made where there is none. `is_waited_for`: until they lie on the disk.
    """
    with open_folder(folder) as place:
        beside: dict[str, str] = {}  #: name -> its name until it is put in place
        try:
            for name, content in files.items():
                beside[name] = new_name()
                write(place, beside[name], content, mode, is_waited_for=is_waited_for)
            _put_in_place(place, beside)
        finally:
            for temporary in beside.values():
                remove(place, temporary)


@contextmanager
def open_folder(folder: Path) -> Iterator[int]:
    """A folder that is reached through no link; made where there is none."""
    if not folder.is_absolute():
        folder = Path.cwd() / folder
    handle = os.open(folder.anchor, _PASS)
    try:
        for name in folder.parts[1:]:
            following = _enter(handle, name, folder)
            os.close(handle)
            handle = following
        yield handle
    finally:
        os.close(handle)


def _enter(handle: int, name: str, folder: Path) -> int:
    with suppress(FileExistsError):
        try:
            return os.open(name, _PASS, dir_fd=handle)
        except FileNotFoundError:
            os.mkdir(name, dir_fd=handle)
        except OSError as error:
            if error.errno not in (errno.ENOTDIR, errno.ELOOP) or not _is_link(handle, name):
                raise
            return _follow(handle, name, folder)
    return os.open(name, _PASS, dir_fd=handle)


def _follow(handle: int, name: str, folder: Path) -> int:
    """What a link leads to that the user lets lead there."""
    link = os.readlink(name, dir_fd=handle)
    target = os.path.realpath(f"/proc/self/fd/{handle}/{name}")
    if not is_inside(target, ()):
        raise RefusedFile(errno.ELOOP, f"{name} is a link, to {link}, and nothing is written through one", str(folder))
    return os.open(target, _PASS)


def _is_link(handle: int, name: str) -> bool:
    with suppress(OSError):
        os.readlink(name, dir_fd=handle)
        return True
    return False


def write(place: int, name: str, content: bytes, mode: int, *, is_waited_for: bool) -> None:
    """A new file in a folder."""
    with _new_file(place, name, content, mode) as file:
        if is_waited_for:
            os.fsync(file)


@contextmanager
def _new_file(place: int, name: str, content: bytes, mode: int) -> Iterator[BinaryIO]:
    """A new file, locked while this is open. Where the disk can do that it has no name until it is whole."""
    try:
        file = os.fdopen(os.open(".", _NAMELESS, mode, dir_fd=place), "wb")
        with _closed_if_it_fails(file):
            _fill(file, content)
            os.link(f"/proc/self/fd/{file.fileno()}", name, dst_dir_fd=place, follow_symlinks=True)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        file = os.fdopen(os.open(name, _NEW, mode, dir_fd=place), "wb")
        with _closed_if_it_fails(file):
            _fill(file, content)
    with file:
        yield file


@contextmanager
def _closed_if_it_fails(file: BinaryIO) -> Iterator[None]:
    try:
        yield
    except BaseException:
        file.close()
        raise


def _fill(file: BinaryIO, content: bytes) -> None:
    with suppress(OSError):  # a disk without locks
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    file.write(content)
    file.flush()


def _put_in_place(place: int, beside: Mapping[str, str]) -> None:
    before: dict[str, str] = {}  #: what was replaced -> the same under another name
    try:
        for name, temporary in beside.items():
            old = new_name()
            twin(place, name, old)
            before[name] = old
            os.replace(temporary, name, src_dir_fd=place, dst_dir_fd=place)
    except BaseException:
        for name, old in before.items():
            try:
                os.replace(old, name, src_dir_fd=place, dst_dir_fd=place)
            except FileNotFoundError:
                remove(place, name)
        raise
    finally:
        for old in before.values():
            remove(place, old)


def twin(place: int, name: str, old: str) -> None:
    """The same file, or link, under another name, if there is one: as well, where the disk can do that."""
    try:
        if stat.S_ISDIR(os.stat(name, dir_fd=place, follow_symlinks=False).st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
        os.link(name, old, src_dir_fd=place, dst_dir_fd=place, follow_symlinks=False)
    except FileNotFoundError:
        return
    except PermissionError:  # a disk without such names
        os.rename(name, old, src_dir_fd=place, dst_dir_fd=place)


def new_name() -> str:
    return f".{os.urandom(12).hex()}"


def remove(place: int, name: str) -> None:
    """What is to be there no more."""
    with suppress(FileNotFoundError):
        os.unlink(name, dir_fd=place)
