"""An edition drawn in one piece: the oracle of what is linked, and what is left where it cannot be linked.

An index knows its pages only when the rest has been laid out once, so such an edition is drawn twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from dossier.chapters.names import Names, names_on
from dossier.files.project import Project
from dossier.model.edition import Dossier
from dossier.press.assemble import setting_of
from dossier.press.edition import EditionPages
from dossier.press.fonts.typefaces import Faces, offer
from dossier.press.html.budgets import weight_of
from dossier.press.html.markup import mark
from dossier.press.html.render import HtmlDocument
from dossier.press.html.sections import Sections
from dossier.press.html.templates import Templates
from dossier.press.html.transcript import words_of
from dossier.press.limits import DEFAULTS, Limits
from dossier.press.pdf.archive import Archive
from dossier.press.weasy.isolation import draw_isolated
from dossier.press.weasy.session import drawing_session
from dossier.problems import Place, Report

ROUNDS = 3  #: drawings until an index that names pages must have settled


@dataclass(frozen=True, slots=True)
class PrintedEdition:
    """A finished edition."""

    page: HtmlDocument
    pdf: bytes
    pages: int
    anchors: dict[str, int]  #: id of an element -> number of the page it is on, from 1
    marked: tuple[str, ...] = ()  #: its sections, marked, if it was linked
    compiled: tuple[str, ...] = ()  #: the chapters that were drawn for it
    in_one: str = ""  #: why it was drawn in one piece; "" if it was linked
    may_pass: bool = False  #: whether another build, of the same, may link it


def print_plain(
    dossier: Dossier,
    faces: Faces,
    project: Project,
    report: Report,
    *,
    stock: bool = False,
    limits: Limits = DEFAULTS,
) -> PrintedEdition:
    """The edition drawn in one piece; with WeasyPrint as it comes, without our text layer and structure, if `stock`."""
    from dossier.press.weasy.one_pass import Drawing, draw, places  # WeasyPrint costs a second

    edition = EditionPages(dossier, project, report, Sections(project, Templates(project)))
    page = edition.page()
    limits, size = limits.of(len(page.sections)), weight_of(page.html.encode())
    sheets = setting_of(page.sheets, faces).sheets
    document = mark(page.html)
    edition.check(document, page.sheets, stock=stock)
    has_index = any(isinstance(one.value, Names) for one in edition.chapters)
    pages: dict[str, int] = {}
    if has_index:
        find_places = partial(places, document.html, sheets, offer(faces), limits)
        pages = draw_isolated(find_places, dict[str, int], limits, size, edition.path)
    for _ in range(ROUNDS):
        if has_index:
            page = edition.page(pages)
            document = mark(page.html)
        assert document.root is not None, "what has been checked is not nested too deeply"
        archive = None if stock else Archive(words_of(document.root), edition.sources())
        path, source = edition.path, edition.source(pages)
        with drawing_session(stock=stock):
            work = partial(
                draw, document.html, sheets, offer(faces), path=path, source=source, as_archive=archive, limits=limits
            )
            drawing = draw_isolated(work, Drawing, limits, size, path)
        report.extend(drawing.problems)
        report.stop_if_broken()
        if not has_index or names_on(drawing.anchors) == names_on(pages):
            break
        pages = drawing.anchors
    else:
        report.error(Place(edition.path), "page numbers do not settle: the index moves its own pages")
    edition.check_summary(drawing.anchors)
    report.stop_if_broken()
    return PrintedEdition(page, drawing.pdf, drawing.pages, drawing.anchors)
