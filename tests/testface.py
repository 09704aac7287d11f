"""A face made for tests: every letter a square of one em with a pattern in it that can be read from the pixels.

The square is four by four fields. The top row is black, so that a letter is seen at all; the other twelve fields are
the bits of the letter's number and of its joining form. Space is an empty em. Everything is one em wide, so that a page
set at 16 px is a board of squares, and whatever is not on the board is seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1024
FIELD = EM // 4
FORMS = ("isol", "init", "medi", "fina")
ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذض"  #: the Arabic letters that pictures show as A to Z
RIGHT_ONLY = "ادورزذ"  #: of these, the ones that join to the letter before them alone
FAMILY = "Board"


def numbered(letters: str) -> dict[int, tuple[str, str]]:
    """Number -> letter and form, of every glyph of a face with these letters."""
    found = []
    for letter in dict.fromkeys(letters):
        forms = FORMS if letter in ABJAD else ("isol",)
        found += [(letter, form) for form in forms if not (letter in RIGHT_ONLY and form in {"init", "medi"})]
    return dict(enumerate(found, 1))


def board_face(letters: str) -> bytes:
    """A TrueType face with these letters."""
    table = numbered(letters)
    names = {number: f"g{number}" for number in table}
    cmap = {ord(letter): names[number] for number, (letter, form) in table.items() if form == "isol"}
    glyphs: dict[str, Any] = {".notdef": _square(0xFFF), "space": TTGlyphPen(None).glyph()}
    glyphs |= {names[number]: _square(number) for number in table}
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({0x20: "space", 0xA0: "space", 0x200D: "space", **cmap})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (EM, 0)))
    builder.setupHorizontalHeader(ascent=EM, descent=0)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=EM, sTypoDescender=0, sTypoLineGap=0, usWinAscent=EM, usWinDescent=0)
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, "\n".join(_features(table, names)))
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _features(table: dict[int, tuple[str, str]], names: dict[int, str]) -> Iterable[str]:
    yield "languagesystem DFLT dflt; languagesystem arab dflt; languagesystem latn dflt;"
    plain = {letter: names[number] for number, (letter, form) in table.items() if form == "isol"}
    for feature in FORMS[1:]:
        rules = [f"sub {plain[letter]} by {names[n]};" for n, (letter, form) in table.items() if form == feature]
        if rules:
            yield f"feature {feature} {{ {' '.join(rules)} }} {feature};"


def _square(number: int) -> Any:
    pen = TTGlyphPen(None)
    rows = [0xF, number >> 8 & 0xF, number >> 4 & 0xF, number & 0xF]
    for row, bits in enumerate(rows):
        for column in range(4):
            if bits >> (3 - column) & 1:
                left, top = column * FIELD, EM - row * FIELD
                pen.moveTo((left, top - FIELD))
                pen.lineTo((left, top))
                pen.lineTo((left + FIELD, top))
                pen.lineTo((left + FIELD, top - FIELD))
                pen.closePath()
    return pen.glyph()
