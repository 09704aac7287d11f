"""The one door to files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dossier.files import clock
from dossier.files.project import NotThere, Project, find, starter
from dossier.problems import DossierError, Exit, Place, Problem, Report, WrongUsage, nearest


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "sources" / "people").mkdir(parents=True)
    (tmp_path / "sources" / "dossier.yaml").write_bytes(b"title: x\n")
    return Project(tmp_path)


def test_a_file_that_was_read_is_remembered_by_content(project: Project) -> None:
    assert project.read("sources/dossier.yaml") == b"title: x\n"
    assert project.digests == {"sources/dossier.yaml": hashlib.sha256(b"title: x\n").hexdigest()}


def test_a_file_that_was_missing_is_remembered_too(project: Project) -> None:
    with pytest.raises(NotThere, match="No such file"):
        project.read("sources/people/nobody.yaml")
    assert project.digests == {"sources/people/nobody.yaml": ""}


def test_a_folder_is_no_file(project: Project) -> None:
    with pytest.raises(NotThere, match="Is a directory"):
        project.read("sources/people")


def test_names_are_in_order_without_hidden_files_and_folders(project: Project) -> None:
    people = project.root / "sources" / "people"
    for name in ("b.yaml", "a.yaml", ".c.yaml", "d.txt"):
        (people / name).touch()
    (people / "folder.yaml").mkdir()
    assert project.names("sources/people", ".yaml") == ["sources/people/a.yaml", "sources/people/b.yaml"]
    assert project.names("sources/nothing", ".yaml") == []
    assert project.folders("sources") == ["people"]
    assert project.folders("nothing") == []


def test_a_dossier_may_bring_its_own_template_and_keep_the_rest(project: Project) -> None:
    shipped = project.names("templates", "")
    assert shipped
    name = shipped[0]
    assert project.locate(name) != project.root / name
    (project.root / "templates").mkdir()
    (project.root / name).write_bytes(b"own")
    assert project.read(name) == b"own"
    assert project.names("templates", "") == shipped


def test_the_dossier_is_found_from_inside(project: Project) -> None:
    inside = project.root / "sources" / "people"
    assert find(inside).root == project.root.resolve()


def test_where_there_is_none_the_advice_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="no dossier in") as told:
        find(tmp_path)
    assert told.value.advice == "Make one with: dossier new DIR"
    (tmp_path / "sources").mkdir()
    with pytest.raises(WrongUsage, match=r"has a sources folder but no sources/dossier\.yaml"):
        find(tmp_path)


def test_when_a_file_was_made_can_be_given(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert clock.creation_date("2026-03-01") == "1970-01-02T00:00:00Z"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert clock.creation_date("2026-03-01") == "2026-03-01"


def test_the_starter_is_there() -> None:
    assert (starter() / "sources" / "dossier.yaml").is_file()


# Problems on their way to the reader.


def test_a_problem_is_told_once_with_place_and_hint() -> None:
    report = Report()
    for _ in range(2):
        report.error(Place("a.yaml", 3, 7), "it is wrong", "did you mean right?")
    report.warning(Place("a.yaml"), "it is odd")
    assert [str(problem) for problem in report.problems] == [
        "a.yaml:3:7: it is wrong\n    hint: did you mean right?",
        "a.yaml: warning: it is odd",
    ]
    assert len(report.errors) == 1


def test_warnings_alone_stop_nothing() -> None:
    report = Report()
    report.warning(Place("a.yaml"), "it is odd")
    report.stop_if_broken()


def test_problems_are_in_the_order_of_the_files() -> None:
    problems = [Problem(Place("b", 1), "x"), Problem(Place("a", 10), "x"), Problem(Place("a", 9), "x")]
    assert [str(problem.place) for problem in sorted(problems)] == ["a:9", "a:10", "b:1"]


def test_the_name_of_a_file_cannot_command_the_terminal() -> None:
    assert str(Place("a\x1b[31m\udcff\u202e.yaml", 1)) == "a\\u001b[31m\\udcff\\u202e.yaml:1"


def test_every_error_has_an_exit_code_and_advice() -> None:
    kinds = DossierError.__subclasses__()
    assert kinds
    for kind in kinds:
        assert kind.exit_code in set(Exit)
        assert kind.advice


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("lavorv", ["lavrov", "putin"], "did you mean lavrov?"),
        ("xyz", ["b", "a", ""], "known: a, b"),
        ("xyz", [], ""),
        ("xyz", [str(number) for number in range(13)], ""),
    ],
)
def test_hints(word: str, known: list[str], hint: str) -> None:
    assert nearest(word, known) == hint
