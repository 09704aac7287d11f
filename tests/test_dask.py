"""Compiling on a cluster: real schedulers and workers of Dask on this machine, workers that die, and none at all."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import Desk, Library, files_below

from dossier.build import build
from dossier.cli.main import main
from dossier.press.assemble import setting_of
from dossier.press.fonts.typefaces import load
from dossier.press.html.render import HtmlDocument
from dossier.press.linker.unit import CompileSetting, LimitExceeded, Task, Unit, encode
from dossier.press.options import BuildOptions
from dossier.press.workers import dask as clusters
from dossier.press.workers.dask import Cluster
from dossier.problems import MachineLacks, WrongUsage

ROOT = Path(__file__).parents[1]
TIME = 30  #: s within which a process of Dask does what is waited for

has_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="the extra cluster is not installed")


@dataclass
class Site:
    """A scheduler and its workers, each a process of its own."""

    folder: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return str(json.loads((self.folder / "scheduler.json").read_bytes())["address"])

    def scheduler(self) -> subprocess.Popen[bytes]:
        told = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
        process = self._start(ROOT, "dask_scheduler", *told)
        wait_for((self.folder / "scheduler.json").exists)
        return process

    def worker(self, name: str, cwd: Path = ROOT, *more: str) -> subprocess.Popen[bytes]:
        told = ("--name", name, "--no-dashboard", "--local-directory", str(self.folder / name), *more)
        return self._start(cwd, "dask_worker", "--host", "127.0.0.1", "--nthreads", "2", "--no-nanny", *told)

    def wait_for_workers(self, count: int) -> None:
        with self.client() as client:
            client.wait_for_workers(count, timeout=TIME)

    @contextmanager
    def client(self) -> Iterator:
        from distributed import Client

        with Client(self.address, set_as_default=False, timeout=TIME) as client:
            yield client

    def caught(self, workers: Mapping[str, subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
        """One of the workers, stopped while it is at a task that it will not finish."""
        with self.client() as client:

            def busy() -> list[str]:
                known = client.scheduler_info()["workers"]
                return [known[address]["name"] for address, tasks in client.processing().items() if tasks]

            while True:
                wait_for(busy)
                for name in busy():
                    workers[name].send_signal(signal.SIGSTOP)
                    time.sleep(0.2)  # what it had said before comes in
                    if name in busy():
                        return workers[name]
                    workers[name].send_signal(signal.SIGCONT)

    def _start(self, cwd: Path, program: str, *told: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *told]
        command += ["--scheduler-file", str(self.folder / "scheduler.json")]
        with (self.folder / "log").open("ab") as log:
            self.started.append(subprocess.Popen(command, cwd=cwd, stdout=log, stderr=log))
        return self.started[-1]

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()


def wait_for(holds: Callable[[], object]) -> None:
    until = time.monotonic() + TIME
    while not holds():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(clusters, "PATIENCE", TIME)  # a worker may be slow to start
    made = Site(tmp_path / "site")
    made.folder.mkdir()
    made.scheduler()
    yield made
    made.end()


@pytest.fixture(scope="module")
def setting() -> CompileSetting:
    page = HtmlDocument(
        "", "", (), (("page.css", "@page { size: 80mm 60mm } body { margin: 0; font: 12pt 'Dossier Naskh' }"),)
    )
    return setting_of(page.sheets, load(ROOT / "fonts"))


def document(number: int) -> Task:
    words = "".join(f"<p>{number}. A ferry line opens. تُفتتح عبّارة." for _ in range(40))
    return Task(f'<html lang="en"><title>Page</title><body><section class="chapter one"><h1>{number}</h1>{words}')


@pytest.fixture(scope="module")
def tasks() -> list[Task]:
    return [document(number) for number in range(6)]


@pytest.fixture(scope="module")
def drawn_here(setting: CompileSetting, tasks: list[Task]) -> dict[int, bytes]:
    from dossier.press.workers.pool import compile_all

    return {number: encode(unit) for number, unit in compile_all(setting, tasks, 2)}


def compiled_by(cluster: Cluster, setting: CompileSetting, tasks: list[Task]) -> dict[int, bytes]:
    return {number: encode(unit) for number, unit in cluster.compile_all(setting, tasks)}


# Everything goes well, or nearly.


@has_dask
def test_a_dossier_built_on_a_cluster_that_loses_a_worker_is_the_same(site: Site, desk: Desk, library: Library) -> None:
    library.warm(desk.root)
    workers = {name: site.worker(name) for name in ("one", "two")}
    site.wait_for_workers(2)
    command = [
        sys.executable,
        "-m",
        "dossier",
        "build",
        "--project",
        str(desk.root),
        "--workers",
        site.address,
        "--json",
    ]
    build = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    site.caught(workers).kill()
    out, err = build.communicate(timeout=4 * TIME)
    assert (build.returncode, err) == (0, b""), out
    (note,) = json.loads(out)["notes"]
    assert note.startswith("the worker tcp://127.0.0.1:")
    assert note.endswith(" has gone; what it was doing goes to another")
    assert files_below(desk.root / "build") == files_below(library.desk.root / "build")


@has_dask
def test_units_are_those_of_local_processes(
    site: Site, setting: CompileSetting, tasks: list[Task], drawn_here: dict[int, bytes]
) -> None:
    site.worker("one")
    said: list[str] = []
    assert compiled_by(Cluster(site.address, said.append), setting, tasks) == drawn_here
    site.worker("two")  # comes later, and does its share
    with site.client() as client:
        client.wait_for_workers(2, timeout=TIME)
        assert compiled_by(Cluster(site.address, said.append), setting, tasks) == drawn_here
        kept = client.run(lambda dask_worker: sum(1 for _ in Path(dask_worker.local_directory).glob("dossier/*")))
    assert len(kept) == 2
    assert all(kept.values())
    faces = len(setting.faces)
    assert [len(list(one.rglob("dossier/" + "?" * 64))) for one in site.folder.glob("[ot][nw][eo]")] == [faces + 1] * 2
    assert said == []


@has_dask
def test_what_cannot_be_drawn_is_told_as_it_is_here(site: Site, setting: CompileSetting) -> None:
    site.worker("one")
    deep = Task(f"<html><body>{'<div>' * 3000}")
    with pytest.raises(LimitExceeded, match="elements in each other"):
        compiled_by(Cluster(site.address), setting, [deep])


# Workers that go, or cannot be had.


@has_dask
@pytest.mark.slow
def test_when_all_workers_have_died_the_rest_is_left(
    site: Site,
    setting: CompileSetting,
    drawn_here: dict[int, bytes],
    tasks: list[Task],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 1)
    only, said = site.worker("only"), list[str]()
    site.wait_for_workers(1)
    units = Cluster(site.address, said.append).compile_all(setting, tasks)
    number, unit = next(units)
    only.kill()
    assert {number: encode(unit), **{n: encode(one) for n, one in units}}.items() < drawn_here.items()
    assert [words.partition(" tcp")[0] for words in said[:1]] == ["the worker"]
    assert said[-1].endswith(f"of {len(tasks)} tasks came back undone, and are compiled here")


@has_dask
def test_a_scheduler_that_dies_leaves_the_rest(site: Site, setting: CompileSetting, tasks: list[Task]) -> None:
    site.worker("only")
    said: list[str] = []
    units = Cluster(site.address, said.append).compile_all(setting, tasks)
    next(units)
    site.started[0].kill()
    assert len(list(units)) < len(tasks) - 1
    assert said[0].startswith("the scheduler has gone")


def other_code(folder: Path) -> None:
    shutil.copytree(ROOT / "dossier", folder / "dossier", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "dossier/press/weasy/structure_tags.py").open("a") as file:
        file.write("# another version\n")


def no_code(folder: Path) -> None:
    (folder / "dossier").mkdir(parents=True)
    (folder / "dossier/__init__.py").touch()


@has_dask
@pytest.mark.parametrize(
    ("made", "why"),
    [(other_code, "it draws with dossier "), (no_code, "ModuleNotFoundError")],
    ids=["other versions", "no dossier"],
)
@pytest.mark.slow
def test_a_worker_that_draws_otherwise_gets_nothing(
    made: Callable[[Path], None],
    why: str,
    site: Site,
    setting: CompileSetting,
    tasks: list[Task],
    drawn_here: dict[int, bytes],
    tmp_path: Path,
) -> None:
    made(tmp_path / "elsewhere")
    site.worker("strange", tmp_path / "elsewhere")
    site.worker("one")
    site.wait_for_workers(2)
    said: list[str] = []
    assert compiled_by(Cluster(site.address, said.append), setting, tasks[:2]) == {n: drawn_here[n] for n in (0, 1)}
    (words,) = said
    assert f" gets no task: {why}" in words
    assert list((site.folder / "strange").rglob("dossier/*")) == []


@has_dask
@pytest.mark.slow
def test_one_process_draws_one_thing_at_a_time(site: Site, setting: CompileSetting, tasks: list[Task]) -> None:
    site.worker("one")  # which has two threads
    with site.client() as client:
        client.get_task_stream()  # from now on it is written
        compiled_by(Cluster(site.address), setting, tasks)
        stream = client.get_task_stream()
    times = [(step["start"], step["stop"]) for task in stream for step in task["startstops"]]
    assert len(times) >= len(tasks)
    middles = [(start + stop) / 2 for start, stop in times]  # the ends are inexact: Dask adds what it takes for a delay
    assert [sum(start < middle < stop for start, stop in times) for middle in middles] == [1] * len(times)


class Weary(Cluster):
    """A cluster that does one task and is never seen again."""

    def compile_all(self, setting: CompileSetting, tasks: Sequence[Task]) -> Iterator[tuple[int, Unit]]:
        from dossier.press.workers.pool import compile_all

        assert not self.address, "it was asked again"
        object.__setattr__(self, "address", "gone")
        last = len(tasks) - 1
        yield from ((last, unit) for _, unit in compile_all(setting, tasks[last:], 1))


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_what_a_cluster_leaves_is_drawn_here(jobs: int, desk: Desk, library: Library) -> None:
    library.warm(desk.root)
    shutil.rmtree(desk.root / "build/.cache/units", ignore_errors=True)
    publications, warnings = build(desk.project, (), options=BuildOptions(jobs=jobs, cluster=Weary("")))
    assert warnings == []
    assert {made.edition: made.pdf.read_bytes() for made in publications} == {
        name: made.pdf.read_bytes() for name, made in library.editions.items()
    }


# Mistakes.


@pytest.mark.parametrize(
    "address", ["localhost:8786", "tcp://localhost", "http://localhost:1", "tcp://:1", "tcp://h:1/x"]
)
def test_what_is_no_address_is_told_so(address: str, setting: CompileSetting) -> None:
    with pytest.raises(WrongUsage, match="is no address of a scheduler"):
        compiled_by(Cluster(address), setting, [document(1)])


@has_dask
def test_where_no_scheduler_answers(setting: CompileSetting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "ANSWERS", 1)
    with pytest.raises(MachineLacks, match="no Dask scheduler answers at") as error:
        compiled_by(Cluster("tcp://127.0.0.1:9"), setting, [document(1)])
    assert "dask worker tcp://127.0.0.1:9" in error.value.advice


def test_without_the_extra(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("dask", "dask.config", "distributed"):
        monkeypatch.setitem(sys.modules, name, None)
    desk.keep_only("en", "timeline", "quotations")  # one unit alone would be drawn here
    assert main(["build", "--project", str(desk.root), "--workers", "tcp://127.0.0.1:9"]) == 4
    told = capsys.readouterr().err
    assert "a cluster wants the extra dossier-press[cluster]" in told
    assert "-m pip install distributed" in told
