"""Blocks with automatic margins stand in the middle, or at the side that is said, in what is read from the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

MIDDLE = "width: 32px; margin: 0 auto"


def line(drawn, style: str, inside: str = "اب", frame: str = "") -> str:
    rows = drawn(f"<section style='{frame}'><div style='{style}'>{inside}</div></section>", size=(8, 2))
    return rows[0].rstrip("_")


@pytest.mark.parametrize(
    ("style", "row"),
    [
        (MIDDLE, "___BA"),
        (f"max-{MIDDLE}", "___BA"),
        ("width: 32px; margin-inline: auto", "___BA"),
        ("width: 32px; margin-left: auto", "______BA"),
        ("width: 32px; margin-right: auto", "BA"),
        ("width: 32px; margin-left: auto; margin-right: 16px", "_____BA"),
        ("width: 32px; margin-inline-start: auto", "BA"),
        ("width: 32px; margin-inline-end: auto", "______BA"),
        ("width: 32px; margin-right: 16px", "_____BA"),
        (f"{MIDDLE}; overflow: hidden", "___BA"),
        (f"{MIDDLE}; display: table", "___BA"),
        (f"{MIDDLE}; display: flex", "___BA"),
        (f"{MIDDLE}; display: grid; grid-template-columns: 32px", "___BA"),
        (f"{MIDDLE}; columns: 1", "___BA"),
        ("width: 160px; margin: 0 auto", "______BA"),
    ],
)
def test_a_block_stands_where_its_margins_say(drawn, style: str, row: str) -> None:
    assert line(drawn, style) == row


def test_without_mending_it_does_not(drawn) -> None:
    body = "<div style='width: 48px; margin: 0 auto'>ابج</div>"
    assert drawn(body, size=(9, 2)) == ["___CBA___"]
    with pytest.raises(AssertionError):  # its words are beside the paper
        drawn(body, size=(9, 2), stock=True)


def test_blocks_in_blocks(drawn) -> None:
    inner = "<div style='width: 16px; margin: 0 auto'>ج</div>"
    assert line(drawn, "width: 48px; margin: 0 auto", inner, "width: 112px; margin-right: 16px") == "___C"
    assert line(drawn, "width: 48px; margin: 0 auto", inner, "width: 112px; margin-left: auto") == "____C"


def test_a_picture_is_moved_once(rendered: Callable[[str], Any]) -> None:
    picture = "<img alt=a style='display: block; {}' src=\"data:image/svg+xml,{}\">"
    empty = "%3Csvg xmlns='http://www.w3.org/2000/svg' width='16' height='16'/%3E"

    def left(style: str) -> float:
        css = "<style>@page { size: 128px 64px; margin: 0 } body { margin: 0 }</style>"
        box = rendered(f"<html dir=rtl>{css}<body>{picture.format(style, empty)}").pages[0]._page_box
        while getattr(box, "children", None):
            box = box.children[0]
        return box.content_box_x()

    assert [left(""), left("margin: 0 auto"), left("width: 32px; margin-left: auto")] == [112, 56, 96]
