"""WeasyPrint imported quickly is WeasyPrint: the same libraries, nothing run to find them, nothing left replaced."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dossier.press import no_system_fonts

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="libraries are looked for as ever on other systems")
TELL = """
import ctypes.util, gc, importlib, json, subprocess, sys
stock, run = ctypes.util.find_library, []
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
        "Later" in repr(type(instancer)),
        not hasattr(importlib.import_module("cffi"), "__version__"),
    ],
    "parsed": parsed,
    "cuts": isinstance(fonts.subset.Options(), fontTools.subset.Options),
}}))
"""
QUICK = "from dossier.press.quick_import import quick\nwith quick():\n    import weasyprint"


@cache
def told(import_it: str, fontconfig: Path) -> dict[str, Any]:
    no_system_fonts.shut_out_system_fonts(fontconfig)
    command = [sys.executable, "-c", TELL.format(import_it=import_it)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture(scope="session")
def fontconfig(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fontconfig")


@LINUX
def test_the_same_libraries_are_loaded(fontconfig: Path) -> None:
    stock, ours = told("import weasyprint", fontconfig), told(QUICK, fontconfig)
    drawing = [path for path in stock["libraries"] if any(name in path for name in ("pango", "harfbuzz", "fontconfig"))]
    assert len(drawing) >= 5
    assert [path for path in ours["libraries"] if path in drawing] == drawing
    assert ours["found"] == stock["found"]
    assert "harfbuzz_subset" in ours["found"]


@LINUX
def test_no_program_is_run_to_find_them(fontconfig: Path) -> None:
    assert told("import weasyprint", fontconfig)["run"] > 0
    assert told(QUICK, fontconfig)["run"] == 0


def test_nothing_stays_replaced(fontconfig: Path) -> None:
    assert told(QUICK, fontconfig)["left"] == [False, False, False, False]


def test_what_was_left_out_comes_when_it_is_called(fontconfig: Path) -> None:
    assert told(QUICK, fontconfig)["cuts"] is True


def test_what_is_declared_to_cffi_is_not_parsed_again(fontconfig: Path) -> None:
    assert told("import weasyprint", fontconfig)["parsed"] is True
    assert told(QUICK, fontconfig)["parsed"] is False


@LINUX
@pytest.mark.parametrize("room", ["worker", "plain"])
def test_whoever_draws_imports_it_quickly(room: str, fontconfig: Path) -> None:
    """These two are what a build imports; the rooms behind them import WeasyPrint as it comes, if they are first."""
    ours = told(f"import dossier.press.{room}", fontconfig)
    assert (ours["run"], ours["parsed"], ours["left"]) == (0, False, [False] * 4)
