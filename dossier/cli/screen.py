"""What a run says: the only part of a command that prints."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

import msgspec

from dossier.cli import terminal
from dossier.files.project import Project, find
from dossier.files.publication import settle, write_one
from dossier.model.invisible import escape_json, harmless
from dossier.problems import DossierError, MachineLacks, Problem


class Screen:
    """What the run says: plain lines for people, one JSON object for programs."""

    def __init__(self, as_json: bool, shape: bool, wants_colour: bool) -> None:
        self.as_json, self.shape, self.wants_colour = as_json, shape, wants_colour
        self.notes: list[str] = []
        self.fields: dict[str, object] = {}

    def project(self, folder: str) -> Project:
        """The dossier that a folder is or lies in, which is told. What a build has left half published is done."""
        project = find(Path(folder))
        settle(project.root)
        if project.root != Path(folder).resolve():
            self.note(f"the dossier in {project.root}")
        return project

    def note(self, words: str) -> None:
        """What has happened on the way: at once for people, with the result for programs."""
        self.notes.append(words)
        self._tell(f"dossier: {words}")

    def say(self, text: str) -> None:
        if not self.as_json:
            print(self._printable(text, sys.stdout))

    def _tell(self, text: str, severity: str = "") -> None:
        """On the way, and of what is wrong."""
        if self.as_json:
            return
        line = self._printable(text, sys.stderr)
        with suppress(OSError):  # nobody can be told, and how the run ends still tells
            print(self.paint(line, severity) if severity else line, file=sys.stderr, flush=True)

    def _printable(self, text: str, stream: TextIO) -> str:
        return terminal.printable(terminal.shape_lines(harmless(text), self.shape), stream.encoding)

    def result(self, **values: object) -> None:
        """What a program reads; printed at once, with the problems told before."""
        if self.as_json:
            fields = {"notes": self.notes, **self.fields, **values}
            print(escape_json(json.dumps(fields, ensure_ascii=not _has_arabic(), indent=2, sort_keys=True)))
            self.notes.clear()

    def problems(self, problems: Sequence[Problem]) -> None:
        fields: list[dict[str, Any]] = msgspec.to_builtins(problems)
        self.fields["problems"] = [{**problem.pop("place"), **problem} for problem in fields]
        for problem in problems:
            self._tell(str(problem), problem.severity)

    def failed(self, error: DossierError) -> None:
        self.result(error=str(error), advice=error.advice, exit=int(error.exit_code))
        self._tell(f"dossier: {error}", "error")
        if error.advice:
            self._tell(f"    {error.advice}")

    def paint(self, text: str, severity: str) -> str:
        if not self.wants_colour:
            return text
        return f"\x1b[{'31' if severity == 'error' else '33'}m{text}\x1b[0m"

    def give(self, text: str, form: str, output: str | None) -> None:
        """A text to the file that was named, into the answer for programs, or to standard output."""
        if output:
            write_one(Path(output), text.encode())
            self.result(file=str(Path(output).resolve()))
        elif self.as_json:
            self.result(format=form, text=text)
        elif text.isascii() or _has_arabic():
            sys.stdout.write(text)
        else:
            message = f"standard output is {sys.stdout.encoding}, which has no Arabic"
            raise MachineLacks(message, "Write to a file with -o.")


class Progress:
    """One line that is written over on a terminal; nothing elsewhere."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.live = screen, sys.stderr.isatty() and not screen.as_json

    def step(self, words: str) -> None:
        if self.live:
            print(f"\r\x1b[2K{harmless(words)} …", end="", file=sys.stderr, flush=True)

    def note(self, words: str) -> None:
        self.end()
        self.screen.note(words)

    def end(self) -> None:
        if self.live:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)


def _has_arabic() -> bool:
    """Whether standard output can be given Arabic letters."""
    return (sys.stdout.encoding or "utf-8").lower().replace("-", "") == "utf8"


def wants_colour() -> bool:
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ
