"""One door that reads and one that writes: regular files of the dossier, through no link that its user did not name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import Desk, Library, copy_of_the_harbour

from dossier import build as house
from dossier.api import press_html, verify_pdf
from dossier.build import build
from dossier.cli.main import main
from dossier.files import atomic, regular_files, up_to_date
from dossier.files.atomic import write_all
from dossier.files.cache import CacheFile
from dossier.files.project import NotRead, Project, find
from dossier.files.publication import FinishedFiles, publish, write_inside, write_one
from dossier.files.regular_files import RefusedFile
from dossier.files.up_to_date import LINKS
from dossier.model.edition import Dossier
from dossier.press.fonts import typefaces
from dossier.press.html.render import HtmlDocument
from dossier.press.linker.store import Store
from dossier.press.one_piece import PrintedEdition
from dossier.problems import Broken, Exit, MachineLacks, Report, WrongUsage
from dossier.verification.verdicts import verify, verify_sources

SECRET = "secret: words that nobody gave away\n"
PILOT = "sources/documents/pilot.yaml"
ORIGINALS = Path(__file__).parents[1] / "dossiers" / "harbour-originals"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/secret.yaml").write_text(SECRET)
    return tmp_path / "home/secret.yaml"


# What is read

Put = Callable[[Path, Path], object]


def sparse(place: Path, _: Path) -> None:
    with place.open("wb") as file:
        file.truncate(20 << 30)


def loop(place: Path, _: Path) -> None:
    place.symlink_to(place.name)


#: What may stand where a file is read -> how it is put there, given a file outside.
NO_FILES: dict[str, Put] = {
    "a link out": lambda place, secret: place.symlink_to(secret),
    "a relative link out": lambda place, secret: place.symlink_to(os.path.relpath(secret, place.parent)),
    "a link to a link out": lambda place, secret: (
        place.with_name("between").symlink_to(secret),
        place.symlink_to("between"),
    ),
    "a link to a device": lambda place, _: place.symlink_to("/dev/zero"),
    "a link to what the kernel tells": lambda place, _: place.symlink_to("/proc/self/environ"),
    "a link to itself": loop,
    "a pipe": lambda place, _: os.mkfifo(place),
    "a link to a pipe": lambda place, _: (os.mkfifo(place.with_name(".pipe")), place.symlink_to(".pipe")),
    "a folder": lambda place, _: place.mkdir(),
    "a file of 20 GB": sparse,
}


@pytest.mark.parametrize("what", NO_FILES)
@pytest.mark.parametrize(
    "path", [PILOT, "sources/dossier.yaml", "templates/words.yaml", "templates/screen.css", "fonts/faces.yaml"]
)
def test_what_is_no_file_of_the_dossier_is_not_read(desk: Desk, secret: Path, path: str, what: str) -> None:
    place = desk.root / path
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    NO_FILES[what](place, secret)
    project = desk.project
    snapshot = project.snapshot(path)
    assert (snapshot.content, snapshot.digest) == (None, "")
    assert snapshot.why
    assert "nobody gave away" not in snapshot.why


@pytest.mark.parametrize("path", [PILOT, "templates/words.yaml", "fonts/faces.yaml"])
@pytest.mark.parametrize("what", ["a link out", "a link to a device", "a pipe", "a link to a pipe", "a file of 20 GB"])
def test_it_is_told_with_its_place_and_without_its_words(
    desk: Desk, secret: Path, path: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = desk.root / path
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    NO_FILES[what](place, secret)
    assert main(["check", "--project", str(desk.root)]) in {Exit.PROBLEMS, Exit.MACHINE}
    told = capsys.readouterr().err
    assert path in told
    assert "nobody gave away" not in told


def test_folders_that_are_links_give_nothing(desk: Desk, tmp_path: Path) -> None:
    for folder in ("sources/people", "sources"):
        (desk.root / folder).rename(tmp_path / folder.replace("/", "-"))
        (desk.root / folder).symlink_to(tmp_path / folder.replace("/", "-"))
    project = desk.project
    for path in ("sources/dossier.yaml", "sources/people/rifai.yaml"):
        with pytest.raises(NotRead, match="leads out of its folder"):
            project.read(path)


def test_a_path_that_climbs_gives_nothing(desk: Desk, secret: Path) -> None:
    for path in ("../home/secret.yaml", "sources/../../home/secret.yaml", str(secret), "templates/../../../x"):
        with pytest.raises(Exception, match=r"leads out|No such file"):
            desk.project.read(path)


def test_a_link_that_stays_inside_is_a_file(desk: Desk) -> None:
    (desk.root / PILOT).rename(desk.root / "pilot.yaml")
    (desk.root / PILOT).symlink_to("../../pilot.yaml")
    assert b"coastal" in desk.project.read(PILOT)


def test_a_link_leads_where_the_user_lets_it(desk: Desk, secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.root / PILOT).unlink()
    (desk.root / PILOT).symlink_to(secret)
    monkeypatch.setenv(LINKS, f"/nowhere{os.pathsep}{secret.parent}")
    assert desk.project.read(PILOT) == SECRET.encode()
    monkeypatch.setenv(LINKS, f"{secret.parent}-too")
    with pytest.raises(NotRead, match=LINKS):
        desk.project.read(PILOT)


def test_all_files_together_are_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossier.files.project.MOST_TOGETHER", 1000)
    project = desk.project
    for number in range(4):
        desk.write(f"sources/{number}.yaml", "x" * 300)
    assert [project.snapshot(f"sources/{number}.yaml").content is None for number in range(4)] == [False] * 3 + [True]
    assert "at most 100 are read" in project.snapshot("sources/3.yaml").why


def test_a_file_that_grows_as_it_is_read_is_refused() -> None:
    with pytest.raises(RefusedFile, match="grows"):
        regular_files.read("/proc/self/status")


@pytest.mark.parametrize("what", NO_FILES)
def test_an_original_that_is_no_file_is_refused(desk: Desk, secret: Path, tmp_path: Path, what: str) -> None:
    shelf = tmp_path / "originals"
    shelf.mkdir()
    for file in ORIGINALS.iterdir():
        (shelf / file.name).write_bytes(file.read_bytes())
    (shelf / "coastal-pilot.txt").unlink()
    NO_FILES[what](shelf / "coastal-pilot.txt", secret)
    if what == "a link to itself":  # which leads to nothing, and nothing is what is at hand
        verdicts, _ = verify_sources(desk.project, shelf)
        assert {one.check: one.state for one in verdicts}["originals"] == "not checked"
    else:
        with pytest.raises(WrongUsage, match=r"coastal-pilot\.txt is not read"):
            verify_sources(desk.project, shelf)


@pytest.mark.parametrize("what", NO_FILES)
@pytest.mark.parametrize("name", ["briefing.pdf", "manifest.json"])
def test_a_publication_that_is_no_file_is_not_proven(desk: Desk, secret: Path, name: str, what: str) -> None:
    for file in ("briefing.pdf", "manifest.json"):
        desk.write(f"build/en/{file}", b"%PDF")
    (desk.root / "build/en" / name).unlink()
    NO_FILES[what](desk.root / "build/en" / name, secret)
    assert {verdict.state for verdict in verify(desk.project, ["en"])} <= {"broken", "not checked"}


@pytest.mark.parametrize("what", NO_FILES)
def test_an_earlier_edition_that_is_no_file_is_told(desk: Desk, secret: Path, what: str) -> None:
    """Where it is named, and where one begins to compare."""
    (desk.root / "previous").mkdir()
    NO_FILES[what](desk.root / "previous/first.pdf", secret)
    desk.edit(
        "sources/dossier.yaml", "\nedition: 1\n", "\nedition: 2\nprevious: {edition: 1, path: previous/first.pdf}\n"
    )
    desk.edit("sources/editions/en.yaml", "chapters: [", "chapters: [changes, ")
    with pytest.raises(Broken) as broken:
        house.check(desk.project)
    assert any("edition 1" in problem.message for problem in broken.value.problems)


@pytest.mark.parametrize("what", ["a PDF", "a dossier", "its sources", "a PDF beside its manifest"])
def test_an_earlier_edition_that_a_link_leads_to_is_not_read(library: Library, desk: Desk, what: str) -> None:
    """It would print what another dossier says."""
    folder = desk.root / "previous"
    folder.mkdir()
    outside = library.desk.root
    if what == "a PDF beside its manifest":
        (folder / "first").mkdir()
        shutil.copy(outside / "build/en/manifest.json", folder / "first")
        (folder / "first/briefing.pdf").symlink_to(outside / "build/en/briefing.pdf")
    else:
        leads = {"a PDF": "build/en/briefing.pdf", "a dossier": ".", "its sources": "sources"}
        (folder / "first").symlink_to(outside / leads[what])
    desk.edit("sources/dossier.yaml", "\nedition: 1\n", "\nedition: 2\nprevious: {edition: 1, path: previous/first}\n")
    desk.edit("sources/editions/en.yaml", "chapters: [", "chapters: [changes, ")
    with pytest.raises(Broken) as broken:
        house.check(desk.project)
    assert any("leads out of the dossier's folder" in problem.message for problem in broken.value.problems)


@pytest.mark.parametrize("what", NO_FILES)
def test_a_face_that_is_no_file_is_not_read(tmp_path: Path, secret: Path, what: str) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    row = "{family: A, weight: 400, style: normal, file: a.ttf, sha256: x, scripts: [latin], version: '1', "
    (fonts / "faces.yaml").write_text(f"faces:\n  - {row}package: p, licence: OFL.txt}}\n")
    NO_FILES[what](fonts / "a.ttf", secret)
    with pytest.raises(typefaces.FontsBroken) as broken:
        typefaces.load(fonts)
    assert any("a.ttf cannot be read" in problem.message for problem in broken.value.problems)


@pytest.mark.parametrize("what", ["a pipe", "a file of 20 GB", "a folder", "a link to a device"])
def test_a_page_that_is_no_file_is_not_pressed(tmp_path: Path, secret: Path, what: str) -> None:
    NO_FILES[what](tmp_path / "page.html", secret)
    with pytest.raises(Broken, match="1 problem"):
        press_html(tmp_path / "page.html")


@pytest.mark.parametrize("what", ["a pipe", "a file of 20 GB", "a folder", "a link to a device"])
def test_a_pdf_that_is_no_file_is_not_verified(tmp_path: Path, secret: Path, what: str) -> None:
    NO_FILES[what](tmp_path / "x.pdf", secret)
    with pytest.raises(WrongUsage, match="cannot be read"):
        verify_pdf(tmp_path / "x.pdf")


# What is written


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder of somebody who did not ask for anything."""
    (tmp_path / "away").mkdir()
    (tmp_path / "away/precious").write_text("precious")
    return tmp_path / "away"


def is_untouched(away: Path) -> bool:
    return [(file.name, file.read_text()) for file in away.rglob("*")] == [("precious", "precious")]


@pytest.mark.parametrize("folder", ["build", "build/en"])
def test_nothing_is_published_through_a_link(tmp_path: Path, away: Path, folder: str) -> None:
    (tmp_path / "dossier" / folder).parent.mkdir(parents=True)
    (tmp_path / "dossier" / folder).symlink_to(away)
    with pytest.raises(MachineLacks, match="is a link"):
        publish(tmp_path / "dossier", [FinishedFiles("en", 1, b"%PDF", "<html>", {})])
    assert is_untouched(away)


def test_where_the_user_lets_links_lead_it_is(tmp_path: Path, away: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier/build").symlink_to(away)
    monkeypatch.setenv(LINKS, str(away))
    publish(tmp_path / "dossier", [FinishedFiles("en", 1, b"%PDF", "<html>", {})])
    assert (away / "en/briefing.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize("name", ["briefing.pdf", "briefing.html", "manifest.json"])
def test_a_link_that_stands_for_a_published_file_is_replaced(tmp_path: Path, away: Path, name: str) -> None:
    (tmp_path / "build/en").mkdir(parents=True)
    (tmp_path / "build/en" / name).symlink_to(away / "precious")
    publish(tmp_path, [FinishedFiles("en", 1, b"%PDF", "<html>", {})])
    assert not (tmp_path / "build/en" / name).is_symlink()
    assert is_untouched(away)


@pytest.mark.parametrize("folder", ["build", "build/.cache", "build/.cache/units"])
def test_nothing_is_kept_through_a_link(tmp_path: Path, away: Path, folder: str) -> None:
    (tmp_path / "dossier" / folder).parent.mkdir(parents=True)
    (tmp_path / "dossier" / folder).symlink_to(away)
    CacheFile(tmp_path / "dossier/build/.cache/units/x.unit", "kind", "").write(b"body")
    assert is_untouched(away)


class Undrawn:
    """In place of the printer."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def print(self, dossier: Dossier, project: Project, report: Report) -> PrintedEdition:
        return PrintedEdition(HtmlDocument("<head></head><body>", (), "</body>", ()), b"%PDF", 1, {})


@pytest.mark.parametrize("folder", ["build", "build/.cache", "build/.cache/units"])
def test_nothing_is_tidied_away_where_a_link_leads(tmp_path: Path, away: Path, folder: str) -> None:
    """Neither what is hidden and old, nor what is too much."""
    units = tmp_path / "dossier/build/.cache/units"
    (tmp_path / "dossier" / folder).parent.mkdir(parents=True)
    (tmp_path / "dossier" / folder).symlink_to(away)
    units.mkdir(parents=True, exist_ok=True)
    for name in (".profile", "x.unit", "letters.txt"):
        (units / name).write_text("precious")
        os.utime(units / name, (0, 0))
    store = Store(units, most=1)
    store.trim()
    assert store.find("x") is None
    assert {file.name for file in units.iterdir()} >= {".profile", "x.unit", "letters.txt"}
    assert (away / "precious").exists()


@pytest.mark.parametrize("folder", ["build", "build/en", "build/.editions"])
def test_a_build_writes_through_no_link(desk: Desk, away: Path, folder: str) -> None:
    (desk.root / folder).parent.mkdir(exist_ok=True)
    (desk.root / folder).symlink_to(away)
    with patch.object(house, "Printer", Undrawn), pytest.raises(MachineLacks, match="is a link"):
        build(desk.project, ())
    assert is_untouched(away)


@pytest.mark.parametrize("folder", ["build", "build/ar"])
def test_that_is_said_before_anything_is_drawn(
    desk: Desk, away: Path, folder: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.root / folder).parent.mkdir(exist_ok=True)
    (desk.root / folder).symlink_to(away)
    monkeypatch.setattr("dossier.build.draw", lambda *_, **__: pytest.fail("it was drawn"))
    assert main(["build", "--project", str(desk.root)]) == Exit.MACHINE
    error = capsys.readouterr().err
    assert f"{folder.rpartition('/')[2]} is a link" in error
    assert LINKS in error


def test_a_build_with_a_cache_that_is_a_link_keeps_nothing(desk: Desk, away: Path) -> None:
    (desk.root / "build").mkdir()
    (desk.root / "build/.cache").symlink_to(away)
    with patch.object(house, "Printer", Undrawn):
        publications, _ = build(desk.project, ())
    assert all(one.is_new for one in publications)
    assert is_untouched(away)


def test_a_build_writes_under_no_name_that_can_be_foreseen(desk: Desk, away: Path) -> None:
    cache = desk.root / "build/.cache"
    cache.mkdir(parents=True)
    for number in range(os.getpid() - 5, os.getpid() + 5):
        (cache / f"current.json.{number}").symlink_to(away / "precious")
    with patch.object(house, "Printer", Undrawn):
        build(desk.project, ())
    assert is_untouched(away)
    assert up_to_date.current_build(str(desk.root), (), False) is not None


def test_names_beside_are_never_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []
    name = atomic.new_name
    monkeypatch.setattr(atomic, "new_name", lambda: names.append(name()) or names[-1])
    for _ in range(20):
        write_all(tmp_path, {"a": b""})
    assert len(set(names)) == len(names) == 40
    assert min(map(len, names)) >= 25
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_a_name_of_250_letters_can_be_written(tmp_path: Path) -> None:
    write_all(tmp_path, {"x" * 250: b"x"})
    assert (tmp_path / ("x" * 250)).read_bytes() == b"x"


def test_an_output_that_is_a_link_takes_its_place(tmp_path: Path, away: Path) -> None:
    (tmp_path / "out.pdf").symlink_to(away / "precious")
    write_one(tmp_path / "out.pdf", b"%PDF")
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF"
    assert is_untouched(away)


def test_an_output_in_a_folder_that_the_user_names_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "by-link").symlink_to("real")
    write_one(tmp_path / "by-link/out.pdf", b"%PDF")
    assert (tmp_path / "real/out.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize("name", ["page.html", "./page.html", "link.html", "hard.html"])
def test_what_is_to_be_printed_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text("<p>words")
    Path("link.html").symlink_to("page.html")
    os.link("page.html", "hard.html")
    assert main(["press", "page.html", "-o", name]) == Exit.USAGE
    assert "is what is to be printed" in capsys.readouterr().err
    assert Path("page.html").read_text() == "<p>words"


@pytest.mark.parametrize("target", ["precious", "nothing"])
@pytest.mark.parametrize(
    "words",
    [["import", str(ORIGINALS / "coastal-pilot.txt"), "--id", "new"], ["add", "document", "New", "--id", "new"]],
    ids=["import", "add"],
)
def test_a_new_record_is_written_through_no_link(desk: Desk, away: Path, words: list[str], target: str) -> None:
    (desk.root / "sources/documents/new.yaml").symlink_to(away / target)
    assert main([*words, "--project", str(desk.root)]) == Exit.USAGE
    assert is_untouched(away)


def test_nor_into_a_folder_that_is_one(desk: Desk, away: Path) -> None:
    (desk.root / "sources/figures").rename(desk.root / "figures")
    (desk.root / "sources/figures").symlink_to(away)
    with pytest.raises(MachineLacks, match="is a link"):
        write_inside(desk.root / "sources/figures/new.yaml", b"x")
    assert is_untouched(away)


# Whose dossier


@pytest.fixture
def below(desk: Desk) -> Path:
    return desk.root / "sources/people"


def test_a_dossier_above_is_found_and_told(
    desk: Desk, below: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(below)
    assert main(["check"]) == Exit.DONE
    assert f"dossier: the dossier in {desk.root}" in capsys.readouterr().err
    monkeypatch.chdir(desk.root)
    assert main(["check"]) == Exit.DONE
    assert "the dossier in" not in capsys.readouterr().err


def test_that_of_somebody_else_above_is_not(desk: Desk, below: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with patch.object(house, "Printer", Undrawn):
        build(desk.project, ())
    assert up_to_date.current_build(str(below), (), False) is not None
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    with pytest.raises(WrongUsage, match="another user's"):
        find(below)
    assert up_to_date.root_of(str(below)) == ""
    assert find(desk.root).root == desk.root  # by its name it may be anybody's


def test_a_dossier_of_ones_own_below_anothers_folder(tmp_path: Path) -> None:
    copy_of_the_harbour(tmp_path / "mine")
    assert find(tmp_path / "mine/sources").root == tmp_path / "mine"
