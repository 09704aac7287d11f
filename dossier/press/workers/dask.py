"""Compiling on a cluster: the tasks that local processes are given, sent to a Dask scheduler.

What tasks have in common, stylesheets and faces, goes ahead to each worker that lacks it, by content, and lies on its
disk (`dask_worker`). It is not scattered as data of Dask's own: that is lost with the worker that holds it, and with
it every task that waits for it. Tasks and answers are the same checked bytes as between local processes.

A worker that dies costs its task: Dask gives it to another, and gives it up when it has cost as many workers as the
scheduler allows (`distributed.scheduler.allowed-failures`, 3). Workers that come while a build is running are enlisted;
those that do not draw as we do get no task. Whatever the cluster does not do is left to the caller.
"""

from __future__ import annotations

import hashlib
import re
import shlex
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dossier import DISTRIBUTION
from dossier.files.fingerprint import versions
from dossier.press.linker.unit import CompileSetting, LimitExceeded, Task, Unit
from dossier.press.workers.dask_worker import compile_task, enlist, resource
from dossier.press.workers.protocol import unit_of
from dossier.problems import MachineLacks, WrongUsage

if TYPE_CHECKING:
    from distributed import Client, Future

ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9a-fA-F:]+\]|[^\s/:\[\]]+):\d{1,5}")
ANSWERS = 5  #: s in which a scheduler answers
PARTING = 1  #: s for a good-bye to the scheduler
PATIENCE = 10  #: s without any worker until the rest is left to the caller
LOOK = 0.5  #: s between two looks at which workers there are
GLANCE = 0.02  #: s between two looks at what is finished
RETRIES = 2  #: for a task that failed on a worker, or whose workers all went away
_LOGGERS = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers behind a scheduler. `tell` hears what happens to them, in words for whoever started the build."""

    address: str  #: tcp://HOST:PORT
    tell: Callable[[str], None] = lambda words: None

    def compile_all(self, setting: CompileSetting, tasks: Sequence[Task]) -> Iterator[tuple[int, Unit]]:
        """Units as they are finished, with the numbers of their tasks; ends without those that nobody was left for."""
        key, parts = _common(setting)
        count = 0
        with _connect(self.address) as client:
            workers = _ClusterWorkers(client, parts, self.tell)
            try:
                for number, answer in _answers(client, workers, key, tasks):
                    count += 1
                    try:
                        yield number, unit_of(answer)
                    except LimitExceeded as error:
                        error.number = number
                        raise
            except OSError as error:
                self.tell(f"the scheduler has gone: {error}")
        if count < len(tasks):
            self.tell(f"{len(tasks) - count} of {len(tasks)} tasks came back undone, and are compiled here")


def _common(setting: CompileSetting) -> tuple[str, dict[str, bytes]]:
    """What all tasks have in common, as files by their SHA-256, and which of them is the setting."""
    contents = {name: Path(path).read_bytes() for name, path in setting.faces.items()}
    faces = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    plain = msgspec.msgpack.encode(msgspec.structs.replace(setting, faces=faces))
    key = hashlib.sha256(plain).hexdigest()
    return key, {key: plain} | {faces[name]: content for name, content in contents.items()}


@contextmanager
def _connect(address: str) -> Iterator[Client]:
    if not ADDRESS.fullmatch(address):
        raise WrongUsage(f"{address!r} is no address of a scheduler", "Write --workers tcp://HOST:PORT.")
    try:
        import dask.config

        with dask.config.set(logging=dict.fromkeys(_LOGGERS, "critical")):  # as it is imported; we say what matters
            import distributed
    except ImportError as error:
        command = shlex.join([sys.executable, "-m", "pip", "install", "distributed"])
        raise MachineLacks(f"a cluster wants the extra {DISTRIBUTION}[cluster]: {error}", f"Run: {command}") from error
    with dask.config.set({"distributed.comm.timeouts.connect": ANSWERS}):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # of versions that differ; we look ourselves
                client = distributed.Client(address, timeout=ANSWERS, set_as_default=False)
        except (OSError, ValueError) as error:
            advice = f"Start one: dask scheduler; and workers: dask worker {address} --nthreads 1 --nworkers auto"
            raise MachineLacks(f"no Dask scheduler answers at {address} within {ANSWERS} s", advice) from error
        try:
            yield client
        finally:
            with suppress(OSError, TimeoutError):
                client.close(timeout=PARTING)


@dataclass(slots=True)
class _ClusterWorkers:
    """The workers that are there, and of those the ones that can work for us."""

    client: Client
    parts: Mapping[str, bytes]
    tell: Callable[[str], None]
    there: dict[str, str] = field(default_factory=dict)  #: address -> what tells its process from one that comes later
    able: set[str] = field(default_factory=set)
    last_look: float = float("-inf")

    def look(self) -> None:
        """Enlist those that have come, forget those that have gone."""
        if time.monotonic() - self.last_look < LOOK:
            return
        reply = self.client.scheduler_info().get("workers") if self.client.status == "running" else None
        if reply is None or self.client.status != "running":
            raise ConnectionError("it no longer answers")
        there = {address: str(one["id"]) for address, one in reply.items()}
        gone = [address for address, one in self.there.items() if there.get(address) != one]
        for address in gone:
            if address in self.able:
                self.tell(f"the worker {address} has gone; what it was doing goes to another")
        self.able -= set(gone)
        self._enlist([address for address, one in there.items() if self.there.get(address) != one])
        self.there = there
        self.last_look = time.monotonic()

    def _enlist(self, newcomers: list[str]) -> None:
        lacking = self._ask(newcomers, {})
        for address, names in lacking.items():
            self._ask([address], {name: self.parts[name] for name in names})

    def _ask(self, workers: list[str], parts: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
        """Who of them lacks what; who lacks nothing is able."""
        if not workers:
            return {}
        arguments = (versions(), list(self.parts), dict(parts))
        replies = self.client.run(enlist, *arguments, workers=workers, on_error="return")
        lacking = {}
        for address, reply in replies.items():
            why, names = (str(reply), ()) if isinstance(reply, BaseException) else reply
            if why:
                self.tell(f"the worker {address} gets no task: {why}")
            elif names:
                lacking[address] = names
            else:
                self.able.add(address)
        return lacking


def _answers(client: Client, workers: _ClusterWorkers, key: str, tasks: Sequence[Task]) -> Iterator[tuple[int, bytes]]:
    """What workers say of tasks. Those are missing that Dask gave up, and all that are left when workers are not."""
    left = sorted(range(len(tasks)), key=lambda number: -len(tasks[number].html))
    futures: dict[int, Future] = {}
    rounds, alone_since = RETRIES + 1, time.monotonic()
    while left:
        workers.look()
        if workers.able:
            alone_since = time.monotonic()
        elif time.monotonic() - alone_since > PATIENCE:
            return
        else:  # Dask does not wake a task for a worker that has got its resource only after it has come
            client.cancel(list(futures.values()))
            futures.clear()
        if workers.able and not futures:
            if not rounds:
                return
            rounds -= 1
            futures = {number: _submit(client, key, tasks[number]) for number in left}
        for number in [number for number, future in futures.items() if future.done()]:
            future = futures.pop(number)
            answer = _answer_of(future)
            if answer is not None:
                yield number, answer
            if answer is not None or future.status == "error":  # it cannot be done, or has cost too many workers
                left.remove(number)
        time.sleep(GLANCE)


def _submit(client: Client, key: str, task: Task) -> Future:
    resources = {resource(versions()): 1}
    return client.submit(
        compile_task, key, msgspec.msgpack.encode(task), pure=False, retries=RETRIES, resources=resources
    )


def _answer_of(future: Future) -> bytes | None:
    """None if it has failed, or if the worker died that had it."""
    try:
        return bytes(future.result(timeout=PATIENCE)) if future.status == "finished" else None
    except (OSError, TimeoutError, CancelledError):
        return None
