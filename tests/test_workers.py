"""Compiling in several processes: the same units, whatever becomes of a worker; and nobody stays behind."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from conftest import Desk
from linked import FACES, Workshop, chapter, page_of

from dossier.build import build
from dossier.press.assemble import setting_of
from dossier.press.linker.unit import CompileFailed, CompileSetting, Task, Unlinkable, encode
from dossier.press.options import BuildOptions
from dossier.press.workers import forkserver, pool
from dossier.press.workers.pool import WorkerPool, compile_all
from dossier.press.workers.protocol import unit_of

ON_LINUX = sys.platform == "linux"
LINUX = pytest.mark.skipif(not ON_LINUX, reason="/proc tells of processes")
PAGE = page_of([chapter(name, lines=2) for name in ("one", "two", "three", "four")])


@pytest.fixture(scope="module", autouse=True)
def worker(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    Workshop(tmp_path_factory.mktemp("workshop"))
    return importlib.import_module("dossier.press.workers.worker")


@pytest.fixture(autouse=True)
def _nobody_stays_behind() -> Iterator[None]:
    """But for a helper of Python's own, once processes have begun anew."""
    yield
    left = [int(one) for one in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()] if ON_LINUX else []
    assert [one for one in left if b"resource_tracker" not in Path(f"/proc/{one}/cmdline").read_bytes()] == []


@pytest.fixture(scope="module")
def setting() -> CompileSetting:
    return setting_of(PAGE.sheets, FACES)


TASKS = [Task(PAGE.alone(number), "page.html") for number in range(4)]


@pytest.fixture(scope="module")
def expected(worker: ModuleType, setting: CompileSetting) -> list[bytes]:
    compiler = worker.compiler_of(setting)
    return [encode(compiler.compile(task)) for task in TASKS]


def made(setting: CompileSetting, jobs: int = 2, by: Callable[..., Any] = compile_all) -> list[bytes]:
    return [encode(unit) for _, unit in sorted(by(setting, TASKS, jobs), key=lambda one: one[0])]


def deadly(worker: ModuleType, monkeypatch: pytest.MonkeyPatch, marker: Path, *, always: bool) -> None:
    """The worker that is given the chapter three kills itself in the middle of it, the first time or always."""
    answer = worker.answer

    def answered(compiler: Any, task: Task) -> Any:
        if "threeword0" in task.html and (always or not marker.exists()):
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return answer(compiler, task)

    monkeypatch.setattr(worker, "answer", answered)


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_any_number_of_processes_gives_the_same_units(
    jobs: int, setting: CompileSetting, expected: list[bytes]
) -> None:
    assert made(setting, jobs) == expected


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_dies_costs_its_task_alone(
    jobs: int,
    worker: ModuleType,
    setting: CompileSetting,
    expected: list[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deadly(worker, monkeypatch, tmp_path / "died", always=False)
    assert made(setting, jobs) == expected
    assert (tmp_path / "died").exists()


def test_a_task_that_kills_every_worker_is_given_up(
    worker: ModuleType, setting: CompileSetting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly(worker, monkeypatch, tmp_path / "died", always=True)
    with pytest.raises(CompileFailed, match="the process that drew it died, and so did the next"):
        made(setting)


def test_what_a_worker_refuses_is_told(setting: CompileSetting) -> None:
    tasks = [*TASKS, Task(PAGE.alone(0).replace("<h1>", '<h1 style="position: fixed">'))]
    with pytest.raises(Unlinkable, match="something stands on every page"):
        list(compile_all(setting, tasks, 2))


@pytest.mark.parametrize("said", [b"", b"U", b"Udamaged", b"?"])
def test_an_answer_that_holds_no_unit_is_none(said: bytes) -> None:
    with pytest.raises(CompileFailed, match="the answer of a worker was damaged"):
        unit_of(said)


def test_a_build_whose_workers_die_is_drawn_in_one_piece(
    desk: Desk, worker: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.keep_only("en", "summary", "quotations")
    monkeypatch.setattr("dossier.press.workers.compilers.WORTH_A_PROCESS", 1)
    monkeypatch.setattr(worker, "answer", lambda compiler, task: os.kill(os.getpid(), signal.SIGKILL))
    (publication,), warnings = build(desk.project, (), options=BuildOptions(jobs=2))
    assert publication.pdf.read_bytes().startswith(b"%PDF")
    assert [one.message for one in warnings] == [
        "drawn in one piece: the process that drew it died, and so did the next"
    ]
    monkeypatch.undo()
    (healed,), warnings = build(desk.project, (), options=BuildOptions(jobs=2))
    assert warnings == []
    assert healed.changed


# The pool that begins early


@LINUX
def test_a_crew_stays_from_one_call_to_the_next(setting: CompileSetting, expected: list[bytes]) -> None:
    with WorkerPool() as workers:
        assert made(setting, 1, workers.compile_all) == expected
        first = children(workers)
        assert made(setting, 1, workers.compile_all) == expected
        assert children(workers) == first
        assert made(setting, 2, workers.compile_all) == expected
        assert len(children(workers)) == 2


@LINUX
def test_another_setting_is_for_another_worker(setting: CompileSetting, expected: list[bytes]) -> None:
    other = msgspec.structs.replace(setting, sheets=(*setting.sheets, ("more.css", "p { color: red }")))
    with WorkerPool() as workers:
        first = made(other, 1, workers.compile_all)
        assert first != expected
        assert made(setting, 1, workers.compile_all) == expected
        assert len(children(workers)) == 1


def test_what_has_been_announced_is_read_once(
    worker: ModuleType, setting: CompileSetting, expected: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the fork server, for all workers; another setting is read by them."""
    stock = worker.compiler_of

    def compiler_of(*settings: Any) -> Any:
        with (tmp_path / "read").open("a") as out:
            out.write(f"{len(settings[0].sheets)} ")
        return stock(*settings)

    monkeypatch.setattr(worker, "compiler_of", compiler_of)
    other = msgspec.structs.replace(setting, sheets=(*setting.sheets, ("more.css", "p { color: red }")))
    with WorkerPool() as workers:
        workers.expect(other)
        workers.expect(setting)
        workers.expect(setting)
        assert made(setting, 2, workers.compile_all) == expected
        workers.expect(setting)
        made(other, 2, workers.compile_all)
    sheets = len(setting.sheets)
    assert (tmp_path / "read").read_text().split() == [*map(str, (sheets + 1, sheets, sheets + 1, sheets + 1))]


def test_what_cannot_be_read_is_found_by_who_needs_it(
    worker: ModuleType, setting: CompileSetting, expected: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    stock, other = worker.compiler_of, msgspec.structs.replace(setting, sheets=setting.sheets[:1])

    def compiler_of(one: CompileSetting, *before: Any) -> Any:
        if one == other:
            raise OSError("it has gone")
        return stock(one, *before)

    monkeypatch.setattr(worker, "compiler_of", compiler_of)
    with WorkerPool() as workers:
        workers.expect(other)
        assert made(setting, 2, workers.compile_all) == expected


@LINUX
def test_a_server_who_was_not_needed_is_sent_away() -> None:
    with WorkerPool() as workers:
        process = process_of(workers)
        assert is_there(process)
    assert not is_there(process)


@LINUX
def test_a_crew_that_is_left_in_the_middle_ends_and_can_be_asked_again(
    setting: CompileSetting, expected: list[bytes]
) -> None:
    with WorkerPool() as workers:
        process = process_of(workers)
        for _ in workers.compile_all(setting, TASKS, 2):
            break
        assert not is_there(process)
        assert made(setting, 2, workers.compile_all) == expected


@pytest.mark.parametrize("when", ["before anything is asked of it", "when it has workers"])
def test_a_server_who_dies(when: str, setting: CompileSetting, expected: list[bytes]) -> None:
    """Those it has started work on, and another starts more."""
    with WorkerPool() as workers:
        if when == "when it has workers":
            assert made(setting, 2, workers.compile_all) == expected
        os.kill(process_of(workers), signal.SIGKILL)
        assert made(setting, 2, workers.compile_all) == expected


@LINUX
@pytest.mark.parametrize("who", ["fork server", "worker"])
def test_who_is_stopped_is_replaced(
    who: str, setting: CompileSetting, expected: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "LOOK", 0.02)
    monkeypatch.setattr(pool, "STOPPED_LOOKS", 4)
    with WorkerPool() as workers:
        if who == "worker":
            assert made(setting, 1, workers.compile_all) == expected
        for process in children(workers) if who == "worker" else [process_of(workers)]:
            os.kill(int(process), signal.SIGSTOP)
        before = process_of(workers)
        assert made(setting, 1, workers.compile_all) == expected
        assert (process_of(workers) == before) == (who == "worker")


@LINUX
def test_a_server_who_is_stopped_is_sent_away() -> None:
    with WorkerPool() as workers:
        process = process_of(workers)
        workers._server.start_worker().close()  # type: ignore[union-attr]
        os.kill(process, signal.SIGSTOP)
    assert not is_there(process)


def test_where_no_process_can_be_copied_each_begins_anew(
    setting: CompileSetting,
    expected: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(forkserver, "can_copy", lambda: False)
    with WorkerPool() as workers:
        assert made(setting, 2, workers.compile_all) == expected
    assert capfd.readouterr() == ("", "")


def test_a_process_with_other_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert not forkserver.can_copy()
    finally:
        end.set()
        thread.join()


ALONE = """
import json, pathlib, sys, time
import msgspec
from dossier.press.linker.unit import CompileSetting, Task
from dossier.press.workers.pool import WorkerPool
setting, tasks = msgspec.json.decode(sys.stdin.buffer.read(), type=tuple[CompileSetting, list[Task]])
with WorkerPool() as workers:
    done = len(list(workers.compile_all(setting, tasks, 2)))
    process = workers._server._process
    children = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
    print(json.dumps([done, [process, *map(int, children)], "weasyprint" in sys.modules]), flush=True)
    time.sleep(60)
"""


@contextmanager
def alone(setting: CompileSetting) -> Iterator[tuple[subprocess.Popen[bytes], list[Any]]]:
    """A process that has compiled, and waits; what it said, and itself."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen([sys.executable, "-c", ALONE], start_new_session=True, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdin
        assert process.stdout
        process.stdin.write(msgspec.json.encode((setting, TASKS)))
        process.stdin.close()
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


@LINUX
@pytest.mark.parametrize("signal_", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_nobody_outlives_a_process_that_is_ended(
    signal_: signal.Signals, setting: CompileSetting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor has anybody but that process anything to say of an interrupt, which a terminal sends to all of them.

    The faces that WeasyPrint has written to files do not stay behind either.
    """
    (tmp_path / "scratch").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    with alone(setting) as (process, (done, workers, has_weasyprint)):
        assert (done, len(workers), has_weasyprint) == (len(TASKS), 3, False)
        assert [*(tmp_path / "scratch").rglob("dossier-*/dossier-*")]
        os.killpg(process.pid, signal_) if signal_ == signal.SIGINT else process.send_signal(signal_)
        assert process.wait(10) == -signal_
        assert process.stderr
        assert process.stderr.read().count(b"Traceback") == (signal_ == signal.SIGINT)  # standard error has ended
        assert gone(workers)
        assert [*(tmp_path / "scratch").iterdir()] == []


def gone(processes: list[int]) -> bool:
    """That they are, or will be in a moment: who has lost its parent is buried by the system."""
    deadline = time.monotonic() + 10
    while any(map(is_there, processes)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not any(map(is_there, processes))


def process_of(workers: WorkerPool) -> int:
    assert workers._server
    return workers._server._process


def children(workers: WorkerPool) -> list[str]:
    """The workers that are alive."""
    process = process_of(workers)
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [one for one in found if is_there(int(one))]


def is_there(process: int) -> bool:
    """Alive, that is; what is dead and not buried has no command line."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False
