"""HTML -> its words in the order they are read, as plain text: what the PDF carries for whoever cannot use its pages.

Blocks are paragraphs, cells of a row stand behind tabs, a picture is its alternative text in brackets, a footnote
follows its paragraph, and a link without words is the number of the page it leads to. Made from the HTML, not from the
pages, so that it can be held against them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from dossier.press.pdf.structure import SVG, is_hidden

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody "
    "tfoot thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset({"audio", "head", "iframe", "noscript", "object", "script", "style", "template", "video"})
PAGE = "\x02"  #: stands round an anchor whose page is meant; no text may hold it
_PAGE = re.compile(f"{PAGE}([^{PAGE}]*){PAGE}")
_SPACES = re.compile(r"[ \n\r\f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060]")  #: places where a line may or may not break


def words_of(root: Element, *, is_first: bool = True) -> str:
    """The words of a document, marked or not, with places for the numbers of pages.

    One that is not the first of those that make up a whole has its title and what stands before its chapter from that.
    """
    writer = _TranscriptWriter()
    title, chapters = root.find("head/title"), [] if is_first else _from_the_chapter_on(root)
    if is_first and title is not None and title.text:
        writer.put(title.text)
        writer.end(gap=True)
    for element in chapters or [root]:
        writer.element(element)
    writer.end()
    return "\n".join(writer.lines).strip("\n").replace("\u00a0", " ") + "\n"  # where lines may end is the page's matter


def _from_the_chapter_on(root: Element) -> list[Element]:
    children = root.findall("./body/*")
    is_chapter = ["chapter" in child.get("class", "").split() for child in children]
    return children[is_chapter.index(True) :] if any(is_chapter) else []


def with_page_numbers(words: str, pages: Mapping[str, int]) -> str:
    """Words of documents; `pages` are the numbers of the pages that anchors stand on."""
    return _PAGE.sub(lambda match: str(pages.get(match[1], "")), words)


class _TranscriptWriter:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line = ""
        self._notes: list[Element] = []  #: called in this line
        self._number = 0  #: of the last footnote

    def put(self, text: str) -> None:
        self._line += text

    def end(self, *, gap: bool = False) -> None:
        """End a line, and write the footnotes that it calls."""
        line = "\n".join(_SPACES.sub(" ", part).strip() for part in _INVISIBLE.sub("", self._line).split("\v"))
        self._line = ""
        if line:
            self.lines.append(re.sub(" *\t *", "\t", line))
        notes, self._notes = self._notes, []
        for note in notes:
            self._number += 1
            self.put(f"[{self._number}] ")
            self.contents(note)
            self.end()
        if gap and self.lines and self.lines[-1]:
            self.lines.append("")

    def element(self, element: Element) -> None:
        name = element.tag
        if name in _SILENT or is_hidden(name, element.attrib):
            return
        if name in {"img", f"{SVG}svg"}:
            title = element.find(f"{SVG}title")
            words = element.get("aria-label") or (title is not None and title.text) or element.get("alt", "")
            self.put(f"[{' '.join(words.split())}]" if words else "")
        elif name.startswith("{"):
            return
        elif name == "br":
            self.put("\v")
        elif element.get("role") == "doc-footnote":
            self._notes.append(element)
            self.put(f"[{self._number + len(self._notes)}]")
        elif name == "a" and not "".join(element.itertext()).strip():
            self.put(f"{PAGE}{element.get('href', '')[1:]}{PAGE}")
        elif name in {"td", "th"}:
            self.put("\t" if self._line.strip() else "")
            self.cell(element)
        elif name in _BLOCKS:
            self.block(element)
        else:
            self.contents(element)

    def block(self, element: Element) -> None:
        if element.tag == "section":
            self._number = 0  # as on the page
        is_part = element.tag in {"h1", "h2", "h3", "h4", "h5", "h6", "section", "table"}
        self.end(gap=is_part)
        if element.tag == "li":
            self.put("- ")
        self.contents(element)
        self.end(gap=element.tag in {"section", "table"})

    def cell(self, element: Element) -> None:
        """A cell in one line with the row it stands in, unless there are blocks in it."""
        if any(child.tag in _BLOCKS for child in element.iter() if child is not element):
            self.end()
            self.contents(element)
            self.end()
        else:
            self.contents(element)

    def contents(self, element: Element) -> None:
        self.put((element.text or "").replace("\t", " "))
        for child in element:
            self.element(child)
            self.put((child.tail or "").replace("\t", " "))
