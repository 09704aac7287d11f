"""The promises of a publication, each checked by its own function on the files in build/, and what each came out as.

Nothing is taken on trust, not even from the build that made them: a check that cannot be made says so, and never
counts as kept.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier.build import read
from dossier.content.corpus import Corpus
from dossier.evidence.comparison import compare, is_stale
from dossier.evidence.findings import Finding, What
from dossier.problems import Report, WrongUsage
from dossier.project import NotThere, Project
from dossier.publication import FOLDER, MANIFEST

State = Literal["ok", "broken", "not checked"]
PDF = "briefing.pdf"
SOURCES = "sources"  #: where an edition's name stands, for what is promised of the sources themselves
ORIGINALS = "DOSSIER_ORIGINALS"  #: environment: the folder of the originals, if the command does not name it

#: What is looked up in the originals -> the check's name.
_COMPARED: dict[What, str] = {
    "quotation": "quotations verbatim",
    "date": "dates as stated",
    "number": "numbers as stated",
    "role": "roles as stated",
    "name": "forms of names",
    "fault": "faults of the text",
}


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
        path
        for path, digest in read.items()
        if not path.startswith(("templates/", "fonts/")) and _digest(project, path) != digest
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


def originals_folder(named: str) -> Path | None:
    """The folder that the command or the environment names; `WrongUsage` if it is none."""
    name = named or os.environ.get(ORIGINALS, "")
    if name and not Path(name).is_dir():
        raise WrongUsage(f"{name} is no folder of originals", f"Name it with --originals DIR, or unset {ORIGINALS}.")
    return Path(name) if name else None


def verify_sources(project: Project, originals: Path | None) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """Every word that the sources say stands in an original, looked up there: the verdicts, and what is behind them."""
    corpus, _, _ = read(project, Report())
    held, missing, stale, findings = _compared(corpus, originals)
    verdicts = [_originals(held, missing, stale), *(_words(what, findings, missing) for what in _COMPARED)]
    return tuple(verdicts), findings


def _compared(corpus: Corpus, folder: Path | None) -> tuple[list[str], list[str], list[str], tuple[Finding, ...]]:
    """Ids of the documents whose original is there, is not, and is another one; and all findings."""
    held, missing, stale = [], [], []
    findings: list[Finding] = []
    for document in corpus.documents:
        try:
            content = Project(folder).read(document.original.file) if folder else None
        except NotThere:
            content = None
        if content is None:
            missing.append(document.id)
            continue
        held.append(document.id)
        if is_stale(document, content):
            stale.append(document.id)
        findings += compare(document, content, tuple(corpus.people))
    return held, missing, stale, tuple(findings)


def _originals(held: Sequence[str], missing: Sequence[str], stale: Sequence[str]) -> Verdict:
    """The originals are at hand, and are the ones that were summarised."""
    if stale:
        told = f"another original than the one summarised: {', '.join(stale)}"
        return Verdict(SOURCES, "originals", "SHA-256", "broken", told)
    if missing:
        return Verdict(SOURCES, "originals", "SHA-256", "not checked", f"original not at hand: {', '.join(missing)}")
    return Verdict(SOURCES, "originals", "SHA-256", "ok", f"{len(held)} documents")


def _words(what: What, findings: Sequence[Finding], missing: Sequence[str]) -> Verdict:
    """All words of a kind stand, letter for letter, where the sources say."""
    mine = [finding for finding in findings if finding.what == what]
    false = [finding for finding in mine if not finding.is_proven]
    if false:
        told = f"{len(false)} of {len(mine)}: {', '.join(dict.fromkeys(str(finding.place) for finding in false))}"
        return Verdict(SOURCES, _COMPARED[what], "letter by letter", "broken", told)
    if missing:
        left = f"original not at hand: {', '.join(missing)}"
        told = f"{len(mine)} identical, {left}" if mine else left
        return Verdict(SOURCES, _COMPARED[what], "letter by letter", "not checked", told)
    return Verdict(SOURCES, _COMPARED[what], "letter by letter", "ok", f"{len(mine)} identical")
