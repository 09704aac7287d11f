"""Where the documents disagree or mislead: positions side by side, counted in voices, and what the briefing prints.

Curated points come first; differences that were computed and that no curator has explained close the chapter, so
that nothing is hidden by leaving it unexplained. The last table tells what rests on one voice alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from dossier.chapters.timeline import event_rows
from dossier.evidence.agreement import Difference
from dossier.evidence.disputes import Claimed, alone, place_of, subject_of, unexplained
from dossier.model.edition import RANGE, Anchor, Dossier, Frame, Mark, Verbatim
from dossier.model.plan import Disagreement
from dossier.model.plan import Position as CuratedPosition
from dossier.model.records import Appearance, Document, EventClaim, FigureClaim

LISTED = 24  #: events of a party that are told in words, some half a page; the others by their numbers in the timeline


@dataclass(frozen=True, slots=True)
class PrintedPosition:
    words: str
    frames: tuple[Frame, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Case:
    anchor: Anchor
    kind: str
    question: str
    sources: int
    voices: tuple[int, int]
    positions: tuple[PrintedPosition, ...]
    ours: str


@dataclass(frozen=True, slots=True)
class OneSidedEvent:
    """An event that only a party to the matter tells of."""

    date: str
    status: str  #: happened, announced or planned
    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class SingleVoiceEntry:
    """What one voice says and no other."""

    frames: tuple[Frame, ...]
    name: str
    party: bool  #: it has an interest of its own in the matter
    events: int
    listed: tuple[OneSidedEvent, ...]  #: a party's events, each in words
    rows: str  #: of the timeline, for the others: "3, 5–9"; "" if the edition has none
    figures: int


@dataclass(frozen=True, slots=True)
class Disagreements:
    cases: tuple[Case, ...]
    minor: tuple[Case, ...]  #: apparent or slight: one line each
    computed: tuple[Case, ...]  #: found by comparing the claims, not explained by a curator
    alone: tuple[SingleVoiceEntry, ...]


def compose(dossier: Dossier) -> Disagreements:
    points = dossier.corpus.disagreements
    return Disagreements(
        cases=tuple(_curated(dossier, point) for point in points if not point.minor),
        minor=tuple(_curated(dossier, point) for point in points if point.minor),
        computed=tuple(
            _computed(dossier, number, difference)
            for number, difference in enumerate(dossier.corpus.once(unexplained), 1)
        ),
        alone=_alone(dossier),
    )


def _curated(dossier: Dossier, point: Disagreement) -> Case:
    documents = _documents(dossier, (cite.document for position in point.positions for cite in position.cites))
    return Case(
        anchor=Anchor(f"point-{point.id}"),
        kind=dossier.words(f"disagreements.kind.{point.kind}"),
        question=dossier.say(point.question),
        sources=len(documents),
        voices=dossier.voice_count(documents),
        positions=tuple(_position(dossier, position) for position in point.positions),
        ours=dossier.say(point.ours),
    )


def _position(dossier: Dossier, position: CuratedPosition) -> PrintedPosition:
    documents = _documents(dossier, (cite.document for cite in position.cites))
    return PrintedPosition(dossier.say(position.words), dossier.frames(documents), dossier.marks(position.cites))


def _documents(dossier: Dossier, names: Iterable[str]) -> list[Document]:
    return [dossier.corpus.document(name) for name in dict.fromkeys(names)]


# What was computed.


def _computed(dossier: Dossier, number: int, difference: Difference) -> Case:
    documents = _documents(dossier, difference.documents)
    by_words: dict[str, list[Claimed]] = {}  # those who say the same stand together
    for claim in difference.claims:
        by_words.setdefault(_states(dossier, claim, difference), []).append(claim)
    return Case(
        anchor=Anchor(f"difference-{number}"),
        kind=dossier.words(f"disagreements.kind.{difference.kind}"),
        question=_question(dossier, difference),
        sources=len(documents),
        voices=dossier.voice_count(documents),
        positions=tuple(
            PrintedPosition(
                words,
                dossier.frames([claim.document for claim in claims]),
                tuple(dict.fromkeys(dossier.mark(claim.document, place_of(claim.claim)) for claim in claims)),
            )
            for words, claims in by_words.items()
        ),
        ours=dossier.words(f"disagreements.neutral.{difference.kind}"),
    )


def _question(dossier: Dossier, difference: Difference) -> str:
    corpus, claim = dossier.corpus, difference.claims[0].claim
    about = dossier.say(subject_of(corpus, difference))
    if difference.subject == "quantity":
        others = {item.claim.figure for item in difference.claims if isinstance(item.claim, FigureClaim)}
        (other,) = others - {difference.about}
        return dossier.words("disagreements.two", one=about, other=dossier.say(corpus.figures[other].title))
    if isinstance(claim, Appearance) and difference.subject in {"title", "term"}:
        return dossier.words("disagreements.of_party", party=dossier.say(corpus.party(claim.of).name), office=about)
    return about


def _states(dossier: Dossier, item: Claimed, difference: Difference) -> str:
    """What a document says, in the words of the edition where it says it in dates, in its own letters otherwise."""
    claim, corpus = item.claim, dossier.corpus
    if isinstance(claim, FigureClaim):
        return Verbatim(claim.stated)
    if isinstance(claim, EventClaim):
        return dossier.words(f"status.{claim.status}") if difference.subject == "status" else dossier.date(claim.when)
    if claim.names:
        return Verbatim(claim.names[0].form)
    role = claim.roles[0]
    if difference.subject == "title":
        return dossier.say(role.title)
    who = dossier.say(corpus.party(claim.of).name) if difference.subject == "holder" else dossier.say(role.title)
    return f"{who}{dossier.words('and')}{dossier.date(role.when)}"


# What rests on one voice.


def _alone(dossier: Dossier) -> tuple[SingleVoiceEntry, ...]:
    rows = {row.event.id: row for row in event_rows(dossier)}
    voices = {voice.id: voice for voice in dossier.corpus.settings.voices}
    found = []
    for item in alone(dossier.corpus):
        voice = voices[item.voice]
        events = sorted((rows[name] for name in item.events), key=lambda row: row.number)
        listed = events[:LISTED] if voice.party else []
        numbers = [row.number for row in events[len(listed) :] if "timeline" in dossier.edition.kinds]
        found.append(
            SingleVoiceEntry(
                frames=dossier.frames(item.documents),
                name=dossier.say(voice.name),
                party=voice.party,
                events=len(events),
                listed=tuple(OneSidedEvent(row.date, row.status, row.title, row.marks) for row in listed),
                rows=dossier.words("and").join(_runs(numbers)),
                figures=len(item.figures),
            )
        )
    return tuple(sorted(found, key=lambda voice: not voice.party))


def _runs(numbers: list[int]) -> list[str]:
    """3, 5, 6, 7 -> "3", "5–7"."""
    grouped = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    runs = [[number for _, number in run] for _, run in grouped]
    return [str(run[0]) if len(run) == 1 else f"{run[0]}{RANGE}{run[-1]}" for run in runs]
