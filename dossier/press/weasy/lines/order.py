"""Every line in the order of its paragraph: what WeasyPrint lays out box by box and line by line is put in place here.

WeasyPrint 70.0 gives each text box of each line to Pango by itself, and stands inline boxes of a right-to-left line one
beside the other in reverse. So `<b>OIC</b> Summit` came out as "Summit OIC", and what stands at the end of a wrapped
line lost the words before it that decide its side. Here the levels of the whole paragraph (`paragraphs`) say where
each stretch of a finished line stands: a text box is cut where something comes between its parts, Pango is made to
follow where it would decide otherwise (`forced_order`), and all boxes get their places from the left. A box whose parts
stand apart is drawn in as many pieces, as CSS has it. Where a right-to-left line begins an indent is taken from there.

A line that WeasyPrint sets right by itself is not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.lines.floats import floats_of
from dossier.press.weasy.lines.paragraphs import BidiParagraph, is_placed, join_letters, move, paragraph_of
from dossier.press.weasy.lines.pieces import leaves_of, pieces_of, place
from dossier.press.weasy.patch import Patch, on_built_boxes

with fast_imports():
    from weasyprint.formatting_structure import boxes

_PARAGRAPH = "_paragraph"  #: of a line box


def _read_lines(stock: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(stock)
    def iter_line_boxes(context: Any, box: Any, *rest: Any) -> Any:
        vars(box)[_PARAGRAPH] = paragraph_of(box)  # its words may be others now: the number of a page
        for line in stock(context, box, *rest):
            yield line
            if rest[-2]:  # a style of ::first-letter, which is a box of its own now
                vars(box)[_PARAGRAPH] = paragraph_of(box)

    return iter_line_boxes


def _counting(stock: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(stock)
    def split_text_box(context: Any, box: Any, available_width: Any, skip: int, is_line_start: bool = True) -> Any:
        result = stock(context, box, available_width, skip, is_line_start)
        if result[1] is not None and available_width is not None and box.text[-1:] == " ":
            result = _with_last_word(stock, context, box, available_width, skip, is_line_start, result)
        if skip and result[0] is not None:
            move(result[0], box, skip)
        return result

    return split_text_box


def _with_last_word(
    stock: Callable[..., Any], context: Any, box: Any, width: float, skip: int, is_line_start: bool, result: Any
) -> Any:
    """A text whose last word has room and whose space behind it has none: the space hangs, the word stays.

    WeasyPrint measures that space, and takes the word to the next line.
    """
    last = box.text.encode()[result[1] :].decode().rstrip(" ")
    if not last or " " in last or box.style["white_space"] not in {"normal", "pre-line"}:
        return result
    bare = stock(context, box.copy_with_text(box.text.rstrip(" ")), None, skip, is_line_start)
    if bare[0] is None or bare[1] is not None or bare[0].width > width:
        return result
    return stock(context, box, None, skip, is_line_start)


def _aligning(stock: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(stock)
    def text_align(context: Any, line: Any, available_width: Any, last: bool) -> Any:
        paragraph: BidiParagraph = vars(line)[_PARAGRAPH]
        if paragraph.is_plain and not _is_displaced(line, paragraph):
            return stock(context, line, available_width, last)
        if not all(is_placed(box) for box, _ in leaves_of(line, ())):
            paragraph = paragraph_of(line)  # the line of a ::first-letter, which was no box, is in order by itself
        pieces = pieces_of(line, paragraph, context)
        if next(floats_of(line), None):  # by which WeasyPrint has moved some of the words, and counted them wider
            words = sum(child.margin_width() for child in line.children if child.is_in_normal_flow())
            line.width = words + line.text_indent
        offset = stock(context, line, available_width, last)
        for piece in pieces:
            piece.set(context)
        place(line, pieces)
        return offset

    return text_align


def _is_displaced(line: Any, paragraph: BidiParagraph) -> bool:
    """Whether WeasyPrint may have put a line of one level elsewhere.

    It does so with one from right to left, of several boxes or indented, and with one that something floats out of.
    """
    if len(line.children) == 1 and _is_whole(line.children[0]):
        return paragraph.base == 1 and bool(line.text_indent)
    return paragraph.base == 1 or next(floats_of(line), None) is not None


def _is_whole(box: Any) -> bool:
    return isinstance(box, boxes.TextBox) and len(box.pango_layout.text) == len(box.text)


PATCHES = (
    Patch("weasyprint.document:build_formatting_structure", partial(on_built_boxes, join_letters)),
    Patch("weasyprint.layout.block:iter_line_boxes", _read_lines),
    Patch("weasyprint.layout.inline:split_text_box", _counting),
    Patch("weasyprint.layout.inline:text_align", _aligning),
)
