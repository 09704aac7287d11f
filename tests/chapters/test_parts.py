"""A long chapter is cut into parts, in order, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.chapters.overall import parts


@given(st.lists(st.integers(), max_size=50), st.integers(0, 20), st.integers(1, 9))
def test_runs_hold_every_record_in_order(records: list[int], most: int, size: int) -> None:
    runs = parts._cut(tuple(records), (most, size))
    assert [one for run in runs for one in run] == records
    assert len(runs) == 1 if len(records) <= most else all(0 < len(run) <= size for run in runs)


def test_a_chapter_that_is_not_long_stays_one(chapter: Callable[[str, str], Any]) -> None:
    assert parts.parts(chapter("sources", "en")) == (chapter("sources", "en"),)


def test_each_source_of_a_long_chapter_is_a_part(
    chapter: Callable[[str, str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "SOURCES", (2, 1))
    whole = chapter("sources", "en")
    found: Any = parts.parts(whole)
    assert [one.sources for one in found] == [(source,) for source in whole.sources]
