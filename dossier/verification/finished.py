"""What a finished PDF says of itself, as plain values: pages, structure, fonts, links, attached files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec


class Content(msgspec.Struct, frozen=True, tag=True):
    """Marked content that an element holds."""

    page: int  #: from 1
    letters: str  #: as drawn: within a line not always as read
    is_there: bool = True  #: whether it is drawn at all


class PageSpot(msgspec.Struct, frozen=True, tag=True):
    """A link or a field on a page."""

    page: int
    kind: str
    contents: str


class Element(msgspec.Struct, frozen=True, tag=True):
    """A structure element."""

    role: str
    language: str  #: its own or the one it inherits
    kids: tuple[Element | Content | PageSpot, ...] = ()
    alt: str = ""
    actual: str = ""  #: its words in the order of the language
    identifier: str = ""
    scope: str = ""
    box: tuple[float, ...] = ()

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    @property
    def letters(self) -> str:
        return "".join(k.letters if isinstance(k, Content | Element) else "" for k in self.kids)


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    path: str  #: its description
    relation: str
    kind: str
    dated: str
    sha256: str
    content: bytes = field(repr=False)


@dataclass(slots=True)
class FinishedPdf:
    """A finished PDF."""

    pages: int = 0
    metadata: str = ""  #: XMP
    language: str = ""
    is_marked: bool = False
    preferences: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)  #: of the document information
    root: Element | None = None
    sizes: list[tuple[float, float]] = field(default_factory=list)  #: of pages, points
    unmarked: list[int] = field(default_factory=list)  #: pages, one for each operator that paints outside of all marks
    marked: int = 0
    orphans: list[int] = field(default_factory=list)  #: pages, one for each marked content that no element holds
    artifacts: list[tuple[int, str, str]] = field(default_factory=list)  #: page, what it is, letters
    fonts: dict[str, bool] = field(default_factory=dict)  #: name -> is embedded
    unexplained: dict[str, int] = field(default_factory=dict)  #: font -> codes that say no letter
    tabs: list[str] = field(default_factory=list)  #: the order of tabbing, for every page with links
    links: list[tuple[int, bool, str]] = field(default_factory=list)  #: page, is in a Link element, contents
    bookmarks: list[str] = field(default_factory=list)
    names: tuple[str, ...] = ()  #: of elements, in the tree of identifiers
    active: list[str] = field(default_factory=list)  #: what runs, opens or locks
    files: list[Attachment] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)  #: named places -> the page, from 1, that each is on
