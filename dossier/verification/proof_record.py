"""The proof that travels where the originals may not: sources/proof.json, which `dossier verify --record` writes.

It has the digest of every file in sources/ that says anything, the digest of every original that these were held
against, what came of each kind of claim, the day, and the number of the rules. A build without originals says in its
colophon what was proved and when; as soon as a file, the rules or the record itself are other than they were, the
record is stale or damaged, and that is told with the file and in the colophon.

A record is what somebody says to have seen, and its own digest only tells accidents. It can be signed with the key of a
desk (`seals.py`); and with the originals at hand it is not believed but held against them. docs/proof.md says more.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from dossier import __version__
from dossier.files import clock
from dossier.files.project import MARK, NotThere, Project
from dossier.model.corpus import Corpus
from dossier.model.originals_check import OriginalsCheck
from dossier.problems import Place, Report
from dossier.reading.source_set import RECORD_TYPES
from dossier.verification.originals import Proof
from dossier.verification.seals import Signature, is_signed, signature_of
from dossier.verification.verdict import SOURCES, Verdict

PATH = "sources/proof.json"
RULES = 2  #: to be raised whenever the rules may come to another verdict on the same words; a test tells when
COMMAND = "dossier verify --record --originals DIR"  #: what proves the sources again
_STATELESS = frozenset({"editions"})  #: kinds of files that say nothing of what happened
_DOMAIN = b"dossier proof 1\n"  #: so that no signature for anything else is one of a record
_FEW = 8  #: files told one by one

Verdicts = dict[str, dict[str, int]]  #: what was looked up -> verdict -> how many


class RecordedDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came of one document."""

    original: str  #: SHA-256 of the file it was held against
    verdicts: Verdicts


class ProofRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """sources/proof.json."""

    format: Literal[1]
    tool: str
    rules: int
    date: str  #: on which it was proved
    documents: dict[str, RecordedDocument]
    missing: list[str]  #: documents whose original was not at hand
    files: dict[str, str]  #: path -> SHA-256, of all that the verdicts are about
    digest: str = ""  #: SHA-256 of all this
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class RecordState:
    """The record of a project, and what is wrong with it."""

    record: ProofRecord | None  #: None if it cannot be made out
    damage: str = ""  #: why it is not believed
    changed: tuple[tuple[Place, str], ...] = ()  #: files that are not as they were proved, and what became of them
    rules: str = ""  #: why its verdicts are not those of today's rules

    @property
    def is_current(self) -> bool:
        return bool(self.record) and not (self.damage or self.changed or self.rules)

    @property
    def wrong(self) -> str:
        """What is wrong with it, in one line; "" if nothing is."""
        if self.damage or not self.record:
            return f"damaged: {self.damage}"
        names = [place.path for place, _ in self.changed]
        more = f" and {len(names) - _FEW} more" if names[_FEW:] else ""
        files = [f"{', '.join(names[:_FEW])}{more} changed since {self.record.date}"] if names else []
        return f"stale: {'; '.join([*files, *filter(None, [self.rules])])}" if files or self.rules else ""

    @property
    def checked(self) -> OriginalsCheck:
        """The same, as short as an edition prints it."""
        if self.damage or not self.record:
            return OriginalsCheck(is_damaged=True)
        counts = [one for one in _counts(self.record) if one[:2] != ("place", "proven")]  # which state nothing by it
        words = sum(number for *_, number in counts)
        false = sum(number for _, verdict, number in counts if verdict != "proven")
        held, missing, changed = len(self.record.documents), len(self.record.missing), len(self.changed)
        return OriginalsCheck(held, missing, words, false, 0, self.record.date, changed, bool(self.rules))


def has_record(project: Project) -> bool:
    return PATH in project.names("sources", ".json")


def read_record(project: Project, corpus: Corpus) -> RecordState | None:
    """The record of the proof of these sources; None if there is none."""
    if not has_record(project):
        return None
    try:
        content = project.read(PATH)
        record = msgspec.json.decode(content, type=ProofRecord)
    except (NotThere, msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        return RecordState(None, f"it cannot be made out ({error})")
    if damage := _damage(record, project, corpus):
        return RecordState(record, damage)
    message = f"it was proved by the rules {record.rules}, and these are {RULES}" if record.rules != RULES else ""
    return RecordState(record, "", tuple(_changes(project, record, content.decode())), message)


def verdict_of(project: Project, corpus: Corpus, proof: Proof, key: str = "") -> Verdict | None:
    """What became of the record: whether it is whole, of these sources, what the originals say, and whose it is."""
    read = read_record(project, corpus)
    if read is None:
        return None
    check, clause = "proof recorded", PATH
    if read.wrong or read.record is None:
        return Verdict(SOURCES, check, clause, "broken", f"{read.wrong}: {COMMAND}")
    if others := _others(read.record, proof):
        message = f"the originals say otherwise of {', '.join(others[:_FEW])}: {COMMAND}"
        return Verdict(SOURCES, check, clause, "broken", message)
    signed = _is_signed_by(read.record, key) if key else None
    if key and not signed:
        message = "unsigned" if read.record.signature is None else "forged: it is not signed with that key"
        return Verdict(SOURCES, check, clause, "broken", message)
    whose = f"signed with {key}" if signed else "unsigned" if read.record.signature is None else "signed: name --key"
    message = f"{len(read.record.documents)} documents proved on {read.record.date}, unchanged since; {whose}"
    return Verdict(SOURCES, check, clause, "ok", message)


def tell(read: RecordState, report: Report) -> None:
    """Warn of a record that does not hold any more."""
    hint = f"prove the sources again: {COMMAND}"
    if read.damage:
        report.warning(Place(PATH, 1), f"this record of the proof is damaged: {read.damage}", hint)
    if read.rules:
        report.warning(Place(PATH, 1), f"this record of the proof is stale: {read.rules}", hint)
    for place, message in read.changed[:_FEW]:
        report.warning(place, message, hint)
    if more := read.changed[_FEW:]:
        report.warning(Place(PATH, 1), f"this record of the proof is stale for {len(more)} more files", hint)


def record_of(project: Project, corpus: Corpus, proof: Proof, key: bytes | None = None) -> bytes:
    """What `sources/proof.json` is to be after this proof, signed if there is a desk's `key`."""
    record = ProofRecord(
        format=1,
        tool=f"dossier {__version__}",
        rules=RULES,
        date=clock.today().isoformat(),
        documents={
            document.id: RecordedDocument(document.original.sha256, _verdicts(proof, document.id))
            for document in corpus.documents
            if document.id in proof.held
        },
        missing=sorted(proof.missing),
        files={path: project.digest(path) for path in files_of(project)},
    )
    record = msgspec.structs.replace(record, digest=_digest(record))
    if key:
        record = msgspec.structs.replace(record, signature=signature_of(_DOMAIN + record.digest.encode(), key))
    return msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=2) + b"\n"


def files_of(project: Project) -> list[str]:
    """Paths of all files that say something: registers, documents, points and settings, and not the editions."""
    folders = [f"sources/{kind}" for kind in RECORD_TYPES if kind not in _STATELESS]
    return sorted([MARK, *(path for folder in folders for path in project.names(folder, ".yaml"))])


def _is_signed_by(record: ProofRecord, key: str) -> bool:
    signature = record.signature
    return signature is not None and is_signed(_DOMAIN + record.digest.encode(), signature.signature, key)


def _others(record: ProofRecord, proof: Proof) -> list[str]:
    """The documents whose original is at hand and says otherwise than the record."""
    return [
        name
        for name in proof.held
        if name not in record.documents or record.documents[name].verdicts != _verdicts(proof, name)
    ]


def _verdicts(proof: Proof, document: str) -> Verdicts:
    """How many claims of each kind were proven, and how many were not."""
    found: dict[str, Counter[str]] = {}
    for finding in proof.findings:
        if finding.document == document:
            state = "proven" if finding.is_proven else "not decided" if finding.is_undecided else "false"
            found.setdefault(finding.what, Counter())[state] += 1
    for place in proof.places:
        if place.cited.document == document:
            state = "proven" if place.state == "there" else "not decided" if place.state != "broken" else "false"
            found.setdefault("place", Counter())[state] += 1
    return {what: dict(counted) for what, counted in found.items()}


def _digest(record: ProofRecord) -> str:
    bare = msgspec.structs.replace(record, digest="", signature=None)
    return hashlib.sha256(msgspec.json.encode(bare, order="sorted")).hexdigest()


def _damage(record: ProofRecord, project: Project, corpus: Corpus) -> str:
    """Why a record that can be read is none of ours; "" if nothing speaks against it."""
    if record.digest != _digest(record):
        return "its digest is not that of what it says: it was edited, or merged"
    if any(number < 0 for _, _, number in _counts(record)):
        return "it counts less than nothing"
    try:
        datetime.date.fromisoformat(record.date)
    except ValueError:
        return f"{record.date!r} is no day"
    for document in corpus.documents:
        path = document.place.path
        if record.files.get(path) == project.digest(path):  # or else it is stale, whatever it says of it
            one = record.documents.get(document.id)
            if one is None and document.id not in record.missing:
                return f"it says nothing of {document.id}"
            if one and one.original != document.original.sha256:
                return f"it was held against another original of {document.id}"
    return ""


def _counts(record: ProofRecord) -> Iterator[tuple[str, str, int]]:
    """What was looked up, its verdict, and how many there were, for each document."""
    for document in record.documents.values():
        for what, verdicts in document.verdicts.items():
            yield from ((what, verdict, number) for verdict, number in verdicts.items())


def _changes(project: Project, record: ProofRecord, written: str) -> Iterator[tuple[Place, str]]:
    """Files that are not those that were proved, each with its place and what became of it."""
    lines = {line.partition(":")[0].strip().strip('"'): number for number, line in enumerate(written.split("\n"), 1)}
    now = files_of(project)
    for path in sorted({*now, *record.files}):
        where = f"{PATH}:{lines[path]}" if path in lines else PATH
        if path not in record.files:
            yield Place(path, 1), f"this has come since the proof of {record.date} ({PATH})"
        elif path not in now:
            yield Place(PATH, lines.get(path, 1)), f"{path} was proved on {record.date}, and is not there any more"
        elif project.digest(path) != record.files[path]:
            yield Place(path, 1), f"this has changed since it was proved on {record.date} ({where})"
