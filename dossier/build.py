"""The whole pipeline. Every problem of a step is told before the next step begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import msgspec

from dossier import __version__
from dossier.files import fingerprint, up_to_date, user_key
from dossier.files.atomic import sweep, write_whole
from dossier.files.cache import NO_CACHE
from dossier.files.paused_gc import gc_paused
from dossier.files.project import Project
from dossier.files.publication import FinishedFiles, Publication, as_before, check_folders, publish
from dossier.history.archive import keep, previous
from dossier.history.manifest import facts_of
from dossier.loading import SourceCache, read
from dossier.model.edition import Dossier, select
from dossier.model.memo import RecordMemo
from dossier.press.fonts.typefaces import Faces
from dossier.press.html import screen
from dossier.press.one_piece import PrintedEdition, print_plain
from dossier.press.options import DEFAULT_OPTIONS, BuildOptions
from dossier.press.printing import Printer, for_screen
from dossier.problems import NOWHERE, Problem, Report
from dossier.verification.gate import ask_originals

ProgressStep = Callable[[str], None]


@dataclass(slots=True)
class Session:
    """What a process that stays alive keeps from one build to the next; all of it is found again by content."""

    sources: SourceCache = field(default_factory=SourceCache)
    printer: tuple[Faces, BuildOptions, Printer] | None = None
    memos: dict[str, RecordMemo] = field(default_factory=dict)  #: by edition
    screens: dict[str, screen.ScreenCache] = field(default_factory=dict)  #: by edition
    compiled: list[str] = field(default_factory=list)  #: chapters that the last build drew: "ar: timeline"
    may_pass: bool = False  #: whether the last build came out otherwise than another one, of the same, may
    is_told: bool = False  #: that nothing is kept for the next process


def build(
    project: Project,
    names: tuple[str, ...],
    step: ProgressStep = lambda words: None,
    options: BuildOptions = DEFAULT_OPTIONS,
) -> tuple[tuple[Publication, ...], list[Problem]]:
    """Build the editions named, all if none is. Returns what was published, and the warnings.

    Where nothing has changed since the last build, nothing is done.
    """
    how = options.plain, options.clean, options.originals, options.lets_unproven
    if record := up_to_date.current_build(str(project.root), names, *how):
        return as_before(record)
    return build_anew(project, names, step, options)


def build_anew(
    project: Project,
    names: tuple[str, ...],
    step: ProgressStep,
    options: BuildOptions = DEFAULT_OPTIONS,
) -> tuple[tuple[Publication, ...], list[Problem]]:
    """`build`, where something has changed."""
    program = up_to_date.program()
    session = Session()
    result = make(project, names, step, session, options)
    if not session.may_pass:
        remember(project, *result, program, options)
    return result


def make(
    project: Project,
    names: tuple[str, ...],
    step: ProgressStep,
    session: Session,
    options: BuildOptions = DEFAULT_OPTIONS,
) -> tuple[tuple[Publication, ...], list[Problem]]:
    """`build`, whatever was built before."""
    check_folders(project.root)
    report = Report()
    finished = draw(project, names, step, session, report, options)
    step("publishing")
    publications = publish(project.root, [_files(one, project, session) for one in finished])
    for one, publication in zip(finished, publications, strict=True):
        if one.dossier.carries_sources and not options.plain:  # any other could not be compared with
            keep(project.root, one.dossier.corpus.settings.edition, publication)
            break
    sweep(project.cache_folder)
    return publications, report.problems


@dataclass(frozen=True, slots=True)
class FinishedEdition:
    """An edition that lies nowhere yet."""

    dossier: Dossier
    printed: PrintedEdition
    faces: Faces


def draw(
    project: Project,
    names: tuple[str, ...],
    step: ProgressStep,
    session: Session,
    report: Report,
    options: BuildOptions = DEFAULT_OPTIONS,
) -> list[FinishedEdition]:
    """The editions named, all if none is, in memory; `Broken` if one of them cannot be. Warnings go to `report`."""
    session.compiled.clear()
    session.may_pass = False
    _check_key(project, session, report)
    step("reading")
    with gc_paused():
        corpus, faces, words = read(project, report, session.sources)
    earlier = previous(project, corpus, report)
    report.stop_if_broken()
    checked = ask_originals(project, corpus, options.originals, report, lets_unproven=options.lets_unproven)
    report.stop_if_broken()
    editions = select(corpus, names, words, earlier, checked)
    finished = []
    for selected in editions:
        edition = replace(selected.edition, clean=options.clean or selected.edition.clean)
        dossier = replace(selected, edition=edition, memory=session.memos.setdefault(selected.edition.id, RecordMemo()))
        step(f"{dossier.edition.id}: drawing")
        if options.plain:
            printed = print_plain(dossier, faces, project, report, stock=True, limits=options.limits)
        else:
            printed = _printer(project, faces, session, options).print(dossier, project, report)
        session.may_pass |= printed.may_pass
        session.compiled += [f"{dossier.edition.id}: {chapter}" for chapter in printed.compiled]
        finished.append(FinishedEdition(dossier, printed, faces))
    return finished


def _check_key(project: Project, session: Session, report: Report) -> None:
    """Tell, once in a process, where there can be no key to seal caches with."""
    if project.cache == NO_CACHE:
        return
    try:
        user_key.ensure()
    except user_key.NoKey as error:
        if not session.is_told:
            message = f"nothing is kept for the next build, for caches are sealed with a key of yours: {error}"
            report.warning(NOWHERE, message, "mend the rights of that folder, or set XDG_STATE_HOME to another")
            session.is_told = True


def _printer(project: Project, faces: Faces, session: Session, options: BuildOptions) -> Printer:
    if session.printer is None or session.printer[:2] != (faces, options):
        session.printer = faces, options, Printer(project, faces, options)
    return session.printer[2]


def remember(
    project: Project,
    publications: Sequence[Publication],
    warnings: Sequence[Problem],
    program: Mapping[str, up_to_date.Entry],
    options: BuildOptions,
) -> None:
    """Remember for the next process what was made, and of what; where nothing can be written, nothing is."""
    entries: dict[str, up_to_date.Entry] = {
        snapshot.missed: ("", ()) for snapshot in project.all_snapshots() if snapshot.missed
    }
    entries |= {snapshot.place: (snapshot.digest, snapshot.stamp) for snapshot in project.all_snapshots()}
    with suppress(OSError, user_key.NoKey):  # what was published may be gone by now, too
        record = up_to_date.record_of(
            str(project.root),
            {**entries, **program, **up_to_date.libraries(map(str, fingerprint.libraries()))},
            project.listed_folders(),
            {made.edition: (made.pages, [str(file) for file in made.files]) for made in publications},
            [path.rpartition("/")[2].removesuffix(".yaml") for path in project.names("sources/editions", ".yaml")],
            plain=options.plain,
            clean=options.clean,
            originals=options.originals,
            lets_unproven=options.lets_unproven,
            warnings=msgspec.to_builtins(warnings),
        )
        write_whole(project.root / up_to_date.PLACE, up_to_date.seal_record(record))


def check(
    project: Project, cache: SourceCache | None = None, originals: str = ""
) -> tuple[dict[str, int], list[Problem]]:
    """Read everything, draw nothing. How much there is of each kind, and the warnings, with those of the lints.

    With the originals at hand, in the folder of that name or where the dossier has them, these are asked, too.
    """
    from dossier.evidence.lints.rules import lint  # it takes longer than a chapter takes to be drawn

    report = Report()
    corpus, _, _ = read(project, report, cache)
    previous(project, corpus, report)
    report.stop_if_broken()
    ask_originals(project, corpus, originals, report, weighs=True)
    report.stop_if_broken()
    lint(corpus, report)
    claims = corpus.documents
    judged = {"judgements": len(corpus.judgements), "claims": len(corpus.main_claims)}
    counts = {
        "documents": len(claims),
        "people": len(corpus.people),
        "bodies": len(corpus.organisations),
        "events": len(corpus.events),
        "quotations": sum(len(document.quotations) for document in claims),
        "figures": len(corpus.figures),
        "disagreements": len(corpus.disagreements),
        **{what: count for what, count in judged.items() if count},
        "editions": len(corpus.editions),
    }
    return counts, report.problems


def screen_of(edition: FinishedEdition, project: Project, session: Session) -> str:
    """An edition that has been drawn, as one HTML file for a screen."""
    cache = session.screens.setdefault(edition.dossier.edition.id, screen.ScreenCache())
    return for_screen(edition.dossier, edition.printed, edition.faces, project, project.cache_folder, cache)


def _files(edition: FinishedEdition, project: Project, session: Session) -> FinishedFiles:
    dossier, printed = edition.dossier, edition.printed
    html = screen_of(edition, project, session)
    made_from = {
        **facts_of(dossier),
        "read": dict(sorted(project.digests.items())),
        "tools": {"dossier": __version__, "weasyprint": fingerprint.of("weasyprint")},
    }
    return FinishedFiles(dossier.edition.id, printed.pages, printed.pdf, html, made_from)
