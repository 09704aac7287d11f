"""names: every person and body, in both scripts, with the pages on which the briefing speaks of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dossier.chapters import names
from dossier.chapters.names import IndexPage
from dossier.model.collation import sort_key
from dossier.model.edition import Anchor, Dossier

Chapter = Callable[[str, str], Any]


def test_names_stand_in_the_order_of_their_script(chapter: Chapter) -> None:
    assert [entry.name for entry in chapter("names", "en").entries] == [
        "Fanar Harbour Authority",
        "Gull Island Council",
        "Jundi, Hala al-",
        "Nawras Ferries",
        "Qassar, Yusuf al-",
        "Rifai, Adel al-",
        "Shaheen, Omar",
    ]
    assert [entry.name for entry in chapter("names", "ar").entries] == [
        "الجندي، هالة",  # under jim: the article is disregarded
        "الرفاعي، عادل",
        "شاهين، عمر",
        "شركة النورس للعبّارات",
        "القصّار، يوسف",
        "مجلس جزيرة النورس",
        "هيئة ميناء الفنار",
    ]


def test_each_name_stands_in_the_other_script_too(chapter: Chapter) -> None:
    assert chapter("names", "en").entries[2].other == "الجندي، هالة"
    assert chapter("names", "ar").entries[0].other == "Jundi, Hala al-"


@pytest.mark.parametrize(
    "in_order",
    [
        ["إبراهيم", "أحمد", "آدم", "بدر"],  # hamza and madda are folded: ا ب, ا ح, ا د
        ["التميمي", "ثابت", "الجندي"],
        ["راغب", "رأفت", "رائد"],  # alif with hamza is alif, ya with hamza is ya: ا غ, ا ف, ا ي
        ["قصار", "القصّار، يوسف", "قصاص"],  # doubling is not heeded
        ["مجلس التعاون", "مجلس الوزراء"],  # nor an article within
        ["ألمانيا", "الباز"],  # a name that begins like the article keeps its alif
    ],
)
def test_arabic_names_are_sorted_as_arabic_indexes_do(in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=lambda name: sort_key(name, "ar")) == in_order


def test_english_names_are_sorted_without_marks_and_capitals() -> None:
    in_order = ["Aitmatov", "al-Aqsa", "Ásgeir", "İhsanoğlu", "ISESCO"]
    backwards = in_order[::-1]
    assert sorted(backwards, key=lambda name: sort_key(name, "en")) == in_order


def test_an_entry_knows_every_place_that_speaks_of_it(chapter: Chapter) -> None:
    jundi = chapter("names", "en").entries[2]
    assert jundi.anchors == (
        "event-new-director",
        "party-jundi",
        "quotation-jundi-promise",
        "quotation-jundi-thanks",
    )


def test_only_chapters_of_the_edition_are_indexed(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    short = replace(dossier, edition=replace(dossier.edition, chapters=("quotations", "names")))
    assert {entry.name: entry.anchors for entry in names.compose(short).entries} == {
        "Jundi, Hala al-": ("quotation-jundi-promise", "quotation-jundi-thanks"),
        "Qassar, Yusuf al-": ("quotation-qassar-whistle",),
        "Rifai, Adel al-": ("quotation-rifai-quay",),
        "Shaheen, Omar": ("quotation-shaheen-gearbox",),
    }


def test_each_page_is_named_once_with_the_first_place_on_it(chapter: Chapter) -> None:
    index = chapter("names", "en")
    where = {"event-new-director": 4, "party-jundi": 5, "quotation-jundi-promise": 7, "quotation-jundi-thanks": 7}
    jundi = index.paged(where).entries[2]
    assert jundi.pages == (
        IndexPage(4, Anchor("event-new-director")),
        IndexPage(5, Anchor("party-jundi")),
        IndexPage(7, Anchor("quotation-jundi-promise")),
    )
    assert index.entries[2].pages == ()
