"""A web page -> lines: all of its body, in reading order; which of them are its main text, and what it says of itself.

Menus and footers are counted and can be found, so that numbers do not hang on what is taken for a menu, but they are
apart from the text (`webpage.py`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from dossier.files.reading_limits import ReadingLimits
from dossier.formats.encoding import decode
from dossier.formats.lines import Cell, Lines, Unread, excerpt_of, superscript, text_lines
from dossier.formats.web.webpage import about, main_text

#: Elements of HTML that stand on lines of their own, and those that are not read.
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|"
    "h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_SILENT = re.compile("head|iframe|noscript|script|select|style|svg|template|textarea")
_STRUCK = {"del", "s", "strike"}
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
#: Elements, roles and names of what stands beside the text of a page.
_BESIDE = {"nav", "aside", "footer", "form", "button", "dialog", "menu"}
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "toolbar"}
_NAMES = re.compile(
    r"(?i)(?:^|[-_ ])(?:nav|navbar|navigation|menu|footer|sidebar|breadcrumbs?|crumbs?|share|sharing|social|related|"
    r"recommend(?:ed|ations)?|comments?|disqus|cookies?|consent|newsletter|subscribe|promo|advert(?:isement)?|ads?|banner|"
    r"widget|masthead|toolbar|pagination|pager|skip|login|popular|trending|most-?read|sponsored|modal|popup)(?:$|[-_ ])"
)
WIDEST, TALLEST = 1_000, 65_534  #: columns and rows that a cell spans at most (HTML, 4.9.12)
COLUMNS = 1_000  #: of a table; what begins behind them is a line like any other
_ROW_GROUPS = {"thead", "tbody", "tfoot"}  #: a parser of HTML puts every row into one
_NESTING = re.compile(
    r"(?i)<(/?)(?:a|article|b|big|blockquote|center|div|em|font|i|ol|section|small|span|strong|sub|sup|table|u|ul)\b"
)
LINKS = 0.5  #: of a line's letters in links: it leads to other pages, if it is no longer than
LONGEST_LINK = 200  #: letters
_CHARSET = re.compile(
    rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([-\w:.]{1,40})|<\?xml[^>]{0,99}encoding=["']([-\w]+)"""
)
HEAD = 4_096  #: bytes in which a page says its encoding


def read(name: str, content: bytes, limits: ReadingLimits, declared: str = "") -> Lines:
    """The page; `declared` is the encoding that what brought it says, which goes before its own word.

    `WrongUsage` if it is no text, or nested too deep; `MachineLacks` without the package that finds its main text.
    """
    decoded_text = decode(name, content, declared or _charset(content))
    limits.check(name, "markup", len(decoded_text.text))
    limits.check(name, "depth", _depth(decoded_text.text))
    limits.check(name, "elements", decoded_text.text.count("<"))
    root = _parse(decoded_text.text)
    lines = _lines(root)
    texts = tuple(line.text for line in lines)
    headlines = [text for item in root.iter("h1") for text in _texts(item)]
    beside = [line.is_beside for line in lines]
    main = main_text(texts, beside, headlines, decoded_text.text, lambda part: _texts(_parse(part)))
    tables = {line.cell.table for number, line in enumerate(lines, 1) if line.cell and number in main}
    main |= {
        number for number, line in enumerate(lines, 1) if line.cell and line.cell.table in tables and not line.is_beside
    }  # a table is the text's as a whole
    apart = frozenset(range(1, len(texts) + 1)) - main
    unread = [item for number, line in enumerate(lines, 1) for item in line.unread_on(number)]
    frames = [Unread("frame", detail=excerpt_of(item.get("src") or "")) for item in root.iter("iframe")]
    kinds = dict.fromkeys(sorted(apart), "menu or margin")
    metadata = about(root, next(iter(headlines), ""))
    cells = {number: line.cell for number, line in enumerate(lines, 1) if line.cell}
    return Lines(texts, (), (*decoded_text.unread, *unread, *frames), metadata, kinds=kinds, apart=apart, cells=cells)


def _depth(text: str) -> int:
    """How many elements that have to be closed are open at once, at most: the parser's time grows with its square."""
    steps = (-1 if tag[1] else 1 for tag in _NESTING.finditer(text))
    return max(accumulate(steps, lambda depth, step: max(0, depth + step)), default=0)


def _charset(content: bytes) -> str:
    match = _CHARSET.search(content[:HEAD])
    return (match[1] or match[2]).decode() if match else ""


def _parse(text: str) -> Any:
    """The tree; from a stream, for a short text would be taken for the name of a file."""
    import tinyhtml5

    return tinyhtml5.parse(io.StringIO(text), namespace_html_elements=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds of words for the elements that they are in."""

    superscript: bool = False
    struck: bool = False
    hidden: bool = False
    linked: bool = False
    beside: bool = False
    cell: Cell | None = None

    def inside(self, element: Any, cells: Mapping[Any, Cell]) -> _Place:
        tag, style = element.tag, element.get("style") or ""
        return _Place(
            self.superscript or tag == "sup",
            self.struck or tag in _STRUCK,
            self.hidden or element.get("hidden") is not None or bool(_HIDDEN.search(style)),
            self.linked or tag == "a",
            (self.beside or _is_beside(element)) and tag != "h1",
            None if tag == "caption" else cells.get(element, self.cell),
        )


def _is_beside(element: Any) -> bool:
    if element.tag in {"html", "body", "main", "article"}:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _BESIDE or element.get("role") in _ROLES or bool(_NAMES.search(names))


@dataclass(frozen=True, slots=True)
class _HtmlLine:
    text: str
    struck: str  #: the words on it that are struck out
    hidden: str
    linked: int  #: letters in links
    beside: bool
    cell: Cell | None = None

    @property
    def is_beside(self) -> bool:
        is_link = len(self.text) < LONGEST_LINK and self.linked > LINKS * len(self.text)
        return self.beside or is_link

    def unread_on(self, number: int) -> Iterator[Unread]:
        for what, words in (("struck words", self.struck), ("hidden words", self.hidden)):
            if words:
                yield Unread(what, number, excerpt_of(words), breaks_proof=True)


def _lines(root: Any) -> list[_HtmlLine]:
    """The lines of a page, or of an element."""
    body = root.find("body")
    page = _HtmlPage()
    for words, place in _words(root if body is None else body):
        if place is None:
            page.end_line()
        else:
            page.say(words, place)
    page.end_line()
    return page.done


def _texts(root: Any) -> list[str]:
    return [line.text for line in _lines(root)]


@dataclass(slots=True)
class _HtmlPage:
    done: list[_HtmlLine] = field(default_factory=list)
    pieces: list[tuple[str, _Place]] = field(default_factory=list)  #: of the line that is read

    def say(self, words: str, place: _Place) -> None:
        before = self.pieces[-1][0] if self.pieces else ""
        self.pieces.append((superscript(words, before) if place.superscript else words, place))

    def end_line(self) -> None:
        pieces, self.pieces = self.pieces, []
        text = "".join(words for words, _ in pieces)
        struck = " ".join("".join(words for words, place in pieces if place.struck).split())
        hidden = " ".join("".join(words for words, place in pieces if place.hidden).split())
        linked = sum(len(words.strip()) for words, place in pieces if place.linked)
        beside = any(place.beside for words, place in pieces if words.strip())
        cell = next((place.cell for words, place in pieces if words.strip()), None)
        self.done += [_HtmlLine(line, struck, hidden, linked, beside, cell) for line in text_lines([text])]


def _words(root: Any) -> Iterator[tuple[str, _Place | None]]:
    """Words in reading order with their places, and none of either wherever a block begins or ends; without recursion,
    for deep nesting."""
    cells = dict(_cells(root))
    pending: list[tuple[Any, _Place | None]] = [(root, _Place())]
    while pending:
        item, around = pending.pop()
        if isinstance(item, str) or around is None:
            yield item, around
            continue
        if not isinstance(item.tag, str) or _SILENT.fullmatch(item.tag):  # a comment's tag is a function
            continue
        here = around.inside(item, cells)
        edge: list[tuple[Any, _Place | None]] = [("", None)] if _BLOCKS.fullmatch(item.tag) else []
        inner = [*edge, (_on_one_line(item.text), here)]
        for child in item:
            inner += [(child, here), (_on_one_line(child.tail), here)]
        pending += reversed([*inner, *edge])


def _cells(root: Any) -> Iterator[tuple[Any, Cell]]:
    """Every cell of a table with its place, by the rows and columns that it and those before it span."""
    for number, table in enumerate(root.iter("table"), 1):
        row = 0
        for group in table:
            rows = [item for item in group if item.tag == "tr"] if group.tag in _ROW_GROUPS else []
            yield from _cells_of(rows, number, row)
            row += len(rows)


def _cells_of(rows: Sequence[Any], table: int, first: int) -> Iterator[tuple[Any, Cell]]:
    """The cells of a group of rows, which no cell spans beyond; `first` is its first row's number."""
    until: list[int] = []  #: column -> the row from which on it is free
    for row, line in enumerate(rows, first):
        column = 0
        for cell in (item for item in line if item.tag in {"td", "th"}):
            while column < len(until) and until[column] > row:
                column += 1
            if column >= COLUMNS:
                break
            columns = min(_span(cell.get("colspan"), WIDEST) or 1, COLUMNS - column)
            below = row + (_span(cell.get("rowspan"), TALLEST) or TALLEST)
            until += [0] * (column + columns - len(until))
            until[column : column + columns] = [max(below, end) for end in until[column : column + columns]]
            yield cell, Cell(table, row, column, columns)
            column += columns


def _span(value: str | None, most: int) -> int:
    """The number that an attribute says, no more than `most`; 1 where it says none."""
    digits = (value or "").strip()
    if not (digits.isascii() and digits.isdecimal()):
        return 1
    return min(int(digits), most) if len(digits) <= len(str(most)) else most


def _on_one_line(text: str | None) -> str:
    return " ".join((text or "").split("\n"))
