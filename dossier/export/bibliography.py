"""The documents as a bibliography that Zotero reads: CSL-JSON, BibTeX (biblatex's fields beside the old ones) and RIS.

A title is given in the document's own language; the title that the document itself carries is the original title. Dates
keep their precision: a year stays a year. What is approximate or was worked out says so where the form has a word for
it. The note holds what no form has a field for: source number, grade, the other language's title, digest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dossier.content.corpus import Corpus
from dossier.content.dates import Moment
from dossier.content.records import Document

_LANGID = {"ar": "arabic", "en": "english"}  #: babel's names
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  #: BibTeX's macros

#: BibTeX counts braces whether or not a backslash stands before them, so braces need words.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: "\\" + letter for letter in "$&#%_"},
}


def csl_json(corpus: Corpus) -> str:
    """CSL-JSON 1.0.2, https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html"""
    items = [_csl_item(document) for document in corpus.documents]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def bibtex(corpus: Corpus) -> str:
    entries = []
    for document in corpus.documents:
        fields = [f"  {name} = {value}" for name, value in _bibtex_fields(document)]
        entries.append(f"@misc{{{document.id},\n" + ",\n".join(fields) + "\n}\n")
    return "\n".join(entries)


def ris(corpus: Corpus) -> str:
    """RIS, 2011 specification: two letters, two spaces, a dash, a space; lines end with CR LF."""
    lines = [f"{tag}  - {value}" for document in corpus.documents for tag, value in _ris_lines(document)]
    return "".join(f"{line}\r\n" for line in lines)


def escaped(text: str) -> str:
    """Text as the value of a BibTeX field, without its braces."""
    return "".join(_LATEX.get(letter, letter) for letter in _line(text))


def _csl_item(document: Document) -> dict[str, Any]:
    date = document.when.date
    moments = [moment for moment in (date.start, date.end) if moment]
    issued: dict[str, Any] = {"date-parts": [_parts(moment) for moment in moments]}
    if _is_vague(document):
        issued["circa"] = True
    item = {
        "id": document.id,
        "type": "document",
        "title": _title(document),
        "original-title": _line(document.printed_title),
        "author": [{"literal": author}] if (author := _author(document)) else [],
        "publisher": _publisher(document),
        "issued": issued,
        "language": document.language,
        "note": "\n".join(_notes(document)),
    }
    return {name: value for name, value in item.items() if value}


def _bibtex_fields(document: Document) -> Iterator[tuple[str, str]]:
    moment = document.when.date.start
    yield "title", f"{{{{{escaped(_title(document))}}}}}"  # a second pair of braces keeps capitals and names whole
    if author := _author(document):
        yield "author", f"{{{{{escaped(author)}}}}}"
    yield "publisher", f"{{{escaped(_publisher(document))}}}"
    yield "year", f"{{{moment.year}}}"
    if moment.month:
        yield "month", _MONTHS[moment.month - 1]
    yield "date", f"{{{_doubted(document)}}}"  # EDTF, which biblatex reads with its marks
    if document.printed_title:
        yield "origtitle", f"{{{{{escaped(document.printed_title)}}}}}"
    yield "langid", f"{{{_LANGID[document.language]}}}"
    yield "language", f"{{{document.language}}}"
    yield "note", f"{{{escaped('; '.join(_notes(document)))}}}"


def _ris_lines(document: Document) -> Iterator[tuple[str, str]]:
    date = document.when.date
    moment = date.start
    numbers = [f"{number:02}" if number else "" for number in (moment.month, moment.day)]
    remark = f"to {date.end}" if date.end else "circa" if _is_vague(document) else ""
    yield "TY", "GEN"
    yield "ID", document.id
    yield "TI", _title(document)
    if author := _author(document):
        yield "AU", author
    yield "PB", _publisher(document)
    yield "PY", f"{moment.year:04}"
    yield "DA", "/".join([f"{moment.year:04}", *numbers, remark])
    yield "LA", document.language
    yield "N1", "; ".join(_notes(document))  # one: a reader makes a note of each
    yield "ER", ""


def _notes(document: Document) -> list[str]:
    grade, other = document.grade, document.title.en if document.language == "ar" else document.title.ar
    kept = [
        f"Source {document.number}",
        f"Grade {grade.reliability}{grade.credibility} (Admiralty code)",
        f"Dated: {document.dated.en or document.dated.ar}",
        f"Also: {other}" if other else "",
        f"Original title: {document.printed_title}" if document.printed_title else "",
        f"SHA-256 of {document.original.file}: {document.original.sha256}",
    ]
    return [_line(note) for note in kept if note]


def _title(document: Document) -> str:
    return _line(document.title.of(document.language) or document.title.en or document.title.ar)


def _author(document: Document) -> str:
    author = document.author
    return _line(author.of(document.language) or author.en or author.ar) if author else ""


def _publisher(document: Document) -> str:
    publisher = document.publisher
    return _line(publisher.of(document.language) or publisher.en or publisher.ar)


def _is_vague(document: Document) -> bool:
    return document.when.date.approximate or bool(document.when.inferred)


def _doubted(document: Document) -> str:
    """EDTF of the date, with the mark for uncertain if it was worked out."""
    date = document.when.date
    moments = [replace(moment, uncertain=True) for moment in (date.start, date.end) if moment]
    return "/".join(map(str, moments)) if document.when.inferred else str(date)


def _parts(moment: Moment) -> list[int]:
    return [number for number in (moment.year, moment.month, moment.day) if number]


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
