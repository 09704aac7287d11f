"""What the system sees of a hostile build: nobody is called, nothing is started, and nothing is written elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePath

import pytest
from conftest import Desk, Library

ROOT = Path(__file__).parents[2]
CALLS = "connect,sendto,sendmsg,execve,execveat,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,"
CALLS += "link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,truncate,chmod,fchmodat,chown,mknod,mknodat,utimensat"
_WRITES = re.compile(r"\b(?:O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND)\b")
_NET = re.compile(r"(?:connect|sendto|sendmsg)\(.*(?:AF_INET6?|sin_addr|sin6_addr)")
_AT = re.compile(r'(?:AT_FDCWD|\d+)<(?P<folder>[^>]*)>, "(?P<name>[^"]*)"|"(?P<place>[^"]*)"')

NOSY = """<section class="chapter summary" id="summary"><h1>S</h1>
<p>x</p><img alt=x src="http://127.0.0.1:9/x.png"><img alt=x src="//127.0.0.1/x.png"><img alt=x src="file:///etc/passwd">
<svg width=9 height=9 aria-label=x><image href="http://127.0.0.1:9/y.png" width=9 height=9 />
<use href="http://127.0.0.1/z.svg#a" /></svg><link rel=attachment href="file:///etc/shadow"><link rel=stylesheet href="http://127.0.0.1:9/x.css">
<style>@import "http://127.0.0.1:9/i.css"; @font-face { font-family: x; src: url(http://127.0.0.1:9/f.ttf) }
p { font-family: x; background: url(http://127.0.0.1:9/b.png); list-style: url(file:///etc/hostname) }</style>
<script>fetch("http://127.0.0.1:9/")</script><iframe src="http://127.0.0.1:9/"></iframe><object data="file:///etc/passwd">
</object><embed src="http://127.0.0.1:9/e"><a href="javascript:alert(1)">a</a></section>"""
RUNS = "{{ cycler.__init__.__globals__.os.popen('touch " + "{place}') }}"


def traced(tmp_path: Path, *words: str) -> tuple[int, list[str]]:
    """Run a command; its exit code, and what of its calls is not to be."""
    for folder in ("tmp", "state", "home"):
        (tmp_path / folder).mkdir(exist_ok=True)
    homes = {"TMPDIR": tmp_path / "tmp", "XDG_STATE_HOME": tmp_path / "state", "HOME": tmp_path / "home"}
    log = tmp_path / "calls"
    command = [
        "strace",
        "-f",
        "-y",
        "-s",
        "500",
        "-e",
        f"trace={CALLS}",
        "-o",
        log,
        sys.executable,
        "-B",
        "-m",
        "dossier",
    ]
    done = subprocess.run([*command, *words], cwd=ROOT, env=os.environ | homes, capture_output=True, check=False)
    lines = log.read_text("utf-8", "replace").splitlines()
    assert len(lines) > 100
    return done.returncode, [*_wrong(lines, tmp_path)][:20]


def _wrong(lines: list[str], own: Path) -> list[str]:
    found, started = [], 0
    for line in lines:
        call = line.partition(" ")[2].strip()
        if (" = -1 " in call or "resumed>" in call) and not _NET.match(call):
            continue
        started += call.startswith("exec")
        is_write = bool(_WRITES.search(call)) or not call.startswith(("open", "exec", "connect", "send", "+++", "---"))
        is_elsewhere = any(not _is_own(place, own) for place in _places(call))
        if _NET.match(call) or started > 1 or (is_write and is_elsewhere):
            found.append(call)
    return found


def _places(call: str) -> list[str]:
    found = (PurePath(one["folder"] or "/") / (one["name"] or one["place"] or "") for one in _AT.finditer(call))
    return [os.path.normpath(place) for place in found]


def _is_own(place: str, own: Path) -> bool:
    return place.startswith((f"{own}/", "/dev/null", "/dev/shm/", "/proc/self/")) or place == "/"


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="NOT CHECKED: strace is not on this machine"),
]


@pytest.fixture
def traceable(desk: Desk, library: Library) -> Desk:
    library.warm(desk.root)
    return desk


def test_a_build_with_templates_of_its_own(traceable: Desk, tmp_path: Path) -> None:
    """Its templates are filled in a copy of the process, which starts nothing either."""
    words = (ROOT / "templates/summary.html").read_text("utf-8")
    traceable.write("templates/summary.html", f"{words}<!-- {'x' * 400_000} -->")
    assert traced(tmp_path, "build", "--project", str(traceable.root), "--jobs", "2") == (0, [])


@pytest.mark.parametrize("hostile", [NOSY, RUNS, '{% include "../../../../etc/passwd" %}'])
def test_a_hostile_build(traceable: Desk, tmp_path: Path, hostile: str) -> None:
    place = tmp_path / "out" / "canary"
    traceable.write("templates/summary.html", hostile.replace("{place}", str(place)))
    assert traced(tmp_path, "build", "--project", str(traceable.root)) == (1, [])
    assert traceable.published() == {}


def test_a_hostile_page(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    page = tmp_path / "x" / "page.html"
    page.write_text(f"<!doctype html><html lang=en><title>T</title><body>{NOSY}")
    code, wrong = traced(tmp_path, "press", str(page), "-o", str(tmp_path / "x" / "page.pdf"), "--lossy")
    assert (code in {0, 1}, wrong) == (True, [])


def test_the_trace_sees_what_is_wrong(tmp_path: Path) -> None:
    """A test that could not fail would show nothing."""
    wrong = [
        '12 connect(5<socket:[1]>, {sa_family=AF_INET, sin_addr=inet_addr("1.2.3.4")}, 16) = -1 EINPROGRESS',
        '12 openat(AT_FDCWD</work>, "/etc/x", O_WRONLY|O_CREAT, 0666) = 3</etc/x>',
        '12 openat(7</somewhere>, "x", O_RDWR|O_CREAT, 0666) = 3</somewhere/x>',
        '12 unlink("/etc/x") = 0',
        '12 renameat(7</a>, "b", 7</a>, "c") = 0',
        '12 execve("/usr/bin/python", ["python"], 0x7ffd /* 9 vars */) = 0',
        '12 execve("/bin/sh", ["sh"], 0x7ffd /* 9 vars */) = 0',
    ]
    right = [
        f'12 openat(AT_FDCWD</work>, "{tmp_path}/x", O_WRONLY|O_CREAT, 0666) = 3<{tmp_path}/x>',
        f'12 renameat(7<{tmp_path}>, "b", 7<{tmp_path}>, "c") = 0',
        '12 openat(AT_FDCWD</work>, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3</etc/passwd>',
    ]
    assert len(_wrong([*right, *wrong], tmp_path)) == len(wrong) - 1
