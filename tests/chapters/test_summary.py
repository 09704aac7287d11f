"""summary: the whole dossier in at most ten lines, each with its references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from conftest import Desk

from dossier.build import check
from dossier.chapters import summary
from dossier.model.edition import Dossier
from dossier.problems import Broken

Chapter = Callable[[str, str], Any]


def test_the_lines_stand_in_the_curators_order_with_their_marks(chapter: Chapter) -> None:
    found = chapter("summary", "en")
    assert found.question == "Why did the ferry stop, when did it return, and on what do the sources differ?"
    assert [(line.number, line.label, line.anchor) for line in found.lines] == [
        (1, "Stop", "line-1"),
        (2, "Return", "line-2"),
        (3, "Passengers", "line-3"),
    ]
    assert [[f"{mark.source}:{mark.lines}" for mark in line.marks] for line in found.lines] == [
        ["1:5", "2:4", "3:5"],
        ["1:4", "3:6"],
        ["1:9", "2:10"],
    ]
    assert found.lines[1].text.startswith("The return was announced for 18 June 2022")


def test_in_arabic_it_says_the_same(chapter: Chapter) -> None:
    arabic, english = chapter("summary", "ar"), chapter("summary", "en")
    assert [line.label for line in arabic.lines] == ["التوقف", "العودة", "الركاب"]
    assert [line.marks for line in arabic.lines] == [line.marks for line in english.lines]


def test_a_line_leads_to_the_chapter_that_says_more(chapter: Chapter) -> None:
    assert [line.see for line in chapter("summary", "en").lines] == ["disagreements", "timeline", "figures"]


def test_it_does_not_lead_to_a_chapter_that_the_edition_leaves_out(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    short = replace(dossier, edition=replace(dossier.edition, chapters=("summary", "timeline")))
    assert [line.see for line in summary.compose(short).lines] == [None, "timeline", None]


def test_a_line_may_lead_to_a_record_which_is_on_a_page_of_its_own(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    records = ("disagreements/stop", "events/storm", "people/jundi", "figures/passengers", "documents/pilot")
    lines = tuple(replace(line, see=see) for line in dossier.corpus.settings.summary[:1] for see in records)
    corpus = replace(dossier.corpus, settings=replace(dossier.corpus.settings, summary=lines))
    whole = replace(dossier, corpus=corpus)
    anchors = ["point-stop", "event-storm", "party-jundi", "figure-passengers", "source-3"]
    assert [line.see for line in summary.compose(whole).lines] == anchors
    short = replace(whole, edition=replace(whole.edition, chapters=("summary", "timeline")))
    assert [line.see for line in summary.compose(short).lines] == [None, "event-storm", None, None, None]


@pytest.mark.parametrize(
    ("see", "told"),
    [
        ("events/storms", "there is no 'events/storms'\n    hint: did you mean storm?"),
        ("evnts/storm", "there is no chapter 'evnts/storm'"),
        ("timelin", "there is no chapter 'timelin'\n    hint: did you mean timeline?"),
    ],
)
def test_what_leads_nowhere_is_told(desk: Desk, see: str, told: str) -> None:
    desk.edit("sources/dossier.yaml", "see: timeline", f"see: {see}")
    with pytest.raises(Broken) as broken:
        check(desk.project)
    (problem,) = broken.value.problems
    assert told in str(problem)
