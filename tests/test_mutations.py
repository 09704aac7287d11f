"""Every quotation, date and number of both dossiers, spoilt in every simple way, is no longer proven.

`test_falsehoods.py` has a name for each kind of falsehood; here each kind is tried on everything there is, so that none
is caught only by luck. The flagship takes part where its originals are at hand.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.evidence.calendars import last_day
from dossier.evidence.proof import dates, numbers
from dossier.evidence.proof.comparison import compare
from dossier.evidence.proof.findings import Finding
from dossier.files.project import Project
from dossier.model.corpus import Corpus
from dossier.model.dates import Date, Moment
from dossier.model.records import Document, FigureClaim, When
from dossier.problems import Report
from dossier.reading.source_set import gather

HERE = Path(__file__).parent
NAMED = os.environ.get("DOSSIER_ORIGINALS")
SHELVES = {
    "harbour": (HERE / "dossiers" / "harbour", HERE / "dossiers" / "harbour-originals"),
    "flagship": (HERE.parent, Path(NAMED) if NAMED else HERE.parents[1] / "shared" / "originals"),
}
EVERY = 7  #: letters between those that are changed


@pytest.fixture(params=["harbour", pytest.param("flagship", marks=pytest.mark.slow)], scope="module")
def shelf(request: pytest.FixtureRequest) -> tuple[Corpus, Path]:
    root, originals = SHELVES[request.param]
    if not originals.is_dir():
        pytest.skip("the originals of the flagship are not at hand")
    corpus = gather(Project(root), Report()).corpus
    assert corpus
    return corpus, originals


def found(document: Document, shelf: tuple[Corpus, Path]) -> list[Finding]:
    corpus, originals = shelf
    return list(compare(document, (originals / document.original.file).read_bytes(), corpus))


def bare(document: Document, **kept: object) -> Document:
    """The document with only these claims; its appearances stay, for they name the speakers."""
    return replace(document, **{"events": (), "quotations": (), "figures": (), "faults": (), "date_at": None, **kept})  # type: ignore[arg-type]


def spoilt(words: str) -> Iterator[str]:
    """One letter changed, in places throughout; and each word dropped, doubled or changed places with the next."""
    for place in range(0, len(words), EVERY):
        letter = "ظ" if words[place] != "ظ" else "ض"
        yield words[:place] + letter + words[place + 1 :]
    parts = words.split(" ")
    for place in range(len(parts)):
        if parts[1:]:
            yield " ".join(parts[:place] + parts[place + 1 :])
            yield " ".join([*parts[: place + 1], *parts[place:]])
        swapped = [*parts[:place], *parts[place : place + 2][::-1], *parts[place + 2 :]]
        if swapped != parts:
            yield " ".join(swapped)


def test_no_spoilt_quotation_is_proven(shelf: tuple[Corpus, Path]) -> None:
    tried = 0
    for document in shelf[0].documents:
        for quotation in document.quotations:
            false = [words for part in quotation.words for words in spoilt(part[:160])]
            asked = bare(document, quotations=(replace(quotation, words=tuple(false)),), appearances=())
            findings = [finding for finding in found(asked, shelf) if finding.what == "quotation"]
            kept = [f.words for f in findings if f.is_proven and not f.warning]
            assert kept == []
            tried += len(findings)
    assert tried > 100


def test_no_other_person_of_the_document_is_taken_for_the_speaker(shelf: tuple[Corpus, Path]) -> None:
    corpus, _ = shelf
    undoubted = []
    for document in corpus.documents:
        people = [item.of for item in document.appearances if item.of in corpus.people]
        for quotation in document.quotations:
            for other in (name for name in people if name != quotation.speaker):
                asked = bare(document, quotations=(replace(quotation, speaker=other),))
                findings = [finding for finding in found(asked, shelf) if finding.what == "quotation"]
                undoubted += [(quotation.id, other) for finding in findings if not finding.warning]
    assert undoubted == []


def whens(document: Document) -> Iterator[When]:
    claims = (*document.events, *document.quotations, *(role for item in document.appearances for role in item.roles))
    for when in (*(claim.when for claim in claims), *(figure.as_of for figure in document.figures)):
        if when and when.stated and when.inferred != "date":
            yield when


def shifted(date: Date) -> Iterator[Date]:
    """The same date a year, a month, a day off; finer; coarser."""
    one = date.start
    yield replace(date, start=replace(one, year=one.year - 1))
    if date.end is None:
        yield Date(replace(one, year=one.year + 1, day=min(one.day, 28)))
        finer = replace(one, month=one.month or 6, day=one.day or (15 if one.month else 0))
        if one.month:
            yield Date(replace(one, month=one.month % 12 + 1, day=min(one.day, 28)))
            yield Date(Moment(one.year, one.day and one.month))
        if one.day:
            yield Date(replace(one, day=one.day % last_day(one.year, one.month) + 1))
        else:
            yield Date(replace(finer, approximate=False))


def test_no_shifted_date_can_be_meant(shelf: tuple[Corpus, Path]) -> None:
    tried, meant = 0, []
    for document in shelf[0].documents:
        for when in whens(document):
            assert dates.judge(when, document.when.date) == ("read", "")
            for date in shifted(when.date):
                tried += 1
                if dates.judge(replace(when, date=date), document.when.date)[0] != "false":
                    meant.append((when.stated, str(date)))
    assert tried > 30
    # Words that leave the year open leave it open: only what is nearer to the document decides, and a curator says why.
    assert [(words, date) for words, date in meant if words != "in late May"] == []


def turned(claim: FigureClaim) -> Iterator[FigureClaim]:
    """Digits the other way round, ten times, one more, another scale, another bound."""
    digits = str(claim.value)
    if "." not in digits and digits != digits[::-1]:
        yield replace(claim, value=type(claim.value)(digits[::-1]))
    yield replace(claim, value=claim.value * 10)
    yield replace(claim, value=claim.value + 7)
    yield replace(claim, scale="million" if claim.scale != "million" else "thousand")
    yield replace(claim, bound="under" if claim.bound != "under" else "over")


def test_no_turned_number_can_be_meant(shelf: tuple[Corpus, Path]) -> None:
    tried, meant = 0, []
    for claim in (claim for document in shelf[0].documents for claim in document.figures):
        assert numbers.judge(claim) == ("read", "")
        for false in turned(claim):
            tried += 1
            if numbers.judge(false)[0] != "false":
                meant.append((claim.stated, str(false.value), false.scale, false.bound))
    assert tried > 30
    assert meant == []
