"""sources: of each document what it is, who speaks in it and why, how far to trust it, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dossier.model.edition import Verbatim

Chapter = Callable[[str, str], Any]


def test_the_documents_stand_in_the_order_of_their_numbers(chapter: Chapter) -> None:
    found = chapter("sources", "en")
    assert [(source.anchor, source.number, source.grade) for source in found.sources] == [
        ("source-1", 1, "B2"),
        ("source-2", 2, "C3"),
        ("source-3", 3, "B2"),
    ]
    assert found.voices == (3, 3)


def test_a_record_says_who_speaks_and_why_and_how_far_to_trust_it(chapter: Chapter) -> None:
    pilot = chapter("sources", "en").sources[2]
    assert (pilot.title, pilot.kind) == ("The Coastal Pilot: back across the sound", "magazine article")
    assert (pilot.publisher, pilot.author) == ("The Coastal Pilot", "Nora Whitfield")
    assert pilot.interest == "No interest in the line is known."
    assert pilot.grade_reason == "A trade magazine that wrote after the event."
    assert (pilot.dated, f"{pilot.date_mark.source}:{pilot.date_mark.lines}") == ("autumn 2022", "3:2")
    assert chapter("sources", "en").sources[1].date_mark is None  # source 2 does not say when it was written
    arabic = chapter("sources", "ar").sources[2]
    assert (arabic.publisher, arabic.dated) == ("مجلة دليل الساحل", "خريف 2022")
    assert arabic.printed_title == "Back across the sound"


def test_it_holds_the_digest_by_which_the_original_is_known(chapter: Chapter) -> None:
    bulletin = chapter("sources", "en").sources[0]
    assert bulletin.file == "bulletin-118.txt"
    assert bulletin.digest.split()[0] == "a243ed4e"
    assert [len(group) for group in bulletin.digest.split()] == [8] * 8
    verbatim = (bulletin.grade, bulletin.file, bulletin.digest, bulletin.printed_title, bulletin.faults[0].printed)
    assert all(isinstance(words, Verbatim) for words in verbatim)


def test_key_points_and_faults_have_their_lines(chapter: Chapter) -> None:
    bulletin = chapter("sources", "en").sources[0]
    assert [(point.text, f"{point.mark.source}:{point.mark.lines}") for point in bulletin.points] == [
        ("The date announced for the return is 18 June 2022.", "1:4"),
        ("The storm damaged the eastern quay.", "1:5"),
    ]
    (fault,) = bulletin.faults
    assert (fault.printed, fault.note, fault.mark.lines) == ("اهالي", "The hamza is missing.", "11")
    assert "damaged" not in bulletin.summary
    assert bulletin.summary.startswith("The Authority announces")
