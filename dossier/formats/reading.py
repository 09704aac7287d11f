"""An original's file -> its lines, as places in it are counted: the one meaning of `at: line 5` for every format."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from dossier.files.isolated_reading import read_isolated
from dossier.files.reading_limits import ReadingLimits, reading_limits
from dossier.formats import plain
from dossier.formats.forms import FileFormat, form_of
from dossier.formats.garbled import garbled_lines
from dossier.formats.invisible import without_invisible
from dossier.formats.lines import Lines, Unread
from dossier.formats.office import docx, odt, rtf
from dossier.formats.pdf import document
from dossier.formats.web import html, mail, warc

_READERS: dict[str, Callable[[str, bytes, ReadingLimits], Lines]] = {
    "text": plain.read,
    "Markdown": plain.read_markdown,
    "HTML": html.read,
    "PDF": document.read,
    "DOCX": docx.read,
    "ODT": odt.read,
    "RTF": rtf.read,
    "EML": mail.read,
    "MHTML": mail.read_page,
    "WARC": warc.read,
}
_OF_PAGES = ("tinyhtml5", "readability")
#: What readers import when they are called. It is imported before a copy is made, or each copy would do so again.
_PACKAGES = {
    "PDF": ("pypdfium2", "pikepdf", "pdfminer.pdfinterp", "pdfminer.pdfpage"),
    **dict.fromkeys(("HTML", "EML", "MHTML", "WARC"), _OF_PAGES),
}
_PLAIN = ("text", "Markdown")  #: nothing is unpacked or nested there: what they cost is told by their size
FORMATS = tuple(_READERS)


def read_lines(name: str, content: bytes) -> Lines:
    """The lines of the file called `name`, by what its first bytes are, or by the ending of its name.

    `WrongUsage` if it is not what its name says, of a format that nobody here reads, or more than is read of one file;
    `MachineLacks` if the package that reads its format is missing.
    """
    limits = reading_limits()
    limits.check(name, "size", len(content))
    form = form_of(name, content)
    if form.name in _PLAIN:
        return _read(form, name, content, limits)
    for package in _PACKAGES.get(form.name, ()):
        with suppress(ImportError):  # its reader will tell
            importlib.import_module(package)
    return read_isolated(name, lambda: _read(form, name, content, limits), Lines, limits)


def _read(form: FileFormat, name: str, content: bytes, limits: ReadingLimits) -> Lines:
    lines = without_invisible(_READERS[form.name](name, content, limits), keeps_spaces=form.name in (*_PLAIN, "EML"))
    limits.check(name, "lines", len(lines.texts))
    limits.check(name, "letters", sum(map(len, lines.texts)))
    unread = (Unread("format", detail=f"named {form.named}, read as {form.name}"),) if form.named else ()
    return replace(lines, unread=(*unread, *lines.unread, *garbled_lines(lines.texts)))
