"""The dossier that this project is made for: it reads without a word, is rich, and is true to its originals.

The originals are not part of the project. They are looked for in DOSSIER_ORIGINALS, then in ../shared/originals.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import poppler

from dossier.build import check
from dossier.evidence.agreement import best_date
from dossier.files.project import Project
from dossier.model.corpus import Corpus
from dossier.model.passage import Passage
from dossier.model.records import Document
from dossier.problems import Report
from dossier.reading.source_set import gather
from dossier.verification.proof_record import COMMAND, PATH, read_record
from dossier.verification.verdicts import verify

ROOT = Path(__file__).parents[1]
NEARLY_EMPTY = 1 / 3  #: of a page's text area


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    report = Report()
    found = gather(Project(ROOT), report).corpus
    assert [str(problem) for problem in report.problems] == []
    assert found
    return found


def test_it_reads_without_a_word() -> None:
    _, warnings = check(Project(ROOT))
    assert [str(problem) for problem in warnings] == []


def test_it_is_as_rich_as_it_was(corpus: Corpus) -> None:
    counts = {
        "documents": (len(corpus.documents), 5),
        "dated events": (sum(best_date(claims) is not None for claims in corpus.event_claims().values()), 50),
        "quotations": (sum(len(document.quotations) for document in corpus.documents), 15),
        "figures": (len(corpus.figure_claims()), 45),
        "people": (len(corpus.people), 18),
        "bodies": (len(corpus.organisations), 50),
        "editions": (len(corpus.editions), 6),
        "judgements": (len(corpus.judgements), 5),
        "claims held against voices": (len(corpus.main_claims), 10),
    }
    assert {what: found for what, (found, least) in counts.items() if found < least} == {}


def test_no_two_documents_have_one_original(corpus: Corpus) -> None:
    assert len({document.original.sha256 for document in corpus.documents}) == len(corpus.documents)


# On paper


def filled(pdf: Path) -> list[float]:
    """How far down its text area each page is filled, from 0 to 1."""
    area = range(85, 763)  #: pt from the top
    pages = poppler("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]
    words = [[float(foot) for foot in re.findall(r'yMax="([\d.]+)"', page)] for page in pages]
    feet = [max((foot for foot in page if int(foot) in area), default=area.start) for page in words]
    return [(foot - area.start) / len(area) for foot in feet]


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["ar", "en"])
def test_no_page_of_the_finished_briefing_is_nearly_empty(edition: str) -> None:
    """The last page of a chapter may be short; a few lines are no page."""
    stale = [one for one in verify(Project(ROOT), [edition]) if one.check == "publication" and one.state != "ok"]
    if stale:
        pytest.skip(f"not checked: the briefing is not built, or its sources changed since: {stale[0].detail}")
    found = filled(ROOT / "build" / edition / "briefing.pdf")
    assert {page: f"{fill:.0%}" for page, fill in enumerate(found, 1) if fill < NEARLY_EMPTY} == {}


# Letter for letter


def originals() -> Path:
    named = os.environ.get("DOSSIER_ORIGINALS")
    folder = Path(named) if named else ROOT.parent / "shared" / "originals"
    if not folder.is_dir():
        pytest.skip(f"not checked: the originals are not at hand ({folder})")
    return folder


def lines_of(document: Document) -> list[str]:
    file = originals() / document.original.file
    if not file.is_file():
        pytest.skip(f"not checked: {file} is not at hand")
    return file.read_bytes().decode("utf-8-sig").splitlines()


def claimed(document: Document) -> Iterator[tuple[str, Passage, str]]:
    """(what, lines, letters) of everything that is said to stand in the original."""
    for quotation in document.quotations:
        for words in quotation.words:
            yield f"quotation {quotation.id}", quotation.at, words
        if quotation.when:
            yield f"date of the quotation {quotation.id}", quotation.at, quotation.when.stated
    for event in document.events:
        if event.when:
            yield f"date of the event {event.event}", event.at, event.when.stated
    for figure in document.figures:
        yield f"figure {figure.figure}", figure.at, figure.stated
        if figure.as_of:
            yield f"date of the figure {figure.figure}", figure.at, figure.as_of.stated
    for appearance in document.appearances:
        for role in appearance.roles:
            yield f"role of {appearance.of}", role.at, role.stated
        for name in appearance.names:
            for line in name.at.lines:
                yield f"name of {appearance.of}", Passage(((line, line),)), name.form
    for fault in document.faults:
        yield "fault", fault.at, fault.printed
    if document.date_at:
        yield "date of the document", document.date_at, document.when.stated


def not_there(document: Document, lines: list[str]) -> list[str]:
    """What is not on its lines; letters may go on over a line's end, so a passage is read as one text too."""
    missing = []
    for what, at, words in claimed(document):
        passage = [lines[line - 1] if line <= len(lines) else "" for line in at.lines]
        if words not in " ".join(passage) and words not in "\n".join(passage):
            missing.append(f"{document.id}:{at}: {what}: {words}")
    return missing


@pytest.mark.parametrize("name", ["ambassadors", "elsheikh", "history", "partnership", "talks"])
def test_every_letter_stands_on_its_line(corpus: Corpus, name: str) -> None:
    document = corpus.document(name)
    lines = lines_of(document)
    assert sum(bool(words) for _, _, words in claimed(document)) > 20
    assert not_there(document, lines) == []


def test_the_originals_are_those_that_were_summarised(corpus: Corpus) -> None:
    folder = originals()
    for document in corpus.documents:
        content = (folder / document.original.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == document.original.sha256, document.id


def test_a_letter_that_is_not_there_is_found(corpus: Corpus) -> None:
    """The check itself, on an original of which one line is lost."""
    document = corpus.document("talks")
    lines = lines_of(document)
    spoilt = document.quotations[0].at.first if document.quotations else document.events[0].at.first
    assert not_there(document, [*lines[: spoilt - 1], "", *lines[spoilt:]]) != []


def test_no_passage_names_a_line_that_the_original_lacks(corpus: Corpus) -> None:
    lengths = {document.id: len(lines_of(document)) for document in corpus.documents}
    sides = [side for point in corpus.disagreements for side in point.positions]
    cites = [cite for statement in (*corpus.settings.summary, *sides) for cite in statement.cites]
    assert [str(cite) for cite in cites if cite.passage.lines[-1] > lengths[cite.document]] == []
    for document in corpus.documents:
        statements = (*document.key_points, *(said for one in document.appearances for said in one.says))
        assert all(statement.at.lines[-1] <= lengths[document.id] for statement in statements)


# What the judgements say of the sources as a whole

#: Words of signing, and of what came of something, as the originals have them.
SIGNED = re.compile(r"(?<!\w)(?:وقع|وقّع|وقعت|وقّعت|توقيع|بتوقيع|signed)(?!\w)")
CAME_OF_IT = re.compile(r"اتفق|أسفر|نتيج|نتائج|مخرجات|بيان مشترك|بيان ختامي|agreed|outcome|result")


def lines_with(corpus: Corpus, words: re.Pattern[str]) -> list[str]:
    found = ((document.id, enumerate(lines_of(document), 1)) for document in corpus.documents)
    return [f"{name}:{number}" for name, lines in found for number, line in lines if words.search(line)]


def test_one_agreement_is_signed_between_the_two(corpus: Corpus) -> None:
    """The other two lines tell of agreements of Tatarstan and of Chechnya with states."""
    assert lines_with(corpus, SIGNED) == ["history:6", "elsheikh:83", "elsheikh:85"]


def test_no_line_tells_what_came_of_talks_between_the_two(corpus: Corpus) -> None:
    """The two lines are of a summit of the Organisation, and of an exchange of prisoners."""
    assert lines_with(corpus, CAME_OF_IT) == ["elsheikh:35", "elsheikh:45"]


def test_who_is_quoted_stands_on_one_side_but_for_one_man(corpus: Corpus) -> None:
    speakers = [quotation.speaker for document in corpus.documents for quotation in document.quotations]
    assert len(speakers) == 15
    assert speakers.count("othaimeen") == 2
    assert set(speakers) == {"putin", "lavrov", "abdulatipov", "shuvalov", "russia", "othaimeen"}


def test_the_first_page_names_ukraine_and_palestine(corpus: Corpus) -> None:
    bottom = corpus.settings.bottom_line
    assert bottom
    assert {word in bottom.text.en for word in ("Ukraine", "Palestine")} == {True}
    assert {word in bottom.text.ar for word in ("أوكرانيا", "فلسطين")} == {True}
    assert 5 <= len(corpus.judgements) <= 7
    assert 10 <= len(corpus.main_claims) <= 12


# The proof that it ships


def test_its_recorded_proof_holds(corpus: Corpus) -> None:
    """So that the colophon of a fresh clone says what was verified: whoever edits a source proves it again."""
    found = read_record(Project(ROOT), corpus)
    assert found, f"there is no {PATH}: {COMMAND}"
    assert found.wrong == "", f"prove the sources again: {COMMAND}"
    assert found.checked.state == "recorded"
