"""Sections that were rendered before: the same page, rendered again only where it says something else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import Desk

from dossier.chapters.overall.kinds import compose
from dossier.chapters.overall.revisions import revision_marks
from dossier.press.html import sections
from dossier.press.html.render import HtmlDocument
from dossier.press.html.sections import Sections
from dossier.press.html.templates import Templates
from dossier.problems import Report

PILOT = "sources/documents/pilot.yaml"
SUMMARY = "templates/summary.html"


class Renderer:
    """A process that stays alive."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._project = desk, desk.project
        self._sections = Sections(self._project, Templates(self._project))

    def page(self, language: str = "en") -> tuple[HtmlDocument, list[str]]:
        """The page, and the kinds of the chapters that were rendered for it."""
        dossier, report = self._desk.dossier(language), Report()
        self._project.changed([str(path) for path in self._desk.root.rglob("*") if path.is_file()])
        with patch.object(sections, "render", wraps=sections.render) as rendering:
            page = self._sections.page(dossier, compose(dossier), revision_marks(dossier), report)
        assert report.problems == []
        assert page
        return page, [chapter.kind for call in rendering.call_args_list for chapter in call.args[1]]

    def check(self, rendered: list[str], language: str = "en") -> None:
        """That these are rendered, and the next time none, and both give what is rendered from nothing."""
        expected, _ = Renderer(self._desk).page(language)
        assert self.page(language) == (expected, rendered)
        assert self.page(language) == (expected, [])


@pytest.fixture
def renderer(desk: Desk) -> Renderer:
    found = Renderer(desk)
    assert found.page()[1] == list(desk.dossier("en").edition.chapters)
    return found


def test_what_was_rendered_is_not_rendered_again(renderer: Renderer) -> None:
    renderer.check([])


def test_only_what_says_something_else_is_rendered(renderer: Renderer, desk: Desk) -> None:
    desk.edit(PILOT, 'en: "The Coastal Pilot: back', 'en: "The Coastal Pilot: once more back')
    _, rendered = renderer.page()
    assert 0 < len(rendered) < len(desk.dossier("en").edition.chapters)
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
def test_with_anything_else_that_all_share_all_are(change: Callable[[Desk], None], desk: Desk) -> None:
    for name in ("summary.html", "summary.css"):
        desk.write(f"templates/{name}", (Path(__file__).parents[1] / "templates" / name).read_bytes())
    renderer = Renderer(desk)
    renderer.page()
    change(desk)
    renderer.check(list(desk.dossier("en").edition.chapters))


def test_a_template_that_looks_into_the_corpus_is_not_trusted(desk: Desk) -> None:
    text = (Path(__file__).parents[1] / SUMMARY).read_text("utf-8")
    desk.write(SUMMARY, text + "{# dossier.corpus.documents #}")
    renderer = Renderer(desk)
    for _ in range(2):
        assert renderer.page()[1] == list(desk.dossier("en").edition.chapters)


def test_editions_are_not_taken_for_each_other(renderer: Renderer, desk: Desk) -> None:
    renderer.check(list(desk.dossier("ar").edition.chapters), "ar")
