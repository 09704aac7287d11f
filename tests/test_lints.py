"""What dossier check asks a curator about: each lint shown what it tells of, and what it must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Desk

from dossier.build import check
from dossier.cli.main import main
from dossier.evidence.text.folding import fold
from dossier.files.project import Project
from dossier.problems import Report
from dossier.reading.source_set import gather

ROOT = Path(__file__).parents[1]
DOSSIER = "sources/dossier.yaml"
PILOT = "sources/documents/pilot.yaml"
LISTED = """
partisan:
  - words: [وعد كاذب, false promise]
    cites: [island-voice:9]
    instead: {ar: موعد لم يُحفظ, en: a date that was not kept}
"""
SUMMARY = "  en: How the ferry between Ras al-Fanar and Gull Island stopped and came back, as three documents tell it"


def told(desk: Desk) -> list[str]:
    _, warnings = check(desk.project)
    return [f"{problem.place.path}: {problem.message}" for problem in warnings]


def say(desk: Desk, english: str, arabic: str = "") -> None:
    """Put a sentence into the dossier's own voice."""
    desk.edit(DOSSIER, SUMMARY, f"{SUMMARY}. {english}")
    if arabic:
        start = "  ar: توقف خط العبّارات بين رأس الفنار وجزيرة النورس وعودته، كما ترويهما ثلاث وثائق"
        desk.edit(DOSSIER, start, f"{start}. {arabic}")


def add(desk: Desk, text: str) -> None:
    file = desk.root / DOSSIER
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def test_the_flagship_and_the_harbour_have_nothing_to_be_told(desk: Desk) -> None:
    assert check(Project(ROOT))[1] == []
    assert told(desk) == []


CAUGHT = {
    "partisan, in English": ("The council kept no false promise.", "", "'false promise' is a word of island-voice:9"),
    "partisan, with particles": ("It is told.", "ولم يكن بالوعد الكاذب.", "'الوعد الكاذب' is a word of island-voice:9"),
    "confidence": ("It is likely, with high confidence, that it sank.", "", "'likely' and 'high confidence' in one"),
    "confidence, in Arabic": (
        "It sank.",
        "ومن المرجح بثقة عالية أنها غرقت.",
        "'ومن المرجح' and 'بثقه عاليه' in one sentence",
    ),
    "reference": ("Source 7 says otherwise.", "", "source 7 is named here, and there is none"),
    "reference, in Arabic": (
        "It says otherwise.",
        "ويخالفه المصدران 1 و9.",
        "source 9 is named here, and there is none",
    ),
    "spelling": ("Shahean commanded it.", "", "'Shahean' is in no register, and nearly 'shaheen'"),
    "spelling, beside a name it knows": (
        "It sailed.",
        "وقادتها هالة الجندى ثم هالة الحندي.",
        "'الحندي' is in no register",
    ),
}


@pytest.mark.parametrize("case", CAUGHT)
def test_caught(case: str, desk: Desk) -> None:
    english, arabic, expected = CAUGHT[case]
    add(desk, LISTED)
    say(desk, english, arabic)
    (only,) = told(desk)
    assert only.startswith(f"{DOSSIER}: {expected}")
    assert only.endswith(f"[{case.partition(',')[0]}]")


LEFT = {
    "partisan words in quotation marks": ("The council spoke of a ‘false promise’.", "وتحدث المجلس عن «وعد كاذب»."),
    "words that only begin like them": ("False promises aside, a promise was kept.", "ولم يكن وعدًا."),
    "likelihood alone": ("It is likely that it sank.", "ومن المرجح أنها غرقت."),
    "likelihood and confidence apart": ("It is likely that it sank. We have high confidence in that.", "غرقت."),
    "confidence in a quotation": ("It probably sank, and he spoke of ‘high confidence’.", "غرقت."),
    "sources there are": ("Sources 1, 2 and 3 agree.", "وتتفق المصادر 1 و2 و3."),
    "known names, with endings and particles": ("Shaheen’s boat.", "وللجندي ولشاهين وبالقصار."),
    "other words": ("Shareholders smiled; the shading was fine.", "وكان جندي على الرصيف."),
}


@pytest.mark.parametrize("case", LEFT)
def test_left_alone(case: str, desk: Desk) -> None:
    add(desk, LISTED)
    say(desk, *LEFT[case])
    assert told(desk) == []


def test_the_words_of_a_document_are_its_own(desk: Desk) -> None:
    words = "We lost two weeks to a gearbox"
    add(desk, "partisan:\n  - {words: [lost two weeks], cites: [pilot:7]}\n")
    assert words in (desk.root / PILOT).read_text("utf-8")
    assert told(desk) == []


def test_a_summary_line_that_names_a_source_cites_it(desk: Desk) -> None:
    desk.edit(DOSSIER, "    cites: [bulletin:4, pilot:6]", "    cites: [bulletin:4]")
    assert told(desk) == [f"{DOSSIER}: source 3 is named here and not cited [reference]"] * 1


def test_a_note_of_a_register_claims_nothing(desk: Desk) -> None:
    person = "sources/people/shaheen.yaml"
    text = (desk.root / person).read_text("utf-8")
    desk.write(person, text + "note: {ar: قبطان منذ 1998., en: A captain since 1998.}\n")
    assert told(desk) == [f"{person}: a note of a register states a fact ('1998.') and names no source [reference]"]
    desk.write(
        person, text + "note: {ar: قبطان منذ 1998 وفق المصدر 3., en: 'Source 3, line 7: a captain since 1998.'}\n"
    )
    assert told(desk) == []


def test_a_stated_date_has_a_place(desk: Desk) -> None:
    desk.edit("sources/documents/bulletin.yaml", "date_at: line 2\n", "")
    (only,) = told(desk)
    assert "the document's date is stated, and not where [reference]" in only


def test_a_person_whom_a_text_names_has_a_profile(desk: Desk) -> None:
    name = "name: {ar: سلمى حداد, en: Salma Haddad}\nindex: {ar: 'حداد، سلمى', en: 'Haddad, Salma'}\n"
    desk.write("sources/people/haddad.yaml", name)
    unread = "sources/people/haddad.yaml: no document mentions 'haddad'"
    assert told(desk) == [unread]
    say(desk, "Salma Haddad painted it.")
    assert told(desk) == [
        unread,
        f"{DOSSIER}: Salma Haddad is named here, and has no profile in the edition 'en' [profile]",
    ]
    desk.keep_only("en", "cover", "timeline")
    assert told(desk) == [unread]


def test_what_has_been_weighed_is_not_told_again(desk: Desk) -> None:
    allowed = "allow:\n  - {lint: spelling, words: Shahean, why: the sign on the quay has it so}\n"
    say(desk, "Shahean commanded it.")
    add(desk, allowed)
    assert told(desk) == []


@pytest.mark.parametrize(
    "allowance",
    [
        "{lint: spelling, words: Shahean, why: x}",
        "{lint: partisan, words: Shahean, why: x}",
        "{lint: spelling, words: Shahean, why: x, file: sources/documents/pilot.yaml}",
    ],
)
def test_an_allowance_covers_its_own_lint_and_file_and_one_that_covers_nothing_is_told(
    allowance: str, desk: Desk
) -> None:
    if "partisan" in allowance or "file" in allowance:
        say(desk, "Shahean commanded it.")
    add(desk, f"allow:\n  - {allowance}\n")
    lines = told(desk)
    assert f"{DOSSIER}: this allows nothing that there is" in lines
    assert len(lines) == (1 if allowance == "{lint: spelling, words: Shahean, why: x}" else 2)


def test_an_allowance_needs_a_reason(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    add(desk, "allow:\n  - {lint: speling, words: x}\n")
    assert main(["check", "--project", str(desk.root)]) == 1
    told_of = capsys.readouterr().err
    assert "the field 'why' is missing" in told_of
    assert "did you mean spelling" in told_of


def test_a_warning_is_no_error(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    say(desk, "Shahean commanded it.")
    assert main(["check", "--project", str(desk.root)]) == 0
    printed = capsys.readouterr()
    assert "warning: 'Shahean' is in no register" in printed.err
    assert "1 warnings" in printed.out


def test_the_words_listed_as_partisan_stand_where_the_flagship_says(originals: Path) -> None:
    """In one of their forms; the others are what they become in the briefing's languages."""
    corpus = gather(Project(ROOT), Report()).corpus
    assert corpus
    for item in corpus.settings.partisan:
        for cite in item.cites:
            lines = (originals / corpus.document(cite.document).original.file).read_text("utf-8").splitlines()
            text = fold(" ".join(lines[number - 1] for number in cite.passage.lines)).text
            assert any(fold(words).text in text for words in item.words), (item.words, str(cite.passage))
