"""What a process that stays alive remembers of the last gathering, so that one edit costs one file.

Nothing in it is believed by its name alone: a leaf is found again by the digest of its file, and what was judged of a
leaf by the leaf itself and by all else that the judgement depends on. An empty memory gives the same answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dossier.files.project import Project, Version
from dossier.model.records import Language
from dossier.problems import Problem, Report
from dossier.reading.leaf import Leaf, Name, read_leaf

T = TypeVar("T")
#: The paths of a folder's files, after telling which of its files are not read.
PathsOf = Callable[[Project, Report], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Stage:
    """What one question was answered, leaf by leaf."""

    context: object  #: all that the answers depend on beside the leaf
    leaves: Mapping[str, Leaf]
    told: Mapping[str, Any]  #: path -> answer, where there was something to tell


@dataclass(frozen=True, slots=True)
class Table:
    """All files of one kind."""

    version: Version  #: of their folder
    languages: tuple[Language, ...]
    problems: tuple[Problem, ...]  #: of the folder; those of the files are in the leaves
    leaves: Mapping[str, Leaf]  #: by path
    records: Mapping[str, Any]  #: by id; of what could be read
    names: frozenset[str]  #: ids of all files that are there
    declared: frozenset[Name]  #: names of other kinds
    told: Mapping[str, Counter[str]]  #: kind -> names of that kind that the records speak of, and how often


@dataclass(slots=True)
class ReadingCache:
    """Tables and judgements of the last gathering."""

    tables: dict[str, Table] = field(default_factory=dict)  #: by folder
    stages: dict[str, Stage] = field(default_factory=dict)
    recalled: Mapping[str, Leaf] = field(default_factory=dict)  #: by path; what another process has read

    @property
    def leaves(self) -> Iterator[Leaf]:
        return (leaf for table in self.tables.values() for leaf in table.leaves.values())

    def leaf(self, project: Project, folder: str, path: str) -> Leaf | None:
        """What is known of a file of the folder as it is now, in whatever languages its texts had to be given."""
        leaf = (self.tables[folder].leaves if folder in self.tables else self.recalled).get(path)
        return leaf if leaf and leaf.digest and leaf.digest == project.digest(path) else None

    def table(
        self, project: Project, folder: str, kind: type, paths: PathsOf, languages: tuple[Language, ...]
    ) -> Table:
        """The files that `paths` finds in a folder, as they are now."""
        kept, version = self.tables.get(folder), project.version(folder)
        if kept and kept.languages != languages:
            kept = None
        if kept and kept.version is version:
            return kept
        if kept and kept.version is version.before and version.paths <= kept.leaves.keys():
            new = {path: _leaf(project, path, kind, languages, kept.leaves) for path in version.paths}
            leaves, problems = {**kept.leaves, **new}, kept.problems
        else:
            report = Report()
            before = kept.leaves if kept else self.recalled
            leaves = {path: _leaf(project, path, kind, languages, before) for path in paths(project, report)}
            problems = tuple(report.problems)
        self.tables[folder] = _table(version, languages, problems, leaves, kept)
        return self.tables[folder]

    def judge(
        self, stage: str, context: object, leaves: Mapping[str, Leaf], ask: Callable[[Leaf], Iterable[T]]
    ) -> Mapping[str, tuple[T, ...]]:
        """What `ask` says of each leaf, by path and in the order of the leaves, without those of which it says nothing.

        Of a leaf that was asked about before under an equal `context` the answer is remembered.
        """
        kept = self.stages.get(stage)
        if kept is None or kept.context != context:
            kept = Stage(context, {}, {})
        if kept.leaves is leaves:
            return kept.told
        told = {path: answer for path, answer in kept.told.items() if kept.leaves[path] is leaves.get(path)}
        told |= {path: tuple(ask(leaf)) for path, leaf in leaves.items() - kept.leaves.items()}
        told = {path: told[path] for path in leaves if told.get(path)} if any(told.values()) else {}
        self.stages[stage] = Stage(context, leaves, told)
        return told


def _leaf(project: Project, path: str, kind: type, languages: tuple[Language, ...], before: Mapping[str, Leaf]) -> Leaf:
    """The leaf of a file as it is now."""
    kept = before.get(path)
    if kept and kept.digest and kept.digest == project.digest(path) and kept.languages == languages:
        return kept
    return read_leaf(project, path, kind, languages)


def _table(
    version: Version,
    languages: tuple[Language, ...],
    problems: tuple[Problem, ...],
    leaves: Mapping[str, Leaf],
    kept: Table | None,
) -> Table:
    """The sums over all leaves; where there are sums already, only what has changed is counted."""
    before = kept.leaves if kept else {}
    told: dict[str, Counter[str]] = {kind: Counter(names) for kind, names in kept.told.items()} if kept else {}
    for _, gone in before.items() - leaves.items():
        for kind, name in gone.told:
            told[kind][name] -= 1
            if not told[kind][name]:
                del told[kind][name]
    for _, new in leaves.items() - before.items():
        for kind, name in new.told:
            told.setdefault(kind, Counter())[name] += 1
    return Table(
        version,
        languages,
        problems,
        leaves,
        {leaf.id: leaf.record for leaf in leaves.values() if leaf.record},
        frozenset(leaf.id for leaf in leaves.values()),
        frozenset().union(*(leaf.declared for leaf in leaves.values() if leaf.declared)),
        told,
    )
