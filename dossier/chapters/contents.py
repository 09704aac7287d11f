"""Contents: the chapters of this edition and the key to every sign in it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model.edition import Anchor, Dossier, Frame, Mark

UNLISTED = ("cover", "judgements", "claims", "contents", "colophon")  #: what the cover leads to, and what closes


@dataclass(frozen=True, slots=True)
class Contents:
    chapters: tuple[Anchor, ...]
    mark: Mark  #: an example of a reference mark
    frames: tuple[Frame, ...]
    grade: str  #: an example of a grade


def compose(dossier: Dossier) -> Contents:
    documents = dossier.corpus.documents
    example = max(documents, key=lambda document: len(document.events))
    passage = example.events[0].at if example.events else None
    return Contents(
        chapters=tuple(Anchor(kind) for kind in dossier.edition.chapters if kind not in UNLISTED),
        mark=dossier.mark(example, passage),
        frames=dossier.frames(documents[:1]) + dossier.frames(d for d in documents if not d.voice_certain)[:1],
        grade=f"{example.grade.reliability}{example.grade.credibility}",
    )
