"""An original's file -> its lines, as places in it are counted: the one meaning of `at: line 5` for every format.

Plain text and Markdown keep the lines of the file. HTML, PDF and DOCX have no lines of their own: there a line is a
paragraph, a heading, an item or a cell, in reading order, without empty ones. A PDF's broken lines are put together
again as far as their lengths tell; each line knows its page.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dossier.problems import MachineLacks, WrongUsage

MAX_BYTES = 50_000_000  #: of an original; a book's PDF has a tenth of it
MAX_UNPACKED = 300_000_000  #: bytes of all that a DOCX, which is a ZIP file, unpacks to
MAX_PAGES = 2_000
FULL = 0.85  #: of the page's longest line: a line that its next word would make longer than this was broken there
ALMOST_FULL = 0.9  #: of it: a shorter line that ends with a sentence ends its paragraph

#: The extra that brings a reader's package, and what to type.
EXTRA = "pip install 'dossier[import]'"

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
#: Elements of HTML that stand on lines of their own, and those that are not read.
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|"
    "h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_SILENT = re.compile("head|iframe|noscript|script|select|style|svg|template|textarea")
_BROKEN_WORD = re.compile("[\x02\u00ad\ufffe]$")


@dataclass(frozen=True, slots=True)
class Lines:
    """The text of an original. `texts[4]` is line 5, and stands on page `pages[4]` where the format has pages."""

    texts: tuple[str, ...]
    pages: tuple[int, ...] = ()


def read_lines(name: str, content: bytes) -> Lines:
    """The lines of the file called `name`, by the ending of its name.

    `WrongUsage` if it is not what its name says; `MachineLacks` if the package that reads its format is missing.
    """
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if len(content) > MAX_BYTES:
        raise WrongUsage(f"{name} has {len(content):,} bytes; at most {MAX_BYTES:,} are read", "Split the file.")
    return _READERS.get(suffix, _plain)(name, content)


def _plain(name: str, content: bytes) -> Lines:
    """Lines as an editor counts them: ended by a line feed, with or without carriage return."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        known = ", ".join(sorted(_READERS))
        advice = f"Save it as UTF-8, or name it by its format: {known}."
        raise WrongUsage(f"{name}:{line}: byte 0x{content[error.start]:02x} is not UTF-8", advice) from error
    return Lines(tuple(text.replace("\r\n", "\n").split("\n")))


def _html(name: str, content: bytes) -> Lines:
    import tinyhtml5

    try:
        page: str | bytes = content.decode("utf-8-sig")  # what says nothing of its encoding is not Western by that
    except UnicodeDecodeError:
        page = content
    root = tinyhtml5.parse(page, namespace_html_elements=False)
    body = root.find("body")
    return Lines(tuple(_spoken(_html_words(root if body is None else body))))


def _html_words(root: Any) -> Iterator[str]:
    """Words in reading order, with a line feed wherever a block begins or ends; without recursion, for deep nesting."""
    waiting: list[Any] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        is_element = isinstance(item.tag, str) and not _SILENT.fullmatch(item.tag)  # a comment's tag is a function
        edge = "\n" if is_element and _BLOCKS.fullmatch(item.tag) else ""
        inner: list[Any] = []
        for child in item if is_element else ():
            inner += [child, " ".join((child.tail or "").split("\n"))]
        waiting += [edge, *reversed(inner)]
        yield edge + (" ".join((item.text or "").split("\n")) if is_element else "")


def _pdf(name: str, content: bytes) -> Lines:
    try:
        import pypdfium2
    except ImportError as error:
        raise _missing("pypdfium2", "PDF") from error
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise WrongUsage(
            f"{name} cannot be read as PDF: {error}", "Open it in a viewer, or remove its password."
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise WrongUsage(f"{name} has {len(document):,} pages; at most {MAX_PAGES:,} are read", "Split the file.")
        found = [(text, number + 1) for number in range(len(document)) for text in _pdf_page(document[number])]
    finally:
        document.close()
    return Lines(tuple(text for text, _ in found), tuple(page for _, page in found))


def _pdf_page(page: Any) -> list[str]:
    words = page.get_textpage().get_text_range()
    return list(_spoken(_unbroken([line.rstrip() for line in words.replace("\r\n", "\n").split("\n")])))


def _unbroken(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a page with a line feed behind each at which a paragraph ends."""
    width = max(map(len, lines))
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        first = following.partition(" ")[0]
        if _BROKEN_WORD.search(line):
            yield line[:-1]
        elif not following.strip() or _is_last(line, first, width):
            yield line + "\n"
        else:
            yield line if line.endswith("-") else f"{line} "


def _is_last(line: str, following: str, width: int) -> bool:
    """Whether a paragraph ends with a line: the next word had room on it, or a sentence ends and something has."""
    if line.endswith((".", "!", "?", "؟", ":")):
        return len(line) < ALMOST_FULL * width
    return len(line) + 1 + len(following) < FULL * width


def _docx(name: str, content: bytes) -> Lines:
    try:
        import docx
    except ImportError as error:
        raise _missing("python-docx", "DOCX") from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(item.file_size for item in packed.infolist()) > MAX_UNPACKED:
                raise WrongUsage(f"{name} unpacks to more than {MAX_UNPACKED:,} bytes", "Leave out its pictures.")
        document = docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:  # lxml's are SyntaxErrors
        raise WrongUsage(f"{name} cannot be read as DOCX: {error}", "Open it in an editor and save it anew.") from error
    return Lines(tuple(_spoken(_docx_words(document))))


def _docx_words(container: Any) -> Iterator[str]:
    """Paragraphs and, cell by cell, tables, in the order of the text; a merged cell once."""
    for item in container.iter_inner_content():
        if hasattr(item, "rows"):
            seen = {id(cell._tc): cell for row in item.rows for cell in row.cells}
            for cell in seen.values():
                yield from _docx_words(cell)
        else:
            yield item.text + "\n"


def _spoken(words: Iterable[str]) -> Iterator[str]:
    """The lines in words that hold line feeds: composed, single-spaced, without unseen letters; empty ones left out."""
    for line in re.split("[\n\r\v\f\x85]", "".join(words)):
        letters = (c for c in _UNSEEN.sub("", line) if c.isspace() or unicodedata.category(c) not in {"Cc", "Cs", "Cn"})
        if told := " ".join("".join(letters).split()):
            yield told


def _missing(package: str, form: str) -> MachineLacks:
    return MachineLacks(f"the package {package} is missing, which reads {form}", EXTRA)


_READERS: dict[str, Callable[[str, bytes], Lines]] = {
    "txt": _plain,
    "md": _plain,
    "markdown": _plain,
    "html": _html,
    "htm": _html,
    "xhtml": _html,
    "pdf": _pdf,
    "docx": _docx,
}
FORMATS = tuple(_READERS)
