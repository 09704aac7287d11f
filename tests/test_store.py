"""What is kept between builds: anything odd is compiled anew, the oldest goes, and nothing that happens spoils it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Desk, Library, copy_of_the_harbour
from linked import Workshop, chapter, page_of

from dossier.files.cache import SEAL
from dossier.press.linker.store import Store
from dossier.press.linker.unit import Unit, encode
from dossier.press.workers.compilers import WORTH_A_PROCESS
from dossier.verification import read_back

ROOT = Path(__file__).parents[1]
PAGE = page_of([chapter("one", lines=2), chapter("two", lines=2)])
KILLS = int(os.environ.get("DOSSIER_KILLS", "20"))  #: by hand 50


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="module")
def drawn(workshop: Workshop) -> bytes:
    return workshop.linked(PAGE).pdf


@pytest.fixture(scope="module")
def unit(workshop: Workshop, drawn: bytes) -> Unit:
    return workshop.linked(PAGE).units[0]


def test_what_is_kept_is_not_compiled_again(workshop: Workshop, drawn: bytes) -> None:
    workshop.anew()
    assert workshop.linked(PAGE).pdf == drawn
    assert workshop.asked == []


#: What may be wrong with an entry -> what becomes of its bytes, and those of another.
SPOILT = {
    "magic": lambda own, other: b"D" + own[1:],
    "digest": lambda own, other: own[: SEAL - 1] + bytes([own[SEAL - 1] ^ 1]) + own[SEAL:],
    "head of the body": lambda own, other: own[:SEAL] + bytes([own[SEAL] ^ 1]) + own[SEAL + 1 :],
    "middle of the body": lambda own, other: own[: len(own) // 2] + b"\0" + own[len(own) // 2 + 1 :],
    "end": lambda own, other: own[:-1],
    "more than it": lambda own, other: own + b"\0",
    "nothing": lambda own, other: b"",
    "seal alone": lambda own, other: own[:SEAL],
    "foreign": lambda own, other: b"%PDF-1.7\n" * 99,
    "entry of another": lambda own, other: other,
}


@pytest.mark.parametrize("wrong", SPOILT)
def test_a_spoilt_entry_is_compiled_anew(wrong: str, workshop: Workshop, drawn: bytes) -> None:
    entries = sorted((workshop.folder / "units").glob("*.unit"))
    assert len(entries) == 2
    sound = [entry.read_bytes() for entry in entries]
    entries[0].write_bytes(SPOILT[wrong](*sound))
    workshop.anew()
    assert workshop.linked(PAGE).pdf == drawn
    assert len(workshop.asked) == 1
    assert [entry.read_bytes() for entry in entries] == sound


def test_the_oldest_go_first_and_a_read_one_is_new(tmp_path: Path, unit: Unit) -> None:
    size = len(encode(unit))
    store = Store(tmp_path / "units", most=4 * size)
    for age, key in enumerate("abcd"):
        store.keep(key, unit)
        os.utime(store._path(key), (age, age))
    store.trim()
    assert sorted(path.stem for path in store.folder.iterdir()) == list("abcd")
    assert store.find("a") == unit
    store.keep("e", unit)
    store.trim()
    assert sorted(path.stem for path in store.folder.iterdir()) == ["a", "d", "e"]  # four fifths of four


def test_a_build_keeps_to_the_size(workshop: Workshop, drawn: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.anew(folder="small")
    monkeypatch.setattr(workshop.assembler, "_store", Store(workshop.folder / "small", most=100))
    assert workshop.linked(PAGE).pdf == drawn
    assert list((workshop.folder / "small").iterdir()) == []


def test_where_nothing_can_be_kept_nothing_is(workshop: Workshop, drawn: bytes) -> None:
    (workshop.folder / "closed").write_text("a file where a folder should be")
    workshop.anew(folder="closed")
    assert workshop.linked(PAGE).pdf == drawn
    assert len(workshop.asked) == 2


# Builds in processes of their own


def started(desk: Desk, jobs: int, *editions: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dossier", "build", "--project", desk.root, "--jobs", str(jobs), *editions]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, **quiet)


def finished(run: subprocess.Popen[bytes]) -> None:
    _, said = run.communicate(timeout=300)
    assert (run.returncode, said) == (0, b"")


def in_session(leader: int) -> Iterator[int]:
    """Processes that a build has started and that live: field 6 of /proc/PID/stat is the session (proc(5))."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            yield int(stat.parent.name)


@pytest.fixture
def ready(tmp_path: Path, library: Library) -> Desk:
    desk = copy_of_the_harbour(tmp_path / "harbour")
    desk.keep_only("en", "summary", "timeline", "quotations", "names")
    library.warm(desk.root)
    words = (ROOT / "templates/timeline.html").read_text("utf-8")
    desk.write("templates/timeline.html", f"{words}<!-- {'x' * WORTH_A_PROCESS} -->\n")  # so that workers are started
    return desk


def test_two_builds_at_once_make_the_same(ready: Desk) -> None:
    runs = [started(ready, jobs) for jobs in (1, 2)]
    for run in runs:
        finished(run)
    pdf = (ready.root / "build/en/briefing.pdf").read_bytes()
    kept = {path: path.read_bytes() for path in (ready.root / "build/.cache/units").iterdir()}
    assert {path.suffix for path in kept} == {".unit", ".links"}
    finished(started(ready, 1))
    assert (ready.root / "build/en/briefing.pdf").read_bytes() == pdf
    assert {path: path.read_bytes() for path in (ready.root / "build/.cache/units").iterdir()} == kept


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="NOT CHECKED: no /proc here to see processes in")
def test_workers_end_with_the_build(ready: Desk) -> None:
    run = started(ready, 2)
    until = time.monotonic() + 120
    most = 0
    while most < 3 and run.poll() is None and time.monotonic() < until:
        most = max(most, len(list(in_session(run.pid))))
        time.sleep(0.005)
    assert most >= 3
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    until = time.monotonic() + 60
    while list(in_session(run.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    assert list(in_session(run.pid)) == []


@pytest.mark.slow
def test_a_build_may_be_killed_at_any_moment(ready: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Each run has something to do: other pages, units that are gone. What is there is last time's or new and whole."""
    chance = random.Random(7)
    pdf = ready.root / "build/en/briefing.pdf"
    began = time.monotonic()
    finished(started(ready, 1))
    usual = time.monotonic() - began
    killed = published = tries = 0
    while killed < KILLS:
        tries += 1
        assert tries < 4 * KILLS
        began = time.monotonic()
        for path in sorted((ready.root / "build/.cache/units").glob("*.unit")):
            if chance.random() < 0.6:
                path.unlink()
        ready.write("templates/summary.css", f"/* {tries} */ .summary {{ margin-top: {tries % 2}pt }}")
        before = pdf.read_bytes()
        run = started(ready, chance.choice((1, 2)))
        time.sleep(chance.random() * usual)
        if run.poll() is None:
            os.kill(run.pid, signal.SIGKILL)
            killed += 1
        else:
            usual = min(usual, time.monotonic() - began)
        run.communicate(timeout=120)  # its workers have its standard error, and end by themselves
        after = pdf.read_bytes()
        if after != before:
            published += 1
        assert after == before or (read_back.read(after).root and after.rstrip().endswith(b"%%EOF"))
    finished(started(ready, 2))
    last = pdf.read_bytes()
    shutil.rmtree(ready.root / "build/.cache/units")
    ready.write("templates/summary.css", "/* once more */" + (ready.root / "templates/summary.css").read_text("utf-8"))
    pdf.unlink()
    finished(started(ready, 1))
    assert pdf.read_bytes() == last
    with capsys.disabled():
        print(f"\n{killed} builds were killed, {tries - killed} had ended before; {published} left a new PDF")
