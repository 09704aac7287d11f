"""A page as PDFium reads it -> its glyphs.

PDFium tells a page letter by letter, in an order of its own: it takes every line for one that was written from left to
right, and turns what is Arabic. Only the letters are taken from it here, and where each was drawn; their order is made
anew (`order`). It splits what a glyph means into letters that have the glyph's own origin: they are one again.
Where a file tells a text apart from its glyphs (ActualText), that text is one glyph, over all that was drawn for it.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from dossier.formats.pdf.doubt import LOST
from dossier.formats.pdf.fonts import together
from dossier.formats.pdf.glyphs import Glyph, along, is_mark, upright
from dossier.formats.pdf.letters import (
    ALL,
    LAM_ALEF_FORMS,
    QUOTES,
    RISING,
    TATWEEL,
    Letter,
    decoded,
    direction_of,
    is_turned,
    letters_of,
    settled,
)
from dossier.formats.pdf.order import is_arabic
from dossier.formats.pdf.text_objects import DrawnText, ToldText, glyph_of, read_words

MAX_LETTERS = 100_000  #: a page of a book has some 3,000, a table of figures 10,000; what has more is no text
MOST_OF_A_FACE = 10_000  #: letters
_LINE_FEED = 10
MAX_DEPTH = 8  #: of drawings in drawings
FAR = 0.3  #: of the size: no letter begins as high over the baseline
LOW = 0.1  #: of the size: a vowel sign over a letter begins higher
BEARING = 0.1  #: of the size: about the white to the right of a letter's ink
_HYPHEN = "\x02"  #: PDFium's, for a hyphen at the end of a line
_LEANS = 0.26  #: of a right angle: what leans more is a watermark


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """A page's glyphs, by the direction in which their lines run: quarter turns from the page's own, anticlockwise."""

    glyphs: dict[int, list[Glyph]]
    pictures: float  #: the share of the page that pictures cover, at most 1
    leaning: int  #: letters on lines that lean
    is_read: bool  #: its words were read in a picture
    is_cut: bool  #: it has more than MAX_LETTERS

    def most(self) -> list[Glyph]:
        """Those of the direction in which most of the text runs."""
        return max(self.glyphs.values(), key=len, default=[])


def drawn(page: Any, raw: Any, known: Mapping[str, Set[str]]) -> PageGlyphs:
    """The glyphs of a page of pypdfium2, whose raw functions are `raw`; `known` are the letters of some fonts."""
    text = page.get_textpage()
    try:
        return _Reading(page, text, raw, known).drawn()
    finally:
        text.close()


class _Reading:
    def __init__(self, page: Any, text: Any, raw: Any, known: Mapping[str, Set[str]]) -> None:
        self.page, self.text, self.raw, self.known = page, text, raw, known
        self.names: dict[int, str] = {}  #: of fonts, by address
        self.objects: dict[int, DrawnText] = {}  #: by address
        self.told: dict[int, ToldText] = {}  #: by object's address, one for all of a piece
        self.seen: set[int] = set()
        self.covered = 0.0
        self.leaning = 0
        self.is_cut = text.count_chars() > MAX_LETTERS

    def drawn(self) -> PageGlyphs:
        raw = self.raw
        width, height = self.page.get_size()
        self._gather(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, self.page.raw, {}, 0)
        glyphs: dict[int, list[Glyph]] = {}
        for turn, glyph in [*self._glyphs(), *self._told_glyphs(), *self._spaces()]:
            glyphs.setdefault(turn, []).append(glyph)
        is_read = 2 * sum(self.objects[key].is_unseen for key in self.seen) > len(self.seen)
        return PageGlyphs(glyphs, min(1.0, self.covered / max(width * height, 1.0)), self.leaning, is_read, self.is_cut)

    def _gather(self, count: Any, get: Any, holder: Any, pieces: dict[int, ToldText], depth: int) -> None:
        """Number the page's text objects as they are drawn, and put those together that one told text stands for."""
        raw = self.raw
        for index in range(count(holder)):
            found = get(holder, index)
            kind = raw.FPDFPageObj_GetType(found)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                shown = self.objects[_address(found)] = self._object(found)
                if depth == 0:
                    self._join(found, shown, pieces)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = self._bounds(found)
                self.covered += abs((right - left) * (top - bottom))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                self._gather(raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, found, pieces, depth + 1)

    def _object(self, found: Any) -> DrawnText:
        raw, matrix, size = self.raw, self.raw.FS_MATRIX(), ctypes.c_float()
        raw.FPDFPageObj_GetMatrix(found, matrix)
        raw.FPDFTextObj_GetFontSize(found, size)
        is_mirrored = matrix.a < 0 < matrix.d
        quarter = 0.0 if is_mirrored else math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        turn = round(quarter) % 4 if abs(quarter - round(quarter)) < _LEANS else None
        is_unseen = raw.FPDFTextObj_GetTextRenderMode(found) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        font = raw.FPDFTextObj_GetFont(found)
        height = max(abs(size.value) * math.hypot(matrix.c, matrix.d), 0.1)
        return DrawnText(len(self.objects), height, turn, self._name(font), is_mirrored, is_unseen, matrix.e, matrix.f)

    def _name(self, font: Any) -> str:
        key = _address(font) if font else 0
        if key and key not in self.names:
            held = ctypes.create_string_buffer(256)
            self.raw.FPDFFont_GetBaseFontName(font, held, 256)
            self.names[key] = held.value.decode("latin-1")
        return self.names.get(key, "")

    def _join(self, found: Any, shown: DrawnText, pieces: dict[int, ToldText]) -> None:
        raw, length = self.raw, ctypes.c_ulong()
        for at in range(max(0, raw.FPDFPageObj_CountMarks(found))):
            mark = raw.FPDFPageObj_GetMark(found, at)
            if not raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, length):
                continue
            held = (ctypes.c_ubyte * max(length.value, 1))()
            raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", held, length.value, length)
            box = self._bounds(found)
            piece = pieces.setdefault(_address(mark), ToldText(decoded(bytes(held)[: length.value]), shown, *box))
            piece.grow(shown, *box)
            self.told[_address(found)] = piece
            return

    def _bounds(self, found: Any) -> tuple[float, float, float, float]:
        edges = [ctypes.c_float() for _ in range(4)]
        self.raw.FPDFPageObj_GetBounds(found, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        return left, bottom, right, top

    def _glyphs(self) -> Iterator[tuple[int, Glyph]]:
        raw, text = self.raw, self.text
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        shared: dict[tuple[int, float, float], list[Letter]] = {}
        parted: set[tuple[int, float, float]] = set()
        signs: set[tuple[int, float, float]] = set()  #: glyphs that draw a vowel sign alone, whatever they are told as
        standing: set[tuple[int, float, float]] = set()  #: glyphs that stand on the baseline, as no vowel sign does
        has_strokes = any(map(is_arabic, text.get_text_range()))
        is_gap = False
        strong = ""  #: the direction of the last letter of this line that has one
        waiting: list[tuple[int, float, float]] = []  #: quotation marks before the first
        object_of, origin_of, box_of = (
            raw.FPDFText_GetTextObject,
            raw.FPDFText_GetCharOrigin,
            raw.FPDFText_GetLooseCharBox,
        )
        page = text.raw
        codes = [raw.FPDFText_GetUnicode(page, index) for index in range(min(text.count_chars(), MAX_LETTERS))]
        for index, code in enumerate(codes):
            found = object_of(page, index)
            if not found:  # a space or a line's end that PDFium puts in
                is_gap = True
                if code == _LINE_FEED:
                    strong, waiting = "", []
                continue
            key = _address(found)
            self.seen.add(key)
            if direction := direction_of(code):
                if direction == "R":
                    _turn_quotes(shared, waiting)
                strong, waiting = direction, []
            if key in self.told:
                self.told[key].is_parted |= is_gap
                is_gap = False
                continue
            shown = self._shown(found, key)
            letter = self._letter(index, code, shown)
            if not letter:
                continue
            origin_of(page, index, x, y)
            box_of(page, index, box)
            if letter == " " and min(box.right - box.left, box.top - box.bottom) < 0.01:
                continue  # put in by PDFium too, for a gap
            near = codes[max(0, index - 1) : index + 2]
            if has_strokes and _may_be_stroke(letter, near) and self._is_stroke(index, shown, y.value, box):
                letter = TATWEEL
            place = (key, x.value, y.value)
            if is_mark(letter):
                low, high = self._ink(index, shown, y.value, box)
                if low > FAR or high < 0:
                    signs.add(place)
                elif low < LOW and high > FAR:
                    standing.add(place)
            edges = along(shown.turn or 0, box.left, box.bottom, box.right, box.top)
            if letter in "“”‘’":
                if strong == "R":
                    letter = letter.translate(QUOTES)
                elif not strong:
                    waiting.append(place)
            shared.setdefault(place, []).append(Letter(letter, *edges))
            if is_gap:
                parted.add(place)
            is_gap = False
        has_forms = any(LAM_ALEF_FORMS & self.known.get(shown.font, ALL) for shown in self.objects.values())
        turned = has_forms or is_turned(shared.values())  # PDFium takes forms apart in order
        yield from read_words(shared, self.objects)
        for place, letters in shared.items():
            if self.objects[place[0]].is_unseen:
                continue
            shown = self.objects[place[0]]
            is_false = place in standing and all(is_mark(letter.text) for letter in letters)
            if is_false or (len(letters) > 1 and self._is_number_of_glyph(letters, shown)):
                letters = [letters[0]._replace(text=LOST)]
            glyph = glyph_of(letters, turned, shown, place, place in parted)
            yield shown.turn or 0, glyph._replace(is_sign=True) if place in signs else glyph

    def _shown(self, found: Any, key: int) -> DrawnText:
        if key not in self.objects:  # in a drawing deeper than was gathered
            self.objects[key] = self._object(found)
        return self.objects[key]

    def _letter(self, index: int, code: int, shown: DrawnText) -> str:
        """The letters a reader sees for one of PDFium's; "" for none."""
        if shown.turn is None:
            self.leaning += 1
            return ""
        letter = chr(code) if 0 < code < 0x110000 else LOST
        known = self.known.get(shown.font, ALL)
        is_sure = len(known) > MOST_OF_A_FACE  # OCR's own font, that has every letter: PDFium doubts those of some
        if letter not in known or (not is_sure and self.raw.FPDFText_HasUnicodeMapError(self.text, index) == 1):
            return LOST
        return letters_of("-" if letter == _HYPHEN else letter)

    def _is_number_of_glyph(self, letters: Sequence[Letter], shown: DrawnText) -> bool:
        """Whether letters, as 1/2 are, only come of a glyph's own number, which PDFium took apart like a letter."""
        texts = [letter.text for letter in letters]
        if any(unicodedata.category(text[0])[0] not in "NPS" for text in texts):
            return False
        return together(texts) not in self.known.get(shown.font, ALL)

    def _ink(self, index: int, shown: DrawnText, y: float, box: Any) -> tuple[float, float]:
        """From where to where, of the size, a vowel sign's ink is above the baseline; 0, 0 if that is not known.

        Makes its box that of the ink: the pen's own way says little of which letter a sign stands over.
        """
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(self.text, index, left, right, bottom, top)
        if right.value <= left.value or top.value <= bottom.value:
            return 0.0, 0.0
        box.left, box.right, box.bottom, box.top = left.value, right.value, bottom.value, top.value
        if shown.turn or shown.is_unseen:
            return 0.0, 0.0
        return (bottom.value - y) / shown.size, (top.value - y) / shown.size

    def _is_stroke(self, index: int, shown: DrawnText, y: float, box: Any) -> bool:
        """Whether a glyph is drawn as the stroke that lengthens a word is, along the baseline, and no higher."""
        if shown.turn or shown.is_unseen:
            return False
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(self.text, index, left, right, bottom, top)
        low, high = bottom.value - y, top.value - y
        is_thin = -0.1 * shown.size < low < high < 0.22 * shown.size
        return is_thin and right.value - left.value > 0.9 * (box.right - box.left) > 0

    def _told_glyphs(self) -> Iterator[tuple[int, Glyph]]:
        for piece in {id(piece): piece for piece in self.told.values()}.values():
            shown = piece.shown
            text = settled("".join(map(letters_of, piece.text)))
            if not text or shown.turn is None:
                continue
            left, right = along(shown.turn, piece.left, piece.bottom, piece.right, piece.top)
            x, y = upright(shown.turn, shown.x, shown.y)
            x = x if left - 0.3 * shown.size < x <= left + BEARING * shown.size else left
            if len(text) > 2 and text[0].isascii():  # words: where they begin is not sure, their middle is
                x = (left + right) / 2
            right += BEARING * shown.size
            glyph = Glyph(text, x, left, right, y, shown.size, shown.order, shown.font, piece.is_parted, is_told=True)
            yield shown.turn, glyph

    def _spaces(self) -> Iterator[tuple[int, Glyph]]:
        """The objects that draw nothing but a space, which PDFium leaves out."""
        for key, shown in self.objects.items():
            if key not in self.seen and key not in self.told and shown.turn is not None:
                x, y = upright(shown.turn, shown.x, shown.y)
                yield shown.turn, Glyph(" ", x, x, x, y, shown.size, shown.order)


def _turn_quotes(
    shared: dict[tuple[int, float, float], list[Letter]], places: Iterable[tuple[int, float, float]]
) -> None:
    for place in places:
        shared[place] = [letter._replace(text=letter.text.translate(QUOTES)) for letter in shared[place]]


def _may_be_stroke(letter: str, near: Sequence[int]) -> bool:
    """Whether a glyph drawn as a stroke would be one, and not what it is told as; `near` are it and its fellows.

    Arabic letters may be as low, and some producers tell a letter at its stroke; but one that rises is no stroke, and
    where it is told at the glyph beside it too, this one is a piece of it.
    """
    if letter in RISING:
        return near.count(ord(letter)) > 1
    return not is_arabic(letter[0]) and unicodedata.category(letter[0])[0] in "LNPS"


def _address(pointer: Any) -> int:
    return ctypes.addressof(pointer.contents) if pointer else 0
