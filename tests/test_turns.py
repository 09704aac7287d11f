"""Who speaks in what no clause attributes: turns of a dialogue, what a quotation follows, passives, letters.

The registers hold Samar Khatib and Josef Tamm, the Tal Port Authority and the Ministry of Ports. Of each quotation the
id of its speaker is told, in brackets what is told of somebody else, "[]" of nobody.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.parties.registered import register_of
from dossier.formats.lines import Lines
from dossier.importing.draft import draft_of
from dossier.model.corpus import Corpus
from dossier.model.records import Organisation, Person, Text
from dossier.reading.source_set import _NO_SETTINGS


def person(name: str, ar: str, en: str, *variants: str) -> Person:
    index = Text(f"{ar.split()[-1]}، {ar.split()[0]}", f"{en.split()[-1]}, {en.split()[0]}")
    return Person(name, Text(ar, en), index, variants)


PEOPLE = (
    person("khatib", "سمر الخطيب", "Samar Khatib"),
    person("tamm", "يوسف تمام", "Josef Tamm", "Justice Tamm"),
)
BODIES = (
    Organisation("port", Text("هيئة ميناء التل", "Tal Port Authority")),
    Organisation("ministry", Text("وزارة الموانئ", "Ministry of Ports")),
)
CORPUS = Corpus(_NO_SETTINGS, {}, (), {p.id: p for p in PEOPLE}, {b.id: b for b in BODIES}, {}, {}, ())

pytestmark = pytest.mark.usefixtures("languages_by_letters")


def told(*lines: str) -> list[str]:
    drafted = draft_of(Lines(lines), register_of(CORPUS), {})
    return [spoken.speaker or f"[{spoken.who.description}]" for spoken in drafted.quotations]


# Turns

ASKS = ("“Is that your signature?” Samar Khatib asked.", "«هل هذا توقيعك؟» سألت سمر الخطيب.")
SAYS = ("“It looks like it,” said Josef Tamm.", "«يبدو كذلك»، قال يوسف تمام.")
BARE = (
    ("“I did not ask what it looks like.”", "“Then who put it there, if I may?”", "“Everybody in the harbour did.”"),
    ("«لم أسأل عما يبدو لك أنت.»", "«ومن وضعه أمامك إذن؟»", "«وضعه كل من في الميناء.»"),
)


@pytest.mark.parametrize("language", [0, 1], ids=["English", "Arabic"])
def test_two_people_take_turns(language: int) -> None:
    asks, says, (first, second, third) = ASKS[language], SAYS[language], BARE[language]
    assert told(asks, says, first, second, third) == ["khatib", "tamm", "khatib", "tamm", "khatib"]
    assert told(asks, first, second, says) == ["khatib", "tamm", "khatib", "tamm"]
    assert told(first, asks, second) == ["[]", "khatib", "[]"]


@pytest.mark.parametrize("language", [0, 1], ids=["English", "Arabic"])
def test_turns_that_contradict_themselves_are_nobodys(language: int) -> None:
    asks, says, (first, second, third) = ASKS[language], SAYS[language], BARE[language]
    assert told(asks, first, says) == ["khatib", "[]", "tamm"]  # a third of them would speak between
    assert told(asks, says, first, says, second) == ["khatib", "tamm", "khatib", "tamm", "khatib"]
    assert told(asks, says, first, second, says)[2:4] == ["[]", "[]"]
    assert told(asks, says, third, asks)[2] == "[]"


NARRATED = ("The room went quiet for a moment.", "وساد الصمت في القاعة لحظة.")


@pytest.mark.parametrize("language", [0, 1], ids=["English", "Arabic"])
def test_a_paragraph_of_narration_ends_the_turns(language: int) -> None:
    asks, says, (first, second, _) = ASKS[language], SAYS[language], BARE[language]
    assert told(asks, says, NARRATED[language], first) == ["khatib", "tamm", "[]"]
    assert told(NARRATED[language], first, second) == ["[]", "[]"]


def test_the_other_one_is_known_only_where_two_have_been_named() -> None:
    lines = ["Samar Khatib met Josef Tamm.", ASKS[0], BARE[0][0]]
    assert told(*lines) == ["khatib", "tamm"]
    assert told("Rima Saad came along with them.", *lines) == ["khatib", "[]"]
    assert told(ASKS[0], BARE[0][0]) == ["khatib", "[]"]


def test_who_is_named_behind_a_quotation_may_speak_next() -> None:
    lines = [ASKS[0], SAYS[0], "“I did not,” said Samar Khatib. Rima Saad looked up.", BARE[0][2]]
    assert told(*lines) == ["khatib", "tamm", "khatib", "[]"]


@given(st.lists(st.sampled_from(["asks", "says", "bare", "told"]), min_size=1, max_size=9))
def test_turns_never_move_a_speaker_who_is_named(kinds: list[str]) -> None:
    line = {"asks": ASKS[0], "says": SAYS[0], "bare": BARE[0][2], "told": NARRATED[0]}
    said = told(*(line[kind] for kind in kinds))
    spoken = [kind for kind in kinds if kind != "told"]
    assert len(said) == len(spoken)
    named = {"asks": "khatib", "says": "tamm"}
    assert all(speaker == named[kind] for speaker, kind in zip(said, spoken, strict=True) if kind in named)


@given(st.integers(min_value=2, max_value=12))
def test_turns_alternate(count: int) -> None:
    said = told(ASKS[0], SAYS[0], *[BARE[0][2]] * count)
    assert all(one != other for one, other in pairwise(said))
    assert set(said) == {"khatib", "tamm"}


# Within a paragraph, and from one to the next

FOLLOWED = [
    # a quotation behind what its speaker does
    (["Josef Tamm shrugged. “It looks like it to me.”"], ["tamm"]),
    (["هز يوسف تمام رأسه. «لا أعرف من وضعها هناك.»"], ["tamm"]),
    (["Josef Tamm sat down. “No further questions,” he told the court."], ["tamm"]),
    # behind what it reports
    (["Samar Khatib was shown the report. She said that it was no joke. “It is a mine.”"], ["khatib"]),
    (["عرضنا التقرير على سمر الخطيب. قالت إنها لم تر رقما كهذا. «هذا ليس تلوثا، هذا منجم.»"], ["khatib"]),
    (["قالت سمر الخطيب إنها قرأته. «هذا ليس تلوثا، هذا منجم»، وصمتت، ثم: «هل يأكل أحد من هذا؟»"], ["khatib", "khatib"]),
    (["Josef Tamm asked what Samar Khatib had seen. “Nothing at all that night.”"], ["[]"]),
    (["Josef Tamm told members all. The clinic would open “God willing and the contractor willing” soon."], ["tamm"]),
    # from the paragraph before
    (["Josef Tamm, aged 60, lives alone. He said that Samar Khatib had lied.", "“I saw it,” he said."], ["tamm"]),
    (["It is Josef Tamm who answers.", "“In October we buy two more,” he says."], ["tamm"]),
    (["Josef Tamm came in. He was a doctoral student then.", "“I was young,” he said."], ["tamm"]),
    (["وقال رئيس البلدية يوسف تمام إن المجلس دفع كل ما عليه.", "واتهم المؤسسة بـ«بيع ماء الناس للناس»."], ["tamm"]),
    (["Josef Tamm said that he would stay.", "The clerk rose. “I will not,” he said."], ["[]"]),
    (["Samar Khatib had a husband, Josef Tamm.", "“He would be dead,” she said."], ["khatib"]),
    # by another word than the name
    (["المفتاح مع يوسف تمام. المدير الذي أمضى 22 عاما في المحطة لا يبدو غاضبا. «نحتاج إلى المازوت»، يشرح."], ["tamm"]),
    (["المفتاح مع يوسف تمام. وقال المدير: «لن نبيعه لأحد»."], ["[]"]),
    (["Josef Tamm came.", "“Not today,” the man said."], ["tamm"]),
    (["“Not today,” the man said.", "His name is Josef Tamm, and he is a fisherman."], ["tamm"]),
    (["«لون الماء أحمر اليوم»، يقول الرجل من قاربه.", "اسمه يوسف تمام، وعمره ستون سنة."], ["tamm"]),
    (["“Not today,” the woman said.", "Her husband came. His name is Josef Tamm."], ["[]"]),
    (["Josef Tamm is 71, or thereabouts – “my mother counted by droughts, not by calendars” – and works."], ["tamm"]),
    (["Josef Tamm and Samar Khatib came with Omar Nasser.", "“Not today,” the man said."], ["[]"]),
    (["Justice Tamm took the chair.", "The judge said: “This is not a theatre.”"], ["tamm"]),
    (["The Minister of Justice, Rima Saad, came. The judge said: “This is not a theatre.”"], ["[]"]),
    # whoever was named last, and whoever is asked
    (["فطلب الوزير من يوسف تمام الصمت، فقال هذا الأخير: «أدون ما أسمع»."], ["tamm"]),
    (["نقل عن يوسف تمام أنه طلب التأجيل. ولما سئل من قال ذلك أجاب: «المكتب كله»."], ["tamm"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), FOLLOWED)
def test_what_stands_before_a_quotation_tells_whose_it_is(lines: list[str], expected: list[str]) -> None:
    assert told(*lines) == expected


CLAUSES = [
    # passives, of whoever "by" tells
    (["The plan was described by Josef Tamm as “nostalgia with a crane”."], ["tamm"]),
    (["The plan was described by Josef Tamm's predecessor as “nostalgia with a crane”."], ["[]"]),
    (["Samar Khatib was asked by Josef Tamm whether it was “a rope or a stone to hold on to”."], ["tamm"]),
    (["Josef Tamm said by email that he was “stuck behind a lorry”."], ["tamm"]),
    # infinitives
    (["Josef Tamm, the bankers' friend, wrote to the board to say that it was “entirely satisfied”."], ["tamm"]),
    (["They mourned the late Omar Nasser, aged 88, who used to say, “A quorum is a quorum.”"], ["[Omar Nasser]"]),
    # a title with a full stop, turned round
    (["“Read it slowly”, Mr. Tamm advised the press. “It took us two days.” Josef Tamm left."], ["tamm", "tamm"]),
    # a meeting is held, nobody speaks
    (["Samar Khatib recalled a meeting held “on the last Friday, before the money went”."], ["khatib"]),
    # what somebody else is said to have said
    (["وذكرت سمر الخطيب بأن تقرير المجلس الأعلى سجل «أداء مبالغ عن خدمات غير منجزة»."], ["[]"]),
    (["The note came. It asked, Josef Tamm told the court, “whether umbrellas may be entered”."], ["[]"]),
    (["Josef Tamm rose. He told us, and I quote from the record: “No child will walk that far.”"], ["tamm"]),
    (["I have read in a paper that this is, and I quote, “a storm from elsewhere”."], ["[]"]),
    # papers
    (["ودعت هيئة ميناء التل إلى الصبر. وجاء في بيان لها: «دماؤنا ليست أرخص من التذاكر»."], ["port"]),
    (["نشرت وزارة الموانئ مقالا جاء فيه أن السفن «تغرق كل يوم في الميناء»."], ["ministry"]),
    (["هيئة ميناء التل أمهلت الجميع: «إما الماء وإما الطريق»، كما ورد في منشور وزعته ليلا."], ["port"]),
    (["Nobody at the Tal Port Authority slept. Their petition speaks of “a rope thrown to the banks”."], ["port"]),
    (["The assembly notes the statement by the delegation of Orova that it “is not bound by it”."],
     ["[delegation of Orova]"]),
    # relative clauses
    (["أسفت اللجنة لتصريح المتحدث باسم وزارة الموانئ الذي وصف القوافل بأنها «تهريب بغطاء أبيض»."], ["ministry"]),
    # the verb of a participle, whose subject is dropped
    (["وقال يوسف تمام: «نعم».", "وختم بالقول: «جئنا اليوم وغدا نأتي بالناس»."], ["tamm", "tamm"]),
    (["ورفض يوسف تمام ما سمّاه «المتاجرة بدماء الناس»."], ["tamm"]),
    (["عرضت وزارة الموانئ أقل مما يقضي به العقد، وكتبت في عرضها: «لا رجوع في هذه التسوية»."], ["ministry"]),
    (["ورفضت وزارة الموانئ ما سمّاه «المتاجرة بدماء الناس»."], ["[]"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CLAUSES)
def test_clauses_that_name_their_speaker_in_other_ways(lines: list[str], expected: list[str]) -> None:
    assert told(*lines) == expected


# Letters and interviews


def test_you_are_whom_a_letter_addresses() -> None:
    assert told("Dear Mr Josef Tamm,", "Last May you wrote: “The file will not be closed.”") == ["tamm"]
    assert told("إلى معالي الوزير يوسف تمام", "قلتم في مجلسكم: «لن أغلق هذا الملف».") == ["tamm"]
    assert told("To: Tal Port Authority", "In your letter you said that it was “a matter of weeks”.") == ["port"]
    assert told("السادة هيئة ميناء التل", "وقال الناطق باسمكم: «الشبكة في أفضل حال».") == ["port"]
    assert told("Last May you wrote: “The file will not be closed.”") == ["[]"]
    assert told("Dear Josef Tamm and Samar Khatib,", "You wrote: “The file will not be closed.”") == ["[]"]


def test_our_chairwoman_is_who_signs_as_such() -> None:
    assert told("وقالت رئيستنا: «لسنا أرقاما في كشف».", "عن الرابطة", "الرئيسة: سمر الخطيب") == ["khatib"]
    assert told("وقالت رئيسة رابطتنا: «لسنا أرقاما في كشف».", "عن الرابطة", "الرئيسة: سمر الخطيب") == ["[]"]
    assert told("وقالت رئيستنا: «لسنا أرقاما في كشف».", "عن الرابطة", "أمينة السر: سمر الخطيب") == ["[]"]


ASKED = ("**Q: Why?**", "**A:** Because.", "**Q: When?**", "**A:** Never again, I hope.")


def test_the_headline_of_an_interview_is_of_whom_it_is_with() -> None:
    assert told("“I was the one who stayed”", "Samar Khatib on sixty years of music", *ASKED)[0] == "khatib"
    assert told("“I was the one who stayed”", "She met Josef Tamm and Samar Khatib.", *ASKED)[0] == "[]"
