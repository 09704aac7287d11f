"""Draws a line: WeasyPrint's glyphs at WeasyPrint's places, and between them the marks and the text for readers.

What readers differ in, and what is hidden from whom, is told in `pen`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from dossier.press.weasy.text_layer.codes import Codes, Move, Step
from dossier.press.weasy.text_layer.gaps import bridge, lend, lower, widen
from dossier.press.weasy.text_layer.ltr_in_rtl import LtrLineSides
from dossier.press.weasy.text_layer.pen import APART, END, HAIR, NOT_TO_MUPDF, NOT_TO_PDFIUM, TO_PDFJS, Pen
from dossier.press.weasy.text_layer.pieces import draw_number, draw_pieces, is_arabic_number, plan_pieces
from dossier.press.weasy.text_layer.runs import (
    LRM,
    RLM,
    ClusterGroup,
    GlyphCluster,
    PlacedGlyph,
    arabic_ends,
    group,
    has_letter,
    join_marks,
    mark_ends,
    mark_outside,
    part_ends,
    part_marks,
)
from dossier.press.weasy.text_layer.surroundings import ALONE, Surroundings

GLYPH_INFO = ffi.sizeof("PangoGlyphInfo")  #: five numbers of four bytes: glyph, width, two offsets, attributes
assert GLYPH_INFO == 20, "Pango keeps its glyphs otherwise than is known here"

EMPTY, UNKNOWN = -1, -2  #: numbers of a step that draws nothing
IS_SCALED = pango.pango_version() < 14802  #: an older Pango gives a scaled size


def items_of(line: Any) -> Iterator[Any]:
    """The glyph items of a Pango line, left to right."""
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data
        run = run.next


def clusters_of(
    stream: Any,
    textbox: Any,
    line: Any,
    codes_of: Callable[[Any], Codes],
    font_of: Callable[[Any, Any], tuple[Any, float]] | None = None,
) -> list[GlyphCluster] | None:
    """The clusters of a line, left to right, each glyph where WeasyPrint would put it; None if they are not for us.

    `font_of` takes the place of `Stream.add_font`.
    """
    source, pen, clusters = textbox.pango_layout.text.encode(), 0.0, []
    for item in items_of(line):
        analysis, string = item.item.analysis, item.glyphs
        font, size = font_of(stream, analysis.font) if font_of else stream.add_font(analysis.font)
        if font.svg or font.png or font.colr or font.bitmap:
            return None
        if IS_SCALED:
            size = textbox.style["font_size"]
        codes, level, begin, previous = codes_of(font), analysis.level, item.item.offset, -1
        is_odd, steps = level & 1 == 1, codes.steps.setdefault(size, {})
        count = string.num_glyphs
        starts = ffi.unpack(string.log_clusters, count)
        # All numbers of all glyphs at once: reading them one by one through cffi takes longer than all the rest.
        numbers = memoryview(ffi.buffer(string.glyphs, count * GLYPH_INFO)).cast("i").tolist()
        following = dict(pairwise(sorted({*starts, item.item.length})))
        moves = zip(numbers[::5], numbers[1::5], numbers[2::5], strict=True)
        for start, move, y_offset in zip(starts, moves, numbers[3::5], strict=True):
            if start != previous:
                previous = start
                text = _letters(source[begin + start : begin + following[start]])
                glyphs: list[PlacedGlyph] = []
                cluster = GlyphCluster(
                    text, level, codes, size, pen, pen, begin + start, glyphs, [], is_odd, has_letter(text)
                )
                clusters.append(cluster)
            step = steps.get(move)
            if step is None:
                step = steps[move] = _step(stream, font, analysis.font, size, move)
            if step.number >= 0:
                glyphs.append(PlacedGlyph(step.number, pen + step.before, step.width, y_offset / 1000))
            elif step.number == UNKNOWN:
                return None
            cluster.end = pen = pen + step.on
    return clusters


def _step(stream: Any, font: Any, pango_font: Any, size: float, move: Move) -> Step:
    """What WeasyPrint does for a glyph, an advance and an offset of Pango, which come again and again."""
    number, advance, x_offset = move
    if number == pango.PANGO_GLYPH_EMPTY:
        return Step(EMPTY, 0, 0.0, advance / 1000)
    if number & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        return Step(UNKNOWN, 0, 0.0, 0.0)
    width = font.widths.get(number)
    if width is None:
        width = font.widths[number] = _width(stream, pango_font, number, size)
    shift = x_offset / size
    # WeasyPrint cuts what it adjusts to whole units, and so must the pen.
    adjust = int(width + shift - advance * 1000 * FROM_UNITS / size)
    return Step(number, width, shift * size / 1000, (shift + width - adjust) * size / 1000)


@lru_cache(4096)
def _letters(utf8: bytes) -> str:
    """The same string for the same letters, whose hash then is known wherever they are looked up."""
    return utf8.decode("utf-8", "replace")


def _width(stream: Any, font: Any, number: int, size: float) -> int:
    pango.pango_font_get_glyph_extents(font, number, stream.ink_rect, stream.logical_rect)
    width: int = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return width


def draw_line(
    stream: Any,
    clusters: Sequence[GlyphCluster],
    *,
    is_rtl: bool,
    page_is_rtl: bool,
    around: Surroundings = ALONE,
    is_turned: bool = False,
) -> dict[tuple[str, int, str, int], int]:
    """Draw the clusters of a line into a stream whose text matrix is set; the glyphs that were used (`Pen.used`), with
    their codes."""
    clusters = join_marks(clusters)
    if not clusters:
        return {}  # nothing but signs that are never drawn, such as a word joiner
    lend(clusters)
    lower(clusters)
    bridge(clusters)
    widen(clusters)
    groups = group(clusters, is_rtl, page_is_rtl)
    if is_rtl:
        part_marks(clusters)
        places = [(cluster, x, RLM) for cluster, x in mark_ends(groups, "" if around.rank else around.left)]
    else:
        places = [(cluster, cluster.end, LRM) for cluster in arabic_ends(clusters)]
    if around is ALONE:
        places += mark_outside(clusters, is_rtl=is_rtl, page_is_rtl=page_is_rtl)
    plan = plan_pieces(groups, is_rtl=is_rtl, page_is_rtl=page_is_rtl, around=around)
    pen, previous = Pen(stream), None
    if not is_rtl and plan:
        part_ends(groups)
    sides = None
    if is_turned and around is ALONE and 0 < len(plan) == len(groups) - 1:
        sides = LtrLineSides(groups, plan)
        places = [(cluster, x, RLM) for cluster, x in mark_ends([sides.fixed])]
        sides.open(pen)
    for here in sorted(groups, key=lambda one: one.offset) if len(groups) > 1 else groups:
        if previous and is_rtl and (guard := _between(pen, previous, here)):
            places.append(guard)
        is_seam = previous is None and around.before and not around.rank
        is_jump = is_rtl or here.is_odd or around.was_right
        if is_seam and is_jump and (guard := _seam(pen, here, around)):
            places.append(guard)
        if sides:
            sides.stay(pen, here)
        _lead(pen, previous, here, around.before if is_rtl else "")
        if here in plan:
            draw_pieces(pen, plan[here])
        elif is_arabic_number(here):
            draw_number(pen, here)
        else:
            _draw_group(pen, here)
        if sides and here is sides.fixed:
            sides.go_on(pen)
        previous = here
    if sides:
        sides.close(pen)
    _draw_marks(pen, places)
    _draw_silent(pen, clusters)
    pen.finish()
    return {one: codes.code(*one[1:]) for one, codes in pen.used.items()}


def _draw_marks(pen: Pen, places: Sequence[tuple[GlyphCluster, float, str]]) -> None:
    """The marks that Poppler needs."""
    if places:
        pen.operators(NOT_TO_MUPDF)
        for cluster, x, mark in places:
            pen.lone(cluster, x - HAIR, mark)
        pen.operators(END)


def _draw_silent(pen: Pen, clusters: Sequence[GlyphCluster]) -> None:
    """The glyphs whose text stands elsewhere."""
    if with_marks := [cluster for cluster in clusters if cluster.marks]:
        pen.operators(TO_PDFJS, NOT_TO_PDFIUM)
        for cluster in with_marks:
            for glyph in cluster.marks:
                pen.draw(cluster.codes, cluster.size, glyph)
        pen.operators(END, END)


def _between(pen: Pen, previous: ClusterGroup, here: ClusterGroup) -> tuple[GlyphCluster, float, str] | None:
    """MuPDF ends a line at a jump between two groups of one direction: a mark of the other one stops it."""
    cluster = previous.clusters[0]
    x = cluster.start - HAIR
    if previous.is_odd:
        if here.head:
            pen.lone(cluster, x, LRM)
            return cluster, x, RLM
        return None
    if not here.is_odd:
        if previous.tail != RLM and not here.head:
            pen.lone(cluster, x, RLM)
    elif previous.tail == RLM:
        pen.lone(cluster, x, LRM)
        return cluster, x, RLM  # so that it is nothing to Poppler
    return None


def _seam(pen: Pen, here: ClusterGroup, around: Surroundings) -> tuple[GlyphCluster, float, str] | None:
    """The same between two boxes of a line, with the space that MuPDF takes a jump for no more."""
    cluster = here.clusters[0]
    x = cluster.start
    has_space = around.before.isspace() or here.first.text[:1].isspace()
    if has_space and not around.was_right:
        pen.lone(cluster, x, RLM)
    if has_space or (around.was_right and (here.is_odd or here.head)):
        pen.lone(cluster, x, LRM + " " if around.before.isspace() else LRM)
        return cluster, x, RLM  # so that it is nothing to Poppler
    if not here.is_odd and not around.was_right:
        pen.lone(cluster, x, RLM)
    return None


def _lead(pen: Pen, previous: ClusterGroup | None, here: ClusterGroup, before: str) -> None:
    """Before a group: for pdf.js the space that it loses in a jump, for MuPDF the direction of what comes."""
    pen.flush()
    cluster = here.clusters[0]
    opens_with_mark = here.is_odd and bool(cluster.glyphs and cluster.glyphs[0].marks_beside)
    before = previous.last.text[-1:] if previous else before
    has_space = bool(before) and (before.isspace() or here.first.text[:1].isspace())
    is_jump = previous is None or abs(pen.x - cluster.start) > APART
    space = " " if opens_with_mark or (has_space and is_jump) else ""
    if space or not here.begins_strong:
        pen.operators(TO_PDFJS)
        x = cluster.glyphs[0].x if opens_with_mark else cluster.start
        pen.lone(cluster, x, (RLM if here.is_odd else LRM) + space, has_width=opens_with_mark)
        pen.operators(END)
    elif previous and abs(pen.x - cluster.start) <= APART:
        pen.operators(TO_PDFJS, END)  # no jump: it would read on in one piece
    if opens_with_mark:  # MuPDF begins no line with a combining mark, and ends one where it jumps to one
        pen.lone(cluster, cluster.glyphs[0].x, RLM)


def _draw_group(pen: Pen, here: ClusterGroup) -> None:
    left: GlyphCluster | None = None
    if here.head:
        pen.blank(here.clusters[0], here.clusters[0].start, here.head)
    for cluster in here.clusters:
        for glyph in cluster.glyphs:
            if glyph.marks_beside and cluster.is_odd:
                if left and left is here.clusters[0] and left.text.isspace() and glyph is cluster.glyphs[0]:
                    pen.operators(TO_PDFJS)  # it begins to read here
                    pen.lone(cluster, glyph.x, RLM + " ", has_width=True)
                    pen.operators(END)
                    pen.blank(cluster, glyph.x, glyph.marks_beside)
                elif left and left.text.isspace() and glyph is cluster.glyphs[0] and cluster.codes.spaces:
                    pen.in_space(cluster, glyph.x, glyph.marks_beside, left.end - left.start)
                else:
                    pen.blank(cluster, glyph.x, glyph.marks_beside)
            pen.draw(cluster.codes, cluster.size, glyph)
            if glyph.marks_beside and not cluster.is_odd:
                pen.blank(cluster, pen.x, glyph.marks_beside)
        left = cluster
    if here.tail:
        pen.blank(here.clusters[-1], here.clusters[-1].end - (0 if here.tail == LRM else 2 * HAIR), here.tail)
