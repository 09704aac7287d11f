"""What a finished PDF says of itself: read back with another library than the one that wrote it, as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf

_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_PAINTING = _SHOWING | {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "EI", "INLINE IMAGE"}
_NOTHING = frozenset("\0\ufeff\ufffe\ufffd")  #: no letters (ISO 14289-1, 7.21.7); the rest of a letter may say ""
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]*)>|\[([^\]]*)\])")
_CHAR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content that an element holds."""

    page: int  #: from 1
    letters: str  #: as drawn: within a line not always as read
    is_there: bool = True  #: whether it is drawn at all


@dataclass(frozen=True, slots=True)
class Spot:
    """A link or a field on a page."""

    page: int
    kind: str
    contents: str


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element."""

    role: str
    language: str  #: its own or the one it inherits
    kids: tuple[Element | Content | Spot, ...] = ()
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


@dataclass(frozen=True, slots=True)
class _Font:
    name: str = ""
    width: int = 2  #: of a code, in bytes
    says: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Finished:
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


class Unreadable(ValueError):
    """What was read is no PDF, or one that no press of ours has made."""


def read(pdf: bytes) -> Finished:
    """Read a PDF back, or raise `Unreadable`."""
    try:
        with pikepdf.open(BytesIO(pdf)) as file:
            return _Reader(file).read()
    except (pikepdf.PdfError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error


class _Reader:
    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file = file
        self._root: Any = file.Root
        self._found = Finished(pages=len(file.pages))
        self._numbers: dict[Any, int] = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        self._fonts: dict[Any, _Font] = {}
        self._letters: dict[tuple[Any, int], str] = {}  #: page or drawing, MCID -> what is in it
        self._places: dict[tuple[Any, int], int] = {}
        self._held: set[tuple[Any, int]] = set()
        self._linked: set[Any] = set()

    def read(self) -> Finished:
        found, root = self._found, self._root
        found.metadata = root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in root else ""
        found.language = str(root.get("/Lang", ""))
        found.is_marked = bool(root.get("/MarkInfo", {}).get("/Marked", False))
        found.preferences = {str(k)[1:]: str(v) for k, v in root.get("/ViewerPreferences", {}).items()}
        found.dates = {k[1:]: str(v) for k, v in self._file.docinfo.items() if k.endswith("Date")}
        for page in self._file.pages:
            self._page(page)
        self._structure()
        found.orphans = [self._places[key] for key in self._letters if key not in self._held]
        self._annotations()
        found.bookmarks = list(self._bookmarks())
        found.files = [self._attachment(item) for item in root.get("/AF", [])]
        found.active = list(self._active())
        return found

    # Pages

    def _page(self, page: Any) -> None:
        box = [float(n) for n in page.mediabox]
        self._found.sizes.append((box[2] - box[0], box[3] - box[1]))
        self._content(page, page.obj.objgen, page.obj.get("/Resources", {}), self._numbers[page.obj.objgen], [])

    def _content(self, source: Any, key: Any, resources: Any, page: int, outer: list[tuple[str, Any]]) -> None:
        marks = list(outer)
        font = _Font()
        for instruction in pikepdf.parse_content_stream(source):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in {"BDC", "BMC"}:
                marks.append(self._opened(operands, key, page))
            elif operator == "EMC":
                marks.pop()
            elif operator == "Tf":
                font = self._font(resources.Font[operands[0]])
            elif operator == "Do":
                drawing = resources.XObject[operands[0]]
                if drawing.get("/Subtype") == "/Form":
                    inner = drawing.get("/Resources", resources)
                    self._content(drawing, drawing.objgen, inner, page, marks)
                else:
                    self._painted(marks, page, "")
            elif operator in _PAINTING:
                self._painted(marks, page, self._shown(operands, font) if operator in _SHOWING else "")

    def _opened(self, operands: Any, key: Any, page: int) -> tuple[str, Any]:
        tag, properties = str(operands[0]), operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
            place = (key, int(properties.MCID))
            self._letters.setdefault(place, "")
            self._places[place] = page
            self._found.marked += 1
            return tag, place
        if tag == "/Artifact":
            about: Any = properties if isinstance(properties, pikepdf.Dictionary) else {}
            kind = " ".join(str(about.get(name, ""))[1:] for name in ("/Type", "/Subtype")).strip()
            self._found.artifacts.append((page, kind, ""))
            return tag, len(self._found.artifacts) - 1
        return tag, None

    def _painted(self, marks: list[tuple[str, Any]], page: int, letters: str) -> None:
        for tag, place in reversed(marks):
            if isinstance(place, tuple):
                self._letters[place] += letters
                return
            if tag == "/Artifact":
                number, kind, before = self._found.artifacts[place]
                self._found.artifacts[place] = number, kind, before + letters
                return
        self._found.unmarked.append(page)

    def _shown(self, operands: Any, font: _Font) -> str:
        parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
        letters = []
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes = bytes(part)
                for start in range(0, len(codes) - font.width + 1, font.width):
                    said = font.says.get(int.from_bytes(codes[start : start + font.width], "big"), "\0")
                    if _NOTHING.intersection(said):
                        self._found.unexplained[font.name] = self._found.unexplained.get(font.name, 0) + 1
                    letters.append(said)
        return "".join(letters)

    def _font(self, font: Any) -> _Font:
        if font.objgen not in self._fonts:
            name = str(font.get("/BaseFont", "/?"))[1:]
            whole = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            about = whole.get("/FontDescriptor", {})
            embedded = any(key in about for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            self._found.fonts[name] = embedded or font.get("/Subtype") == "/Type3"
            table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
            self._fonts[font.objgen] = _Font(name, 2 if "/DescendantFonts" in font else 1, _explained(table))
        return self._fonts[font.objgen]

    # Structure

    def _structure(self) -> None:
        tree = self._root.get("/StructTreeRoot")
        if tree is None:
            return
        kids = _listed(tree.get("/K"))
        if kids:
            self._found.root = self._element(kids[0], self._found.language, None, 0)
        self._found.names = tuple(str(name) for name in list(tree.get("/IDTree", {}).get("/Names", []))[::2])

    def _element(self, element: Any, language: str, page: Any, depth: int) -> Element:
        language = str(element.get("/Lang", language))
        page = element.get("/Pg", page)
        attributes = {str(k): v for a in _listed(element.get("/A")) for k, v in a.items()}
        kids = [self._kid(kid, language, page, depth, element) for kid in _listed(element.get("/K"))]
        return Element(
            role=str(element.S)[1:],
            language=language,
            kids=tuple(kids),
            alt=str(element.get("/Alt", "")),
            actual=str(element.get("/ActualText", "")),
            identifier=str(element.get("/ID", "")),
            scope=str(attributes.get("/Scope", ""))[1:],
            box=tuple(float(n) for n in attributes.get("/BBox", [])),
        )

    def _kid(self, kid: Any, language: str, page: Any, depth: int, parent: Any) -> Element | Content | Spot:
        if isinstance(kid, int):
            return self._held_content((getattr(page, "objgen", None), kid), page)
        if kid.get("/Type") == "/MCR":
            stream = kid.get("/Stm")
            page = kid.get("/Pg", page)
            return self._held_content(((page if stream is None else stream).objgen, int(kid.MCID)), page)
        if kid.get("/Type") == "/OBJR":
            if str(parent.S) == "/Link":
                self._linked.add(kid.Obj.objgen)
            at = self._numbers.get(kid.get("/Pg", page).objgen, 0)
            return Spot(at, str(kid.Obj.get("/Subtype", ""))[1:], str(kid.Obj.get("/Contents", "")))
        if depth > 200:
            raise Unreadable("the structure tree is too deep")
        return self._element(kid, language, page, depth + 1)

    def _held_content(self, key: Any, page: Any) -> Content:
        self._held.add(key)
        return Content(
            self._numbers.get(getattr(page, "objgen", None), 0), self._letters.get(key, ""), key in self._letters
        )

    # The rest

    def _annotations(self) -> None:
        for number, page in enumerate(self._file.pages, 1):
            annotations = page.obj.get("/Annots")
            if annotations is None:
                continue
            self._found.tabs.append(str(page.obj.get("/Tabs", ""))[1:])
            for annotation in annotations:
                if annotation.get("/Subtype") == "/Link":
                    is_linked = annotation.objgen in self._linked and "/StructParent" in annotation
                    self._found.links.append((number, is_linked, str(annotation.get("/Contents", ""))))

    def _bookmarks(self) -> Iterator[str]:
        with self._file.open_outline() as outline:
            waiting = list(outline.root)[::-1]
            while waiting:
                item = waiting.pop()
                yield str(item.title)
                waiting += list(item.children)[::-1]

    def _attachment(self, item: Any) -> Attachment:
        stream = item.EF.F
        content = stream.read_bytes()
        return Attachment(
            name=str(item.get("/UF", item.get("/F", ""))),
            path=str(item.get("/Desc", "")),
            relation=str(item.get("/AFRelationship", ""))[1:],
            kind=str(stream.get("/Subtype", ""))[1:],
            dated=str(stream.get("/Params", {}).get("/ModDate", "")),
            sha256=sha256(content).hexdigest(),
            content=content,
        )

    def _active(self) -> Iterator[str]:
        if self._file.is_encrypted:
            yield "it is encrypted"
        for key in ("/OpenAction", "/AA"):
            if key in self._root:
                yield f"the catalog has {key[1:]}"
        if "/JavaScript" in self._root.get("/Names", {}):
            yield "it has scripts"
        for number, page in enumerate(self._file.pages, 1):
            for item in (page.obj, *page.obj.get("/Annots", [])):
                kind = str(item.get("/A", {}).get("/S", "/URI"))
                if "/AA" in item or kind not in {"/URI", "/GoTo"}:
                    yield f"page {number} has an action"


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _explained(table: bytes) -> dict[int, str]:
    """What each code of a font says."""
    said: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        said |= {int(code, 16): _letters(text) for code, text in _CHAR.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text, listed in _RANGE.findall(block):
            texts = re.findall(rb"<([0-9a-fA-F]*)>", listed)
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                said[code] = _letters(texts[step]) if texts else _raised(_letters(text), step)
    return said


def _letters(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


def _raised(letters: str, step: int) -> str:
    return letters[:-1] + chr(ord(letters[-1]) + step) if letters else ""
