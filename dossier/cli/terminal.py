"""Arabic on a terminal that neither joins letters nor orders them: shaped and put in visual order, line by line.

This is one of the few places where arabic-reshaper and python-bidi belong: what goes to the press is never touched by
them. Off unless asked for, because a terminal that shapes by itself would order the words twice.
"""

from __future__ import annotations

import os
import re

SETTING = "DOSSIER_SHAPE_ARABIC"  #: environment: 1 for terminals that do no bidi
_ARABIC = re.compile("[\u0600-\u06ff]")


def shape_lines(text: str, shape: bool) -> str:
    """The text as such a terminal must be given it; untouched if `shape` is false or there is no Arabic in it."""
    if not shape or not _ARABIC.search(text):
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    if not _ARABIC.search(line):
        return line
    import arabic_reshaper
    from bidi import get_display

    return str(get_display(arabic_reshaper.reshape(line), base_dir="L"))


def wants_shaping() -> bool:
    return os.environ.get(SETTING, "") not in {"", "0"}


def printable(text: str, encoding: str | None) -> str:
    """With \\u0628 for a letter that an output of this encoding (UTF-8 if it names none) cannot be given."""
    return text.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8")
