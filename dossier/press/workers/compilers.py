"""Tasks -> units, wherever there is somebody to compile them: a cluster, a pool of workers, or this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dossier.files import fingerprint
from dossier.press.linker.unit import CompileFailed, CompileSetting, LimitExceeded, Task, Unit
from dossier.press.weasy.version import check_version
from dossier.press.workers.dask import Cluster
from dossier.press.workers.pool import WorkerPool, compile_all
from dossier.problems import Broken

if TYPE_CHECKING:
    from dossier.press.weasy.compile.compiler import Compiler

WORTH_A_PROCESS = 40_000  #: letters of HTML, some seven pages: a further worker has read the stylesheets by then
COMPILERS = 4  #: that are kept: editions seldom have other sheets than each other


class Compilers:
    """Compile the sections of editions, and keep what has been read of their stylesheets."""

    def __init__(self, jobs: int = 1, cluster: Cluster | None = None, pool: WorkerPool | None = None) -> None:
        self._jobs, self._cluster, self._pool = jobs, cluster, pool
        self._compilers: list[tuple[CompileSetting, Compiler]] = []  #: those last used come last

    def compile_all(self, setting: CompileSetting, tasks: Sequence[Task]) -> Iterator[tuple[int, Unit]]:
        """On the cluster, if there is one and more than one task; else on this machine, where a pool begins at once.

        `OtherWeasyPrint` if it is not the one whose private parts are known.
        """
        check_version(fingerprint.of("weasyprint"))
        if self._cluster and len(tasks) > 1:
            return self._compile_there(self._cluster, setting, tasks)
        return self._compile_here(setting, tasks)

    def _compile_there(
        self, cluster: Cluster, setting: CompileSetting, tasks: Sequence[Task]
    ) -> Iterator[tuple[int, Unit]]:
        """On the cluster, and what it leaves, on this machine."""
        left = dict(enumerate(tasks))
        for number, unit in cluster.compile_all(setting, tasks):
            del left[number]
            yield number, unit
        if left:
            self._cluster = None  # it has nobody left, and would be waited for again
            numbers = list(left)
            for place, unit in self._compile_here(setting, list(left.values())):
                yield numbers[place], unit

    def _compile_here(self, setting: CompileSetting, tasks: Sequence[Task]) -> Iterator[tuple[int, Unit]]:
        jobs = min(self._jobs, 1 + sum(len(task.html) for task in tasks) // WORTH_A_PROCESS)
        if self._pool:
            return self._pool.compile_all(setting, tasks, jobs)
        return self._compile_alone(setting, tasks, jobs)

    def _compile_alone(self, setting: CompileSetting, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[int, Unit]]:
        """In this process if that is enough: it keeps what it has read of the stylesheets."""
        from dossier.press.workers.worker import compiler_of  # WeasyPrint costs 0.4 s

        if min(jobs, len(tasks)) > 1:
            yield from compile_all(setting, tasks, jobs)
            return
        entry = next((one for one in self._compilers if one[0] == setting), None)
        if entry is None:
            entry = setting, compiler_of(setting, self._compilers[-1][1] if self._compilers else None)
        self._compilers = [*(one for one in self._compilers if one is not entry), entry][-COMPILERS:]
        for number, task in enumerate(tasks):
            try:
                yield number, entry[1].compile(task)
            except LimitExceeded as error:
                error.number = number
                raise
            except Broken as error:
                raise CompileFailed("; ".join(problem.message for problem in error.problems)) from error
