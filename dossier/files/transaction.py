"""Files in several folders that are put in place together or not at all, whatever ends the process meanwhile.

All are written beside first, until they lie on the disk; then a journal says where each is to go, and from then on it
is decided: if this process does not get there, whoever comes next puts the rest in place (`settle`). One that can still
act when something fails puts back what was there. Only one publishes at a time, for it holds a lock on the base folder,
which the system takes back when the process ends; so what lies beside while nobody holds it is left over, and goes.

The journal decides nothing but that files which lie beside take their own places below the base folder. So it need not
be trusted: one that came with a repository can do no more than the files that came with it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from dossier.files import atomic
from dossier.files.up_to_date import JOURNAL

MOST_BYTES = 1 << 20  #: of a journal
PATIENCE = 120  #: s to wait for another process that publishes
_LOOK = 0.02  #: s between two looks whether it has done
_PATH = re.compile(r"\w[\w-]*/\w[\w.-]*")  #: of what is published: a file in a folder of the base
_BUSY = frozenset({errno.EWOULDBLOCK, errno.EACCES})
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_LIST = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class _Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    moves: dict[str, str]  #: path below the base -> what the file is called until then; "" if it is to go


@dataclass(frozen=True, slots=True)
class _Move:
    path: str  #: below the base
    place: int  #: handle of its folder
    goes: bool
    beside: str = field(default_factory=atomic.new_name)  #: its name until it takes its place, or when it has gone
    before: str = field(default_factory=atomic.new_name)  #: the name of what it replaces

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def write_together(base: Path, files: Mapping[str, bytes | None]) -> None:
    """Put all files in their places, each in a folder of the base folder; those that are None go.

    If anything fails all is as it was, and the `OSError` says what.
    """
    with atomic.open_folder(base) as handle, _locked(handle) as (root, is_locked), ExitStack() as stack:
        if is_locked:
            _settle(root)
        folders = {folder: stack.enter_context(atomic.open_folder(base / folder)) for folder in map(_folder, files)}
        moves = [_Move(path, folders[_folder(path)], content is None) for path, content in files.items()]
        try:
            _write_beside(moves, files)
            _write_journal(root, moves)
        except BaseException:
            _tidy(root, moves)
            raise
        try:
            _commit(moves)
        except BaseException:
            _undo(moves)  # if that fails too, the journal stays, and all will be as it was decided
            _tidy(root, moves)
            raise
        _tidy(root, moves)


def _folder(path: str) -> str:
    return path.partition("/")[0]


def settle(base: Path) -> None:
    """Put in place what a process that has died had decided to, and remove what it has left over."""
    if os.path.lexists(base / JOURNAL):
        with atomic.open_folder(base) as handle, _locked(handle) as (root, is_locked):
            if is_locked:
                _settle(root)


@contextmanager
def _locked(base: int) -> Iterator[tuple[int, bool]]:
    """A folder, while this process is the only one here: its handle, and whether it is, where the disk has locks."""
    handle = os.open(".", _LIST, dir_fd=base)
    try:
        yield handle, _is_locked(handle)
    finally:
        os.close(handle)


def _is_locked(handle: int) -> bool:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _BUSY:
                return False
            if time.monotonic() > end:
                message = f"another process has been publishing here for {PATIENCE} s"
                raise OSError(errno.EBUSY, message) from error
            time.sleep(_LOOK)
        else:
            return True


def _write_beside(moves: list[_Move], files: Mapping[str, bytes | None]) -> None:
    for one in moves:
        if (content := files[one.path]) is not None:
            atomic.write(one.place, one.beside, content, atomic.SHARED, is_waited_for=True)
    for place in {one.place for one in moves}:
        _wait_for(place)


def _write_journal(root: int, moves: list[_Move]) -> None:
    beside = atomic.new_name()
    content = msgspec.json.encode(_Journal({one.path: "" if one.goes else one.beside for one in moves}))
    try:
        atomic.write(root, beside, content, atomic.PRIVATE, is_waited_for=True)
        os.replace(beside, JOURNAL, src_dir_fd=root, dst_dir_fd=root)
        _wait_for(root)
    finally:
        atomic.remove(root, beside)


def _wait_for(place: int) -> None:
    """Until the names in a folder lie on the disk."""
    handle = os.open(".", _LIST, dir_fd=place)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _commit(moves: list[_Move]) -> None:
    """What goes does so first: whoever finds a file that has not taken its place yet knows that all may have to go."""
    for one in sorted(moves, key=lambda one: not one.goes):
        if one.goes:
            with suppress(FileNotFoundError):
                _rename(one.place, one.name, one.beside)
        else:
            atomic.twin(one.place, one.name, one.before)
            _rename(one.place, one.beside, one.name)
    for place in {one.place for one in moves}:
        _wait_for(place)


def _undo(moves: list[_Move]) -> None:
    """Each step leaves what the journal needs to begin anew."""
    for one in moves:
        if _is_there(one.place, one.beside) == one.goes:  # it has been moved
            _rename(one.place, *((one.beside, one.name) if one.goes else (one.name, one.beside)))
        if _is_there(one.place, one.before):
            _rename(one.place, one.before, one.name)


def _tidy(root: int, moves: list[_Move]) -> None:
    """The journal first: without it nothing that lies beside means anything. What stays whoever comes next removes."""
    beside = [(one.place, name) for one in moves for name in (one.beside, one.before)]
    for place, name in [(root, JOURNAL), *beside]:
        with suppress(OSError):
            atomic.remove(place, name)


def _rename(place: int, old: str, new: str) -> None:
    os.replace(old, new, src_dir_fd=place, dst_dir_fd=place)


def _is_there(place: int, name: str) -> bool:
    try:
        os.stat(name, dir_fd=place, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _settle(root: int) -> None:
    """The same for what somebody else has decided."""
    decided = _decided(root)
    with ExitStack() as stack:
        places = {folder: stack.enter_context(_enter(root, folder)) for folder in {".", *_names(root)}}
        moves = [(places.get(_folder(path)), path.rpartition("/")[2], beside) for path, beside in decided.items()]
        due = [(p, name, beside) for p, name, beside in moves if p is not None and beside and _is_there(p, beside)]
        for place, name, beside in moves if due else ():
            if place is not None and not beside:
                atomic.remove(place, name)
        for place, name, beside in due:
            _rename(place, beside, name)
        atomic.remove(root, JOURNAL)
        for place in filter(None, places.values()):
            for name in filter(atomic.TEMPORARY.fullmatch, _names(place)):
                atomic.remove(place, name)


def _names(place: int) -> list[str]:
    with os.scandir(place) as entries:
        return [entry.name for entry in entries]


def _decided(root: int) -> dict[str, str]:
    """What a journal says; nothing if there is none, or anything about it is odd."""
    try:
        with os.fdopen(os.open(JOURNAL, _READ, dir_fd=root), "rb") as file:
            moves = msgspec.json.decode(file.read(MOST_BYTES), type=_Journal).moves
    except (OSError, msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return {}
    is_ours = all(
        _PATH.fullmatch(path) and (not beside or atomic.TEMPORARY.fullmatch(beside)) for path, beside in moves.items()
    )
    return moves if is_ours else {}


@contextmanager
def _enter(root: int, folder: str) -> Iterator[int | None]:
    """A folder of the base that is no link; None for what is none, or hidden."""
    handle = None
    if folder == "." or not folder.startswith("."):
        with suppress(OSError):
            handle = os.open(folder, _LIST, dir_fd=root)
    try:
        yield handle
    finally:
        if handle is not None:
            os.close(handle)
