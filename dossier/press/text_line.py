"""lab"""
from __future__ import annotations
import os, unicodedata
from typing import Any
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from dossier.press.text_codes import Codes

OPT = set(os.environ.get("LAB", "").split(","))
RLM, LRM = "\u200f", "\u200e"
NUMBER_LIKE = {"EN", "AN", "ES", "ET", "CS"}
RTL = {"R", "AL"}
EMBED = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
bidi = unicodedata.bidirectional

def classes(t): return {bidi(c) for c in t}

class Glyph:
    __slots__ = ("gid", "x", "width", "rise", "text")
    def __init__(s, gid, x, width, rise=0.0, text=""):
        s.gid, s.x, s.width, s.rise, s.text = gid, x, width, rise, text

class Cluster:
    def __init__(s, text, level, codes, size, x, offset):
        s.offset = offset; s.marks = []; s.said = ''
        s.text, s.level, s.codes, s.size, s.start, s.end, s.glyphs = text, level, codes, size, x, x, []

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
                clusters.append(Cluster(text, analysis.level, codes, size, pen, begin + start))
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

def deal(glyphs, characters):
    for i, g in enumerate(glyphs):
        g.text = "".join(characters[i:] if i == len(glyphs) - 1 else characters[i:i+1])

def is_mark(c): return bool(c.glyphs) and all(g.width == 0 for g in c.glyphs) and all(unicodedata.category(x) == "Mn" for x in c.text)

def joined(clusters):
    """marks into their bases"""
    out, waiting = [], []
    for c in clusters:
        if is_mark(c):
            if c.level % 2: waiting.append(c)
            elif out and out[-1].level == c.level and out[-1].codes is c.codes: out[-1].text += c.text; out[-1].marks += c.glyphs
            else: out.append(c)
            continue
        for m in waiting:
            if m.level == c.level and m.codes is c.codes: c.marks += m.glyphs
            else: out.append(m)
        c.text += "".join(m.text for m in reversed(waiting) if m.level == c.level and m.codes is c.codes)
        waiting = []
        out.append(c)
    return out + waiting

def share_joined(c):
    chars = [x for x in c.text.replace("\n", " ").replace("\u2028", " ") if bidi(x) not in EMBED]
    zero = [g for g in c.glyphs if g.width == 0]
    if any(g.width for g in c.glyphs) and zero and any(unicodedata.category(x) == "Mn" for x in chars):
        c.marks += zero
        c.glyphs = [g for g in c.glyphs if g.width]
    glyphs = c.glyphs[::-1] if c.level % 2 else c.glyphs
    # letters with their marks
    units = []
    for x in chars:
        if units and unicodedata.category(x) == "Mn": units[-1] += x
        else: units.append(x)
    if "own" in OPT: c.said = "".join(u[1:] for u in units); units = [u[0] for u in units]
    if not glyphs: return
    if len(glyphs) > len(units):
        bases = [g for g in glyphs if g.width][:len(units)] or glyphs[:1]
        rest = [g for g in glyphs if g not in bases]
        chosen = (bases + rest)[:len(units)]
        deal([g for g in glyphs if g in chosen], units)
    else: deal(glyphs, units)
    if "rev2" in OPT and c.level % 2:
        for g in glyphs: g.text = g.text[::-1]
    for g in c.marks: g.text = "\u200b"

def share_text(c):
    if "join" in OPT: return share_joined(c)
    glyphs = c.glyphs[::-1] if c.level % 2 else c.glyphs
    text = c.text.replace("\n", " ").replace("\u2028", " ")
    chars = [x for x in text if bidi(x) not in EMBED]
    bases = [g for g in glyphs if g.width > 0] or glyphs[:1]
    marks = [g for g in glyphs if g not in bases]
    comb = [x for x in chars if unicodedata.combining(x)]
    if "base" in OPT and marks and comb:
        for m in marks: m.text = ""
        if "rev" in OPT and c.level % 2: chars = chars[::-1]
        if len(bases) <= len(chars): deal(bases, chars)
        else: deal(bases[:len(chars)], chars)
        return
    if len(glyphs) > len(chars):
        chosen = (bases + marks)[: len(chars)]
        deal([g for g in glyphs if g in chosen], chars)
    elif len(glyphs) < len(chars) and marks and comb:
        deal(bases, [x for x in chars if not unicodedata.combining(x)])
        deal(marks, comb)
    else:
        deal(glyphs, chars)

def num(v):
    t = f"{v:.3f}".rstrip("0").rstrip(".")
    return "0" if t in ("", "-0") else t

class Pen:
    def __init__(s, stream):
        s.stream, s.x, s.font, s.shown, s.hex = stream, 0.0, None, [], []
    def flush(s):
        if s.hex: s.shown.append("<" + "".join(s.hex) + ">"); s.hex = []
        if s.shown: s.stream.show_text("".join(s.shown)); s.shown = []
    def move(s, codes, size, g):
        if s.font != (codes.font.hash, size):
            s.flush(); s.font = codes.font.hash, size
            s.stream.set_font_size(*s.font)
        if g.rise:
            s.flush(); s.stream.set_text_rise(-g.rise)
        back = (s.x - g.x) * 1000 / size
        if abs(back) >= 0.0005:
            if s.hex: s.shown.append("<" + "".join(s.hex) + ">"); s.hex = []
            n = num(back); s.shown.append(n); s.x -= float(n) * size / 1000
    def draw(s, codes, size, g):
        s.move(codes, size, g)
        s.hex.append(f"{codes.code(g.gid, g.text):04x}")
        s.x += g.width * size / 1000
        if g.rise:
            s.flush(); s.stream.set_text_rise(0)
    def ghosts(s, marks, text=None, tag="P"):
        """(codes, size, x, text, scale) ..., hidden by ActualText"""
        marks = [m for m in marks if m[0].blank]
        if not marks: return
        s.flush()
        add = s.stream.stream.append
        if "hide" in OPT: add(f"/{tag}<</ActualText()>>BDC".encode())
        scale = "100"
        for codes, size, x, text, wanted in marks:
            gid, width = codes.blank
            if not width: wanted = "100"
            if scale != wanted:
                s.flush(); add(f"{wanted} Tz".encode()); scale = wanted
            s.flush()
            if s.font != (codes.font.hash, size):
                s.font = codes.font.hash, size
                s.stream.set_font_size(*s.font)
            factor = float(scale) / 100
            back = (s.x - x) * 1000 / size / factor
            if abs(back) >= 0.5 or 1:
                n = num(back); s.shown.append(n); s.x -= float(n) * size / 1000 * factor
            s.hex.append(f"{codes.code(gid, text):04x}")
            s.x += width * size / 1000 * factor
            s.flush()
        if scale != "100": add(b"100 Tz")
        if "hide" in OPT: add(b"EMC")

def number_like(c):
    return c.level % 2 == 0 or bool(classes(c.text[-1:]) & NUMBER_LIKE)

class Group:
    """clusters of one direction, drawn left to right; even, or a lone bracket, or odd"""
    def __init__(s, first, bracket):
        s.clusters, s.bracket, s.lead, s.tail = [first], bracket, None, None
    @property
    def even(s): return s.bracket or s.clusters[0].level % 2 == 0
    @property
    def offset(s): return min(c.offset for c in s.clusters)
    @property
    def first(s): return s.clusters[0] if s.even else s.clusters[-1]
    @property
    def last(s): return s.clusters[-1] if s.even else s.clusters[0]

def is_bracket(c, rtl): return "br" in OPT and rtl and c.level % 2 and any(unicodedata.mirrored(x) for x in c.text)
def is_neutral(c): return not classes(c.text) & {"L","R","AL","EN","AN","ES","ET","CS","NSM","BN"}

def grouped(clusters, rtl):
    groups = []
    for c in clusters:
        br = is_bracket(c, rtl)
        if groups and not br and not groups[-1].bracket and groups[-1].clusters[-1].level % 2 == c.level % 2: groups[-1].clusters.append(c)
        else: groups.append(Group(c, br))
    return groups

def draw_clusters(stream, clusters, rtl, matrix):
    if "join" in OPT: clusters = joined(clusters)
    for c in clusters: share_text(c)
    groups = grouped(clusters, rtl)
    ghosts = []
    for n, g in enumerate(groups):
        left = groups[n-1].clusters[-1] if n else None
        for i, c in enumerate(g.clusters):
            before = g.clusters[i-1] if i else left
            if before is None: continue
            if rtl and (g.bracket or number_like(c)):
                same = i and c.level % 2 == 0
                if not same and not classes(before.text) & RTL:
                    if i == 0 and not g.bracket and g.even and number_like(before) and not groups[n-1].bracket: g.lead = RLM
                    elif g.bracket and groups[n-1].even is False and is_neutral(before): groups[n-1].tail = RLM
                    else: ghosts.append((c.codes, c.size, c.start - 0.001, RLM, ".01"))
            elif not rtl and before.level % 2 and c.level % 2 == 0 and not classes(c.text) & {"L", "EN"}:
                ghosts.append((c.codes, c.size, before.end - 0.001, LRM, ".01"))
        if g.bracket: g.tail = LRM
    if "runs" in OPT: groups.sort(key=lambda g: g.offset)
    stream.set_text_matrix(*matrix.values)
    pen = Pen(stream)
    prev = None
    for g in groups:
        pen.flush()
        c0 = g.clusters[0]
        space = prev and (prev.last.text[-1:].isspace() or g.first.text[:1].isspace())
        if "z" in OPT and len(groups) > 1 and (space or not g.even or g.bracket):
            pen.ghosts([(c0.codes, c0.size, c0.start, (LRM if g.bracket else RLM) + (" " if space else ""), ".01")], tag="Span")
        if g.lead and c0.codes.blank:
            pen.draw(c0.codes, c0.size, Glyph(c0.codes.blank[0], c0.start, c0.codes.blank[1], 0.0, g.lead))
        for c in g.clusters:
            if c.said and c.level % 2: pen.draw(c.codes, c.size, Glyph(c.codes.blank[0], c.glyphs[0].x, c.codes.blank[1], 0.0, c.said[::-1]))
            if c.said and c.level % 2 == 0 and 0: pass
            for x in c.glyphs: pen.draw(c.codes, c.size, x)
        c0 = g.clusters[-1]
        if g.tail and c0.codes.blank:
            pen.draw(c0.codes, c0.size, Glyph(c0.codes.blank[0], c0.end - (0 if g.bracket else 0.01), c0.codes.blank[1], 0.0, g.tail))
        prev = g
    pen.flush()
    pen.ghosts(ghosts)
    marked = [c for g in groups for c in g.clusters if c.marks]
    if marked:
        stream.stream.append(b"/Span<</ActualText()>>BDC /P<</ActualText(\\000)>>BDC")
        for c in marked:
            for x in c.marks: pen.draw(c.codes, c.size, x)
        pen.flush()
        stream.stream.append(b"EMC EMC")
    pen.flush()
