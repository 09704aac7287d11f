"""An archived web page (WARC 1.0 and 1.1, ISO 28500) -> lines: those of the first page in it that HTML answered.

Read here, with the standard library's reading of HTTP: warcio 1.8 prints on the screen, and fails on broken records
with whatever error comes.
"""

from __future__ import annotations

import contextlib
import gzip
import http.client
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from dossier.files.reading_limits import ReadingLimits
from dossier.formats.lines import Lines, Unread
from dossier.formats.web import html
from dossier.problems import WrongUsage

_PIECE = 1 << 20  #: bytes unpacked at once
_FIELD = re.compile(rb"(?m)^([A-Za-z-]+):[ \t]*([^\r\n]*?)[ \t]*\r?$")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_NEXT = re.compile(rb"[\r\n]*WARC/")


@dataclass(frozen=True, slots=True)
class _ArchivedPage:
    address: str
    charset: str
    content: bytes


def read(name: str, content: bytes, limits: ReadingLimits) -> Lines:
    """`WrongUsage` if there is no page in it."""
    try:
        pages = list(_pages(_unpack(name, content, limits), limits))
    except (zlib.error, ValueError) as error:
        raise WrongUsage(f"{name} cannot be read as WARC: {error}", "Save the page anew, as HTML.") from error
    if not pages:
        raise WrongUsage(f"there is no web page in {name}", "Save the page as HTML, and import that.")
    page, *others = pages
    lines = html.read(name, page.content, limits, page.charset)
    if not lines.about.url and page.address.startswith(("http://", "https://")):
        lines = replace(lines, about=replace(lines.about, url=page.address))
    left = (Unread("pages of the archive", detail=f"{len(others)} behind the first"),) if others else ()
    return replace(lines, unread=(*lines.unread, *left))


def _unpack(name: str, content: bytes, limits: ReadingLimits) -> bytes:
    """The archive, whose records may each be packed with gzip. `zlib.error` if that is broken."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    data = bytearray()
    archive = gzip.GzipFile(fileobj=io.BytesIO(content))
    with contextlib.suppress(EOFError, gzip.BadGzipFile):  # it is cut off, or something else stands behind it
        while piece := archive.read1(_PIECE):
            data += piece
            limits.check_while(name, "unpacked", len(data))
    return bytes(data)


def _pages(archive: bytes, limits: ReadingLimits) -> Iterator[_ArchivedPage]:
    place = 0
    while match := _NEXT.match(archive, place):
        head = _END_OF_HEAD.search(archive, match.end())
        if not head:
            return
        fields = {name.lower(): value for name, value in _FIELD.findall(archive, match.end(), head.end())}
        length = fields.get(b"content-length", b"")
        if not length.isdigit() or len(length) > 12:
            return
        place = head.end() + int(length)
        if fields.get(b"warc-type", b"").lower() == b"response":
            page = _answer(archive[head.end() : place], limits)
            if page:
                yield replace(page, address=fields.get(b"warc-target-uri", b"").decode("ascii", "replace").strip("<>"))


class _Socket:
    """What the standard library reads an answer of HTTP from."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def makefile(self, *_: Any) -> io.BytesIO:
        return io.BytesIO(self.content)


def _answer(content: bytes, limits: ReadingLimits) -> _ArchivedPage | None:
    """The page in an answer; None if it holds another thing, or is broken."""
    answer = http.client.HTTPResponse(cast(Any, _Socket(content)))
    try:
        answer.begin()
        form = answer.headers.get_content_type()
        is_page = 200 <= answer.status < 300 and form in {"text/html", "application/xhtml+xml"}
        if not is_page:
            return None
        body = answer.read()
        encoding = (answer.headers.get("content-encoding") or "").strip().lower()
        if encoding in {"gzip", "x-gzip", "deflate"}:
            wbits = 47 if body[:1] in {b"\x1f", b"\x78"} else -15
            body = zlib.decompressobj(wbits).decompress(body, limits.part + 1)
        elif encoding not in {"", "identity"}:
            return None
        return _ArchivedPage("", answer.headers.get_content_charset() or "", body)
    except (http.client.HTTPException, OSError, ValueError, zlib.error, LookupError, AttributeError, TypeError):
        return None
    finally:
        answer.close()
