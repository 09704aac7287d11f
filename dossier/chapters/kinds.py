"""The one table of chapter kinds. A kind's word names its module here, its template, its stylesheet and its test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dossier.chapters import (
    changes,
    claims,
    colophon,
    contents,
    cover,
    disagreements,
    figures,
    judgements,
    names,
    profiles,
    quotations,
    sources,
    summary,
    timeline,
)
from dossier.chapters.parts import parts
from dossier.model.edition import Dossier

KINDS: dict[str, Callable[[Dossier], object]] = {
    "cover": cover.compose,
    "judgements": judgements.compose,
    "claims": claims.compose,
    "summary": summary.compose,
    "contents": contents.compose,
    "changes": changes.compose,
    "timeline": timeline.compose,
    "profiles": profiles.compose,
    "quotations": quotations.compose,
    "figures": figures.compose,
    "disagreements": disagreements.compose,
    "sources": sources.compose,
    "names": names.compose,
    "colophon": colophon.compose,
}

RUNS_ON = ("colophon",)  #: it closes the page of the chapter before it
UNNUMBERED = ("cover", "judgements", "claims", "summary", "contents", "changes", "colophon")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in its place, or a part of a long one: `value` is what it says, of a class that its module defines."""

    kind: str
    number: int  #: 0 for those before the first and after the last
    value: object
    part: int = 0  #: from 0; only the first opens the chapter
    whole: object = None  #: what all parts together say

    @property
    def runs_on(self) -> bool:
        return self.kind in RUNS_ON


def compose(dossier: Dossier) -> tuple[Chapter, ...]:
    """The chapters of an edition in its order."""
    dossier.memory.renew()
    chapters: list[Chapter] = []
    for kind in dossier.edition.chapters:
        numbered = sum(chapter.number > 0 and not chapter.part for chapter in chapters)
        number = 0 if kind in UNNUMBERED else numbered + 1
        whole = KINDS[kind](dossier)
        chapters += (Chapter(kind, number, value, part, whole) for part, value in enumerate(parts(whole)))
    return tuple(chapters)
