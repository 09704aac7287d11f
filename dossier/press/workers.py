"""Compiling in several processes at once. A worker that dies costs its task, not the build.

Who wants units talks to each worker through a pipe, in bytes that both sides check. Where workers come from is the
business of the `foreman`, who may be at his place before there is anything to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import TracebackType

import msgspec

from dossier.press.answers import understood
from dossier.press.foreman import Foreman
from dossier.press.unit import Setting, Task, Undrawn, Unit

RETRIES = 2  #: for a task whose worker died


class WorkerLost(Undrawn):
    """A task has cost as many workers as it may."""


@dataclass(slots=True)
class _Worker:
    pipe: Connection
    task: int = -1  #: which one it is at

    def tell(self, message: Setting | Task) -> None:
        with suppress(OSError):  # it is dead, and will be missed when it should answer
            self.pipe.send_bytes(msgspec.msgpack.encode(message))


def compile_all(setting: Setting, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[int, Unit]]:
    """As `Crew.compile_all`, by a crew that is there for that alone."""
    with Crew() as crew:
        yield from crew.compile_all(setting, tasks, jobs)


class Crew:
    """A foreman, who begins at once, and the workers that were hired: they stay until another setting comes.

    Used as a context, after which nobody is left.
    """

    def __init__(self) -> None:
        self._foreman: Foreman | None = Foreman()
        self._setting: Setting | None = None
        self._workers: list[_Worker] = []

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
        self._workers.clear()
        if self._foreman:
            self._foreman.end()
            self._foreman = None

    def expect(self, setting: Setting) -> None:
        """What `compile_all` will be asked with, told beforehand: the stylesheets are read while others still read."""
        if setting != self._setting and self._foreman:
            self._foreman.expect(msgspec.msgpack.encode(setting))

    def compile_all(self, setting: Setting, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[int, Unit]]:
        """Units as they are finished, with the numbers of their tasks; the longest are begun first, and at once.

        So many workers (`jobs`) at most are hired. If it is not gone through to the end, the crew ends.
        """
        waiting = sorted(range(len(tasks)), key=lambda number: len(tasks[number].html))
        self._prepare(setting, min(jobs, len(tasks)))
        self._occupy(tasks, waiting)
        return self._answers(setting, tasks, waiting)

    def _answers(self, setting: Setting, tasks: Sequence[Task], waiting: list[int]) -> Iterator[tuple[int, Unit]]:
        tries = dict.fromkeys(range(len(tasks)), RETRIES)
        try:
            while busy := self._busy(tasks, waiting):
                for worker in busy:
                    number, worker.task = worker.task, -1
                    try:
                        said = worker.pipe.recv_bytes()
                    except (EOFError, OSError):
                        tries[number] -= 1
                        if not tries[number]:
                            raise WorkerLost("the process that drew it died, and so did the next") from None
                        waiting.append(number)
                        worker.pipe.close()
                        worker.pipe = self._hired(setting).pipe
                    else:
                        yield number, understood(said)
        except BaseException:
            self.end()
            raise

    def _busy(self, tasks: Sequence[Task], waiting: list[int]) -> list[_Worker]:
        """Give everybody something to do, if there is anything; then wait until some have done theirs, or died."""
        self._occupy(tasks, waiting)
        busy = {worker.pipe: worker for worker in self._workers if worker.task >= 0}
        return [busy[pipe] for pipe in wait(list(busy))] if busy else []  # type: ignore[index]

    def _occupy(self, tasks: Sequence[Task], waiting: list[int]) -> None:
        for worker in self._workers:
            if worker.task < 0 and waiting:
                worker.task = waiting.pop()
                worker.tell(tasks[worker.task])

    def _prepare(self, setting: Setting, count: int) -> None:
        if setting != self._setting:
            for worker in self._workers:
                worker.pipe.close()
            self._workers.clear()
        self._setting = setting
        while len(self._workers) < count:
            self._workers.append(self._hired(setting))

    def _hired(self, setting: Setting) -> _Worker:
        self._foreman = self._foreman or Foreman()
        worker = _Worker(self._foreman.hired())
        worker.tell(setting)
        return worker
