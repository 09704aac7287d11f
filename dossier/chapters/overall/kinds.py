"""The one table of chapter kinds. A kind's word names its module here, its template, its stylesheet and its test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dossier.chapters import (
    actors,
    annex,
    changes,
    claims,
    colophon,
    contents,
    cover,
    disagreements,
    figures,
    judgements,
    locations,
    names,
    numbers,
    profiles,
    quotations,
    sources,
    summary,
    timeline,
    turning_points,
)
from dossier.chapters.contents import numbers_of
from dossier.chapters.overall.parts import parts
from dossier.model.edition import Dossier
from dossier.model.plan import ANNEX

KINDS: dict[str, Callable[[Dossier], object]] = {
    "cover": cover.compose,
    "judgements": judgements.compose,
    "claims": claims.compose,
    "summary": summary.compose,
    "contents": contents.compose,
    "changes": changes.compose,
    "actors": actors.compose,
    "turning_points": turning_points.compose,
    "locations": locations.compose,
    "timeline": timeline.compose,
    "profiles": profiles.compose,
    "quotations": quotations.compose,
    "figures": figures.compose,
    "numbers": numbers.compose,
    "disagreements": disagreements.compose,
    "sources": sources.compose,
    ANNEX: annex.compose,
    "names": names.compose,
    "colophon": colophon.compose,
}

UNDER = ("claims", "turning_points")  #: the second stands under the first in a compact edition
RUNS_ON = ("colophon",)  #: it closes the page of the chapter before it


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in its place, or a part of a long one: `value` is what it says, of a class that its module defines."""

    kind: str
    number: str  #: a letter in the annex; "" for those before the first and after the last
    value: object
    part: int = 0  #: from 0; only the first opens the chapter
    whole: object = None  #: what all parts together say
    in_annex: bool = False
    is_under: bool = False  #: under the chapter before it, on its page

    @property
    def runs_on(self) -> bool:
        return self.is_under or self.kind in RUNS_ON


def compose(dossier: Dossier) -> tuple[Chapter, ...]:
    """The chapters of an edition in its order."""
    dossier.memory.renew()
    chapters: list[Chapter] = []
    for kinds, chapter_numbers, in_annex in numbers_of(dossier):
        for kind, number in zip(kinds, chapter_numbers, strict=True):
            whole = KINDS[kind](dossier)
            is_under = dossier.edition.compact and bool(chapters) and (chapters[-1].kind, kind) == UNDER
            chapters += (
                Chapter(kind, number, value, part, whole, in_annex, is_under) for part, value in enumerate(parts(whole))
            )
    return tuple(chapters)
