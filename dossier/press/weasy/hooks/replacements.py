"""The functions of WeasyPrint, and of what it stands on, that are others while a dossier is drawn: all of them.

Who replaces one, and by what, is told in the room that `why` names; `hooks` puts it there and takes it away. `proof` is
the test that fails without it. On the day of another WeasyPrint: `docs/upgrading-weasyprint.md`.
"""

from __future__ import annotations

from dossier.press.weasy.hooks.corrections import CORRECTIONS
from dossier.press.weasy.hooks.entry import Hook
from dossier.press.weasy.hooks.parts import (
    ASK_FOR_PERCENTAGES,
    BACKGROUND,
    BLOCK,
    BOXES,
    CSS,
    DOCUMENT,
    DRAW,
    INLINE,
    LAYOUT,
    LINE_BREAK,
    OF_A_BLOCK,
    OF_A_LINE,
    PAGE,
    PDF,
    PREFERRED,
)

_DEFERRED_LINES_TEST = "test_text_layer.py::test_a_line_is_set_when_it_has_to_be_drawn_and_not_before"
_SAME = "test_layout_cache.py::test_any_page_is_the_same"

#: What layout remembers (`layout_cache`): the same bytes in less time.
_REMEMBERED = (
    Hook(
        f"{INLINE}:split_first_line",
        "text, style, context, max_width, justification_spacing, is_line_start, minimum",
        "layout_cache/text: no line is set twice; fixes/trailing_spaces: nor cut to its first word",
        "test_compile.py::test_lines_are_set_once_for_all_units",
        also=(PREFERRED,),
    ),
    Hook(f"{INLINE}:strut", "style", "layout_cache/text: the height of a line, once for each style", _SAME),
    Hook(f"{LINE_BREAK}:Layout.setup", "self, style", "layout_cache/text: one Pango context for each style", _SAME),
    Hook(
        f"{CSS}:StyleFor.__init__",
        "self, html, sheets, presentational_hints, font_config, target_collector",
        "layout_cache/styles: elements that the same rules apply to share a style",
        "test_layout_cache.py::test_elements_with_equal_parents_share_a_style",
    ),
    Hook(
        f"{CSS}:StyleFor.__call__",
        "self, element, pseudo_type",
        "layout_cache/styles: the style of a pseudo-element is made when it is asked for",
        "test_layout_cache.py::test_the_harbour_is_the_same",
    ),
    Hook(
        "tinyhtml5.inputstream:HTMLUnicodeInputStream.chars_until",
        "self, characters, opposite",
        "layout_cache/styles: an expression is made once, and not for each tag",
        _SAME,
    ),
    Hook(
        f"{LAYOUT}.percent:resolve_percentages",
        "box, containing_block",
        "layout_cache/boxes: margins and sizes of a style in a block, once",
        _SAME,
        also=ASK_FOR_PERCENTAGES,
    ),
    Hook(f"{BOXES}:Box.is_in_normal_flow", "self", "layout_cache/boxes: two look-ups in place of six", _SAME),
    Hook(
        f"{INLINE}:get_next_linebox",
        f"context, linebox, {OF_A_LINE}",
        "layout_cache/boxes: a line from right to left is set once, and not twice",
        "test_layout_cache.py::test_an_arabic_line_is_set_once_if_nothing_is_out_of_the_flow",
    ),
    Hook(
        f"{LAYOUT}.float:avoid_collisions",
        "context, box, containing_block, outer",
        "layout_cache/boxes: where nothing floats, a line has the whole width",
        "test_layout_cache.py::test_an_arabic_line_is_set_once_if_nothing_is_out_of_the_flow",
        also=(INLINE, BLOCK),
    ),
    Hook(
        f"{BACKGROUND}:layout_box_backgrounds",
        "page, box, get_image_from_uri, layout_children, style",
        "layout_cache/boxes: that a style has no background, once",
        _SAME,
    ),
    Hook("pydyf:_to_bytes", "item", "layout_cache/boxes: numbers are written once", _SAME),
    Hook(
        f"{LAYOUT}:LayoutContext.__init__",
        "self, style_for, get_image_from_uri, font_config, counter_style, target_collector",
        "layout_cache/boxes: whether a footnote waits is found in a set, and not in a list",
        _SAME,
    ),
    Hook(
        f"{BLOCK}:block_level_layout",
        OF_A_BLOCK,
        "layout_cache/boxes: a footnote is not set again for each one that comes below it",
        _SAME,
    ),
    Hook(
        "pydyf:PDF.page_references", "self", "layout_cache/boxes: the references of all pages are written once", _SAME
    ),
    Hook(
        f"{CSS}:ComputedStyle.copy", "self", "layout_cache/styles: a copy may change, so nothing is kept at it", _SAME
    ),
    Hook(f"{CSS}:AnonymousStyle.copy", "self", "layout_cache/styles: the same", _SAME),
    Hook(
        "weasyprint.text.fonts:FontConfiguration.add_font_face",
        "self, rule_descriptors, url_fetcher",
        "layout_cache/text: what was set before a face came may be set otherwise now",
        "test_layout_cache.py::test_a_face_that_comes_later_makes_other_lines",
    ),
)

#: What is drawn for readers, and collected for the linker.
_DRAWN = (
    Hook(
        f"{DRAW}.text:draw_first_line",
        "stream, textbox, text_overflow, block_ellipsis, matrix",
        "text_layer/layer: lines with the text that was written; compile/drawing: page numbers that are not known yet",
        "test_text_layer.py::test_a_reader_gets_the_line_as_it_was_written",
    ),
    Hook(
        f"{DRAW}:draw_inline_level",
        "stream, page, box, offset_x, text_overflow, block_ellipsis",
        "text_layer/drawn_line_cache: each text box is told what stands around it",
        "test_text_layer.py::test_a_line_in_several_boxes_is_read_as_one",
    ),
    Hook(
        f"{PDF}:build_fonts_dictionary",
        "pdf, fonts, compress, subset, options",
        "text_layer/layer: fonts with a code for each text of a glyph; compile/drawing: fonts are the linker's work",
        "test_text_layer.py::test_the_same_words_among_others_are_drawn_as_they_need_it",
    ),
    Hook(
        f"{LINE_BREAK}:Layout.reactivate",
        "self, style",
        "text_layer/drawn_line_cache: a line that has been drawn before is not set again",
        _DEFERRED_LINES_TEST,
    ),
    Hook(
        f"{LINE_BREAK}:Layout.deactivate", "self", "text_layer/drawn_line_cache: nor taken down", _DEFERRED_LINES_TEST
    ),
    Hook(
        f"{PDF}:add_tags",
        "pdf, document, pdf_version, page_streams",
        "structure_tags: a structure tree of the elements, and not of the boxes",
        "test_structure_tags.py::test_elements_are_what_they_are",
    ),
    Hook(
        f"{PDF}:add_links",
        "links_and_anchors, matrix, pdf, page, names, tags",
        "structure_tags: one annotation for a link on a line",
        "test_structure_tags.py::test_elements_are_what_they_are",
    ),
    Hook(
        f"{PDF}.stream:Stream.marked",
        "self, box, tag",
        "structure_tags: what is no content is an artifact",
        "test_structure_tags.py::test_heads_and_feet_of_pages_are_artifacts",
    ),
    Hook(
        f"{DOCUMENT}:Page.paint",
        "self, stream, scale",
        "structure_tags: artifacts are found before a page is painted; compile/drawing: bodies are kept",
        "test_structure_tags.py::test_the_heads_of_a_table_are_read_once",
    ),
    Hook(
        f"{LAYOUT}:make_margin_boxes",
        "context, page, state",
        "compile/margins: margins are set apart from the pages, with their numbers left open",
        "test_link.py::test_numbers_in_the_margin",
    ),
    Hook(
        f"{PDF}:resolve_links",
        "pages",
        "compile/drawing: links may lead to other units",
        "test_link.py::test_links_between_chapters_are_one_with_those_of_one_piece",
    ),
    Hook(
        f"{PDF}:add_outlines",
        "pdf, bookmarks, parent",
        "compile/drawing: bookmarks are the linker's work",
        "test_compile.py::test_a_unit_holds_nothing_of_its_bookmarks_but_what_is_linked",
    ),
    Hook(
        f"{DOCUMENT}:layout_document",
        "html, root_box, context, max_loops",
        "lost_text: the text that goes into the layout, to be looked for, while boxes are counted;"
        " lines/ellipsis: lines are cut at the end",
        "test_lost_text.py::test_lost_text_is_told",
    ),
)

#: What is counted while it is worked out (`budgets`).
_COUNTED = (
    Hook(
        f"{CSS}:resolve_var",
        "computed, token, parent_style",
        "budgets: what a var() grows to",
        "hostile/test_limits.py::test_what_grows_is_stopped_where_it_grows",
    ),
    Hook(
        f"{CSS}.counters:CounterStyle.render_value",
        "self, counter_value, counter_name, counter, previous_types",
        "budgets: how long a counter is",
        "hostile/test_limits.py::test_what_grows_is_stopped_where_it_grows",
    ),
    Hook(
        f"{PAGE}:remake_page",
        "index, context, root_box, html",
        "budgets: how many pages there are",
        "hostile/test_limits.py::test_what_grows_is_stopped_where_it_grows",
    ),
    *(
        Hook(
            f"weasyprint.images:{kind}Gradient.layout",
            "self, width, height, style",
            "budgets: how often a gradient is repeated",
            "hostile/test_limits.py::test_what_grows_is_stopped_where_it_grows",
        )
        for kind in ("Linear", "Radial")
    ),
)

REPLACEMENTS: tuple[Hook, ...] = (*_REMEMBERED, *_DRAWN, *_COUNTED, *CORRECTIONS)
