"""fonts/ -> faces: whole, licensed, known by content; which letters they have.

`fonts/faces.yaml` is the table. A face that is not the file the table names, or that has no licence beside it, is a
problem with a place. What no face can draw is told before anything is drawn, since a page only shows an empty box.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import struct
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from dossier.files import fingerprint, regular_files
from dossier.files.cache import CacheFile
from dossier.problems import NOWHERE, Broken, Exit, Place, Problem, Report
from dossier.reading.nodes import Listing, Mapping, Node, UnreadableYaml, parse
from dossier.reading.schema import Reader

TABLE = "faces.yaml"
LICENCE = "SIL OPEN FONT LICENSE Version 1.1"  #: words that the licence beside a face must hold

LETTERS, SUBSET = "letters 5", "subset 5"  #: kinds of what is kept; a new number forgets what was kept before

#: Drawn although Unicode calls them format characters: the Arabic signs that stand over or round numbers.
_DRAWN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")

#: Separators of lines and of paragraphs: an empty box on the page, whatever a face has for them.
_NEVER_RIGHT = frozenset({0x2028, 0x2029})

#: Kept in every subset that can: shaping looks for them although no text may hold them.
_ALWAYS = frozenset({0x20, 0xA0, 0x200C, 0x200D})


class FontsBroken(Broken):
    """The folder of faces is not as its table says."""

    exit_code = Exit.MACHINE
    advice = "Put the fonts folder back as it came, or mend its faces.yaml where it says so above."

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(problems)
        self.args = (f"{len(self.problems)} problem{'' if len(self.problems) == 1 else 's'} in the fonts",)


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, as the stylesheets call it."""

    folder: Path  #: where the table lies
    family: str  #: the stylesheets' name for it; the name inside the file is its maker's
    weight: int  #: 400 or 700, as in CSS
    style: Literal["normal", "italic"]
    file: str  #: relative to `folder`, with forward slashes
    sha256: str
    scripts: tuple[str, ...]  #: those it was chosen for, not all it has
    version: str  #: of the font, as its name table has it
    package: str  #: where the file came from, with the package's version
    licence: str  #: relative to `folder`
    place: Place = NOWHERE

    @property
    def path(self) -> Path:
        return self.folder / self.file


@dataclass(frozen=True)
class Faces:
    """All faces of a folder, in the order of its table. `cache` is a folder for what is costly to find out."""

    faces: tuple[Face, ...]
    cache: Path | None = None

    def __iter__(self) -> Iterator[Face]:
        return iter(self.faces)

    def css(self, url_of: Callable[[Face], str]) -> str:
        """The @font-face rules; `url_of` says where a face is fetched."""
        return "".join(
            f"@font-face {{ font-family: {_css_string(face.family)}; font-weight: {face.weight}; "
            f"font-style: {face.style}; src: url({_css_string(url_of(face))}) }}\n"
            for face in self.faces
        )

    @cached_property
    def letters(self) -> frozenset[int]:
        """The code points that at least one face has a glyph for."""
        cached = _cached_letters(self.cache)
        letters_of = {face.sha256: cached.get(face.sha256) or _runs(_cmap(face)) for face in self.faces}
        if self.cache and not letters_of.keys() <= cached.keys():
            _letters(self.cache).write(json.dumps(cached | letters_of, separators=(",", ":")).encode())
        codes = frozenset(
            code for runs in letters_of.values() for first, last in runs for code in range(first, last + 1)
        )
        return codes - _NEVER_RIGHT

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of `text` that no face can draw, in the order of their code points.

        What is not drawn is never missing: white space, controls, joiners, marks of direction, variation selectors. A
        letter that is written in one piece may be drawn from its parts, and the other way round.
        """
        return tuple(sorted(char for char in set(unicodedata.normalize("NFC", text)) if not self._can_draw(char)))

    def _can_draw(self, char: str) -> bool:
        if ord(char) in self.letters or _is_never_drawn(char):
            return True
        parts = unicodedata.normalize("NFD", char)
        return parts != char and all(ord(part) in self.letters for part in parts)


def load(folder: Path, cache: Path | None = None) -> Faces:
    """The faces of a folder, each file compared with its digest; `FontsBroken` with every problem at once."""
    report = Report()
    where = f"{folder.name}/{TABLE}"
    faces = tuple(_rows(folder, where, report))
    for face in faces:
        _check(face, report)
    unique: dict[tuple[str, int, str], Face] = {}
    for face in faces:
        first = unique.setdefault((face.family, face.weight, face.style), face)
        if first is not face:
            what = f"{face.family} {face.weight} {face.style}"
            report.error(face.place, f"there are two faces {what}", f"the first stands in line {first.place.line}")
    if not faces and not report.problems:
        report.error(Place(where), "the table names no face")
    if report.problems:
        raise FontsBroken(report.problems)
    return Faces(faces, cache)


def _rows(folder: Path, where: str, report: Report) -> Iterator[Face]:
    try:
        table: Node = parse(_content(folder / TABLE, folder), where)
    except OSError as error:
        report.error(Place(where), f"cannot be read: {error.strerror}", f"looked in {folder}")
        return
    except UnreadableYaml as error:
        report.problems.append(error.problem)
        return
    rows = table.get("faces") if isinstance(table, Mapping) else None
    if not isinstance(rows, Listing):
        report.error(table.place, "expected a list of faces", "faces: and below it a row with a dash for each")
        return
    reader = Reader(report)
    for row in rows.items:
        if face := reader.record(Face, row, folder=folder):
            yield face


def _content(file: Path, folder: Path) -> bytes:
    return regular_files.read(file, [os.path.realpath(folder)])[0]


def _check(face: Face, report: Report) -> None:
    for name in (face.file, face.licence):
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            report.error(face.place, f"{name!r} leads out of the fonts folder")
            return
    try:
        digest = hashlib.sha256(_content(face.path, face.folder)).hexdigest()
    except OSError as error:
        report.error(face.place, f"{face.file} cannot be read: {error.strerror}")
    else:
        if digest != face.sha256:
            hint = f"put the file back; if it was replaced on purpose, its sha256 is {digest}"
            report.error(face.place, f"{face.file} is not the file this table was written for", hint)
    licence = face.folder / face.licence
    try:
        licensed = LICENCE in _content(licence, face.folder).decode()
    except (OSError, UnicodeDecodeError):
        licensed = False
    if not licensed:
        report.error(face.place, f"{face.licence} does not hold the words {LICENCE!r}", "put the licence beside it")
    elif licence.parent != face.path.parent:
        report.error(face.place, f"{face.licence} does not lie beside {face.file}")


def subset(face: Face, letters: Iterable[int], cache: Path | None = None) -> bytes:
    """A WOFF font of those letters only, for a page that carries its faces in itself.

    It keeps every layout feature and all hints, so words join and marks sit as with the whole face. Its names are
    ours, because some makers reserve theirs for unchanged files; their copyright and licence stay inside. `cache`
    keeps the result: one face costs about half a second. Equal letters give equal bytes.
    """
    chars = {chr(letter) for letter in letters}
    pieces = {piece for char in chars for piece in unicodedata.normalize("NFD", char)}  # shaping may fall back on them
    codes = sorted(_ALWAYS | {ord(char) for char in chars | pieces})
    made_with = json.dumps([_tools(), face.sha256, face.family, codes])
    name = hashlib.sha256(made_with.encode()).hexdigest()[:32]
    file = CacheFile(cache / f"{name}.subset", SUBSET, made_with) if cache else None
    content = file.read() if file else None
    if content is None:
        content = _subset(face, codes)
        if file:
            file.write(content)
    return content


def _tools() -> list[str]:
    """What cuts and packs: another version may do it otherwise, and fontTools packs with uharfbuzz."""
    return [f"{name} {fingerprint.of(name)}" for name in ("fonttools", "brotli", "uharfbuzz")]


_KEPT_NAMES = {0, 7, 13, 14}  #: name records: copyright, trademark, licence and its address


def _subset(face: Face, codes: list[int]) -> bytes:
    """Cut by HarfBuzz, named and packed by fontTools; WOFF2 would save a quarter and take twenty times as long."""
    import uharfbuzz
    from fontTools.ttLib import TTFont

    sets = uharfbuzz.SubsetInputSets
    request = uharfbuzz.SubsetInput()
    request.sets(sets.UNICODE).update(codes)
    for every in (sets.LAYOUT_FEATURE_TAG, sets.NAME_LANG_ID):
        request.sets(every).clear()
        request.sets(every).invert()
    request.sets(sets.NAME_ID).update(_KEPT_NAMES)
    request.sets(sets.DROP_TABLE_TAG).add(int.from_bytes(b"meta", "big"))  # nothing that a page asks
    request.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    small = uharfbuzz.subset(uharfbuzz.Face(face.path.read_bytes()), request)
    result = io.BytesIO()
    with TTFont(io.BytesIO(bytes(small.blob.data)), recalcTimestamp=False) as font:
        font["name"].names = [one for one in font["name"].names if one.nameID in _KEPT_NAMES]
        for number, words in _names(face).items():
            font["name"].setName(words, number, 3, 1, 0x409)
        font.flavor = "woff"
        font.save(result)
    return result.getvalue()


def _names(face: Face) -> dict[int, str]:
    """The name records (OpenType, table `name`) that tell a changed font from its maker's."""
    manner = f"{face.weight}{' Italic' if face.style == 'italic' else ''}"
    plain = f"{face.family}-{manner}".replace(" ", "")
    return {
        1: f"{face.family} {face.weight}",
        2: "Italic" if face.style == "italic" else "Regular",
        3: f"{plain}-{face.sha256[:12]}",
        4: f"{face.family} {manner}",
        5: f"Version {face.version}",
        6: plain,
    }


def _is_never_drawn(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cf":
        return char not in _DRAWN_FORMATS
    return category in {"Cc", "Zs"} or "\ufe00" <= char <= "\ufe0f" or char == "\u034f"


@lru_cache(256)
def _css_string(text: str) -> str:
    """A CSS string."""
    return '"' + "".join(f"\\{ord(char):x} " if char in '"\\\n\r\f' else char for char in text) + '"'


def _cmap(face: Face) -> list[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with face.path.open("rb") as file, TTFont(file, lazy=True) as font:
            return list(font.getBestCmap() or ())
    except (TTLibError, OSError, LookupError, ValueError, struct.error) as error:
        raise FontsBroken([Problem(face.place, f"{face.file} is no font that can be read: {error}")]) from error


def _runs(codes: Iterable[int]) -> list[tuple[int, int]]:
    """(first, last) of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], code)
        else:
            runs.append((code, code))
    return runs


def _cached_letters(cache: Path | None) -> dict[str, list[tuple[int, int]]]:
    """sha256 -> runs of code points; nothing at all if anything about the file is odd."""
    if cache is None:
        return {}
    try:
        entries = msgspec.json.decode(_letters(cache).read() or b"{}", type=dict[str, list[tuple[int, int]]])
    except msgspec.MsgspecError:
        return {}
    sound = all(0 <= first <= last <= sys.maxunicode for runs in entries.values() for first, last in runs)
    return entries if sound else {}


def _letters(cache: Path) -> CacheFile:
    """The letters of faces, by the digests of their files."""
    return CacheFile(cache / "letters", LETTERS, "; ".join(_tools()))


def offer(faces: Faces) -> Callable[[str], bytes | None]:
    """All that a page may fetch: its faces."""
    files = {face.file: face.path for face in faces}
    return lambda name: files[name].read_bytes() if name in files else None
