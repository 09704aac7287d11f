"""Everything a briefing is made from, read and checked: sources, faces, and the words of its two languages."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from dossier.chapters import actors, locations, turning_points
from dossier.chapters.overall.kinds import KINDS
from dossier.chapters.summary import MOST
from dossier.evidence.disputes import unexplained
from dossier.evidence.judgements import check_bars, check_judgements
from dossier.files.project import FileSnapshot, Project
from dossier.model.chapters import check_chapters
from dossier.model.corpus import Corpus
from dossier.model.records import Language
from dossier.model.words import Catalogue
from dossier.press.fonts import typefaces
from dossier.press.fonts.typefaces import Faces
from dossier.problems import Report
from dossier.reading import record_cache
from dossier.reading.catalogue import PATH as WORDS
from dossier.reading.catalogue import read_words
from dossier.reading.reading_cache import ReadingCache
from dossier.reading.source_set import RECORD_TYPES, SourceSet, gather

FACES = "fonts/faces.yaml"


@dataclass(slots=True)
class SourceCache:
    """What a process has read, found again by content."""

    memory: ReadingCache = field(default_factory=ReadingCache)
    faces: tuple[tuple[str, ...], Faces] | None = None  #: digests of the files, and what they are
    words: tuple[FileSnapshot, dict[Language, Catalogue]] | None = None


def read(
    project: Project, report: Report, cache: SourceCache | None = None, *, is_anew: bool = False
) -> tuple[Corpus, Faces, dict[Language, Catalogue]]:
    """Everything that is read, or `Broken` with everything that is wrong with it; `is_anew`: from files alone."""
    cache = cache or SourceCache()
    sources = gather(project, report, cache.memory) if is_anew else _gather(project, report, cache.memory)
    faces = _faces(project, cache)
    words = _words(project, report, cache)
    _check_letters(sources, faces, project, report)
    if sources.corpus:
        check_chapters(sources.corpus, KINDS, report)
        _check_summary(sources.corpus, report)
        turning_points.check(sources.corpus, report)
        actors.check(sources.corpus, report)
        locations.check(sources.corpus, report)
        _check_nothing_is_hidden(sources.corpus, report)
        if not report.errors:  # else what a judgement names may not be there
            check_judgements(sources.corpus, sources.place_of, report)
            check_bars(sources.corpus, report)
    report.stop_if_broken()
    assert sources.corpus is not None, "sources without a corpus have told why"
    return sources.corpus, faces, words


def _gather(project: Project, report: Report, memory: ReadingCache) -> SourceSet:
    """The sources; a process that has read none yet has what an earlier one has read."""
    if memory.tables:
        return gather(project, report, memory)
    memory.recalled = record_cache.recall(project, RECORD_TYPES)
    sources = gather(project, report, memory)
    record_cache.keep(project, memory.files, memory.recalled)
    memory.recalled = {}
    return sources


def _faces(project: Project, cache: SourceCache) -> Faces:
    if cache.faces and _digests(project, cache.faces[1]) == cache.faces[0]:
        return cache.faces[1]
    for file in (
        FACES,
        *(name for folder in project.folders("fonts") for name in project.names(f"fonts/{folder}", "")),
    ):
        project.digest(file)  # seen, and so watched, also where it is what is wrong
    faces = typefaces.load(project.locate(FACES).parent, project.cache_folder)
    cache.faces = _digests(project, faces), faces
    return faces


def _digests(project: Project, faces: Faces) -> tuple[str, ...]:
    files = (FACES, *(f"fonts/{name}" for face in faces for name in (face.file, face.licence)))
    return tuple(project.digest(file) for file in files)


def _words(project: Project, report: Report, cache: SourceCache) -> dict[Language, Catalogue]:
    snapshot = project.snapshot(WORDS)
    if cache.words and cache.words[0] == snapshot:
        return cache.words[1]
    count_before = len(report.problems)
    words = read_words(project, report)
    cache.words = (snapshot, words) if len(report.problems) == count_before else None
    return words


def _check_letters(sources: SourceSet, faces: Faces, project: Project, report: Report) -> None:
    for letter, place in sources.refused(faces.letters, lambda letter: not faces.missing(letter), project).items():
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
        subjects = ", ".join(dict.fromkeys(difference.about for difference in hidden))
        for edition in corpus.editions.values():
            if "disagreements" not in edition.kinds:
                message = f"differences that nobody explains are printed nowhere in this edition: {subjects}"
                report.warning(edition.place, message, "add the chapter disagreements, or explain them in a file")
