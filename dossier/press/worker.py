"""What a process that compiles for another does, until the pipe to that ends. Imports WeasyPrint."""

from __future__ import annotations

from contextlib import suppress
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


def work(pipe: Connection) -> None:
    """What comes first is the setting, then one task after another. Each answer goes out before the next comes in."""
    with suppress(EOFError, OSError):
        compiler = compiler_of(msgspec.msgpack.decode(pipe.recv_bytes(), type=Setting))
        while True:
            task = msgspec.msgpack.decode(pipe.recv_bytes(), type=Task)
            pipe.send_bytes(answer(compiler, task))
