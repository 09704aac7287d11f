"""All files under sources/ -> one Corpus, with every problem of every file told together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import partial
from typing import Any

from dossier.files.project import MARK, Project
from dossier.model.corpus import Corpus
from dossier.model.judgements import Judgement, MainClaim
from dossier.model.plan import Disagreement, Edition, Settings
from dossier.model.records import (
    LANGUAGES,
    Document,
    Event,
    Figure,
    Language,
    Location,
    Organisation,
    Person,
    Text,
)
from dossier.problems import Place, Problem, Report, nearest
from dossier.reading.corpus_checks import citations, markings, numbers, panels, rulings, unknown_forms, unused, voices
from dossier.reading.nodes import Mapping as Fields
from dossier.reading.nodes import Scalar, parse
from dossier.reading.parsed_file import ParsedFile, node_of, places_of
from dossier.reading.reading_cache import ReadingCache, RecordTable
from dossier.reading.schema import ID, Reference

#: folder under sources/ -> the record each of its files holds
RECORD_TYPES: dict[str, type] = {
    "documents": Document,
    "people": Person,
    "organisations": Organisation,
    "events": Event,
    "figures": Figure,
    "locations": Location,
    "disagreements": Disagreement,
    "judgements": Judgement,
    "claims": MainClaim,
    "editions": Edition,
}
_NEEDED = ("documents", "editions")
#: files that lie in sources/ itself
_BESIDE = ("sources/dossier.yaml", "sources/recipients.yaml", "sources/proof.json")
#: kinds of names that have no folder of their own -> where they are written
_REGISTERS = {
    "lanes": f"among the lanes of {MARK}",
    "voices": f"among the voices of {MARK}",
    "sides": f"among the sides of {MARK}",
    "offices": "among the offices of the bodies",
    "quotations": "among the quotations of the documents",
    "positions": "among the positions of the disagreements that have an id",
}
MOST_HINTED = 100  #: unknown names of a file that are compared with all that are known
#: In place of broken settings, so that the rest is still checked. Never part of what is gathered.
_NO_SETTINGS = Settings(Text(), Text(), Text(), Text(), 0, "", Text(), (), (), ())


@dataclass(frozen=True, slots=True)
class SourceSet:
    """What was found: the corpus if it could be read at all, and the tables that it was made of."""

    corpus: Corpus | None
    tables: Mapping[str, RecordTable]  #: by kind
    memory: ReadingCache

    def place_of(self, record: Any, name: str) -> Place:
        """Where a field is written; the record's own place if it is not."""
        return _place_of(self.tables, record, name)

    def refused(self, key: object, accepts: Callable[[str], bool], project: Project) -> dict[str, Place]:
        """Letters that are not accepted, each with its first place. An equal `key` stands for equal answers."""
        fine: set[str] = set()

        def ask(file: ParsedFile) -> list[str]:
            new = set(file.letters) - fine
            fine.update(letter for letter in new if accepts(letter))
            return sorted(new - fine)

        found: dict[str, Place] = {}
        for kind, table in self.tables.items():
            for path, letters in self.memory.check_cached(f"letters of {kind}", key, table.files, ask).items():
                if new := [letter for letter in letters if letter not in found]:
                    found |= places_of(new, parse(project.read(path), path))
        return found


def gather(project: Project, report: Report, memory: ReadingCache | None = None) -> SourceSet:
    """Read the whole dossier. `report` then holds everything that is wrong with it."""
    memory = memory or ReadingCache()
    _tell_strangers(project, report)
    languages = _languages(project, _paths("editions", project, Report()), memory)
    tables = {
        kind: memory.table(project, f"sources/{kind}", record, partial(_paths, kind), languages)
        for kind, record in RECORD_TYPES.items()
    }
    tables[""] = memory.table(project, "sources", Settings, lambda *_: [MARK], languages)
    for kind, table in tables.items():
        report.extend(table.problems)
        _tell(memory.check_cached(f"alone in {kind}", None, table.files, lambda file: file.problems), report)
    settings = tables[""].files[MARK].record
    corpus = _corpus(settings or _NO_SETTINGS, tables)
    _look_up(tables, memory, report)
    documents = tables["documents"]
    numbers(corpus, documents.mention_counts, partial(_place_of, tables), report)
    voices(corpus, partial(_place_of, tables), report)
    markings(corpus, partial(_place_of, tables), report)
    for kind in ("", "disagreements", "judgements", "claims", "people", "organisations"):
        files, there = tables[kind].files, documents.names
        _tell(
            memory.check_cached(f"cited in {kind}", there, files, lambda file: citations(file, documents.names)), report
        )
    forms, parties = unknown_forms(corpus), (corpus.people, corpus.organisations)
    _tell(memory.check_cached("forms", parties, documents.files, lambda file: forms(file.record)), report)
    if not report.errors:  # a broken document would make registers look unused that are not, and figures missing
        panels(corpus, report)
        rulings(corpus, report)
        unused(corpus, documents.mention_counts, report)
    return SourceSet(corpus if settings else None, tables, memory)


def _tell(answers: Mapping[str, Iterable[Problem]], report: Report) -> None:
    for problems in answers.values():
        report.extend(problems)


def _corpus(settings: Settings, tables: Mapping[str, RecordTable]) -> Corpus:
    points, judgements, claims = (
        tuple(sorted(tables[kind].records.values(), key=lambda record: (record.order, record.id)))
        for kind in ("disagreements", "judgements", "claims")
    )
    return Corpus(
        settings,
        tables["editions"].records,
        tuple(sorted(tables["documents"].records.values(), key=lambda document: (document.number, document.id))),
        tables["people"].records,
        tables["organisations"].records,
        tables["events"].records,
        tables["figures"].records,
        points,
        judgements,
        claims,
        tables["locations"].records,
    )


def _place_of(tables: Mapping[str, RecordTable], record: Any, name: str) -> Place:
    """Where a field is written; the record's own place if it is not."""
    own: Place = record.place
    kind = "" if own.path == MARK else own.path.split("/")[1]
    return tables[kind].files[own.path].places.get((own, name), own)


def _tell_strangers(project: Project, report: Report) -> None:
    """Whatever lies in sources/ and is not read; a misspelt folder would otherwise be missed in silence."""
    for folder in project.folders("sources"):
        if folder not in RECORD_TYPES:
            report.warning(Place(f"sources/{folder}"), "this folder is not read", nearest(folder, RECORD_TYPES))
    for path in project.names("sources", ""):
        if path not in _BESIDE:
            report.warning(Place(path), "this file is not read", f"what the dossier is stands in {MARK}")


def _paths(kind: str, project: Project, report: Report) -> list[str]:
    """The files of a kind whose names can be ids."""
    folder = f"sources/{kind}"
    if kind in _NEEDED and not project.has_folder(folder):
        report.error(Place(folder), "the folder is missing", f"a dossier needs at least one file in {folder}/")
    elif kind in _NEEDED and not project.names(folder, ".yaml"):
        report.error(Place(folder), "the folder is empty", f"a dossier needs at least one file in {folder}/")
    found = []
    for path in project.names(folder, ""):
        name, _, suffix = path.rpartition("/")[2].rpartition(".")
        if suffix != "yaml":
            report.warning(Place(path), "this file is not read", "records end in .yaml")
        elif not ID.match(name):
            report.error(Place(path), f"{name!r} cannot be an id", "use a-z, 0-9 and single hyphens")
        else:
            found.append(path)
    return found


def _languages(project: Project, editions: Iterable[str], memory: ReadingCache) -> tuple[Language, ...]:
    """The languages that the editions are in, read before anything else because every text depends on them."""
    named = {_language(project, path, memory) for path in editions}
    return tuple(language for language in LANGUAGES if language in named) or LANGUAGES


def _language(project: Project, path: str, memory: ReadingCache) -> str:
    """What an edition says that it is in; it is not parsed for that where it is known."""
    file = memory.file(project, "sources/editions", path)
    if file and file.record:
        return str(file.record.language)
    node = node_of(project, path, Report())  # what is wrong with it, its file will tell
    value = node.get("language") if isinstance(node, Fields) else None
    return value.text if isinstance(value, Scalar) else ""


def _look_up(tables: Mapping[str, RecordTable], memory: ReadingCache, report: Report) -> None:
    """Tell every name that names nothing. A file that is there but broken still counts as there."""
    found: dict[str, Set[str]] = {kind: table.names for kind, table in tables.items()}
    for kind in _REGISTERS:
        found[kind] = {name for table in tables.values() for declared, name in table.declared if declared == kind}
    settings = tables[""].files[MARK]
    declaring = (*tables["organisations"].files.values(), *tables["disagreements"].files.values())
    unread = {file.id for file in declaring if not file.is_readable}
    unread |= {"quotations" for file in tables["documents"].files.values() if not file.is_readable}
    unread |= set() if settings.is_readable else {MARK}

    def ask(file: ParsedFile) -> Iterator[Problem]:
        return _unknown(file.references, found, unread)

    for kind, table in tables.items():
        _tell(memory.check_cached(f"names in {kind}", (found, unread), table.files, ask), report)


def _register(kind: str, name: str) -> str:
    """What declares a name of that kind: a file, or all documents."""
    if kind in {"lanes", "voices", "sides"}:
        return MARK
    return kind if kind == "quotations" else name.partition(".")[0]


def _unknown(references: Iterable[Reference], found: Mapping[str, Set[str]], unread: Set[str]) -> Iterator[Problem]:
    hinted = 0
    for reference in references:
        kinds, name = reference.kinds, reference.name
        register = _register(kinds[0], name)
        if not name or any(name in found.get(kind, ()) for kind in kinds) or register in unread:
            continue  # one broken file should not be told a hundred times
        places = " or ".join(_REGISTERS.get(kind, f"in sources/{kind}/") for kind in kinds)
        hinted += 1
        hint = (
            nearest(name, [known for kind in kinds for known in found.get(kind, ())]) if hinted <= MOST_HINTED else ""
        )
        if not hint.startswith("did you mean") and kinds[0] in RECORD_TYPES and ID.match(name):
            hint = "write " + " or ".join(f"sources/{kind}/{name}.yaml" for kind in kinds if kind in RECORD_TYPES)
        yield Problem(reference.place, f"there is no {name[:40]!r} {places}", hint)
