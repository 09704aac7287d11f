"""The programs that people read a PDF with, as far as they are at hand, for the benches of the text layer.

pdf.js needs node, and the package pdfjs-dist in a folder: `npm install pdfjs-dist`, and PDFJS=FOLDER.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

#: Not text: marks of direction, soft hyphens, what has no width.
INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
SCRIPT = Path(__file__).with_name("pdfjs_text.mjs")

Search = Callable[[Path, Iterable[str]], set[str]]


@dataclass(frozen=True, slots=True)
class Reader:
    name: str
    text: Callable[[Path], str]
    search: Search | None = None  #: which of some phrases its own search finds


def fold(text: str) -> str:
    """A text as it is compared: one form of each letter, nothing invisible, white space is one space."""
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


def readers() -> tuple[list[Reader], list[str]]:
    """Those at hand, and why others are not."""
    found, skipped = [], []
    for make in (_poppler, _pdfium, _mupdf, _pdfjs):
        try:
            found.append(make())
        except LookupError as lack:
            skipped.append(str(lack))
    return found, skipped


def _run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise LookupError(f"{name} is not installed (pip install {name})") from None


def _poppler() -> Reader:
    if not shutil.which("pdftotext"):
        raise LookupError("pdftotext is not installed (apt-get install poppler-utils)")
    return Reader("poppler", lambda file: _run("pdftotext", "-enc", "UTF-8", file, "-"))


def _pdfium() -> Reader:
    module = _module("pypdfium2")

    def text(file: Path) -> str:
        with module.PdfDocument(file) as document:
            return "\f".join(page.get_textpage().get_text_range() for page in document)

    def search(file: Path, phrases: Iterable[str]) -> set[str]:
        with module.PdfDocument(file) as document:
            pages = [page.get_textpage() for page in document]
            return {phrase for phrase in phrases if any(page.search(phrase).get_next() for page in pages)}

    return Reader("pdfium", text, search)


def _mupdf() -> Reader:
    module = _module("pymupdf")

    def text(file: Path) -> str:
        with module.open(file) as document:
            return "\f".join(page.get_text() for page in document)

    def search(file: Path, phrases: Iterable[str]) -> set[str]:
        with module.open(file) as document:
            pages = [(page, page.get_textpage()) for page in document]
            return {
                phrase for phrase in phrases if any(page.search_for(phrase, textpage=known) for page, known in pages)
            }

    return Reader("mupdf", text, search)


def _pdfjs() -> Reader:
    folder = os.environ.get("PDFJS", "")
    with suppress(OSError, subprocess.CalledProcessError):
        _run("node", SCRIPT, folder or ".")
        return Reader("pdf.js", lambda file: _run("node", SCRIPT, folder or ".", file))
    raise LookupError("node or pdfjs-dist is not at hand (npm install pdfjs-dist; PDFJS=ITS FOLDER)")
