"""Compiling in several processes: the same units, whatever becomes of a worker."""

from __future__ import annotations

import importlib
import os
import signal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import Desk
from linked import FACES, Workshop, chapter, page_of

from dossier.build import build
from dossier.press.assemble import setting_of
from dossier.press.unit import Setting, Task, Undrawn, Unlinkable, encode

PAGE = page_of([chapter(name, lines=2) for name in ("one", "two", "three", "four")])


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    Workshop(tmp_path_factory.mktemp("workshop"))
    return importlib.import_module("dossier.press.workers")


@pytest.fixture(scope="module")
def setting() -> Setting:
    return setting_of(PAGE, FACES)


TASKS = [Task(PAGE.alone(number), "page.html") for number in range(4)]


@pytest.fixture(scope="module")
def expected(workers: ModuleType, setting: Setting) -> list[bytes]:
    compiler = workers.compiler_of(setting)
    return [encode(compiler.compile(task)) for task in TASKS]


def made(workers: ModuleType, setting: Setting, jobs: int = 2) -> list[bytes]:
    return [encode(unit) for _, unit in sorted(workers.compile_all(setting, TASKS, jobs), key=lambda one: one[0])]


def deadly(workers: ModuleType, monkeypatch: pytest.MonkeyPatch, marker: Path, *, always: bool) -> None:
    """The worker that is given the chapter three kills itself in the middle of it, the first time or always."""
    answer = workers.answer

    def answered(compiler: Any, task: Task) -> Any:
        if "threeword0" in task.html and (always or not marker.exists()):
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return answer(compiler, task)

    monkeypatch.setattr(workers, "answer", answered)


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_any_number_of_processes_gives_the_same_units(
    jobs: int, workers: ModuleType, setting: Setting, expected: list[bytes]
) -> None:
    assert made(workers, setting, jobs) == expected


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_dies_costs_its_task_alone(
    jobs: int,
    workers: ModuleType,
    setting: Setting,
    expected: list[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deadly(workers, monkeypatch, tmp_path / "died", always=False)
    assert made(workers, setting, jobs) == expected
    assert (tmp_path / "died").exists()


def test_a_task_that_kills_every_worker_is_given_up(
    workers: ModuleType, setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly(workers, monkeypatch, tmp_path / "died", always=True)
    with pytest.raises(Undrawn, match="the process that drew it died, and so did the next"):
        made(workers, setting)


def test_what_a_worker_refuses_is_told(workers: ModuleType, setting: Setting) -> None:
    tasks = [*TASKS, Task(PAGE.alone(0).replace("<h1>", '<h1 style="position: fixed">'))]
    with pytest.raises(Unlinkable, match="something stands on every page"):
        list(workers.compile_all(setting, tasks, 2))


@pytest.mark.parametrize("said", [b"", b"U", b"Udamaged", b"?"])
def test_an_answer_that_holds_no_unit_is_none(said: bytes, workers: ModuleType) -> None:
    with pytest.raises(Undrawn, match="the answer of a worker was damaged"):
        workers.understood(said)


def test_a_build_whose_workers_die_is_drawn_in_one_piece(
    desk: Desk, workers: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.keep_only("en", "summary", "quotations")
    monkeypatch.setattr("dossier.printing.WORTH_A_PROCESS", 0)
    monkeypatch.setattr(workers, "answer", lambda compiler, task: os.kill(os.getpid(), signal.SIGKILL))
    (publication,), warnings = build(desk.project, (), jobs=2)
    assert publication.pdf.read_bytes().startswith(b"%PDF")
    assert [one.message for one in warnings] == [
        "drawn in one piece: the process that drew it died, and so did the next"
    ]
