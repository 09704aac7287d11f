"""Traps of WeasyPrint in Arabic lines: refused in our templates with a place, mended or told in a stranger's file."""

from __future__ import annotations

import pytest

from dossier.press.html import css_rules, renderer_bugs, tree
from dossier.press.html.markup import mark
from dossier.problems import Place, Problem


def document(body: str, head: str = "", language: str = "ar") -> str:
    direction = "rtl" if language == "ar" else "ltr"
    return mark(f'<html lang="{language}" dir="{direction}"><head>{head}</head><body>{body}</body></html>').html


def refused(body: str, css: str, language: str = "ar") -> list[str]:
    problems = renderer_bugs.refuse(document(body, "", language), [("templates/x.css", css)], "page.html")
    assert all(problem.severity == "error" and problem.hint for problem in problems)
    return [f"{problem.place}: {problem.message}" for problem in problems]


@pytest.mark.parametrize(
    ("body", "css", "told"),
    [
        (
            '<h1 id="a">روسيا والمنظمة</h1>',
            "@media print { h1 { letter-spacing: .1em } }",
            'templates/x.css:1:21: letter-spacing: .1em (h1) on <h1 id="a"> “روسيا والمنظمة”: '
            "spaced Arabic letters are not joined",
        ),
        (
            "<p>روسيا</p>",
            "p::first-letter { font-size: 3em }",
            "templates/x.css:1:1: ::first-letter (p::first-letter) on <p> “روسيا”: "
            "a first letter of its own is not joined",
        ),
        (
            "<p>Russia روسيا</p>",
            "p { direction: ltr }",
            "templates/x.css:1:5: direction: ltr (p) on <p> “Russia روسيا”: only dir= turns a line here",
        ),
        (
            "<p>روسيا</p>",
            "p { unicode-bidi: plaintext }",
            "templates/x.css:1:5: unicode-bidi: plaintext (p) on <p> “روسيا”: "
            "the direction of each text has to be written",
        ),
        (
            "<p>روسيا</p>",
            "p { unicode-bidi: bidi-override }",
            "templates/x.css:1:5: unicode-bidi: bidi-override (p) on <p> “روسيا”: letters are not turned round",
        ),
    ],
)
def test_a_trap_is_refused_with_element_rule_and_place(body: str, css: str, told: str) -> None:
    assert refused(body, css) == [told]


@pytest.mark.parametrize(
    ("body", "css", "language"),
    [
        ('<div class="g"><p>a</p><p>b</p></div>', ".g { display: grid }", "en"),
        ("<div>words</div>", "div { columns: 2; column-rule: 1pt solid red }", "en"),
        ("<div>كلمات</div>", "div { columns: 2; column-rule: none }", "ar"),
        ("<h1>Russia</h1>", "h1 { letter-spacing: .1em }", "en"),
        ("<h1>روسيا</h1>", "h1 { letter-spacing: 0 }", "ar"),
        ("<h1>روسيا</h1>", "h1 { letter-spacing: 1em } html h1 { letter-spacing: normal }", "ar"),
        ("<h1>روسيا</h1>", "@media screen { h1 { letter-spacing: 1em } }", "ar"),
        ("<p>Russia روسيا</p>", "p::first-letter { font-size: 3em }", "en"),
        ('<p dir="ltr">Russia</p>', "p { direction: ltr }", "ar"),
        ("<p>روسيا</p>", "p { direction: rtl; unicode-bidi: isolate }", "ar"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text>2005</text></svg>', "", "ar"),
        ("<p>نعم</p>", "p { text-align: justify }", "ar"),
    ],
)
def test_what_is_no_trap_is_not_told(body: str, css: str, language: str) -> None:
    assert refused(body, css, language) == []


def mend(html: str, *, stock: bool = False) -> tuple[str, tuple[Problem, ...]]:
    root = tree.read(html)
    problems = renderer_bugs.mend(root, html, [], "page.html", stock=stock)
    return tree.write(root, html), problems


def mended(body: str, css: str) -> tuple[str, list[str]]:
    html, problems = mend(document(body, f"<style>{css}</style>"))
    assert all(problem.severity == "warning" for problem in problems)
    return html.partition("<body>")[2].removesuffix("</body></html>"), [p.message for p in problems]


def test_a_rule_of_columns_is_left_out_where_weasyprint_is_not_mended() -> None:
    page = document("<p>روسيا</p>", "<style>p { columns: 2; column-rule: 1px solid }</style>")
    html, problems = mend(page, stock=True)
    assert '<p style="column-rule: none !important">' in html
    assert problems[0].message.endswith("the rule is drawn beside the columns; left out")
    assert mend(page)[1] == ()


def test_a_grid_is_told_where_weasyprint_is_not_mended() -> None:
    page = document("<div><p>ا</p><p>ب</p></div>", "<style>div { display: grid }</style>")
    (told,) = mend(page, stock=True)[1]
    assert told.message.endswith("a grid puts its first column at the left; its columns will stand in the wrong order")
    assert len(renderer_bugs.refuse(page, [], "page.html", stock=True)) == 1
    assert mend(page)[1] == renderer_bugs.refuse(page, [], "page.html") == ()


def test_columns_beside_a_float_are_put_below_it() -> None:
    css = "i { float: left } p { columns: 2 }"
    body, told = mended("<i>a</i><p>روسيا</p><p>روسيا</p>", css)
    assert '<p style="clear: both !important">' in body
    assert told[0].endswith("columns run under a float beside them; put below it")
    assert mended("<p>روسيا</p>", css)[1] == []
    assert mended("<i>a</i><p>روسيا</p>", css + "p { clear: both }")[1] == []


@pytest.mark.parametrize(
    ("css", "style", "told"),
    [
        (
            "p { letter-spacing: 2px }",
            "letter-spacing: normal !important",
            "spaced Arabic letters are not joined; left out",
        ),
    ],
)
def test_what_can_be_left_out_is(css: str, style: str, told: str) -> None:
    body, messages = mended("<p>روسيا</p>", css)
    assert body == f'<p style="{style}">روسيا</p>'
    assert messages[0].endswith(told)


def test_a_stranger_is_told_the_line_of_its_own_style() -> None:
    html = document("<p>روسيا</p>", "<title>x</title>\n<style>\n  p { letter-spacing: 2px }</style>")
    assert [str(problem.place) for problem in mend(html)[1]] == ["page.html:3:7"]


def test_mending_twice_is_mending_once() -> None:
    css = "p { letter-spacing: 2px }"
    once, _ = mend(document("<p>روسيا</p>", f"<style>{css}</style>"))
    assert mend(once)[0] == once


@pytest.mark.parametrize(
    ("body", "css", "expected"),
    [
        ("<p>روسيا</p>", "p { direction: rtl }", '<p dir="rtl">روسيا</p>'),
        ("<p>روسيا</p>", "body p { direction: rtl } p { direction: ltr }", '<p dir="rtl">روسيا</p>'),
        ('<p dir="ltr">x</p>', "p { direction: rtl }", '<p dir="ltr">x</p>'),
        ("<p>روسيا</p>", "p { unicode-bidi: plaintext }", '<p dir="auto">روسيا</p>'),
        ('<p style="direction: rtl">x</p>', "", '<p style="direction: rtl" dir="rtl">x</p>'),
    ],
)
def test_directions_of_the_css_are_written_into_the_html(body: str, css: str, expected: str) -> None:
    html = f"<html><head><style>{css}</style></head><body>{body}</body></html>"
    root = tree.read(html)
    renderer_bugs.write_directions(root, html, [], "x")
    assert expected in tree.write(root, html)


def test_sheets_of_a_stranger_are_followed() -> None:
    files = {
        "s/a.css": '@import "b.css"; p { color: red }',
        "s/b.css": '@import url("../d.css") print; @import url(a.css);',
    }
    files |= {"c.css": "", "s/../d.css": ""}
    html = '<link rel=stylesheet href="s/a.css"><link rel="stylesheet" media=screen href="c.css"><link rel=icon href=i>'
    assert [path for path, _ in css_rules.sheets_of(html, files.get)] == ["s/../d.css", "s/b.css", "s/a.css"]


def test_words_in_svg_images_are_told() -> None:
    assert "روسيا" in renderer_bugs.in_svg("<svg><g><text x='1'><tspan>روسيا</tspan></text></g></svg>")
    assert renderer_bugs.in_svg("<svg><text>Russia</text><title>روسيا</title></svg>") == ""
    assert renderer_bugs.in_svg("<svg><!-- <text>روسيا</text> --><a b='&lt;text>روسيا&lt;/text>'/></svg>") == ""
    assert renderer_bugs.in_svg("<svg><text>روسيا</svg>") == ""
    assert "روسيا" in renderer_bugs.in_svg('<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:text>روسيا</s:text></s:svg>')


def test_places_inside_a_sheet_are_counted_from_where_it_begins() -> None:
    (rule,) = css_rules.rules_of("p { letter-spacing: 1px }", Place("x.html", 4, 8))
    assert rule.declarations == (("letter-spacing", "1px", Place("x.html", 4, 12), False),)
