"""A curated document against its original: what is true is proven, each planted falsehood is called by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.content import dates, passage
from dossier.content.corpus import Corpus
from dossier.content.records import Document, Quotation, Text, When
from dossier.evidence.comparison import compare
from dossier.evidence.findings import Finding
from dossier.problems import Report
from dossier.project import Project
from dossier.reading.shelf import gather

HERE = Path(__file__).parent / "dossiers"
ORIGINALS = HERE / "harbour-originals"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    found = gather(Project(HERE / "harbour"), Report()).corpus
    assert found
    return found


@pytest.fixture(scope="module")
def bulletin(corpus: Corpus) -> Document:
    return corpus.document("bulletin")


def original(document: Document) -> bytes:
    return (ORIGINALS / document.original.file).read_bytes()


def quoted(document: Document, name: str = "jundi-thanks") -> Quotation:
    return next(quotation for quotation in document.quotations if quotation.id == name)


def with_quotation(document: Document, **changed: object) -> Document:
    """The document with one quotation, changed so."""
    return replace(document, quotations=(replace(quoted(document), **changed),))  # type: ignore[arg-type]


def of(what: str, document: Document) -> list[Finding]:
    return [finding for finding in compare(document, original(document)) if finding.what == what]


def test_every_word_of_the_harbour_is_proven(corpus: Corpus) -> None:
    findings = [finding for document in corpus.documents for finding in compare(document, original(document))]
    assert {finding.what for finding in findings} == {"quotation", "date", "number", "role", "name", "fault"}
    assert [finding for finding in findings if not finding.is_proven or finding.warning] == []


def test_an_interrupted_quotation_is_looked_up_part_by_part(bulletin: Document) -> None:
    parts = [finding for finding in of("quotation", bulletin) if finding.subject == "jundi-promise"]
    assert [finding.words for finding in parts] == list(quoted(bulletin, "jundi-promise").words)


THANKS = "نشكر اهالي الجزيرة على صبرهم الطويل"
FALSE_QUOTATIONS: dict[str, tuple[Callable[[Document], Document], str]] = {
    "one letter changed": (lambda d: with_quotation(d, words=(THANKS.replace("صبرهم", "صبركم"),)), "different"),
    "a word dropped": (lambda d: with_quotation(d, words=(THANKS.replace("الجزيرة ", ""),)), "different"),
    "a word added": (lambda d: with_quotation(d, words=(THANKS + " جدا",)), "different"),
    "two passages glued": (lambda d: with_quotation(d, words=(THANKS + " لن نعِد الناس بموعد",)), "different"),
    "a silent correction": (lambda d: with_quotation(d, words=(THANKS.replace("اهالي", "أهالي"),)), "other spelling"),
    "the wrong line": (lambda d: with_quotation(d, at=passage.runs_of("6")), "elsewhere"),
    "a paraphrase": (lambda d: with_quotation(d, words=("تشكر الهيئة سكان الجزيرة على الصبر",)), "different"),
}


@pytest.mark.parametrize("falsehood", FALSE_QUOTATIONS)
def test_a_false_quotation_is_caught(falsehood: str, bulletin: Document) -> None:
    plant, verdict = FALSE_QUOTATIONS[falsehood]
    (finding,) = of("quotation", plant(bulletin))
    assert finding.match.verdict == verdict
    assert finding.match.detail


def test_the_right_line_is_the_hint(bulletin: Document) -> None:
    (finding,) = of("quotation", with_quotation(bulletin, at=passage.runs_of("6")))
    assert finding.match.detail == "stands in line 11, not 6"


def test_words_outside_quotation_marks_are_doubted(bulletin: Document) -> None:
    (finding,) = of("quotation", with_quotation(bulletin, words=("وختمت الجندي بقولها",)))
    assert "not between quotation marks" in finding.warning


def test_a_piece_of_a_quotation_is_doubted(bulletin: Document) -> None:
    (finding,) = of("quotation", with_quotation(bulletin, words=("اهالي الجزيرة على صبرهم",)))
    assert finding.warning == "a part of a longer quotation"


def test_another_speaker_is_doubted(bulletin: Document) -> None:
    (finding,) = of("quotation", with_quotation(bulletin, speaker="shaheen"))
    assert finding.warning == "shaheen is not named in this line or the line before it"


TITLE = 'شارك المدير في مؤتمر بعنوان "البحر طريقنا" أمس.'


def test_a_title_between_quotation_marks_is_doubted(bulletin: Document) -> None:
    planted = with_quotation(bulletin, words=("البحر طريقنا",), at=passage.runs_of("1"))
    (finding,) = [finding for finding in compare(planted, TITLE.encode()) if finding.what == "quotation"]
    assert finding.is_proven
    assert "announces a title" in finding.warning


def test_a_date_a_number_a_role_a_name_and_a_fault_that_do_not_stand_there_are_caught(bulletin: Document) -> None:
    when = When(dates.parse("2019-03-12"), stated="13 مارس 2019")
    who = bulletin.appearances[0]
    planted = replace(
        bulletin,
        events=(replace(next(event for event in bulletin.events if event.when), when=when),),
        figures=(replace(bulletin.figures[0], stated="لنحو 420 راكبًا"),),
        appearances=(
            replace(
                who,
                names=(replace(who.names[0], form="هالة الجندى الكبيرة"),),
                roles=(replace(who.roles[0], stated="الوزيرة السابقة"),),
            ),
        ),
        faults=(replace(bulletin.faults[0], printed="كلمة ليست هنا", note=Text("", "")),),
        quotations=(),
    )
    caught = {finding.what for finding in compare(planted, original(bulletin)) if not finding.is_proven}
    assert caught == {"date", "number", "role", "name", "fault"}
