"""Key judgements: the bottom line, what is thought, how surely and on whose word, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.evidence.basis import documents, grounds, party_alone, places
from dossier.model.edition import Anchor, Dossier, Mark, VoiceSigns
from dossier.model.judgements import RANGES, VOICES_NEEDED, BottomLine, Judgement, OpenQuestion, word_of

SCALE = 122.0  #: mm, of the yardstick; it stands for 100 per cent
LABEL = 13.0  #: mm, of the words under one of its ranges


@dataclass(frozen=True, slots=True)
class Certainty:
    """How likely something is, as a range in per cent, or how sure the analyst is, as cells of three."""

    word: str
    first: int = 0
    last: int = 0
    cells: int = 0  #: 0 for a likelihood


@dataclass(frozen=True, slots=True)
class PrintedJudgement:
    anchor: Anchor
    number: int
    certainty: Certainty
    text: str
    change: str
    marks: tuple[Mark, ...]
    voices: VoiceSigns
    is_one_party: bool
    disputed: tuple[Anchor, ...]  #: where the disagreements over it stand, in this edition


@dataclass(frozen=True, slots=True)
class ScaleRange:
    """One range of the yardstick, drawn at its true length; places in mm from the reading edge."""

    word: str
    first: int  #: per cent
    last: int
    label: float  #: where its words begin
    align: str  #: of its words: start, center or end
    is_used: bool

    @property
    def x(self) -> float:
        return self.first / 100 * SCALE

    @property
    def width(self) -> float:
        return (self.last - self.first) / 100 * SCALE


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Judgements:
    bottom: str
    more: str
    certainty: Certainty | None  #: of the bottom line
    is_one_party: bool  #: the same of the bottom line as of a judgement
    disputed: tuple[Anchor, ...]
    yardstick: str  #: its name; "" if nothing has a likelihood
    ranges: tuple[ScaleRange, ...]
    has_confidence: bool
    legend: tuple[VoiceSigns, ...]  #: each voice alone
    judgements: tuple[PrintedJudgement, ...]
    unknown: tuple[PrintedQuestion, ...]
    watch: tuple[PrintedQuestion, ...]


def compose(dossier: Dossier) -> Judgements:
    settings, judged = dossier.corpus.settings, dossier.corpus.judgements
    bottom = settings.bottom_line
    records: list[Judgement | BottomLine] = [*judged, *([bottom] if bottom else [])]
    used = {record.likelihood for record in records if record.likelihood}
    return Judgements(
        bottom=dossier.say(bottom.text) if bottom else "",
        more=dossier.say(bottom.more) if bottom else "",
        certainty=_certainty(dossier, bottom) if bottom else None,
        is_one_party=bool(bottom and party_alone(dossier.corpus, bottom)),
        disputed=_disputed(dossier, bottom) if bottom else (),
        yardstick=dossier.words(f"yardstick.{settings.yardstick}") if used else "",
        ranges=tuple(_ranges(dossier, used)) if used else (),
        has_confidence=any(record.confidence for record in records),
        legend=tuple(_legend(dossier)),
        judgements=tuple(_judgement(dossier, number, judgement) for number, judgement in enumerate(judged, 1)),
        unknown=_questions(dossier, settings.unknown),
        watch=_questions(dossier, settings.watch),
    )


def _legend(dossier: Dossier) -> Iterator[VoiceSigns]:
    for voice in dossier.corpus.settings.voices:
        if own := [document for document in dossier.corpus.documents if document.voice == voice.id]:
            yield dossier.voice_signs(own)


def _judgement(dossier: Dossier, number: int, judgement: Judgement) -> PrintedJudgement:
    found = grounds(dossier.corpus, judgement.rests_on)
    return PrintedJudgement(
        anchor=Anchor(f"judgement-{judgement.id}"),
        number=number,
        certainty=_certainty(dossier, judgement),
        text=dossier.say(judgement.text),
        change=dossier.say(judgement.change),
        marks=dossier.marks(places(found)),
        voices=dossier.voice_signs(documents(found)),
        is_one_party=bool(party_alone(dossier.corpus, judgement)),
        disputed=_disputed(dossier, judgement),
    )


def _disputed(dossier: Dossier, record: Judgement | BottomLine) -> tuple[Anchor, ...]:
    """Where the disagreements over it stand, in their order."""
    is_printed = "disagreements" in dossier.edition.kinds
    over = [point.id for point in dossier.corpus.disagreements if point.id in record.disputed]
    return tuple(Anchor(f"point-{name}") for name in over) if is_printed else ()


def _certainty(dossier: Dossier, record: Judgement | BottomLine) -> Certainty:
    word = dossier.words(word_of(record))
    if not record.likelihood:
        return Certainty(word, cells=VOICES_NEEDED[record.confidence])
    return Certainty(word, *RANGES[dossier.corpus.settings.yardstick][record.likelihood])


def _ranges(dossier: Dossier, used: Iterable[str]) -> Iterator[ScaleRange]:
    ranges = RANGES[dossier.corpus.settings.yardstick]
    for word, (first, last) in ranges.items():
        middle = (first + last) / 200 * SCALE - LABEL / 2
        label = min(max(middle, 0.0), SCALE - LABEL)
        align = "start" if label > middle else "end" if label < middle else "center"
        yield ScaleRange(dossier.words(f"likelihood.{word}"), first, last, label, align, word in used)


def _questions(dossier: Dossier, questions: Iterable[OpenQuestion]) -> tuple[PrintedQuestion, ...]:
    return tuple(PrintedQuestion(dossier.say(one.text), dossier.marks(one.cites)) for one in questions)
