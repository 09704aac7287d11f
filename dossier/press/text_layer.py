"""The text layer: what readers, search and copying get out of the PDF. The page looks exactly as without it.

`worked` draws one document so; it replaces functions of WeasyPrint and puts them back. WeasyPrint has no place for
this in public, so it must be exactly the version whose parts are known here.

Every reader makes reading order out of a page in its own way: Poppler and PDFium sort by place and turn runs round by
rules of their own, MuPDF and pdf.js follow the order of drawing. So a line is drawn in groups, each left to right, one
after the other as they are read (`text_runs`); marks of direction stand where a reader needs one, hidden from those it
would harm (`text_line`); a glyph has a code for each text it stands for (`text_codes`). What a reader of the tag tree
gets is the work of `tags` and `actual`.

A line that markup splits is one line to a reader: each box is drawn for what stands around it (`text_around`). What is
read from the left where PDFium reads from the right is cut into pieces (`text_pieces`), and Poppler is shown an English
line of an Arabic page the other way round (`text_turned`).

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

With the structure of `tags` beside it no reader gets less, and one of the tag tree gets 100 % of words and quotations,
harakat included (stock 10 and 0).

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

import importlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint
import weasyprint.draw
import weasyprint.draw.text
import weasyprint.pdf
from weasyprint.text.ffi import pango
from weasyprint.text.line_break import Layout

from dossier.press.text_codes import Codes, rewrite_fonts
from dossier.press.text_drawn import Drawn, Tape, around_of, ending, is_turned, sleeping, telling, wake
from dossier.press.text_line import clusters_of, draw_line
from dossier.problems import MachineLacks

VERSION = "70.0"
PARTS = {
    "weasyprint.draw.text:draw_first_line": "stream, textbox, text_overflow, block_ellipsis, matrix",
    "weasyprint.draw:draw_inline_level": "stream, page, box, offset_x, text_overflow, block_ellipsis",
    "weasyprint.pdf:build_fonts_dictionary": "pdf, fonts, compress, subset, options",
    "weasyprint.pdf.fonts:Font.__init__": "self, pango_font, description, font_size",
    "weasyprint.pdf.fonts:Font.get_unused_glyph_id": "self, codepoint",
    "weasyprint.pdf.stream:Stream.__init__": "self, fonts, page_rectangle, resources, images, tags, color_profiles, "
    "output_intent, *args, **kwargs",
    "weasyprint.pdf.stream:Stream.add_font": "self, pango_font",
    "weasyprint.pdf.stream:Stream.set_font_size": "self, font, size",
    "weasyprint.text.line_break:Layout.get_first_line": "self",
    "weasyprint.text.line_break:Layout.reactivate": "self, style",
    "weasyprint.text.line_break:Layout.deactivate": "self",
    "weasyprint.text.line_break:Layout.set_text": "self, text, justify",
    "weasyprint.text.fonts:get_pango_font_key": "pango_font",
    "pydyf:Stream.set_text_matrix": "self, a, b, c, d, e, f",
    "pydyf:Stream.set_text_rise": "self, height",
}


class OtherWeasyPrint(MachineLacks):
    """The WeasyPrint that is installed is not the one whose private parts are known here."""

    advice = f"Install WeasyPrint {VERSION}, or draw without the text layer: --plain."


def check() -> None:
    """`OtherWeasyPrint` if the version, a name or the parameters of a function are not those that are known."""
    if weasyprint.__version__ != VERSION:
        raise OtherWeasyPrint(
            f"the text layer is made for WeasyPrint {VERSION}, and {weasyprint.__version__} is installed"
        )
    for part, parameters in PARTS.items():
        module, _, names = part.partition(":")
        found: Any = importlib.import_module(module)
        for name in names.split("."):
            found = getattr(found, name, None)
        told = ", ".join(map(_bare, inspect.signature(found).parameters.values())) if found else "nothing"
        if told != parameters:
            raise OtherWeasyPrint(f"the text layer needs {part} of WeasyPrint with ({parameters}), and finds {told}")


def _bare(parameter: inspect.Parameter) -> str:
    stars = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}
    return stars.get(parameter.kind.name, "") + parameter.name


@contextmanager
def worked(known: Drawn | None = None) -> Iterator[dict[str, Codes]]:
    """Draw with the text layer as long as this is open. `OtherWeasyPrint` if that cannot be.

    Gives the codes of the document under way, by the hash of their font. `known` are lines of other documents that
    have the configuration of fonts in common.
    """
    check()
    codes: dict[str, Codes] = {}
    draw, fonts = weasyprint.draw.text.draw_first_line, weasyprint.pdf.build_fonts_dictionary
    reactivate, deactivate = Layout.reactivate, Layout.deactivate
    inline = weasyprint.draw.draw_inline_level
    weasyprint.draw.text.draw_first_line = _drawing(draw, codes, known or Drawn())
    weasyprint.draw.draw_inline_level = telling(inline)
    weasyprint.pdf.build_fonts_dictionary = _finishing(fonts, codes)
    Layout.reactivate, Layout.deactivate = sleeping(reactivate), ending(deactivate)
    try:
        yield codes
    finally:
        weasyprint.draw.text.draw_first_line, weasyprint.draw.draw_inline_level = draw, inline
        weasyprint.pdf.build_fonts_dictionary = fonts
        Layout.reactivate, Layout.deactivate = reactivate, deactivate


def codes_in(codes: dict[str, Codes]) -> Callable[[Any], Codes]:
    """The codes of a font, new ones if it has none yet."""

    def codes_of(font: Any) -> Codes:
        if font.hash not in codes:
            codes[font.hash] = Codes(font)
        return codes[font.hash]

    return codes_of


def _drawing(stock: Callable[..., Any], codes: dict[str, Codes], known: Drawn) -> Callable[..., Any]:
    codes_of = codes_in(codes)

    def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        """A line of text; in SVG, with an ellipsis, pictures for glyphs or a letter no face has, it is WeasyPrint's."""
        root_style: Any = getattr(textbox.style, "root_style", None)  # text of an SVG belongs to no page
        is_visible = textbox.text.strip() and textbox.style["font_size"] >= 1e-6
        tape = None
        if root_style and is_visible and text_overflow != "ellipsis" and block_ellipsis == "none":
            key = known.key(textbox)
            tape = known.lines.find(key)
            if tape is None or not tape.fits(stream, known.font_of, codes_of):
                tape = _recorded(stream, textbox, codes_of, known)
                if tape is not None:
                    known.lines.keep(key, tape)
        if tape is None:
            wake(textbox.pango_layout)
            return stock(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        tape.play(stream)
        return []

    return draw_first_line


def _recorded(stream: Any, textbox: Any, codes_of: Callable[[Any], Codes], known: Drawn) -> Tape | None:
    """A line as it is drawn; None if it is not for us."""
    wake(textbox.pango_layout)
    holder = textbox.pango_layout.layout
    pango.pango_layout_set_single_paragraph_mode(holder, True)
    line, _ = textbox.pango_layout.get_first_line()
    fonts: dict[int, Any] = {}

    def font_of(stream: Any, font: Any) -> tuple[Any, float]:
        found = known.font_of(stream, font, holder)
        fonts[id(found[0])] = font
        return found

    clusters = clusters_of(stream, textbox, line, codes_of, font_of)
    if not clusters:
        return None
    tape = Tape()
    is_rtl, page_is_rtl = (style["direction"] == "rtl" for style in (textbox.style, textbox.style.root_style))
    directions = {"is_rtl": is_rtl, "page_is_rtl": page_is_rtl, "is_turned": is_turned(textbox)}
    tape.used = draw_line(tape, clusters, around=around_of(textbox), **directions)
    tape.fonts = tuple(fonts.values())
    return tape


def _finishing(stock: Callable[..., Any], codes: dict[str, Codes]) -> Callable[..., Any]:
    def build_fonts_dictionary(pdf: Any, fonts: Any, compress: bool, subset: bool, options: Any) -> Any:
        references = stock(pdf, fonts, compress, subset, options)
        rewrite_fonts(pdf, references, fonts.values(), codes, compress)
        codes.clear()  # the next document has fonts of its own
        return references

    return build_fonts_dictionary
