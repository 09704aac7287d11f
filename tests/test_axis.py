"""The upright axis: one scale, signs that stay where they belong, labels that keep their order and do not touch."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.chapters.drawing.axis import LANE, LEAST, Axis, AxisEntry, BoundedTime, X, lay_out, spread
from dossier.chapters.drawing.signs import Sign, sign_of
from dossier.model.dates import Day, parse
from dossier.model.records import When

HEIGHT, PITCH = 180.0, 12.0


def entry(date: str) -> AxisEntry:
    when = When(parse(date))
    return AxisEntry(when.date.first, when.date.last, sign_of(when))


def axis(*dates: str, until: str = "2025-01-31", bounded: tuple[BoundedTime, ...] = ()) -> Axis:
    return lay_out([entry(date) for date in dates], bounded, parse(until).last, height=HEIGHT, pitch=PITCH)


def y_of(found: Axis, year: int) -> float:
    return next(tick.y for tick in found.ticks if tick.day == Day(year, 1, 1))


def test_a_year_is_as_long_wherever_it_stands() -> None:
    found = axis("2003", "2010", "2022-10-24")
    steps = {round(y_of(found, year + 1) - y_of(found, year), 1) for year in range(2003, 2022)}
    assert len(steps) == 1 or max(steps) - min(steps) < 0.1  # leap years
    year = found.signs[1]
    assert year.length == pytest.approx(y_of(found, 2011) - y_of(found, 2010) - 0.3)
    assert year.y == pytest.approx((y_of(found, 2010) + y_of(found, 2011)) / 2)


def test_the_longest_silence_is_cut_out_and_said() -> None:
    found = axis("1969", "2003", "2010", "2024-02-26")
    assert (found.cut > 0, found.unseen) == (True, (1970, 2002))
    assert found.signs[0].y < found.cut < found.start <= found.signs[1].y
    assert found.ticks[0].day == Day(2003, 1, 1)


def test_a_silence_that_is_shorter_than_what_follows_is_drawn() -> None:
    found = axis("1990", "2001", "2024")
    assert (found.cut, found.unseen) == (0.0, (0, 0))


@pytest.mark.parametrize(
    ("dates", "unit", "first"),
    [
        (("2013", "2022-10-24"), "year", Day(2013, 1, 1)),
        (("2022-03-04", "2022-11", "2023-02-01"), "month", Day(2022, 3, 1)),
        (("2022-03-04", "2022-03-19"), "day", Day(2022, 3, 4)),
    ],
)
def test_a_short_story_is_told_in_months_and_days(dates: tuple[str, ...], unit: str, first: Day) -> None:
    found = axis(*dates)
    assert (found.unit, found.ticks[0].day) == (unit, first)


def test_what_would_touch_goes_to_a_lane_beside_the_axis() -> None:
    found = axis("2003", "2003-10", "2012", "2022")
    assert [sign.x for sign in found.signs] == [X, X + LANE, X, X]
    assert found.signs[1].length == LEAST  # a month is seen


def test_what_is_announced_is_hollow_elsewhere_and_moves_nothing() -> None:
    one, other = (
        lay_out(
            [AxisEntry(Day(2020, 1, 1), Day(2020, 1, 1), Sign("day", status)), entry("2024")],
            (),
            Day(2025, 1, 31),
            height=HEIGHT,
            pitch=PITCH,
        )
        for status in ("happened", "announced")
    )
    assert [sign.y for sign in one.signs] == [sign.y for sign in other.signs]


def test_bars_reach_from_bound_to_bound() -> None:
    between = BoundedTime(Day(2006, 1, 1), Day(2015, 12, 31), True)
    after, before = BoundedTime(Day(2014, 9, 1), None, False), BoundedTime(None, Day(2022, 10, 24), True)
    found = axis("2003", "2024-02-26", bounded=(between, after, before))
    both, opened, closed = found.bars
    assert (both.begins, both.ends) == (True, True)
    assert (both.top, both.bottom) == pytest.approx((y_of(found, 2006), y_of(found, 2016)))
    assert (opened.begins, opened.ends, opened.bottom) == (True, False, found.end)
    assert (closed.begins, closed.ends) == (False, True)
    assert closed.bottom - closed.top == pytest.approx(26)


def test_bounds_that_lie_outside_of_the_axis_are_not_drawn_as_bounds() -> None:
    found = axis("2003", "2024-02-26", bounded=(BoundedTime(Day(1762, 1, 1), Day(2010, 1, 1), True),))
    assert (found.bars[0].begins, found.bars[0].top) == (False, found.start)


@given(st.lists(st.floats(0, 180), min_size=1, max_size=14))
def test_labels_keep_their_order_their_distance_and_their_page(targets: list[float]) -> None:
    placed = spread(sorted(targets), 12, 3.6, 173)
    assert all(later - earlier >= 12 - 1e-9 for earlier, later in pairwise(placed))
    assert placed[0] >= 3.6
    assert placed[-1] <= 173 + 1e-9


def test_labels_stand_at_their_signs_where_there_is_room() -> None:
    assert spread([10, 40, 90], 12, 3.6, 173) == [10, 40, 90]
    assert spread([10, 12], 12, 3.6, 173) == [5, 17]  # pushed apart evenly
