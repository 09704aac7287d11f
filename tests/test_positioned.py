"""What is positioned in a line stands beside the words before it, or by the box that holds it."""

from __future__ import annotations

import pytest

CSS = "b { position: absolute; font-weight: 400; "


def drawn_of(drawn, css: str, body: str, **more) -> list[str]:
    return [row.rstrip("_") for row in drawn(body, css=CSS + css, size=(8, 4), **more)]


@pytest.mark.parametrize(
    ("body", "row"),
    [
        ("<p>اب <b>ج</b></p>", "____C_BA"),
        ("<p><b>ج</b></p>", "_______C"),
        ("<p>اب <u>د</u><b>ج</b></p>", "___CD_BA"),
        ("<p>اب <u>د<b>ج</b></u></p>", "___CD_BA"),
    ],
)
def test_it_stands_where_the_line_has_come_to(drawn, body: str, row: str) -> None:
    found = drawn_of(drawn, "} u { text-decoration: none }", f"<div style='position: relative'>{body}</div>")
    assert found == [row]


@pytest.mark.parametrize(("css", "row"), [("top: 16px; left: 0", "___D"), ("top: 16px; right: 0", "____D")])
def test_it_stands_by_the_box_that_holds_it(drawn, css: str, row: str) -> None:
    css += "} u { position: relative; text-decoration: none }"
    assert drawn_of(drawn, css, "<p>اب <u>جه<b>د</b></u> و</p>") == ["_F_EC_BA", row]
    assert drawn_of(drawn, css, "<p>ab <u>ce<b>d</b></u> f</p>", language="en") == ["ab_ce_f", row.lower()]


@pytest.mark.parametrize("line", ["<br>{0}{0}", "ا<br>{0} {0}", "<br> {0} {0} <br>ا", "<b>{0} {0}</b>", "{0}{0}ا"])
def test_a_line_of_nothing_else_is_laid_out(drawn, line: str) -> None:
    one = '<i style="position: absolute; top: 48px; left: 0">ب</i>'
    assert drawn(f"<p>{line.format(one)}</p>", size=(8, 4))[3].rstrip("_")
