"""A finished PDF read back, with another library than the one that wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf

from dossier.files.isolated_reading import read_isolated
from dossier.files.isolation import grant
from dossier.files.reading_limits import ReadingLimits, reading_limits
from dossier.formats.pdf.weight import weigh
from dossier.problems import WrongUsage
from dossier.verification import active
from dossier.verification.finished import Attachment, Content, Element, FinishedPdf, PageSpot

_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_PAINTING = _SHOWING | {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "EI", "INLINE IMAGE"}
_NOTHING = frozenset("\0\ufeff\ufffe\ufffd")  #: no letters (ISO 14289-1, 7.21.7); the rest of a letter may say ""
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]*)>|\[([^\]]*)\])")
_CHAR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")


@dataclass(frozen=True, slots=True)
class _Font:
    name: str = ""
    width: int = 2  #: of a code, in bytes
    says: Mapping[int, str] = field(default_factory=dict)


class UnreadablePdf(ValueError):
    """What was read is no PDF, or one that no press of ours has made."""


def read(pdf: bytes) -> FinishedPdf:
    """Read a PDF back, or raise `UnreadablePdf`."""
    limits = reading_limits()
    try:
        return read_isolated("the file", lambda: _read(pdf, limits), FinishedPdf, limits)
    except WrongUsage as error:
        raise UnreadablePdf("; ".join(filter(None, (str(error), error.advice)))) from error


def _read(pdf: bytes, limits: ReadingLimits) -> FinishedPdf:
    """`WrongUsage` says why it cannot be read."""
    weigh("the file", pdf, limits)
    try:
        with pikepdf.open(BytesIO(pdf)) as file:
            limits.check("the file", "pages", len(file.pages))
            grant(len(file.pages))
            return _PdfReader(file, limits).read()
    except pikepdf.PasswordError as error:
        raise WrongUsage("it is locked with a password", "") from error
    except (pikepdf.PdfError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise WrongUsage(f"{type(error).__name__}: {error}", "") from error


class _PdfReader:
    def __init__(self, file: pikepdf.Pdf, limits: ReadingLimits) -> None:
        self._file, self._limits = file, limits
        self._root: Any = file.Root
        self._facts = FinishedPdf(pages=len(file.pages))
        self._numbers: dict[Any, int] = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        self._fonts: dict[Any, _Font] = {}
        self._letters: dict[tuple[Any, int], str] = {}  #: page or drawing, MCID -> what is in it
        self._places: dict[tuple[Any, int], int] = {}
        self._owned: set[tuple[Any, int]] = set()
        self._link_annotations: set[Any] = set()
        self._elements: set[Any] = set()  #: of the structure that were read

    def read(self) -> FinishedPdf:
        facts, root = self._facts, self._root
        facts.metadata = root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in root else ""
        facts.language = str(root.get("/Lang", ""))
        facts.is_marked = bool(root.get("/MarkInfo", {}).get("/Marked", False))
        facts.preferences = {str(k)[1:]: str(v) for k, v in root.get("/ViewerPreferences", {}).items()}
        facts.dates = {k[1:]: str(v) for k, v in self._file.docinfo.items() if k.endswith("Date")}
        for page in self._file.pages:
            self._page(page)
        self._structure()
        facts.orphans = [self._places[key] for key in self._letters if key not in self._owned]
        self._annotations()
        facts.bookmarks = list(self._bookmarks())
        facts.files = list(self._attachments())
        facts.anchors = self._anchors()
        facts.active = list(active.in_pdf(self._file))
        return facts

    # Pages

    def _page(self, page: Any) -> None:
        box = [float(n) for n in page.mediabox]
        self._facts.sizes.append((box[2] - box[0], box[3] - box[1]))
        self._content(page, page.obj.objgen, page.obj.get("/Resources", {}), self._numbers[page.obj.objgen], [])

    def _content(self, source: Any, key: Any, resources: Any, page: int, outer: list[tuple[str, Any]]) -> None:
        marks = list(outer)
        font = _Font()
        for instruction in pikepdf.parse_content_stream(source):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in {"BDC", "BMC"}:
                marks.append(self._begin_mark(operands, key, page))
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
                    self._paint(marks, page, "")
            elif operator in _PAINTING:
                self._paint(marks, page, self._text(operands, font) if operator in _SHOWING else "")

    def _begin_mark(self, operands: Any, key: Any, page: int) -> tuple[str, Any]:
        tag, properties = str(operands[0]), operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
            place = (key, int(properties.MCID))
            self._letters.setdefault(place, "")
            self._places[place] = page
            self._facts.marked += 1
            return tag, place
        if tag == "/Artifact":
            about: Any = properties if isinstance(properties, pikepdf.Dictionary) else {}
            kind = " ".join(str(about.get(name, ""))[1:] for name in ("/Type", "/Subtype")).strip()
            self._facts.artifacts.append((page, kind, ""))
            return tag, len(self._facts.artifacts) - 1
        return tag, None

    def _paint(self, marks: list[tuple[str, Any]], page: int, letters: str) -> None:
        for tag, place in reversed(marks):
            if isinstance(place, tuple):
                self._letters[place] += letters
                return
            if tag == "/Artifact":
                number, kind, before = self._facts.artifacts[place]
                self._facts.artifacts[place] = number, kind, before + letters
                return
        self._facts.unmarked.append(page)

    def _text(self, operands: Any, font: _Font) -> str:
        parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
        letters = []
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes = bytes(part)
                for start in range(0, len(codes) - font.width + 1, font.width):
                    text = font.says.get(int.from_bytes(codes[start : start + font.width], "big"), "\0")
                    if _NOTHING.intersection(text):
                        self._facts.unexplained[font.name] = self._facts.unexplained.get(font.name, 0) + 1
                    letters.append(text)
        return "".join(letters)

    def _font(self, font: Any) -> _Font:
        if font.objgen not in self._fonts:
            name = str(font.get("/BaseFont", "/?"))[1:]
            whole = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            about = whole.get("/FontDescriptor", {})
            is_embedded = any(key in about for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            self._facts.fonts[name] = is_embedded or font.get("/Subtype") == "/Type3"
            table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
            self._fonts[font.objgen] = _Font(name, 2 if "/DescendantFonts" in font else 1, _to_unicode(table))
        return self._fonts[font.objgen]

    # Structure

    def _structure(self) -> None:
        tree = self._root.get("/StructTreeRoot")
        if tree is None:
            return
        kids = _as_list(tree.get("/K"))
        if kids:
            self._facts.root = self._element(kids[0], self._facts.language, None, 0)
        self._facts.names = tuple(str(name) for name in list(tree.get("/IDTree", {}).get("/Names", []))[::2])

    def _element(self, element: Any, language: str, page: Any, depth: int) -> Element:
        if element.is_indirect and element.objgen in self._elements:
            raise WrongUsage("an element stands twice in the structure tree", "")
        self._elements.add(element.objgen)
        language = str(element.get("/Lang", language))
        page = element.get("/Pg", page)
        attributes = {str(k): v for a in _as_list(element.get("/A")) for k, v in a.items()}
        kids = [self._kid(kid, language, page, depth, element) for kid in _as_list(element.get("/K"))]
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

    def _kid(self, kid: Any, language: str, page: Any, depth: int, parent: Any) -> Element | Content | PageSpot:
        if isinstance(kid, int):
            return self._marked_content((getattr(page, "objgen", None), kid), page)
        if kid.get("/Type") == "/MCR":
            stream = kid.get("/Stm")
            page = kid.get("/Pg", page)
            return self._marked_content(((page if stream is None else stream).objgen, int(kid.MCID)), page)
        if kid.get("/Type") == "/OBJR":
            if str(parent.S) == "/Link":
                self._link_annotations.add(kid.Obj.objgen)
            at = self._numbers.get(kid.get("/Pg", page).objgen, 0)
            return PageSpot(at, str(kid.Obj.get("/Subtype", ""))[1:], str(kid.Obj.get("/Contents", "")))
        if depth > 200:
            raise WrongUsage("the structure tree is too deep", "")
        return self._element(kid, language, page, depth + 1)

    def _marked_content(self, key: Any, page: Any) -> Content:
        self._owned.add(key)
        return Content(
            self._numbers.get(getattr(page, "objgen", None), 0), self._letters.get(key, ""), key in self._letters
        )

    # The rest

    def _annotations(self) -> None:
        for number, page in enumerate(self._file.pages, 1):
            annotations = page.obj.get("/Annots")
            if annotations is None:
                continue
            self._facts.tabs.append(str(page.obj.get("/Tabs", ""))[1:])
            for annotation in annotations:
                if annotation.get("/Subtype") == "/Link":
                    is_linked = annotation.objgen in self._link_annotations and "/StructParent" in annotation
                    self._facts.links.append((number, is_linked, str(annotation.get("/Contents", ""))))

    def _bookmarks(self) -> Iterator[str]:
        with self._file.open_outline() as outline:
            pending = list(outline.root)[::-1]
            while pending:
                item = pending.pop()
                yield str(item.title)
                pending += list(item.children)[::-1]

    def _anchors(self) -> dict[str, int]:
        is_there = "/Names" in self._root and "/Dests" in self._root.Names
        names = pikepdf.NameTree(self._root.Names.Dests).items() if is_there else ()
        return {str(name): self._numbers.get(place[0].objgen, 0) for name, place in names}

    def _attachments(self) -> Iterator[Attachment]:
        size = 0
        for item in self._root.get("/AF", []):
            yield (file := self._attachment(item))
            size += len(file.content)
            self._limits.check_while("the file", "unpacked", size)

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


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _to_unicode(table: bytes) -> dict[int, str]:
    """What each code of a font says."""
    letters: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        letters |= {int(code, 16): _letters(text) for code, text in _CHAR.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text, items in _RANGE.findall(block):
            texts = re.findall(rb"<([0-9a-fA-F]*)>", items)
            for step, code in enumerate(range(int(first, 16), min(int(last, 16), 0xFFFF) + 1)):
                letters[code] = _letters(texts[step]) if texts else _advance(_letters(text), step)
    return letters


def _letters(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


def _advance(letters: str, step: int) -> str:
    return letters[:-1] + chr(ord(letters[-1]) + step) if letters else ""
