"""Every place that is cited exists, and what is cited there speaks of what is said: planted faults, and how many."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Desk

from dossier.cli.main import main
from dossier.evidence.original import Original, original_of
from dossier.evidence.proof.places import CheckedPlace, LineExtent, cited_in, extent_of, extent_of_row
from dossier.evidence.text.stems import stem, tokens
from dossier.formats.lines import Unread
from dossier.loading import read
from dossier.model.edition import Dossier
from dossier.model.passage import of_lines, runs_of
from dossier.problems import Broken, Report
from dossier.verification.originals import Proof, prove
from dossier.verification.verdict import Verdict
from dossier.verification.verdicts import verify_sources
from tests.bench.places import HARBOUR, ROOT, STARTER, Measured, measure

ORIGINALS = HARBOUR[1]
BULLETIN, PILOT = "sources/documents/bulletin.yaml", "sources/documents/pilot.yaml"
VOICE = "sources/documents/island-voice.yaml"
SUMMARY = "sources/dossier.yaml"
DAY = "sources/disagreements/return-day.yaml"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ORIGINALS, tmp_path / "originals"))


def looked_up(desk: Desk, shelf: Path = ORIGINALS) -> tuple[Verdict, list[str]]:
    """What became of the promise that places exist, and what a curator is told of places."""
    verdicts, proof = verify_sources(desk.project, shelf)
    return next(one for one in verdicts if one.check == "places cited"), [
        place.message for place in proof.places if place.message
    ]


def test_every_place_of_the_harbour_exists(desk: Desk) -> None:
    found, told = looked_up(desk)
    counted = "86 places in 3 documents exist; 47 compared with their statement, 1 of them in doubt"
    assert (found.state, found.detail) == ("ok", counted)
    assert told == [
        f"{PILOT}:29:5: place pilot:7: warning: shares no name, date, number or word with its statement"
    ]  # a mechanical fault, says the summary, and the line, a gearbox


def test_without_the_originals_none_is_looked_up(desk: Desk, shelf: Path) -> None:
    (shelf / "bulletin-118.txt").unlink()
    found, _ = looked_up(desk, shelf)
    assert found.state == "not checked"
    assert found.detail.endswith("places in 2 documents exist, original not at hand: bulletin")


#: What is cited -> its file, what stands there, what is planted, and what is told.
BEYOND: dict[str, tuple[str, str, str, str]] = {
    "a key point": (
        BULLETIN,
        "الشرقي., en: The storm damaged the eastern quay.}, at: line 5}\n",
        "line 99",
        "bulletin:99",
    ),
    "an event": (BULLETIN, "  - event: agreement\n    at: line 7\n", "line 13", "bulletin:13"),
    "a quotation": (BULLETIN, "    at: line 11\n    occasion", "lines 11-13", "bulletin:11-13"),
    "a figure": (BULLETIN, "    at: line 10\n", "lines 10, 40", "bulletin:10,40"),
    "a form of a name": (BULLETIN, "{form: الجندي, at: line 11}", "line 21", "bulletin:21"),
    "a role": (BULLETIN, "        at: line 6\n        office", "line 26", "bulletin:26"),
    "what is said of a body": (BULLETIN, "Signed the operating agreement.}, at: line 7}", "line 27", "bulletin:27"),
    "a fault": (BULLETIN, "  - at: line 11\n    printed", "line 31", "bulletin:31"),
    "the date of a document": (BULLETIN, "date_at: line 2\n", "line 22", "bulletin:22"),
}


@pytest.mark.parametrize("what", BEYOND)
def test_a_line_beyond_the_end_is_told(what: str, desk: Desk) -> None:
    file, old, new, name = BEYOND[what]
    place = next(part for part in ("line 5", "line 7", "line 11", "line 10", "line 6", "line 2") if part in old)
    desk.edit(file, old, old.replace(place, new))
    found, told = looked_up(desk)
    assert found.state == "broken"
    assert found.detail.startswith(f"1 of 86: {file}:")
    assert f"({name})" in found.detail
    assert any(
        line.startswith(f"{file}:") and f"place {name}: broken: line {name[-2:]} is not there: " in line
        for line in told
    )


def test_citations_of_summary_and_positions_are_looked_up(desk: Desk) -> None:
    desk.edit(SUMMARY, "cites: [bulletin:9, island-voice:10]", "cites: [bulletin:9, island-voice:12]")
    desk.edit(DAY, "cites: [pilot:6]", "cites: [pilot:66]")
    found, told = looked_up(desk)
    assert found.detail.startswith("2 of 86: ")
    assert f"{SUMMARY}:39:5 (island-voice:12)" in found.detail
    assert f"{DAY}:5:5 (pilot:66)" in found.detail
    ends = "place pilot:66: broken: line 66 is not there: the original ends with line 12"
    assert [line for line in told if "broken" in line][1] == f"{DAY}:5:5: {ends}"


def test_there_is_no_line_0(desk: Desk) -> None:
    desk.edit(BULLETIN, "date_at: line 2", "date_at: line 0")
    with pytest.raises(Broken) as caught:
        verify_sources(desk.project, ORIGINALS)
    (problem,) = caught.value.problems
    assert "lines are counted from 1" in problem.message


@pytest.mark.parametrize("at", ["line 8", "lines 8-9", "lines 7-8", "lines 4, 8"])
def test_an_empty_line_is_told(at: str, desk: Desk, shelf: Path) -> None:
    file = shelf / "coastal-pilot.txt"
    lines = file.read_text("utf-8").split("\n")
    lines[7] = " "
    file.write_text("\n".join(lines), "utf-8")
    desk.edit(PILOT, "date_at: line 2", f"date_at: {at}")
    _, told = looked_up(desk, shelf)
    assert any(line.startswith(f"{PILOT}:1:1: place pilot:") and line.endswith("line 8 is empty") for line in told)


def test_empty_lines_within_a_range_are_not(desk: Desk, shelf: Path) -> None:
    extent = LineExtent(9, frozenset({4, 6}), frozenset({6}))
    assert extent.against(runs_of("3-5")) == ("there", "")
    assert extent.against(runs_of("4"))[0] == "broken"
    assert extent.against(runs_of("5-6")) == ("not decided", "line 6 could not be read")
    assert extent.against(runs_of("4-6"))[0] == extent.against(runs_of("6, 10"))[0] == "broken"
    assert extent_of_row(json.loads(json.dumps(extent.row))) == extent


def test_a_page_that_could_not_be_read_is_an_empty_line_that_is_not_decided() -> None:
    unread = (Unread("page without text", 2, breaks_proof=True), Unread("page without text", 3, breaks_proof=True))
    assert extent_of(Original(("a", "", "c", "", "e", ""), unread=unread)) == LineExtent(
        5, frozenset({2, 4}), frozenset({2})
    )
    assert extent_of(Original(("a", "", ""), unread=unread)) == LineExtent(3, frozenset({2}), frozenset({2, 3}))
    assert extent_of(Original(("", ""))) == LineExtent(0)


def test_a_line_behind_the_last_page_of_a_pdf_is_not_there() -> None:
    pytest.importorskip("pypdfium2")
    pdf = Path(__file__).parent / "originals_pdf" / "weasyprint.pdf"
    extent = extent_of(original_of(pdf.read_bytes(), pdf.name))
    last = extent.lines
    assert extent.against(of_lines([1, last])) == ("there", "")
    told = f"line {last + 1} is not there: the original ends with line {last}"
    assert extent.against(of_lines([last + 1])) == ("broken", told)


def proven(desk: Desk, shelf: Path) -> Proof:
    project = desk.project
    corpus, _, _ = read(project, Report())
    return prove(project, corpus, shelf)


def test_the_colophon_does_not_say_identical_over_a_wrong_place(desk: Desk) -> None:
    assert proven(desk, ORIGINALS).checked.state == "identical"
    desk.edit(SUMMARY, "cites: [bulletin:9, island-voice:10]", "cites: [bulletin:9, island-voice:12]")
    remembered = proven(desk, ORIGINALS).checked  # no original is read again for a summary
    assert (remembered.state, remembered.false) == ("broken", 1)


def test_the_command_tells_them(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.edit(DAY, "cites: [pilot:6]", "cites: [pilot:66]")
    command = ["verify", "--project", str(desk.root), "--originals", str(ORIGINALS)]
    assert main(command) == 3
    assert f"{DAY}:5:5: place pilot:66: broken: line 66 is not there" in capsys.readouterr().out
    assert main([*command, "--json"]) == 3
    told = {place["place"]: place for place in json.loads(capsys.readouterr().out)["places"]}
    assert told[f"{DAY}:5:5"]["state"] == "broken"


# What the lines say.

#: A statement, moved to another line that exists: its file, what stands there, what is planted, and the hint.
MOVED: dict[str, tuple[str, str, str, str]] = {
    "a key point": (
        BULLETIN,
        "en: The date announced for the return is 18 June 2022.}, at: line 4}",
        "en: The date announced for the return is 18 June 2022.}, at: line 8}",
        "place bulletin:8: warning: shares no name, date, number or word with its statement; "
        "line 4 does: did you mean 4?",
    ),
    "a position": (DAY, "cites: [pilot:6]", "cites: [pilot:11]", "line 6 does: did you mean 6?"),
    "a line of the summary": (
        SUMMARY,
        "cites: [bulletin:9, island-voice:10]",
        "cites: [bulletin:8, island-voice:10]",
        "has little in common with its statement; line 9 has more: did you mean 9?",
    ),
    "what is said of a body": (
        BULLETIN,
        "Signed the operating agreement.}, at: line 7}",
        "Signed the operating agreement.}, at: line 10}",
        "line 7 does: did you mean 7?",
    ),
    "an event without a date": (
        BULLETIN,
        "    at: line 7\n    when: {date: 2019-03-12, stated: 12 مارس 2019}\n",
        "    at: line 9\n",
        "place bulletin:9: warning: shares no name, date, number or word with its statement; "
        "line 7 does: did you mean 7?",
    ),
    "a role": (
        VOICE,
        "        at: line 8\n        office: authority.director\n        when:\n          date: 2021-09",
        "        at: line 6\n        office: authority.director\n        when:\n          date: 2021-09",
        "shares no name, date, number or word with its statement; line 8 does: did you mean 8?",
    ),
}


@pytest.mark.parametrize("what", MOVED)
def test_a_line_that_says_something_else_is_left_to_a_reader(what: str, desk: Desk) -> None:
    file, old, new, hint = MOVED[what]
    desk.edit(file, old, new)
    found, told = looked_up(desk)
    assert found.state == "ok"
    assert found.detail.endswith("2 of them in doubt")
    (line,) = [line for line in told if line.startswith(f"{file}:")]
    assert line.endswith(hint)


def test_a_place_moved_by_twenty_lines_is_told(desk: Desk, shelf: Path) -> None:
    """In an original of 24 lines, so that it is there."""
    pilot = (shelf / "coastal-pilot.txt").read_text("utf-8")
    voice = "".join(f"The mayor told us of fishing, boat number {count}.\n" for count in range(12))
    (shelf / "coastal-pilot.txt").write_text(pilot + voice, "utf-8")
    desk.edit(DAY, "cites: [pilot:6]", "cites: [pilot:24]")
    found, told = looked_up(desk, shelf)
    assert found.state == "ok"
    assert any(line.startswith(f"{DAY}:5:5: place pilot:24: warning: ") and line.endswith("mean 6?") for line in told)


@pytest.mark.parametrize("line", ["—", "* * *", "\u0640", "7" * 5_000, "٧" * 5_000], ids=range(5))
def test_lines_without_words_are_compared_like_others(line: str, desk: Desk, shelf: Path) -> None:
    file = shelf / "coastal-pilot.txt"
    file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")
    assert looked_up(desk, shelf)[0].state == "ok"


def test_what_a_curator_has_weighed_is_not_told_again(desk: Desk) -> None:
    settings = (desk.root / SUMMARY).read_text("utf-8")
    allowed = "allow:\n  - {lint: place, words: 'pilot:7', why: a gearbox is the mechanical fault}\n"
    desk.write(SUMMARY, settings + allowed)
    found, told = looked_up(desk)
    assert (found.detail.partition("; ")[2], told) == ("47 compared with their statement, 0 of them in doubt", [])
    desk.write(SUMMARY, settings + allowed.replace("pilot:7", "pilot:8"))
    found, told = looked_up(desk)
    assert len(told) == 1
    assert "1 of them in doubt; this allows nothing that there is: sources/dossier.yaml:" in found.detail


def test_where_there_are_no_rules_for_a_language_that_is_said(desk: Desk) -> None:
    desk.edit(PILOT, "language: en", "language: fr")
    desk.edit(PILOT, "    translation: {ar:", "    translation: {en: It was a gearbox., ar:")
    found, told = looked_up(desk)
    assert (found.state, told) == ("ok", [])
    assert found.detail.endswith("; no rules for French: pilot")


def test_forms_of_a_word_have_one_stem() -> None:
    for forms in (
        "الفظائع فظائع والفظائع وفظائع بالفظائع",
        "الدبلوماسيون دبلوماسية للدبلوماسيين",
        "زيارة زيارته الزيارات بزيارتها",
        "وزير الوزير للوزير بوزيرها",
        "ferry ferries",
        "meeting meetings meets meet",
        "agreement agreements",
    ):
        assert len(set(map(stem, tokens(forms)))) == 1, forms
    assert len(set(map(stem, tokens("العاصفة الاتفاقية الجزيرة الرصيف الموعد harbour storm island")))) == 8


def test_no_place_is_forgotten(harbour: Callable[[str], Dossier]) -> None:
    """As many as stand in the files."""
    written = 0
    for file in (HARBOUR[0] / "sources").rglob("*.yaml"):
        text = file.read_text("utf-8")
        cites = [part.partition("]")[0] for part in text.split("cites: [")[1:]]
        written += len(re.findall('at: "?line', text)) + sum(part.count(":") for part in cites)
    assert len(list(cited_in(harbour("en").corpus))) == written


# How often it is wrong.


def bounded(found: Measured, alarms: float, misses: float) -> None:
    assert found.false_alarms <= alarms, [place.message for place in found.alarms]
    assert found.misses <= misses
    assert found.hinted / found.moved > 0.8


def test_few_right_places_of_the_harbour_are_told_and_few_wrong_ones_are_not() -> None:
    bounded(measure(*HARBOUR), 1 / 47, 0.04)


def test_nor_of_the_starter() -> None:
    found = measure(*STARTER)
    assert found.alarms == []
    assert found.misses < 0.1


def test_nor_of_the_flagship(originals: Path) -> None:
    found = measure(ROOT, originals)
    assert found.cited > 800
    bounded(found, 0.01, 0.06)


def test_a_place_without_a_doubt_is_not_told(harbour: Callable[[str], Dossier]) -> None:
    assert {CheckedPlace(cited).message for cited in cited_in(harbour("en").corpus)} == {""}
