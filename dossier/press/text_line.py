"""lab"""
from __future__ import annotations
import os
from typing import Any
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from dossier.press.text_codes import Codes
from dossier.press.text_runs import *
from dossier.press.text_runs import NUMERIC, STRONG_RIGHT

OPT = set(os.environ.get("LAB", "").split(","))
HAIR = 0.001

def runs_of(line):
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data
        run = run.next

def clusters_of(stream, textbox, line, codes_of):
    source, pen, clusters = textbox.pango_layout.text.encode(), 0.0, []
    for item in runs_of(line):
        analysis, string = item.item.analysis, item.glyphs
        font, size = stream.add_font(analysis.font)
        codes = codes_of(font)
        if pango.pango_version() < 14802:
            size = textbox.style["font_size"]
        begin, count = item.item.offset, string.num_glyphs
        starts = string.log_clusters[0:count]
        edges = sorted({*starts, item.item.length})
        following = dict(zip(edges, edges[1:]))
        previous = None
        infos = string.glyphs[0:count]
        for start, info in zip(starts, infos):
            if start != previous:
                previous = start
                text = source[begin + start : begin + following[start]].decode("utf-8", "replace")
                clusters.append(Cluster(text, analysis.level, codes, size, pen, pen, begin + start))
            cluster, geometry, number = clusters[-1], info.geometry, info.glyph
            if number == pango.PANGO_GLYPH_EMPTY:
                pen += geometry.width / 1000
            else:
                width = font.widths.get(number)
                if width is None:
                    pango.pango_font_get_glyph_extents(analysis.font, number, stream.ink_rect, stream.logical_rect)
                    width = font.widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
                shift = geometry.x_offset / size
                cluster.glyphs.append(Glyph(number, pen + shift * size / 1000, width, geometry.y_offset / 1000))
                kern = width + shift - geometry.width * 1000 * FROM_UNITS / size
                pen += (shift + width - int(kern)) * size / 1000
            cluster.end = pen
    return clusters

def num(v):
    t = f"{v:.3f}".rstrip("0").rstrip(".")
    return "0" if t in ("", "-0") else t

class Pen:
    def __init__(s, stream):
        s.stream, s.x, s.font, s.shown, s.hex = stream, 0.0, None, [], []
    def flush(s):
        if s.hex: s.shown.append("<" + "".join(s.hex) + ">"); s.hex = []
        if s.shown: s.stream.show_text("".join(s.shown)); s.shown = []
    def draw(s, codes, size, g, scale=1.0):
        if s.font != (codes.font.hash, size):
            s.flush(); s.font = codes.font.hash, size
            s.stream.set_font_size(*s.font)
        if g.rise:
            s.flush(); s.stream.set_text_rise(-g.rise)
        back = (s.x - g.x) * 1000 / size / scale
        if abs(back) >= 0.0005:
            if s.hex: s.shown.append("<" + "".join(s.hex) + ">"); s.hex = []
            n = num(back); s.shown.append(n); s.x -= float(n) * size / 1000 * scale
        s.hex.append(f"{codes.code(g.number, g.text):04x}")
        s.x += g.width * size / 1000 * scale
        if g.rise:
            s.flush(); s.stream.set_text_rise(0)
    def blank(s, c, x, text):
        """a blank in the run"""
        if c.codes.blank: s.draw(c.codes, c.size, Glyph(c.codes.blank[0], x, c.codes.blank[1], 0.0, text))
    def lone(s, c, x, text):
        """a blank on its own, without width"""
        if not c.codes.blank: return
        s.flush()
        g = Glyph(c.codes.blank[0], x, c.codes.blank[1], 0.0, text)
        if g.width: s.stream.stream.append(b".01 Tz")
        s.draw(c.codes, c.size, g, 0.0001 if g.width else 1.0)
        s.flush()
        if g.width: s.stream.stream.append(b"100 Tz")
    def hide(s, *what):
        s.flush(); s.stream.stream.extend(what)
    def show(s, n=1):
        s.flush(); s.stream.stream.extend([b"EMC"] * n)

def draw_clusters(stream, clusters, is_rtl, matrix):
    clusters = settle(clusters)
    groups = group(clusters, is_rtl)
    if is_rtl: part_marks(clusters)
    places = mark_ends(groups) if is_rtl else []
    if not is_rtl:
        after = []
        for a, b in zip(clusters, clusters[1:]):
            if a.is_odd and not b.is_odd and not classes(b.text) & {"L", "EN"}: after.append((a, a.end))
    groups.sort(key=lambda g: g.offset)
    stream.set_text_matrix(*matrix.values)
    pen = Pen(stream)
    prev = None
    for g in groups:
        pen.flush()
        c0 = g.clusters[0]
        if prev and is_rtl and not prev.is_odd and not g.is_odd: pen.lone(prev.clusters[0], prev.clusters[0].start - HAIR, RLM)
        if prev and g.is_odd and prev.tail == RLM and not prev.is_odd:
            pen.lone(prev.clusters[0], prev.clusters[0].start - HAIR, LRM)
            places.append((prev.clusters[0], prev.clusters[0].start - HAIR))
        space = bool(prev) and (prev.last.text[-1:].isspace() or g.first.text[:1].isspace()) and abs(pen.x - c0.start) > 0.1
        starts_mark = not prev and bool(c0.glyphs) and c0.is_odd and bool(c0.glyphs[0].said) if 1 else prev is None and c0.glyphs and c0.glyphs[0].said and c0.is_odd
        if space or starts_mark or not g.begins_strong:
            z = (RLM if g.is_odd else LRM) + (" " if space or starts_mark else "")
            pen.hide(b"/Span<</ActualText()>>BDC"); pen.lone(c0, c0.start, z); pen.show()
            if starts_mark: pen.lone(c0, c0.start, RLM)
        elif prev: pen.hide(b"/Span<</ActualText()>>BDC"); pen.show()
        for c in g.clusters:
            for x in c.glyphs:
                if x.said and c.is_odd: pen.blank(c, x.x, x.said)
                pen.draw(c.codes, c.size, x)
                if x.said and not c.is_odd: pen.blank(c, pen.x, x.said)
        if g.tail: pen.blank(g.clusters[-1], g.clusters[-1].end - (0 if g.tail == LRM else HAIR*2), g.tail)
        prev = g
    pen.flush()
    if places or (not is_rtl and after):
        pen.hide(b"/P<</ActualText()>>BDC")
        for c, x in places: pen.lone(c, x - HAIR, RLM)
        if not is_rtl:
            for c, x in after: pen.lone(c, x - HAIR, LRM)
        pen.show()
    marked = [c for c in clusters if c.marks]
    if marked:
        pen.hide(b"/Span<</ActualText()>>BDC", b"/P<</ActualText(\\000)>>BDC")
        for c in marked:
            for x in c.marks: pen.draw(c.codes, c.size, x)
        pen.show(2)
    pen.flush()
