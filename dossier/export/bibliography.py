"""The documents as a bibliography that Zotero reads: CSL-JSON, BibTeX (biblatex's fields beside the old ones) and RIS.

Each document is an entry of its `type`, see `model/reference_types.py`; without one it is a document of no certain
kind. What a form has no word for goes where other programs keep it: the address of an archived copy into
archive_location, archiveurl and AV.

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

from dossier.model.corpus import Corpus
from dossier.model.dates import SEASONS, Date, Moment
from dossier.model.languages import primary
from dossier.model.records import Document, Text
from dossier.model.reference_types import bibtex_type, of_bibtex, of_ris, ris_type

#: babel's names of languages; others have none
_LANGID = {
    "ar": "arabic", "en": "english", "fr": "french", "de": "german", "es": "spanish", "it": "italian",
    "pt": "portuguese", "nl": "dutch", "ru": "russian", "uk": "ukrainian", "pl": "polish", "tr": "turkish",
    "fa": "persian", "ur": "urdu", "he": "hebrew", "el": "greek", "sv": "swedish", "ro": "romanian",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  #: BibTeX's macros

DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(?P<doi>10\..+)", re.IGNORECASE)
#: Who published it, in the words of an entry that asks for more than a publisher.
_CONTAINER = {"article": "journal", "report": "institution", "thesis": "institution", "online": "organization"}
_IN_PERIODICALS = ("article-journal", "article-magazine", "article-newspaper")

#: BibTeX counts braces whether or not a backslash stands before them, so braces need words.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "`": r"\textasciigrave{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: "\\" + letter for letter in "$&#%_"},
}


#: Between letters that LaTeX draws as one: -- for a dash, '' for a quotation mark.
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)")


def csl_json(corpus: Corpus) -> str:
    """CSL-JSON 1.0.2, https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html"""
    items = [_csl_item(document) for document in corpus.documents]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def bibtex(corpus: Corpus) -> str:
    entries = []
    for document in corpus.documents:
        fields = [f"  {name} = {value}" for name, value in _bibtex_fields(document)]
        entries.append(f"@{bibtex_type(document.type)}{{{document.id},\n" + ",\n".join(fields) + "\n}\n")
    return "\n".join(entries)


def ris(corpus: Corpus) -> str:
    """RIS, 2011 specification: two letters, two spaces, a dash, a space; lines end with CR LF."""
    lines = [f"{tag}  - {value}" for document in corpus.documents for tag, value in _ris_lines(document)]
    return "".join(f"{line}\r\n" for line in lines)


def escape_bibtex(text: str) -> str:
    """Text as the value of a BibTeX field, without its braces."""
    return "{}".join("".join(_LATEX.get(letter, letter) for letter in part) for part in _LIGATURES.split(_line(text)))


def _csl_item(document: Document) -> dict[str, Any]:
    date = document.when.date
    moments = [moment for moment in (date.start, date.end) if moment]
    issued: dict[str, Any] = {"date-parts": [_parts(moment) for moment in moments]}
    if _is_vague(document) or not _is_plain(date):
        issued["circa"] = True
    item = {
        "id": document.id,
        "type": "personal_communication" if document.type == "letter" else document.type or "document",
        "genre": "letter" if document.type == "letter" else "",
        "title": _title(document),
        "original-title": _line(document.printed_title),
        "author": [{"literal": author}] if (author := _author(document)) else [],
        "publisher": _publisher(document),
        "container-title": _publisher(document) if document.type in _IN_PERIODICALS else "",
        "issued": issued,
        "URL": document.url,
        "DOI": _doi(document),
        "accessed": {"date-parts": [_parts(document.retrieved.start)]} if document.retrieved else None,
        "archive_location": document.archived,
        "language": document.language,
        "note": "\n".join(_notes(document)),
    }
    return {name: value for name, value in item.items() if value}


def _bibtex_fields(document: Document) -> Iterator[tuple[str, str]]:
    moment = document.when.date.start
    yield (
        "title",
        f"{{{{{escape_bibtex(_title(document))}}}}}",
    )  # a second pair of braces keeps capitals and names whole
    if author := _author(document):
        yield "author", f"{{{{{escape_bibtex(author)}}}}}"
    yield "publisher", f"{{{escape_bibtex(_publisher(document))}}}"
    if container := _CONTAINER.get(bibtex_type(document.type)):
        yield container, f"{{{escape_bibtex(_publisher(document))}}}"
    if document.type and of_bibtex(bibtex_type(document.type)) != document.type:
        yield "entrysubtype", f"{{{document.type.removeprefix('article-')}}}"  # newspaper, as biblatex-chicago has it
    yield "year", f"{{{moment.year}}}"
    if 1 <= moment.month <= 12:
        yield "month", _MONTHS[moment.month - 1]
    yield "date", f"{{{_doubted(document)}}}"  # EDTF, which biblatex reads with its marks
    if document.printed_title:
        yield "origtitle", f"{{{{{escape_bibtex(document.printed_title)}}}}}"
    if document.url:
        yield "url", f"{{{document.url}}}"  # verbatim, for biblatex; what would need an escape is no part of an address
    if doi := _doi(document):
        yield "doi", f"{{{doi}}}"
    if document.retrieved:
        yield "urldate", f"{{{document.retrieved}}}"
    if document.archived:
        yield "archiveurl", f"{{{document.archived}}}"
    if langid := _LANGID.get(primary(document.language)):
        yield "langid", f"{{{langid}}}"
    yield "language", f"{{{document.language}}}"
    yield "note", f"{{{escape_bibtex('; '.join(_notes(document)))}}}"


def _ris_lines(document: Document) -> Iterator[tuple[str, str]]:
    date = document.when.date
    moment = date.start
    numbers = [f"{number:02}" if number and moment.month <= 12 else "" for number in (moment.month, moment.day)]
    remark = f"to {date.end}" if date.end else "circa" if _is_vague(document) else ""
    if not _is_plain(date):
        remark = str(date).replace("/", " - ")  # a slash parts the fields of the date
    yield "TY", ris_type(document.type)
    yield "ID", document.id
    yield "TI", _title(document)
    if author := _author(document):
        yield "AU", author
    yield "PB", _publisher(document)
    if document.type in _IN_PERIODICALS:
        yield "T2", _publisher(document)
    if document.type and of_ris(ris_type(document.type)) != document.type:
        yield "M3", document.type
    yield "PY", f"{moment.year:04}"
    yield "DA", "/".join([f"{moment.year:04}", *numbers, remark])
    if document.url:
        yield "UR", document.url
    if doi := _doi(document):
        yield "DO", doi
    if document.retrieved:
        yield "Y2", str(document.retrieved).replace("-", "/") + "/"
    if document.archived:
        yield "AV", document.archived
    if document.printed_title:
        yield "OP", _line(document.printed_title)
    yield "LA", document.language
    yield "N1", "; ".join(_notes(document))  # one: a reader makes a note of each
    yield "ER", ""


def _notes(document: Document) -> list[str]:
    grade, other = document.grade, document.title.en if _is_arabic(document) else document.title.ar
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
    return _line(_own(document, document.title))


def _doi(document: Document) -> str:
    """The DOI that its address is made of; "" if it is made of none."""
    found = DOI.fullmatch(document.url)
    return found["doi"] if found else ""


def _author(document: Document) -> str:
    return _line(_own(document, document.author)) if document.author else ""


def _publisher(document: Document) -> str:
    return _line(_own(document, document.publisher))


def _own(document: Document, text: Text) -> str:
    """A text in the document's own language, or in English if the dossier is not written in that."""
    return (text.ar if _is_arabic(document) else text.en) or text.en or text.ar


def _is_arabic(document: Document) -> bool:
    return primary(document.language) == "ar"


def _is_vague(document: Document) -> bool:
    return document.when.date.approximate or bool(document.when.inferred)


def _is_plain(date: Date) -> bool:
    """A moment or run that every reader of references knows: no set, no open end, no season, no digit left out."""
    moments = [moment for moment in (date.start, date.end) if moment]
    is_whole = all(not moment.unsaid and moment.month not in SEASONS for moment in moments)
    return is_whole and not date.set and date.reach == "{}"


def _doubted(document: Document) -> str:
    """EDTF of the date, with the mark for uncertain if it was worked out. Of a set, which biblatex does not read, the
    run from its first to its last."""
    date = document.when.date
    if date.set:
        date = replace(date, set="", members=())
    if not document.when.inferred:
        return str(date)
    end = replace(date.end, uncertain=True) if date.end else None
    return str(replace(date, start=replace(date.start, uncertain=True), end=end))


def _parts(moment: Moment) -> list[int]:
    """Year, month and day as CSL has them: 44 BC is -44, and a month beyond twelve is no month."""
    year = moment.year if moment.year > 0 else moment.year - 1
    return [year, *(number for number in (moment.month, moment.day) if number and moment.month <= 12)]


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
