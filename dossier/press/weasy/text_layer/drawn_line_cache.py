"""Lines that have been drawn, to be drawn again: in the same document, or in another with the same fonts.

What a line draws depends on its text, its style and its justification, and where it stands is said before it. So
what a pen has asked of one stream can be asked of the next, and Pango need not set the line once more: it is told of a
line only when somebody looks at it (`set_up_deferred`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import ffi
from weasyprint.text.fonts import get_pango_font_key

from dossier.press.weasy.layout_cache.text import LineCache, faces_of, key_of
from dossier.press.weasy.text_layer.codes import Codes
from dossier.press.weasy.text_layer.runs import has_letter
from dossier.press.weasy.text_layer.surroundings import (
    ALONE,
    Surroundings,
    is_read_from_right,
    surroundings_of,
    text_boxes,
)

MOST = 24_000_000  #: bytes of drawn lines in each of two generations
ENTRY = 3_000  #: bytes that one takes beside its text

FontOf = Callable[[Any, Any], tuple[Any, float]]
CodesOf = Callable[[Any], Codes]
UsedGlyph = tuple[str, int, str, int]  #: a glyph: hash of its font, number, what it stands for, width


@dataclass(slots=True, eq=False)
class DisplayList:
    """What a pen asks of a content stream: operators, and what the stream has a method for."""

    stream: list[Any] = field(default_factory=list)
    fonts: tuple[Any, ...] = ()  #: of Pango
    used: dict[UsedGlyph, int] = field(default_factory=dict)  #: glyph -> its code

    def set_font_size(self, font: str, size: float) -> None:
        self.stream.append(("set_font_size", font, size))

    def set_text_rise(self, height: float) -> None:
        self.stream.append(("set_text_rise", height))

    def replay(self, stream: Any) -> None:
        for step in self.stream:
            if isinstance(step, bytes):
                stream.stream.append(step)
            else:
                name, *values = step
                getattr(stream, name)(*values)

    def fits(self, stream: Any, font_of: FontOf, codes_of: CodesOf) -> bool:
        """Whether the same codes mean the same in the document of a stream; it is told of them as drawing would."""
        fonts = [font_of(stream, font)[0] for font in self.fonts]
        codes = {font.hash: codes_of(font) for font in fonts}
        for (name, glyph, text, width), code in self.used.items():
            own = codes[name]
            if own.font.widths.setdefault(glyph, width) != width or own.code(glyph, text, width) != code:
                return False
        return True


@dataclass(slots=True, eq=False)
class DrawnLineCache:
    """Lines that have been drawn in one configuration of fonts."""

    lines: LineCache = field(default_factory=lambda: LineCache(MOST, ENTRY))
    #: by place in memory: who keeps it, key, size
    fonts: dict[int, tuple[Any, Any, float]] = field(default_factory=dict)

    def key(self, textbox: Any) -> tuple[Any, ...]:
        layout, style = textbox.pango_layout, textbox.style
        spacing, page = layout.justification_spacing, style.root_style["direction"]
        return layout.text, key_of(style), faces_of(style), spacing, page, around_of(textbox), is_turned(textbox)

    def font_of(self, stream: Any, font: Any, holder: Any = None) -> tuple[Any, float]:
        """`Stream.add_font`, which has Pango describe the font each time. `holder` keeps it where it is in memory."""
        place = int(ffi.cast("uintptr_t", font))
        if (by_size := self.fonts.get(place)) is None:
            key, _, size = get_pango_font_key(font)
            by_size = holder, key, size
            if holder is not None:
                self.fonts[place] = by_size
        _, key, size = by_size
        entry = stream._fonts.get(key)
        return (stream.add_font(font)[0] if entry is None else entry), size


def around_of(textbox: Any) -> Surroundings:
    """What has been told of its line."""
    surroundings: Surroundings = vars(textbox).get("around", ALONE)
    return surroundings


def is_turned(textbox: Any) -> bool:
    """Whether it is written from the left with Arabic in it, and its page read from the right."""
    return bool(vars(textbox).get("is_turned"))


def note_surroundings(stock: Callable[..., None]) -> Callable[..., None]:
    """In place of `draw_inline_level`: each text box of a line is told what stands around it, and where from
    its page is read if that is not what the line is."""

    def draw_inline_level(stream: Any, page: Any, box: Any, *others: Any, **kwargs: Any) -> None:
        if isinstance(box, boxes.LineBox):
            for textbox, surroundings in surroundings_of(box):
                textbox.around = surroundings
            if box.style["direction"] == "ltr" and page.style["direction"] == "rtl":
                for textbox in text_boxes(box):
                    textbox.is_turned = has_letter(textbox.text) and is_read_from_right(page)
        stock(stream, page, box, *others, **kwargs)

    return draw_inline_level


def defer_setup(stock: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """In place of `Layout.reactivate`."""

    def reactivate(layout: Any, style: Any) -> None:
        layout.deferred_style = style

    return reactivate


def end_setup(stock: Callable[[Any], None]) -> Callable[[Any], None]:
    """In place of `Layout.deactivate`."""

    def deactivate(layout: Any) -> None:
        if vars(layout).pop("deferred_style", None) is None:
            stock(layout)

    return deactivate


def set_up_deferred(layout: Any) -> None:
    """Set a line whose drawing has been put off, as `Layout.reactivate` does."""
    if (style := vars(layout).pop("deferred_style", None)) is not None:
        layout.setup(style)
        layout.set_text(layout.text, justify=True)
