"""claims: who says so, who contradicts, who is silent; and how good the sources are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Desk
from judged import judge

from dossier.chapters import claims
from dossier.model.edition import Dossier


@pytest.fixture
def judged(desk: Desk) -> Dossier:
    return judge(desk).dossier("en")


def printed(row: claims.MatrixRow) -> list[str]:
    """A cell a voice: "sign marks, date"."""
    return [
        ", ".join(
            [
                *(" ".join([one.stand, *(f"{m.source}:{m.lines}" for m in one.marks)]) for one in cell.answers),
                cell.date,
            ]
        )
        for cell in row.cells
    ]


def test_every_voice_has_a_cell_of_each_claim(judged: Dossier) -> None:
    found = claims.compose(judged)
    assert [column.name for column in found.columns] == [
        "the Harbour Authority",
        "the island council",
        "a shipping magazine",
    ]
    assert [printed(row) for row in found.rows] == [
        ["says 1:5, 1 May 2022", "contradicts 2:4, [2022]", "says 3:5, about 2022"],
        ["part 1:8, 1 May 2022", "", "says 3:9, about 2022"],
        ["announces 1:4, 1 May 2022", "announces 2:9, [2022]", "says 3:6, about 2022"],
    ]


def test_the_standfirst_counts_the_rows(judged: Dossier) -> None:
    """No claim is made by all three; two by the magazine alone; one is contradicted."""
    found = claims.compose(judged)
    assert (found.all_voices, found.one_voice, found.contradicted) == (0, 2, 1)
    assert found.stands == ("says", "part", "announces", "contradicts")


def test_a_claim_leads_to_the_disagreement_over_it(judged: Dossier) -> None:
    assert [row.disagreement for row in claims.compose(judged).rows] == [
        "point-stop",
        "point-capacity",
        "point-return-day",
    ]
    short = replace(judged, edition=replace(judged.edition, chapters=("claims",)))
    assert [row.disagreement for row in claims.compose(short).rows] == [None, None, None]
    assert claims.compose(judged).page == claims.PAGE
    assert claims.compose(short).page == 0  # which the claims have instead


def test_the_columns_fill_the_page_however_many_voices_there_are(judged: Dossier) -> None:
    settings = judged.corpus.settings
    for count in (1, 2, 3, 4, 6, 9):
        voices = (settings.voices * 3)[:count]
        corpus = replace(judged.corpus, settings=replace(settings, voices=voices))
        found = claims.compose(replace(judged, corpus=corpus))
        widths = found.widths
        assert sum(widths) + found.page == pytest.approx(claims.WIDTH)
        assert len(widths) == count + 1
        assert widths[0] >= claims.LEAST_CLAIM - 0.01


def test_the_sources_stand_in_front_with_their_grade_explained(judged: Dossier) -> None:
    found = claims.compose(judged)
    assert [(row.number, row.anchor, row.grade) for row in found.sources] == [
        (1, "source-1", "B2"),
        (2, "source-2", "C3"),
        (3, "source-3", "B2"),
    ]
    assert found.sources[2].title == "A magazine"  # its short title
    assert found.sources[0].title == judged.say(judged.corpus.documents[0].title)
    assert (found.voices, found.of_parties, found.best) == ((3, 3), 2, "B2")
    assert [word.code for word in found.reliability if word.is_used] == ["B", "C"]
    assert [word.code for word in found.credibility if word.is_used] == ["2", "3"]
    assert [word.code for word in found.reliability] == list("ABCDEF")
