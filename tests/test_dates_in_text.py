"""What words for a date can mean, and whether a curated date is one of those meanings."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.calendars import hijri, jalali, run_of
from dossier.evidence.dates.in_text import readings, said_in
from dossier.evidence.proof.dates import judge, judge_all, judge_at
from dossier.model.dates import Date, Moment, parse
from dossier.model.records import Text, When

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
        ("Autumn 2022", ["2022-23"]),
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
        ("in late May", ["late 2022-05", "late 2023-05"]),  # of which year is not said
        # Hijri, a day more or less.
        ("15 رمضان 1445 هـ", ["2024-03-25"]),
        ("عام 1390هـ", ["1970-03-09/1971-02-25"]),
        ("15 رمضان 1445 هـ الموافق 25 مارس 2024 م", ["2024-03-25"]),  # which decides
        ("22/12/1443هـ", ["2022-07-21"]),
        ("1443/12/22 هـ", ["2022-07-21"]),
        ("22/12/43هـ", ["2022-07-21"]),
        ("27/8/1412H", ["1992-03-01"]),
        ("22/12/1443", ["1443-12-22", "2022-07-21"]),  # of which calendar is not said
        ("Sha’baan 20, 1443/March 24, 2022", ["2022-03-24"]),
        ("Sha'ban 20, 1443", ["2022-03-23"]),
        ("Zul-Hijjah 22, 1443", ["2022-07-21"]),
        ("1 Jumada I 1445", ["2023-11-15"]),
        ("Rabi' II 1445", ["2023-10-16/2023-11-14"]),
        ("Ramadan 1445", ["2024-03-11/2024-04-09"]),
        ("رمضان قبل الماضي", ["2021-04-13/2021-05-12"]),
        ("3 خرداد 1400", ["2021-05-24"]),
        ("15 Mehr 1401", ["2022-10-07"]),
        # Figures.
        ("2019/04/15", ["2019-04-15"]),
        ("15-04-2019", ["2019-04-15"]),
        ("15 / 04 / 2019", ["2019-04-15"]),
        ("15.4.2019", ["2019-04-15"]),
        ("4/15/2019", ["2019-04-15"]),
        ("02/03/2023", ["2023-03-02", "2023-02-03"]),
        ("٢٤ /٥/ ٢٠٢٢م", ["2022-05-24"]),
        ("2021-07-07T14:30:00Z", ["2021-07-07"]),
        ("13 ديسمبر2018", ["2018-12-13"]),
        ("3 May 98", ["1998-05-03"]),
        ("3 May '19", ["2019-05-03"]),
        ("3/5/98", ["1998-05-03", "1998-03-05"]),
        ("الخامس عشر من مارس 2021", ["2021-03-15"]),
        ("the third of May 2021", ["2021-05-03"]),
        # Months of the whole Arab world.
        ("12 غشت 2019", ["2019-08-12"]),
        ("5 يوليوز 2019", ["2019-07-05"]),
        ("5 شتنبر 2019", ["2019-09-05"]),
        ("5 كانون ثاني 2019", ["2019-01-05"]),
        ("5 كانون الثاني/يناير 2019", ["2019-01-05"]),
        ("26 جويلية 2024", ["2024-07-26"]),
        ("24 أوت 2023", ["2023-08-24"]),
        ("7 أفريل 2011", ["2011-04-07"]),
        ("1 الفاتح 1989", ["1989-09-01"]),
        ("3 ناصر 1990", ["1990-07-03"]),
        # Parts of a year, and what is longer.
        ("Q3 2022", ["2022-07/2022-09"]),
        ("الربع الثالث من عام 2022", ["2022-07/2022-09"]),
        ("the fourth quarter of 2021", ["2021-10/2021-12"]),
        ("H1 2022", ["2022-01/2022-06"]),
        ("النصف الثاني من 2022", ["2022-07/2022-12"]),
        ("النصف الأول من نوفمبر 2022", ["2022-11-01/2022-11-15"]),
        ("spring 2021", ["2021-21"]),
        ("صيف عام 2017", ["2017-22"]),
        ("الصيف الماضي", ["2022-22"]),
        ("fiscal year 2023/24", ["2023/2024"]),
        ("FY2024", ["2024"]),
        ("التسعينيات", ["1990/1999"]),
        ("تسعينيات القرن الماضي", ["1990/1999"]),
        ("the nineties", ["1990/1999"]),
        ("the early 2000s", ["early 2000/2009"]),
        ("القرن التاسع عشر", ["18XX"]),
        ("the 19th century", ["18XX"]),
        ("القرن الماضي", ["19XX"]),
        ("44 BC", ["-0043"]),
        ("عام 44 ق.م", ["-0043"]),
        # Runs, with either dash.
        ("22–23 March 2022", ["2022-03-22/2022-03-23"]),
        ("March 22-23, 2022", ["2022-03-22/2022-03-23"]),
        ("28 February – 2 March 2023", ["2023-02-28/2023-03-02"]),
        ("28 December – 2 January 2023", ["2022-12-28/2023-01-02"]),
        ("September 2020 – November 2021", ["2020-09/2021-11"]),
        ("January–June 2022", ["2022-01/2022-06"]),
        ("between 3 and 5 May 2020", ["2020-05-03/2020-05-05"]),
        ("3 and 7 May 2020", ["{2020-05-03,2020-05-07}"]),
        ("2019-2021", ["2019/2021"]),
        ("2019–21", ["2019/2021"]),
        # Counted from the document's date.
        ("أول أمس", ["2022-10-22"]),
        ("أول من أمس", ["2022-10-22"]),
        ("the day before yesterday", ["2022-10-22"]),
        ("أمس الأحد", ["2022-10-23"]),
        ("last Tuesday", ["2022-10-18"]),
        ("الثلاثاء الماضي", ["2022-10-18"]),
        ("الثلاثاء المقبل", ["2022-10-25"]),
        ("last week", ["2022-10-17/2022-10-23"]),
        ("الشهر المقبل", ["2022-11"]),
        ("two years ago", ["2020", "2020-10"]),
        ("قبل عامين", ["2020", "2020-10"]),
        ("three days ago", ["2022-10-21"]),
        ("نهاية العام", ["end 2022"]),
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


@pytest.mark.parametrize("words", ["نحو قبل ", "في ", "1 و", "Monday ", "the end of ", "2 and "])
def test_many_words_of_one_kind_take_no_longer_than_they_must(words: str) -> None:
    """Four times as many, four times as long: not sixteen."""

    def seconds(count: int) -> float:
        start = time.process_time()
        readings(words * count, OWN)
        return time.process_time() - start

    assert min(seconds(4000) for _ in range(2)) < 10 * max(seconds(1000), 0.005)


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
    first, last = run_of("hijri", year)
    assert first <= hijri(year, month, day) <= last


def test_the_hijri_calendar_agrees_with_known_days() -> None:
    assert hijri(1, 1, 1) == datetime.date(622, 7, 19)
    assert hijri(1300, 1, 1) == datetime.date(1882, 11, 12)  # reckoned
    assert hijri(1400, 1, 1) == datetime.date(1979, 11, 20)  # Umm al-Qura
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
        when("1762~", "عقب تربعها على عرش روسيا عام 1762", inferred="date"),
        when("2024-03-25", "15 رمضان 1445 هـ", inferred="date"),
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


def test_words_that_can_mean_several_dates_leave_it_to_the_curators_reason_too() -> None:
    for words in ("02/03/2023", "in late May"):
        for reading in readings(words, OWN):
            date = f"{reading.date}~" if reading.part else str(reading.date)
            claim = when(date, words, part=reading.part, inferred=reading.anchored or "date")
            assert judge(claim, OWN) == ("worked out", "")
    sense, why = judge(when("2023-03-02", "02/03/2023"), OWN)
    assert sense == "undecided"
    assert "can mean 2023-03-02 or 2023-02-03" in why


@pytest.mark.parametrize("words", ["FY2024", "السنة المالية 2023/2024", "fiscal year 2023/24"])
def test_what_a_fiscal_year_spans_only_the_curator_knows(words: str) -> None:
    (reading,) = readings(words, OWN)
    assert judge(when(str(reading.date), words), OWN)[0] == "undecided"
    assert judge(when(str(reading.date), words, inferred="date"), OWN)[0] == "worked out"
    assert judge(when("2023-04/2024-03", words, inferred="date"), OWN)[0] == "worked out"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("199X", "the 1990s"),
        ("1801/1900", "القرن التاسع عشر"),
        ("2015/..", "since 2015"),
        ("2015", "منذ 2015"),
        ("../2020", "until 2020"),
        ("2020~", "حتى 2020"),
        ("2022-04", "Ramadan 1443"),
        ("2022-07-21", "22/12/1443هـ"),
        ("{2020-05-03,2020-05-07}", "3 and 7 May 2020"),
        ("2022~", "Autumn 2022"),
    ],
)
def test_other_ways_to_write_what_words_mean(date: str, words: str) -> None:
    assert judge(when(date, words), OWN) == ("read", "")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1443-12-22", "22/12/1443هـ"),
        ("1412-08-27", "27/8/1412H"),
        ("1443", "Sha’baan 20, 1443"),
        ("2022-07-23", "22/12/1443هـ"),
        ("2018-06", "شوال 1439 هـ"),  # its greater part, but not most of it
        ("2022-10-23", "أول أمس"),
    ],
)
def test_what_words_of_these_kinds_never_mean(date: str, words: str) -> None:
    assert judge(when(date, words), OWN)[0] == "false"


CUT = [
    ("The council met on 22–23 March 2022 in the hall.", "23 March 2022", "2022-03-23", "22–23 March 2022"),
    ("صدر القرار بتاريخ 22/12/1443هـ.", "1443", "1443", "22/12/1443هـ"),
    ("He died on 3 May 98.", "3 May", "2022-05-03", "3 May 98"),
    ("It opened at the end of June 2005.", "June 2005", "2005-06", "end of June 2005"),
    ("من 22 إلى 23 مارس 2022", "23 مارس 2022", "2022-03-23", "22 إلى 23 مارس 2022"),
    ("في الربع الثالث من عام 2022.", "عام 2022", "2022", "الربع الثالث من عام 2022"),
    ("in Q3 2022", "2022", "2022", "Q3 2022"),
    ("in the 19th century BC", "19th century", "18XX", "19th century BC"),
    ("in fiscal year 2023/24", "2023", "2023", "fiscal year 2023/24"),
    ("نحو عام 2017", "عام 2017", "2017", "نحو عام 2017"),
]


@pytest.mark.parametrize(("text", "words", "date", "whole"), CUT)
def test_words_cut_out_of_a_longer_date_are_not_proven(text: str, words: str, date: str, whole: str) -> None:
    start = text.index(words)
    claim = when(date, words) if words != "3 May" else when(date, words, inferred="year")
    sense, why = judge_at(text, start, start + len(words), claim, OWN)
    assert sense == "undecided"
    assert repr(whole) in why


def test_a_date_that_is_said_to_be_before_is_not_that_date() -> None:
    text = "It was built before June 2005."
    sense, why = judge_at(text, 20, 29, when("2005-06", "June 2005"), OWN)
    assert sense == "undecided"
    assert "a bound" in why
    assert judge_at(text, 20, 29, when("2005-07", "June 2005"), OWN)[0] == "false"


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("on Tuesday 22 March 2022", "22 March 2022", "2022-03-22"),
        ("the third walkout since 2019, in", "2019", "2019"),
        ("to be paid by 5 May 2023.", "5 May 2023", "2023-05-05"),
        ("Sha’baan 20, 1443/March 24, 2022", "Sha’baan 20, 1443", "2022-03-24"),
        ("12 رجب 1445 هـ الموافق 24 يناير 2024 م", "12 رجب 1445 هـ", "2024-01-24"),
        ("أحصينا في شهر ماي 1870 بئرا", "ماي", "2022-05"),
    ],
)
def test_words_that_say_all_of_it_are(text: str, words: str, date: str) -> None:
    start = text.index(words)
    claim = when(date, words, inferred="" if words[-1].isdigit() or words[-1] == "ـ" else "year")
    assert judge_at(text, start, start + len(words), claim, OWN)[0] in {"read", "worked out"}


@given(days, st.integers(1, 20))
def test_no_day_is_cut_out_of_a_run(day: datetime.date, more: int) -> None:
    last = day + datetime.timedelta(more)
    words = f"{last.day} {ENGLISH[last.month - 1]} {last.year}"
    text = f"They met from {day.day} {ENGLISH[day.month - 1]} {day.year} to {words} in the hall."
    start = text.index(words, 20)
    sense, why = judge_at(text, start, start + len(words), when(last.isoformat(), words), OWN)
    assert sense == "undecided"
    assert words in why


@given(st.text(max_size=40), days, st.text(max_size=40))
def test_any_words_about_a_date_can_be_judged(before: str, day: datetime.date, after: str) -> None:
    text, words = f"{before}{day.isoformat()}{after}", day.isoformat()
    sense, _ = judge_at(text, len(before), len(before) + len(words), when(words, words), OWN)
    assert sense in {"read", "undecided", "false"}


def test_words_that_stand_twice_must_mean_it_both_times() -> None:
    text = "In 2019 he left; he was rector from 2015 to 2019."
    places = [(text, 3, 7), (text, text.rindex("2019"), len(text) - 1)]
    assert judge_all(places[:1], when("2019", "2019"), OWN) == ("read", "")
    assert judge_all(places, when("2019", "2019"), OWN)[0] == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "May I come? We march on, august company that we are.",
        "The fare rose to 12.5 and then 1,200; call 0112 555 2019.",
        "Resolution 2019 and article 12 of law no. 1701",
        "مارس الرياضة كل يوم، وقال ناصر إن الماء صفر",
        "اتصلت الأمين العام ثلاث مرات",
        "version 3.11.7 of the programme",
        "all 2000 workers, every Friday, in his thirties",
    ],
)
def test_common_words_and_numbers_are_no_dates(text: str) -> None:
    assert [text[said.start : said.end] for said in said_in(text, OWN) if said.is_sure] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("He said on Friday that it was late.", "2022-10-21"),
        ("It will sail on Friday.", "2022-10-28"),
        ("وقالت الوزارة الجمعة إن", "2022-10-21"),
        ("ومن المقرر أن تبحر الجمعة", "2022-10-28"),
        ("It was signed in March.", "2022-03"),
        ("It is expected in March.", "2023-03"),
        ("It opened on 14 May 2019. Two years later it closed.", "2021"),
        ("It opened on 14 May 2019 and closed the following day.", "2019-05-15"),
    ],
)
def test_what_is_told_of_tells_past_from_future(text: str, meant: str) -> None:
    said = said_in(text, OWN)[-1]
    assert str(said.readings[0].date) == meant


@given(st.integers(1244, 1471), st.integers(1, 12), st.integers(1, 28))
def test_jalali_days_follow_one_another(year: int, month: int, day: int) -> None:
    assert jalali(year, month, day + 1) == jalali(year, month, day) + datetime.timedelta(1)
    last = run_of("jalali", year, month)[1]
    assert last + datetime.timedelta(1) == jalali(year + month // 12, month % 12 + 1, 1)


def test_the_jalali_calendar_agrees_with_known_days() -> None:
    assert jalali(1357, 11, 22) == datetime.date(1979, 2, 11)
    assert jalali(1399, 12, 30) == datetime.date(2021, 3, 20)  # of a leap year
    assert jalali(1403, 1, 1) == datetime.date(2024, 3, 20)


KINDS = [
    # Holidays with a fixed day, of the year that is named or told of.
    ("It sank on Christmas Day 2021.", ["2021-12-25"]),
    ("They will meet after New Year’s Day.", ["2023-01-01"]),
    ("Easter 2024 was early.", ["2024-03-31"]),
    ("عاد قبل عيد العمال", ["2023-05-01"]),
    ("في عيد الأضحى الماضي", ["2022-07-09"]),
    ("Eid al-Fitr 2023", ["2023-04-21"]),
    ("رمضان 2023", ["2023-03-23/2023-04-20"]),
    ("Easter Island and every Christmas", []),
    # Days that count from a date told of before.
    ("On 3 March 2021 he fell ill. The following day he died.", ["2021-03-03", "2021-03-04"]),
    ("في 3 مارس 2021 مرض، وفي اليوم التالي توفي.", ["2021-03-03", "2021-03-04"]),
    ("وصل في 7 شباط 2021 وغادر يوم 18 منه", ["2021-02-07", "2021-02-18"]),
    ("في 5 مايو 2021 ثم في العشرين من الشهر ذاته", ["2021-05-05", "2021-05-20"]),
    ("He came on 1 June 2021 and left the following Friday.", ["2021-06-01", "2021-06-04"]),
    ("في 1 يونيو 2021 ثم الجمعة الذي يليه", ["2021-06-01", "2021-06-04"]),
    ("He wrote on 3 May 2021 and went that week.", ["2021-05-03", "2021-05-03/2021-05-09"]),
    # Days of another month, weekdays of a week or a month.
    ("on the 18th of last month", ["2022-09-18"]),
    ("your letter of 5 inst.", ["2022-10-05"]),
    ("في الثاني عشر من الشهر الجاري", ["2022-10-12"]),
    ("Thursday of last week", ["2022-10-20"]),
    ("يوم الجمعة قبل الماضي", ["2022-10-14"]),
    ("السبت بعد المقبل", ["2022-11-05"]),
    ("the first Saturday of March 2024", ["2024-03-02"]),
    ("the last Friday of May 2024", ["2024-05-31"]),
    ("the last day of March 2024", ["2024-03-31"]),
    ("this 14th day of June, 2023", ["2023-06-14"]),
    ("13-May-2023", ["2023-05-13"]),
    # Years in words, in titles, beside nouns.
    ("حرر في الثاني عشر من أيار سنة ألفين وأربع وعشرين", ["2024-05-12"]),
    ("في سنة ألف وتسعمئة وأربع وثمانين", ["1984"]),
    ("the Ports Act 1998", ["1998"]),
    ("© 2021 The Gazette", ["2021"]),
    ("انتخابات 2018", ["2018"]),
    ("القانون رقم 12 لسنة 2003", ["2003"]),
    ("as long ago as 2003 that", ["2003"]),
    ("في مارس قبل ثلاثة أعوام", ["2019-03"]),
    ("the last quarter of 2021", ["2021-10/2021-12"]),
    ("الربع الأخير من 2021", ["2021-10/2021-12"]),
    ("الثلاثي الثاني من 2021", ["2021-04/2021-06"]),
    ("القرن الخامس الهجري", ["1010/1107"]),
    ("من مارس إلى يونيو 2021", ["2021-03/2021-06"]),
    # Numbers and words that are no dates.
    ("He paid 1950 pounds and 1999 dinars.", []),
    ("بلغ السعر 2000 دينار و1999 ليرة", []),
    ("rose from 40 in 2019 to 85", ["2019"]),
    ("at the Thursday market, in the Sunday Lantern", []),
    ("Mondays are dull; on the last night of the run", []),
    ("لا يجاوز ما تصيده السفينة في اليوم طنا", []),
    ("قبل أيام، ومنذ سنوات", []),
    ("the past year", []),
    ("in his 90s", []),
]


@pytest.mark.parametrize(("text", "meanings"), KINDS)
def test_the_dates_of_a_sentence(text: str, meanings: list[str]) -> None:
    found = [[r for r in said.readings if not r.second] for said in said_in(text, OWN) if said.is_sure]
    assert [str(read[0].date) for read in found if len(read) == 1] == meanings


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Prayers will be said on Sunday.", "2022-10-30"),
        ("سيجتمع المجلس يوم الأحد", "2022-10-30"),
        ("The council agreed to meet on Friday.", "2022-10-28"),
        ("في سنوات مضت قال يوم الأحد", "2022-10-23"),
        ("In July the road was closed.", "2022-07"),
        ("In July the road will be closed.", "2023-07"),
        ("Schools, shut since Tuesday, reopen on 2 November.", "2022-11-02"),
    ],
)
def test_the_tense_before_or_behind_tells_which_is_meant(text: str, meant: str) -> None:
    assert str(said_in(text, OWN)[-1].readings[0].date) == meant


@pytest.mark.parametrize(
    "text",
    [
        "the 7 March agreement",  # of the year before, or of the next one
        "It comes every year on 1 June.",
        "من ١ يونيو إلى ٣٠ سبتمبر من كل سنة",
        "الفترة نفسها من العام الماضي",
        "the same period of last year",
        "His e-mail of 3 November 2013 said: Villa deposit goes Friday.",
        "They will meet on Monday.",  # today, or in a week
        "بيانات هذا الشهر أولية حتى 30 سبتمبر 2022.",
    ],
)
def test_what_cannot_be_told_has_several_readings_none_or_a_hidden_one(text: str) -> None:
    last = min(said_in(text, OWN), key=lambda said: bool(said.readings) and not said.readings[0].anchored)
    likely = [reading for reading in last.readings if not reading.second]
    assert len(likely) != 1 or likely[0].hidden


@given(st.integers(1900, 2076), st.integers(1, 12), st.integers(1, 28))
def test_no_neighbour_of_a_hijri_day_is_proven(year: int, month: int, day: int) -> None:
    own, hijri_year = datetime.date(year, month, day), round((year - 622) * 33 / 32)
    words = f"{day} رمضان {hijri_year} هـ"
    right = hijri(hijri_year, 9, day)
    assert own != right or judge(when(own.isoformat(), words), OWN) == ("read", "")
    assert judge(when(right.isoformat(), words), OWN) == ("read", "")
    for step in (-1, 1):
        beside = (right + datetime.timedelta(step)).isoformat()
        assert judge(when(beside, words), OWN)[0] == "undecided"
    assert judge(when((right + datetime.timedelta(3)).isoformat(), words), OWN)[0] == "false"


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("before January 2024", "January 2024", "2024-01"),
        ("قبل يناير 2024", "يناير 2024", "2024-01"),
        ("قبل ٣١ آذار ٢٠٢٥", "قبل ٣١ آذار ٢٠٢٥", "2025-03-31"),
        ("He said: “I shall not know tonight.”", "tonight", "2022-10-24"),
        ("He said: “I shall not know tonight.”", "tonight", "2022-10-23"),
        ("They met last week.", "last week", "2022-10-17/2022-10-21"),
        ("the year ended 31 March 2023", "the year ended 31 March 2023", "2022-04-01/2023-03-31"),
        ("in summer 2022", "summer 2022", "2022-07"),
        ("two years ago", "two years ago", "2020-10"),
    ],
)
def test_what_the_words_leave_open_is_neither_proven_nor_refused(text: str, words: str, date: str) -> None:
    start = text.index(words)
    relative = not any(letter.isdigit() for letter in words)
    claim = when(date, words, inferred="date" if relative else "")
    assert judge_at(text, start, start + len(words), claim, OWN)[0] == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "الأحد 23 ربيع الأول 1445 هـ - 8 أكتوبر 2023 م",
        "8 أكتوبر 2023 م – 23 ربيع الأول 1445 هـ",
        "8 October 2023 - 23 Rabi al-Awwal 1445 AH",
    ],
)
def test_a_date_told_again_by_another_calendar_is_no_run(text: str) -> None:
    assert {str(reading) for said in said_in(text, OWN) for reading in said.readings} == {"2023-10-08"}


@pytest.mark.parametrize(
    "text",
    [
        "تنطلق من شارع 2 ديسمبر كل 20 دقيقة", "بساحة أول نوفمبر، برئاسة", "جسر بحي 5 جويلية", "في ملعب 5 جويلية 1962",
        "قوى تيار 14 آذار", "ليست في باب الميزانية", "إلى أقل من 3000 كم2", "قال لي ذات يوم إنه", "ذات مساء رأيته",
        "the brand “Sunday Jollof” was", "May this letter find you well", "behind Second October Garden. Thirty",
        "26 January Marg, Navipur", "the 14 February Movement said", "1500", "2000",
        "العدد 1204 - السنة 12",
    ],
)  # fmt: skip
def test_what_is_only_called_like_a_date_is_none(text: str) -> None:
    assert not [said for said in said_in(text, OWN) if said.is_sure]


@pytest.mark.parametrize(
    ("text", "stated"),
    [("في ملعب 5 جويلية 1962", "5 جويلية 1962"), ("ساحة أول نوفمبر 1954", "أول نوفمبر 1954")],
)
def test_a_date_that_something_is_called_by_is_not_proven(text: str, stated: str) -> None:
    date = said_in(text, OWN)[0].readings[0].date
    start = text.index(stated)
    sense, why = judge_at(text, start, start + len(stated), When(date, stated), OWN)
    assert (sense, "called by it" in why) == ("undecided", True)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("في تسعينيات القرن الرابع عشر الهجري", "1970/1979"),
        ("السبعينيات من القرن الثالث عشر للهجرة", "1853/1863"),
        ("in the 1390s AH", "1970/1979"),
    ],
)
def test_a_decade_of_the_hijri_era_is_none_of_the_common_one(text: str, date: str) -> None:
    (said,) = said_in(text, OWN)
    assert [(str(reading.date), reading.hidden) for reading in said.readings] == [(date, True)]


@pytest.mark.parametrize(
    ("text", "stated", "date"),
    [
        ("وصل في 5 جويلية 2022 إلى الحي", "5 جويلية 2022", "2022-07-05"),
        ("المنعقدة بتاريخ 8/آذار/2021، واستنادا", "8/آذار/2021", "2021-03-08"),
        ("في مارس/2021", "مارس/2021", "2021-03"),
        ("وصلوا بآب 2021", "آب 2021", "2021-08"),
        ("في عام 2020 لم يحدث", "عام 2020", "2020"),
        ("Statistical bulletin no. 14 – January–June 2024", "January–June 2024", "2024-01/2024-06"),
        ("النشرة رقم 14 – يناير 2024", "يناير 2024", "2024-01"),
        ("in May this year", "May this year", "2022-05"),
        ("On 5 May 2022 Park rangers left", "5 May 2022", "2022-05-05"),
        ("1985", "1985", "1985"),
    ],
)
def test_a_date_beside_such_words_is_kept(text: str, stated: str, date: str) -> None:
    found = [(text[said.start : said.end], *map(str, said.readings)) for said in said_in(text, OWN) if said.is_sure]
    assert found == [(stated, date)]
