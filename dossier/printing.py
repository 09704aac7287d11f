"""One edition on paper: composed, rendered, and drawn, by compiling and linking, or in one piece.

In one piece (`plain`, and what cannot be linked) an index knows its pages only when the rest has been laid out once, so
such an edition is drawn twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from dossier.chapters.kinds import Chapter, compose
from dossier.chapters.names import Names
from dossier.chapters.since import Since
from dossier.chapters.since import since as marks_since
from dossier.content.edition import Dossier
from dossier.press import no_system_fonts, traps
from dossier.press.archive import Archive, Attached
from dossier.press.assemble import Assembled, Assembler, Made, Unsettled, setting_of
from dossier.press.cluster import Cluster
from dossier.press.fonts import Faces
from dossier.press.html import Page, Templates, has_arabic_digits, read_text, render, sheets_of
from dossier.press.markup import Marked, mark
from dossier.press.numbering import Numbering
from dossier.press.origins import Heard, Written, told_of
from dossier.press.sections import Sections
from dossier.press.store import Store
from dossier.press.transcript import PAGE, numbered
from dossier.press.unit import Said, Setting, Task, Undrawn, Unit, Unlinkable
from dossier.press.workers import Crew, compile_all
from dossier.problems import Broken, Place, Problem, Report
from dossier.project import Project
from dossier.publication import CACHE
from dossier.uncollected import uncollected

if TYPE_CHECKING:
    from dossier.press.compile import Compiler

WORTH_A_PROCESS = 40_000  #: letters of HTML, some seven pages: a further worker has read the stylesheets by then
TOGETHER = 8  #: units whose words are packed together: some 30 kB of them
COMPILERS = 4  #: that are kept: editions seldom have other sheets than each other
ROUNDS = 3  #: drawings in one piece until an index that names pages must have settled


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished edition."""

    page: Page
    pdf: bytes
    pages: int
    anchors: dict[str, int]  #: id of an element -> number of the page it is on, from 1
    marked: tuple[str, ...] = ()  #: its sections, marked, if it was linked
    compiled: tuple[str, ...] = ()  #: the chapters that were drawn for it
    in_one: str = ""  #: why it was drawn in one piece; "" if it was linked


class Printer:
    """Prints editions, and remembers from one to the next what has not changed."""

    def __init__(
        self,
        project: Project,
        faces: Faces,
        *,
        jobs: int = 1,
        cluster: Cluster | None = None,
        crew: Crew | None = None,
    ) -> None:
        no_system_fonts.shut_out_system_fonts(project.root / CACHE)
        self._faces, self._jobs, self._cluster, self._crew = faces, jobs, cluster, crew
        self._compilers: list[tuple[Setting, Compiler]] = []  #: those last used come last
        self._cache = project.root / CACHE
        self._templates = Templates(project, self._cache)
        self._assembler = Assembler(faces, Store(self._cache / "units"), self._compile)
        self._sections: dict[str, Sections] = {}  #: by the path of an edition

    def print(self, dossier: Dossier, project: Project, report: Report) -> Printed:
        """The edition, linked if that can be. `Broken` with all that is wrong with it."""
        path = dossier.edition.place.path
        sections = self._sections.setdefault(path, Sections(project, self._templates, self._file_of(path)))
        self._announce(dossier, project)
        with uncollected():
            edition = _Edition(dossier, project, report, sections)
            page = edition.page()
        made = Made(
            page, edition.index, edition.path, dossier.language == "ar", "٠" if has_arabic_digits(dossier) else "0"
        )
        sources = edition.sources()
        report.stop_if_broken()

        def files(units: Sequence[Unit], numbering: Numbering) -> Iterator[Attached]:
            words = tuple(_transcripts(units, numbering.anchors))
            yield Attached("briefing.txt", b"".join(words), "Alternative", words)
            yield from sources

        try:
            done = self._assembler.assemble(made, files)
        except (Unlinkable, Undrawn, Unsettled) as error:
            printed = print_plain(dossier, self._faces, project, report)
            report.warning(dossier.edition.place, f"drawn in one piece: {error}", _SLOWER)
            return replace(printed, in_one=str(error))
        edition.tell(done, setting_of(done.page.sheets, self._faces).sheets)
        edition.check_summary(done.numbering.anchors)
        report.stop_if_broken()
        sections.keep()
        marked = tuple(unit.marked for unit in done.units)
        return Printed(done.page, done.pdf, done.numbering.total, done.numbering.anchors, marked, done.compiled)

    def _file_of(self, path: str) -> Path:
        return self._cache / "sections" / Path(path).stem

    def _announce(self, dossier: Dossier, project: Project) -> None:
        """Tell the crew what it will draw with. What is wrong with that is told when it is wanted."""
        if self._crew:
            with suppress(Broken):
                self._crew.expect(setting_of(sheets_of(dossier, project, Report()), self._faces))

    def _compile(self, setting: Setting, tasks: Sequence[Task]) -> Iterator[tuple[int, Unit]]:
        """On the cluster, if there is one and more than one task; else on this machine, where a crew begins at once."""
        if self._cluster and len(tasks) > 1:
            return self._compile_there(self._cluster, setting, tasks)
        return self._compile_here(setting, tasks)

    def _compile_there(self, cluster: Cluster, setting: Setting, tasks: Sequence[Task]) -> Iterator[tuple[int, Unit]]:
        """On the cluster, and what it leaves, on this machine."""
        left = dict(enumerate(tasks))
        for number, unit in cluster.compile_all(setting, tasks):
            del left[number]
            yield number, unit
        if left:
            self._cluster = None  # it has nobody left, and would be waited for again
            numbers = list(left)
            for place, unit in self._compile_here(setting, list(left.values())):
                yield numbers[place], unit

    def _compile_here(self, setting: Setting, tasks: Sequence[Task]) -> Iterator[tuple[int, Unit]]:
        jobs = min(self._jobs, 1 + sum(len(task.html) for task in tasks) // WORTH_A_PROCESS)
        if self._crew:
            return self._crew.compile_all(setting, tasks, jobs)
        return self._compile_alone(setting, tasks, jobs)

    def _compile_alone(self, setting: Setting, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[int, Unit]]:
        """In this process if that is enough: it keeps what it has read of the stylesheets."""
        from dossier.press.worker import compiler_of  # WeasyPrint costs 0.4 s, and looks for fonts

        if min(jobs, len(tasks)) > 1:
            yield from compile_all(setting, tasks, jobs)
            return
        known = next((one for one in self._compilers if one[0] == setting), None)
        if known is None:
            known = setting, compiler_of(setting, self._compilers[-1][1] if self._compilers else None)
        self._compilers = [*(one for one in self._compilers if one is not known), known][-COMPILERS:]
        for number, task in enumerate(tasks):
            try:
                yield number, known[1].compile(task)
            except Broken as error:
                raise Undrawn("; ".join(problem.message for problem in error.problems)) from error


@dataclass(slots=True)
class _Edition:
    """An edition on its way to the press."""

    dossier: Dossier
    project: Project
    report: Report
    sections: Sections
    chapters: tuple[Chapter, ...] = field(init=False)
    since: Since = field(init=False)

    def __post_init__(self) -> None:
        self.chapters = compose(self.dossier)
        self.since = marks_since(self.dossier)

    @property
    def path(self) -> str:
        return self.dossier.edition.place.path

    def page(self, pages: Mapping[str, int] = {}, *, placed: bool = False) -> Page:  # never written to
        return self._rendered(_paged(self.chapters, pages), placed=placed)

    def index(self, pages: Mapping[str, int], *, placed: bool = False) -> dict[int, str]:
        """The sections that say which pages there are, by number."""
        numbers: list[int] = []
        wanted: list[Chapter] = []
        number = -1
        for place, chapter in enumerate(self.chapters):
            number += not chapter.runs_on
            if isinstance(chapter.value, Names):
                numbers.append(number)
                wanted += [chapter, *(one for one in self.chapters[place + 1 :][:1] if one.runs_on)]
        if not wanted:
            return {}
        return dict(zip(numbers, self._rendered(_paged(wanted, pages), placed=placed).sections, strict=True))

    def _rendered(self, chapters: Sequence[Chapter], *, placed: bool) -> Page:
        report = Report() if placed else self.report  # the second time there is nothing new to tell
        if placed:
            page = render(self.dossier, chapters, self.project, report, placed=True, since=self.since)
        else:
            page = self.sections.page(self.dossier, chapters, self.since, report)
        report.stop_if_broken()
        assert page is not None, "a page that was not rendered has told why"
        return page

    def sources(self) -> tuple[Attached, ...]:
        """The files that an edition was made from: the dossier's own, without those of the other editions."""
        return tuple(
            Attached(path, sight.content, "Source")
            for path, sight in sorted(self.project.sights.items())
            if path.startswith("sources/") and (path == self.path or not path.startswith("sources/editions/"))
            if sight.content is not None
        )

    def read(self, path: str) -> str:
        return read_text(self.project, path)

    def placed(self, pages: Mapping[str, int]) -> Marked:
        return mark(self.page(pages, placed=True).html)

    def written(self, pages: Mapping[str, int]) -> Written:
        return Written(lambda: self.placed(pages).html, self.read)

    def tell(self, done: Assembled, sheets: Sequence[tuple[str, str]]) -> None:
        """Report what came up when units were compiled, and links that lead nowhere."""
        known = done.numbering.anchors
        for number, (task, unit) in enumerate(zip(done.tasks, done.units, strict=True)):
            lost = [target for target in unit.targets if target not in known]
            if unit.said or lost:
                root = mark(task.html).root
                assert root is not None, "what could be compiled is not nested too deeply"
                elements = list(root.iter())
                heard = [_heard(said, elements) for said in unit.said]
                heard += [
                    Heard(Problem(Place(self.path), _NOWHERE % one), None, (f"#{one}",), "attributes") for one in lost
                ]
                placed = partial(self._placed, done.page, number, known)
                self.report.extend(told_of(heard, root, Written(placed, self.read), self.path, sheets))

    def _placed(self, page: Page, number: int, pages: Mapping[str, int]) -> str:
        """A section as it was compiled, with places."""
        placed = self.page(pages, placed=True)
        return mark(placed.alone(number)).html

    def check(self, pages: Mapping[str, int], page: Page, *, stock: bool = False) -> None:
        """What WeasyPrint would do wrong, before it does."""
        marked = mark(page.html)
        if marked.problems:
            self.report.extend(self.placed(pages).told_of(self.path))
        if traps.refuse(marked.html, page.sheets, self.path, stock=stock):
            self.report.extend(traps.refuse(self.written(pages).placed(), page.sheets, self.path, stock=stock))
        self.report.stop_if_broken()

    def check_summary(self, anchors: Mapping[str, int]) -> None:
        """The summary is one page: an adviser reads it at a glance."""
        for number, line in enumerate(self.dossier.corpus.settings.summary, 1):
            if anchors.get(f"line-{number}") not in (None, anchors.get("summary")):
                told = f"the summary does not fit its page from this line on ({self.dossier.language})"
                self.report.error(line.place, told, "shorten lines")
                return


def _transcripts(units: Sequence[Unit], pages: Mapping[str, int]) -> Iterator[bytes]:
    """The words of so many units at a time, one behind the other."""
    words = [numbered(unit.words, pages) if PAGE in unit.words else unit.words for unit in units]
    for start in range(0, len(words), TOGETHER):
        end = "\n" if start + TOGETHER < len(words) else ""
        yield ("\n".join(words[start : start + TOGETHER]) + end).encode()


_SLOWER = "the page is the same, but every change draws all of it anew"
_NOWHERE = "No anchor #%s for internal URI reference"  #: as WeasyPrint says it


def _heard(said: Said, elements: Sequence[Element]) -> Heard:
    element = elements[said.element] if 0 <= said.element < len(elements) else None
    return Heard(Problem(Place(*said.place), said.message, said.hint, said.severity), element, said.words, said.held_in)


def print_plain(dossier: Dossier, faces: Faces, project: Project, report: Report, *, stock: bool = False) -> Printed:
    """The edition drawn in one piece; with WeasyPrint as it comes, without our text layer and structure, if `stock`."""
    no_system_fonts.shut_out_system_fonts(project.root / CACHE)
    from dossier.press.plain import draw, places  # WeasyPrint costs a second, and looks for fonts as it is imported

    edition = _Edition(dossier, project, report, Sections(project, Templates(project, project.root / CACHE)))
    page = edition.page()
    sheets = setting_of(page.sheets, faces).sheets
    edition.check({}, page, stock=stock)
    named = [anchor for one in edition.chapters for anchor in _named(one)]
    pages = places(mark(page.html).html, sheets, offer(faces)) if named else {}
    for _ in range(ROUNDS):
        page = edition.page(pages)
        kept = None if stock else Archive(page.html, edition.sources())
        with at_work(stock=stock):
            html = mark(page.html).html
            path, written = edition.path, edition.written(pages)
            drawing = draw(html, sheets, offer(faces), path=path, written=written, kept=kept)
        report.extend(drawing.problems)
        report.stop_if_broken()
        if all(drawing.anchors.get(anchor) == pages.get(anchor) for anchor in named):
            break
        pages = drawing.anchors
    else:
        report.error(Place(edition.path), "page numbers do not settle: the index moves its own pages")
    edition.check_summary(drawing.anchors)
    report.stop_if_broken()
    return Printed(page, drawing.pdf, drawing.pages, drawing.anchors)


def _named(chapter: Chapter) -> Iterator[str]:
    """The anchors whose pages a chapter names."""
    if isinstance(chapter.value, Names):
        for entry in chapter.value.entries:
            yield from entry.anchors


def _paged(chapters: Sequence[Chapter], pages: Mapping[str, int]) -> tuple[Chapter, ...]:
    return tuple(
        replace(one, value=one.value.paged(pages)) if isinstance(one.value, Names) else one for one in chapters
    )


@contextmanager
def at_work(*, stock: bool) -> Iterator[None]:
    """WeasyPrint with our text layer and our structure tree, and mended; as it comes if `stock`."""
    if stock:
        yield
        return
    from dossier.press import carried_over, mended, tags, text_layer  # as above

    with text_layer.worked(), tags.worked(), carried_over.worked(), mended.worked():
        yield


def offer(faces: Faces) -> Callable[[str], bytes | None]:
    """All that a page may fetch: its faces."""
    files = {face.file: face.path for face in faces}
    return lambda name: files[name].read_bytes() if name in files else None
