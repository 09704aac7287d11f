"""XML that a stranger wrote -> its elements, in the order of the text: no DTD, no entities, nothing fetched."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Literal
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from dossier.files.reading_limits import ReadingLimits
from dossier.problems import WrongUsage

#: Where a walk is: before an element, at text inside or behind one, behind an element.
XmlEvent = tuple[Literal["start", "text", "end"], Element, str]

_BROKEN = (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error, lzma.LZMAError)  # of zipfile

SAVE_ANEW = "Open it in an editor and save it anew."


class _NoDoctype(TreeBuilder):
    def doctype(self, name: str, pubid: str, system: str) -> None:
        raise ParseError("it has a document type declaration, which none of this format has")


def parse(content: bytes) -> Element:
    """The root element. `ParseError` if it is not XML, or has a DTD."""
    parser = XMLParser(target=_NoDoctype())
    parser.feed(content)
    root: Element = parser.close()
    return root


def walk(root: Element, is_silent: Callable[[Element], bool] = lambda _: False) -> Iterator[XmlEvent]:
    """Every element and text below `root` in order, without those that are silent; without recursion, for deep
    nesting."""
    pending: list[XmlEvent] = [("start", root, "")]
    while pending:
        step = pending.pop()
        what, element, _ = step
        if what == "start" and is_silent(element):
            continue
        yield step
        if what == "start":
            inner: list[XmlEvent] = [("text", element, element.text)] if element.text else []
            for child in element:
                inner.append(("start", child, ""))
                if child.tail:
                    inner.append(("text", element, child.tail))
            pending += [("end", element, ""), *reversed(inner)]


def qualified_name(element: Element, prefixes: Mapping[str, str]) -> str:
    """`w:p` for an element of a namespace that has a prefix, its name with `?:` for any other."""
    space, _, name = element.tag.rpartition("}")
    return f"{prefixes.get(space[1:], '?')}:{name}"


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace; "" if there is none."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


class Package:
    """A ZIP file of XML parts, found by their names in any case."""

    def __init__(self, name: str, content: bytes, form: str, limits: ReadingLimits) -> None:
        """`WrongUsage` if it is no such file, or unpacks to more than we take."""
        self.name, self.form, self.limits = name, form, limits
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise self.unreadable(error) from error
        items = self._archive.infolist()
        limits.check(name, "parts", len(items))
        limits.check(name, "unpacked", sum(item.file_size for item in items))
        self._items = {item.filename.lower().lstrip("/"): item for item in items}

    def read(self, part: str) -> bytes | None:
        """The content of a part; None if there is none of that name."""
        item = self._items.get(part.lower().lstrip("/"))
        if item is None:
            return None
        self.limits.check(f"{self.name}: its part {part}", "part", item.file_size)
        try:
            return self._archive.read(item)
        except _BROKEN as error:
            raise self.unreadable(error) from error

    def root(self, part: str) -> Element | None:
        """The root element of a part; None if there is no such part."""
        content = self.read(part)
        if content is None:
            return None
        self.limits.check(f"{self.name}: its part {part}", "elements", content.count(b"<"))
        try:
            return parse(content)
        except (ParseError, ValueError, LookupError) as error:
            raise self.unreadable(error) from error

    def unreadable(self, error: Exception) -> WrongUsage:
        message = str(error) or type(error).__name__
        return WrongUsage(f"{self.name} cannot be read as {self.form}: {message}", SAVE_ANEW)
