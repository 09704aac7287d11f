"""A stranger's HTML as a browser understands it: numbers of lists, controls of forms, heads of columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dossier.press.html import tree
from dossier.press.html.foreign import browser

LISTS = Path(__file__).parent / "wild" / "lists.html"


def known(body: str, css: str = "") -> tuple[str, browser.BrowserView]:
    html = f"<!DOCTYPE html><html lang=en><head><style>{css}</style></head><body>{body}</body></html>"
    root = tree.read(html)
    done = browser.understand(root, html, [], "page.html")
    return tree.write(root, html).partition("<body>")[2].removesuffix("</body></html>"), done


def numbers(body: str, css: str = "") -> list[int]:
    """As WeasyPrint counts: it sets a counter, and then adds to it what CSS says, or 1."""
    found = []
    for item in tree.read(known(body, css)[0]).iter("li"):
        written = re.search(r"counter-set: list-item (-?\d+)", item.get("style", ""))
        assert written, body
        found.append(int(written[1]) + (0 if item.get("value", "").isdigit() or "counter-increment" in css else 1))
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>a<li>b</ol>", [1, 2]),
        ("<ol start=9><li>a<li>b</ol>", [9, 10]),
        ("<ol start='-1'><li>a<li>b<li>c</ol>", [-1, 0, 1]),
        ("<ol start=0><li>a</ol>", [0]),
        ("<ol start=no><li>a</ol>", [1]),
        ("<ol start='3.7 of 9'><li>a</ol>", [3]),
        ("<ol><li value=5>a<li value=20>b<li>c</ol>", [5, 20, 21]),
        ("<ol reversed><li>a<li>b<li>c</ol>", [3, 2, 1]),
        ("<ol reversed start=10><li>a<li value=4>b<li>c</ol>", [10, 4, 3]),
        ("<ol start=3><li>a<ol><li>b<li>c</ol><li>d</ol>", [3, 1, 2, 4]),
        ("<ol reversed><li>a<ul><li value=8>x</ul><li>b</ol>", [2, 8, 1]),
        ("<ol start=4><div><li>a</div><li>b</ol>", [4, 5]),
    ],
)
def test_items_have_the_numbers_that_html_says(body: str, expected: list[int]) -> None:
    assert numbers(body) == expected


def test_counters_of_the_document_do_not_lose_the_count() -> None:
    assert numbers("<ol start=2><li>a<li>b</ol>", "ol { counter-reset: x } li { counter-increment: x }") == [2, 3]
    others = "li { display: list-item } ol { counter-reset: my-list-item } /* li { counter-set: list-item 6 } */"
    assert numbers("<ol start=2><li>a<li>b</ol>", others) == [2, 3]
    body = "<ol start=2><li>a</li></ol>"
    assert known(body, "ol { counter-reset: list-item 6 }")[0] == body.replace("=2", '="2"')


def test_a_list_without_numbers_is_left_alone() -> None:
    assert known("<ul><li>a</li></ul>")[0] == "<ul><li>a</li></ul>"


@pytest.mark.parametrize(
    ("table", "css", "is_centred"),
    [
        ("<table><tr><th>a</table>", "", True),
        ("<table><tr><th>a</table>", "th { text-align: right }", False),
        ("<table><tr><th>a</table>", "table { text-align: left }", False),
        ("<table><tr><th>a</table>", "body { text-align: justify }", False),
        ("<table><tr><th>a</table>", "body { text-align: start }", True),
        ("<table><tr align=right><th>a</table>", "", False),
        ("<table><tr><th align=left>a</table>", "", False),
        ("<center><table><tr><th>a</table></center>", "", True),
        ("<div align=right><table><tr><th>a</table></div>", "", True),
        ("<table align=right><tr><th>a</table>", "", True),
        ("<div align=right><table><tr align=right><th>a</table></div>", "", False),
    ],
)
def test_heads_of_columns_stand_in_the_middle_unless_they_are_aligned(table: str, css: str, is_centred: bool) -> None:
    assert ("text-align: center" in known(table, css)[0]) is is_centred


def test_a_password_is_not_printed() -> None:
    body, _ = known("<input type=password value=secret>")
    assert body == '<input type="password" value="••••••">'


def test_one_choice_is_seen() -> None:
    def seen(options: str, more: str = "") -> list[str]:
        body = known(f"<select {more}>{options}</select>")[0]
        return [option.text for option in tree.read(body).iter("option") if option.get("selected") is not None]

    assert seen("<option>a<option>b") == ["a"]
    assert seen("<optgroup label=x><option>a</optgroup><optgroup label=y><option>b</optgroup>") == ["a"]
    assert seen("<option>a<option selected>b<option selected>c") == ["c"]
    assert seen("<option selected>a<option selected>b", "multiple") == ["a", "b"]


def test_bars_are_filled_from_the_side_where_they_begin() -> None:
    assert "to right, #767676 25.0%" in known("<progress value=1 max=4></progress>")[0]
    assert "to left, #767676 50.0%" in known("<p dir=rtl><input type=range></p>")[0]
    assert "#767676 0.0%" in known("<meter value=3 min=5 max=5></meter>")[0]


def test_what_cannot_be_shown_is_told() -> None:
    (told,) = known("<input type=file>")[1].problems
    assert (told.severity, told.message) == ("warning", "<input type=file> is printed as an empty frame")


def test_what_only_a_program_shows_is_told() -> None:
    told = [problem.message for problem in known("<iframe src=a.html></iframe><video src=a.mp4></video>")[1].problems]
    assert told == ["<iframe> is not printed", "<video> is not printed"]


def test_sizes_in_letters_and_lines() -> None:
    _, done = known("<input size=30><textarea rows=4 cols=40></textarea><input size=30><input size=no>")
    assert done.css.endswith(
        'input[size="30"] { width: 30ch }\ntextarea[cols="40"] { width: 40ch }\n'
        'textarea[rows="4"] { min-height: 4.8em }\n'
    )


def test_a_picture_that_is_a_button_is_a_picture() -> None:
    assert known('<input type=image src=a.png alt="go">')[0] == '<img alt="go" src="a.png">'


def test_ruby_stands_in_brackets_behind_its_word() -> None:
    body, done = known("<ruby>محمد<rt>Muhammad</rt></ruby>, <ruby>ab <rp>[</rp><rt>c</rt><rp>]</rp></ruby>")
    words = "".join(tree.read(body).itertext())
    assert words == "محمد (Muhammad), ab (c)"
    assert [problem.message for problem in done.problems] == [
        "<ruby> is printed in brackets behind its word: Muhammad",
        "<ruby> is printed in brackets behind its word: c",
    ]


def test_ruby_of_every_letter_stands_behind_it() -> None:
    assert "".join(tree.read(known("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>")[0]).itertext()) == "漢(かん)字(じ)"
    assert "".join(tree.read(known("<ruby>one<rt>1</rt>two<rt>2</rt><rt></rt></ruby>")[0]).itertext()) == (
        "one (1)two (2)"
    )


def test_closed_details_show_their_summary_alone() -> None:
    body, done = known("<details>a<summary>b</summary>c<p>d</p>e</details>")
    assert body == ('<details><summary>b</summary><div style="display: none !important">ac<p>d</p>e</div></details>')
    assert [problem.message for problem in done.problems] == ["<details> is closed, so “acde” is not printed"]
    for left in ("<details open><summary>b</summary>c</details>",):
        body, done = known(left)
        assert body.replace('=""', "") == left
        assert done.problems == ()


@pytest.mark.parametrize(("said", "known_as"), [("", "1"), ("border", "1"), ("0", "0"), ("3", "3"), ("2px", "2px")])
def test_a_frame_without_a_number_is_thin(said: str, known_as: str) -> None:
    assert f'border="{known_as}"' in known(f"<table border='{said}'><tr><td>a</table>")[0]
