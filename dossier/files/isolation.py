"""Work in a copy of this process that may take only so much time and memory, and answers with only so many bytes.

Templates that came with a dossier are filled there: a sandbox decides what they may name, but not what they cost. Files
that others have made are read there, and whatever is drawn is held to the same. The copy can be made to write to no
file, and whatever becomes of it, this process goes on.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import NoReturn

LOOK = 0.5  #: s between two looks at whether a process that is waited for still runs
STOPPED_LOOKS = 16  #: in a row, after which one that has been stopped (SIGSTOP) is given up
_TICK = 1  #: s of processor time between two looks at how much has been used
_PIECE = 1 << 16  #: bytes read at once
_RECURSION = 10_000  #: frames of Python in each other: WeasyPrint takes ten for each element
_granted: list[int] = []  #: s that this process, a copy, has got besides
_ticks: list[object] = []  #: the handler that holds this process, a copy, to its time


@dataclass(frozen=True, slots=True)
class CopyLimits:
    """What the work may cost."""

    seconds: int = 60  #: of a processor
    patience: int = 600  #: s, by the clock: a copy that has been starved is given up
    memory: int = 1 << 30  #: bytes more than this process has
    answer: int = 100_000_000  #: bytes
    writes: bool = False  #: whether it may write to files, and call itself as often as a deep document takes

    @property
    def grace(self) -> int:
        """Seconds of processor time after which a copy that has not noticed the limit is killed."""
        return max(2, self.seconds // 2)


MOST_SECONDS = 7_200  #: of a processor, with all that is granted


class LimitReached(Exception):
    """The work was over a limit and is not done; the text says which."""


class Died(LimitReached):
    """The copy ended before it had answered: it was killed, or crashed; `signal` is what ended it, if one did."""

    def __init__(self, message: str, by: int = 0) -> None:
        super().__init__(message)
        self.signal = by


def can_copy() -> bool:
    """Whether a copy of this process would be whole: of its threads it has only the one that makes it."""
    return hasattr(os, "fork") and threading.active_count() == 1


def run_isolated(
    work: Callable[[], bytes], limits: CopyLimits, over: Callable[[], BaseException] | None = None
) -> bytes:
    """What the work answers. It is to end by itself on `MemoryError`, and on `LimitReached` or what `over` makes in its
    place, which is raised inside it, once in each second, as long as it goes on."""
    ours, theirs = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of other threads: the copy takes none of their locks
        process = os.fork()
    if not process:
        os.close(ours)
        _answer(theirs, work, limits, over or _out_of_time(limits))
    os.close(theirs)
    child = _Child(process)
    try:
        with closing(FileIO(ours)) as pipe:
            answer = b"".join(_receive(pipe, child, limits))
        child.bury()
    finally:
        child.kill()
    if child.status:
        message = f"it takes more than {limits.seconds} s or {limits.memory >> 20:,} MiB, and was stopped"
        raise Died(message, os.WTERMSIG(child.status) if os.WIFSIGNALED(child.status) else 0)
    return answer


def grant(seconds: int) -> None:
    """So much more of a processor for the work in a copy, which knows by now how much there is to do.

    In a process that is no such copy there is nothing to lift.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if signal.getsignal(signal.SIGPROF) in _ticks and soft != resource.RLIM_INFINITY:
        most = MOST_SECONDS if hard == resource.RLIM_INFINITY else min(hard, MOST_SECONDS)
        resource.setrlimit(resource.RLIMIT_CPU, (max(soft, min(soft + seconds, most)), hard))
        _granted.append(seconds)


class _Child:
    """A copy of this process, in a group of its own."""

    def __init__(self, process: int) -> None:
        self._process, self._is_there = process, True
        self.status = 0
        self._still = 0  #: looks in a row at which it was stopped

    def is_given_up(self) -> bool:
        """Look after it: whether it has been stopped for long."""
        pid, status = os.waitpid(self._process, os.WNOHANG | os.WUNTRACED | os.WCONTINUED)
        if pid and os.WIFSTOPPED(status):
            self._still = 1
        elif pid and os.WIFCONTINUED(status):
            self._still = 0
        elif pid:
            self.status, self._is_there = status, False
        elif self._still:
            self._still += 1
        return self._still > STOPPED_LOOKS

    def bury(self) -> None:
        if self._is_there:
            _, self.status = os.waitpid(self._process, 0)
            self._is_there = False

    def kill(self) -> None:
        """With its group."""
        if self._is_there:
            for kill in (os.killpg, os.kill):
                with suppress(OSError):
                    kill(self._process, signal.SIGKILL)
            self.bury()


def _receive(pipe: FileIO, child: _Child, limits: CopyLimits) -> Iterator[bytes]:
    end, size = time.monotonic() + limits.patience, 0
    while True:
        while not select.select([pipe], [], [], LOOK)[0]:
            if child.is_given_up():
                raise Died("it has been stopped from outside, and was given up", signal.SIGSTOP)
            if time.monotonic() > end:
                raise LimitReached(f"it has not ended after {limits.patience} s, and was stopped")
        piece = pipe.read(_PIECE)
        if not piece:
            return
        size += len(piece)
        if size > limits.answer:
            raise LimitReached(f"it makes more than {limits.answer:,} bytes, and was stopped")
        yield piece


def _answer(pipe: int, work: Callable[[], bytes], limits: CopyLimits, over: Callable[[], BaseException]) -> NoReturn:
    """In the copy, which ends here."""
    exit_code = 1
    try:
        with suppress(OSError):
            os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        parent = os.getppid()
        with limit_process(limits, over, lambda: os.getppid() == parent):
            answer = memoryview(work())
        while answer:
            answer = answer[os.write(pipe, answer) :]
        exit_code = 0
    finally:
        os._exit(exit_code)


@contextmanager
def limit_process(
    limits: CopyLimits, over: Callable[[], BaseException], is_wanted: Callable[[], bool]
) -> Iterator[None]:
    """Let this process, a copy, cost no more than that, until this is closed. `disarm` ends it for time.

    If the answer `is_wanted` no longer, the process ends.
    """
    start = time.process_time()

    def tick(*_: object) -> None:
        if not is_wanted():
            os._exit(1)
        if time.process_time() - start >= limits.seconds + sum(_granted):
            raise over()

    _ticks[:], _granted[:] = [tick], []
    signal.signal(signal.SIGPROF, tick)
    limits_before = [_lower(resource.RLIMIT_CPU, int(start) + limits.seconds + limits.grace)]
    limits_before.append(_lower(resource.RLIMIT_CORE, 0))
    if limits.writes:
        sys.setrecursionlimit(max(_RECURSION, sys.getrecursionlimit()))
    else:
        limits_before.append(_lower(resource.RLIMIT_FSIZE, 0))
    if size := _address_space():
        limits_before.append(_lower(resource.RLIMIT_AS, size + limits.memory))
    signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
    try:
        yield
    finally:
        disarm()
        for limit, soft, hard in limits_before:
            resource.setrlimit(limit, (soft, hard))


def disarm() -> None:
    """There is no time to be held any more: what is over a limit has been noticed, and is being told."""
    if signal.getsignal(signal.SIGPROF) in _ticks:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _out_of_time(limits: CopyLimits) -> Callable[[], BaseException]:
    return lambda: LimitReached(f"it takes more than {limits.seconds} s, and was stopped")


def _lower(limit: int, value: int) -> tuple[int, int, int]:
    """A limit that is lower already stays; as it was."""
    soft, hard = resource.getrlimit(limit)
    lowest = [value, *(one for one in (soft, hard) if one != resource.RLIM_INFINITY)]
    resource.setrlimit(limit, (min(lowest), hard))
    return limit, soft, hard


def _address_space() -> int:
    """Bytes of this process; 0 where the system does not tell, and so sets no such limit."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0
