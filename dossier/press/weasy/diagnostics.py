"""Hears what WeasyPrint says to its log, and of which element: by default it speaks to nobody.

WeasyPrint names a URL, a letter or a declaration, and never the element that it is busy with. But it says it while it
is busy with it: the element is a local variable of one of the functions that have been called, the innermost that has
one. That is read here, and nothing is done to WeasyPrint; where its variables have other names, there is no element.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from dossier.press.html.source_map import Diagnostic, HeldIn
from dossier.press.weasy.fetcher import BASE, FetchRefused
from dossier.problems import Place, Problem

_BUSY_WITH = ("element", "textbox", "box", "source_box", "_")  #: names of WeasyPrint's variables
_READING = "preprocess_stylesheet"  #: a function of WeasyPrint that knows where a sheet is from
_DRAWING = ".svg"  #: a module of WeasyPrint's whose elements are of a drawing's own

_AT = re.compile(r"(?:,|(?<![\s,]))\s*at (\d+):(\d+)\b")
_NO_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)", re.S)
_WORDS = re.compile(
    r"Failed to load (?:image|stylesheet) at '?(?P<url>.+?)'?\s?: |No anchor (?P<anchor>#.+) for "
    r"|Anchor defined twice: '(?P<twice>.*)'|undefined anchor \('\w+', '(?P<target>.*)'\)"
    r"|the picture '(?P<picture>.*)' has|`(?P<declaration>[\w-]+) ?:|selector, '(?P<selector>[^\n']*)"
)


_MUTE = "WeasyPrint has been told to say no warnings: nobody hears what it leaves out"
_UNMUTE = 'the program that has dossier as a library should leave logging.getLogger("weasyprint") at WARNING'


class LogListener(logging.Handler):
    """Turns what WeasyPrint says in this thread into problems: of a sheet while one is read, else of the document."""

    def __init__(self, path: str) -> None:
        super().__init__(logging.WARNING)
        self.diagnostics: list[Diagnostic] = []
        self._page = path
        self._sheet: str | None = None
        self._thread = threading.get_ident()

    @property
    def problems(self) -> list[Problem]:
        return [diagnostic.problem for diagnostic in self.diagnostics]

    @contextmanager
    def reading(self, sheet: str) -> Iterator[None]:
        self._sheet = sheet
        try:
            yield
        finally:
            self._sheet = None

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread:
            return
        message = record.getMessage().replace(f"SVG image {BASE}", "an inline SVG")
        message = message.replace(f"{FetchRefused.__name__}: ", "")  # which says nothing to who wrote the page
        sheet, element = (self._sheet, None) if self._sheet is not None else _busy_with(sys._getframe(1))
        place, hint = Place(self._page if sheet is None else sheet), ""
        quoted_words = _WORDS.search(message)
        words = (quoted_words[quoted_words.lastgroup or 0],) if quoted_words else ()
        if glyph := _NO_GLYPH.match(message):
            words = (chr(int(glyph[1], 16)),)
            message = f"no face has the letter {words[0]} (U+{glyph[1]})"
            hint = "add a face that has it to fonts/faces.yaml"
        if sheet is not None and (position := _AT.search(message)):
            place = Place(sheet, int(position[1]), int(position[2]))
            message = message[: position.start()] + message[position.end() :]
        is_linked = quoted_words is not None and quoted_words.lastgroup in {"url", "anchor", "twice", "target"}
        held_in: HeldIn = "text" if glyph else "attributes" if is_linked else ""
        problem = Problem(place, re.sub(r"\s*\n\s*", " ", message), hint)  # a declaration may have several lines
        self.diagnostics.append(Diagnostic(problem, element, words, held_in))


@contextmanager
def listening(path: str) -> Iterator[LogListener]:
    """Hear what is said of a document as long as this is open."""
    listener = LogListener(path)
    logger = logging.getLogger("weasyprint")
    if not logger.isEnabledFor(logging.WARNING):
        listener.diagnostics.append(Diagnostic(Problem(Place(path), _MUTE, _UNMUTE, "warning")))
    logger.addHandler(listener)
    try:
        yield listener
    finally:
        logger.removeHandler(listener)


def busy_with(error: BaseException) -> Element | None:
    """The element that was being worked on when an error was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return _busy_with(trace.tb_frame)[1] if trace is not None else None


def _busy_with(frame: FrameType | None) -> tuple[str | None, Element | None]:
    """The sheet that was fetched and is being read, or the element that is being worked on."""
    while frame is not None:
        variables = frame.f_locals
        if frame.f_code.co_name == _READING and (variables.get("base_url") or BASE) != BASE:
            return unquote(variables["base_url"]), None
        if _DRAWING not in frame.f_globals.get("__name__", ""):
            for name in _BUSY_WITH:
                if (element := _element_of(variables.get(name))) is not None:
                    return None, element
        frame = frame.f_back
    return None, None


def _element_of(value: Any) -> Element | None:
    """The element that a variable is, or is made for: a box, or cssselect2's wrapper."""
    for candidate in (value, getattr(value, "element", None), getattr(value, "etree_element", None)):
        if isinstance(candidate, Element):
            return candidate
    return None
