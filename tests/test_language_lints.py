"""The lints of language, held against sentences that were planted before the rules were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import planted_language as planted
import pytest
from conftest import Desk

from dossier.build import check
from dossier.evidence.lints import counting, editions, glossary, moment, praise, pronoun, translation, undated
from dossier.evidence.lints.doubt import Remark
from dossier.evidence.voice import OwnText
from dossier.model.plan import Term
from dossier.model.records import Gender, Language, Text
from dossier.problems import Place

Find = Callable[[str, Language], Iterator[Remark]]
RULES: dict[str, tuple[Find, dict[str, list[tuple[Language, str]]]]] = {
    "moment": (moment.find, planted.MOMENT),  # type: ignore[dict-item]
    "undated": (undated.find, planted.UNDATED),  # type: ignore[dict-item]
    "praise": (praise.find, planted.PRAISE),  # type: ignore[dict-item]
    "counting": (counting.find, planted.COUNTING),  # type: ignore[dict-item]
}
#: What a rule is known to miss, or to tell of wrongly: (lint, sentence).
MISSED: set[str] = set()
FALSE_ALARMS: set[str] = set()


def own(text: str, language: Language) -> str:
    return OwnText(text, language, Place(), None, "").unquoted


def cases(kind: str) -> list[tuple[str, Language, str]]:
    return [(lint, *case) for lint, (_, table) in RULES.items() for case in table[kind]]


@pytest.mark.parametrize(("lint", "language", "sentence"), cases("told"))
def test_told(lint: str, language: Language, sentence: str) -> None:
    found = list(RULES[lint][0](own(sentence, language), language))
    assert bool(found) == (sentence not in MISSED)
    assert all(item.words.strip("وبل") in sentence for item in found)


@pytest.mark.parametrize(("lint", "language", "sentence"), cases("left"))
def test_left_alone(lint: str, language: Language, sentence: str) -> None:
    found = [item.words for item in RULES[lint][0](own(sentence, language), language)]
    assert bool(found) == (sentence in FALSE_ALARMS), found


@pytest.mark.parametrize(("language", "sentence", "gender"), planted.PRONOUN["told"])
def test_a_pronoun_of_the_other_gender(language: Language, sentence: str, gender: Gender) -> None:
    assert list(pronoun.find(sentence, language, gender))


@pytest.mark.parametrize(("language", "sentence", "gender"), planted.PRONOUN["left"])
def test_a_pronoun_that_agrees_or_cannot_be_told(language: Language, sentence: str, gender: Gender) -> None:
    assert [item.words for item in pronoun.find(sentence, language, gender)] == []


@pytest.mark.parametrize(("arabic", "english"), planted.EDITIONS["told"])
def test_two_editions_that_ask_two_things(arabic: str, english: str) -> None:
    assert list(editions.find(arabic, english))


@pytest.mark.parametrize(("arabic", "english"), planted.EDITIONS["left"])
def test_two_editions_that_ask_the_same(arabic: str, english: str) -> None:
    assert [item.message for item in editions.find(arabic, english)] == []


TERMS = (
    Term(("عقيدة",), ("doctrine",)),
    Term(("مفهوم",), ("concept",)),
    Term(("صفة المراقب", "بصفة مراقب"), ("observer status",)),
    Term(("قارب", "قوارب"), ("boat",)),
)


@pytest.mark.parametrize(
    ("arabic", "english", "told"),
    [
        ("عقيدة سنة 2023", "The concept of 2023", ["عقيدة", "concept"]),  # one English term for two Arabic ones
        ("مفهوم سنة 2013", "The doctrine of 2013", ["doctrine", "مفهوم"]),
        ("نالت الصفة", "It gained observer status", ["observer status"]),
        ("مركب في الميناء", "A boat in the harbour", ["boat"]),
        ("القوارب", "The ships", ["قوارب"]),
        ("بالعقيدة الجديدة", "By the new paper", ["عقيدة"]),
        ("عقيدة سنة 2023", "The doctrine of 2023", []),
        ("وللعقيدة الجديدة", "For the new doctrines", []),
        ("العقيدة والمفهوم", "The doctrine and the concept", []),
        ("روسيا بصفة مراقب", "Observer status of Russia", []),
        ("اعتمدت مفهومًا جديدًا", "It adopted a new concept", []),
        ("قوارب الصيد", "Fishing boats", []),
        ("المفاهيم العامة", "Misconceptions", []),
        ("لا شيء", "Nothing", []),
    ],
)
def test_terms_of_the_glossary_stand_for_one_another(arabic: str, english: str, told: list[str]) -> None:
    assert sorted(item.words for item in glossary.find(Text(arabic, english), TERMS)) == sorted(told)


@pytest.mark.parametrize(
    ("language", "text", "sources", "told"),
    [
        ("en", "It is ‘a bridge’ of peoples.", {"ar"}, ["a bridge"]),
        ("ar", "وهو «جسر» بين الشعوب.", {"en"}, ["جسر"]),
        ("ar", "وهو «جسر» و«باب».", {"en"}, ["جسر", "باب"]),
        ("en", "He spoke of “friends” and “guests”.", {"ar", "fr"}, ["friends", "guests"]),
        ("en", "It is ‘a bridge’ of peoples.", {"en"}, []),
        ("ar", "وهو «جسر» بين الشعوب.", {"ar"}, []),
        ("ar", "وهو «جسر» بين الشعوب.", {"ar", "en"}, []),
        ("en", "It is ‘a bridge’ (our translation).", {"ar"}, []),
        ("ar", "وهو «جسر» (ترجمتنا).", {"en"}, []),
        ("en", "The text has «جسر».", {"ar"}, []),
        ("ar", "ويكتبها النص “bridge”.", {"en"}, []),
        ("en", "The pilot’s boat.", {"ar"}, []),
        ("en", "It is ‘a bridge’.", set(), []),
    ],
)
def test_marks_round_a_translation_of_ours(language: Language, text: str, sources: set[str], told: list[str]) -> None:
    assert [item.words for item in translation.find(text, language, frozenset(sources))] == told


# In a dossier


def told(desk: Desk) -> list[str]:
    return [problem.message for problem in check(desk.project)[1]]


def test_each_lint_has_its_name_and_can_be_allowed(desk: Desk) -> None:
    file = desk.root / "sources/dossier.yaml"
    text = file.read_text("utf-8")
    scope = "as three documents tell it"
    assert text.count(scope) == 1
    english = f"{scope}. It is closed now. In May it came. A fruitful year. 3 boat came"
    file.write_text(text.replace(scope, english), "utf-8")
    lints = [line.rpartition("[")[2] for line in told(desk)]
    assert sorted(lints) == ["counting]", "moment]", "praise]", "undated]"]
    allowed = "\nallow:\n  - {lint: moment, words: now, why: on the sign}\n  - {lint: undated, words: in may, why: x}\n"
    file.write_text(text.replace(scope, english) + allowed, "utf-8")
    assert sorted(line.rpartition("[")[2] for line in told(desk)) == ["counting]", "praise]"]


def test_the_glossary_of_a_dossier_is_read(desk: Desk) -> None:
    file = desk.root / "sources/dossier.yaml"
    file.write_text(file.read_text("utf-8") + "\nglossary:\n  - {ar: [عبّارة], en: [barge]}\n", "utf-8")
    assert {line.rpartition("[")[2] for line in told(desk)} == {"glossary]"}


def test_marks_are_explained_by_the_contents(desk: Desk) -> None:
    desk.edit("sources/documents/bulletin.yaml", "announces that the ferry", "announces ‘with joy’ that the ferry")
    before = told(desk)
    for edition in sorted((desk.root / "sources/editions").glob("*.yaml")):
        text = edition.read_text("utf-8")
        edition.write_text(text.replace("  - contents\n", "").replace("contents, ", ""), "utf-8")
    assert before == []
    assert any(line.endswith("[translation]") for line in told(desk))


def test_the_gender_of_a_body_is_that_of_its_arabic_name(desk: Desk) -> None:
    corpus = desk.dossier("en").corpus
    body = next(iter(corpus.organisations.values()))
    for name, gender in (("هيئة الميناء", "feminine"), ("المجلس البلدي", "masculine"), ("أوبك", "")):
        assert pronoun.gender_of(replace(body, gender="", name=Text(name, ""))) == gender
    person = next(iter(corpus.people.values()))
    assert pronoun.gender_of(person) == ""  # nobody says, and a name does not tell


def test_a_person_spoken_of_in_the_other_gender_is_told(desk: Desk) -> None:
    file: Path = desk.root / "sources/people/shaheen.yaml"
    file.write_text(
        file.read_text("utf-8") + "gender: feminine\nnote: {ar: هو من الجزيرة., en: His island.}\n", "utf-8"
    )
    assert [line.rpartition("[")[2] for line in told(desk)] == ["pronoun]"] * 2
