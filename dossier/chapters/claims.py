"""Claims and voices: who says so, who contradicts, who is silent; and how good the sources are on which it rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from dossier.evidence.matrix import ClaimRow, Stance, Stand, claim_rows
from dossier.model.edition import Anchor, Dossier, Mark, Verbatim, VoiceSigns
from dossier.model.plan import Voice

WIDTH = 164.0  #: mm
PAGE = 6.0  #: mm, of the column of pages
VOICE = 26.0  #: mm, of the column of a voice, if there is room
COMPACT_VOICE = 29.5  #: mm, where a date stands behind its marks
LEAST_CLAIM = 56.0  #: mm, of the column of claims
MOST_ANSWERS = 2  #: in one cell


@dataclass(frozen=True, slots=True)
class PrintedStance:
    stand: Stand
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    answers: tuple[PrintedStance, ...]  #: none if the voice is silent
    date: str  #: of the newest document in which it gives the first of them


@dataclass(frozen=True, slots=True)
class MatrixRow:
    anchor: Anchor
    text: str
    cells: tuple[MatrixCell, ...]
    disagreement: Anchor | None  #: over it, where this edition prints it


@dataclass(frozen=True, slots=True)
class VoiceColumn:
    name: str
    party: bool
    sources: tuple[int, ...]
    signs: VoiceSigns


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in front: what it is, what its publisher wants, of when, and how good."""

    anchor: Anchor
    number: int
    title: str
    interest: str
    date: str
    grade: Verbatim


@dataclass(frozen=True, slots=True)
class GradeWord:
    code: Verbatim
    word: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class Claims:
    widths: tuple[float, ...]  #: of the columns of claims and voices, in mm
    page: float  #: of the column of pages; 0 where no dispute over one is printed
    columns: tuple[VoiceColumn, ...]
    rows: tuple[MatrixRow, ...]
    stands: tuple[Stand, ...]  #: those in use
    all_voices: int  #: rows on which every voice says so
    one_voice: int  #: rows that rest on one alone
    contradicted: int
    sources: tuple[SourceRow, ...]
    voices: tuple[int, int]
    of_parties: int  #: sources that a party to the matter has published
    best: Verbatim  #: grade
    reliability: tuple[GradeWord, ...]
    credibility: tuple[GradeWord, ...]


def compose(dossier: Dossier) -> Claims:
    corpus = dossier.corpus
    rows, voices, documents = claim_rows(corpus), corpus.settings.voices, corpus.documents
    said = [len(row.voices("says")) for row in rows]
    printed = tuple(_row(dossier, row) for row in rows)
    page = PAGE if any(row.disagreement for row in printed) else 0.0
    column = min(COMPACT_VOICE if dossier.edition.compact else VOICE, (WIDTH - page - LEAST_CLAIM) / len(voices))
    parties = {voice.id for voice in voices if voice.party}
    used = {answer.stand for row in rows for given in row.answers.values() for answer in given}
    return Claims(
        widths=(WIDTH - page - column * len(voices), *(column for _ in voices)),
        page=page,
        columns=tuple(_column(dossier, voice) for voice in voices),
        rows=printed,
        stands=tuple(stand for stand in get_args(Stand) if stand in used),
        all_voices=sum(count == len(voices) for count in said),
        one_voice=sum(count == 1 for count in said),
        contradicted=sum(row.is_contradicted for row in rows),
        sources=tuple(_sources(dossier)),
        voices=dossier.voice_count(documents),
        of_parties=sum(document.voice in parties for document in documents),
        best=Verbatim(min(f"{document.grade.reliability}{document.grade.credibility}" for document in documents)),
        reliability=_grade_words(dossier, "reliability"),
        credibility=_grade_words(dossier, "credibility"),
    )


def _column(dossier: Dossier, voice: Voice) -> VoiceColumn:
    own = [document for document in dossier.corpus.documents if document.voice == voice.id]
    numbers = tuple(document.number for document in own)
    return VoiceColumn(dossier.say(voice.short or voice.name), voice.party, numbers, dossier.voice_signs(own))


def _row(dossier: Dossier, row: ClaimRow) -> MatrixRow:
    is_printed = "disagreements" in dossier.edition.kinds
    return MatrixRow(
        anchor=Anchor(f"claim-{row.claim.id}"),
        text=dossier.say(row.claim.text),
        cells=tuple(_cell(dossier, row.answers.get(voice.id, ())) for voice in dossier.corpus.settings.voices),
        disagreement=Anchor(f"point-{row.disagreements[0].id}") if row.disagreements and is_printed else None,
    )


def _cell(dossier: Dossier, answers: tuple[Stance, ...]) -> MatrixCell:
    """The strongest answers; that a voice contradicts is always one of them."""
    shown = [*answers[: MOST_ANSWERS - 1], answers[-1]] if len(answers) > MOST_ANSWERS else answers
    return MatrixCell(
        tuple(PrintedStance(answer.stand, dossier.marks(answer.places)) for answer in shown),
        dossier.date(answers[0].newest.when) if answers else "",
    )


def _sources(dossier: Dossier) -> Iterator[SourceRow]:
    for document in dossier.corpus.documents:
        yield SourceRow(
            anchor=Anchor(f"source-{document.number}"),
            number=document.number,
            title=dossier.say(document.short_title or document.title),
            interest=dossier.say(document.short_interest or document.interest),
            date=dossier.date(document.when),
            grade=Verbatim(f"{document.grade.reliability}{document.grade.credibility}"),
        )


def _grade_words(dossier: Dossier, scale: str) -> tuple[GradeWord, ...]:
    used = {getattr(document.grade, scale) for document in dossier.corpus.documents}
    codes = "ABCDEF" if scale == "reliability" else "123456"
    return tuple(GradeWord(Verbatim(code), dossier.words(f"grade.{scale}.{code}"), code in used) for code in codes)
