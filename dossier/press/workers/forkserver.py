"""A process that imports WeasyPrint while another is still reading, and makes workers, copies of itself, when asked.

It is a copy (fork) of the process that will want the workers, made before that has anything to draw. That one need not
import WeasyPrint at all, and the workers share what it has imported. A worker is asked for by sending one end
of a pipe; whatever is said through the other waits there until the worker is ready. If it has been told what
will be drawn (`expect`), the stylesheets and faces have been read by then, once for all workers. Where the system makes
no copies, or another thread may be in the middle of something that a copy would never get out of, there is none:
each worker is a process that begins anew.

Nobody stays behind, and nothing: WeasyPrint writes the faces it uses to files, and they lie in a folder that goes when
the last worker has gone. It ends with the line to its parent, however that has ended, and takes its workers
along; they are a group of their own, which is killed if it cannot be told to go. An interrupt from the terminal is
left to the parent.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any

from dossier.files import scratch
from dossier.files.isolation import can_copy
from dossier.press.fonts.environment import shut_out_system_fonts
from dossier.press.workers.protocol import HERE
from dossier.problems import MachineLacks

#: what a message on the line begins with: the end of a pipe comes with it, or what follows
_NEW_WORKER, _EXPECT = (b"?", b"!")
_LENGTH = 8  #: bytes that tell how long that is
_ANSWERS = 20  #: s in which whoever is well takes what is said
_PARTING = 2  #: s in which one that is well is gone
_GLANCE = 0.0005  #: s between two looks at whether it is


class ForkServer:
    """It begins at once, and ends with `end`."""

    def __init__(self) -> None:
        self._folder = str(scratch.folder())
        self._line: socket.socket | None = None
        self._process, self._is_alone, self._is_there, self._is_stopped, self._hears = 0, True, True, False, True
        self._anew: list[BaseProcess] = []
        if can_copy():
            self._line, theirs = socket.socketpair()
            self._process = _fork(partial(_run_server, theirs, self._line, self._folder))
            theirs.close()
            self._line.settimeout(_ANSWERS)
            with suppress(OSError):
                os.setpgid(self._process, self._process)  # as it does itself: whoever comes first

    def is_well(self) -> bool:
        """Whether it is there, and has not been stopped from outside, as far as the last looks tell."""
        if self._line is None:
            return True
        pid, status = os.waitpid(self._process, os.WNOHANG | os.WUNTRACED | os.WCONTINUED)
        if pid and not (os.WIFSTOPPED(status) or os.WIFCONTINUED(status)):
            self._is_there = False
        elif pid:
            self._is_stopped = os.WIFSTOPPED(status)
        return self._is_there and self._hears and not self._is_stopped

    def expect(self, setting: bytes) -> None:
        """Tell what workers will be told first, so that it is ready when they come (`worker.WarmCompiler`)."""
        if self._line is not None:
            with suppress(OSError):
                self._line.sendall(_EXPECT + len(setting).to_bytes(_LENGTH, "big") + setting)

    def start_worker(self) -> Connection:
        """The way to a new worker (`worker.work`). What is wrong with it shows when it is spoken to."""
        ours, theirs = multiprocessing.Pipe()
        _let_go_after(ours, _ANSWERS)
        if self._line is None:
            context = multiprocessing.get_context("spawn")
            self._anew.append(context.Process(target=_begin, args=(theirs, self._folder), daemon=True))
            self._anew[-1].start()
            theirs.send_bytes(HERE + str(self._anew[-1].pid).encode())
        else:
            self._is_alone = False
            try:
                socket.send_fds(self._line, [_NEW_WORKER], [theirs.fileno()])
            except OSError:  # it is dying: it has let go of the line, and `waitpid` does not know yet
                self._hears = False
        theirs.close()
        return ours

    def end(self) -> None:
        """With all the workers, whatever they are at."""
        if self._line is not None:
            self._line.close()
            if self._is_there:
                self._is_alone = self._is_alone or not self.is_well()
                self._end_group()
            self._line = None
        for process in self._anew:
            process.terminate()
            process.join()
        self._anew.clear()
        scratch.give_up(Path(self._folder))

    def _end_group(self) -> None:
        """It takes its workers along, unless it cannot notice that it is to go."""
        end = time.monotonic() + _PARTING
        while self._is_there and not self._is_alone and time.monotonic() < end and self.is_well():
            time.sleep(_GLANCE)
        if self._is_there:
            for kill in (os.killpg, os.kill):
                with suppress(OSError):
                    kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._is_there = False


def _let_go_after(pipe: Connection, seconds: int) -> None:
    """Whoever does not take or give what is under way for so long is as good as dead (`OSError`)."""
    if hasattr(os, "fork"):  # elsewhere a pipe is no socket
        with socket.socket(fileno=os.dup(pipe.fileno())) as line:
            for which in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
                line.setsockopt(socket.SOL_SOCKET, which, struct.pack("ll", seconds, 0))


def _fork(work: Callable[[], None]) -> int:
    """The id of a copy of this process that does this, and ends without going on with anything it is a copy of."""
    if process := os.fork():
        return process
    exit_code = 1
    try:
        work()
        exit_code = 0
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(exit_code)


def _run_server(line: socket.socket, of_parent: socket.socket, folder: str) -> None:
    of_parent.close()
    with suppress(OSError):
        os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # WeasyPrint prints what it misses; our parent will too
    gc.disable()
    shut_out_system_fonts()  # and so nobody is in the middle of them when workers are copied
    tempfile.tempdir = folder
    try:
        with suppress(ImportError, OSError, MachineLacks):  # the parent will tell
            _serve(line, _worker_module())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _worker_module() -> ModuleType:
    from dossier.press.workers import worker

    return worker


def _serve(line: socket.socket, module: ModuleType) -> None:
    """A worker for each pipe that comes, until the line ends."""
    gc.enable()
    workers: set[int] = set()
    warm: Any = None

    def begin(pipe: Connection) -> None:
        line.close()
        module.work(pipe, warm)

    try:
        while True:
            gc.freeze()
            message, pipes, _, _ = socket.recv_fds(line, 1, 1)
            workers -= {worker for worker in workers if os.waitpid(worker, os.WNOHANG)[0]}
            if not message:
                return
            if message == _EXPECT:
                warm = module.warm_up(_receive(line, int.from_bytes(_receive(line, _LENGTH), "big")), warm)
            for number in pipes:
                with Connection(number) as pipe:
                    worker = _fork(partial(begin, pipe))
                    workers.add(worker)
                    with suppress(OSError):
                        pipe.send_bytes(HERE + str(worker).encode())
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        for worker in workers:
            os.waitpid(worker, 0)


def _receive(line: socket.socket, count: int) -> bytes:
    """So many bytes; fewer if the line ends."""
    data = bytearray()
    while len(data) < count and (more := line.recv(count - len(data))):
        data += more
    return bytes(data)


def _begin(pipe: Any, folder: str) -> None:
    shut_out_system_fonts()
    tempfile.tempdir = folder
    _worker_module().work(pipe)
