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
    is_file: bool  #: or anything else but a folder, and any link: whoever reads it tells that it is none
    is_folder: bool


Listing = Mapping[str, FolderEntry]  #: by name, in order, without what is hidden


def listing_of(place: str) -> Listing | None:
    """What lies in a folder; None if there is no such folder."""
    try:
        with os.scandir(place) as entries:
            items = [
                FolderEntry(e.name, not e.is_dir() or e.is_symlink(), e.is_dir()) for e in entries if e.name[0] != "."
            ]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise WrongUsage(f"the folder {place} cannot be read: {error.strerror}", "Mend its rights") from error
    return {entry.name: entry for entry in sorted(items, key=lambda entry: entry.name)}


def entry_at(place: str) -> FolderEntry | None:
    """What lies at a place, as its folder would list it."""
    path = Path(place)
    is_folder = path.is_dir()
    return FolderEntry(path.name, not is_folder or path.is_symlink(), is_folder) if os.path.lexists(path) else None
