"""The private parts of WeasyPrint, and of what it stands on, that are called, subclassed or looked into: all of them.

Nothing of them is replaced: what is, stands in `replacements`. A test holds that no room of the press imports a part
that stands in neither table. Local names of its functions that `diagnostics` looks for are not here, for nothing breaks
where they are others: a problem then has no element.
"""

from __future__ import annotations

from dossier.press.weasy.hooks.entry import UsedPart

_BOXES, _CSS, _PREFERRED = "weasyprint.formatting_structure.boxes", "weasyprint.css", "weasyprint.layout.preferred"
_FONTS, _LINE_BREAK, _FFI = "weasyprint.text.fonts", "weasyprint.text.line_break", "weasyprint.text.ffi"
_PAGE, _STREAM = "weasyprint.layout.page", "weasyprint.pdf.stream:Stream"

_STYLES = (
    UsedPart(
        f"{_CSS}:ComputedStyle.__init__",
        "layout_cache/styles makes them",
        "self, parent_style, cascaded, pseudo_type, root_style, base_url, font_config, initial_page_sizes",
        ("specified", "cache", "font_config", "parent_style", "root_style"),
    ),
    UsedPart(f"{_CSS}:InitialStyle.__init__", "layout_cache/styles makes them", "self, font_config"),
    UsedPart(f"{_CSS}:AnonymousStyle.__init__", "layout_cache/styles: they are shared", None, ("specified", "cache")),
    UsedPart(f"{_CSS}:Style", "layout_cache/styles tells styles from what an SVG has"),
    UsedPart(f"{_CSS}:inf", "layout_cache/styles: the weight of what stands in no layer"),
    UsedPart(f"{_CSS}:declaration_precedence", "layout_cache/styles weighs declarations", "origin, importance"),
    UsedPart(
        f"{_CSS}:find_style_attributes",
        "layout_cache/styles reads the attribute style",
        "tree, presentational_hints, base_url",
    ),
    UsedPart(f"{_CSS}:preprocess_declarations", "layout_cache/styles: the same", "base_url, declarations, prelude"),
    UsedPart(
        f"{_CSS}:StyleFor.__init__",
        "layout_cache/styles fills one",
        names=("_cascaded_styles", "_computed_styles", "initial_page_sizes", "_sheets", "font_config"),
    ),
    UsedPart(
        f"{_CSS}.targets:TargetCollector.collect_anchor", "layout_cache/styles tells anchors", "self, anchor_name"
    ),
    UsedPart(
        f"{_CSS}.targets:TargetCollector.__init__",
        "compile/margins looks for counters",
        names=("counter_lookup_items",),
    ),
    UsedPart(
        "cssselect2:Matcher.__init__",
        "layout_cache/styles goes through the rules itself",
        "self",
        (
            *("id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors"),
            *("lang_attr_selectors", "other_selectors", "order"),
        ),
        is_all=True,
    ),
    UsedPart(
        "cssselect2.parser:FunctionalPseudoClassSelector",
        "fixes/css/dir_selector knows its own pseudo-class by it, selectors what is asked of an element's place",
        "name, arguments",
    ),
    UsedPart("cssselect2.parser:PseudoClassSelector", "selectors: the same", "name"),
    UsedPart("cssselect2.parser:parse", "selectors looks into what it gives", "input, namespaces, forgiving, relative"),
    UsedPart("cssselect2.parser:CombinedSelector", "selectors goes from element to element", "left, combinator, right"),
    UsedPart("cssselect2.parser:RelativeSelector", "selectors: what stands in :has()", "combinator, selector"),
    UsedPart("cssselect2.parser:LocalNameSelector", "selectors: the names of an element", "local_name"),
    UsedPart("cssselect2.parser:ClassSelector", "selectors: the same", "class_name"),
    UsedPart("cssselect2.parser:IDSelector", "selectors: the same", "ident"),
    UsedPart(
        "tinyhtml5.inputstream:characters_until_regex", "layout_cache/styles adds the expressions that it looks for"
    ),
    UsedPart(f"{_CSS}.functions:check_math", "layout_cache/text leaves such styles to WeasyPrint", "token"),
    UsedPart(f"{_CSS}.properties:Dimension", "lengths", "value, unit"),
    UsedPart(f"{_CSS}.properties:INITIAL_VALUES", "fixes/css/font_sizes begins with that of the root"),
    UsedPart(f"{_CSS}.units:VIEWPORT_UNITS", "compile/compiler: sizes that depend on the page"),
    UsedPart(f"{_CSS}.validation.expanders:generic_expander", "placing makes two of them", "*expanded_names, **kwargs"),
    UsedPart(f"{_CSS}.validation.properties:InvalidValues", "placing refuses with it"),
)

_LAYOUT = (
    UsedPart(
        _BOXES,
        "what stands on a page",
        names=(
            *("BlockBox", "BlockContainerBox", "Box", "FlexBox", "FlexContainerBox", "FootnoteAreaBox", "GridBox"),
            *("GridContainerBox", "InlineBlockBox", "InlineBox", "InlineFlexBox", "LineBox", "MarginBox", "PageBox"),
            *("ParentBox", "ReplacedBox", "TableCellBox", "TextBox"),
        ),
    ),
    UsedPart(f"{_BOXES}:Box", "tags, boxes", names=("link_annotation", "widget_annotation", "rounded_padding_box")),
    UsedPart(f"{_BOXES}:Box.__init__", "tags, boxes", "self, element_tag, style, element", ("element_tag", "style")),
    UsedPart(f"{_BOXES}:TextBox.__init__", "its words", "self, element_tag, style, element, text", ("text",)),
    UsedPart(f"{_BOXES}:MarginBox.__init__", "structure_tags: its place", names=("at_keyword",)),
    UsedPart(f"{_BOXES}:TableCellBox", "tags", names=("colspan", "rowspan")),
    UsedPart(
        "weasyprint.images:process_color_stops",
        "budgets: how often a gradient is repeated",
        "vector_length, positions, hints, style",
    ),
    UsedPart(f"{_BOXES}:PageBox.__init__", "compile/margins makes them", "self, page_type, style"),
    UsedPart("weasyprint.layout.absolute:AbsolutePlaceholder.__init__", "what is in it is looked at", "self, box"),
    UsedPart(
        "weasyprint.layout.absolute:absolute_layout",
        "fixes/grids/placed, fixes/rtl/flex, fixes/grids/rtl: what is placed in them",
        "context, placeholder, containing_block, fixed_boxes, bottom_space, skip_stack",
        ("_box", "_layout_done"),
    ),
    UsedPart(f"{_PAGE}:page_width", "compile/margins makes a page", "box, context, containing_block_width"),
    UsedPart(f"{_PAGE}:page_height", "compile/margins makes a page", "box, context, containing_block_height"),
    UsedPart(f"{_PAGE}:set_page_type_computed_styles", "compile/margins makes a page", "page_type, html, style_for"),
    UsedPart("weasyprint.layout.percent:percentage", "fixes/rtl/columns, fixes/grids/rtl", "value, computed, refer_to"),
    UsedPart(f"{_PREFERRED}:adjust", "fixes/grids/widths", "box, outer, width, left, right"),
    UsedPart(
        f"{_PREFERRED}:max_content_width", "fit_content, fixes/grids/rtl, fixes/grids/widths", "context, box, outer"
    ),
    UsedPart(f"{_PREFERRED}:min_content_width", "fit_content, fixes/grids/widths", "context, box, outer"),
    UsedPart(f"{_PREFERRED}:shrink_to_fit", "fit_content", "context, box, available_content_width"),
    UsedPart(
        "weasyprint.layout:LayoutContext.__init__",
        "compile/margins, layout_cache/boxes",
        names=(
            *("footnotes", "current_footnote_area", "string_set", "running_elements", "current_page", "forced_break"),
            *("target_collector", "style_for", "get_image_from_uri", "_excluded_shapes"),
        ),
    ),
    UsedPart(
        "weasyprint.layout:LayoutContext.get_string_or_element_for",
        "compile/margins: what running heads say",
        "self, store, page, name, keyword",
    ),
)

_TEXT = (
    UsedPart(
        f"{_FONTS}:FontConfiguration.__init__",
        "fontconfig makes one without the machine's fonts",
        "self",
        (
            *("fontconfig", "FcInitLoadConfigAndFonts", "_config", "ffi", "gc", "pangoft2", "pango_ft2_font_map_new"),
            *("gobject", "g_object_unref", "font_map", "pango_fc_font_map_set_config", "cast", "FcConfigDestroy"),
            *("_folder", "strut_layouts", "font_features"),
        ),
        is_all=True,
    ),
    UsedPart(_FONTS, "fontconfig: the libraries themselves", names=("fontconfig", "ffi", "gobject", "pangoft2")),
    UsedPart(
        f"{_FONTS}:font_features",
        "layout_cache/text: whether a style asks for any",
        "font_kerning, font_variant_ligatures, font_variant_position, font_variant_caps, font_variant_numeric,"
        " font_variant_alternates, font_variant_east_asian, font_feature_settings",
    ),
    UsedPart(f"{_FONTS}:get_font_description", "layout_cache/text", "style"),
    UsedPart(f"{_FONTS}:get_pango_font_key", "text_drawn", "pango_font"),
    UsedPart(
        f"{_LINE_BREAK}:create_layout",
        "ellipsis, justified, lines/pieces, layout_cache/text set text",
        "text, style, context, max_width, justification_spacing",
    ),
    UsedPart(f"{_LINE_BREAK}:line_size", "ellipsis, justified, lines/pieces", "line, style"),
    UsedPart(f"{_LINE_BREAK}:get_next_break_point", "layout_cache/text", "log_attrs"),
    UsedPart(f"{_LINE_BREAK}:Layout.get_first_line", "the text layer", "self"),
    UsedPart(f"{_LINE_BREAK}:Layout.set_text", "the text layer", "self, text, justify"),
    UsedPart(_FFI, "Pango itself", names=("FROM_UNITS", "ffi", "gobject", "pango", "unicode_to_char_p")),
    UsedPart("weasyprint.text.constants:PANGO_DIRECTION", "layout_cache/text"),
)

_PDF = (
    UsedPart("weasyprint:_find_base_url", "compile reads a document itself", "html_document, fallback_base_url"),
    UsedPart(
        "weasyprint:HTML.__init__",
        "compile reads a document itself",
        names=("base_url", "url_fetcher", "media_type", "wrapper_element", "etree_element"),
    ),
    UsedPart("weasyprint:DEFAULT_OPTIONS", "compile/drawing draws as write_pdf does"),
    UsedPart("weasyprint.pdf:VARIANTS", "compile/drawing draws as write_pdf does"),
    UsedPart(
        "weasyprint.pdf:generate_pdf", "compile/drawing draws as write_pdf does", "document, target, zoom, **options"
    ),
    UsedPart(
        "weasyprint.document:Page.__init__", "pages", "self, page_box", ("_page_box", "anchors", "bookmarks", "links")
    ),
    UsedPart(
        f"{_STREAM}.__init__",
        "what is drawn into",
        "self, fonts, page_rectangle, resources, images, tags, color_profiles, output_intent, *args, **kwargs",
        ("_tags", "_fonts", "_resources", "ink_rect", "logical_rect"),
    ),
    UsedPart(f"{_STREAM}.add_font", "the text layer", "self, pango_font"),
    UsedPart(f"{_STREAM}.set_font_size", "the text layer", "self, font, size"),
    UsedPart(f"{_STREAM}.clone", "compile/drawing draws margins apart", "self, **kwargs"),
    UsedPart(
        "weasyprint.pdf.fonts:Font.__init__",
        "the text layer, compile_faces",
        "self, pango_font, description, font_size",
        (
            *("hash", "name", "family", "file_content", "flags", "ascent", "descent", "glyph_count", "bitmap", "png"),
            *("svg", "colr", "tables", "missing", "widths", "to_unicode"),
        ),
    ),
    UsedPart("weasyprint.pdf.fonts:Font.get_unused_glyph_id", "the text layer", "self, codepoint"),
    UsedPart("weasyprint.draw.color:get_color", "layout_cache/boxes: whether a background is clear", "style, key"),
    UsedPart("weasyprint.logger:LOGGER", "svg_text says what it leaves to WeasyPrint"),
    UsedPart("pydyf:Stream.set_text_matrix", "the text layer", "self, a, b, c, d, e, f"),
    UsedPart("pydyf:Stream.set_text_rise", "the text layer", "self, height"),
    UsedPart("pydyf:Stream.begin_marked_content", "tags", "self, tag, property_list"),
    UsedPart("pydyf:Stream.end_marked_content", "tags", "self"),
)

USED_PARTS: tuple[UsedPart, ...] = (*_STYLES, *_LAYOUT, *_TEXT, *_PDF)
