"""Chapters composed with what is known from the last time are those composed from nothing, whatever was edited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Desk

from dossier.build import Session
from dossier.chapters import sources
from dossier.chapters.overall.kinds import Chapter, compose
from dossier.files.project import Project
from dossier.loading import read
from dossier.model.edition import Dossier, select
from dossier.model.memo import RecordMemo
from dossier.problems import Report

#: file, what is there, what it becomes
EDITS = (
    ("sources/documents/pilot.yaml", "number: 3", "number: 9"),
    ("sources/documents/pilot.yaml", "reliability: B", "reliability: C"),
    ("sources/people/shaheen.yaml", "Shaheen, Omar", "Shahin, Omar"),
    ("sources/documents/island-voice.yaml", "number: 2", "number: 12"),
)


def of(project: Project, kept: Session, language: str, memory: RecordMemo | None = None) -> Dossier:
    corpus, _, words = read(project, Report(), kept.sources)
    (dossier,) = select(corpus, (language,), words)
    return replace(dossier, memory=memory) if memory else dossier


@pytest.mark.parametrize("language", ["ar", "en"])
def test_chapters_are_those_that_nothing_was_known_of(desk: Desk, language: str) -> None:
    project, kept, memory = Project(desk.root), Session(), RecordMemo()

    def composed() -> tuple[Chapter, ...]:
        found = compose(of(project, kept, language, memory))
        assert repr(found) == repr(compose(of(Project(desk.root), Session(), language)))
        return found

    before = composed()
    for path, old, new in EDITS:
        desk.edit(path, old, new)
        project.changed([str(desk.root / path)])
        now = composed()
        assert repr(now) != repr(before)
        before = now


def test_what_has_not_changed_is_not_made_again(desk: Desk) -> None:
    project, kept, memory = Project(desk.root), Session(), RecordMemo()
    first = sources.compose(of(project, kept, "en", memory)).sources
    memory.renew()
    desk.edit("sources/documents/pilot.yaml", "reliability: B", "reliability: C")
    project.changed([str(desk.root / "sources/documents/pilot.yaml")])
    second = sources.compose(of(project, kept, "en", memory)).sources
    assert sum(one is other for one, other in zip(first, second, strict=True)) == len(first) - 1


def test_what_is_no_longer_asked_for_is_forgotten() -> None:
    memory, record = RecordMemo(), ["a record"]
    assert [memory.of(0, "what", lambda: [1], record) for _ in range(2)] == [[1], [1]]
    memory.renew()
    assert memory.of(0, "what", lambda: [2], record) == [1]
    memory.renew()
    memory.renew()
    assert memory.of(0, "what", lambda: [3], record) == [3]
    assert memory.of("another house", "what", lambda: [4], record) == [4]
    assert memory.of("another house", "what", lambda: [5], ["a record"]) == [5]
