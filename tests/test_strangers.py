"""Documents that no rule was written with: what import proposes for them, and what verify says of claims about them.

`python -m tests.bench.importing` prints both, and the manual tells them.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.bench import claims, strangers


@pytest.fixture(scope="module")
def scores() -> dict[str, strangers.Score]:
    return strangers.total()


def test_there_are_twenty_and_of_ten_kinds() -> None:
    golds = strangers.golds()
    assert len(golds) >= 20
    assert len({gold.told["kind"] for gold in golds}) >= 10
    assert {gold.told["language"] for gold in golds} == {"ar", "en", "mixed"}


def test_half_of_those_who_speak_are_in_no_register() -> None:
    spoken = [q["speaker"] for gold in strangers.golds() for q in gold.items("quotations")]
    known = sum(isinstance(speaker, str) for speaker in spoken)
    assert 0.4 < known / len(spoken) < 0.6


@pytest.mark.slow
def test_the_manual_tells_what_is_measured(scores: dict[str, strangers.Score]) -> None:
    readme = (strangers.ROOT / "README.md").read_text("utf-8")
    (row,) = [line for line in readme.splitlines() if line.startswith("| 22 documents that no rule")]
    told = [(int(recall), int(precision)) for recall, precision in re.findall(r"(\d+), (\d+)", row)]
    assert told == [(round(100 * score.recall), round(100 * score.precision)) for score in scores.values()]


@pytest.mark.slow
def test_few_speakers_are_wrong(scores: dict[str, strangers.Score]) -> None:
    assert scores["speakers"].wrong <= 0.03 * scores["speakers"].there


@pytest.mark.slow
def test_no_false_claim_is_proven_and_most_true_ones_are() -> None:
    counts = Counter((claim.is_true, said) for _, claim, said, _ in claims.results())
    assert sum(counts.values()) > 2_000
    assert (counts[False, "proven"], counts[True, "proven"] >= 1_433, counts[True, "refused"] <= 37) == (0, True, True)
