"""Everything has a limit: what is over it is told with its place and the flag that lifts it, and soon."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import fields, replace
from pathlib import Path

import pytest

from dossier import Broken, Limits, press_html
from dossier.press.html.budgets import weight_of
from dossier.press.limits import _COUNTED, DEFAULTS, NAMES, NO_LIMITS, limits_of
from dossier.problems import WrongUsage
from tests.hostile.bombs import BOMBS, nested, page, png, use, variables

ROOT = Path(__file__).parents[2]
LINE = 8  #: of the body of a `page`
CSS = 5  #: of its stylesheet

GRADIENT = "<div style='height:9cm;background:repeating-{}-gradient(red 0, blue {})'>x</div>"
STYLE = "@counter-style b {{ system: {}; symbols: 'x' 'y'; pad: {} '0' }} ol {{ list-style: b }}"

#: Of each limit: HTML that has more, the limit it is given, and the line that is told.
CASES: Mapping[str, tuple[str, str, int, int]] = {
    "a file": ("bytes", page("x" * 2_000), 1_000, 0),
    "elements": ("nodes", page("<p>x\n" * 100), 50, LINE + 46),
    "divisions in each other": ("depth", page("<p>x\n" + nested(60, "<div>", "</div>")), 50, LINE + 1),
    "elements that are never closed": ("depth", page("\n<p>x" + "<b><i><u>" * 30), 50, LINE + 1),
    "others, in paragraphs": ("depth", page("".join(f"<p><b class=a{n}>\n" for n in range(60))), 50, LINE + 50),
    "attributes": ("attributes", page("\n<p " + " ".join(f"a{n}=1" for n in range(60)) + ">x"), 50, LINE + 1),
    "rules": ("rules", page("x", "\n" + "a{b:c}\n" * 60), 50, CSS + 51),
    "selectors in each other": ("brackets", page("x", "\n" + nested(40, ":is(", ")", "p") + " {}"), 30, CSS + 1),
    "media in each other": ("brackets", page("x", nested(40, "@media print {\n", "}")), 30, CSS + 30),
    "functions in each other": ("brackets", page(f"\n<p style='width: {'calc(' * 60}'>x"), 50, LINE + 1),
    "nested rules": ("selectors", page("x", nested(9, "p, div { & ", " }", "i { color: red }")), 500, CSS),
    "variables": ("variables", page("\n<p>x", variables(9)), 100, LINE + 1),
    "a counter that is filled up": ("counters", page("\n<ol><li>x</ol>", STYLE.format("numeric", 60)), 50, LINE + 1),
    "a counter that is long": (
        "counters",
        page("\n<ol start=400><li>x</ol>", STYLE.format("symbolic", 0)),
        50,
        LINE + 1,
    ),
    "a linear gradient": ("gradients", page(GRADIENT.format("linear", "9px")), 50, 0),
    "a radial gradient": ("gradients", page(GRADIENT.format("radial", "9px")), 50, 0),
    "a gradient of a drawing": (
        "gradients",
        page(
            "<svg width=9 height=9><linearGradient id=g spreadMethod=repeat x2=.01><stop offset=0 />"
            "<stop offset=1 /></linearGradient><rect width=9 height=9 fill='url(#g)'/></svg>"
        ),
        50,
        LINE,
    ),
    "a drawing that shows itself often": ("svg", page("\n" + use(3, 4)), 100, LINE + 1),
    "pictures": ("pictures", page("<img src=a.png alt=x>\n<img src=b.png alt=x>"), 1, 0),
    "pixels": ("pixels", page("<img src=a.png alt=x>\n<img src=b.png alt=x>"), 120, 0),
    "flex boxes in each other": ("layouts", page(nested(4, "<div style='display:flex'>", "</div>")), 50, LINE),
    "cells": ("cells", page("\n<table>" + "<tr><td>a<td>b\n" * 30 + "</table>"), 50, LINE + 26),
    "cells that are no cells in HTML": (
        "cells",
        page("\n<div style=display:table>" + "<p style=display:table-cell>a</p>" * 60 + "</div>"),
        50,
        LINE + 1,
    ),
    "columns": ("columns", page("\n<table><tr>" + "<td colspan=20>a" * 9 + "</table>"), 50, LINE + 1),
    "spans": ("spans", page("\n<table>" + "<tr><td rowspan=99>a<td colspan=99>b" * 9 + "</table>"), 500, LINE + 1),
    "a place in a grid": ("grid", page("\n<div style='display:grid'><p style='grid-row:99'>x</div>"), 50, LINE + 1),
    "rows of a grid": (
        "grid",
        page("<div style='display:grid; grid-template-rows: repeat(99, 1px)'><p>x</div>"),
        50,
        LINE,
    ),
    "a paragraph": ("paragraph", page("\n<p>" + "word " * 60), 200, LINE + 1),
    "pieces without a space": ("row", page("\n<p>" + "<b>a</b><i>b</i>" * 30), 50, LINE + 1),
    "marks": ("marks", page("\n<p>a" + "\u0301" * 60), 50, LINE + 1),
    "a word": ("word", page("\n<p style='hyphens:auto'>" + "ab" * 30), 50, LINE + 1),
    "pages": ("pages", page("<p style='break-after: page'>x</p>\n" * 9), 5, 0),
}
BESIDE = {"a.png": png(10, 10), "b.png": png(10, 11)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in BESIDE.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def told(folder: Path, html: str, limits: Limits) -> str:
    (folder / "page.html").write_text(html, "utf-8")
    with pytest.raises(Broken) as broken:
        press_html(folder / "page.html", limits=limits)
    return str(broken.value.problems[0])


@pytest.mark.parametrize("case", CASES)
def test_what_is_over_a_limit_is_told(case: str, folder: Path) -> None:
    name, html, most, line = CASES[case]
    said = told(folder, html, replace(DEFAULTS, **{name: most}))
    place = r"b\.png:" if name in {"pictures", "pixels"} else r"page\.html:" + (f"{line}:" if line else r"(\d+:)?")
    assert re.match(rf"{place} (more than )?[\d,]+ {re.escape(_COUNTED[name])}, and the limit is {most:,}\n", said), (
        said
    )
    assert re.search(rf"\n    hint: --limit {name}=\d+ lifts it$", said)


def test_all_of_it_is_drawn_where_the_limits_are_not_lowered(folder: Path) -> None:
    """So what was told was told of the limits, and of nothing else."""
    small = (
        "variables",
        "cells",
        "flex boxes in each other",
        "rows of a grid",
        "pages",
        "pixels",
        "media in each other",
    )
    for case in small:
        (folder / "page.html").write_text(CASES[case][1], "utf-8")
        assert press_html(folder / "page.html").pages


@pytest.mark.parametrize(
    "case",
    ["variables", "a counter that is filled up", "pages", "a linear gradient", "a radial gradient"],
)
def test_what_grows_is_stopped_where_it_grows(case: str, folder: Path) -> None:
    name, html, most, _ = CASES[case]
    assert f"--limit {name}=" in told(folder, html, replace(DEFAULTS, **{name: most}))
    (folder / "page.html").write_text(html, "utf-8")
    assert press_html(folder / "page.html", limits=NO_LIMITS).pages


def test_every_limit_has_a_case() -> None:
    """Those that are not counted in HTML have their own tests."""
    assert {case[0] for case in CASES.values()} | {"attached", "seconds", "memory"} == set(NAMES)
    assert set(_COUNTED) == set(NAMES) == {field.name for field in fields(Limits)}


def test_time_is_limited(folder: Path) -> None:
    html = page("\n" + nested(12, "<div style='display:flex'>", "</div>"))
    said = told(folder, html, replace(DEFAULTS, layouts=1 << 40, seconds=1))
    # The line is told if the second ends while a box of it is laid out, and not in the reading before.
    assert re.match(rf"page\.html(?::{LINE + 1})?: more than 1 seconds of a processor, and the limit is 1\n", said)
    assert "--limit seconds=" in said


def test_time_grows_with_what_there_is_to_draw() -> None:
    assert DEFAULTS.allowed(10_000)[0] == DEFAULTS.seconds
    assert DEFAULTS.allowed(5_000_000)[0] == 101 * DEFAULTS.seconds
    assert DEFAULTS.allowed(10_000_000)[1] == 3 * DEFAULTS.allowed(0)[1]


def test_what_is_not_drawn_gives_no_time() -> None:
    text = weight_of(page("word " * 1_000).encode())
    assert 5_000 < text < 5_500
    css = "a { b: c }" * 1_000
    assert weight_of(page(f"<!--{css}-->" + "word " * 1_000, css).encode()) < text + 100
    assert weight_of(page(f"<p title='{css}'>" + "word " * 1_000).encode()) < text + 100


def test_memory_is_limited(folder: Path) -> None:
    html = page("<ol><li>x</ol>", STYLE.format("numeric", 400_000_000))
    said = told(folder, html, replace(DEFAULTS, counters=1 << 40, memory=100))
    assert "more than 100 MB of memory, and the limit is 100\n    hint: --limit memory=200 lifts it" in said


def test_what_refers_to_itself_is_no_bomb(folder: Path) -> None:
    """WeasyPrint will not draw it, and says so."""
    svg = '<svg width=9 height=9><g id=a><use href="#b"/></g><g id=b><use href="#a"/></g></svg>'
    assert "Failed to render an inline SVG" in told(folder, page(svg), DEFAULTS)


@pytest.mark.parametrize(
    "html",
    [
        page("<div><span></div>" * 300),
        page("<table>" + "<tr><td><font color=red>x" * 300 + "</table>"),
        page("<ul>" + "<li><p>x" * 300 + "</ul>"),
        page("<p>a < b" + " x < y" * 300),
        page("<!--" + "<div>" * 300 + "-->x<style>" + "/*<b>*/" * 300 + "</style>"),
        page("<p title='" + "<b>" * 300 + "'>x"),
        page("<svg width=9 height=9>" + "<rect width=1 height=1 />" * 300 + "</svg>"),
        page("<p>(((" + "(word " * 300, ".a::before { content: '" + "(" * 99 + "' } /* " + "{" * 99 + " */"),
        page("<p>" + "<b>a</b> <i>b</i> " * 1_000),
    ],
    ids=["spans", "cells", "items", "signs", "comments", "attributes", "drawings", "brackets", "words"],
)
def test_what_looks_deep_and_is_not_is_drawn(html: str) -> None:
    assert press_html(html.encode()).pages


def test_limits_are_written_as_flags() -> None:
    assert limits_of([]) == DEFAULTS
    assert limits_of(["cells=70_000", "pages=9"]) == replace(DEFAULTS, cells=70_000, pages=9)
    assert limits_of(["none"]) == NO_LIMITS
    assert limits_of(["none", "seconds=3"]) == replace(NO_LIMITS, seconds=3)
    assert limits_of(["depth=none"]).depth == NO_LIMITS.depth


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("cell=3", "did you mean cells"),
        ("cells", "Write --limit cells=NUMBER, or none."),
        ("cells=-1", "Write --limit cells=NUMBER, or none."),
        ("cells=0", "Write --limit cells=NUMBER, or none."),
        ("cells=99999999999999999999", "Write --limit cells=NUMBER, or none."),
    ],
)
def test_what_is_no_limit_is_told(word: str, advice: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        limits_of([word])
    assert advice in wrong.value.advice


def test_the_page_of_limits_is_that_of_the_program() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", (ROOT / "docs/limits.md").read_text("utf-8"), re.M)
    assert [(name, int(number.replace(",", ""))) for name, number in rows] == [
        (field.name, field.default) for field in fields(Limits)
    ]


#: What is stopped by the seconds that it takes, or very late.
LATE = {":has()", "absolute", "data: pictures", "fixed on every page", "page breaks", "select of 20,000"}
LATE |= {"selectors for nodes", "page of 0.1 mm", "import tree", "inline elements in one rtl line"}


def test_what_is_late_is_there() -> None:
    assert set(BOMBS) >= LATE


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long if name in LATE else pytest.mark.slow) for name in BOMBS]
)
def test_every_bomb_is_finished_or_told(name: str, tmp_path: Path) -> None:
    bomb = BOMBS[name]
    for path, content in {"page.html": bomb.html, **bomb.files}.items():
        (tmp_path / path).write_bytes(content.encode() if isinstance(content, str) else content)
    begun = time.process_time()
    with ExitStack() as stack:
        broken = stack.enter_context(pytest.raises(Broken)) if bomb.limit else stack.enter_context(suppress(Broken))
        press_html(tmp_path / "page.html")
    assert broken is None or f"--limit {bomb.limit}=" in broken.value.problems[0].hint
    assert time.process_time() - begun < 5  # nothing of it was done here
