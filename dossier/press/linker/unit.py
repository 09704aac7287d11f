"""A unit: one stretch of pages, drawn once, as an object file is compiled once. Plain data that can be stored and sent.

All that a unit says of itself is relative: its objects are numbered from 0, and what it needs from outside it asks for
by name. `link` gives the numbers, as a linker relocates code. What is known only then - the number of a page, how many
pages there are, on which page an anchor stands - is a `LateNumber` in a `LateLine`, drawn when units are linked.

Pages of a unit may stand on either side of a sheet. A body is drawn for one side; on the other it is moved by moving
the page's MediaBox, never the drawing. What stands in the margins is drawn once for each side.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from dossier.files.cache import CacheFile, seal, unseal
from dossier.press.limits import DEFAULTS, Limits
from dossier.problems import Problem

FORMAT = 5  #: of a stored unit; another number, and it is compiled again
KIND = f"unit {FORMAT}"

Side = Literal["left", "right"]
PER_PAGE = 3  #: objects of a page: itself, its body, its margins


def number_of(sheet: int) -> int:
    """Of the page object of a sheet, in its unit; its body and margins follow. 0 is the node above the pages."""
    return 1 + PER_PAGE * sheet


class Relocatable(msgspec.Struct, frozen=True, array_like=True):
    """Bytes with numbers left out: at each offset the number of an object goes in.

    A number from 0 is an object of the unit itself, -1 the first of its `needs`, -2 the second.
    """

    text: bytes
    relocations: tuple[tuple[int, int], ...] = ()  #: offset in `text`, number


class LateNumber(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """A number that is known when units are linked. `target` is the anchor whose page is meant, for a place."""

    kind: Literal["page", "total", "place"]
    target: str = ""


class DrawnWords(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """Words of a line, drawn: operators that show them, and the way they take, in points of the line's own space."""

    shown: bytes
    width: float


class LateLine(msgspec.Struct, frozen=True, array_like=True):
    """A line of text with numbers in it that are not known yet, left to right."""

    pieces: tuple[DrawnWords | LateNumber, ...]
    x: float  #: where it begins, with its numbers as they were drawn
    y: float
    width: float  #: as drawn
    anchored: Literal["left", "center", "right"]  #: what stays where it is if numbers are longer or shorter
    digits: tuple[tuple[int, float], ...]  #: code and width of 0 to 9


class ContentStream(msgspec.Struct, frozen=True, array_like=True):
    """A content stream: bytes and late lines in turn. One without lines may be compressed already."""

    pieces: tuple[bytes | LateLine, ...]
    is_packed: bool = False


class Stream(msgspec.Struct, frozen=True, array_like=True):
    """A stream object other than a page's: a dictionary without its Length, and content as it goes into the file."""

    number: int
    head: Relocatable
    content: bytes


class Sheet(msgspec.Struct, frozen=True, array_like=True):
    """One page, as far as a unit knows it. Lengths in points."""

    box: tuple[float, float, float, float]  #: /MediaBox, as the body is drawn
    side: Side  #: for which its body is drawn
    shift: float  #: how much further right the body stands on this side than on the other
    body: ContentStream
    margins: dict[Side, int]  #: side -> which of the unit's `margins`
    annotations: tuple[int, ...]
    boxes: tuple[tuple[str, tuple[float, float, float, float]], ...] = ()  #: TrimBox, BleedBox if others


class NamedPlace(msgspec.Struct, frozen=True, array_like=True):
    name: str
    page: int  #: of the unit, from 0
    x: float  #: points of the page, as `y`
    y: float


class Bookmark(msgspec.Struct, frozen=True, array_like=True):
    level: int
    label: str
    page: int  #: of the unit, from 0
    x: float  #: points of the page, as `y`
    y: float
    is_open: bool


class Typeface(msgspec.Struct, frozen=True, array_like=True):
    """What a unit uses of a font. Codes are those of its content streams."""

    name: str  #: of the resource, and tag of the subset
    title: str  #: /BaseFont without its slash
    family: str
    program: str  #: SHA-256 of the font file
    is_cff: bool
    flags: int  #: of the font descriptor (ISO 32000-1, 9.8.2)
    ascent: int  #: thousandths of an em, as `descent`
    descent: int
    glyph_count: int
    widths: dict[int, int]  #: glyph -> thousandths of an em
    texts: dict[int, str]  #: code -> what it stands for; codes below `glyph_count` are their own glyphs
    further: dict[int, int]  #: code that is not its glyph -> glyph


class Structure(msgspec.Struct, frozen=True, array_like=True):
    """A unit's part of the structure tree, below the element of its chapter."""

    role: str  #: of the chapter's element
    language: str  #: of the chapter's element, if it is not that of the document
    kids: tuple[int, ...]
    notes: tuple[int, ...]  #: elements that have an ID


class UnitBody(msgspec.Struct, frozen=True, array_like=True):
    """Most of what a unit is when it is unpacked: wanted when the unit is put in a place where it has not been before.

    Its objects are those that are not streams, and that no page number changes.
    """

    objects: tuple[tuple[int, Relocatable], ...]
    parents: tuple[tuple[int, Relocatable], ...]  #: of the parent tree: key, and what it leads to


class UnitDiagnostic(msgspec.Struct, frozen=True, array_like=True):
    """A problem that came up when it was compiled (see `source_map.Diagnostic`)."""

    problem: Problem
    element: int = -1  #: which of the document's elements it is about, -1 if that is not known
    words: tuple[str, ...] = ()
    held_in: Literal["", "attributes", "text"] = ""


class RunningHeads(msgspec.Struct, frozen=True, array_like=True):
    """Names of running heads: those that a unit sets, and those that it shows before it has set them."""

    sets: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()


class DocumentFacts(msgspec.Struct, frozen=True, array_like=True):
    """What a document says of itself as a whole: the same in all its units."""

    language: str
    info: dict[str, bytes]  #: the document information dictionary: keys and values
    metadata: bytes  #: XMP
    intent: Relocatable  #: /OutputIntents


class Unit(msgspec.Struct, frozen=True, array_like=True):
    """See the module. Its objects are numbered: the sheets' own first (`number_of`), then those
    of its `open_strings`, then the objects of its `body`, and `streams`.
    """

    sheets: tuple[Sheet, ...]
    margins: tuple[ContentStream, ...]
    body: bytes  #: a `UnitBody`, packed: a thousand pages take half the memory
    streams: tuple[Stream, ...]
    #: objects whose strings have open numbers in them (`late_numbers`)
    open_strings: tuple[tuple[int, Relocatable], ...]
    count: int  #: of all its objects
    resources: int
    needs: tuple[str, ...]
    shared: dict[str, tuple[bytes, bytes]]  #: name -> head and content of a stream that several units have in common
    anchors: tuple[NamedPlace, ...]
    bookmarks: tuple[Bookmark, ...]
    targets: tuple[str, ...]  #: anchors that its links lead to
    faces: tuple[Typeface, ...]
    structure: Structure
    front: DocumentFacts
    begins: Literal["here", "any", "left", "right", "recto", "verso"] = "any"
    blank: dict[Side, int] = {}  #: margins of a page without contents that follows
    heads: RunningHeads = RunningHeads()
    diagnostics: tuple[UnitDiagnostic, ...] = ()
    words: str = ""  #: its transcript, with places for the numbers of pages (`transcript`)
    marked: str = ""  #: HTML of its sections, as it was drawn, for a screen


class Task(msgspec.Struct, frozen=True, array_like=True):
    """What a unit is compiled from: a document with one section in it."""

    html: str
    path: str = ""  #: of what problems are told
    is_first: bool = False  #: in its document: its transcript begins with the title
    above: tuple[str, ...] = ()  #: headings that stand over the first one, as structure types


class CompileSetting(msgspec.Struct, frozen=True, array_like=True):
    """What all tasks of an edition have in common."""

    sheets: tuple[tuple[str, str], ...]  #: path and CSS
    faces: dict[str, str]  #: what a page fetches a face as -> the file
    limits: Limits = DEFAULTS  #: of each task


class Unlinkable(Exception):
    """A document that cannot be put together from units, and has to be drawn in one piece; says why."""


class CompileFailed(Exception):
    """A task that could not be compiled, with what was said."""


class LimitExceeded(Exception):
    """A task that asks for more than the limits allow: it is not drawn in one piece either."""

    def __init__(self, diagnostic: UnitDiagnostic) -> None:
        super().__init__(diagnostic.problem.message)
        self.diagnostic = diagnostic
        self.number = 0  #: of the task among those that were to be compiled


def unit_file(file: Path, key: str) -> CacheFile:
    """The file of a unit that is known by this."""
    return CacheFile(file, KIND, key)


def encode(unit: Unit) -> bytes:
    """The unit as bytes, for another process: what is damaged on the way is told from it."""
    return seal(pack(unit), KIND, "")


def decode(data: bytes) -> Unit | None:
    """The unit, or None if it is none, or one of another format, or damaged."""
    return unpack(unseal(data, KIND, ""))


def pack(unit: Unit) -> bytes:
    return msgspec.msgpack.encode(unit)


def unpack(body: bytes | None) -> Unit | None:
    try:
        return None if body is None else msgspec.msgpack.decode(body, type=Unit)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def join_streams(pieces: Iterable[bytes]) -> bytes:
    """A content stream's pieces in one, as `pydyf` joins them."""
    return b"\n".join(pieces)
