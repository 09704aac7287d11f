"""A curated document against its original: what is true is proven, each planted falsehood is called by its name."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from dossier.evidence.numbers.bound_words import Bound
from dossier.evidence.proof.comparison import compare
from dossier.evidence.proof.findings import Finding
from dossier.files.project import Project
from dossier.model import dates, passage
from dossier.model.corpus import Corpus
from dossier.model.records import Document, FigureClaim, Quotation, Text, When
from dossier.problems import Report
from dossier.reading.source_set import gather

HERE = Path(__file__).parent / "dossiers"
ORIGINALS = HERE / "harbour-originals"


@functools.cache
def harbour() -> Corpus:
    found = gather(Project(HERE / "harbour"), Report()).corpus
    assert found
    return found


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return harbour()


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
    return [finding for finding in compare(document, original(document), harbour()) if finding.what == what]


def test_every_word_of_the_harbour_is_proven(corpus: Corpus) -> None:
    findings = [
        finding for document in corpus.documents for finding in compare(document, original(document), harbour())
    ]
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
    assert finding.warning == "the original gives these words to jundi"


TITLE = 'شارك المدير في مؤتمر بعنوان "البحر طريقنا" أمس.'


def test_a_title_between_quotation_marks_is_doubted(bulletin: Document) -> None:
    planted = with_quotation(bulletin, words=("البحر طريقنا",), at=passage.runs_of("1"))
    (finding,) = [finding for finding in compare(planted, TITLE.encode(), harbour()) if finding.what == "quotation"]
    assert finding.is_proven
    assert "announces a title" in finding.warning


def figures_in(document: Document, text: str, *figures: FigureClaim) -> list[Finding]:
    asked = replace(document, figures=figures, events=(), quotations=(), appearances=(), faults=(), date_at=None)
    return list(compare(asked, text.encode(), harbour()))


WRAPPED = """The ferry company told the harbour council in its letter that no more
than 1,200 passengers had been carried in one week, and that between
20 and 30 boats had been hired for the season; of these some hundreds
"""


@pytest.mark.parametrize(
    ("line", "words", "value", "bound", "sense"),
    [
        (2, "than 1,200 passengers", "1200", "over", "false"),
        (2, "1,200 passengers", "1200", "", "false"),
        (3, "30 boats", "30", "", "false"),
        (3, "20 and 30 boats", "20", "over", "false"),
        (3, "some hundreds", "300", "about", "undecided"),
    ],
)
def test_a_number_is_judged_with_the_lines_about_it(
    bulletin: Document, line: int, words: str, value: str, bound: Bound, sense: str
) -> None:
    figure = replace(
        bulletin.figures[0], at=passage.runs_of(str(line)), stated=words, value=Decimal(value), bound=bound, scale=""
    )
    (finding,) = figures_in(bulletin, WRAPPED, figure)
    assert (finding.match.verdict, finding.sense, finding.is_proven) == ("identical", sense, False)
    assert finding.is_undecided == (sense == "undecided")
    assert ("not decided" in finding.message) == (sense == "undecided")


def test_words_that_stand_twice_may_mean_either_number(bulletin: Document) -> None:
    text = "At least 20 ships came on Monday. On Tuesday 20 ships came."
    figure = replace(bulletin.figures[0], at=passage.runs_of("1"), stated="20 ships", value=Decimal(20), bound="")
    assert [finding.is_proven for finding in figures_in(bulletin, text, figure)] == [True]


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
    caught = {finding.what for finding in compare(planted, original(bulletin), harbour()) if not finding.is_proven}
    assert caught == {"date", "number", "role", "name", "fault"}
