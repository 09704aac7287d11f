"""What becomes of HTML that is small to write and huge to draw: each case by the command, in a process of its own.

    python -m tests.bench.bombs                 # all of them
    python -m tests.bench.bombs flex svg        # those whose name has one of these words
    python -m tests.bench.bombs --plain         # by stock WeasyPrint

Every case has 3 GB of address space and 40 s by the clock. A case is as it should be if it is finished, or is refused
with a problem (exit code 1) that names the limit and its flag; where a limit is said to stop it, by that one.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.hostile.bombs import BOMBS, Bomb

ROOT = Path(__file__).resolve().parents[2]
SPACE = 3_000_000 << 10  #: bytes of address space
CLOCK = 40  #: s


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--clock", type=int, default=CLOCK)
    options = parser.parse_args()
    print("| bomb | verdict | s | s of a processor | MB | what was said |\n|---|---|---|---|---|---|")
    wrong = 0
    for name, bomb in BOMBS.items():
        if not options.words or any(word in name for word in options.words):
            row, is_right = outcome(name, bomb, [*bomb.options, *["--plain"] * options.plain], options.clock)
            print(row, flush=True)
            wrong += not is_right
    print(f"\n{wrong} are not as they should be")
    return wrong > 0


def outcome(name: str, bomb: Bomb, more: list[str], clock: float) -> tuple[str, bool]:
    with tempfile.TemporaryDirectory() as folder:
        for path, content in {"page.html": bomb.html, **bomb.files}.items():
            data = content.encode() if isinstance(content, str) else content
            (Path(folder) / path).write_bytes(data)
        command = [sys.executable, "-m", "dossier", "press", "page.html", "-o", "page.pdf", *more]
        begun, told = time.monotonic(), Path(folder) / "told"
        with told.open("wb") as out:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdout=out,
                stderr=out,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                start_new_session=True,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE)),
            )
            code = _waited(process, clock)
        took = time.monotonic() - begun
        lines = told.read_text("utf-8", "replace").splitlines()
        said = next((line for line in lines if line.startswith("page.html") or ": " in line), "")[:110]
        is_stopped = code == 1 and any("--limit" in line for line in lines)
        is_told = code == 1 and any(line.startswith(("page.html", *bomb.files)) for line in lines)
        is_right = is_told if not bomb.limit else any(f"{bomb.limit}=" in line for line in lines)
        is_right = is_right or code == 0
        verdict = (
            "HANG"
            if code is None
            else "done"
            if code == 0
            else "stopped"
            if is_stopped
            else "told"
            if is_told
            else "FAULT"
        )
        verdict += "" if is_right or verdict != "stopped" else " BY ANOTHER"
        processor, peak = _used[process.pid]
        row = f"| {name} | {verdict} | {took:.1f} | {processor:.1f} | {peak} | {said.replace('|', '¦')} |"
        return row, is_right


_used: dict[int, tuple[float, int]] = {}  #: seconds of a processor, and MB at most


def _waited(process: subprocess.Popen[bytes], clock: float) -> int | None:
    """The exit code; None if it had to be ended."""
    end = time.monotonic() + clock
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            _used[process.pid] = usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode
        if time.monotonic() > end:
            os.killpg(process.pid, signal.SIGKILL)
            _, _, usage = os.wait4(process.pid, 0)
            _used[process.pid] = usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10
            process.returncode = -9
            return None
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
