"""The fonts of a linked document: one program for each face, with the glyphs of all its units, and no more.

Units write the same code for the same glyph and text (`codes`), so nearly all of them share one font. Where two
mean different things by one code, each has a font of its own, with the program in common. Shape of the objects: ISO
32000-1, 9.7, codes of two bytes that are taken as CIDs as they are; names of their entries as WeasyPrint writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf
import uharfbuzz

from dossier.press.linker.unit import Typeface
from dossier.press.pdf.cmap import leads_of, to_unicode, with_copies

#: Of an OpenType file, what a PDF has no use for: shaping is done, and hinting is not wanted.
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")

Programs = Callable[[str], bytes]  #: SHA-256 of a font file -> the file
AddObject = Callable[[pydyf.Object], bytes]  #: puts an object into the file; its reference


Meaning = tuple[str, int, int | str]  #: "text": a code and its text, "glyph": a code and its glyph, "width": of a glyph


@dataclass(slots=True)
class CodeTable:
    """All that codes of one face mean, anywhere: a set of meanings is a number with a bit for each."""

    meanings: list[Meaning] = field(default_factory=list)
    contested: int = 0  #: meanings of codes that have another too
    _bits: dict[str, dict[tuple[int, int | str], int]] = field(default_factory=dict)  #: by kind
    _of_code: dict[tuple[str, int], int] = field(default_factory=dict)

    def mask(self, face: Typeface) -> int:
        """The meanings of a face."""
        mask = 0
        for kind, table in (("text", face.texts), ("glyph", face.further), ("width", face.widths)):
            bits = self._bits.setdefault(kind, {})
            try:
                mask |= sum(map(bits.__getitem__, table.items()))  # all bits together, for no two are one
            except KeyError:
                for one in table.items():
                    mask |= bits.get(one) or self._bit(bits, kind, *one)
        return mask

    def agree(self, one: int, other: int) -> bool:
        """Whether each code says one thing in both; widths differ by what sizes have been rounded to."""
        disputed = one & self.contested
        while disputed:
            lowest = disputed & -disputed
            if self._of_code[self.meanings[lowest.bit_length() - 1][:2]] & ~lowest & other:
                return False
            disputed ^= lowest
        return True

    def table(self, mask: int, kind: str) -> dict[int, Any]:
        """The meanings of one kind, in the order of codes from the last; of several widths the least."""
        entries = sorted((one for number, one in enumerate(self.meanings) if mask >> number & 1 and one[0] == kind))
        return {code: means for _, code, means in reversed(entries)}

    def _bit(self, bits: dict[tuple[int, int | str], int], kind: str, code: int, means: int | str) -> int:
        """For a meaning that is new."""
        bit = bits[code, means] = 1 << len(self.meanings)
        self.meanings.append((kind, code, means))
        others = self._of_code.get((kind, code), 0)
        self._of_code[kind, code] = others | bit
        if others and kind != "width":
            self.contested |= others | bit
        return bit


@dataclass(slots=True)
class LinkedFont:
    """What units that agree with each other use of one face."""

    face: Typeface
    codes: CodeTable
    mask: int = 0

    @property
    def texts(self) -> dict[int, str]:
        return self.codes.table(self.mask, "text")

    @property
    def further(self) -> dict[int, int]:
        return self.codes.table(self.mask, "glyph")

    @property
    def widths(self) -> dict[int, int]:
        return self.codes.table(self.mask, "width")


class CodeTables(dict[str, CodeTable]):
    """Of all faces, by name."""

    def masks(self, faces: Iterable[Typeface]) -> tuple[int, ...]:
        return tuple(self.setdefault(face.name, CodeTable()).mask(face) for face in faces)


def linked_fonts(
    units: Iterable[tuple[Sequence[Typeface], Sequence[int]]], code_tables: CodeTables
) -> tuple[dict[str, list[LinkedFont]], list[tuple[int, ...]]]:
    """The fonts of each face by its name, and for each unit which of them it draws with, in the order of names.

    A unit is its faces, and what their codes mean.
    """
    fonts: dict[str, list[LinkedFont]] = {}
    fonts_used: list[dict[str, int]] = []
    for faces, masks in units:
        of_unit: dict[str, int] = {}
        for face, mask in zip(faces, masks, strict=True):
            old_fonts, codes = fonts.setdefault(face.name, []), code_tables[face.name]
            number = 0
            if not old_fonts or mask & ~old_fonts[0].mask:  # else it says nothing new
                number = next((n for n, font in enumerate(old_fonts) if codes.agree(mask, font.mask)), len(old_fonts))
                if number == len(old_fonts):
                    old_fonts.append(LinkedFont(face, codes))
                old_fonts[number].mask |= mask
            of_unit[face.name] = number
        fonts_used.append(of_unit)
    names = sorted(fonts)
    return {name: fonts[name] for name in names}, [tuple(one.get(name, 0) for name in names) for one in fonts_used]


class FontTables(NamedTuple):
    """Of one font: its CMap, and the map of its glyphs if codes are not glyphs; widths by code."""

    texts: bytes
    leads: bytes
    widths: dict[int, int]


class FontSubset(NamedTuple):
    """A font program, and what it was made for."""

    meanings: tuple[int, ...]
    glyphs: frozenset[int]
    copies: dict[int, int]
    content: bytes


@dataclass(slots=True)
class FontWriter:
    """Puts fonts into a file. What they take to make is remembered from one file to the next."""

    programs: Programs
    _subsets: dict[str, FontSubset] = field(default_factory=dict)
    _tables: dict[tuple[str, int], tuple[int, FontTables]] = field(default_factory=dict)

    def add(self, fonts: Sequence[LinkedFont], add: AddObject) -> list[bytes]:
        """References to the fonts of one face."""
        face, content = fonts[0].face, self._program(fonts)
        kind = {"Subtype": "/OpenType"} if face.is_cff else {"Length1": len(content)}
        program = add(pydyf.Stream([content], kind, compress=True))
        return [self._add_font(font, program, self._tables_of(font, number), add) for number, font in enumerate(fonts)]

    def _program(self, fonts: Sequence[LinkedFont]) -> bytes:
        """The glyphs of all fonts, made again only if there are others."""
        face, meanings = fonts[0].face, tuple(font.mask for font in fonts)
        old = self._subsets.get(face.name)
        if old and old.meanings == meanings:
            return old.content
        glyphs = frozenset().union(*(font.widths for font in fonts))
        copies = {code: glyph for font in fonts for code, glyph in font.further.items()} if face.is_cff else {}
        if old and (old.glyphs, old.copies) == (glyphs, copies):
            content = old.content
        else:
            content = subset(self.programs(face.program), glyphs)
            content = with_copies(content, copies) if copies else content
        self._subsets[face.name] = FontSubset(meanings, glyphs, copies, content)
        return content

    def _tables_of(self, font: LinkedFont, number: int) -> FontTables:
        key = font.face.name, number
        old = self._tables.get(key)
        if old is None or old[0] != font.mask:
            texts, further, widths = font.texts, font.further, font.widths
            own = (code for code in texts if code not in further)
            leads = leads_of(own, further) if further and not font.face.is_cff else b""
            of_codes = {code: widths[further.get(code, code)] for code in texts}
            old = self._tables[key] = font.mask, FontTables(to_unicode(texts), leads, of_codes)
        return old[1]

    def _add_font(self, font: LinkedFont, program: bytes, tables: FontTables, add: AddObject) -> bytes:
        face, name, widths = font.face, f"/{font.face.title}", tables.widths
        leads = add(pydyf.Stream([tables.leads], compress=True)) if tables.leads else "/Identity"
        descriptor = pydyf.Dictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": name,
                "FontFamily": pydyf.String(face.family),
                "Flags": face.flags + (len(widths) > 1 and len(set(widths.values())) == 1),  # FixedPitch
                "FontBBox": pydyf.Array((0, face.descent, max(widths.values(), default=0), face.ascent)),
                "ItalicAngle": 0,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.ascent,
                "StemV": 80,
                "StemH": 80,
                f"FontFile{3 if face.is_cff else 2}": program,
            }
        )
        system = {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
        descendant = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": f"/CIDFontType{0 if face.is_cff else 2}",
                "BaseFont": name,
                "CIDSystemInfo": pydyf.Dictionary(system),
                "CIDToGIDMap": leads,
                "W": _runs(widths),
                "FontDescriptor": add(descriptor),
            }
        )
        return add(
            pydyf.Dictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": name,
                    "Encoding": "/Identity-H",
                    "ToUnicode": add(pydyf.Stream([tables.texts], compress=True)),
                    "DescendantFonts": pydyf.Array([add(descendant)]),
                }
            )
        )


def subset(program: bytes, glyphs: Iterable[int]) -> bytes:
    """A font file with these glyphs under their own numbers, and none behind the last of them."""
    glyphs_kept = set(glyphs) | {0}
    face = uharfbuzz.Face(program)
    flags = uharfbuzz.SubsetFlags
    for is_first in (True, False):  # numbers are kept first, then what stands behind the last is cut off
        request = uharfbuzz.SubsetInput()
        request.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(
            glyphs_kept if is_first else range(max(glyphs_kept) + 1)
        )
        request.flags = flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE
        request.flags |= flags.RETAIN_GIDS if is_first else flags.NO_HINTING
        tables = request.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG)
        tables.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
        face = uharfbuzz.subset(face, request)
    return bytes(face.blob.data)


def _runs(widths: dict[int, int]) -> pydyf.Array:
    """/W: the first code of a run, and the widths of all in it (9.7.4.3)."""
    runs, previous = pydyf.Array(), -2
    for code in sorted(widths):
        if code != previous + 1:
            runs += [code, pydyf.Array()]
        runs[-1].append(widths[code])
        previous = code
    return runs
