"""Timeline: a strip to look at and a table to read. One row is one event, however many documents tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from dossier.chapters.signs import Sign, Status, sign_of
from dossier.chapters.strip import LEVEL, Strip, StripEntry, lay_out
from dossier.evidence.agreement import STATUSES, best_date
from dossier.model.corpus import Attested
from dossier.model.edition import Anchor, Dossier, Mark
from dossier.model.records import Event, EventClaim, When


@dataclass(frozen=True, slots=True)
class TimelineRow:
    anchor: Anchor
    number: int
    sign: Sign
    date: str
    status: Status
    title: str
    notes: tuple[str, ...]
    marks: tuple[Mark, ...]
    disputed: Anchor | None  #: the disagreement that this event is part of
    parties: tuple[str, ...]
    event: Event
    when: When | None


@dataclass(frozen=True, slots=True)
class Timeline:
    strip: Strip
    rows: tuple[TimelineRow, ...]
    undated: tuple[TimelineRow, ...]


def compose(dossier: Dossier) -> Timeline:
    rows = event_rows(dossier)
    dated = tuple(row for row in rows if row.when)
    return Timeline(strip_of(dossier, dated), dated, tuple(row for row in rows if not row.when))


def event_rows(dossier: Dossier) -> tuple[TimelineRow, ...]:
    """All events, in order of time, numbered; those without a date last."""
    return dossier.made("rows", lambda: tuple(_rows(dossier)), dossier.corpus)


def _rows(dossier: Dossier) -> Iterator[TimelineRow]:
    claims = dossier.corpus.event_claims()
    told = [(event, claims[event.id]) for event in dossier.corpus.events.values() if event.id in claims]

    def order(item: tuple[Event, list[Attested[EventClaim]]]) -> tuple[bool, object, str]:
        when = best_date(item[1])
        return (when is None, when.date.sort_key if when else (), item[0].id)

    disputed = point_anchors(dossier)
    for number, (event, found) in enumerate(sorted(told, key=order), 1):
        point = disputed.get(event.id)
        telling = (one for claim in found for one in (claim.document, claim.claim))
        ours = tuple(claim.is_ours for claim in found)
        yield dossier.made(
            ("row", number, point, ours), partial(_row, dossier, number, event, found, point), event, *telling
        )


def _row(
    dossier: Dossier, number: int, event: Event, claims: Sequence[Attested[EventClaim]], disputed: Anchor | None
) -> TimelineRow:
    when = best_date(claims)
    status = _status(claims)
    return TimelineRow(
        anchor=Anchor(f"event-{event.id}"),
        number=number,
        sign=sign_of(when, status),
        date=dossier.date(when),
        status=status,
        title=dossier.say(event.title),
        notes=tuple(_notes(dossier, event, claims, when)),
        marks=tuple(dossier.mark(claim.document, claim.claim.at) for claim in claims),
        disputed=disputed,
        parties=(*event.people, *event.organisations),
        event=event,
        when=when,
    )


def _status(claims: Sequence[Attested[EventClaim]]) -> Status:
    """What the documents together warrant: one that reports it as having happened outweighs announcements."""
    found = {claim.claim.status for claim in claims}
    return next(status for status in STATUSES if status in found)


def _notes(dossier: Dossier, event: Event, claims: Sequence[Attested[EventClaim]], when: When | None) -> list[str]:
    notes = [dossier.say(event.note)] if event.note else []
    if all(claim.claim.witness == "caption" for claim in claims):
        notes.append(dossier.words("timeline.caption"))
    if when and when.inferred and when.why:
        notes.append(dossier.words(f"timeline.inferred_{when.inferred}", why=dossier.say(when.why)))
    return list(dict.fromkeys(note if note.endswith(".") else f"{note}." for note in notes))  # a curator may say it too


def point_anchors(dossier: Dossier) -> Mapping[str, Anchor]:
    """The first point that explains a thing, if the edition tells of points."""
    disputed: dict[str, Anchor] = {}
    for point in dossier.corpus.disagreements if "disagreements" in dossier.edition.chapters else ():
        for name in point.explains:
            disputed.setdefault(name, Anchor(f"point-{point.id}"))
    return disputed


def strip_of(dossier: Dossier, rows: Sequence[TimelineRow], only_cover: bool = False) -> Strip:
    """The strip of dated rows; with `only_cover` of those that the cover shows."""
    entries = [
        StripEntry(row.number, row.event.lane, row.when.date.first, row.when.date.last, row.sign)
        for row in rows
        if row.when and (row.event.cover or not only_cover)
    ]
    lanes = [(lane.id, dossier.say(lane.name)) for lane in dossier.corpus.settings.lanes]
    used = [lane for lane in lanes if any(entry.lane == lane[0] for entry in entries)]
    return lay_out(entries, used, 3.6 if only_cover else LEVEL)
