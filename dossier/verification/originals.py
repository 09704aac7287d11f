"""The originals, where they are at hand, and what the sources say of them, looked up there and remembered by content.

For the next build, what was found in one original is kept in the cache under the digests of that original, of the
claims and of our own code. Whatever is odd about the ledger means that there is none; and `dossier verify` does not ask
it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.evidence.proof.findings import Drift, Finding, drift, of_row
from dossier.evidence.proof.places import CheckedPlace, LineExtent, cited_in, extent_of, extent_of_row
from dossier.files.cache import CacheFile
from dossier.files.fingerprint import own_code
from dossier.files.project import NotRead, NotThere, Project
from dossier.files.reading_limits import LIMITS
from dossier.model.corpus import Corpus
from dossier.model.originals_check import OriginalsCheck
from dossier.model.plan import Settings
from dossier.model.records import Document
from dossier.problems import WrongUsage

FILE = "proof"  #: in the cache of a project
KIND = "proof 3"


@dataclass(frozen=True, slots=True)
class Proof:
    """What the originals say of the sources."""

    held: tuple[str, ...] = ()  #: ids of the documents whose original is at hand
    missing: tuple[str, ...] = ()  #: ids of the others
    stale: tuple[Drift, ...] = ()  #: those whose original is another than the one that was summarised
    findings: tuple[Finding, ...] = ()
    places: tuple[CheckedPlace, ...] = ()  #: that are cited in the documents whose original is at hand

    @property
    def checked(self) -> OriginalsCheck:
        """The same, as short as an edition prints it."""
        absent = sum(place.state != "there" for place in self.places)  # and those that are there state nothing by it
        false = sum(not finding.is_proven for finding in self.findings) + absent
        quotations = [finding for finding in self.findings if finding.what == "quotation" and not finding.is_proven]
        unproven = frozenset(finding.subject for finding in quotations)
        words = len(self.findings) + absent
        return OriginalsCheck(len(self.held), len(self.missing), words, false, len(self.stale), unproven=unproven)


def originals_of(project: Project, settings: Settings, named: str = "") -> Path | None:
    """The folder of a dossier's originals: the one that a command names, or the environment, or the dossier."""
    return project.originals_folder(named, settings.originals)


def prove(
    project: Project, corpus: Corpus, folder: Path | None, *, is_anew: bool = False, weighs: bool = False
) -> Proof:
    """Every word that the sources say stands in an original, looked up there; nothing without a folder of originals.

    If `is_anew`, whatever an earlier build has found. If it `weighs` them, places are compared with their statements.
    """
    if folder is None:
        return Proof(missing=tuple(document.id for document in corpus.documents))
    originals = project.originals(folder)
    before = _read_cache(project)
    entries = {} if is_anew else before.get("documents")
    places_cited = defaultdict(list)
    for one in cited_in(corpus):
        places_cited[one.document].append(one)
    new_entries: dict[str, dict[str, Any]] = {}
    findings: dict[str, tuple[Finding, ...]] = {}
    places: list[CheckedPlace] = []
    for document in corpus.documents:
        file = document.original.file
        key = _digest(corpus, document, originals.digest(file))
        result = _cached(entries, document.id, key)
        if result is None:
            try:
                result = _look_up(project, corpus, document, originals.read(file))
            except NotRead as error:
                hint = f"One is a regular file, of at most {originals.most:,} bytes unless {LIMITS} lifts that."
                raise WrongUsage(f"the original {file} is not read: {error}", hint) from error
            except NotThere:
                continue
            key = _digest(corpus, document, originals.digest(file))  # of what has been read just now
        findings[document.id] = result.findings
        new_entries[document.id] = {"key": key, **result.plain}
        there = tuple(CheckedPlace(one, *result.extent.against(one.at)) for one in places_cited[document.id])
        places += _with_relevance(there, document, originals.read(file), corpus) if weighs else there
    proof = _proof(corpus, originals, findings, places)
    after = {"documents": new_entries}
    if after != before:
        _write_cache(project, after)
    return proof


@dataclass(frozen=True, slots=True)
class _LookedUp:
    """What one original was asked."""

    findings: tuple[Finding, ...]
    extent: LineExtent

    @property
    def plain(self) -> dict[str, Any]:
        return {"rows": [finding.row for finding in self.findings], "extent": self.extent.row}


def _look_up(project: Project, corpus: Corpus, document: Document, content: bytes) -> _LookedUp:
    # What knows languages is loaded where it is needed alone: it takes longer than a chapter takes to be drawn.
    from dossier.evidence.original import original_of
    from dossier.evidence.proof.comparison import compare
    from dossier.importing.update import versions

    findings = compare(document, content, corpus)
    original = original_of(content, document.original.file)
    digest = hashlib.sha256(content).hexdigest()
    if digest == document.original.sha256 and not versions.are_kept(project, digest):
        versions.keep(project, digest, original.lines)
    return _LookedUp(findings, extent_of(original))


def _with_relevance(
    places: tuple[CheckedPlace, ...], document: Document, content: bytes, corpus: Corpus
) -> tuple[CheckedPlace, ...]:
    """The places of one document with what is doubtful of them, where there are rules for its language."""
    from dossier.evidence.original import original_of
    from dossier.evidence.proof.relevance import relevance_of

    relevance = relevance_of(document, original_of(content, document.original.file), corpus)
    return relevance.judged(places) if relevance else places


def _proof(
    corpus: Corpus, originals: Project, findings: Mapping[str, Sequence[Finding]], places: Sequence[CheckedPlace]
) -> Proof:
    everything = tuple(finding for group in findings.values() for finding in group)
    stale = [
        document.id
        for document in corpus.documents
        if document.id in findings and originals.digest(document.original.file) != document.original.sha256
    ]
    missing = tuple(document.id for document in corpus.documents if document.id not in findings)
    drifts = tuple(drift(name, findings[name]) for name in stale)
    return Proof(tuple(findings), missing, drifts, everything, tuple(places))


# The ledger.


def _read_cache(project: Project) -> dict[str, Any]:
    """What the last proof left; nothing if it cannot be made out."""
    try:
        entries = json.loads(_file(project).read() or b"{}")
    except (ValueError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _cached(entries: Any, name: str, key: str) -> _LookedUp | None:
    try:
        entry = entries[name]
        if entry["key"] != key:
            return None
        return _LookedUp(tuple(of_row(row) for row in entry["rows"]), extent_of_row(entry["extent"]))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return None


def _digest(corpus: Corpus, document: Document, original: str) -> str:
    from dossier.evidence.proof.speakers import parties_of

    parties = [repr(corpus.party(name)) for name in parties_of(document)]
    return hashlib.sha256("\n".join([*parties, repr(document), original]).encode()).hexdigest()


def _write_cache(project: Project, entries: dict[str, Any]) -> None:
    """A ledger that cannot be written costs time the next time, nothing else."""
    _file(project).write(json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode())


def _file(project: Project) -> CacheFile:
    return CacheFile(project.cache_folder / FILE, KIND, own_code())
