"""Build, and build again whenever something that was read changes, was looked for and appears, or goes away.

Watched is what the last build looked at: the folders of its files, wherever they lie. What the system tells is only a
hint: whether anything has changed is decided by content, and once it is quiet after a build everything is looked at
again, so a change that the system failed to tell, or one that came while a watch was being set up, is not lost.
Changes wait while a build is running. Nothing but the user ends it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from dossier.build import ProgressStep, Session, make, remember
from dossier.files import up_to_date
from dossier.files.project import Project
from dossier.files.publication import Publication
from dossier.press.options import DEFAULT_OPTIONS, BuildOptions, with_pool
from dossier.problems import Broken, DossierError, Problem

if TYPE_CHECKING:
    from watchfiles import Change

TOGETHER = 20  #: ms of quiet that end a burst
LONGEST = 500  #: ms after which a burst that does not end is built all the same
LOOK_UP = 100  #: ms between two looks at whether it is quiet
QUIET = 1.0  #: s after which there is time for what can wait
POLL = 300  #: ms between two looks at every file, where the system tells nothing of changes

#: Builds once: what `make` of dossier.build does.
Make = Callable[
    [Project, tuple[str, ...], ProgressStep, Session, BuildOptions], tuple[tuple[Publication, ...], list[Problem]]
]


@dataclass(frozen=True, slots=True)
class WatchRound:
    """One build, and what it was made for."""

    changed: tuple[str, ...]  #: paths; none for the first build
    seconds: float
    publications: tuple[Publication, ...] = ()
    problems: tuple[Problem, ...] = ()
    compiled: tuple[str, ...] = ()  #: chapters that were drawn, the others being as before: "ar: timeline"
    error: DossierError | None = None


@dataclass(slots=True)
class Watcher:
    """A dossier that is being watched."""

    project: Project
    names: tuple[str, ...]  #: of the editions; all if none is named
    tell: Callable[[WatchRound], None]
    step: ProgressStep = lambda words: None
    poll: bool = False
    options: BuildOptions = DEFAULT_OPTIONS
    stop: Event = field(default_factory=Event)
    make: Make | None = None  #: another way to build, for tests
    session: Session = field(default_factory=Session)
    program: dict[str, up_to_date.Entry] = field(default_factory=up_to_date.program)  #: as it was when it was started
    last: WatchRound | None = None

    def run(self) -> None:
        """Build and wait, until `stop` is set or the user interrupts."""
        with nullcontext(self.options) if self.make else with_pool(self.options) as self.options:
            self._watch()

    def _watch(self) -> None:
        self._build(())
        gc.collect()
        gc.freeze()  # what has been read stays; to look through it again and again takes longer than a build
        while not self.stop.is_set():
            folders = self._folders()
            with closing(self._events(folders)) as events:
                next(events, None)  # the watch is set up now: what happened before it was, it cannot tell
                self._take(self._suspects())
                self._follow(events, folders)

    def _follow(self, events: Iterator[set[tuple[Change, str]]], folders: Sequence[str]) -> None:
        """Take what comes until other folders are to be watched, or one of these may be another than it was."""
        busy, last = True, time.monotonic()
        for batch in events:
            places = [place for _, place in batch]
            if places:
                self._take(places)
                busy, last = True, time.monotonic()
            elif busy and time.monotonic() - last > QUIET:
                busy = False
                self._rest()
            else:
                continue
            if not set(folders).isdisjoint(places) or self._folders() != folders:
                return

    def _take(self, places: Sequence[str]) -> None:
        """Build again if any of these places is not as it was, and in any case if no file was to blame last time."""
        try:
            changed = self.project.changed(places)
        except DossierError as error:
            self._tell(WatchRound(tuple(map(self.project.path_of, places)), 0.0, error=error))
            return
        failed = self.last and self.last.error and not isinstance(self.last.error, Broken)
        if changed or (places and failed):
            self._build(tuple(changed or map(self.project.path_of, places)))

    def _suspects(self) -> list[str]:
        try:
            return self.project.suspects()
        except DossierError:  # a folder that cannot be read; the next build will tell
            return []

    def _build(self, changed: tuple[str, ...]) -> None:
        start = time.perf_counter()
        try:
            publications, warnings = (self.make or make)(
                self.project, self.names, self.step, self.session, self.options
            )
        except DossierError as error:
            problems = tuple(error.problems) if isinstance(error, Broken) else ()
            self._tell(WatchRound(changed, time.perf_counter() - start, problems=problems, error=error))
        except Exception as error:  # whatever it is, the next save may mend it
            fault = DossierError(f"{type(error).__name__}: {error}")
            self._tell(WatchRound(changed, time.perf_counter() - start, error=fault))
        else:
            compiled = tuple(self.session.compiled)
            took = time.perf_counter() - start
            self._tell(WatchRound(changed, took, publications, tuple(warnings), compiled))

    def _tell(self, last: WatchRound) -> None:
        self.last = last
        self.tell(last)

    def _rest(self) -> None:
        """What can wait until it is quiet: what nobody told, what the next process should know, what is of no use."""
        self._take(self._suspects())
        if self.last and self.last.publications and not self.session.may_pass:
            remember(self.project, self.last.publications, self.last.problems, self.program, self.options)
        gc.collect()  # what a stylesheet that has changed leaves behind is large, and lies in circles

    def _events(self, folders: Sequence[str]) -> Generator[set[tuple[Change, str]], None, None]:
        from watchfiles import watch  # 30 ms, and only to wait

        return watch(
            *folders,
            watch_filter=None,
            debounce=LONGEST,
            step=TOGETHER,
            stop_event=self.stop,
            rust_timeout=LOOK_UP,
            yield_on_timeout=True,
            force_polling=self.poll,
            poll_delay_ms=POLL,
            recursive=False,
            ignore_permission_denied=True,
        )

    def _folders(self) -> list[str]:
        """The folders of all that was looked at, or, of those that are not there, the nearest above that is."""
        return sorted({str(_nearest(Path(folder))) for folder in self.project.folders_seen()})


def _nearest(folder: Path) -> Path:
    return next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
