"""contents: the chapters of this edition and the key to every sign in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dossier.chapters import contents
from dossier.model.edition import Dossier

Chapter = Callable[[str, str], Any]


def test_the_chapters_are_listed_in_their_order(chapter: Chapter) -> None:
    names = "summary timeline profiles quotations figures disagreements sources names"
    assert chapter("contents", "en").chapters == tuple(names.split())  # not cover, contents and colophon


def test_they_are_those_of_the_edition(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("ar")
    short = replace(dossier, edition=replace(dossier.edition, chapters=("contents", "sources", "timeline")))
    assert contents.compose(short).chapters == ("sources", "timeline")


def test_the_key_explains_marks_voices_and_grades_by_what_is_in_the_dossier(chapter: Chapter) -> None:
    found = chapter("contents", "en")
    assert (found.key.mark.source, found.key.mark.lines) == (1, "4")
    assert found.key.grade == "B2"
    assert [(frame.documents, frame.certain) for frame in found.key.frames] == [(((1, True),), True)]


def test_the_key_shows_a_dashed_frame_if_a_publisher_is_not_known(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    bulletin, voice, pilot = dossier.corpus.documents
    corpus = replace(dossier.corpus, documents=(bulletin, replace(voice, voice_certain=False), pilot))
    frames = contents.compose(replace(dossier, corpus=corpus)).key.frames
    assert [frame.certain for frame in frames] == [True, False]
