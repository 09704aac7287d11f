"""timeline: one row is one event, however many documents tell of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dossier.chapters import timeline
from dossier.chapters.drawing.signs import Sign
from dossier.model.edition import Dossier

Chapter = Callable[[str, str], Any]

# Number, event, date, marks: in order of time, those without a date last. The storm is told by all three documents;
# its date is that of the bulletin, which is finer than 2013. The return is dated by the one that saw it.
ROWS = [
    (1, "opening", "1961", "1:5 3:5"),
    (2, "storm", "end of January 2014", "1:5 2:4 3:5"),
    (3, "quay-mended", "about 2017", "2:6"),
    (4, "agreement", "12 March 2019", "1:7 3:8"),
    (5, "new-director", "September [2021]", "2:8"),
    (6, "school-crossing", "14 September 2021", "1:12"),
    (7, "reopening", "2 July 2022", "1:4 2:9 3:6"),
    (8, "night-crossing", "June 2023", "3:11"),
    (9, "petition", "no date", "2:5"),
]


def row(found: Any, event: str) -> Any:
    return next(row for row in (*found.rows, *found.undated) if row.event.id == event)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_events_stand_in_order_of_time(chapter: Chapter, language: str) -> None:
    found = chapter("timeline", language)
    assert [(row.number, row.event.id) for row in (*found.rows, *found.undated)] == [line[:2] for line in ROWS]
    assert [row.event.id for row in found.undated] == ["petition"]


def test_every_row_has_its_date_and_all_its_marks(chapter: Chapter) -> None:
    found = chapter("timeline", "en")
    rows = [*found.rows, *found.undated]
    marks = [" ".join(f"{mark.source}:{mark.lines}" for mark in row.marks) for row in rows]
    assert [(row.date, told) for row, told in zip(rows, marks, strict=True)] == [line[2:] for line in ROWS]


@pytest.mark.parametrize(
    ("event", "sign"),
    [
        ("opening", Sign("year")),
        ("storm", Sign("month", approximate=True)),
        ("agreement", Sign("day")),
        ("new-director", Sign("month", inferred=True)),
        ("reopening", Sign("day")),  # announced by two documents, reported by the third
        ("night-crossing", Sign("month", "planned")),
        ("petition", Sign("none")),
    ],
)
def test_the_sign_shows_precision_status_and_doubt(chapter: Chapter, event: str, sign: Sign) -> None:
    assert row(chapter("timeline", "en"), event).sign == sign


def test_an_announcement_stays_one_if_nobody_reports_the_event(harbour: Callable[[str], Dossier]) -> None:
    """Without the pilot, which saw the boat leave."""
    dossier = harbour("en")
    corpus = replace(dossier.corpus, documents=dossier.corpus.documents[:2])
    found = row(timeline.compose(replace(dossier, corpus=corpus)), "reopening")
    assert (found.status, found.date, found.sign.status) == ("announced", "18 June 2022", "announced")


def test_notes_say_what_a_reader_must_know_once(chapter: Chapter) -> None:
    found = chapter("timeline", "en")
    assert found.inferences == (timeline.Inference("The sheet is of 2022", (5,)),)
    assert row(found, "new-director").notes == ()
    assert row(found, "school-crossing").notes == ("The only witness is a photo caption.",)
    assert row(found, "agreement").notes == ()
    assert [one.why for one in chapter("timeline", "ar").inferences] == ["الصفحة من عام 2022"]


def test_a_disputed_event_leads_to_the_disagreement(chapter: Chapter, harbour: Callable[[str], Dossier]) -> None:
    disputed = {row.event.id: row.disputed for row in chapter("timeline", "en").rows if row.disputed}
    assert disputed == {"opening": "point-opening-year", "storm": "point-stop", "reopening": "point-return-day"}
    dossier = harbour("en")
    without = replace(dossier, edition=replace(dossier.edition, chapters=("timeline",)))
    assert not any(row.disputed for row in timeline.compose(without).rows)


def test_the_strip_shows_every_dated_event_in_its_lane(chapter: Chapter) -> None:
    found = chapter("timeline", "en")
    lanes = {lane.name: lane for lane in found.strip.lanes}
    assert list(lanes) == ["The line", "The harbour and its Authority", "The island"]
    assert sorted(placed.number for placed in found.strip.placed) == [row.number for row in found.rows]
    island = next(placed for placed in found.strip.placed if placed.number == row(found, "school-crossing").number)
    assert lanes["The island"].y < island.y < lanes["The island"].y + lanes["The island"].height


def test_an_event_that_no_document_tells_of_is_no_row(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    corpus = replace(dossier.corpus, documents=dossier.corpus.documents[2:])
    found = timeline.compose(replace(dossier, corpus=corpus))
    told = ["opening", "storm", "agreement", "reopening", "night-crossing"]
    assert [row.event.id for row in found.rows] == told
    assert [row.number for row in found.rows] == [1, 2, 3, 4, 5]
