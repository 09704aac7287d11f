"""The one door to files and to the date: everything a build reads comes through here and is remembered by content.

A path is a string relative to the dossier's folder, with forward slashes. `templates/` and `fonts/` are looked for in
the dossier first and then in what ships with the package, so a dossier may bring its own timeline and keep the rest.
"""

from __future__ import annotations

import datetime
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from dossier.problems import WrongUsage

MARK = "sources/dossier.yaml"  #: the file that makes a folder a dossier
SHIPPED = ("templates", "fonts")
_PACKAGE = Path(__file__).resolve().parent


class NotThere(Exception):
    """A file that was asked for and is not there, or cannot be read; the text says why."""


@dataclass(slots=True)
class Project:
    """A dossier's folder, and what has been read of it."""

    root: Path
    digests: dict[str, str] = field(default_factory=dict)  #: SHA-256 of every file read; "" for one that was missing

    def read(self, path: str) -> bytes:
        """The bytes of a file, its digest remembered; `NotThere` if it cannot be read."""
        try:
            content = self.locate(path).read_bytes()
        except OSError as error:
            self.digests[path] = ""
            raise NotThere(error.strerror or str(error)) from error
        self.digests[path] = hashlib.sha256(content).hexdigest()
        return content

    def names(self, folder: str, suffix: str) -> list[str]:
        """Paths of the files in a folder with that suffix, in order; hidden files are not listed."""
        places = [self.root / folder]
        if folder.partition("/")[0] in SHIPPED:
            places.append(shipped(folder))
        entries = [entry for place in places for entry in _entries(place)]
        found = {entry.name for entry in entries if entry.is_file() or entry.is_symlink()}  # a broken link is told
        return [f"{folder}/{name}" for name in sorted(found) if name.endswith(suffix) and not name.startswith(".")]

    def folders(self, folder: str) -> list[str]:
        """Names of the folders in a folder of the dossier, in order; hidden ones are not listed."""
        found = [entry.name for entry in _entries(self.root / folder) if entry.is_dir()]
        return sorted(name for name in found if not name.startswith("."))

    def has_folder(self, folder: str) -> bool:
        return (self.root / folder).is_dir()

    def locate(self, path: str) -> Path:
        """Where a file is: in the dossier itself, or, for templates and fonts, with the package."""
        own = self.root / path
        if path.partition("/")[0] in SHIPPED and not own.exists():
            return shipped(path)
        return own

    @property
    def today(self) -> datetime.date:
        """The date of the build: SOURCE_DATE_EPOCH if set. Only for what is not printed."""
        return (_epoch() or datetime.datetime.now(datetime.UTC)).date()

    def made(self, newest: datetime.date) -> str:
        """When a file says it was made, in W3C's form: the date of its newest source, or SOURCE_DATE_EPOCH."""
        epoch = _epoch()
        return epoch.strftime("%Y-%m-%dT%H:%M:%SZ") if epoch else newest.isoformat()


def _epoch() -> datetime.datetime | None:
    """What SOURCE_DATE_EPOCH says (reproducible-builds.org), for whoever wants a file to bear another date."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if not said:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(said), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        advice = "It is a number of seconds since 1970, or is not set."
        raise WrongUsage(f"SOURCE_DATE_EPOCH is not a time: {said}", advice) from error


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder; nothing if there is no such folder."""
    try:
        return list(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise WrongUsage(f"the folder {folder} cannot be read: {error.strerror}", "Mend its rights") from error


def shipped(path: str) -> Path:
    """A file or folder that came with the package: beside it in a checkout, inside it in a wheel."""
    inside = _PACKAGE / "shipped" / path
    return inside if inside.exists() else _PACKAGE.parent / path


def starter() -> Path:
    """The folder that `dossier new` copies."""
    return _PACKAGE / "starter"


def find(start: Path) -> Project:
    """The dossier that `start` lies in: the nearest folder upward that holds sources/dossier.yaml."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return Project(folder)
    if (start / "sources").is_dir():
        raise WrongUsage(f"{start} has a sources folder but no {MARK}", "Write that file, or see: dossier new DIR")
    raise WrongUsage(f"no dossier in {start}: there is no {MARK} here or above", "Make one with: dossier new DIR")
