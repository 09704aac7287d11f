"""Numbers with what they count, against phrases written down before the rules.

Arabic: the number and its tamyiz as the school grammars have it (Ryding, A Reference Grammar of Modern Standard Arabic,
chapter 15; النحو الواضح, باب العدد):

* 1 and 2: the noun alone, singular or dual; the word for 1 follows as an adjective
* 3 to 10: genitive plural; the numeral in words has the gender that the noun has not
* 11 to 99: accusative singular, with an alif where the letters can carry one
* 100 and its multiples, thousand, million: genitive singular
* above 100 the last two digits decide: 103 to 110 as 3 to 10, 111 to 199 as 11 to 99
* a dual that governs what follows loses its nun; both duals have ya where they are not nominative
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.files.project import Project
from dossier.model.counted.arabic import Case, accusative, dual, noun, numeral, oblique
from dossier.model.counted.category import plural
from dossier.model.counted.english import plural_of, singular_of
from dossier.model.counted.phrase import counted_phrase, group_digits
from dossier.problems import Report
from dossier.reading.catalogue import read_words

# (number, noun, phrase, phrase after a preposition)
ARABIC = """
1 | دولة | دولة واحدة | دولة واحدة
1 | رجل | رجل واحد | رجل واحد
1 | مدينة | مدينة واحدة | مدينة واحدة
1 | حرب | حرب واحدة | حرب واحدة
1 | لقاء | لقاء واحد | لقاء واحد
2 | دولة | دولتان | دولتين
2 | رجل | رجلان | رجلين
2 | لقاء | لقاءان | لقاءين
2 | مستشفى | مستشفيان | مستشفيين
2 | شيء | شيئان | شيئين
2 | عضو | عضوان | عضوين
2 | سنة | سنتان | سنتين
2 | مليون | مليونان | مليونين
2 | جندي | جنديان | جنديين
2 | امرأة | امرأتان | امرأتين
2 | قاضٍ | قاضيان | قاضيين
2 | جزء | جزآن | جزأين
2 | مبدأ | مبدآن | مبدأين
3 | دولة | 3 دول | 3 دول
3 | رجل | 3 رجال | 3 رجال
3 | سنة | 3 سنوات | 3 سنوات
4 | قارة | 4 قارات | 4 قارات
4 | مشارك | 4 مشاركين | 4 مشاركين
5 | مسجد | 5 مساجد | 5 مساجد
5 | ألف | 5 آلاف | 5 آلاف
5 | مراقب | 5 مراقبين | 5 مراقبين
6 | لقاء | 6 لقاءات | 6 لقاءات
6 | جندي | 6 جنود | 6 جنود
7 | دائرة | 7 دوائر | 7 دوائر
8 | مليون | 8 ملايين | 8 ملايين
9 | قرن | 9 قرون | 9 قرون
10 | أسير | 10 أسرى | 10 أسرى
10 | يوم | 10 أيام | 10 أيام
10 | مسلم | 10 مسلمين | 10 مسلمين
10 | مليار | 10 مليارات | 10 مليارات
10 | قاضٍ | 10 قضاة | 10 قضاة
11 | دولة | 11 دولة | 11 دولة
11 | رجل | 11 رجلًا | 11 رجلًا
11 | ألف | 11 ألفًا | 11 ألفًا
12 | يوم | 12 يومًا | 12 يومًا
13 | امرأة | 13 امرأة | 13 امرأة
14 | جزء | 14 جزءًا | 14 جزءًا
15 | لقاء | 15 لقاءً | 15 لقاءً
16 | شيء | 16 شيئًا | 16 شيئًا
17 | جندي | 17 جنديًّا | 17 جنديًّا
18 | شخص | 18 شخصًا | 18 شخصًا
19 | مستشفى | 19 مستشفى | 19 مستشفى
20 | مليون | 20 مليونًا | 20 مليونًا
20 | قاضٍ | 20 قاضيًا | 20 قاضيًا
22 | حدث | 22 حدثًا | 22 حدثًا
25 | عضو | 25 عضوًا | 25 عضوًا
30 | مبدأ | 30 مبدأً | 30 مبدأً
33 | شخصية | 33 شخصية | 33 شخصية
35 | دولة | 35 دولة | 35 دولة
40 | كيلومتر | 40 كيلومترًا | 40 كيلومترًا
50 | سنة | 50 سنة | 50 سنة
51 | حدث | 51 حدثًا | 51 حدثًا
57 | دولة | 57 دولة | 57 دولة
60 | يورو | 60 يورو | 60 يورو
77 | مسجد | 77 مسجدًا | 77 مسجدًا
81 | دينار | 81 دينارًا | 81 دينارًا
99 | رجل | 99 رجلًا | 99 رجلًا
99 | قمة | 99 قمة | 99 قمة
100 | رجل | 100 رجل | 100 رجل
100 | دولة | 100 دولة | 100 دولة
101 | رجل | 101 رجل | 101 رجل
102 | رجل | 102 رجل | 102 رجل
103 | رجل | 103 رجال | 103 رجال
105 | مسلم | 105 مسلمين | 105 مسلمين
107 | دولة | 107 دول | 107 دول
110 | سنة | 110 سنوات | 110 سنوات
111 | رجل | 111 رجلًا | 111 رجلًا
112 | دولة | 112 دولة | 112 دولة
150 | جلسة | 150 جلسة | 150 جلسة
199 | مصدر | 199 مصدرًا | 199 مصدرًا
200 | أسير | 200 أسير | 200 أسير
215 | أسير | 215 أسيرًا | 215 أسيرًا
300 | مصدر | 300 مصدر | 300 مصدر
303 | مصدر | 303 مصادر | 303 مصادر
240 | راكب | 240 راكبًا | 240 راكبًا
1000 | رجل | 1,000 رجل | 1,000 رجل
1002 | رجل | 1,002 رجل | 1,002 رجل
1003 | رجل | 1,003 رجال | 1,003 رجال
1011 | رجل | 1,011 رجلًا | 1,011 رجلًا
1100 | سفينة | 1,100 سفينة | 1,100 سفينة
1900 | موقّع | 1,900 موقّع | 1,900 موقّع
5009 | كتاب | 5,009 كتب | 5,009 كتب
102347 | كيلومتر | 102,347 كيلومترًا | 102,347 كيلومترًا
1000000 | نسمة | 1,000,000 نسمة | 1,000,000 نسمة
1000003 | نسمة | 1,000,003 نسمات | 1,000,003 نسمات
0 | رجل | 0 رجل | 0 رجل
2.5 | كيلومتر | 2.5 كيلومتر | 2.5 كيلومتر
0.5 | دينار | 0.5 دينار | 0.5 دينار
11.5 | طن | 11.5 طن | 11.5 طن
1.6 | مليار | 1.6 مليار | 1.6 مليار
-3 | درجة | -3 درجات | -3 درجات
-11 | متر | -11 مترًا | -11 مترًا
1 | صوت مستقل | صوت مستقل واحد | صوت مستقل واحد
2 | صوت مستقل | صوتان مستقلان | صوتين مستقلين
11 | صوت مستقل | 11 صوتًا مستقلًا | 11 صوتًا مستقلًا
11 | مواطن سوري | 11 مواطنًا سوريًّا | 11 مواطنًا سوريًّا
2 | كيلومتر مربع | كيلومتران مربعان | كيلومترين مربعين
100 | كيلومتر مربع | 100 كيلومتر مربع | 100 كيلومتر مربع
43 | في المئة | 43 في المئة | 43 في المئة
3 | في المئة | 3 في المئة | 3 في المئة
2 | في المئة | 2 في المئة | 2 في المئة
1 | % | 1 % | 1 %
5 | كم² | 5 كم² | 5 كم²
2 | كم | 2 كم | 2 كم
"""

# (number, scale, noun, phrase, after a preposition)
SCALED = """
1 | thousand | رجل | ألف رجل | ألف رجل
2 | thousand | رجل | ألفا رجل | ألفي رجل
3 | thousand | رجل | 3 آلاف رجل | 3 آلاف رجل
5 | thousand | مسجد | 5 آلاف مسجد | 5 آلاف مسجد
10 | thousand | دولة | 10 آلاف دولة | 10 آلاف دولة
11 | thousand | مشارك | 11 ألف مشارك | 11 ألف مشارك
100 | thousand | مشارك | 100 ألف مشارك | 100 ألف مشارك
103 | thousand | مشارك | 103 آلاف مشارك | 103 آلاف مشارك
310 | thousand | راكب | 310 آلاف راكب | 310 آلاف راكب
1.5 | thousand | راكب | 1.5 ألف راكب | 1.5 ألف راكب
1 | million | نسمة | مليون نسمة | مليون نسمة
2 | million | نسمة | مليونا نسمة | مليوني نسمة
4 | million | مسلم | 4 ملايين مسلم | 4 ملايين مسلم
20 | million | مسلم | 20 مليون مسلم | 20 مليون مسلم
32 | million | كم² | 32 مليون كم² | 32 مليون كم²
2.5 | million | لاجئ | 2.5 مليون لاجئ | 2.5 مليون لاجئ
1 | billion | نسمة | مليار نسمة | مليار نسمة
2 | billion | نسمة | مليارا نسمة | ملياري نسمة
3 | billion | دولار | 3 مليارات دولار | 3 مليارات دولار
1.6 | billion | نسمة | 1.6 مليار نسمة | 1.6 مليار نسمة
12 | billion | دولار | 12 مليار دولار | 12 مليار دولار
"""

ENGLISH = """
1 | state | 1 state
2 | states | 2 states
0 | state | 0 states
1 | people | 1 person
3 | person | 3 people
11 | city | 11 cities
2 | day | 2 days
5 | church | 5 churches
4 | wife | 4 wives
7 | child | 7 children
3 | crisis | 3 crises
2 | series | 2 series
9 | member of parliament | 9 members of parliament
1.5 | mile | 1.5 miles
1.0 | mile | 1.0 miles
1 | per cent | 1 per cent
43 | per cent | 43 per cent
32 | km² | 32 km²
6 | km | 6 km
1900 | signatory | 1,900 signatories
8 | box | 8 boxes
2 | hero | 2 heroes
2 | photo | 2 photos
2 | fireman | 2 firemen
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in table.strip().splitlines()]


def test_there_are_as_many_phrases_as_a_grammarian_would_ask() -> None:
    assert len(rows(ARABIC)) + len(rows(SCALED)) >= 120


@pytest.mark.parametrize("row", rows(ARABIC), ids=" ".join)
def test_an_arabic_noun_agrees_with_its_number(row: tuple[str, ...]) -> None:
    number, unit, nominative, genitive = row
    assert counted_phrase("ar", Decimal(number), unit) == nominative
    assert counted_phrase("ar", Decimal(number), unit, case="genitive") == genitive


@pytest.mark.parametrize("row", rows(SCALED), ids=" ".join)
def test_a_noun_behind_thousands_and_millions(row: tuple[str, ...]) -> None:
    number, scale, unit, nominative, genitive = row
    assert counted_phrase("ar", Decimal(number), unit, scale=scale) == nominative
    assert counted_phrase("ar", Decimal(number), unit, scale=scale, case="genitive") == genitive


@pytest.mark.parametrize("row", rows(ENGLISH), ids=" ".join)
def test_an_english_noun_agrees_with_its_number(row: tuple[str, ...]) -> None:
    number, unit, phrase = row
    assert counted_phrase("en", Decimal(number), unit) == phrase


# What the language's grammar in Unicode says of every number, by its own tables (Babel).

NUMBERS = st.integers(0, 10**9)
DECIMALS = st.decimals(0, 10**6, places=2)


LOCALES = {language: Locale.parse(language) for language in ("ar", "en")}


def babel_category(language: str, number: int | Decimal) -> str:
    return LOCALES[language].plural_form(number)


@settings(deadline=None)  # the first call of a lookup reads tables
@given(NUMBERS)
def test_the_category_of_a_whole_number_is_that_of_unicode(number: int) -> None:
    assert plural("ar", number) == babel_category("ar", number)
    assert plural("en", number) == babel_category("en", number)


@settings(deadline=None)  # the first call of a lookup reads tables
@given(DECIMALS)
def test_the_category_of_a_decimal_is_that_of_unicode(number: Decimal) -> None:
    assert plural("ar", number) == babel_category("ar", number)
    assert plural("en", number) == babel_category("en", number)


@settings(deadline=None)  # the first call of a lookup reads tables
@given(NUMBERS)
def test_the_last_two_digits_decide(number: int) -> None:
    """School grammar, not plural categories: plural, accusative or genitive singular."""
    last, words = number % 100, counted_phrase("ar", Decimal(number), "رجل").split(" ", 1)[-1]
    if number > 2:
        assert words == ("رجال" if 3 <= last <= 10 else "رجلًا" if last >= 11 else "رجل")


@settings(deadline=None)  # the first call of a lookup reads tables
@given(NUMBERS.filter(lambda number: number > 2), st.sampled_from(["thousand", "million", "billion"]))
def test_behind_a_scale_the_noun_is_singular(number: int, scale: str) -> None:
    assert counted_phrase("ar", Decimal(number), "مشارك", scale=scale).endswith(" مشارك")
    assert counted_phrase("en", Decimal(number), "participant", scale=scale).endswith(f" {scale} participants")


@settings(deadline=None)  # the first call of a lookup reads tables
@given(NUMBERS, st.sampled_from(["دولة", "رجل", "في المئة", "كم²", "لقاء"]))
def test_only_one_and_two_change_with_the_case(number: int, unit: str) -> None:
    phrases = {counted_phrase("ar", Decimal(number), unit, case=case) for case in ("nominative", "genitive")}
    assert len(phrases) == (2 if number == 2 and unit not in {"في المئة", "كم²"} else 1)


# Numbers in words, as the grammars list them

NUMERALS = """
3 | ثلاثة رجال | ثلاث نساء
8 | ثمانية رجال | ثماني نساء
10 | عشرة رجال | عشر نساء
11 | أحد عشر رجلًا | إحدى عشرة امرأة
12 | اثنا عشر رجلًا | اثنتا عشرة امرأة
13 | ثلاثة عشر رجلًا | ثلاث عشرة امرأة
18 | ثمانية عشر رجلًا | ثماني عشرة امرأة
20 | عشرون رجلًا | عشرون امرأة
21 | واحد وعشرون رجلًا | إحدى وعشرون امرأة
22 | اثنان وعشرون رجلًا | اثنتان وعشرون امرأة
25 | خمسة وعشرون رجلًا | خمس وعشرون امرأة
28 | ثمانية وعشرون رجلًا | ثمانٍ وعشرون امرأة
99 | تسعة وتسعون رجلًا | تسع وتسعون امرأة
"""
OBLIQUE = """
12 | اثني عشر رجلًا | اثنتي عشرة امرأة
20 | عشرين رجلًا | عشرين امرأة
22 | اثنين وعشرين رجلًا | اثنتين وعشرين امرأة
35 | خمسة وثلاثين رجلًا | خمس وثلاثين امرأة
"""


@pytest.mark.parametrize("row", rows(NUMERALS), ids=" ".join)
def test_a_numeral_has_the_gender_that_its_noun_asks_for(row: tuple[str, ...]) -> None:
    _agree(row, "nominative")


@pytest.mark.parametrize("row", rows(OBLIQUE), ids=" ".join)
def test_a_numeral_behind_a_preposition(row: tuple[str, ...]) -> None:
    _agree(row, "genitive")


def _agree(row: tuple[str, ...], case: Case) -> None:
    number, men, women = row
    for unit, phrase in (("رجل", men), ("امرأة", women)):
        known = noun(unit)
        assert known
        behind = known.behind(plural("ar", int(number)), case)
        assert f"{numeral(int(number), known.is_feminine, case)} {behind}" == phrase


def test_a_unit_may_be_given_as_it_stands_behind_its_number() -> None:
    for given_unit in ("راكبًا", "راكب", "ركاب"):
        assert counted_phrase("ar", Decimal(240), given_unit) == "240 راكبًا"
    for given_unit in ("states", "state"):
        assert counted_phrase("en", Decimal(1), given_unit) == "1 state"


def test_a_noun_that_no_table_knows_takes_the_plural_that_is_given() -> None:
    assert counted_phrase("ar", Decimal(3), "فنار", "فنارات") == "3 فنارات"
    assert counted_phrase("ar", Decimal(3), "ربّان", "ربابنة") == "3 ربابنة"
    assert counted_phrase("ar", Decimal(5), "مرشد", "مرشدون") == "5 مرشدين"  # genitive, however it is given
    assert counted_phrase("ar", Decimal(11), "فنار", "فنارات") == "11 فنارًا"
    assert counted_phrase("en", Decimal(3), "fez", "fezzes") == "3 fezzes"


@pytest.mark.parametrize("noun_", ["state", "city", "church", "wife", "person", "crisis", "member of parliament"])
def test_the_singular_of_a_plural_is_where_it_came_from(noun_: str) -> None:
    assert singular_of(plural_of(noun_)) == noun_
    assert plural_of(plural_of(noun_)) == plural_of(noun_)


SENTENCES = {"claim_all", "claim_one", "claim_contradicted", "of_party", "month_before"}  #: more than a noun


def test_the_forms_of_the_catalogue_are_those_of_the_rule(shipped_words: dict[str, str]) -> None:
    """templates/words.yaml holds the counted things of the briefing as a grammarian wrote them."""
    things = {key.split(".")[1] for key in shipped_words if key.startswith("count.")}
    assert {"source", "event", "body", "claim"} <= things - SENTENCES
    for thing in things - SENTENCES:
        one = shipped_words[f"count.{thing}.other"].removeprefix("{n} ")
        several = shipped_words[f"count.{thing}.few"].partition(" ")[2]
        known = noun(one, several)
        assert known, one
        for category in ("one", "two", "few", "many", "other"):
            words = shipped_words[f"count.{thing}.{category}"]
            assert words.removeprefix("{n} ").removeprefix("{feminine} ") == known.behind(category, "nominative"), thing
        assert oblique(dual(one)) == dual(one, "genitive")
        assert "{feminine}" not in shipped_words[f"count.{thing}.few"] or known.is_feminine
        assert accusative(one) == known.behind("many", "nominative")


@pytest.fixture(scope="module")
def shipped_words() -> dict[str, str]:
    return dict(read_words(Project(Path(__file__).parents[1]), Report())["ar"].table)


@pytest.mark.parametrize(
    ("value", "printed"),
    [("7", "7"), ("1900", "1,900"), ("0.80", "0.80"), ("1234567.5", "1,234,567.5"), ("1E+3", "1,000")],
)
def test_thousands_are_set_apart_and_decimals_kept(value: str, printed: str) -> None:
    assert group_digits(Decimal(value)) == printed


def test_a_number_that_counts_nothing_named_stands_alone() -> None:
    assert counted_phrase("en", Decimal(2)) == counted_phrase("ar", Decimal(2)) == "2"
    assert counted_phrase("en", Decimal(2), scale="billion") == "2 billion"
