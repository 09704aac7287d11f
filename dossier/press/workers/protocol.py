"""What becomes of a task, as bytes on their way from the process that compiled it, and read back with suspicion."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from dossier.press.linker.unit import (
    CompileFailed,
    LimitExceeded,
    Task,
    Unit,
    UnitDiagnostic,
    Unlinkable,
    decode,
    encode,
)
from dossier.problems import Broken

if TYPE_CHECKING:
    from dossier.press.weasy.compile.compiler import Compiler

UNIT, UNLINKABLE, BROKEN, EXCEEDED = b"U", b"N", b"B", b"E"  #: what an answer begins with
HERE = b"P"  #: what is said of a worker before it says anything itself begins with: its process


def answer(compiler: Compiler, task: Task) -> bytes:
    """What becomes of a task, as bytes."""
    try:
        return UNIT + encode(compiler.compile(task))
    except Unlinkable as error:
        return UNLINKABLE + str(error).encode()
    except LimitExceeded as error:
        return EXCEEDED + msgspec.msgpack.encode(error.diagnostic)
    except Broken as error:
        return BROKEN + "\n".join(problem.message for problem in error.problems).encode()


def unit_of(answer: bytes) -> Unit:
    """The unit of an answer; `Unlinkable`, `LimitExceeded` or `CompileFailed` if it holds none."""
    if answer[:1] == UNIT and (unit := decode(answer[1:])) is not None:
        return unit
    if answer[:1] == EXCEEDED:
        with suppress(msgspec.DecodeError):
            raise LimitExceeded(msgspec.msgpack.decode(answer[1:], type=UnitDiagnostic))
    reason = answer[1:].decode("utf-8", "replace") if answer[:1] in (UNLINKABLE, BROKEN) else ""
    raise (
        Unlinkable(reason)
        if answer[:1] == UNLINKABLE
        else CompileFailed(reason or "the answer of a worker was damaged")
    )
