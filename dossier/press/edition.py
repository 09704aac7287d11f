"""An edition on its way to the press: composed, rendered, and its problems told where they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from xml.etree.ElementTree import Element

from dossier.chapters.names import Names
from dossier.chapters.overall.kinds import Chapter, compose
from dossier.chapters.overall.revisions import RevisionMarks, revision_marks
from dossier.files.project import Project
from dossier.model.edition import Dossier
from dossier.press.assemble import LinkedEdition, RenderedEdition
from dossier.press.html import live, renderer_bugs, tree
from dossier.press.html.budgets import check_tree
from dossier.press.html.css.budgets import check_sheet
from dossier.press.html.markup import MarkedHtml, mark
from dossier.press.html.render import HtmlDocument, has_arabic_digits, render
from dossier.press.html.sections import Sections
from dossier.press.html.source_map import Diagnostic, DocumentSource, place_on, problems_of
from dossier.press.html.templates import read_text
from dossier.press.limits import Limits, OverLimit, check
from dossier.press.linker.unit import LimitExceeded, UnitDiagnostic
from dossier.press.pdf.archive import Attached
from dossier.press.weasy.isolation import draw_isolated
from dossier.problems import Broken, Place, Problem, Report


@dataclass(slots=True)
class EditionPages:
    """An edition on its way to the press."""

    dossier: Dossier
    project: Project
    report: Report
    sections: Sections
    chapters: tuple[Chapter, ...] = field(init=False)
    since: RevisionMarks = field(init=False)

    def __post_init__(self) -> None:
        self.chapters = compose(self.dossier)
        self.since = revision_marks(self.dossier)

    @property
    def path(self) -> str:
        return self.dossier.edition.place.path

    def page(self, pages: Mapping[str, int] = {}, *, placed: bool = False) -> HtmlDocument:  # never written to
        return self._page_of(with_page_numbers(self.chapters, pages), placed=placed)

    def index(self, pages: Mapping[str, int], *, placed: bool = False) -> dict[int, str]:
        """The sections that say which pages there are, by number."""
        numbers: list[int] = []
        chapters_wanted: list[Chapter] = []
        number = -1
        for place, chapter in enumerate(self.chapters):
            number += not chapter.runs_on
            if isinstance(chapter.value, Names):
                numbers.append(number)
                chapters_wanted += [chapter, *(one for one in self.chapters[place + 1 :][:1] if one.runs_on)]
        if not chapters_wanted:
            return {}
        return dict(
            zip(numbers, self._page_of(with_page_numbers(chapters_wanted, pages), placed=placed).sections, strict=True)
        )

    def _page_of(self, chapters: Sequence[Chapter], *, placed: bool) -> HtmlDocument:
        report = Report() if placed else self.report  # the second time there is nothing new to tell
        if placed:
            page = render(self.dossier, chapters, self.project, report, placed=True, since=self.since)
        else:
            page = self.sections.page(self.dossier, chapters, self.since, report)
        report.stop_if_broken()
        assert page is not None, "a page that was not rendered has told why"
        return page

    def render(self) -> RenderedEdition:
        dossier = self.dossier
        zero = "٠" if has_arabic_digits(dossier) else "0"
        page = self.page()
        return RenderedEdition(page, self.index, self.path, dossier.language == "ar", zero, self.sources())

    def sources(self) -> tuple[Attached, ...]:
        """The files that an edition was made from: the dossier's own, without those of the other editions.

        None if it is not to carry them.
        """
        if not self.dossier.carries_sources:
            return ()
        return tuple(
            Attached(path, snapshot.content, "Source")
            for path, snapshot in sorted(self.project.snapshots.items())
            if path.startswith("sources/") and (path == self.path or not path.startswith("sources/editions/"))
            if snapshot.content is not None
        )

    def read(self, path: str) -> str:
        return read_text(self.project, path)

    def with_places(self, pages: Mapping[str, int]) -> MarkedHtml:
        return mark(self.page(pages, placed=True).html)

    def source(self, pages: Mapping[str, int]) -> DocumentSource:
        return DocumentSource(lambda: self.with_places(pages).html, self.read)

    def tell(self, result: LinkedEdition, sheets: Sequence[tuple[str, str]]) -> None:
        """Report what came up when units were compiled, and links that lead nowhere."""
        anchors = result.numbering.anchors
        for number, (task, unit) in enumerate(zip(result.tasks, result.units, strict=True)):
            dead_targets = [target for target in unit.targets if target not in anchors]
            if unit.diagnostics or dead_targets:
                root = mark(task.html).root
                assert root is not None, "what could be compiled is not nested too deeply"
                elements = list(root.iter())
                diagnostics = [_with_element(one, elements) for one in unit.diagnostics]
                diagnostics += [
                    Diagnostic(Problem(Place(self.path), _NOWHERE % one), None, (f"#{one}",), "attributes")
                    for one in dead_targets
                ]
                html = partial(self._section_with_places, result.page, number, anchors)
                self.report.extend(problems_of(diagnostics, root, DocumentSource(html, self.read), self.path, sheets))

    def check_written(self, edition: RenderedEdition, limits: Limits) -> None:
        """Report what is too much before anything is drawn: stylesheets, and the files that the PDF is to carry."""
        try:
            for path, css in edition.page.sheets:
                check_sheet(css, path, limits)
            check("attached", sum(len(one.content) for one in edition.sources), limits)
        except OverLimit as error:
            self.report.add(error.problem(self.path))
        self.report.stop_if_broken()

    def tell_exceeded(self, page: HtmlDocument, error: LimitExceeded, limits: Limits) -> None:
        """`Broken`, with what is over a limit in a section, and where that was written as far as it can be found."""
        diagnostic = error.diagnostic

        def find() -> tuple[Problem, ...]:
            marked_html = mark(self.page(placed=True).alone(error.number))
            if diagnostic.element >= 0 and marked_html.root is not None:
                drawn_root = mark(page.alone(error.number)).root
                elements = [*drawn_root.iter()] if drawn_root is not None else []
                source = DocumentSource(lambda: marked_html.html, self.read)
                return problems_of([_with_element(diagnostic, elements)], elements[0], source, self.path, page.sheets)
            try:
                check_tree(tree.read(self.page(placed=True).alone(error.number)), limits)
            except OverLimit as over:
                return (over.at(place_on(over.element, self.path, over.line)).problem(self.path),)
            return (diagnostic.problem,)

        try:
            self.report.extend(draw_isolated(find, tuple[Problem, ...], limits, 0, self.path))
        except Broken:
            self.report.add(diagnostic.problem)
        self.report.stop_if_broken()

    def _section_with_places(self, page: HtmlDocument, number: int, pages: Mapping[str, int]) -> str:
        """A section as it was compiled, with places."""
        page_with_places = self.page(pages, placed=True)
        return mark(page_with_places.alone(number)).html

    def check(self, marked: MarkedHtml, sheets: Sequence[tuple[str, str]], *, stock: bool = False) -> None:
        """Report what WeasyPrint would do wrong with the document, marked, before it does; and what is live in it."""
        if marked.problems:
            self.report.extend(self.with_places({}).problems_in(self.path))
        if renderer_bugs.refuse(marked.html, sheets, self.path, marked.root, stock=stock):
            self.report.extend(renderer_bugs.refuse(self.with_places({}).html, sheets, self.path, stock=stock))
        self.report.stop_if_broken()
        if marked.root is not None and live.refuse(marked.root, self.path):
            root = self.with_places({}).root
            assert root is not None, "what has been read once can be read again"
            self.report.extend(live.refuse(root, self.path))

    def check_summary(self, anchors: Mapping[str, int]) -> None:
        """The summary is one page: an adviser reads it at a glance."""
        for number, line in enumerate(self.dossier.corpus.settings.summary, 1):
            if anchors.get(f"line-{number}") not in (None, anchors.get("summary")):
                message = f"the summary does not fit its page from this line on ({self.dossier.language})"
                self.report.error(line.place, message, "shorten lines")
                return


_NOWHERE = "No anchor #%s for internal URI reference"  #: as WeasyPrint says it


def _with_element(one: UnitDiagnostic, elements: Sequence[Element]) -> Diagnostic:
    element = elements[one.element] if 0 <= one.element < len(elements) else None
    return Diagnostic(one.problem, element, one.words, one.held_in)


def with_page_numbers(chapters: Sequence[Chapter], pages: Mapping[str, int]) -> tuple[Chapter, ...]:
    return tuple(
        replace(one, value=one.value.paged(pages)) if isinstance(one.value, Names) else one for one in chapters
    )
