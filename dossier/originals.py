"""The originals, where they are at hand, and what the sources say of them, looked up there and remembered by content.

What was found in one original is kept in build/.cache under the digests of that original, of the claims and of our own
code; when no file of the dossier and no original has changed, not even the sources are read again. Whatever is odd
about the ledger means that there is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.content.corpus import Corpus
from dossier.content.edition import Checked
from dossier.content.records import Document
from dossier.evidence.comparison import compare
from dossier.evidence.findings import Drift, Finding, drift, of_row
from dossier.problems import MachineLacks
from dossier.project import NotThere, Project, own_code
from dossier.publication import FOLDER, write_one

LEDGER = f"{FOLDER}/.cache/proven.json"
FORMAT = 1  #: of the ledger


@dataclass(frozen=True, slots=True)
class Proof:
    """What the originals say of the sources."""

    held: tuple[str, ...] = ()  #: ids of the documents whose original is at hand
    missing: tuple[str, ...] = ()  #: ids of the others
    stale: tuple[Drift, ...] = ()  #: those whose original is another than the one that was summarised
    findings: tuple[Finding, ...] = ()

    @property
    def checked(self) -> Checked:
        """The same, as short as an edition prints it."""
        false = sum(not finding.is_proven for finding in self.findings)
        return Checked(len(self.held), len(self.missing), len(self.findings), false, len(self.stale))


def prove(project: Project, corpus: Corpus, folder: Path | None) -> Proof:
    """Every word that the sources say stands in an original, looked up there; nothing without a folder of originals."""
    if folder is None:
        return Proof(missing=tuple(document.id for document in corpus.documents))
    shelf = project.shelf(folder)
    before = _ledger(project)
    known = before.get("documents")
    people, code = sorted(corpus.people), own_code()
    kept: dict[str, dict[str, Any]] = {}
    findings: dict[str, tuple[Finding, ...]] = {}
    for document in corpus.documents:
        file = document.original.file
        key = _digest(code, people, document, shelf.digest(file))
        found = _remembered(known, document.id, key)
        if found is None:
            try:
                found = compare(document, shelf.read(file), people)
            except NotThere:
                continue
            key = _digest(code, people, document, shelf.digest(file))  # of what has been read just now
        findings[document.id] = found
        kept[document.id] = {"key": key, "rows": [finding.row for finding in found]}
    proof = _proof(corpus, shelf, findings)
    after = {"format": FORMAT, "code": code, "whole": _whole(project, shelf, proof), "documents": kept}
    if after != before:
        _keep(project, after)
    return proof


def recall(project: Project, folder: Path | None) -> Proof | None:
    """What was proven the last time, if no file that it was proven from has changed since; the sources are not read."""
    ledger = _ledger(project)
    try:
        whole = ledger["whole"]
        is_same = (
            folder is not None
            and ledger["code"] == own_code()
            and whole["folders"] == _names(project)
            and _have_digests(project, whole["files"])
            and _have_digests(project.shelf(folder), whole["originals"])
        )
        if not is_same:
            return None
        findings = [of_row(row) for name in whole["held"] for row in ledger["documents"][name]["rows"]]
        stale = tuple(drift(name, findings) for name in whole["stale"])
        return Proof(tuple(whole["held"]), tuple(whole["missing"]), stale, tuple(findings))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return None


def _proof(corpus: Corpus, shelf: Project, findings: Mapping[str, Sequence[Finding]]) -> Proof:
    everything = tuple(finding for found in findings.values() for finding in found)
    stale = [
        document.id
        for document in corpus.documents
        if document.id in findings and shelf.digest(document.original.file) != document.original.sha256
    ]
    missing = tuple(document.id for document in corpus.documents if document.id not in findings)
    return Proof(tuple(findings), missing, tuple(drift(name, findings[name]) for name in stale), everything)


# The ledger.


def _ledger(project: Project) -> dict[str, Any]:
    """What the last proof left; nothing if it cannot be made out."""
    try:
        found = json.loads((project.root / LEDGER).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and found.get("format") == FORMAT else {}


def _remembered(known: Any, name: str, key: str) -> tuple[Finding, ...] | None:
    try:
        entry = known[name]
        return tuple(of_row(row) for row in entry["rows"]) if entry["key"] == key else None
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return None


def _whole(project: Project, shelf: Project, proof: Proof) -> dict[str, Any]:
    """All that decided the proof, so that `recall` can ask whether it still stands."""
    return {
        "folders": _names(project),
        "files": {path: digest for path, digest in project.digests.items() if not path.startswith(FOLDER)},
        "originals": dict(shelf.digests),
        "held": list(proof.held),
        "missing": list(proof.missing),
        "stale": [item.document for item in proof.stale],
    }


def _names(project: Project) -> list[str]:
    """Every file that lies in sources/, so that a new one is missed by nobody."""
    folders = ["sources", *(f"sources/{name}" for name in project.folders("sources"))]
    return [path for folder in folders for path in project.names(folder, "")]


def _have_digests(shelf: Project, wanted: Mapping[str, str]) -> bool:
    return all(shelf.digest(path) == digest for path, digest in wanted.items())


def _digest(code: str, people: Sequence[str], document: Document, original: str) -> str:
    return hashlib.sha256("\n".join([code, *people, repr(document), original]).encode()).hexdigest()


def _keep(project: Project, ledger: dict[str, Any]) -> None:
    """A ledger that cannot be written costs time the next time, nothing else."""
    target = project.root / LEDGER
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_one(target, json.dumps(ledger, ensure_ascii=False, separators=(",", ":")).encode())
    except (OSError, MachineLacks):
        return
