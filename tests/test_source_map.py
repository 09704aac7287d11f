"""What WeasyPrint complains of is told of the template, or of the stranger's file, and the line it was written in."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Desk, copy_of_the_harbour
from hypothesis import given
from hypothesis import strategies as st
from pressed import draw_foreign

from dossier.build import build
from dossier.press.fonts import typefaces
from dossier.press.html import tree
from dossier.press.html.source_map import PLACE, Diagnostic, DocumentSource, places_of, problems_of, with_places
from dossier.problems import Broken, Place, Problem

#: A chapter with everything that WeasyPrint may find wrong in HTML: {name} stands where a problem of that name is told.
SPOILT = """\
<p>Good words</p>
<style>
b { font-weight: 400 }
i { shade: 1 }
</style>
{% macro failing(what) %}
<p
   style="colour: red">{{ what }}</p>
{% endmacro %}
{# A comment with a <p> in it,
   of two lines. #}
{% for n in (1, 2, 3) %}
<p class="q">{{ n }}
  <img src="none.png" alt="A picture">
</p>
{% endfor %}
{{ failing("First") }}
<p><a href="#nowhere">A link</a></p>
<p>Words, and <b>bold</b>
then a letter: 水</p>
<svg width="9" height="9" viewBox="0 0 a b" role="img"><title>A drawing</title><path d="M0 0H9"/></svg>
<svg width="9" height="9" role="img"><title>Another</title>
<image href="in-a-drawing.png" width="9" height="9"/></svg>
<p><img src="also-none.png"></p>
<p id="twice">1</p><p>2</p>
<p id="twice">3</p>
<div style="height: 16pt; overflow: hidden"><p>Seen</p>
<p>Never seen at all</p></div>
<p>{{ dossier.corpus.settings.edition }}</p>
<div class="from-a-sheet">5</div>
"""
SHEET = '.from-a-sheet {\n  background-image: url("of-the-sheet.png");\n}\n.from-a-sheet::after { content: "木" }\n'


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All problems of the spoilt chapter, drawn once."""
    desk = copy_of_the_harbour(tmp_path_factory.mktemp("spoilt") / "harbour")
    desk.keep_only("en", "summary")
    desk.write("templates/summary.html", SPOILT)
    desk.write("templates/summary.css", SHEET)
    with pytest.raises(Broken) as error:
        build(desk.project, ())
    return [str(problem).partition("\n")[0] for problem in error.value.problems]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Ignored `shade: 1 `", "templates/summary.html:4"),
        ("Ignored `colour: red`, unknown property", "templates/summary.html:8"),
        ("Failed to load image at 'none.png': none.png: not there (and in 2 more elements)", "…:14"),
        ("No anchor #nowhere for internal URI reference", "templates/summary.html:18"),
        ("no face has the letter 水 (U+6C34)", "templates/summary.html:20"),
        ("Failed to render an inline SVG", "templates/summary.html:21"),
        ("Failed to load image at 'in-a-drawing.png': in-a-drawing.png: not there", "…:23"),
        ("Failed to load image at 'also-none.png'", "templates/summary.html:24"),
        ("Anchor defined twice: 'twice' (and in 1 more element)", "templates/summary.html:26"),
        ("text cut off: “Never seen at all”", "templates/summary.html:28"),
        ("Failed to load image at 'of-the-sheet.png'", "templates/summary.css:2:26"),
        ("no face has the letter 木 (U+6728)", "templates/summary.css:4:34"),
    ],
)
def test_a_problem_names_template_and_line(told: list[str], words: str, place: str) -> None:
    place = place.replace("…", "templates/summary.html")
    (line,) = [line for line in told if words in line]
    assert line.startswith(f"{place}: {words}")


def test_nothing_else_is_told_and_nothing_of_the_edition_as_a_whole(told: list[str]) -> None:
    assert len(told) == 12
    assert not [line for line in told if line.startswith("sources/")]


def test_a_letter_of_a_file_of_words_is_told_of_the_template_that_prints_it(desk: Desk) -> None:
    desk.keep_only("en", "summary")
    desk.write("templates/summary.html", "<p>One</p>\n<p>{{ '&#27700;'|safe }}</p>\n<p>水 is told once</p>")
    with pytest.raises(Broken) as error:
        build(desk.project, ())
    (problem,) = error.value.problems
    assert problem.place == Place("templates/summary.html", 2)
    assert "(and in 1 more element)" in problem.message


def test_what_is_found_before_drawing_names_template_and_line_too(desk: Desk) -> None:
    desk.keep_only("ar", "summary")
    trap, turned = '<p style="letter-spacing: 2pt">كتاب</p>', '<p style="unicode-bidi: bidi-override">abc</p>'
    desk.write("templates/summary.html", f"<p>نعم</p>\n\n{trap}\n<div>\n{turned}</div>")
    with pytest.raises(Broken) as error:
        build(desk.project, ())
    assert [str(problem).partition(" ")[0] for problem in error.value.problems] == [
        "templates/summary.html:3:",
        "templates/summary.html:5:",
    ]


STRANGER = """<!DOCTYPE html>
<html lang="en">
<head><title>A stranger</title>
<link rel="stylesheet" href="s/own.css">
<style>
p { shade: 2 }
</style></head>
<body>
<p>Words
<p style="grid-gap: x;
          colour: blue">Text
<p style="letter-spacing: 3em" dir="rtl">نعم</p>
<img src="none.png" alt="A
picture">
</body></html>
"""


def test_a_strangers_problems_have_their_lines(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s/own.css").write_text("@import 'more.css';\np { margin: 1xx }")
    (tmp_path / "s/more.css").write_text("\n\n b { colour: red }")
    (tmp_path / "page.html").write_text(STRANGER)
    drawing = draw_foreign(tmp_path / "page.html", typefaces.load(Path(__file__).parents[1] / "fonts"))
    assert sorted(str(problem).partition(",")[0].partition("(")[0].rstrip() for problem in drawing.problems) == [
        "page.html:10: warning: Ignored `grid-gap: x`",
        "page.html:11: warning: Ignored `colour: blue`",
        "page.html:12: warning: letter-spacing: 3em",
        "page.html:13: Failed to load image at 'none.png': none.png: not there",
        "page.html:6: warning: Ignored `shade: 2 `",
        "s/more.css:3:6: warning: Ignored `colour: red `",
        "s/own.css:2:5: warning: Ignored `margin: 1xx `",
    ]


def test_thousands_of_problems_are_placed_in_no_time() -> None:
    lines = [f'<p><a href="#none-{n}">{chr(0x4E00 + n)}</a></p>' for n in range(4000)]
    html = "\n".join(lines)
    drawn = tree.read(html)
    written = DocumentSource(lambda: with_places(html, "long.html"), lambda path: html)
    problem = Problem(Place("long.html"), "wrong")
    heard = [
        *(Diagnostic(problem, a, (a.get("href", ""),), "attributes") for a in drawn.iter("a")),
        *(Diagnostic(replace(problem, message=a.text or ""), a, (a.text or "",), "text") for a in drawn.iter("a")),
    ]
    heard = [replace(one, problem=replace(one.problem, hint=one.words[0])) for one in heard]
    start = time.process_time()
    told = problems_of(heard, drawn, written, "long.html", [("a.css", "b {}")])
    assert time.process_time() - start < 5
    assert [problem.place.line for problem in told] == [*range(1, 4001), *range(1, 4001)]


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b class=x>",
        "<br/>",
        "\n",
        "a",
        '<i title="<p >">',
        "<svg><path d='M0 0'/></svg>",
        "<",
        "< b",
        "<h",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_places_alter_nothing_but_themselves(html: str) -> None:
    def shape(text: str) -> list[tuple[str, str, str, dict[str, str]]]:
        attributes = {"title"}  # what looks like a tag there has got a place too
        return [
            (e.tag, e.text or "", e.tail or "", {k: v for k, v in e.attrib.items() if k not in attributes | {PLACE}})
            for e in tree.read(text).iter()
        ]

    assert shape(with_places(html, "a folder/what's this.html")) == shape(html)


def test_places_are_of_file_and_line() -> None:
    root = tree.read(with_places("<div>\n<p>a<b>c</b></p>\n<br></div>", "a b:c.html", 5))
    places = {element.tag: place for element, place in places_of(root, "x").items()}
    assert [places[tag] for tag in ("div", "p", "b", "br")] == [Place("a b:c.html", line) for line in (5, 6, 6, 7)]
    assert places["body"] == Place("x")
