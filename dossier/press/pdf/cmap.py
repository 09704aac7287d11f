"""What leads from the character codes of a PDF's font to its glyphs and to their text: CMaps, and glyphs copied."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Mapping

from fontTools.ttLib import TTFont

AT_ONCE = 100  #: entries in one section of a CMap (Adobe technical note 5014)


def leads_of(own: Iterable[int], glyphs: Mapping[int, int]) -> bytes:
    """The map from codes to glyphs of a TrueType font: codes that are their own glyphs, and those of others."""
    leads = [0] * (max(glyphs) + 1)
    for code in own:
        if code < len(leads):
            leads[code] = code
    for code, glyph in glyphs.items():
        leads[code] = glyph
    return struct.pack(f">{len(leads)}H", *leads)


def with_copies(program: bytes, glyphs: Mapping[int, int]) -> bytes:
    """A CFF font program with each glyph of `glyphs` once more, at the number of its code."""
    face = TTFont(io.BytesIO(program), recalcTimestamp=False)
    order = face.getGlyphOrder()
    top = face["CFF "].cff.topDictIndex[0]
    outlines, metrics = top.CharStrings, face["hmtx"]
    empty = outlines[order[0]]
    for code in range(len(order), max(glyphs) + 1):
        source = order[glyphs[code]] if code in glyphs else None
        name = f"further{code}"
        outline, width = (outlines[source], metrics[source]) if source else (empty, metrics[order[0]])
        outlines.charStringsIndex.append(outline)
        outlines.charStrings[name] = len(outlines.charStringsIndex) - 1
        top.charset.append(name)
        metrics[name] = width
    face.setGlyphOrder(top.charset)
    face["maxp"].numGlyphs = len(top.charset)
    output = io.BytesIO()
    face.save(output)
    return output.getvalue()


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    entries = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(texts.items())]
    return b"\n".join(_cmap("Adobe-Identity-UCS", ("Adobe", "UCS"), 2, "bfchar", entries))


def _cmap(name: str, system: tuple[str, str], kind: int, operator: str, entries: list[str]) -> list[bytes]:
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({system[0]}) /Ordering ({system[1]}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        f"/CMapType {kind} def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), AT_ONCE):
        part = entries[start : start + AT_ONCE]
        lines += [f"{len(part)} begin{operator}", *part, f"end{operator}"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return [line.encode("ascii") for line in lines]
