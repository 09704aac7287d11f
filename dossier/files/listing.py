"""What lies in a folder, without what is hidden."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.problems import WrongUsage


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """What lies in a folder."""

    name: str
    is_file: bool  #: or a link, so that one that leads nowhere is told
    is_folder: bool


Listing = Mapping[str, FolderEntry]  #: by name, in order, without what is hidden


def listing_of(place: str) -> Listing | None:
    """What lies in a folder; None if there is no such folder."""
    try:
        with os.scandir(place) as entries:
            items = [
                FolderEntry(e.name, e.is_file() or e.is_symlink(), e.is_dir()) for e in entries if e.name[0] != "."
            ]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise WrongUsage(f"the folder {place} cannot be read: {error.strerror}", "Mend its rights") from error
    return {entry.name: entry for entry in sorted(items, key=lambda entry: entry.name)}


def entry_at(place: str) -> FolderEntry | None:
    """What lies at a place, as its folder would list it."""
    path = Path(place)
    entry = FolderEntry(path.name, path.is_file() or path.is_symlink(), path.is_dir())
    return entry if entry.is_file or entry.is_folder or path.exists() else None
