"""Locations: a map of where the events took place, and what happened at each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.chapters.drawing.map import Map, Site, lay_out
from dossier.chapters.timeline import TimelineRow, event_rows
from dossier.model.corpus import Corpus
from dossier.model.edition import Anchor, Dossier
from dossier.model.records import LANGUAGES, Language, Location
from dossier.problems import Report

CHAPTER = "locations"
_HINT = "write sources/locations/<id>.yaml, and locations: [id] in events"
MOST = 24  #: that a map has room for
MOST_LETTERS = 24  #: of a name on it
LETTER: Mapping[Language, float] = {"ar": 1.5, "en": 1.65}  #: mm of a name on the map, at most
ROUGHLY = 56  #: letters in a line of a column
COLUMNS = 64  #: lines of two columns on the page of the map


@dataclass(frozen=True, slots=True)
class MappedLocation:
    anchor: Anchor
    name: str
    rows: tuple[TimelineRow, ...]
    is_solid: bool  #: whether something is reported as having happened there


@dataclass(frozen=True, slots=True)
class LocatedEvent:
    row: TimelineRow
    places: tuple[str, ...]  #: where there are several


@dataclass(frozen=True, slots=True)
class LocationGroup:
    """What took place at one location, or what at several."""

    anchor: Anchor  #: "" of several
    name: str
    events: tuple[LocatedEvent, ...]


@dataclass(frozen=True, slots=True)
class Locations:
    drawing: Map | None  #: None where nothing has a place
    all: tuple[MappedLocation, ...]  #: those with most events first
    columns: tuple[tuple[LocationGroup, ...], ...]  #: two, where they have room on the page of the map
    events: int  #: that have a place

    @property
    def first(self) -> MappedLocation | None:
        """Where most took place, if that is one place."""
        counts = [len(one.rows) for one in self.all]
        return self.all[0] if counts and counts.count(counts[0]) == 1 else None

    @property
    def outside(self) -> tuple[str, ...]:
        """Names of those that the map only points to."""
        sites = self.drawing.sites if self.drawing else ()
        return tuple(one.name for one, site in zip(self.all, sites, strict=True) if site.heading is not None)


def compose(dossier: Dossier) -> Locations:
    rows = [row for row in event_rows(dossier) if row.event.locations]
    found = {name: tuple(row for row in rows if name in row.event.locations) for name in dossier.corpus.locations}
    mapped = [_mapped(dossier, dossier.corpus.locations[name], told) for name, told in found.items() if told]
    mapped.sort(key=lambda one: (-len(one.rows), one.rows[0].number, one.anchor))
    sites = [_site(dossier, dossier.corpus.locations[one.anchor.partition("-")[2]], one) for one in mapped]
    drawing = lay_out(sites) if sites else None
    return Locations(drawing, tuple(mapped), _columns(list(_groups(dossier, mapped, rows))), len(rows))


def _groups(dossier: Dossier, mapped: Sequence[MappedLocation], rows: Sequence[TimelineRow]) -> Iterator[LocationGroup]:
    """Each event once: under its one location, or with all of them at the end."""
    for one in mapped:
        if own := tuple(LocatedEvent(row, ()) for row in one.rows if len(row.event.locations) == 1):
            yield LocationGroup(one.anchor, one.name, own)
    names = {one.anchor: one.name for one in mapped}
    shared = [row for row in rows if len(row.event.locations) > 1]
    if shared:
        told = (LocatedEvent(row, tuple(names[anchor_of(name)] for name in row.event.locations)) for row in shared)
        yield LocationGroup(Anchor(""), dossier.words("locations.several"), tuple(told))


def anchor_of(location: str) -> Anchor:
    return Anchor(f"location-{location}")


def _mapped(dossier: Dossier, location: Location, rows: tuple[TimelineRow, ...]) -> MappedLocation:
    is_solid = any(row.status == "happened" for row in rows)
    return MappedLocation(anchor_of(location.id), dossier.say(location.name), rows, is_solid)


def _site(dossier: Dossier, location: Location, mapped: MappedLocation) -> Site:
    latitude, longitude = map(float, location.at)
    letters = len(f"{mapped.name} {len(mapped.rows)}")
    return Site(latitude, longitude, len(mapped.rows), letters * LETTER[dossier.language])


def _columns(groups: list[LocationGroup]) -> tuple[tuple[LocationGroup, ...], ...]:
    """Two columns of about the same length; one where there is too much for the page."""
    lines = [0.3 + sum(map(_lines, group.events)) for group in groups]
    if sum(lines) > COLUMNS:
        return (tuple(groups),)
    cut = min(range(len(groups) + 1), key=lambda place: abs(sum(lines[:place]) - sum(lines[place:])))
    return tuple(groups[:cut]), tuple(groups[cut:])


def _lines(event: LocatedEvent) -> int:
    return 1 + len(event.row.date + event.row.title + "".join(event.places)) // ROUGHLY


def check(corpus: Corpus, report: Report) -> None:
    """Locations that events name, with room for their names on a map that has something to show."""
    named = {name for event in corpus.events.values() for name in event.locations}
    for name in sorted(corpus.locations.keys() - named):
        report.warning(corpus.locations[name].place, f"no event takes place at {name!r}", "locations: [id] in an event")
    for location in corpus.locations.values():
        for language in LANGUAGES:
            if len(location.name.of(language)) > MOST_LETTERS:
                told = f"{len(location.name.of(language))} letters ({language}) are too many for a name on a map"
                report.error(location.name.place, told, f"at most {MOST_LETTERS}")
    for edition in corpus.editions.values():
        if CHAPTER in edition.kinds and not named:
            report.error(edition.place, "no event has a location, so there is nothing to map", _HINT)
        elif CHAPTER in edition.kinds and len(named) > MOST:
            told = f"{len(named)} locations are more than the map has room for"
            report.error(edition.place, told, f"at most {MOST}: leave out those that matter least")
