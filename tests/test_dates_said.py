"""What words for a date can mean, and whether a curated date is one of those meanings."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.content.dates import Date, Moment, parse
from dossier.content.records import Text, When
from dossier.evidence.calendars import hijri, hijri_run
from dossier.evidence.dates_said import judge, readings

OWN = parse("2022-10-24")  # the document's own date, a Monday

MONTHS = """\
يناير|كانون الثاني|January
فبراير|شباط|February
مارس|آذار|March
أبريل|نيسان|April
مايو|أيار|May
يونيو|حزيران|June
يوليو|تموز|July
أغسطس|آب|August
سبتمبر|أيلول|September
أكتوبر|تشرين الأول|October
نوفمبر|تشرين الثاني|November
ديسمبر|كانون الأول|December"""
GREGORIAN, LEVANTINE, ENGLISH = zip(*(line.split("|") for line in MONTHS.splitlines()), strict=True)


@pytest.mark.parametrize(
    ("words", "meanings"),
    [
        ("عام 1961", ["1961"]),
        ("منذ العام 2023", ["2023"]),
        ("opened in 1962", ["1962"]),
        ("في شباط / فبراير 2013", ["2013-02"]),
        ("24 اكتوبر/تشرين الأول 2022", ["2022-10-24"]),
        ("وفى 26 فبراير 2024", ["2024-02-26"]),
        ("٢٤ أكتوبر ٢٠٢٢", ["2022-10-24"]),
        ("١٢ آذار ٢٠١٩ م", ["2019-03-12"]),
        ("6 March 2023", ["2023-03-06"]),
        ("March 6th, 2023", ["2023-03-06"]),
        ("2023-03-06", ["2023-03-06"]),
        ("25/12/2022", ["2022-12-25"]),
        ("3/4/2022", ["2022-04-03", "2022-03-04"]),  # which is the day is not said
        # Parts, and what is not exact.
        ("في نهاية شهر حزيران / يونيو 2005", ["end 2005-06"]),
        ("في أوائل شهر تموز / يوليو عام 2019", ["early 2019-07"]),
        ("mid-2014", ["mid 2014"]),
        ("نحو عام 2017", ["about 2017"]),
        ("around May 2017", ["about 2017-05"]),
        ("حتى 2011", ["about 2011"]),
        ("by March 2023", ["about 2023-03"]),
        ("Autumn 2022", ["about 2022"]),
        ("the 1990s", ["1990/1999"]),
        # Runs.
        ("19-21 May 2022", ["2022-05-19/2022-05-21"]),
        ("من 19 إلى 21 مايو 2022", ["2022-05-19/2022-05-21"]),
        ("from 28 May to 3 June 2022", ["2022-05-28/2022-06-03"]),
        ("بين عامي 2003 و2005", ["2003/2005"]),
        # What the document's own date supplies.
        ("في مايو/أيار من هذا العام", ["2022-05"]),
        ("من 19 مايو/أيار إلى 21 مايو من هذا العام", ["2022-05-19/2022-05-21"]),
        ("في سبتمبر من العام الماضي", ["2021-09"]),
        ("في أغسطس/آب الماضي", ["2022-08"]),
        ("في ديسمبر الماضي", ["2021-12"]),  # December 2022 was still to come
        ("last August", ["2022-08"]),
        ("next March", ["2023-03"]),
        ("بين 23 و26 الجاري", ["2022-10-23/2022-10-26"]),
        ("أمس", ["2022-10-23"]),
        ("yesterday", ["2022-10-23"]),
        ("the 20th anniversary of the speech", ["2002"]),
        ("العقدين الماضيين", ["about 2002/2022"]),
        ("in late May", ["late 2022-05", "late 2021-05", "late 2023-05"]),  # of which year is not said
        # Hijri, a day more or less.
        ("15 رمضان 1445 هـ", ["2024-03-24/2024-03-26"]),
        ("عام 1390هـ", ["1970-03-08/1971-02-27"]),
        ("15 رمضان 1445 هـ الموافق 25 مارس 2024 م", ["2024-03-24/2024-03-26", "2024-03-25"]),
        # No date, or one that cannot be.
        ("حزيران/يوليو 2005", []),  # two months
        ("الثلاثاء 24 أكتوبر 2022", []),  # it was a Monday
        ("31 فبراير 2022", []),
        ("12 قمة إسلامية", []),
        ("14% من السكان", []),
        ("في أعقاب اعتداء", []),
        ("the 9999th anniversary", []),
        ("9" * 5000 + "th anniversary", []),
        ("0000s", []),
        ("99 محرم 9999 هـ", []),
    ],
)
def test_what_words_mean(words: str, meanings: list[str]) -> None:
    assert [str(reading) for reading in readings(words, OWN)] == meanings


def test_a_day_of_the_week_that_agrees_is_no_hindrance() -> None:
    assert [str(reading) for reading in readings("يوم الاثنين 24 أكتوبر 2022")] == ["2022-10-24"]


def test_without_a_date_of_the_document_nothing_relative_is_read() -> None:
    assert readings("في أغسطس الماضي") == readings("yesterday") == readings("in late May") == ()


def test_no_day_is_counted_from_the_ends_of_the_calendar() -> None:
    assert readings("yesterday", parse("0001-01-01")) == readings("tomorrow", parse("9999-12-31")) == ()


def test_many_words_of_one_kind_take_no_longer_than_they_must() -> None:
    assert readings("نحو قبل " * 2000, OWN) == ()


def test_a_document_that_only_gives_its_year_leaves_last_august_open() -> None:
    assert [str(reading) for reading in readings("last August", parse("2022"))] == ["2022-08", "2021-08"]


days = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))


@given(days, st.sampled_from(["gregorian", "levantine", "both", "english", "american", "iso"]))
def test_a_day_written_out_is_read_back(day: datetime.date, style: str) -> None:
    month = day.month - 1
    words = {
        "gregorian": f"يوم {day.day} {GREGORIAN[month]} {day.year}",
        "levantine": f"{day.day} {LEVANTINE[month]} عام {day.year}",
        "both": f"{day.day} {LEVANTINE[month]} / {GREGORIAN[month]} {day.year}",
        "english": f"on {day.day} {ENGLISH[month]} {day.year}",
        "american": f"{ENGLISH[month]} {day.day}, {day.year}",
        "iso": day.isoformat(),
    }[style]
    assert [reading.date for reading in readings(words)] == [Date(Moment(day.year, day.month, day.day))]


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    for reading in readings(text, OWN):
        assert reading.date.first <= reading.date.last


@given(st.integers(1, 1600), st.integers(1, 12), st.integers(1, 29))
def test_hijri_days_follow_one_another(year: int, month: int, day: int) -> None:
    assert hijri(year, month, day + 1) == hijri(year, month, day) + datetime.timedelta(1)
    first, last = hijri_run(year)
    assert first <= hijri(year, month, day) <= last


def test_the_hijri_calendar_agrees_with_known_days() -> None:
    assert hijri(1, 1, 1) == datetime.date(622, 7, 19)
    assert hijri(1400, 1, 1) == datetime.date(1979, 11, 21)
    assert hijri(1445, 9, 15) == datetime.date(2024, 3, 25)


# The judgement.


def when(date: str, stated: str, **more: str) -> When:
    return When(parse(date), stated, why=Text("سبب", "a reason"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "claim",
    [
        when("2005-06~", "نهاية يونيو 2005", part="end"),
        when("2017~", "نحو عام 2017"),
        when("2022-08", "في أغسطس/آب الماضي", inferred="year"),
        when("2022-10-23/2022-10-26", "بين 23 و26 الجاري", inferred="date"),
        when("2023-05~", "in late May", part="late", inferred="year"),
        when("1762~", "عقب تربعها على عرش روسيا عام 1762", inferred="date"),
        when("2024-03-25", "15 رمضان 1445 هـ", inferred="date"),
        when("2024-03-26", "15 رمضان 1445 هـ", inferred="date"),  # the new moon was seen a day later
        when("1970", "عام 1390 هـ", inferred="date"),
    ],
    ids=str,
)
def test_a_date_that_its_words_can_mean(claim: When) -> None:
    assert judge(claim, OWN) == ("read", "")


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (when("2005-06-30", "نهاية يونيو 2005"), "invented precision: the words mean end 2005-06"),
        (when("2005-06", "نهاية يونيو 2005"), "the words mean end 2005-06, not 2005-06"),
        (when("2005-06~", "نهاية يونيو 2005", part="early"), "not early 2005-06~"),
        (when("2017", "نحو عام 2017"), "invented precision: the words mean about 2017, not exactly 2017"),
        (when("2017~", "عام 2017"), "the words mean 2017, not 2017~"),
        (when("2022", "في يونيو 2022"), "less exact: the words mean 2022-06, not 2022"),
        (when("2021-08", "في أغسطس الماضي", inferred="year"), "the words mean 2022-08, not 2021-08"),
        (when("2022-08", "في أغسطس الماضي"), "inferred: year, with why"),
        (when("2022-10-23/2022-10-26", "بين 23 و26 الجاري", inferred="year"), "inferred: date, with why"),
        (when("2022-06", "في يونيو 2022", inferred="year"), "it was not worked out"),
        (when("2003", "the 20th anniversary", inferred="date"), "the words mean 2002, not 2003"),
        (when("2023", "عام 2022", inferred="date"), "the words mean 2022, not 2023"),
        (when("2024-03-28", "15 رمضان 1445 هـ", inferred="date"), "of the common era, not 2024-03-28"),
        (when("1970-05-01", "عام 1390 هـ", inferred="date"), "of the common era, not 1970-05-01"),
        (when("2022", "قبل ذلك بكثير"), "no date can be read in these words"),
    ],
    ids=str,
)
def test_a_date_that_its_words_cannot_mean(claim: When, told: str) -> None:
    sense, why = judge(claim, OWN)
    assert sense == "false"
    assert told in why


def test_words_that_hold_no_date_leave_it_to_the_curators_reason() -> None:
    assert judge(when("1969~", "في أعقاب اعتداء", inferred="date"), OWN) == ("worked out", "")
