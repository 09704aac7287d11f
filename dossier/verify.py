"""The promises of a publication, each checked by its own function on the files in build/, and what each came out as.

Nothing is taken on trust, not even from the build that made them: a check that cannot be made says so, and never
counts as kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier.build import read
from dossier.evidence.findings import What
from dossier.originals import Proof, prove, recall
from dossier.problems import Report, WrongUsage
from dossier.project import NotThere, Project
from dossier.publication import FOLDER, MANIFEST

State = Literal["ok", "broken", "not checked"]
PDF = "briefing.pdf"
SOURCES = "sources"  #: where an edition's name stands, for what is promised of the sources themselves
FEW = 8  #: names told in one line

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


def verify_sources(project: Project, originals: Path | None) -> tuple[tuple[Verdict, ...], Proof]:
    """Every word that the sources say stands in an original, looked up there: the verdicts, and what is behind them."""
    proof = recall(project, originals)
    if proof is None:
        corpus, _, _ = read(project, Report())
        proof = prove(project, corpus, originals)
    words = [_words(what, proof) for what in _COMPARED]
    return (_originals(proof), *words[:1], _attributed(proof), *words[1:]), proof


def _originals(proof: Proof) -> Verdict:
    """The originals are at hand, and are the ones that were summarised."""
    if proof.stale:
        told = f"another original than the one summarised: {', '.join(map(str, proof.stale))}"
        return Verdict(SOURCES, "originals", "SHA-256", "broken", told)
    if proof.missing:
        told = f"original not at hand: {_few(proof.missing)}"
        return Verdict(SOURCES, "originals", "SHA-256", "not checked", told)
    return Verdict(SOURCES, "originals", "SHA-256", "ok", f"{len(proof.held)} documents")


def _words(what: What, proof: Proof) -> Verdict:
    """All words of a kind stand, letter for letter, where the sources say, and mean what the sources make of them."""
    mine = [finding for finding in proof.findings if finding.what == what]
    false = [finding for finding in mine if not finding.is_proven]
    if false:
        told = f"{len(false)} of {len(mine)}: {_few(dict.fromkeys(str(finding.place) for finding in false))}"
        return Verdict(SOURCES, _COMPARED[what], "letter by letter", "broken", told)
    reasoned = sum(finding.sense == "worked out" for finding in mine)
    told = f"{len(mine)} identical" + (f", {reasoned} of them worked out by the curator" if reasoned else "")
    if proof.missing:
        left = f"original not at hand: {_few(proof.missing)}"
        return Verdict(SOURCES, _COMPARED[what], "letter by letter", "not checked", f"{told}, {left}" if mine else left)
    return Verdict(SOURCES, _COMPARED[what], "letter by letter", "ok", told)


def _attributed(proof: Proof) -> Verdict:
    """Quotations stand between marks and are given as the speaker's; where that is in doubt a reader has to look."""
    mine = [finding for finding in proof.findings if finding.what == "quotation"]
    doubted = dict.fromkeys(str(finding.place) for finding in mine if finding.warning)
    if doubted:
        told = f"{len(doubted)} left to a reader: {_few(doubted)}"
    else:
        told = (
            f"original not at hand: {_few(proof.missing)}" if proof.missing else f"{len(mine)} in their speaker's words"
        )
    state: State = "not checked" if doubted or proof.missing else "ok"
    return Verdict(SOURCES, "quotations attributed", "marks, speaker", state, told)


def _few(names: Iterable[str]) -> str:
    """The first of many."""
    every = list(names)
    return ", ".join(every[:FEW]) + (f" and {len(every) - FEW} more" if every[FEW:] else "")
