"""disagreements: positions side by side, counted in voices, what the briefing prints, and what no curator explains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dossier.chapters import disagreements
from dossier.model.edition import Dossier, Verbatim

Chapter = Callable[[str, str], Any]


def test_curated_points_stand_in_their_order_lesser_ones_apart(chapter: Chapter) -> None:
    found = chapter("disagreements", "en")
    assert [(case.anchor, case.kind) for case in found.cases] == [
        ("point-opening-year", "Contradiction"),
        ("point-return-day", "Status"),
        ("point-stop", "Contradiction"),
    ]
    assert [case.anchor for case in found.minor] == ["point-passengers", "point-capacity", "point-director-title"]
    assert found.computed == ()  # each difference of the harbour is explained


def test_positions_stand_side_by_side_with_voices_and_marks(chapter: Chapter) -> None:
    stop = chapter("disagreements", "en").cases[2]
    assert (stop.question, stop.sources, stop.voices) == ("When did the line stop?", 3, (3, 3))
    assert [
        (
            position.words,
            [number for frame in position.frames for number, strong in frame.documents if strong],
            " ".join(f"{mark.source}:{mark.lines}" for mark in position.marks),
        )
        for position in stop.positions
    ] == [("At the end of January 2014.", [1, 3], "1:5 3:5"), ("In 2013.", [2], "2:4")]
    assert stop.ours == "End of January 2014: two independent voices have it."


def test_a_document_that_a_point_cites_twice_counts_once(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    point = dossier.corpus.disagreements[0]
    doubled = replace(point, positions=point.positions * 2)
    corpus = replace(dossier.corpus, disagreements=(doubled,))
    (case,) = disagreements.compose(replace(dossier, corpus=corpus)).cases
    assert (case.sources, case.voices, len(case.positions)) == (2, (2, 2), 4)


def test_what_no_curator_explains_is_told_all_the_same(harbour: Callable[[str], Dossier]) -> None:
    """No point at all is curated: each computed difference is a case of its own, in the words of the documents."""
    dossier = harbour("en")
    found = disagreements.compose(replace(dossier, corpus=replace(dossier.corpus, disagreements=())))
    assert [(case.anchor, case.kind, [position.words for position in case.positions]) for case in found.computed] == [
        ("difference-1", "Contradiction", ["1961", "1962"]),
        ("difference-2", "Contradiction", ["end of January 2014", "2013", "January 2014"]),
        ("difference-3", "Only apparent", ["18 June 2022", "18 June [2022]", "2 July 2022"]),
        ("difference-4", "Status", ["Announced", "happened"]),
        ("difference-5", "Difference of precision", ["لنحو 240 راكبًا", "236 passengers"]),
        ("difference-6", "Contradiction", ["310 آلاف راكب", "350 ألف راكب"]),
        ("difference-7", "Naming", ["Director-General of the Authority", "head of the Fanar Harbour Authority"]),
    ]
    capacity = found.computed[4]
    assert all(isinstance(position.words, Verbatim) for position in capacity.positions)
    assert (capacity.sources, capacity.question) == (2, "What each boat carries")
    assert capacity.ours == "All can be true; one is finer than another."
    assert [[mark.source for mark in position.marks] for position in found.computed[3].positions] == [[1, 2], [3]]
    assert found.computed[6].question == "Hala al-Jundi: Director-General of the Authority"


def test_a_point_that_leaves_a_document_out_hides_nothing(harbour: Callable[[str], Dossier]) -> None:
    """The stop is told by three documents; a point that cites two of them does not cover what the third says."""
    dossier = harbour("en")
    kept = tuple(
        replace(point, positions=point.positions[:1]) if point.id == "stop" else point
        for point in dossier.corpus.disagreements
    )
    found = disagreements.compose(replace(dossier, corpus=replace(dossier.corpus, disagreements=kept)))
    assert [case.question for case in found.computed] == ["A storm stops the line"]


def test_what_one_voice_alone_says_is_told_the_parties_first(chapter: Chapter) -> None:
    found = chapter("disagreements", "en").alone
    assert [(voice.name, voice.party, voice.events, voice.figures) for voice in found] == [
        ("the Harbour Authority", True, 1, 0),
        ("the island council", True, 3, 1),
        ("a shipping magazine", False, 1, 2),
    ]
    council, magazine = found[1], found[2]
    assert len(council.listed) == council.events
    assert council.rows == ""
    assert [(told.date, [mark.source for mark in told.marks]) for told in council.listed][:1] == [("about 2017", [2])]
    assert (magazine.listed, magazine.rows) == ((), "8")


def test_rows_of_the_timeline_are_told_in_runs() -> None:
    assert disagreements._runs([3, 5, 6, 7, 9]) == ["3", "5–7", "9"]
    assert disagreements._runs([]) == []
