"""What layout remembers of text: lines, struts, and how Pango is set up for a style.

Text is set by some thirty properties of its style (`PROPERTIES`; a test holds them against WeasyPrint's source), the
fonts, and the width. Styles with the same values of these share a key, which is kept at the style.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from weasyprint.css.functions import check_math
from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

from dossier.press.weasy.layout_cache.styles import may_change

#: All of a style that `weasyprint.text.line_break` and `get_font_description` read.
PROPERTIES = (
    *("direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override", "font_size"),
    *("font_stretch", "font_style", "font_variant_alternates", "font_variant_caps", "font_variant_east_asian"),
    *("font_variant_ligatures", "font_variant_numeric", "font_variant_position", "font_variation_settings"),
    *("font_weight", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang"),
    *("letter_spacing", "line_height", "overflow_wrap", "tab_size", "text_decoration_line", "white_space"),
    *("word_break", "word_spacing"),
)

_ENTRY = 1_000  #: bytes that a remembered line takes beside its text
MOST = 8_000_000  #: bytes of remembered lines in each of two generations; a line of a paragraph holds all that follows

_WRAPS = frozenset({"normal", "pre-wrap", "pre-line"})

LineSplit = Callable[..., tuple[Any, int, int | None, float, float, float]]  #: see line_break.split_first_line


def key_of(style: Any) -> object:
    """The same object for all styles of a document that set text alike."""
    state = vars(style)
    if (key := state.get("_text_key")) is None:
        keys = style.cache.setdefault("text keys", {})  # the styles of a document share this
        values = tuple(repr(style[name]) for name in PROPERTIES)
        key = state["_text_key"] = keys.setdefault(values, object())
    return key


def faces(stock: Callable[..., Any]) -> Callable[..., Any]:
    """Faces that come later, with an SVG, make another configuration of fonts: see `faces_of`."""

    def add_font_face(fonts: Any, rule_descriptors: Any, url_fetcher: Any) -> Any:
        fonts.faces_added = getattr(fonts, "faces_added", 0) + 1
        return stock(fonts, rule_descriptors, url_fetcher)

    return add_font_face


def faces_of(style: Any) -> int:
    """How many faces have been added to the fonts of a style up to now."""
    return getattr(style.font_config, "faces_added", 0)


class LineCache:
    """Lines by what they depend on. Of what has long not been asked for the oldest half is forgotten."""

    def __init__(self, most: int = MOST, entry: int = _ENTRY) -> None:
        self._young: dict[Any, Any] = {}
        self._old: dict[Any, Any] = {}
        self._size, self._most, self._entry = 0, most, entry

    def find(self, key: tuple[Any, ...]) -> Any:
        if (line := self._young.get(key)) is None and (line := self._old.pop(key, None)) is not None:
            self.keep(key, line)
        return line

    def keep(self, key: tuple[Any, ...], line: Any) -> None:
        self._size += self._entry + key[0].__sizeof__()
        if self._size > self._most:
            self._old, self._young, self._size = self._young, {}, 0
        self._young[key] = line


@dataclass(slots=True, eq=False)
class TextCache:
    """What is known of the text of documents that have their fonts in common."""

    lines: LineCache = field(default_factory=LineCache)
    enough: LineCache = field(default_factory=LineCache)  #: of words: whether `_is_enough`
    contexts: dict[tuple[object, int], Any] = field(default_factory=dict)  #: Pango for a style


def lines(stock: LineSplit, text_known: TextCache) -> LineSplit:
    """Lines by text, style, width and what else `split_first_line` is given.

    What it gives depends on nothing else, but for the fonts, to which an SVG may add while it is laid out. Its Layout
    is given without Pango's objects, which are made anew for drawing, so a copy of its other attributes is as good. A
    minimal width is asked for word by word, each time with all the text that follows: where the first word and one
    letter decide (see `_is_enough`), they are what is remembered.
    """
    cache, enough = text_known.lines, text_known.enough

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, int, int | None, float, float, float]:
        rest = max_width, justification_spacing, is_line_start, minimum
        if may_change(style) or check_math(style["hyphenate_limit_zone"]):
            return stock(text, style, context, *rest)
        key = key_of(style), faces_of(style)
        if minimum and max_width == 0 and style["font_size"] and style["white_space"] in _WRAPS:
            short = text[: text.find(" ") + 2]
            if 2 < len(short) < len(text):
                word = short, key, justification_spacing
                if (is_enough := enough.find(word)) is None:
                    is_enough = _is_enough(short, style, context, justification_spacing)
                    enough.keep(word, is_enough)
                text = short if is_enough else text
        line = (text, key, *rest)
        if (result := cache.find(line)) is None:
            result = stock(text, style, context, *rest)
            cache.keep(line, (vars(result[0]).copy(), *result[1:]))
            return result
        layout = object.__new__(line_break.Layout)
        vars(layout).update(result[0])
        return (layout, *result[1:])

    return split_first_line


def _is_enough(short: str, style: Any, context: Any, justification_spacing: float) -> bool:
    """Whether `split_first_line`, for no width, does not look at what follows a word, a space and a letter.

    This is its own first step: it drops the rest if the line breaks, and the second line can break too.
    """
    layout = line_break.create_layout(short, style, context, 0, justification_spacing)
    _, index = layout.get_first_line()
    if index is None:
        return False
    first = short.encode()[:index].decode()
    breaks = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)[len(first) + 1 : len(short)]
    return first != short and line_break.get_next_break_point(breaks) is not None


def struts(stock: Callable[[Any], tuple[float, float]]) -> Callable[[Any], tuple[float, float]]:
    """The height of a line and its baseline, kept at the style: WeasyPrint makes a key of 16 values for each line."""

    def strut(style: Any) -> tuple[float, float]:
        if may_change(style):
            return stock(style)
        state = vars(style)
        if "_strut" not in state:
            state["_strut"] = stock(style)
        strut: tuple[float, float] = state["_strut"]
        return strut

    return strut


def setup(stock: Callable[[Any, Any], None], text_known: TextCache) -> Callable[[Any, Any], None]:
    """Context, description of the font and language of a text style, in place of new ones for each line.

    Pango's layouts only read them. What needs more, a line under the text or features of the font, is WeasyPrint's.
    """
    cache = text_known.contexts

    def setup_(layout: Any, style: Any) -> None:
        key = None if may_change(style) else (key_of(style), faces_of(style))
        if key is not None and key not in cache:
            cache[key] = _prepare(style)
        if key is None or (prepared := cache[key]) is None:
            stock(layout, style)
            return
        context, description, layout.language = prepared
        layout.style, layout.first_line_direction = style, 0
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, description)

    return setup_


def _prepare(style: Any) -> tuple[Any, Any, Any] | None:
    variants = ("ligatures", "position", "caps", "numeric", "alternates", "east_asian")
    values = (style[f"font_variant_{name}"] for name in variants)
    if font_features(style["font_kerning"], *values, style["font_feature_settings"]):
        return None
    if style["text_decoration_line"] != "none" or style["font_language_override"] != "normal":
        return None
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    language = pango.pango_language_get_default()
    if style["lang"]:
        pointer, _kept = unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    return context, get_font_description(style), language
