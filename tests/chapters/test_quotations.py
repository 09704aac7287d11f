"""quotations: by speaker, letter for letter; a translation stands beside the original where the reader needs one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conftest import Briefing

from dossier.chapters import quotations
from dossier.model.dates import parse
from dossier.model.edition import Dossier, Verbatim
from dossier.model.records import Text, When

Chapter = Callable[[str, str], Any]


def saying(found: Any, name: str) -> Any:
    return next(one for speaker in found.speakers for one in speaker.sayings if one.id == name)


def test_who_says_most_comes_first(chapter: Chapter) -> None:
    english, arabic = chapter("quotations", "en"), chapter("quotations", "ar")
    assert english.count == arabic.count == 5
    by_name = ["Hala al-Jundi", "Adel al-Rifai", "Omar Shaheen", "Yusuf al-Qassar"]
    assert [(speaker.name, len(speaker.sayings)) for speaker in english.speakers] == list(
        zip(by_name, [2, 1, 1, 1], strict=True)
    )
    assert [speaker.name for speaker in arabic.speakers] == ["هالة الجندي", "عادل الرفاعي", "عمر شاهين", "يوسف القصّار"]


def test_people_are_told_from_bodies(chapter: Chapter) -> None:
    assert all(speaker.is_person for speaker in chapter("quotations", "en").speakers)


def test_the_words_are_those_of_the_document_in_both_editions(chapter: Chapter) -> None:
    promise = ("لن نعِد الناس بموعد لا نقدر عليه", "العبّارة طريق أهل الجزيرة إلى المدرسة والمستشفى")
    for language in ("ar", "en"):
        found = saying(chapter("quotations", language), "jundi-promise")
        assert found.words == promise  # the document interrupts her, so the words are two
        assert all(isinstance(words, Verbatim) for words in found.words)
        assert (found.language, f"{found.mark.source}:{found.mark.lines}") == ("ar", "1:6")


def test_only_a_foreign_quotation_has_a_translation(chapter: Chapter) -> None:
    arabic, english = chapter("quotations", "ar"), chapter("quotations", "en")
    assert saying(arabic, "jundi-thanks").translation == ""
    assert saying(english, "jundi-thanks").translation.startswith("We thank the people")
    assert saying(english, "shaheen-gearbox").translation == ""
    assert saying(arabic, "shaheen-gearbox").translation.startswith("أخّرنا ناقل الحركة")


def test_it_says_when_where_and_how_the_words_have_come_to_us(chapter: Chapter) -> None:
    found = chapter("quotations", "en")
    quay = saying(found, "rifai-quay")
    assert (quay.occasion, quay.relayed) == ("Before he left the Authority", "The council repeats what it heard.")
    assert (quay.date, quay.office) == ("undated", "")
    assert saying(found, "jundi-promise").office == "Director-General of the Authority"


def test_a_fault_of_the_original_is_noted_and_kept(chapter: Chapter) -> None:
    thanks = saying(chapter("quotations", "en"), "jundi-thanks")
    assert "اهالي" in thanks.words[0]
    assert thanks.fault == "‘اهالي’ is printed without its hamza"


def test_speakers_and_sayings_have_anchors(chapter: Chapter) -> None:
    found = chapter("quotations", "en")
    assert [speaker.anchor for speaker in found.speakers][:2] == ["party-jundi", "party-rifai"]
    assert saying(found, "rifai-quay").anchor == "quotation-rifai-quay"


def test_what_can_be_read_as_it_stands_is_not_translated(harbour: Callable[[str], Dossier]) -> None:
    """A curator has written the words once more in their own language."""
    dossier = harbour("ar")
    bulletin, *others = dossier.corpus.documents
    promise, thanks = bulletin.quotations
    doubled = replace(thanks, translation=Text(ar="نشكر أهالي الجزيرة", en="We thank the people"))
    corpus = replace(dossier.corpus, documents=(replace(bulletin, quotations=(promise, doubled)), *others))
    assert saying(quotations.compose(replace(dossier, corpus=corpus)), "jundi-thanks").translation == ""


def test_sayings_stand_in_order_of_time(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    bulletin = dossier.corpus.documents[0]
    dated = (("2020", bulletin.quotations[0]), ("2019-05", bulletin.quotations[1]))
    said = tuple(replace(quotation, when=When(parse(date))) for date, quotation in dated)
    corpus = replace(dossier.corpus, documents=(replace(bulletin, quotations=said),))
    found = quotations.compose(replace(dossier, corpus=corpus))
    assert [saying.date for saying in found.speakers[0].sayings] == ["May 2019", "2020"]


def test_one_word_is_not_displayed(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    bulletin = dossier.corpus.documents[0]
    said = (replace(bulletin.quotations[0], words=("مشاركة",)), bulletin.quotations[1])
    corpus = replace(dossier.corpus, documents=(replace(bulletin, quotations=said),))
    found = quotations.compose(replace(dossier, corpus=corpus))
    assert [saying.is_word for saying in found.speakers[0].sayings] == [True, False]


def test_the_call_of_a_footnote_never_touches_a_mark(briefing: Briefing) -> None:
    """Superior 1 and 1:6 would be read as 11:6."""
    text = briefing.pdf.text(briefing.pdf.destinations["quotation-jundi-thanks"])
    assert "1:11" in text
    assert not re.search(r"\d1:11|1:11\d", text)
