"""What the fonts of a PDF say that their glyphs mean, as far as PDFium does not tell.

Where a font has no letter for a glyph, PDFium gives the glyph's own number for one, and does not always tell. A letter
that is in no map of its font (ToUnicode) is such a number.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator

from dossier.formats.pdf.letters import MIRRORED

MOST_OBJECTS = 200_000  #: of a file that are looked at

_PART = re.compile(rb"begin(bfchar|bfrange)((?:(?!begin).)*?)end\1", re.S)
_WHOLE = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


def letters_by_font(content: bytes) -> dict[str, frozenset[str]]:
    """The letters that each composite font, by its name, has for its glyphs; none of fonts that have them by rule.

    Where a glyph has several, they are there also in one piece (`glyph_key`).

    Of a file that cannot be looked into nothing is told.
    """
    import pikepdf

    letters_of: dict[str, frozenset[str]] = {}
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                return {}
            for font in pdf.objects:
                if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type0":
                    name = str(font.get("/BaseFont", ""))[1:]
                    if str(font.get("/Encoding", "")) in {"/Identity-H", "/Identity-V"}:
                        to_unicode = font.get("/ToUnicode")
                        map_ = to_unicode.read_bytes() if isinstance(to_unicode, pikepdf.Stream) else b""
                        letters_of[name] = letters_of.get(name, frozenset()) | _alike_letters(set(_targets(map_)))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return {}
    return letters_of


def _targets(map_: bytes) -> Iterator[str]:
    """The texts of a CMap (Adobe Technical Note 5014): `<code> <text>`, `<from> <to> <text>` or `[<text> …]`."""
    for kind, body in _PART.findall(map_):
        if kind == b"bfchar":
            targets = [_text(match[1]) for match in _WHOLE.finditer(body) if match[1] is not None]
            yield from targets[1::2]
        else:
            yield from _ranges(body)


def _ranges(body: bytes) -> Iterator[str]:
    ends: list[bytes] = []
    is_listed = False
    for match in _WHOLE.finditer(body):
        if match[2]:
            is_listed = True
        elif match[3]:
            ends, is_listed = [], False
        elif is_listed:
            yield _text(match[1])
        elif len(ends) < 2:
            ends.append(b"".join(match[1].split()))
        else:
            text = _text(match[1])
            count = min(max(int(ends[1] or b"0", 16) - int(ends[0] or b"0", 16), 0), 0xFFFF) if text else 0
            yield from (text[:-1] + chr(min(ord(text[-1]) + step, 0x10FFFF)) for step in range(count + 1) if text)
            ends = []


def _text(digits: bytes) -> str:
    bare = b"".join(digits.split())
    return bytes.fromhex((bare + b"0" * (len(bare) % 2)).decode()).decode("utf-16-be", "replace")


def glyph_key(letters: Iterable[str]) -> str:
    """The letters of one glyph as they are looked up here, whatever their order."""
    return "".join(sorted(letters))


def _alike_letters(texts: set[str]) -> frozenset[str]:
    """The letters as PDFium gives them: forms of the page taken apart, brackets mirrored, hyphens marked."""
    whole = {unicodedata.normalize("NFKC", text) for text in texts} | texts
    letters = {letter for text in whole for letter in text}
    mirrored = {letter.translate(MIRRORED) for letter in letters}
    return frozenset(letters | mirrored | {glyph_key(text) for text in whole} | {"\x02", " "})
