"""Grids are laid out from the side that they are read from, and have as many columns as fit: square by square."""

from __future__ import annotations

import pytest

ROWS = "<div><p>اب</p><p>ج</p><p>د</p><p>هو</p></div>"
DIV = "div { display: grid; width: 128px; "


def drawn_of(drawn, css: str, body: str = ROWS, **more) -> list[str]:
    return [row.rstrip("_") for row in drawn(body, css=DIV + css, size=(8, 4), **more)]


@pytest.mark.parametrize(
    ("css", "rows"),
    [
        ("grid-template-columns: 48px 32px }", ["____C_BA", "___FE__D"]),
        ("grid-template-columns: 48px 32px 16px; gap: 16px }", ["D__C__BA", "", "______FE"]),
        ("grid-template-columns: 48px 32px; justify-content: end }", ["_C_BA", "FE__D"]),
        ("grid-template-columns: 48px 32px; justify-content: left }", ["_C_BA", "FE__D"]),
        ("grid-template-columns: 48px 32px; justify-content: right }", ["____C_BA", "___FE__D"]),
        ("grid-template-columns: 48px 32px; column-gap: 16px; justify-content: end }", ["_C__BA", "FE___D"]),
        ("grid-template-columns: 48px 32px; column-gap: 16px; justify-content: center }", ["__C__BA", "_FE___D"]),
        ("grid-template-columns: 32px 32px 32px; justify-content: space-between }", ["_D__C_BA", "______FE"]),
        ("grid-template-columns: 1fr 1fr; justify-items: end }", ["C___BA", "FE__D"]),
        ("grid-template-columns: 1fr 1fr; place-items: start end }", ["C___BA", "FE__D"]),
        ("grid-template-columns: 48px 32px; place-content: end }", ["_C_BA", "FE__D"]),
        ("grid-template-columns: 1fr 1fr; justify-items: left }", ["C___BA", "FE__D"]),
        ("grid-template-columns: 1fr 1fr 32px } p:first-child { grid-column: span 2 }", ["_C____BA", "___FE__D"]),
        ("grid-template-areas: 'a b' 'c b'; grid-template-columns: 32px 48px } p { grid-area: c }", None),
        ("grid-template-columns: repeat(auto-fill, 32px) }", ["FE_D_CBA"]),
        ("grid-template-columns: repeat(auto-fill, minmax(48px, 1fr)) }", ["___C__BA", "__FE___D"]),
        ("grid-template-columns: 64px repeat(auto-fill, 32px) }", ["_D_C__BA", "______FE"]),
    ],
)
def test_a_grid_is_read_from_the_right(drawn, css: str, rows: list[str] | None) -> None:
    if rows is None:
        body = "<div><p style='grid-area: b'>اب</p><p>ج</p></div>"
        assert drawn_of(drawn, css, body) == ["____BA_C"]
    else:
        assert drawn_of(drawn, css) == rows


def test_few_items_fill_the_row_where_empty_columns_are_left_out(drawn) -> None:
    two = "<div><p>اب</p><p>ج</p></div>"
    assert drawn_of(drawn, "grid-template-columns: repeat(auto-fit, minmax(32px, 1fr)) }", two) == ["___C__BA"]
    assert drawn_of(drawn, "grid-template-columns: repeat(auto-fill, minmax(32px, 1fr)) }", two) == ["_____CBA"]


def test_a_grid_is_read_from_the_left(drawn) -> None:
    body = "<div dir=ltr><p>ab</p><p>c</p><p>d</p><p>ef</p></div>"
    assert drawn_of(drawn, "grid-template-columns: repeat(auto-fill, 48px) }", body, language="en") == ["ab_c", "d__ef"]
    css = "grid-template-columns: 48px 32px; column-gap: 16px; justify-content: end }"
    assert drawn_of(drawn, css, body, language="en") == ["__ab__c", "__d___ef"]


def test_what_is_moved_in_a_grid_is_moved_as_it_says(drawn) -> None:
    css = "grid-template-columns: 64px 64px } p:first-child { position: relative; left: -16px }"
    assert drawn_of(drawn, css) == ["___C_BA", "__FE___D"]


def test_a_grid_in_a_grid(drawn) -> None:
    body = "<div><p>ا</p><section><p>ب</p><p>ج</p></section></div>"
    css = "grid-template-columns: 32px 64px } section { display: grid; grid-template-columns: 16px 32px }"
    assert drawn_of(drawn, css, body) == ["____CB_A"]


def test_a_picture_in_a_grid_at_the_end_of_the_page_does_not_end_the_drawing(pages) -> None:
    picture = (
        "<img alt=a style='width: 16px; height: 32px' src=\"data:image/svg+xml,"
        "%3Csvg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/%3E\">"
    )
    body = f"<p>ا<br>ب<br>ج</p><div><p>د</p>{picture}</div>"
    first, second = pages(body, css=DIV + "grid-template-columns: 64px 64px }", size=(8, 4))
    assert [row.strip("_") for row in (*first, *second)] == ["A", "B", "C", "", "D", "", "", ""]


@pytest.mark.parametrize("css", ["float: right", "position: absolute; right: 0"])
def test_a_grid_that_is_placed(drawn, css: str) -> None:
    body = "<div><p>اب</p><p>ج</p></div>"
    assert drawn_of(drawn, f"grid-template-columns: 48px 32px; {css} }}", body) == ["____C_BA"]


def test_what_is_placed_in_a_grid_is_placed_by_its_edges(drawn) -> None:
    body = "<div><p>اب</p><p>ج<b>د</b></p></div>"
    for position, column in (("left: 0", 0), ("right: 0", 7), ("left: 32px", 2)):
        css = "position: relative; grid-template-columns: 48px 32px } "
        css += f"b {{ position: absolute; {position}; top: 16px; font-weight: 400 }}"
        assert drawn_of(drawn, css, body) == ["____C_BA", "_" * column + "D"]


def test_what_is_placed_in_a_grid_takes_no_cell(drawn) -> None:
    body = "<div><b>ز</b><p>اب</p><p>ج</p><p>د</p></div>"
    css = "position: relative; grid-template-columns: 48px 32px } b { position: absolute; font-weight: 400; "
    assert drawn_of(drawn, css + "left: 0; top: 16px }", body) == ["____C_BA", "G______D"]
    assert drawn_of(drawn, css + "left: 16px }", body) == ["_G__C_BA", "_______D"]
    assert drawn_of(drawn, css + "top: 32px }", body) == ["____C_BA", "_______D", "_______G"]


@pytest.mark.parametrize(
    ("css", "rows"),
    [
        ("p:nth-child(2) { grid-column: 1 / -1 }", ["______BA", "_______C", "____FE_D"]),
        ("p:first-child { grid-column: -2 }", ["BA", "___FED_C"]),
        ("p:first-child { grid-column: -3 / -1 }", ["___BA", "___FED_C"]),
        ("p:first-child { grid-column: 2 / -2 }", ["_C__BA", "____FE_D"]),
        ("p:first-child { grid-row: -1 }", ["___FED_C", "______BA"]),
        ("p:first-child { grid-row: 2 }", ["___FED_C", "______BA"]),
        ("p { grid-row: 2 }", ["", "FE__DCBA"]),
    ],
)
def test_lines_are_counted_from_the_end_of_a_grid(drawn, css: str, rows: list[str]) -> None:
    assert drawn_of(drawn, "grid-template: 16px / 32px 16px 48px 32px } " + css) == rows


@pytest.mark.parametrize(
    ("css", "row"),
    [
        ("grid-template-columns: auto auto", "____KCBAJ"),
        ("grid-template-columns: 1fr 1fr", "___K_CBAJ"),
        ("grid-template-columns: 32px auto; gap: 16px", "___KC_BAJ"),
        ("grid-template-columns: repeat(2, minmax(16px, 1fr))", "___K_CBAJ"),
        ("grid-auto-flow: column", "____KCBAJ"),
        ("grid-template-columns: 16px auto } section p:first-child { grid-column: 1 / -1 ", "_____KBAJ"),
        ("grid-template-columns: 16px auto } section p:first-child { grid-column: -2 ", "____KBA_J"),
        ("", "_____KBAJ"),
    ],
)
def test_a_grid_in_a_row_is_as_wide_as_its_columns(drawn, css: str, row: str) -> None:
    body = "<div><p>ي</p><section><p>اب</p><p>ج</p></section><p>ك</p></div>"
    css = f"div {{ display: flex }} section {{ display: grid; {css} }}"
    assert drawn(body, css=css, size=(9, 4))[0] == row


def test_a_part_of_a_grid_says_both_of_its_places_at_once(drawn) -> None:
    css = "div { display: grid; width: 128px; grid-template-columns: 1fr 1fr } p:first-child { place-self: end }"
    assert drawn("<div><p>اب</p><p>ج</p></div>", css=css, size=(8, 4)) == ["___CBA__"]


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("{}<p>ك</p>", "section { float: right }"),  # what it would like
        ("<table><tr><td>{}<td>ك</table>", "table { width: 16px; border-collapse: collapse } td { padding: 0 }"),
    ],
    ids=["at most", "at least"],
)
def test_a_grid_is_as_wide_as_its_columns_at_most_and_at_least(drawn, body: str, css: str) -> None:
    body = body.format("<section><p>اب</p><p>ج</p></section>")
    css += " section { display: grid; grid-template-columns: auto auto }"
    assert drawn(body, css=css, size=(9, 4)) == ["_____KCBA"]
