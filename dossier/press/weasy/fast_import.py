"""Importing WeasyPrint without what is not needed for it: in half the processor time, and in 15 MB less.

    with quick_import.quick():
        import weasyprint

WeasyPrint tries the names that its libraries have on Windows and on macOS first. For each that is not there, cffi asks
`ctypes.util.find_library`, which runs ldconfig, gcc and ld. On Linux the name that comes last is the one that the
loader knows, which finds the same library. What it declares to cffi has been parsed ahead (`cffi_aot`). Fonts are cut
by HarfBuzz; the parts of fontTools that did it before are imported if they are called. That there are fonts on this
machine is looked up, and not for us. The collector of cyclic garbage
looks through modules, which stay for good.

Where a native library is missing, WeasyPrint prints how to get help with it and fails; here that is `MachineLacks`.

Processor time of one import with that of the programs it runs, November 2026, median of six: 0.48 s as it comes; 0.33
without the search for libraries; 0.30 without the collector too; 0.22 without those parts of fontTools too. On a busier
machine, least of eleven: 0.63 s as it comes; 0.32 without all of that; 0.26 with what was parsed ahead.
"""

from __future__ import annotations

import ctypes.util
import gc
import importlib
import io
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import partial
from types import ModuleType
from typing import Any

from dossier.files import fingerprint
from dossier.press.fonts.environment import without_system_fonts
from dossier.press.weasy import cffi_aot
from dossier.press.weasy.version import VERSION
from dossier.problems import MachineLacks

_LATER = ("fontTools.subset", "fontTools.varLib.instancer")


@contextmanager
def fast_imports() -> Iterator[None]:
    """Import WeasyPrint in here. Afterwards all is as it was.

    Other threads would see what is replaced meanwhile, and another version may import other things: then it is imported
    as it comes. `MachineLacks` if a library that it draws with cannot be loaded.
    """
    try:
        if "weasyprint" in sys.modules or threading.active_count() > 1 or fingerprint.of("weasyprint") != VERSION:
            yield
        else:
            with _fast_imports():
                yield
    except OSError as error:
        if error.errno is not None:  # another fault than that of a library, which has no number
            raise
        name = re.search("'(.+?)'", str(error))
        message = f"a library that pages are drawn with cannot be loaded: {name[1] if name else error}"
        raise MachineLacks(message, "Run: dossier doctor, which tells the command that installs it.") from error


@contextmanager
def _fast_imports() -> Iterator[None]:
    stock, is_collecting = ctypes.util.find_library, gc.isenabled()
    later = {name: _LazyModule(name) for name in _LATER if name not in sys.modules}
    sys.modules.update(later)
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    gc.disable()
    try:
        with (
            cffi_aot.declarations_ahead(),
            without_system_fonts(),
            warnings.catch_warnings(),
            redirect_stdout(io.StringIO()),
        ):
            warnings.simplefilter("ignore", UserWarning)  # that there are no fonts is how we want it
            yield
    finally:
        ctypes.util.find_library = stock
        for name in later:
            del sys.modules[name]
        if is_collecting:
            gc.enable()


class _LazyModule(ModuleType):
    """In place of a module that only functions are asked of: each imports it when it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(_call, self.__name__, name)


def _call(module: str, function: str, *args: Any, **kwargs: Any) -> Any:
    return getattr(importlib.import_module(module), function)(*args, **kwargs)
