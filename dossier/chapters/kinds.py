"""The one table of chapter kinds. A kind's word names its module here, its template, its stylesheet and its test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dossier.chapters import (
    changes,
    colophon,
    contents,
    cover,
    disagreements,
    figures,
    names,
    profiles,
    quotations,
    sources,
    summary,
    timeline,
)
from dossier.content.edition import Dossier

KINDS: dict[str, Callable[[Dossier], object]] = {
    "cover": cover.compose,
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
UNNUMBERED = ("cover", "summary", "contents", "changes", "colophon")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in its place: what it says is `value`, of the class that its module defines."""

    kind: str
    number: int  #: 0 for those before the first and after the last
    value: object

    @property
    def runs_on(self) -> bool:
        return self.kind in RUNS_ON


def compose(dossier: Dossier) -> tuple[Chapter, ...]:
    """The chapters of an edition in its order."""
    chapters: list[Chapter] = []
    for kind in dossier.edition.chapters:
        numbered = sum(chapter.number > 0 for chapter in chapters)
        number = 0 if kind in UNNUMBERED else numbered + 1
        chapters.append(Chapter(kind, number, KINDS[kind](dossier)))
    return tuple(chapters)
