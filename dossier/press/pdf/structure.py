"""What the parts of a document are to a reader who does not see the page: HTML elements -> PDF structure types.

A `Node` is one structure element of ISO 32000-1, 14.8.4, a `MarkedContent` one run of it on a page. The tree is
that of the HTML, not that of the page: a paragraph that runs over three pages is one element, and a footnote stands
where it is called. `well_formed` then makes the tree well formed: items in lists, labels before bodies, loose words in
paragraphs, contents with their entries, nothing empty.

What an element is, is told by its `role` (WAI-ARIA and DPUB-ARIA) before its name, and never by its style:

    role=list, listitem, term, definition   a list that is laid out as rows; term and definition are label and body
    role=doc-toc                            contents, its items the entries
    role=presentation                       on a table that only places things beside each other
    aria-hidden=true                        nothing to read: what it says is said elsewhere

Knows neither WeasyPrint nor PDF files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(slots=True, eq=False)
class MarkedContent:
    """Marked content: a line of words, or a picture."""

    page: int  #: from 0
    mcid: int
    words: str = ""  #: in logical order
    is_rtl: bool = False  #: set from right to left
    line: int = 0  #: which line of the document
    source: Callable[[], str] = str  #: the text it was broken out of, as its author wrote it
    stream: object = None  #: where it is drawn, if not straight on the page


@dataclass(slots=True, eq=False)
class Hotspot:
    """The place of a link or a field on a page."""

    page: int
    annotation: object


@dataclass(slots=True, eq=False)
class Node:
    """A structure element."""

    role: str
    language: str = ""
    kids: list[Node | MarkedContent | Hotspot] = field(default_factory=list)
    alt: str = ""
    actual: str = ""  #: its words in logical order, where they are drawn in another
    layout: bool = False  #: a table that is none, and its parts
    scope: str = ""  #: of a head cell: Row, Column
    spans: tuple[int, int] = (1, 1)  #: columns and rows of a cell
    box: tuple[float, float, float, float] | None = None  #: of a figure: left, bottom, right, top in points
    numbering: str = ""  #: of a list

    def add(self, role: str, **values: object) -> Node:
        node = Node(role, str(values.pop("language", self.language)), **values)  # type: ignore[arg-type]
        self.kids.append(node)
        return node

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def pieces(self) -> Iterator[MarkedContent]:
        for kid in self.kids:
            if isinstance(kid, MarkedContent):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.pieces()

    @property
    def words(self) -> str:
        return " ".join(" ".join(piece.words for piece in self.pieces()).split())


_BY_ROLE = {
    "definition": "LBody",
    "doc-endnote": "Note",
    "doc-footnote": "Note",
    "doc-toc": "TOC",
    "list": "L",
    "listitem": "LI",
    "term": "Lbl",
}
_BY_NAME = {
    "a": "Link",
    "address": "Div",
    "article": "Art",
    "aside": "Sect",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "center": "Div",
    "code": "Code",
    "dd": "LBody",
    "details": "Div",
    "div": "Div",
    "dl": "L",
    "dt": "Lbl",
    "fieldset": "Div",
    "figcaption": "P",
    "figure": "Div",
    "footer": "Div",
    "form": "Div",
    "header": "Div",
    "legend": "P",
    "li": "LI",
    "main": "Part",
    "nav": "Sect",
    "ol": "L",
    "p": "P",
    "pre": "P",
    "q": "Quote",
    "section": "Sect",
    "summary": "P",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
} | {f"h{level}": f"H{level}" for level in range(1, 7)}
_TABLE_PARTS = frozenset({"Caption", "TBody", "TD", "TFoot", "TH", "THead", "TR"})
_GROUPS = frozenset({"Art", "BlockQuote", "Div", "Document", "Part", "Sect"})
_INLINE = frozenset({"Code", "Link", "Note", "Quote", "Reference", "Span"})
_KEPT_EMPTY = frozenset({"TD", "TH"})  # a row without one of its cells is ragged
_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}


def role_of(name: str, attributes: Mapping[str, str], parent: Node) -> str:
    """The structure type of an element inside `parent`; "" if only its contents count."""
    value = attributes.get("role", "").strip().lower()
    role = _BY_ROLE.get(value) or _BY_NAME.get(name, "")
    if value == "heading" and (level := attributes.get("aria-level", "2")) in "123456":
        role = f"H{level}"
    if role == "Link" and "href" not in attributes:
        return ""
    if value in {"presentation", "none"} or (parent.layout and role in _TABLE_PARTS):
        return "Div" if role else ""
    if role == "Div" and parent.role == "L" and name == "div" and "role" not in attributes:
        return "LI"  # HTML lets a div hold a name and what is said of it
    if parent.role == "TOC":
        return {"LI": "TOCI", "L": ""}.get(role, role)
    if parent.role == "TOCI" and role == "L":
        return "TOC"
    return role


def is_layout(name: str, attributes: Mapping[str, str], parent: Node) -> bool:
    if name == "table":
        return attributes.get("role", "").strip().lower() in {"presentation", "none"}
    return parent.layout


def is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element says nothing to a reader of the tree."""
    if attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    decorative = attributes.get("alt") == "" or attributes.get("role", "") in {"presentation", "none"}
    return name in {"img", f"{SVG}svg"} and decorative and not attributes.get("aria-label")


def scope_of(attributes: Mapping[str, str], *, in_head: bool, is_first: bool) -> str:
    """What a head cell is the head of."""
    scope = _SCOPES.get(attributes.get("scope", "").strip().lower())
    return scope or ("Row" if is_first and not in_head else "Column")


def well_formed(node: Node, above: tuple[str, ...] = ()) -> Node:
    """The same node, well formed all the way down."""
    kids: list[Node | MarkedContent | Hotspot] = []
    for kid in _with_headings_out(node.kids):
        if not isinstance(kid, Node):
            kids.append(kid)
            continue
        well_formed(kid)
        if not kid.kids and kid.role not in _KEPT_EMPTY:
            continue
        if kid.role in {"", "Span"} and not kid.alt and kid.language == node.language:
            kids += kid.kids
        else:
            kids.append(kid)
    node.kids = kids
    if rule := _RULES.get(node.role):
        rule(node)
    if node.role == "Document":
        _level(node, above)
    return node


def _level(document: Node, above: tuple[str, ...]) -> None:
    """Headings are as deep as their outline: one that skips a level, or a first one that is not H1, is raised."""
    outline = list(above)
    for node in document.walk():
        if node.role in _HEADINGS:
            while outline and outline[-1] >= node.role:
                outline.pop()
            outline.append(node.role)
            node.role = f"H{len(outline)}"


def _with_headings_out(kids: Iterable[Node | MarkedContent | Hotspot]) -> Iterator[Node | MarkedContent | Hotspot]:
    """A heading of contents stands before them: contents hold entries only."""
    for kid in kids:
        if isinstance(kid, Node) and kid.role == "TOC":
            heads = [item for item in kid.kids if isinstance(item, Node) and item.role in _HEADINGS]
            kid.kids = [item for item in kid.kids if item not in heads]
            yield from heads
        yield kid


def _group(node: Node) -> None:
    """Loose words among blocks are a paragraph; a division of nothing but words is one."""
    inline = [_is_inline(kid) for kid in node.kids]
    if node.role == "Div" and all(inline):
        node.role = "P"
        return
    node.kids = list(_wrap(node, _is_inline, "P"))


def _list(node: Node) -> None:
    """Labels and bodies in items; a label opens one when the last has its body."""
    items: list[Node | MarkedContent | Hotspot] = []
    item: Node | None = None
    for kid in node.kids:
        role = kid.role if isinstance(kid, Node) else ""
        if role in {"LI", "Caption"}:
            items.append(kid)
            item = None
            continue
        if item is None or (role == "Lbl" and any(isinstance(k, Node) and k.role == "LBody" for k in item.kids)):
            item = Node("LI", node.language)
            items.append(item)
        item.kids.append(kid)
    for new_item in items:
        if isinstance(new_item, Node) and new_item.role == "LI":
            _item(new_item)
    node.kids = items


def _item(node: Node) -> None:
    node.kids = list(_wrap(node, lambda kid: not (isinstance(kid, Node) and kid.role in {"Lbl", "LBody"}), "LBody"))


def _contents(node: Node) -> None:
    allowed = {"TOC", "TOCI", "Caption"}
    node.kids = list(_wrap(node, lambda kid: not (isinstance(kid, Node) and kid.role in allowed), "TOCI"))
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role == "TOCI":
            _entry(kid)


def _entry(node: Node) -> None:
    """An entry holds references and paragraphs, no divisions."""
    kids: list[Node | MarkedContent | Hotspot] = []
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role in _GROUPS | {"LBody"}:
            _group(kid)
            kids += kid.kids
        else:
            kids.append(kid)
    node.kids = kids
    node.kids = list(_wrap(node, _is_inline, "P"))
    for kid in [kid for kid in node.kids if isinstance(kid, Node)]:
        if kid.role != "TOC":
            _refer(kid)


def _refer(node: Node) -> None:
    for number, kid in enumerate(node.kids):
        if isinstance(kid, Node) and kid.role == "Link" and node.role != "Reference":
            node.kids[number] = Node("Reference", kid.language, [kid])
        elif isinstance(kid, Node):
            _refer(kid)


def _table(node: Node) -> None:
    """The caption first; HTML has it there, and a stylesheet may draw it below."""
    node.kids.sort(key=lambda kid: not (isinstance(kid, Node) and kid.role == "Caption"))


_RULES: dict[str, Callable[[Node], None]] = {
    **dict.fromkeys(_GROUPS, _group),
    "L": _list,
    "LI": _item,
    "TOC": _contents,
    "Table": _table,
}


def _is_inline(kid: Node | MarkedContent | Hotspot) -> bool:
    return not isinstance(kid, Node) or kid.role in _INLINE


def _wrap(
    node: Node, is_loose: Callable[[Node | MarkedContent | Hotspot], bool], role: str
) -> Iterable[Node | MarkedContent | Hotspot]:
    """The kids of a node, each run of loose ones in an element of its own."""
    run: Node | None = None
    for kid in node.kids:
        if not is_loose(kid):
            run = None
            yield kid
        elif run is None:
            run = Node(role, node.language, [kid])
            yield run
        else:
            run.kids.append(kid)
