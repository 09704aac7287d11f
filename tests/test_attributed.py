"""Whose words a quotation is: `verify` proves the speaker whom `import` hears, and tells whom else the original names.

Each row is a text, the words, the speaker a curator claims, and what the curator is told; "" where nothing is. People
and bodies are those of the harbour: jundi, qassar, rifai, shaheen, authority, council, nawras.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.proof.comparison import compare
from dossier.evidence.proof.findings import Finding
from dossier.evidence.text.blocks import blocks_of
from dossier.files.project import Project
from dossier.model import passage
from dossier.model.corpus import Corpus
from dossier.model.records import Appearance, RoleClaim, Text
from dossier.problems import Report
from dossier.reading.source_set import gather

PEOPLE = ("jundi", "qassar", "rifai", "shaheen", "authority", "council", "nawras")
GIVES = "the original gives these words to "
UNCERTAIN = "the original does not tell for certain who says this"


@functools.cache
def harbour() -> Corpus:
    found = gather(Project(Path(__file__).parent / "dossiers" / "harbour"), Report()).corpus
    assert found
    return found


def claimed(
    text: str, words: Sequence[str], speaker: str, lines: str, roles: Sequence[tuple[str, str]] = ()
) -> Finding:
    """What is found of a quotation, in a document in which all of PEOPLE appear; `roles` are (party, as stated)."""
    bulletin = harbour().document("bulletin")
    at = passage.runs_of(lines)
    quotation = replace(bulletin.quotations[0], id="said", speaker=speaker, words=tuple(words), at=at, when=None)
    appearances = [
        Appearance(
            of, (), tuple(RoleClaim(Text(stated, stated), at, stated=stated) for who, stated in roles if who == of)
        )
        for of in PEOPLE
    ]
    document = replace(
        bulletin,
        quotations=(quotation,),
        appearances=tuple(appearances),
        events=(),
        figures=(),
        faults=(),
        date_at=None,
    )
    return next(found for found in compare(document, text.encode(), harbour()) if found.what == "quotation")


SAID = {
    "before": ('Omar Shaheen said: "We sail at dawn."', "We sail at dawn.", "shaheen"),
    "behind": ('"We sail at dawn," said Omar Shaheen.', "We sail at dawn", "shaheen"),
    "a comma within": ('"We sail at dawn," said Omar Shaheen.', "We sail at dawn,", "shaheen"),
    "by surname": (
        'Omar Shaheen stepped forward. "We sail at dawn," Shaheen told the crowd.',
        "We sail at dawn",
        "shaheen",
    ),
    "with a title": ('Captain Omar Shaheen told the council: "We sail at dawn."', "We sail at dawn.", "shaheen"),
    "a body": (
        'The Fanar Harbour Authority said it had "no plan for the winter".',
        "no plan for the winter",
        "authority",
    ),
    "a spokesman": ('A spokesman for Nawras Ferries said: "We regret the delay."', "We regret the delay.", "nawras"),
    "gone on": (
        '"We sail," said Omar Shaheen. "Nobody will stop us at the quay."',
        "Nobody will stop us at the quay.",
        "shaheen",
    ),
    "Arabic": ("وقالت هالة الجندي: «سنفتح الرصيف غدا».", "سنفتح الرصيف غدا", "jundi"),
    "Arabic, by surname": ("وأضافت الجندي أن الرصيف «سيفتح غدا».", "سيفتح غدا", "jundi"),
    "Arabic, at second hand": ("ونقل المجلس عن الرفاعي قوله: «الرصيف أولا».", "الرصيف أولا", "rifai"),
    "Arabic, a body": ("وقالت هيئة ميناء الفنار: «نأسف لما حدث».", "نأسف لما حدث", "authority"),
    "Arabic, a spokesman": ("وقال متحدث باسم شركة النورس للعبّارات: «لن نعود».", "لن نعود", "nawras"),
    "Arabic, behind": ("«سنفتح الرصيف غدا»، قالت هالة الجندي.", "سنفتح الرصيف غدا", "jundi"),
}


@pytest.mark.parametrize("case", SAID)
def test_the_speaker_whom_the_original_names_is_proven_and_no_other(case: str) -> None:
    text, words, speaker = SAID[case]
    for claim in PEOPLE:
        found = claimed(text, [words], claim, "1")
        assert found.is_proven
        assert found.warning == ("" if claim == speaker else f"{GIVES}{speaker}")


OTHERS = {
    "a stranger": (
        'Omar Shaheen left. The mate, Piet Boom, said: "We sail at dawn."',
        "We sail at dawn.",
        GIVES + "Piet Boom",
    ),
    "a namesake": (
        'Rami Shaheen, a fisherman, said: "We sail at dawn."',
        "We sail at dawn.",
        GIVES + "Rami Shaheen, fisherman",
    ),
    "somebody unnamed": (
        'Omar Shaheen was there. "We sail at dawn," shouted one passenger.',
        "We sail at dawn",
        GIVES + "one passenger",
    ),
    "nobody": (
        'Omar Shaheen and Adel al-Rifai met the board. He said: "We sail at dawn."',
        "We sail at dawn.",
        UNCERTAIN,
    ),
    "an Arabic stranger": (
        "زار عمر شاهين الميناء. وقال النائب رامي سعد: «هذا عار».",
        "هذا عار",
        GIVES + "رامي سعد, النائب",
    ),
    "a title": ('Omar Shaheen read from a book titled "The Long Quay".', "The Long Quay", "announces a title"),
    "a slogan": ("ورفع عمر شاهين شعار «البحر بيتنا».", "البحر بيتنا", "announces a title"),
    "without marks": ("Omar Shaheen said that we sail at dawn.", "we sail at dawn", "a paraphrase?"),
    "a part": ('Omar Shaheen said: "We sail at dawn."', "sail at dawn", "part of a longer quotation"),
    "another's words within": (
        'Omar Shaheen said: "My father told me: ‘Never trust the harbour’, and I never did."',
        "Never trust the harbour",
        "a quotation within a quotation",
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_what_is_not_certainly_the_speakers_is_told_with_its_reason(case: str) -> None:
    text, words, told = OTHERS[case]
    found = claimed(text, [words], "shaheen", "1")
    assert found.is_proven
    assert told in found.warning


PILOT = 'The pilot called it "a day of shame", and went home.'


@pytest.mark.parametrize(
    ("text", "roles", "is_doubted"),
    [
        (PILOT, [("shaheen", "harbour pilot")], False),
        (PILOT, [("shaheen", "harbour pilot"), ("rifai", "pilot")], True),
        (PILOT, [("rifai", "pilot")], True),
        (PILOT, [], True),
        (PILOT.replace("The", "A"), [("shaheen", "harbour pilot")], True),
        (PILOT.replace("it", "Adel al-Rifai"), [("shaheen", "harbour pilot")], True),
        ("ووصف المدير ذلك بأنه «يوم عار».", [("shaheen", "المدير")], False),
        ("ووصف المدير ذلك بأنه «يوم عار».", [("rifai", "المدير")], True),
        (
            "ووصف المدير ذلك بأنه «يوم عار».",
            [("shaheen", "المدير"), ("rifai", "المدير")],
            True,
        ),
    ],
)
def test_an_office_names_the_one_whom_the_document_gives_it(
    text: str, roles: Sequence[tuple[str, str]], is_doubted: bool
) -> None:
    words = "يوم عار" if "يوم" in text else "a day of shame"
    found = claimed(text, [words], "shaheen", "1", roles)
    assert found.is_proven
    assert bool(found.warning) == is_doubted


@pytest.mark.parametrize(
    "text",
    [
        'Rami Shaheen, a fisherman, came late. "We sail at dawn," Shaheen said.',
        'Rami Shaheen, a fisherman, came late.\n\nShaheen told us: "We sail at dawn."',
        'Omar Shaheen met Rami Shaheen, a fisherman.\n\nShaheen told us: "We sail at dawn."',
        "وحضر الصياد رامي شاهين.\n\nوقال شاهين: «We sail at dawn».",
    ],
)
def test_a_surname_is_not_that_of_a_namesake(text: str) -> None:
    assert claimed(text, ["We sail at dawn"], "shaheen", "1-3").warning


INTERVIEW = """A talk with Omar Shaheen

Post: When do you sail?

Omar Shaheen: In May, if the wind allows it.

Post: And why so late?

Shaheen: The quay was not ready.

Nobody told us before the spring.

Post: Who is to blame?

Shaheen: Ask the board."""


@pytest.mark.parametrize(
    ("words", "lines", "verdict"),
    [
        ("In May, if the wind allows it.", "5", "identical"),
        ("The quay was not ready. Nobody told us before the spring.", "9-11", "identical"),  # one answer
        ("Nobody told us before the spring. Post: Who is to blame?", "11-13", "different"),  # and not another's
        ("Who is to blame? Shaheen: Ask the board.", "13-15", "different"),
    ],
)
def test_answers_are_the_answerers_also_over_paragraphs(words: str, lines: str, verdict: str) -> None:
    found = claimed(INTERVIEW, [words], "shaheen", lines)
    assert found.match.verdict == verdict
    if verdict == "identical":
        assert found.warning == ""
        assert claimed(INTERVIEW, [words], "rifai", lines).warning == f"{GIVES}shaheen"


def test_the_question_is_not_the_answerers() -> None:
    assert claimed(INTERVIEW, ["And why so late?"], "shaheen", "7").warning


def test_of_equal_words_each_is_of_its_own_speaker() -> None:
    text = 'Omar Shaheen said: "Not on my watch."\n\nAdel al-Rifai said: "Not on my watch."'
    for line, speaker, other in (("1", "shaheen", "rifai"), ("3", "rifai", "shaheen")):
        found = claimed(text, ["Not on my watch."], speaker, line)
        assert (found.is_proven, found.warning) == (True, "")
        assert claimed(text, ["Not on my watch."], other, line).warning == f"{GIVES}{speaker}"


PULLED = """«كنت أعد السحور ثم لم يعد هناك بيت»

وقالت هالة الجندي: «كنت أعد السحور ثم لم يعد هناك بيت».

«لا تعليق»

وقالت هالة الجندي: «لا تعليق»."""


def test_words_drawn_out_of_the_text_are_whose_the_text_says() -> None:
    words = "كنت أعد السحور ثم لم يعد هناك بيت"
    found = claimed(PULLED, [words], "jundi", "1")
    assert (found.match.verdict, found.match.detail) == ("identical", "stands also in line 3, letters 20–53")
    assert found.warning == ""
    assert claimed(PULLED, [words], "rifai", "1").warning
    assert claimed(PULLED, ["لا تعليق"], "jundi", "5").warning  # which anybody may have said
    both = PULLED.replace(
        "وقالت هالة الجندي: «كنت", "وقال عادل الرفاعي: «كنت أعد السحور ثم لم يعد هناك بيت». وقالت هالة الجندي: «كنت"
    )
    assert claimed(both, [words], "jundi", "1").warning


@pytest.mark.parametrize(
    "text",
    [
        "Hon. Omar Shaheen: “{}”",
        "“{}”, said Dr. Omar Shaheen, the harbour's chief of works.",
        "“{}”, said its director, Dr. Omar Shaheen.",
        "Capt. Omar Shaheen told the board: “{}”",
    ],
)
def test_a_title_may_be_shortened(text: str) -> None:
    words = "Nine months is too long for a gate"
    assert claimed(text.format(words), [words], "shaheen", "1").warning == ""


def test_a_full_stop_parts_an_office_from_the_next_sentence() -> None:
    text = 'Everybody looked at the minister. Omar Shaheen rose. "We sail at dawn," the minister said.'
    assert claimed(text, ["We sail at dawn"], "shaheen", "1").warning


def test_a_paragraph_whose_language_cannot_be_told_is_read_in_that_of_its_document() -> None:
    words = "Who signed the fuel vouchers in February?"
    assert claimed(f"وسأل الرفاعي: “{words}”", [words], "rifai", "1").warning == ""


LINES = st.lists(st.text(alphabet="ab ->.\t", max_size=30), min_size=1, max_size=6)


@given(LINES, st.data())
def test_every_letter_of_a_paragraph_knows_its_place_in_the_original(lines: list[str], data: st.DataObject) -> None:
    goes_on = data.draw(st.sets(st.integers(1, len(lines))))
    for block in blocks_of(lines, goes_on):
        for number in block.numbers:
            for letter, written in enumerate(lines[number - 1]):
                place = block.place(number, letter)
                if place is not None and not written.isspace() and place < len(block.text):
                    assert block.text[place] == written


def test_whoever_is_only_likely_to_speak_is_not_proven() -> None:
    text = "Omar Shaheen called it “rusty”, and blamed Adel al-Rifai.\n\nHe said: “Nobody came to look.”"
    for speaker in ("shaheen", "rifai"):
        assert claimed(text, ["Nobody came to look."], speaker, "3").warning == UNCERTAIN
