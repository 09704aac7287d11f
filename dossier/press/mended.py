"""Faults of WeasyPrint 70.0, most of them in pages that are read from the right, mended while it is at work.

Each fault has a room of its own, which says what is wrong and what is done; this is the list of them, and how they are
put in the place of WeasyPrint's own functions and back. Those are private, so the version is exact, and what is
replaced is looked at first: the function, its parameters and who else has imported it by its name.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dossier.press import (
    content_lists,
    contents,
    dir_selector,
    drawn_lines,
    ellipsis,
    fit_content,
    floats_in_lines,
    font_sizes,
    grid_lines,
    grid_placed,
    grid_widths,
    justified,
    line_order,
    list_markers,
    placed_in_lines,
    placing,
    rtl_blocks,
    rtl_columns,
    rtl_flex,
    rtl_grids,
    shaded_borders,
    svg_text,
)
from dossier.press.mend import Mend
from dossier.press.quick_import import quick
from dossier.press.remembered import VERSION, OtherWeasyPrint, owner_of

with quick():
    import weasyprint

MENDS: tuple[Mend, ...] = (
    *content_lists.MENDS,
    *contents.MENDS,
    *dir_selector.MENDS,
    *drawn_lines.MENDS,
    *ellipsis.MENDS,
    *fit_content.MENDS,
    *floats_in_lines.MENDS,
    *font_sizes.MENDS,
    *grid_lines.MENDS,
    *grid_widths.MENDS,
    *justified.MENDS,
    *line_order.MENDS,
    *list_markers.MENDS,
    *placing.MENDS,
    *rtl_blocks.MENDS,
    *rtl_columns.MENDS,
    *rtl_flex.MENDS,
    *rtl_grids.MENDS,
    *placed_in_lines.MENDS,
    *grid_placed.MENDS,  # around what turns a grid
    *shaded_borders.MENDS,
    *svg_text.MENDS,
)


@contextmanager
def worked() -> Iterator[None]:
    """While this is open, documents are laid out without these faults. `OtherWeasyPrint` if that cannot be."""
    check()
    theirs: list[tuple[Any, str, Any]] = []
    tables: list[tuple[dict[str, Any], str, Any]] = []
    try:
        for mend in MENDS:
            owner, name = owner_of(mend.part)
            stock = inspect.getattr_static(owner, name)
            ours = mend.made(stock)
            for one in (owner, *map(importlib.import_module, mend.also)):
                theirs.append((one, name, inspect.getattr_static(one, name)))
                setattr(one, name, ours)
            for table in (getattr(*owner_of(path)) for path in mend.tables):
                tables += [(table, key, stock) for key, value in table.items() if value is stock]
                table.update((key, ours) for key, value in table.items() if value is stock)
        yield
    finally:
        for table, key, stock in tables:
            table[key] = stock
        for owner, name, stock in reversed(theirs):
            setattr(owner, name, stock)


def check() -> None:
    """`OtherWeasyPrint` if the version, a function or its parameters are not as they were."""
    if weasyprint.__version__ != VERSION:
        raise OtherWeasyPrint(f"dossier mends WeasyPrint {VERSION} only, not {weasyprint.__version__}")
    for mend in MENDS:
        owner, name = owner_of(mend.part)
        function = inspect.getattr_static(owner, name, None)
        told = ", ".join(inspect.signature(function).parameters) if callable(function) else "nothing"
        if told != mend.parameters:
            raise OtherWeasyPrint(f"{mend.part} is mended with ({mend.parameters}), and finds {told}")
