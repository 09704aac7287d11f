"""Markings: TLP 2.0 as FIRST has it, schemes of one's own beside it, quiet where there is no plate."""

from __future__ import annotations

import re

import pytest
from conftest import Desk

from dossier.build import check
from dossier.chapters.overall.kinds import compose
from dossier.model.markings import TLP, is_more_open
from dossier.press.html.render import render
from dossier.problems import Broken, Report

SETTINGS = "sources/dossier.yaml"
OWN = """
markings:
  - {label: CLOSED, text: {ar: مغلق., en: For nobody.}, color: "#ffffff", plate: "#7a0019"}
  - {label: OPEN, text: {ar: مفتوح., en: For everybody.}}
"""


def told(desk: Desk) -> list[str]:
    try:
        check(desk.project)
    except Broken as error:
        return [str(problem) for problem in error.problems if problem.severity == "error"]
    return []


def marked(desk: Desk, marking: str, own: str = "") -> Desk:
    desk.edit(SETTINGS, "marking: TLP:GREEN", f"marking: {marking}")
    desk.write(SETTINGS, (desk.root / SETTINGS).read_text("utf-8") + own)
    return desk


def html_of(desk: Desk, language: str = "en") -> str:
    desk.keep_only(language, "cover", "colophon")
    dossier, report = desk.dossier(language), Report()
    page = render(dossier, compose(dossier), desk.project, report)
    assert page
    assert report.problems == []
    return page.html


def test_the_labels_of_tlp_are_the_five_of_its_second_version() -> None:
    """https://www.first.org/tlp/: from the most closed, and what each is printed in on black."""
    assert [marking.label for marking in TLP] == ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]
    assert [marking.color.lower() for marking in TLP[:3]] == ["#ff2b2b", "#ffc000", "#ffc000"]
    assert [bool(marking.plate) for marking in TLP] == [True, True, True, False, False]


@pytest.mark.parametrize("marking", [marking.label for marking in TLP])
def test_a_plate_stands_from_amber_upwards(desk: Desk, marking: str) -> None:
    html = html_of(marked(desk, marking))
    plates = re.findall(r'<span class="tlp([^"]*)"[^>]*?(?:style="([^"]*)")?>', html)
    assert len(plates) == 2  # on the cover, and in the margin of every other page
    is_plated = marking in {"TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER"}
    assert {("plated" in names, "background:#000000" in style) for names, style in plates} == {(is_plated, is_plated)}
    assert html.count(f">{marking}<") == 4 + 1  # head and foot of the cover and of a page, and in the colophon


def test_a_scheme_of_ones_own_has_its_label_colours_and_text(desk: Desk) -> None:
    html = html_of(marked(desk, "CLOSED", OWN))
    assert re.search(r'class="tlp plated"[^>]*style="color:#ffffff;background:#7a0019"[^>]*>CLOSED<', html)
    assert "For nobody." in html
    assert "TLP:" not in html


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_the_marking_asks_stands_in_the_colophon(desk: Desk, language: str) -> None:
    said = {"ar": "للتداول بين الجهات النظيرة", "en": "For the recipient’s community"}
    assert said[language] in html_of(desk, language)


def test_a_marking_of_no_scheme_is_refused(desk: Desk) -> None:
    assert told(marked(desk, "SECRET")) == [
        f"{SETTINGS}:11:10: 'SECRET' is not a marking of TLP 2.0\n"
        "    hint: one of: TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR"
    ]


def test_so_is_one_of_an_edition(desk: Desk) -> None:
    marked(desk, "CLOSED", OWN)
    text = (desk.root / "sources/editions/en.yaml").read_text("utf-8")
    desk.write("sources/editions/en.yaml", f"{text}marking: OPENED\n")
    (problem,) = told(desk)
    assert problem.startswith("sources/editions/en.yaml:")
    assert "'OPENED' is not a marking of TLP 2.0, nor of this dossier" in problem
    assert "one of: CLOSED, OPEN, TLP:RED" in problem


def test_a_colour_is_a_colour(desk: Desk) -> None:
    (problem,) = told(marked(desk, "CLOSED", OWN.replace("#7a0019", "red; background: url(x)")))
    assert "is no colour" in problem


@pytest.mark.parametrize(
    ("label", "than", "expected"),
    [
        ("TLP:CLEAR", "TLP:GREEN", True),
        ("TLP:GREEN", "TLP:CLEAR", False),
        ("OPEN", "CLOSED", True),
        ("CLOSED", "OPEN", False),
        ("CLOSED", "CLOSED", False),
        ("OPEN", "TLP:RED", True),  # of two schemes nobody can tell
        ("TLP:RED", "OPEN", True),
    ],
)
def test_who_may_have_more_is_told_within_a_scheme(desk: Desk, label: str, than: str, expected: bool) -> None:
    own = marked(desk, "CLOSED", OWN).dossier("en").corpus.settings.markings
    assert is_more_open(label, than, own) == expected
