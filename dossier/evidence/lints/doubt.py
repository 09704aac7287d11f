"""A warning of a lint, before it is weighed against what a curator allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.evidence.voice import OwnText
from dossier.model.plan import Lint
from dossier.problems import Place


@dataclass(frozen=True, slots=True)
class Doubt:
    """One warning before it is weighed against what is allowed."""

    lint: Lint
    place: Place
    words: str  #: what it points at, as `allow` must name it
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule of language finds in one text."""

    words: str
    message: str
    hint: str


def doubts(lint: Lint, said: OwnText, found: Iterator[Remark]) -> Iterator[Doubt]:
    """One warning for each of the words that a rule points at in a text."""
    told: set[str] = set()
    for item in found:
        if item.words not in told:
            told.add(item.words)
            yield Doubt(lint, said.place, item.words, item.message, item.hint)
