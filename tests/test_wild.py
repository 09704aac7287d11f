"""Three files as a stranger brings them (wild/): a newspaper page, a statute with all its vowels, a bilingual table.

They come out right, line by line (oracle.py), or with a warning that says what does not.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from oracle import judge

from dossier.api import press_html
from dossier.press.fonts import typefaces
from dossier.problems import Broken

WILD = Path(__file__).parent / "wild"
FACES = typefaces.load(Path(__file__).parents[1] / "fonts")

TOLD = {
    "newspaper": [
        "newspaper.html:10:43: letter-spacing: 2px (header h1)",
        "newspaper.html:14:12: columns: 2 (.story)",
        "newspaper.html:16:3: ::first-letter (.story p:first-child::first-letter)",
        "newspaper.html:50: text out of sight: “شارك هذا الخبر على Facebook”",
    ],
    "statute": [],
    "table": [
        "table.html: it names no language",
        "table.html: it has no title",
    ],
}
COUNTS = {"newspaper": (40, 700, 5), "statute": (20, 500, 400), "table": (40, 200, 0)}  #: lines, forms, marks at least


@pytest.fixture(scope="session")
def foreign() -> ModuleType:
    return importlib.import_module("dossier.press.foreign")


@pytest.fixture
def documents(foreign: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    kept: list[Any] = []
    boxes = importlib.import_module("dossier.press.weasy.lost_text")
    stock = boxes.lost_texts
    monkeypatch.setattr(boxes, "lost_texts", lambda watch, document: kept.append(document) or stock(watch, document))
    return kept


@pytest.mark.parametrize("name", TOLD)
def test_a_stranger_is_drawn_right_or_told(foreign: ModuleType, documents: list[Any], name: str) -> None:
    mended = importlib.import_module("dossier.press.weasy.fixes_table")  # WeasyPrint looks for fonts as it is imported
    with mended.installed():
        drawing = foreign.draw_foreign(WILD / f"{name}.html", FACES)
    told = [f"{problem.place}: {problem.message}" for problem in drawing.problems]
    assert {problem.severity for problem in drawing.problems} <= {"warning"}
    assert [start for start, message in zip(TOLD[name], told, strict=True) if not message.startswith(start)] == []
    verdict = judge(documents[-1], drawing.pdf, FACES)
    counted = verdict.lines, verdict.joined, verdict.marks
    assert verdict.faults == []
    assert all(count >= least for count, least in zip(counted, COUNTS[name], strict=True)), str(verdict)


def _say_only_that_arabic_is_read_from_the_right(root: Element, *, runs: bool) -> tuple[()]:
    for element in root.iterfind(".//*[@lang='ar']"):
        element.set("dir", "rtl")
    if root.get("lang") == "ar":
        root.set("dir", "rtl")
    return ()


@pytest.mark.parametrize("name", TOLD)
def test_without_the_press_the_same_files_are_wrong(
    foreign: ModuleType, documents: list[Any], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Each stands for something: if WeasyPrint alone no longer spoils it, this test says so."""
    monkeypatch.setattr(foreign, "mark_tree", _say_only_that_arabic_is_read_from_the_right)
    monkeypatch.setattr(foreign.renderer_bugs, "mend", lambda *_, **__: ())
    try:
        drawing = foreign.draw_foreign(WILD / f"{name}.html", FACES)
    except Broken:
        return  # the drop capital between columns is an assertion in WeasyPrint itself
    assert judge(documents[-1], drawing.pdf, FACES).faults != []


@pytest.mark.parametrize("name", ["newspaper", "statute", "table"])
def test_the_whole_press_prints_it(name: str) -> None:
    """With the text layer and the structure on, as `dossier press` does."""
    pressed = press_html(WILD / f"{name}.html")
    assert pressed.pages >= 1
    assert {warning.severity for warning in pressed.problems} <= {"warning"}
    assert len(pressed.pdf) > 10_000
