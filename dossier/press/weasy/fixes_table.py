"""Faults of WeasyPrint 70.0, most of them in pages that are read from the right, mended while it is at work.

Each fault has a room of its own, which says what is wrong and what is done; this is the list of them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from dossier.press.weasy.fixes import (
    display_contents,
    drawn_lines,
    fit_content,
    list_markers,
    shaded_borders,
    svg_text,
    trailing_spaces,
)
from dossier.press.weasy.fixes.css import content_lists, dir_selector, font_sizes, place_shorthands
from dossier.press.weasy.fixes.grids import lines as grid_lines
from dossier.press.weasy.fixes.grids import placed as grid_placed
from dossier.press.weasy.fixes.grids import rtl as rtl_grids
from dossier.press.weasy.fixes.grids import widths as grid_widths
from dossier.press.weasy.fixes.rtl import blocks as rtl_blocks
from dossier.press.weasy.fixes.rtl import columns as rtl_columns
from dossier.press.weasy.fixes.rtl import flex as rtl_flex
from dossier.press.weasy.hooks.installer import install
from dossier.press.weasy.lines import ellipsis, floats, justified, order, positioned
from dossier.press.weasy.patch import Patch

PATCHES: tuple[Patch, ...] = (
    *content_lists.PATCHES,
    *display_contents.PATCHES,
    *dir_selector.PATCHES,
    *drawn_lines.PATCHES,
    *ellipsis.PATCHES,
    *fit_content.PATCHES,
    *floats.PATCHES,
    *font_sizes.PATCHES,
    *grid_lines.PATCHES,
    *grid_widths.PATCHES,
    *justified.PATCHES,
    *order.PATCHES,
    *list_markers.PATCHES,
    *place_shorthands.PATCHES,
    *rtl_blocks.PATCHES,
    *rtl_columns.PATCHES,
    *rtl_flex.PATCHES,
    *rtl_grids.PATCHES,
    *positioned.PATCHES,
    *grid_placed.PATCHES,  # around what turns a grid
    *shaded_borders.PATCHES,
    *svg_text.PATCHES,
    *trailing_spaces.PATCHES,
)


def installed() -> AbstractContextManager[None]:
    """While this is open, documents are laid out without these faults. `OtherWeasyPrint` if that cannot be."""
    return install(PATCHES)
