"""A cache that came with a repository is not there: what is kept counts only under a key that this user alone has."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import platformdirs
import pytest
from conftest import Desk, Library

from dossier.build import build
from dossier.files import up_to_date, user_key
from dossier.files.cache import CacheFile, seal
from dossier.files.project import Project
from dossier.history import archive
from dossier.history.archive import LEDGER, keep
from dossier.importing.update import versions
from dossier.press.linker.store import Store
from dossier.reading import record_cache
from dossier.reading.source_set import RECORD_TYPES
from dossier.verification import originals

ROOT = Path(__file__).parents[2]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of somebody who has no key yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "dossier"


@pytest.fixture
def strangers(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A dossier with all that a stranger's build has left, opened by somebody else."""
    root = Path(shutil.copytree(library.desk.root, tmp_path / "strangers"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    user_key.ensure()
    return root


# The key


def test_the_key_is_made_when_first_needed_and_is_its_owners_alone(state: Path) -> None:
    with pytest.raises(user_key.NoKey):
        user_key.read()
    key = user_key.ensure()
    assert (len(key), user_key.ensure(), user_key.read()) == (32, key, key)
    assert stat.S_IMODE((state / user_key.NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert [file.name for file in state.iterdir()] == [user_key.NAME]


def test_it_lies_where_platformdirs_says(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert user_key.folder() == platformdirs.user_state_dir("dossier") == str(state)
    monkeypatch.delenv("XDG_STATE_HOME")
    assert user_key.folder() == platformdirs.user_state_dir("dossier")


def _key(place: str, gate: object) -> bytes:
    os.environ["XDG_STATE_HOME"] = place
    gate.wait()  # type: ignore[attr-defined]
    return user_key.ensure()


def test_two_processes_at_once_have_the_same(state: Path) -> None:
    context = multiprocessing.get_context("fork")
    with context.Manager() as manager, context.Pool(6) as pool:
        gate = manager.Barrier(6)
        keys = pool.starmap(_key, [(str(state.parent), gate)] * 6)
    assert set(keys) == {user_key.read()}


ODD_KEYS: dict[str, Callable[[Path], object]] = {
    "others can read it": lambda file: file.chmod(0o640),
    "too short": lambda file: file.write_bytes(b"short"),
    "too long": lambda file: file.write_bytes(bytes(33)),
    "empty": lambda file: file.write_bytes(b""),
    "a link": lambda file: file.rename(file.with_name("real")) and file.symlink_to("real"),
    "a folder": lambda file: file.unlink() or file.mkdir(),
    "a pipe": lambda file: file.unlink() or os.mkfifo(file),
    "a device": lambda file: file.unlink() or file.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("odd", ODD_KEYS)
def test_a_key_about_which_anything_is_odd_is_none(odd: str, state: Path, tmp_path: Path) -> None:
    user_key.ensure()
    ODD_KEYS[odd](state / user_key.NAME)
    with pytest.raises(user_key.NoKey):
        user_key.ensure()
    file = CacheFile(tmp_path / "kept", "test", "x")
    file.write(b"body")
    assert not file.path.exists()


def test_where_there_can_be_no_key_nothing_is_kept_and_it_is_told_once(
    desk: Desk, state: Path, library: Library
) -> None:
    state.parent.write_text("a file where a folder should be")
    desk.keep_only("en", "cover", "summary")
    _, warnings = build(desk.project, ())
    assert [str(one) for one in warnings if "nothing is kept" in one.message] == [str(warnings[0])]
    assert [path for path in (desk.root / "build/.cache").rglob("*") if path.is_file()] == []


# What is sealed


def test_a_seal_is_of_contents_kind_what_it_was_made_with_and_the_key(tmp_path: Path, state: Path) -> None:
    file = CacheFile(tmp_path / "kept", "kind", "made with")
    file.write(b"body")
    assert file.read() == b"body"
    whole = file.path.read_bytes()
    assert CacheFile(file.path, "kin", "dmade with").read() is None
    for forged in (seal(b"body", "kind", "made with"), seal(b"body", "kind", "made with", bytes(32))):
        file.path.write_bytes(forged)
        assert file.read() is None
    file.path.write_bytes(whole)
    (state / user_key.NAME).unlink()
    assert file.read() is None
    file.write(b"body")
    assert file.path.read_bytes() != whole


def test_nothing_that_a_stranger_left_is_there(strangers: Path) -> None:
    project = Project(strangers)
    cache = strangers / "build/.cache"
    kept = [path for path in cache.rglob("*") if path.is_file()]
    assert len(kept) > 20
    assert record_cache.recall(project, RECORD_TYPES) == {}
    store = Store(cache / "units")
    units = [path.stem for path in (cache / "units").glob("*.unit")]
    assert units
    assert [store.find(key) for key in units] == [None] * len(units)
    assert up_to_date.current_build(str(strangers), (), False) is None
    assert originals._read_cache(project) == {}


def test_a_record_of_a_stranger_says_nothing(strangers: Path) -> None:
    """Above all not that a foreign PDF is what the sources give."""
    (strangers / "build/en/briefing.pdf").write_bytes(b"%PDF of a stranger")
    forged = {
        "format": up_to_date.FORMAT,
        "how": [False, False, "", False],
        "surroundings": up_to_date.environment(),
        "files": {},
    }
    forged |= {
        "all": ["en"],
        "warnings": [],
        "missing": [],
        "folders": {},
        "editions": {"en": {"pages": 1, "files": {}}},
    }
    place = strangers / up_to_date.PLACE
    place.write_bytes(up_to_date.seal_record(forged))
    assert up_to_date.current_build(str(strangers), (), False) is not None  # by us, it would say so
    with patch.object(user_key, "ensure", return_value=bytes(32)):
        place.write_bytes(up_to_date.seal_record(forged))
    assert up_to_date.current_build(str(strangers), (), False) is None


ODD_RECORDS: dict[str, Callable[[Path], object]] = {
    "a device": lambda place: place.symlink_to("/dev/zero"),
    "a pipe": os.mkfifo,
    "a folder": lambda place: place.mkdir(),
    "100,000 brackets": lambda place: place.write_bytes(b"[" * 100_000),
    "no seal": lambda place: place.write_bytes(b"{}"),
    "sparse": lambda place: os.truncate(place.touch() or place, 1 << 34),
}


@pytest.mark.parametrize("odd", ODD_RECORDS)
def test_a_record_about_which_anything_is_odd_is_none(odd: str, desk: Desk) -> None:
    place = desk.root / up_to_date.PLACE
    place.parent.mkdir(parents=True)
    ODD_RECORDS[odd](place)
    assert up_to_date.current_build(str(desk.root), (), False) is None


def test_lines_of_originals_that_a_stranger_left_are_not_there(desk: Desk, state: Path) -> None:
    digest = "0" * 64
    desk.write(f"{versions.KEPT}/{digest}.json", '["a", "b"]')
    assert versions.recall(desk.project, digest) is None
    versions.keep(desk.project, digest, ["a", "b"])
    assert len(versions.recall(desk.project, digest) or ()) == 2


def test_an_edition_that_a_stranger_has_kept_is_not_the_one_before(desk: Desk, library: Library, state: Path) -> None:
    keep(desk.root, 1, library.editions["en"])
    assert archive._is_kept(desk.root / LEDGER / "1")
    (state / user_key.NAME).unlink()
    user_key.ensure()
    assert not archive._is_kept(desk.root / LEDGER / "1")


# A build beside a prepared cache


def test_a_build_beside_a_strangers_cache_gives_what_the_sources_say(strangers: Path, library: Library) -> None:
    """Not a byte of it is used: the PDF is that of a clean build, and afterwards all that is kept is ours."""
    root = strangers
    faces = library.desk.root / "build/.cache"
    for file in (root / "build/.cache").rglob("*"):
        if file.is_file() and file.suffix != ".subset":
            file.write_bytes(file.read_bytes()[:-1] + b"\0")
    with patch("dossier.press.fonts.typefaces._subset", side_effect=lambda face, _: face.path.read_bytes()[:64]):
        publications, _ = build(Project(root), ("en",))
    assert publications[0].is_new
    assert publications[0].pdf.read_bytes() == library.editions["en"].pdf.read_bytes()
    assert faces.exists()
    assert up_to_date.current_build(str(root), ("en",), False) is not None


# The command


def test_no_module_of_the_folder_is_run(desk: Desk) -> None:
    """Although `python -m` puts the folder that it stands in before all others."""
    for name in ("json", "hashlib", "argparse", "_blake2", "msgspec", "jinja2", "platformdirs"):
        desk.write(f"{name}.py", "open('run', 'w').close()\nraise SystemExit('a stranger was run')\n")
    path = {"PYTHONPATH": str(ROOT)}
    for words in (["check"], ["build", "nobody"], ["--version"]):
        command = [sys.executable, "-m", "dossier", *words]
        told = subprocess.run(command, capture_output=True, text=True, cwd=desk.root, env=os.environ | path)
        assert "a stranger was run" not in told.stdout + told.stderr
        assert not (desk.root / "run").exists()


def test_it_can_be_run_isolated(desk: Desk) -> None:
    desk.write("json.py", "raise SystemExit('a stranger was run')\n")
    start = f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv = ['dossier', 'check']; "
    start += "runpy.run_module('dossier', run_name='__main__', alter_sys=True)"
    told = subprocess.run([sys.executable, "-I", "-c", start], capture_output=True, text=True, cwd=desk.root)
    assert (told.returncode, "no problems" in told.stdout) == (0, True), told
