"""Sections that an earlier process has rendered: the same page, rendered again only where it says something else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import Desk

from dossier.chapters.kinds import compose
from dossier.chapters.since import since
from dossier.press import sections
from dossier.press.html import Page, Templates
from dossier.press.sections import Sections
from dossier.problems import Report

PILOT = "sources/documents/pilot.yaml"
SUMMARY = "templates/summary.html"


def in_a_new_process(desk: Desk, language: str = "en", *, keep: bool = True) -> tuple[Page, list[str]]:
    """The page, and the kinds of the chapters that were rendered for it."""
    dossier, report, project = desk.dossier(language), Report(), desk.project
    known = Sections(project, Templates(project), desk.root / "kept" if keep else None)
    with patch.object(sections, "render", wraps=sections.render) as rendering:
        page = known.page(dossier, compose(dossier), since(dossier), report)
        known.keep()
    assert report.problems == []
    assert page
    return page, [chapter.kind for call in rendering.call_args_list for chapter in call.args[1]]


@pytest.fixture
def kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(sections, "FEW", 0)
    _, rendered = in_a_new_process(desk)
    assert rendered == list(desk.dossier("en").edition.chapters)
    return desk


def check(desk: Desk, rendered: list[str], language: str = "en") -> None:
    """That the next process renders these, the one behind it none, and both give what is rendered from nothing."""
    expected, _ = in_a_new_process(desk, language, keep=False)
    assert in_a_new_process(desk, language) == (expected, rendered)
    assert in_a_new_process(desk, language) == (expected, [])


def test_what_was_rendered_is_not_rendered_again(kept: Desk) -> None:
    check(kept, [])


def test_only_what_says_something_else_is_rendered(kept: Desk) -> None:
    kept.edit(PILOT, 'en: "The Coastal Pilot: back', 'en: "The Coastal Pilot: once more back')
    _, rendered = in_a_new_process(kept)
    assert 0 < len(rendered) < len(kept.dossier("en").edition.chapters)
    assert "sources" in rendered


@pytest.mark.parametrize(
    "change",
    [
        lambda desk: desk.write(SUMMARY, (desk.root / SUMMARY).read_bytes() + b"\n"),
        lambda desk: desk.edit("sources/dossier.yaml", "edition: 1\n", "edition: 2\n"),
        lambda desk: desk.write("templates/summary.css", "h1 { color: #111 }"),
    ],
    ids=["a template", "the settings", "a stylesheet"],
)
def test_with_anything_else_that_all_share_all_are(change: Callable[[Desk], None], kept: Desk) -> None:
    for name in ("summary.html", "summary.css"):
        kept.write(f"templates/{name}", (Path(__file__).parents[1] / "templates" / name).read_bytes())
    in_a_new_process(kept)
    change(kept)
    check(kept, list(kept.dossier("en").edition.chapters))


def test_what_another_version_has_rendered_is_not_there(kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "_versions", lambda: "others")
    check(kept, list(kept.dossier("en").edition.chapters))


@pytest.mark.parametrize("damage", [b"", b"dossier\n", b"%PDF-1.7\n" * 99])
def test_what_is_spoilt_is_not_there(damage: bytes, kept: Desk) -> None:
    kept.write("kept", damage)
    check(kept, list(kept.dossier("en").edition.chapters))


def test_a_template_that_looks_into_the_corpus_is_not_trusted(kept: Desk) -> None:
    text = (Path(__file__).parents[1] / SUMMARY).read_text("utf-8")
    kept.write(SUMMARY, text + "{# dossier.corpus.documents #}")
    for _ in range(2):
        assert in_a_new_process(kept)[1] == list(kept.dossier("en").edition.chapters)


def test_values_are_told_apart_by_their_types() -> None:
    assert sections._digest(("1", 1)) != sections._digest((1, "1"))


def test_editions_are_not_taken_for_each_other(kept: Desk) -> None:
    check(kept, list(kept.dossier("ar").edition.chapters), "ar")
