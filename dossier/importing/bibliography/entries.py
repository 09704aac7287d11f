"""A bibliography -> entries, whatever wrote it: BibTeX or biblatex, RIS, CSL-JSON.

The packages that read the first two are extras. What of an entry cannot be made out is told, with its line, and left
out; nothing of a date, a kind or a language is guessed.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, get_args
from urllib.parse import quote

from dossier.formats.lines import About, missing
from dossier.importing.bibliography.latex import address_of, names_of, plain
from dossier.model import dates
from dossier.model.languages import of_word
from dossier.model.reference_types import ReferenceType, of_bibtex, of_ris
from dossier.problems import Place, Problem, WrongUsage

MAX_BYTES = 20_000_000
_KNOWN = frozenset(get_args(ReferenceType)) - {""}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)\Z", re.IGNORECASE)
_RIS_DATE = re.compile(r"(\d{4})(?:[/-](\d{0,2}))?(?:[/-](\d{0,2}))?(?:/(.*))?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """What a bibliography says of one document, in its words; "" where it says nothing."""

    key: str = ""
    line: int = 0  #: where it begins; 0 where the form does not tell
    type: str = ""  #: a `ReferenceType`
    title: str = ""
    printed_title: str = ""
    author: str = ""  #: several are parted by semicolons
    publisher: str = ""
    date: str = ""  #: EDTF
    url: str = ""  #: of a DOI without an address, the one that resolves it
    doi: str = ""
    retrieved: str = ""  #: a day, in EDTF
    archived: str = ""
    language: str = ""  #: ISO 639
    file: str = ""  #: plain name of the file that the entry has attached
    unread: tuple[str, ...] = ()  #: what could not be made out: "date: in spring"


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries of a file, in their order, and what of it could not be read."""

    name: str
    entries: tuple[BibliographyEntry, ...]
    problems: tuple[Problem, ...] = ()


def read_bibliography(name: str, content: bytes) -> Bibliography:
    """The entries of the file called `name`, by its ending; `WrongUsage` if it is no bibliography."""
    if len(content) > MAX_BYTES:
        raise WrongUsage(f"{name} has {len(content):,} bytes; at most {MAX_BYTES:,} are read", "Split the file.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise WrongUsage(
            f"{name}:{line}: byte 0x{content[error.start]:02x} is not UTF-8", "Save it as UTF-8."
        ) from error
    entries, problems = READERS[name.rpartition(".")[2].lower()](text, name)
    told = [
        Problem(Place(name, entry.line), f"{entry.key}: not made out: {what}", "write it into the file", "warning")
        for entry in entries
        for what in entry.unread
    ]
    return Bibliography(name, tuple(entries), (*problems, *told))


def of_about(about: About) -> BibliographyEntry:
    """What a saved page tells of itself, as an entry."""
    writing = _Writing()
    return BibliographyEntry(
        title=about.title,
        author=about.author,
        publisher=about.publisher,
        date=writing.edtf("date", about.date.partition("T")[0]),
        url=_address(about.url),
        doi=doi_of(about.url),
        language=of_word(about.language),
    )


@dataclass(slots=True)
class _Writing:
    """Reads what may be written in many ways, and keeps what it could not make out."""

    unread: list[str] = field(default_factory=list)

    def edtf(self, name: str, text: str) -> str:
        text = text.strip()
        if not text:
            return ""
        try:
            return str(dates.parse(text))
        except ValueError:
            self.unread.append(f"{name}: {text[:60]}")
            return ""

    def day(self, name: str, text: str) -> str:
        found = self.edtf(name, text.strip().partition("T")[0].partition(" ")[0])
        if found and not re.fullmatch(r"\d{4}-\d\d-\d\d", found):
            self.unread.append(f"{name}: {text[:60]}")
            return ""
        return found

    def kind(self, word: str, found: str) -> str:
        if word and not found:
            self.unread.append(f"type: {word[:60]}")
        return found


def doi_of(text: str) -> str:
    """The DOI that a text is, with or without the address that resolves it; "" if it is none."""
    found = _DOI.match(text.strip())
    return found[1] if found else ""


def _address(url: str, doi: str = "") -> str:
    """The address, or else the one that resolves the DOI. What no address may hold is written as RFC 3986 has it."""
    address = url.strip() or (f"https://doi.org/{doi}" if doi else "")
    return re.sub(r'[\s<>"{}|\\^`]', lambda letter: quote(letter[0]), address) if "://" in address else ""


def _file(text: str) -> str:
    """The plain name of the first file in BibTeX's or RIS's field: `Full:C\\:/a/b.pdf:PDF`, `internal-pdf://1/b.pdf`."""
    found = re.search(r"([^/\\:;{}]+\.(?:txt|md|markdown|html?|xhtml|pdf|docx))(?=[:;}]|$)", text, re.IGNORECASE)
    return found[1].strip() if found else ""


# BibTeX and biblatex

_Found = tuple[list[BibliographyEntry], list[Problem]]


def _of_bibtex(text: str, name: str) -> _Found:
    try:
        from bibtexparser.entrypoint import parse_string
        from bibtexparser.model import DuplicateBlockKeyBlock
    except ImportError as error:
        raise missing("bibtexparser", "BibTeX") from error
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    logging.getLogger("bibtexparser").propagate = False  # it is told here, with its line
    library = parse_string(text)
    entries = [_bibtex_entry(found) for found in library.entries]
    problems = []
    for block in library.failed_blocks:
        told, hint = "this entry cannot be read", "mend its braces and quotation marks"
        if isinstance(block, DuplicateBlockKeyBlock):
            told, hint = f"the key {block.key!r} comes twice: this one is left out", "give it another key"
        problems.append(Problem(Place(name, (block.start_line or 0) + 1), told, hint, "warning"))
    return entries, problems


def _bibtex_entry(found: Any) -> BibliographyEntry:
    fields = {item.key.lower(): str(item.value) for item in found.fields}

    def text_of(*names: str) -> str:
        return next((text for name in names if (text := plain(fields.get(name, "")))), "")

    writing = _Writing()
    url = address_of(fields.get("url", "")) or address_of(fields.get("howpublished", ""))
    return BibliographyEntry(
        key=found.key,
        line=(found.start_line or 0) + 1,
        type=_bibtex_type(found.entry_type.lower(), text_of("entrysubtype").lower()),
        title=": ".join(filter(None, (text_of("title"), text_of("subtitle")))),
        printed_title=text_of("origtitle"),
        author="; ".join(names_of(fields.get("author", ""))),
        publisher=text_of("publisher", "institution", "school", "organization", "journal", "journaltitle"),
        date=_bibtex_date(fields, writing),
        url=_address(url, doi := doi_of(address_of(fields.get("doi", "")) or plain(fields.get("doi", "")))),
        doi=doi or doi_of(url),
        retrieved=writing.day("urldate", text_of("urldate")),
        archived=_address(address_of(fields.get("archiveurl", ""))),
        language=of_word(text_of("langid", "language", "hyphenation")),
        file=_file(fields.get("file", "")),
        unread=tuple(writing.unread),
    )


def _bibtex_type(word: str, subtype: str) -> str:
    exact = next((kind for kind in (subtype, f"article-{subtype}") if kind in _KNOWN), "")
    return exact or of_bibtex(word)


def _bibtex_date(fields: Mapping[str, str], writing: _Writing) -> str:
    if date := fields.get("date", "").strip("{} "):  # EDTF, whose ~ is no space of LaTeX
        return writing.edtf("date", date)
    year, month = plain(fields.get("year", "")), plain(fields.get("month", "")).lower()
    named = [number for number, name in enumerate(_MONTHS, 1) if re.match(rf"{name}[a-z]*\.?\Z", month)]
    if month and not named and not month.isdecimal():
        writing.unread.append(f"month: {month[:60]}")
        month = ""
    number = named[0] if named else int(month[:3] or 0)
    return writing.edtf("year and month", f"{year}-{number:02}" if year and month else year)


# RIS


def _of_ris(text: str, name: str) -> _Found:
    try:
        import rispy
    except ImportError as error:
        raise missing("rispy", "RIS") from error
    lines = text.split("\n")
    begins = [number for number, line in enumerate(lines, 1) if re.match(r"TY  ?- ?", line)]
    entries, problems = [], []
    for first, following in pairwise([*begins, len(lines) + 1]):
        block = [line.rstrip("\r") for line in lines[first - 1 : following - 1] if not re.match(r"ER  ?-", line)]
        message = "\n".join([*(re.sub(r"^([A-Z][A-Z0-9]) {1,2}- ?", r"\1  - ", line) for line in block), "ER  - "])
        found = rispy.loads(message)
        if len(found) == 1:
            entries.append(_ris_entry(found[0], first))
        else:
            problems.append(Problem(Place(name, first), "this entry cannot be read", "TY  - … to ER  -", "warning"))
    return entries, problems


def _ris_entry(found: Mapping[str, Any], line: int) -> BibliographyEntry:
    def text_of(*names: str) -> str:
        return next((" ".join(str(found[name]).split()) for name in names if found.get(name)), "")

    writing = _Writing()
    exact, other = text_of("type_of_work").lower(), found.get("unknown_tag", {})
    word = str(found["type_of_reference"]).strip()
    authors: Sequence[str] = found.get("authors") or found.get("first_authors") or ()
    urls: Sequence[str] = found.get("urls") or ()
    return BibliographyEntry(
        key=text_of("id", "label") or f"line-{line}",
        line=line,
        type=exact if exact in _KNOWN else of_ris(word),
        title=text_of("title", "primary_title"),
        printed_title=text_of("original_publication"),
        author="; ".join(" ".join(author.split()) for author in authors),
        publisher=text_of("publisher", "secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
        date=_ris_date(text_of("date", "year", "publication_year"), writing),
        url=_address(next(iter(urls), ""), doi := doi_of(text_of("doi"))),
        doi=doi or doi_of(next(iter(urls), "")),
        retrieved=writing.day("Y2", text_of("access_date").strip("/").replace("/", "-")),
        archived=_address("".join(other.get("AV", ())[:1])),
        language=of_word(text_of("language")),
        file=_file(text_of("file_attachments1", "file_attachments2")),
        unread=tuple(writing.unread),
    )


def _ris_date(text: str, writing: _Writing) -> str:
    """2019/07/03/ with a remark behind: "circa", or, as the export has it, "to 2019-07-05"."""
    found = _RIS_DATE.match(text.strip())
    if not found:
        return writing.edtf("date", text)
    parts = [f"{int(part):02}" for part in found.groups()[1:3] if part]
    remark = (found[4] or "").strip()
    date = "-".join([found[1], *parts])
    if remark == "circa":
        return writing.edtf("date", f"{date}~")
    if remark and not remark.startswith("to "):
        writing.unread.append(f"remark on the date: {remark[:60]}")
    return writing.edtf("date", f"{date}/{remark[3:]}" if remark.startswith("to ") else date)


# CSL-JSON


def _of_csl(text: str, name: str) -> _Found:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise WrongUsage(f"{name}{line}: this is no JSON", "CSL-JSON is a list of items.") from error
    items = data.get("items", [data]) if isinstance(data, dict) else data
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise WrongUsage(f"{name} is no CSL-JSON", "It is a list of items with id, type and title.")
    return [_csl_entry(item, number) for number, item in enumerate(items, 1)], []


def _csl_entry(item: Mapping[str, Any], number: int) -> BibliographyEntry:
    def text_of(*names: str) -> str:
        found = (item.get(name) for name in names)
        return next((" ".join(str(value).split()) for value in found if isinstance(value, str | int) and value), "")

    writing = _Writing()
    kind = text_of("type").lower()
    kind = "letter" if kind == "personal_communication" and text_of("genre").lower() == "letter" else kind
    return BibliographyEntry(
        key=text_of("id", "citation-key") or f"item-{number}",
        type=writing.kind(kind, kind if kind in _KNOWN else ""),
        title=text_of("title"),
        printed_title=text_of("original-title"),
        author="; ".join(_csl_names(item.get("author"))),
        publisher=text_of("publisher", "container-title", "authority", "event-title"),
        date=_csl_date(item.get("issued"), writing),
        url=_address(text_of("URL"), doi := doi_of(text_of("DOI"))),
        doi=doi or doi_of(text_of("URL")),
        retrieved=writing.day("accessed", _csl_date(item.get("accessed"), writing)),
        archived=_address(text_of("archive_location")),
        language=of_word(text_of("language")),
        unread=tuple(writing.unread),
    )


def _csl_names(names: Any) -> Iterator[str]:
    for name in names if isinstance(names, list) else ():
        if isinstance(name, dict):
            parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
            told = str(name.get("literal") or " ".join(str(name[part]) for part in parts if name.get(part)))
            if told:
                yield re.sub(r"(?<=[-’'ʻ]) ", "", " ".join(told.split()))  # al- Khatib


def _csl_date(value: Any, writing: _Writing) -> str:
    if not isinstance(value, dict):
        return writing.edtf("date", str(value)) if isinstance(value, str) else ""
    moments = value.get("date-parts")
    if not isinstance(moments, list) or not all(isinstance(moment, list) and moment for moment in moments):
        return writing.edtf("date", str(value.get("raw") or value.get("literal") or ""))
    try:
        told = ["-".join(f"{int(n):0{4 if i == 0 else 2}}" for i, n in enumerate(moment)) for moment in moments]
    except (TypeError, ValueError):
        told = [str(moments)]
    return writing.edtf("date", "/".join(f"{moment}~" if value.get("circa") else moment for moment in told))


READERS: dict[str, Callable[[str, str], _Found]] = {"bib": _of_bibtex, "ris": _of_ris, "json": _of_csl}
