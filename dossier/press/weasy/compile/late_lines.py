"""Lines of text whose numbers are not known yet: drawn as WeasyPrint would draw them, with the numbers left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, Literal

from weasyprint.text.ffi import pango

from dossier.press.linker.unit import DrawnWords, LateLine, LateNumber, Unlinkable
from dossier.press.weasy.text_layer.codes import Codes
from dossier.press.weasy.text_layer.drawn_line_cache import set_up_deferred
from dossier.press.weasy.text_layer.line import clusters_of
from dossier.press.weasy.text_layer.pen import Pen
from dossier.press.weasy.text_layer.runs import GlyphCluster, join_marks

LineAnchor = Literal["left", "center", "right"]


class LateLineMark:
    """A line in a content stream, to be drawn when its numbers are known."""

    def __init__(self, line: LateLine) -> None:
        self.line = line

    def __str__(self) -> str:
        raise Unlinkable("a page number stands in what is half transparent")


class LateLines:
    """Draws the late lines of one document."""

    def __init__(self, codes_of: Callable[[Any], Codes]) -> None:
        self._codes_of = codes_of
        self._digits: dict[tuple[str, float, str], tuple[tuple[int, float], ...]] = {}

    def draw(
        self,
        stream: Any,
        textbox: Any,
        place: tuple[float, float],
        numbers: dict[str, LateNumber],
        anchored: LineAnchor,
    ) -> None:
        """Put a late line in the place of a text box; `numbers` by the digits that stand for them in its text."""
        clusters = self._clusters(stream, textbox)
        first = clusters[0]
        if any(one.codes is not first.codes or one.size != first.size for one in clusters):
            raise Unlinkable(f"a line with a page number is drawn in two faces: “{textbox.text}”")
        spans = _spans_of(textbox.pango_layout.text, numbers)
        if any(one.is_odd for one in clusters if not any(start <= one.offset < end for start, end, _ in spans)):
            raise Unlinkable(f"a page number stands in words that are read from right to left: “{textbox.text}”")
        pieces: list[DrawnWords | LateNumber] = []
        zero = ""
        run: list[GlyphCluster] = []
        starts: set[int] = set()
        for cluster in clusters:
            number = next((one for start, end, one in spans if start <= cluster.offset < end), None)
            if number is None:
                run.append(cluster)
                continue
            zero = _zero_of(cluster.text)
            if run:
                pieces.append(_words(run))
                run = []
            if id(number) not in starts:
                starts.add(id(number))
                pieces.append(number)
        if run:
            pieces.append(_words(run))
        digits = self._digits_of(stream, textbox, first, zero)
        stream.set_font_size(first.codes.font.hash, first.size)
        width = clusters[-1].end - first.start
        stream.stream.append(
            LateLineMark(LateLine(tuple(pieces), place[0] + first.start, place[1], width, anchored, digits))
        )

    def _clusters(self, stream: Any, textbox: Any) -> list[GlyphCluster]:
        set_up_deferred(textbox.pango_layout)
        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
        line, _ = textbox.pango_layout.get_first_line()
        clusters = clusters_of(stream, textbox, line, self._codes_of)
        if not clusters:
            raise Unlinkable(f"a page number is drawn with a face of pictures: “{textbox.text}”")
        return clusters

    def _digits_of(self, stream: Any, textbox: Any, model: GlyphCluster, zero: str) -> tuple[tuple[int, float], ...]:
        """Code and width of each digit, in the face of a cluster."""
        key = model.codes.font.hash, model.size, zero
        if key not in self._digits:
            text = textbox.pango_layout.text
            textbox.pango_layout.set_text("".join(chr(ord(zero) + digit) for digit in range(10)))
            clusters = self._clusters(stream, textbox)
            textbox.pango_layout.set_text(text)
            if len(clusters) != 10 or any(one.codes is not model.codes for one in clusters):
                raise Unlinkable("a page number's face has not all digits")
            self._digits[key] = tuple(
                (one.codes.code(one.glyphs[0].number, one.text, one.glyphs[0].width), one.end - one.start)
                for one in clusters
            )
        return self._digits[key]


def _spans_of(text: str, numbers: dict[str, LateNumber]) -> Sequence[tuple[int, int, LateNumber]]:
    """Where the numbers stand in a text, in bytes of UTF-8."""
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    spans = []
    for digits, number in numbers.items():
        for one in re.finditer(rf"(?<!\d){digits}(?!\d)", plain):
            spans.append((len(text[: one.start()].encode()), len(text[: one.end()].encode()), number))
    return spans


def _zero_of(digit: str) -> str:
    return chr(ord(digit[0]) - unicodedata.decimal(digit[0], 0))


def _words(run: list[GlyphCluster]) -> DrawnWords:
    collector = _Collector()
    pen = Pen(collector)
    pen.x = run[0].start
    for cluster in join_marks(run):
        for glyph in cluster.glyphs:
            if glyph.rise:
                raise Unlinkable("raised letters stand beside a page number")
            pen.draw(cluster.codes, cluster.size, glyph)
    pen.finish()
    return DrawnWords(b"\n".join(collector.stream), run[-1].end - run[0].start)


class _Collector:
    """A content stream of which only what is shown is kept."""

    def __init__(self) -> None:
        self.stream: list[bytes] = []

    def set_font_size(self, font: str, size: float) -> None:
        """The line has one."""
