"""Attributions, numbers, dates and cuts that were written before any rule was read: nothing false is proven."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.bench.attributions import PROVEN, REFUSED, SPOKEN, STATED, Claim, measured

#: File -> true claims that have to be proven, of all that are true.
FLOORS = {
    "interview": 5,
    "minutes": 4,
    "mixed": 10,
    "plain": 41,
    "press_ar": 13,
    "resolution": 4,
    "rules_known": 9,
    "wire": 10,
    "dates": 22,
}


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return [claim for part in measured() for claim in part]


def test_every_file_is_measured(claims: list[Claim]) -> None:
    assert {claim.file for claim in claims} == {path.stem for path in (*SPOKEN.glob("*"), *STATED.glob("*"))}


def test_nothing_false_is_proven(claims: list[Claim]) -> None:
    assert [claim for claim in claims if claim.verdict == PROVEN and not claim.is_true] == []


def test_nothing_true_is_said_to_be_false(claims: list[Claim]) -> None:
    assert [claim for claim in claims if claim.verdict == REFUSED and claim.is_true] == []


def test_what_is_plainly_true_is_proven(claims: list[Claim]) -> None:
    proven = Counter(claim.file for claim in claims if claim.verdict == PROVEN)
    assert {file: proven[file] for file in FLOORS if proven[file] < FLOORS[file]} == {}
