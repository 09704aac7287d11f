"""What the machine has and lacks for a dossier, and the command that mends each thing. Changes nothing, prints nothing.

WeasyPrint itself is never imported here: where a library is missing the import fails, and this has to say which one.
"""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier import DISTRIBUTION, __version__
from dossier.files.project import Project
from dossier.press.fonts import typefaces

MachineState = Literal["ok", "missing", "wrong"]

OLDEST_PYTHON = (3, 11)
OLDEST_PANGO = (1, 44, 0)  #: the oldest that WeasyPrint's documentation names


@dataclass(frozen=True, slots=True)
class MachineCheck:
    """One thing outside this project."""

    name: str
    state: MachineState
    version: str = ""  #: as far as it tells
    advice: str = ""  #: the command that mends it; empty if there is nothing to mend
    needed: bool = True  #: a build cannot do without it


#: Shared libraries by the names of their files on Linux, macOS and Windows, as WeasyPrint looks for them.
LIBRARIES = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}

READING_ORIGINALS = re.compile(r"extra\s*==\s*['\"]import['\"]")
PROGRAMS = ("pdfinfo", "pdftotext", "pdftoppm")  #: of poppler, for the tests and for verify


@dataclass(frozen=True, slots=True)
class Packages:
    """How one system installs, and what it calls the packages."""

    manager: str
    command: str
    python: str
    drawing: str  #: brings all of LIBRARIES
    reading: str  #: brings all of PROGRAMS
    as_root: bool = True


DEBIAN = Packages(
    manager="apt-get",
    command="apt-get install -y --no-install-recommends",
    python="python3 python3-venv",
    drawing="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1",
    reading="poppler-utils",
)
SYSTEMS = (
    DEBIAN,
    Packages("dnf", "dnf install -y", "python3", "pango harfbuzz fontconfig", "poppler-utils"),
    Packages("pacman", "pacman -S --noconfirm", "python", "pango", "poppler"),
    Packages("apk", "apk add", "python3", "pango harfbuzz-subset fontconfig", "poppler-utils"),
    Packages("brew", "brew install", "python3", "pango", "poppler", as_root=False),
)


def examine(project_root: Path) -> tuple[MachineCheck, ...]:
    """Everything outside this project that a dossier in `project_root` needs or can use, in the order of dependence."""
    return (
        _python(),
        *(_library(name, files) for name, files in LIBRARIES.items()),
        *_packages(),
        _faces(project_root),
        _build_folder(project_root / "build"),
        *(_program(name) for name in PROGRAMS),
    )


def _python() -> MachineCheck:
    version = platform.python_version()
    if sys.version_info >= OLDEST_PYTHON:
        return MachineCheck("Python", "ok", version)
    return MachineCheck("Python", "wrong", version, _install(_system().python))


def _library(name: str, files: Sequence[str]) -> MachineCheck:
    advice = _install(_system().drawing)
    loaded = _load(files)
    if loaded is None:
        return MachineCheck(name, "missing", advice=advice)
    version = _version_of(name, loaded)
    if name == "Pango" and tuple(int(number) for number in re.findall(r"\d+", version)) < OLDEST_PANGO:
        return MachineCheck(name, "wrong", version, advice)
    return MachineCheck(name, "ok", version)


def _load(files: Sequence[str]) -> ctypes.CDLL | None:
    for file in files:
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    return None


def _version_of(name: str, library: ctypes.CDLL) -> str:
    """What the library says of itself; GObject and the helpers of Pango and HarfBuzz say nothing."""
    if name == "Fontconfig":
        number = int(library.FcGetVersion())
        return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    teller = {"Pango": "pango_version_string", "HarfBuzz": "hb_version_string"}.get(name)
    if teller is None:
        return ""
    tell = getattr(library, teller)
    tell.restype = ctypes.c_char_p
    return str(tell().decode("ascii", "replace"))


def _packages() -> Iterator[MachineCheck]:
    """The Python packages that this one asks for; of those with an exact version, exactly that. Those that only read
    originals in PDF and DOCX can be done without."""
    try:
        requirements = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        yield MachineCheck("dossier itself", "missing", advice=_pip("-e", str(Path(__file__).resolve().parents[1])))
        return
    for line in requirements:
        requirement, _, condition = line.partition(";")
        name, _, pin = requirement.replace(" ", "").partition("==")
        name = re.split(r"[\[<>=!~]", name)[0]
        if "extra" in condition and not READING_ORIGINALS.search(condition):
            continue
        needed = "extra" not in condition
        advice = _pip(requirement.strip())
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield MachineCheck(name, "missing", advice=advice, needed=needed)
        else:
            right = not pin or version == pin
            yield MachineCheck(name, "ok" if right else "wrong", version, "" if right else advice, needed)


def _faces(project_root: Path) -> MachineCheck:
    folder = Project(project_root).locate(f"fonts/{typefaces.TABLE}").parent
    name = "fonts"
    if not (folder / typefaces.TABLE).is_file():
        return MachineCheck(name, "missing", advice=_bring_back(folder))
    try:
        faces = typefaces.load(folder)
    except typefaces.FontsBroken:
        return MachineCheck(name, "wrong", advice=_bring_back(folder))
    return MachineCheck(name, "ok", f"{len(faces.faces)} faces")


def _bring_back(folder: Path) -> str:
    """The folder comes with a checkout or inside the installed package."""
    if (folder.parent / ".git").exists():
        return shlex.join(["git", "-C", str(folder.parent), "checkout", "--", folder.name])
    return _pip("--force-reinstall", "--no-deps", f"{DISTRIBUTION.replace('-', '_')}-{__version__}-py3-none-any.whl")


def _build_folder(folder: Path) -> MachineCheck:
    """`build/` can be written in, or can be made."""
    place = folder if folder.exists() else folder.parent
    try:
        with tempfile.TemporaryFile(dir=place):
            return MachineCheck("build folder", "ok")
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            return MachineCheck("build folder", "missing", advice=shlex.join(["mkdir", "-p", str(place)]))
        command = ["chmod", "-R", "u+rwX"] if place.is_dir() else ["rm"]
        return MachineCheck("build folder", "wrong", advice=shlex.join([*command, str(place)]))


def _program(name: str) -> MachineCheck:
    """A program of poppler, which tells its version on the error channel."""
    advice = _install(_system().reading)
    if shutil.which(name) is None:
        return MachineCheck(name, "missing", advice=advice, needed=False)
    try:
        output = subprocess.run([name, "-v"], capture_output=True, text=True, timeout=10, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return MachineCheck(name, "wrong", advice=advice, needed=False)
    match = re.search(r"version (\S+)", output.stderr + output.stdout)
    return MachineCheck(name, "ok", match[1] if match else "", needed=False)


def _system() -> Packages:
    return next((system for system in SYSTEMS if shutil.which(system.manager)), DEBIAN)


def _install(packages: str) -> str:
    """The command that brings system packages, with sudo where it is needed."""
    system = _system()
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return f"{'sudo ' if system.as_root and not is_root else ''}{system.command} {packages}"


def _pip(*arguments: str) -> str:
    return shlex.join([sys.executable or "python3", "-m", "pip", "install", *arguments])
