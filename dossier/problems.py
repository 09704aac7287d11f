"""What can go wrong, where, and what to do about it.

Two kinds of bad news. A `Problem` is about something a person wrote: it has a place and a hint, and problems are
gathered in a `Report` so that all of them are told at once. A `DossierError` ends the run: it carries the exit code
and the advice that the command line prints. `Broken` is where the two meet.
"""

from __future__ import annotations

import difflib
import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


class Exit(enum.IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    PROBLEMS = 1  # in the sources
    USAGE = 2
    PROMISE = 3  # a promise of the publication is broken
    MACHINE = 4  # the machine lacks something
    FAULT = 70  # our own (EX_SOFTWARE of sysexits.h)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file, as an editor counts: lines and columns from 1; 0 means the whole file."""

    path: str = ""  #: relative to the dossier's folder, with forward slashes
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        # A file's name may hold anything; a terminal should get letters only.
        path = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in self.path)
        return ":".join([path or "(no file)", *(str(n) for n in (self.line, self.column) if n)])


NOWHERE = Place()
PlaceOf = Callable[[Any, str], Place]  #: (a record, a field) -> where the field is written
_ALIKE = 60  #: hundredths of two words that are to be the same, so that the one may be meant for the other
_CLOSEST = 8  #: names that are looked at closely
_LONGEST = 200  #: letters of a word that is looked for among others
_QUOTED = 30  #: letters of a text


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong. `severity` is "error" (nothing is published) or "warning"."""

    place: Place
    message: str
    hint: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        mark = "" if self.severity == "error" else f"{self.severity}: "
        return f"{self.place}: {mark}{self.message}" + (f"\n    hint: {self.hint}" if self.hint else "")


@dataclass(slots=True)
class Report:
    """Problems on their way to the reader, gathered until a whole step is done."""

    problems: list[Problem] = field(default_factory=list)
    _reported: set[Problem] = field(default_factory=set)  #: the same, to ask quickly

    def error(self, place: Place, message: str, hint: str = "") -> None:
        self.add(Problem(place, message, hint))

    def warning(self, place: Place, message: str, hint: str = "") -> None:
        self.add(Problem(place, message, hint, "warning"))

    def extend(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.add(problem)

    def add(self, problem: Problem) -> None:
        if problem not in self._reported:
            self._reported.add(problem)
            self.problems.append(problem)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    def stop_if_broken(self) -> None:
        """Raise `Broken` with every problem found so far, if any of them is an error."""
        if self.errors:
            raise Broken(self.problems)


class DossierError(Exception):
    """The run cannot go on. `advice` tells the reader what would mend it."""

    exit_code = Exit.FAULT
    advice = "This is a fault of dossier itself: please report it with the text above."

    def __init__(self, message: str, advice: str | None = None) -> None:
        super().__init__(message)
        if advice is not None:
            self.advice = advice


class Broken(DossierError):
    """The sources have problems; what was published before stays as it is."""

    exit_code = Exit.PROBLEMS
    advice = "Nothing was published; what was there before is untouched."

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        errors = sum(problem.severity == "error" for problem in self.problems)
        super().__init__(f"{errors} problem{'' if errors == 1 else 's'} in the sources")


class WrongUsage(DossierError):
    """The command line asks for something that cannot be."""

    exit_code = Exit.USAGE
    advice = "See dossier --help."


class MachineLacks(DossierError):
    """Something outside this project is missing on the machine."""

    exit_code = Exit.MACHINE
    advice = "Run: dossier doctor"


def excerpt(text: str) -> str:
    """As much of a text as a problem quotes."""
    text = text.replace("\u200d", "")
    return text if len(text) <= _QUOTED else text[:_QUOTED].rstrip() + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names what was probably meant, or, failing that, the few things there are."""
    from rapidfuzz import fuzz, process  # 8 ms, and only where something is wrong

    names = list(filter(None, known))
    # Its likeness is never below that of difflib, which is too slow for many names and better at choosing among few.
    word = word[:_LONGEST]
    alike = [name for name, *_ in process.extract(word, names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_CLOSEST)]
    if close := difflib.get_close_matches(word, alike, n=2, cutoff=_ALIKE / 100):
        return f"did you mean {' or '.join(close)}?"
    if not names:
        return ""
    return f"known: {', '.join(sorted(names))}" if len(names) <= 12 else ""
