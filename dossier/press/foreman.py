"""A process that imports WeasyPrint while another is still reading, and makes workers, copies of itself, when asked.

It is a copy (fork) of the process that will want the workers, made before that has anything to draw. That one need not
import WeasyPrint at all, and the workers share what the foreman has imported. A worker is asked for by sending one end
of a pipe; whatever is said through the other waits there until the worker is ready. If the foreman has been told what
will be drawn (`expect`), the stylesheets and faces have been read by then, once for all workers. Where the system makes
no copies, there is no foreman: each worker is a process that begins anew.

Nobody stays behind, and nothing: WeasyPrint writes the faces it uses to files, and they lie in a folder that goes when
the last worker has gone. The foreman ends with the line to its parent, however that has ended, and takes its workers
along. An interrupt from the terminal goes to all of them, and is left to the parent.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any

from dossier.press.no_system_fonts import shut_out_system_fonts

CAN_COPY = hasattr(os, "fork")
_HIRE, _EXPECT = b"?", b"!"  #: what a message on the line begins with: the end of a pipe comes with it, or what follows
_LENGTH = 8  #: bytes that tell how long that is


class Foreman:
    """It begins at once, after the machine's own fonts have been shut out, and ends with `end`."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="dossier-")
        self._line: socket.socket | None = None
        self._process, self._is_alone = 0, True
        self._anew: list[BaseProcess] = []
        if CAN_COPY:
            self._line, theirs = socket.socketpair()
            self._process = _copied(partial(_lead, theirs, self._line, self._folder))
            theirs.close()

    def expect(self, setting: bytes) -> None:
        """Tell what workers will be told first, so that it is ready when they come (`worker.Ready`)."""
        if self._line is not None:
            with suppress(OSError):
                self._line.sendall(_EXPECT + len(setting).to_bytes(_LENGTH, "big") + setting)

    def hired(self) -> Connection:
        """The way to a new worker (`worker.work`). What is wrong with it shows when it is spoken to."""
        ours, theirs = multiprocessing.Pipe()
        if self._line is None:
            context = multiprocessing.get_context("spawn")
            folder = Path(os.environ["FONTCONFIG_FILE"]).parent  # as here
            self._anew.append(context.Process(target=_begin, args=(theirs, folder, self._folder), daemon=True))
            self._anew[-1].start()
        else:
            self._is_alone = False
            with suppress(OSError):
                socket.send_fds(self._line, [_HIRE], [theirs.fileno()])
        theirs.close()
        return ours

    def end(self) -> None:
        """With all the workers, whatever they are at."""
        if self._line is not None:
            if self._is_alone:  # it may be in the middle of the import, and would not notice
                os.kill(self._process, signal.SIGKILL)
            self._line.close()
            os.waitpid(self._process, 0)
            self._line = None
        for process in self._anew:
            process.terminate()
            process.join()
        self._anew.clear()
        shutil.rmtree(self._folder, ignore_errors=True)


def _copied(work: Callable[[], None]) -> int:
    """The id of a copy of this process that does this, and ends without going on with anything it is a copy of."""
    if process := os.fork():
        return process
    failed = 1
    try:
        work()
        failed = 0
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(failed)


def _lead(line: socket.socket, of_parent: socket.socket, folder: str) -> None:
    of_parent.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # WeasyPrint prints what it misses; our parent will too
    gc.disable()
    tempfile.tempdir = folder
    try:
        with suppress(ImportError, OSError):
            _serve(line, _room())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _room() -> ModuleType:
    from dossier.press import worker

    return worker


def _serve(line: socket.socket, room: ModuleType) -> None:
    """A worker for each pipe that comes, until the line ends."""
    gc.enable()
    crew: set[int] = set()
    ready: Any = None

    def begin(pipe: Connection) -> None:
        line.close()
        room.work(pipe, ready)

    try:
        while True:
            gc.freeze()
            said, pipes, _, _ = socket.recv_fds(line, 1, 1)
            crew -= {worker for worker in crew if os.waitpid(worker, os.WNOHANG)[0]}
            if not said:
                return
            if said == _EXPECT:
                ready = room.ready(_received(line, int.from_bytes(_received(line, _LENGTH), "big")), ready)
            for number in pipes:
                with Connection(number) as pipe:
                    crew.add(_copied(partial(begin, pipe)))
    finally:
        for worker in crew:
            os.kill(worker, signal.SIGKILL)
        for worker in crew:
            os.waitpid(worker, 0)


def _received(line: socket.socket, count: int) -> bytes:
    """So many bytes; fewer if the line ends."""
    data = bytearray()
    while len(data) < count and (more := line.recv(count - len(data))):
        data += more
    return bytes(data)


def _begin(pipe: Any, fonts: Path, folder: str) -> None:
    shut_out_system_fonts(fonts)
    tempfile.tempdir = folder
    _room().work(pipe)
