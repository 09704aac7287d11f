"""Everything that draws a page, by version, found out without importing it: what was drawn by another is drawn anew."""

from __future__ import annotations

import hashlib
import sys
from functools import lru_cache
from pathlib import Path

_PACKAGES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "pyphen", "pillow", "msgspec")
_LIBRARIES = ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libharfbuzz-subset", "libfontconfig", "libfribidi")
_FOLDERS = ("/usr/lib", "/usr/lib/*-linux-gnu*", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")


@lru_cache(1)
def versions() -> str:
    """One line that changes whenever a page might come out otherwise."""
    packages = [f"{name} {of(name)}" for name in _PACKAGES]
    files = sorted({path.name for path in libraries()})
    return "; ".join([f"python {sys.version_info[:2]}", *packages, *files, _own_code()])


def of(package: str) -> str:
    """The version of a package, from the name of the folder that tells of it."""
    try:
        return _installed()[package.replace("-", "_")]
    except KeyError:  # packed otherwise
        import importlib.metadata

        return importlib.metadata.version(package)


@lru_cache(1)
def _installed() -> dict[str, str]:
    folders = [Path(place) for place in reversed(sys.path)]  # of two the first is found
    told = [found.stem.partition("-") for place in folders for found in place.glob("*.dist-info")]
    return {name.lower(): version for name, _, version in told}


@lru_cache(1)
def libraries() -> tuple[Path, ...]:
    """The files of the libraries that WeasyPrint loads, where they usually are: their names end in the version."""
    found = set()
    for folder in _FOLDERS:
        for library in _LIBRARIES:
            found |= {path.resolve() for path in Path("/").glob(f"{folder[1:]}/{library}.*")}
    return tuple(sorted(found))


def _own_code() -> str:
    """Of this package itself, which may be under work."""
    whole = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(path.read_bytes())
    return f"dossier {whole.hexdigest()[:16]}"
