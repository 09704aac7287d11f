"""Dates as exact as they are known."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.dates import SEASONS, Date, Day, Moment, Reach, Unsaid, last_day, parse, set_of


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    day = draw(st.dates())
    year = draw(st.one_of(st.just(day.year), st.integers(-9999, 9999)))
    month, number = draw(st.sampled_from([(0, 0), (day.month, 0), (day.month, min(day.day, 28))]))
    doubts = draw(st.booleans()), draw(st.booleans())
    unsaid = draw(st.sampled_from(UNSAID.get((bool(month), bool(number)), [""])))
    if unsaid in {"X", "XX"}:
        year = abs(year) // 10 ** len(unsaid) * 10 ** len(unsaid)
    if draw(st.booleans()) and not number and not unsaid:
        month = draw(st.sampled_from(SEASONS))
    time = draw(st.sampled_from(["", "07:00", "23:59:30Z", "00:00+03:00"])) if number else ""
    return Moment(year, month, number, *doubts, unsaid, time)


UNSAID: dict[tuple[bool, bool], list[Unsaid]] = {
    (False, False): ["", "X", "XX", "-XX", "-XX-XX"],
    (True, False): ["", "-XX"],
}


@st.composite
def runs(draw: st.DrawFn) -> Date:
    one, other = sorted([draw(moments()), draw(moments())], key=lambda moment: (moment.first, moment.last))
    kind = draw(st.sampled_from(["moment", "run", "open"]))
    if kind == "open":
        return Date(one, reach=draw(st.sampled_from(REACHES)))
    return Date(one, other) if kind == "run" else Date(one)


REACHES: list[Reach] = ["{}/..", "../{}", "{}/", "/{}"]


@st.composite
def dates(draw: st.DrawFn) -> Date:
    if draw(st.booleans()):
        return draw(runs())
    members = draw(st.lists(runs().filter(lambda date: date.reach not in {"{}/", "/{}"}), min_size=1, max_size=3))
    return set_of(draw(st.sampled_from(["[]", "{}"])), tuple(members))


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
def test_meeting_is_mutual(one: Date, other: Date) -> None:
    assert one.meets(other) == other.meets(one)


@given(runs(), runs())
def test_overlap_always_meets(one: Date, other: Date) -> None:
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
        ("-0043", (-43, 1, 1), (-43, 12, 31), "year"),  # 44 BC
        ("0000-02", (0, 2, 1), (0, 2, 29), "month"),
        ("Y12000", (12000, 1, 1), (12000, 12, 31), "year"),
        ("2021-21", (2021, 3, 1), (2021, 5, 31), "season"),
        ("2021-24", (2021, 12, 1), (2022, 2, 28), "season"),
        ("199X", (1990, 1, 1), (1999, 12, 31), "decade"),
        ("19XX", (1900, 1, 1), (1999, 12, 31), "century"),
        ("2004-XX", (2004, 1, 1), (2004, 12, 31), "year"),
        ("2004-02-XX", (2004, 2, 1), (2004, 2, 29), "month"),
        ("[2019,2021]", (2019, 1, 1), (2021, 12, 31), "year"),
        ("{1667,1668,1670..1672}", (1667, 1, 1), (1672, 12, 31), "year"),
        ("2015/..", (2015, 1, 1), (2015, 12, 31), "year"),  # of what is said
    ],
)
def test_first_and_last_day_it_can_mean(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], precision: str
) -> None:
    date = parse(text)
    assert (date.first, date.last, date.precision) == (Day(*first), Day(*last), precision)


@pytest.mark.parametrize(("mark", "approximate", "uncertain"), [("", 0, 0), ("~", 1, 0), ("?", 0, 1), ("%", 1, 1)])
def test_marks_of_doubt(mark: str, approximate: int, uncertain: int) -> None:
    moment = parse(f"2005-06{mark}").start
    assert (moment.approximate, moment.uncertain) == (approximate, uncertain)


NO_DATES = """
5 05 20050628 2005-6 2005-13 2005-00 2005-02-29 2005-06-00 -0000 ~2005 2005~~ ٢٠٠٥ 2005-06-28T12:60 2005-20 2005-25
/ ../.. ../ /.. 2005/2006/2007 2005-06-28/2005-06-27 199X-05 2XXX XXXX 2005-XX-05 2005-21-03 Y2005 -19XX -199X 2005-X
[] {} [2005 2005] [2005} [..] [2005/2006] [2006..2005] {2005,} [[2005]] 2005..2006
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
        ("2015/..", "2030-01-01", True),
        ("2015/", "2014", False),
        ("../2020", "-0500", True),
        ("/2020", "2021", False),
        ("2021-21", "2021-05", True),
        ("2021-21", "2021-06", False),
        ("199X", "1994-03", True),
        ("[2019,2021]", "2020", False),
        ("{2019,2021}", "2021-05", True),
        ("-0043", "-0043-03-15", True),
    ],
)
def test_whether_two_dates_can_be_of_one_event(one: str, other: str, both: bool) -> None:
    assert parse(one).meets(parse(other)) is both


def test_time_order_puts_the_less_exact_first() -> None:
    order = ["-0043", "2004", "2005", "2005-01", "2005-01-01", "2005-01-02", "2005-06"]
    mixed = [order[place] for place in (3, 5, 0, 6, 2, 4, 1)]
    assert sorted(mixed, key=lambda text: parse(text).sort_key) == order


@given(st.dates())
def test_days_are_counted_as_the_standard_library_counts_them(day: datetime.date) -> None:
    assert Day(day.year, day.month, day.day).ordinal == day.toordinal()


@given(st.integers(-9999, 9999), st.integers(1, 12))
def test_before_the_common_era_days_follow_one_another_too(year: int, month: int) -> None:
    last = Day(year, month, last_day(year, month))
    assert Day(year + (month == 12), month % 12 + 1, 1).ordinal == last.ordinal + 1
