"""What `dossier watch` says: to people, to programs, and at a terminal, from the first build to Ctrl-C."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Desk, Library

from dossier.cli import main as cli
from dossier.cli.commands import watch
from dossier.files.publication import Publication
from dossier.press.limits import Limits
from dossier.press.options import BuildOptions
from dossier.problems import Broken, DossierError, Exit, Place, Problem
from dossier.watch import WatchRound

PILOT = "sources/documents/pilot.yaml"
SHEET = "templates/colophon.css"
SOON = 60.0  #: s that a build may take on a busy machine
MADE = Publication("en", Path("/x/en/briefing.pdf"), Path("/x/en/briefing.html"), Path("/x/en/manifest.json"), 9, True)
PROBLEM = Problem(Place(PILOT, 50, 14), "it is wrong", "did you mean right?")
ROUNDS = (
    WatchRound((), 2.345, (MADE,), (), ("ar: cover", "ar: timeline", "en: timeline")),
    WatchRound((PILOT,), 0.1, (), (PROBLEM,), (), Broken([PROBLEM])),
    WatchRound(("a", "b", "c", "d", "e", "f"), 0.056, (MADE,), (), ("en: sources",)),
    WatchRound((PILOT,), 0.1, error=DossierError("RuntimeError: a fault")),
)


@pytest.fixture
def watchers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Watchers that tell of the rounds above, until the user interrupts."""
    made = []

    class Told:
        def __init__(self, *how: Any) -> None:
            self.how, self.tell = how, how[2]
            made.append(self)

        def run(self) -> None:
            for one in ROUNDS:
                self.tell(one)
            raise KeyboardInterrupt

    monkeypatch.setattr(watch, "Watcher", Told)
    return made


def test_it_says_what_changed_what_was_compiled_and_how_long_it_took(
    desk: Desk, watchers: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["watch", "--project", str(desk.root)]) == Exit.DONE
    out, err = capsys.readouterr()
    assert [re.sub(r"^\d\d:\d\d:\d\d", "TIME", line) for line in out.splitlines()] == [
        "TIME  first build",
        "          compiled ar: cover, timeline",
        "          compiled en: timeline",
        "          en 9 pages, in 2.35 s",
        f"watching {desk.root}: Ctrl-C ends it",
        f"TIME  changed: {PILOT}",
        "TIME  changed: a, b, c, d and 2 more",
        "          compiled en: sources",
        "          en 9 pages, in 0.06 s",
        f"TIME  changed: {PILOT}",
    ]
    assert err.splitlines()[:2] == [f"{PILOT}:50:14: it is wrong", "    hint: did you mean right?"]
    assert "dossier: RuntimeError: a fault" in err


def test_programs_get_an_object_for_each_build(
    desk: Desk, watchers: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["watch", "--json", "--project", str(desk.root)]) == Exit.DONE
    out, err = capsys.readouterr()
    told = [json.loads(text) for text in re.findall(r"(?ms)^\{.*?^\}", out)]
    assert [one.get("changed") for one in told] == [[], None, ["a", "b", "c", "d", "e", "f"], None]
    assert told[0]["compiled"] == ["ar: cover", "ar: timeline", "en: timeline"]
    assert (told[1]["exit"], told[1]["problems"][0]["line"]) == (Exit.PROBLEMS, 50)
    assert told[2]["problems"] == []
    assert err == ""


def test_how_it_watches_is_as_it_was_asked_for(desk: Desk, watchers: list[Any]) -> None:
    words = ["--poll", "--plain", "--clean", "--jobs", "3", "--limit", "cells=5", "--project", str(desk.root)]
    cli.main(["watch", "en", *words])
    project, names, *_, poll, options = watchers[0].how
    assert (project.root, names, poll) == (desk.root, ("en",), True)
    assert options == BuildOptions(plain=True, clean=True, jobs=3, limits=Limits(cells=5))


# A terminal


class Terminal:
    """`dossier watch` at a terminal of its own; what it shows is kept with every control character."""

    def __init__(self, desk: Desk) -> None:
        self.master, slave = pty.openpty()
        self.shown = ""
        settings = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "DOSSIER_ORIGINALS")}
        words = [sys.executable, "-m", "dossier", "watch", "--jobs", "1", "--project", str(desk.root)]
        self.process = subprocess.Popen(
            words, stdin=slave, stdout=slave, stderr=slave, env=settings, start_new_session=True
        )
        os.close(slave)

    def until(self, wanted: str) -> str:
        """What is shown from here on until the pattern is."""
        start, end = len(self.shown), time.monotonic() + SOON
        while not re.search(wanted, self.shown[start:]):
            assert time.monotonic() < end, f"no {wanted!r} in {self.shown!r}"
            if select.select([self.master], [], [], 0.1)[0]:
                self.shown += os.read(self.master, 65536).decode()
        return self.shown[start:]

    def interrupt(self) -> int:
        os.kill(self.process.pid, signal.SIGINT)
        return self.process.wait(SOON)


@pytest.fixture
def terminal(desk: Desk, library: Library) -> Iterator[Terminal]:
    desk.keep_only("en", "timeline", "colophon")
    library.warm(desk.root)
    found = Terminal(desk)
    yield found
    found.process.kill()
    found.process.wait(SOON)
    os.close(found.master)


def test_at_a_terminal(desk: Desk, terminal: Terminal) -> None:
    """Progress, a good save, a broken one, its healing, what was looked for in vain, and Ctrl-C."""
    finished = r"in [\d.]+ s\r\n"
    first = terminal.until("Ctrl-C ends it")
    assert "\r\x1b[2Kreading …" in first
    assert "\r\x1b[2Ken: drawing …" in first
    time.sleep(0.5)  # until the watch is set up
    desk.edit("sources/events/reopening.yaml", "The ferry runs again", "The ferry comes back")
    good = terminal.until(finished)
    assert "changed: sources/events/reopening.yaml" in good
    assert "compiled en: timeline\r\n" in good
    desk.edit(PILOT, "speaker: shaheen", "speaker: shahin")
    assert "\x1b[31msources/documents/pilot.yaml:50:14: " in terminal.until("dossier: ")
    desk.edit(PILOT, "speaker: shahin", "speaker: shaheen")
    assert "compiled" not in terminal.until(finished)
    desk.write(SHEET, (Path(__file__).parents[1] / SHEET).read_bytes() + b"\n.colophon { color: #111 }\n")
    assert f"changed: {SHEET}" in terminal.until(finished)
    assert terminal.interrupt() == Exit.DONE
    assert "Traceback" not in terminal.shown
