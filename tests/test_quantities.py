"""The one reader of numbers: what each phrase gives, in both languages, and what gives no number at all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.numbers.quantities import Quantity, quantities_in
from tests.spelled_numbers import BOUNDS, arabic, english


def told(text: str) -> list[str]:
    """Every quantity of a text, as short as can be: "over 1.2 million", "20..30 %", "? 1.234"."""
    return [_told(quantity) for quantity in quantities_in(text) if quantity.kind != "label"]


def _told(quantity: Quantity) -> str:
    value = f"{float(quantity.value):.10g}" + (f"..{float(quantity.to):.10g}" if quantity.to is not None else "")
    marks = [
        "?" if quantity.doubt or quantity.others else "",
        quantity.bound,
        value,
        "%" if quantity.is_percent else "",
        quantity.kind if quantity.kind in {"part", "rank", "pair"} else "",
    ]
    return " ".join(mark for mark in marks if mark)


@pytest.mark.parametrize(("bound", "text"), [(bound, text) for bound, texts in BOUNDS.items() for text in texts])
def test_bounds(bound: str, text: str) -> None:
    assert told(text) == [f"{bound} 26"]


@pytest.mark.parametrize(
    "text",
    [
        "hardly more than 26", "at no time did it exceed 26", "they did not see more than 26 ships",
        "it is not true that no more than 26 came",
        "they talked about 26 ships", "over 26 years", "ما تجاوز 26", "a report about 26 ships",
        "not 26 ships but thirty",
        "ليست 26 سفينة", "نفى أن يتجاوز 26", "ما زاد عن 26",
        "انخفض الإنتاج عن 26 طنا", "ترتفع نسبتها عن 26", "all but 26 of the ships", "pushing 26", "perhaps 26 ships",
        "the best part of 26 years", "passed the 26 mark", "ربما 26 سفينة", "بضعة عشر رجلا", "the 26 million threshold",
    ],
)  # fmt: skip
def test_an_unclear_bound_is_told_as_such(text: str) -> None:
    first = quantities_in(text)[0]
    assert first.doubt


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # English
        ("half a million", ["500000"]),
        ("half a dozen", ["6"]),
        ("a quarter of a million", ["250000"]),
        ("three quarters of a million", ["750000"]),
        ("one and a half million", ["1500000"]),
        ("two and a half years", ["2.5"]),
        ("two million and a half", ["2500000"]),
        ("1½ miles", ["1.5"]),
        ("two-thirds of them", ["0.6666666667 part"]),
        ("a third of them, three quarters", ["0.3333333333 part", "0.75 part"]),
        ("one-third", ["0.3333333333 part"]),
        ("half of the boats", ["0.5 part"]),
        ("one in five", ["0.2 part"]),
        ("nine out of ten", ["0.9 part"]),
        ("half a century", ["50"]),
        ("one-third to one-half", ["0.3333333333..0.5 part"]),
        ("a year and a half, three hours and a half", ["1.5", "3.5"]),
        ("one job in ten, one ship in two days", ["0.1 part", "1", "2"]),
        ("$5m", ["5000000"]),
        ("£1.2bn", ["1200000000"]),
        ("USD 3 mn", ["3000000"]),
        ("5m people", ["5000000"]),
        ("5 million 200 thousand", ["5200000"]),
        ("two thousand million", ["2000000000"]),
        ("twelve hundred", ["1200"]),
        ("ninety-five thousand, eight hundred and forty-eight", ["95848"]),
        ("three point one four", ["3.14"]),
        ("a dozen, two dozen", ["12", "24"]),
        ("twice", ["2"]),
        ("3 crore and 2 lakh", ["30000000", "200000"]),
        ("minus 4, -3 degrees, −2.5", ["-4", "-3", "-2.5"]),
        ("5 degrees below zero", ["-5"]),
        ("between 20 and 30", ["20..30"]),
        ("20 to 30 ships", ["20..30"]),
        ("20–30 per cent", ["20..30 %"]),
        ("from 20 to 30 days", ["20..30"]),
        ("between 20 per cent and 30 per cent", ["20..30 %"]),
        ("بين 20 بالمئة و30 بالمئة", ["20..30 %"]),
        ("two-and-a-half years, 2 1/2 years, three-and-three-quarter miles", ["2.5", "2.5", "3.75"]),
        ("a one-off payment, a one-sided one-time deal, twice in ten days", ["2", "10"]),
        ("في الرصيف 9 منذ الصباح، في القاعة 300 شخص", ["300"]),
        ("تجاوزت المصروفات 870 مليونا", ["over 870000000"]),
        ("a half-dozen boats, half a dozen boats", ["6", "6"]),
        ("a decade and a half, a century and a half", ["15", "150"]),
        ("عقد ونصف العقد، قرن ونصف", ["15", "150"]),
        ("Dh300, AED40, USD75, Rs500, R2, N450", ["300", "40", "75", "500"]),
        ("a 5-2 vote, a 4-1 majority", ["5", "2", "4", "1"]),
        ("every third house, each fifth one", []),
        ("طفل من بين كل أربعة", []),
        ("وعدد السفن (40)", ["40"]),
        ("40 plus 5 ships, reached 40, بلغ 40", ["40", "5", "40", "40"]),
        ("between two and three million", ["2000000..3000000"]),
        ("between two thousand and three thousand", ["2000..3000"]),
        ("$5-10m", ["5000000..10000000"]),
        ("some 200 to 300 men", ["about 200..300"]),
        ("rose from 20 to 30", ["20", "30"]),
        ("1,234.5 and 1,046.50", ["1234.5", "1046.5"]),
        ("1 234 567", ["1234567"]),
        ("1.234.567", ["1234567"]),
        ("12,34,567", ["1234567"]),
        ("12.5 per cent, 3 percentage points, 4%", ["12.5 %", "3 %", "4 %"]),
        ("one season", ["1"]),
        ("150-seat", ["150"]),
        ("who is 61, aged 61, Renn, 61, the 61-year-old", ["61"] * 4),
        ("14 votes to 3, with 2 abstentions", ["14", "3", "2"]),
        ("carried 9-4 with one abstention", ["9", "4", "1"]),
        ("Ayes 212, Noes 187", ["212", "187"]),
        ("fell from 38 to twelve", ["38", "12"]),
        ("5% to 10%", ["5..10 %"]),
        ("six or seven weeks", ["6..7"]),
        ("from “GH¢14,000” to “GH¢40,000”", ["14000", "40000"]),
        (
            "KSh 200 million, Sh3.5 billion, N450 million, R2.3 billion",
            ["200000000", "3500000000", "450000000", "2300000000"],
        ),
        ("Rs 2.5 crore, Rs. 350 lakh, ₦450,000, A$40m", ["25000000", "35000000", "450000", "40000000"]),
        ("$3.5-million", ["3500000"]),
        (".5 per cent, nought point five per cent", ["0.5 %", "0.5 %"]),
        ("within thirty (30) days, six (6) months", ["under 30", "6"]),
        ("£27,000–31,000", ["27000..31000"]),
        ("KR 870m, KR150m", ["870000000", "150000000"]),
        ("debt 2.4x, a 4x4 car", ["2.4"]),
        ("Nine boats in ten, one ship in two days", ["0.9 part", "1", "2"]),
        ("a net loss of (1,250)", ["? -1250"]),
        ("in 2012, 45 ships", ["45"]),
        ("at least four cases out of ten", ["over 0.4 part"]),
        ("a single lorry, not a single lorry, a single fare", ["1"]),
        ("a tenfold rise, threefold", ["10", "3"]),
        ("I counted the pages: ninety-four", ["94"]),
        ("in the hall 300 people, in the district 40 families", ["300", "40"]),
        ("twenty-first, 20th, the third", ["21 rank", "20 rank", "3 rank"]),
        # Arabic
        ("نصف مليون لاجئ", ["500000"]),
        ("ربع مليون", ["250000"]),
        ("مليون ونصف", ["1500000"]),
        ("مليار ونصف المليار دولار", ["1500000000"]),
        ("مليون ونصف مليون شخص", ["1500000"]),
        ("3 ملايين ونصف", ["3500000"]),
        ("ثلاثة أرباع المليون", ["750000"]),
        ("ثلثا السفن، ثلثي السفن، ثلثيها", ["0.6666666667 part"] * 3),
        ("ثلاثة أرباع السكان، خُمس السكان", ["0.75 part", "0.2 part"]),
        ("واحد من كل خمسة", ["0.2 part"]),
        ("نصف قرن", ["50"]),
        ("خمس سفن، خمسة قوارب", ["5", "5"]),
        ("أحد عشر رجلا، إحدى عشرة سفينة", ["11", "11"]),
        ("اثنا عشر، اثني عشر، اثنتا عشرة، اثنتي عشرة", ["12"] * 4),
        ("ثماني عشرة سنة، ثمانية عشر", ["18", "18"]),
        ("خمسة وعشرون، خمس وعشرين، الخمسة والعشرون", ["25", "25", "25"]),
        ("مئة وعشرون، مائة وعشرين، مية وعشرين", ["120", "120", "120"]),
        ("مئتا شخص، مئتي شخص، مائتان، مئتين", ["200"] * 4),
        ("خمسمئة وثلاثة وعشرون ألفا", ["523000"]),
        ("ثلاث مئة، ثلاثمائة، ثمانمئة، ثمانيمئة", ["300", "300", "800", "800"]),
        ("ألف ومئتان وخمسون", ["1250"]),
        ("ألفا طن، ألفي طن، ألفان", ["2000", "2000", "2000"]),
        ("عشرون ألفًا، مليونًا ونصف المليون", ["20000", "1500000"]),
        ("مليونا نسمة، مليوني نسمة", ["2000000", "2000000"]),
        ("مليار ومئتي مليون", ["1200000000"]),
        ("ألف و200 سفينة، 3 ملايين و200 ألف", ["1200", "3200000"]),
        ("الخمسة آلاف", ["5000"]),
        ("سفينتان، عامين، مترين ونصف المتر", ["2", "2", "2.5"]),
        ("سفينة واحدة، رجلا واحدا", ["1", "1"]),
        ("ثلاث ساعات ونصف، سنة ونصف السنة، خمسة أمتار ونصف المتر", ["3.5", "1.5", "5.5"]),
        ("ولايتين، ودولتين، سبعة ونصفا", ["2", "2", "7.5"]),
        ("العبارات الثلاث تتسع لخمس وثمانين سيارة", ["3", "85"]),
        ("20 سفينة ونصف الطاقم", ["20", "0.5 part"]),
        ("تراجع بمقدار العشر، السفن الخمس، خمس السكان", ["0.1 part", "5", "0.2 part"]),
        ("تسعة بلدان، أحد عشر عضوا في الجلسة، بنتين", ["9", "11", "2"]),
        ("سطرين، صوتين، سنتين، جريمتان، خطأين", ["2"] * 5),
        ("سيارتا إسعاف، بمحطتي تحلية، باع بقرتيها", ["2", "2", "2"]),
        ("خلال الشهرين الماضيين", ["2"]),
        ("يومين إلى ثلاثة أيام", ["2..3"]),
        ("نطاق ٣٫٦٠–٣٫٩٠ ريال", ["3.6..3.9"]),
        ("من 2009 إلى ٧٤٠٠ طن", ["7400"]),
        ("مرة ونصف المرة", ["1.5"]),
        ("خُمساهم، عُشر، رُبعهم، خمس سنوات", ["0.4 part", "0.1 part", "0.25 part", "5"]),
        ("ساعة واحدة لمن تأخر", ["1"]),
        ("عام 1925 سيارتين", ["2"]),
        ("بين الطرفين، هاتين السفينتين، اتفق الجانبان", ["2 pair"]),
        ("ثلثاهم، وثلثاها، ثلاثة أخماسهم، خمسي السكان", ["0.6666666667 part"] * 2 + ["0.6 part", "0.4 part"]),
        ("دينارا ونصف الدينار، كيلومترا وربع الكيلومتر", ["1.5", "1.25"]),
        ("اثنين وعشرين دينارا ونصف الدينار، مليارا جنيه ونصف المليار", ["22.5", "2500000000"]),
        ("خلال (30) يوما، عدد (12) موظفا، ثلاثون (30) يوما", ["? 30", "12", "30"]),
        ("20 مليون د.ل، د.ت 300", ["20000000", "300"]),
        ("خمسطعش، ستاشر، سبعتاشر، اتناشر، تلتمية، تلاتين، تلات تلاف", ["15", "16", "17", "12", "300", "30", "3000"]),
        ("في القاعة 300 شخص، في المنطقة 400 ليرة", ["300", "400"]),
        ("ضعفي العدد", ["2"]),
        ("سالب 3، 3 تحت الصفر", ["-3", "-3"]),
        ("١٬٢٣٤٫٥، ١٢٫٥٪، ٪٢٥", ["1234.5", "12.5 %", "25 %"]),
        ("1،5 مليون", ["1500000"]),
        ("14 بالمئة، 14 في المائة، 3 نقاط مئوية", ["14 %", "14 %", "3 %"]),
        ("ما بين 30 و35 طنا", ["30..35"]),
        ("بين 30 و40 بالمائة", ["30..40 %"]),
        ("من خمسة إلى سبعة أعوام", ["5..7"]),
        ("بين خمسة وعشرين وثلاثين", ["25..30"]),
        ("ما بين ألفين وثلاثة آلاف", ["2000..3000"]),
        ("ارتفع من 20 إلى 30", ["20", "30"]),
        ("المرتبة الخامسة، الثالث عشر", ["5 rank", "13 rank"]),
        ("مدخلي البحر المتوسط، قناة السويس ومضيق جبل طارق", ["2 pair"]),
    ],
)
def test_numbers_of_every_form(text: str, numbers: list[str]) -> None:
    assert told(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "the 2019 summit", "in 2019", "since 1998, until 2020", "the 1990s", "fiscal year 2023/24",
        "the 2022-23 budget",
        "on 3 May 2020", "March 14, 2024", "15-04-2019", "2019/04/15", "2021-07-07T14:30:00Z", "22/12/1443هـ",
        "at 14:30", "at 6 a.m.", "at 21.47", "ten o'clock", "at seven in the morning", "half past nine",
        "between 5 and 7 a.m.",
        "Article 5", "Articles 5 and 6", "Article 5(3)", "resolution 1244", "paragraph 12", "page 7", "Room 12",
        "flight 370",
        "the flight KX 102", "No. 17", "Rule 6", "version 2.0.1", "Tel. 020 7946 0018", "call 555-0142", "A/90",
        "they won 3-1", "the F-16", "COVID-19", "the A40 road", "G7", "http://x.org/12/5", "a12@b.com",
        "of 4 Castle Street",
        "one of them", "no one", "the one who", "one another", "one day", "the fourth quarter", "the quarter-final",
        "(3) Scope", "3. Scope", "[12]", "the second half", "hundreds of ships", "several hundred", "tens of thousands",
        "عام 2019", "قمة 2019", "عامي 2020 و2021", "15 مارس 2024", "١٢ آذار (مارس) ٢٠٢٣", "الساعة 14:30",
        "الساعة العاشرة والنصف",
        "المادة 5", "المادتان 5 و6", "القرار 2254", "القانون رقم 17", "المؤتمر الـ 32", "أحد الوزراء",
        "واحدة من أهم", "مئات السفن",
        "بضعة آلاف", "عشرات الآلاف", "آلاف الأشخاص", "الأحد والاثنين والأربعاء", "الربع الثالث", "نصف النهائي",
        "القرن العشرين",
        "الذكرى الخمسين", "بوتين في تتارستان",
        "35°54'N 14°31'E", "at 36.5° N", "at 0900 hours", "Page 12 of 40", "Tel: 22 345 678", "the Group of 77",
        "World War Two", "in the spring of ’64", "at Pune 411 038", "£000", "not one ship", "one last question",
        "until at least 2031",
        "خط العرض 35", "35° شمالا", "في الثامنة والنصف صباحا", "لست وحدي", "كمية من القمح", "مية البحر", "يوم 21 منه",
        "شخص من كل عشرة", "سيارتي الجديدة",
    ],
)  # fmt: skip
def test_what_counts_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "meanings"),
    [("1.234 سفينة", {1234, Fraction("1.234")}), ("5 m", {5}), ("5m", {5, 5_000_000}), ("12k", {12_000, 12})],
)
def test_a_mark_that_leaves_a_choice_keeps_both(text: str, meanings: set[Fraction]) -> None:
    (quantity,) = quantities_in(text)
    assert {quantity.value, *quantity.others} == meanings


@pytest.mark.parametrize(
    ("text", "needed", "stated"),
    [
        ("It held no more than 1,200 tonnes.", "no more than 1,200", "no more than 1,200 tonnes"),
        ("It cost $5m.", "5m", "$5m"),
        ("It cost about $5m.", "about $5m", "about $5m"),
        ("He had two more rest days.", "two", "two more rest days"),
        ("فيه ما لا يقل عن 26 سفينة", "لا يقل عن 26", "ما لا يقل عن 26 سفينة"),
        ("و٦٩% من", "٦٩%", "٦٩%"),
        ("خمسة آلاف أسرة على الأكثر", "خمسة آلاف أسرة على الأكثر", "خمسة آلاف أسرة على الأكثر"),
    ],
)
def test_a_phrase_is_whole(text: str, needed: str, stated: str) -> None:
    (quantity,) = quantities_in(text)
    assert (text[quantity.start : quantity.end], text[slice(*quantity.stated)]) == (needed, stated)


# Numbers in words, written by `spelled_numbers.py` and read back

numbers = st.one_of(st.integers(3, 999), st.integers(3, 10**12 - 1))


@given(numbers)
def test_a_number_in_words_is_read_back(number: int) -> None:
    for words in (english(number), f"{arabic(number)}"):
        assert [quantity.value for quantity in quantities_in(words)] == [number]


@given(numbers, st.sampled_from(["ships", "tonnes", "people"]), st.sampled_from(["سفينة", "طنا", "شخص"]))
def test_a_number_in_words_is_read_in_a_sentence(number: int, unit: str, arabic_unit: str) -> None:
    for sentence in (
        f"They counted {english(number)} {unit} there.",
        f"بلغ العدد {arabic(number)} {arabic_unit} هناك.",
    ):
        assert [quantity.value for quantity in quantities_in(sentence)] == [number]


@given(st.integers(0, 10**12))
def test_a_number_in_digits_is_read_back(number: int) -> None:
    indic = f"{number:,}".translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬"))
    spaced, swiss = f"{number:,}".replace(",", "\u202f"), f"{number:,}".replace(",", "’")
    for words in (f"{number:,} km", indic, spaced, swiss, f"نحو {number:,} كم"):
        assert [quantity.value for quantity in quantities_in(words)] == [number]


@given(st.text(max_size=80))
def test_any_text_can_be_asked(text: str) -> None:
    for quantity in quantities_in(text):
        assert 0 <= quantity.start <= quantity.figure[0] < quantity.figure[1] <= len(text)
        assert quantity.start < quantity.end <= len(text)
        assert quantity.stated[0] <= quantity.figure[0] < quantity.figure[1] <= quantity.stated[1] <= len(text)


@pytest.mark.parametrize(
    "piece", ["1", "و", "a", "1,", "no more than ", "يتجاوز كلمة ", "twenty and ", "ين، قناة و", "٥٫", "- 1 "]
)
def test_a_long_text_of_one_piece_is_read_at_once(piece: str) -> None:
    text = piece * (4000 // len(piece))
    assert all(quantity.end <= len(text) for quantity in quantities_in(text))


_PIECES = st.sampled_from(
    [
        "no",
        "more",
        "than",
        "at",
        "least",
        "20",
        "30",
        "1,2",
        "million",
        "hundred",
        "and",
        "a",
        "half",
        "½",
        "five",
        "twenty",
        "-",
        "–",
        "%",
        "$",
        "m",
        "(",
        ")",
        ".",
        ",",
        "two-thirds",
        "between",
        "from",
        "to",
        "لا",
        "يزيد",
        "عن",
        "ما",
        "يقل",
        "خمسة",
        "وعشرون",
        "ألف",
        "ألفا",
        "و",
        "نصف",
        "ونصف",
        "مئة",
        "بين",
        "إلى",
        "من",
        "كل",
        "1443هـ",
        "٢٠",
        "⁶",
        "2/3",
        "بالمئة",
        "سفينتان",
        "أكبر",
        "بعد",
    ]
)


@given(st.lists(_PIECES, max_size=12).map(" ".join))
def test_words_of_numbers_in_any_order_can_be_asked(text: str) -> None:
    spans = [quantity.figure for quantity in quantities_in(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        "شارع 11، ص.ب 2020", "محلة 306، زقاق 7.", "النقطة 1", "عند المراسلة 1187 التي لم يجب عنها أحد",
        "الطريق الجهوية 307 مقطوعة", "من طراز 340، خضعت لفحص", "الشاحنة تويوتا 79 وما حل بها", "الغواصة 12 وصلت",
        "وفق نموذج 12/ب.", "الباخرة «الأمل 2» في أغسطس", "منظومة «مشحوف 3» الإلكترونية", 'طائرات "سلهود 4" المسيرة',
        "هاتف 555 0177، مساء", "مركز الاتصال: 800 3682", "بالرقم 0528-33-41-07.", "اتصل بنا: 19777",
        "شهادة ISO 14001", "صارت النسبة ١ : ٦ بعدها", "عند السابعة وعشر دقائق",
        "Engine 6 and Ladder 2", "Head 9 of the Bill", "certified to ISO 22000, and",
        "tested against IS 10500; it failed",
        "Plot Crescent, Port Ogbia · RC 104552", "Navipur. Pin 400 219.", "Tel. 022-5550-1234", "call 0800 555 123",
        "the yacht “Dawn 2” sank", "KNA 0417", "3-12 to 1-15, has yet", "a ratio of 1:8", "At ten to seven on Tuesday",
        "until twenty past six, when", "the Windows 11 was slow", "he brought one himself",
        "وكل واحد يفهمه كما يشاء", "and Camp 3 has closed", "row 12, seat 4",
        "the 8.15 train", "ISBN 978-3-16-148410-0", "رقم الهوية 1029384756", "الرمز البريدي 11461", "قمة الـ20",
        "المواد من 5 إلى 9", "البنود 3 و4 و7", "طائرة بوينغ 737 هبطت", "في المستوى 3.", "open through at least 2031",
    ],
)  # fmt: skip
def test_what_names_or_dates_or_dials_counts_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("mark", "words"), [("١ -", "يقرر إزالة الحطام"), ("2 –", "the Council decides"), ("1. (1)", "These rules")]
)
def test_the_number_of_a_paragraph_counts_nothing(mark: str, words: str) -> None:
    assert told(f"{mark} {words}") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("في القطاع 300 أسرة، وفي المخيم 40 خيمة", ["300", "40"]),
        ("بلغت الحصيلة 40، والتذكرة 50", ["40", "50"]),
        ("عدد الرحلات الملغاة 17 لا 71", ["17", "71"]),
        ("قال: «بلغ 40» ثم «نحو 30»", ["40", "about 30"]),
        ("طول السمكة ١٨سم على الأقل", ["over 18"]),
        ("he said “about 40” and “only 20”", ["about 40", "20"]),
        ("Ladder 2 and 31 firefighters", ["31"]),
        ("Between 20 and 25 people", ["20..25"]),
        ("(96.5)", ["? -96.5"]),
        ("USD 22000, KES 10500", ["22000", "10500"]),
        ("at ten to twelve metres", ["10..12"]),
    ],
)
def test_what_counts_beside_such_words_is_kept(text: str, numbers: list[str]) -> None:
    assert told(text) == numbers


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("في مدة لا تتجاوز (60) يوما", "under"), ("في مدة أقصاها (60) يوما", "under"),
        ("ما لا يقل عن (60) طنا", "over"),
        ("نحو (60) موظفا", "about"),
        ("not exceeding (60) days", "under"), ("at least (60) members", "over"), ("about (60) people", "about"),
    ],
)  # fmt: skip
def test_brackets_about_a_number_keep_no_bound_from_it(text: str, bound: str) -> None:
    assert told(text) == [f"{bound} 60"]
