"""Whom an office, a paper, "its spokesman" or "we" means; and names of which no list knows every word.

The registers of these tests hold two people and two bodies; what stands in brackets is told of somebody else, and []
means that nobody is given.
"""

from __future__ import annotations

import pytest

from dossier.evidence.parties.registered import register_of
from dossier.formats.lines import Lines
from dossier.importing.draft import draft_of
from dossier.model.corpus import Corpus
from dossier.model.records import Organisation, Person, Text
from dossier.reading.source_set import _NO_SETTINGS

PEOPLE = (
    Person("khatib", Text("سمر الخطيب", "Samar Khatib"), Text("الخطيب، سمر", "Khatib, Samar")),
    Person("tamm", Text("يوسف تمام", "Josef Tamm"), Text("تمام، يوسف", "Tamm, Josef")),
)
BODIES = (
    Organisation("port", Text("هيئة ميناء التل", "Tal Port Authority")),
    Organisation("ministry", Text("وزارة الموانئ", "Ministry of Ports")),
)
CORPUS = Corpus(_NO_SETTINGS, {}, (), {p.id: p for p in PEOPLE}, {b.id: b for b in BODIES}, {}, {}, ())

pytestmark = pytest.mark.usefixtures("languages_by_letters")


def told(*lines: str) -> list[str]:
    """Of each quotation the id of its speaker, or in brackets what is told of somebody else."""
    draft = draft_of(Lines(lines), register_of(CORPUS), {})
    return [spoken.speaker or f"[{spoken.who.description}]" for spoken in draft.quotations]


def strangers(*lines: str) -> list[str]:
    return [stranger.form for stranger in draft_of(Lines(lines), register_of(CORPUS), {}).strangers]


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("وقال المفتي العام الشيخ عبد الله المزيني إن الهلال لم ير.", "عبد الله المزيني"),
        ("وقال الوزير الهادي بن مسعود إن العمل جار.", "الهادي بن مسعود"),
        ("وقال السيد الحسين بوعزة، الذي حضر، إن العقد باطل.", "الحسين بوعزة"),
        ("وقال السيد أبو طالب إن السعر زاد.", "أبو طالب"),
        ("وبحسب أستاذ المياه في جامعة السهل زين الدين عكاري فإن المنسوب انخفض.", "زين الدين عكاري"),
        ("وقال السيد صباح الجاف إن المؤسسة تعمل.", "صباح الجاف"),
        ("وقال السيد هلال بن جمعان إن الطريق مفتوح.", "هلال بن جمعان"),
        ("قال م. ع.، وهو عامل دهان، إنه لم يخرج من السكن.", "م. ع."),
        ("R.K., a welder of 29, said he had signed.", "R.K."),
        ("The mayor of Port Selwyn, Osric Tambe, welcomed the news.", "Osric Tambe"),
        ("The deputy chairman for finance and compliance, Yusuf Demiral, said no.", "Yusuf Demiral"),
        ("Ms. Tern replied that it was late. Ms. Tern left.", "Tern"),
        (
            "Tobias Rudd of the Tarvand Inshore Fishermen’s Union told the committee.",
            "Tarvand Inshore Fishermen’s Union",
        ),
        ("Barnaby Oakes, the chief surgeon of St. Aldric's Hospital, sees them.", "St. Aldric's Hospital"),
        ("The opposition Harbour and Land Party called it late.", "Harbour and Land Party"),
        ("Now we buy. Halima Bature, president of the Growers' Union, said so.", "Halima Bature"),
        ("Tamsin Orde, director, signed for the firm.", "Tamsin Orde"),
        ("وصرخت أم ستار في الجمع: «عودوا».", "أم ستار"),
        ("وكان الشاب إسلام بدوي يوزع البطاطين.", "إسلام بدوي"),
        ("وتابع العميد حسن أبو قرون أن البحث مستمر. وأضاف أبو قرون أنه يتعثر.", "حسن أبو قرون"),
        ("أما قائد خفر السواحل العميد حسن أبو قرون فقال إن زوارقه وصلت.", "خفر السواحل"),
    ],
)
def test_a_name_is_read_in_full(line: str, form: str) -> None:
    assert form in strangers(line)


@pytest.mark.parametrize(
    "line",
    [
        "وقال إن الصندوق وعد بتمويل بئرين إلى أربع آبار.",
        "وهدد بإغلاق الطريق.",
        "وهي أم فقدت ثلاثة أبناء.",
        "وهي أم لبنتين وولد.",
        "هل يرحل أم سنركب البحر معه؟",
        "كتبوا إن العمدة وزع الخيام على أصهاره.",
        "وقال الوزير أمام البرلمان إنه باق.",
        "وقرر مجلس إدارة الشركة أن يبيع.",
        "مركز الاتصال: 800",
        "The Board of Directors met, and the Press Office said nothing.",
        "He bought it for Harbour Lane 88, called in at noon and left.",
    ],
)
def test_what_only_looks_like_a_name_is_none(line: str) -> None:
    assert strangers(line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("وقالت سمر الخطيب إن ما سماه يوسف تمام «إصلاحا» كان «نهبا منظما».", ["tamm", "khatib"]),
        ("ونختم بما قالته سمر الخطيب على الرصيف: «لسنا أرقاما في كشف»، ثم «نحن أسماء».", ["khatib", "khatib"]),
        ("What Josef Tamm called “a slow theft” Samar Khatib described as “a very slow gift”.", ["tamm", "khatib"]),
    ],
)
def test_what_one_calls_a_thing_is_of_another_than_what_is_said_of_it(line: str, expected: list[str]) -> None:
    assert told(line) == expected


def test_how_somebody_speaks_is_no_surname() -> None:
    found = strangers("حضر السيد رابح شنوف.", "وقال السيد شنوف مازحا: «العرق».", "ورد شنوف مبتسما أنه باق.")
    assert found == ["رابح شنوف"]


def test_a_body_of_the_cell_beside_stands_there_only() -> None:
    cells = ("سمر الخطيب", "مقررة لجنة الأشغال", "عمر ناصر", "رئيس لجنة المياه")
    found = draft_of(Lines(cells), register_of(CORPUS), {}).strangers
    assert all(form for stranger in found for form, _ in stranger.forms)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The judge said: “This is not a theatre.”", "Judge Emeric Vaas adjourned."], ["[Emeric Vaas, Judge]"]),
        (["وقال القاضي: «ليست هذه مسرحية».", "ورفع القاضي عمر ناصر الجلسة."], ["[عمر ناصر, القاضي]"]),
        (  # two judges: nobody
            ["The judge said: “Sit down, all of you.”", "Judge Emeric Vaas and Judge Rima Saad adjourned."],
            ["[]"],
        ),
        (["سمر الخطيب", "رئيسة لجنة المالية", "وقالت رئيسة لجنة المالية: «ننسى الفواتير»."], ["khatib"]),
        (  # an office before the name, in each row
            ["Chair of the board", "Samar Khatib", "The chair said: “We are quorate today.”"],
            ["khatib"],
        ),
        (["عقد المجلس جلسته برئاسة يوسف تمام.", "وقال رئيس الجلسة: «نبدأ الآن»."], ["tamm"]),
        (["عقد المجلس جلسته برئاسة يوسف تمام.", "وقال رئيس مرسانيا: «نقتسم الشح معا»."], ["[رئيس مرسانيا]"]),
    ],
)
def test_an_office_is_whoever_holds_it_in_the_text(lines: list[str], expected: list[str]) -> None:
    assert told(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["وصرحت سمر الخطيب أمس.", "وقال وكيل الوزارة: «نفدت الأموال في آب».", "ونشرت وزارة الموانئ البيان."],
            "[وكيل الوزارة, وزارة الموانئ]",
        ),
        (["وفي مستشفى الصفا الحكومي، قال المدير إن الحال «حرجة لكنها مستقرة»."], "[المدير, مستشفى الصفا الحكومي]"),
        (["واتهم حزب الأرض الحكومة بالتقصير. وقال متحدث باسمه: «لم ينجز سوى الربع»."], "[متحدث, حزب الأرض]"),
        (["The Kessara Importers’ League disagreed: “We were told so before,” a spokeswoman said."],
         "[spokeswoman, Kessara Importers’ League]"),
        (["Brindle Bay Cold Stores Ltd was fined.", "A spokeswoman for Brindle Bay said: “It was emptied in time.”"],
         "[spokeswoman, Brindle Bay Cold Stores Ltd]"),
        (["The former treasurer of Tal Port Authority said he was “a rubber stamp with a pension”."], "[]"),
    ],
)  # fmt: skip
def test_an_office_is_of_the_body_that_the_text_tells(lines: list[str], expected: str) -> None:
    assert told(*lines) == [expected]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["وأصدرت وزارة الموانئ مساء بيانا قالت فيه: «إن الهدر بلغ النصف»."], "ministry"),
        (["أخذنا العينات إلى هيئة ميناء التل. جاء في تقريرها أن التركيز «يتجاوز الحد المسموح به»."], "port"),
        (["A report by the Tal Port Authority came out in May.", "The report says the doors were “closed by hand”."],
         "port"),
        (["قالت وزارة الموانئ في بيان إن السفن عادت.", "وجاء في البيان أن العمل «يستأنف غدا صباحا»."], "ministry"),
        (["Published by the Ministry of Ports on 3 May 2024", "Our own report described it as “not remarkable”."],
         "ministry"),
        (["رسالة مفتوحة", "من هيئة ميناء التل", "ونقولها بصوت واحد: «لا عزاء قبل الجواب»."], "port"),
        (["The report says the doors were “closed by hand”."], "[]"),
    ],
)  # fmt: skip
def test_a_paper_is_of_whoever_the_text_says_it_is(lines: list[str], expected: str) -> None:
    assert told(*lines) == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("وقال يوسف تمام إنه يرفض. واتهم المؤسسة بـ«بيع الماء للناس».", "tamm"),  # he accused it: no subject
        ("وسئلت سمر الخطيب عن التقرير فأجابت: «سأنشره قبل آذار».", "khatib"),
        ("وصل يوسف تمام. وعن كلام الرئيس يقول ضاحكا: «رقمي عنده، فليتصل».", "tamm"),
        ("قال مسؤول في هيئة ميناء التل طلب عدم ذكر اسمه إن السد «امتلأ كله تقريبا».", "[مسؤول, هيئة ميناء التل]"),
        (  # the ministry calls it so, and does not describe it
            "ونشر تحقيق عن السفن، ووصفت فيه ما تسميه وزارة الموانئ «إصلاحا» بأنه «عار يمشي على الماء».",
            "[]",
        ),
        ("واتهم حزب الأرض المعارض الحكومة. وقال متحدث باسمه: «لم ينجز سوى الربع».", "[متحدث, حزب الأرض المعارض]"),
        ("قابلت سمر الخطيب وفدا، وقد أبلغت المجلس بقولها: «لن أكتب تقريرا».", "khatib"),
        ("السيدة سمر الخطيب قالت أمام البرلمان في يوليوز الماضي: «لن يبقى أحد تحت الخيمة».", "khatib"),
        ("وفي رد مكتوب توصلنا به أمس، اكتفت الوزارة بالقول إن الأشغال «تسير بوتيرة جيدة».", "[]"),
        (
            "A clerk in my own Ministry of Ports, who still works for me, described it as “a museum with a kettle”.",
            "[clerk]",
        ),
        ("It goes back to the founder, Josef Tamm, who wrote in his diary: “Let the wheel stop.”", "tamm"),
    ],
)
def test_the_subject_is_looked_for_where_it_stands(line: str, expected: str) -> None:
    assert told(line) == [expected]
