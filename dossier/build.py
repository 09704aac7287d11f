"""The whole pipeline on one screen. Every problem of a step is told before the next step begins."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dossier import __version__
from dossier.chapters.kinds import KINDS, Chapter, compose
from dossier.chapters.names import Names
from dossier.chapters.summary import MOST
from dossier.content.corpus import Corpus
from dossier.content.edition import Dossier, check_chapters, select
from dossier.content.records import Language
from dossier.content.words import Words
from dossier.press import fonts, screen, traps
from dossier.press.fonts import Faces
from dossier.press.html import Page, read_text, render
from dossier.press.markup import Marked, mark
from dossier.press.origins import Written
from dossier.problems import Place, Problem, Report
from dossier.project import Project, shipped
from dossier.publication import FOLDER, Publication, publish, write_one
from dossier.reading.catalogue import read_words
from dossier.reading.shelf import Shelf, gather

if TYPE_CHECKING:
    from dossier.press.plain import Drawing

CACHE = f"{FOLDER}/.cache"
ROUNDS = 3  #: drawings until an index that names pages must have settled


def build(
    project: Project, names: tuple[str, ...], step: Callable[[str], None] = lambda words: None, *, plain: bool = False
) -> tuple[tuple[Publication, ...], list[Problem]]:
    """Build the editions named, all if none is. Returns what was published, and the warnings.

    `plain` draws with WeasyPrint as it comes, without the text layer.
    """
    report = Report()
    step("reading")
    corpus, faces, words = read(project, report)
    editions = select(corpus, names, words)
    finished = []
    for dossier in editions:
        step(f"{dossier.edition.id}: drawing")
        page, drawing = print_edition(dossier, faces, project, report, plain=plain)
        finished.append((dossier, page, drawing))
    report.stop_if_broken()
    step("publishing")
    publications = tuple(_publish(dossier, page, drawing, faces, project) for dossier, page, drawing in finished)
    return publications, report.problems


def read(project: Project, report: Report) -> tuple[Corpus, Faces, dict[Language, Words]]:
    """Everything that is read, or `Broken` with everything that is wrong with it."""
    shelf = gather(project, report)
    faces = fonts.load(project.locate("fonts/faces.yaml").parent, project.root / CACHE)
    words = read_words(project, report)
    _check_letters(shelf, faces, project, report)
    if shelf.corpus:
        check_chapters(shelf.corpus, KINDS, report)
        _check_summary(shelf.corpus, report)
    report.stop_if_broken()
    assert shelf.corpus is not None, "a shelf without a corpus has told why"
    return shelf.corpus, faces, words


def check(project: Project) -> tuple[dict[str, int], list[Problem]]:
    """Read everything, draw nothing. How much there is of each kind, and the warnings."""
    report = Report()
    corpus, _, _ = read(project, report)
    claims = corpus.documents
    counts = {
        "documents": len(claims),
        "people": len(corpus.people),
        "bodies": len(corpus.organisations),
        "events": len(corpus.events),
        "quotations": sum(len(document.quotations) for document in claims),
        "figures": len(corpus.figures),
        "disagreements": len(corpus.disagreements),
        "editions": len(corpus.editions),
    }
    return counts, report.problems


def print_edition(
    dossier: Dossier, faces: Faces, project: Project, report: Report, *, plain: bool = False
) -> tuple[Page, Drawing]:
    """Compose, render and draw one edition. An index knows its pages only when the rest has been laid out once."""
    fonts.shut_out_system_fonts(project.root / CACHE)
    from dossier.press.plain import places  # WeasyPrint costs a second, and looks for fonts as it is imported

    chapters = compose(dossier)
    named = [
        anchor for c in chapters if isinstance(c.value, Names) for entry in c.value.entries for anchor in entry.anchors
    ]
    pages: dict[str, int] = {}
    if named:
        page = _render(dossier, chapters, project, report)
        pages = places(mark(page.html, justified=True).html, _sheets(page, faces), _offer(faces))
    for _ in range(ROUNDS):
        page, drawing = _draw(dossier, _paged(chapters, pages), faces, project, report, plain)
        if all(drawing.anchors.get(anchor) == pages.get(anchor) for anchor in named):
            break
        pages = drawing.anchors
    else:
        report.error(Place(dossier.edition.place.path), "page numbers do not settle: the index moves its own pages")
    _check_summary_page(drawing, dossier, report)
    report.stop_if_broken()
    return page, drawing


def _render(
    dossier: Dossier, chapters: Sequence[Chapter], project: Project, report: Report, *, placed: bool = False
) -> Page:
    page = render(dossier, chapters, project, report, placed=placed)
    report.stop_if_broken()
    assert page is not None, "a page that was not rendered has told why"
    return page


def _draw(
    dossier: Dossier, chapters: Sequence[Chapter], faces: Faces, project: Project, report: Report, plain: bool
) -> tuple[Page, Drawing]:
    from dossier.press.archive import Archive, Attached  # as above
    from dossier.press.plain import draw

    page = _render(dossier, chapters, project, report)
    marked = mark(page.html, justified=True)
    path = dossier.edition.place.path

    def placed() -> Marked:
        return mark(_render(dossier, chapters, project, Report(), placed=True).html, justified=True)

    written = Written(lambda: placed().html, lambda path: read_text(project, path))
    if marked.problems:
        report.extend(placed().told_of(path))
    if traps.refuse(marked.html, page.sheets, path):
        report.extend(traps.refuse(written.placed(), page.sheets, path))
    sources = tuple(Attached(name, content, "Source") for name, content in _sources(dossier, project))
    report.stop_if_broken()
    kept = None if plain else Archive(page.html, sources)
    with _at_work(plain):
        drawing = draw(marked.html, _sheets(page, faces), _offer(faces), path=path, written=written, kept=kept)
    report.extend(drawing.problems)
    report.stop_if_broken()
    return page, drawing


@contextmanager
def _at_work(plain: bool) -> Iterator[None]:
    """WeasyPrint with our text layer and our structure tree; as it comes if `plain`."""
    if plain:
        yield
        return
    from dossier.press import tags, text_layer  # as above

    with text_layer.worked(), tags.worked():
        yield


def _sheets(page: Page, faces: Faces) -> tuple[tuple[str, str], ...]:
    return (("fonts/faces.yaml", faces.css(lambda face: f"dossier:{face.file}")), *page.sheets)


def _offer(faces: Faces) -> Callable[[str], bytes | None]:
    """All that a page may fetch: its faces."""
    files = {face.file: face.path for face in faces}
    return lambda name: files[name].read_bytes() if name in files else None


def _sources(dossier: Dossier, project: Project) -> Iterator[tuple[str, bytes]]:
    """The files that an edition was made from: the dossier's own, without those of the other editions."""
    own = dossier.edition.place.path
    for path, sight in sorted(project.sights.items()):
        is_ours = path.startswith("sources/") and (path == own or not path.startswith("sources/editions/"))
        if is_ours and sight.content is not None:
            yield path, sight.content


def _paged(chapters: Sequence[Chapter], pages: dict[str, int]) -> tuple[Chapter, ...]:
    return tuple(
        dataclasses.replace(chapter, value=chapter.value.paged(pages)) if isinstance(chapter.value, Names) else chapter
        for chapter in chapters
    )


def _check_letters(shelf: Shelf, faces: Faces, project: Project, report: Report) -> None:
    for letter, place in shelf.refused(faces.letters, lambda letter: not faces.missing(letter), project).items():
        name = unicodedata.name(letter, "unnamed")
        message = f"no bundled face has {letter!r} (U+{ord(letter):04X} {name})"
        report.error(place, message, "write it otherwise, or add a face that has it to fonts/faces.yaml")


def _check_summary(corpus: Corpus, report: Report) -> None:
    lines = corpus.settings.summary
    if len(lines) > MOST:
        report.error(
            lines[MOST].place, f"the summary has {len(lines)} lines; its page holds {MOST}", "join or drop some"
        )


def _check_summary_page(drawing: Drawing, dossier: Dossier, report: Report) -> None:
    """The summary is one page: an adviser reads it at a glance."""
    lines = dossier.corpus.settings.summary
    for number, line in enumerate(lines, 1):
        if drawing.anchors.get(f"line-{number}") not in (None, drawing.anchors.get("summary")):
            language = dossier.language
            report.error(
                line.place, f"the summary does not fit its page from this line on ({language})", "shorten lines"
            )
            return


def _publish(dossier: Dossier, page: Page, drawing: Drawing, faces: Faces, project: Project) -> Publication:
    sheet = read_text(project, "templates/screen.css")
    html = screen.self_contained(page, drawing.anchors, faces, sheet, project.root / CACHE)
    made_from = {
        "title": dossier.say(dossier.corpus.settings.title),
        "edition_number": dossier.corpus.settings.edition,
        "language": dossier.language,
        "dated": str(dossier.corpus.newest.when.date),
        "documents": {document.id: document.original.sha256 for document in dossier.corpus.documents},
        "read": dict(sorted(project.digests.items())),
        "tools": {"dossier": __version__, "weasyprint": importlib.metadata.version("weasyprint")},
    }
    return publish(project.root, dossier.edition.id, drawing.pages, drawing.pdf, html, made_from)


def press(source: Path, target: Path, *, plain: bool = False) -> tuple[int, list[Problem]]:
    """Any HTML file through the same press, in our faces where it names none. Returns pages and warnings."""
    faces = fonts.load(shipped("fonts"))
    with tempfile.TemporaryDirectory() as folder:
        fonts.shut_out_system_fonts(Path(folder))
        from dossier.press.plain import draw_stranger  # as above

        with _at_work(plain):
            drawing = draw_stranger(source, faces, lasting=not plain)
    report = Report(list(drawing.problems))
    report.stop_if_broken()
    write_one(target, drawing.pdf)
    return drawing.pages, report.problems
