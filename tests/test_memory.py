"""Reading again with a memory gives what reading for the first time gives, after whatever has happened in between."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
from conftest import HARBOUR, Desk, copy_of_the_harbour
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.files.project import Project
from dossier.problems import Report
from dossier.reading import parsed_file
from dossier.reading.reading_cache import ReadingCache
from dossier.reading.source_set import gather

FILES = sorted(path.relative_to(HARBOUR).as_posix() for path in (HARBOUR / "sources").rglob("*.yaml"))
PILOT = "sources/documents/pilot.yaml"


def told(project: Project, memory: ReadingCache | None = None) -> tuple[str, list[str], dict[str, str]]:
    """Corpus with every place, problems in order, letters that no Latin typewriter has."""
    report = Report()
    shelf = gather(project, report, memory)
    letters = shelf.refused("ascii", str.isascii, project)
    found = {letter: str(place) for letter, place in letters.items()}
    return repr(shelf.corpus), [f"{problem.severity} {problem}" for problem in report.problems], found


# What may happen to a file, each with the places on the machine that a watcher would name.


def lose_a_line(file: Path, random: Random) -> list[Path]:
    lines = (file.is_file() and file.read_text("utf-8").splitlines(keepends=True)) or ["title: x\n"]
    del lines[random.randrange(len(lines))]
    file.write_text("".join(lines), "utf-8")
    return [file]


def swap_words(file: Path, random: Random) -> list[Path]:
    words = (file.read_text("utf-8") if file.is_file() else "a: b").split(" ")
    a, b = random.randrange(len(words)), random.randrange(len(words))
    words[a], words[b] = words[b], words[a]
    file.write_text(" ".join(words), "utf-8")
    return [file]


def go_away(file: Path, random: Random) -> list[Path]:
    file.unlink(missing_ok=True)
    return [file]


def be_copied(file: Path, random: Random) -> list[Path]:
    new = file.with_name(f"copy-{random.randrange(3)}.yaml")
    if file.is_file():
        shutil.copy(file, new)
    return [new]


def be_renamed(file: Path, random: Random) -> list[Path]:
    new = file.with_name(f"new-{file.name}")
    if file.is_file():
        file.rename(new)
    return [file, new]


def come_back(file: Path, random: Random) -> list[Path]:
    shutil.copy(HARBOUR / file.relative_to(next(p for p in file.parents if p.name == "harbour")), file)
    return [file, file.parent]


def lose_its_folder(file: Path, random: Random) -> list[Path]:
    shutil.rmtree(file.parent)
    file.parent.mkdir()
    return [file.parent]


CHANGES: list[Callable[[Path, Random], list[Path]]] = [
    *(lose_a_line, swap_words, go_away, be_copied, be_renamed, come_back, lose_its_folder)
]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.sampled_from(FILES), st.sampled_from(CHANGES)), max_size=3), max_size=4),
    st.randoms(),
)
@pytest.mark.slow
def test_reading_again_is_reading_anew(
    rounds: list[list[tuple[str, Callable[..., list[Path]]]]], random: Random
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = copy_of_the_harbour(Path(folder) / "harbour")
        project, memory = desk.project, ReadingCache()
        assert told(project, memory) == told(desk.project)
        for changes in rounds:
            for name, change in changes:
                (desk.root / name).parent.mkdir(exist_ok=True)
                project.changed(str(place) for place in change(desk.root / name, random))
            assert told(project, memory) == told(desk.project)


def test_one_edit_reads_one_file(desk: Desk) -> None:
    project, memory = desk.project, ReadingCache()
    told(project, memory)
    desk.edit(PILOT, "speaker: shaheen", "speaker: shahin")
    assert project.changed([str(desk.root / PILOT)]) == [PILOT]
    with patch.object(parsed_file, "parse", wraps=parsed_file.parse) as parse:
        _, problems, _ = told(project, memory)
    read = [call.args[1] for call in parse.call_args_list if "editions" not in call.args[1]]
    assert read == [PILOT]
    assert problems == told(desk.project)[1] != []


def test_a_file_that_was_only_touched_has_not_changed(desk: Desk) -> None:
    project = desk.project
    told(project)
    (desk.root / PILOT).touch()
    assert project.changed([str(desk.root / PILOT)]) == []


@pytest.mark.parametrize("hidden", [".pilot.yaml.swp", ".#pilot.yaml"])
def test_what_an_editor_hides_is_no_change(desk: Desk, hidden: str) -> None:
    project = desk.project
    told(project)
    desk.write(f"sources/documents/{hidden}", "x")
    assert project.changed([str(desk.root / "sources/documents" / hidden)]) == []
