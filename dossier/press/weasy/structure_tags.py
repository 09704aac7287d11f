"""The structure tree of a PDF, in place of WeasyPrint's.

WeasyPrint 70.0 makes an element of every box: a paragraph over two pages is two paragraphs, a footnote stands after
its page, contents are a list, heads of columns have no scope, languages below the root are lost, the text of headers
and footers is marked but hangs nowhere, and a link in bold is two links. Here the tree is made from the HTML element
that each box is drawn for (see `structure`), and what is no content is painted as an artifact: margin boxes, what is
hidden from readers, pictures without words, and the heads of a table on its second page and later.

`installed` puts this in the place of WeasyPrint's own functions while one document is drawn.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from typing import Any

from dossier.press.pdf.actual_text import with_actual_text
from dossier.press.pdf.structure import (
    SVG,
    Hotspot,
    MarkedContent,
    Node,
    is_hidden,
    is_layout,
    role_of,
    scope_of,
    well_formed,
)
from dossier.press.pdf.structure_writer import write
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.hooks.installer import install

with fast_imports():
    import pydyf
    from weasyprint.formatting_structure import boxes

POINTS = 0.75  #: in a CSS pixel


@contextmanager
def installed(above: tuple[str, ...] = (), words_of: Callable[[Any], str] = attrgetter("text")) -> Iterator[None]:
    """Structure trees are ours while this lasts. `OtherWeasyPrint` if that cannot be.

    `above` are the headings that stand over the first one, if the document is a part of one. `words_of` gives the
    words of a text box, where they are others than those that were laid out.
    """
    work = _TagWriter(above, words_of)
    ours = (
        ("weasyprint.pdf:add_tags", lambda stock: work.add_tags),
        ("weasyprint.pdf:add_links", work.linking),
        ("weasyprint.pdf.stream:Stream.marked", work.marking),
        ("weasyprint.document:Page.paint", work.painting),
    )
    with install(ours):
        yield


class _TagWriter:
    """One document being drawn."""

    def __init__(self, above: tuple[str, ...], words_of: Callable[[Any], str]) -> None:
        self._above, self._words_of = above, words_of
        self._artifacts: dict[Any, dict[str, str] | None] = {}  #: box -> what the artifact is
        self._streams: dict[Any, Any] = {}  #: box -> the stream it is drawn in
        self._repeating: dict[Any, Any] = {}  #: head or foot of a table -> the page it first stands on

    def painting(self, stock: Callable[..., None]) -> Callable[..., None]:
        def paint(page: Any, stream: Any, scale: float = 1) -> None:
            self._find_artifacts(page._page_box, page, None)
            stock(page, stream, scale)

        return paint

    def _find_artifacts(self, box: Any, page: Any, kind: dict[str, str] | None) -> None:
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.MarginBox):
            kind = {"Type": "/Pagination"}
            if side := {"top": "/Header", "bott": "/Footer"}.get(box.at_keyword[1:].split("-")[0][:4].rstrip("-")):
                kind["Subtype"] = side
        elif kind is None and self._is_artifact(box, page):
            kind = {}
        if kind is not None and isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self._artifacts[box] = kind
        for child in _children(box):
            self._find_artifacts(child, page, kind)

    def _is_artifact(self, box: Any, page: Any) -> bool:
        if box.element is None or not isinstance(box.element_tag, str):
            return False
        if box.element_tag in {"thead", "tfoot"} and self._repeating.setdefault(box.element, page) is not page:
            return True
        if "::" in box.element_tag:
            return isinstance(box, boxes.ReplacedBox)  # a picture out of a stylesheet has no words
        return is_hidden(box.element_tag, box.element.attrib)

    def marking(self, stock: Callable[..., Any]) -> Callable[..., Any]:
        @contextmanager
        def mark(stream: Any, box: Any, tag: str) -> Iterator[None]:
            self._streams[box] = stream
            if stream._tags is None or box not in self._artifacts:
                with stock(stream, box, tag):
                    yield
                return
            kind = self._artifacts[box]
            stream.begin_marked_content("Artifact", pydyf.Dictionary(kind) if kind else None)
            try:
                yield
            finally:
                stream.end_marked_content()

        return mark

    def linking(self, stock: Callable[..., None]) -> Callable[..., None]:
        """One annotation for a link on a line; WeasyPrint makes one more for each element in it.

        It also makes one without extent where the link goes round a block, and none for the block.
        """

        def add_links(links_and_anchors: Any, *others: Any) -> None:
            links, anchors = links_and_anchors
            links_left: list[Any] = []
            for kind, target, area, box in links:
                x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
                has_extent = area[0] < area[2] and area[1] < area[3]
                if has_extent and not any(
                    target == other and x1 <= x <= x2 and y1 <= y <= y2 for _, other, (x1, y1, x2, y2), _ in links_left
                ):
                    links_left.append((kind, target, area, box))
            stock((links_left, anchors), *others)

        return add_links

    def add_tags(self, pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
        tree = _Tree(document.metadata.lang or "", self._artifacts, self._streams, self._words_of)
        for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
            tree.page(number, page, stream)
        write(pdf, with_actual_text(well_formed(tree.document, self._above)), len(page_streams))
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        if "Lang" not in pdf.catalog:
            _complain("the document names no language")
            pdf.catalog["Lang"] = pydyf.String()


class _Tree:
    """Pages of boxes -> a tree of nodes, each box's words under the node of the element it is drawn for."""

    def __init__(
        self,
        language: str,
        artifacts: Mapping[Any, Any],
        streams: Mapping[Any, Any],
        words_of: Callable[[Any], str],
    ) -> None:
        self.document = Node("Document", language)
        self._artifacts, self._streams, self._words_of = artifacts, streams, words_of
        self._nodes: dict[tuple[Any, str], Node] = {}
        self._line = 0
        self._head_rows: set[Node] = set()

    def page(self, number: int, page: Any, stream: Any) -> None:
        self._number, self._height, self._page_stream = number, page.height, stream
        self._open_tags = dict(stream._tags)
        self._box(page._page_box, self.document)
        if self._open_tags:
            raise RuntimeError(f"{len(self._open_tags)} drawn boxes of page {number + 1} are in no element")

    def _box(self, box: Any, parent: Node) -> None:
        box = getattr(box, "_box", box)
        if box in self._artifacts:
            return
        if isinstance(box, boxes.TextBox):
            self._piece(box, parent, self._words_of(box))
            return
        node = parent if box.element is None else self._node(box, parent)
        if isinstance(box, boxes.ReplacedBox):
            node = self._figure(box, node)
            self._piece(box, node, "")
        for annotation, role in ((box.link_annotation, "Link"), (box.widget_annotation, "Form")):
            if annotation:
                node = node if node.role == role else node.add(role)
                node.kids.append(Hotspot(self._number, annotation))
        for child in _children(box):
            self._line += isinstance(child, boxes.LineBox)
            self._box(child, node)

    def _piece(self, box: Any, node: Node, words: str) -> None:
        if (kid := self._open_tags.pop(box, None)) is not None:
            stream = self._streams.get(box)
            group = None if stream is self._page_stream else stream
            is_rtl = box.style["direction"] == "rtl"
            node.kids.append(
                MarkedContent(self._number, kid["mcid"], words, is_rtl, self._line, partial(_text_of, box), group)
            )

    def _node(self, box: Any, parent: Node) -> Node:
        """The node of the element a box is drawn for; boxes without an element of their own are their parent's."""
        key = box.element, str(box.element_tag)
        if key not in self._nodes:
            self._nodes[key] = self._make(box, parent)
        return self._nodes[key]

    def _make(self, box: Any, parent: Node) -> Node:
        name, _, pseudo = str(box.element_tag).partition("::")
        attributes = box.element.attrib
        language = attributes.get("lang") or parent.language
        if pseudo == "footnote-call":
            call = parent.add("Reference")
            self._nodes[box.element, name] = parent.add("Note", language=language)
            return call
        if pseudo in {"footnote-marker", "marker"}:
            return parent.add("Lbl")
        if pseudo or name in {"html", "body"}:
            return parent
        role = role_of(name, attributes, parent)
        if not role and language == parent.language and not is_layout(name, attributes, parent):
            return parent
        node = parent.add(role, language=language, layout=is_layout(name, attributes, parent))
        if role == "L":
            node.numbering = _numbering(box)
        if isinstance(box, boxes.TableCellBox):
            node.spans = box.colspan, box.rowspan
        if role == "TR" and parent.role == "THead":
            self._head_rows.add(node)
        if role == "TH":
            node.scope = scope_of(attributes, in_head=parent in self._head_rows, is_first=parent.kids[0] is node)
        return node

    def _figure(self, box: Any, parent: Node) -> Node:
        attributes = box.element.attrib
        title = box.element.find(f"{SVG}title") if box.element.tag == f"{SVG}svg" else None
        alt = attributes.get("aria-label") or (title is not None and title.text) or attributes.get("alt") or ""
        if not alt.strip():
            _complain(f"the picture {attributes.get('src', 'drawn here')!r} has no words for those who cannot see it")
        x, y = box.content_box_x() * POINTS, (self._height - box.content_box_y()) * POINTS
        area = (x, y - box.height * POINTS, x + box.width * POINTS, y)
        return parent.add("Figure", alt=" ".join(alt.split()), box=area)


def _text_of(box: Any) -> str:
    """The text of the element that a box is drawn for, as its author wrote it."""

    def pieces(element: Any) -> Iterator[str]:
        yield " " if element.tag == "br" else element.text or ""
        for child in element:
            yield from pieces(child)
            yield child.tail or ""

    return " ".join("".join(pieces(box.element)).split())


def _numbering(box: Any) -> str:
    style = box.style["list_style_type"]
    kinds = {"disc": "Disc", "circle": "Circle", "square": "Square", "none": "None"}
    kinds |= {"upper-roman": "UpperRoman", "lower-roman": "LowerRoman"}
    kinds |= dict.fromkeys(("upper-alpha", "upper-latin"), "UpperAlpha")
    kinds |= dict.fromkeys(("lower-alpha", "lower-latin"), "LowerAlpha")
    return kinds.get(style, "Decimal") if isinstance(style, str) else "None"


def _children(box: Any) -> tuple[Any, ...]:
    return tuple(box.children) if isinstance(box, boxes.ParentBox) else ()


def _complain(message: str) -> None:
    """Where WeasyPrint itself tells what is wrong with a document, and its listener hears it."""
    logging.getLogger("weasyprint").error(message)
