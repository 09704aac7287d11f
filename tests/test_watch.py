"""Watching: real files, saved as editors save them, and a press that only counts. What is shown are the rounds."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import Desk, Library

from dossier.build import ProgressStep, Session
from dossier.files.project import ORIGINALS, Project
from dossier.files.publication import Publication
from dossier.files.regular_files import LINKS
from dossier.loading import read
from dossier.press.options import BuildOptions
from dossier.problems import MachineLacks, Problem, Report
from dossier.verification.originals import prove
from dossier.watch import LOOK_UP, QUIET, Watcher, WatchRound
from tests.bench.watching import measure

PILOT = "sources/documents/pilot.yaml"
BULLETIN = "sources/documents/bulletin.yaml"
BESIDE = Path(__file__).parent / "dossiers" / "harbour-originals"
SOON = 20.0  #: s that a round may take on a busy machine
STILL = 0.7  #: s in which nothing may happen


@dataclass
class Counting:
    """In place of the press: reads everything as a build does, looks for one more file, and counts."""

    slow: float = 0.0  #: s
    begun: list[float] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)

    def __call__(
        self, project: Project, names: tuple[str, ...], step: ProgressStep, kept: Session, options: BuildOptions
    ) -> tuple[tuple[Publication, ...], list[Problem]]:
        self.begun.append(time.monotonic())
        report = Report()
        if self.fails:
            raise self.fails.pop()
        corpus, _, _ = read(project, report, kept.sources)
        report.stop_if_broken()
        prove(project, corpus, project.originals_folder())
        project.digest("templates/extra.css")
        time.sleep(self.slow)
        return (), report.problems


@dataclass
class Watched:
    """A dossier under watch in another thread."""

    desk: Desk
    watcher: Watcher
    rounds: list[WatchRound]
    press: Counting

    def after(self, number: int) -> WatchRound:
        """The round of that number, from 1; at once if it is over."""
        end = time.monotonic() + SOON
        while len(self.rounds) < number:
            assert time.monotonic() < end, f"no round {number}: {self.rounds}"
            time.sleep(0.01)
        return self.rounds[number - 1]

    def until_healed(self) -> int:
        """The number of the first round, from now on, that is without error."""
        end = time.monotonic() + SOON
        while self.rounds[-1].error:
            assert time.monotonic() < end, f"not healed: {self.rounds[-1]}"
            time.sleep(0.01)
        return len(self.rounds)

    def at_rest(self) -> None:
        """Until it has looked at everything once more: from here on only what the system tells wakes it."""
        time.sleep(QUIET + 2 * LOOK_UP / 1000 + 0.3)

    def none_but(self, number: int) -> None:
        time.sleep(STILL)
        assert len(self.rounds) == number, [one.changed for one in self.rounds]


@contextmanager
def watching(desk: Desk, press: Counting | None = None, poll: bool = False, *, real: bool = False) -> Iterator[Watched]:
    rounds: list[WatchRound] = []
    press = press or Counting()
    watcher = Watcher(desk.project, (), rounds.append, poll=poll, make=None if real else press)
    thread = threading.Thread(target=watcher.run)
    thread.start()
    watched = Watched(desk, watcher, rounds, press)
    try:
        watched.after(1)
        time.sleep(0.3)  # until the watch is set up; that nothing is lost before has its own test
        yield watched
    finally:
        watcher.stop.set()
        thread.join(SOON)
    assert not thread.is_alive()


@pytest.fixture(params=[False, True], ids=["told by the system", "by looking"])
def watched(desk: Desk, request: pytest.FixtureRequest) -> Iterator[Watched]:
    with watching(desk, poll=request.param) as found:
        yield found


# How editors save


def in_place(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def by_rename(file: Path, content: bytes) -> None:
    """As vim and many others: beside it, then renamed; the old one is kept for a moment."""
    beside, old = file.with_name(f".{file.name}.swp"), file.with_name(f"{file.name}~")
    beside.write_bytes(content)
    file.rename(old)
    beside.rename(file)
    old.unlink()


def by_unlink(file: Path, content: bytes) -> None:
    file.unlink()
    file.write_bytes(content)


@pytest.mark.parametrize("save", [in_place, by_rename, by_unlink])
def test_every_way_of_saving_is_one_build(watched: Watched, save: Callable[[Path, bytes], None]) -> None:
    file = watched.desk.root / PILOT
    save(file, file.read_bytes().replace(b"Captain at", b"Master at"))
    assert watched.after(2).changed == (PILOT,)
    watched.none_but(2)


def test_a_broken_save_is_told_and_the_next_good_one_heals(watched: Watched) -> None:
    good = (watched.desk.root / PILOT).read_text("utf-8")
    watched.desk.write(PILOT, good.replace("speaker: shaheen", "speaker: shahin"))
    broken = watched.after(2)
    assert broken.error
    assert [str(problem).partition(" ")[0] for problem in broken.problems] == [f"{PILOT}:50:14:"]
    watched.desk.write(PILOT, good)
    assert watched.after(3).error is None


def test_what_was_looked_for_in_vain_is_waited_for(watched: Watched) -> None:
    watched.desk.write("templates/extra.css", "p {}")
    assert "templates/extra.css" in watched.after(2).changed
    shutil.rmtree(watched.desk.root / "templates")
    assert watched.after(3).error is None


def test_everything_that_a_page_is_made_of_is_watched(desk: Desk, library: Library) -> None:
    """By the real press. A page has no images but those that its template holds."""
    desk.keep_only("en", "colophon")
    library.warm(desk.root)
    shipped = Path(__file__).parents[1]
    shutil.copytree(shipped / "fonts", desk.root / "fonts")
    template, sheet, words = "templates/colophon.html", "templates/colophon.css", "templates/words.yaml"
    face = "fonts/ibm-plex-sans/IBMPlexSans_400Regular.ttf"
    image = '<p>For the harbour <img alt="a dot" src="data:image/svg+xml,{}"></p>'
    dot = "%3Csvg xmlns='http://www.w3.org/2000/svg' width='{}' height='9'/%3E"
    whole = (shipped / template).read_text("utf-8") + image
    saves: list[tuple[str, bytes]] = [
        (PILOT, (desk.root / PILOT).read_bytes().replace(b"b7ac033842", b"b7ac033843")),
        (template, whole.replace("{}", dot.replace("{}", "9")).encode()),
        (template, whole.replace("{}", dot.replace("{}", "7")).encode()),
        (sheet, (shipped / sheet).read_bytes() + b".colophon { margin-top: 0 }"),
        (words, (shipped / words).read_bytes().replace(b"Made from", b"Made out of")),
    ]
    with watching(desk, real=True) as watched:
        for number, (path, content) in enumerate(saves, 2):
            desk.write(path, content)
            last = watched.after(number)
            assert (path, last.error, last.compiled) == (path, None, ("en: colophon",))
            assert path in last.changed
        desk.write(face, b"no font")
        known = len(saves) + 2
        assert (watched.after(known).changed, str(watched.after(known).error)) == ((face,), "1 problem in the fonts")
        shutil.copy(shipped / face, desk.root / face)
        assert (watched.after(known + 1).changed, watched.after(known + 1).error) == ((face,), None)


def test_a_new_source_is_seen(watched: Watched) -> None:
    watched.desk.write("sources/people/صابر.yaml", "name: {ar: صابر, en: Saber}\n")
    assert watched.after(2).changed == ("sources/people/صابر.yaml",)
    assert [problem.message for problem in watched.after(2).problems] == ["'صابر' cannot be an id"]


@pytest.mark.parametrize("path", ["sources/people", "sources", ""], ids=["some sources", "all sources", "all"])
def test_a_folder_that_goes_and_comes_back(watched: Watched, path: str) -> None:
    folder, away = watched.desk.root / path, watched.desk.root.parent / "away"
    shutil.move(folder, away)
    assert watched.after(2).error
    shutil.move(away, folder)
    known = watched.until_healed()
    file = watched.desk.root / "sources/people/rifai.yaml"
    file.write_bytes(file.read_bytes().replace(b"Adel", b"Adil"))  # and is watched again
    assert watched.after(known + 1).changed == ("sources/people/rifai.yaml",)


@pytest.mark.parametrize("poll", [False, True], ids=["told by the system", "by looking"])
def test_originals_are_watched(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, poll: bool) -> None:
    """They lie outside the dossier: one that changes, goes and comes back."""
    shelf = Path(shutil.copytree(BESIDE, tmp_path / "originals"))
    monkeypatch.setenv(ORIGINALS, str(shelf))
    file = shelf / "coastal-pilot.txt"
    before = file.read_bytes()
    with watching(desk, poll=poll) as watched:
        by_rename(file, before + b"more")
        assert watched.after(2).changed == (str(file),)
        file.unlink()
        assert watched.after(3).changed == (str(file),)
        file.write_bytes(before)
        assert watched.after(4).changed == (str(file),)
        file.touch()
        watched.none_but(4)


@pytest.mark.parametrize("poll", [False, True], ids=["told by the system", "by looking"])
def test_an_original_that_is_a_link_is_watched_where_it_lies(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, poll: bool
) -> None:
    """In the folder of originals lies a link to a link to the file, which is on another shelf."""
    shelf = Path(shutil.copytree(BESIDE, tmp_path / "originals"))
    monkeypatch.setenv(ORIGINALS, str(shelf))
    monkeypatch.setenv(LINKS, str(tmp_path))
    far, between = tmp_path / "far" / "scan.txt", tmp_path / "between" / "pilot"
    for folder in (far.parent, between.parent):
        folder.mkdir()
    file = shelf / "coastal-pilot.txt"
    file.rename(far)
    between.symlink_to("../far/scan.txt")
    file.symlink_to(between)
    before = far.read_bytes()
    with watching(desk, poll=poll) as watched:
        watched.at_rest()
        far.write_bytes(before + b"more")
        assert watched.after(2).changed == (str(file),)
        watched.at_rest()
        by_rename(far, before)
        assert watched.after(3).changed == (str(file),)
        watched.at_rest()
        (far.parent / "newer.txt").write_bytes(b"another")
        between.unlink()
        between.symlink_to("../far/newer.txt")
        assert watched.after(4).changed == (str(file),)
        watched.none_but(4)


@pytest.mark.parametrize("poll", [False, True], ids=["told by the system", "by looking"])
def test_sources_that_are_links_are_watched_where_they_lie(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, poll: bool
) -> None:
    """A file that is a link, and a folder that is one: what is changed, written or deleted there wakes it."""
    monkeypatch.setenv(LINKS, os.pathsep.join([str(tmp_path / "far.yaml"), str(tmp_path / "people")]))
    far, people = tmp_path / "far.yaml", tmp_path / "people"
    file = desk.root / PILOT
    file.rename(far)
    file.symlink_to(os.path.relpath(far, file.parent))
    (desk.root / "sources/people").rename(people)
    (desk.root / "sources/people").symlink_to(people)
    with watching(desk, poll=poll) as watched:
        assert watched.after(1).error is None
        watched.at_rest()
        far.write_bytes(far.read_bytes().replace(b"Captain at", b"Master at"))
        assert watched.after(2).changed == (PILOT,)
        rifai = people / "rifai.yaml"
        watched.at_rest()
        by_rename(rifai, rifai.read_bytes().replace(b"Adel", b"Adil"))
        assert watched.after(3).changed == ("sources/people/rifai.yaml",)
        (people / "new.yaml").write_bytes(rifai.read_bytes())
        assert "sources/people/new.yaml" in watched.after(4).changed
        (people / "new.yaml").unlink()
        assert "sources/people/new.yaml" in watched.after(5).changed
        watched.none_but(5)


@pytest.mark.parametrize("poll", [False, True], ids=["told by the system", "by looking"])
def test_a_link_that_leads_nowhere_yet_is_waited_for(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, poll: bool
) -> None:
    monkeypatch.setenv(LINKS, str(tmp_path / "far"))
    file, far = desk.root / PILOT, tmp_path / "far" / "pilot.yaml"
    content = file.read_bytes()
    file.unlink()
    file.symlink_to(far)
    with watching(desk, poll=poll) as watched:
        assert watched.after(1).error
        watched.at_rest()
        far.parent.mkdir()
        far.write_bytes(content)
        watched.until_healed()


def test_a_folder_of_originals_that_is_not_there_is_waited_for(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "below" / "originals"
    monkeypatch.setenv(ORIGINALS, str(shelf))
    with watching(desk) as watched:
        assert "is no folder of originals" in str(watched.after(1).error)
        shutil.copytree(BESIDE, shelf)
        known = watched.until_healed()
        (shelf / "coastal-pilot.txt").write_bytes(b"another")
        assert watched.after(known + 1).changed == (str(shelf / "coastal-pilot.txt"),)


def test_a_folder_that_is_deleted_and_written_anew(watched: Watched, tmp_path: Path) -> None:
    """As a branch that is checked out does it."""
    folder = watched.desk.root / "sources"
    shutil.copytree(folder, tmp_path / "kept")
    shutil.rmtree(folder)
    watched.desk.write("sources/people/rifai.yaml", "name: {ar: x, en: y}\n")
    time.sleep(STILL)
    shutil.copytree(tmp_path / "kept", folder, dirs_exist_ok=True)
    watched.until_healed()
    time.sleep(STILL)
    known = len(watched.rounds)
    watched.desk.edit("sources/people/rifai.yaml", "Adel al-Rifai", "Adil al-Rifai")
    assert watched.after(known + 1).changed == ("sources/people/rifai.yaml",)


def test_what_changes_nothing_builds_nothing(watched: Watched) -> None:
    (watched.desk.root / PILOT).touch()
    by_rename(watched.desk.root / PILOT, (watched.desk.root / PILOT).read_bytes())
    watched.desk.write("build/ar/briefing.pdf", b"%PDF")
    watched.desk.write("sources/documents/.pilot.yaml.swp", b"x")
    watched.none_but(1)


# Bursts, and saves at the wrong moment


def test_a_burst_is_one_build(desk: Desk) -> None:
    with watching(desk) as watched:
        for path in (desk.root / "sources").rglob("*.yaml"):
            path.write_bytes(path.read_bytes() + b"\n# saved\n")
        assert len(watched.after(2).changed) == len(list((desk.root / "sources").rglob("*.yaml")))
        watched.none_but(2)


def test_an_edit_during_a_build_is_not_lost(desk: Desk) -> None:
    with watching(desk, Counting(slow=0.5)) as watched:
        desk.edit(PILOT, "Captain at", "Master at")
        while len(watched.press.begun) < 2:
            time.sleep(0.01)
        time.sleep(0.2)
        desk.edit(PILOT, "Master at", "Mate at")
        desk.edit(BULLETIN, "date_at: line 2", "date_at: line 3")
        watched.after(3)
        watched.none_but(3)
        assert set(watched.rounds[2].changed) == {PILOT, BULLETIN}


def test_an_edit_before_the_watch_is_set_up_is_not_lost(desk: Desk) -> None:
    rounds: list[WatchRound] = []
    watcher = Watcher(desk.project, (), rounds.append, make=Counting())

    def tell(last: WatchRound) -> None:
        rounds.append(last)
        if len(rounds) == 1:
            desk.edit(PILOT, "Captain at", "Master at")  # the first build is over, the watch not yet begun
        else:
            watcher.stop.set()

    watcher.tell = tell
    watcher.run()
    assert [one.changed for one in rounds] == [(), (PILOT,)]


@pytest.mark.parametrize("error", [RuntimeError("a fault"), MachineLacks("the disk is full")])
def test_no_error_ends_it_and_any_save_tries_again(desk: Desk, error: Exception) -> None:
    with watching(desk) as watched:
        watched.press.fails.append(error)
        desk.edit(PILOT, "Captain at", "Master at")
        assert str(error) in str(watched.after(2).error)
        (desk.root / PILOT).touch()
        assert watched.after(3).error is None


def test_a_system_that_tells_nothing_is_looked_after(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not told of is found when it is quiet."""

    def silent(self: Watcher, folders: object) -> Iterator[set[object]]:
        while not self.stop.wait(0.05):
            yield set()

    monkeypatch.setattr(Watcher, "_events", silent)
    with watching(desk) as watched:
        desk.edit(PILOT, "Captain at", "Master at")
        assert watched.after(2).changed == (PILOT,)


# For long


@pytest.mark.long
def test_500_builds_take_no_more_memory_than_one(desk: Desk) -> None:
    def resident() -> int:
        """KiB; Linux."""
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024

    with watching(desk) as watched:
        sizes = []
        for number in range(500):
            desk.write(PILOT, (desk.root / PILOT).read_bytes() + b"# %d\n" % number)
            watched.after(number + 2)
            sizes.append(resident())
        assert max(sizes[400:]) - min(sizes[50:150]) < 2_000, sizes[::50]


@pytest.mark.long
def test_120_builds_by_the_real_press_take_no_more_memory_than_60(tmp_path: Path) -> None:
    """`python -m tests.bench.watching` tells of 500, and of stylesheets that change."""
    measured = measure(120, tmp_path / "harbour", sheets=0)
    assert measured.growth < 4_000, measured.resident[::12]
