"""Long chapters in parts: each part begins a page and is drawn by itself, so that an edit costs one of them.

A chapter that a reader takes in as one stays one. In a large dossier each source has a page of its own, and lists begin
a new page after so many records. Parts are cut by counting, so a record that is added or withdrawn moves those behind
it in its own chapter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from dossier.chapters.disagreements import Disagreements
from dossier.chapters.figures import Figures
from dossier.chapters.names import Names
from dossier.chapters.numbers import Numbers as OtherNumbers
from dossier.chapters.profiles import Profiles
from dossier.chapters.quotations import Quotations
from dossier.chapters.sources import Sources
from dossier.chapters.timeline import Timeline

#: Records that a chapter may have before it is cut, and how many one part then has.
SOURCES = (8, 1)
SPEAKERS = (60, 1)
PROFILES = (90, 4)
PASSING = (120, 40)
ROWS = (120, 40)
NUMBERS = (120, 60)
CASES = (40, 4)
LESSER = (120, 30)
NAMES = (240, 80)


def parts(value: object) -> tuple[object, ...]:
    """What each part of a chapter says, in order; the whole if it is not cut."""
    for kind, cut in _CUTS.items():
        if isinstance(value, kind):
            return tuple(cut(value))
    return (value,)


def _cut(records: tuple[Any, ...], sizes: tuple[int, int]) -> list[tuple[Any, ...]]:
    """Runs of records; at least one run, which may be empty."""
    most, size = sizes
    if len(records) <= most:
        return [records]
    return [records[start : start + size] for start in range(0, len(records), size)]


def _sources(value: Sources) -> Iterator[Sources]:
    return (replace(value, sources=run) for run in _cut(value.sources, SOURCES))


def _quotations(value: Quotations) -> Iterator[Quotations]:
    said = sum(len(speaker.sayings) for speaker in value.speakers)
    runs = [value.speakers] if said <= SPEAKERS[0] else _cut(value.speakers, (1, SPEAKERS[1]))
    return (replace(value, speakers=run) for run in runs)


def _profiles(value: Profiles) -> Iterator[Profiles]:
    people, bodies = _cut(value.people, PROFILES), _cut(value.bodies, PROFILES)
    passing = _cut(value.passing, PASSING)
    if len(people) == len(bodies) == len(passing) == 1:
        yield value
        return
    nothing: dict[str, tuple[Any, ...]] = {"successions": (), "people": (), "bodies": (), "passing": ()}
    first = {**nothing, "successions": value.successions}
    for name, runs in (("people", people), ("bodies", bodies), ("passing", passing)):
        for run in filter(None, runs):
            yield replace(value, **{**first, name: run})
            first = nothing


def _timeline(value: Timeline) -> Iterator[Timeline]:
    rows, undated = _cut(value.rows, ROWS), _cut(value.undated, ROWS)
    if len(rows) == len(undated) == 1:
        yield value
        return
    strip = value.strip
    for run in filter(None, rows):
        yield replace(value, strip=strip, rows=run, undated=())
        strip = replace(strip, placed=())
    for run in filter(None, undated):
        yield replace(value, strip=replace(strip, placed=()), rows=(), undated=run)


def _figures(value: Figures) -> Iterator[Figures]:
    runs = _cut(value.others, NUMBERS)
    yield replace(value, others=runs[0])
    for run in runs[1:]:
        yield replace(value, panels=(), others=run)


def _numbers(value: OtherNumbers) -> Iterator[OtherNumbers]:
    return (replace(value, others=run) for run in _cut(value.others, NUMBERS))


def _disagreements(value: Disagreements) -> Iterator[Disagreements]:
    cases = _cut(value.cases, CASES)
    lesser = [("minor", run) for run in _cut(value.minor, LESSER)]
    lesser += [("computed", run) for run in _cut(value.computed, LESSER)]
    if len(cases) == 1 and len(lesser) == 2:
        yield value
        return
    runs = [("cases", run) for run in cases] + lesser + [("alone", value.alone)]
    nothing: dict[str, tuple[Any, ...]] = {"cases": (), "minor": (), "computed": (), "alone": ()}
    for name, run in runs:
        if run:
            yield replace(value, **{**nothing, name: run})


def _names(value: Names) -> Iterator[Names]:
    return (replace(value, entries=run) for run in _cut(value.entries, NAMES))


_CUTS: dict[type, Callable[[Any], Iterator[object]]] = {
    Sources: _sources,
    Quotations: _quotations,
    Profiles: _profiles,
    Timeline: _timeline,
    Figures: _figures,
    OtherNumbers: _numbers,
    Disagreements: _disagreements,
    Names: _names,
}
