"""An ODT file -> lines, in the reading that accepts every tracked change; what was changed, and by whom, beside it.

The order is that of a DOCX file: the body, each box behind the paragraph that it hangs on, then notes, headers,
footers, and last the comments, which prove nothing. OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dossier.files.reading_limits import ReadingLimits
from dossier.formats.lines import About, Lines, Unread, text_lines
from dossier.formats.office.gathering import GatheredLine, gather_lines
from dossier.formats.office.xml import Package, attribute, qualified_name, walk

_NAMES = {
    f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0": space
    for space in ("office", "text", "style", "meta", "table")
} | {"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw", "http://purl.org/dc/elements/1.1/": "dc"}
_SIGNS = {"text:tab": "\t", "text:s": " "}
_NOT_READ = {"draw:image": "picture", "draw:object": "embedded file", "draw:object-ole": "embedded file"}
#: Texts in a text -> their kind. Notes and comments go behind all, boxes behind their paragraph.
_INNER = {"text:note-body": "footnote", "office:annotation": "comment", "draw:text-box": "text box"} | dict.fromkeys(
    (f"draw:{shape}" for shape in ("custom-shape", "rect", "circle", "ellipse", "polygon", "path", "line", "caption")),
    "text box",
)
_BEHIND = ("footnote", "header", "footer", "comment")
_HEADS = {
    **dict.fromkeys(("style:header", "style:header-left", "style:header-first"), "header"),
    **dict.fromkeys(("style:footer", "style:footer-left", "style:footer-first"), "footer"),
}
_ENCRYPTED = "META-INF/manifest.xml"


def read(name: str, content: bytes, limits: ReadingLimits) -> Lines:
    """`WrongUsage` if it is no ODT file."""
    package = Package(name, content, "ODT", limits)
    if b"encryption-data" in (package.read(_ENCRYPTED) or b""):
        raise package.unreadable(ValueError("it is locked with a password"))
    root, styles = package.root("content.xml"), package.root("styles.xml")
    body = None if root is None else next((item for item in root.iter() if _short(item) == "office:body"), None)
    if body is None:
        raise package.unreadable(ValueError("it has no document in it"))
    reader = _OdtReader(_styles([item for item in (root, styles) if item is not None]))
    reader.read(body)
    for item in () if styles is None else styles.iter():
        if kind := _HEADS.get(_short(item)):
            reader.read(item, kind)
    return reader.lines(_about(package.root("meta.xml")))


def _short(element: Element) -> str:
    return qualified_name(element, _NAMES)


def _styles(roots: Iterable[Element]) -> dict[str, str]:
    """Name -> what a style does to its words: it strikes them out, or hides them."""
    styles: dict[str, str] = {}
    for style in (item for root in roots for item in root.iter() if _short(item) == "style:style"):
        for properties in style:
            if attribute(properties, "display") == "none":
                styles[attribute(style, "name")] = "hidden text"
            elif attribute(properties, "text-line-through-style") not in {"", "none"}:
                styles[attribute(style, "name")] = "struck words"
    return styles


def _about(root: Element | None) -> About:
    properties = {} if root is None else {_short(item): " ".join(text_lines([item.text or ""])) for item in root.iter()}
    author = properties.get("meta:initial-creator") or properties.get("dc:creator", "")
    return About(properties.get("dc:title", ""), author, language=properties.get("dc:language", ""))


@dataclass(slots=True)
class _OdtReader:
    styles: dict[str, str]
    shown: list[str] = field(default_factory=list)  #: what the styles of the elements around do to the words
    #: by kinds of what goes behind
    done: dict[str, list[GatheredLine]] = field(default_factory=lambda: defaultdict(list))
    open: list[GatheredLine] = field(default_factory=list)  #: the innermost last
    boxes: list[GatheredLine] = field(default_factory=list)  #: of the paragraph that is read
    regions: dict[str, tuple[str, str, str]] = field(default_factory=dict)  #: id -> what was done, by whom, its words
    changes: dict[str, tuple[str, str, str]] = field(default_factory=dict)  #: those the walk is in

    def read(self, root: Element, kind: str = "") -> None:
        self.open = [GatheredLine(kind)]
        for item in root.iter():
            if _short(item) == "text:changed-region":
                self.regions[attribute(item, "id")] = _region(item)
        for what, element, text in walk(root, _is_beside):
            if what == "start":
                self._enter(element)
            elif what == "text":
                self._say(" ".join(text.split("\n")))
            else:
                self._leave(element)
        self._end_line()

    def lines(self, about: About) -> Lines:
        return gather_lines((line for kind in ("", *_BEHIND) for line in self.done[kind]), about)

    def _enter(self, element: Element) -> None:
        name, line = _short(element), self.open[-1]
        self.shown.append(self.styles.get(attribute(element, "style-name"), ""))
        if name in _SIGNS:
            count = attribute(element, "c")
            self._say(_SIGNS[name] * (min(int(count), 9) if count.isdecimal() and len(count) < 4 else 1))
        elif name == "text:line-break":
            self._end_line()
        elif name in _NOT_READ:
            line.unread.append(Unread(_NOT_READ[name]))
        elif name in _INNER:
            self.open.append(GatheredLine(_INNER[name], _writer(element)))
        elif name == "text:change-start":
            key = attribute(element, "change-id")
            self.changes[key] = self.regions.get(key, ("tracked change", "", ""))
        elif name == "text:change-end":
            self.changes.pop(attribute(element, "change-id"), None)
        elif name == "text:change":
            what, by, words = self.regions.get(attribute(element, "change-id"), ("tracked change", "", ""))
            line.note(what, by, words)

    def _leave(self, element: Element) -> None:
        name = _short(element)
        self.shown.pop()
        if name in {"text:p", "text:h"}:
            self._end_line()
        elif name in _INNER:
            self._end_line()
            self.open.pop()

    def _say(self, words: str) -> None:
        line = self.open[-1]
        for what in dict.fromkeys(filter(None, self.shown)):
            line.note(what, "", words)
        if "hidden text" in self.shown:
            return
        line.words.append(words)
        for what, by, _ in self.changes.values():
            line.note(what, by, words)

    def _end_line(self) -> None:
        line = self.open[-1]
        self.open[-1] = GatheredLine(line.kind)
        if line.kind == "text box":
            self.boxes.append(line)
        else:
            line.behind, self.boxes = self.boxes, []
            self.done[line.kind].append(line)


def _is_beside(element: Element) -> bool:
    """What is no text of the document's: changes, the sign of a note, what a picture is called, who wrote a comment."""
    beside = {"text:tracked-changes", "text:note-citation", "text:ruby-text", "office:forms", "dc:creator", "dc:date"}
    return _short(element) in beside or _short(element) in {"text:sequence-decls", "?:title", "?:desc"}


def _writer(element: Element) -> str:
    """By whom and when, as a comment says."""
    return ", ".join(item.text for item in element if _short(item) in {"dc:creator", "dc:date"} and item.text)


def _region(region: Element) -> tuple[str, str, str]:
    """(what was done, by whom and when, the deleted words) of a change."""
    words: list[str] = []
    metadata = {"dc:creator": "", "dc:date": ""}
    what = "tracked change"
    for step, element, text in walk(region):
        name = _short(element)
        if step == "start" and name in {"text:insertion", "text:deletion", "text:format-change"}:
            what = "tracked " + name.partition(":")[2].replace("-", " ")
        elif step == "text" and name in metadata:
            metadata[name] += text
        elif step == "text":
            words.append(text)
    return what, ", ".join(filter(None, metadata.values())), "".join(words)
