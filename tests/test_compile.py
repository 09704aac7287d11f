"""A unit is what its task makes it: what a compiler has compiled before saves work and changes nothing."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linked import FACES, Workshop, chapter, facts, page_of
from test_layout_cache import BODY, CSS, NAMED

from dossier.loading import read
from dossier.model.edition import select
from dossier.press.assemble import setting_of
from dossier.press.html.render import HtmlDocument
from dossier.press.linker.unit import CompileFailed, CompileSetting, Task, Unit, Unlinkable, encode
from dossier.press.printing import Printer
from dossier.press.workers.compilers import Compilers
from dossier.problems import Broken, Report

JUSTIFIED = "p { text-align: justify; width: 30mm }"


@pytest.fixture(scope="module")
def workers() -> Any:
    return importlib.import_module("dossier.press.workers.worker")


def told(compiler: Any, task: Task) -> bytes | str:
    """The unit as it is stored, or why there is none."""
    try:
        return encode(compiler.compile(task))
    except (Unlinkable, CompileFailed, Broken) as error:
        return f"{type(error).__name__}: {error} {getattr(error, 'problems', '')}"


def in_any_order(workers: Any, setting: CompileSetting, tasks: Sequence[Task]) -> list[bytes | str]:
    """What comes of tasks, which is the same forwards, backwards, once more, and each by itself."""
    used = workers.compiler_of(setting)
    forwards = [told(used, task) for task in tasks]
    assert [told(used, task) for task in reversed(tasks)] == forwards[::-1]
    assert [told(workers.compiler_of(setting), task) for task in tasks] == forwards
    return forwards


def tasks_of(page: HtmlDocument) -> list[Task]:
    return [Task(page.alone(number), "page.html", not number) for number in range(len(page.sections))]


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.slow)])
def test_units_of_an_edition_are_the_same_in_any_order(
    language: str, desk: Desk, workers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[CompileSetting, list[Task]]] = []
    stock = Compilers.compile_all

    def compile_all(printer: Printer, setting: CompileSetting, tasks: Sequence[Task]) -> Any:
        asked.append((setting, list(tasks)))
        return stock(printer, setting, tasks)

    monkeypatch.setattr(Compilers, "compile_all", compile_all)
    corpus, faces, words = read(desk.project, Report())
    Printer(desk.project, faces).print(select(corpus, (language,), words)[0], desk.project, Report())
    units = in_any_order(workers, asked[0][0], asked[0][1])
    assert all(isinstance(unit, bytes) for unit in units)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies=st.lists(st.one_of(BODY, NAMED), min_size=2, max_size=2), css=CSS, lang=st.sampled_from(["ar", "en"]))
def test_any_pages_are_the_same_in_any_order(bodies: list[str], css: str, lang: str, workers: Any) -> None:
    page = page_of([chapter(name, body) for name, body in zip("ab", bodies, strict=True)], css=css, language=lang)
    in_any_order(workers, setting_of(page.sheets, FACES), tasks_of(page))


@pytest.mark.parametrize(
    "css",
    [
        "body { overflow: hidden }",
        "#b p { width: 50vw } p { min-height: 2vmin }",
        "@layer late { p { color: red } }",
        "@page { @top-right { content: string(chapter, start) } }",
        "p { colour: red } p { background: url(nowhere.png) }",
        "@page { @left-middle { content: url(dossier:nowhere.png) 'x' } }",
    ],
)
def test_what_is_said_of_one_is_said_of_all(css: str, workers: Any) -> None:
    sections = [chapter(name, "<p>Some words</p><p style='colour: 1'>and more</p>", lines=9) for name in "abc"]
    page = page_of([*sections, chapter("d", "<p>10 11 12</p>")], css=css)
    in_any_order(workers, setting_of(page.sheets, FACES), tasks_of(page))


def test_margins_that_clash_with_a_body_are_drawn_with_it(
    workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes of the text layer can mean other things in margins that were drawn apart: rarely, so it is made so here."""
    workshop = Workshop(tmp_path)
    sections = [chapter("one", lines=20), chapter("two", lines=3), chapter("three", lines=3)]
    page = page_of(sections, css="h1 { string-set: none } @page { @top-left { content: 'the same' } }")
    room = importlib.import_module("dossier.press.weasy.compile.drawing")
    clashes = 0

    def merge_faces(faces: Any) -> None:
        nonlocal clashes
        clashes += 1

    monkeypatch.setattr(room, "merge_faces", merge_faces)
    linked = workshop.linked(page)
    assert clashes == 5  # the second and third find margins that are drawn already, and are begun again
    assert facts(linked.pdf, tmp_path).differing(facts(workshop.in_one(page), tmp_path)) == []


def test_margins_are_set_once_for_all_units(workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    layout, made = importlib.import_module("weasyprint.layout"), []
    stock = layout.make_margin_boxes
    monkeypatch.setattr(layout, "make_margin_boxes", lambda *given: made.append(1) or stock(*given))
    page = page_of([chapter("same", "<p>10 and 11</p>", lines=30), chapter("same", lines=30)])
    compiler = workers.compiler_of(setting_of(page.sheets, FACES))
    units: list[Unit] = [compiler.compile(task) for task in tasks_of(page)]
    assert len(made) == 2  # a left page and a right one
    assert units[0].margins == units[1].margins


def test_what_is_known_does_not_grow_for_ever(workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    styles = importlib.import_module("dossier.press.weasy.layout_cache.styles")
    monkeypatch.setattr(styles, "MOST", 50)
    page = page_of([chapter("a", f"<p style='margin-left: {n}px'>words</p>") for n in range(40)])
    compiler = workers.compiler_of(setting_of(page.sheets, FACES))
    sizes = []
    for task in tasks_of(page):
        compiler.compile(task)
        sizes.append(compiler._cache.layout.styles.size)
    assert max(sizes) < 120
    assert any(later < earlier for earlier, later in pairwise(sizes))


def test_lines_are_set_once_for_all_units(workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = importlib.import_module("weasyprint.text.line_break").Layout
    stock, set_ = layout.get_first_line, []
    monkeypatch.setattr(layout, "get_first_line", lambda self: set_.append(1) or stock(self))
    page = page_of([chapter("one", "<p>Some words in a justified line of two.</p>" * 3, lines=9)], css=JUSTIFIED)
    compiler, (task,) = workers.compiler_of(setting_of(page.sheets, FACES)), tasks_of(page)
    compiler.compile(task)
    first = len(set_)
    compiler.compile(task)
    assert first > 30
    assert len(set_) - first <= 2  # a late page number is looked at again


def test_a_unit_holds_nothing_of_its_bookmarks_but_what_is_linked(workers: Any) -> None:
    counts = []
    for css in ("", "h1 { bookmark-level: none }"):
        page = page_of([chapter("one", lines=2)], css=css)
        unit = workers.compiler_of(setting_of(page.sheets, FACES)).compile(tasks_of(page)[0])
        counts.append((unit.count, bool(unit.bookmarks)))
    assert counts == [(counts[0][0], True), (counts[0][0], False)]
