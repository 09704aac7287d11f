"""WeasyPrint imported quickly is WeasyPrint: the same libraries, nothing run to find them, nothing left replaced."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="libraries are looked for as ever on other systems")
TELL = """
import ctypes.util, gc, importlib, json, os, subprocess, sys, warnings
stock, run = ctypes.util.find_library, []
filters, environment = list(warnings.filters), dict(os.environ)
start = subprocess.Popen.__init__
subprocess.Popen.__init__ = lambda self, args, *more, **named: run.append(args[0]) or start(self, args, *more, **named)
{import_it}
parsed = "pycparser" in sys.modules
from weasyprint.text import ffi
from weasyprint.pdf import fonts
import fontTools.subset, fontTools.varLib.instancer as instancer
print(json.dumps({{
    "libraries": sorted({{line.split()[-1] for line in open("/proc/self/maps") if "/lib" in line and ".so" in line}}),
    "found": [name for name, value in vars(ffi).items() if type(value).__name__.startswith(("FFILibrary", "Lib"))],
    "run": len(run),
    "left": [
        stock is not ctypes.util.find_library,
        not gc.isenabled(),
        "LazyModule" in repr(type(instancer)),
        not hasattr(importlib.import_module("cffi"), "__version__"),
        warnings.filters != filters,
        dict(os.environ) != environment,
    ],
    "parsed": parsed,
    "cuts": isinstance(fonts.subset.Options(), fontTools.subset.Options),
}}))
"""
QUICK = "from dossier.press.weasy.fast_import import fast_imports\nwith fast_imports():\n    import weasyprint"


@cache
def told(import_it: str) -> dict[str, Any]:
    command = [sys.executable, "-c", TELL.format(import_it=import_it)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@LINUX
def test_the_same_libraries_are_loaded() -> None:
    stock, ours = told("import weasyprint"), told(QUICK)
    drawing = [path for path in stock["libraries"] if any(name in path for name in ("pango", "harfbuzz", "fontconfig"))]
    assert len(drawing) >= 5
    assert [path for path in ours["libraries"] if path in drawing] == drawing
    assert ours["found"] == stock["found"]
    assert "harfbuzz_subset" in ours["found"]


@LINUX
def test_no_program_is_run_to_find_them() -> None:
    assert told("import weasyprint")["run"] > 0
    assert told(QUICK)["run"] == 0


def test_nothing_stays_replaced() -> None:
    assert told(QUICK)["left"] == [False] * 6


def test_what_was_left_out_comes_when_it_is_called() -> None:
    assert told(QUICK)["cuts"] is True


def test_what_is_declared_to_cffi_is_not_parsed_again() -> None:
    assert told("import weasyprint")["parsed"] is True
    assert told(QUICK)["parsed"] is False


@LINUX
@pytest.mark.parametrize("room", ["workers.worker", "weasy.one_pass"])
def test_whoever_draws_imports_it_quickly(room: str) -> None:
    """These two are what a build imports; the rooms behind them import WeasyPrint as it comes, if they are first."""
    ours = told(f"import dossier.press.{room}")
    assert (ours["run"], ours["parsed"], ours["left"]) == (0, False, [False] * 6)


IN_A_THREAD = """
import threading
def draw():
    with fast_imports():
        during.append((ctypes.util.find_library is stock, dict(os.environ) == environment, "cffi" in sys.modules))
        import weasyprint
during = []
from dossier.press.weasy.fast_import import fast_imports
thread = threading.Thread(target=draw)
thread.start()
thread.join()
assert during == [(True, True, False)], during
"""


def test_what_other_threads_would_see_is_left_as_it_is() -> None:
    found = told(IN_A_THREAD)
    assert (found["left"], found["parsed"]) == ([False] * 6, True)
