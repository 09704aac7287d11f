"""Nodes -> the structure elements of a PDF, with the way back from every page's marked content to its element."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf

from dossier.press.pdf.structure import Hotspot, MarkedContent, Node


def write(pdf: Any, document: Node, pages: int) -> None:
    """Put a settled tree into a `pydyf.PDF` of that many pages."""
    _StructureWriter(pdf, pages).tree(document)


class _StructureWriter:
    """Nodes -> objects of a PDF."""

    def __init__(self, pdf: Any, pages: int) -> None:
        self._pdf, self._pages, self._count = pdf, pdf.page_references, pages
        self._owners: dict[Any, dict[int, bytes]] = {number: {} for number in range(pages)}
        self._streams: list[Any] = []  #: drawn on by themselves, as what is half transparent
        self._hotspots: list[tuple[Any, bytes]] = []  #: annotation, and its element
        self._notes: list[tuple[str, bytes]] = []  #: ID, and the element that has it

    def tree(self, document: Node) -> None:
        parents, root = pydyf.Dictionary(), pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(parents)
        self._pdf.add_object(root)
        root["ParentTree"] = parents.reference
        root["K"] = pydyf.Array([self._element(document, root.reference, "").reference])
        parents["Nums"], root["ParentTreeNextKey"] = self._parents()
        if self._notes:
            names = [item for key, element in sorted(self._notes) for item in (pydyf.String(key), element)]
            root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _parents(self) -> tuple[Any, int]:
        """What each page's marked content and each annotation belongs to."""
        numbers = pydyf.Array()
        for key, owners in self._owners.items():
            if isinstance(key, int):
                numbers += [key, _by_number(owners)]
        following = self._count
        for stream in self._streams:
            stream.extra["StructParents"] = following
            numbers += [following, _by_number(self._owners[stream])]
            following += 1
        for annotation, element in self._hotspots:
            annotation["StructParent"] = following
            numbers += [following, element]
            following += 1
        return numbers, following

    def _element(self, node: Node, parent: bytes, language: str) -> Any:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role or 'Span'}", "P": parent})
        self._pdf.add_object(element)
        if node.language and node.language != language:
            element["Lang"] = pydyf.String(node.language)
        if node.alt:
            element["Alt"] = pydyf.String(node.alt)
        if node.actual:
            element["ActualText"] = pydyf.String(node.actual)
        if node.role == "Note":
            self._notes.append((f"note-{len(self._notes) + 1:04}", element.reference))
            element["ID"] = pydyf.String(self._notes[-1][0])
        if attributes := _attributes(node):
            element["A"] = attributes
        pages = [kid.page for kid in node.kids if not isinstance(kid, Node)]
        if pages:
            element["Pg"] = self._pages[pages[0]]
        kids = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._element(kid, element.reference, node.language).reference)
            elif isinstance(kid, MarkedContent):
                kids.append(self._piece(kid, element.reference, pages[0]))
            else:
                kids.append(self._hotspot(kid, node, element.reference))
        element["K"] = kids
        return element

    def _piece(self, piece: MarkedContent, element: bytes, page: int) -> Any:
        stream: Any = piece.stream
        if stream is None:
            self._owners[piece.page][piece.mcid] = element
            if piece.page == page:
                return piece.mcid
        content = {"Type": "/MCR", "Pg": self._pages[piece.page], "MCID": piece.mcid}
        if stream is not None:
            if stream not in self._owners:
                self._owners[stream] = {}
                self._streams.append(stream)
            self._owners[stream][piece.mcid] = element
            content["Stm"] = stream.reference
        return pydyf.Dictionary(content)

    def _hotspot(self, hotspot: Hotspot, node: Node, element: bytes) -> Any:
        annotation: Any = hotspot.annotation
        self._hotspots.append((annotation, element))
        if node.role == "Link" and node.words:
            annotation["Contents"] = pydyf.String(node.words)
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._pages[hotspot.page]})


def _attributes(node: Node) -> Any:
    """Of an element, by its kind (ISO 32000-1, 14.8.5); None if there is nothing to say."""
    if node.box:
        return pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(node.box)})
    if node.numbering:
        return pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{node.numbering}"})
    cell = pydyf.Dictionary({"O": "/Table"})
    if node.scope:
        cell["Scope"] = f"/{node.scope}"
    for name, span in zip(("ColSpan", "RowSpan"), node.spans, strict=True):
        if span != 1:
            cell[name] = span
    return cell if len(cell) > 1 else None


def _by_number(owners: Mapping[int, bytes]) -> Any:
    return pydyf.Array([owners.get(mcid, "null") for mcid in range(max(owners, default=-1) + 1)])
