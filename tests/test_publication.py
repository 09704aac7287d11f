"""Finished files are written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import files_below

from dossier.files.atomic import sweep, write_all, write_whole
from dossier.files.publication import FinishedFiles, publish, write_one
from dossier.problems import MachineLacks

OLD = {"a": b"old a", "b": b"old b", "c": b"old c"}
NEW = {"a": b"new a", "b": b"new b", "c": b"new c"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with yesterday's three files."""
    (tmp_path / "out").mkdir()
    for name, content in OLD.items():
        (tmp_path / "out" / name).write_bytes(content)
    return tmp_path / "out"


def test_all_files_are_written_and_nothing_else(folder: Path) -> None:
    write_all(folder, NEW)
    assert files_below(folder) == NEW


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_rights_are_those_that_the_user_wants(folder: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_all(folder, NEW)
        write_whole(folder / "kept", b"")
    finally:
        os.umask(before)
    assert {(folder / name).stat().st_mode & 0o777 for name in NEW} == {0o666 & ~umask}
    assert (folder / "kept").stat().st_mode & 0o777 == 0o600


def test_what_a_killed_writer_left_goes_and_what_one_is_writing_stays(folder: Path) -> None:
    (folder / "units").mkdir()
    seen: list[list[str]] = []
    process = os.fork()
    if not process:  # dies with the file beside, and named
        os.replace = lambda *_, **__: os._exit(0)  # type: ignore[assignment]
        write_whole(folder / "units/one", b"dead")
    os.waitpid(process, 0)
    before = sorted(path.name for path in (folder / "units").iterdir())
    assert len(before) == 1

    real = os.replace

    def looked_at(*places: str, **within: int) -> None:
        sweep(folder)
        seen.append(sorted(path.name for path in (folder / "units").iterdir()))
        real(*places, **within)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", looked_at)
        write_whole(folder / "units/two", b"alive")
    assert [len(names) for names in seen] == [1]
    assert seen[0] != before
    assert files_below(folder) == OLD | {"units/two": b"alive"}


def failing(call: int, function: Callable[..., object]) -> Callable[..., object]:
    """The function as it is, but for the call of that number."""
    calls = iter(range(1, 100))

    def stub(*arguments: object, **named: object) -> object:
        if next(calls) == call:
            raise OSError(28, "No space left on device")
        return function(*arguments, **named)

    return stub


@pytest.mark.parametrize("call", [1, 2, 3])
@pytest.mark.parametrize("function", ["fsync", "replace", "link"])
def test_a_failure_at_any_step_leaves_all_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, function: str, call: int
) -> None:
    monkeypatch.setattr(os, function, failing(call, getattr(os, function)))
    with pytest.raises(OSError, match="No space left"):
        write_all(folder, NEW)
    assert files_below(folder) == OLD


def test_a_disk_that_gives_a_file_one_name_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    write_all(folder, NEW)
    assert files_below(folder) == NEW
    (folder / "d").mkdir()
    with pytest.raises(IsADirectoryError):
        write_all(folder, {**OLD, "d": b"new d"})
    assert files_below(folder) == NEW


def test_a_failure_leaves_nothing_where_there_was_nothing(folder: Path) -> None:
    """A folder stands where the last file should come."""
    (folder / "d").mkdir()
    with pytest.raises(IsADirectoryError):
        write_all(folder, {**NEW, "new": b"new", "d": b"new d"})
    assert files_below(folder) == OLD
    assert sorted(path.name for path in folder.iterdir()) == ["a", "b", "c", "d"]


# One edition


def test_a_publication_is_three_files_that_know_each_other(tmp_path: Path) -> None:
    made_from = {"title": "عبّارة"}
    (first,) = publish(tmp_path, [FinishedFiles("ar", 13, b"%PDF", "<html>", made_from)])
    assert files_below(tmp_path).keys() == {
        f"build/ar/{name}" for name in ("briefing.pdf", "briefing.html", "manifest.json")
    }
    manifest = json.loads(first.manifest.read_bytes())
    assert manifest == {
        "format": 1,
        "edition": "ar",
        "pages": 13,
        "title": "عبّارة",
        "files": {
            "briefing.pdf": hashlib.sha256(b"%PDF").hexdigest(),
            "briefing.html": hashlib.sha256(b"<html>").hexdigest(),
        },
    }
    assert (first.pdf.read_bytes(), first.html.read_text(), first.changed) == (b"%PDF", "<html>", True)
    assert not publish(tmp_path, [FinishedFiles("ar", 13, b"%PDF", "<html>", made_from)])[0].changed
    assert publish(tmp_path, [FinishedFiles("ar", 13, b"%PDF", "<html >", made_from)])[0].changed


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")
    with pytest.raises(MachineLacks, match=r"cannot write to .*build"):
        publish(tmp_path, [FinishedFiles("ar", 1, b"", "", {})])


# One file where the user wants it


def test_a_file_takes_the_place_of_another(folder: Path) -> None:
    write_one(folder / "a", b"new a")
    assert files_below(folder) == {**OLD, "a": b"new a"}


def test_what_is_no_file_stays_what_it_is() -> None:
    write_one(Path("/dev/null"), b"gone")
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MachineLacks, match="No such file or directory"):
        write_one(tmp_path / "nowhere" / "x.pdf", b"")
    with pytest.raises(MachineLacks, match="Is a directory"):
        write_one(tmp_path, b"")
