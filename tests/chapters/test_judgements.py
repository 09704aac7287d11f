"""judgements: the bottom line, what is thought, how surely and on whose word, what would change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Desk
from judged import judge

from dossier.chapters import judgements
from dossier.chapters.overall.kinds import compose
from dossier.files.project import Project
from dossier.model.edition import Dossier
from dossier.model.judgements import RANGES
from dossier.model.plan import Voice
from dossier.model.records import Text
from dossier.press.html.render import render
from dossier.problems import Report

ROOT = Path(__file__).parents[2]


@pytest.fixture
def judged(desk: Desk) -> Dossier:
    return judge(desk).dossier("en")


def test_they_stand_in_their_order_with_what_they_rest_on(judged: Dossier) -> None:
    found = judgements.compose(judged).judgements
    assert [(one.number, one.anchor, one.text.split()[1]) for one in found] == [
        (1, "judgement-storm", "storm"),
        (2, "judgement-boats", "boats"),
        (3, "judgement-night", "ferry"),
    ]
    assert [[f"{mark.source}:{mark.lines}" for mark in one.marks] for one in found] == [
        ["1:5", "2:4", "3:5"],
        ["1:8"],
        ["3:11"],
    ]


def test_the_voices_behind_each_are_worked_out(judged: Dossier) -> None:
    found = judgements.compose(judged).judgements
    assert [one.voices.behind for one in found] == [(True, True, True), (True, False, False), (False, False, True)]
    assert [one.voices.names_behind for one in found][1:] == [("the Harbour Authority",), ("a shipping magazine",)]
    assert [one.is_one_party for one in found] == [False, True, False]


def test_each_has_a_likelihood_or_a_confidence(judged: Dossier) -> None:
    found = [one.certainty for one in judgements.compose(judged).judgements]
    assert [(one.word, one.cells, one.first, one.last) for one in found] == [
        ("high confidence", 3, 0, 0),
        ("low confidence", 1, 0, 0),
        ("likely", 0, 55, 75),
    ]


def test_the_disputes_are_named_where_the_edition_prints_them(judged: Dossier) -> None:
    assert [one.disputed for one in judgements.compose(judged).judgements] == [
        ("point-stop",),
        ("point-capacity",),
        (),
    ]
    assert judgements.compose(judged).disputed == ("point-return-day", "point-stop")  # of the bottom line
    assert not judgements.compose(judged).is_one_party
    short = replace(judged, edition=replace(judged.edition, chapters=("judgements",)))
    assert [one.disputed for one in judgements.compose(short).judgements] == [(), (), ()]


def test_the_page_says_the_whole_what_is_open_and_what_to_watch(judged: Dossier) -> None:
    found = judgements.compose(judged)
    assert found.bottom.startswith("The line stopped")
    assert found.more == "Three sources tell of it."
    assert found.certainty
    assert found.certainty.word == "moderate confidence"
    assert [(one.text, one.marks[0].lines) for one in found.unknown] == [("What the return cost.", "6")]
    assert [(one.text, one.marks[0].lines) for one in found.watch] == [("The first crossing at night.", "11")]
    assert [signs.names_behind for signs in found.legend] == [
        ("the Harbour Authority",),
        ("the island council",),
        ("a shipping magazine",),
    ]


@pytest.mark.parametrize("yardstick", RANGES)
def test_the_yardstick_is_drawn_at_true_length(judged: Dossier, yardstick: str) -> None:
    settings = replace(judged.corpus.settings, yardstick=yardstick)
    corpus = replace(judged.corpus, settings=settings)
    found = judgements.compose(replace(judged, corpus=corpus)).ranges
    scale = judgements.SCALE
    assert [(round(one.x / scale * 100), round((one.x + one.width) / scale * 100)) for one in found] == list(
        RANGES[yardstick].values()  # type: ignore[index]
    )
    assert [one.first for one in found if one.is_used] == [55]
    assert all(0 <= one.label <= scale - judgements.LABEL for one in found)
    assert [one.label for one in found] == sorted(one.label for one in found)


def test_where_nothing_is_likely_there_is_no_yardstick(judged: Dossier) -> None:
    sure = tuple(one for one in judged.corpus.judgements if one.confidence)
    found = judgements.compose(replace(judged, corpus=replace(judged.corpus, judgements=sure)))
    assert (found.ranges, found.yardstick) == ((), "")


def test_a_dossier_without_any_has_an_empty_page(harbour: Callable[[str], Dossier]) -> None:
    found = judgements.compose(harbour("ar"))
    assert (found.bottom, found.judgements, found.ranges, found.unknown) == ("", (), (), ())


@pytest.mark.parametrize("count", [4, 5])
def test_more_than_four_voices_are_frames_with_numbers(judged: Dossier, count: int) -> None:
    voices = (*judged.corpus.settings.voices, *(Voice(f"voice-{number}", Text("صوت", "voice")) for number in (4, 5)))
    corpus = replace(judged.corpus, settings=replace(judged.corpus.settings, voices=voices[:count]))
    page = html_of(replace(judged, corpus=corpus))
    assert page.count('class="voice-signs"') == (6 if count == 4 else 0)  # three judgements, three voices explained
    assert page.count('<span class="voice"') == (0 if count == 4 else 3 + 1 + 1 + 3)


def html_of(dossier: Dossier) -> str:
    short, report = replace(dossier, edition=replace(dossier.edition, chapters=("judgements",))), Report()
    page = render(short, compose(short), Project(ROOT), report)
    assert page
    assert report.problems == []
    return page.html


def test_an_edition_has_no_page_of_what_there_is_nothing_of(desk: Desk) -> None:
    desk.keep_only("en", "judgements", "claims", "summary")
    assert desk.dossier("en").edition.chapters == ("summary",)
    assert judge(desk).dossier("en").edition.chapters == ("judgements", "claims", "summary")
