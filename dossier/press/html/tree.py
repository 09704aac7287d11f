"""An HTML document as a tree: read, looked through, and written so that reading it again gives the same tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from xml.etree.ElementTree import Element

import tinyhtml5

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())
_RAW = frozenset({"iframe", "noembed", "noframes", "plaintext", "script", "style", "xmp"})
_EATS_A_NEWLINE = frozenset({"listing", "pre", "textarea"})  #: the parser drops a newline right behind their start tag
_DOCTYPE = re.compile(r"\s*+(?:<!--.*?-->\s*+)*+(<!doctype[^>]*>)", re.I | re.S)
_PREFIX = {
    "{http://www.w3.org/1999/xlink}": "xlink:",
    "{http://www.w3.org/XML/1998/namespace}": "xml:",
    "{http://www.w3.org/2000/xmlns/}": "xmlns:",
}


@dataclass(slots=True)
class TextNode:
    """A piece of text in the tree: what follows an element's start tag, or (`is_tail`) its end tag."""

    owner: Element
    is_tail: bool
    parent: Element  #: the element it stands in
    start: int  #: where it begins in its line

    @property
    def words(self) -> str:
        return (self.owner.tail if self.is_tail else self.owner.text) or ""

    @words.setter
    def words(self, words: str) -> None:
        if self.is_tail:
            self.owner.tail = words
        else:
            self.owner.text = words


def read(html: str) -> Element:
    """The tree of a document, without its comments."""
    root: Element = tinyhtml5.parse(StringIO(html), namespace_html_elements=False)
    if "<!" in html or "<?" in html:
        for parent in list(root.iter()):
            for child in [child for child in parent if not isinstance(child.tag, str)]:
                append_text(parent, list(parent).index(child), child.tail or "")
                parent.remove(child)
    return root


def write(root: Element, html: str) -> str:
    """HTML of a tree, with the document type of the HTML it was read from."""
    match = _DOCTYPE.match(html)
    out = [match[1] + "\n"] if match else []
    _write(root, out)
    return "".join(out)


def words(element: Element, without: frozenset[str]) -> Iterator[str]:
    """The pieces of text in an element, but not what stands in elements of those names or of another language."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in without and child.tag[0] != "{":
            yield from words(child, without)
        if child.tail:
            yield child.tail


def append_text(parent: Element, index: int, text: str) -> None:
    """Put text at the end of what stands before the child of that number."""
    if not text:
        return
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _write(element: Element, out: list[str]) -> None:
    is_foreign = element.tag[0] == "{"
    name = element.tag.rpartition("}")[2]
    out.append(f"<{name}")
    for key, value in element.attrib.items():
        if key[0] == "{":
            namespace, brace, local = key.rpartition("}")
            key = (
                "xmlns"
                if (local, _PREFIX.get(namespace + brace)) == ("xmlns", "xmlns:")
                else _PREFIX.get(namespace + brace, "") + local
            )
        value = value.replace("&", "&amp;").replace('"', "&quot;")
        out.append(f' {key}="{value}"')
    out.append(">")
    if not is_foreign and name in _VOID:
        return
    if text := element.text:
        if name in _EATS_A_NEWLINE and not is_foreign and text[0] == "\n":
            out.append("\n")
        out.append(text if name in _RAW and not is_foreign else _escape(text))
    for child in element:
        _write(child, out)
        if child.tail:
            out.append(_escape(child.tail))
    out.append(f"</{name}>")


def _escape(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def declare(element: Element, declarations: str) -> None:
    """Write CSS to an element, weaker than its own."""
    own = element.get("style", "").strip()
    element.set("style", f"{declarations}; {own}" if own else declarations)
