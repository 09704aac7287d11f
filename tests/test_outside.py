"""The order of lines as `dossier press` draws them, held against what was written; and the instrument itself first.

How it is looked at: outside.py. The lines: order/phrases.json, written for this; order/lines.json, 330 lines by
somebody who had not seen the rules of the press, frozen before those were changed; mixes.py, which nobody wrote.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random

import pytest
from test_oracle import can_stand_in_a_line, character_cases

from dossier.files.project import Project
from tests.bench.order import editions
from tests.mixes import mixes, with_tags
from tests.outside import (
    LRI,
    PDI,
    Convention,
    Direction,
    Producer,
    Row,
    Verdict,
    Way,
    bare,
    browser,
    by_conventions,
    by_unicode,
    drawn,
    judge,
    judged,
    rows_of_json,
    rows_of_page,
)

ORDER = Path(__file__).parent / "order"
PHRASES = rows_of_json(ORDER / "phrases.json")
LINES = rows_of_json(ORDER / "lines.json")
WIDTH = 24  #: letters, of a wrapped line

#: Paragraphs in which an element says that it is to be read by itself.
ISOLATES = [
    *[
        Row(f"rtl-{at}", "rtl", html)
        for at, html in enumerate(
            [
                "هاتف: <span dir=ltr>+49 30 5550 123</span> برلين",
                "هاتف <bdi>+966 11 555 0123</bdi>، ثم <bdi>(800) 955</bdi>.",
                "<bdi>18.00<span>ر.س</span></bdi> للقطعة",
                "قال <span dir=auto>OIC (منظمة) 3</span> نعم",
                "قال <span dir=auto>منظمة OIC 3</span> نعم",
                "بين <i dir=ltr>2019-2024</i> و<b>2019–2024</b>",
                "قال <span dir=ltr>say <span dir=rtl>نعم 5 + 3</span> 7</span> 9",
                "<span dir=ltr>C++</span> و<span dir=ltr>-5%</span>!",
                "انظر <a dir=ltr>A/RES/<b>60</b>/288</a> (<em dir=ltr>§ 3</em>)",
                "صاحب <bdi>ابن خلدون 3</bdi> – <bdi>John</bdi>: 7",
            ]
        )
    ],
    *[
        Row(f"ltr-{at}", "ltr", html)
        for at, html in enumerate(
            [
                "Total: <bdi>18.00<span>ر.س</span></bdi> incl. VAT, or 250 د.إ. per unit",
                "See <span dir=rtl>قلم</span>, <span dir=rtl>دفتر</span>, and <span dir=rtl>كتاب</span> (3).",
                "<bdi>محمد</bdi> 3:73, <bdi>شوفالوف</bdi> 2:8",
                "the <q dir=rtl>قال (OIC) نعم 5%</q> there",
                "<span dir=auto>«قال» 12%</span> and <span dir=auto>12% «said»</span>",
                "he said <span dir=rtl>قال <span dir=ltr>A, B</span>!</span>, 3",
            ]
        )
    ],
]


def told(verdict: Verdict) -> str:
    return "\n".join(map(str, verdict.faults[:20]))


def tagged(rows: list[Row]) -> list[Row]:
    random = Random(0)
    return [with_tags(row, random) for row in rows]


def unicode_rows(step: int) -> list[Row]:
    """Those of Unicode's cases that can stand in a paragraph."""
    cases = itertools.islice(filter(can_stand_in_a_line, character_cases()), 0, None, step)
    rows = [bare(f"case-{at}", "ltr" if case.base == "L" else "rtl", case.text) for at, case in enumerate(cases)]
    return [row for row in rows if row.text]


# The instrument


def asks_browser() -> None:
    if not browser():
        pytest.skip("no Chromium on this machine: the second witness is not asked")


def test_stock_agrees_with_python_bidi_on_lines_without_tags() -> None:
    verdict = judge([*PHRASES, *LINES, *mixes(100)], "stock", ask_browser=False)
    assert verdict.faults == [], told(verdict)
    assert verdict.lines > 500


@pytest.mark.parametrize("width", [pytest.param(None, marks=pytest.mark.slow), WIDTH])
def test_chromium_agrees_with_python_bidi(width: int | None) -> None:
    asks_browser()
    verdict = judge([*PHRASES, *LINES, *tagged(PHRASES), *ISOLATES, *mixes(50)], "chromium", width=width)
    assert verdict.faults == [], told(verdict)
    assert verdict.lines > (1000 if width else 600)


def test_stock_is_caught_where_a_tag_turns_a_word() -> None:
    rows = [Row("a", "rtl", "سافرنا على R<b>oute</b> 66 ثم"), Row("b", "rtl", "سافرنا على Route 66 ثم")]
    (fault,) = judge(rows, "stock", ask_browser=False).faults
    assert (fault.row.id, fault.drawn, fault.unicode) == ("a", "مث66outeRىلعانرفاس", "مثRoute66ىلعانرفاس")


def test_a_lost_word_is_caught() -> None:
    (one,) = judged(bare("a", "ltr", "one two"), ["one"], None, none)
    assert not one.is_right
    (none_at_all,) = judged(bare("a", "ltr", "one"), [], None, none)
    assert not none_at_all.is_right


def test_each_line_is_that_part_of_the_paragraph() -> None:
    ordered = by_unicode("قال abc def ثم", "rtl")
    assert [ordered.line(0, 7), ordered.line(8, 14)] == ["abcلاق", "مثdef"]
    assert by_unicode("(ab)", "rtl").line(0, 4) == "(ab)"
    assert by_unicode("ا (", "rtl").line(0, 3) == ")ا"


def test_blocks_of_a_page_are_found() -> None:
    html = """<html dir=rtl lang=ar><style>p { color: red }</style><div><p>قال <b>A</b></p><ul><li>one<li dir=ltr>two
        </ul></div><table dir=auto><td>c<br>d<td> 5 </table><p style="direction: ltr">x</p><svg><text>y</text></svg>"""
    assert [(row.direction, row.text, row.is_bare) for row in rows_of_page(html, "page")] == [
        ("rtl", "قال A", False),
        ("rtl", "one", True),
        ("ltr", "two", True),
        ("ltr", "5", True),
    ]


# Conventions


def none(text: str, direction: Direction) -> list[Convention]:
    return []


def percent(text: str, direction: Direction) -> list[Convention]:
    """A convention as the press could have it."""
    return [("percent", at - 2, at + 1) for at, char in enumerate(text) if char == "%"]


def test_a_token_of_a_convention_is_an_isolate() -> None:
    text = "نسبة 25% و(-5)"
    assert by_unicode(text, "rtl").line(0, len(text)) == "(5-)و%25ةبسن"
    with_both = by_conventions(text, "rtl", [("percent", 5, 8), ("sign", 11, 13)])
    assert with_both.line(0, len(text)) == "(-5)و25%ةبسن"
    assert with_both.text == text
    assert by_conventions(text, "rtl", [("", 5, 8)]).levels[5] == by_unicode(f"نسبة {LRI}25%{PDI}", "rtl").levels[6]


def test_a_departing_line_is_right_only_by_a_rule_with_a_name() -> None:
    row = bare("a", "rtl", "نسبة 25%")
    ours, unicodes = ["25%ةبسن"], ["%25ةبسن"]
    assert [one.is_right for one in judged(row, ours, None, none)] == [False]
    (kept,) = judged(row, ours, None, percent)
    assert (kept.is_right, kept.with_unicode, kept.rules) == (True, False, ("percent",))
    (forgotten,) = judged(row, unicodes, None, percent)
    assert (forgotten.is_right, forgotten.rules, forgotten.left_out) == (True, (), ("percent",))
    (both,) = judged(bare("b", "ltr", "now 25%"), ["now25%"], None, percent)
    assert (both.with_unicode, both.rules, both.left_out) == (True, (), ())


# The press


def held(rows: list[Row], *, width: int | None = None, ask_browser: bool = False) -> None:
    verdict = judge(rows, width=width, ask_browser=ask_browser)
    assert verdict.faults == [], f"{len(verdict.faults)} of {verdict.lines} lines\n{told(verdict)}"
    assert verdict.not_followed == {}, "a convention that is followed in one line and not in another"
    assert verdict.lines >= len(rows)


@pytest.mark.slow
def test_phrases_and_frozen_lines_are_drawn_as_they_were_written() -> None:
    held([*PHRASES, *LINES])


def test_mixes_are_drawn_as_they_were_written() -> None:
    held([*mixes(150)])


@pytest.mark.slow
def test_unicodes_cases_are_drawn_as_they_were_written() -> None:
    held(unicode_rows(200))


def test_tags_change_no_order() -> None:
    held(tagged(PHRASES))


def test_isolates_are_read_by_themselves() -> None:
    held(ISOLATES)


@pytest.mark.slow
def test_one_text_has_one_look() -> None:
    """A running head, attr() and target-text() read as what is typed."""
    rows = [row for row in PHRASES if row.direction == "rtl"][::4]
    ways: tuple[Way, ...] = ("attr", "target", "string")
    typed, *others = (drawn("dossier", rows, way=way) for way in ("typed", *ways))
    for way, lines in zip(ways, others, strict=True):
        differing = [(row.id, one, two) for row, one, two in zip(rows, typed, lines, strict=True) if one != two]
        assert differing == [], way


def test_wrapped_lines_are_parts_of_their_paragraph() -> None:
    held([*PHRASES, *mixes(50)], width=WIDTH)


@pytest.mark.parametrize(
    ("has_tags", "width"),
    [
        *(pytest.param(*one, marks=pytest.mark.long) for one in itertools.product((True, False), (WIDTH, None))),
    ],
)
def test_two_thousand_mixes_are_drawn_as_they_were_written(has_tags: bool, width: int | None) -> None:
    rows = [*LINES, *mixes(2000)]
    held(tagged(rows) if has_tags else rows, width=width, ask_browser=True)


@pytest.mark.long
def test_more_of_unicodes_cases_are_drawn_as_they_were_written() -> None:
    held(unicode_rows(12), ask_browser=True)


@pytest.mark.slow
def test_the_flagships_rows_are_drawn_as_they_were_written() -> None:
    pages = editions(Project(Path(__file__).parents[1]))
    held([row for name, html in pages for row in rows_of_page(html, name)], ask_browser=True)


@pytest.mark.long
@pytest.mark.parametrize("producer", ["stock", "chromium"])
def test_both_witnesses_agree_with_stock_on_all_that_has_no_tags(producer: Producer) -> None:
    asks_browser()
    verdict = judge([*LINES, *mixes(2000), *unicode_rows(30)], producer)
    assert verdict.faults == [], told(verdict)
    assert verdict.with_both == verdict.lines
