"""What a process that compiles for another does, until the pipe to that ends. Imports WeasyPrint."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from dossier.press.answers import answer
from dossier.press.quick_import import quick
from dossier.press.unit import Setting, Task

with quick():
    from dossier.press.compile import Compiler


def compiler_of(setting: Setting, before: Compiler | None = None) -> Compiler:
    def offer(name: str) -> bytes | None:
        return Path(setting.faces[name]).read_bytes() if name in setting.faces else None

    return Compiler(setting.sheets, offer, before)


@dataclass(frozen=True, slots=True)
class Ready:
    """A compiler, and the setting that it is for, as it is told."""

    setting: bytes
    compiler: Compiler


def ready(setting: bytes, before: Ready | None = None) -> Ready | None:
    """What to work with when that is told; None if it cannot be had, which a worker will find out by itself."""
    if before and before.setting == setting:
        return before
    with suppress(Exception):
        return Ready(setting, compiler_of(_understood(setting)))
    return None


def work(pipe: Connection, ready: Ready | None = None) -> None:
    """What comes first is the setting, then one task after another. Each answer goes out before the next comes in."""
    with suppress(EOFError, OSError):
        setting = pipe.recv_bytes()
        is_ready = ready is not None and ready.setting == setting
        compiler = ready.compiler if ready and is_ready else compiler_of(_understood(setting))
        while True:
            task = msgspec.msgpack.decode(pipe.recv_bytes(), type=Task)
            pipe.send_bytes(answer(compiler, task))


def _understood(setting: bytes) -> Setting:
    return msgspec.msgpack.decode(setting, type=Setting)
