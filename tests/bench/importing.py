"""How much of what a curator keeps does `dossier import` find, and how much of what it finds does a curator keep?

    python -m tests.bench.importing

prints recall and precision by kind of candidate: for the flagship's documents against their curated files (they need
the originals: DOSSIER_ORIGINALS, or ../shared/originals), with the registers as they are and as they were before the
document in question; for the documents of the harbour against theirs; and for the documents of tests/imports against
what a reader wrote down for each. Those in tests/imports/unseen tell most: the rules were not made for them.

What counts as found: a quotation, all its letters on its line; its speaker, the same person or body; a date, words
that overlap with those the curator kept, on a line of the claim; a name, the same party on the same line; a number,
the same value on the same line. A curator keeps what matters to the dossier: a candidate that is right and was not
kept counts against precision all the same.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from dossier.evidence.parties.registered import Register, register_of
from dossier.evidence.speech.hearing import holders_of
from dossier.evidence.text.folding import fold
from dossier.files.project import Project
from dossier.formats.reading import read_lines
from dossier.importing.draft import Draft, draft_of
from dossier.importing.numbers import Counted
from dossier.model.corpus import Corpus
from dossier.model.records import Document, When
from dossier.problems import Report
from dossier.reading.source_set import gather
from tests.bench import claims, strangers

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "dossiers" / "harbour"
HARBOUR_ORIGINALS = ROOT / "tests" / "dossiers" / "harbour-originals"
IMPORTS = ROOT / "tests" / "imports"
UNSEEN = IMPORTS / "unseen"  #: written after the rules, which were not tuned to them
KINDS = ("quotations", "speakers", "dates", "names", "numbers")


@dataclass(frozen=True)
class Truth:
    """What a reader finds in a document. Lines are all those on which a thing may be found."""

    quotations: tuple[tuple[int, str, str], ...]  #: (line, folded words, speaker)
    dates: tuple[tuple[tuple[int, ...], str], ...]  #: (lines, folded words)
    names: frozenset[tuple[int, str]]  #: (line, party)
    numbers: tuple[tuple[tuple[int, ...], str], ...]  #: (lines, value with its scale)


@dataclass(frozen=True)
class Score:
    found: int  #: of what there is
    there: int
    right: int  #: of what was proposed
    proposed: int

    def __add__(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(dataclasses.astuple(self), dataclasses.astuple(other), strict=True)))

    @property
    def recall(self) -> float:
        return self.found / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    def __str__(self) -> str:
        return (
            f"recall {self.recall:4.0%} ({self.found:3} of {self.there:3})   "
            f"precision {self.precision:4.0%} ({self.right:3} of {self.proposed:3})"
        )


def compare(draft: Draft, truth: Truth) -> dict[str, Score]:
    return {
        "quotations": _quotations(draft, truth),
        "speakers": _speakers(draft, truth),
        "dates": _dates(draft, truth),
        "names": _names(draft, truth),
        "numbers": _numbers(draft, truth),
    }


def _segments(draft: Draft) -> dict[tuple[int, str], str]:
    return {
        (segment.at.first, fold(segment.text).text): spoken.speaker
        for spoken in draft.quotations
        for segment in spoken.segments
    }


def _quotations(draft: Draft, truth: Truth) -> Score:
    proposed, there = set(_segments(draft)), {(line, words) for line, words, _ in truth.quotations}
    return Score(len(proposed & there), len(there), len(proposed & there), len(proposed))


def _speakers(draft: Draft, truth: Truth) -> Score:
    """Of all quotations of somebody who is in a register; and of all speakers named for quotations there are."""
    guesses = _segments(draft)
    known = [(line, words, speaker) for line, words, speaker in truth.quotations if speaker]
    right = sum(guesses.get((line, words), "") == speaker for line, words, speaker in known)
    named = sum(bool(guesses.get((line, words))) for line, words, _ in truth.quotations)
    return Score(right, len(known), right, named)


def _dates(draft: Draft, truth: Truth) -> Score:
    proposed = {(dated.find.at.first, fold(dated.stated).text) for dated in draft.dates}

    def meet(line: int, words: str, lines: tuple[int, ...], stated: str) -> bool:
        return line in lines and (words in stated or stated in words)

    found = sum(any(meet(*date, *there) for date in proposed) for there in truth.dates)
    right = sum(any(meet(*date, *there) for there in truth.dates) for date in proposed)
    return Score(found, len(truth.dates), right, len(proposed))


def _names(draft: Draft, truth: Truth) -> Score:
    proposed = {
        (line, mention.parties[0]) for mention in draft.mentions for _, at in mention.forms for line in at.lines
    }
    both = len(proposed & truth.names)
    return Score(both, len(truth.names), both, len(proposed))


def _numbers(draft: Draft, truth: Truth) -> Score:
    proposed = [(counted.find.at.lines, _values(counted)) for counted in draft.numbers]

    def meet(lines: tuple[int, ...], values: set[str], others: tuple[int, ...], other: str) -> bool:
        return other in values and bool(set(lines) & set(others))

    found = sum(any(meet(*number, *there) for number in proposed) for there in truth.numbers)
    right = sum(any(meet(*number, *there) for there in truth.numbers) for number in proposed)
    return Score(found, len(truth.numbers), right, len(proposed))


def _values(counted: Counted) -> set[str]:
    """The value that is proposed; of a part of a whole also the per cent, which the proposal names beside it."""
    values = {_number(counted.value, counted.scale)}
    if 0 < counted.value < 1 and not counted.scale:
        values.add(_number(round(100 * counted.value, 1).normalize(), ""))
    return values


def _number(value: object, scale: str) -> str:
    return f"{float(str(value)):g} {scale}".strip()


# Truths


def truth_of(document: Document) -> Truth:
    """What the curators kept of a document."""
    return Truth(
        tuple((quotation.at.first, fold(words).text, quotation.speaker)
              for quotation in document.quotations for words in quotation.words),
        tuple(dict.fromkeys((lines, fold(when.stated).text) for lines, when in _whens(document) if when.stated)),
        frozenset((line, item.of) for item in document.appearances for name in item.names for line in name.at.lines),
        tuple((figure.at.lines, _number(figure.value, figure.scale)) for figure in document.figures),
    )  # fmt: skip


def _whens(document: Document) -> Iterator[tuple[tuple[int, ...], When]]:
    if document.date_at:
        yield document.date_at.lines, document.when
    yield from ((event.at.lines, event.when) for event in document.events if event.when)
    yield from ((figure.at.lines, figure.as_of) for figure in document.figures if figure.as_of)


def written_truth(path: Path) -> Truth:
    """What a reader wrote down: lists of [line, …] in a YAML file beside the document."""
    told = yaml.safe_load(path.read_text("utf-8"))
    return Truth(
        tuple((line, fold(words).text, speaker) for line, words, speaker in told["quotations"]),
        tuple(((line,), fold(words).text) for line, words in told["dates"]),
        frozenset((line, party) for line, *parties in told["names"] for party in parties),
        tuple(((line,), _number(value, scale)) for line, value, scale in told["numbers"]),
    )


# What is measured


def corpus_of(root: Path) -> Corpus:
    corpus = gather(Project(root), Report()).corpus
    assert corpus
    return corpus


def before(corpus: Corpus, document: Document) -> tuple[Register, dict[str, tuple[str, ...]]]:
    """The registers as they were before a document came: without what only it attests."""
    others = dataclasses.replace(corpus, documents=tuple(other for other in corpus.documents if other is not document))
    met = set(others.appearances())
    forms = {name.form for items in others.appearances().values() for item in items for name in item.claim.names}
    registers = {**corpus.people, **corpus.organisations}
    known = {name: party for name, party in registers.items() if name in met}
    names = {name for party in known.values() for name in (party.name.ar, party.name.en)} | forms
    return register_of(dataclasses.replace(
        others,
        people={name: party for name, party in corpus.people.items() if name in met},
        organisations={name: party for name, party in corpus.organisations.items() if name in met},
    ), {variant for party in known.values() for variant in party.variants} - names), holders_of(others)  # fmt: skip


def of_curated(root: Path, folder: Path, *, unseen: bool = False) -> dict[str, dict[str, Score]]:
    """Document -> scores, for every document of a dossier; if `unseen` with the registers as before each."""
    corpus = corpus_of(root)
    scores = {}
    for document in corpus.documents:
        lines = read_lines(document.original.file, (folder / document.original.file).read_bytes())
        register, holders = before(corpus, document) if unseen else (register_of(corpus), holders_of(corpus))
        scores[document.id] = compare(draft_of(lines, register, holders), truth_of(document))
    return scores


def of_invented(folder: Path = IMPORTS) -> dict[str, dict[str, Score]]:
    """File -> scores, with the registers of the harbour."""
    corpus = corpus_of(HARBOUR)
    scores = {}
    for path in sorted(folder.glob("*.expected.yaml")):
        (original,) = (
            file for file in folder.iterdir() if file != path and file.name.startswith(path.name.split(".")[0])
        )
        lines = read_lines(original.name, original.read_bytes())
        scores[original.name] = compare(draft_of(lines, register_of(corpus), holders_of(corpus)), written_truth(path))
    return scores


def total(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    every = list(scores)
    return {kind: sum((score[kind] for score in every), Score(0, 0, 0, 0)) for kind in KINDS}


def originals() -> Path | None:
    named = os.environ.get("DOSSIER_ORIGINALS")
    folder = Path(named) if named else ROOT.parent / "shared" / "originals"
    return folder if folder.is_dir() else None


def table(title: str, scores: dict[str, dict[str, Score]]) -> Iterator[str]:
    yield f"{title}: {', '.join(scores)}"
    for kind, score in total(scores.values()).items():
        yield f"  {kind:10}  {score}"


def main() -> None:
    folder = originals()
    if folder:
        print(*table("originals, registers as they are", of_curated(ROOT, folder)), sep="\n")
        print(*table("originals, registers as before each", of_curated(ROOT, folder, unseen=True)), sep="\n")
    else:
        print("originals: skipped, not at hand", file=sys.stderr)
    print(*table("invented, against curated files", of_curated(HARBOUR, HARBOUR_ORIGINALS)), sep="\n")
    print(*table("invented, that the rules were tried on", of_invented()), sep="\n")
    print(*table("invented, that they were not", of_invented(UNSEEN)), sep="\n")
    print("documents that no rule was written with")
    strangers.main([])
    claims.main([])


if __name__ == "__main__":
    main()
