"""The C functions that WeasyPrint declares to cffi, parsed ahead.

cffi reads declarations with a parser that is itself written in Python: 0.08 s, and 0.02 s to import it, for the same
text each time. What it makes of them can be written down and read again (cffi calls it the out-of-line form); here that
is `cffi_aot.json`, for one text, known by its SHA-256. Any other text, as another WeasyPrint may have it, is parsed as
ever. A test parses the text anew and compares.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

TABLE = Path(__file__).with_name("cffi_aot.json")


@contextmanager
def declarations_ahead() -> Iterator[None]:
    """Who imports cffi in here for the first time is given what has been parsed ahead."""
    if "cffi" in sys.modules:
        yield
        return
    stand_in = ModuleType("cffi")
    stand_in.FFI = _Declarations  # type: ignore[attr-defined]
    sys.modules["cffi"] = stand_in
    try:
        yield
    finally:
        if sys.modules.get("cffi") is stand_in:
            del sys.modules["cffi"]


class _Declarations:
    """In place of `cffi.FFI`, and of what that makes: all that it can do is what has been declared."""

    def __init__(self) -> None:
        self._text = ""

    def cdef(self, text: str) -> None:
        self._text += text
        ffi = _read_ahead(self._text) or _parse(self._text)
        for name in dir(ffi):
            if not name.startswith("__"):
                setattr(self, name, getattr(ffi, name))


def _read_ahead(text: str) -> Any:
    """None if it is another text, and on any doubt."""
    with suppress(ImportError, OSError, ValueError, KeyError, TypeError, AttributeError):
        table = json.loads(TABLE.read_bytes())
        if table["sha256"] == hashlib.sha256(text.encode()).hexdigest():
            backend: Any = importlib.import_module("_cffi_backend")
            return backend.FFI("weasyprint", **{name: from_json(value) for name, value in table["declared"].items()})
    return None


def _parse(text: str) -> Any:
    """By cffi itself."""
    if getattr(sys.modules.get("cffi"), "FFI", None) is _Declarations:
        del sys.modules["cffi"]
    ffi: Any = importlib.import_module("cffi").FFI()
    ffi.cdef(text)
    return ffi


def from_json(value: Any) -> Any:
    """As cffi takes it: JSON has strings where that has bytes, and lists where it has tuples."""
    if isinstance(value, str):
        return value.encode("latin-1")
    return tuple(map(from_json, value)) if isinstance(value, list) else value
