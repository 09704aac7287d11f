"""Arabic in drawings is set as words, from wherever the drawing comes, or told: square by square."""

from __future__ import annotations

import base64
import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import pytest
from pressed import draw_foreign
from testface import FAMILY

from dossier.press.fonts import typefaces

FACES = typefaces.load(Path(__file__).parents[1] / "fonts")

TEXT = f'<text y="16" font-size="16" font-family="{FAMILY}" %s>%s</text>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="128" height="16" %s>%s</svg>'
LABEL = 'role="img" aria-label="a" style="display: block"'


def inline(attributes: str, words: str, more: str = "") -> str:
    return SVG % (f"{LABEL} {more}", TEXT % (attributes, words))


def row(drawn, body: str, **options) -> str:
    rows = drawn(body, size=(8, 2), **options)
    return rows[0].rstrip("_") if rows else ""


@pytest.mark.parametrize(
    ("attributes", "words", "picture"),
    [
        ('x="128" direction="rtl"', "ابج", "_____CBA"),
        ('x="0"', "ابج", "CBA"),
        ('x="64" text-anchor="middle"', "ابجد", "__DCBA"),
        ('x="128" text-anchor="end"', "ابج", "_____CBA"),
        ('x="128" style="direction: rtl"', "ابج", "_____CBA"),
        ('x="128" direction="rtl"', "&#1575;&#1576;", "______BA"),
        ('x="128" direction="rtl"', "اب 12", "___12_BA"),
        ('x="0"', "ab ابج", "ab_CBA"),
        ('x="128" direction="rtl"', "ا<tspan>ب</tspan>ج", "_____CBA"),
        ('x="128" direction="rtl"', "اب <tspan>ج</tspan> د", "__D_C_BA"),
        ('x="128" direction="rtl"', "اب <tspan>ج</tspan> 12", "_12_C_BA"),
        ('x="128" direction="rtl"', "اب <tspan>a</tspan> b ", "__a_b_BA"),
        ('x="128" direction="rtl"', "اب <tspan>a</tspan> <tspan>c</tspan> ج", "C_a_c_BA"),
        ('x="128" direction="rtl"', "<tspan>1</tspan> <tspan>c</tspan> ج", "___C_c_1"),
        ('x="0"', "اب <tspan>ج</tspan> د", "D_C_BA"),
        ('x="0"', "a <tspan>ا</tspan> <tspan>ج</tspan> b", "a_C_A_b"),
        ('x="0" style="--direction: rtl /* direction: rtl */"', "a <tspan>ا</tspan> <tspan>ج</tspan> b", "a_C_A_b"),
        ('x="128" style="DIRECTI\\4f N: rtl !important"', "اب <tspan>ج</tspan> د", "__D_C_BA"),
        ('direction="rtl"', '<tspan x="128">اب</tspan>', "______BA"),
        ('x="128" direction="rtl"', "\n   اب\n   جد  \n", "___DC_BA"),
    ],
)
def test_words_are_drawn_as_words(drawn, attributes: str, words: str, picture: str) -> None:
    assert row(drawn, inline(attributes, words)) == picture


def test_letters_are_joined(drawn) -> None:
    body = inline('x="128" direction="rtl"', "بكم")
    assert row(drawn, body, forms=True) == "_____fmi"
    assert row(drawn, body, forms=True, stock=True) != "_____fmi"


@pytest.mark.parametrize(
    "address",
    [
        lambda svg: f"data:image/svg+xml,{quote(svg)}",
        lambda svg: f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}",
    ],
)
@pytest.mark.parametrize(
    "element",
    [
        '<img alt="a" style="display: block" src="{}">',
        "<div style=\"width: 128px; height: 16px; background: url('{}')\"></div>",
    ],
)
def test_it_does_not_matter_where_a_drawing_comes_from(drawn, element: str, address: Callable[[str], str]) -> None:
    svg = SVG % ("", TEXT % ('x="128" direction="rtl"', "ابج"))
    assert row(drawn, element.format(address(svg))) == "_____CBA"


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ('x="64 32 0"', "ابج"),
        ('x="64" rotate="30"', "ابج"),
        ('x="64" dx="1,2"', "ابج"),
        ('x="64"', "ا<tspan dx='4'>ب</tspan>"),
        ('x="64"', "ا<tspan>ب<tspan>ج</tspan></tspan>"),
    ],
)
def test_letters_with_places_of_their_own_are_told(
    plain: ModuleType, tmp_path: Path, attributes: str, words: str
) -> None:
    file = tmp_path / "page.html"
    body = inline(attributes, words)
    file.write_text(f"<!DOCTYPE html><html lang=ar dir=rtl><title>t</title>\n<p>x</p>\n{body}", encoding="utf-8")
    with importlib.import_module("dossier.press.weasy.fixes_table").installed():
        problems = draw_foreign(file, FACES).problems
    assert {(str(one.place), one.severity) for one in problems} == {("page.html:3", "warning")}
    assert all(one.message.startswith("<text> of an SVG is drawn letter by letter: ") for one in problems)
