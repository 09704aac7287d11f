"""All editions of a build are published together or not at all, whatever ends it, and nothing stays behind."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from conftest import Desk, Library, copy_of_the_harbour, files_below

from dossier.build import build
from dossier.cli.main import main
from dossier.files import scratch, transaction, up_to_date
from dossier.files.publication import FinishedFiles, publish
from dossier.files.transaction import JOURNAL, settle, write_together
from dossier.problems import Exit, MachineLacks
from dossier.verification import read_back

_BESIDE = re.compile(r"\.[0-9a-f]{24}|\.publishing")
ROOT = Path(__file__).parents[2]
KILLS, FAULTS = int(os.environ.get("DOSSIER_KILLS", "30")), 60  #: by hand 100: DOSSIER_KILLS=100
OLD = {f"{edition}/{name}": f"old {edition} {name}".encode() for edition in ("ar", "en") for name in ("a", "b", "seal")}
NEW: dict[str, bytes | None] = {path: content.replace(b"old", b"new") for path, content in OLD.items()}
NEW |= {"ar/seal": None, "en/seal": None, "fr/a": b"new fr a"}
PUBLISHED = {path: content for path, content in NEW.items() if content is not None}
#: What of the system is called on the way, and how often at most.
CALLS = {"open": 25, "link": 16, "replace": 12, "fsync": 16, "unlink": 20, "mkdir": 2, "close": 25}
STEPS = [(function, call) for function, most in CALLS.items() for call in range(1, most)]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    for path, content in OLD.items():
        (tmp_path / "build" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "build" / path).write_bytes(content)
    return tmp_path / "build"


def names(base: Path) -> list[str]:
    return sorted(path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file())


def at_call(number: int, function: Callable[..., object], event: Callable[[], object]) -> Callable[..., object]:
    """The function as it is, but that at the call of that number something else happens."""
    calls = iter(range(1, 10_000))

    def stub(*arguments: object, **named: object) -> object:
        if next(calls) == number:
            event()
        return function(*arguments, **named)

    return stub


def test_all_are_put_in_place_and_nothing_else(base: Path) -> None:
    write_together(base, NEW)
    assert files_below(base) == PUBLISHED
    assert names(base) == sorted(PUBLISHED)


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_rights_are_those_that_the_user_wants(base: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_together(base, NEW)
    finally:
        os.umask(before)
    assert {(base / path).stat().st_mode & 0o777 for path in PUBLISHED} == {0o666 & ~umask}


def killed_at(base: Path, function: str, call: int) -> bool:
    """Publish in a copy of this process that ends in the middle; whether it came so far."""
    child = os.fork()
    if not child:
        setattr(os, function, at_call(call, getattr(os, function), lambda: os.kill(os.getpid(), signal.SIGKILL)))
        try:
            write_together(base, NEW)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.parametrize(("function", "call"), STEPS)
def test_a_kill_at_any_step_leaves_all_old_or_all_new(base: Path, function: str, call: int) -> None:
    """After what comes next; and nothing lies beside once somebody publishes."""
    killed_at(base, function, call)
    settle(base)
    seen = {path: content for path, content in files_below(base).items() if path in OLD or path in NEW}
    assert seen in (OLD, PUBLISHED)
    write_together(base, {path: content for path, content in seen.items() if path.startswith("ar/")})
    assert names(base) == sorted(seen)


def test_a_kill_happens_at_most_of_these_steps(base: Path) -> None:
    assert all(killed_at(base, function, 1) for function in CALLS if function != "mkdir")
    assert not killed_at(base, "replace", 100)


@pytest.mark.parametrize(("function", "call"), STEPS)
def test_a_fault_at_any_step_leaves_all_old_or_all_new(
    base: Path, monkeypatch: pytest.MonkeyPatch, function: str, call: int
) -> None:
    def fail() -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    is_told = False
    with monkeypatch.context() as patched:
        patched.setattr(os, function, at_call(call, getattr(os, function), fail))
        try:
            write_together(base, NEW)
        except OSError:
            is_told = True
    settle(base)
    seen = {path: content for path, content in files_below(base).items() if path in OLD or path in NEW}
    assert seen == (OLD if is_told else PUBLISHED) or function == "close"
    write_together(base, {path: content for path, content in seen.items() if path.startswith("ar/")})
    assert names(base) == sorted(seen)


def test_an_interrupt_leaves_all_as_it_was(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", at_call(5, os.replace, interrupt))
        with pytest.raises(KeyboardInterrupt):
            write_together(base, NEW)
    assert files_below(base) == OLD
    assert names(base) == sorted(OLD)


def test_a_folder_that_stands_in_the_way_stops_all(base: Path) -> None:
    (base / "fr/a").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        write_together(base, NEW)
    assert files_below(base) == OLD


def test_one_publishes_at_a_time(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "PATIENCE", 0.1)
    handle = os.open(base, os.O_RDONLY)
    transaction.fcntl.flock(handle, transaction.fcntl.LOCK_EX)
    with pytest.raises(OSError, match="another process has been publishing"):
        write_together(base, NEW)
    assert files_below(base) == OLD
    os.close(handle)
    write_together(base, NEW)
    assert files_below(base) == PUBLISHED


def test_on_a_disk_without_locks_it_is_done_all_the_same(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> NoReturn:
        raise OSError(errno.EOPNOTSUPP, "no locks")

    monkeypatch.setattr(transaction.fcntl, "flock", refused)
    write_together(base, NEW)
    assert names(base) == sorted(PUBLISHED)


BESIDE = "." + "0" * 24


def deciding(moves: dict[str, str]) -> str:
    return json.dumps({"moves": moves})


JOURNALS = {
    "another place": deciding({"../x/a": BESIDE}),
    "a file of the base": deciding({"a": BESIDE}),
    "a hidden folder": deciding({".cache/a": BESIDE}),
    "a file of any name": deciding({"ar/a": "b"}),
    "a file elsewhere": deciding({"ar/a": "../../x"}),
    "100,000 brackets": "[" * 100_000,
    "another format": "{}",
    "nothing": "",
}


@pytest.mark.parametrize("what", JOURNALS)
def test_an_odd_journal_is_none(base: Path, what: str) -> None:
    (base / JOURNAL).write_text(JOURNALS[what])
    (base / "ar" / BESIDE).write_text("of a stranger")
    settle(base)
    assert files_below(base) == OLD
    assert names(base) == sorted(OLD)


@pytest.mark.parametrize("put", [os.mkfifo, lambda place: place.symlink_to("/dev/zero")])
def test_a_journal_that_is_no_file_is_none(base: Path, put: Callable[[Path], object]) -> None:
    put(base / JOURNAL)
    settle(base)
    assert files_below(base) == OLD
    assert not os.path.lexists(base / JOURNAL)


def test_a_folder_in_its_place_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.root / "build" / JOURNAL).mkdir(parents=True)
    assert main(["check", "--project", str(desk.root)]) == Exit.MACHINE
    assert "cannot be put right" in capsys.readouterr().err


def test_nothing_is_settled_where_a_link_leads(base: Path, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    for name in ("a", BESIDE):
        (tmp_path / "away" / name).write_text("precious")
    (base / "fr").symlink_to(tmp_path / "away")
    (base / JOURNAL).write_text(deciding({"fr/a": BESIDE, "fr/b": ""}))
    settle(base)
    assert names(tmp_path / "away") == [BESIDE, "a"]


# The pipeline


def test_when_the_second_cannot_be_put_in_place_the_first_is_as_it_was(tmp_path: Path) -> None:
    old = [FinishedFiles(name, 1, b"%PDF old", "<p>old", {}) for name in ("ar", "en")]
    publish(tmp_path, old)
    before = files_below(tmp_path)
    (tmp_path / "build/en/briefing.html").unlink()
    (tmp_path / "build/en/briefing.html").mkdir()
    with pytest.raises(MachineLacks):
        publish(tmp_path, [FinishedFiles(name, 1, b"%PDF new", "<p>new", {}) for name in ("ar", "en")])
    assert files_below(tmp_path) == {
        path: content for path, content in before.items() if path != "build/en/briefing.html"
    }


def test_a_build_that_died_between_is_not_up_to_date(library: Library, tmp_path: Path) -> None:
    root = Path(shutil.copytree(library.desk.root, tmp_path / "harbour"))
    os.truncate(root / up_to_date.PLACE, (root / up_to_date.PLACE).stat().st_size)
    assert up_to_date.current_build(str(root), (), False) is not None
    (root / "build" / JOURNAL).touch()
    assert up_to_date.current_build(str(root), (), False) is None


@pytest.mark.parametrize("words", [["verify"], ["check"], ["export", "--format", "json"]])
def test_any_command_puts_right_what_was_left(desk: Desk, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for edition in ("ar", "en"):
        desk.write(f"build/{edition}/briefing.pdf", "old")
    desk.write(f"build/en/{BESIDE}", "new")
    decided = {"ar/briefing.pdf": f".{'1' * 24}", "en/briefing.pdf": BESIDE}
    desk.write(f"build/{JOURNAL}", deciding(decided))
    main([*words, "--project", str(desk.root)])
    capsys.readouterr()
    assert (desk.root / "build/en/briefing.pdf").read_text() == "new"
    assert list(desk.published()) == ["ar/briefing.pdf", "en/briefing.pdf"]


# Whole builds, in processes of their own


def started(desk: Desk) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dossier", "build", "--project", desk.root, "--jobs", "2"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, **quiet)


@pytest.fixture
def two_editions(tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Two small editions, with temporary files and folders of their own."""
    desk = copy_of_the_harbour(tmp_path / "harbour")
    for language in ("ar", "en"):
        path = desk.root / f"sources/editions/{language}.yaml"
        path.write_text(re.sub("chapters: .*", "chapters: [summary, quotations]", path.read_text("utf-8")), "utf-8")
    library.warm(desk.root)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    build(desk.project, ())
    return desk


def change(desk: Desk, number: int) -> None:
    """So that every file of both editions will be another."""
    desk.write("templates/summary.css", f"/* {number} */ .summary {{ margin-top: {number % 7 / 10}pt }}")


def hidden(desk: Desk) -> list[str]:
    return [path for path in names(desk.root / "build") if _BESIDE.fullmatch(path.rpartition("/")[2])]


def is_wholly(desk: Desk) -> bool:
    """Whether no file is torn, and each manifest tells of what lies beside it."""
    for edition in ("ar", "en"):
        folder = desk.root / "build" / edition
        told = json.loads((folder / "manifest.json").read_bytes())
        pdf = (folder / "briefing.pdf").read_bytes()
        digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in told["files"]}
        if digests != told["files"] or not read_back.read(pdf).root or not pdf.rstrip().endswith(b"%%EOF"):
            return False
    return True


def seen_in(desk: Desk) -> tuple[str, ...]:
    """The stylesheet that each edition was made with: the same if both are of one build."""
    told = [json.loads((desk.root / f"build/{edition}/manifest.json").read_bytes()) for edition in ("ar", "en")]
    return tuple(one["read"]["templates/summary.css"] for one in told)


@pytest.mark.slow
def test_builds_of_two_editions_killed_at_random(two_editions: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """After the next command every published set is wholly of one build, and nothing lies beside."""
    desk, chance = two_editions, random.Random(11)
    change(desk, 0)
    began = time.monotonic()
    assert started(desk).wait() == 0
    usual = time.monotonic() - began
    killed = torn = mixed = renewed = tries = 0
    while killed < KILLS:
        tries += 1
        change(desk, tries)
        before = seen_in(desk)
        run = started(desk)
        if tries % 2:
            time.sleep(usual * chance.random())
        else:
            wait_until_it_publishes(desk, run)
            time.sleep(0.01 * chance.random() ** 2)
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            killed += 1
        run.wait(timeout=120)
        main(["check", "--project", str(desk.root)])
        torn += not is_wholly(desk)
        mixed += len(set(seen_in(desk))) > 1
        renewed += seen_in(desk) != before
    assert started(desk).wait() == 0
    capsys.readouterr()
    with capsys.disabled():
        print(f"\n{killed} builds killed of {tries}: {torn} torn, {mixed} mixed; {renewed} had published")
    assert (torn, mixed, hidden(desk)) == (0, 0, [])
    assert [path for path in Path(os.environ["TMPDIR"]).rglob("*") if path.is_file()] == []


def wait_until_it_publishes(desk: Desk, run: subprocess.Popen[bytes]) -> None:
    """Until the first file lies beside, or the process ends."""
    folders = [desk.root / "build", desk.root / "build/ar", desk.root / "build/en"]
    while run.poll() is None and not any(_BESIDE.fullmatch(one.name) for folder in folders for one in folder.iterdir()):
        pass


FAULTY = ("open", "replace", "fsync", "link", "unlink", "mkdir")


@pytest.mark.slow
def test_builds_of_two_editions_with_faults_injected(
    two_editions: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call of the system fails, and is told or goes unnoticed: never is anything published in part."""
    desk, chance = two_editions, random.Random(13)
    torn = mixed = told = behind = 0
    for number in range(1, FAULTS + 1):
        change(desk, number)
        before = seen_in(desk) if number > 1 else ("", "")
        function = FAULTY[number % len(FAULTY)]
        code = chance.choice((errno.ENOSPC, errno.EIO, errno.EPERM))

        def fail(code: int = code) -> NoReturn:
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patched:
            patched.setattr(os, function, at_call(chance.randrange(1, 40), getattr(os, function), fail))
            is_told = main(["build", "--project", str(desk.root), "--jobs", "1"]) != Exit.DONE
        main(["check", "--project", str(desk.root)])
        told += is_told
        torn += not is_wholly(desk)
        mixed += len(set(seen_in(desk))) > 1
        behind += is_told and number > 1 and seen_in(desk) != before  # the fault came when both were decided
    assert main(["build", "--project", str(desk.root)]) == Exit.DONE
    capsys.readouterr()
    with capsys.disabled():
        print(f"\n{FAULTS} faults, {told} of them told, {behind} when all was decided: {torn} torn, {mixed} mixed")
    assert (torn, mixed, hidden(desk)) == (0, 0, [])


# Temporary folders

HOLDS = "import os, sys, time; from dossier.files import scratch; print(scratch.folder(), flush=True); time.sleep(60)"


def test_what_a_killed_process_leaves_the_next_removes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing of one that lives, nor of anybody else's."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(scratch, "_folders", {})
    command = [sys.executable, "-c", HOLDS]
    runs = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    dead, living = (Path(run.stdout.readline().strip()) for run in runs if run.stdout)
    (dead / "face.ttf").write_text("left over")
    (tmp_path / "other").mkdir()
    (tmp_path / "dossier-link").symlink_to(tmp_path / "other")
    runs[0].kill()
    runs[0].communicate()
    with scratch.temporary_folder() as mine:
        assert {path.name for path in tmp_path.iterdir()} == {living.name, mine.name, "other", "dossier-link"}
    runs[1].terminate()
    runs[1].communicate()
    assert not mine.exists()
