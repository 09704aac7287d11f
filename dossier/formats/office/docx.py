"""A DOCX file -> lines, in the reading that accepts every tracked change; what was changed, and by whom, beside it.

The order: the body with its tables, each text box behind the paragraph that it hangs on; then footnotes, endnotes,
headers, footers, and last the comments, which are not the document's words and prove nothing. What Word does not show
(deleted, moved away, hidden) is in no line. ECMA-376, part 1.

The XML is read here because no package gives all of it. On documents with every kind of text that is not a plain
paragraph: python-docx leaves out insertions, content controls, smart tags, fields and moved text; mammoth simple fields
and headers; pandoc headers and the text of boxes; docx2python prints moved text twice, boxes twice, and parts a line
whose end was deleted. None says on which line a change stands, and all refuse a part whose name is in another case.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from dossier.files.reading_limits import ReadingLimits
from dossier.formats.lines import About, Cell, Lines, Unread, superscript, text_lines
from dossier.formats.office.gathering import GatheredLine, gather_lines
from dossier.formats.office.xml import Package, attribute, qualified_name, walk

_NAMES = {  #: namespace, as Word writes it and as the strict standard has it -> prefix
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_SIGNS = {  #: elements that stand for a letter; a soft hyphen is none
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:noBreakHyphen": "-",
}
_CHANGES = {
    "w:ins": "tracked insertion",
    "w:del": "tracked deletion",
    "w:moveTo": "text moved here",
    "w:moveFrom": "text moved away",
}
_DELETED = {"w:del", "w:moveFrom"}
WIDEST = 100  #: columns that a cell spans
_NOT_READ = {  #: what has words in it, perhaps, that are in no line
    "pic:pic": "picture",
    "v:imagedata": "picture",
    "c:chart": "chart",
    "dgm:relIds": "diagram",
    "o:OLEObject": "embedded file",
    "w:altChunk": "embedded document",
}
#: The parts behind the body by the ends of their relationships, the element that holds one piece, and its kind.
_BEHIND = (
    ("footnotes", "w:footnote", "footnote"),
    ("endnotes", "w:endnote", "endnote"),
    ("header", "w:hdr", "header"),
    ("footer", "w:ftr", "footer"),
    ("comments", "w:comment", "comment"),
)


def read(name: str, content: bytes, limits: ReadingLimits) -> Lines:
    """`WrongUsage` if it is no DOCX file."""
    package = Package(name, content, "DOCX", limits)
    main = _related_parts(package, "", "officeDocument") or ["word/document.xml"]
    body = package.root(main[0])
    if body is None:
        raise package.unreadable(ValueError("it has no document in it"))
    reader = _DocxReader(_hidden_styles(package, main[0]))
    reader.read(body)
    for relation, element, kind in _BEHIND:
        for part in _related_parts(package, main[0], relation):
            root = package.root(part)
            for piece in () if root is None else root.iter():
                if _short(piece) == element and not _is_ornament(piece):
                    reader.read(piece, kind)
    return reader.lines(_about(package))


def _short(element: Element) -> str:
    return qualified_name(element, _NAMES)


def _is_on(element: Element) -> bool:
    return attribute(element, "val") not in {"0", "false", "off"}


def _is_twice(element: Element) -> bool:
    """What older programs show instead of the element before, and what a paragraph looked like before a change."""
    name = _short(element)
    return name == "mc:Fallback" or name.endswith("PrChange")


def _is_ornament(note: Element) -> bool:
    """The lines that separate notes from the text are notes, too."""
    return attribute(note, "type") in {"separator", "continuationSeparator", "continuationNotice"}


def _related_parts(package: Package, part: str, relation: str) -> list[str]:
    """The parts that a part names as related to it in one way."""
    folder, file = posixpath.split(part)
    root = package.root(posixpath.join(folder, "_rels", f"{file}.rels"))
    relations = [] if root is None else list(root)
    return [
        posixpath.normpath(posixpath.join("/", folder, target))
        for item in relations
        if item.get("Type", "").rpartition("/")[2] == relation and item.get("TargetMode") != "External"
        if (target := item.get("Target", ""))
    ]


def _hidden_styles(package: Package, main: str) -> frozenset[str]:
    """The ids of the styles whose text is not shown."""
    roots = [root for part in _related_parts(package, main, "styles") if (root := package.root(part)) is not None]
    styles = [element for root in roots for element in root if _short(element) == "w:style"]
    return frozenset(
        attribute(style, "styleId")
        for style in styles
        if any(_short(inner) == "w:vanish" and _is_on(inner) for inner in style.iter())
    )


def _about(package: Package) -> About:
    """What the file's properties say; its dates are those of the file, not of the document."""
    properties: dict[str, str] = {}
    for part in _related_parts(package, "", "core-properties"):
        root = package.root(part)
        properties |= {} if root is None else {item.tag.rpartition("}")[2]: item.text or "" for item in root}
    values = {key: " ".join(text_lines([value.replace("\n", " ")])) for key, value in properties.items()}
    return About(values.get("title", ""), values.get("creator", ""), language=values.get("language", ""))


@dataclass(slots=True)
class _DocxReader:
    """What is read so far, and where the walk is: `path` holds the elements that it is in."""

    hidden_styles: frozenset[str]
    done: list[GatheredLine] = field(default_factory=list)
    open: list[GatheredLine] = field(default_factory=list)  #: the innermost last: a box is a text in a line
    path: list[str] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)  #: (element, by whom and when) that the walk is in
    cells: list[tuple[str, str] | None] = field(default_factory=list)  #: the deletion of each row and cell around it
    tables: int = 0  #: that have begun
    grid: list[Cell] = field(default_factory=list)  #: the cell that each table around it is at, the innermost last
    hidden: bool = False  #: the run
    hidden_paragraph: bool = False
    superscript: bool = False
    struck: bool = False
    goes_on: bool = False  #: the end of the last paragraph was deleted
    has_numbers: bool = False

    def read(self, root: Element, kind: str = "") -> None:
        self.open, self.goes_on = [GatheredLine(kind, _by(root))], False
        for what, element, _ in walk(root, _is_twice):
            if what == "start":
                self._enter(element)
                self.path.append(_short(element))
            elif what == "end":
                self.path.pop()
                self._leave(element)
        self._end_line()

    def lines(self, about: About) -> Lines:
        detail = "the word processor counts them; they are in no line"
        return gather_lines(self.done, about, [Unread("numbers of lists", detail=detail)] if self.has_numbers else [])

    # Elements

    def _enter(self, element: Element) -> None:
        name, line = _short(element), self.open[-1]
        if name in _SIGNS and "w:tabs" not in self.path:
            self._say(_SIGNS[name])
        elif name == "w:sym":
            self._say(_own_sign(attribute(element, "char")))
        elif name in {"w:br", "w:cr"}:
            self._break(element)
        elif name in {"w:t", "w:delText", "m:t"}:
            self._say(element.text or "")
        elif name in _CHANGES:
            self._change(name, element)
        elif name in {"w:strike", "w:dstrike"} and self.path[-2:] == ["w:r", "w:rPr"]:
            self.struck = self.struck or _is_on(element)
        elif name in _NOT_READ:
            line.unread.append(Unread(_NOT_READ[name]))
        elif name in {"w:r", "m:r"}:
            self.hidden = self.superscript = self.struck = False
        elif name == "w:vertAlign" and self.path[-1:] == ["w:rPr"]:
            self.superscript = attribute(element, "val") == "superscript"
        elif name in {"w:vanish", "w:rStyle", "w:pStyle"} and self.path[-1] in {"w:rPr", "w:pPr"}:
            self._hide(name, element)
        elif name == "w:tbl":
            self.tables += 1
            self.grid.append(Cell(self.tables, -1, -1))
        elif name in {"w:tr", "w:tc"}:
            self.cells.append(None)
            self._go_on(name)
        elif name == "w:gridSpan" and self.grid and self.path[-1:] == ["w:tcPr"]:
            self.grid[-1] = replace(self.grid[-1], columns=_count(attribute(element, "val")))
        elif name == "w:cellDel" and self.cells:
            self.cells[-1] = "w:del", _by(element)
        elif name == "w:txbxContent":
            self.open.append(GatheredLine(line.kind or "text box"))
        elif name == "m:oMath":
            line.unread.append(Unread("formula", detail="read from left to right", breaks_proof=True))
        elif name == "w:numPr":
            self.has_numbers = True

    def _leave(self, element: Element) -> None:
        name = _short(element)
        if name == "w:p":
            self.hidden = self.hidden_paragraph = False
            if not self.goes_on:
                self._end_line()
            self.goes_on = False
        elif name in _CHANGES and self.changes and self.path[-1:] not in (["w:rPr"], ["w:trPr"]):
            self.changes.pop()
        elif name in {"w:tr", "w:tc"}:
            self._end_line()
            self.cells.pop()
        elif name == "w:tbl":
            self.grid.pop()
        elif name == "w:txbxContent":
            self._end_line()
            self.open.pop()

    def _go_on(self, name: str) -> None:
        """To the next row or cell of the table."""
        if self.grid and name == "w:tr":
            self.grid[-1] = Cell(self.grid[-1].table, self.grid[-1].row + 1, 0, 0)
        elif self.grid:
            before = self.grid[-1]
            self.grid[-1] = Cell(before.table, before.row, before.column + before.columns)

    def _change(self, name: str, element: Element) -> None:
        """Words that were changed; or, where it says so of a paragraph's end or a row, that."""
        if self.path[-1:] == ["w:trPr"]:
            if name in _DELETED and self.cells:
                self.cells[-1] = name, _by(element)
        elif self.path[-1:] == ["w:rPr"]:
            self.goes_on = self.goes_on or (name in _DELETED and self.path[-2:-1] == ["w:pPr"])
        else:
            self.changes.append((name, _by(element)))

    def _hide(self, name: str, element: Element) -> None:
        if self.path[-2:] == ["w:pPr", "w:rPr"]:
            return  # of the paragraph's end, which is no letter
        is_hidden = _is_on(element) if name == "w:vanish" else attribute(element, "val") in self.hidden_styles
        if name == "w:pStyle":
            self.hidden_paragraph = is_hidden
        else:
            self.hidden = self.hidden or is_hidden

    def _break(self, element: Element) -> None:
        """A line feed begins a line; the end of a page or a column does not."""
        if attribute(element, "type") in {"", "textWrapping"}:
            self._end_line()
        else:
            self._say(" ")

    def _say(self, words: str) -> None:
        line = self.open[-1]
        changes = [*self.changes, *(cell for cell in self.cells if cell)]
        for name, by in changes:
            line.note(_CHANGES[name], by, words)
        if any(name in _DELETED for name, _ in changes):
            return
        if self.hidden or self.hidden_paragraph:
            line.note("hidden text", "", words)
        else:
            if self.struck:
                line.note("struck words", "", words)
            line.words.append(superscript(words, "".join(line.words[-1:])) if self.superscript else words)

    def _end_line(self) -> None:
        """The innermost open line is done; another of its kind begins."""
        line = self.open[-1]
        line.cell = self.grid[-1] if self.grid else None
        self.open[-1] = GatheredLine(line.kind, line.by)
        if len(self.open) > 1:
            self.open[-2].behind.append(line)
        else:
            self.done.append(line)


def _own_sign(number: str) -> str:
    """A sign of a font of its own, among the letters that Unicode leaves to fonts; U+FFFD if nothing says which."""
    try:
        return chr(0xF000 | int(number, 16) & 0xFFF)
    except ValueError:
        return "\ufffd"


def _count(number: str) -> int:
    """Of columns that a cell spans; 1 where it does not say."""
    return min(int(number), WIDEST) if number.isascii() and number.isdecimal() and int(number) else 1


def _by(element: Element) -> str:
    """By whom and when: "A, 2026-01-01T00:00:00Z"."""
    return ", ".join(filter(None, (attribute(element, "author"), attribute(element, "date"))))
