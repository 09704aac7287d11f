"""The dossiers that measurements are made on: valid, all different, the small ones the beginning of the large ones."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from dossier.build import check
from dossier.files.project import Project
from tests.bench.dossiers import files, write

SENTENCE = re.compile(r'[^".]{40,}\.')


def test_a_generated_dossier_has_no_problems(tmp_path: Path) -> None:
    write(12, tmp_path / "made")
    counts, warnings = check(Project(tmp_path / "made"))
    # Its words are drawn by lot in each language, so that the editions do not say the same.
    assert [warning for warning in warnings if not warning.message.endswith("[editions]")] == []
    assert counts["documents"] == 12
    assert all(counts.values())


def test_no_sentence_comes_twice() -> None:
    said = Counter(sentence for _, content in files(200) for sentence in SENTENCE.findall(content))
    assert len(said) > 10_000
    assert [sentence for sentence, times in said.items() if times > 1] == []


def test_a_small_dossier_is_the_beginning_of_a_large_one() -> None:
    small, large = dict(files(5)), dict(files(9))
    own = {"sources/dossier.yaml"}  # it declares the voices and counts the sources
    assert small.keys() <= large.keys()
    assert {path for path in small if small[path] != large[path]} == own


def test_the_seed_decides_everything() -> None:
    assert dict(files(3, seed=7)) == dict(files(3, seed=7))
    assert dict(files(3, seed=7)) != dict(files(3, seed=8))
