"""The objects of a PDF that WeasyPrint has drawn -> those of a unit: numbered anew from 0, references as gaps.

A document of pydyf holds its objects as bytes with the numbers of others in them (`12 0 R`, ISO 32000-1, 7.3.10). What
belongs to the whole file and not to the unit is left out, and asked for by name: the fonts, the profile of colours, the
structure element of the chapter.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import pydyf

from dossier.press.linker.late_numbers import OPEN
from dossier.press.linker.unit import (
    ContentStream,
    LateLine,
    Relocatable,
    Stream,
    Structure,
    Unlinkable,
    join_streams,
    number_of,
)
from dossier.press.weasy.compile.late_lines import LateLineMark

FONTS, PROFILE, CHAPTER = "fonts", "profile:", "chapter"  #: names of what a unit needs

#: The ID of a note, which becomes its number; a string, which is passed over; a reference; a key of the parent tree.
_TOKEN = re.compile(
    rb"/ID \((?P<id>note-\d+)\)|\((?:\\.|[^\\()])*\)|(?P<reference>\b\d+) 0 R|/StructParents? (?P<key>\d+)", re.S
)


class UnitObjects:
    """Takes the objects of one drawn document."""

    def __init__(self, pdf: Any, bodies: list[Any]) -> None:
        self._pdf = pdf
        self.pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self._numbers: dict[int, int] = {}  #: in the document -> in the unit
        for sheet, (page, body) in enumerate(zip(self.pages, bodies, strict=True)):
            self._numbers[page.number] = number_of(sheet)
            self._numbers[body.number] = number_of(sheet) + 1
        self.count = number_of(len(self.pages))
        self.needs: list[str] = []
        self.shared: dict[str, tuple[bytes, bytes]] = {}

    def need(self, name: str, number: int) -> None:
        """An object of the document stands for what the linker has under a name."""
        if name not in self.needs:
            self.needs.append(name)
        self._numbers[number] = -1 - self.needs.index(name)

    def leave(self, *objects: Any) -> None:
        """Objects that are no part of the unit."""
        self._left = {one.number for one in objects} | {0}

    def take(self) -> tuple[list[tuple[int, Relocatable]], list[tuple[int, Relocatable]], list[Stream]]:
        """All others, numbered: those with open numbers, those without, and streams."""
        own = [one for one in self._pdf.objects if one.number not in self._numbers and one.number not in self._left]
        for one in list(own):
            if isinstance(one, pydyf.Stream) and one.extra.get("Subtype") == "/Image" and "SMask" not in one.extra:
                self.share("image:", one)
                own.remove(one)
        with_open_numbers = [one for one in own if _has_open_numbers(one)]
        for one in (
            (*with_open_numbers, *(one for one in own if one not in with_open_numbers)) if with_open_numbers else own
        ):
            self._numbers[one.number] = self.count
            self.count += 1
        coded = [(self.number(one), self.code(one.data, self.number(one))) for one in own if not _is_stream(one)]
        coded.sort(key=lambda one: one[0])
        streams = [self._stream(one) for one in own if _is_stream(one)]
        return coded[: len(with_open_numbers)], coded[len(with_open_numbers) :], streams

    def share(self, kind: str, stream: Any) -> None:
        """A picture, say, may stand in several chapters, and is in the file once."""
        head, content = _parts(stream)
        name = kind + hashlib.sha256(head + content).hexdigest()
        self.shared[name] = head, content
        self.need(name, stream.number)

    def _stream(self, stream: Any) -> Stream:
        if any(isinstance(one, LateLineMark) for one in stream.stream):
            raise Unlinkable("a page number stands in what is drawn apart")
        head, content = _parts(stream)
        return Stream(self.number(stream), self.code(head), content)

    def number(self, one: Any) -> int:
        return self._numbers[one.number]

    def reference(self, reference: bytes) -> int:
        """The unit's number of what a reference leads to."""
        return self._numbers[int(reference.split()[0])]

    def code(self, data: bytes, own: int = 0) -> Relocatable:
        """Bytes of an object, whose number is `own`, as a piece of the unit."""
        text, gaps, at = bytearray(), [], 0
        for match in _TOKEN.finditer(data):
            if (group := match.lastgroup) is None:
                continue
            text += data[at : match.start(group)]
            if group == "id":
                text += b"n"
            numbers = {"id": own, "key": int(match["key"] or 0)}
            gaps.append((len(text), self._numbers[int(match[group])] if group == "reference" else numbers[group]))
            at = match.end(group)
        text += data[at:]
        return Relocatable(bytes(text), tuple(gaps))


def _is_stream(one: Any) -> bool:
    return isinstance(one, pydyf.Stream)


def _has_open_numbers(one: Any) -> bool:
    strings = (one.get(key) for key in ("Contents", "ActualText")) if isinstance(one, pydyf.Dictionary) else ()
    return any(isinstance(item, pydyf.String) and bool(OPEN.search(item.string)) for item in strings)


def _parts(stream: Any) -> tuple[bytes, bytes]:
    """Dictionary without length, and content, of a stream object."""
    head, _, content = stream.data.partition(b"\nstream\n")
    return re.sub(rb"/Length \d+", b"", head, count=1), content.removesuffix(b"\nendstream")


def content_stream(stream: Any) -> ContentStream:
    """A page's content: closed in itself, for WeasyPrint leaves its matrix turned."""
    pieces: list[bytes | LateLine] = []
    run: list[bytes] = [b"q"]
    for item in stream.stream:
        if isinstance(item, LateLineMark):
            pieces += [join_streams(run), item.line]
            run = []
        else:
            run.append(pydyf._to_bytes(item))
    run.append(b"Q")
    return ContentStream((*pieces, join_streams(run)))


@dataclass(frozen=True, slots=True)
class StructureObjects:
    """What `structure_tags` has written into a document: the branch that a unit keeps, and what is above it."""

    root: Any
    parents: Any
    document: Any
    chapter: Any  #: the element of the one chapter, or that of the document

    @classmethod
    def of(cls, pdf: Any) -> StructureObjects:
        root = _object(pdf, pdf.catalog["StructTreeRoot"])
        document = _object(pdf, root["K"][0])
        chapter = document
        if len(document["K"]) == 1 and isinstance(document["K"][0], bytes):
            only = _object(pdf, document["K"][0])
            chapter = only if only["S"] == "/Sect" else document
        if not all(isinstance(kid, bytes) for kid in chapter["K"]):
            raise Unlinkable("words stand outside every element of a chapter")
        return cls(root, _object(pdf, root["ParentTree"]), document, chapter)

    def leave(self, objects: UnitObjects) -> None:
        objects.need(CHAPTER, self.chapter.number)
        objects.leave(self.root, self.parents, self.document)

    def leads(self, objects: UnitObjects) -> tuple[tuple[int, Relocatable], ...]:
        """Of the parent tree, for `objects` that have been taken: each key, and what it leads to."""
        numbers = self.parents["Nums"]
        return tuple(
            (key, objects.code(value if isinstance(value, bytes) else value.data))
            for key, value in zip(numbers[::2], numbers[1::2], strict=True)
        )

    def branch(self, objects: UnitObjects) -> Structure:
        """For `objects` that have been taken."""
        notes = self.root.get("IDTree", {"Names": []})["Names"][1::2]
        is_section = self.chapter is not self.document
        return Structure(
            role="Sect" if is_section else "",
            language=self.chapter["Lang"].string if is_section and "Lang" in self.chapter else "",
            kids=tuple(map(objects.reference, self.chapter["K"])),
            notes=tuple(map(objects.reference, notes)),
        )


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
