"""Whether a curated number is the one that its words give where they stand: proven, false, or not decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.numbers.quantities import quantities_in
from dossier.evidence.original import original_of
from dossier.evidence.proof.numbers import judge, judge_in
from dossier.model.passage import Passage
from dossier.model.records import FigureClaim
from tests.spelled_numbers import BOUNDS, arabic, english


def claim(value: str, stated: str, scale: str = "", bound: str = "", to: str = "") -> FigureClaim:
    upper = Decimal(to) if to else None
    return FigureClaim("figure", Passage(((1, 1),)), Decimal(value), stated, scale, bound, upper)  # type: ignore[arg-type]


def judged(text: str, figure: FigureClaim) -> tuple[str, str]:
    """The judgement of words where they first stand in a text."""
    start = text.index(figure.stated)
    return judge_in(text, start, start + len(figure.stated), figure)


@pytest.mark.parametrize(
    "figure",
    [
        claim("20", "حوالي 20 مليون مسلم", "million", "about"),
        claim("57", "57 دولة"),
        claim("0.5", "half a million pounds", "million"),
        claim("500", "half a million pounds", "thousand"),
        claim("500000", "half a million pounds"),
        claim("1.5", "one and a half million", "million"),
        claim("5", "$5m", "million"),
        claim("5", "not more than $5m", "million", "under"),
        claim("1.2", "1.2bn dollars", "billion"),
        claim("1.5", "مليار ونصف المليار دولار", "billion"),
        claim("0.5", "نصف مليون لاجئ", "million"),
        claim("26", "ما لا يقل عن 26 سفينة", bound="over"),
        claim("26", "لا يقل عن 26 سفينة", bound="over"),
        claim("26", "لا يزيد عن 26 سفينة", bound="under"),
        claim("400", "no fewer than 400 men", bound="over"),
        claim("66.7", "two-thirds of the ships"),
        claim("66.67", "ثلثي السفن"),
        claim("0.67", "two thirds of the ships"),
        claim("0.6667", "ثلثا السفن"),
        claim("25", "ربع مساحة اليابسة"),
        claim("20", "one in five"),
        claim("12", "A dozen ships"),
        claim("-3", "-3 degrees"),
        claim("50", "ما يزيد عن نصف قرن", bound="over"),
        claim("20", "between 20 and 30 ships", to="30"),
        claim("2", "between two and three million", "million", to="3"),
        claim("30", "بين 30 و40 بالمائة", to="40"),
        claim("20", "between 20 and 30 ships", bound="over"),
        claim("30", "between 20 and 30 ships", bound="under"),
        claim("3", "المرتبة الثالثة بين موانئ الساحل الثمانية"),
        claim("2", "ثاني أكبر ديانة"),
        claim("2", "أكبر منظمة دولية بعد الأمم المتحدة"),
        claim("3", "ثاني أكبر منظمة دولية بعد الأمم المتحدة"),
        claim("1", "the largest port"),
        claim("2", "مدخلي البحر المتوسط، قناة السويس ومضيق جبل طارق"),
        claim("21", "the twenty-first session"),
        claim("0.5", "upwards of half a century", bound="over"),
        claim("6", "six or seven weeks", to="7"),
        claim("30", "thirty (30) days"),
        claim("2.5", "مليارا جنيه ونصف المليار", "billion"),
        claim("2", "سيارتا إسعاف"),
        claim("450", "N450 million", "million"),
    ],
    ids=str,
)
def test_true_numbers_are_read(figure: FigureClaim) -> None:
    assert judge(figure) == ("read", "")


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (claim("20", "حوالي 20 مليون مسلم", bound="about"), "the words mean 20000000, not 20"),
        (claim("20", "حوالي 20 مليون مسلم", "million"), "invented precision: the words say 'about'"),
        (claim("20", "20 مليون مسلم", "million", "about"), "do not say 'about'"),
        (claim("1900", "أكثر من 1900", bound="under"), "do not say 'under' but 'over'"),
        (claim("76", "67% من القطن"), "the words mean 67, not 76"),
        (claim("3", "a great many"), "no number can be read in these words"),
        (claim("1", "half a million pounds", "million"), "the words mean 500000, not 1000000"),
        (claim("5", "$5m"), "the words mean 5000000, not 5"),
        (claim("400", "no fewer than 400 men", bound="under"), "do not say 'under' but 'over'"),
        (claim("26", "ما لا يقل عن 26 سفينة", bound="under"), "do not say 'under' but 'over'"),
        (claim("1", "مليار ونصف المليار دولار", "billion"), "the words mean 1500000000"),
        (claim("2", "two-thirds of the ships"), "the words mean 0.666667, not 2"),
        (claim("3", "-3 degrees"), "the words mean -3, not 3"),
        (claim("25", "between 20 and 30 ships", bound="about"), "the words give a range, 20 to 30, not 25"),
        (claim("20", "between 20 and 30 ships"), "the words give a range, 20 to 30, not 20"),
        (claim("20", "between 20 and 30 ships", to="35"), "the words give a range, 20 to 30, not 20 to 35"),
        (claim("20", "20 ships", to="30"), "the words give one number, 20, not a range"),
        (claim("400", "about 400 people"), "invented precision"),
        (claim("3", "ثاني أكبر ديانة"), "the words mean 2"),
    ],
    ids=str,
)
def test_false_numbers_are_told(figure: FigureClaim, told: str) -> None:
    sense, why = judge(figure)
    assert sense == "false"
    assert told in why


@pytest.mark.parametrize(
    ("text", "stated", "value", "expected"),
    [
        ("within 40 (forty) days", "40", "40", "false"),
        ("for 40 (forty) days", "40", "40", "read"),
        ("for 40 (forty) days", "40 (forty) days", "40", "read"),
        ("for forty (40) days", "forty", "40", "read"),
        ("for forty (40) days", "(40) days", "40", "read"),
        ("for forty (40) days", "y (40) days", "4", "false"),
        ("مدة أربعين (40) يوما", "أربعين", "40", "read"),
        ("it grew by +40%", "40%", "40", "read"),
        ("it grew by +40%", "40", "40", "false"),
        ("it came to -40%", "40%", "40", "false"),
        ("more than +40 ships", "40 ships", "40", "false"),
        ("two-and-a-half years", "two", "2", "false"),
        ("2 1/2 years", "2", "2", "false"),
    ],
)
def test_a_number_is_whole_where_nothing_that_changes_it_is_cut_off(
    text: str, stated: str, value: str, expected: str
) -> None:
    assert judged(text, claim(value, stated))[0] == expected


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (claim("200", "some hundreds of men"), "no certain number"),
        (claim("100", "hundreds of men"), "no certain number"),
        (claim("3000", "بضعة آلاف"), "no certain number"),
        (claim("1234", "1.234 سفينة"), "can mean 1234 or 1.234"),
        (claim("1.234", "1.234 سفينة"), "can mean 1234 or 1.234"),
        (claim("5", "5m", "million"), "can mean 5 or 5000000"),
        (claim("300", "ما تجاوز 300 رجل", bound="over"), "may deny"),
        (claim("20", "did not see more than 20 ships", bound="under"), "what is denied"),
        (claim("20", "hardly more than 20", bound="over"), "half denied"),
        (claim("20", "talked about 20 ships", bound="about"), "what it is about"),
        (claim("67", "two-thirds of the ships"), "the words mean 0.666667, not 67"),
        (claim("2019", "the 2019 summit"), "does not seem to count anything"),
        (claim("5", "Article 5"), "does not seem to count anything"),
        (claim("1", "one of the largest ports"), "one of several"),
        (claim("1", "من أكبر الموانئ"), "one of several"),
        (claim("2", "محملتين بالقمح"), "may count two, or not"),
        (claim("30", "خلال ثلاثين يوما"), "may be meant as a bound"),
        (claim("30", "خلال ثلاثين يوما", bound="under"), "may be meant as a bound"),
        (claim("3", "within three villages", bound="under"), "may say when or where"),
        (claim("130", "two hours and ten minutes"), "told as one number"),
        (claim("190", "ثلاث ساعات وعشر دقائق"), "told as one number"),
        (claim("1.2", "متر وعشرين سنتيمترا"), "told as one number"),
        (claim("1", "١ : ٦", to="6"), "a ratio"),
        (claim("7", "seven to one", to="1"), "a ratio"),
        (claim("30", "half an hour"), "so many minutes"),
        (claim("15", "ربع ساعة"), "so many minutes"),
        (claim("1", "a ratio of 1:8", to="8"), "a ratio"),
        (claim("2", "محوّلين"), "may count two by its ending"),
        (claim("2", "صفّان من النخيل"), "may count two by its ending"),
        (claim("13", "under 13 metres of water", bound="under"), "may say where"),
        (claim("13", "under 13 metres of water"), "may say where"),
        (claim("40", "burns over 40 percent of his body"), "may say of what"),
        (claim("400", "barely 400", bound="about"), "on which side"),
        (claim("-1250", "a net loss of (1,250)"), "can mean -1250 or 1250"),
        (claim("14", "shall not apply to a child under fourteen", bound="under"), "what is denied"),
        (claim("10", "without an engine of more than 10 horsepower", bound="over"), "what is denied"),
    ],
    ids=str,
)
def test_what_no_reader_can_tell_is_not_decided(figure: FigureClaim, told: str) -> None:
    sense, why = judge(figure)
    assert sense == "undecided"
    assert told in why


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("no more than 1,200 tonnes", claim("1200", "more than 1,200 tonnes", bound="over")),
        ("no more than 1,200 tonnes", claim("1200", "1,200 tonnes")),
        ("لا يزيد عن 26 سفينة", claim("26", "يزيد عن 26 سفينة", bound="over")),
        ("ما لا يقل عن 26 سفينة", claim("26", "يقل عن 26 سفينة", bound="under")),
        ("لن يتعدى العدد 50 رجلا", claim("50", "50 رجلا")),
        ("it did not exceed 300", claim("300", "exceed 300", bound="over")),
        ("carried 120 tonnes", claim("20", "20 tonnes")),
        ("one hundred and twenty tonnes", claim("20", "twenty tonnes")),
        ("مئة وعشرون سفينة", claim("20", "عشرون سفينة")),
        ("خمسة وعشرون ألفا", claim("20", "عشرون ألفا", "thousand")),
        ("ثلاثة عشر رجلا", claim("3", "ثلاثة")),
        ("ثلاثة عشر رجلا", claim("10", "عشر رجلا")),
        ("5 million men", claim("1", "million men", "million")),
        ("5 million men", claim("5", "5")),
        ("20 thousand", claim("20", "20", "thousand")),
        ("3.5 tonnes", claim("3", "3")),
        ("3.5 tonnes", claim("5", "5 tonnes")),
        ("1,200 tonnes", claim("200", "200 tonnes")),
        ("3 to 5 ships", claim("5", "5 ships")),
        ("3 to 5 ships", claim("3", "3")),
        ("5 % of it", claim("5", "5")),
        ("5 per cent of it", claim("5", "5")),
        ("half a million", claim("1", "a million", "million")),
        ("one and a half million", claim("0.5", "half million", "million")),
        ("مليار ونصف المليار", claim("1", "مليار", "billion")),
        ("5¾ miles", claim("5", "5")),
        ("two-thirds of them", claim("33.3", "thirds of them")),
        ("-3 degrees", claim("3", "3 degrees")),
        ("20-odd ships", claim("20", "20")),
        ("20 ships or fewer", claim("20", "20 ships")),
        ("20 سفينة على الأكثر", claim("20", "20 سفينة")),
        ("several hundred ships", claim("100", "hundred ships")),
        ("a few thousand ships", claim("1", "thousand ships", "thousand")),
        ("عشرات الآلاف من السفن", claim("1", "الآلاف", "thousand")),
        ("twelve hundred men", claim("100", "hundred men")),
        ("ten-thousand men", claim("10", "ten")),
        ("ten\u00adthousand men", claim("10", "ten")),
        ("one in five", claim("5", "five")),
        ("the twenty-first session", claim("20", "twenty")),
        ("ثاني أكبر منظمة دولية", claim("1", "أكبر منظمة دولية")),
        ("أكبر منظمة دولية بعد الأمم المتحدة", claim("1", "أكبر منظمة دولية")),
        ("المرتبة الخامسة والعشرون", claim("5", "المرتبة الخامسة")),
    ],
)
def test_words_cut_out_of_a_number_prove_nothing(text: str, figure: FigureClaim) -> None:
    sense, why = judged(text, figure)
    assert sense == "false"
    assert "cut" in why or "no number" in why


def test_a_true_claim_of_too_few_words_is_not_decided() -> None:
    assert judged("No more than two-thirds of them.", claim("0.6667", "two-thirds", bound="under"))[0] == "undecided"
    assert judged("No more than two-thirds of them.", claim("0.6667", "two-thirds"))[0] == "false"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("the ceiling of 12 metres had been passed", "12 metres"),
        ("estimated at 12 million dinars", "12 million dinars"),
        ("بسقف 12 مترا", "12 مترا"), ("الميزانية المقدرة بـ 12 مليون دينار", "12 مليون دينار"),
    ],
)  # fmt: skip
def test_the_number_of_a_limit_by_itself_is_not_decided(text: str, stated: str) -> None:
    scale = "million" if "million" in stated or "مليون" in stated else ""
    assert judged(text, claim("12", stated, scale))[0] == "undecided"
    assert judged(text, claim("13", stated, scale))[0] == "false"


@pytest.mark.parametrize("stated", ["16 إلى 60 سنة", "من 16 إلى 60 سنة"])
def test_a_range_is_the_same_without_its_from(stated: str) -> None:
    text = "غرامة من 16 إلى 60 سنة"
    assert judged(text, claim("16", stated, to="60")) == ("read", "")
    assert judged(text, claim("16", stated, to="61"))[0] == "false"


@pytest.mark.parametrize("text", ["في مدة لا تتجاوز (60) يوما", "a term not exceeding (60) days"])
def test_no_bound_before_brackets_is_lost(text: str) -> None:
    start = text.index("لا" if "لا" in text else "not")
    whole = text[start:]
    assert judged(text, claim("60", whole, bound="under")) == ("read", "")
    assert judged(text, claim("60", whole))[0] == "false"
    assert judged(text, claim("60", text[text.index("(") :]))[0] == "false"


def test_what_was_cut_is_named() -> None:
    why = judged("It held no more than 1,200 tonnes.", claim("1200", "more than 1,200 tonnes", bound="over"))[1]
    assert why == "the words are cut out of 'no more than 1,200 tonnes'"


numbers = st.one_of(st.integers(3, 999), st.integers(3, 10**12 - 1))


@given(numbers, st.sampled_from([english, arabic]), st.data())
def test_no_part_of_a_number_in_words_is_proven(number: int, spell, data: st.DataObject) -> None:
    words = spell(number).split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    if end - start == len(words):
        return
    stated = " ".join(words[start:end])
    offset = len(" ".join(words[:start])) + bool(start)
    for text, shift in ((" ".join(words), 0), (f"there are {' '.join(words)} of them", len("there are "))):
        begin = shift + offset
        for alone in quantities_in(stated):  # what the words would mean by themselves
            figure = claim(str(alone.value), stated)
            assert judge_in(text, begin, begin + len(stated), figure)[0] != "read"


@given(numbers.filter(lambda number: number > 9), st.data())
def test_no_part_of_digits_is_proven(number: int, data: st.DataObject) -> None:
    text = f"{number:,} ships"
    digits = text.split(" ")[0]
    start = data.draw(st.integers(0, len(digits) - 1))
    end = data.draw(st.integers(start + 1, len(digits)))
    value = digits[start:end].replace(",", "")
    if value and end - start < len(digits):
        assert judge_in(text, start, end, claim(value, digits[start:end]))[0] != "read"


@pytest.mark.parametrize(("bound", "text"), [(bound, text) for bound, texts in BOUNDS.items() for text in texts])
def test_only_the_bound_that_is_said_is_proven(bound: str, text: str) -> None:
    assert judge(claim("26", text, bound=bound)) == ("read", "")
    for other in {"", "about", "over", "under"} - {bound}:
        assert judge(claim("26", text, bound=other))[0] == "false"
    assert judge(claim("27", text, bound=bound))[0] == "false"


@pytest.mark.parametrize("text", [text for texts in BOUNDS.values() for text in texts if "26" in text])
def test_a_number_without_its_bound_is_not_proven(text: str) -> None:
    for bound in ("", "about", "over", "under"):
        assert judged(f"There: {text} there", claim("26", "26", bound=bound))[0] != "read"


IMPORTS = [path for path in sorted((Path(__file__).parent / "imports").glob("*.*")) if path.suffix in {".txt", ".md"}]


@pytest.mark.parametrize("path", IMPORTS, ids=lambda path: path.name)
def test_words_cut_anywhere_out_of_a_document_prove_only_what_it_says(path: Path) -> None:
    proven = 0
    for paragraph in original_of(path.read_bytes(), path.name).paragraphs:
        text = paragraph.text
        said = {(q.value, q.to, q.bound) for q in quantities_in(text)}
        ends = {end for q in said for end in ((q[0], None, "over"), (q[1], None, "under")) if q[1] is not None}
        for start, end in windows(text):
            for read in quantities_in(text[start:end]):
                for bound in ("", "about", "over", "under"):
                    for value in (read.value, read.value * 1000, read.value + 1):
                        figure = claim(decimal(value), text[start:end], bound=bound, to=decimal(read.to))
                        if judge_in(text, start, end, figure)[0] == "read":
                            proven += 1
                            assert read.kind in {"part", "rank"} or (value, read.to, bound) in said | ends
    assert proven


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Every run of up to six words about a number."""
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    for first, (start, _) in enumerate(words):
        for _, end in words[first : first + 6]:
            if any(quantity.meets(start, end) for quantity in quantities_in(text)):
                yield start, end


def decimal(value: Fraction | None) -> str:
    return "" if value is None else f"{round(Decimal(value.numerator) / value.denominator, 6).normalize():f}"


@pytest.mark.parametrize(
    ("text", "stated", "value", "bound"),
    [
        ("لتر في ظرف ثمانية عشر شهرا", "في ظرف ثمانية عشر شهرا", "18", "under"),
        ("في غضون عشرة أيام من تاريخه", "في غضون عشرة أيام", "10", "under"),
        ("It must be paid within thirty days.", "within thirty days", "30", "under"),
        ("a mesh of 55mm or more", "55mm or more", "55", "over"),
        ("kept at -18°C or below", "-18°C or below", "-18", "under"),
        ("winds of 70 km/h and more", "70 km/h and more", "70", "over"),
        ("طول السمكة ١٨سم على الأقل", "١٨سم على الأقل", "18", "over"),
        ("كل من بلغ 65 سنة فما فوق من دخل", "65 سنة فما فوق", "65", "over"),
        ("لا يأخذ 40 دينارا على أقصى تقدير", "40 دينارا على أقصى تقدير", "40", "under"),
        ("holds less than an eighth of deposits", "less than an eighth", "0.125", "under"),
        ("أقل من خُمس السكان", "أقل من خُمس", "0.2", "under"),
        ("not a penny over 74 crowns", "not a penny over 74 crowns", "74", "under"),
        ("never seen it in more than twenty years", "more than twenty years", "20", "over"),
    ],
)
def test_a_bound_is_proven_and_nothing_else_of_it(text: str, stated: str, value: str, bound: str) -> None:
    start = text.index(stated)
    for claimed in ("", "about", "over", "under"):
        sense, _ = judge_in(text, start, start + len(stated), claim(value, stated, bound=claimed))  # type: ignore[arg-type]
        assert (sense == "read") == (claimed == bound)


@pytest.mark.parametrize(
    "text",
    ["Chamber 5 was sealed", "the gap in pier 5", "in ledger 5", "Halls 3 and 5", "حصة القاعة 5"],
)
def test_a_bare_digit_that_may_name_something_proves_no_count(text: str) -> None:
    start = text.index("5")
    assert judge_in(text, start, start + 1, claim("5", "5"))[0] != "read"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("No person under 18 years may sail", "under 18 years"),
        ("nobody over fifty would go", "over fifty"),
        ("that no member shall be asked for a sum above 500 crowns", "above 500 crowns"),
    ],
)
def test_what_a_denial_may_turn_is_not_decided(text: str, bound: str) -> None:
    number = "18" if "18" in bound else "50" if "fifty" in bound else "500"
    start = text.index(bound)
    for claimed in ("over", "under"):
        figure = claim(number, bound, bound=claimed)  # type: ignore[arg-type]
        assert judge_in(text, start, start + len(bound), figure)[0] != "read"


@pytest.mark.parametrize(
    "figure",
    [
        # Told by other words than numbers.
        claim("2", "both parties"),
        claim("2", "or to both"),
        claim("2", "a pair of barrows"),
        claim("2", "twins"),
        claim("1", "just once"),
        claim("1", "more than once", bound="over"),
        claim("0", "none against"),
        claim("0", "no injuries"),
        claim("2", "كلا الطرفين"),
        claim("2", "كلتا العقوبتين"),
        claim("2", "الطرفين"),
        claim("2", "تمثالان"),
        claim("0", "دون وقوع ضحايا"),
        # One of a measure, behind a bound.
        claim("1", "more than a year", bound="over"),
        claim("1", "within a week", bound="under"),
        claim("1", "لا تزيد على شهر", bound="under"),
        claim("1", "في غضون عام", bound="under"),
        # Definite numbers that share their letters with days and parts.
        claim("11", "الأحد عشر"),
        claim("21", "الدول الإحدى والعشرين"),
        claim("22", "الاثنتين والعشرين"),
        # Parts, halves and shares.
        claim("0.1", "at most a tenth may be spent", bound="under"),
        claim("0.333", "a third since January"),
        claim("250", "a quarter-million refugees", "thousand"),
        claim("10.5", "عشر ليرات ونصف الليرة"),
        claim("6", "ستة من أصل تسعة قضاة"),
        claim("41", "41/42 members approved"),
        # Ranges, bounds and marks.
        claim("100", "من مئة إلى ألف دينار", to="1000"),
        claim("1", "بما لا يقل عن 1 بالألف", bound="over"),
        claim("20", "قد تصل إلى 20 ألفاً", "thousand", "under"),
        claim("9000", "had passed 9,000", bound="over"),
        claim("5.7", "a magnitude-5.7 quake"),
        claim("120", "one hundred and twenty dollars ($120)"),
        claim("1", "بند واحد"),
    ],
    ids=str,
)
def test_numbers_of_strangers_are_read(figure: FigureClaim) -> None:
    assert judge(figure) == ("read", "")


@pytest.mark.parametrize(
    ("text", "figure", "sense"),
    [
        # All of which there is a part is another number than the part.
        ("9 of 11 members", claim("11", "9 of 11 members"), "undecided"),
        ("8 من أصل 20 عموداً", claim("20", "8 من أصل 20 عموداً"), "undecided"),
        # What has lasted longer is not denied; what may not last longer is.
        ("It has not been mended for more than ten years.", claim("10", "more than ten years", bound="over"), "read"),
        ("It has not been mended for more than ten years.", claim("10", "more than ten years", bound="under"), "false"),
        # A row over a rise; the mark that was passed; a couple that may be a few.
        ("after a row over a 6.5% rise", claim("6.5", "6.5%"), "read"),
        ("after a row over a 6.5% rise", claim("6.5", "6.5%", bound="over"), "false"),
        ("we had passed 9,000.", claim("9000", "passed 9,000"), "false"),
        ("a couple of members", claim("2", "a couple of members"), "undecided"),
        ("there were none", claim("0", "none", "million"), "false"),
    ],
)  # fmt: skip
def test_numbers_of_strangers_where_they_stand(text: str, figure: FigureClaim, sense: str) -> None:
    assert judged(text, figure)[0] == sense
