"""The rules of columns stand in the gaps between them, in either direction."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("gap", ["20px", "10%", "normal"])
def test_rules_stand_between_columns(
    rendered: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch, direction: str, gap: str
) -> None:
    border = importlib.import_module("weasyprint.draw.border")
    drawn: list[tuple[float, ...]] = []
    monkeypatch.setattr(border, "draw_rect_border", lambda stream, box, *_: drawn.append(box))
    css = f"div {{ columns: 3; column-gap: {gap}; column-rule: 2px solid red; width: 200px; font-size: 20px }}"
    html = f"<html dir={direction}><style>@page {{ margin: 0 }} body {{ margin: 0 }} {css}</style>"
    document = rendered(f"{html}<div><p>a<p>b<p>c</div>")
    with importlib.import_module("dossier.press.weasy.fixes_table").installed():
        document.write_pdf()
    columns = [box for box in document.pages[0]._page_box.descendants() if getattr(box, "is_column", False)]
    edges = sorted((box.position_x, box.position_x + box.width) for box in columns)
    middles = [(left[1] + right[0]) / 2 for left, right in pairwise(edges)]
    assert len(middles) == 2
    assert sorted(x + width / 2 for x, _, width, _ in drawn) == pytest.approx(middles)
