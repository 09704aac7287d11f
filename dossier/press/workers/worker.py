"""What a process that compiles for another does, until the pipe to that ends. Imports WeasyPrint."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from dossier.files.isolation import CopyLimits, limit_process
from dossier.press.html.budgets import weight_of
from dossier.press.limits import Limits, OverLimit
from dossier.press.linker.unit import CompileSetting, Task
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.workers.protocol import answer

with fast_imports():
    from dossier.press.weasy.compile.compiler import Compiler


def compiler_of(setting: CompileSetting, before: Compiler | None = None) -> Compiler:
    def offer(name: str) -> bytes | None:
        return Path(setting.faces[name]).read_bytes() if name in setting.faces else None

    return Compiler(setting.sheets, offer, before, setting.limits)


@dataclass(frozen=True, slots=True)
class WarmCompiler:
    """A compiler, and the setting that it is for, as it is told."""

    setting: bytes
    compiler: Compiler


def warm_up(setting: bytes, before: WarmCompiler | None = None) -> WarmCompiler | None:
    """What to work with when that is told; None if it cannot be had, which a worker will find out by itself."""
    if before and before.setting == setting:
        return before
    with suppress(Exception):
        return WarmCompiler(setting, compiler_of(_decode_setting(setting)))
    return None


def work(pipe: Connection, warm_up: WarmCompiler | None = None) -> None:
    """What comes first is the setting, then one task after another. Each answer goes out before the next comes in.

    A task that takes more time or memory than it may is given up, here or by the system, which then ends this process.
    """
    with suppress(EOFError, OSError):
        message = pipe.recv_bytes()
        setting = _decode_setting(message)
        compiler = warm_up.compiler if warm_up and warm_up.setting == message else compiler_of(setting)
        while True:
            task = msgspec.msgpack.decode(pipe.recv_bytes(), type=Task)
            pipe.send_bytes(_answer(compiler, task, setting.limits, pipe))


def _answer(compiler: Compiler, task: Task, limits: Limits, pipe: Connection) -> bytes:
    """The answer to a task, within its limits."""
    seconds, memory = limits.allowed(weight_of(task.html.encode()))

    def is_wanted() -> bool:
        return not pipe.poll()  # nothing comes before the answer but the end

    def over() -> OverLimit:
        return OverLimit("seconds", seconds, seconds, is_more=True)

    with limit_process(CopyLimits(seconds, memory=memory, writes=True), over, is_wanted):
        return answer(compiler, task)


def _decode_setting(setting: bytes) -> CompileSetting:
    return msgspec.msgpack.decode(setting, type=CompileSetting)
