"""The geometry of the timeline strip: whatever is to be placed, nothing touches, time runs on, all is on the plot."""

from __future__ import annotations

import datetime
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from dossier.chapters.drawing.signs import Sign
from dossier.chapters.drawing.strip import AXIS, EDGE, GAP, LEAP, PlacedEntry, Strip, StripEntry, lay_out
from dossier.model.dates import parse

LANES = (("sea", "The sea"), ("land", "The land"))
DAY = Sign("day")


def entry(number: int, day: str, lane: str = "sea", sign: Sign = DAY) -> StripEntry:
    """A day, or with a sign for it a whole month or year: entry(1, "1961-01-01", sign=Sign("year"))."""
    first = last = parse(day).first
    if sign.form == "year":
        first, last = first._replace(month=1, day=1), first._replace(month=12, day=31)
    elif sign.form == "month":
        first, last = first._replace(day=1), first._replace(day=28)
    return StripEntry(number, lane, first, last, sign)


signs = st.builds(
    Sign,
    st.sampled_from(["day", "days", "month", "season", "year", "years"]),
    st.sampled_from(["happened", "announced", "planned"]),
    st.booleans(),
    st.booleans(),
)
days = st.dates(datetime.date(1700, 1, 1), datetime.date(2030, 12, 31)).map(str)
worlds = st.lists(st.builds(entry, st.integers(1, 99), days, st.sampled_from(["sea", "land"]), signs), max_size=40)


def ink(placed: PlacedEntry) -> tuple[float, float]:
    """From where to where templates/parts.html draws: shape, dots or a bracket beside it, the number over it."""
    sign = placed.sign
    shape = {"day": 1.0, "days": 2.0}.get(sign.form, placed.length / 2) if sign.status != "planned" else 1.15
    dots = shape + 1.6 + 0.28 if sign.approximate else 0
    bracket = shape + (2.3 if sign.approximate else 0.75) + 0.28 / 2 if sign.inferred else 0
    half = max(shape, dots, bracket, 1.5)
    return placed.x - half, placed.x + half


def lane_of(strip: Strip, placed: PlacedEntry) -> str:
    return next(band.name for band in strip.lanes if band.y <= placed.y < band.y + band.height)


@given(worlds)
def test_no_two_signs_touch(world: list[StripEntry]) -> None:
    for one, other in combinations(lay_out(world, LANES).placed, 2):
        if abs(one.y - other.y) < 1e-6:
            assert ink(one)[1] < ink(other)[0] or ink(other)[1] < ink(one)[0]
        else:
            assert abs(one.y - other.y) > 3


@given(worlds)
def test_every_event_has_its_sign_in_its_lane_on_the_plot(world: list[StripEntry]) -> None:
    strip = lay_out(world, LANES)
    names = dict(LANES)
    expected = sorted((entry.number, names[entry.lane]) for entry in world)
    assert sorted((placed.number, lane_of(strip, placed)) for placed in strip.placed) == expected
    for placed in strip.placed:
        assert ink(placed)[0] >= AXIS - 1e-6
        assert ink(placed)[1] <= EDGE + 1e-6
        assert 0 < placed.y < strip.height


@given(st.lists(days, min_size=1, max_size=30, unique=True))
def test_time_runs_on_from_the_reading_edge(all_days: list[str]) -> None:
    """Days are clamped at the edges of the plot only, so a later day is never nearer to the reading edge."""
    strip = lay_out([entry(number, day) for number, day in enumerate(sorted(all_days))], LANES)
    places = [placed.x for placed in sorted(strip.placed, key=lambda placed: placed.number)]
    assert all(one <= other for one, other in pairwise(places))
    ticks = [(tick.year, tick.x) for tick in strip.ticks]
    assert ticks == sorted(ticks)
    assert [x for _, x in ticks] == sorted(x for _, x in ticks)


@given(worlds)
def test_labels_of_years_do_not_touch(world: list[StripEntry]) -> None:
    labelled = [tick.x for tick in lay_out(world, LANES).ticks if tick.labelled]
    assert all(other - one >= 9 - 1e-9 for one, other in pairwise(labelled))  # a float of millimetres
    assert all(AXIS <= x <= EDGE - 7 for x in labelled)


def test_a_long_silence_is_cut_out() -> None:
    strip = lay_out([entry(1, "1961-06-01"), entry(2, "2014-01-31"), entry(3, "2022-07-02")], LANES)
    assert len(strip.cuts) == 1
    before, *after = strip.placed
    assert before.x < strip.cuts[0] < min(placed.x for placed in after)
    years = [tick.year for tick in strip.ticks]
    assert years == [1961, *range(2014, 2023)]


def test_a_silence_of_a_year_less_is_shown() -> None:
    first = datetime.date(2000, 6, 1)
    assert lay_out([entry(1, "2000-06-01"), entry(2, f"{first.year + LEAP}-06-01")], LANES).cuts != ()
    assert lay_out([entry(1, "2000-06-01"), entry(2, f"{first.year + LEAP - 1}-06-01")], LANES).cuts == ()


def test_a_cut_lies_between_the_pieces() -> None:
    strip = lay_out([entry(1, "1900-12-31"), entry(2, "2000-01-01")], LANES)
    (cut,) = strip.cuts
    first, last = strip.placed
    assert ink(first)[1] <= cut + GAP / 2 + 1.6  # the sign itself may reach over the end of its piece by half its width
    assert first.x < cut < last.x


def test_a_year_is_as_long_as_it_is() -> None:
    year = Sign("year")
    strip = lay_out([entry(1, "2020-01-01", sign=year), entry(2, "2021-01-01", sign=year)], LANES)
    one, other = strip.placed
    assert one.length == other.length
    assert 59 < one.length < 61  # two years share 122 mm


def test_signs_that_would_touch_go_to_another_level_and_the_lane_grows() -> None:
    low = lay_out([entry(1, "2020-01-01"), entry(2, "2020-12-01")], LANES)
    high = lay_out([entry(1, "2020-01-01"), entry(2, "2020-01-02")], LANES)
    assert [placed.y for placed in low.placed] == [low.placed[0].y] * 2
    assert len({placed.y for placed in high.placed}) == 2
    assert high.height > low.height


def test_an_empty_strip_has_no_height() -> None:
    assert lay_out([], LANES) == Strip(0, (), (), (), ())
