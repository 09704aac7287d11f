"""Blocks as wide as what is in them, and the selector :dir(): what browsers know and WeasyPrint does not."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pressed import draw_foreign

from dossier.press.fonts import typefaces

FACES = typefaces.load(Path(__file__).parents[1] / "fonts")


@pytest.fixture
def boxes_of(plain: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The boxes of a stranger's page, by the id of their element, and what is told."""
    kept: list[Any] = []
    boxes = importlib.import_module("dossier.press.weasy.lost_text")
    stock = boxes.lost_texts
    monkeypatch.setattr(boxes, "lost_texts", lambda watch, document: kept.append(document) or stock(watch, document))

    def pressed(body: str, css: str = "") -> tuple[dict[str, Any], list[str]]:
        css = f"@page {{ size: 600px 400px; margin: 0 }} body {{ margin: 0; font-size: 20px }} {css}"
        file = tmp_path / "page.html"
        file.write_text(f"<!DOCTYPE html><html lang=ar dir=rtl><title>t</title><style>{css}</style>{body}", "utf-8")
        with importlib.import_module("dossier.press.weasy.fixes_table").installed():
            problems = draw_foreign(file, FACES).problems
        found: dict[str, Any] = {}
        for box in kept[-1].pages[0]._page_box.descendants():
            if hasattr(box.element, "get") and box.element.get("id"):
                found.setdefault(box.element.get("id"), box)
        return found, [problem.message for problem in problems]

    return pressed


@pytest.mark.parametrize("word", ["fit-content", "max-content", "min-content", "-moz-fit-content"])
def test_a_block_is_as_wide_as_its_words(boxes_of, word: str) -> None:
    found, told = boxes_of("<div id=a>قصير</div><div id=b>سطر</div>", f"#a {{ width: {word}; padding: 0 10px }}")
    assert 20 < found["a"].width < 80
    assert found["a"].position_x + found["a"].margin_width() == pytest.approx(600)
    assert found["b"].width == 600
    assert told == []


def test_it_is_no_wider_than_its_parent(boxes_of) -> None:
    body = f"<div id=a>{'كلمة ' * 60}</div><div id=b>{'كلمة ' * 60}</div>"
    found, _ = boxes_of(body, "#a { width: fit-content; padding: 0 10px } #b { width: min-content }")
    assert found["a"].width == 580
    assert found["b"].width < 60


def test_it_stands_where_its_margins_say(boxes_of) -> None:
    found, _ = boxes_of("<h2 id=a>وسط</h2>", "#a { width: fit-content; margin: 0 auto }")
    assert found["a"].position_x + found["a"].margin_width() / 2 == pytest.approx(300)
    assert found["a"].border_box_x() + found["a"].width / 2 == pytest.approx(300)


def test_a_row_has_room_for_its_gaps(boxes_of) -> None:
    css = "#a { display: flex; width: fit-content; gap: 50px }"
    found, _ = boxes_of("<div id=a><b id=c>واحد</b><b id=d>اثنان</b></div>", css)
    assert found["a"].width == pytest.approx(found["c"].margin_width() + found["d"].margin_width() + 50)


def test_what_has_no_box_gives_its_parts_away(boxes_of) -> None:
    css = "#g { display: grid; grid-template-columns: 100px 200px } #g > div, u { display: contents }"
    body = "<div id=g><div id=n><b id=a>واحد</b> <i id=b>اثنان</i></div></div><p>نص <u>و<b id=c>نص</b></u></p>"
    found, told = boxes_of(body, css)
    assert "n" not in found
    assert (found["a"].position_x, found["b"].position_x) == (500, 300)
    assert [one for one in told if "contents" in one] == []


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("p:dir(rtl)", "ac"),
        ("p:dir(ltr)", "b"),
        ("p:not(:dir(rtl))", "b"),
        ("div:dir(ltr) > p", "b"),
        ("p:dir( RTL )", "ac"),
        ("p:dir(up)", ""),
    ],
)
def test_elements_are_selected_by_how_they_are_read(boxes_of, selector: str, expected: str) -> None:
    body = "<p id=a>نص</p><div dir=ltr><p id=b>text</p><div dir=rtl><p id=c>نص</p></div></div>"
    found, told = boxes_of(body, f"{selector} {{ padding: 7px }}")
    assert "".join(name for name in "abc" if found[name].padding_top == 7) == expected
    assert told == []


def test_what_finds_its_own_direction_is_selected_by_it(boxes_of) -> None:
    body = "<div dir=rtl><p id=a dir=auto>Text <b id=b>text</b></p><p id=c dir=auto>نص text</p></div>"
    found, _ = boxes_of(body, ":dir(ltr) { padding: 7px }")
    assert [name for name in "abc" if found[name].padding_top == 7] == ["a", "b"]


@pytest.mark.parametrize(("tag", "size"), [("sub", 25), ("sup", 25), ("small", 25), ("big", 36)])
def test_small_letters_are_a_sixth_smaller(boxes_of, tag: str, size: float) -> None:
    found, _ = boxes_of(f"<p style='font-size: 30px'>x<{tag} id=a>2</{tag}>")
    assert found["a"].style["font_size"] == pytest.approx(size)


def test_another_direction_is_told(boxes_of) -> None:
    _, told = boxes_of("<p id=a>نص</p>", "p:dir(rtl ltr) { padding: 7px }")
    assert len(told) == 1


def test_a_summary_has_a_triangle_unless_its_author_takes_it_away(boxes_of) -> None:
    body = "<details open><summary id=a>نص</summary><p id=b>نص</p></details>"
    assert boxes_of(body)[0]["a"].style["display"] == ("block", "flow", "list-item")
    assert boxes_of(body, "summary { display: block }")[0]["a"].style["display"] == ("block", "flow")
    assert boxes_of(body, "summary { list-style: none }")[0]["a"].style["list_style_type"] == "none"


@pytest.mark.parametrize(("colour", "dark", "light"), [("gray", "#555", "#aaa"), ("rgb(0 0 0 / .5)", "#000", "#555")])
def test_raised_borders_have_shades(plain: ModuleType, colour: str, dark: str, light: str) -> None:
    color = importlib.import_module("weasyprint.draw.color")

    def levels(made: Any) -> list[int]:
        return [round(15 * share) for share in made.to("srgb")[:3]]

    with importlib.import_module("dossier.press.weasy.fixes_table").installed():
        shades = [color.styled_color("outset", color.parse_color(colour), side) for side in ("bottom", "top")]
    assert [levels(shade) for shade in shades] == [levels(color.parse_color(one)) for one in (dark, light)]
    assert {shade.alpha for shade in shades} == {color.parse_color(colour).alpha}
