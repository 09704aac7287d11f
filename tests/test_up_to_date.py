"""A build with nothing to do does nothing, soon; and whatever could make a difference makes a build."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import Desk, Library, copy_of_the_harbour

from dossier import build as house
from dossier.build import build
from dossier.cli import arguments
from dossier.cli.main import main
from dossier.export.forms import EXPORT_FORMATS
from dossier.export.tables import TABLES
from dossier.files import up_to_date
from dossier.files.project import Project
from dossier.files.up_to_date import ORIGINALS
from dossier.model.edition import Dossier
from dossier.press.html.render import HtmlDocument
from dossier.press.one_piece import PrintedEdition
from dossier.problems import Report

PILOT = "sources/documents/pilot.yaml"
HEAVY = {"weasyprint", "yaml", "jinja2", "dataclasses", "pathlib", "dossier.build", "dossier.cli.main"}

BESIDE = Path(__file__).parent / "dossiers" / "harbour-originals"
PAGE = HtmlDocument("<head></head><body>", (), "</body>", ())


class Undrawn:
    """In place of the printer: a page that was not drawn, so that only the record has something to do."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def print(self, dossier: Dossier, project: Project, report: Report) -> PrintedEdition:
        project.read("templates/timeline.css")
        return PrintedEdition(PAGE, b"%PDF", 3, {})


@pytest.fixture
def built(desk: Desk) -> Desk:
    """The harbour, published."""
    with patch.object(house, "Printer", Undrawn):
        build(desk.project, ())
    for path in (path for path in desk.root.rglob("*") if path.is_file()):
        os.utime(path, ns=(10**18, 10**18))  # at rest; but ctime is now, and no file is taken on trust
    return desk


def nothing_to_do(desk: Desk, *names: str, plain: bool = False) -> bool:
    return up_to_date.current_build(str(desk.root), names, plain) is not None


def test_what_was_built_is_not_built_again(built: Desk) -> None:
    assert nothing_to_do(built)
    assert nothing_to_do(built, "ar")
    assert nothing_to_do(built, "en", "ar")
    before = built.published()
    with patch.object(house, "Printer", side_effect=AssertionError):
        publications, warnings = build(built.project, ())
    assert [(one.edition, one.pages, one.is_new) for one in publications] == [("ar", 3, False), ("en", 3, False)]
    assert (built.published(), warnings) == (before, [])


def test_from_a_folder_inside_it_is_the_same(built: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(built.root / "sources/people")
    assert up_to_date.current_build(".", (), False) is not None


def write(path: str, content: str = "x") -> Callable[[Desk], None]:
    return lambda desk: desk.write(path, content)


def remove(path: str) -> Callable[[Desk], None]:
    return lambda desk: (desk.root / path).unlink()


def edit_keeping_its_time(desk: Desk) -> None:
    status = (desk.root / PILOT).stat()
    desk.edit(PILOT, "Captain at", "Skipper at"[:10])
    os.utime(desk.root / PILOT, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        write(PILOT),
        edit_keeping_its_time,
        write("sources/people/new.yaml"),
        write("sources/strange/x.yaml"),
        write("templates/timeline.css"),
        write("fonts/faces.yaml"),
        remove("sources/people/rifai.yaml"),
        remove("build/ar/briefing.pdf"),
        write("build/en/briefing.html"),
        remove("build/en/manifest.json"),
        remove("build/.cache/current.json"),
        write("build/.cache/current.json", "{}"),
        write("build/.cache/current.json", "[1, 2"),
        write("build/.cache/current.json", '{"format": 0}'),
    ],
    ids=lambda change: change.__name__,
)
def test_every_change_is_a_build(built: Desk, change: Callable[[Desk], None]) -> None:
    change(built)
    assert not nothing_to_do(built)


def test_another_way_to_build_is_a_build(built: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not nothing_to_do(built, plain=True)
    assert not nothing_to_do(built, "nobody")
    with monkeypatch.context() as elsewhen:
        elsewhen.setenv("SOURCE_DATE_EPOCH", "0")
        assert not nothing_to_do(built)
    assert nothing_to_do(built)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "path", [path for path in sys.path if "site-packages" not in path])
        assert not nothing_to_do(built)


def test_another_original_is_a_build(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even one that was changed while a build was running, after it had been looked at."""
    shelf = Path(shutil.copytree(BESIDE, tmp_path / "originals"))
    monkeypatch.setenv(ORIGINALS, str(shelf))
    file = shelf / "coastal-pilot.txt"
    content = file.read_bytes()
    with patch.object(house, "Printer", Undrawn):
        build(desk.project, ())
        assert nothing_to_do(desk)
        file.write_bytes(content + b"more")
        assert not nothing_to_do(desk)
        file.write_bytes(content)
        assert nothing_to_do(desk)
        file.unlink()
        assert not nothing_to_do(desk)
        build(desk.project, ())
        assert nothing_to_do(desk)
        file.write_bytes(content)
        assert not nothing_to_do(desk)
    with patch.object(house, "Printer", Undrawn), patch.object(Undrawn, "print", autospec=True) as drawing:
        drawing.side_effect = lambda *_: (file.write_bytes(b"another"), PrintedEdition(PAGE, b"%PDF", 3, {}))[1]
        build(desk.project, ())
    assert not nothing_to_do(desk)
    monkeypatch.delenv(ORIGINALS)
    assert not nothing_to_do(desk)


def rewrite(desk: Desk, **changed: object) -> None:
    """The record with other contents, sealed as ours."""
    kept = up_to_date._read_record(str(desk.root)) | changed
    (desk.root / up_to_date.PLACE).write_bytes(up_to_date.seal_record(kept))


def test_another_program_is_a_build(built: Desk) -> None:
    files = up_to_date._read_record(str(built.root))["files"]
    own = next(path for path in files if path.endswith("/dossier/press/html/bidi.py"))
    rewrite(built, files=files)
    assert nothing_to_do(built)
    rewrite(built, files=files | {own: ["0" * 64, []]})
    assert not nothing_to_do(built)


@pytest.mark.parametrize("key", ["format", "how", "surroundings", "all", "editions", "missing", "folders", "files"])
def test_anything_odd_about_the_record_is_no_record(built: Desk, key: str) -> None:
    place = built.root / up_to_date.PLACE
    kept = up_to_date._read_record(str(built.root))
    for odd in (None, 7, "odd", {"odd": "odd"}, [["odd"]]):
        place.write_bytes(up_to_date.seal_record(kept | {key: odd}))
        assert not nothing_to_do(built), odd
    place.write_bytes(up_to_date.seal_record({name: value for name, value in kept.items() if name != key}))
    assert not nothing_to_do(built)
    place.write_bytes(up_to_date.seal_record(kept))
    assert nothing_to_do(built)


def test_one_edition_after_the_other_is_both(built: Desk) -> None:
    (built.root / up_to_date.PLACE).unlink()
    with patch.object(house, "Printer", Undrawn):
        build(built.project, ("ar",))
        assert not nothing_to_do(built)
        build(built.project, ("en",))
    assert nothing_to_do(built)


def test_warnings_are_told_again(built: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    built.write("sources/people/nobody.yaml", "name: {ar: فلان, en: So}\nindex: {ar: فلان, en: So}\n")
    with patch.object(house, "Printer", Undrawn):
        _, warnings = build(built.project, ())
    assert [str(warning) for warning in warnings] == [
        "sources/people/nobody.yaml:1:1: warning: no document mentions 'nobody'"
    ]
    assert build(built.project, ())[1] == warnings
    assert main(["build", "--project", str(built.root)]) == 0
    out, err = capsys.readouterr()
    assert "no document mentions 'nobody'" in err
    assert out.splitlines()[-1] == "nothing has changed since they were built"


@pytest.mark.parametrize("words", [["ar"], ["--project", ".", "ar"]], ids=" ".join)
def test_a_new_process_imports_nothing_heavy(built: Desk, words: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "dossier", "build", *words]
    path = {"PYTHONPATH": str(Path(__file__).parents[1])}
    told = subprocess.run(command, capture_output=True, text=True, cwd=built.root, env=os.environ | path)
    lines = [f"{built.root}/build/ar/briefing.pdf  3 pages", "nothing has changed since they were built"]
    assert (told.returncode, told.stdout.splitlines()) == (0, lines)
    imported = {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}
    assert imported & HEAVY == set()
    assert ("argparse" in imported) is ("--project" in words)


# When a file need not be read


def test_a_file_that_is_fresh_leaves_no_stamp(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("x")
    assert up_to_date.stamp_of(file.stat()) == ()
    with patch("time.time_ns", return_value=file.stat().st_ctime_ns + up_to_date.FRESH + 1):
        assert up_to_date.stamp_of(file.stat()) != ()
        os.utime(file, ns=(0, file.stat().st_ctime_ns + 10**9))  # written in the future, by a clock that is wrong
        assert up_to_date.stamp_of(file.stat()) == ()


def test_what_was_at_rest_is_not_read_again(tmp_path: Path) -> None:
    desk = copy_of_the_harbour(tmp_path / "harbour")
    at_rest = partial(up_to_date.stamp_of, fresh=-(10**18))
    rest = patch.object(up_to_date, "FRESH", -(10**18))
    with patch.object(house, "Printer", Undrawn), patch("dossier.files.project.stamp_of", at_rest), rest:
        build(desk.project, ())
    with patch.object(up_to_date, "entry_of", side_effect=AssertionError("read")):
        assert nothing_to_do(desk)


# What the light modules say twice


def test_the_command_line_knows_every_form_and_table() -> None:
    assert arguments.FORMS == EXPORT_FORMATS
    assert tuple(TABLES) == arguments.TABLES


def test_the_packages_are_seen() -> None:
    """WeasyPrint's version is part of what is compared."""
    version = importlib.metadata.version("weasyprint")
    names = {name for place in sys.path for name in up_to_date._names(place)}
    assert f"weasyprint-{version}.dist-info" in names


def test_the_libraries_that_draw_are_part_of_it(library: Library) -> None:
    names = {Path(path).name.partition(".")[0].partition("-")[0] for path in up_to_date.libraries()}
    assert {"libpango", "libharfbuzz", "libfontconfig"} <= names
