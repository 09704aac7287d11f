"""Everything that draws a page, by version, found out without importing it: what was drawn by another is drawn anew."""

from __future__ import annotations

import hashlib
import sys
from functools import lru_cache
from pathlib import Path

from dossier.files.up_to_date import CODE

_PACKAGES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "pyphen", "pillow", "msgspec")
_LIBRARIES = ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libharfbuzz-subset", "libfontconfig", "libfribidi")
_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = ("/usr/lib", "/usr/lib/*-linux-gnu*", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")


@lru_cache(1)
def versions() -> str:
    """One line that changes whenever a page might come out otherwise."""
    packages = [f"{name} {of(name)}" for name in _PACKAGES]
    files = sorted({path.name for path in libraries()})
    return "; ".join([f"python {sys.version_info[:2]}", *packages, *files, f"dossier {own_code('press')[:16]}"])


def of(package: str) -> str:
    """The version of a package, from the name of the folder that tells of it."""
    try:
        return _installed_versions()[package.replace("-", "_")]
    except KeyError:  # packed otherwise
        import importlib.metadata

        return importlib.metadata.version(package)


@lru_cache(1)
def _installed_versions() -> dict[str, str]:
    folders = [Path(place) for place in reversed(sys.path)]  # of two the first is found
    names = [path.stem.partition("-") for place in folders for path in place.glob("*.dist-info")]
    return {name.lower(): version for name, _, version in names}


def libraries() -> tuple[Path, ...]:
    """The files of the libraries that WeasyPrint loads, where they usually are: their names end in the version."""
    paths = set()
    for folder in _FOLDERS:
        for library in _LIBRARIES:
            paths |= {path.resolve() for path in Path("/").glob(f"{folder[1:]}/{library}.*")}
    return tuple(sorted(paths))


@lru_cache
def own_code(folder: str = "") -> str:
    """The digest of our own modules and of the data beside them, in one folder of the package or in all of it.

    The package may be under work: what another state of it has found or drawn is worth nothing. This process runs what
    it has read once.
    """
    digest = hashlib.sha256()
    for path in sorted((_PACKAGE / folder).rglob("*")):
        if path.suffix in CODE:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
