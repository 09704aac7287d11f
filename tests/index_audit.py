"""The index of names held against the pages: what it prints for each name, and where the name is printed.

Both are read back by PDFium from what is drawn; no anchor and no page number of the build is asked.
"""

from __future__ import annotations

import ctypes
import importlib
import re
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from page_audit import AREA, Block, Page, pages_of

from dossier.chapters import names
from dossier.model.edition import Dossier

NEAR = 120  #: characters on either side among which a name in two lines or columns may stand
_RANGE = re.compile(r"(\d+)(?:\s*[–-]\s*(\d+))?")


@dataclass(frozen=True, slots=True)
class Difference:
    """A page that the index has for somebody and that does not print a name of theirs, or the reverse."""

    name: str
    pages: tuple[int, ...]
    is_missing: bool  #: from the index

    def __str__(self) -> str:
        told = ", ".join(map(str, self.pages))
        return f"{self.name}: {told} {'not in the index' if self.is_missing else 'in the index, and not printed there'}"


def differences(path: Path, dossier: Dossier) -> list[Difference]:
    """`ValueError` if the pages have no index."""
    document = importlib.import_module("pypdfium2").PdfDocument(path)
    pages, texts = pages_of(path), [page.get_textpage() for page in document]
    entries = names.compose(dossier).entries
    rows = [row for page in pages for row in _index_rows(page, texts[page.number - 1])]
    if not rows:
        raise ValueError("there is no index")
    ids = {_key(entry.name): entry.id for entry in entries}
    held = {ids[_key(name)]: {page for match in _RANGE.finditer(where) for page in _run(match)} for name, where in rows}
    before = min(page.number for page in pages if any(_index_rows(page, texts[page.number - 1])))
    forms = names.forms(dossier.corpus)
    read = list(_readings(path, pages[: before - 1], texts))
    surely = [printed_on(one, forms, surely=True) for one in read]
    perhaps = [printed_on(one, forms) for one in read]
    found = []
    for entry in entries:
        told = held.get(entry.id, set())
        by_all = set.intersection(*(pages_of_names.get(entry.id, set()) for pages_of_names in surely))
        by_one = set.union(*(pages_of_names.get(entry.id, set()) for pages_of_names in perhaps))
        for is_missing, wrong in ((True, by_all - told), (False, told - by_one)):
            if wrong:
                found.append(Difference(entry.name, tuple(sorted(wrong)), is_missing))
    return found


def _index_rows(page: Page, text: Any) -> list[tuple[str, str]]:
    """Name and pages in each row, if all rows of a page have three cells of which the last holds numbers alone."""
    cells = [block for block in page.blocks if block.role == "TD"]
    rows = [
        [_cell(cell, text) for cell in cells[:2]] + [_bare("".join(piece.letters for piece in cells[2].pieces))]
        for cells in (list(row) for _, row in groupby(cells, key=lambda cell: cell.row))
        if len(cells) == 3
    ]
    rows = rows if len(rows) == len({cell.row for cell in cells}) else []
    is_index = all(re.fullmatch(r"[\d\s،,–-]+", row[2]) for row in rows)
    return [(row[0], row[2]) for row in rows] if is_index else []


def _cell(cell: Block, text: Any) -> str:
    left, foot, right, head = cell.box
    return _bare(text.get_text_bounded(left=left - 1, bottom=foot - 1, right=right + 1, top=head + 1))


def _readings(path: Path, pages: Sequence[Page], texts: Sequence[Any]) -> Iterator[list[str]]:
    """The text area of each page as PDFium puts its lines in order, as the structure does, and as poppler does: where
    both scripts stand in one line, or a name in two, the one reads what the other does not."""
    yield [_bare(texts[page.number - 1].get_text_bounded(0, AREA[0] - 1, 1000, AREA[1] + 1)) for page in pages]
    yield [_bare(" ".join(_told(block) for block in page.blocks)) for page in pages]
    height = round(AREA[1] - AREA[0]) + 2
    box = ["-x", "0", "-y", str(round(842 - AREA[1]) - 1), "-W", "1000", "-H", str(height)]
    told = subprocess.run(["pdftotext", *box, path, "-"], capture_output=True, check=True).stdout.decode()
    yield [_bare(page) for page in told.split("\f")[: len(pages)]]


def _told(block: Block) -> str:
    return " ".join("".join(piece.letters for piece in line) for line in block.lines)


def _run(match: re.Match[str]) -> range:
    first, last = sorted((int(match[1]), int(match[2] or match[1])))
    return range(first, last + 1)


def printed_on(
    texts: Sequence[str], forms: Mapping[str, tuple[str, ...]], *, surely: bool = False
) -> dict[str, set[int]]:
    """Of each id, the pages that print a form of its name as a word, the longest form first.

    With `surely` a form does not count among the words of a longer one that it is a part of: a line may part these.
    """
    ids: dict[str, set[str]] = {}
    for form, whose in forms.items():
        for written in (form, f"لل{form[2:]}") if form.startswith("ال") else (form,):
            ids.setdefault(_bare(written), set()).update(whose)
    longest_first = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)[وف]?[بكل]?({longest_first})(?!\w)")
    words = {form: set(re.findall(r"\w+", form)) for form in ids}
    longer = {form: [others for others in words.values() if words[form] < others] for form in ids}
    printed: dict[str, set[int]] = {}
    for page, text in enumerate(texts, 1):
        for match in pattern.finditer(text):
            around = set(re.findall(r"\w+", text[max(match.start() - NEAR, 0) : match.end() + NEAR]))
            if surely and any(others <= around for others in longer[match[1]]):
                continue
            for party in ids[match[1]]:
                printed.setdefault(party, set()).add(page)
    return printed


def _key(name: str) -> tuple[str, ...]:
    """A name by its words: beside Arabic in one line PDFium gives those of a Latin one in another order."""
    return tuple(sorted(re.findall(r"\w+", _bare(name))))


def _bare(text: str) -> str:
    """A text in one line, without vowels and marks of direction, and without capitals."""
    seen = (char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) not in {"Cf", "Mn"})
    return " ".join("".join(seen).split()).casefold()


@dataclass(frozen=True, slots=True)
class LinkedNumber:
    """A page number that is a link."""

    on: int  #: page
    printed: int
    page: int  #: that it leads to


def linked_numbers(path: Path) -> Iterator[LinkedNumber]:
    """What is printed within each link of the index to a page."""
    raw = importlib.import_module("pypdfium2.raw")
    document = importlib.import_module("pypdfium2").PdfDocument(path)
    pages = pages_of(path)
    for number, page in enumerate(document, 1):
        text, at, link = page.get_textpage(), ctypes.c_int(0), raw.FPDF_LINK()
        if not _index_rows(pages[number - 1], text):
            continue
        while raw.FPDFLink_Enumerate(page.raw, at, link):
            box = raw.FS_RECTF()
            target = raw.FPDFLink_GetDest(document.raw, link)
            if target and raw.FPDFLink_GetAnnotRect(link, box):
                said = _bare(text.get_text_bounded(box.left, box.bottom, box.right, box.top))
                if said.isdecimal():
                    yield LinkedNumber(number, int(said), raw.FPDFDest_GetDestPageIndex(document.raw, target) + 1)
