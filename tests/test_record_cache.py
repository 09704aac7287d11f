"""Leaves of an earlier process give what reading the files gives, and whatever is odd about them is as if not there."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import HARBOUR, Desk

from dossier.files import cache
from dossier.files.project import Project
from dossier.problems import Report
from dossier.reading import reading_cache, record_cache, source_set
from dossier.reading.parsed_file import ParsedFile
from dossier.reading.reading_cache import ReadingCache
from dossier.reading.source_set import RECORD_TYPES, gather

PILOT = "sources/documents/pilot.yaml"
COUNT = len(list((HARBOUR / "sources").rglob("*.yaml")))


def told(project: Project, known: ReadingCache) -> tuple[str, list[str], dict[str, str]]:
    """Corpus with every place, problems in order, letters that no Latin typewriter has."""
    report = Report()
    sources = gather(project, report, known)
    letters = {letter: str(place) for letter, place in sources.refused("ascii", str.isascii, project).items()}
    return repr(sources.corpus), [f"{problem.severity} {problem}" for problem in report.problems], letters


def in_a_new_process(root: Path) -> tuple[tuple[str, list[str], dict[str, str]], list[str]]:
    """What is told with what is recalled, and the files that were read all the same."""
    project = Project(root)
    known = ReadingCache(recalled=record_cache.recall(project, RECORD_TYPES))
    with patch.object(reading_cache, "parse_file", wraps=reading_cache.parse_file) as reading:
        found = told(project, known)
    assert found == told(Project(root), ReadingCache())
    record_cache.keep(project, known.files, known.recalled)
    return found, [call.args[1] for call in reading.call_args_list]


@pytest.fixture
def kept(desk: Desk) -> Desk:
    with patch.object(record_cache, "FEW", 0), patch.object(cache, "SHARE", COUNT):
        assert len(in_a_new_process(desk.root)[1]) >= COUNT - 1  # all but what nobody reads
    return desk


def files(desk: Desk) -> dict[str, ParsedFile]:
    return record_cache.recall(Project(desk.root), RECORD_TYPES)


def test_only_what_has_changed_is_read_again(kept: Desk) -> None:
    assert in_a_new_process(kept.root)[1] == []
    kept.edit(PILOT, "speaker: shaheen", "speaker: shahin")
    (_, problems, _), read = in_a_new_process(kept.root)
    assert read == [PILOT]
    assert any("there is no 'shahin'" in problem for problem in problems)


def test_an_edition_that_is_known_is_not_parsed_for_its_language(kept: Desk) -> None:
    def parsed() -> list[str]:
        project = Project(kept.root)
        known = ReadingCache(recalled=record_cache.recall(project, RECORD_TYPES))
        with patch.object(source_set, "node_of", wraps=source_set.node_of) as parsing:
            gather(project, Report(), known)
        return [call.args[1] for call in parsing.call_args_list]

    assert parsed() == []
    (kept.root / "sources/editions/ar.yaml").write_text("# another\n", "utf-8")
    assert parsed() == ["sources/editions/ar.yaml"]


def test_a_file_that_is_gone_or_new_is_seen(kept: Desk) -> None:
    (kept.root / PILOT).rename((kept.root / PILOT).with_name("steersman.yaml"))
    assert in_a_new_process(kept.root)[1] == ["sources/documents/steersman.yaml"]


def test_another_language_asks_for_other_texts(kept: Desk) -> None:
    (kept.root / "sources/editions/ar.yaml").unlink()
    assert len(in_a_new_process(kept.root)[1]) > COUNT / 2


def test_they_are_written_again_when_many_are_out_of_date(kept: Desk) -> None:
    before = files(kept)
    kept.edit(PILOT, "speaker: shaheen", "speaker: shahin")
    in_a_new_process(kept.root)
    assert files(kept)[PILOT].digest == before[PILOT].digest
    with patch.object(record_cache, "FEW", 0), patch.object(cache, "SHARE", 2 * COUNT):
        in_a_new_process(kept.root)
    assert files(kept)[PILOT].digest != before[PILOT].digest


@pytest.mark.parametrize("at", [0, 20, 60, 5000, -1])
def test_what_is_damaged_is_not_there(kept: Desk, at: int) -> None:
    file = kept.project.cache_folder / record_cache.FILE
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    assert files(kept) == {}
    file.write_bytes(data[:at])
    assert files(kept) == {}


def test_what_other_code_has_read_is_not_there(kept: Desk) -> None:
    with patch.object(record_cache, "own_code", lambda: "another"):
        assert files(kept) == {}
    assert files(kept)


def test_a_disk_that_takes_nothing_costs_time_only(desk: Desk) -> None:
    (desk.root / "build").write_text("in the way")
    with patch.object(record_cache, "FEW", 0):
        in_a_new_process(desk.root)
    assert files(desk) == {}
