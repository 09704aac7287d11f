"""Words that can be read as a date and may be none: verify proves them only where nothing speaks against it."""

from __future__ import annotations

import pytest

from dossier.evidence.dates.in_text import said_in
from dossier.evidence.proof.dates import judge_at
from dossier.model.dates import parse
from dossier.model.records import When

OWN = parse("2024-05-20")


def sense(text: str, stated: str, date: str, inferred: str = "") -> str:
    start = text.index(stated)
    when = When(parse(date), stated, inferred=inferred)  # type: ignore[arg-type]
    return judge_at(text, start, start + len(stated), when, OWN)[0]


@pytest.mark.parametrize(
    ("text", "stated", "date"),
    [
        ("He slept in Room 1984 of the hotel.", "1984", "1984"),
        ("They left on flight 2019 to Tal.", "2019", "2019"),
        ("Bus 1990 stops here.", "1990", "1990"),
        ("They spoke of resolution 1701 again.", "1701", "1701"),
        ("The harbour took 2019 tonnes of wheat.", "2019", "2019"),
        ("a fleet of 2019 ships", "2019", "2019"),
        ("He paid $2019 for it.", "2019", "2019"),
        ("نصّ القرار 1701 على ذلك", "1701", "1701"),
        ("في الغرفة 1984 من الفندق", "1984", "1984"),
        ("وصلت 2019 سفينة", "2019", "2019"),
    ],
)
def test_a_year_that_numbers_or_counts_something_is_not_proven(text: str, stated: str, date: str) -> None:
    assert sense(text, stated, date) == "undecided"


@pytest.mark.parametrize(
    ("text", "stated", "date"),
    [
        ("It was built in 1984.", "1984", "1984"),
        ("Tal (1984) and Renn (1990)", "1984", "1984"),
        ("the 2019 elections", "2019", "2019"),
        ("the Ports Act 1998", "1998", "1998"),
        ("In 2019 ships came again.", "2019", "2019"),
        ("Expo 2020 was late", "2020", "2020"),
        ("صدر عام 1984", "1984", "1984"),
        ("قانون 1998", "1998", "1998"),
        ("كأس العالم 2022", "2022", "2022"),
    ],
)
def test_a_year_is_proven_where_it_is_one(text: str, stated: str, date: str) -> None:
    assert sense(text, stated, date) == "read"


@pytest.mark.parametrize(
    ("text", "stated", "date"),
    [
        ("Mr May said so.", "May", "2024-05"),
        ("Ms. June was there.", "June", "2024-06"),
        ("Theresa May resigned.", "May", "2024-05"),
        ("June Carter sang.", "June", "2024-06"),
        ("It was written by April Jones.", "April", "2024-04"),
        ("a letter from May Ziade", "May", "2024-05"),
        ("August Wilson wrote it.", "August", "2023-08"),
        ("قالت نيسان إنها لا تعرف", "نيسان", "2024-04"),
        ("السيدة أيار حداد", "أيار", "2024-05"),
        ("وصرح رمضان عبد الله بذلك", "رمضان", "2024-03-11/2024-04-09"),
    ],
)
def test_a_month_that_somebody_may_be_called_by_is_not_proven(text: str, stated: str, date: str) -> None:
    assert sense(text, stated, date, "year") in {"undecided", "worked out"}
    assert not [said for said in said_in(text, OWN) if said.is_sure and text[said.start : said.end] == stated]


@pytest.mark.parametrize(
    ("text", "stated", "date"),
    [
        ("It was built in April.", "April", "2024-04"),
        ("In June Carter Hall was closed.", "June", "2023-06"),
        ("since May Labour has led", "May", "2024-05"),
        ("the month of May", "May", "2024-05"),
        ("قالت في نيسان إنها لا تعرف", "نيسان", "2024-04"),
    ],
)
def test_a_month_is_one_behind_a_word_of_time(text: str, stated: str, date: str) -> None:
    assert [said for said in said_in(text, OWN) if said.is_sure and stated in text[said.start : said.end]]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("في العشر الأواخر من رمضان 1445", "رمضان 1445"),
        ("العشر الأواخر من شهر رمضان 1445", "رمضان 1445"),
        ("the last ten days of Ramadan 1445 AH", "Ramadan 1445 AH"),
    ],
)
@pytest.mark.parametrize("date", ["2024-03-11/2024-04-09", "2024-03-31/2024-04-09"])
def test_a_part_of_a_month_is_not_the_month(text: str, stated: str, date: str) -> None:
    assert sense(text, stated, date) == "undecided"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("480 BC", "-0479"),
        ("480 and 479 BC", "-0479/-0478"),
        ("500–300 BC", "-0499/-0299"),
        ("500 و300 ق.م", "-0499/-0299"),
        ("عام 1200 قبل الميلاد", "-1199"),
        ("AD 70", "0070"),
        ("A.D. 622", "0622"),
    ],
)
def test_years_of_an_era(text: str, date: str) -> None:
    whole = f"between {text}, as they say" if "and" in text else f"بين {text}" if "و3" in text else text
    assert sense(whole, text, date) == "read"
    assert sense(whole, text, "0480") == "false"


def test_a_majority_ends_no_run_of_years() -> None:
    assert [str(said.readings[0]) for said in said_in("It was passed in 2019 by 88 votes.", OWN)] == ["2019"]


def test_days_that_are_counted_begin_no_date() -> None:
    text = "بعد أن كان 11 يوما قبل سنتين"
    assert [text[said.start : said.end] for said in said_in(text, OWN)] == ["قبل سنتين"]


def test_an_advertisement_is_no_era() -> None:
    assert not said_in("They saw ad 70 on the wall.", OWN)


def test_two_names_of_one_month_stand_side_by_side() -> None:
    assert sense("يوم 12 مارس آذار 2021", "12 مارس آذار 2021", "2021-03-12") == "read"
    assert sense("يوم 12 مارس نيسان 2021", "12 مارس نيسان 2021", "2021-03-12") != "read"
