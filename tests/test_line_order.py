"""Any line is put in order: whatever stands in it, it is drawn, once and whole. In which order: test_outside.py."""

from __future__ import annotations

import importlib
from html import escape
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pressed import draw_foreign

from dossier.press.fonts import typefaces
from dossier.press.weasy.session import drawing_session

FACES = typefaces.load(Path(__file__).parents[1] / "fonts")
CSS = """
    .block { display: inline-block; border: 1px solid } .away { position: absolute } .beside { float: left }
    .framed { padding: 0 4px; border: 1px solid } .unseen { visibility: hidden } .moved { position: relative; top: 2px }
    .filled { text-align: justify } .kept { white-space: pre-wrap } .indented { text-indent: 2em }
    .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; width: 30mm }
    .hyphened { hyphens: auto } .first::first-line { color: red } .before::before { content: "[" attr(title) "] " }
    p { max-width: 60mm }
"""
WORDS = [
    "قال",
    "كتب،",
    "مُؤْتَمَر",
    "گزارش",
    "«نعم»",
    "“لا”",
    "٢٥٪",
    "OIC",
    "Kazan,",
    "(Summit)",
    "a@b.org",
    "C++",
    "25%",
    "2019-2024",
    "-5",
    "+7",
    "$100",
    "(",
    "]",
    '"',
    "’",
    "–",
    "/",
]
SIGNS = ["\u200f", "\u200e", "\u2067", "\u2069", "\u202e", "\u202c", "\u00ad", "\u064e", "\u0640", " ", " ", " "]
TAGS = ["b", "bdi", "code", 'bdo dir="rtl"', 'span dir="ltr"', 'span dir="rtl"', "sup", "q", 'i lang="en"']
TAGS += [f'span class="{name}"' for name in ("block", "away", "beside", "framed", "unseen", "moved")]
OTHERS = ["<br>", '<span title=""></span>']


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.builds(lambda tag, text: f"<{tag}>{text}</{tag.split()[0]}>", st.sampled_from(TAGS), inner)
    return st.lists(st.one_of(inner, one, st.sampled_from(OTHERS)), max_size=5).map("".join)


PHRASES = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=6).map("".join).map(escape)
LINES = st.recursive(PHRASES, nested, max_leaves=12)
CLASSES = st.sampled_from(["", "filled", "kept", "indented", "cut", "hyphened", "first", "before", "filled indented"])
DIRECTIONS = st.sampled_from(["", 'dir="ltr"', 'dir="rtl"', 'dir="auto"'])


@pytest.fixture(scope="module")
def plain() -> ModuleType:
    return importlib.import_module("dossier.press.weasy.one_pass")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(line=LINES, kind=CLASSES, direction=DIRECTIONS, root=st.sampled_from(["lang=ar dir=rtl", "lang=en"]))
def test_any_line_is_drawn_once_and_whole(
    plain: ModuleType, tmp_path_factory: pytest.TempPathFactory, line: str, kind: str, direction: str, root: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "line.html"
    body = f'<p class="{kind}" title="ا x 5-6" {direction}>{line}</p>'
    file.write_text(f"<!DOCTYPE html><html {root}><title>t</title><style>{CSS}</style>{body}</html>", encoding="utf-8")
    with drawing_session(stock=False):
        drawing = draw_foreign(file, FACES, lasting=True)
    assert [str(problem) for problem in drawing.problems if "text lost" in problem.message] == []


def test_a_page_with_links_to_nowhere_is_printed(plain: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text('<html lang=en><title>t</title><p id="a"><a href="#b">x</a> <i id="a">y</i></p>', encoding="utf-8")
    assert {problem.severity for problem in draw_foreign(file, FACES).problems} == {"warning"}
