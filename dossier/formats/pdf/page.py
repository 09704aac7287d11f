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
from dossier.formats.pdf.fonts import glyph_key
from dossier.formats.pdf.glyphs import Glyph, along, is_mark, upright
from dossier.formats.pdf.letters import (
    ALL,
    LAM_ALEF_FORMS,
    QUOTES,
    RISING,
    TATWEEL,
    Letter,
    decode_text_string,
    direction_of,
    is_turned,
    letters_of,
    sort_signs,
)
from dossier.formats.pdf.order import is_arabic
from dossier.formats.pdf.text_objects import ActualTextSpan, DrawnText, glyph_of, read_words

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


def glyphs_on(page: Any, raw: Any, letters_known: Mapping[str, Set[str]]) -> PageGlyphs:
    """The glyphs of a page of pypdfium2, whose raw functions are `raw`; `known` are the letters of some fonts."""
    text = page.get_textpage()
    try:
        return _PageReader(page, text, raw, letters_known).read_glyphs()
    finally:
        text.close()


class _PageReader:
    def __init__(self, page: Any, text: Any, raw: Any, letters_known: Mapping[str, Set[str]]) -> None:
        self.page, self.text, self.raw, self.known = page, text, raw, letters_known
        self.names: dict[int, str] = {}  #: of fonts, by address
        self.objects: dict[int, DrawnText] = {}  #: by address
        self.actual_texts: dict[int, ActualTextSpan] = {}  #: by object's address, one for all of a piece
        self.seen: set[int] = set()
        self.covered = 0.0
        self.leaning = 0
        self.is_cut = text.count_chars() > MAX_LETTERS

    def read_glyphs(self) -> PageGlyphs:
        raw = self.raw
        width, height = self.page.get_size()
        self._gather(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, self.page.raw, {}, 0)
        glyphs: dict[int, list[Glyph]] = {}
        for turn, glyph in [*self._glyphs(), *self._actual_text_glyphs(), *self._spaces()]:
            glyphs.setdefault(turn, []).append(glyph)
        is_read = 2 * sum(self.objects[key].is_unseen for key in self.seen) > len(self.seen)
        return PageGlyphs(glyphs, min(1.0, self.covered / max(width * height, 1.0)), self.leaning, is_read, self.is_cut)

    def _gather(self, count: Any, get: Any, holder: Any, pieces: dict[int, ActualTextSpan], depth: int) -> None:
        """Number the page's text objects as they are drawn, and put those together that one told text stands for."""
        raw = self.raw
        for index in range(count(holder)):
            handle = get(holder, index)
            kind = raw.FPDFPageObj_GetType(handle)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                drawn_text = self.objects[_address(handle)] = self._object(handle)
                if depth == 0:
                    self._join(handle, drawn_text, pieces)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = self._bounds(handle)
                self.covered += abs((right - left) * (top - bottom))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                self._gather(raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, handle, pieces, depth + 1)

    def _object(self, handle: Any) -> DrawnText:
        raw, matrix, size = self.raw, self.raw.FS_MATRIX(), ctypes.c_float()
        raw.FPDFPageObj_GetMatrix(handle, matrix)
        raw.FPDFTextObj_GetFontSize(handle, size)
        is_mirrored = matrix.a < 0 < matrix.d
        quarter = 0.0 if is_mirrored else math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        turn = round(quarter) % 4 if abs(quarter - round(quarter)) < _LEANS else None
        is_unseen = raw.FPDFTextObj_GetTextRenderMode(handle) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        font = raw.FPDFTextObj_GetFont(handle)
        height = max(abs(size.value) * math.hypot(matrix.c, matrix.d), 0.1)
        return DrawnText(len(self.objects), height, turn, self._name(font), is_mirrored, is_unseen, matrix.e, matrix.f)

    def _name(self, font: Any) -> str:
        key = _address(font) if font else 0
        if key and key not in self.names:
            buffer = ctypes.create_string_buffer(256)
            self.raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            self.names[key] = buffer.value.decode("latin-1")
        return self.names.get(key, "")

    def _join(self, handle: Any, drawn_text: DrawnText, pieces: dict[int, ActualTextSpan]) -> None:
        raw, length = self.raw, ctypes.c_ulong()
        for at in range(max(0, raw.FPDFPageObj_CountMarks(handle))):
            mark = raw.FPDFPageObj_GetMark(handle, at)
            if not raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, length):
                continue
            buffer = (ctypes.c_ubyte * max(length.value, 1))()
            raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, length.value, length)
            box = self._bounds(handle)
            piece = pieces.setdefault(
                _address(mark), ActualTextSpan(decode_text_string(bytes(buffer)[: length.value]), drawn_text, *box)
            )
            piece.grow(drawn_text, *box)
            self.actual_texts[_address(handle)] = piece
            return

    def _bounds(self, handle: Any) -> tuple[float, float, float, float]:
        edges = [ctypes.c_float() for _ in range(4)]
        self.raw.FPDFPageObj_GetBounds(handle, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        return left, bottom, right, top

    def _glyphs(self) -> Iterator[tuple[int, Glyph]]:
        raw, text = self.raw, self.text
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        by_place: dict[tuple[int, float, float], list[Letter]] = {}
        parted: set[tuple[int, float, float]] = set()
        signs: set[tuple[int, float, float]] = set()  #: glyphs that draw a vowel sign alone, whatever they are told as
        standing: set[tuple[int, float, float]] = set()  #: glyphs that stand on the baseline, as no vowel sign does
        has_strokes = any(map(is_arabic, text.get_text_range()))
        is_gap = False
        strong = ""  #: the direction of the last letter of this line that has one
        quotes: list[tuple[int, float, float]] = []  #: quotation marks before the first
        object_of, origin_of, box_of = (
            raw.FPDFText_GetTextObject,
            raw.FPDFText_GetCharOrigin,
            raw.FPDFText_GetLooseCharBox,
        )
        page = text.raw
        codes = [raw.FPDFText_GetUnicode(page, index) for index in range(min(text.count_chars(), MAX_LETTERS))]
        for index, code in enumerate(codes):
            handle = object_of(page, index)
            if not handle:  # a space or a line's end that PDFium puts in
                is_gap = True
                if code == _LINE_FEED:
                    strong, quotes = "", []
                continue
            key = _address(handle)
            self.seen.add(key)
            if direction := direction_of(code):
                if direction == "R":
                    _turn_quotes(by_place, quotes)
                strong, quotes = direction, []
            if key in self.actual_texts:
                self.actual_texts[key].is_parted |= is_gap
                is_gap = False
                continue
            drawn_text = self._drawn_text(handle, key)
            letter = self._letter(index, code, drawn_text)
            if not letter:
                continue
            origin_of(page, index, x, y)
            box_of(page, index, box)
            if letter == " " and min(box.right - box.left, box.top - box.bottom) < 0.01:
                continue  # put in by PDFium too, for a gap
            near = codes[max(0, index - 1) : index + 2]
            if has_strokes and _may_be_stroke(letter, near) and self._is_stroke(index, drawn_text, y.value, box):
                letter = TATWEEL
            place = (key, x.value, y.value)
            if is_mark(letter):
                low, high = self._ink(index, drawn_text, y.value, box)
                if low > FAR or high < 0:
                    signs.add(place)
                elif low < LOW and high > FAR:
                    standing.add(place)
            edges = along(drawn_text.turn or 0, box.left, box.bottom, box.right, box.top)
            if letter in "“”‘’":
                if strong == "R":
                    letter = letter.translate(QUOTES)
                elif not strong:
                    quotes.append(place)
            by_place.setdefault(place, []).append(Letter(letter, *edges))
            if is_gap:
                parted.add(place)
            is_gap = False
        has_forms = any(LAM_ALEF_FORMS & self.known.get(drawn_text.font, ALL) for drawn_text in self.objects.values())
        is_reversed = has_forms or is_turned(by_place.values())  # PDFium takes forms apart in order
        yield from read_words(by_place, self.objects)
        for place, letters in by_place.items():
            if self.objects[place[0]].is_unseen:
                continue
            drawn_text = self.objects[place[0]]
            is_false = place in standing and all(is_mark(letter.text) for letter in letters)
            if is_false or (len(letters) > 1 and self._is_number_of_glyph(letters, drawn_text)):
                letters = [letters[0]._replace(text=LOST)]
            glyph = glyph_of(letters, is_reversed, drawn_text, place, place in parted)
            yield drawn_text.turn or 0, glyph._replace(is_sign=True) if place in signs else glyph

    def _drawn_text(self, handle: Any, key: int) -> DrawnText:
        if key not in self.objects:  # in a drawing deeper than was gathered
            self.objects[key] = self._object(handle)
        return self.objects[key]

    def _letter(self, index: int, code: int, drawn_text: DrawnText) -> str:
        """The letters a reader sees for one of PDFium's; "" for none."""
        if drawn_text.turn is None:
            self.leaning += 1
            return ""
        letter = chr(code) if 0 < code < 0x110000 else LOST
        letters_known = self.known.get(drawn_text.font, ALL)
        is_sure = (
            len(letters_known) > MOST_OF_A_FACE
        )  # OCR's own font, that has every letter: PDFium doubts those of some
        if letter not in letters_known or (not is_sure and self.raw.FPDFText_HasUnicodeMapError(self.text, index) == 1):
            return LOST
        return letters_of("-" if letter == _HYPHEN else letter)

    def _is_number_of_glyph(self, letters: Sequence[Letter], drawn_text: DrawnText) -> bool:
        """Whether letters, as 1/2 are, only come of a glyph's own number, which PDFium took apart like a letter."""
        texts = [letter.text for letter in letters]
        if any(unicodedata.category(text[0])[0] not in "NPS" for text in texts):
            return False
        return glyph_key(texts) not in self.known.get(drawn_text.font, ALL)

    def _ink(self, index: int, drawn_text: DrawnText, y: float, box: Any) -> tuple[float, float]:
        """From where to where, of the size, a vowel sign's ink is above the baseline; 0, 0 if that is not known.

        Makes its box that of the ink: the pen's own way says little of which letter a sign stands over.
        """
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(self.text, index, left, right, bottom, top)
        if right.value <= left.value or top.value <= bottom.value:
            return 0.0, 0.0
        box.left, box.right, box.bottom, box.top = left.value, right.value, bottom.value, top.value
        if drawn_text.turn or drawn_text.is_unseen:
            return 0.0, 0.0
        return (bottom.value - y) / drawn_text.size, (top.value - y) / drawn_text.size

    def _is_stroke(self, index: int, drawn_text: DrawnText, y: float, box: Any) -> bool:
        """Whether a glyph is drawn as the stroke that lengthens a word is, along the baseline, and no higher."""
        if drawn_text.turn or drawn_text.is_unseen:
            return False
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(self.text, index, left, right, bottom, top)
        low, high = bottom.value - y, top.value - y
        is_thin = -0.1 * drawn_text.size < low < high < 0.22 * drawn_text.size
        return is_thin and right.value - left.value > 0.9 * (box.right - box.left) > 0

    def _actual_text_glyphs(self) -> Iterator[tuple[int, Glyph]]:
        for piece in {id(piece): piece for piece in self.actual_texts.values()}.values():
            drawn_text = piece.shown
            text = sort_signs("".join(map(letters_of, piece.text)))
            if not text or drawn_text.turn is None:
                continue
            left, right = along(drawn_text.turn, piece.left, piece.bottom, piece.right, piece.top)
            x, y = upright(drawn_text.turn, drawn_text.x, drawn_text.y)
            x = x if left - 0.3 * drawn_text.size < x <= left + BEARING * drawn_text.size else left
            if len(text) > 2 and text[0].isascii():  # words: where they begin is not sure, their middle is
                x = (left + right) / 2
            right += BEARING * drawn_text.size
            glyph = Glyph(
                text,
                x,
                left,
                right,
                y,
                drawn_text.size,
                drawn_text.order,
                drawn_text.font,
                piece.is_parted,
                is_told=True,
            )
            yield drawn_text.turn, glyph

    def _spaces(self) -> Iterator[tuple[int, Glyph]]:
        """The objects that draw nothing but a space, which PDFium leaves out."""
        for key, drawn_text in self.objects.items():
            if key not in self.seen and key not in self.actual_texts and drawn_text.turn is not None:
                x, y = upright(drawn_text.turn, drawn_text.x, drawn_text.y)
                yield drawn_text.turn, Glyph(" ", x, x, x, y, drawn_text.size, drawn_text.order)


def _turn_quotes(
    by_place: dict[tuple[int, float, float], list[Letter]], places: Iterable[tuple[int, float, float]]
) -> None:
    for place in places:
        by_place[place] = [letter._replace(text=letter.text.translate(QUOTES)) for letter in by_place[place]]


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
