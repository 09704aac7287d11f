"""Markers that no face has are drawn as shapes, and leave nothing in the text of the page."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pressed import draw_foreign

from dossier.press.fonts import typefaces

FACES = typefaces.load(Path(__file__).parents[1] / "fonts")
NESTED = "<ul><li>one<ul><li>two<ul><li>three<ul><li>four</ul></ul></ul></ul>"


def pressed(plain: ModuleType, folder: Path, body: str, css: str = "", language: str = "en"):
    file = folder / "page.html"
    direction = "rtl" if language == "ar" else "ltr"
    head = f"<!DOCTYPE html><html lang={language} dir={direction}><title>t</title><style>{css}</style>"
    file.write_text(f"{head}<body>{body}</body></html>", encoding="utf-8")
    with importlib.import_module("dossier.press.weasy.fixes_table").installed():
        return draw_foreign(file, FACES)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    ("body", "css"),
    [
        (NESTED, ""),
        (NESTED, "ul { list-style-position: inside }"),
        ("<ul><li>one</ul>", "ul { list-style-type: disclosure-closed }"),
        ("<ul><li>one</ul>", "ul { list-style-type: disclosure-open }"),
        ("<ul><li>one</ul>", "ul { list-style-type: '‣ ' }"),
        ("<ul><li>one</ul>", "li::marker { content: '▪'; color: red }"),
        ("<ul><li>one</ul>", "li::marker { content: 'no. ' counter(list-item) ': '; color: red }"),
        ("<ul><li>one</ul>", "li::marker { content: 'x' } ul { list-style-position: inside }"),
        ("<ul type=circle><li>one<li type=square>two</ul>", ""),
        ("<div style='display: list-item; list-style: square'>one</div>", ""),
    ],
)
def test_no_list_is_refused_for_its_markers(
    plain: ModuleType, tmp_path: Path, body: str, css: str, language: str
) -> None:
    drawing = pressed(plain, tmp_path, body, css, language)
    assert drawing.problems == ()


def test_a_sign_in_the_text_is_refused_as_before(plain: ModuleType, tmp_path: Path) -> None:
    drawing = pressed(plain, tmp_path, "<ul><li>a ◦ b</ul>")
    assert [problem.message for problem in drawing.problems] == ["no face has the letter ◦ (U+25E6)"]


def boxes_of(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes_of(child)


def test_shapes_are_as_large_as_their_text(rendered: Callable[[str], Any]) -> None:
    def shape(css: str) -> tuple[float, ...]:
        (page,) = rendered(f"<body style='font-size: 100px'><ul dir=rtl style='{css}'><li>a").pages
        (box,) = (box for box in boxes_of(page._page_box) if type(box).__name__ == "InlineBlockBox")
        return round(box.width), round(box.border_width()), round(box.border_height()), round(box.margin_left)

    assert shape("list-style-type: square") == (32, 32, 32, 28)
    assert shape("list-style-type: circle") == (22, 36, 36, 28)
    assert shape("list-style-type: disclosure-closed") == (0, 40, 50, 28)
    assert shape("list-style-type: disclosure-open") == (0, 50, 40, 28)


def test_words_of_a_marker_stand_beside_its_item(rendered: Callable[[str], Any]) -> None:
    style = (
        "<style>li::marker { content: 'x' counter(list-item) ' ' } body { font-size: 20px } ul { margin: 0 }</style>"
    )
    for direction in ("ltr", "rtl"):
        (page,) = rendered(f"{style}<ul dir={direction}><li>a<li>b</ul>").pages
        texts = {box.text: box for box in boxes_of(page._page_box) if type(box).__name__ == "TextBox"}
        assert list(texts) == ["x1 ", "a", "x2 ", "b"]
        for marker, item in (("x1 ", "a"), ("x2 ", "b")):
            before, after = (texts[marker], texts[item])[:: 1 if direction == "ltr" else -1]
            assert before.position_x + before.width == pytest.approx(after.position_x)
            assert before.position_y == after.position_y


def test_a_picture_stands_at_some_distance_from_its_item(rendered: Callable[[str], Any]) -> None:
    picture = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%228%22 height=%228%22/%3E"
    for direction in ("ltr", "rtl"):
        (page,) = rendered(f"<ul dir={direction} style='list-style-image: url(\"{picture}\")'><li>a").pages
        parts = {type(box).__name__: box for box in boxes_of(page._page_box)}
        marker, item = parts["InlineReplacedBox"], parts["TextBox"]
        before, after = (marker, item)[:: 1 if direction == "ltr" else -1]
        edge = before.position_x + (before.margin_width() if before is item else before.width)
        assert after.position_x + (7 if after is marker else 0) - edge == pytest.approx(7)
