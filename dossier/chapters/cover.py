"""Cover: what this is, whose, for whom and of when; what it says in a sentence, and four ways into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.chapters.drawing.strip import Strip
from dossier.chapters.timeline import event_rows, strip_of
from dossier.model.edition import Anchor, Dossier

#: What a reader comes for -> the chapters that answer it, the best first.
WAYS: dict[str, tuple[str, ...]] = {
    "bottom": ("judgements", "summary"),
    "disputed": ("claims", "disagreements"),
    "who": ("actors", "profiles"),
    "when": ("turning_points", "timeline"),
}


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way into the dossier."""

    title: str
    gives: str
    chapter: Anchor


@dataclass(frozen=True, slots=True)
class Cover:
    """What is not given is "": a line to write it on by hand."""

    title: str
    scope: str
    bottom: str  #: the bottom line
    edition_name: str
    edition: int
    office: str
    addressee: str
    issued: str
    date: str  #: of the newest source
    age: int  #: of the newest source at the day of issue, in months
    ways: tuple[WayIn, ...]
    strip: Strip


def compose(dossier: Dossier) -> Cover:
    settings = dossier.corpus.settings
    return Cover(
        title=dossier.say(settings.title),
        scope=dossier.say(settings.scope),
        bottom=dossier.say(settings.bottom_line.text) if settings.bottom_line else "",
        edition_name=dossier.say(dossier.edition.name),
        edition=settings.edition,
        office=dossier.say(settings.office),
        addressee=dossier.say(dossier.edition.addressee),
        issued=dossier.issued,
        date=dossier.date(dossier.corpus.newest.when),
        age=dossier.age,
        ways=tuple(_ways(dossier)),
        strip=strip_of(dossier, event_rows(dossier), only_cover=True),
    )


def _ways(dossier: Dossier) -> Iterator[WayIn]:
    for way, chapters in WAYS.items():
        for kind in [kind for kind in chapters if kind in dossier.edition.kinds][:1]:
            yield WayIn(dossier.words(f"cover.way.{way}"), _gives(dossier, kind), Anchor(kind))


def _gives(dossier: Dossier, kind: str) -> str:
    """What a chapter gives, with its counts."""
    corpus, count = dossier.corpus, dossier.words.count
    if kind == "judgements":
        return dossier.words("judgements.gives")
    if kind == "claims":
        claims, voices = len(corpus.main_claims), len(corpus.settings.voices)
        return dossier.words("claims.gives_counted", claims=count("claim", claims), voices=count("voice", voices))
    if kind == "disagreements":
        return count("point", len(corpus.disagreements))
    if kind == "actors":
        people = count("person", sum(one.actor is not None for one in corpus.people.values()))
        bodies = count("body", sum(one.actor is not None for one in corpus.organisations.values()))
        return dossier.words("cover.people", people=people, bodies=bodies)
    if kind == "turning_points":
        return count("point_in_time", sum(row.is_dated for row in event_rows(dossier) if row.event.turning_point))
    if kind == "profiles":
        bodies = count("body", len(corpus.organisations))
        return dossier.words("cover.people", people=count("person", len(corpus.people)), bodies=bodies)
    if kind == "timeline":
        return count("event", len(corpus.event_claims()))
    return dossier.words("summary.gives", n=count("line", len(corpus.settings.summary)))
