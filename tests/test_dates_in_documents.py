"""Dates that only their document can tell: by what stands about them, by the paragraph before, by its own usage."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.dates.in_text import said_in
from dossier.evidence.dates.usage import DateUsage, usage_of
from dossier.evidence.proof.dates import judge_at
from dossier.evidence.text.blocks import blocks_of
from dossier.importing.dates import dates_of
from dossier.model.dates import parse
from dossier.model.records import Text, When

OWN = parse("2022-10-24")  # a Monday
DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 12, 31))


def likely(text: str, usage: DateUsage | None = None) -> list[list[str]]:
    """The readings of each date that is sure to be one, without those that something makes doubtful."""
    there = said_in(text, OWN, usage=usage or DateUsage())
    read = [[r for r in said.readings if not r.second and not r.hidden] for said in there if said.is_sure]
    return [[str(reading) for reading in readings] for readings in read]


def sense(text: str, words: str, date: str, usage: DateUsage | None = None) -> str:
    claim = When(parse(date), words, inferred="date", why=Text("سبب", "a reason"))
    start = text.index(words)
    return judge_at(text, start, start + len(words), claim, OWN, usage or DateUsage())[0]


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        # Weekdays of a month that is not named, or without its year.
        ("the last Wednesday of next month", [["2022-11-30"]]),
        ("the first Monday of the month", [["2022-10-03"]]),
        ("يوم الجمعة الأخير من الشهر", [["2022-10-28"]]),
        ("السبت الثاني من نوفمبر 2022", [["2022-11-12"]]),
        ("الأحد الأول من مايو 2022", [["2022-05-01"]]),  # either way
        ("السبت الثاني من مارس 2022", [["2022-03-12"]]),
        ("السبت الثاني من يوليو 2022", [["2022-07-09", "2022-07-02"]]),  # the second Saturday, or the second of July
        # The month that follows; the same of another year.
        ("It closed in May 2019 and opened the following February.", [["2019-05"], ["2020-02"]]),
        ("It closed in May 2019 and opened the following August.", [["2019-05"], ["2019-08"]]),
        ("أغلق في تشرين الأول 2016 ثم فتح في شباط التالي", [["2016-10"], ["2017-02"]]),
        ("في أغسطس 2021، مقابل الشهر نفسه من السنة السابقة", [["2021-08"], ["2020-08"]]),
        ("It fell in May 2021, and rose the month before.", [["2021-05"], ["2021-04"]]),
        ("It lost 40 in 2019, against 12 the year before.", [["2019"], ["2018"]]),
        ("It landed 61 tonnes in 2019/20, down on the year before.", [["2019/2020"], ["2018/2019"]]),
        ("في 2019، وكان في العام الذي قبله", [["2019"], ["2018"]]),
        # The same period of the year before.
        ("It grew in the second quarter of 2022, against the same period last year.", 
         [["2022-04/2022-06"], ["2021-04/2021-06"]]),
        ("في الربع الثاني من عام 2022، مقابل الفترة المقابلة من العام السابق",
         [["2022-04/2022-06"], ["2021-04/2021-06"]]),
        ("يوم 1 أكتوبر 2022 ثم في التاريخ ذاته من العام الماضي", [["2022-10-01"], ["2021-10-01"]]),
        # Quarters by their last month, and by another word.
        ("in the March quarter of 2022", [["2022-01/2022-03"]]),
        ("الفصل الأول من عام 2021", [["2021-01/2021-03"]]),
        # The first of a month in Arabic.
        ("في غرة سبتمبر 2023", [["2023-09-01"]]),
        ("من غرة الشهر المقبل", [["2022-11-01"]]),
        # Spoken words, and words run together.
        ("للسنة المقبلة", [["2023"]]),
        ("امبارح كان أزرق", [["2022-10-23"]]),
        ("منذ الاثنين ما قبل الماضي", [["2022-10-10"]]),
        # Two months that are no run, and two that are one.
        ("It was raised in March and June.", [["2022-03"], ["2022-06"]]),
        ("It rained in July and August.", [["2022-07/2022-08"]]),
        # No dates of their own.
        ("ارتفعت أول من أمس إلى أحد عشر قتيلا", [["2022-10-22"]]),
        ("هبط في سنة 2009 إلى 7400 طن", [["2009"]]),
        ("its resolutions 6/11 of 9 May 2017 and 8/2 of June 2021", [["2017-05-09"], ["2021-06"]]),
        # Years in headings and rows.
        ("Road Casualties: Annual Report 2021", [["2021"]]),
        ("مشروع قانون مالية 2023", [["2023"]]),
        ("| Group | 2021 | 2022 | Change |", [["2021"], ["2022"]]),
    ],
)  # fmt: skip
def test_what_stands_about_a_date_tells_what_it_means(text: str, meanings: list[list[str]]) -> None:
    assert [readings for readings in likely(text) if readings] == meanings


@pytest.mark.parametrize(
    "text",
    [
        "in the third quarter of FY2024",
        "Q3 FY24",
        "النصف الأول من السنة المالية التالية",
        "the first quarter of the next fiscal year",
        "in the first decade of the twentieth century",
        "تسعينيات القرن الرابع عشر الهجري",
        "a week ago yesterday",
        "tomorrow or the day after tomorrow",
        "غدا أو بعد غد",
        "في خريف العام الأخير",
        "on the Sunday they rested",
        "في 2009 ثم في العام الماضي، مقارنة مع تلك السنة",
        "في رمضان من تلك السنة",
        "Chapter: الفصل الثاني",
    ],
)
def test_what_is_not_read_whole_is_not_read(text: str) -> None:
    last = likely(text)[-1:]
    assert last in ([], [[]])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("By Tuesday it had not sent the papers.", ["about 2022-10-18"]),
        ("They gave the ministry until Sunday.", ["about 2022-10-30"]),
        ("«قبل سبتمبر كنت أبيعها بعشرين»", ["about 2022-09"]),
        ("نفدت الاعتمادات في سبتمبر", ["2022-09"]),
        ("لا زيادة قبل الربيع", ["about 2023-21"]),
        ("The hall is to be demolished in the spring.", ["2023-21"]),
        ("It was demolished in the spring.", ["2022-21"]),
        ("It takes effect on July 1.", ["2023-07-01"]),
        ("It moved more in the third quarter of 2020; the rest will be full by March.", ["about 2023-03"]),
    ],
)
def test_a_bound_is_of_what_its_sentence_tells_of(text: str, meant: list[str]) -> None:
    assert likely(text)[-1] == meant


@given(DAYS)
def test_the_next_day_may_count_from_the_paragraph_before(day: datetime.date) -> None:
    following = day + datetime.timedelta(1)
    anchor = parse((day + datetime.timedelta(400)).isoformat())
    for first, last in (
        (f"The board met on {day.isoformat()}.", "The following day it resigned."),
        (f"اجتمع المجلس في {day.isoformat()}.", "وفي اليوم التالي استقال."),
    ):
        found = [dated.edtf for dated in dates_of(blocks_of((first, "", last)), anchor)]
        assert found == [day.isoformat(), following.isoformat()]


@pytest.mark.parametrize(
    "lines",
    [
        ("It opened on 4 May 2019.", "", "The following year it closed."),  # years are told of too freely
        ("It opened on 4 May 2019.", "", "Nobody came.", "", "The following day it closed."),
        ("They will meet on 4 May 2023.", "", "The minutes were written two days later."),
    ],
)
def test_not_everything_counts_from_the_paragraph_before(lines: tuple[str, ...]) -> None:
    assert [dated.edtf for dated in dates_of(blocks_of(lines), OWN)][1:] == [""]


# What a whole document shows.


@pytest.mark.parametrize(
    ("texts", "is_so"),
    [
        (["on 28/3/2024 and on 4/5/2024"], True),
        (["on 4 May 2024", "and 5th June 2024", "paid on 8/1/2024"], True),
        (["on 4 May 2024", "and June 5, 2024", "paid on 8/1/2024"], False),
        (["on 3/28/2024", "on 4 May 2024 and 5 June 2024"], False),
        (["on 4/5/2024"], False),
    ],
)
def test_a_document_shows_whether_it_sets_the_day_first(texts: list[str], is_so: bool) -> None:
    usage = usage_of(texts, OWN, is_arabic=False)
    assert usage.day_first is is_so
    meant = likely("paid on 8/1/2022", usage)
    assert meant == ([["2022-01-08"]] if is_so else [["2022-01-08", "2022-08-01"]])


@pytest.mark.parametrize(
    "head",
    [
        ["Annual Report 2021"],
        ["The Port of Tal", "Annual Review"],
        ["Annual report for the year ended 30 June 2022"],
        ["التقرير السنوي 2021"],
        ["تقريرنا السنوي", "كلمة الرئيس"],
        ["الحصيلة السنوية لعام 2021"],
    ],
)
@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("زاد الإنتاج هذا العام بمقدار الثلث.", "هذا العام", "2022"),
        ("زاد الإنتاج هذا العام بمقدار الثلث.", "هذا العام", "2021"),
        ("Deaths fell this year.", "this year", "2022"),
        ("Deaths fell this year.", "this year", "2021"),
        ("against 40 last year.", "last year", "2021"),
        ("في العام الماضي", "العام الماضي", "2020"),
        ("a campaign that began in August.", "August", "2022-08"),
        ("a campaign that began in August.", "August", "2021-08"),
    ],
)
def test_this_year_in_a_report_on_another_is_not_decided(head: list[str], text: str, words: str, date: str) -> None:
    usage = usage_of([*head, "", text], OWN, is_arabic=False)
    assert usage.is_of_past
    assert likely(text, usage) == [[]]
    assert sense(text, words, date, usage) not in {"read", "false"}


@pytest.mark.parametrize("head", [["The Port of Tal"], ["A report on the harbour in 2021"], ["قرار رقم 12 لسنة 2021"]])
def test_in_any_other_document_this_year_is_its_own(head: list[str]) -> None:
    usage = usage_of([*head, "", "Deaths fell this year."], OWN, is_arabic=False)
    assert sense("Deaths fell this year.", "this year", "2022", usage) == "read"
    assert sense("Deaths fell this year.", "this year", "2021", usage) == "false"


def test_this_month_of_a_document_dated_by_the_hijri_calendar_is_not_decided() -> None:
    texts = ["صدر في 27 شعبان 1443هـ", "وعلى النظام الصادر عام 1440هـ", "يعمل به من أول الشهر المقبل"]
    usage = usage_of(texts, OWN, is_arabic=True)
    assert usage.is_hijri
    assert likely("في العاشر من الشهر الجاري", usage) == [[]]
    assert sense("في العاشر من الشهر الجاري", "العاشر من الشهر الجاري", "2022-10-10", usage) == "worked out"


@pytest.mark.parametrize(
    ("text", "words", "date", "meant"),
    [
        ("It will open in September.", "September", "2023-09", "undecided"),  # by its tense alone, against 2022
        ("It will open next September.", "next September", "2023-09", "read"),
        ("It closed in September.", "September", "2022-09", "read"),
        ("في رمضان من تلك السنة", "رمضان من تلك السنة", "2022-04", "worked out"),
        ("they met last winter", "last winter", "2021", "undecided"),  # a season is not its year
        ("in 2019, then last year, as in that year", "that year", "2019", "worked out"),
        ("as in the same month last year", "last year", "2021-10", "worked out"),
        ("before the end of next year", "before the end of next year", "../2023-12-31", "undecided"),
        ("in the twelve months: 2020-21", "2020-21", "2020-04/2021-03", "undecided"),
        ("the quarter ended 31 March 2022", "the quarter ended 31 March 2022", "2022-01/2022-03", "undecided"),
        ("They met last week.", "last week", "2022-10-18/2022-10-24", "undecided"),
        ("They met last week.", "last week", "2022-10-10/2022-10-16", "false"),
        ("the third quarter of FY2022", "the third quarter of FY2022", "2022-01/2022-03", "worked out"),
    ],
)
def test_what_is_open_is_neither_proven_nor_refused(text: str, words: str, date: str, meant: str) -> None:
    assert sense(text, words, date) == meant


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=5))
def test_any_document_can_be_asked(text: str, lines: list[str]) -> None:
    usage = usage_of(lines, OWN, is_arabic=False)
    assert all(0 <= said.start <= said.end <= len(text) for said in said_in(text, OWN, usage=usage, told=OWN))


@given(
    DAYS, st.sampled_from(["the same date last year", "في التاريخ نفسه من العام الماضي", "the same day a year earlier"])
)
def test_a_year_before_any_day_is_that_day_or_open(day: datetime.date, words: str) -> None:
    for said in said_in(f"{day.isoformat()}, {words}", parse(day.isoformat())):
        for reading in said.readings:
            assert reading.hidden or str(reading.date)[4:] == day.isoformat()[4:] or reading.date.precision == "year"


@pytest.mark.parametrize(
    ("stated", "date", "sense"),
    [
        # Which end of a time a limit names; the other one it says nothing of.
        ("since 2015", "2015/..", "read"),
        ("منذ عام 2015", "2015/..", "read"),
        ("after 2015", "2015/..", "read"),
        ("until 2015", "../2015", "read"),
        ("حتى عام 2015", "../2015", "read"),
        ("في موعد أقصاه 5 أيار 2015", "../2015-05-05", "read"),
        ("by noon on 5 May 2015", "../2015-05-05", "read"),
        ("by close of business on 5 May 2015", "../2015-05-05", "read"),
        ("no later than 5 May 2015", "../2015-05-05", "read"),
        ("since 14 October", "2022-10-14/..", "read"),
        ("until 30 November", "../2022-11-30", "read"),
        ("after 2015", "../2015", "false"),
        ("بعد عام 2015", "../2015", "false"),
        ("until 2015", "2015/..", "false"),
        ("before 2015", "2015/..", "false"),
        ("قبل عام 2015", "2015/..", "false"),
        ("since 2015", "../2015", "false"),
        ("in 2015", "2015/..", "false"),
        ("عام 1390هـ", "1970/..", "false"),
        # Of what goes on, the beginning is not the whole; of a Hijri year neither.
        ("from 1951 till his death", "1951", "undecided"),
        ("من منتصف 2015 إلى غاية ديسمبر 2016", "2015/2016-12", "read"),
        ("from mid-2015 to December 2016", "2015", "false"),
        # The day before or after the one that is named.
        ("on the eve of 3 May 2019", "2019-05-03", "undecided"),
        ("غداة 3 أيار 2019", "2019-05-03", "undecided"),
    ],
)  # fmt: skip
def test_which_end_of_a_time_is_told(stated: str, date: str, sense: str) -> None:
    inferred = "date" if "20" not in stated and "19" not in stated else ""
    claim = When(parse(date), stated, inferred=inferred, why=Text("سبب", "a reason") if inferred else None)  # type: ignore[arg-type]
    assert judge_at(stated, 0, len(stated), claim, OWN)[0] == sense


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        # Figures as strangers write them.
        ("sheets of 20220605", [["2022-06-05"]]),
        ("sheets 20220214–20220411", [["2022-02-14/2022-04-11"]]),
        ("on 19.xi.2014 and 2/II/1998", [["2014-11-19"], ["1998-02-02"]]),
        ("وُزعت في 3-4/04/2018", [["2018-04-03/2018-04-04"]]),
        ("يوم الاثنين 24/10", [["2022-10-24"]]),
        ("for 3/4 of them", []),
        # What is numbered is no day of a list.
        ("vol. 2, 30 September 2019", [["2019-09-30"]]),
        ("في الفقرة 9 منه", []),
        # Nights, weeks and seasons of two days, or of two years.
        ("on the night of 5/6 May 2021", [["2021-05-05/2021-05-06"]]),
        ("the night of 31 October / 1 November 2021", [["2021-10-31/2021-11-01"]]),
        ("the week of 19 October 2020", [["2020-10-19/2020-10-25"]]),
        ("the week ending 12 June 2021", [["2021-06-06/2021-06-12"]]),
        ("شتاء 2018-2019", [["2018-24"]]),
        # Counted from now, in the words of either language.
        ("in five years' time", [["2027"]]),
        ("قبل 14 عاماً", [["2008"]]),
        ("Last year 2 in 3 gave less.", [["2021"]]),
        ("last year's came late", [["2021"]]),
        ("صباح غد", [["2022-10-25"]]),
        ("مطلع العام الجديد", [["early 2023"]]),
        ("أول أربعاء من تشرين الثاني 2022", [["2022-11-02"]]),
        # A decision of one day holds until another.
        ("القرار الصادر في 28 شباط 2017 حتى نهاية 2018", [["2017-02-28"], ["about end 2018"]]),
        ("by Monday, 7 November at the very latest", [["about 2022-11-07"]]),
        # No dates: the number of a resolution, the total of a column, a spring that follows what nobody told.
        ("resolution 9 (2012)", []),
        ("المجموع | 1651 | 82", []),
        ("We went in the spring of the following year", []),
    ],
)  # fmt: skip
def test_dates_of_strangers(text: str, meanings: list[list[str]]) -> None:
    assert likely(text) == meanings


@pytest.mark.parametrize(
    ("text", "words", "date", "expected"),
    [
        ("met on 10 and 24 October 2022", "24 October 2022", "2022-10-24", "read"),
        ("met on 10 and 24 October 2022", "10", "2022-10-10", "read"),
        ("met on 10 and 24 October 2022", "24 October 2022", "2022-10-10", "false"),
        ("met on 14–16 October 2022", "16 October 2022", "2022-10-16", "undecided"),
    ],
)
def test_a_day_of_a_list_is_a_date_and_an_end_of_a_run_is_none(text: str, words: str, date: str, expected: str) -> None:
    start = text.index(words)
    assert judge_at(text, start, start + len(words), When(parse(date), words), OWN)[0] == expected


def test_a_proof_counts_on_from_the_paragraph_before() -> None:
    claim = When(parse("2021-11-05"), "The following morning", inferred="date", why=Text("سبب", "a reason"))
    text = "The following morning two divers went down."
    told = parse("2021-11-04")
    assert judge_at(text, 0, len(claim.stated), claim, OWN, DateUsage(), told) == ("read", "")
    assert judge_at(text, 0, len(claim.stated), claim, OWN, DateUsage(), parse("2021-11-08"))[0] == "false"
    assert judge_at(text, 0, len(claim.stated), claim, OWN)[0] != "read"
