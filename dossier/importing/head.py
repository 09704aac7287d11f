"""The head of sources/documents/<id>.yaml: what the document is, as far as its text, its page or a bibliography tells.

What the file needs and nothing tells stands there empty, so that `dossier check` names it with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.evidence.text.languages import language_of
from dossier.formats.lines import Lines
from dossier.importing.bibliography.entries import BibliographyEntry
from dossier.importing.yaml_text import fit, in_languages, quoted
from dossier.model.records import Language
from dossier.reading.nodes import unfit
from dossier.reading.schema import UNCONFIRMED

_FOREWORD = """\
# Written by `dossier import`. Nothing in it is confirmed: compare it with the original, fill what is empty, and delete
# each line `{mark}` as you go. As long as one is left, `dossier check` and `dossier build` refuse it.
"""


_NONE = BibliographyEntry()
_UNREAD = Lines(())


@dataclass(frozen=True, slots=True)
class Head:
    """What the file says of the document besides what was found in it."""

    id: str
    number: int
    file: str  #: "" if the original is not at hand
    sha256: str
    languages: tuple[Language, ...]
    voices: tuple[str, ...]
    schema: str = ""  #: path of the JSON Schema for editors, from the file's folder
    original: Lines = _UNREAD  #: what was read of it
    first_quotation: int = 1  #: number of the first quotation that is found
    entry: BibliographyEntry = _NONE  #: what a bibliography, or the page itself, says of it


@dataclass(frozen=True, slots=True)
class HeadDate:
    """The date that a document gives itself."""

    edtf: str = ""
    stated: str = ""
    at: str = ""  #: "line 5"


def foreword(of: Head) -> Iterator[str]:
    if of.schema:
        yield f"# yaml-language-server: $schema={of.schema}"
    yield _FOREWORD.format(mark=f"{UNCONFIRMED}: true").rstrip()
    if of.entry.key:
        yield f"# Its head is as the entry {fit(of.entry.key)!r} of a bibliography has it."
    yield from (f"# Of that entry not made out: {fit(what)}" for what in of.entry.unread)


def head_lines(of: Head, language: str | None, printed_title: str, own: HeadDate) -> Iterator[str]:
    """The fields down to the summary. `language` is the original's, "" if that was not made out, None without one."""
    entry = of.entry
    yield f"{UNCONFIRMED}: true  # the head of this file, down to the summary"
    yield f"number: {of.number}"
    yield in_languages("title", of.languages, entry.title, "what we call it")
    if (title := printed_title or entry.printed_title) and not unfit(fit(title)):
        yield f"printed_title: {quoted(title)}"
    yield in_languages("kind", of.languages, comment="news report, letter, article …")
    if entry.type:
        yield f"type: {entry.type}"
    yield from _language(language, entry)
    yield "original:"
    yield f"  file: {quoted(of.file or entry.file)}" + ("" if of.file else "  # its name, when it is at hand")
    yield f"  sha256: {of.sha256}" if of.sha256 else '  sha256: ""  # sha256sum FILE prints it'
    said = "" if entry.key else "as the file says of itself"
    if entry.author:
        yield in_languages("author", of.languages, entry.author, said)
    yield in_languages("publisher", of.languages, entry.publisher, said if entry.publisher else "")
    for name in ("url", "retrieved", "archived"):
        if (value := getattr(entry, name)) and not unfit(value):
            yield f"{name}: {quoted(value) if name != 'retrieved' else value}"
    yield 'voice: ""' + (f"  # one of: {fit(', '.join(of.voices))}" if of.voices else "")
    yield in_languages("dated", of.languages, comment="its date as stated or as inferred, saying so")
    yield from _when(own, entry)
    yield in_languages("interest", of.languages, comment="of the publisher in the matter")
    yield "grade:"
    yield "  reliability: F  # A to F; F: cannot be judged"
    yield '  credibility: "6"  # 1 to 6; 6: cannot be judged'
    yield f"  {in_languages('why', of.languages)}"
    yield in_languages("summary", of.languages)


def _language(language: str | None, entry: BibliographyEntry) -> Iterator[str]:
    if language:
        doubt = f"; its entry says {entry.language}" if entry.language not in ("", language) else ""
        yield f"language: {language}  # by its words{doubt}"
    elif entry.language:
        doubt = "  # its text does not tell; so says its entry" if language == "" else ""
        yield f"language: {entry.language}{doubt}"
    elif found := language_of(entry.title):
        yield f"language: {found}  # by the words of its title"
    else:
        yield 'language: ""  # not made out'


def _when(own: HeadDate, entry: BibliographyEntry) -> Iterator[str]:
    """The date that the document gives itself; without one the entry's, whose words are still to be found."""
    message = "its entry has" if entry.key else "the file says of itself"
    doubt = f"  # {message} {entry.date}" if entry.date not in ("", own.edtf) else ""
    yield "when:"
    if own.edtf or not entry.date:
        yield f"  date: {own.edtf or quoted('')}{doubt}"
    else:
        yield f"  date: {entry.date}  # {'by its entry' if entry.key else 'as the file says of itself'}"
    yield f"  stated: {quoted(own.stated)}"
    if own.at:
        yield f"date_at: {own.at}"
