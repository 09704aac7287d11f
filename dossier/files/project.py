"""The one door to files and to the date: everything a build reads comes through here and is remembered by content.

A path is a string relative to the dossier's folder, with forward slashes. `templates/` and `fonts/` are looked for in
the dossier first and then in what ships with the package, so a dossier may bring its own timeline and keep the rest.

Each file and each folder is looked at once, so whatever is made in one go is made of the same bytes. Whoever keeps a
project for longer tells it what has `changed`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier.files import regular_files, symlinks
from dossier.files.listing import Listing, entry_at, listing_of
from dossier.files.publication import CACHE
from dossier.files.reading_limits import reading_limits
from dossier.files.regular_files import MOST_BYTES, RefusedFile
from dossier.files.up_to_date import LINKS, ORIGINALS, root_of, stamp_of
from dossier.problems import WrongUsage

MARK = "sources/dossier.yaml"  #: the file that makes a folder a dossier
SHIPPED = ("templates", "fonts")
MOST_TOGETHER = 1 << 30  #: bytes of all files of a dossier, its originals not counted
BESIDE = "originals"  #: a folder of the dossier that is taken for that of its originals, if none is named
_PACKAGE = Path(__file__).resolve().parents[1]


class NotThere(Exception):
    """A file that was asked for and is not there, or cannot be read; the text says why."""


class NotRead(NotThere):
    """One that is there, and is not what may be read: a device, a pipe, too large, or elsewhere by a link."""


@dataclass(frozen=True, slots=True)
class FileSnapshot:
    """A file that was looked at."""

    place: str  #: where on the machine
    missed: str  #: where it was looked for before; "" if it was found at once
    content: bytes | None = field(compare=False)  #: None if it cannot be read, or is not kept
    digest: str  #: SHA-256; "" if it cannot be read
    why: str = ""  #: it cannot be read
    stamp: tuple[int, ...] = field(default=(), compare=False)  #: as in up_to_date.py
    is_refused: bool = False  #: it is there, and may not be read
    through: tuple[str, ...] = ()  #: if it is a link: the places that it leads through, the last being the file's own


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A folder as it is now. If all of its files are still there, and no others, it knows what makes it new."""

    before: Version | None = None
    paths: frozenset[str] = frozenset()  #: of the files that have changed since


@dataclass(slots=True)
class Project:
    """A dossier's folder, and what has been seen of it."""

    root: Path
    snapshots: dict[str, FileSnapshot] = field(default_factory=dict)  #: by path
    listings: dict[str, Listing | None] = field(default_factory=dict)  #: by place; None: there is no such folder
    versions: dict[str, Version] = field(default_factory=dict)  #: by place of a folder
    keeps: bool = True  #: the contents of files; if not, each is read again whenever it is asked for
    beside: Project | None = None  #: the folder of the originals, once it was asked for
    cache: Path = Path(CACHE)  #: the folder of what is kept from one process to the next: in `root`, or anywhere
    most: int = MOST_BYTES  #: bytes of a file
    _roots: tuple[str, ...] = field(init=False, repr=False)  #: where its files lie, resolved
    _bytes_kept: int = field(default=0, init=False, repr=False)  #: bytes of all contents

    def __post_init__(self) -> None:
        self.root = Path(os.path.realpath(self.root))
        self._roots = (str(self.root), *(os.path.realpath(shipped_path(folder)) for folder in SHIPPED))

    @property
    def cache_folder(self) -> Path:
        return self.root / self.cache

    def snapshot(self, path: str) -> FileSnapshot:
        """A file as it was when it was first looked at."""
        snapshot = self.snapshots.get(path)
        if snapshot is None:
            most = min(self.most, MOST_TOGETHER - self._bytes_kept)
            snapshot = _snapshot_of(self.root / path, self.locate(path), self._roots, most)
            if self.keeps:
                self._bytes_kept += len(snapshot.content or b"")
            self.snapshots[path] = snapshot if self.keeps else replace(snapshot, content=None)
        return snapshot

    def read(self, path: str) -> bytes:
        """The bytes of a file; `NotThere` if it cannot be read."""
        if not self.keeps:
            self.snapshots.pop(path, None)
        snapshot = self.snapshot(path)
        if snapshot.content is None:
            raise (NotRead if snapshot.is_refused else NotThere)(snapshot.why)
        return snapshot.content

    def digest(self, path: str) -> str:
        """SHA-256 of a file; "" if it cannot be read."""
        return self.snapshot(path).digest

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 of every file read; "" for one that was missing."""
        return {path: snapshot.digest for path, snapshot in self.snapshots.items()}

    def names(self, folder: str, suffix: str) -> list[str]:
        """Paths of the files in a folder with that suffix, in order; hidden files are not listed."""
        places = [f"{self.root}/{folder}"]
        if folder.partition("/")[0] in SHIPPED:
            places.append(str(shipped_path(folder)))
        files = {entry.name for place in places for entry in (self._entries(place) or {}).values() if entry.is_file}
        return [f"{folder}/{name}" for name in sorted(files) if name.endswith(suffix)]

    def folders(self, folder: str) -> list[str]:
        """Names of the folders in a folder of the dossier, in order; hidden ones are not listed."""
        return [entry.name for entry in (self._entries(f"{self.root}/{folder}") or {}).values() if entry.is_folder]

    def has_folder(self, folder: str) -> bool:
        return self._entries(f"{self.root}/{folder}") is not None

    def version(self, folder: str) -> Version:
        """Stays the same object as long as the folder of the dossier and the files right in it do."""
        return self.versions.setdefault(f"{self.root}/{folder}", Version())

    def changed(self, places: Iterable[str]) -> list[str]:
        """Look again at what lies, or lay, at these places on the machine. Paths of what is not as it was."""
        places = list(dict.fromkeys(self._also_called(places)))
        files: dict[str, set[str]] = {}  #: folder -> paths of its files with other content
        entries: dict[str, set[str]] = {}  #: folder -> paths of what has come or gone
        for place in places:
            self._look_again(place, files, entries)
        for folder, paths in files.items():
            if before := self.versions.get(folder):
                self.versions[folder] = Version(before, frozenset(paths))
        for folder in entries:
            self.versions.pop(folder, None)
        outside = [str(self.beside.root / path) for path in self.beside.changed(places)] if self.beside else []
        return [*sorted({path for table in (files, entries) for paths in table.values() for path in paths}), *outside]

    def suspects(self) -> list[str]:
        """Places that may not be as they were: all but the files whose times tell that they have been at rest."""
        files = [
            snapshot.place
            for snapshot in self.snapshots.values()
            if not snapshot.stamp or _stamp(snapshot.place) != snapshot.stamp
        ]
        missed = [
            snapshot.missed
            for snapshot in self.snapshots.values()
            if snapshot.missed and os.path.lexists(snapshot.missed)
        ]
        entries = []
        for folder, listing in self.listings.items():
            before, now = listing or {}, listing_of(folder) or {}
            names = before.keys() | now.keys()
            entries += [f"{folder}/{name}" for name in names if before.get(name) != now.get(name)]
        return [*files, *missed, *entries, *(self.beside.suspects() if self.beside else ())]

    def all_snapshots(self) -> list[FileSnapshot]:
        """All files that were looked at, the originals too."""
        return [*self.snapshots.values(), *(self.beside.snapshots.values() if self.beside else ())]

    def listed_folders(self) -> list[str]:
        """Places of all folders that were listed, that of the originals too."""
        return [*self.listings, *(self.beside.listings if self.beside else ())]

    def folders_seen(self) -> set[str]:
        """Places of the folders of all that was looked at, those that are not there too."""
        places = [snapshot.missed or snapshot.place for snapshot in self.snapshots.values()]
        above = {folder.rpartition("/")[0] for folder in self.listings}
        outside = self.beside.folders_seen() if self.beside else set()
        places += [place for snapshot in self.snapshots.values() for place in snapshot.through]
        return {place.rpartition("/")[0] for place in places} | set(self.listings) | above | outside

    def _also_called(self, places: Iterable[str]) -> Iterator[str]:
        """Places, and what else those are called that a link leads to: the system tells of a file by one name only."""
        linked: dict[str, list[str]] = {}
        for snapshot in self.snapshots.values():
            for place in snapshot.through:
                linked.setdefault(symlinks.with_real_folder(place), []).append(snapshot.place)
        for folder in self.folders_seen():
            if (resolved := os.path.realpath(folder)) != folder:
                linked.setdefault(resolved, []).append(folder)
        for place in places:
            yield place
            if linked:
                resolved = symlinks.with_real_folder(place)
                folder, _, name = resolved.rpartition("/")
                yield from linked.get(resolved, ())
                yield from (f"{other}/{name}" for other in linked.get(folder, ()))

    def _look_again(self, place: str, files: dict[str, set[str]], entries: dict[str, set[str]]) -> None:
        for path in self._places_seen(place):
            snapshot = self.snapshots.pop(path)
            self._bytes_kept -= len(snapshot.content or b"")
            if snapshot != self.snapshot(path):
                files.setdefault(f"{self.root}/{path}".rpartition("/")[0], set()).add(path)
        for folder in [folder for folder in self.listings if f"{folder}/".startswith(f"{place}/")]:
            self.versions.pop(folder, None)  # also if it cannot be read now
            before, now = self.listings.pop(folder) or {}, self._entries(folder) or {}
            for name in {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}:
                entries.setdefault(folder, set()).add(self.path_of(f"{folder}/{name}"))
        folder, _, name = place.rpartition("/")
        is_listed = folder in self.listings and not name.startswith(".")
        if is_listed and (self.listings[folder] or {}).get(name) != entry_at(place):
            del self.listings[folder]
            entries.setdefault(folder, set()).add(self.path_of(place))

    def path_of(self, place: str) -> str:
        """A place on the machine, as a curator calls it."""
        return place.removeprefix(f"{self.root}/")

    def _places_seen(self, place: str) -> list[str]:
        """Paths of the files that were looked for at a place, or, if it is no such file, below it."""
        paths = [path for path in self._paths_of(place) if path in self.snapshots]
        below = f"{place}/"
        return paths or [
            path
            for path, snapshot in self.snapshots.items()
            if snapshot.place.startswith(below) or snapshot.missed.startswith(below)
        ]

    def _paths_of(self, place: str) -> Iterator[str]:
        """The paths that a place on the machine can have been asked for by."""
        yield place
        for root in (str(self.root), str(shipped_path(""))):
            if place.startswith(f"{root}/"):
                yield place[len(root) + 1 :]

    def _entries(self, place: str) -> Listing | None:
        if place not in self.listings:
            self.listings[place] = listing_of(place)
        return self.listings[place]

    def locate(self, path: str) -> Path:
        """Where a file is: in the dossier itself, or, for templates and fonts, with the package."""
        if path in self.snapshots:  # which may lie on no disk
            return Path(self.snapshots[path].place)
        own = self.root / path
        if path.partition("/")[0] in SHIPPED and not os.path.lexists(own):
            return shipped_path(path)
        return own

    def originals_folder(self, named: str = "", configured: str = "") -> Path | None:
        """The folder of the originals that a command or else the environment names, `WrongUsage` if it is none; or else
        the one that the dossier has `configured`, or `originals/` in it, if that is there.
        """
        if name := named or os.environ.get(ORIGINALS, ""):
            folder = Path(name).resolve()
            if self.originals(folder)._entries(str(folder)) is None:
                advice = f"Name it with --originals DIR, or unset {ORIGINALS}."
                raise WrongUsage(f"{name} is no folder of originals", advice)
            return folder
        self.beside = None
        place = os.path.normpath(f"{self.root}/{configured or BESIDE}")
        if self._entries(place) is None or not regular_files.is_inside(os.path.realpath(place), self._roots[:1]):
            return None
        return self.originals(Path(place).resolve()).root

    def why_not_beside(self, configured: str) -> tuple[str, str]:
        """Why the folder of originals that the dossier has configured is not looked into, and what to do."""
        hint = f"name it on the command line (--originals), or with {ORIGINALS}"
        if self._entries(os.path.normpath(f"{self.root}/{configured}")) is None:
            return f"there is no folder {configured} of originals", hint
        message = f"the originals in {configured} are not looked into, for that leads out of the dossier"
        return message, f"{hint}, or let links lead there ({LINKS})"

    def originals(self, folder: Path) -> Project:
        """The originals, which lie outside the dossier: what is seen of them is part of what it was made from.

        Their contents are not kept, for they are large, and wanted only where they have changed.
        """
        if self.beside is None or self.beside.root != folder:
            self.beside = Project(folder, keeps=False, most=reading_limits().size)
        return self.beside


def _snapshot_of(own: Path, place: Path, roots: tuple[str, ...], most: int) -> FileSnapshot:
    """The file at `place`, which was looked for at `own` first."""
    missed, through = "" if own == place else str(own), symlinks.link_targets(place)
    try:
        content, status = regular_files.read(place, roots, most)
    except OSError as error:
        is_refused = isinstance(error, RefusedFile)
        why = error.strerror or str(error)
        return FileSnapshot(str(place), missed, None, "", why, is_refused=is_refused, through=through)
    digest = hashlib.sha256(content).hexdigest()
    return FileSnapshot(str(place), missed, content, digest, stamp=stamp_of(status), through=through)


def _stamp(place: str) -> tuple[int, ...]:
    try:
        return stamp_of(Path(place).stat())
    except OSError:
        return ()


def shipped_path(path: str) -> Path:
    """A file or folder that came with the package: beside it in a checkout, inside it in a wheel."""
    inside = _PACKAGE / "shipped" / path
    return inside if inside.exists() else _PACKAGE.parent / path


def starter() -> Path:
    """The folder that `dossier new` copies."""
    return _PACKAGE / "starter"


def find(start: Path) -> Project:
    """The dossier that `start` lies in: the nearest folder upward that holds sources/dossier.yaml.

    Upward it is only looked for in folders of who runs this: in another's, nobody would know what he opens.
    """
    start = start.resolve()
    if root := root_of(str(start)):
        return Project(Path(root))
    if (start / "sources").is_dir():
        raise WrongUsage(f"{start} has a sources folder but no {MARK}", "Write that file, or see: dossier new DIR")
    for folder in start.parents:
        if (folder / MARK).is_file():
            message = f"no dossier in {start}, and that in {folder} is not asked: a folder on the way is another user's"
            raise WrongUsage(message, f"If you mean it: --project {folder}")
    raise WrongUsage(f"no dossier in {start}: there is no {MARK} here or above", "Make one with: dossier new DIR")
