"""Faults of WeasyPrint 70.0, most of them in pages that are read from the right, mended while it is at work.

Each fault has a room of its own, which says what is wrong and what is done; this is the list of them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from dossier.press.weasy.fixes import (
    content_lists,
    dir_selector,
    display_contents,
    drawn_lines,
    fit_content,
    font_sizes,
    grid_lines,
    grid_placed,
    grid_widths,
    list_markers,
    place_shorthands,
    rtl_blocks,
    rtl_columns,
    rtl_flex,
    rtl_grids,
    shaded_borders,
    svg_text,
)
from dossier.press.weasy.hooks.installer import install
from dossier.press.weasy.lines import ellipsis, floats, justified, order, positioned
from dossier.press.weasy.mend import Mend

MENDS: tuple[Mend, ...] = (
    *content_lists.MENDS,
    *display_contents.MENDS,
    *dir_selector.MENDS,
    *drawn_lines.MENDS,
    *ellipsis.MENDS,
    *fit_content.MENDS,
    *floats.MENDS,
    *font_sizes.MENDS,
    *grid_lines.MENDS,
    *grid_widths.MENDS,
    *justified.MENDS,
    *order.MENDS,
    *list_markers.MENDS,
    *place_shorthands.MENDS,
    *rtl_blocks.MENDS,
    *rtl_columns.MENDS,
    *rtl_flex.MENDS,
    *rtl_grids.MENDS,
    *positioned.MENDS,
    *grid_placed.MENDS,  # around what turns a grid
    *shaded_borders.MENDS,
    *svg_text.MENDS,
)


def installed() -> AbstractContextManager[None]:
    """While this is open, documents are laid out without these faults. `OtherWeasyPrint` if that cannot be."""
    return install(MENDS)
