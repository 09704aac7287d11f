"""Character codes of a PDF's fonts: one for each pair of a glyph and the text it stands for.

Stock WeasyPrint has one code, and so one text, for each glyph; but the same glyph may stand for several texts: a
bracket and its mirror image, a dotless skeleton that several letters share, a blank that carries a direction mark. Here
a glyph that stands for the letter the font itself has for it keeps its own number as its code; each other text gets a
code of its own above all glyphs, which depends on the glyph and the text alone: so parts of a document that were drawn
apart say the same by the same code, and can share one font. TrueType outlines are found through a map from codes to
glyphs; in a CFF font, which has no such map, the glyph is copied to the place of the code. (An encoding in the file
would do for both; MuPDF and pypdf lose all text by it.)
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

import pydyf
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from dossier.press.pdf.cmap import leads_of, to_unicode, with_copies

LAST_CODE = 0xFFFF
CFF_CODES = 0x800  #: places for codes in a CFF font, which has to be made longer up to the last one used
STOCK_CODES = 0x100  #: above the glyphs, for the letters that the font lacks


Blank = tuple[int, int]  #: number of a glyph and its width in thousandths of an em
Move = tuple[int, int, int]  #: of Pango: number of a glyph, advance and offset, in its units


class Step(NamedTuple):
    """What a move is in points: the glyph, its width in thousandths of an em, the way before it and the whole way."""

    number: int
    width: int
    before: float
    on: float


class Codes:
    """The codes of one font of a document."""

    def __init__(self, font: Any) -> None:
        self.font = font
        self.pairs: dict[tuple[int, str], int] = {}
        self.steps: dict[float, dict[Move, Step]] = {}  #: by size, for whoever draws with this font
        self._digits: dict[tuple[int, str], str] = {}
        self.further: dict[int, tuple[int, str]] = {}  #: codes that are not the number of their glyph
        self._letters = _letters(font.file_content, font.index)
        self._first: int = font.glyph_count + STOCK_CODES
        self._places: int = LAST_CODE + 1 - self._first
        if font.type == "otf":
            self._places = min(self._places, CFF_CODES)
        self._blanks: tuple[Blank | None, tuple[Blank, ...]] | None = None

    def code(self, glyph: int, text: str, width: int = 0) -> int:
        """The code of a glyph that stands for a text. With no code left, that of the glyph with its first text."""
        code = self.pairs.get((glyph, text))
        if code is None:
            self.font.widths.setdefault(glyph, width)
            code = self.pairs[glyph, text] = self._coded(glyph, text)
        return code

    def digits(self, glyph: int, text: str, width: int) -> str:
        """The same in the digits of a content stream, which are worked out once for each code, not for each letter."""
        digits = self._digits.get((glyph, text))
        if digits is None:
            digits = self._digits[glyph, text] = f"{self.code(glyph, text, width):04x}"
        return digits

    def _coded(self, glyph: int, text: str) -> int:
        if self._letters.get(glyph) == text:
            self.font.to_unicode[glyph] = text
            return glyph
        self.font.to_unicode.setdefault(glyph, text)  # so that the glyph stays in the subset
        if len(self.further) >= self._places:
            return glyph
        place = crc32(f"{glyph} {text}".encode()) % self._places
        while self._first + place in self.further:
            place = (place + 1) % self._places
        self.further[self._first + place] = glyph, text
        return self._first + place

    @property
    def blank(self) -> Blank | None:
        """A glyph without outline, if the font has one: without width, or else the space."""
        return self._blank_codes[0]

    @property
    def spaces(self) -> tuple[Blank, ...]:
        """The spaces of the font, of all widths that it has."""
        return self._blank_codes[1]

    @property
    def _blank_codes(self) -> tuple[Blank | None, tuple[Blank, ...]]:
        if self._blanks is None:
            blank, spaces = _shape_of(self.font.file_content, self.font.index)
            self._blanks = self._of(blank) if blank else None, tuple(map(self._of, spaces))
        return self._blanks

    def _of(self, blank: Blank) -> Blank:
        number, units = blank
        return number, self.font.widths.get(number, round(units * 1000 / self.font.upem))


@lru_cache(16)  # by the bytes of the file: the documents of one edition draw with the same faces
def _shape_of(program: bytes, index: int) -> tuple[Blank | None, tuple[Blank, ...]]:
    """The blank of a font and its spaces, with their widths in the font's own units."""
    face = TTFont(io.BytesIO(program), fontNumber=index, lazy=True)
    letters, blank = face.getBestCmap(), _blank_of(face)
    spaces = dict.fromkeys(letters[letter] for letter in (0x20, *range(0x2002, 0x200B)) if letter in letters)

    def one(name: str) -> Blank:
        return face.getGlyphID(name), face["hmtx"][name][0]

    return one(blank) if blank else None, tuple(map(one, spaces))


@lru_cache(16)
def _letters(program: bytes, index: int) -> dict[int, str]:
    """Glyph -> the letter that the font has it for, the first if it has it for several."""
    face = TTFont(io.BytesIO(program), fontNumber=index, lazy=True)
    letters: dict[int, str] = {}
    for letter, name in sorted(face.getBestCmap().items()):
        letters.setdefault(face.getGlyphID(name), chr(letter))
    return letters


def _blank_of(face: TTFont) -> str | None:
    """A glyph without outline and width, or else that of the space."""
    letters, outlines = face.getBestCmap(), face.getGlyphSet()
    for name in [letters.get(0x200B), *face.getGlyphOrder()]:
        if name and face["hmtx"][name][0] == 0:
            pen = BoundsPen(outlines)
            outlines[name].draw(pen)
            if pen.bounds is None:
                return str(name)
    return letters.get(0x20)  # type: ignore[no-any-return]


def rewrite_fonts(pdf: Any, references: Any, fonts: Iterable[Any], codes: dict[str, Codes], compress: bool) -> None:
    """Make the finished font dictionaries of a document know the further codes."""
    texts: dict[str, dict[int, str]] = {}
    for font in fonts:  # several share a dictionary if all that tells them apart is their size
        for code, text in font.to_unicode.items():
            texts.setdefault(font.hash, {}).setdefault(code, text)
    for key, of_font in codes.items():
        if of_font.further:
            _rewrite(pdf, _object(pdf, references[key]), of_font, texts[key], compress)


def _rewrite(pdf: Any, dictionary: Any, codes: Codes, texts: dict[int, str], compress: bool) -> None:
    further = codes.further
    texts = texts | {code: text for code, (_, text) in further.items()}
    _object(pdf, dictionary["ToUnicode"]).stream[:] = [to_unicode(texts)]
    dictionary["Encoding"] = "/Identity-H"  # a letter that the face lacks would make it one that knows no further codes
    descendant = _object(pdf, dictionary["DescendantFonts"][0])
    for code, (glyph, _) in sorted(further.items()):
        descendant["W"] += [code, pydyf.Array([codes.font.widths[glyph]])]
    glyphs = {code: glyph for code, (glyph, _) in further.items()}
    if codes.font.type == "otf":
        program = _object(pdf, _object(pdf, descendant["FontDescriptor"])["FontFile3"])
        program.stream[:] = [with_copies(program.stream[0], glyphs)]
        return
    own = (code for code in texts if code < codes.font.glyph_count)
    leads = pydyf.Stream([leads_of(own, glyphs)], compress=compress)
    pdf.add_object(leads)
    descendant["CIDToGIDMap"] = leads.reference


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
