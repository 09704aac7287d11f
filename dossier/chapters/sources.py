"""Sources: of each document what it is, who speaks in it and why, how far to trust it, and what it says."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from dossier.model.edition import Anchor, Dossier, Mark, Verbatim
from dossier.model.languages import LanguageTag, name_of
from dossier.model.records import Document, When


@dataclass(frozen=True, slots=True)
class Point:
    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class PrintedFault:
    printed: Verbatim
    note: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Source:
    anchor: Anchor
    number: int
    grade: Verbatim
    title: str
    printed_title: Verbatim
    kind: str
    publisher: str
    author: str
    dated: str
    date_mark: Mark | None
    interest: str
    grade_reason: str
    language: LanguageTag
    language_name: str
    url: Verbatim  #: "" where none is given, as of the next two
    retrieved: str
    archived: Verbatim
    file: Verbatim
    digest: Verbatim  #: SHA-256 in groups of eight
    summary: str
    points: tuple[Point, ...]
    faults: tuple[PrintedFault, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    sources: tuple[Source, ...]
    voices: tuple[int, int]


def compose(dossier: Dossier) -> Sources:
    documents = dossier.corpus.documents
    return Sources(tuple(_source_of(dossier, document) for document in documents), dossier.voice_count(documents))


def ascii_address(address: str) -> str:
    """An address in ASCII (RFC 3987, 3.1), as it can be typed: Arabic letters in it turn round what stands by them."""
    with suppress(ValueError):  # a host that no registry could give out is written as the rest is
        host = urlsplit(address).hostname or ""
        address = address if host.isascii() else address.replace(host, host.encode("idna").decode(), 1)
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~")


def _source_of(dossier: Dossier, document: Document) -> Source:
    return dossier.memo("source", lambda: _source(dossier, document), document)


def _source(dossier: Dossier, document: Document) -> Source:
    digest = document.original.sha256
    return Source(
        anchor=Anchor(f"source-{document.number}"),
        number=document.number,
        grade=Verbatim(f"{document.grade.reliability}{document.grade.credibility}"),
        title=dossier.say(document.title),
        printed_title=Verbatim(document.printed_title),
        kind=dossier.say(document.kind),
        publisher=dossier.say(document.publisher),
        author=dossier.say(document.author),
        dated=dossier.say(document.dated),
        date_mark=dossier.mark(document, document.date_at) if document.date_at else None,
        interest=dossier.say(document.interest),
        grade_reason=dossier.say(document.grade.why),
        language=document.language,
        language_name=name_of(document.language, dossier.language),
        url=Verbatim(ascii_address(document.url)),
        retrieved=dossier.date(When(document.retrieved)) if document.retrieved else "",
        archived=Verbatim(ascii_address(document.archived)),
        file=Verbatim(document.original.file),
        digest=Verbatim(" ".join(digest[i : i + 8] for i in range(0, len(digest), 8))),
        summary=dossier.say(document.summary),
        points=tuple(Point(dossier.say(p.text), dossier.mark(document, p.at)) for p in document.key_points),
        faults=tuple(
            PrintedFault(Verbatim(fault.printed), dossier.say(fault.note), dossier.mark(document, fault.at))
            for fault in document.faults
        ),
    )
