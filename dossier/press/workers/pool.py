"""Compiling in several processes at once. A worker that dies costs its task, not the build.

Who wants units talks to each worker through a pipe, in bytes that both sides check. Where workers come from is the
business of the `forkserver`, which may be at its place before there is anything to do. Each worker is looked after
while it is at work: one that has been stopped, or does not end, is killed and replaced.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType

import msgspec

from dossier.files.isolation import LOOK, STOPPED_LOOKS
from dossier.press.html.budgets import weight_of
from dossier.press.limits import Limits, OverLimit
from dossier.press.linker.unit import CompileFailed, CompileSetting, LimitExceeded, Task, Unit, UnitDiagnostic
from dossier.press.workers.forkserver import ForkServer
from dossier.press.workers.protocol import HERE, unit_of

RETRIES = 10  #: what deaths of workers may cost a task
_AT_WORK, _NEVER_THERE = 5, 1  #: what one costs it: of a worker that drew it, or that a dying fork server was to start
PATIENCE = 10  #: times the seconds that a task may take of a processor; by the clock, before its worker is given up
_BEGINNING = 60  #: s, by the clock, until a worker is there
_PROC = Path("/proc")


class WorkerLost(CompileFailed):
    """A task has cost as many workers as it may."""


@dataclass(slots=True)
class _Worker:
    pipe: Connection
    server: ForkServer
    task: int = -1  #: which one it is at
    seconds: int = 0  #: of a processor that this may take
    since: float = 0.0  #: when it was begun, by the clock
    process: int = 0  #: its id, once it has said so
    last_look: float = 0.0  #: when it was last looked after
    looks: int = 0  #: since it was given its task
    still: int = 0  #: looks in a row at which it had been stopped from outside

    def tell(self, message: CompileSetting | Task) -> None:
        with suppress(OSError):  # it is dead, and will be missed when it should answer
            self.pipe.send_bytes(msgspec.msgpack.encode(message))

    def begin(self, number: int, task: Task, limits: Limits) -> None:
        self.task, self.seconds = number, limits.allowed(weight_of(task.html.encode()))[0]
        self.since = self.last_look = time.monotonic()
        self.looks = self.still = 0
        self.tell(task)

    def is_given_up(self, now: float) -> bool:
        """Look after it: whether it will answer no more. Looks are counted, for this process may be stopped too."""
        if now - self.last_look < LOOK:
            return False
        self.last_look, self.looks = now, self.looks + 1
        is_well = _runs(self.process) if self.process else self.server.is_well()
        self.still = 0 if is_well else self.still + 1
        return self.still > STOPPED_LOOKS or self.looks * LOOK > PATIENCE * self.seconds + _BEGINNING

    def end(self) -> None:
        self.pipe.close()
        if self.process:
            with suppress(OSError):
                os.kill(self.process, signal.SIGKILL)


def _runs(process: int) -> bool:
    """Whether a process has not been stopped from outside; where the system does not tell, it has not."""
    try:
        return (_PROC / str(process) / "stat").read_bytes().rpartition(b") ")[2][:1] not in b"Tt"
    except OSError:
        return True


def compile_all(setting: CompileSetting, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[int, Unit]]:
    """As `WorkerPool.compile_all`, by a pool that is there for that alone."""
    with WorkerPool() as pool:
        yield from pool.compile_all(setting, tasks, jobs)


class WorkerPool:
    """A fork server, which begins at once, and the workers that it has started: they stay until another setting comes.

    Used as a context, after which nobody is left.
    """

    def __init__(self) -> None:
        self._server: ForkServer | None = ForkServer()
        self._setting: CompileSetting | None = None
        self._workers: list[_Worker] = []

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
        self._workers.clear()
        if self._server:
            self._server.end()
            self._server = None

    def expect(self, setting: CompileSetting) -> None:
        """What `compile_all` will be asked with, told beforehand: the stylesheets are read while others still read."""
        if setting != self._setting and self._server:
            self._server.expect(msgspec.msgpack.encode(setting))

    def compile_all(self, setting: CompileSetting, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[int, Unit]]:
        """Units as they are finished, with the numbers of their tasks; the longest are begun first, and at once.

        So many workers (`jobs`) at most are started. If it is not gone through to the end, the pool ends.
        `LimitExceeded` if a task is over its limits.
        """
        pending = sorted(range(len(tasks)), key=lambda number: len(tasks[number].html))
        self._prepare(setting, min(jobs, len(tasks)))
        self._occupy(setting, tasks, pending)
        return self._answers(setting, tasks, pending)

    def _answers(
        self, setting: CompileSetting, tasks: Sequence[Task], pending: list[int]
    ) -> Iterator[tuple[int, Unit]]:
        tries = dict.fromkeys(range(len(tasks)), RETRIES)
        try:
            while any(worker.task >= 0 for worker in self._workers) or pending:
                self._occupy(setting, tasks, pending)
                for worker in self._with_answers():
                    try:
                        answer = worker.pipe.recv_bytes()
                    except (EOFError, OSError):
                        number = self._replace(worker, setting, tasks)
                        tries[number] -= _AT_WORK if worker.process else _NEVER_THERE
                        if tries[number] <= 0:
                            raise WorkerLost("the process that drew it died, and so did the next") from None
                        pending.append(number)
                        continue
                    if answer[:1] == HERE:
                        worker.process = int(answer[1:])
                        continue
                    number, worker.task = worker.task, -1
                    yield number, _unit_of(answer, number)
        except BaseException:
            self.end()
            raise

    def _with_answers(self) -> list[_Worker]:
        """Wait until some have said something, or died; those that will say nothing any more are ended."""
        busy = {worker.pipe: worker for worker in self._workers if worker.task >= 0}
        ready = [busy[pipe] for pipe in wait(list(busy), LOOK)]  # type: ignore[index]
        now = time.monotonic()
        lost = [worker for worker in busy.values() if worker not in ready and worker.is_given_up(now)]
        for worker in lost:
            worker.end()
        return ready + lost

    def _replace(self, worker: _Worker, setting: CompileSetting, tasks: Sequence[Task]) -> int:
        """Another in the place of a dead one, and the number of its task; `LimitExceeded` if that took its time."""
        number, worker.task = worker.task, -1
        worker.end()
        if time.monotonic() - worker.since >= worker.seconds and not worker.still:
            over = OverLimit("seconds", worker.seconds, worker.seconds, is_more=True)
            raise _limit_exceeded(over, tasks[number].path, number)
        self._workers[self._workers.index(worker)] = self._start_worker(setting)
        return number

    def _occupy(self, setting: CompileSetting, tasks: Sequence[Task], pending: list[int]) -> None:
        for worker in self._workers:
            if worker.task < 0 and pending:
                number = pending.pop()
                worker.begin(number, tasks[number], setting.limits)

    def _prepare(self, setting: CompileSetting, count: int) -> None:
        if setting != self._setting:
            for worker in self._workers:
                worker.pipe.close()
            self._workers.clear()
        self._setting = setting
        while len(self._workers) < count:
            self._workers.append(self._start_worker(setting))

    def _start_worker(self, setting: CompileSetting) -> _Worker:
        if self._server and not self._server.is_well():
            self._server.end()
            self._server = None
        self._server = self._server or ForkServer()
        worker = _Worker(self._server.start_worker(), self._server)
        worker.tell(setting)
        return worker


def _unit_of(answer: bytes, number: int) -> Unit:
    try:
        return unit_of(answer)
    except LimitExceeded as error:
        error.number = number
        raise


def _limit_exceeded(over: OverLimit, path: str, number: int) -> LimitExceeded:
    error = LimitExceeded(UnitDiagnostic(over.problem(path)))
    error.number = number
    return error
