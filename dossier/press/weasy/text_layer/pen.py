"""A pen that writes glyphs and marks for readers into a content stream, and the ways to hide a text from some of them.

To a renderer nothing changes. Readers differ in what they see, and that is how each gets what it needs:

* text on a blank of its own: not seen by PDFium, which skips what has no ink; direction marks not by pdf.js either;
* within ``/Span <</ActualText ()>>``: not by Poppler, nor by MuPDF, but by pdf.js, which ends a piece there;
* within ``/P <</ActualText ()>>``: not by MuPDF; Poppler reads ActualText of Span alone;
* within ``/P <</ActualText (\\000)>>``: not by PDFium.
"""

from __future__ import annotations

from typing import Any

from dossier.press.weasy.text_layer.codes import Codes
from dossier.press.weasy.text_layer.runs import LRM, RLM, GlyphCluster, PlacedGlyph

HAIR = 0.001  #: so far is a mark put to the left of its place, for Poppler sorts by place
ASIDE = 2e-7  #: em, so far from where it was is a place another one to pdf.js, which looks for spaces only there
APART = 0.1  #: a way between two groups that pdf.js takes for a jump
SQUEEZED = 0.0001
LEAST = 0.0001  #: thousandths of an em that are worth a number

TO_PDFJS = "/Span<</ActualText()>>BDC"
NOT_TO_MUPDF = "/P<</ActualText()>>BDC"
NOT_TO_PDFIUM = "/P<</ActualText(\\000)>>BDC"
END = "EMC"
MARKS = frozenset({RLM, LRM})


class Pen:
    """Writes glyphs at given places into a content stream."""

    def __init__(self, stream: Any) -> None:
        self.x = 0.0
        self.is_turned = False  #: whether a Span is open that shows Poppler a text of its own
        self._stream = stream
        self._font: Codes | None = None
        self._size = self._unit = 0.0
        self._digits_of: dict[
            tuple[int, str], str
        ] = {}  # of the font: glyph and what it stands for -> digits of its code
        self._written_of: dict[Codes, dict[tuple[int, str], str]] = {}
        self._digits: list[str] = []  # of the string under way
        self._is_mark = False  # whether that ends with a mark of direction
        self._codes: list[str] = []  # of the operator under way
        self.used: dict[tuple[str, int, str, int], Codes] = {}  #: glyphs: hash of the font, number, text and width
        self._operators: list[str] = []  # operators: one string of them all costs pydyf less than each by itself

    def flush(self) -> None:
        if self._digits:
            self._end_string()
        if self._codes:
            self._operators.append(f"[{''.join(self._codes)}] TJ")
            self._codes = []

    def finish(self) -> None:
        """Give the stream all that was drawn."""
        self.flush()
        if self._operators:
            self._stream.stream.append("\n".join(self._operators).encode("ascii"))
            self._operators = []

    def draw(self, codes: Codes, size: float, glyph: PlacedGlyph, scale: float = 1.0) -> None:
        if codes is not self._font or size != self._size:
            self._take(codes, size)
        if glyph.rise:
            self.finish()
            self._stream.set_text_rise(-glyph.rise)
        unit = self._unit * scale
        back = (self.x - glyph.x) / unit
        if back >= LEAST or back <= -LEAST:
            if self._digits:
                self._end_string()
            if self._is_mark:  # pdf.js takes no notice of what follows a mark at once
                self._codes.append("0.00001 ")
            self._codes.append(number := _number(back))
            self.x -= float(number) * unit
        key = glyph.number, glyph.text
        if (digits := self._digits_of.get(key)) is None:
            digits = self._digits_of[key] = codes.digits(*key, glyph.width)
            self.used[codes.font.hash, *key, glyph.width] = codes
        self._digits.append(digits)
        self._is_mark = glyph.text in MARKS
        self.x += glyph.width * unit
        if glyph.rise:
            self.finish()
            self._stream.set_text_rise(0)

    def _take(self, codes: Codes, size: float) -> None:
        self._font, self._size, self._unit = codes, size, size / 1000
        self._digits_of = self._written_of.setdefault(codes, {})
        self.finish()
        self._stream.set_font_size(codes.font.hash, size)

    def blank(self, cluster: GlyphCluster, x: float, text: str) -> None:
        """Text on a blank between other glyphs."""
        if blank := cluster.codes.blank:
            self.draw(cluster.codes, cluster.size, PlacedGlyph(blank[0], x, blank[1], text=text))

    def space(self, cluster: GlyphCluster, x: float, text: str) -> None:
        """Text on a space of the font."""
        number, width = cluster.codes.spaces[0] if cluster.codes.spaces else cluster.codes.blank or (0, 0)
        self.draw(cluster.codes, cluster.size, PlacedGlyph(number, x, width, text=text))

    def in_space(self, cluster: GlyphCluster, x: float, text: str, room: float) -> None:
        """Combining marks after a space, to which pdf.js would add one more: it sees a gap before the letter.

        It gives them no width, whatever they have, so on a space of about that width they take it back the whole gap.
        Half of it stays free, for Poppler to see the space.
        """
        unit = cluster.size / 1000
        number, width = min(cluster.codes.spaces, key=lambda one: abs(one[1] * unit - room))
        self.draw(cluster.codes, cluster.size, PlacedGlyph(number, x - width * unit / 2, width, text=text))

    def lone(self, cluster: GlyphCluster, x: float, text: str, *, has_width: bool = False) -> None:
        """Text on a blank of its own, which takes no room.

        Or next to none, which ends there: where pdf.js sees something end, and nothing is moved, it reads on.
        """
        blank = cluster.codes.spaces[0] if has_width and cluster.codes.spaces else cluster.codes.blank
        if not blank:
            return
        self.flush()
        glyph = PlacedGlyph(blank[0], x, blank[1], text=text)
        scale = SQUEEZED if glyph.width else 1.0
        if has_width:
            glyph.x -= glyph.width * scale * cluster.size / 1000
        if glyph.width:
            self._operators.append(f"{SQUEEZED * 100:g} Tz")
        self.draw(cluster.codes, cluster.size, glyph, scale)
        self.flush()
        if glyph.width:
            self._operators.append("100 Tz")

    def operators(self, *operators: str) -> None:
        self.flush()
        self._operators += map(self._within, operators)

    def _within(self, operator: str) -> str:
        """A Span ends to Poppler where one in it ends; and of what stands in one it sees nothing anyhow."""
        return NOT_TO_MUPDF if self.is_turned and operator == TO_PDFJS else operator

    def _end_string(self) -> None:
        self._codes.append(f"<{''.join(self._digits)}>")
        self._digits = []


def text_string(text: str) -> str:
    """A text as a string of PDF."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _number(value: float) -> str:
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
