"""What has been parsed ahead for cffi is what it parses, of the very WeasyPrint that is installed; else it parses."""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from dossier.press.weasy import cffi_aot
from tests.declarations import declarations, table

OTHER = "int abs(int number); typedef struct { int left, right; } pair;"


@pytest.fixture
def _cffi_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in {"cffi", "pycparser"}]:
        monkeypatch.delitem(sys.modules, name)


IN_A_NEW_PROCESS = pytest.mark.usefixtures("_cffi_is_new")


def ffi_of(text: str) -> tuple[Any, bool]:
    """As WeasyPrint makes it, and whether cffi had to parse."""
    with cffi_aot.declarations_ahead():
        ffi = importlib.import_module("cffi").FFI()
        ffi.cdef(text)
        return ffi, "pycparser" in sys.modules


def test_it_is_what_cffi_makes_of_the_declarations() -> None:
    """If WeasyPrint or cffi is another: python -m tests.declarations."""
    assert cffi_aot.TABLE.read_text("utf-8") == table()


@IN_A_NEW_PROCESS
def test_the_declarations_of_weasyprint_are_not_parsed() -> None:
    ffi, is_parsed = ffi_of(declarations())
    assert not is_parsed
    rectangle = ffi.new("PangoRectangle *", {"x": 1, "width": 3})
    assert (rectangle.x, rectangle.y, rectangle.width) == (1, 0, 3)
    assert ffi.dlopen("libpango-1.0.so.0").pango_units_from_double(1.0) == 1024
    with pytest.raises(OSError, match="libnowhere"):
        ffi.dlopen("libnowhere.so.0")


@IN_A_NEW_PROCESS
def test_any_other_text_is() -> None:
    ffi, is_parsed = ffi_of(OTHER)
    assert is_parsed
    assert ffi.new("pair *", (1, 2)).right == 2
    assert ffi.dlopen(None).abs(-3) == 3


@IN_A_NEW_PROCESS
def test_more_than_the_known_text_is_all_known() -> None:
    with cffi_aot.declarations_ahead():
        ffi: Any = importlib.import_module("cffi").FFI()
        ffi.cdef(declarations())
        ffi.cdef(OTHER)
    assert ffi.new("pair *").left == 0
    assert ffi.new("PangoRectangle *").x == 0


@IN_A_NEW_PROCESS
@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"[]",
        b'{"sha256": "0"}',
        json.dumps({"sha256": hashlib.sha256(OTHER.encode()).hexdigest(), "declared": {"_version": 1}}).encode(),
        json.dumps({"sha256": hashlib.sha256(OTHER.encode()).hexdigest(), "declared": {"_what": 1}}).encode(),
        json.dumps({"sha256": hashlib.sha256(OTHER.encode()).hexdigest(), "declared": []}).encode(),
    ],
)
def test_a_damaged_table_is_none(content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "declared.json"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setattr(cffi_aot, "TABLE", file)
    ffi, is_parsed = ffi_of(OTHER)
    assert is_parsed
    assert ffi.new("pair *").left == 0


@IN_A_NEW_PROCESS
def test_cffi_is_itself_before_and_after() -> None:
    with cffi_aot.declarations_ahead():
        importlib.import_module("cffi")
    assert importlib.import_module("cffi").FFI is not cffi_aot._Declarations
    with cffi_aot.declarations_ahead():
        assert importlib.import_module("cffi").FFI is not cffi_aot._Declarations
