"""The whole pipeline on one screen. Every problem of a step is told before the next step begins."""

from __future__ import annotations

import importlib.metadata
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dossier import __version__
from dossier.chapters.kinds import KINDS
from dossier.chapters.summary import MOST
from dossier.content.corpus import Corpus
from dossier.content.edition import Dossier, check_chapters, select
from dossier.content.records import Language
from dossier.content.words import Words
from dossier.evidence.lints import lint
from dossier.ledger import keep, previous
from dossier.press import fonts, screen
from dossier.press.fonts import Faces
from dossier.press.html import read_text
from dossier.printing import CACHE, Printed, Printer, at_work, print_plain
from dossier.problems import Problem, Report
from dossier.project import Project, shipped
from dossier.publication import Publication, publish, write_one
from dossier.reading.catalogue import read_words
from dossier.reading.shelf import Shelf, gather

if TYPE_CHECKING:
    pass


def build(
    project: Project,
    names: tuple[str, ...],
    step: Callable[[str], None] = lambda words: None,
    *,
    plain: bool = False,
    jobs: int = 1,
) -> tuple[tuple[Publication, ...], list[Problem]]:
    """Build the editions named, all if none is. Returns what was published, and the warnings.

    `plain` draws with WeasyPrint as it comes, in one piece, without the text layer; else chapters are compiled by so
    many processes (`jobs`), and linked.
    """
    report = Report()
    step("reading")
    corpus, faces, words = read(project, report)
    earlier = previous(project, corpus, report)
    report.stop_if_broken()
    editions = select(corpus, names, words, earlier)
    printer = Printer(project, faces, jobs=jobs)
    finished = []
    for dossier in editions:
        step(f"{dossier.edition.id}: drawing")
        if plain:
            printed = print_plain(dossier, faces, project, report, stock=True)
        else:
            printed = printer.print(dossier, project, report)
        finished.append((dossier, printed))
    step("publishing")
    publications = tuple(_publish(dossier, printed, faces, project) for dossier, printed in finished)
    if not plain:  # such a file carries no sources, and could not be compared with
        keep(project.root, corpus.settings.edition, publications[0])
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
    """Read everything, draw nothing. How much there is of each kind, and the warnings, with those of the lints."""
    report = Report()
    corpus, _, _ = read(project, report)
    previous(project, corpus, report)
    report.stop_if_broken()
    lint(corpus, report)
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


def _publish(dossier: Dossier, printed: Printed, faces: Faces, project: Project) -> Publication:
    sheet = read_text(project, "templates/screen.css")
    html = screen.self_contained(printed.page, printed.anchors, faces, sheet, project.root / CACHE)
    made_from = {
        "title": dossier.say(dossier.corpus.settings.title),
        "edition_number": dossier.corpus.settings.edition,
        "language": dossier.language,
        "dated": str(dossier.corpus.newest.when.date),
        "documents": {document.id: document.original.sha256 for document in dossier.corpus.documents},
        "read": dict(sorted(project.digests.items())),
        "tools": {"dossier": __version__, "weasyprint": importlib.metadata.version("weasyprint")},
    }
    return publish(project.root, dossier.edition.id, printed.pages, printed.pdf, html, made_from)


def press(source: Path, target: Path, *, plain: bool = False) -> tuple[int, list[Problem]]:
    """Any HTML file through the same press, in our faces where it names none. Returns pages and warnings."""
    faces = fonts.load(shipped("fonts"))
    with tempfile.TemporaryDirectory() as folder:
        fonts.shut_out_system_fonts(Path(folder))
        from dossier.press.plain import draw_stranger  # as above

        with at_work(stock=plain):
            drawing = draw_stranger(source, faces, lasting=not plain)
    report = Report(list(drawing.problems))
    report.stop_if_broken()
    write_one(target, drawing.pdf)
    return drawing.pages, report.problems
