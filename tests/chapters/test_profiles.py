"""profiles: people and bodies, their offices as attested, forms of name, what is said of them, every mention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dossier.chapters import profiles
from dossier.chapters.drawing.strip import AXIS
from dossier.model.edition import Dossier, Verbatim
from dossier.model.passage import Passage
from dossier.model.records import Appearance, NameForm

Chapter = Callable[[str, str], Any]


def profile(found: profiles.Profiles, name: str) -> profiles.Profile:
    return next(one for one in (*found.people, *found.bodies, *found.passing) if one.id == name)


def marks(all_marks: Any) -> str:
    return " ".join(f"{mark.source}:{mark.lines}" for mark in all_marks)


def test_those_most_spoken_of_come_first(chapter: Chapter) -> None:
    found = chapter("profiles", "en")
    assert [one.id for one in found.people] == ["jundi", "rifai", "qassar", "shaheen"]
    assert [one.id for one in found.bodies] == ["authority", "nawras", "council"]


def test_a_profile_has_both_names_roles_sayings_and_mentions(chapter: Chapter) -> None:
    jundi = profile(chapter("profiles", "en"), "jundi")
    assert (jundi.name, jundi.other_name, jundi.anchor) == ("Hala al-Jundi", "هالة الجندي", "party-jundi")
    (role,) = jundi.roles  # two documents, one office
    assert role.title == "Director-General of the Authority"
    assert marks(role.marks) == "1:6 2:8"
    assert marks(mention.mark for mention in jundi.mentions) == "1:6,11 2:8"
    assert [mention.lines for mention in jundi.mentions] == [2, 1]
    qassar = profile(chapter("profiles", "ar"), "qassar")
    assert [(said.text, marks(said.marks)) for said in qassar.sayings] == [("يشك في الموعد المعلن.", "2:9")]


@pytest.mark.parametrize(
    ("person", "english", "arabic"),
    [
        (
            "jundi",
            "from September [2021], last attested [1 May 2022]",
            "منذ سبتمبر [2021]، وآخر ذكر في المصادر [1 مايو 2022]",
        ),
        ("qassar", "undated", "بلا تاريخ"),
    ],
)
def test_an_office_has_the_dates_at_which_it_is_attested(
    chapter: Chapter, person: str, english: str, arabic: str
) -> None:
    assert profile(chapter("profiles", "en"), person).roles[0].dates == english
    assert profile(chapter("profiles", "ar"), person).roles[0].dates == arabic


def test_forms_of_a_name_are_letters_of_the_source(chapter: Chapter) -> None:
    found = chapter("profiles", "en")
    assert [(form.words, marks(form.marks)) for form in profile(found, "authority").forms] == [("الهيئة", "1:7 2:5")]
    assert [form.words for form in profile(found, "nawras").forms] == ["The company"]
    assert profile(found, "shaheen").forms == ()  # only as the register has it
    assert all(isinstance(form.words, Verbatim) for one in found.people for form in one.forms)


def test_a_body_that_one_source_names_once_is_a_row(harbour: Callable[[str], Dossier]) -> None:
    """The council, were it named in one line only."""
    dossier = harbour("en")
    bulletin, voice, pilot = dossier.corpus.documents
    named = Appearance("council", (NameForm("مجلس جزيرة النورس", Passage(((4, 4),))),))
    others = tuple(appearance for appearance in voice.appearances if appearance.of != "council")
    corpus = replace(dossier.corpus, documents=(bulletin, replace(voice, appearances=(*others, named)), pilot))
    found = profiles.compose(replace(dossier, corpus=corpus))
    assert [one.id for one in found.passing] == ["council"]
    assert "council" not in [one.id for one in found.bodies]


def test_the_chart_of_an_office_joins_its_witnesses_and_claims_no_term(chapter: Chapter) -> None:
    (chart,) = chapter("profiles", "en").successions
    assert chart.title == "Director-General of the Authority"
    held = [(holder.name, marks(holder.marks)) for holder in chart.holders]
    assert held == [("al-Rifai", "2:8"), ("al-Jundi", "1:6 2:8")]
    rifai, jundi = chart.holders
    assert rifai.span[0] == rifai.span[1] == jundi.span[0]  # both in September 2021
    assert jundi.span[0] < jundi.span[1] < profiles.PLOT_END
    assert [year for _, year in chart.years] == [2021, 2022]
    assert chart.years[0][0] == AXIS
    assert jundi.witnesses[0].sign.form == "month"
    assert jundi.witnesses[1].sign.form == "day"
    assert [holder.name for holder in chapter("profiles", "ar").successions[0].holders] == ["الرفاعي", "الجندي"]


def test_an_office_that_one_person_holds_is_not_drawn(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    bulletin, voice, pilot = dossier.corpus.documents
    alone = tuple(appearance for appearance in voice.appearances if appearance.of != "rifai")
    corpus = replace(dossier.corpus, documents=(bulletin, replace(voice, appearances=alone), pilot))
    assert profiles.compose(replace(dossier, corpus=corpus)).successions == ()


def test_a_line_that_gives_an_office_twice_is_cited_once(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    bulletin, voice, pilot = dossier.corpus.documents
    doubled = tuple(replace(appearance, roles=appearance.roles * 2) for appearance in pilot.appearances)
    corpus = replace(dossier.corpus, documents=(bulletin, voice, replace(pilot, appearances=doubled)))
    (role,) = profile(profiles.compose(replace(dossier, corpus=corpus)), "shaheen").roles
    assert marks(role.marks) == "3:7"
