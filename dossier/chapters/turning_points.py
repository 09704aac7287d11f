"""Turning points: what a curator has marked, on one scale that does not cheat; what is not dated, within its bounds."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.chapters.drawing.axis import Axis, AxisEntry, AxisTick, BoundedTime, lay_out
from dossier.chapters.drawing.signs import Sign, Status
from dossier.chapters.drawing.strip import Strip, StripEntry
from dossier.chapters.drawing.strip import lay_out as lay_out_strip
from dossier.chapters.timeline import LateHalf, TimelineRow, event_rows, late_half
from dossier.evidence.agreement import best_date
from dossier.model.corpus import Corpus
from dossier.model.edition import Anchor, Dossier, Mark
from dossier.model.records import LANGUAGES, Language
from dossier.problems import Report

MOST = 14  #: that have room for their labels
MOST_BOUNDED = 5  #: bars beside the axis
MOST_LETTERS = 80  #: of two short lines
HEIGHT = 181.0  #: mm of the drawing
PITCH: dict[Language, float] = {"ar": 12.6, "en": 11.4}  #: mm from label to label: two lines


@dataclass(frozen=True, slots=True)
class TurningPoint:
    anchor: Anchor
    event: Anchor  #: its row in the timeline
    date: str
    status: Status
    headline: str
    sign: Sign
    marks: tuple[Mark, ...]
    letter: str = ""  #: of its bar, if it has only bounds


@dataclass(frozen=True, slots=True)
class TurningPoints:
    axis: Axis | None  #: None where nothing that is marked has a date
    ticks: tuple[str, ...]  #: what is written at each tick of the axis
    points: tuple[TurningPoint, ...]
    bounded: tuple[TurningPoint, ...]
    is_inferred: bool  #: whether a date was worked out
    late: LateHalf | None = None
    strip: Strip | None = None  #: in a compact edition, in the place of the axis


def compose(dossier: Dossier) -> TurningPoints:
    marked = [row for row in event_rows(dossier) if row.event.turning_point]
    dated, rest = [row for row in marked if row.is_dated], [row for row in marked if row.when and not row.is_dated]
    strip = _strip(dossier, dated) if dated and dossier.edition.compact else None
    axis = _axis(dossier, dated, rest) if dated and not strip else None
    letters = dossier.words("turning_points.letters")
    return TurningPoints(
        axis=axis,
        ticks=tuple(_tick_label(dossier, axis, tick) for tick in axis.ticks) if axis else (),
        points=tuple(_point(dossier, row) for row in dated),
        bounded=tuple(_point(dossier, row, letter) for row, letter in zip(rest, letters, strict=False)),
        is_inferred=any(row.when and row.when.inferred for row in marked),
        late=late_half(dated),
        strip=strip,
    )


def _strip(dossier: Dossier, rows: list[TimelineRow]) -> Strip:
    """All in one lane, numbered in their order."""
    dates = [(row.when.date, row.sign) for row in rows if row.when]
    entries = [StripEntry(number, "", date.first, date.last, sign) for number, (date, sign) in enumerate(dates, 1)]
    return lay_out_strip(entries, [("", "")])


def _axis(dossier: Dossier, dated: list[TimelineRow], rest: list[TimelineRow]) -> Axis:
    entries = [AxisEntry(row.when.date.first, row.when.date.last, row.sign) for row in dated if row.when]
    bounded = [_bounded(row) for row in rest]
    until = dossier.corpus.newest.when.date.last
    return lay_out(entries, bounded, until, height=HEIGHT, pitch=PITCH[dossier.language])


def _bounded(row: TimelineRow) -> BoundedTime:
    earliest, latest = (row.when and row.when.date.bounds) or (None, None)
    first, last = earliest.first if earliest else None, latest.last if latest else None
    return BoundedTime(first, last, row.status == "happened")


def _point(dossier: Dossier, row: TimelineRow, letter: str = "") -> TurningPoint:
    return TurningPoint(
        anchor=Anchor(f"turning-{row.event.id}"),
        event=row.anchor,
        date=row.date,
        status=row.status,
        headline=dossier.say(row.event.headline) or row.title,
        sign=row.sign,
        marks=row.marks,
        letter=letter,
    )


def _tick_label(dossier: Dossier, axis: Axis, tick: AxisTick) -> str:
    """A year; a month, with its year where that is new; a day, with its month where that is new."""
    if not tick.labelled:
        return ""
    labelled = [one for one in axis.ticks if one.labelled]
    before = labelled[labelled.index(tick) - 1].day if tick is not labelled[0] else None
    year, month = str(tick.day.year), dossier.month(tick.day.month)
    if axis.unit == "year":
        return year
    if axis.unit == "month":
        return month if before and before.year == tick.day.year else f"{month} {year}"
    return str(tick.day.day) if before and before.month == tick.day.month else f"{tick.day.day} {month}"


def check(corpus: Corpus, report: Report) -> None:
    """What is marked has room on its page, and the page has something to show."""
    claims = corpus.event_claims()
    marked = [event for event in corpus.events.values() if event.turning_point]
    for edition in corpus.editions.values():
        if "turning_points" in edition.kinds and not marked:
            report.error(edition.place, "no event is marked as a turning point", "write turning_point: true in some")
    dates = {event.id: best_date(claims.get(event.id, ())) for event in marked}
    for event in marked:
        if event.id in claims and dates[event.id] is None:
            hint = "give its claim the bounds that a source gives: date: ../2022-10-24"
            report.error(event.place, "a turning point without a date or bounds", hint)
    bounded = [event for event in marked if (when := dates[event.id]) and when.date.bounds]
    for events, most, what in (
        ([event for event in marked if event not in bounded], MOST, "turning points with a date"),
        (bounded, MOST_BOUNDED, "turning points with bounds only"),
    ):
        if len(events) > most:
            message = f"{len(events)} {what} are marked; their page holds {most}"
            report.error(events[most].place, message, "leave the mark to those that changed something")
    for event in marked:
        text = event.headline or event.title
        if event.id not in claims:
            report.error(event.place, "a turning point that no document tells of", "leave the mark out")
        for language in LANGUAGES:
            if len(text.of(language)) > MOST_LETTERS:
                message = (
                    f"{len(text.of(language))} letters ({language}) are more than the turning points' two lines hold"
                )
                report.error(text.place, message, f"give it a headline of at most {MOST_LETTERS} letters")
