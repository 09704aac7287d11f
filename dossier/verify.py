"""The promises of a publication, each checked by its own function on the files in build/, and what each came out as.

Nothing is taken on trust, not even from the build that made them: a check that cannot be made says so, and never
counts as kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.problems import WrongUsage
from dossier.project import NotThere, Project
from dossier.publication import FOLDER, MANIFEST

State = Literal["ok", "broken", "not checked"]
PDF = "briefing.pdf"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one promise of one edition."""

    edition: str
    check: str
    clause: str  #: where it is promised or asked for
    state: State
    detail: str = ""


def verify(project: Project, names: Sequence[str] = ()) -> tuple[Verdict, ...]:
    """Every promise of the editions named, all that the dossier has if none is."""
    known = [path.removeprefix("sources/editions/").removesuffix(".yaml") for path in _editions(project)]
    if unknown := [name for name in names if name not in known]:
        raise WrongUsage(f"there is no edition {unknown[0]}", f"There are: {', '.join(known)}")
    return tuple(verdict for name in names or known for verdict in _edition(project, name))


def _editions(project: Project) -> list[str]:
    return project.names("sources/editions", ".yaml")


def _edition(project: Project, name: str) -> Iterator[Verdict]:
    try:
        pdf = project.read(f"{FOLDER}/{name}/{PDF}")
    except NotThere:
        yield Verdict(name, "publication", "", "not checked", "it has not been built: dossier build")
        return
    made = _manifest(project, name)
    yield _published(project, name, pdf, made)
    yield from _file(name, pdf, made)


def _manifest(project: Project, name: str) -> dict[str, object]:
    """What the publication was made from; nothing if that cannot be told."""
    try:
        made = json.loads(project.read(f"{FOLDER}/{name}/{MANIFEST}"))
    except (NotThere, ValueError):
        return {}
    return made if isinstance(made, dict) else {}


def _published(project: Project, name: str, pdf: bytes, made: dict[str, object]) -> Verdict:
    """The file is the one that was published, and the sources are still those that it was made from."""
    files, read = made.get("files"), made.get("read")
    if not isinstance(files, dict) or not isinstance(read, dict):
        return Verdict(name, "publication", MANIFEST, "not checked", f"there is no {MANIFEST} beside it")
    if files.get(PDF) != hashlib.sha256(pdf).hexdigest():
        return Verdict(name, "publication", MANIFEST, "broken", "it is not the file that was published")
    changed = [
        path for path, digest in read.items() if path.startswith("sources/") and _digest(project, path) != digest
    ]
    if changed:
        told = f"{', '.join(changed[:3])} changed since it was built: dossier build"
        return Verdict(name, "publication", MANIFEST, "broken", told)
    return Verdict(name, "publication", MANIFEST, "ok", f"{len(read)} files read")


def _digest(project: Project, path: str) -> str:
    try:
        return hashlib.sha256(project.read(path)).hexdigest()
    except NotThere:
        return ""


def _file(name: str, pdf: bytes, made: dict[str, object]) -> Iterator[Verdict]:
    from dossier.press.conformance import CHECKS  # pikepdf, which nothing else needs
    from dossier.press.proof import Unreadable, read

    try:
        found = read(pdf)
    except Unreadable as error:
        yield Verdict(name, "PDF", "ISO 32000-1", "broken", f"it cannot be read: {error}")
        return
    for check in CHECKS:
        answer = check.ask(found, made)
        yield Verdict(name, check.name, check.clause, answer.state, answer.detail)
