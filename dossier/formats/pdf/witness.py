"""A second engine's reading of a PDF's pages, as a witness of their letters.

PDFium, and what is made of its letters here, may drop a letter or make one up, and nothing would show it. pdfminer.six
reads the same file with code of its own: where a page's letters are not the same in both readings, whatever their
order, the rows that have too many or too few are in doubt. It is no witness of what a font says that its glyphs mean:
both are told the same. What a file tells apart from its glyphs (ActualText) the witness takes for what is read, too.
"""

from __future__ import annotations

import io
import logging
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any, NamedTuple

from dossier.formats.pdf.doubt import LOST
from dossier.formats.pdf.letters import TATWEEL, decode_text_string
from dossier.formats.pdf.order import is_arabic
from dossier.formats.pdf.rows import GlyphRow

PACKAGE = "pdfminer.six"
FEWEST = 2  #: letters of a page: as many are in doubt; of right pages one at most is read otherwise
MOST = 0.002  #: of its letters: the same, of a long page
NEAR = 0.5  #: of the size: from a row's baseline to the letters that are its own


class SeenLetter(NamedTuple):
    """What the witness read at a place. Points of the page, as it lies in the file."""

    text: str  #: LOST where it knows no letter
    is_told: bool  #: apart from its glyphs
    x: float
    y: float


def is_at_hand() -> bool:
    """Whether the witness's package is installed."""
    return find_spec("pdfminer") is not None


def pages_by_witness(content: bytes) -> Iterator[list[SeenLetter]]:
    """The letters of each page of a PDF, up to the first that the witness cannot read."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdffont import PDFUnicodeNotDefined
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import dict_value, resolve1

    class Device(PDFTextDevice):
        """Keeps every letter with its place; of what is told apart from its glyphs, the text."""

        def __init__(self, manager: Any) -> None:
            super().__init__(manager)
            self.found: list[SeenLetter] = []
            self.tags: list[str | None] = []  #: the text that each open tag tells
            self.properties: Any = {}

        def begin_tag(self, tag: Any, props: Any = None) -> None:
            properties = props if isinstance(props, dict) else resolve1(self.properties.get(getattr(props, "name", "")))
            actual_text = resolve1(properties.get("ActualText")) if isinstance(properties, dict) else None
            self.tags.append(decode_text_string(actual_text) if isinstance(actual_text, bytes) else None)

        def end_tag(self) -> None:
            if self.tags:
                self.tags.pop()

        def render_char(self, matrix: Any, font: Any, fontsize: float, scaling: float, *rest: Any) -> float:
            rise, cid = rest[0], rest[1]
            index = next((at for at, text in enumerate(self.tags) if text is not None), None)
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = LOST
            if index is not None:  # once, where its first glyph stands
                text, self.tags[index] = self.tags[index] or "", ""
            self.found.append(SeenLetter(text, index is not None, matrix[4], matrix[5] + rise))
            return float(font.char_width(cid) * fontsize * scaling)

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        manager = PDFResourceManager()
        for page in PDFPage.get_pages(io.BytesIO(content)):
            device = Device(manager)
            device.properties = dict_value(resolve1(page.resources.get("Properties")) or {})
            PDFPageInterpreter(manager, device).render_contents(page.resources, page.contents)
            yield device.found
    except Exception:  # of broken files anything: there the witness ends
        return


def doubt(rows: Sequence[GlyphRow], seen: Sequence[SeenLetter]) -> None:
    """Mark the rows of a page that have letters which the witness does not have there, or lack some that it has."""
    letters_read = {id(row): letters_in([row.text(from_right=True)]) for row in rows}
    only_read, only_seen = _apart(sum(letters_read.values(), Counter()), letters_in(letter.text for letter in seen))
    if any(letter.is_told for letter in seen):  # some producers tell a letter again at its sign
        only_seen.clear()
    letters = sum(counts.total() for counts in letters_read.values())
    if only_read.total() + only_seen.total() < max(FEWEST, MOST * letters):
        return
    for row in rows:
        near = [letter.text for letter in seen if _is_of(row, letter)]
        more, less = _apart(letters_read[id(row)], letters_in(near))
        row.is_doubted = bool(more & only_read or less & only_seen)


def _is_of(row: GlyphRow, letter: SeenLetter) -> bool:
    is_level = abs(letter.y - row.y) < NEAR * row.size
    return is_level and row.left - row.size < letter.x < row.right + row.size


def letters_in(texts: Iterable[str]) -> Counter[str]:
    """The letters and figures of texts, forms of the page and ligatures taken apart, signs over letters left aside."""
    text = unicodedata.normalize("NFKD", "".join(texts))
    return Counter(c for c in text if c == LOST or (unicodedata.category(c)[0] in "LN" and c != TATWEEL))


def _apart(read: Counter[str], seen: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """The letters that only one of two readings has; none where the other has as many glyphs without a letter.

    Of those that only the witness has, Latin ones may be a space or a stroke whose font has no name for it.
    """
    only_read, only_seen = read - seen, seen - read
    more = Counter({c: n for c, n in only_read.items() if c != LOST})
    less = Counter({c: n for c, n in only_seen.items() if c != LOST and is_arabic(c)})
    return (
        more if more.total() > seen[LOST] else Counter(),
        less if less.total() > read[LOST] else Counter(),
    )
