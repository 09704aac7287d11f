"""Importing WeasyPrint without what is not needed for it: in half the processor time, and in 15 MB less.

    with quick_import.quick():
        import weasyprint

WeasyPrint tries the names that its libraries have on Windows and on macOS first. For each that is not there, cffi asks
`ctypes.util.find_library`, which runs ldconfig, gcc and ld. On Linux the name that comes last is the one that the
loader knows, which finds the same library. What it declares to cffi has been parsed ahead (`declared`). Fonts are cut
by HarfBuzz; the parts of fontTools that did it before are imported if they are called. The collector of cyclic garbage
looks through modules, which stay for good.

Processor time of one import with that of the programs it runs, November 2026, median of six: 0.48 s as it comes; 0.33
without the search for libraries; 0.30 without the collector too; 0.22 without those parts of fontTools too. On a busier
machine, least of eleven: 0.63 s as it comes; 0.32 without all of that; 0.26 with what was parsed ahead.
"""

from __future__ import annotations

import ctypes.util
import gc
import importlib
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import Any

from dossier.press import declared

_LATER = ("fontTools.subset", "fontTools.varLib.instancer")


@contextmanager
def quick() -> Iterator[None]:
    """Import WeasyPrint in here. Other threads find libraries as ever, and afterwards so does this one."""
    stock, here, is_collecting = ctypes.util.find_library, threading.get_ident(), gc.isenabled()

    def find_library(name: str) -> str | None:
        is_ours = threading.get_ident() == here and sys.platform == "linux"
        return None if is_ours else stock(name)

    later = {name: _Later(name) for name in _LATER if name not in sys.modules}
    sys.modules.update(later)
    ctypes.util.find_library = find_library
    gc.disable()
    try:
        with declared.known(), warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # that there are no system fonts is how we want it
            yield
    finally:
        ctypes.util.find_library = stock
        for name in later:
            del sys.modules[name]
        if is_collecting:
            gc.enable()


class _Later(ModuleType):
    """In place of a module that only functions are asked of: each imports it when it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(_called, self.__name__, name)


def _called(module: str, function: str, *given: Any, **named: Any) -> Any:
    return getattr(importlib.import_module(module), function)(*given, **named)
