"""Compiling in several processes at once. A worker that dies costs its task, not the build.

A worker is a copy of this process as it is when WeasyPrint has been imported, where the system can make one (fork), and
else begins anew. Tasks and units go through a pipe as bytes, which both sides check.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import msgspec

from dossier.press.answers import answer, understood
from dossier.press.compile import Compiler
from dossier.press.unit import Setting, Task, Undrawn, Unit

RETRIES = 2  #: for a task whose worker died


def compiler_of(setting: Setting) -> Compiler:
    return Compiler(
        setting.sheets, lambda name: Path(setting.faces[name]).read_bytes() if name in setting.faces else None
    )


class WorkerLost(Undrawn):
    """A task has cost as many workers as it may."""


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    task: int = -1  #: which one it is at


def compile_all(setting: Setting, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[int, Unit]]:
    """Units as they are finished, with the numbers of their tasks; the longest are begun first."""
    waiting = sorted(range(len(tasks)), key=lambda number: len(tasks[number].html))
    tries = dict.fromkeys(waiting, RETRIES)
    crew: list[_Worker] = []
    try:
        while len(crew) < min(jobs, len(tasks)):
            crew.append(_hired(setting, crew))
        while waiting or any(worker.task >= 0 for worker in crew):
            for worker in crew:
                if worker.task < 0 and waiting:
                    worker.task = waiting.pop()
                    with suppress(OSError):  # it is dead, and will be missed below
                        worker.pipe.send_bytes(msgspec.msgpack.encode(tasks[worker.task]))
            busy = {worker.pipe: worker for worker in crew if worker.task >= 0}
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                try:
                    said = worker.pipe.recv_bytes()
                except (EOFError, OSError):
                    tries[worker.task] -= 1
                    if not tries[worker.task]:
                        raise WorkerLost("the process that drew it died, and so did the next") from None
                    waiting.append(worker.task)
                    worker.pipe.close()
                    worker.process.join()
                    crew.remove(worker)
                    crew.append(_hired(setting, crew))
                    continue
                number, worker.task = worker.task, -1
                yield number, understood(said)
    finally:
        for worker in crew:
            worker.pipe.close()
            worker.process.terminate()
            worker.process.join()


def _hired(setting: Setting, crew: Sequence[_Worker]) -> _Worker:
    is_copy = "fork" in multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("fork" if is_copy else None)
    ours, theirs = context.Pipe()
    inherited = [ours, *(worker.pipe for worker in crew)] if is_copy else []
    process = context.Process(target=_work, args=(theirs, inherited, msgspec.msgpack.encode(setting)), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(pipe: Connection, inherited: Sequence[Connection], setting: bytes) -> None:
    """Until there is nobody to work for: the pipe ends when no process holds its other end, so copies are closed."""
    for copy in inherited:
        copy.close()
    gc.freeze()
    compiler = compiler_of(msgspec.msgpack.decode(setting, type=Setting))
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            task = msgspec.msgpack.decode(pipe.recv_bytes(), type=Task)
            pipe.send_bytes(answer(compiler, task))
