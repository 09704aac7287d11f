"""Layout to the pixel, as pictures. A to Z are ابجدهوز…, small letters and digits are themselves, _ is empty paper."""

from __future__ import annotations

import pytest
from drawn import Drawn


def line(drawn, text: str, **options) -> str:
    (row,) = drawn(f"<p>{text}</p>", size=(options.pop("columns", 8), 2), **options)
    return row


# Order and alignment


@pytest.mark.parametrize(
    ("text", "language", "picture"),
    [
        ("ابج", "ar", "_____CBA"),
        ("abc", "en", "abc_____"),
        ("ابج", "en", "CBA_____"),
        ("abc", "ar", "_____abc"),
        ("ابج de", "ar", "__de_CBA"),
        ("ab ابج", "en", "ab_CBA__"),
        ("ab د ابج", "ar", "CBA_D_ab"),
        ("ا 25% ب", "ar", "_B_%25_A"),
        ("ا (b) ج", "ar", "_C_(b)_A"),
        ("ا (ب) ج", "ar", "_C_(B)_A"),
        ("«ا» ب", "ar", "___B_«A»"),
        ("ا، ب؛", "ar", "___؛B_،A"),
        ("3:63 ا", "ar", "__A_3:63"),
        ("<b>a</b> <i>b</i> ج", "ar", "___C_a_b"),
        ("ا <b>ب</b> c", "ar", "___c_B_A"),
    ],
)
def test_order_on_a_line(drawn, text: str, language: str, picture: str) -> None:
    assert line(drawn, text, language=language) == picture


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("بكم", "_____fmi"),
        ("باب", "_____ofi"),
        ("ب<b>ك</b>م", "_____fmi"),
        ("دار", "_____ooo"),
        ("بب b ب", "__o_b_fi"),
    ],
)
def test_letters_join(drawn, text: str, picture: str) -> None:
    assert line(drawn, text, forms=True) == picture


@pytest.mark.parametrize(
    ("body", "css", "picture"),
    [
        ("<p><i>بب</i><i>بب</i></p>", "i { display: inline-block }", "____fifi"),
        ("<div><i>بب</i><i>بب</i></div>", "div { display: flex; width: 128px }", "____fifi"),
        ("<p><i>بب</i>بب</p>", "i { float: right }", "____fifi"),
        ("<p>بب<i>بب</i></p>", "i { position: absolute; left: 0; top: 16px }", "______fi"),
        ("<p>بب<i>ب</i>بب</p>", "i { padding: 0 16px }", "_fi_o_fi"),
        ("<p>بب<i>ب</i>بب</p>", "i { display: none }", "____fmmi"),
        ("<p>بب<bdi>بب</bdi></p>", "", "____fifi"),
        ("<p>ب<i>ب<b>ب</b></i>ب</p>", "", "____fmmi"),
    ],
)
def test_letters_are_joined_over_inline_elements_and_over_no_others(drawn, body: str, css: str, picture: str) -> None:
    rows = drawn(body, css=f"{css} i {{ font-style: normal }}", size=(8, 3), forms=True)
    assert rows[0] == picture


@pytest.mark.parametrize(
    ("body", "language", "picture"),
    [
        ("<b>a</b> b ج", "ar", "____C_a_b"),
        ("ا a <b>b ب</b>", "ar", "___B_a_b_A"),
        ("ا <i>a <b>b</b></i> c", "ar", "___a_b_c_A"),
        ("a ا<b> ب</b> b", "en", "a_B_A_b___"),
        ("<b>a ا</b> ب b", "en", "a_B_A_b___"),
        ("ا 1<b>-2</b> ب", "ar", "___B_2-1_A"),
        ("ا <bdo dir=ltr>ابج</bdo> ب", "ar", "___B_ABC_A"),
        ("ا <bdi>1-2</bdi> ب", "ar", "___B_1-2_A"),
        ("ا <span dir=ltr>1-2</span> ب", "ar", "___B_1-2_A"),
    ],
)
def test_tags_do_not_change_the_order_of_a_line(drawn, body: str, language: str, picture: str) -> None:
    assert line(drawn, body, language=language, columns=10).strip("_") == picture.strip("_")


def test_an_element_that_is_read_in_two_places_has_a_side_where_it_begins_and_ends(drawn) -> None:
    css = "b { font-weight: 400; padding: 0 16px }"
    assert drawn("<p>ا a <b>b ب</b> ج", size=(12, 2), css=css) == ["_C__B_a_b__A"]  # at the right and at the left


@pytest.mark.parametrize(
    ("body", "side", "language", "picture"),
    [
        ("اب <i>ج</i> د", "left", "ar", "C_____D_BA"),
        ("اب <i>ج</i> د", "right", "ar", "_____D_BAC"),
        ("اب <i>ج</i>", "inline-end", "ar", "C_______BA"),
        ("ab <i>c</i> d", "left", "en", "cab_d_____"),
        ("ab <i>c</i> d", "right", "en", "ab_d_____c"),
        ("ab <i>c</i> d", "inline-start", "en", "cab_d_____"),
    ],
)
def test_a_float_behind_words_stands_at_its_side(drawn, body: str, side: str, language: str, picture: str) -> None:
    css = f"p {{ width: 160px }} i {{ float: {side}; font-style: normal }}"
    (row,) = drawn(f"<p>{body}</p>", css=css, size=(10, 2), language=language)
    assert row == picture


def test_lines_wrap_from_the_reading_edge(drawn) -> None:
    assert drawn("<p>اب جد هو</p>", css="p { width: 80px }", size=(8, 3)) == ["___DC_BA", "______FE"]
    assert drawn("<p>ab cd ef</p>", language="en", css="p { width: 80px }", size=(8, 3)) == ["ab_cd___", "ef______"]


def test_a_line_that_ends_before_an_element_keeps_to_the_edge(drawn) -> None:
    css = "p { width: 80px } b { white-space: nowrap }"
    assert drawn("<p>اب جد <b>هو ا</b></p>", css=css, size=(8, 3)) == ["___DC_BA", "____A_FE"]
    assert drawn("<p>اب <b>جد هو</b> زح</p>", css=css, size=(8, 4)) == ["______BA", "___FE_DC", "______HG"]


def test_justified_lines_reach_both_edges(drawn) -> None:
    css = "p { width: 96px; text-align: justify }"
    assert drawn("<p>اب جد هوز ح</p>", css=css, size=(8, 3)) == ["__DC__BA", "___H_GFE"]
    assert drawn("<p>اب جد <b>هوزح</b></p>", css=css, size=(8, 3)) == ["__DC__BA", "____HGFE"]


def test_alignment_follows_the_direction(drawn) -> None:
    ends = "p { text-align: end } q { quotes: none }"
    assert line(drawn, "اب", css=ends) == "BA______"
    assert line(drawn, "ab", css=ends, language="en") == "______ab"
    assert line(drawn, "اب", css="p { margin-inline-start: 32px }") == "____BA__"
    assert line(drawn, "ab", css="p { margin-inline-start: 32px }", language="en") == "__ab____"


# Pages

PAPER = """
    @page :left { margin: 32px 48px 32px 16px; @top-left { content: "l"; text-align: left; vertical-align: top }
                  @bottom-left { content: counter(page); text-align: left; vertical-align: bottom } }
    @page :right { margin: 32px 16px 32px 48px; @top-right { content: "r"; text-align: right; vertical-align: top }
                   @bottom-right { content: counter(page); text-align: right; vertical-align: bottom } }
    section { break-before: page }
"""


def test_an_arabic_book_opens_on_a_left_page_with_its_spine_on_the_right(pages: Drawn) -> None:
    first, second = pages("<p>ابج</p><section>دهو</section>", css=PAPER, size=(8, 5))
    assert first == ["_l______", "________", "__CBA___", "________", "_1______"]
    assert second == ["______r_", "________", "____FED_", "________", "______2_"]


def test_an_english_book_opens_on_a_right_page_with_its_spine_on_the_left(pages: Drawn) -> None:
    first, second = pages("<p>abc</p><section>def</section>", css=PAPER, size=(8, 5), language="en")
    assert first == ["______r_", "________", "___abc__", "________", "______1_"]
    assert second == ["_l______", "________", "_def____", "________", "_2______"]


def test_running_heads_are_those_of_their_page(pages: Drawn) -> None:
    css = """@page { margin: 32px 0 0; @top-right { content: string(head); vertical-align: top; text-align: right }
                     @top-left { content: element(plate); vertical-align: top; text-align: left } }
             h1 { string-set: head content(text); break-before: page } .plate { position: running(plate) }"""
    body = '<div class="plate">k</div><h1>اب</h1><p>ج</p><h1>دهو</h1><p>ز</p>'
    first, second = pages(body, css=css, size=(8, 5))
    assert first == ["k_____BA", "________", "______BA", "_______C", "________"]
    assert second == ["k____FED", "________", "_____FED", "_______G", "________"]


def test_running_heads_keep_the_space_behind_a_number(drawn) -> None:
    css = """@page { margin: 32px 0 0; @top-right { content: string(head); vertical-align: top; text-align: right } }
             h1 { string-set: head content(before) content() content(after); counter-increment: h }
             h1::before { content: counter(h) "-  " } h1::after { content: " (" counter(h) ")" }"""
    expected = ["(1)_BA_-1", "_________", "(1)_BA_-1"]
    assert [row.rjust(9, "_")[-9:] for row in drawn("<h1>اب</h1>", css=css, size=(9, 3))] == expected


def test_footnotes_stand_at_the_foot(drawn) -> None:
    css = """.n { float: footnote }
             ::footnote-call { content: counter(footnote); font: inherit; vertical-align: baseline }
             ::footnote-marker { content: counter(footnote) ":" }"""
    body = '<p>اب<span class="n">ده</span> ج</p>'
    assert drawn(body, css=css, size=(8, 4)) == ["___C_1BA", "________", "________", "____ED:1"]
    english = drawn('<p>ab<span class="n">de</span> c</p>', css=css, size=(8, 4), language="en")
    assert english == ["ab1_c___", "________", "________", "1:de____"]


# What briefings are made of


def test_marks_stand_at_the_end_of_what_they_prove(drawn) -> None:
    body = '<p>اب <span class="mark" dir="ltr">3:6</span> <span class="mark" dir="ltr">5:2</span></p>'
    assert drawn(body, size=(10, 2)) == ["5:2_3:6_BA"]
    english = '<p>ab <span class="mark" dir="ltr">3:6</span> <span class="mark" dir="ltr">5:2</span></p>'
    assert drawn(english, size=(10, 2), language="en") == ["ab_3:6_5:2"]


def test_rows_have_the_label_at_the_reading_edge_and_the_marks_at_the_other(drawn) -> None:
    css = """.row { display: table; width: 224px; table-layout: fixed } .row > div { display: table-cell }
             .ref { width: 64px } .label { width: 64px } .row > .ref { text-align: left }
             html[lang=en] .row > .ref { text-align: right }"""
    row = '<div class="row"><div class="label">{}</div><div>{}</div><div class="ref" dir="ltr">1:2</div></div>'
    arabic = drawn(row.format("اب", "جد هو زح"), css=css, size=(14, 3))
    assert arabic == ["1:2__FE_DC__BA", "________HG____"]
    english = drawn(row.format("ab", "cd ef gh"), css=css, size=(14, 3), language="en")
    assert english == ["ab__cd_ef__1:2", "____gh________"]


def test_a_quotation_and_its_translation_stand_side_by_side(drawn) -> None:
    css = """table { width: 208px; table-layout: fixed } td { vertical-align: top } .gap { width: 16px }
             [dir=ltr] { text-align: left } [dir=rtl] { text-align: right }"""
    pair = '<table><tr><td {}>{}</td><td class="gap"></td><td {}>{}</td></tr></table>'
    arabic = drawn(pair.format("dir=rtl", "«اب» جد هو", "dir=ltr", "“ab” cd ef"), css=css, size=(13, 3))
    assert arabic == ["“ab”_____«BA»", "cd_ef___FE_DC"]
    english = drawn(pair.format("dir=ltr", "“ab” cd ef", "dir=rtl", "«اب» جد هو"), css=css, size=(13, 3), language="en")
    assert english == ["“ab”_____«BA»", "cd_ef___FE_DC"]


# Traps: what WeasyPrint makes of them, and what is made of them instead

GRID = "div { display: grid; grid-template-columns: 96px 32px; width: 128px }"


def test_a_grid_is_wrong_until_it_is_mended(drawn) -> None:
    body = "<div><p>ابج</p><p>د</p><p>هوز</p></div>"
    assert drawn(body, css=GRID, size=(8, 4), stock=True) != ["_D___CBA", "_____GFE"]
    assert drawn(body, css=GRID, size=(8, 4)) == ["_D___CBA", "_____GFE"]


def test_letter_spacing_and_first_letters_are_left_out(drawn) -> None:
    css = "p { letter-spacing: 16px }"
    assert line(drawn, "بكم", css=css) != "_____MKB"
    assert line(drawn, "بكم", css=css, mending=True) == line(drawn, "بكم")
    css = "p::first-letter { color: black }"
    assert line(drawn, "بكم", css=css, forms=True) == "_____fio"
    assert line(drawn, "بكم", css=css, forms=True, mending=True) == "_____fmi"


def test_an_indent_is_taken_where_the_first_line_begins(drawn) -> None:
    css = "p { text-indent: 16px; width: 112px }"
    assert drawn("<p>اب جد هوز", css=css, size=(8, 3)) == ["__DC_BA_", "_____GFE"]
    assert drawn("<p>اب <b>جد</b> هوز", css=css, size=(8, 3)) == ["__DC_BA_", "_____GFE"]
    assert drawn("<p>ab cd efg", css=css, size=(8, 3), language="en") == ["_ab_cd__", "efg_____"]


def test_columns_without_a_rule_are_right(drawn) -> None:
    css = "div { columns: 2; column-gap: 32px; width: 160px }"
    body = "<div><p>اب</p><p>ج</p><p>دهو</p><p>ز</p></div>"
    assert drawn(body, css=css, size=(10, 4)) == ["_FED____BA", "___G_____C"]


def test_ink_beside_the_board_is_an_error(drawn) -> None:
    with pytest.raises(AssertionError, match="ink beside the board"):
        drawn("<p>اب</p>", css="p { padding-right: 1px }")
