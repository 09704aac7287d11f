"""What a reader of originals gives: the lines, as places in an original are counted, and what it could not read.

Plain text and Markdown keep the lines of the file. All other formats have no lines of their own: there a line is a
paragraph, a heading, an item or a cell, in reading order, without empty ones. A PDF's broken lines are put together
again as far as their lengths tell; each line knows its page. A page of it that cannot be read is one empty line, of
which nothing can be proven; notes come after the paragraph that goes on over them, running heads are left out and told.
Every line of a file is counted, so that numbers stay what they are: also a web page's menus, the front matter of
Markdown, the notes and comments behind a document's text. `Lines.kinds` says which lines those are.

All lines are in composed letters (NFC) and without letters that nobody sees, such as soft hyphens. Those among them
that no text needs stay in it until all is read, and are told then (`invisible`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dossier import DISTRIBUTION
from dossier.model.invisible import MARKS, ODD
from dossier.problems import MachineLacks

#: The extra that brings a reader's package, and what to type.
EXTRA = f"pip install '{DISTRIBUTION}[import]'"

_UNSEEN = re.compile(f"[\u00ad{MARKS}\ufffe\uffff]")
_SEPARATORS = re.compile("[\u2028\u2029]")

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
UNSEEN = "unseen letters"  #: what is told of letters that nobody sees, where they change nothing of what is printed
MOST_TOLD = 200  #: letters of what was left out that are told


@dataclass(frozen=True, slots=True)
class Unread:
    """Something of a file that is not in its lines, or that stands in them otherwise than its readers may see it."""

    what: str  #: "tracked deletion", "page without text"
    line: int = 0  #: the line it belongs to, from 1; 0 is the file as a whole
    detail: str = ""  #: its words, by whom, when
    breaks_proof: bool = False  #: nothing on that line, or in that file, can be proven


@dataclass(frozen=True, slots=True)
class About:
    """What a file tells of itself apart from its text; "" where it says nothing."""

    title: str = ""
    author: str = ""
    date: str = ""  #: ISO 8601
    publisher: str = ""
    url: str = ""  #: its canonical address
    language: str = ""  #: BCP 47


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a line stands in a table; rows and columns are counted from 0, in reading order."""

    table: int  #: which of the file, from 1
    row: int
    column: int  #: the first, if it spans several
    columns: int = 1  #: that it spans


@dataclass(frozen=True, slots=True)
class Lines:
    """The text of an original. `texts[4]` is line 5, and stands on page `pages[4]` where the format has pages."""

    texts: tuple[str, ...]
    pages: tuple[int, ...] = ()
    unread: tuple[Unread, ...] = ()
    about: About = About()
    goes_on: frozenset[int] = frozenset()  #: numbers of the lines whose sentence goes on in the next one
    kinds: Mapping[int, str] = field(default_factory=dict)  #: of lines beside the running text: "footnote", "text box"
    apart: frozenset[int] = frozenset()  #: numbers of the lines that are not the text: found there, never proposed
    cells: Mapping[int, Cell] = field(default_factory=dict)  #: of lines in tables, where the format tells


def to_nfc(text: str) -> str:
    """Text as every reader gives it and as words are looked up in it: in NFC, without letters that nobody sees."""
    return legible(ODD.sub("", text))


def legible(text: str) -> str:
    """The same, still with letters that nobody sees and no text needs."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _SEPARATORS.sub(" ", text)))


def text_lines(words: Iterable[str]) -> Iterator[str]:
    """The lines in words that hold line feeds, `legible` and single-spaced; those without words left out."""
    for line in re.split("[\n\r\v\f\x85]", "".join(words)):
        letters = (c for c in legible(line) if c.isspace() or unicodedata.category(c) not in {"Cc", "Cs", "Cn"})
        single_spaced = " ".join("".join(letters).split())
        if single_spaced.strip() if single_spaced.isascii() else ODD.sub("", single_spaced).strip():
            yield single_spaced


def superscript(words: str, before: str) -> str:
    """Words that stand above the line. Digits there, behind a digit, are the sign of a note or a power: ³, not 3."""
    is_behind_digit = before[-1:].isdigit() and words[:1].isdigit()
    return words.translate(_RAISED) if is_behind_digit else words


def excerpt_of(words: str) -> str:
    return words if len(words) <= MOST_TOLD else f"{words[:MOST_TOLD]}…"


def missing(package: str, form: str) -> MachineLacks:
    """The error for a package that reads a format and is not installed."""
    return MachineLacks(f"the package {package} is missing, which reads {form}", EXTRA)
