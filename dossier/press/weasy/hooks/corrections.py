"""The functions that are replaced for what WeasyPrint 70.0 does wrong: the second half of `REPLACEMENTS`."""

from __future__ import annotations

from dossier.press.weasy.hooks.entry import Hook
from dossier.press.weasy.hooks.parts import (
    BACKGROUND,
    BLOCK,
    BOXES,
    BUILD,
    CSS,
    DOCUMENT,
    DRAW,
    EXPANDERS,
    FLEX,
    GRID,
    IN_A_BLOCK,
    IN_A_LINE,
    INLINE,
    LAYOUT,
    OF_A_BLOCK,
    OF_A_LINE,
    PAGE,
    PREFERRED,
)

#: What WeasyPrint 70.0 does wrong (`fixes_table`, and `broken_floats`).
CORRECTIONS: tuple[Hook, ...] = (
    Hook(
        f"{LAYOUT}:LayoutContext.add_broken_out_of_flow",
        "self, new_box, box, containing_block, resume_at",
        "fixes/broken_floats: on which page a block stood",
        "test_link.py::test_what_goes_on_beside_the_text_stands_there_on_every_page",
    ),
    Hook(
        f"{PAGE}:absolute_box_layout",
        "context, box, containing_block, fixed_boxes, bottom_space, skip_stack",
        "fixes/broken_floats: what goes on beside it on the next page is moved",
        "test_link.py::test_what_goes_on_beside_the_text_stands_there_on_every_page",
    ),
    Hook(
        f"{PAGE}:float_layout",
        "context, box, containing_block, absolute_boxes, fixed_boxes, bottom_space, skip_stack",
        "fixes/broken_floats: what floats is not, and such a unit is refused",
        "test_link_refused.py::test_what_cannot_be_linked_says_why",
    ),
    Hook(
        f"{BOXES}:Box.extract_text",
        "self, text_part",
        "fixes/css/content_lists: spaces of content(before)",
        "test_drawn.py::test_running_heads_keep_the_space_behind_a_number",
    ),
    Hook(
        f"{BUILD}:element_to_box",
        "element, style_for, get_image_from_uri, base_url, target_collector, counter_style, footnotes, state",
        "fixes/display_contents: display: contents",
        "test_fit_content.py::test_what_has_no_box_gives_its_parts_away",
    ),
    Hook(
        "cssselect2.compiler:_compile_node",
        "selector",
        "fixes/css/dir_selector: the selector :dir()",
        "test_fit_content.py::test_elements_are_selected_by_how_they_are_read",
    ),
    Hook(
        f"{DRAW}.border:draw_line",
        "stream, x1, y1, x2, y2, thickness, style, color, offset",
        "fixes/drawn_lines: dashes and waves",
        "test_drawn_lines.py::test_a_dashed_line_begins_and_ends_with_a_dash",
        also=(DRAW, f"{DRAW}.text"),
    ),
    Hook(
        f"{BLOCK}:block_level_layout_switch",
        OF_A_BLOCK,
        "fixes/fit_content: blocks as wide as what is in them",
        "test_fit_content.py::test_a_block_is_as_wide_as_its_words",
    ),
    Hook(
        f"{FLEX}:flex_layout",
        f"{IN_A_BLOCK}, discard",
        "fixes/rtl/flex: rows that are read from the right; fixes/fit_content: rows in a line",
        "test_rtl_flex.py::test_a_row_is_read_from_the_right",
        also=(BLOCK, INLINE),
    ),
    Hook(
        f"{DOCUMENT}:build_formatting_structure",
        "element_tree, style_for, get_image_from_uri, base_url, target_collector, counter_style, footnotes",
        "lines/order: letters join over elements; lines/floats: sides of floats",
        "test_drawn.py::test_letters_are_joined_over_inline_elements_and_over_no_others",
    ),
    Hook(
        f"{INLINE}:text_align",
        "context, line, available_width, last",
        "lines/order: boxes of a line in the order of the paragraph; lines/floats: floats stay",
        "test_drawn.py::test_a_float_behind_words_stands_at_its_side",
    ),
    Hook(
        f"{CSS}.computed_values:font_size",
        "style, name, value",
        "fixes/css/font_sizes: smaller and larger",
        "test_fit_content.py::test_small_letters_are_a_sixth_smaller",
        tables=(f"{CSS}.computed_values:COMPUTER_FUNCTIONS",),
    ),
    Hook(
        f"{GRID}:_get_line",
        "line, lines, side",
        "fixes/grids/lines: lines that are counted from the end",
        "test_rtl_grids.py::test_lines_are_counted_from_the_end_of_a_grid",
    ),
    Hook(
        f"{GRID}:_get_second_placement",
        "first_placement, second_start, second_end, second_tracks, children_positions, first_flow, dense",
        "fixes/grids/lines: the first item of a row",
        "test_rtl_grids.py::test_lines_are_counted_from_the_end_of_a_grid",
    ),
    *(
        Hook(
            f"{PREFERRED}:block_{name}",
            "context, box, outer",
            "fixes/grids/widths: a grid is as wide as its columns together",
            "test_rtl_grids.py::test_a_grid_is_as_wide_as_its_columns_at_most_and_at_least",
        )
        for name in ("min_content_width", "max_content_width")
    ),
    Hook(
        f"{INLINE}:justify_line",
        "context, line, extra_width",
        "lines/justified: lines fill their frame",
        "test_justified.py::test_lines_fill_their_frame",
    ),
    Hook(
        f"{INLINE}:add_word_spacing",
        "context, box, justification_spacing, x_advance",
        "lines/justified: by how much each box of a line grows",
        "test_justified.py::test_lines_fill_their_frame",
    ),
    Hook(
        f"{BLOCK}:iter_line_boxes",
        f"context, box, {OF_A_LINE}",
        "lines/order: the order of a paragraph is found in the whole of it",
        "test_drawn.py::test_tags_do_not_change_the_order_of_a_line",
    ),
    Hook(
        f"{INLINE}:split_text_box",
        "context, box, available_width, skip, is_line_start",
        "lines/order: which letters of the paragraph a box holds",
        "test_drawn.py::test_a_line_that_ends_before_an_element_keeps_to_the_edge",
    ),
    Hook(
        f"{BUILD}:marker_to_box",
        "element, state, parent_style, style_for, get_image_from_uri, target_collector, counter_style",
        "fixes/list_markers: shapes are drawn, and are no letters",
        "test_list_markers.py::test_shapes_are_as_large_as_their_text",
    ),
    *(
        Hook(
            f"{EXPANDERS}:expand_place_{what}",
            "tokens, name",
            f"fixes/css/place_shorthands: place-{what}",
            f"test_rtl_grids.py::{test}",
            tables=(f"{EXPANDERS}:EXPANDERS",),
        )
        for what, test in (
            ("items", "test_a_grid_is_read_from_the_right"),
            ("content", "test_a_grid_is_read_from_the_right"),
            ("self", "test_a_part_of_a_grid_says_both_of_its_places_at_once"),
        )
    ),
    Hook(
        f"{BLOCK}:block_level_width",
        "box, containing_block, with_min_max",
        "fixes/rtl/blocks: automatic margins in what is read from the right",
        "test_rtl_blocks.py::test_a_block_stands_where_its_margins_say",
    ),
    Hook(
        f"{DRAW}.border:draw_column_rules",
        "stream, box",
        "fixes/rtl/columns: rules stand between columns",
        "test_rtl_columns.py::test_rules_stand_between_columns",
    ),
    Hook(
        f"{GRID}:_resolve_tracks_sizes",
        "sizing_functions, box_size, children_positions, implicit_start, direction, gap, context, containing_block,"
        " orthogonal_sizes",
        "fixes/grids/rtl: how wide the columns have come out",
        "test_rtl_grids.py::test_a_grid_is_read_from_the_right",
    ),
    Hook(
        f"{GRID}:grid_layout",
        IN_A_BLOCK,
        "fixes/grids/rtl: columns that are read from the right; fixes/grids/placed: what is placed takes no cell",
        "test_rtl_grids.py::test_a_grid_is_read_from_the_right",
        also=(BLOCK, INLINE),
    ),
    Hook(
        f"{INLINE}:split_inline_box",
        f"context, box, position_x, max_x, bottom_space, skip_stack, {IN_A_LINE}, line_placeholders, waiting_floats,"
        " line_children, first_letter_style, first_line_style",
        "lines/positioned: where a placed box would stand in the line",
        "test_positioned.py::test_a_line_of_nothing_else_is_laid_out",
    ),
    Hook(
        f"{BACKGROUND}:layout_backgrounds",
        "page, get_image_from_uri",
        "lines/positioned: when a page is finished, such boxes are put there",
        "test_positioned.py::test_it_stands_by_the_box_that_holds_it",
        also=(LAYOUT,),
    ),
    *(
        Hook(
            f"{DRAW}.color:{name}",
            "color",
            "fixes/shaded_borders: raised and sunk borders are not black",
            "test_fit_content.py::test_raised_borders_have_shades",
        )
        for name in ("darken", "lighten")
    ),
    Hook(
        "weasyprint.svg:text",
        "svg, node, font_size",
        "fixes/svg_text: words of a drawing are set as words",
        "test_svg_text.py::test_words_are_drawn_as_words",
        tables=("weasyprint.svg:TAGS",),
    ),
    Hook(
        "weasyprint.images:SVGImage.__init__",
        "self, tree, base_url, url_fetcher, context",
        "fixes/svg_text: runs of a drawing in their order",
        "test_svg_text.py::test_words_are_drawn_as_words",
    ),
)
