"""WeasyPrint's modules and long lists of parameters, as the tables of hooks name them."""

from __future__ import annotations

BLOCK, INLINE, FLEX = "weasyprint.layout.block", "weasyprint.layout.inline", "weasyprint.layout.flex"
GRID, PAGE, LAYOUT = "weasyprint.layout.grid", "weasyprint.layout.page", "weasyprint.layout"
PREFERRED, BACKGROUND = "weasyprint.layout.preferred", "weasyprint.layout.background"
CSS, BOXES, BUILD = (
    "weasyprint.css",
    "weasyprint.formatting_structure.boxes",
    "weasyprint.formatting_structure.build",
)
DOCUMENT, DRAW, PDF = "weasyprint.document", "weasyprint.draw", "weasyprint.pdf"
LINE_BREAK, EXPANDERS = "weasyprint.text.line_break", "weasyprint.css.validation.expanders"
ASK_FOR_PERCENTAGES = tuple(
    f"{LAYOUT}.{name}" for name in ("inline", "page", "float", "grid", "absolute", "block", "column", "table")
)

IN_A_LINE = "containing_block, absolute_boxes, fixed_boxes"
OF_A_LINE = f"position_y, bottom_space, skip_stack, {IN_A_LINE}, first_letter_style, first_line_style"
IN_A_BLOCK = "context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes"
OF_A_BLOCK = f"{IN_A_BLOCK}, adjoining_margins, first_letter_style, first_line_style, discard, max_lines"
