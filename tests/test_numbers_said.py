"""What words for a number can mean, and whether a curated number is one of those meanings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.content.passage import Passage
from dossier.content.records import FigureClaim
from dossier.evidence.numbers_said import bounds, judge, readings


@pytest.mark.parametrize(
    ("words", "meanings"),
    [
        ("57 دولة", ["57"]),
        ("تقدر بـ 102,347 كم", ["102347"]),
        ("١٠٢٬٣٤٧٫٥", ["102347.5"]),
        ("43% من الإنتاج العالمي", ["43"]),
        ("1.5 dinars", ["1.5"]),
        ("1,6 مليار", ["1600000000"]),
        ("25 000 مسلم", ["25000"]),
        ("14 بالمئة من السكان", ["14"]),
        ("14 في المائة", ["14"]),
        ("14 per cent", ["14"]),
        ("حوالي 1.6 مليار نسمة", ["1600000000"]),
        ("20 million", ["20000000"]),
        ("310 آلاف راكب", ["310000"]),
        ("الخمسة آلاف مسجداً", ["5000"]),
        ("مليوني نسمة", ["2000000"]),
        ("ثلاثة آلاف وخمسمئة", ["3500"]),
        ("ألف ومئتان وخمسون", ["1250"]),
        ("أحد عشر ألف", ["11000"]),
        ("خمسة وعشرون", ["25"]),
        ("two hundred and fifty thousand", ["250000"]),
        ("twenty-five", ["25"]),
        ("between 20 and 25", ["20", "25"]),
        ("المرتبة الثالثة بين موانئ الساحل الثمانية", ["8", "3"]),
        ("ثاني أكبر ديانة", ["2"]),
        ("أكبر منظمة دولية بعد الأمم المتحدة", ["2"]),
        ("ثاني أكبر منظمة دولية بعد الأمم المتحدة", ["2", "3"]),  # ambiguous, and so both
        ("the largest port", ["1"]),
        ("ربع مساحة اليابسة", ["0.25", "25"]),
        ("نصف قرن", ["0.5", "50"]),
        ("مدخلي البحر المتوسط", ["2"]),  # the noun's own ending
        ("no number at all", []),
    ],
)
def test_what_words_mean(words: str, meanings: list[str]) -> None:
    assert set(readings(words)) == set(map(Decimal, meanings))


ONES = ["x", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["x", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["x", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
E_ONES = ["x", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
E_TENS = ["x", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def arabic(number: int) -> str:
    """A number up to 999 in words, but for eleven to nineteen."""
    parts = [HUNDREDS[number // 100]] if number >= 100 else []
    parts += [ONES[number % 10]] if number % 10 else []
    parts += [TENS[number % 100 // 10]] if number % 100 >= 10 else []
    return " و".join(parts)


def english(number: int) -> str:
    parts = [f"{E_ONES[number // 100]} hundred"] if number >= 100 else []
    parts += [E_TENS[number % 100 // 10]] if number % 100 >= 10 else []
    parts += [E_ONES[number % 10]] if number % 10 else []
    return " ".join(parts)


numbers = st.integers(1, 999).filter(lambda number: not 10 < number % 100 < 20)


@given(numbers)
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert Decimal(number) in readings(arabic(number))
    assert readings(english(number)) == (Decimal(number),)
    assert Decimal(number * 1000) in readings(f"{arabic(number)} ألف نسمة")
    assert readings(f"{english(number)} thousand") == (Decimal(number * 1000),)


@given(st.integers(0, 10**12))
def test_a_number_in_digits_is_read_back(number: int) -> None:
    indic = f"{number:,}".translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬"))
    assert readings(f"{number:,}") == readings(indic) == readings(f"نحو {number} كم") == (Decimal(number),)


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    assert all(number >= 0 for number in readings(text))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("لنحو 240 راكبًا", ("about",)),
        ("أكثر من 1900", ("over",)),
        ("ليتجاوز عدد المساجد", ("over",)),
        ("fewer than 12", ("under",)),
        ("57 دولة", ()),
    ],
)
def test_bounds_are_those_of_the_words(words: str, found: tuple[str, ...]) -> None:
    assert bounds(words) == found


def claim(value: str, stated: str, **more: str) -> FigureClaim:
    return FigureClaim("figure", Passage(((1, 1),)), Decimal(value), stated, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (claim("20", "حوالي 20 مليون مسلم", scale="million", bound="about"), ""),
        (claim("20", "حوالي 20 مليون مسلم", bound="about"), "the words mean 20000000, not 20"),
        (claim("20", "حوالي 20 مليون مسلم", scale="million"), "invented precision: the words say 'about'"),
        (claim("20", "20 مليون مسلم", scale="million", bound="about"), "do not say 'about'"),
        (claim("1900", "أكثر من 1900", bound="under"), "do not say 'under' but 'over'"),
        (claim("76", "67% من القطن"), "the words mean 67, not 76"),
        (claim("3", "a great many"), "no number can be read in these words"),
    ],
    ids=str,
)
def test_a_number_is_judged_by_its_words(figure: FigureClaim, told: str) -> None:
    sense, why = judge(figure)
    assert (sense, why) == ("read", "") if not told else sense == "false" and told in why
