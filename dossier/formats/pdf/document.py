"""A PDF -> lines, each with its page: paragraphs in reading order, and what of it could not be read.

PDFium gives the letters and where each is drawn (`page`); rows, columns and cells are found by place
(`layout`), the order of a line's letters by the way back from UAX #9 (`order`), paragraphs by where lines end
(`paragraphs`). A page that has no letters, or letters that cannot be true (`doubt`), is one empty line of which
nothing can be proven.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from dossier.files.isolation import grant
from dossier.files.reading_limits import ReadingLimits
from dossier.formats.lines import EXTRA, Lines, Unread, missing, text_lines
from dossier.formats.pdf.doubt import LOST, is_garbled, is_lost
from dossier.formats.pdf.fonts import letters_by_font
from dossier.formats.pdf.layout import Layout, lay_out
from dossier.formats.pdf.page import MAX_LETTERS, glyphs_on
from dossier.formats.pdf.paragraphs import PdfParagraph, ends_sentence, join_lines, mark_notes, paragraphs, usual_size
from dossier.formats.pdf.rows import Rows, rows_of
from dossier.formats.pdf.running_heads import running
from dossier.formats.pdf.weight import weigh
from dossier.formats.pdf.witness import PACKAGE, doubt, is_at_hand, pages_by_witness
from dossier.problems import WrongUsage

OCR = "run OCR over the file, for instance: ocrmypdf --force-ocr -l ara+eng IN.pdf OUT.pdf"
PICTURE = 0.05  #: of a page without letters: what pictures cover, from which on there may be words in them
SCAN = 0.6  #: of a page with few letters
FEW = 60  #: letters: a stamp, a page number

_BROKEN = re.compile("[\u00ad\u2010-]$")
_WORD = re.compile(r"[\w'’]+(?:[-\u2010][\w'’]+)*")


@dataclass(slots=True)
class _PdfPage:
    number: int
    rows: Rows
    pictures: float
    leaning: int
    is_read: bool
    is_cut: bool
    aside: list[Rows]  #: what runs in other directions
    heads: list[str] = field(default_factory=list)
    layout: Layout = field(default_factory=lambda: Layout(()))

    @property
    def letters(self) -> int:
        return sum(row.letters for rows_of in (self.rows, *self.aside) for row in rows_of.rows)


@dataclass(slots=True)
class _Contents:
    """What is found, line by line."""

    lines: list[tuple[str, int]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    goes_on: set[int] = field(default_factory=set)

    def line(self, text: str, page: int) -> int:
        self.lines.append((text, page))
        return len(self.lines)


def read(name: str, content: bytes, limits: ReadingLimits) -> Lines:
    """The lines of a PDF. `WrongUsage` if it is none, has a password, or is more than is read of one."""
    try:
        import pypdfium2
        from pypdfium2 import raw
    except ImportError as error:
        raise missing("pypdfium2", "PDF") from error
    weigh(name, content, limits)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise WrongUsage(
            f"{name} cannot be read as PDF: {error}", "Open it in a viewer, or remove its password."
        ) from error
    try:
        limits.check(name, "pages", len(document))
        grant(len(document))
        letters_known = letters_by_font(content)
        pages = [_page(document, number, raw, letters_known) for number in range(len(document))]
        contents = _Contents(unread=_witness(pages, content))
    finally:
        document.close()
    _tell_pages(pages, contents)
    return Lines(
        tuple(text for text, _ in contents.lines),
        tuple(page for _, page in contents.lines),
        tuple(contents.unread),
        goes_on=frozenset(contents.goes_on),
    )


def _page(document: Any, number: int, raw: Any, letters_known: Mapping[str, Set[str]]) -> _PdfPage:
    try:
        page = document[number]
    except Exception as error:  # PDFium's own error, whose class is known only where it is imported
        raise WrongUsage(f"page {number + 1} cannot be read: {error}", "Print the file to a new PDF.") from error
    try:
        page_glyphs = glyphs_on(page, raw, letters_known)
    finally:
        page.close()
    most = page_glyphs.most()
    aside = [rows_of(glyphs) for glyphs in page_glyphs.glyphs.values() if glyphs is not most]
    return _PdfPage(
        number + 1,
        rows_of(most),
        page_glyphs.pictures,
        page_glyphs.leaning,
        page_glyphs.is_read,
        page_glyphs.is_cut,
        aside,
    )


def _witness(pages: Sequence[_PdfPage], content: bytes) -> list[Unread]:
    """Mark the rows whose letters another engine does not read, and tell if there is none that could."""
    if not is_at_hand():
        return [Unread("letters that no second engine has read", 0, f"{PACKAGE} is not installed: {EXTRA}")]
    count_read = 0
    for page, letters in zip(pages, pages_by_witness(content), strict=False):
        doubt([row for rows in (page.rows, *page.aside) for row in rows.rows], letters)
        count_read += 1
    if count_read == len(pages):
        return []
    return [
        Unread(
            "letters that no second engine has read", 0, f"{PACKAGE} cannot read page {count_read + 1} and what follows"
        )
    ]


def _tell_pages(pages: Sequence[_PdfPage], contents: _Contents) -> None:
    for page, rows in zip(pages, running([page.rows for page in pages]), strict=True):
        page.heads = [text for _, text in rows]
        page.layout = lay_out(page.rows, [row for row, _ in rows])
    words = _words_of(pages)
    paragraphs_of = [paragraphs(page.layout.blocks, page.number, words) for page in pages]
    usual = usual_size(paragraphs_of)
    garbled = _garbled_fonts(paragraphs_of)
    pending: list[PdfParagraph] = []
    for at, (page, those) in enumerate(zip(pages, paragraphs_of, strict=True)):
        mark_notes(those, usual)
        if _is_lost(page, those, garbled):
            _tell_lost(page, contents, bool(those))
            continue
        body = _over_columns([one for one in those if not one.is_note], words)
        following = (
            paragraphs_of[at + 1]
            if at + 1 < len(paragraphs_of) and not _is_lost(pages[at + 1], paragraphs_of[at + 1], garbled)
            else []
        )
        goes_on = _goes_on(body, following, usual, words)
        for place, paragraph in enumerate(body):
            is_last = place == len(body) - 1
            number = _tell(paragraph, page, contents, garbled)
            if is_last and goes_on:
                contents.goes_on.add(number)
            if pending and not (is_last and goes_on and place == 0):
                pending = _tell_all(pending, page, contents, garbled)
        pending += [one for one in those if one.is_note]
        if not goes_on:
            pending = _tell_all(pending, page, contents, garbled)
        _tell_aside(page, words, contents, garbled)
    _tell_heads(pages, contents)


def _words_of(pages: Iterable[_PdfPage]) -> frozenset[str]:
    """The words of a document, in small letters; those that a line's end breaks are not among them."""
    vocabulary: set[str] = set()
    for page in pages:
        for block in page.layout.blocks:
            for row in block.rows:
                text = row.text(from_right=block.from_right)
                words = [word.casefold() for word in _WORD.findall(text)]
                vocabulary.update(words[:-1] if _BROKEN.search(text) else words)
    return frozenset(vocabulary)


def _garbled_fonts(pages: Iterable[Sequence[PdfParagraph]]) -> frozenset[str]:
    """The fonts whose letters cannot be true, over the whole document."""
    texts: dict[str, list[str]] = {}
    for paragraph in (paragraph for page in pages for paragraph in page):
        texts.setdefault(paragraph.font, []).append(paragraph.text)
    return frozenset(font for font, those in texts.items() if is_garbled(" ".join(those)))


def _is_lost(page: _PdfPage, page_paragraphs: Sequence[PdfParagraph], garbled: Set[str]) -> bool:
    letters = sum(len(one.text) for one in page_paragraphs)
    if not letters:
        return page.pictures > PICTURE and page.letters == 0
    bad = sum(len(one.text) for one in page_paragraphs if one.font in garbled)
    return 2 * bad > letters or is_lost(" ".join(one.text for one in page_paragraphs))


def _tell_lost(page: _PdfPage, contents: _Contents, has_letters: bool) -> None:
    number = contents.line("", page.number)
    what = f"page {page.number}: its fonts do not say which letters they draw" if has_letters else (
        f"page {page.number}: pictures without text"
    )  # fmt: skip
    contents.unread.append(Unread(what, number, OCR, breaks_proof=True))


def _tell(paragraph: PdfParagraph, page: _PdfPage, contents: _Contents, garbled: Set[str]) -> int:
    if paragraph.font in garbled:
        number = contents.line("", paragraph.page)
        what = f"page {paragraph.page}: a font does not say which letters it draws"
        contents.unread.append(Unread(what, number, OCR, breaks_proof=True))
        return number
    text = " ".join(text_lines([paragraph.text]))
    number = contents.line(text, paragraph.page)
    if LOST in text:
        contents.unread.append(Unread("letters without a meaning", number, OCR, breaks_proof=True))
    if paragraph.is_doubted:
        what = f"page {paragraph.page}: letters in doubt"
        contents.unread.append(Unread(what, number, f"another engine reads other letters; {OCR}", breaks_proof=True))
    if paragraph.signs:
        contents.unread.append(Unread("sign of a note", number, ", ".join(paragraph.signs)))
    if paragraph.doubtful:
        contents.unread.append(Unread("raised figure", number, ", ".join(paragraph.doubtful), breaks_proof=True))
    if paragraph.joints:
        contents.unread.append(Unread("word broken at a line's end", number, ", ".join(paragraph.joints)))
    if page.layout.is_doubtful:
        contents.unread.append(Unread("columns or a table", number, breaks_proof=True))
    return number


def _tell_all(
    pending: Iterable[PdfParagraph], page: _PdfPage, contents: _Contents, garbled: Set[str]
) -> list[PdfParagraph]:
    for paragraph in pending:
        _tell(paragraph, page, contents, garbled)
    return []


def _tell_aside(page: _PdfPage, words: Set[str], contents: _Contents, garbled: Set[str]) -> None:
    """What stands beside the text, in another direction, and what is on the page and not in its lines."""
    for rows in page.aside:
        for paragraph in paragraphs(lay_out(rows).blocks, page.number, words):
            _tell(paragraph, page, contents, garbled)
    if page.leaning:
        contents.unread.append(Unread(f"page {page.number}: {page.leaning} slanted letters, left out"))
    if page.is_cut:
        contents.unread.append(Unread(f"page {page.number}: more than {MAX_LETTERS:,} letters, the rest left out"))
    if page.is_read:
        contents.unread.append(Unread(f"page {page.number}: words that OCR read in a picture"))
    elif page.pictures > SCAN and page.letters < FEW:
        contents.unread.append(Unread(f"page {page.number}: a picture that may hold words", 0, OCR))
    if page.layout.is_sorted:
        contents.unread.append(Unread(f"page {page.number}: drawn in another order than it is read"))


def _tell_heads(pages: Iterable[_PdfPage], contents: _Contents) -> None:
    pages_of: dict[str, list[int]] = {}
    for page in pages:
        for text in page.heads:
            bare = re.sub(r"\d+", "#", text)
            pages_of.setdefault(bare, []).append(page.number)
    for bare, numbers in pages_of.items():
        what = "page number" if not any(c.isalpha() for c in bare) else "running head or foot"
        where = f"page {numbers[0]}" if len(numbers) == 1 else f"pages {numbers[0]}–{numbers[-1]}"
        contents.unread.append(Unread(f"{what}, left out", 0, f"{bare} ({where})"))


def _over_columns(page_paragraphs: Sequence[PdfParagraph], words: Set[str]) -> list[PdfParagraph]:
    """The paragraphs of a page, each that goes on at the head of the next column in one piece."""
    result: list[PdfParagraph] = []
    for paragraph in page_paragraphs:
        last = result[-1] if result else None
        if last and _continues(last, paragraph) and paragraph.is_in_next_column(last):
            last.text = join_lines(last.text, paragraph.text, words, last.joints)
            last.is_open, last.top, last.bottom = paragraph.is_open, paragraph.top, paragraph.bottom
            last.left, last.right, last.lines = paragraph.left, paragraph.right, paragraph.lines
            last.is_doubted |= paragraph.is_doubted
            last.signs += paragraph.signs
            last.doubtful += paragraph.doubtful
        else:
            result.append(paragraph)
    return result


def _continues(last: PdfParagraph, following: PdfParagraph) -> bool:
    same = abs(last.size - following.size) < 0.5 and abs(last.width - following.width) < 0.15 * last.width
    return last.is_open and following.begins_inside and same


def _goes_on(body: Sequence[PdfParagraph], following: Sequence[PdfParagraph], usual: float, words: Set[str]) -> bool:
    """Whether a page's last paragraph goes on over its end. A word that the end breaks is put together on the page."""
    first = next((one for one in following if one.size > 0.93 * usual), None)
    if not body or first is None or first is not following[0] or not _continues(body[-1], first):
        return False
    last = body[-1]
    if _BROKEN.search(last.text) and last.text[-2:-1].isalpha() and " " in first.text:
        word, _, rest = first.text.partition(" ")
        last.text, first.text = join_lines(last.text, word, words, last.joints), rest
        last.is_doubted |= first.is_doubted
    return not ends_sentence(last.text)
