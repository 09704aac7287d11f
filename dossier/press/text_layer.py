"""lab"""
from __future__ import annotations
from contextlib import contextmanager
import weasyprint.pdf
from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import pango
from dossier.press.text_codes import Codes, rewrite_fonts
from dossier.press import text_line as T, text_tree

@contextmanager
def worked():
    stock_draw, stock_fonts = draw_text.draw_first_line, weasyprint.pdf.build_fonts_dictionary
    codes = {}
    def codes_of(font):
        if font.hash not in codes: codes[font.hash] = Codes(font)
        return codes[font.hash]
    def draw(stream, textbox, text_overflow, block_ellipsis, matrix):
        stock = (stream, textbox, text_overflow, block_ellipsis, matrix)
        if not textbox.text.strip() or textbox.style["font_size"] < 1e-6 or text_overflow == "ellipsis" or block_ellipsis != "none":
            return stock_draw(*stock)
        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
        line, _ = textbox.pango_layout.get_first_line()
        for item in T.runs_of(line):
            font, _ = stream.add_font(item.item.analysis.font)
            if font.svg or font.png or font.colr or font.bitmap: return stock_draw(*stock)
            n = item.glyphs.num_glyphs
            if any(g.glyph != pango.PANGO_GLYPH_EMPTY and g.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG for g in item.glyphs.glyphs[0:n]):
                return stock_draw(*stock)
        T.draw_clusters(stream, T.clusters_of(stream, textbox, line, codes_of), textbox.style["direction"] == "rtl", matrix)
        return []
    def fonts(pdf, fonts, compress, subset, options):
        refs = stock_fonts(pdf, fonts, compress, subset, options)
        rewrite_fonts(pdf, refs, fonts.values(), codes, compress)
        codes.clear()
        return refs
    stock_tags = weasyprint.pdf.add_tags
    def tags(pdf, document, pdf_version, page_streams):
        boxes = text_tree.boxes_of(page_streams)
        first = len(pdf.objects)
        stock_tags(pdf, document, pdf_version, page_streams)
        text_tree.tell(pdf, boxes, first)
    draw_text.draw_first_line, weasyprint.pdf.build_fonts_dictionary = draw, fonts
    weasyprint.pdf.add_tags = tags
    try: yield
    finally: weasyprint.pdf.add_tags = stock_tags; draw_text.draw_first_line, weasyprint.pdf.build_fonts_dictionary = stock_draw, stock_fonts
