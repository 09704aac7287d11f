"""Dates as exact as they are known."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.content.dates import Date, Moment, parse


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    day = draw(st.dates())
    month, number = draw(st.sampled_from([(0, 0), (day.month, 0), (day.month, day.day)]))
    return Moment(day.year, month, number, draw(st.booleans()), draw(st.booleans()))


@st.composite
def dates(draw: st.DrawFn) -> Date:
    one, other = sorted([draw(moments()), draw(moments())], key=lambda moment: (moment.first, moment.last))
    return Date(one, other) if draw(st.booleans()) else Date(one)


@given(dates())
def test_what_is_written_is_read_again(date: Date) -> None:
    assert parse(str(date)) == date


@given(st.text())
def test_any_other_text_is_refused_in_words(text: str) -> None:
    try:
        date = str(parse(text))
    except ValueError as error:
        date, text = text, text if str(error) else "(nothing was said)"
    assert date == text


@given(dates(), dates())
def test_meeting_is_mutual_and_overlap_always_meets(one: Date, other: Date) -> None:
    assert one.meets(other) == other.meets(one)
    if one.first <= other.first <= one.last:
        assert one.meets(other)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2005", (2005, 1, 1), (2005, 12, 31), "year"),
        ("2004-02", (2004, 2, 1), (2004, 2, 29), "month"),
        ("2005-06-28", (2005, 6, 28), (2005, 6, 28), "day"),
        ("2022-10-23/2022-10-26", (2022, 10, 23), (2022, 10, 26), "day"),
        ("2019-07~", (2019, 7, 1), (2019, 7, 31), "month"),
        ("0001", (1, 1, 1), (1, 12, 31), "year"),
        ("9999-12", (9999, 12, 1), (9999, 12, 31), "month"),
    ],
)
def test_first_and_last_day_it_can_mean(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], precision: str
) -> None:
    date = parse(text)
    assert (date.first, date.last, date.precision) == (datetime.date(*first), datetime.date(*last), precision)


@pytest.mark.parametrize(("mark", "approximate", "uncertain"), [("", 0, 0), ("~", 1, 0), ("?", 0, 1), ("%", 1, 1)])
def test_marks_of_doubt(mark: str, approximate: int, uncertain: int) -> None:
    moment = parse(f"2005-06{mark}").start
    assert (moment.approximate, moment.uncertain) == (approximate, uncertain)


NO_DATES = """
5 05 20050628 2005-6 2005-13 2005-00 2005-02-29 2005-06-00 0000 -2005 ~2005 2005~~ ٢٠٠٥ 2005-06-28T12:00
2005/ /2005 2005/2006/2007 2005-06-28/2005-06-27
"""


@pytest.mark.parametrize(
    "text",
    ["", "2005 ", *NO_DATES.split()],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse(text)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("2005", "2005-06-28", True),
        ("2005-06", "2005-07", False),
        ("2005-06~", "2005-07", True),
        ("2005-06~", "2005-09", False),
        ("2022-10-23/2022-10-26", "2022-10-24", True),
        ("2005-06-28", "2005-06-29", False),
        ("0001~", "0001-01", True),  # no day before the first
        ("9999~", "9999-12", True),
    ],
)
def test_whether_two_dates_can_be_of_one_event(one: str, other: str, both: bool) -> None:
    assert parse(one).meets(parse(other)) is both


def test_time_order_puts_the_less_exact_first() -> None:
    order = ["2004", "2005", "2005-01", "2005-01-01", "2005-01-02", "2005-06"]
    mixed = [order[place] for place in (3, 5, 0, 2, 4, 1)]
    assert sorted(mixed, key=lambda text: parse(text).sort_key) == order
