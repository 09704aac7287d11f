"""Editions on paper: composed, rendered, and drawn, by compiling and linking, or in one piece where that cannot be."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dossier.files.paused_gc import gc_paused
from dossier.files.project import Project
from dossier.model.edition import Dossier
from dossier.press.assemble import Assembler, NumbersUnsettled, setting_of
from dossier.press.edition import EditionPages
from dossier.press.fonts.typefaces import Faces
from dossier.press.html.render import SCREEN_SHEET, sheets_of
from dossier.press.html.screen import ScreenCache, screen_html
from dossier.press.html.sections import Sections
from dossier.press.html.templates import Templates, read_text
from dossier.press.linker.store import Store
from dossier.press.linker.unit import CompileFailed, LimitExceeded, Unlinkable
from dossier.press.one_piece import PrintedEdition, print_plain
from dossier.press.options import DEFAULT_OPTIONS, BuildOptions
from dossier.press.workers.compilers import Compilers
from dossier.press.workers.pool import WorkerLost
from dossier.problems import Broken, Report

_SLOWER = "the page is the same, but every change draws all of it anew"


class Printer:
    """Prints editions, and remembers from one to the next what has not changed."""

    def __init__(
        self,
        project: Project,
        faces: Faces,
        options: BuildOptions = DEFAULT_OPTIONS,
        *,
        units: Path | None = None,
    ) -> None:
        """`units` is the folder that drawn sections are kept in; without a word that of the dossier's cache."""
        self._faces, self._pool, self._limits = faces, options.pool, options.limits
        self._templates = Templates(project)
        compilers = Compilers(options.jobs, options.cluster, options.pool)
        store = Store(units or project.cache_folder / "units")
        self._assembler = Assembler(faces, store, compilers.compile_all, options.limits)
        self._sections: dict[str, Sections] = {}  #: by the path of an edition

    def print(self, dossier: Dossier, project: Project, report: Report) -> PrintedEdition:
        """The edition, linked if that can be. `Broken` with all that is wrong with it."""
        path = dossier.edition.place.path
        sections = self._sections.setdefault(path, Sections(project, self._templates))
        self._announce(dossier, project)
        with gc_paused():
            edition = EditionPages(dossier, project, report, sections)
            pages = edition.render()
        edition.check_written(pages, self._limits)
        try:
            result = self._assembler.assemble(pages)
        except LimitExceeded as error:
            edition.tell_exceeded(pages.page, error, self._limits)
            raise AssertionError("what is over a limit is an error") from error
        except (Unlinkable, CompileFailed, NumbersUnsettled) as error:
            whole = print_plain(dossier, self._faces, project, report, limits=self._limits)
            report.warning(dossier.edition.place, f"drawn in one piece: {error}", _SLOWER)
            return replace(whole, in_one=str(error), may_pass=isinstance(error, WorkerLost))
        edition.tell(result, setting_of(result.page.sheets, self._faces).sheets)
        edition.check_summary(result.numbering.anchors)
        report.stop_if_broken()
        sections_html = tuple(unit.marked for unit in result.units)
        return PrintedEdition(
            result.page, result.pdf, result.numbering.total, result.numbering.anchors, sections_html, result.compiled
        )

    def _announce(self, dossier: Dossier, project: Project) -> None:
        """Tell the pool what it will draw with. What is wrong with that is told when it is wanted."""
        if self._pool:
            with suppress(Broken):
                self._pool.expect(setting_of(sheets_of(dossier, project, Report()), self._faces, self._limits))


def for_screen(
    dossier: Dossier,
    edition: PrintedEdition,
    faces: Faces,
    project: Project,
    cache: Path,
    screen_cache: ScreenCache | None = None,
) -> str:
    """A finished edition as one HTML file; faces that have been cut for it are kept in `cache`."""
    sheet = read_text(project, SCREEN_SHEET)
    return screen_html(dossier, edition.page, edition.anchors, faces, sheet, cache, edition.marked, screen_cache)
