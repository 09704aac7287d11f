"""Words on the command line: how each run ends, what it says where, and that nobody ever sees a traceback."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Desk, copy_faces

import dossier.cli.commands.check
from dossier.cli import arguments
from dossier.cli.main import main
from dossier.files.publication import CACHE
from dossier.formats import forms
from dossier.problems import Exit

PILOT = "sources/documents/pilot.yaml"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def broken(desk: Desk) -> Desk:
    """The harbour with one mistake, told with an Arabic word in it."""
    desk.edit("sources/documents/island-voice.yaml", "form: الرفاعي,", "form: الرفاعى,")
    return desk


MISTAKE = "sources/documents/island-voice.yaml:104:9: sources/people/rifai.yaml does not know the form 'الرفاعى'"


def run(*words: object) -> int:
    return int(main([str(word) for word in words]))


# Exit codes, and which words go where


def test_done(desk: Desk, capsys: Capture) -> None:
    assert run("check", "--project", desk.root) == Exit.DONE == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "3 documents, 4 people, 3 bodies, 9 events, 5 quotations, 6 figures, 6 disagreements, 2 editions",
        "no problems",
    ]
    assert err == ""


def test_a_warning_does_not_fail(desk: Desk, capsys: Capture) -> None:
    desk.write("sources/notes.txt", "to do")
    assert run("check", "--project", desk.root) == Exit.DONE
    out, err = capsys.readouterr()
    assert out.splitlines()[1] == "no errors, 1 warnings"
    assert err.startswith("sources/notes.txt: warning: this file is not read")


def test_problems_in_the_sources(broken: Desk, capsys: Capture) -> None:
    for command in ("check", "build"):
        assert run(command, "--project", broken.root) == Exit.PROBLEMS == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.splitlines() == [
            MISTAKE,
            "    hint: add it to its variants",
            "dossier: 1 problem in the sources",
            "    Nothing was published; what was there before is untouched.",
        ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build", "arabic"], "dossier: there is no edition 'arabic'"),
        (["export", "--format", "csv"], "dossier: a CSV file holds one table"),
        (["new", "sources"], "dossier: "),
    ],
)
def test_wrong_usage(desk: Desk, capsys: Capture, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str) -> None:
    monkeypatch.chdir(desk.root)
    assert run(*words) == Exit.USAGE == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(told)
    assert err.splitlines()[1].startswith("    ")  # what would mend it


@pytest.mark.parametrize(
    "words", [[], ["bild"], ["press", "x.html"], ["export", "--format", "docx"], ["check", "--jason"]]
)
def test_words_that_mean_nothing(capsys: Capture, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == Exit.USAGE
    assert capsys.readouterr().err.startswith("usage: dossier")


def test_a_folder_that_is_no_dossier(tmp_path: Path, capsys: Capture) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        assert run("check", "--project", folder) == Exit.USAGE
        assert "no dossier in" in capsys.readouterr().err


def test_a_dossier_is_found_from_a_folder_within_it(
    desk: Desk, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.root / "sources" / "people")
    assert run("check") == Exit.DONE


def test_the_machine_lacks_something(desk: Desk, capsys: Capture) -> None:
    (desk.root / "build").write_text("a file where the folder should be")
    assert run("check", "--project", desk.root) == Exit.DONE  # it needs to write nothing
    assert run("build", "--project", desk.root) == Exit.MACHINE == 4
    assert "cannot write" in capsys.readouterr().err


def test_a_fault_of_our_own(desk: Desk, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr(dossier.cli.commands.check, "OpenDossier", fail)
    monkeypatch.delenv("DOSSIER_DEBUG", raising=False)
    assert run("check", "--project", desk.root) == Exit.FAULT == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("dossier: ZeroDivisionError: nobody thought of this\n    This is a fault of dossier itself")
    monkeypatch.setenv("DOSSIER_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("check", "--project", desk.root)


# One JSON object


def said(capsys: Capture) -> dict[str, object]:
    out, err = capsys.readouterr()
    assert err == ""
    found = json.loads(out)  # one object, and nothing behind it
    assert isinstance(found, dict)
    return found


def test_json_of_check_and_export(desk: Desk, capsys: Capture) -> None:
    assert run("check", "--json", "--project", desk.root) == 0
    assert said(capsys)["counts"] == {
        "documents": 3,
        "people": 4,
        "bodies": 3,
        "events": 9,
        "quotations": 5,
        "figures": 6,
        "disagreements": 6,
        "editions": 2,
    }
    assert run("export", "--format", "csv", "--what", "events", "--json", "--project", desk.root) == 0
    found = said(capsys)
    assert (found["format"], "عودة العبّارة" in str(found["text"])) == ("csv", True)
    assert run("export", "--format", "ris", "-o", desk.root / "x.ris", "--json", "--project", desk.root) == 0
    assert said(capsys)["file"] == str(desk.root / "x.ris")


def test_json_of_doctor_and_new(tmp_path: Path, capsys: Capture) -> None:
    run("doctor", "--json")
    findings = said(capsys)["findings"]
    assert isinstance(findings, list)
    assert {"name", "state", "version", "advice", "needed"} == set(findings[0])
    assert run("new", tmp_path / "mine", "--json") == 0
    found = said(capsys)
    assert found["folder"] == str(tmp_path / "mine")
    assert "sources/dossier.yaml" in str(found["files"])


@pytest.mark.parametrize(
    "command", [["check"], ["build"], ["export", "--format", "json"]], ids=lambda command: command[0]
)
def test_json_of_a_failure(broken: Desk, capsys: Capture, command: list[str]) -> None:
    assert run(*command, "--json", "--project", broken.root) == 1
    found = said(capsys)
    assert (found["exit"], found["error"]) == (1, "1 problem in the sources")
    assert found["problems"] == [
        {
            "path": "sources/documents/island-voice.yaml",
            "line": 104,
            "column": 9,
            "severity": "error",
            "message": "sources/people/rifai.yaml does not know the form 'الرفاعى'",
            "hint": "add it to its variants",
        }
    ]


def test_json_of_wrong_usage_and_of_what_the_machine_lacks(tmp_path: Path, desk: Desk, capsys: Capture) -> None:
    assert run("check", "--json", "--project", tmp_path / "nowhere") == 2
    assert said(capsys)["exit"] == 2
    assert run("new", desk.root, "--json") == 2
    assert "is not empty" in str(said(capsys)["error"])
    assert run("press", tmp_path / "no.html", "-o", tmp_path / "x.pdf", "--json") == 1
    assert said(capsys)["exit"] == 1
    (desk.root / "build").write_text("")
    assert run("build", "--json", "--project", desk.root) == 4
    assert said(capsys)["exit"] == 4


# Terminals


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch, **settings: str) -> Tty:
    """Standard error as a terminal. No fixture: between set-up and test pytest puts its own in place."""
    screen = Tty()
    monkeypatch.setattr(sys, "stderr", screen)
    for name in ("NO_COLOR", "DOSSIER_SHAPE_ARABIC"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return screen


def test_a_terminal_gets_colour(broken: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    run("check", "--project", broken.root)
    assert f"\x1b[31m{MISTAKE}" in screen.getvalue()


def test_unless_no_colour_is_wanted(broken: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch, NO_COLOR="")
    run("check", "--project", broken.root)
    assert screen.getvalue().startswith(MISTAKE)


def test_progress_is_wiped_before_problems_are_told(broken: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    run("build", "--project", broken.root)
    progress, _, rest = screen.getvalue().rpartition("\r\x1b[2K")
    assert "reading" in progress
    assert MISTAKE in rest


def test_no_progress_where_nobody_watches(broken: Desk, capsys: Capture) -> None:
    run("build", "--project", broken.root)
    assert "reading" not in capsys.readouterr().err


def test_arabic_is_shaped_where_the_terminal_does_not(
    broken: Desk, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_SHAPE_ARABIC", "1")
    run("check", "--project", broken.root)
    first = capsys.readouterr().err.splitlines()[0]
    assert first.startswith("sources/documents/island-voice.yaml:104:9: ")
    assert "الرفاعى" not in first
    assert "\ufef0\ufecb" in first  # final alif maqsura stands left of ain: the word is in the order of the screen


@pytest.mark.parametrize("words", [["check"], ["check", "--json"], ["export", "--format", "bibtex", "--json"]])
def test_a_narrow_standard_output(desk: Desk, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    """Such as that of a Windows console: no Arabic letter can be written to it."""
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    assert run(*words, "--project", desk.root) == 0
    narrow.seek(0)
    assert narrow.read().isascii()


def test_what_a_narrow_standard_output_cannot_hold_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert run("export", "--format", "json", "--project", desk.root) == Exit.MACHINE
    assert capsys.readouterr().err.splitlines()[0] == "dossier: standard output is ascii, which has no Arabic"


def test_a_full_disk_is_no_fault_of_ours(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    for words in (["check"], ["check", "--json"]):
        assert run(*words, "--project", desk.root) == Exit.MACHINE
        assert capsys.readouterr().err.startswith("dossier: standard output: No space left on device")


# Export to a file


def test_an_export_lands_in_a_file(desk: Desk, capsys: Capture) -> None:
    target = desk.root / "corpus.json"
    assert run("export", "--format", "json", "-o", target, "--project", desk.root) == 0
    written = target.read_text(encoding="utf-8")
    assert run("export", "--format", "json", "--project", desk.root) == 0
    assert capsys.readouterr().out == written
    assert run("export", "--format", "json", "-o", desk.root / "no" / "x", "--project", desk.root) == Exit.MACHINE


# From nothing to a briefing


def test_a_new_dossier_can_be_built_at_once(tmp_path: Path, capsys: Capture, cut_faces: Path) -> None:
    assert run("new", tmp_path / "mine") == 0
    assert f"Now: cd {tmp_path / 'mine'} && dossier build" in capsys.readouterr().out
    copy_faces(cut_faces, tmp_path / "mine" / CACHE)
    assert run("build", "en", "--project", tmp_path / "mine") == 0
    copy_faces(tmp_path / "mine" / CACHE, cut_faces)
    out, err = capsys.readouterr()
    pdf = tmp_path / "mine/build/en/briefing.pdf"
    assert re.match(rf"{re.escape(str(pdf))}  \d+ pages\nbuilt in [\d.]+ s\n\Z", out)
    assert err == ""
    assert pdf.read_bytes().startswith(b"%PDF-1.7")


def test_any_page_goes_through_the_same_press(tmp_path: Path, capsys: Capture) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html lang=ar dir=rtl><title>عبّارة</title><p>عودة عبّارة الفنار", encoding="utf-8")
    assert run("press", page, "-o", tmp_path / "page.pdf") == 0
    assert capsys.readouterr().out == f"{tmp_path / 'page.pdf'}  1 pages\n"
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert run("press", page, "-o", tmp_path / "page2.pdf", "--json") == 0
    found = said(capsys)
    assert (found["pdf"], found["pages"], found["problems"]) == (str(tmp_path / "page2.pdf"), 1, [])
    assert run("press", page, "-o", tmp_path / "nowhere" / "page.pdf") == Exit.MACHINE


# Machines of other kinds


def test_a_system_that_does_not_tell_the_processors_of_a_process(
    desk: Desk, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As macOS and Windows: all that there are is what is taken."""
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert run("check", "--project", desk.root) == Exit.DONE
    assert arguments.parse(["build"]).jobs == 7
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert arguments.parse(["watch"]).jobs == 1


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "", "1.5"])
def test_no_processes_are_refused_with_a_hint(capsys: Capture, jobs: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run("build", f"--jobs={jobs}")
    assert ended.value.code == Exit.USAGE
    told = f"argument --jobs: {jobs!r} is no number of processes: give 1 or more, or leave it out\n"
    assert capsys.readouterr().err.endswith(told)


@pytest.mark.skipif(sys.platform != "linux", reason="NOT CHECKED: where libraries are looked for is told otherwise")
@pytest.mark.parametrize("words", ["build --jobs 1", "build --jobs 2", "build --plain", "press page.html -o page.pdf"])
def test_a_library_that_is_missing_is_told(desk: Desk, tmp_path: Path, words: str) -> None:
    """Pango, in whose place lies a file that is none: no word of how to get help with WeasyPrint, nor of the disk."""
    (tmp_path / "libpango-1.0.so.0").write_text("no library")
    desk.write("page.html", "<p>x")
    command = [sys.executable, "-m", "dossier", *words.split()]
    environment = os.environ | {"LD_LIBRARY_PATH": str(tmp_path)}
    done = subprocess.run(command, cwd=desk.root, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (Exit.MACHINE, "")
    assert done.stderr.splitlines() == [
        "dossier: a library that pages are drawn with cannot be loaded: libpango-1.0-0",
        "    Run: dossier doctor, which tells the command that installs it.",
    ]


# The world breaks in many ways; none of them is told as a traceback or as a fault of ours.


def a_file_for(path: str, content: bytes = b"") -> Callable[[Desk], None]:
    return lambda desk: desk.write(path, content)


def no_folder(path: str) -> Callable[[Desk], None]:
    def remove(desk: Desk) -> None:
        for file in (desk.root / path).iterdir():
            file.unlink()
        (desk.root / path).rmdir()

    return remove


def a_folder_for(path: str) -> Callable[[Desk], None]:
    def replace(desk: Desk) -> None:
        (desk.root / path).unlink(missing_ok=True)
        (desk.root / path).mkdir(parents=True)

    return replace


WORLDS: dict[str, tuple[Callable[[Desk], None], int]] = {
    "broken YAML": (a_file_for(PILOT, b"title: {ar: [x"), 1),
    "a file of zeros": (a_file_for(PILOT, b"\0" * 100), 1),
    "a file that is not UTF-8": (a_file_for(PILOT, b"title: \xe9"), 1),
    "an empty file": (a_file_for(PILOT), 1),
    "a list where a record should be": (a_file_for(PILOT, b"- a\n- b\n"), 1),
    "a hundred thousand brackets": (a_file_for(PILOT, b"[" * 100_000), 1),
    "settings that are empty": (a_file_for("sources/dossier.yaml"), 1),
    "no documents": (no_folder("sources/documents"), 1),
    "no editions": (no_folder("sources/editions"), 1),
    "no people": (no_folder("sources/people"), 1),
    "a folder for settings": (a_folder_for("sources/dossier.yaml"), 2),
    "a folder for a record": (a_folder_for("sources/people/jundi.yaml"), 1),
    "a link that leads nowhere": (lambda desk: (desk.root / "sources/people/x.yaml").symlink_to("nowhere"), 1),
    "a catalogue that is no YAML": (a_file_for("templates/words.yaml", b"{"), 1),
    "a catalogue that is empty": (a_file_for("templates/words.yaml"), 1),
    "a template that is none": (a_file_for("templates/edition.html", b"{% if %}"), 1),
    "a folder for a template": (a_folder_for("templates/edition.html"), 1),
    "a sheet that is not UTF-8": (a_file_for("templates/type.css", b"\xff"), 1),
    "a table of faces that is empty": (a_file_for("fonts/faces.yaml"), 4),
    "a table of faces that names none": (a_file_for("fonts/faces.yaml", b"faces: []\n"), 4),
    "a file for the build folder": (a_file_for("build"), 4),
}


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(desk: Desk) -> None:
    desk.write("sources/editions/en.yaml", "language: en\nname: {ar: x, en: y}\nchapters: [colophon]\n")
    a_file_for("build/.cache")(desk)
    assert run("build", "en", "--project", desk.root) == Exit.DONE


@pytest.mark.parametrize("world", WORLDS)
def test_no_traceback(desk: Desk, capsys: Capture, monkeypatch: pytest.MonkeyPatch, world: str) -> None:
    monkeypatch.delenv("DOSSIER_DEBUG", raising=False)
    desk.write("sources/editions/en.yaml", "language: en\nname: {ar: x, en: y}\nchapters: [colophon]\n")
    breaks, code = WORLDS[world]
    breaks(desk)
    assert run("build", "en", "--project", desk.root) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert "fault of dossier" not in err
    assert err.count("\n") >= 2


@pytest.mark.parametrize(
    "words", [["check"], ["verify", "-v"], ["export", "--format", "json"], ["--help"]], ids=" ".join
)
def test_nobody_reads_on(desk: Desk, words: list[str]) -> None:
    """As behind `| head -1`, at once, after a line, and with both outputs in the pipe: it ends, and says nothing."""
    command = [sys.executable, "-m", "dossier", *words]
    for merged in (False, True):
        errors = subprocess.STDOUT if merged else subprocess.PIPE
        for lines in (0, 1):
            with subprocess.Popen(command, cwd=desk.root, stdout=subprocess.PIPE, stderr=errors) as process:
                assert process.stdout
                for _ in range(lines):
                    process.stdout.readline()
                process.stdout.close()
                told = process.stderr.read() if process.stderr else b""
                assert (process.wait(30), told) == (0, b"")


@pytest.mark.parametrize("words", [["bild"], ["build", "--jobs", "0"], ["--version"]], ids=" ".join)
def test_nobody_reads_what_is_wrong_with_a_command(words: list[str]) -> None:
    command = [sys.executable, "-m", "dossier", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stderr.close()
        process.stdout.close()
        assert process.wait(30) == (Exit.DONE if words == ["--version"] else Exit.USAGE)


@pytest.mark.skipif(os.name != "posix", reason="NOT CHECKED: no shell that closes what a program writes to")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_there_is_nothing_to_write_to(desk: Desk, closed: str) -> None:
    """As where a program without a terminal starts it."""
    command = f"{shlex.quote(sys.executable)} -m dossier check {closed}"
    done = subprocess.run(command, shell=True, cwd=desk.root, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (Exit.DONE, "")
    assert done.stdout == (
        ""
        if closed.startswith(">")
        else "3 documents, 4 people, 3 bodies, 9 events, 5 quotations, "
        "6 figures, 6 disagreements, 2 editions\nno problems\n"
    )


def test_import_tells_of_every_format_that_is_read() -> None:
    assert set(arguments.ORIGINALS) == set(forms._ENDINGS)


def test_too_little_memory_is_what_the_machine_lacks(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> Exit:
        raise MemoryError

    monkeypatch.setattr("dossier.cli.main.command", lambda verb: exhausted)
    assert main(["doctor"]) == Exit.MACHINE
    assert "there is not enough memory" in capsys.readouterr().err
