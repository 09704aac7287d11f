"""Words that a text denies, asks for, supposes or expects are not proven as said, whoever is named there.

People and bodies are those of the harbour, as in test_attributed.
"""

from __future__ import annotations

import re

import pytest
from test_attributed import UNCERTAIN, claimed
from test_speakers import told

NOT_SAID = [
    "Omar Shaheen never said “the harbour is a disgrace”.",
    "Omar Shaheen never said the harbour was “a disgrace to all of us”.",
    "Omar Shaheen did not say “the harbour is a disgrace”.",
    "Omar Shaheen did not say the harbour was “a disgrace to all of us”.",
    "Omar Shaheen didn't say the harbour was “a disgrace to all of us”.",
    "Omar Shaheen has not said that the harbour is “a disgrace to all of us”.",
    "Omar Shaheen has never said that the harbour is “a disgrace to all of us”.",
    "Omar Shaheen denied that he said: “The harbour is a disgrace.”",
    "Omar Shaheen denied saying: “The harbour is a disgrace.”",
    "Omar Shaheen denied having said “the harbour is a disgrace”.",
    "Omar Shaheen denied ever saying “the harbour is a disgrace”.",
    "Omar Shaheen refused to say “the harbour is a disgrace”.",
    "Omar Shaheen stopped short of saying “the harbour is a disgrace”.",
    "Omar Shaheen avoided saying “the harbour is a disgrace”.",
    "Neither Omar Shaheen nor Hala al-Jundi said: “The harbour is a disgrace.”",
    "Neither Omar Shaheen nor Hala al-Jundi said: “The harbour is a disgrace.”",
    "If Omar Shaheen said “the harbour is a disgrace”, he would be right.",
    "Had Omar Shaheen said “the harbour is a disgrace”, he would be right.",
    "Did Omar Shaheen say “the harbour is a disgrace”?",
    "Has Omar Shaheen said “the harbour is a disgrace”?",
    "When has Omar Shaheen said “the harbour is a disgrace”?",
    "Omar Shaheen would say “the harbour is a disgrace”.",
    "Omar Shaheen will say “the harbour is a disgrace”.",
    "Omar Shaheen is going to say “the harbour is a disgrace”.",
    "Omar Shaheen is expected to say: “The harbour is a disgrace.”",
    "Omar Shaheen may say “the harbour is a disgrace”.",
    "Omar Shaheen might have said “the harbour is a disgrace”.",
    "Omar Shaheen could say “the harbour is a disgrace”.",
    "Omar Shaheen should have said: “The harbour is a disgrace.”",
    "Omar Shaheen wanted to say “the harbour is a disgrace”.",
    "Omar Shaheen cannot say “the harbour is a disgrace”.",
    "Omar Shaheen allegedly said “the harbour is a disgrace”.",
    "It is not true that Omar Shaheen said: “The harbour is a disgrace.”",
    "It was claimed that Omar Shaheen said: “The harbour is a disgrace.”",
    "Nobody believes that Omar Shaheen said: “The harbour is a disgrace.”",
    "Imagine Omar Shaheen said: “The harbour is a disgrace.”",
    "Suppose Omar Shaheen said: “The harbour is a disgrace.”",
    "“The harbour is a disgrace,” Omar Shaheen never said.",
    "“The harbour is a disgrace,” Omar Shaheen did not say.",
    "“The harbour is a disgrace,” Omar Shaheen might say.",
    "At no time did Omar Shaheen say: “The harbour is a disgrace.”",
    "Omar Shaheen no longer says “the harbour is a disgrace”.",
    "Omar Shaheen has yet to say “the harbour is a disgrace”.",
    "Whether Omar Shaheen said “the harbour is a disgrace” is not known.",
    "Reports that Omar Shaheen said “the harbour is a disgrace” are false.",
    "The claim that Omar Shaheen said “the harbour is a disgrace” is a lie.",
    "Unless Omar Shaheen says “the harbour is a disgrace”, nothing will change.",
    "Omar Shaheen hardly ever said “the harbour is a disgrace”.",
    "Omar Shaheen, who never said “the harbour is a disgrace”, left.",
    "Omar Shaheen wouldn’t call it “a disgrace to all of us”.",
    "Omar Shaheen hasn’t called it “a disgrace to all of us”.",
    "ما قال عمر شاهين «الميناء عار علينا» قط.",
    "ما قال عمر شاهين قط إن الميناء «عار علينا جميعا».",
    "لم يقل عمر شاهين إن الميناء «عار علينا جميعا».",
    "ولم يقل عمر شاهين: «الميناء عار علينا».",
    "لن يقول عمر شاهين: «الميناء عار علينا».",
    "لا يقول عمر شاهين: «الميناء عار علينا».",
    "هل قال عمر شاهين: «الميناء عار علينا»؟",
    "هل قال عمر شاهين إن الميناء «عار علينا جميعا»؟",
    "أقال عمر شاهين إن الميناء «عار علينا جميعا»؟",
    "لو قال عمر شاهين: «الميناء عار علينا» لصدقناه.",
    "إذا قال عمر شاهين: «الميناء عار علينا» صدقناه.",
    "إن قال عمر شاهين: «الميناء عار علينا» صدقناه.",
    "نفى عمر شاهين أن يكون قال: «الميناء عار علينا».",
    "نفى عمر شاهين أن يكون قد قال إن الميناء «عار علينا جميعا».",
    "نفى عمر شاهين قوله إن الميناء «عار علينا جميعا».",
    "ونفى أن يكون عمر شاهين قد قال: «الميناء عار علينا».",
    "لم يسبق أن قال عمر شاهين: «الميناء عار علينا».",
    "سيقول عمر شاهين: «الميناء عار علينا».",
    "سوف يقول عمر شاهين: «الميناء عار علينا».",
    "قد يقول عمر شاهين: «الميناء عار علينا».",
    "ربما قال عمر شاهين: «الميناء عار علينا».",
    "لعل عمر شاهين قال: «الميناء عار علينا».",
    "ليت عمر شاهين قال: «الميناء عار علينا».",
    "كاد عمر شاهين يقول: «الميناء عار علينا».",
    "رفض عمر شاهين أن يقول: «الميناء عار علينا».",
    "ليس صحيحا أن عمر شاهين قال: «الميناء عار علينا».",
    "يزعم أن عمر شاهين قال: «الميناء عار علينا».",
    "يقال إن عمر شاهين قال: «الميناء عار علينا».",
    "زعموا أن عمر شاهين قال: «الميناء عار علينا».",
    "عمر شاهين لم يقل إن الميناء «عار علينا جميعا».",
    "عمر شاهين ما قال: «الميناء عار علينا».",
    "لا عمر شاهين ولا هالة الجندي قال: «الميناء عار علينا».",
    "متى قال عمر شاهين: «الميناء عار علينا»؟",
    "لم يصف عمر شاهين الميناء بأنه «عار علينا جميعا».",
    "«الميناء عار علينا»، لم يقلها عمر شاهين.",
    "Nobody heard Omar Shaheen say “the harbour is a disgrace”.",
    "Omar Shaheen could have said “the harbour is a disgrace”, but he did not.",
    "Omar Shaheen declined to call it “a disgrace to all of us”.",
    "Omar Shaheen is said to have called it “a disgrace to all of us”.",
    "Omar Shaheen was accused of saying “the harbour is a disgrace”.",
    "What if Omar Shaheen said “the harbour is a disgrace”?",
    "لم يكن عمر شاهين قد قال إن الميناء «عار علينا جميعا».",
    "ولم يحدث قط أن قال عمر شاهين: «هذا الميناء عار علينا».",
    "ويتهم عمر شاهين بأنه قال: «هذا الميناء عار علينا».",
    "ونسب إلى عمر شاهين أنه قال: «هذا الميناء عار علينا».",
    "وكذب عمر شاهين ما نقل عنه من أن الميناء «عار علينا جميعا».",
    "ويتوقع أن يقول عمر شاهين: «هذا الميناء عار علينا».",
    "Friends say Omar Shaheen would have called it “a disgrace to all of us”.",
    "Not even Omar Shaheen said “the harbour is a disgrace”.",
    "Omar Shaheen may one day say: “The harbour is a disgrace.”",
    "Omar Shaheen forgot to say “the harbour is a disgrace”.",
    "ولو كان عمر شاهين حيا لقال: «هذا الميناء عار علينا».",
    "وكأن عمر شاهين يقول: «هذا الميناء عار علينا».",
    "ليس عمر شاهين من قال: «هذا الميناء عار علينا».",
]
SAID = [
    "Omar Shaheen did not resign and said: “The harbour is a disgrace.”",
    "Omar Shaheen said: “I never said the harbour is a disgrace.”",
    "Omar Shaheen said it was not “a disgrace to all of us”.",
    "“The harbour would be a disgrace,” Omar Shaheen said.",
    "Omar Shaheen, who was not at the meeting, said: “The harbour is a disgrace.”",
    "If the gate fails, Omar Shaheen said, “the harbour is a disgrace”.",
    "Asked if he would resign, Omar Shaheen said: “The harbour is a disgrace.”",
    "Omar Shaheen has said: “The harbour is a disgrace.”",
    "Omar Shaheen was quick to say: “The harbour is a disgrace.”",
    "Omar Shaheen denied the charge and said: “The harbour is a disgrace.”",
    "Without hesitation Omar Shaheen said: “The harbour is a disgrace.”",
    "وقد قال عمر شاهين: «الميناء عار علينا».",
    "لم يستقل عمر شاهين وقال: «الميناء عار علينا».",
    "ولم يخف عمر شاهين غضبه قائلا: «الميناء عار علينا».",
    "وقال عمر شاهين إن الميناء ليس «عارا علينا جميعا».",
    "وقال عمر شاهين: «لم أقل إن الميناء عار علينا».",
    "وعما إذا كان سيستقيل قال عمر شاهين: «الميناء عار علينا».",
    "ويقول عمر شاهين: «الميناء عار علينا».",
    "وكان عمر شاهين قال: «الميناء عار علينا».",
    "وكما قال عمر شاهين: «الميناء عار علينا».",
    "وهذا ما قاله عمر شاهين: «الميناء عار علينا».",
    "أما عمر شاهين فقال: «الميناء عار علينا».",
    "ونفى عمر شاهين التهمة وقال: «الميناء عار علينا».",
]


def words_of(text: str) -> str:
    match = re.search("[“«](.+?)[”»]", text)
    assert match
    return match[1].rstrip(",")


@pytest.mark.parametrize("text", NOT_SAID)
@pytest.mark.parametrize("speaker", ["shaheen", "jundi"])
def test_what_was_not_said_for_a_fact_is_not_proven(text: str, speaker: str) -> None:
    found = claimed(text, [words_of(text)], speaker, "1")
    assert found.is_proven
    assert found.warning


@pytest.mark.parametrize("text", SAID)
def test_what_was_said_is_proven_whatever_else_is_denied(text: str) -> None:
    assert claimed(text, [words_of(text)], "shaheen", "1").warning == ""


@pytest.mark.parametrize("text", ["Omar Shaheen never said: “{}”", "لم يصف عمر شاهين الميناء بأنه «{}»."])
def test_of_what_was_not_said_the_curator_is_told_that_it_is_uncertain(text: str) -> None:
    words = "a disgrace to all of us"
    assert claimed(text.format(words), [words], "shaheen", "1").warning == UNCERTAIN


def test_nobody_is_proposed_as_the_speaker_of_what_was_not_said() -> None:
    assert told("Josef Tamm never said: “The harbour is a disgrace.”") == ["[]"]
    assert told("هل قال يوسف تمام: «الميناء عار علينا»؟") == ["[]"]


def test_what_was_not_said_does_not_tell_who_speaks_next() -> None:
    text = "Samar Khatib came. “We open,” she said. Josef Tamm never said “we close”. “We do open,” she added."
    assert told(text) == ["khatib", "[]", "khatib"]
