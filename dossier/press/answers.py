"""What becomes of a task, as bytes on their way from the process that compiled it, and read back with suspicion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.press.unit import Task, Undrawn, Unit, Unlinkable, decode, encode
from dossier.problems import Broken

if TYPE_CHECKING:
    from dossier.press.compile import Compiler

UNIT, UNLINKABLE, BROKEN = b"U", b"N", b"B"  #: what an answer begins with


def answer(compiler: Compiler, task: Task) -> bytes:
    """What becomes of a task, as bytes."""
    try:
        return UNIT + encode(compiler.compile(task))
    except Unlinkable as error:
        return UNLINKABLE + str(error).encode()
    except Broken as error:
        return BROKEN + "\n".join(problem.message for problem in error.problems).encode()


def understood(said: bytes) -> Unit:
    """The unit of an answer; `Unlinkable` or `Undrawn` if it holds none."""
    if said[:1] == UNIT and (unit := decode(said[1:])) is not None:
        return unit
    reason = said[1:].decode("utf-8", "replace") if said[:1] in (UNLINKABLE, BROKEN) else ""
    raise Unlinkable(reason) if said[:1] == UNLINKABLE else Undrawn(reason or "the answer of a worker was damaged")
