"""Shapes of attribution of wires, letters, minutes, tables and interviews, and sentences that only look like one.

People and bodies of the first half are those of `test_speakers`, of the second those of the harbour.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_attributed import claimed
from test_speakers import drafted, told

from dossier.files.reading_limits import ReadingLimits
from dossier.formats.web.html import read
from dossier.formats.wrapping import goes_on

pytestmark = pytest.mark.usefixtures("languages_by_letters")

KINDS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "whoever is spoken to is not he": (
        ["Josef Tamm told Borealis that crews had warned of it. “We wrote it down,” he said."],
        ["tamm"],
    ),
    "another one, who is named": (
        ["Another passenger, Ivo Sand, said it was “a long dark night”."],
        ["[Ivo Sand, Another passenger]"],
    ),
    "I, joined by and": (["Address by Josef Tamm", "Years ago I stood here and said: “They will close us.”"], ["tamm"]),
    "a representative of a body": (["رد ممثل وزارة الموانئ بأن الأرقام «محدثة حتى آخر الشهر»."], ["ministry"]),
    "a topic before its verb": (
        ["أما سمر الخطيب فوصفت الرد بأنه «حبر على ورق»."],
        ["khatib"],
    ),
    "a trade that no table has": (["وقال المشجع يوسف تمام: «لم نر أحدا»."], ["tamm"]),
    "a paper that is somebody's": (
        ["وإذ يحيط علما ببيان السيد يوسف تمام الذي جاء فيه أن المخزون «تراجع كثيرا»،"],
        ["tamm"],
    ),
    "a body by one word of its name": (
        ["Tal Port Authority", "The Authority said the gate was “older than the town”."],
        ["port"],
    ),
    "what others have replied": (
        ["Josef Tamm said the county had replied that it was “not aware of any drain”."],
        ["[]"],
    ),
    "he is not I": (
        ["Dear Sir,", "The churchman laughed. “It has rung true,” he said.", "Yours,", "Josef Tamm"],
        ["[]"],
    ),
    "initials": (
        [
            "A talk with Josef Tamm",
            "BT: When?",
            "JT: In May.",
            "BT: Why?",
            "JT: The storm.",
            "BT: So?",
            "JT: So be it.",
        ],
        ["tamm"] * 3,
    ),
    "a witness, as a list says": (
        [
            "Counsel: Mr Ivo Lantz. Witness: Josef Tamm.",
            "Mr Lantz: Where?",
            "The Witness: At sea.",
            "Mr Lantz: When?",
            "The Witness: In May.",
        ],
        ["tamm", "tamm"],
    ),
    "plain questions": (
        [
            "Ten minutes with Josef Tamm",
            "How many hives?",
            "Sixty, by now.",
            "Do they know you?",
            "They know my smell.",
            "What is next?",
            "Winter.",
        ],
        ["tamm"] * 3,
    ),
    "a row of a table": (["3 March | Josef Tamm, pilot | “The buoy was in place.”"], ["tamm"]),
    "a credit in brackets": (["- “The rust is older than I am” (Josef Tamm, operator)"], ["tamm"]),
    "a signature with an office": (
        ["Sir,", "I told the vicar: “It was hung badly.”", "Josef Tamm, Secretary, Bell Club"],
        ["tamm"],
    ),
    "whoever gives a eulogy": (
        ["Eulogy for Samar Khatib, given by Josef Tamm", "I told her, “I want a path.”"],
        ["tamm"],
    ),
}


@pytest.mark.parametrize("case", KINDS)
def test_each_kind_of_attribution_names_its_speaker(case: str) -> None:
    lines, expected = KINDS[case]
    assert told(*lines) == list(expected)


IN_NO_VOICE_OF_THE_TEXT = [
    "Few believed that Omar Shaheen meant it when he called it “{}”.",
    "Critics of Omar Shaheen, who said “{}”, stayed away.",
    "According to Piet Boom, Omar Shaheen said “{}”.",
    "Omar Shaheen, the papers claimed, had called it “{}”.",
    "Omar Shaheen, so the story goes, said “{}”.",
    "Omar Shaheen was quoted, wrongly, as saying “{}”.",
    "Omar Shaheen quoted a docker as saying “{}”.",
    "Omar Shaheen laughed at the claim that it was “{}”.",
    "Omar Shaheen – or someone using his name – wrote “{}”.",
    "In the novel, Omar Shaheen says: “{}”.",
    "It is said that Omar Shaheen whispered “{}”.",
    "Omar Shaheen answered a letter: “{},” it began.",
    "The Gazette put words in the mouth of Omar Shaheen: “{}.”",
    "“{},” said everybody but Omar Shaheen.",
    "“{}” is not what Omar Shaheen said.",
    "انتقد عمر شاهين من وصف الميناء بأنه «{}».",
    "رد عمر شاهين على من يقول: «{}».",
    "كل الحاضرين إلا عمر شاهين قالوا: «{}».",
    "في الرواية يقول عمر شاهين: «{}».",
    "ممثل أدى دور عمر شاهين قال: «{}».",
    "ورد في رسالة إلى عمر شاهين أن الميناء «{}».",
    "تظاهر خصوم عمر شاهين هاتفين: «{}».",
    "تجنب عمر شاهين القول إن الميناء «{}».",
    "قال عمر شاهين أو عادل الرفاعي: «{}».",
]


@pytest.mark.parametrize("text", IN_NO_VOICE_OF_THE_TEXT)
def test_what_the_text_does_not_say_itself_is_not_proven(text: str) -> None:
    words = "عار علينا جميعا" if "«" in text else "a disgrace to all of us"
    for speaker in ("shaheen", "rifai"):
        assert claimed(text.format(words), [words], speaker, "1").warning


PLAIN = [
    "Omar Shaheen told the board: “{}.”",
    "Asked if he would go, Omar Shaheen said: “{}.”",
    "وقال عمر شاهين: «{}».",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_it_says_itself_is(text: str) -> None:
    words = "عار علينا جميعا" if "«" in text else "A disgrace to all of us"
    assert claimed(text.format(words), [words], "shaheen", "1").warning == ""


def test_a_wrapped_sentence_goes_on_in_a_line_that_looks_like_a_label() -> None:
    lines = [
        "Commenting on what had been announced, Len Pugh, an officer of the union,",
        'said: "They owe us the truth."',
    ]
    assert goes_on([*lines, "", lines[0], lines[1]]) == {1, 4}
    assert goes_on([lines[0], "Subject: the truth", "", lines[0]]) == frozenset()


def test_the_cells_of_a_table_are_text_as_a_whole() -> None:
    rows = "".join(f"<tr><td>{day} March</td><td>Bram Okker</td><td>“No buoy {day}.”</td></tr>" for day in "345")
    page = f"<html><body><nav>Home</nav><main><h1>Who said what</h1><table>{rows}</table></main></body></html>"
    lines = read("page.html", page.encode(), ReadingLimits())
    assert not any("Bram" in lines.texts[number - 1] for number in lines.apart)
    assert [item.who.name for item in drafted(*lines.texts).quotations] == ["Bram Okker"] * 3
