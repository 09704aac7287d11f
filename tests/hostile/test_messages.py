"""No word of a stranger's reaches a terminal as anything but letters; and who reads a command's words may stop."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import pikepdf
import pytest
from conftest import Desk, Library
from hypothesis import given
from hypothesis import strategies as st

from dossier.cli import arguments
from dossier.cli.main import main
from dossier.cli.screen import Screen
from dossier.files import up_to_date
from dossier.model.invisible import escape_json, harmless
from dossier.problems import DossierError, Exit, Place, Problem

ROOT = Path(__file__).parents[2]
EVIL = "\x1b]0;owned\x07\x9b31m\u202e"
#: What is no letter to a terminal: control characters but line feed and tab, and signs that turn words round.
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
WORDS = st.text(st.characters() | st.sampled_from(EVIL + "\r\u2066\udcff\U000e0041\u200c\u200f"), max_size=20)


@given(WORDS, st.booleans())
def test_no_message_holds_more_than_letters(text: str, as_json: bool) -> None:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        screen = Screen(as_json, shape=False, wants_colour=False)
        screen.say(text)
        screen.note(text)
        screen.problems([Problem(Place(text, 1, 1), text, text), Problem(Place("a"), text, severity="warning")])
        screen.failed(DossierError(text, text))
        screen.result(text=text, **{f"key {text}": [text]})
    assert not HARMFUL.search(out.getvalue() + err.getvalue())
    if as_json:
        *_, last = out.getvalue().split("\n{")
        assert json.loads("{" + last)["text"] == text


@given(WORDS)
def test_letters_stay_as_they_are(text: str) -> None:
    shown = harmless(text)
    assert not HARMFUL.search(shown)
    if not HARMFUL.search(text) and shown != text:
        assert "⟨U+" in shown  # what has no letter in any script
    assert json.loads(escape_json(json.dumps(text, ensure_ascii=False))) == text
    assert harmless("عبّارة می\u200cخواهم\u200f\tline\n") == "عبّارة می\u200cخواهم\u200f\tline\n"


def test_words_of_the_command_line_are_repeated_as_letters(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["check", EVIL], ["build", "--jobs", EVIL], [EVIL], ["export", "--format", EVIL]):
        with pytest.raises(SystemExit):
            arguments.parse(words)
    assert not HARMFUL.search(capsys.readouterr().err)


def _said(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command tells, in words and as JSON."""
    for more in ([], ["--json"]):
        assert main([*words, *more]) != Exit.FAULT
    told = capsys.readouterr()
    return told.out + told.err


def test_a_folder_and_files_of_evil_names(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = desk.root.rename(desk.root.with_name(f"harbour{EVIL}"))
    (root / f"sources/people/x{EVIL}.yaml").write_text("a: b")
    (root / os.fsdecode(b"sources/people/\xff.yaml")).write_text("a: b")
    (root / f"sources/{EVIL}").mkdir()
    monkeypatch.chdir(root / "sources/people")
    for words in (["check"], ["build", "en"], ["verify", "en"], ["export", "--format", "json"], ["seal", "en"]):
        told = _said([*words, "--project", "."], capsys)
        assert not HARMFUL.search(told)
        assert "⟨U+001B⟩" in told or "\\u001b" in told
    for words in (["new", f"a{EVIL}"], ["press", f"{EVIL}.html", "-o", "x.pdf"], ["diff", EVIL, "."], ["import", EVIL]):
        assert not HARMFUL.search(_said(words, capsys))


EVIL_FILES = {
    "a tag of YAML": ("sources/people/rifai.yaml", "%TAG ! tag:evil%1B%9B,2024:\n---\n!%1Bx a\n"),
    "an escape of YAML": ("sources/people/rifai.yaml", '"\\e]0;x\\a": "\\x9b"\n'),
    "a manifest": ("build/en/manifest.json", json.dumps({"files": {EVIL: "x"}, "read": {f"sources/{EVIL}": ""}})),
    "a record of the last build": (up_to_date.PLACE, EVIL),
    "a template": ("templates/summary.html", "{{ '\x1b\u202e' + none_such }}"),
    "faces": ("fonts/faces.yaml", "faces:\n  - {family: '\x1b'}\n"),
}


@pytest.mark.parametrize("what", EVIL_FILES)
def test_files_of_evil_words(what: str, desk: Desk, library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    path, content = EVIL_FILES[what]
    (desk.root / "build/en").mkdir(parents=True)
    (desk.root / "build/en/briefing.pdf").write_bytes(library.editions["en"].pdf.read_bytes())
    (desk.root / path).parent.mkdir(parents=True, exist_ok=True)
    (desk.root / path).write_text(content)
    project = ["--project", str(desk.root)]
    told = _said(["check", *project], capsys) + _said(["verify", "en", *project], capsys)
    assert not HARMFUL.search(told)


def test_a_pdf_of_evil_words(library: Library, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.root / "build/en").mkdir(parents=True)
    with pikepdf.open(library.editions["en"].pdf) as file:
        file.Root.Lang = pikepdf.String(EVIL)
        file.Root.AF[0].UF = file.Root.AF[0].Desc = pikepdf.String(EVIL)
        file.save(desk.root / "build/en/briefing.pdf")
    told = _said(["verify", "en", "--project", str(desk.root)], capsys)
    assert "broken" in told
    assert not HARMFUL.search(told)


@pytest.mark.parametrize("name", ["x.html", "x.txt", "x.eml"])
def test_an_original_of_evil_words(name: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = {"x.html": "<!doctype html><title>", "x.eml": f"From: {EVIL}\nTo: b@c\nMessage-ID: <{EVIL}>\n\n"}.get(
        name, ""
    )
    (tmp_path / name).write_text(f"{head}{EVIL} A word {EVIL}</title><del>{EVIL}</del>\n“{EVIL} said”, said he.\n")
    words = ["import", str(tmp_path / name), "-o", str(tmp_path / "x.yaml"), "--project", str(desk.root)]
    assert not HARMFUL.search(_said(words, capsys))
    with suppress(FileNotFoundError):
        assert not HARMFUL.search((tmp_path / "x.yaml").read_text("utf-8"))


# Who reads


STREAMS = [
    ("check", "| head -0", Exit.DONE),
    ("check", ">/dev/full", Exit.MACHINE),
    ("check --json", ">/dev/full", Exit.MACHINE),
    ("check", ">/dev/full 2>/dev/full", Exit.MACHINE),
    ("check", ">&- 2>&- <&-", Exit.DONE),
    ("check --project /nowhere", "2>/dev/full", Exit.USAGE),
    ("check --project /nowhere", "2>&-", Exit.USAGE),
    ("check --project /nowhere", "2>&1 | head -0", Exit.USAGE),
]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk")
@pytest.mark.parametrize(("words", "into", "code"), STREAMS)
def test_nobody_takes_what_is_told(desk: Desk, words: str, into: str, code: Exit) -> None:
    command = f"{shlex.quote(sys.executable)} -m dossier {words} {into}; exit ${{PIPESTATUS[0]}}"
    path = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8:strict"}
    ran = subprocess.run(["bash", "-c", command], cwd=desk.root, env=os.environ | path, capture_output=True, text=True)
    assert (ran.returncode, "Traceback" in ran.stderr, "lost sys" in ran.stderr) == (code, False, False)


def test_nothing_to_do_on_a_full_disk(library: Library) -> None:
    command = f"{shlex.quote(sys.executable)} -m dossier build >/dev/full"
    path = {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        ["bash", "-c", command], cwd=library.desk.root, env=os.environ | path, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr.partition("\n")[0]) == (
        Exit.MACHINE,
        "dossier: standard output: No space left on device",
    )


def test_a_folder_whose_name_is_not_utf_8(desk: Desk) -> None:
    root = desk.root.rename(desk.root.with_name(os.fsdecode(b"\xff\xfe")))
    path = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8:strict"}
    for words in (["check", "--project", "../.."], ["check", "--json"], ["build", "nobody"]):
        command = [sys.executable, "-m", "dossier", *words]
        ran = subprocess.run(
            command, cwd=root / "sources/people", env=os.environ | path, capture_output=True, text=True
        )
        assert ran.returncode in {Exit.DONE, Exit.USAGE}
        assert "Traceback" not in ran.stderr
