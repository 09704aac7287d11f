"""Everything that draws a page, by version, found out without importing it: what was drawn by another is drawn anew."""

from __future__ import annotations

import hashlib
import importlib.metadata
import sys
from functools import lru_cache
from pathlib import Path

_PACKAGES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "pyphen", "pillow", "msgspec")
_LIBRARIES = ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libharfbuzz-subset", "libfontconfig", "libfribidi")
_FOLDERS = ("/usr/lib", "/usr/lib/*-linux-gnu*", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")


@lru_cache(1)
def versions() -> str:
    """One line that changes whenever a page might come out otherwise."""
    packages = [f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES]
    return "; ".join([f"python {sys.version_info[:2]}", *packages, *_libraries(), _own_code()])


def _libraries() -> list[str]:
    """File names of the libraries that WeasyPrint loads: they end in the version."""
    found = set()
    for folder in _FOLDERS:
        for library in _LIBRARIES:
            for path in Path("/").glob(f"{folder[1:]}/{library}.*"):
                found.add(path.resolve().name)
    return sorted(found)


def _own_code() -> str:
    """Of this package itself, which may be under work."""
    whole = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(path.read_bytes())
    return f"dossier {whole.hexdigest()[:16]}"
