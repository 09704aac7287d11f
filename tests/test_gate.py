"""A build with its originals at hand prints nothing that they speak against, unless it is told to, and then marked."""

from __future__ import annotations

import re
import shutil
from functools import partial
from pathlib import Path

import pytest
from conftest import Desk, poppler

from dossier.build import Session, build_anew, draw, screen_of
from dossier.cli.main import main
from dossier.files import up_to_date
from dossier.files.up_to_date import ORIGINALS
from dossier.loading import read
from dossier.model.originals_check import OriginalsCheck
from dossier.press.options import BuildOptions
from dossier.problems import Broken, Problem, Report
from dossier.verification.gate import ask_originals
from dossier.verification.originals import originals_of

BESIDE = Path(__file__).parent / "dossiers" / "harbour-originals"
BULLETIN, PILOT = "sources/documents/bulletin.yaml", "sources/documents/pilot.yaml"
MARK = "sources/dossier.yaml"
QUOTED = ("نشكر اهالي الجزيرة على صبرهم الطويل", "نشكر اهالي الجزيرة على صبرهم الجميل")


@pytest.fixture(autouse=True)
def _no_originals_but_those_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ORIGINALS, raising=False)
    monkeypatch.delenv("DOSSIER_LINKS", raising=False)


def asked(
    desk: Desk, originals: str = str(BESIDE), *, lets_unproven: bool = False
) -> tuple[OriginalsCheck, list[Problem]]:
    project, report = desk.project, Report()
    corpus, _, _ = read(project, report)
    checked = ask_originals(project, corpus, originals, report, lets_unproven=lets_unproven)
    return checked, report.problems


#: What is planted -> its file, what stands there, what is put in its place, and what stops the build.
PLANTED: dict[str, tuple[str, str, str, str]] = {
    "a quotation with another word": (BULLETIN, *QUOTED, "quotation 'نشكر اهالي"),
    "a line that is not there": (MARK, "bulletin:9, island-voice:10]", "bulletin:99, island-voice:10]", "bulletin:99"),
    "a date that is not stated": (BULLETIN, "stated: 12 مارس 2019", "stated: 13 مارس 2019", "date '13 مارس 2019'"),
    "a number that is not stated": (BULLETIN, "لنحو 240 راكبًا", "لنحو 420 راكبًا", "number 'لنحو 420 راكبًا'"),
    "a number that the words do not mean": (PILOT, "value: 1.5,", "value: 2.5,", "the words mean 1.5, not 2.5"),
    "a role that is not stated": (BULLETIN, "stated: المديرة العامة للهيئة", "stated: مديرة الهيئة", "role 'مديرة"),
    "a form of a name": (BULLETIN, "{form: الجندي, at: line 11}", "{form: الجندي, at: line 3}", "name 'الجندي'"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_an_original_speaks_against_stops_the_build(what: str, desk: Desk) -> None:
    file, old, new, told = PLANTED[what]
    desk.edit(file, old, new)
    checked, problems = asked(desk)
    assert checked.state == "broken"
    errors = [problem for problem in problems if problem.severity == "error"]
    assert any(told in problem.message for problem in errors)
    for problem in errors:
        assert problem.place.path == file
        assert problem.place.line > 1
        assert "--unproven" in problem.hint
    _, problems = asked(desk, lets_unproven=True)
    assert {problem.severity for problem in problems} == {"warning"}


def test_true_words_pass(desk: Desk) -> None:
    checked, problems = asked(desk)
    assert (checked.state, problems) == ("identical", [])


def test_an_original_that_changed_is_told(desk: Desk, tmp_path: Path) -> None:
    shelf = Path(shutil.copytree(BESIDE, tmp_path / "shelf"))
    with (shelf / "coastal-pilot.txt").open("a", encoding="utf-8") as file:
        file.write("One line more.\n")
    checked, (problem,) = asked(desk, str(shelf))
    assert (checked.stale, problem.severity, problem.place.path) == (1, "warning", PILOT)
    assert "another than the one summarised" in problem.message


# Where the originals are.


def beside(desk: Desk, name: str = "originals") -> str:
    return str(shutil.copytree(BESIDE, desk.root / name))


def configure(desk: Desk, name: str) -> None:
    desk.write(MARK, f"{(desk.root / MARK).read_text('utf-8')}originals: {name}\n")


def test_they_are_looked_for_beside_the_sources(desk: Desk) -> None:
    assert asked(desk, "")[0].state == "none"
    beside(desk)
    assert asked(desk, "")[0].state == "identical"


def test_the_dossier_may_say_where_they_are(desk: Desk) -> None:
    beside(desk, "papers")
    assert asked(desk, "")[0].state == "none"
    configure(desk, "papers")
    assert asked(desk, "") == (OriginalsCheck(3, 0, asked(desk)[0].words), [])


def test_the_command_comes_first_then_the_environment_then_the_dossier(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = Path(beside(desk))
    named, environment = tmp_path / "named", tmp_path / "environment"
    for folder in (named, environment):
        folder.mkdir()
    project = desk.project
    settings = read(project, Report())[0].settings
    assert originals_of(project, settings) == own
    monkeypatch.setenv(ORIGINALS, str(environment))
    assert originals_of(project, settings) == environment
    assert originals_of(project, settings, str(named)) == named


@pytest.mark.parametrize("is_link", [False, True])
def test_no_dossier_leads_out_of_its_folder_unless_the_user_lets_it(
    is_link: bool, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = Path(shutil.copytree(BESIDE, tmp_path / "outside"))
    name = "papers" if is_link else "../outside"
    if is_link:
        (desk.root / name).symlink_to(outside)
    configure(desk, name)
    checked, (problem,) = asked(desk, "")
    assert (checked.state, problem.severity) == ("none", "warning")
    assert "leads out of the dossier" in problem.message
    monkeypatch.setenv("DOSSIER_LINKS", str(outside))
    assert asked(desk, "")[0].state == "identical"


def test_a_folder_that_is_named_and_not_there_is_told(desk: Desk) -> None:
    configure(desk, "papers")
    _, (problem,) = asked(desk, "")
    assert "there is no folder papers" in problem.message


def test_check_asks_the_originals_and_tells_of_doubtful_lines(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["check", "--project", str(desk.root), "--originals", str(BESIDE)]
    assert main(command) == 0
    told = "warning: place pilot:7: shares no name, date, number or word with its statement [place]"
    assert told in "".join(capsys.readouterr())
    desk.edit(BULLETIN, *QUOTED)
    assert main(command) == 1
    assert "quotation 'نشكر اهالي" in "".join(capsys.readouterr())
    assert main(command[:3]) == 0


# On the page.


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_unproven_quotation_stops_the_press_or_is_printed_with_its_mark(language: str, desk: Desk) -> None:
    desk.keep_only(language, "quotations", "colophon")
    desk.edit(BULLETIN, *QUOTED)
    with pytest.raises(Broken, match="1 problem in the sources") as caught:
        _drawn(desk, BuildOptions(originals=str(BESIDE)))
    (problem,) = [one for one in caught.value.problems if one.severity == "error"]
    assert problem.place.path == BULLETIN
    text, html = _drawn(desk, BuildOptions(originals=str(BESIDE), lets_unproven=True))
    words = {"ar": "غير مثبت", "en": "Not proven"}[language]
    assert (text.count(words), html.count(words)) == (1, 1)
    assert words not in "".join(_drawn(desk, BuildOptions()))


def _drawn(desk: Desk, options: BuildOptions) -> tuple[str, str]:
    """The words of the PDF's text layer, in one line, and the HTML."""
    project, kept = desk.project, Session()
    (drawn,) = draw(project, (), lambda step: None, kept, Report(), options)
    file = desk.root / "drawn.pdf"
    file.write_bytes(drawn.printed.pdf)
    html = re.sub("<style.*?</style>", "", screen_of(drawn, project, kept), flags=re.DOTALL)
    return " ".join(poppler("pdftotext", file, "-").split()), html


def test_a_build_that_is_told_otherwise_is_not_up_to_date(desk: Desk) -> None:
    desk.keep_only("en", "colophon")
    build_anew(desk.project, (), lambda step: None)
    ask = partial(up_to_date.current_build, str(desk.root), (), False)
    assert ask()
    assert not ask(originals=str(BESIDE))
    assert not ask(lets_unproven=True)
    beside(desk)
    assert not ask()
