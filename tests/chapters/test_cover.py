"""cover: what this is, of when, on what it rests, and its timeline in one look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from conftest import Desk
from judged import judge

from dossier.chapters.cover import compose
from dossier.model.dates import parse
from dossier.model.edition import Dossier
from dossier.model.records import When

Chapter = Callable[[str, str], Any]
CHAPTERS = ("summary", "timeline", "profiles", "disagreements")


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


def test_the_strip_of_the_cover_shows_what_the_curator_chose(chapter: Chapter) -> None:
    """opening, storm, agreement and reopening, under the numbers they have in the timeline."""
    cover, timeline = chapter("cover", "en"), chapter("timeline", "en")
    numbers = {row.event.id: row.number for row in timeline.rows}
    shown = {numbers[name] for name in ("opening", "storm", "agreement", "reopening")}
    assert {placed.number for placed in cover.strip.placed} == shown
    assert [lane.name for lane in cover.strip.lanes] == ["The line", "The harbour and its Authority"]  # no empty lane
    assert cover.strip.height < timeline.strip.height


# Whose it is, for whom, and how old


def dated(dossier: Dossier, issued: str, newest: str) -> Dossier:
    """The dossier, issued on a day, with one source of a date."""
    (first, *_), settings = dossier.corpus.documents, dossier.corpus.settings
    document = replace(first, when=When(parse(newest), stated="x"))
    day = parse(issued) if issued else None
    corpus = replace(dossier.corpus, documents=(document,), settings=replace(settings, issued=day))
    return replace(dossier, corpus=corpus)


@pytest.mark.parametrize(
    ("issued", "newest", "months"),
    [
        ("2026-11-29", "2025-01", 22),
        ("2023-03-05", "2023-02-05", 1),
        ("2023-03-04", "2023-02-05", 0),  # not yet a whole one
        ("2024-02-29", "2023-02-28", 12),
        ("2023-03-05", "2023-03", 0),
        ("2023-03-05", "2024-01-01", 0),  # a source of after the issue
        ("2023-03-05", "2019", 0),  # not known to the month
        ("2023-03-05", "2019-01~", 0),
        ("2023-03-05", "2019-01-01/2019-03-04", 48),
        ("", "2019-01", 0),
    ],
)
def test_the_age_of_the_newest_source_is_counted_in_whole_months(
    harbour: Callable[[str], Dossier], issued: str, newest: str, months: int
) -> None:
    assert dated(harbour("en"), issued, newest).age == months


@pytest.mark.parametrize(
    ("language", "months", "words"),
    [
        ("en", 1, "one month before issue"),
        ("en", 22, "22 months before issue"),
        ("ar", 1, "قبل الإصدار بشهر"),
        ("ar", 2, "قبل الإصدار بشهرين"),
        ("ar", 5, "قبل الإصدار بخمسة أشهر"),
        ("ar", 22, "قبل الإصدار بـ22 شهرًا"),
        ("ar", 101, "قبل الإصدار بـ101 شهر"),
    ],
)
def test_months_agree_with_their_number(
    harbour: Callable[[str], Dossier], language: str, months: int, words: str
) -> None:
    assert harbour(language).words.count("month_before", months) == words


def test_what_is_not_given_is_left_to_be_written_by_hand(chapter: Chapter) -> None:
    cover = chapter("cover", "en")
    assert (cover.office, cover.addressee, cover.issued, cover.age) == ("", "", "", 0)


def test_what_is_given_is_printed(desk: Desk) -> None:
    text = (judge(desk).root / "sources/editions/en.yaml").read_text("utf-8")
    desk.write("sources/editions/en.yaml", f"{text}addressee: {{ar: إلى المجلس, en: the council}}\n")
    cover = compose(desk.dossier("en"))
    assert (cover.office, cover.addressee, cover.issued) == ("Office of the Coast", "the council", "1 February 2023")
    assert cover.bottom == "The line stopped, and came back on 2 July 2022."


def test_four_ways_lead_into_it_with_what_they_hold(desk: Desk) -> None:
    dossier = judge(desk).dossier("en")
    every = replace(dossier, edition=replace(dossier.edition, chapters=("cover", "judgements", "claims", *CHAPTERS)))
    assert [(way.chapter, way.gives) for way in compose(every).ways] == [
        ("judgements", "Key judgements, how sure, what would change them"),
        ("claims", "three claims against three voices; the sources graded"),
        ("profiles", "four people and three bodies"),
        ("timeline", "nine events"),
    ]
    short = replace(dossier, edition=replace(dossier.edition, chapters=("cover", "disagreements", "summary")))
    assert [way.chapter for way in compose(short).ways] == ["summary", "disagreements"]
