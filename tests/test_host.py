"""A program that has dossier as a library, and draws documents of its own with WeasyPrint: they stay what they are."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import Desk, copy_of_the_harbour

from dossier.api import press_html
from dossier.build import build
from dossier.press.options import BuildOptions
from dossier.press.workers import compilers

ROOT = Path(__file__).parents[1]
FACE = (ROOT / "fonts/amiri/Amiri_400Regular.ttf").as_uri()

#: What dossier does otherwise in it, beside its faces: structure, text layer, lists, grids, borders, notes.
DOCUMENT = """<html lang=ar dir=rtl><title>فاتورة {number}</title><style>
@font-face {{ font-family: own; src: url({face}) }} html {{ font-family: own }} .note {{ float: footnote }}
@page {{ size: A5; @top-center {{ content: string(head) }} @bottom-center {{ content: counter(page) }} }}
h1 {{ string-set: head content(before) content() }} table {{ border: ridge 4px #888 }} big {{ font-size: larger }}
#grid {{ display: grid; grid-template-columns: 20px 1fr; place-items: end }} p {{ text-align: justify }}
</style><h1 id=top>فاتورة {number}</h1><p>Total {number}00 <b>كلمة</b>
<a href="#top">رابط</a><span class=note>ملاحظة</span><p>{words}<table><tr><th>عدد<td><big>{number}</big></table>
<ul><li>واحد<li>اثنان</ul>
<div id=grid><i>أ</i><i>ب</i></div><svg width=90 height=20><text y=15>نص {number}</text></svg>"""
DIFFERENT = 6  #: documents; each is drawn again and again


def drawn(number: int) -> str:
    """A digest of what WeasyPrint makes of a document, asked as any program asks it."""
    import weasyprint

    html = DOCUMENT.format(number=number, face=FACE, words="قال الناطق باسم الوزارة إن العمل متواصل " * 12)
    return hashlib.sha256(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")).hexdigest()


@pytest.fixture(scope="module")
def expected(plain: ModuleType) -> list[str]:
    return [drawn(number) for number in range(DIFFERENT)]


def digests(desk: Desk, jobs: int = 1) -> list[str]:
    publications, _ = build(desk.project, (), options=BuildOptions(jobs=jobs))
    return [hashlib.sha256(one.pdf.read_bytes()).hexdigest() for one in publications]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of a few pages."""
    desk = copy_of_the_harbour(tmp_path_factory.mktemp("small") / "harbour")
    desk.keep_only("ar", "summary", "timeline", "quotations")
    return desk.root


@pytest.fixture(scope="module")
def alone(small: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What becomes of it where nobody else draws."""
    return digests(copy_of(small, tmp_path_factory.mktemp("alone") / "harbour"))


def copy_of(small: Path, target: Path) -> Desk:
    shutil.copytree(small, target)
    return Desk(target)


def meanwhile(work: Callable[[], Any], turns: Callable[[], Iterator[None]]) -> Any:
    """What work gives in a thread of its own, while this one takes its turns; at least one after the end, too."""
    found: list[Any] = []

    def begin() -> None:
        try:
            found.append(work())
        except BaseException as error:
            found.append(error)

    thread = threading.Thread(target=begin)
    thread.start()
    for _ in turns():
        if not thread.is_alive():
            break
    thread.join()
    assert not isinstance(found[0], BaseException), found[0]
    return found[0]


def test_documents_are_the_same_while_a_dossier_is_built(
    tmp_path: Path, small: Path, alone: list[str], expected: list[str]
) -> None:
    """Tens of them, in another thread; and the dossier is what it is when nobody else draws."""
    seen: Counter[str] = Counter()

    def turns() -> Iterator[None]:
        number = 0
        while True:
            number = (number + 1) % DIFFERENT
            try:
                seen["right" if drawn(number) == expected[number] else "other bytes"] += 1
            except Exception as error:
                seen[repr(error)] += 1
            yield

    def builds() -> list[list[str]]:
        made = []
        while seen.total() < 36 or not made:
            made.append(digests(copy_of(small, tmp_path / str(len(made)))))
        return made

    made = meanwhile(builds, turns)
    assert set(seen) == {"right"}
    assert all(one == alone for one in made)


@pytest.mark.parametrize("jobs", [pytest.param(1, marks=pytest.mark.slow), 2])
def test_builds_in_two_threads_are_right(
    tmp_path: Path, small: Path, alone: list[str], jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # what lets a process with threads be copied
    monkeypatch.setattr(compilers, "WORTH_A_PROCESS", 1)  # the harbour is small
    desks = [copy_of(small, tmp_path / name) for name in ("one", "another")]
    other: list[list[str]] = []
    first = meanwhile(lambda: digests(desks[0], jobs=jobs), lambda: iter([other.append(digests(desks[1], jobs=jobs))]))
    assert first == other[0] == alone


def test_a_page_in_one_piece_and_a_strangers_in_two_threads_are_right(tmp_path: Path, plain: ModuleType) -> None:
    """Those that are mended and those that are as they come, at the same time."""
    page = tmp_path / "page.html"
    page.write_text(DOCUMENT.format(number=1, face="own.ttf", words="كلمات قليلة"), "utf-8")
    shutil.copy(ROOT / "fonts/amiri/Amiri_400Regular.ttf", tmp_path / "own.ttf")

    def pressed(*, plainly: bool) -> bytes:
        return press_html(page, plain=plainly).pdf

    mended, stock = pressed(plainly=False), pressed(plainly=True)
    assert mended != stock
    others: list[bytes] = []

    def turns() -> Iterator[None]:
        while True:
            others.append(pressed(plainly=True))
            yield

    found = meanwhile(lambda: [pressed(plainly=False) for _ in range(4)], turns)
    assert (set(found), set(others)) == ({mended}, {stock})


FIRST = """
import hashlib, json, os, sys, tempfile, threading, warnings
import weasyprint
sys.path[:0] = ["tests", os.getcwd()]
import test_host, pathlib
environment, filters, folder = dict(os.environ), list(warnings.filters), tempfile.tempdir
before = test_host.drawn(1)
made = test_host.digests(test_host.copy_of(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
after = test_host.drawn(1)
kept = (dict(os.environ), list(warnings.filters), tempfile.tempdir) == (environment, filters, folder)
print(json.dumps([before == after, kept, made]))
"""


def test_a_program_may_have_imported_weasyprint_before(tmp_path: Path, small: Path, alone: list[str]) -> None:
    command = [sys.executable, "-c", FIRST, str(small), str(tmp_path / "harbour")]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert told.returncode == 0, told.stderr
    is_same, is_kept, made = json.loads(told.stdout)
    assert is_same
    assert is_kept
    assert made == alone
