"""What cffi makes of the declarations of the WeasyPrint that is installed, for dossier/press/weasy/cffi_aot.json.

python -m tests.declarations    # after another version of WeasyPrint or of cffi: writes the file anew
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
import tempfile
from pathlib import Path
from typing import Any

import cffi
from cffi import recompiler

from dossier.press.weasy.cffi_aot import TABLE


def declarations() -> str:
    """The text, without WeasyPrint being imported."""
    package = importlib.util.find_spec("weasyprint")
    assert package
    assert package.origin
    tree = ast.parse((Path(package.origin).parent / "text/ffi.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "ffi.cdef"]
    (text,) = (ast.literal_eval(argument) for call in calls for argument in call.args)
    return str(text)


def table() -> str:
    text = declarations()
    ffi = cffi.FFI()
    ffi.cdef(text)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "declarations.py"
        recompiler.make_py_source(ffi, "declarations", str(file))
        (call,) = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    arguments = {word.arg: _plain(ast.literal_eval(word.value)) for word in call.keywords}
    return json.dumps({"sha256": hashlib.sha256(text.encode()).hexdigest(), "declared": arguments}, indent=0) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
