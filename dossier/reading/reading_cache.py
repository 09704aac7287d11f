"""What a process that stays alive remembers of the last gathering, so that one edit costs one file.

Nothing in it is believed by its name alone: a file is found again by the digest of its file, and what was judged of a
file by the file itself and by all else that the judgement depends on. An empty memory gives the same answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dossier.files.project import Project, Version
from dossier.model.records import Language
from dossier.problems import Problem, Report
from dossier.reading.parsed_file import Name, ParsedFile, parse_file

T = TypeVar("T")
#: The paths of a folder's files, after telling which of its files are not read.
PathsOf = Callable[[Project, Report], Iterable[str]]


@dataclass(frozen=True, slots=True)
class CachedCheck:
    """What one check has found, file by file."""

    context: object  #: all that the answers depend on beside the file
    files: Mapping[str, ParsedFile]
    answers: Mapping[str, Any]  #: path -> answer, where there was something to tell


@dataclass(frozen=True, slots=True)
class RecordTable:
    """All files of one kind."""

    version: Version  #: of their folder
    languages: tuple[Language, ...]
    problems: tuple[Problem, ...]  #: of the folder; those of the files are in the files
    files: Mapping[str, ParsedFile]  #: by path
    records: Mapping[str, Any]  #: by id; of what could be read
    names: frozenset[str]  #: ids of all files that are there
    declared: frozenset[Name]  #: names of other kinds
    mention_counts: Mapping[str, Counter[str]]  #: kind -> names of that kind that the records speak of, and how often


@dataclass(slots=True)
class ReadingCache:
    """Tables and judgements of the last gathering."""

    tables: dict[str, RecordTable] = field(default_factory=dict)  #: by folder
    checks: dict[str, CachedCheck] = field(default_factory=dict)
    recalled: Mapping[str, ParsedFile] = field(default_factory=dict)  #: by path; what another process has read

    @property
    def files(self) -> Iterator[ParsedFile]:
        return (file for table in self.tables.values() for file in table.files.values())

    def file(self, project: Project, folder: str, path: str) -> ParsedFile | None:
        """What is known of a file of the folder as it is now, in whatever languages its texts had to be given."""
        file = (self.tables[folder].files if folder in self.tables else self.recalled).get(path)
        return file if file and file.digest and file.digest == project.digest(path) else None

    def table(
        self, project: Project, folder: str, kind: type, paths: PathsOf, languages: tuple[Language, ...]
    ) -> RecordTable:
        """The files that `paths` finds in a folder, as they are now."""
        old, version = self.tables.get(folder), project.version(folder)
        if old and old.languages != languages:
            old = None
        if old and old.version is version:
            return old
        if old and old.version is version.before and version.paths <= old.files.keys():
            new = {path: _file(project, path, kind, languages, old.files) for path in version.paths}
            files, problems = {**old.files, **new}, old.problems
        else:
            report = Report()
            before = old.files if old else self.recalled
            files = {path: _file(project, path, kind, languages, before) for path in paths(project, report)}
            problems = tuple(report.problems)
        self.tables[folder] = _table(version, languages, problems, files, old)
        return self.tables[folder]

    def check_cached(
        self, name: str, context: object, files: Mapping[str, ParsedFile], ask: Callable[[ParsedFile], Iterable[T]]
    ) -> Mapping[str, tuple[T, ...]]:
        """What `ask` says of each file, by path and in the order of the files, without those of which it says nothing.

        Of a file that was asked about before under an equal `context` the answer is remembered.
        """
        old = self.checks.get(name)
        if old is None or old.context != context:
            old = CachedCheck(context, {}, {})
        if old.files is files:
            return old.answers
        answers = {path: answer for path, answer in old.answers.items() if old.files[path] is files.get(path)}
        answers |= {path: tuple(ask(file)) for path, file in files.items() - old.files.items()}
        answers = {path: answers[path] for path in files if answers.get(path)} if any(answers.values()) else {}
        self.checks[name] = CachedCheck(context, files, answers)
        return answers


def _file(
    project: Project, path: str, kind: type, languages: tuple[Language, ...], before: Mapping[str, ParsedFile]
) -> ParsedFile:
    """A file as it is now, parsed again only if it is another."""
    old = before.get(path)
    if old and old.digest and old.digest == project.digest(path) and old.languages == languages:
        return old
    return parse_file(project, path, kind, languages)


def _table(
    version: Version,
    languages: tuple[Language, ...],
    problems: tuple[Problem, ...],
    files: Mapping[str, ParsedFile],
    old: RecordTable | None,
) -> RecordTable:
    """The sums over all files; where there are sums already, only what has changed is counted."""
    before = old.files if old else {}
    counts: dict[str, Counter[str]] = (
        {kind: Counter(names) for kind, names in old.mention_counts.items()} if old else {}
    )
    for _, gone in before.items() - files.items():
        for kind, name in gone.mentions:
            counts[kind][name] -= 1
            if not counts[kind][name]:
                del counts[kind][name]
    for _, new in files.items() - before.items():
        for kind, name in new.mentions:
            counts.setdefault(kind, Counter())[name] += 1
    return RecordTable(
        version,
        languages,
        problems,
        files,
        {file.id: file.record for file in files.values() if file.record},
        frozenset(file.id for file in files.values()),
        frozenset().union(*(file.declared for file in files.values() if file.declared)),
        counts,
    )
