"""cover: what this is, of when, on what it rests, and its timeline in one look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Chapter = Callable[[str, str], Any]


@pytest.mark.parametrize(
    ("language", "title", "edition", "date"),
    [
        ("en", "The return of the Fanar ferry", "English edition", "about 2022"),
        ("ar", "عودة عبّارة الفنار", "الطبعة العربية", "نحو 2022"),
    ],
)
def test_the_cover_says_what_this_is(chapter: Chapter, language: str, title: str, edition: str, date: str) -> None:
    cover = chapter("cover", language)
    assert (cover.title, cover.edition_name, cover.edition) == (title, edition, 1)
    assert cover.date == date  # of the newest source, no more exact than it is known
    assert cover.scope.startswith({"en": "How the ferry", "ar": "توقف خط العبّارات"}[language])


def test_the_cover_counts_sources_and_voices(chapter: Chapter) -> None:
    cover = chapter("cover", "en")
    assert (cover.sources, cover.voices) == (3, (3, 3))


def test_the_strip_of_the_cover_shows_what_the_curator_chose(chapter: Chapter) -> None:
    """opening, storm, agreement and reopening, under the numbers they have in the timeline."""
    cover, timeline = chapter("cover", "en"), chapter("timeline", "en")
    numbers = {row.event.id: row.number for row in timeline.rows}
    shown = {numbers[name] for name in ("opening", "storm", "agreement", "reopening")}
    assert {placed.number for placed in cover.strip.placed} == shown
    assert [lane.name for lane in cover.strip.lanes] == ["The line", "The harbour and its Authority"]  # no empty lane
    assert cover.strip.height < timeline.strip.height
