"""Who said what: marks as they are typed, whose clause it is, strangers, pronouns and interviews.

The registers of these tests hold two people and two bodies; everybody else is a stranger, and never one of them.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.parties.registered import register_of
from dossier.evidence.text.address import ADDRESS_AR, SHORTENED
from dossier.evidence.text.blocks import sentences
from dossier.evidence.text.marks import every_quoted, quoted_in
from dossier.formats.lines import Lines
from dossier.importing.draft import Draft, draft_of
from dossier.importing.writer import Head, write
from dossier.model.corpus import Corpus
from dossier.model.records import Organisation, Person, Text
from dossier.reading.nodes import Mapping, parse
from dossier.reading.source_set import _NO_SETTINGS


def person(name: str, ar: str, en: str, *variants: str) -> Person:
    index = Text(f"{ar.split()[-1]}، {ar.split()[0]}", f"{en.split()[-1]}, {en.split()[0]}")
    return Person(name, Text(ar, en), index, variants)


PEOPLE = (person("khatib", "سمر الخطيب", "Samar Khatib"), person("tamm", "يوسف تمام", "Josef Tamm"))
BODIES = (
    Organisation("port", Text("هيئة ميناء التل", "Tal Port Authority")),
    Organisation("ministry", Text("وزارة الموانئ", "Ministry of Ports"), variants=("Ports Ministry",)),
)
CORPUS = Corpus(_NO_SETTINGS, {}, (), {p.id: p for p in PEOPLE}, {b.id: b for b in BODIES}, {}, {}, ())
HEAD = Head("letter", 7, "letter.txt", "0" * 64, ("ar", "en"), ())

pytestmark = pytest.mark.usefixtures("languages_by_letters")


def drafted(*lines: str, corpus: Corpus = CORPUS) -> Draft:
    return draft_of(Lines(lines), register_of(corpus), {})


def told(*lines: str) -> list[str]:
    """Of each quotation the id of its speaker, or in brackets what is told of somebody else."""
    return [spoken.speaker or f"[{spoken.who.description}]" for spoken in drafted(*lines).quotations]


# Marks as they are typed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال: ”نحن هنا باقون”.", ["نحن هنا باقون"]),  # the right mark on both sides
        ("قال: <<نبحر غدا>>.", ["نبحر غدا"]),
        ("said: ''We sail at night.''", ["We sail at night."]),
        ("said: ``We sail''", ["We sail"]),
        ("said: ＂We sail＂", ["We sail"]),
        ("قال: »نعم« و»لا«", ["نعم", "لا"]),  # mirrored
        ('„Ja“ und „nein” und „no"', ["Ja", "nein", "no"]),
        ("“one” “two“", ["one", "two"]),
        ("‹a› and »b«", ["a", "b"]),
        (
            "‘The dockers’ strike,’ he said. ‘Until today he'd slept.’",
            ["The dockers’ strike,", "Until today he'd slept."],
        ),
        ('She is 5\'10" and said "no"', ["no"]),
        ("in the '90s he was 'new'", ["new"]),
    ],
)
def test_marks_as_they_are_typed(text: str, found: list[str]) -> None:
    assert [item.words(text) for item in quoted_in(text)] == found


@given(st.text(alphabet="ab و«»“”‘’\"'،. <>`„", max_size=60))
def test_of_nested_marks_each_lies_within_the_other_or_beside_it(text: str) -> None:
    spans = [(item.start, item.end) for item in every_quoted(text) if item.is_closed]
    for a in spans:
        for b in spans:
            assert a[1] <= b[0] or b[1] <= a[0] or (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])


# Whose clause it is

CLAUSES = {
    "behind": ('"We sail," said Josef Tamm.', ["tamm"]),
    "before": ('Josef Tamm said: "We sail."', ["tamm"]),
    "the other order": ('"We sail," Tamm told reporters.', ["tamm"]),
    "a source": ('According to Samar Khatib, the gate is "rusty".', ["khatib"]),
    "in the words of": ('In the words of Josef Tamm, it is "a wreck".', ["tamm"]),
    "a relative clause": ('Josef Tamm, who leads the union, said it was "a wreck".', ["tamm"]),
    "a participle": ('Tamm shook his head, adding that it was "a wreck".', ["tamm"]),
    "a source in Arabic": ("وبحسب سمر الخطيب فإن البوابة «صدئة».", ["khatib"]),
    "quoted by an agency": ("ونقلت وكالة المرجان عن سمر الخطيب قولها إن البوابة «صدئة».", ["khatib"]),
    "before its Arabic verb": ("لكن سمر الخطيب ترى أن البوابة «صدئة».", ["khatib"]),
    "an Arabic participle": ("زارت سمر الخطيب الميناء، قائلة إن البوابة «صدئة».", ["khatib"]),
    "said behind in Arabic": ("«سنبحر غدا»، قالت سمر الخطيب.", ["khatib"]),
    "a label": ('Josef Tamm: "We sail at dawn."', ["tamm"]),
    "signed": ("“We sail at dawn” — Josef Tamm, union leader", ["tamm"]),
    "over paragraphs": ("«نبحر غدا»، وأضافت سمر الخطيب: «مع الفجر».", ["khatib"]),
    "as she puts it": ('As Ms Khatib put it, "we only want our evenings back".', ["khatib"]),
    "what follows a paper's name": ("وعقب الجلسة قالت سمر الخطيب لـ«صوت الساحل»: «لم نقتنع».", ["khatib"]),
    "described with a particle": ("ووصفت سمر الخطيب الأجواء بـ«الهادئة».", ["khatib"]),
    "goes on alone": ('"We sail," said Josef Tamm. "At dawn."', ["tamm", "tamm"]),
}


@pytest.mark.parametrize("case", CLAUSES)
def test_the_subject_of_the_clause_speaks(case: str) -> None:
    line, expected = CLAUSES[case]
    assert told(line) == expected


@pytest.mark.parametrize(
    "to_whom",
    ["لهدى", "لعبد الله", "للهادي", "لسمر الخطيب", "لأخيها كريم", "ليوسف تمام"],
)
def test_whom_somebody_speaks_to_is_no_part_of_the_name(to_whom: str) -> None:
    assert told(f"قالت سعاد {to_whom}: «هذا عار».") == ["[سعاد]"]
    assert told(f"قالت سعاد نجم {to_whom}: «هذا عار».") == ["[سعاد نجم]"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("قالت لهدى سعاد: «هذا عار».", "[سعاد]"),
        ("قالت سعاد لبنى: «هذا عار».", "[سعاد لبنى]"),  # a name that begins with the letter
        ("قالت لهدى: «هذا عار».", "[]"),
    ],
)
def test_only_a_particle_addresses(line: str, expected: str) -> None:
    assert told(line) == [expected]


STRANGERS = {
    "a title": ('Captain Omar Nasser said: "It has rusted."', "[Omar Nasser, Captain]"),
    "an office before": ('The minister, Omar Nasser, said: "Never again."', "[Omar Nasser, minister]"),
    "an office behind": ('"It rots," said Marta Quill, head of operations.', "[Marta Quill, head of operations]"),
    "an age": ('"I saw it," said Agnes Holm, 61, from her window.', "[Agnes Holm]"),
    "a name alone": ('"Let them row," said a crane driver who gave his name only as Piet.', "[Piet, crane driver]"),
    "an article": ('Sami al-Khatib, a fisherman, said: "My nets are empty."', "[Sami al-Khatib, fisherman]"),
    "an Arabic office": ("وقال وزير النقل حازم البرقاوي: «لن نفتحها».", "[حازم البرقاوي, وزير النقل]"),
    "an Arabic title": ("وقال النائب رامي سعد: «هذا عار».", "[رامي سعد, النائب]"),
    "a name no list has": ("وقالت النائبة رلى عساف: «هذا عار».", "[رلى عساف, النائبة]"),
    "between commas": ("وقال السفير، كونستانتين شوفالوف، إن الأمر «محسوم».", "[كونستانتين شوفالوف, السفير]"),
    "a mother": ('وقالت أم ربيع (52 عاما): "سمعنا هديرا".', "[أم ربيع]"),
    "a namesake": ("وقال سامي الخطيب، صياد: «شباكنا فارغة».", "[سامي الخطيب, صياد]"),
}


@pytest.mark.parametrize("case", STRANGERS)
def test_a_stranger_is_never_taken_for_somebody_known(case: str) -> None:
    line, expected = STRANGERS[case]
    assert told('Samar Khatib said: "We open."', line) == ["khatib", expected]
    known = f"{expected}"[1:-1].split(", ")[0]
    assert known in [found.form for found in drafted(line).strangers]


BODIES_THAT_SPEAK = {
    'The Tal Port Authority said it had "no plan".': "port",
    'A spokesman for the Tal Port Authority said: "No comment."': "port",
    "وقالت وزارة الموانئ: «نأسف لما حدث».": "ministry",
    "وقال متحدث باسم وزارة الموانئ: «نأسف».": "ministry",
    "وقال الناطق باسم الحكومة: «سنرد».": "[الناطق, الحكومة]",
    "وقال متحدث باسم الجيش: «لا علم لنا».": "[متحدث, الجيش]",
    'The company said: "We regret this very much."': "[]",
    'The party said: "We will not vote for it."': "[]",
    'The newspaper wrote: "Nobody knows."': "[]",
    'The government said: "We regret this very much."': "[The government]",
    'Kestrel Lines sank. The company said: "We regret it."': "[Kestrel Lines]",
    "وذكرت وكالة الأنباء: «الميناء مغلق اليوم».": "[وكالة الأنباء]",
    "وقال رئيس حزب البحارة: «لن نصوت على هذا».": "[رئيس حزب البحارة, حزب البحارة]",
    "وقالت شركة «مد البحر» إن السفينة «سليمة».": "[مد البحر]",
    'A senior official at the Finance Ministry called it "a farce".': "[senior official, Finance Ministry]",
    "وقال أحد الركاب: «نحن رهائن».": "[أحد الركاب]",
}


@pytest.mark.parametrize("line", BODIES_THAT_SPEAK)
def test_bodies_spokesmen_and_the_unnamed_speak(line: str) -> None:
    assert told(line) == [BODIES_THAT_SPEAK[line]]


# Pronouns, offices, and what stays open


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['Josef Tamm smiled. "Not yet," he said.'], ["tamm"]),
        (['Samar Khatib met Josef Tamm. "Not yet," she said.'], ["khatib"]),
        (['Rima Saad, a leader, said: "No."', 'He said: "I was not asked either."'], ["[Rima Saad, leader]", "[]"]),
        (['Josef Tamm and Omar Nasser came. "Not yet," he said.'], ["[]"]),
        (["وقال يوسف تمام: «لا». وأضاف: «أبدا»."], ["tamm", "tamm"]),
        (["وقالت سمر الخطيب: «لا».", "وقال: «نعم بالتأكيد»."], ["khatib", "[]"]),
        (["قال الوزير عمر ناصر: «لن نفتحها».", "وقال الوزير: «هذا قراري»."], ["[عمر ناصر, الوزير]"] * 2),
        (['Transport Minister Ana Bell came. Tamm rose. "No," the minister said.'], ["[Ana Bell, Transport Minister]"]),
        (['Josef Tamm spoke. "No," the minister said.'], ["[]"]),
        (['Captain Nasser, Tamm says, is "honest".', ], ["tamm"]),
        (["أما سمر الخطيب فيصفها بأنها «صادقة»."], ["[]"]),
        (['"Shame!" shouted one passenger. Another said: "My mother is there."'], ["[one passenger]", "[Another]"]),
        (['Josef Tamm came.', 'The unions and the authority warned of "a summer of chaos".'], ["[]"]),
    ],
)  # fmt: skip
def test_pronouns_and_offices_are_resolved_only_where_one_can_be_meant(lines: list[str], expected: list[str]) -> None:
    assert told(*lines) == expected


def test_two_people_of_one_name_stay_two() -> None:
    twins = {name: person(name, "زيد حكيم", "Zayd Hakim") for name in ("one", "two")}
    corpus = Corpus(_NO_SETTINGS, {}, (), twins, {}, {}, {}, ())
    draft = drafted('Zayd Hakim said: "We sail."', "قال زيد حكيم: «نبحر غدا».", corpus=corpus)
    assert [(spoken.speaker, spoken.who.choice) for spoken in draft.quotations] == [("", ("one", "two"))] * 2
    written = write(draft, HEAD)
    assert written.count('speaker: ""  # one or two: they share this name') == 2
    assert written.count('of: ""  # one or two: they share this name') == 1


def test_capitals_hide_no_other_spelling() -> None:
    league = Organisation("upl", Text("", "United Ports League"), variants=("UNITED PORTS LEAGUE", "UPL"))
    corpus = Corpus(_NO_SETTINGS, {}, (), {}, {"upl": league}, {}, {}, ())
    draft = drafted("The UNITED PORTS LEAGUE (UPL) and the United Ports League and upl met.", corpus=corpus)
    assert [form for form, _ in draft.mentions[0].forms] == ["UNITED PORTS LEAGUE", "UPL", "United Ports League"]


# Where the text leaves a choice nobody is named


@pytest.mark.parametrize(
    "lines",
    [
        ["وقال يوسف تمام: «لا».", "ويقولون لنا: «اصبروا قليلا»."],  # they
        ["سأل القاضي يوسف تمام: «هل وقعت؟» فأجاب: «لم أوقع شيئا»."],  # whoever was asked
        ["وقال يوسف تمام: «لا».", "وكشف بنناصر أن العرض «مرفوض»."],  # a name that no list has
        ["وقال الوزير يوسف تمام: «لا».", "وقال الوزير نزيف إن العرض «مرفوض»."],
        ["وقال يوسف تمام: «لا».", "قيل لي: «لا عودة بعد اليوم»."],
        ["Josef Tamm came.", 'Tamm answered that he had been told: "You people are always in a hurry."'],
        ["The auditor, Rohan Vasey, rose. His clerk sat down. They left.", 'Asked again, she said: "Not today."'],
        ['"I rode with Josef Tamm," the driver said.'],
        ['Josef Tamm read a report by the clerks, which was late and described it as "a wreck".'],
        ['Rule 14 of the Tal Port Authority, which was read out, provides: "The gate shall be shut."'],
        ["وأكد المستشار أن «الجلسة علنية»، وغادر يوسف تمام."],
        ["وقال زوجها: «نريد الأسماء كلها»."],
    ],
)
def test_nobody_is_named_where_somebody_else_may_be_meant(lines: list[str]) -> None:
    assert told(*lines)[-1] == "[]"


def test_what_leaves_the_choice_is_written_beside_the_empty_speaker() -> None:
    assert 'speaker: ""  # not made out: the driver' in write(drafted('"No," the driver said.'), HEAD)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['"I serve," said Dr. Samar Khatib, the head of obstetrics. "Still."'], ["khatib", "khatib"]),
        (['"It is rare," said its director, Dr. Josef Tamm.'], ["tamm"]),
        (['Recalling the statement of the Secretary-General, Mr. Josef Tamm, that "a ship is a home",'], ["tamm"]),
        (["وأفاد مصدر في خفر السواحل بأن النداء «وصل متأخرا»."], ["[مصدر, خفر السواحل]"]),
        (["وقال أحد الركاب: «نحن رهائن»."], ["[أحد الركاب]"]),
        (["أما زوجها، مروان، فاكتفى بالقول: «نريد الأسماء»."], ["[مروان, زوجها]"]),
        (["وقال الناشط ثابت بن عبيد: «كفى كلاما»."], ["[ثابت بن عبيد, الناشط]"]),
        (["«لن نغادر»، تقول سمر الخطيب وهي تبتسم، ثم تضيف: «إلى أين؟»."], ["khatib"]),
        (['"We wait," said Josef Tamm.', "He rose.", '"Until June," Tamm said.'], ["tamm", "tamm"]),
        (["Speech by Josef Tamm", 'They asked, and I answered: "In May."'], ["tamm"]),
        (["كلمة السيدة سمر الخطيب في المؤتمر", "وسألوني فقلت: «في أيار»."], ["khatib"]),
        (["Dear Sir,", 'I told your driver: "Not here."', "Yours faithfully,", "Josef Tamm"], ["tamm"]),
        (['"You cannot wait for stones."', 'Tamm said: "You cannot wait for stones. I did."'], ["tamm", "tamm"]),
        (["«Who?», asked Josef Tamm, and I answered: «You.»"], ["tamm", "[]"]),
    ],
)
def test_somebody_is_named_where_the_text_leaves_no_choice(lines: list[str], expected: list[str]) -> None:
    assert told(*lines) == expected


def test_a_quotation_that_goes_on_is_of_whoever_began_it() -> None:
    lines = ['Ari Amankwah and Josef Tamm came. "They want the last one," he says. "I am', '"not the last one."']
    assert told(*lines)[1:] == ["[]", "[]"]


# Strangers over the whole text


def test_forms_of_a_stranger_are_put_together() -> None:
    found = drafted(
        "Kestrel Lines lost money.", '"It rots," said Marta Quill, its head.', "Quill laughed at Kestrel Lines.",
        "The Seafarers' Guild (SG) met; SG was angry.",
    ).strangers  # fmt: skip
    assert [(item.form, item.kind, item.lines) for item in found] == [
        ("Kestrel Lines", "body", (1, 3)),
        ("Marta Quill", "person", (2, 3)),
        ("Seafarers' Guild", "body", (4,)),
    ]
    assert [form for form, _ in found[2].forms] == ["Seafarers' Guild", "SG"]


def test_a_stranger_is_written_with_an_empty_id_and_what_the_text_says() -> None:
    written = write(drafted('"It rots," said Marta Quill, head of operations of Kestrel Lines.'), HEAD)
    assert 'speaker: ""  # in no register: Marta Quill, head of operations, Kestrel Lines' in written
    assert 'of: ""  # in no register: a new person, Marta Quill, head of operations, Kestrel Lines' in written
    assert 'of: ""  # in no register: a new body, Kestrel Lines' in written


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("وأكد مجلس الإدارة والجمعية العمومية والشركة المشغلة ما نشرته الجريدة الرسمية.", []),
        ("وأم لخمسة أطفال حضرت، وبحسب سجلات الميناء غرقت عبارة الشمال.", []),
        ("عُقدت الجلسة برئاسة المستشار، وتفضلوا بقبول فائق الاحترام.", []),
        ("أقر المجلس الاعتماد.", []),
        ("زار مملكة البراق وفد وزاري.", []),
        ("وقال المكتب الإعلامي لوزارة السدود: «نعم بالتأكيد».", ["المكتب الإعلامي لوزارة السدود"]),
        ("وقال المدير كارل لندغرين (Karl Lindgren): «نعم».", ["كارل لندغرين"]),
        ("Gazette Extraordinary of May. The Holt Cross failure. The MV Star of Tal sank.", []),
        ("Takes note of the report.", []),
        ("Green Crescent nurses and the Southmere Constabulary came.", ["Green Crescent", "Southmere Constabulary"]),
        ("Port Authority chiefs met the Tal Port Authority.", []),
        ("Mr van Straaten met Pieter van Straaten, a manager.", ["Pieter van Straaten"]),
    ],
)
def test_only_people_and_bodies_are_proposed(line: str, forms: list[str]) -> None:
    assert [found.form for found in drafted(line).strangers] == forms


# Interviews

INTERVIEWS = {
    "letters": "A talk with Josef Tamm|Q: When?|A: In May.|Q: Why?|A: The storm.|It was bad.|Q: So?|A: So be it.",
    "Arabic letters": "حوار مع يوسف تمام|س: متى؟|ج: في أيار.|س: لماذا؟|ج: العاصفة.|كانت قوية.|س: ثم؟|ج: لا شيء.",
    "names": "A talk|Post: When?|Josef Tamm: In May.|Post: Why?|Tamm: The storm.|It was.|Post: So?|Tamm (sad): No.",
    "bold questions": "A talk with Josef Tamm|**When?**|In May.|**Why?**|The storm.|It was bad.|**So?**|So be it.",
}


INTERVIEWS |= {
    "a colon in bold": "A talk|**Post:** When?|**Josef Tamm:** In May.|**Post:** Why?|**Tamm:** The storm.|It was.|"
    "**Post:** So?|**Tamm:** No.",
    "bullets": "A talk with Josef Tamm|■ When?|In May.|■ Why?|The storm.|It was bad.|■ So?|So be it.",
    "who asks is named in full once": "A talk|Ann Post: When?|Josef Tamm: In May.|Post: Why?|Tamm: The storm.|It was."
    "|Post: So?|Tamm: No.",
}


@pytest.mark.parametrize("case", INTERVIEWS)
def test_answers_are_quotations_of_their_own_kind(case: str) -> None:
    draft = drafted(*INTERVIEWS[case].split("|"))
    assert [(spoken.kind, spoken.speaker, len(spoken.words)) for spoken in draft.quotations] == [
        ("answer", "tamm", 1), ("answer", "tamm", 2), ("answer", "tamm", 1),
    ]  # fmt: skip
    assert "an answer in an interview, without quotation marks" in write(draft, HEAD)


def test_a_letterhead_is_no_interview() -> None:
    lines = ["From: Josef Tamm", "To: Samar Khatib", "Subject: the gate", "Date: 3 May 2021", "Dear Samar, when?"]
    assert drafted(*lines).quotations == ()


def test_who_answers_says_i_and_is_not_he() -> None:
    spoken = drafted(
        "A talk with Josef Tamm", "Q: When?", 'A: As I told Omar in March, "no stones, no boat".', "Q: And he?",
        'A: He laughed. "Then we swim," he said.',
    ).quotations  # fmt: skip
    marked = [(item.words[0], item.speaker) for item in spoken if item.kind == "marked"]
    assert marked == [("no stones, no boat", "tamm"), ("Then we swim", "")]


def test_a_block_of_its_own_is_of_whoever_is_said_to_speak_or_signs_it() -> None:
    draft = drafted(
        "Josef Tamm wrote in his logbook:", "", "> The quay was gone.", "> Nobody slept.", "", "> A note.", "",
        "> A harbour is a promise.", "> — Samar Khatib",
    )  # fmt: skip
    assert [(spoken.kind, spoken.speaker, spoken.words) for spoken in draft.quotations] == [
        ("block", "tamm", ("The quay was gone.", "Nobody slept.")),
        ("block", "khatib", ("A harbour is a promise.",)),
    ]
    assert "set off as a block, without quotation marks" in write(draft, HEAD)


# What is nobody's speech


@pytest.mark.parametrize(
    "line",
    [
        "قال يوسف تمام إن كتاب «صوت الجزيرة» صدر",
        "ورفع المحتجون شعار «البحر بيتنا»",
        'The "Lantern Camp" has grown, Josef Tamm said.',
        "The chairman said that the gate would open in May.",
        'لوكالة أنباء "تاس"',
        "a banner in the claim of 'New Deal'",
        'In this Act, "berth" means any place; the term "quay" includes a pier, as the minister said.',
        "يقصد بـ«المرفق» كل منشأة، وقال الوزير ذلك.",
        "وقال إن «المرفق» مصطلح قديم.",
        "ويقول المثل: «رب ضارة نافعة».",
        "ورفعوا لافتات كتب عليها «لا للخصخصة».",
        "وتتحدث الاتفاقية عن «الانتفاع المنصف».",
        'Workers hold a sign reading "No cuts" outside, Josef Tamm said.',
        'Tamm said the sum of "€40,000" was wrong.',
        "غرق العبارة «ريم البحر»، قال يوسف تمام.",
    ],
)
def test_titles_slogans_and_reported_speech_stay_out(line: str) -> None:
    assert told(line) == []


# Any text

#: Words and signs that the rules look for, parted by strokes.
PIECES = """قال |وقال |الوزير |سمر الخطيب|«|»|"|”|“|:|،|, |. |said |Omar Nasser|he |ـ|according to |مضيفا |<<|>>|''|عن |
أم |عبد |شركة |Q: |A: |س: |– |?|**|> |adding that |A spokesman for the |Ministry of Ports|لل|'s|(|)|Mr |\u200f|&|
"""


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES.split("|")), max_size=40).map("".join)))
def test_no_text_is_too_odd_to_be_drafted_and_written(text: str) -> None:
    draft = drafted(*text.split("\n"))
    assert isinstance(parse(write(draft, HEAD).encode(), "letter.yaml"), Mapping)
    assert all(segment.text for spoken in draft.quotations for segment in spoken.segments)


def test_a_tatweel_that_stands_alone_is_a_sign_like_any_other() -> None:
    assert told('قال يوسف تمام "نعم"ـ ثم مضى.') == ["tamm"]


# Whatever stands beside the words of saying

SOMEBODY = "عمر سمر الخطيب يوسف تمام لهدى محامي مصدر أحد أحدهم بعض رئيس الوزير Samar Khatib Mr. Dr. the critics of who"
SAYING = "قال قالت وقال وأضاف قائلا قوله نقلت عن بحسب إن هل لم لا said says asked to according never if that would"
UNSEEN = "ـ ــ \u064e \u0651 \u0670 \u200c \u200d \u200f \u2066 \u00ad \u00a0"
BESIDE = "و ف ب ل ال لل د. م. ع. ' '' ‘ ’ - – ( ) : . ? ؟ ، ; * > 's"
PIECES = [*SOMEBODY.split(), *SAYING.split(), *BESIDE.split(), *UNSEEN.split(" "), " ", "\n"]
MARKED = ["« »", "«لا»", "“no”", "“We sail at dawn.”", "«نبحر غدا مع الفجر»", '"', "«", "”", "'"]
mixtures = st.lists(st.sampled_from(PIECES + 3 * MARKED), max_size=16)


@given(mixtures.map(" ".join) | mixtures.map("".join))
def test_no_mixture_of_words_marks_and_unseen_letters_crashes(text: str) -> None:
    assert write(drafted(*text.split("\n")), HEAD)


@pytest.mark.parametrize("line", ["قال أحدهم ـ «لا أدري».", "وقال مصدر ـ : «لا أدري».", "مصدر. says ـ» سمر"])
def test_what_folds_to_nothing_is_no_word(line: str) -> None:
    assert write(drafted(line), HEAD)


# A sentence without end


def seconds(sentence: str) -> float:
    """CPU time of one draft, the lesser of two."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        drafted(sentence)
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize(
    ("start", "again", "end"),
    [
        ("دخل ", "وقال «لا تعليق» ", ""),
        ("قال ", "وقال ", "«لا تعليق على هذا الأمر»"),
        ("", "what he called “no comment” ", ""),
    ],
)
def test_a_sentence_of_four_times_the_length_takes_not_much_more_than_four_times_as_long(
    start: str, again: str, end: str
) -> None:
    assert seconds(start + 120 * again + end) < 8 * seconds(start + 30 * again + end) + 0.01


# Titles before names


@pytest.mark.parametrize("title", SHORTENED)
def test_the_stop_of_a_shortened_title_ends_no_sentence(title: str) -> None:
    assert len(sentences(f"He met {title}. Tamm today.")) == 1
    assert told(f"“We sail,” said {title}. Josef Tamm.") == ["tamm"]


@pytest.mark.parametrize("title", sorted(ADDRESS_AR))
def test_a_form_of_address_tells_no_office(title: str) -> None:
    assert told(f"وقال ال{title} عمر ناصر: «لن نفتحها».") == ["[عمر ناصر]"]


# Ways in which wires, letters, minutes and speeches attribute


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The post drew a reply from Josef Tamm: “Thank you for your honesty.”"], ["tamm"]),
        (["Minister Josef Tamm, you said in this hall that it was “as good as spent”."], ["tamm"]),
        (["“No one is happy,” a board member who declined to be named said."], ["[]"]),
        (["وقال يوسف تمام: «لا».", "وأشار إلى أن أحدا لم يستمع، مضيفا: «كنا نكتب إلى الجدران»."], ["tamm", "tamm"]),
        (["وكان يوسف تمام قد صرح الشهر الماضي بأن الميناء «في أحسن حال»."], ["tamm"]),
        (["وأفاد يوسف تمام بأن البراغي «متآكلة»، وبأنه أبلغ الإدارة بذلك «أربع مرات على الأقل»."], ["tamm"]),
        (["زارت سمر الخطيب الميناء، ووصفت التقرير بأنه «تشهير لا أكثر»."], ["khatib"]),
        (["الرئيسة: سمر الخطيب", "افتتحت الرئيسة الجلسة وقالت إن الحسابات «لم تكتمل بعد»."], ["khatib"]),
    ],
)
def test_attributions_of_many_kinds(lines: list[str], expected: list[str]) -> None:
    assert told(*lines) == expected


LIKELY = ["Josef Tamm said the gate was “rusty and old”, and blamed Omar Nasser.", "He said: “Nobody came to look.”"]


def test_whoever_is_only_likely_to_speak_is_proposed_and_told_to_be_so() -> None:
    first, second = drafted(*LIKELY).quotations
    assert (first.speaker, first.who.is_likely) == ("tamm", False)
    assert (second.speaker, second.who.is_likely) == ("tamm", True)


@pytest.mark.parametrize("line", ["Read more: “How the gate rusted away”", "اقرأ أيضا: «كيف صدئت البوابة كلها»"])
def test_what_a_page_points_to_is_no_quotation(line: str) -> None:
    assert told("Josef Tamm said: “We sail.”", line) == ["tamm"]


def test_what_is_named_so_in_small_letters_is_no_title() -> None:
    assert told("Her successor will be named “in due course”, Josef Tamm said.") == ["tamm"]
