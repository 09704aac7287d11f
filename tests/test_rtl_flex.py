"""Rows of flexible boxes are read from the right: square by square."""

from __future__ import annotations

import pytest

ROW = "<div><p>اب</p><p>ج</p></div>"
FOUR = "<div><p>اب</p><p>ج</p><p>د</p><p>هو</p></div>"
DIV = "div { display: flex; width: 128px; "


def drawn_of(drawn, css: str, body: str = ROW, **more) -> list[str]:
    return [row.rstrip("_") for row in drawn(body, css=DIV + css, size=(8, 4), **more)]


@pytest.mark.parametrize(
    ("css", "row"),
    [
        ("}", "_____CBA"),
        ("justify-content: left }", "CBA"),
        ("justify-content: right }", "_____CBA"),
        ("justify-content: start }", "_____CBA"),
        ("justify-content: end }", "CBA"),
        ("justify-content: flex-end }", "CBA"),
        ("justify-content: space-between }", "C_____BA"),
        ("gap: 16px }", "____C_BA"),
        ("flex-direction: row-reverse }", "BAC"),
        ("flex-direction: row-reverse; justify-content: flex-end }", "_____BAC"),
        ("} p:first-child { order: 2 }", "_____BAC"),
        ("} p:first-child { flex: 1 }", "C_____BA"),
        ("} p:last-child { margin-right: auto }", "C_____BA"),
        ("} p:first-child { margin-left: 16px }", "____C_BA"),
        ("} p:first-child { position: relative; left: -48px }", "___BAC"),
    ],
)
def test_a_row_is_read_from_the_right(drawn, css: str, row: str) -> None:
    assert drawn_of(drawn, css) == [row.rstrip("_")]


def test_every_line_of_a_row_that_wraps_has_its_gaps(drawn) -> None:
    css = "flex-wrap: wrap; gap: 16px } p { width: 48px }"
    assert drawn_of(drawn, css, FOUR) == ["___C__BA", "", "__FE___D"]
    assert drawn_of(drawn, css + "div { justify-content: left }", FOUR) == ["__C__BA", "", "_FE___D"]


def test_a_column_begins_at_the_right(drawn) -> None:
    assert drawn_of(drawn, "flex-direction: column; align-items: flex-end }") == ["BA", "C"]
    assert drawn_of(drawn, "flex-direction: column }") == ["______BA", "_______C"]


def test_what_is_placed_in_a_row_is_placed_by_its_edges(drawn) -> None:
    body = "<div><p>اب</p><p>ج<b>د</b></p></div>"
    for position, column in (("left: 0", 0), ("right: 0", 7), ("left: 32px", 2)):
        css = "position: relative; flex-wrap: wrap } "
        css += f"b {{ position: absolute; {position}; top: 16px; font-weight: 400 }}"
        assert drawn_of(drawn, css, body) == ["_____CBA", "_" * column + "D"]


@pytest.mark.parametrize(
    ("language", "body", "rows"),
    [
        ("ar", "<p>اب <u><i>ج</i><i>د</i></u> ه <u><i>و</i></u> ز</p>", ["G_F_E_DC_BA"]),
        ("en", "<p>ab <u><i>c</i><i>d</i></u> e <u><i>f</i></u> g</p>", ["ab_cd_e_f_g"]),
        ("ar", "<p>ابجد هوزح <u><i>ط</i><i>ي</i></u></p>", ["HGFE_DCBA", "JI"]),
    ],
)
def test_flexible_boxes_stand_in_a_line(drawn, language: str, body: str, rows: list[str]) -> None:
    css = "u { display: inline-flex; text-decoration: none } i { font-style: normal }"
    found = [row.strip("_") for row in drawn(body, css=css, size=(11, 4), language=language)]
    assert found == rows
