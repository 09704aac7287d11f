"""The fonts of a linked document: one program for each face, with the glyphs of all its units, and no more.

Units write the same code for the same glyph and text (`text_codes`), so nearly all of them share one font. Where two
mean different things by one code, each has a font of its own, with the program in common. Shape of the objects: ISO
32000-1, 9.7, codes of two bytes that are taken as CIDs as they are; names of their entries as WeasyPrint writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import pydyf
import uharfbuzz

from dossier.press.text_codes import leads_of, to_unicode, with_copies
from dossier.press.unit import Typeface

#: Of an OpenType file, what a PDF has no use for: shaping is done, and hinting is not wanted.
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")

Programs = Callable[[str], bytes]  #: SHA-256 of a font file -> the file
Add = Callable[[pydyf.Object], bytes]  #: puts an object into the file; its reference


@dataclass(slots=True)
class Bank:
    """What units that agree with each other use of one face."""

    face: Typeface
    texts: dict[int, str] = field(default_factory=dict)
    further: dict[int, int] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    known: set[Meaning] = field(default_factory=set)  #: all that is in the tables

    def agrees(self, face: Typeface, meanings: Meanings) -> bool:
        if meanings <= self.known:
            return True
        texts, glyphs = self.texts, self.further
        return all(texts.get(code, text) == text for code, text in face.texts.items()) and all(
            glyphs.get(code, glyph) == glyph for code, glyph in face.further.items()
        )

    def add(self, face: Typeface, meanings: Meanings) -> None:
        if not meanings <= self.known:
            self.texts |= face.texts
            self.further |= face.further
            self.widths = face.widths | self.widths
            self.known |= meanings


Meaning = tuple[int, int | str]  #: a code and its text, a code and its glyph, or a glyph and its width
Meanings = frozenset[Meaning]


def meanings_of(face: Typeface) -> Meanings:
    widths = ((-1 - glyph, width) for glyph, width in face.widths.items())
    return frozenset((*face.texts.items(), *face.further.items(), *widths))


def banks_of(
    units: Sequence[Sequence[tuple[Typeface, Meanings]]],
) -> tuple[dict[str, list[Bank]], list[tuple[int, ...]]]:
    """The banks of each face by its name, and for each unit which of them it draws with, in the order of names."""
    banks: dict[str, list[Bank]] = {}
    chosen: list[dict[str, int]] = []
    for faces in units:
        of_unit: dict[str, int] = {}
        for face, meanings in faces:
            known = banks.setdefault(face.name, [])
            number = next((n for n, bank in enumerate(known) if bank.agrees(face, meanings)), len(known))
            if number == len(known):
                known.append(Bank(face))
            known[number].add(face, meanings)
            of_unit[face.name] = number
        chosen.append(of_unit)
    names = sorted(banks)
    return {name: banks[name] for name in names}, [tuple(one.get(name, 0) for name in names) for one in chosen]


@dataclass(slots=True)
class Fonts:
    """Puts fonts into a file. What a subset takes to make is remembered from one file to the next."""

    programs: Programs
    _subsets: dict[str, tuple[frozenset[int], bytes]] = field(default_factory=dict)
    _streams: dict[tuple[str, int], tuple[Meanings, bytes, bytes]] = field(default_factory=dict)

    def add(self, banks: Sequence[Bank], add: Add) -> list[bytes]:
        """References to the fonts of the banks of one face."""
        face = banks[0].face
        content = self._subset(face.program, frozenset().union(*(bank.widths for bank in banks)))
        copies = {code: glyph for bank in banks for code, glyph in bank.further.items()}
        if face.is_cff and copies:
            content = with_copies(content, copies)
        kind = {"Subtype": "/OpenType"} if face.is_cff else {"Length1": len(content)}
        program = add(pydyf.Stream([content], kind, compress=True))
        return [self._add_font(bank, program, *self._tables(bank, number), add) for number, bank in enumerate(banks)]

    def _tables(self, bank: Bank, number: int) -> tuple[bytes, bytes]:
        """The CMap of a bank and its map of glyphs, made again only if it has changed."""
        key = bank.face.name, number
        known = self._streams.get(key)
        if known is None or known[0] != bank.known:
            own = (code for code in bank.texts if code not in bank.further)
            leads = leads_of(own, bank.further) if bank.further and not bank.face.is_cff else b""
            known = self._streams[key] = frozenset(bank.known), to_unicode(bank.texts), leads
        return known[1:]

    def _add_font(self, bank: Bank, program: bytes, texts: bytes, map_of_glyphs: bytes, add: Add) -> bytes:
        face, name = bank.face, f"/{bank.face.title}"
        widths = {code: bank.widths[bank.further.get(code, code)] for code in bank.texts}
        leads = add(pydyf.Stream([map_of_glyphs], compress=True)) if map_of_glyphs else "/Identity"
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
                    "ToUnicode": add(pydyf.Stream([texts], compress=True)),
                    "DescendantFonts": pydyf.Array([add(descendant)]),
                }
            )
        )

    def _subset(self, program: str, glyphs: frozenset[int]) -> bytes:
        known = self._subsets.get(program)
        if known is None or known[0] != glyphs:
            known = self._subsets[program] = glyphs, subset(self.programs(program), glyphs)
        return known[1]


def subset(program: bytes, glyphs: Iterable[int]) -> bytes:
    """A font file with these glyphs under their own numbers, and none behind the last of them."""
    kept = set(glyphs) | {0}
    face = uharfbuzz.Face(program)
    flags = uharfbuzz.SubsetFlags
    for is_first in (True, False):  # numbers are kept first, then what stands behind the last is cut off
        wanted = uharfbuzz.SubsetInput()
        wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(kept if is_first else range(max(kept) + 1))
        wanted.flags = flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE
        wanted.flags |= flags.RETAIN_GIDS if is_first else flags.NO_HINTING
        dropped = wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG)
        dropped.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
        face = uharfbuzz.subset(face, wanted)
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
