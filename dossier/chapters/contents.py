"""Contents: the chapters of this edition and the key to every sign in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.edition import Anchor, Dossier, Frame, Mark
from dossier.model.plan import ANNEX

UNLISTED = ("cover", "judgements", "claims", "contents", ANNEX, "colophon")  #: what the cover leads to, and what closes
UNNUMBERED = (*UNLISTED, "summary", "changes", "actors", "turning_points", "locations")


@dataclass(frozen=True, slots=True)
class ReadingKey:
    """Examples of what the key explains, from the dossier's own sources."""

    mark: Mark  #: a reference mark
    frames: tuple[Frame, ...]
    grade: str


@dataclass(frozen=True, slots=True)
class Contents:
    chapters: tuple[Anchor, ...]
    key: ReadingKey


def compose(dossier: Dossier) -> Contents:
    edition = dossier.edition
    listed = [kind for kind in edition.chapters if kind not in UNLISTED] + [ANNEX] * bool(edition.annex)
    return Contents(tuple(map(Anchor, listed)), key_of(dossier))


def numbers_of(dossier: Dossier) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], bool]]:
    """The chapters of the body with their numbers, then those of the annex with their letters; "" for some."""
    letters = dossier.words("annex.letters")
    for kinds, in_annex in ((dossier.edition.chapters, False), (dossier.edition.back, True)):
        numbered = [kind for kind in kinds if kind not in UNNUMBERED]
        numbers = letters if in_annex else tuple(map(str, range(1, len(numbered) + 1)))
        number_by_kind = dict(zip(numbered, numbers, strict=False))
        yield kinds, tuple(number_by_kind.get(kind, "") for kind in kinds), in_annex


def key_of(dossier: Dossier) -> ReadingKey:
    documents = dossier.corpus.documents
    example = max(documents, key=lambda document: len(document.events))
    passage = example.events[0].at if example.events else None
    return ReadingKey(
        mark=dossier.mark(example, passage),
        frames=dossier.frames(documents[:1]) + dossier.frames(d for d in documents if not d.voice_certain)[:1],
        grade=f"{example.grade.reliability}{example.grade.credibility}",
    )
