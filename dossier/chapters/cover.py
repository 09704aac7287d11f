"""Cover: what this is, of when, on what it rests, and its timeline in one look."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.chapters.strip import Strip
from dossier.chapters.timeline import event_rows, strip_of
from dossier.model.edition import Dossier


@dataclass(frozen=True, slots=True)
class Cover:
    title: str
    scope: str
    edition_name: str
    edition: int
    date: str
    sources: int
    voices: tuple[int, int]
    strip: Strip


def compose(dossier: Dossier) -> Cover:
    settings = dossier.corpus.settings
    return Cover(
        title=dossier.say(settings.title),
        scope=dossier.say(settings.scope),
        edition_name=dossier.say(dossier.edition.name),
        edition=settings.edition,
        date=dossier.date(dossier.corpus.newest.when),
        sources=len(dossier.corpus.documents),
        voices=dossier.voice_count(dossier.corpus.documents),
        strip=strip_of(dossier, event_rows(dossier), only_cover=True),
    )
