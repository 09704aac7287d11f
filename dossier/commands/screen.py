"""What a run says: the only part of a command that prints."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dossier import terminal
from dossier.problems import DossierError, MachineLacks, Problem
from dossier.publication import write_one


class Screen:
    """What the run says: plain lines for people, one JSON object for programs."""

    def __init__(self, as_json: bool, shape: bool, coloured: bool) -> None:
        self.as_json, self.shape, self.coloured = as_json, shape, coloured
        self.notes: list[str] = []
        self.said: dict[str, object] = {}

    def say(self, text: str) -> None:
        if not self.as_json:
            print(terminal.printable(terminal.shown(text, self.shape), sys.stdout.encoding))

    def result(self, **values: object) -> None:
        """What a program reads; printed at once, with the problems told before."""
        if self.as_json:
            told = {"notes": self.notes, **self.said, **values}
            print(json.dumps(told, ensure_ascii=not _has_arabic(), indent=2, sort_keys=True))
            self.notes.clear()

    def problems(self, problems: Sequence[Problem]) -> None:
        self.said["problems"] = [
            {
                "path": p.place.path,
                "line": p.place.line,
                "column": p.place.column,
                "severity": p.severity,
                "message": p.message,
                "hint": p.hint,
            }
            for p in problems
        ]
        if not self.as_json:
            for problem in problems:
                print(self.paint(terminal.shown(str(problem), self.shape), problem.severity), file=sys.stderr)

    def failed(self, error: DossierError) -> None:
        self.result(error=str(error), advice=error.advice, exit=int(error.exit_code))
        if not self.as_json:
            print(self.paint(f"dossier: {error}", "error"), file=sys.stderr)
            if error.advice:
                print(f"    {error.advice}", file=sys.stderr)

    def paint(self, text: str, severity: str) -> str:
        if not self.coloured:
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
            told = f"standard output is {sys.stdout.encoding}, which has no Arabic"
            raise MachineLacks(told, "Write to a file with -o.")


class Progress:
    """One line that is written over on a terminal; nothing elsewhere."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.live = screen, sys.stderr.isatty() and not screen.as_json

    def step(self, words: str) -> None:
        if self.live:
            print(f"\r\x1b[2K{words} …", end="", file=sys.stderr, flush=True)

    def note(self, words: str) -> None:
        """What has happened on the way: at once for people, with the result for programs."""
        self.end()
        self.screen.notes.append(words)
        if not self.screen.as_json:
            print(f"dossier: {words}", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self.live:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)


def _has_arabic() -> bool:
    """Whether standard output can be given Arabic letters."""
    return (sys.stdout.encoding or "utf-8").lower().replace("-", "") == "utf8"


def coloured() -> bool:
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ
