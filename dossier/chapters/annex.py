"""Annex: the page that opens it, with its chapters and, where the body has no contents, the key to every sign."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.chapters.contents import UNLISTED, ReadingKey, key_of, numbers_of
from dossier.model.edition import Anchor, Dossier


@dataclass(frozen=True, slots=True)
class AnnexChapter:
    anchor: Anchor
    letter: str  #: "" for one that has none


@dataclass(frozen=True, slots=True)
class Annex:
    chapters: tuple[AnnexChapter, ...]
    key: ReadingKey | None  #: None where the contents have it


def compose(dossier: Dossier) -> Annex:
    _, (kinds, letters, _) = numbers_of(dossier)
    return Annex(
        chapters=tuple(
            AnnexChapter(Anchor(kind), letter)
            for kind, letter in zip(kinds, letters, strict=True)
            if kind not in UNLISTED
        ),
        key=None if "contents" in dossier.edition.chapters else key_of(dossier),
    )
