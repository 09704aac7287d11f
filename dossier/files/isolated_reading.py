"""What another has made is read in a copy of this process, which may take so much memory and so long, and no more.

A program in C that reads PDFs ends its process where there is no memory left, and no count made beforehand is sure to
foresee what it takes. So it does that elsewhere, and here only an error is told. What is written to the terminal on the
way is lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import msgspec

from dossier.files.isolation import CopyLimits, LimitReached, run_isolated
from dossier.files.reading_limits import ReadingLimits
from dossier.problems import DossierError, Exit, MachineLacks, WrongUsage

T = TypeVar("T")
_RESULT, _ERROR = b"=", b"!"  #: what an answer begins with
PATIENCE = 1_800  #: s, by the clock
_UNFORESEEN = "If other programs can read it, please report this with the file."
_ERRORS: dict[int, type[DossierError]] = {Exit.USAGE: WrongUsage, Exit.MACHINE: MachineLacks}


class _ReadingError(msgspec.Struct):
    """An error on its way to where it is raised."""

    exit_code: int
    message: str
    advice: str | None  #: None: how the limits are lifted


def read_isolated(name: str, work: Callable[[], T], kind: type[T], limits: ReadingLimits) -> T:
    """What `work` makes of the file called `name`: a value of `kind`, as msgspec reads and writes it.

    `WrongUsage` if it would take more than the limits, or if anything goes wrong that the work does not tell of
    itself; errors of the kinds `WrongUsage` and `MachineLacks` come through.
    """
    over = f"{limits.seconds} s of a processor or {limits.memory:,} bytes of memory"
    advice = limits.refusal("", "memory", 2 * limits.memory).advice.replace('".', f' seconds={10 * limits.seconds}".')
    cost = CopyLimits(limits.seconds, PATIENCE, limits.memory, limits.memory)
    try:
        answer = run_isolated(lambda: _answer(name, work, over), cost)
    except LimitReached as error:
        raise WrongUsage(f"{name} is not read: to read it takes more than {over}", advice) from error
    if answer[:1] == _RESULT:
        return msgspec.msgpack.decode(answer[1:], type=kind)
    failure = msgspec.msgpack.decode(answer[1:], type=_ReadingError)
    raise _ERRORS[failure.exit_code](failure.message, advice if failure.advice is None else failure.advice)


def _answer(name: str, work: Callable[[], T], over: str) -> bytes:
    for stream in (1, 2):  # where the interpreter itself complains when there is no memory left
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    try:
        return _RESULT + msgspec.msgpack.encode(work())
    except (WrongUsage, MachineLacks) as error:
        message = _ReadingError(error.exit_code, str(error), error.advice)
    except (LimitReached, MemoryError):
        message = _ReadingError(Exit.USAGE, f"{name} is not read: to read it takes more than {over}", None)
    except RecursionError:
        message = _ReadingError(
            Exit.USAGE, f"{name} is not read: it is nested too deeply", "Save what you need of it as text."
        )
    except Exception as error:
        message = _ReadingError(Exit.USAGE, f"{name} cannot be read: {type(error).__name__}: {error}", _UNFORESEEN)
    return _ERROR + msgspec.msgpack.encode(message)
