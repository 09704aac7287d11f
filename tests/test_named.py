"""Anchors where somebody is named: found in every form, the longest first, and put so that no word is parted."""

from __future__ import annotations

import re

import pytest

from dossier.press.html.named import NameFinder, with_anchors

FORMS = {
    "Sergey Lavrov": ("lavrov",),
    "Lavrov": ("lavrov",),
    "Al-Othaimeen": ("othaimeen",),
    "Kazan": ("kazan",),
    "Kazan forum": ("forum",),
    'the "Group"': ("group",),
    "لافروف": ("lavrov",),
    "المنظمة": ("oic",),
    "روسيا": ("russia",),
    "the Court": ("icj", "court"),
}


def found(text: str) -> list[tuple[str, str]]:
    """What is found in a text: the letters that it takes, and the form."""
    return [(text[start:end], form) for start, end, form in NameFinder(FORMS).find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Sergey Lavrov spoke.", [("Sergey Lavrov", "Sergey Lavrov")]),
        ("Lavrov’s words", [("Lavrov", "Lavrov")]),
        ("Lavrovian", []),
        ("the Kazan forum, in Kazan", [("Kazan forum", "Kazan forum"), ("Kazan", "Kazan")]),
        ("Kazan forums", [("Kazan", "Kazan")]),
        ("The Court heard", [("The Court", "the Court")]),
        ("THE COURT", []),
        ("قال لافروف", [("لافروف", "لافروف")]),
        ("ولافروف", [("ولافروف", "لافروف")]),
        ("وبلافروف", [("وبلافروف", "لافروف")]),
        ("إلى المنظمة", [("المنظمة", "المنظمة")]),
        ("للمنظمة", [("للمنظمة", "المنظمة")]),
        ("وللمنظمة", [("وللمنظمة", "المنظمة")]),
        ("بالمنظمة", [("بالمنظمة", "المنظمة")]),
        ("المنظمتان", []),
        ("روسيا", [("روسيا", "روسيا")]),
        ("روسيان", []),
        ("هو و المنظمة", [("المنظمة", "المنظمة")]),
    ],
)
def test_names_are_found_as_words(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


def anchored(html: str) -> str:
    return with_anchors(html, NameFinder(FORMS), "x-0")


def test_the_anchor_stands_round_the_whole_word() -> None:
    assert anchored("<p>قال ولافروف.</p>") == '<p>قال <span id="n-lavrov--x-0-1">ولافروف</span>.</p>'


def test_of_many_in_a_block_the_first_and_the_last_have_one() -> None:
    html = anchored("<p>Lavrov, Lavrov and Lavrov</p><p>Lavrov</p>")
    assert (
        re.sub(r' id="[^"]*"', "", html)
        == "<p><span>Lavrov</span>, Lavrov and <span>Lavrov</span></p><p><span>Lavrov</span></p>"
    )
    assert len(set(re.findall(r'id="([^"]*)"', html))) == 3


def test_a_name_may_be_parted_by_tags_and_by_lines_but_not_by_blocks() -> None:
    assert anchored("<p>Sergey\n  <b>Lavrov</b></p>").startswith(
        '<p><span id="n-lavrov--x-0-1">Sergey\n  </span><b>Lavrov'
    )
    assert 'id="n-forum' not in anchored("<td>Kazan</td><td>forum</td>")


def test_letters_that_html_escapes_are_read() -> None:
    assert anchored("<p>in the &#34;Group&#34; &amp; out</p>") == (
        '<p>in <span id="n-group--x-0-1">the &#34;Group&#34;</span> &amp; out</p>'
    )


def test_who_share_a_form_have_an_anchor_each() -> None:
    html = anchored("<p>the Court</p>")
    assert 'id="n-icj--x-0-1"' in html
    assert 'id="n-court--x-0-2"' in html


def test_what_is_drawn_or_stands_in_a_tag_is_not_looked_through() -> None:
    html = '<svg><title>Lavrov</title><text>Lavrov</text></svg><a title="Lavrov" href="#x">here</a>'
    assert anchored(html) == html
