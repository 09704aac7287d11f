"""What a curated point decides is what chapters print, or `dossier check` says where they do not."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Desk

from dossier.api import open as open_dossier
from dossier.build import check
from dossier.chapters.overall.kinds import compose
from dossier.files.project import starter
from dossier.problems import Broken

CAPACITY, STOP = "sources/disagreements/capacity.yaml", "sources/disagreements/stop.yaml"
TWO_WAYS = ('{ar: "نحو 240، وبالعدّ 236.", en: "About 240, and 236 by count."}', "{ar: بل 236., en: It is 236.}")


def printed(desk: Desk, kind: str) -> dict[str, Any]:
    chapters = {chapter.kind: chapter.value for chapter in compose(desk.dossier("en"))}
    value = chapters[kind]
    if kind == "timeline":
        return {row.event.id: row for row in (*value.rows, *value.undated)}
    numbers = (*value.others, *(number for panel in value.panels for number in panel.numbers))
    return {number.anchor.removeprefix("figure-"): number for number in numbers}


def decide(desk: Desk, file: str, explained: str, *claims: str) -> None:
    told = ", ".join(f'{{of: {name}, claim: "{claim}"}}' for name, _, claim in (c.partition("=") for c in claims))
    desk.edit(file, f"explains: [{explained}]\n", f"explains: [{explained}]\nprints: [{told}]\n")


def test_a_point_that_says_another_number_than_is_printed_is_told(desk: Desk) -> None:
    assert check(desk.project)[1] == []
    desk.edit(CAPACITY, *TWO_WAYS)
    (warning,) = check(desk.project)[1]
    assert warning.place.path == CAPACITY
    told = "this decides for pilot:9, and the chapters print bulletin:8 of 'boat-capacity' [ours]"
    assert (warning.severity, warning.message) == ("warning", told)
    assert "prints: [{of: boat-capacity, claim: 'pilot:9'}]" in warning.hint
    decide(desk, CAPACITY, "boat-capacity", "boat-capacity=pilot:9")
    assert check(desk.project)[1] == []


def test_a_point_that_says_another_date_than_is_printed_is_told(desk: Desk) -> None:
    desk.edit(STOP, "نهاية يناير 2014: عليها صوتان مستقلان.", "سنة 2013: هي أقدم ما كُتب.")
    desk.edit(STOP, "End of January 2014: two independent voices have it.", "2013: it was written first.")
    (warning,) = check(desk.project)[1]
    assert (warning.place.path, "of 'storm' [ours]" in warning.message) == (STOP, True)
    decide(desk, STOP, "storm", "storm=island-voice:4")
    assert check(desk.project)[1] == []


def test_chapters_print_what_was_decided(desk: Desk) -> None:
    before = printed(desk, "figures")["boat-capacity"], printed(desk, "timeline")["storm"]
    assert (before[0].value, before[1].date) == ("240", "end of January 2014")
    decide(desk, CAPACITY, "boat-capacity", "boat-capacity=pilot:9")
    decide(desk, STOP, "storm", "storm=island-voice:4")
    number, row = printed(desk, "figures")["boat-capacity"], printed(desk, "timeline")["storm"]
    assert (number.value, number.bound, [mark.source for mark in number.marks]) == ("236", "", [3])
    assert row.date == "2013"
    assert {mark.source for mark in row.marks} == {1, 2, 3}  # all who tell of it


def test_a_disputed_number_names_its_point(desk: Desk) -> None:
    numbers = printed(desk, "figures")
    assert numbers["passengers"].disputed == "point-passengers"
    assert {name for name, number in numbers.items() if number.disputed} == {"boat-capacity", "passengers"}


#: What is wrong -> the claims, and what is told.
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "a line that says nothing of it": (("boat-capacity=pilot:10",), "pilot:10 says nothing of 'boat-capacity'"),
    "a document that is not there": (("boat-capacity=pilots:9",), "pilots:9 says nothing of 'boat-capacity'"),
    "what it does not explain": (("storm=island-voice:4",), "this point does not explain 'storm'"),
    "twice": (("boat-capacity=pilot:9", "boat-capacity=bulletin:8"), "decides 'boat-capacity' twice"),
    "nothing that there is": (("boats=pilot:9",), "there is no 'boats'"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_decision_that_cannot_be_is_an_error(what: str, desk: Desk) -> None:
    claims, told = WRONG[what]
    decide(desk, CAPACITY, "boat-capacity", *claims)
    with pytest.raises(Broken) as caught:
        check(desk.project)
    assert any(told in problem.message and problem.place.path == CAPACITY for problem in caught.value.problems)


def test_the_starter_shows_it() -> None:
    opened = open_dossier(starter())
    assert opened.problems == ()
    (first, *_) = opened.corpus.figure_claims()["weight"]
    assert (str(first.claim.value), first.is_ours) == ("870", True)
