"""The text layer: what readers, search and copying get out of the PDF. The page looks exactly as without it.

`installed` draws one document so, with functions in the place of WeasyPrint's own, which has no public place for it.

Every reader makes reading order out of a page in its own way: Poppler and PDFium sort by place and turn runs round by
rules of their own, MuPDF and pdf.js follow the order of drawing. So a line is drawn in groups, each left to right, one
after the other as they are read (`runs`); marks of direction stand where a reader needs one, hidden from those it
would harm (`line`); a glyph has a code for each text it stands for (`codes`). What a reader of the tag tree
gets is the work of `structure_tags` and `actual_text`.

A line that markup splits is one line to a reader: each box is drawn for what stands around it (`surroundings`). What is
read from the left where PDFium reads from the right is cut into pieces (`pieces`), and Poppler is shown an English
line of an Arabic page the other way round (`ltr_in_rtl`).

What it gives: words / lines / quotations in per cent, as `dossier press` makes the PDFs, means of two faces (Noto Naskh
Arabic and Amiri), 29 November 2026, with Poppler 22.12, PDFium 159, MuPDF 1.28 and pdf.js 5.6; and phrases found by the
search of PDFium and MuPDF. One corpus is of 82 hard lines, the other of 86 with accounts, symbols, addresses, verse,
Persian, Urdu, Hebrew, English. Neither is in this repository; `tests/bench/extraction.json` has texts of each kind.

| corpus, layer           | Poppler   | PDFium     | MuPDF       | pdf.js   | search |
|-------------------------|-----------|------------|-------------|----------|--------|
| first, stock WeasyPrint | 71/30/ 0  | 90/57/15   | 86/54/20    | 90/58/26 | 72  72 |
| first, this             | 100/98/98 | 100/100/96 | 100/100/100 | 99/98/96 | 78  82 |
| second, this            | 100/99/92 | 100/99/87  | 100/99/92   | 99/98/83 | 62  67 |

`python -m tests.bench.extraction` measures it, `python -m tests.bench.findable` the phrases of what was built.

With the structure of `structure_tags` beside it no reader gets less, and one of the tag tree gets 100 % of words and
quotations, harakat included (stock 10 and 0).

Tried and left: an encoding instead of a map of codes (MuPDF and pypdf lose all); a mark and its letter in one code
(MuPDF adds spaces); LRM of the width of a space (Poppler loses the space: brackets 88 to 25); numbers of two decimals
(80 pixels differ), of three (one page of 88). Known from others' measurements: ActualText in the page content (each
reader turns it round) or on the element that a marked content belongs to (MuPDF falls to 12 % of words). Weighed, not
drawn: harakat as composite glyphs (Poppler rounds a raised glyph to whole pixels, so the page would look otherwise);
vertical forms of brackets, which PDFium does not mirror (others would copy them as such).

Cost: 9 ms a page, and 5 with the structure, whose tree takes less time than WeasyPrint's own (of 32; November 2026,
`python -m tests.bench.text_layer`); an Arabic edition of the flagship grows by about a tenth, an English one by about
half of it.

What falls short: Arabic of several words, twice in one English line of an Arabic document, in PDFium, and numbers with
a dash, such as 1:7–8; Arabic in an English line of several boxes, or on a page that is about half English,
in Poppler, to which such a line is one word when it is selected; Arabic digits in such a line in MuPDF; a vocalised
word right after a sign in pdf.js, and a sign for a whole phrase; a gap that a face leaves within a word, where it has
no space of the right width; what markup raises, in PDFium; a number that touches a sign holds a mark that PDFium and
MuPDF search for. To Poppler a piece is a word by itself when one is selected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.text.ffi import pango

from dossier.press.weasy.hooks.installer import install
from dossier.press.weasy.text_layer.codes import Codes, rewrite_fonts
from dossier.press.weasy.text_layer.drawn_line_cache import (
    DisplayList,
    DrawnLineCache,
    around_of,
    defer_setup,
    end_setup,
    is_turned,
    note_surroundings,
    set_up_deferred,
)
from dossier.press.weasy.text_layer.line import clusters_of, draw_line


@contextmanager
def installed(drawn_lines: DrawnLineCache | None = None) -> Iterator[dict[str, Codes]]:
    """Draw with the text layer as long as this is open. `OtherWeasyPrint` if that cannot be.

    Gives the codes of the document under way, by the hash of their font. `drawn_lines` are lines of other documents
    that have the configuration of fonts in common.
    """
    codes: dict[str, Codes] = {}
    ours = (
        ("weasyprint.draw.text:draw_first_line", lambda stock: _drawing(stock, codes, drawn_lines or DrawnLineCache())),
        ("weasyprint.draw:draw_inline_level", note_surroundings),
        ("weasyprint.pdf:build_fonts_dictionary", lambda stock: _finishing(stock, codes)),
        ("weasyprint.text.line_break:Layout.reactivate", defer_setup),
        ("weasyprint.text.line_break:Layout.deactivate", end_setup),
    )
    with install(ours):
        yield codes


def codes_in(codes: dict[str, Codes]) -> Callable[[Any], Codes]:
    """The codes of a font, new ones if it has none yet."""

    def codes_of(font: Any) -> Codes:
        if font.hash not in codes:
            codes[font.hash] = Codes(font)
        return codes[font.hash]

    return codes_of


def _drawing(stock: Callable[..., Any], codes: dict[str, Codes], drawn_lines: DrawnLineCache) -> Callable[..., Any]:
    codes_of = codes_in(codes)

    def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        """A line of text; in SVG, with an ellipsis, pictures for glyphs or a letter no face has, it is WeasyPrint's."""
        root_style: Any = getattr(textbox.style, "root_style", None)  # text of an SVG belongs to no page
        is_visible = textbox.text.strip() and textbox.style["font_size"] >= 1e-6
        display_list = None
        if root_style and is_visible and text_overflow != "ellipsis" and block_ellipsis == "none":
            key = drawn_lines.key(textbox)
            display_list = drawn_lines.lines.find(key)
            if display_list is None or not display_list.fits(stream, drawn_lines.font_of, codes_of):
                display_list = _record(stream, textbox, codes_of, drawn_lines)
                if display_list is not None:
                    drawn_lines.lines.keep(key, display_list)
        if display_list is None:
            set_up_deferred(textbox.pango_layout)
            return stock(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        display_list.replay(stream)
        return []

    return draw_first_line


def _record(
    stream: Any, textbox: Any, codes_of: Callable[[Any], Codes], drawn_lines: DrawnLineCache
) -> DisplayList | None:
    """A line as it is drawn; None if it is not for us."""
    set_up_deferred(textbox.pango_layout)
    holder = textbox.pango_layout.layout
    pango.pango_layout_set_single_paragraph_mode(holder, True)
    line, _ = textbox.pango_layout.get_first_line()
    fonts: dict[int, Any] = {}

    def font_of(stream: Any, font: Any) -> tuple[Any, float]:
        entry = drawn_lines.font_of(stream, font, holder)
        fonts[id(entry[0])] = font
        return entry

    clusters = clusters_of(stream, textbox, line, codes_of, font_of)
    if not clusters:
        return None
    display_list = DisplayList()
    is_rtl, page_is_rtl = (style["direction"] == "rtl" for style in (textbox.style, textbox.style.root_style))
    directions = {"is_rtl": is_rtl, "page_is_rtl": page_is_rtl, "is_turned": is_turned(textbox)}
    display_list.used = draw_line(display_list, clusters, around=around_of(textbox), **directions)
    display_list.fonts = tuple(fonts.values())
    return display_list


def _finishing(stock: Callable[..., Any], codes: dict[str, Codes]) -> Callable[..., Any]:
    def build_fonts_dictionary(pdf: Any, fonts: Any, compress: bool, subset: bool, options: Any) -> Any:
        references = stock(pdf, fonts, compress, subset, options)
        rewrite_fonts(pdf, references, fonts.values(), codes, compress)
        codes.clear()  # the next document has fonts of its own
        return references

    return build_fonts_dictionary
