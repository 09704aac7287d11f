"""How much the import finds and how much of it is right, never less than it was: bench/importing.py prints it.

The floors lie just under what was measured. Names with the registers as before a document cannot be found where
nobody knew the name yet, so that their recall is low by nature. Numbers of the harbour and of the documents that were
not tried have a low precision: durations and ages count as numbers, and these documents' curators kept few of them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bench import importing as bench

#: group -> kind -> (recall, precision), in per cent
FLOORS = {
    "harbour": {
        "quotations": (83, 83),
        "speakers": (83, 100),
        "dates": (100, 100),
        "names": (100, 95),
        "numbers": (88, 44),
    },
    "tried": {
        "quotations": (100, 100),
        "speakers": (94, 100),
        "dates": (96, 93),
        "names": (86, 100),
        "numbers": (100, 92),
    },
    "unseen": {
        "quotations": (100, 100),
        "speakers": (45, 71),
        "dates": (100, 91),
        "names": (93, 100),
        "numbers": (100, 78),
    },
    "originals": {
        "quotations": (100, 100),
        "speakers": (100, 100),
        "dates": (94, 89),
        "names": (98, 98),
        "numbers": (98, 97),
    },
    "originals, registers as before each": {
        "quotations": (100, 100),
        "speakers": (80, 100),
        "dates": (94, 89),
        "names": (56, 96),
        "numbers": (98, 97),
    },
}


def below(group: str, scores: dict[str, dict[str, bench.Score]]) -> dict[str, str]:
    assert scores
    found = bench.total(scores.values())
    return {
        kind: str(found[kind])
        for kind, (recall, precision) in FLOORS[group].items()
        if 100 * found[kind].recall < recall or 100 * found[kind].precision < precision
    }


def test_invented_documents_with_curated_files() -> None:
    assert below("harbour", bench.of_curated(bench.HARBOUR, bench.HARBOUR_ORIGINALS)) == {}


def test_invented_documents_that_the_rules_were_tried_on() -> None:
    assert below("tried", bench.of_invented()) == {}


def test_invented_documents_that_they_were_not() -> None:
    assert below("unseen", bench.of_invented(bench.UNSEEN)) == {}


@pytest.mark.parametrize("unseen", [False, True])
def test_the_originals(unseen: bool, originals: Path) -> None:
    group = "originals, registers as before each" if unseen else "originals"
    assert below(group, bench.of_curated(bench.ROOT, originals, unseen=unseen)) == {}


def told(row: str) -> list[tuple[int, int]]:
    """(recall, precision) by kind, from a row of the manual's table."""
    readme = (bench.ROOT / "README.md").read_text("utf-8")
    (line,) = [line for line in readme.splitlines() if line.startswith(f"| {row} |")]
    return [(int(recall), int(precision)) for recall, precision in re.findall(r"(\d+), (\d+)", line)]


def measured(scores: dict[str, dict[str, bench.Score]]) -> list[tuple[int, int]]:
    found = bench.total(scores.values())
    return [(round(100 * found[kind].recall), round(100 * found[kind].precision)) for kind in bench.KINDS]


def test_the_manual_tells_what_is_measured() -> None:
    row = "two invented documents"
    assert told(row) == measured(bench.of_invented(bench.UNSEEN))


def test_the_manual_tells_what_is_measured_on_the_originals(originals: Path) -> None:
    as_they_are = told("the five originals against their curated files")
    assert as_they_are == measured(bench.of_curated(bench.ROOT, originals))
    before = told("the same, with the registers as they were before each")
    assert before == measured(bench.of_curated(bench.ROOT, originals, unseen=True))


def test_what_is_not_there_is_not_found() -> None:
    nothing = bench.Truth((), (), frozenset(), ())
    draft = bench.draft_of(bench.read_lines("a.txt", "قالت هالة الجندي «نعم»".encode()), _register(), {})
    assert bench.compare(draft, nothing)["names"] == bench.Score(0, 0, 0, 1)
    assert bench.compare(draft, nothing)["quotations"].precision == 0


def _register() -> bench.Register:
    return bench.register_of(bench.corpus_of(bench.HARBOUR))
