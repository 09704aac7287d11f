"""PDFs written glyph by glyph, as word processors write them: in the order of the page, with whatever text is wanted.

Each paragraph is broken into lines, each line ordered by UAX #9 (python-bidi) and shaped run by run (HarfBuzz); what a
glyph says it means (its ToUnicode) is the caller's choice, right or wrong.
"""

from __future__ import annotations

import io
import itertools
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import uharfbuzz
from bidi import get_display
from fontTools import subset
from fontTools.ttLib import TTFont

WIDTH, HEIGHT, MARGIN = 595, 842, 70  # points: A4

Meaning = Callable[[str], str]  #: the text of a cluster, in logical order -> what its glyph's ToUnicode says


@dataclass(frozen=True, slots=True)
class Glyph:
    number: int
    x: float  #: points, from the line's left edge
    means: str  #: in logical order; "" for all glyphs of a cluster but its first


def logical(cluster: str) -> str:
    """The letters as they were written; a bracket that is mirrored on the page is told as it was written too."""
    return cluster.translate(str.maketrans("()[]«»{}", ")(][»«}{"))


def drawn(cluster: str) -> str:
    """The letters as they were written; a bracket is told as it looks."""
    return cluster


def turned_ligature(cluster: str) -> str:
    """Alef before lam: what a producer writes that turns letters round before it looks for ligatures."""
    return cluster[::-1] if all(unicodedata.bidirectional(letter) == "AL" for letter in cluster) else cluster


def presentation_forms(cluster: str) -> str:
    """The isolated form of each letter or ligature, where Unicode has one."""
    return _ISOLATED.get(cluster) or "".join(_ISOLATED.get(letter, letter) for letter in cluster)


_ISOLATED = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in range(0xFE80, 0xFEFD)
    if unicodedata.decomposition(chr(code)).startswith("<isolated>")
}


def shifted(cluster: str) -> str:
    """A font map that is one letter off, as a damaged one is."""
    return "".join(chr(ord(c) + 3) if c.isalnum() else c for c in cluster)


def private(cluster: str) -> str:
    return "".join(chr(0xE000 + (ord(c) & 0xFFF)) if c.isalnum() else c for c in cluster)


class Face:
    def __init__(self, path: Path, size: float) -> None:
        self.path, self.size = path, size
        face = uharfbuzz.Face(path.read_bytes())
        self.font, self.em = uharfbuzz.Font(face), face.upem

    def width(self, text: str) -> float:
        return self.shaped(get_display(text, base_dir="R"))[1]

    def shaped(self, visual: str) -> tuple[list[Glyph], float]:
        """The glyphs of a line whose letters stand from left to right."""
        glyphs: list[Glyph] = []
        x = 0.0
        for is_arabic, run in itertools.groupby(visual, _is_arabic):
            text = "".join(run)
            buffer = uharfbuzz.Buffer()
            buffer.add_str(text[::-1] if is_arabic else text)
            buffer.guess_segment_properties()
            buffer.direction = "rtl" if is_arabic else "ltr"
            uharfbuzz.shape(self.font, buffer)
            x = self._section_with_places(buffer, text[::-1] if is_arabic else text, x, glyphs)
        return glyphs, x

    def _section_with_places(self, buffer: uharfbuzz.Buffer, text: str, x: float, glyphs: list[Glyph]) -> float:
        starts = sorted({info.cluster for info in buffer.glyph_infos})
        end = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        widest: dict[int, int] = {}  # the glyph of each cluster that is a letter and not a sign over it
        for at, (info, place) in enumerate(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)):
            best = widest.setdefault(info.cluster, at)
            if place.x_advance > buffer.glyph_positions[best].x_advance:
                widest[info.cluster] = at
        for at, (info, place) in enumerate(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)):
            means = text[info.cluster : end[info.cluster]] if widest[info.cluster] == at else ""
            glyphs.append(Glyph(info.codepoint, x + place.x_offset * self.size / self.em, means))
            x += place.x_advance * self.size / self.em
        return x


def _is_arabic(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in {"AL", "R", "NSM"}


def _broken(face: Face, paragraph: str, width: float) -> Iterator[str]:
    line = ""
    for word in paragraph.split():
        if line and face.width(f"{line} {word}") > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def written(
    paragraphs: Iterable[str], path: Path, means: Meaning | None = logical, *, size: float = 13, base: str = "R"
) -> bytes:
    """A PDF of some paragraphs; without `means` its font has no ToUnicode at all."""
    face = Face(path, size)
    pdf = pikepdf.new()
    shown: list[bytes] = []
    codes: dict[tuple[int, str], int] = {}
    y = HEIGHT - MARGIN
    for paragraph in paragraphs:
        for line in _broken(face, paragraph, WIDTH - 2 * MARGIN):
            glyphs, width = face.shaped(get_display(line, base_dir=base))
            left = WIDTH - MARGIN - width if base == "R" else MARGIN
            for glyph in glyphs:
                code = codes.setdefault((glyph.number, means(glyph.means) if means else ""), len(codes) + 1)
                shown.append(f"BT /F {size} Tf 1 0 0 1 {left + glyph.x:.2f} {y:.2f} Tm <{code:04x}> Tj ET".encode())
            y -= 2 * size
        y -= size
    page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    font = _font(pdf, path, codes, mapped=means is not None)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(b"\n".join(shown))
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def _font(pdf: pikepdf.Pdf, path: Path, codes: Mapping[tuple[int, str], int], *, mapped: bool) -> Any:
    name = pikepdf.Name
    font = TTFont(path)
    em, widths = font["head"].unitsPerEm, font["hmtx"].metrics
    order = font.getGlyphOrder()
    file = pdf.make_stream(_subset(path, [number for number, _ in codes]))
    descriptor = pikepdf.Dictionary(
        Type=name.FontDescriptor, FontName=name("/AAAAAA+Face"), Flags=4, FontBBox=[-1000, -1000, 2000, 2000],
        ItalicAngle=0, Ascent=1000, Descent=-400, CapHeight=700, StemV=80, FontFile2=file,
    )  # fmt: skip
    glyph_of = bytearray(2 * (max(codes.values()) + 1))
    for (number, _), code in codes.items():
        glyph_of[2 * code : 2 * code + 2] = number.to_bytes(2, "big")
    told = [pikepdf.Array([round(widths[order[number]][0] * 1000 / em) for number, _ in codes])]
    below = pikepdf.Dictionary(
        Type=name.Font, Subtype=name.CIDFontType2, BaseFont=name("/AAAAAA+Face"), FontDescriptor=descriptor, DW=1000,
        CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        W=pikepdf.Array([1, *told]), CIDToGIDMap=pdf.make_stream(bytes(glyph_of)),
    )  # fmt: skip
    above = pikepdf.Dictionary(
        Type=name.Font, Subtype=name.Type0, BaseFont=name("/AAAAAA+Face"), Encoding=name("/Identity-H"),
        DescendantFonts=[below],
    )  # fmt: skip
    if mapped:
        above.ToUnicode = pdf.make_stream(_to_unicode({code: text for (_, text), code in codes.items()}))
    return pdf.make_indirect(above)


def _subset(path: Path, glyphs: Sequence[int]) -> bytes:
    options = subset.Options(
        retain_gids=True, notdef_outline=True, layout_features=[], drop_tables=[*subset.Options().drop_tables, "meta"]
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "OS/2", "DSIG", "name", "post", "kern"]
    font = TTFont(path)
    cutter = subset.Subsetter(options)
    cutter.populate(gids=[0, *glyphs])
    cutter.subset(font)
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    rows = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in texts.items() if text]
    parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end"
    ).encode()
