"""Gaps in a line that a face makes too wide or too narrow for readers: text is put where its glyph is not.

The text of a letter goes to a space of the font, which draws nothing, and its glyph is drawn after the line, without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from dossier.press.weasy.text_layer.runs import RLM, GlyphCluster, PlacedGlyph

NO_SPACE = 0.095  #: em: from a tenth on, a gap is a space to Poppler
SPACE = 0.12  #: em: it is one to all
MARKED = 0.03  #: em less, if there are marks on a letter
MARKED_SPACE = 0.21  #: em: before marks that take half of it
NO_JUMP = 0.195  #: em: from a fifth on, a step back is the end of a piece to pdf.js


def lend(clusters: Sequence[GlyphCluster]) -> None:
    """Draw a space between two words in their face, if it is of another: to pdf.js a change of face is an end, so that
    it would read the words in the order of the page."""
    for left, space, right in zip(clusters, clusters[1:], clusters[2:], strict=False):
        if space.codes is left.codes or not space.is_odd or space.text != " ":
            continue  # nearly always for the first reason
        if left.codes is right.codes and left.size == right.size == space.size and space.glyphs and left.codes.spaces:
            number, width = left.codes.spaces[0]
            room = space.end - space.start - width * left.size / 1000
            if room >= 0:
                space.codes = left.codes
                space.glyphs = [PlacedGlyph(number, space.start + room / 2, width, 0.0, " ")]


def lower(clusters: Iterable[GlyphCluster]) -> None:
    """Put the text of a letter that a face has raised on a space on the line: Poppler and PDFium part it there."""
    for here in clusters:
        if len(here.glyphs) != 1 or not here.glyphs[0].rise or not (here.is_odd and here.is_letter):
            continue
        glyph = here.glyphs[0]
        number, width = min(here.codes.spaces, key=lambda one: abs(one[1] - glyph.width), default=(0, 0))
        if abs(width - glyph.width) < 2000 * NO_SPACE and width:
            x = glyph.x + (glyph.width - width) / 2000 * here.size
            here.glyphs = [PlacedGlyph(number, x, width, 0.0, glyph.text, glyph.marks_beside)]
            here.marks.append(PlacedGlyph(glyph.number, glyph.x, glyph.width, glyph.rise, RLM))


def bridge(clusters: Sequence[GlyphCluster]) -> None:
    """Close the gaps inside words that Poppler and pdf.js take for a space, and the steps back where pdf.js parts them.

    A font may move two letters that far apart, or the one that far under the other. The text of the second is put on a
    space in the middle of what lies between its end and the first, and its glyph is drawn after the line.
    """
    for left, here in pairwise(clusters):
        if not (here.is_odd and here.is_letter and left.is_letter) or len(here.glyphs) != 1 or not left.glyphs:
            continue
        glyph, last, unit = here.glyphs[0], left.glyphs[-1], here.size / 1000
        begin = last.x + last.width * unit
        gap = (glyph.x - begin) / here.size
        most = NO_SPACE - MARKED if last.marks_beside else NO_SPACE
        if -NO_JUMP <= gap <= most or gap >= 1 or glyph.rise or not left.continues(here) or not here.codes.spaces:
            continue  # nearly always for the first reason, which costs least to find out
        whole = (glyph.x + glyph.width * unit - begin) / unit
        number, width = min(here.codes.spaces, key=lambda one: abs(one[1] - whole))
        if -2000 * NO_JUMP < whole - width < 2000 * NO_SPACE:
            x = begin + (whole - width) / 2 * unit
            here.glyphs = [PlacedGlyph(number, x, width, 0.0, glyph.text, glyph.marks_beside)]
            here.marks.append(PlacedGlyph(glyph.number, glyph.x, glyph.width, 0.0, RLM))


def widen(clusters: Sequence[GlyphCluster]) -> None:
    """Give room to spaces that a face has taken it from: what is less than a tenth of an em is none to Poppler, and to
    pdf.js an end, so that it reads the two sides in the wrong order.

    The text of the letter at the left is put on a space that is so much narrower, and its glyph drawn after the line.
    """
    for left, space, right in zip(clusters, clusters[1:], clusters[2:], strict=False):
        if not (space.is_odd and left.is_letter and right.is_letter and space.text == " " and left.continues(right)):
            continue
        if len(left.glyphs) != 1 or not right.glyphs or left.glyphs[0].rise:
            continue
        glyph, unit = left.glyphs[0], left.size / 1000
        room = (right.glyphs[0].x - glyph.x) / unit - 1000 * (MARKED_SPACE if right.glyphs[0].marks_beside else SPACE)
        if room >= glyph.width or room < 0:
            continue  # nearly always because there is room
        if fitting := [one for one in left.codes.spaces if one[1] <= room]:
            number, width = max(fitting, key=lambda one: one[1])
            left.glyphs = [PlacedGlyph(number, glyph.x, width, 0.0, glyph.text, glyph.marks_beside)]
            left.marks.append(PlacedGlyph(glyph.number, glyph.x, glyph.width, 0.0, RLM))
