"""What a reader sees wrong on finished pages at a glance, read back by PDFium from what is drawn on them.

    python -m tests.page_audit [EDITION]...

of the dossier that this repository is for, as it lies in build/. Places are PDF points, y from the foot of the page.
"""

from __future__ import annotations

import ctypes
import importlib
import itertools
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier.verification.finished import Content, Element, FinishedPdf
from dossier.verification.read_back import read

ROOT = Path(__file__).parents[1]
MILLIMETRE = 72 / 25.4
AREA = (29.93 * MILLIMETRE, (297 - 30) * MILLIMETRE)  #: foot and head of the text area (paper.css)
FULL = 0.6  #: of the text area, that a page reaches unless it is the last of its part
COLUMN = 56 * MILLIMETRE  #: lines at least as long are read as text, not as a label
SHORT = 0.2  #: of its column, that a word by itself on a last line takes up at least
APART = 6.5  #: points between the baselines of two lines, at least
MARKS = 5  #: references that stand in a line with the word they are of
RULE = 14  #: points above the footnotes, in which their rule is drawn
TOGETHER = 2  #: lines or rows below a heading, at least

HEADINGS = frozenset({"H1", "H2", "H3", "H4"})
BLOCKS = HEADINGS | {"P", "LBody", "TD", "TH", "Note", "BlockQuote", "LI", "Div", "Sect", "Caption", "FENote"}
_UNSEEN = " \u00a0\u00ad\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff\r\n"
_MARK = re.compile(r"\(?\d{1,2}\s*:\s*[\d,–-]+\)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that are drawn together, or a drawing without any."""

    left: float
    foot: float
    right: float
    head: float
    letters: str = ""
    baseline: float = 0


@dataclass(slots=True)
class Block:
    """What is read as one: a paragraph, a heading, a cell; or what of it stands on this page."""

    role: str
    pieces: list[Piece] = field(default_factory=list)
    row: int = 0  #: of a table on this page, or 0 outside of any
    is_note: bool = False

    @property
    def lines(self) -> list[list[Piece]]:
        """From head to foot, each in the order read: a mark that is raised stands in the line it is raised from."""
        shown = [piece for piece in self.pieces if piece.letters.strip(_UNSEEN)]
        starts: list[float] = []
        for baseline in sorted({piece.baseline for piece in shown}, reverse=True):
            if not starts or starts[-1] - baseline > APART:
                starts.append(baseline)
        lines: list[list[Piece]] = [[] for _ in starts]
        for piece in shown:
            lines[sum(piece.baseline <= start for start in starts) - 1].append(piece)
        return lines

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, foot, right, head."""
        pieces = self.pieces
        return min(p.left for p in pieces), self.foot, max(p.right for p in pieces), self.head

    @property
    def foot(self) -> float:
        return min(piece.foot for piece in self.pieces)

    @property
    def head(self) -> float:
        return max(piece.head for piece in self.pieces)


@dataclass(slots=True)
class Page:
    number: int
    blocks: list[Block] = field(default_factory=list)
    drawn: list[Piece] = field(default_factory=list)  #: lines and areas, without letters
    head: str = ""  #: letters above the text area, in the order drawn

    @property
    def notes_head(self) -> float:
        """Where the footnotes begin, or the foot of the text area."""
        text = min((b.foot for b in self.blocks if not b.is_note), default=AREA[1])
        notes = [p.head for b in self.blocks if b.is_note for p in b.pieces if p.head < text]  # their calls are above
        return max(notes, default=AREA[0])

    @property
    def filled(self) -> float:
        """How far down the text reaches, as a share of the room it has above the footnotes."""
        text = [piece for block in self.blocks if not block.is_note for piece in block.pieces]
        foot = self.notes_head + (RULE if self.notes_head > AREA[0] else -1)
        inside = [p.foot for p in (*text, *self.drawn) if foot <= p.foot and p.head <= AREA[1] + 1]
        return (AREA[1] - max(min(inside, default=AREA[1]), AREA[0])) / (AREA[1] - self.notes_head)

    @property
    def is_opening(self) -> bool:
        return any(block.role == "H1" for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Finding:
    kind: str
    page: int
    what: str

    def __str__(self) -> str:
        return f"p. {self.page}: {self.kind}: {self.what}"


def audit(path: Path) -> list[Finding]:
    """All that is wrong, page by page."""
    pages = pages_of(path)
    contents = read(path.read_bytes())
    found = [*_early_ends(pages), *_lone_words(pages), *_lone_headings(pages), *_headless(pages, contents)]
    return sorted(found, key=lambda finding: finding.page)


def _early_ends(pages: Sequence[Page]) -> Iterator[Finding]:
    for page, following in itertools.pairwise(pages):
        if page.filled < FULL and not following.is_opening:
            yield Finding("ends early", page.number, f"{page.filled:.0%} of the text area, and its part goes on")


def _lone_words(pages: Sequence[Page]) -> Iterator[Finding]:
    for page in pages:
        for block in page.blocks:
            lines = block.lines
            width = max((_width(line) for line in lines), default=0)
            if len(lines) < 2 or width < COLUMN:
                continue
            words = _words(lines[-1])
            text = " ".join(map(_text, lines))
            if not any(map(str.isalpha, text)) or len(_MARK.findall(text)) > MARKS:
                continue  # a list of places
            if not words or (len(words) == 1 and _width(lines[-1]) < SHORT * width):
                yield Finding("one word on a last line", page.number, f"{_text(lines[-1])!r} in {block.role}")


def _lone_headings(pages: Sequence[Page]) -> Iterator[Finding]:
    for page, following in itertools.pairwise(pages):
        if following.is_opening:
            continue
        for block in page.blocks:
            if block.role not in HEADINGS or not block.pieces:
                continue
            under = [
                other
                for other in page.blocks
                if not other.is_note and other.pieces and other.role not in HEADINGS and other.foot < block.head
            ]
            rows = {other.row for other in under if other.row and other.role != "TH"}
            lines = {round(line[0].baseline) for other in under if other.role != "TH" for line in other.lines}
            goes_on = any(other.row for other in following.blocks[:4])
            if len(lines) < TOGETHER or (len(rows) == 1 and all(o.row for o in under) and goes_on):
                yield Finding("heading at the foot", page.number, _text([p for line in block.lines for p in line]))


def _headless(pages: Sequence[Page], contents: FinishedPdf) -> Iterator[Finding]:
    """Pages that begin within a record and do not name it above: not by one word that begins alike."""
    assert contents.root
    names = [
        _text(piece for line in b.lines for piece in line) for page in pages for b in page.blocks if b.role == "H3"
    ]
    for name, on in zip(names, _records(contents.root), strict=True):
        for number in sorted(on)[1:]:
            head = pages[number - 1].head
            if not set(_stems(name)) & set(_stems(head)):
                yield Finding("headless", number, f"goes on with {name!r} under {head!r}")


def _records(root: Element) -> list[set[int]]:
    """The pages of each largest part of the structure that has one heading of the third degree."""
    found = []
    pending = [root]
    while pending:
        element = pending.pop()
        headings = sum(inner.role == "H3" for inner in element.walk())
        if headings == 1:
            found.append({c.page for e in element.walk() for c in e.kids if isinstance(c, Content)})
        elif headings:
            pending += [kid for kid in element.kids[::-1] if isinstance(kid, Element)]
    return found


def _stems(text: str) -> list[str]:
    """The first letters of each word without its article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in {"Mn", "Cf"})
    return [word.removeprefix("ال")[:4] for word in re.split(r"\W+", plain.casefold()) if len(word) > 2]


def _text(line: Iterable[Piece]) -> str:
    return "".join(piece.letters for piece in line).strip()


def _words(line: Iterable[Piece]) -> list[str]:
    text = _MARK.sub(" ", "".join(c for c in _text(line) if unicodedata.category(c) != "Cf"))
    return [word for word in re.split(r"[\s،,]+", text) if re.search(r"\w", word)]


def _width(line: Sequence[Piece]) -> float:
    return max(p.right for p in line) - min(p.left for p in line)


# What PDFium reads


def pages_of(path: Path) -> list[Page]:
    pdfium = importlib.import_module("pypdfium2")
    document = pdfium.PdfDocument(path)
    try:
        return [_Reader(document[at], at + 1).read() for at in range(len(document))]
    finally:
        document.close()


class _Reader:
    def __init__(self, page: Any, number: int) -> None:
        self._raw = importlib.import_module("pypdfium2.raw")
        self._page, self._text = page, page.get_textpage()
        self._marked: dict[int, list[Piece]] = defaultdict(list)
        self._found = Page(number)
        self._rows = 0

    def read(self) -> Page:
        raw = self._raw
        for at in range(raw.FPDFPage_CountObjects(self._page.raw)):
            self._object(raw.FPDFPage_GetObject(self._page.raw, at))
        tree = raw.FPDF_StructTree_GetForPage(self._page.raw)
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            self._element(raw.FPDF_StructTree_GetChildAtIndex(tree, at), None, row=0, is_note=False)
        raw.FPDF_StructTree_Close(tree)
        self._found.blocks = [block for block in self._found.blocks if block.pieces]
        return self._found

    def _object(self, thing: Any) -> None:
        raw = self._raw
        sides = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(thing, *sides)
        left, foot, right, head = (side.value for side in sides)
        is_text = raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT
        letters = (
            self._said(lambda to, size: raw.FPDFTextObj_GetText(thing, self._text.raw, to, size), 2) if is_text else ""
        )
        placed = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(thing, placed)
        piece = Piece(left, foot, right, head, letters, placed.f if is_text else foot)
        mark = raw.FPDFPageObj_GetMarkedContentID(thing)
        if mark >= 0:
            self._marked[mark].append(piece)
        elif foot > AREA[1] and is_text:
            self._found.head += letters
        elif not is_text:
            self._found.drawn.append(piece)

    def _said(self, ask: Any, unit: int) -> str:
        """Two bytes a letter; lengths are told in those or in bytes."""
        raw = self._raw
        length = ask(None, 0)
        buffer = ctypes.create_string_buffer(max(length, 1) * unit)
        kind = raw.FPDF_WCHAR if unit == 2 else ctypes.c_char
        ask(ctypes.cast(buffer, ctypes.POINTER(kind)) if unit == 2 else buffer, length)
        return buffer.raw.decode("utf-16-le", "replace").split("\0")[0]

    def _element(self, element: Any, block: Block | None, *, row: int, is_note: bool) -> None:
        raw = self._raw
        role = self._said(lambda to, size: raw.FPDF_StructElement_GetType(element, to, size), 1)
        is_note = is_note or role in {"Note", "FENote"}
        if role == "TR":
            self._rows += 1
            row = self._rows
        if role in BLOCKS:
            block = Block(role, row=row, is_note=is_note)
            self._found.blocks.append(block)
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
            if mark >= 0:
                if block is not None:
                    block.pieces += self._marked[mark]
            elif kid := raw.FPDF_StructElement_GetChildAtIndex(element, at):
                self._element(kid, block, row=row, is_note=is_note)


def main() -> None:
    names = sys.argv[1:] or sorted(path.name for path in (ROOT / "build").iterdir() if (path / "briefing.pdf").exists())
    for name in names:
        path = ROOT / "build" / name / "briefing.pdf"
        found = audit(path)
        print(f"{name}: {len(found)} findings")
        for finding in found:
            print(f"  {finding}")
        ends = ", ".join(f"{page.number}: {page.filled:.0%}" for page in pages_of(path))
        print(f"  filled: {ends}")


if __name__ == "__main__":
    main()
