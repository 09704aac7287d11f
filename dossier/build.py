"""The whole pipeline on one screen. Every problem of a step is told before the next step begins."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier import __version__, current, recalled
from dossier.chapters.kinds import KINDS
from dossier.chapters.summary import MOST
from dossier.content.corpus import Corpus
from dossier.content.edition import Dossier, check_chapters, select
from dossier.content.made import Made
from dossier.content.records import Language
from dossier.content.words import Words
from dossier.evidence.disputes import unexplained
from dossier.evidence.lints import lint
from dossier.ledger import keep, previous
from dossier.originals import prove
from dossier.press import fonts, no_system_fonts, screen, versions
from dossier.press.cluster import Cluster
from dossier.press.fonts import Faces
from dossier.press.html import read_text
from dossier.press.workers import Crew
from dossier.printing import Printed, Printer, at_work, print_plain
from dossier.problems import Problem, Report
from dossier.project import Project, Sight, shipped
from dossier.publication import CACHE, Publication, as_before, publish, write_one
from dossier.reading.catalogue import PATH as WORDS
from dossier.reading.catalogue import read_words
from dossier.reading.memory import Memory
from dossier.reading.shelf import KINDS as RECORDS
from dossier.reading.shelf import Shelf, gather
from dossier.uncollected import uncollected

FACES = "fonts/faces.yaml"

Step = Callable[[str], None]


@dataclass(slots=True)
class Kept:
    """What a process that stays alive keeps from one build to the next; all of it is found again by content."""

    memory: Memory = field(default_factory=Memory)
    faces: tuple[tuple[str, ...], Faces] | None = None  #: digests of the files, and what they are
    words: tuple[Sight, dict[Language, Words]] | None = None
    printer: tuple[Faces, Printer] | None = None
    made: dict[str, Made] = field(default_factory=dict)  #: by edition
    screens: dict[str, screen.Known] = field(default_factory=dict)  #: by edition
    compiled: list[str] = field(default_factory=list)  #: chapters that the last build drew: "ar: timeline"


def build(
    project: Project,
    names: tuple[str, ...],
    step: Step = lambda words: None,
    *,
    plain: bool = False,
    jobs: int = 1,
    cluster: Cluster | None = None,
) -> tuple[tuple[Publication, ...], list[Problem]]:
    """Build the editions named, all if none is. Returns what was published, and the warnings.

    `plain` draws with WeasyPrint as it comes, in one piece, without the text layer; else chapters are compiled by so
    many processes (`jobs`), or by a `cluster`, and linked. Where nothing has changed since the last build, nothing is
    done.
    """
    if done := current.unchanged(str(project.root), names, plain):
        return as_before(done)
    return build_anew(project, names, step, plain=plain, jobs=jobs, cluster=cluster)


def build_anew(
    project: Project,
    names: tuple[str, ...],
    step: Step,
    *,
    plain: bool = False,
    jobs: int = 1,
    cluster: Cluster | None = None,
    crew: Crew | None = None,
) -> tuple[tuple[Publication, ...], list[Problem]]:
    """`build`, where something has changed. A `crew` that is there already draws whatever has to be drawn."""
    program = current.program()
    made = make(project, names, step, Kept(), plain=plain, jobs=jobs, cluster=cluster, crew=crew)
    remember(project, *made, program, plain=plain)
    return made


def make(
    project: Project,
    names: tuple[str, ...],
    step: Step,
    kept: Kept,
    *,
    plain: bool = False,
    jobs: int = 1,
    cluster: Cluster | None = None,
    crew: Crew | None = None,
) -> tuple[tuple[Publication, ...], list[Problem]]:
    """`build`, whatever was built before."""
    report = Report()
    kept.compiled.clear()
    step("reading")
    with uncollected():
        corpus, faces, words = read(project, report, kept)
    earlier = previous(project, corpus, report)
    report.stop_if_broken()
    checked = prove(project, corpus, project.originals_folder()).checked
    editions = select(corpus, names, words, earlier, checked)
    finished = []
    for selected in editions:
        dossier = replace(selected, memory=kept.made.setdefault(selected.edition.id, Made()))
        step(f"{dossier.edition.id}: drawing")
        if plain:
            printed = print_plain(dossier, faces, project, report, stock=True)
        else:
            printed = _printer(project, faces, kept, jobs, cluster, crew).print(dossier, project, report)
        kept.compiled += [f"{dossier.edition.id}: {chapter}" for chapter in printed.compiled]
        finished.append((dossier, printed))
    step("publishing")
    publications = tuple(_publish(dossier, printed, faces, project, kept) for dossier, printed in finished)
    if not plain:  # such a file carries no sources, and could not be compared with
        keep(project.root, corpus.settings.edition, publications[0])
    return publications, report.problems


def _printer(
    project: Project, faces: Faces, kept: Kept, jobs: int, cluster: Cluster | None, crew: Crew | None
) -> Printer:
    if kept.printer is None or kept.printer[0] is not faces:
        kept.printer = faces, Printer(project, faces, jobs=jobs, cluster=cluster, crew=crew)
    return kept.printer[1]


def remember(
    project: Project,
    publications: Sequence[Publication],
    warnings: Iterable[Problem],
    program: Mapping[str, current.Entry],
    *,
    plain: bool,
) -> None:
    """Remember for the next process what was made, and of what."""
    seen: dict[str, current.Entry] = {sight.missed: ("", ()) for sight in project.seen() if sight.missed}
    seen |= {sight.place: (sight.digest, sight.stamp) for sight in project.seen()}
    current.note(
        str(project.root),
        {**seen, **program, **current.libraries(map(str, versions.libraries()))},
        project.listed(),
        {made.edition: (made.pages, [str(file) for file in made.files]) for made in publications},
        [path.rpartition("/")[2].removesuffix(".yaml") for path in project.names("sources/editions", ".yaml")],
        plain=plain,
        warnings=[
            [p.place.path, str(p.place.line), str(p.place.column), p.message, p.hint, p.severity] for p in warnings
        ],
    )


def read(project: Project, report: Report, kept: Kept | None = None) -> tuple[Corpus, Faces, dict[Language, Words]]:
    """Everything that is read, or `Broken` with everything that is wrong with it."""
    kept = kept or Kept()
    shelf = _gathered(project, report, kept.memory)
    faces = _faces(project, kept)
    words = _words(project, report, kept)
    _check_letters(shelf, faces, project, report)
    if shelf.corpus:
        check_chapters(shelf.corpus, KINDS, report)
        _check_summary(shelf.corpus, report)
        _check_nothing_is_hidden(shelf.corpus, report)
    report.stop_if_broken()
    assert shelf.corpus is not None, "a shelf without a corpus has told why"
    return shelf.corpus, faces, words


def _gathered(project: Project, report: Report, memory: Memory) -> Shelf:
    """The sources; a process that has read none yet has what an earlier one has read."""
    if memory.tables:
        return gather(project, report, memory)
    memory.recalled = recalled.recall(project, RECORDS)
    shelf = gather(project, report, memory)
    recalled.keep(project, memory.leaves, memory.recalled)
    memory.recalled = {}
    return shelf


def _faces(project: Project, kept: Kept) -> Faces:
    if kept.faces and _digests(project, kept.faces[1]) == kept.faces[0]:
        return kept.faces[1]
    for file in (
        FACES,
        *(name for folder in project.folders("fonts") for name in project.names(f"fonts/{folder}", "")),
    ):
        project.digest(file)  # seen, and so watched, also where it is what is wrong
    faces = fonts.load(project.locate(FACES).parent, project.root / CACHE)
    kept.faces = _digests(project, faces), faces
    return faces


def _digests(project: Project, faces: Faces) -> tuple[str, ...]:
    files = (FACES, *(f"fonts/{name}" for face in faces for name in (face.file, face.licence)))
    return tuple(project.digest(file) for file in files)


def _words(project: Project, report: Report, kept: Kept) -> dict[Language, Words]:
    sight = project.sight(WORDS)
    if kept.words and kept.words[0] == sight:
        return kept.words[1]
    told = len(report.problems)
    words = read_words(project, report)
    kept.words = (sight, words) if len(report.problems) == told else None
    return words


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


def _check_nothing_is_hidden(corpus: Corpus, report: Report) -> None:
    """A difference that no curated point explains is printed, or told of."""
    if hidden := corpus.once(unexplained):
        told = ", ".join(dict.fromkeys(difference.about for difference in hidden))
        for edition in corpus.editions.values():
            if "disagreements" not in edition.chapters:
                message = f"differences that nobody explains are printed nowhere in this edition: {told}"
                report.warning(edition.place, message, "add the chapter disagreements, or explain them in a file")


def _publish(dossier: Dossier, printed: Printed, faces: Faces, project: Project, kept: Kept) -> Publication:
    sheet = read_text(project, "templates/screen.css")
    html = screen.self_contained(
        printed.page,
        printed.anchors,
        faces,
        sheet,
        project.root / CACHE,
        printed.marked,
        kept.screens.setdefault(dossier.edition.id, screen.Known()),
    )
    made_from = {
        "title": dossier.say(dossier.corpus.settings.title),
        "edition_number": dossier.corpus.settings.edition,
        "language": dossier.language,
        "dated": str(dossier.corpus.newest.when.date),
        "documents": {document.id: document.original.sha256 for document in dossier.corpus.documents},
        "read": dict(sorted(project.digests.items())),
        "tools": {"dossier": __version__, "weasyprint": versions.of("weasyprint")},
    }
    return publish(project.root, dossier.edition.id, printed.pages, printed.pdf, html, made_from)


def press(source: Path, target: Path, *, plain: bool = False) -> tuple[int, list[Problem]]:
    """Any HTML file through the same press, in our faces where it names none. Returns pages and warnings."""
    faces = fonts.load(shipped("fonts"))
    with tempfile.TemporaryDirectory() as folder:
        no_system_fonts.shut_out_system_fonts(Path(folder))
        from dossier.press.plain import draw_stranger  # as above

        with at_work(stock=plain):
            drawing = draw_stranger(source, faces, lasting=not plain, stock=plain)
    report = Report(list(drawing.problems))
    report.stop_if_broken()
    write_one(target, drawing.pdf)
    return drawing.pages, report.problems
