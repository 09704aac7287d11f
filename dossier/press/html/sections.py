"""The sections of an edition as HTML, each rendered again only if what it says, or what all of them share, has changed.

A template is given a finished chapter and does no look-ups, so equal chapters come out equal. One that looks into the
corpus all the same is not trusted with that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dossier.chapters.names import forms
from dossier.chapters.overall.kinds import Chapter
from dossier.chapters.overall.revisions import RevisionMarks
from dossier.files import clock
from dossier.files.project import NotThere, Project
from dossier.model.edition import Dossier
from dossier.press.html.render import HtmlDocument, render
from dossier.press.html.templates import FOLDER, Templates, read_text
from dossier.problems import Report

VARIANTS = 2  #: that are remembered of a section: an index with its pages, and without
_LOOKS_UP = re.compile(r"\bdossier\.corpus\.(?!settings\b|newest\b)")

Group = tuple[Chapter, ...]  #: a chapter, and what runs on behind it


@dataclass(slots=True)
class Sections:
    """What has been rendered of one edition."""

    project: Project
    templates: Templates
    _frame_inputs: object = None
    _of: tuple[Dossier, RevisionMarks] | None = None  #: whose `_frame_inputs` those are
    _frame: HtmlDocument | None = None
    _cache: dict[tuple[str, int], list[tuple[object, str]]] = field(default_factory=dict)

    def page(
        self, dossier: Dossier, chapters: Sequence[Chapter], since: RevisionMarks, report: Report
    ) -> HtmlDocument | None:
        """The document of these chapters; None, with problems in `report`, if a template is wrong."""
        if self._of is None or self._of[0] is not dossier or self._of[1] is not since:
            inputs = self._what_is_shared(dossier, since)
            if inputs != self._frame_inputs:
                self._frame_inputs, self._frame, self._cache = inputs, None, {}
            self._of = dossier, since
        groups = _groups(chapters)
        sections = [self._find(group) for group in groups]
        missing = [number for number, html in enumerate(sections) if html is None]
        if missing or self._frame is None:
            chapters_missing = [chapter for number in missing for chapter in groups[number]]
            page = render(dossier, chapters_missing, self.project, report, since=since, templates=self.templates)
            if page is None or len(page.sections) != len(missing):  # a template of one's own, without boundaries
                return page and render(dossier, chapters, self.project, report, since=since, templates=self.templates)
            self._frame = replace(page, sections=())
            for number, html in zip(missing, page.sections, strict=True):
                sections[number] = html
                self._remember(groups[number], html)
        return replace(self._frame, sections=tuple(html for html in sections if html is not None))

    def _find(self, group: Group) -> str | None:
        inputs = _inputs(group)
        return next((html for old, html in self._cache.get(_key(group), ()) if old == inputs), None)

    def _remember(self, group: Group, html: str) -> None:
        variants = self._cache.setdefault(_key(group), [])
        variants.insert(0, (_inputs(group), html))
        del variants[VARIANTS:]

    def _what_is_shared(self, dossier: Dossier, since: RevisionMarks) -> object:
        paths = [*self.project.names(FOLDER, ".html"), *self.project.names(FOLDER, ".css")]
        corpus = dossier.corpus
        looks_up = any(self._looks_up(path) for path in paths if path.endswith(".html"))
        date = clock.creation_date(corpus.dated)
        files = tuple(self.project.digest(path) for path in paths)
        house = dossier.edition, corpus.settings, dossier.words.table, corpus.newest.when, since, date
        return (*house, files, corpus.once(forms), id(corpus) if looks_up else 0)

    def _looks_up(self, path: str) -> bool:
        try:
            return bool(_LOOKS_UP.search(read_text(self.project, path)))
        except NotThere:  # rendering will tell
            return True


def _groups(chapters: Sequence[Chapter]) -> list[Group]:
    groups: list[Group] = []
    for chapter in chapters:
        if chapter.runs_on and groups:
            groups[-1] += (chapter,)
        else:
            groups.append((chapter,))
    return groups


def _key(group: Group) -> tuple[str, int]:
    return group[0].kind, group[0].part


def _inputs(group: Group) -> object:
    """All that a template is given; of the whole chapter only for the part that opens it."""
    return tuple((one.kind, one.number, one.part, one.value, None if one.part else one.whole) for one in group)
