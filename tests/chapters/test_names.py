"""names: every person and body, in both scripts, with the pages on which the briefing speaks of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from conftest import HARBOUR, Briefing, Desk

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


def test_every_form_of_a_name_is_known(harbour: Callable[[str], Dossier]) -> None:
    found = names.forms(harbour("en").corpus)
    of = {party: {form for form, ids in found.items() if party in ids} for party in ("jundi", "authority")}
    assert of["jundi"] == {"هالة الجندي", "Hala al-Jundi", "الجندي", "Jundi"}
    assert of["authority"] == {"هيئة ميناء الفنار", "Fanar Harbour Authority", "الهيئة", "the Authority"}


PAGES = {
    "event-new-director": 3,
    "n-jundi--timeline-0-1": 4,
    "n-jundi--timeline-0-2": 4,
    "n-qassar--profiles-0-1": 5,
    "n-jundi--quotations-0-1": 7,
    "n-jundi--quotations-0-2": 8,
    "n-jundi--sources-0-1": 9,
    "n-jundi--sources-0-2": 11,
}


def test_each_page_is_named_once_with_the_first_place_on_it(chapter: Chapter) -> None:
    index = {entry.id: entry.pages for entry in chapter("names", "en").paged(PAGES).entries}
    assert index == {
        "qassar": (IndexPage(5, Anchor("n-qassar--profiles-0-1")),),
        "jundi": (
            IndexPage(4, Anchor("n-jundi--timeline-0-1")),
            IndexPage(7, Anchor("n-jundi--quotations-0-1"), Anchor("n-jundi--sources-0-1")),  # 7 to 9
            IndexPage(11, Anchor("n-jundi--sources-0-2")),
        ),
    }


def test_whom_no_page_names_is_not_in_the_index(chapter: Chapter) -> None:
    index = chapter("names", "en")
    assert [entry.id for entry in index.paged({"n-qassar--cover-0-1": 1}).entries] == ["qassar"]
    assert index.paged({}) == index  # while no page is known


def test_the_index_holds_every_page_that_names_them_and_no_other(briefing: Briefing) -> None:
    """Read back by PDFium, which knows no anchors: each form of each name, as a word, in what a page prints."""
    pdfium = pytest.importorskip("pypdfium2")
    where = briefing.pdf.destinations
    index: dict[str, set[int]] = {}
    for anchor, page in where.items():
        if anchor.startswith(names.PREFIX):
            index.setdefault(names.party_of(anchor), set()).add(page)
    table = names.forms(Desk(HARBOUR).dossier(briefing.language).corpus)
    ids = {bare(form): ids for form, ids in table.items()}
    forms = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)[وف]?[بكل]?({forms})(?!\w)|(?<!\w)[وف]?لل(\w+)(?!\w)")
    printed: dict[str, set[int]] = {}
    document = pdfium.PdfDocument(briefing.pdf.path)
    for page in range(1, where["names"]):  # the index itself comes last
        text = bare(document[page - 1].get_textpage().get_text_bounded(left=0, bottom=80, right=596, top=762))
        for match in pattern.finditer(text):
            for party in ids.get(match[1] or f"ال{match[2]}", ()):
                printed.setdefault(party, set()).add(page)
    assert index == printed
    assert sum(map(len, printed.values())) > 20


def bare(text: str) -> str:
    """A text in one line, without vowels and marks of direction, and without capitals."""
    seen = (char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) not in {"Cf", "Mn"})
    return " ".join("".join(seen).split()).casefold()
