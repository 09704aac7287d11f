"""Timeline: a strip to look at and a table to read. One row is one event, however many documents tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from dossier.chapters.drawing.signs import Sign, Status, sign_of
from dossier.chapters.drawing.strip import LEVEL, Strip, StripEntry, lay_out
from dossier.evidence.agreement import STATUSES, best_date
from dossier.model.corpus import Attested
from dossier.model.edition import Anchor, Dossier, Mark
from dossier.model.records import Event, EventClaim, When

FEW = 4  #: dated events of which a half says nothing


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
    is_caption: bool  #: whether nothing but captions of pictures tells of it

    @property
    def is_dated(self) -> bool:
        """Whether more than bounds are known."""
        return self.when is not None and self.when.date.bounds is None


@dataclass(frozen=True, slots=True)
class Inference:
    """How dates were worked out, and the numbers of the rows whose dates those are."""

    why: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LateHalf:
    """Half of the dated events or more, those of a year and later."""

    year: int
    events: int


@dataclass(frozen=True, slots=True)
class Timeline:
    strip: Strip
    rows: tuple[TimelineRow, ...]
    undated: tuple[TimelineRow, ...]
    inferences: tuple[Inference, ...] = ()
    late: LateHalf | None = None


def compose(dossier: Dossier) -> Timeline:
    rows = event_rows(dossier)
    dated = tuple(row for row in rows if row.is_dated)
    undated = tuple(row for row in rows if not row.is_dated)
    return Timeline(strip_of(dossier, dated), dated, undated, _inferences(dossier, rows), late_half(dated))


def late_half(rows: Sequence[TimelineRow]) -> LateHalf | None:
    """Where the dated events crowd: the last year from which half of them begin; None if that says nothing."""
    years = sorted(row.when.date.first.year for row in rows if row.when and row.is_dated)
    if len(years) < FEW:
        return None
    year = years[len(years) // 2]
    count = sum(one >= year for one in years)
    return LateHalf(year, count) if year > 0 and count < len(years) else None


def _inferences(dossier: Dossier, rows: Iterable[TimelineRow]) -> tuple[Inference, ...]:
    """Every reason once, with all rows that it stands behind, in their order."""
    found: dict[str, list[int]] = {}
    for row in rows:
        if row.when and row.when.inferred and row.when.why:
            found.setdefault(dossier.say(row.when.why).rstrip("."), []).append(row.number)
    return tuple(Inference(why, tuple(numbers)) for why, numbers in found.items())


def event_rows(dossier: Dossier) -> tuple[TimelineRow, ...]:
    """All events, in order of time, numbered; those without a date last, behind those with bounds only."""
    return dossier.memo("rows", lambda: tuple(_rows(dossier)), dossier.corpus)


def _rows(dossier: Dossier) -> Iterator[TimelineRow]:
    claims = dossier.corpus.event_claims()
    attested = [(event, claims[event.id]) for event in dossier.corpus.events.values() if event.id in claims]

    def order(item: tuple[Event, list[Attested[EventClaim]]]) -> tuple[int, object, str]:
        when = best_date(item[1])
        known = 0 if when and when.date.bounds is None else 1 if when else 2
        return (known, when.date.sort_key if when else (), item[0].id)

    disputed = point_anchors(dossier)
    for number, (event, found) in enumerate(sorted(attested, key=order), 1):
        point = disputed.get(event.id)
        telling = (one for claim in found for one in (claim.document, claim.claim))
        ours = tuple(claim.is_ours for claim in found)
        yield dossier.memo(
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
        date=dossier.time(when),
        status=status,
        title=dossier.say(event.title),
        notes=tuple(_notes(dossier, event, claims)),
        marks=tuple(dossier.mark(claim.document, claim.claim.at) for claim in claims),
        disputed=disputed,
        parties=(*event.people, *event.organisations),
        event=event,
        when=when,
        is_caption=all(claim.claim.witness == "caption" for claim in claims),
    )


def _status(claims: Sequence[Attested[EventClaim]]) -> Status:
    """What the documents together warrant: one that reports it as having happened outweighs announcements."""
    found = {claim.claim.status for claim in claims}
    return next(status for status in STATUSES if status in found)


def _notes(dossier: Dossier, event: Event, claims: Sequence[Attested[EventClaim]]) -> list[str]:
    notes = [dossier.say(event.note)] if event.note else []
    if all(claim.claim.witness == "caption" for claim in claims):
        notes.append(dossier.words("timeline.caption"))
    return list(dict.fromkeys(note if note.endswith(".") else f"{note}." for note in notes))  # a curator may say it too


def point_anchors(dossier: Dossier) -> Mapping[str, Anchor]:
    """The first point that explains a thing, if the edition tells of points."""
    disputed: dict[str, Anchor] = {}
    for point in dossier.corpus.disagreements if "disagreements" in dossier.edition.kinds else ():
        for name in point.explains:
            disputed.setdefault(name, Anchor(f"point-{point.id}"))
    return disputed


def strip_of(dossier: Dossier, rows: Sequence[TimelineRow], only_cover: bool = False) -> Strip:
    """The strip of dated rows; with `only_cover` of those that the cover shows."""
    entries = [
        StripEntry(row.number, row.event.lane, row.when.date.first, row.when.date.last, row.sign)
        for row in rows
        if row.when and row.is_dated and (row.event.cover or not only_cover)
    ]
    lanes = [(lane.id, dossier.say(lane.name)) for lane in dossier.corpus.settings.lanes]
    used = [lane for lane in lanes if any(entry.lane == lane[0] for entry in entries)]
    return lay_out(entries, used, 3.6 if only_cover else LEVEL)
