"""A drawing in a copy of this process that is held to its time and memory, and is ended if it does not end itself.

Where no whole copy can be made (`can_copy`), as in a program with other threads, it is drawn here: then what is counted
is held all the same, and time and memory are not.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from dossier.files import isolation
from dossier.files.isolation import CopyLimits, Died, LimitReached, run_isolated
from dossier.press.limits import Limits, OverLimit
from dossier.problems import Broken, DossierError, Exit, MachineLacks, Place, Problem, WrongUsage

T = TypeVar("T")

PATIENCE = 10  #: times the seconds that a copy may take of a processor; by the clock, before it is given up
_TELLING = 60  #: s, by the clock, to begin and to tell
_MOST_ANSWER = 1 << 31  #: bytes
_KINDS = {Exit.USAGE: WrongUsage, Exit.MACHINE: MachineLacks}


class _DrawingError(msgspec.Struct, tag="failed", array_like=True):
    """Why there is no drawing."""

    problems: list[Problem] = []
    message: str = ""
    advice: str = ""
    code: int = 0


def draw_isolated(draw: Callable[[], T], kind: Any, limits: Limits, size: int, path: str) -> T:
    """What `draw` gives, of the type `kind`, which is at work on HTML of so many bytes (`size`).

    `Broken` if it is over a limit. Of what it raises comes what `dossier` raises itself, and of the rest the words.
    """
    if not isolation.can_copy():
        return _with_words(draw, path)
    seconds, memory = limits.allowed(size)
    noticed: list[OverLimit] = []

    def over() -> OverLimit:
        noticed[:] = [OverLimit("seconds", seconds, seconds, is_more=True)]
        return noticed[0]

    def work() -> bytes:
        try:
            answer: T | _DrawingError = draw()
            if noticed:  # WeasyPrint takes it, in a picture, for one that it cannot show
                raise noticed[0]
        except BaseException as error:
            isolation.disarm()
            answer = _failure_of(error, limits, path)
        return msgspec.msgpack.encode([isinstance(answer, _DrawingError), answer])

    most = CopyLimits(seconds, PATIENCE * seconds + _TELLING, memory, _MOST_ANSWER, writes=True)
    try:
        has_failed, answer = msgspec.msgpack.decode(run_isolated(work, most, over), type=tuple[bool, msgspec.Raw])
    except LimitReached as error:
        raise Broken([_problem_of_end(error, limits, seconds, path)]) from error
    if has_failed:
        raise _error_of(msgspec.msgpack.decode(answer, type=_DrawingError))
    result: T = msgspec.msgpack.decode(answer, type=kind)
    return result


def _with_words(draw: Callable[[], T], path: str) -> T:
    try:
        return draw()
    except OverLimit as error:
        raise Broken([error.problem(path)]) from error


def _failure_of(error: BaseException, limits: Limits, path: str) -> _DrawingError:
    if isinstance(error, MemoryError):
        error = OverLimit("memory", limits.memory, limits.memory, is_more=True)
    if isinstance(error, OverLimit):
        error = Broken([error.problem(path)])
    if isinstance(error, Broken):
        return _DrawingError(error.problems)
    if isinstance(error, DossierError):
        return _DrawingError([], str(error), error.advice, error.exit_code)
    return _DrawingError([], f"{type(error).__name__}: {error}", DossierError.advice, Exit.FAULT)


def _error_of(failure: _DrawingError) -> DossierError:
    if failure.problems:
        return Broken(failure.problems)
    return _KINDS.get(Exit(failure.code), DossierError)(failure.message, failure.advice)


def _problem_of_end(error: LimitReached, limits: Limits, seconds: int, path: str) -> Problem:
    """What is told of a copy that ended without a word, or was ended."""
    if not isinstance(error, Died):
        return Problem(Place(path), f"it is not drawn: {error}", "--limit seconds=none lifts it")
    if error.signal == signal.SIGXCPU:
        return OverLimit("seconds", seconds, seconds, is_more=True).problem(path)
    if error.signal == signal.SIGSTOP:
        return Problem(Place(path), f"it is not drawn: {error}", "run it again")
    cause = f"signal {error.signal}" if error.signal else "an error"
    message = f"it is not drawn: the process that drew it was ended by {cause}, which more than {limits.memory:,} MB do"
    return Problem(Place(path), message, f"--limit memory={2 * limits.memory} lifts it, if that is why")
