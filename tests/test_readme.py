"""A sentence in the manual is a test: its commands exist, its files and modules are there, its exit codes are ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dossier.cli.main import main
from dossier.problems import Exit

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PAGES = sorted((ROOT / "docs").glob("*.md"))
MADE = ("build/", "lines/", "units/", "fontconfig/", "briefing.html")  #: what a build makes
THEIRS = {"MediaBox", "MessagePack", "ActualText"}  #: names of others
NOTHING_TO_LOOK_UP = {"cd", "dask", "docker", "pip"}

#: Commands: those that stand alone on an indented or fenced line, and those in the column of a table.
BLOCKS = [line.strip() for line in re.findall(r"(?m)^ {4}(.+)$", README)]
FENCED = [line for block in re.findall(r"(?ms)^```\w*\n(.*?)^```", README) for line in block.splitlines() if line]
TABLE = [row.replace("\\|", "|") for row in re.findall(r"(?m)^\| `(dossier .+?)` \|", README)]
INLINE = re.findall(r"`((?:make|dossier) [^`]+)`", README)
COMMANDS = [*BLOCKS, *FENCED, *TABLE, *(command.replace("\\|", "|") for command in INLINE)]


def options_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_there_are_commands_to_look_at() -> None:
    assert {"make briefing", "make test", "dossier build"} <= set(COMMANDS)
    assert len(TABLE) >= 6


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_every_command_of_the_manual_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    program, *words = command.split()
    if program == "make":
        for target in (word for word in words if re.fullmatch("[a-z]+", word)):
            assert re.search(rf"(?m)^{target}:", MAKEFILE), target
    elif program == "dossier":
        told = options_of(words[0], capsys)
        for option in re.findall(r"(?<!\w)--?[a-z][a-z-]*", " ".join(words[1:])):
            assert option in told, option
        for choice in re.findall(r"--format (\S+\|\S+)", command):
            assert all(word in told for word in choice.split("|"))
    else:
        assert program in NOTHING_TO_LOOK_UP, f"what is {program}?"


def test_every_command_is_in_the_manual(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"(?m)^    (\w+) ", capsys.readouterr().out)
    assert commands
    assert {command for command in commands if f"`dossier {command}" not in README} == set()


def test_every_file_that_the_manual_names_is_there() -> None:
    paths = set(re.findall(r"`((?:dossier|sources|templates|tests|fonts)/[\w./]*)`", README))
    assert len(paths) >= 4
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_every_room_that_the_manual_names_is_there() -> None:
    rooms = re.findall(r"(?m)^\| `(\w+(?:/|\.py))` \|", README)
    assert len(rooms) >= 6
    assert [room for room in rooms if not (ROOT / "dossier" / room).exists()] == []
    modules = set(re.findall(r"`(\w+\.py)`", README))
    assert {name for name in modules if not list((ROOT / "dossier").rglob(name))} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_whatever_a_page_of_docs_names_is_there(page: Path) -> None:
    """Files and folders, by their path from the checkout or from the package; classes; links."""
    text = page.read_text("utf-8")
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "dossier").rglob("*.py"))
    names = set(re.findall(r"`([\w/*-]+(?:\.\w+)?/?)`", re.sub(r"(?m)^ {4}.*$", "", text)))
    names = {name for name in names if not name.startswith("/")}  # an example of an address
    paths = {name for name in names if "/" in name or name.endswith((".py", ".css", ".html", ".yaml"))}
    assert {path for path in paths if not _is_there(path)} == set()
    classes = {name for name in names if re.fullmatch(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+", name)} - THEIRS
    assert {name for name in classes if f"class {name}" not in code} == set()
    assert {link for link in re.findall(r"\]\(([\w./-]+)\)", text) if not (page.parent / link).exists()} == set()


def _is_there(path: str) -> bool:
    below = path.removesuffix("/")
    folders = (ROOT, ROOT / "dossier", ROOT / "dossier" / "press", ROOT / "dossier" / "press" / "weasy")
    is_ours = any(next(folder.glob(below), None) for folder in folders)
    is_named = "/" not in below and any(next((ROOT / name).rglob(below), None) for name in ("dossier", "tests"))
    return path.startswith(MADE) or is_ours or is_named


def test_the_exit_codes_are_those_of_the_command_line() -> None:
    sentence = " ".join(README.split()).partition("Exit codes: ")[2].partition(".")[0]
    told = {int(code) for code in re.findall(r"(?:^|, )(\d+) ", sentence)}
    assert told
    assert told <= {int(code) for code in Exit}


def test_the_settings_of_the_environment_are_read_somewhere() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("dossier", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if path != Path(__file__)
    )
    names = set(re.findall(r"`(NO_COLOR|DOSSIER_[A-Z_]+)", README))
    assert "DOSSIER_SHAPE_ARABIC" in names
    assert {name for name in names if f'"{name}"' not in source} == set()
