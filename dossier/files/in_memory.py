"""A folder that lies on no disk: its files are given as bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from dossier.files.cache import NO_CACHE
from dossier.files.listing import FolderEntry
from dossier.files.project import FileSnapshot, Project
from dossier.problems import WrongUsage

_ROOT = Path(os.devnull) / "memory"  #: where nothing can be


def project_of(files: Mapping[str, bytes], cache: Path = NO_CACHE) -> Project:
    """A project that has seen these files already, and has no others. They are named as in a folder: "sources/x.yaml".

    `WrongUsage` for a name that no file of a folder can have, and for a file inside of another.
    """
    project = Project(_ROOT, cache=cache)
    folders: dict[str, dict[str, FolderEntry]] = {}
    for name, content in files.items():
        _check_name(name)
        sha256 = hashlib.sha256(content).hexdigest()
        project.snapshots[name] = FileSnapshot(str(_ROOT / name), "", bytes(content), sha256)
        is_file = True
        for path in (PurePosixPath(name), *PurePosixPath(name).parents[:-1]):
            entry = FolderEntry(path.name, is_file=is_file, is_folder=not is_file)
            if folders.setdefault(str(_ROOT / path.parent), {}).setdefault(path.name, entry) != entry:
                raise WrongUsage(f"{path} is a file and a folder", "Leave one of them out.")
            is_file = False
    for place, entries in folders.items():
        visible = {name: entry for name, entry in sorted(entries.items()) if not name.startswith(".")}
        project.listings[place] = visible
    return project


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if not path.name or path.is_absolute() or ".." in path.parts or str(path) != name or "\\" in name or "\0" in name:
        raise WrongUsage(f"{name!r} is not the name of a file in a folder", "Name it like this: sources/dossier.yaml")
