"""The sections of an edition as HTML, each rendered again only if what it says, or what all of them share, has changed.

A template is given a finished chapter and does no look-ups, so equal chapters come out equal. One that looks into the
corpus all the same is not trusted with that. What one process has rendered is kept for the next, in one file for each
edition: it is found there by all that the template was given, written out.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import msgspec

from dossier.chapters.kinds import Chapter
from dossier.chapters.since import Since
from dossier.content.edition import Dossier
from dossier.press import sealed
from dossier.press.html import FOLDER, Page, Templates, read_text, render, sheets_of
from dossier.press.versions import of
from dossier.problems import Report
from dossier.project import NotThere, Project, own_code

VARIANTS = 2  #: that are remembered of a section: an index with its pages, and without
FEW = 4  #: sections that may be new before all are written again (`sealed.is_worth_it`)
_LOOKS_UP = re.compile(r"\bdossier\.corpus\.(?!settings\b|newest\b)")

Group = tuple[Chapter, ...]  #: a chapter, and what runs on behind it


class _Kept(msgspec.Struct, array_like=True):
    """What an earlier process has rendered."""

    before: str
    after: str
    sections: dict[bytes, str]  #: by the digest of what they say


@dataclass(slots=True)
class Sections:
    """What has been rendered of one edition."""

    project: Project
    templates: Templates
    file: Path | None = None  #: where sections are kept for the next process
    _shared: object = None
    _of: tuple[Dossier, Since] | None = None  #: whose `_shared` that is
    _frame: Page | None = None
    _known: dict[tuple[str, int], list[tuple[object, str]]] = field(default_factory=dict)
    _kept: _Kept | None = None
    _made_with: str = ""  #: what kept sections depend on together; "" if none are kept
    _rendered: int = 0

    def page(self, dossier: Dossier, chapters: Sequence[Chapter], since: Since, report: Report) -> Page | None:
        """The document of these chapters; None, with problems in `report`, if a template is wrong."""
        if self._of is None or self._of[0] is not dossier or self._of[1] is not since:
            shared = self._what_is_shared(dossier, since)
            if shared != self._shared:
                self._shared, self._frame, self._known = shared, None, {}
                self._recall(dossier, report)
            self._of = dossier, since
        groups = _groups(chapters)
        found = [self._find(group) for group in groups]
        missing = [number for number, html in enumerate(found) if html is None]
        if missing or self._frame is None:
            wanted = [chapter for number in missing for chapter in groups[number]]
            page = render(dossier, wanted, self.project, report, since=since, templates=self.templates)
            if page is None or len(page.sections) != len(missing):  # a template of one's own, without boundaries
                return page and render(dossier, chapters, self.project, report, since=since, templates=self.templates)
            self._frame = replace(page, sections=())
            self._rendered += len(missing)
            for number, html in zip(missing, page.sections, strict=True):
                found[number] = html
                self._remember(groups[number], html)
        return replace(self._frame, sections=tuple(html for html in found if html is not None))

    def _find(self, group: Group) -> str | None:
        said = _said(group)
        html = next((html for known, html in self._known.get(_key(group), ()) if known == said), None)
        if html is None and self._kept and (html := self._kept.sections.get(_digest(said))) is not None:
            self._remember(group, html)
        return html

    def _recall(self, dossier: Dossier, report: Report) -> None:
        """What an earlier process has rendered with all the same that is shared; only once, and then `keep` ends it."""
        self._kept, self._made_with = None, ""
        if self.file is None or not isinstance(self._shared, tuple) or self._shared[-1]:
            return
        self._made_with = f"sections; {_versions()}; {_digest(self._shared).hex()}"
        body = sealed.read(self.file, self._made_with)
        with contextlib.suppress(msgspec.MsgspecError):
            self._kept = None if body is None else msgspec.msgpack.decode(body, type=_Kept)
        if self._kept:
            self._frame = Page(self._kept.before, (), self._kept.after, sheets_of(dossier, self.project, report))

    def keep(self) -> None:
        """Write what has been rendered so far for the next process, if much of it is new, and nothing from now on."""
        known = [one for variants in self._known.values() for one in variants]
        is_worth_it = sealed.is_worth_it(self._rendered, len(known), FEW)
        if self.file and self._frame and self._made_with and is_worth_it:
            sections = {_digest(said): html for said, html in known}
            kept = _Kept(self._frame.before, self._frame.after, sections)
            sealed.write(self.file, self._made_with, msgspec.msgpack.encode(kept))
        self.file = self._kept = None

    def _remember(self, group: Group, html: str) -> None:
        variants = self._known.setdefault(_key(group), [])
        variants.insert(0, (_said(group), html))
        del variants[VARIANTS:]

    def _what_is_shared(self, dossier: Dossier, since: Since) -> object:
        paths = [*self.project.names(FOLDER, ".html"), *self.project.names(FOLDER, ".css")]
        corpus = dossier.corpus
        looks_up = any(self._looks_up(path) for path in paths if path.endswith(".html"))
        made = self.project.made(corpus.newest.when.date.first)
        files = tuple(self.project.digest(path) for path in paths)
        house = dossier.edition, corpus.settings, dossier.words.table, corpus.newest.when, since, made
        return (*house, files, id(corpus) if looks_up else 0)

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


def _said(group: Group) -> object:
    """All that a template is given; of the whole chapter only for the part that opens it."""
    return tuple((one.kind, one.number, one.part, one.value, None if one.part else one.whole) for one in group)


def _digest(said: object) -> bytes:
    """Of all that a template is given, written out: values are told apart by their types too."""
    return hashlib.blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()


@lru_cache(1)
def _versions() -> str:
    return f"jinja2 {of('jinja2')}; markupsafe {of('markupsafe')}; {own_code()}"
