"""A letter (EML) or a page saved with its pictures (MHTML) -> lines, by the standard library's reading of mail.

A letter's lines are its subject, sender, receivers and date, one line each, then its text: the plain one if it has one,
else the one in HTML. Attachments are not read, and named. RFC 5322, RFC 2045, RFC 2557.
"""

from __future__ import annotations

import email
import email.utils
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from typing import cast

from dossier.files.reading_limits import ReadingLimits
from dossier.formats.encoding import decode
from dossier.formats.lines import About, Lines, Unread, excerpt_of, legible, text_lines
from dossier.formats.web import html
from dossier.problems import WrongUsage

HEAD = ("subject", "from", "to", "cc", "date")


def read(name: str, content: bytes, limits: ReadingLimits) -> Lines:
    """A letter. `WrongUsage` if it has no text."""
    message = _message(name, content, limits)
    parts = list(_parts(message))
    body = next((part for kind in ("text/plain", "text/html") for part in parts if _is(part, kind)), None)
    head = [(field, value) for field in HEAD if (value := _header(message, field))]
    unread = [
        Unread("attachment", detail=_file_name(part)) for part in parts if part is not body and not _is_copy(part)
    ]
    if body is None:
        raise WrongUsage(f"{name} has no text", "Save what is attached to it, and import that.")
    lines = _body(name, body, limits)
    shift = len(head)
    texts = (*(f"{field.capitalize()}: {value}" for field, value in head), *lines.texts)
    fields = dict(head)
    return replace(
        lines,
        texts=texts,
        unread=(*unread, *(replace(item, line=item.line + shift if item.line else 0) for item in lines.unread)),
        about=About(fields.get("subject", ""), fields.get("from", ""), _day(message)),
        kinds={line + shift: kind for line, kind in lines.kinds.items()},
        apart=frozenset(line + shift for line in lines.apart),
    )


def read_page(name: str, content: bytes, limits: ReadingLimits) -> Lines:
    """A page that was saved with its pictures. `WrongUsage` if there is none in the file."""
    message = _message(name, content, limits)
    page = next((part for part in _parts(message) if _is(part, "text/html")), None)
    if page is None:
        raise WrongUsage(f"{name} has no web page in it", "Save the page anew, as HTML.")
    lines = html.read(name, _content(page), limits, page.get_content_charset() or "")
    address = _header(message, "snapshot-content-location") or _header(page, "content-location")
    is_address = address.startswith(("http://", "https://")) and not lines.about.url
    return replace(lines, about=replace(lines.about, url=address)) if is_address else lines


def _message(name: str, content: bytes, limits: ReadingLimits) -> EmailMessage:
    limits.check(name, "parts", content.count(b"\n--"))  # what may begin one
    try:
        return email.message_from_bytes(content, policy=default)
    except (ValueError, IndexError, RecursionError, AttributeError, TypeError) as error:
        raise WrongUsage(f"{name} cannot be read as a letter: {error}", "Save it as text.") from error


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something; those of an attached letter stay in it."""
    pending = [message]
    while pending:
        part = pending.pop()
        if part.get_content_maintype() == "multipart" and isinstance(inner := part.get_payload(), list):
            pending += reversed(cast(list[EmailMessage], inner))
        else:
            yield part


def _is(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == kind and "attachment" not in str(part.get("content-disposition", "")).lower()


def _is_copy(part: EmailMessage) -> bool:
    """The same text in HTML, or a picture that belongs to it."""
    return _is(part, "text/html") or bool(part.get("content-id"))


def _file_name(part: EmailMessage) -> str:
    return excerpt_of(" ".join(text_lines([part.get_filename() or part.get_content_type()])))


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _body(name: str, part: EmailMessage, limits: ReadingLimits) -> Lines:
    charset = part.get_content_charset() or ""
    if part.get_content_type() == "text/html":
        return html.read(name, _content(part), limits, charset)
    decoded_text = decode(name, _content(part), charset)
    texts = decoded_text.text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return Lines(tuple(map(legible, texts)), unread=decoded_text.unread)


def _header(part: EmailMessage, field: str) -> str:
    try:
        return " ".join(text_lines([str(part.get(field, "")).replace("\n", " ")]))
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):  # the package fails on some broken ones
        return ""


def _day(message: EmailMessage) -> str:
    try:
        return email.utils.parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except (ValueError, IndexError, TypeError, OverflowError):
        return ""
