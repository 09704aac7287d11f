"""Finished files are written whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import files_below

from dossier.problems import MachineLacks
from dossier.publication import publish, write_all, write_one

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
    assert {(folder / name).stat().st_mode & 0o777 for name in NEW} == {0o644}


def failing(call: int, method: Callable[..., object]) -> Callable[..., object]:
    """The method as it is, but for the call of that number."""
    calls = iter(range(1, 100))

    def stub(self: Path, *arguments: object) -> object:
        if next(calls) == call:
            raise OSError(28, "No space left on device")
        return method(self, *arguments)

    return stub


@pytest.mark.parametrize("call", [1, 2, 3])
@pytest.mark.parametrize("method", ["chmod", "replace"], ids=["beside", "into place"])
def test_a_failure_at_any_step_leaves_all_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, method: str, call: int
) -> None:
    monkeypatch.setattr(Path, method, failing(call, getattr(Path, method)))
    with pytest.raises(OSError, match="No space left"):
        write_all(folder, NEW)
    assert files_below(folder) == OLD


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
    first = publish(tmp_path, "ar", 13, b"%PDF", "<html>", made_from)
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
    assert not publish(tmp_path, "ar", 13, b"%PDF", "<html>", made_from).changed
    assert publish(tmp_path, "ar", 13, b"%PDF", "<html >", made_from).changed


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")
    with pytest.raises(MachineLacks, match=r"cannot write to .*build/ar"):
        publish(tmp_path, "ar", 1, b"", "", {})


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
