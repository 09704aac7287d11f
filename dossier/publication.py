"""Finished files in build/<edition>/, written whole or not at all: a failed build leaves yesterday's in place."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from dossier.current import Done
from dossier.problems import MachineLacks, Place, Problem

FOLDER = "build"
CACHE = f"{FOLDER}/.cache"
MANIFEST = "manifest.json"
MANIFEST_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Publication:
    """What one edition came out as. Paths are absolute."""

    edition: str
    pdf: Path
    html: Path
    manifest: Path
    pages: int
    changed: bool  #: whether any of the files differs from what was there before
    is_new: bool = False  #: whether the files have been written now

    @property
    def files(self) -> tuple[Path, ...]:
        return self.pdf, self.html, self.manifest


def publish(
    root: Path, edition: str, pages: int, pdf: bytes, html: str, made_from: Mapping[str, object]
) -> Publication:
    """Write the three files of an edition beside their places, then put all in place."""
    folder = root / FOLDER / edition
    files = {"briefing.pdf": pdf, "briefing.html": html.encode()}
    manifest = {
        "format": MANIFEST_FORMAT,
        "edition": edition,
        "pages": pages,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        **made_from,
    }
    files[MANIFEST] = msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=2) + b"\n"
    changed = any(_differs(folder / name, content) for name, content in files.items())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all(folder, files)
    except OSError as error:
        raise MachineLacks(
            f"cannot write to {folder}: {error.strerror}", "Free the disk or mend its permissions."
        ) from error
    return replace(published(root, edition, pages), changed=changed, is_new=True)


def published(root: Path, edition: str, pages: int) -> Publication:
    """An edition whose files lie where they are to lie."""
    folder = root / FOLDER / edition
    return Publication(edition, folder / "briefing.pdf", folder / "briefing.html", folder / MANIFEST, pages, False)


def write_one(target: Path, content: bytes) -> None:
    """A file where the user wants it, whole or not at all; what is no file, such as /dev/stdout, is written to."""
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            write_all(target.resolve().parent, {target.name: content})
    except OSError as error:
        raise MachineLacks(f"cannot write {target}: {error.strerror}", "Choose another place with -o.") from error


def write_all(folder: Path, files: Mapping[str, bytes | Path]) -> None:
    """All files, each under its name, or none: written beside first; if one cannot be put in place, all go back.

    A file that is there already, and is copied, is not waited for until it lies on the disk.
    """
    beside: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
            beside[Path(temporary)] = folder / name
            with os.fdopen(handle, "wb") as out:
                if isinstance(content, Path):
                    shutil.copyfile(content, temporary)
                else:
                    out.write(content)
                    out.flush()
                    os.fsync(out.fileno())
            Path(temporary).chmod(0o644)
        _put_in_place(beside)
    finally:
        for temporary_path in beside:
            temporary_path.unlink(missing_ok=True)


def _put_in_place(beside: Mapping[Path, Path]) -> None:
    before: dict[Path, Path | None] = {}  #: what was replaced -> the same under another name
    try:
        for new, place in beside.items():
            old = new.with_name(f"{new.name}.old") if place.is_file() else None
            if old:
                _twin(place, old)
            before[place] = old
            new.replace(place)
    except OSError:
        for place, old in before.items():
            if old:
                old.replace(place)
            elif place.is_file():
                place.unlink()
        raise
    finally:
        for old in filter(None, before.values()):
            old.unlink(missing_ok=True)


def _twin(file: Path, place: Path) -> None:
    """The same file at another place as well; without a copy where the disk allows that."""
    try:
        os.link(file, place)
    except OSError:
        shutil.copyfile(file, place)


def _differs(file: Path, content: bytes) -> bool:
    try:
        return file.stat().st_size != len(content) or file.read_bytes() != content
    except OSError:
        return True


def as_before(done: Done) -> tuple[tuple[Publication, ...], list[Problem]]:
    """What was published by a build that need not be done again, and the warnings."""
    warnings = [Problem(Place(path, int(line), int(column)), *rest) for path, line, column, *rest in done.warnings]
    return tuple(published(Path(done.root), name, number) for name, number in done.pages.items()), warnings
