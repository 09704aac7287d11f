"""Finished files in build/<edition>/, written whole or not at all: a failed build leaves yesterday's in place."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from dossier.files import regular_files, transaction
from dossier.files.atomic import open_folder, write_all
from dossier.files.regular_files import RefusedFile
from dossier.files.transaction import write_together
from dossier.files.up_to_date import LINKS, LastBuild
from dossier.problems import MachineLacks, Problem

FOLDER = "build"
PDF, HTML = "briefing.pdf", "briefing.html"
CACHE = f"{FOLDER}/.cache"
MANIFEST = "manifest.json"
MANIFEST_FORMAT = 1
PROOF, SEAL = "proof.json", "seal.json"  #: what verify said of an edition when it was sealed, and who says so
SIGNED = (SEAL, PROOF)  #: what holds of the files that it was written for, and no others


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


@dataclass(frozen=True, slots=True)
class FinishedFiles:
    """An edition that is to be published."""

    edition: str
    pages: int
    pdf: bytes
    html: str
    made_from: Mapping[str, object]  #: what its manifest tells beside that

    @property
    def files(self) -> dict[str, bytes]:
        """By name."""
        files = {PDF: self.pdf, HTML: self.html.encode()}
        manifest = {
            "format": MANIFEST_FORMAT,
            "edition": self.edition,
            "pages": self.pages,
            "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
            **self.made_from,
        }
        text = msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=2) + b"\n"
        return {**files, MANIFEST: text}


def publish(root: Path, editions: Iterable[FinishedFiles]) -> tuple[Publication, ...]:
    """Put the files of all editions in place, together or not at all."""
    files: dict[str, bytes | None] = {}
    publications = []
    for one in editions:
        own = {f"{one.edition}/{name}": content for name, content in one.files.items()}
        changed = any(_differs(root / FOLDER / path, content) for path, content in own.items())
        files |= {**own, **{f"{one.edition}/{name}": None for name in SIGNED if changed}}
        publications.append(replace(publication_of(root, one.edition, one.pages), changed=changed, is_new=True))
    try:
        write_together(root / FOLDER, files)
    except OSError as error:
        raise _not_written(root, error) from error
    return tuple(publications)


def check_folders(root: Path) -> None:
    """`MachineLacks` if what a build makes would be written through a link: said before anything is drawn."""
    base = root / FOLDER
    try:
        for place in (base, *(sorted(base.iterdir()) if base.is_dir() and not base.is_symlink() else ())):
            if not place.name.startswith(".") and place.is_symlink() and place.is_dir():
                with open_folder(place):
                    pass
    except OSError as error:
        raise _not_written(root, error) from error


def _not_written(root: Path, error: OSError) -> MachineLacks:
    advice = "Free the disk or mend its permissions."
    if isinstance(error, RefusedFile):
        advice = f"Put a folder in its place, or name the folder that it leads to in {LINKS}."
    return MachineLacks(f"cannot write to {root / FOLDER}: {error.strerror}", advice)


def settle(root: Path) -> None:
    """See to what a process that has died while it published has left half done."""
    try:
        transaction.settle(root / FOLDER)
    except OSError as error:
        message = f"a build has died while it published, and {root / FOLDER} cannot be put right: {error.strerror}"
        raise MachineLacks(message, "Free the disk or mend its permissions.") from error


def publication_of(root: Path, edition: str, pages: int) -> Publication:
    """An edition whose files lie where they are to lie."""
    folder = root / FOLDER / edition
    return Publication(edition, folder / PDF, folder / HTML, folder / MANIFEST, pages, False)


def write_one(target: Path, content: bytes) -> None:
    """A file where the user wants it, whole or not at all; what is no file, such as /dev/stdout, is written to.

    A link that lies there is replaced, and what it leads to stays.
    """
    try:
        folder = Path(os.path.realpath(target.parent, strict=True))
        if folder.is_relative_to("/dev") or folder.is_relative_to("/proc") or _is_special(target):
            target.write_bytes(content)
        else:
            write_all(folder, {target.name: content})
    except OSError as error:
        raise MachineLacks(f"cannot write {target}: {error.strerror}", "Choose another place with -o.") from error


def _is_special(target: Path) -> bool:
    return target.exists() and not target.is_file()


def write_inside(place: Path, content: bytes) -> None:
    """A file of a dossier, whole or not at all, and through no link."""
    try:
        if place.is_symlink():
            raise RefusedFile(errno.ELOOP, "it is a link, and nothing is written through one")
        write_all(place.parent, {place.name: content})
    except OSError as error:
        raise MachineLacks(f"cannot write {place}: {error.strerror}", "Mend its rights, or free the disk.") from error


def _differs(file: Path, content: bytes) -> bool:
    try:
        return regular_files.read(file)[0] != content
    except OSError:
        return True


def as_before(record: LastBuild) -> tuple[tuple[Publication, ...], list[Problem]]:
    """What was published by a build that need not be done again, and the warnings."""
    publications = tuple(publication_of(Path(record.root), name, number) for name, number in record.pages.items())
    return publications, msgspec.convert(record.warnings, list[Problem])
