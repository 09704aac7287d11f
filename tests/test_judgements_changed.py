"""Judgements and claims from one edition to the next: what has changed in them is told, and marked in the margin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Desk, copy_of_the_harbour
from judged import JUDGEMENTS, judge
from test_renames import with_id

from dossier.chapters import changes as chapter
from dossier.chapters.overall.revisions import revision_marks
from dossier.evidence.changes import Change, changes
from dossier.evidence.renames import aligned
from dossier.model.corpus import Corpus

CHAPTERS = ("judgements", "claims", "changes")


@pytest.fixture
def first(tmp_path: Path) -> Corpus:
    return judge(copy_of_the_harbour(tmp_path / "first")).dossier("en").corpus


@pytest.fixture
def second(tmp_path: Path) -> Desk:
    return judge(copy_of_the_harbour(tmp_path / "second"))


def told(found: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    return [(change.kind, change.subject, change.stated.about, change.field) for change in found]


def test_nothing_has_changed_in_the_same(first: Corpus, second: Desk) -> None:
    assert changes(first, second.dossier("en").corpus) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("storm", "confidence: high", "confidence: low", ("corrected", "judgement", "storm", "confidence")),
        ("storm", "stopped the line", "halted the line", ("corrected", "judgement", "storm", "text")),
        ("storm", "another day", "a day", ("corrected", "judgement", "storm", "change")),
        ("boats", '"bulletin:8"', '"bulletin:8", "bulletin:9"', ("corrected", "judgement", "boats", "cites")),
    ],
)
def test_what_has_changed_in_a_judgement_is_told(
    first: Corpus, second: Desk, file: str, old: str, new: str, expected: tuple[str, ...]
) -> None:
    second.edit(f"sources/judgements/{file}.yaml", old, new)
    assert expected in told(changes(first, second.dossier("en").corpus))


def test_one_that_came_and_one_that_went(first: Corpus, second: Desk) -> None:
    (second.root / "sources/judgements/night.yaml").unlink()
    second.write("sources/judgements/day.yaml", JUDGEMENTS["night"].replace("at night", "by day"))
    (second.root / "sources/claims/return.yaml").unlink()
    found = told(changes(first, second.dossier("en").corpus))
    assert ("added", "judgement", "day", "") in found
    assert ("withdrawn", "judgement", "night", "") in found
    assert ("withdrawn", "claim", "return", "") in found


def test_a_disagreement_under_another_id_changes_no_judgement(first: Corpus, second: Desk) -> None:
    """Positions are known by the id of their disagreement; so is what a judgement names."""
    with_id(second, "disagreements", "stop", "the-stop")
    for name in ("judgements/storm", "claims/storm"):
        text = (second.root / f"sources/{name}.yaml").read_text("utf-8")
        text = text.replace("[stop]", "[the-stop]").replace("stop.january", "the-stop.january")
        second.write(f"sources/{name}.yaml", text)
    second.edit("sources/dossier.yaml", "disputed: [return-day, stop]", "disputed: [return-day, the-stop]")
    newer = second.dossier("en").corpus
    assert [change for change in changes(first, newer) if change.subject in ("judgement", "claim")] == []
    old = aligned(first, newer).corpus
    assert next(one.said.positions for one in old.main_claims) == ("the-stop.january",)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_chapter_of_changes_tells_it_in_words_and_the_margin_shows_it(
    first: Corpus, second: Desk, language: str
) -> None:
    second.edit("sources/judgements/storm.yaml", "confidence: high", "confidence: low")
    second.write(
        "sources/claims/fare.yaml", 'text: {ar: "زاد الأجر.", en: "The fare rose."}\nsaid: {cites: ["pilot:10"]}\n'
    )
    dossier = second.dossier(language)
    view = replace(dossier, previous=first, edition=replace(dossier.edition, chapters=CHAPTERS))
    words = {"en": ("Confidence", "high confidence", "low confidence"), "ar": ("الثقة", "ثقة عالية", "ثقة منخفضة")}
    details = [detail for group in chapter.compose(view).groups for row in group.rows for detail in row.details]
    assert [(one.field, one.before.text, one.after.text) for one in details] == [words[language]]
    assert revision_marks(view).marks == {"judgement-storm": "changed", "claim-fare": "added"}
