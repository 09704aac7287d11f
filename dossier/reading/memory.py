"""What a process that stays alive remembers of the last gathering, so that one edit costs one file.

Nothing in it is believed by its name alone: a leaf is found again by the digest of its file, and what was judged of a
leaf by the leaf itself and by all else that the judgement depends on. An empty memory gives the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dossier.content.records import Language
from dossier.project import Project
from dossier.reading.leaf import Leaf, read_leaf

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stage:
    """What one question was answered, leaf by leaf."""

    context: object  #: all that the answers depend on beside the leaf
    leaves: Mapping[str, Leaf]
    told: Mapping[str, Any]  #: path -> answer, where there was something to tell


@dataclass(slots=True)
class Memory:
    """Leaves and judgements of the last gathering."""

    leaves: Mapping[str, Leaf] = field(default_factory=dict)  #: by path
    stages: dict[str, Stage] = field(default_factory=dict)

    def leaf(self, project: Project, path: str, kind: type, languages: tuple[Language, ...]) -> Leaf:
        """The leaf of a file as it is now."""
        kept = self.leaves.get(path)
        if kept and kept.digest and kept.digest == project.digest(path) and kept.languages == languages:
            return kept
        return read_leaf(project, path, kind, languages)

    def judge(
        self, stage: str, context: object, leaves: Mapping[str, Leaf], ask: Callable[[Leaf], Iterable[T]]
    ) -> dict[str, tuple[T, ...]]:
        """What `ask` says of each leaf, by path and in the order of the leaves, without those of which it says nothing.

        Of a leaf that was asked about before under an equal `context` the answer is remembered.
        """
        kept = self.stages.get(stage)
        if kept is None or kept.context != context:
            kept = Stage(context, {}, {})
        told = {path: answer for path, answer in kept.told.items() if kept.leaves[path] is leaves.get(path)}
        for path, leaf in leaves.items():
            if kept.leaves.get(path) is not leaf and (answer := tuple(ask(leaf))):
                told[path] = answer
        self.stages[stage] = Stage(context, leaves, told)
        return {path: told[path] for path in leaves if path in told} if told else {}
