"""actors: who matters, on which side, in which words; and who led, signed, met and belongs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import Desk, Library, Pdf, letters

from dossier.build import build
from dossier.chapters import actors
from dossier.problems import Report

QASSAR = """actor:
  side: island
  quotation: qassar-whistle
  words: "نسمع صفّارة العبّارة"
  translation: {en: We hear the ferry’s whistle.}
"""
JUNDI = """actor:
  side: harbour
  text: {ar: لا يُنقل كلامها., en: No words of hers are quoted.}
  cites: ["island-voice:8"]
"""


SIDES = """sides:
  - {id: harbour, name: {ar: الميناء, en: The harbour}}
  - {id: island, name: {ar: الجزيرة, en: The island}}
"""


def add(desk: Desk, path: str, text: str) -> None:
    path = f"sources/{path}.yaml"
    desk.write(path, (desk.root / path).read_text("utf-8").rstrip("\n") + f"\n{text}")


@pytest.fixture
def marked(desk: Desk) -> Desk:
    add(
        desk,
        "dossier",
        SIDES,
    )
    add(desk, "people/qassar", QASSAR)
    add(desk, "people/jundi", JUNDI)
    desk.edit(
        "sources/organisations/council.yaml", "en: Chair of the council}}", "en: Chair of the council}, leads: council}"
    )
    add(desk, "events/agreement", "people: [jundi, qassar]\ntie: {form: signed, between: [jundi, qassar]}\n")
    return desk


def test_people_stand_on_their_sides_with_their_offices_and_words(marked: Desk) -> None:
    found = actors.compose(marked.dossier("ar"))
    (harbour, island) = found.sides
    assert [(side.name, len(side.people), side.quoted) for side in found.sides] == [
        ("الميناء", 1, 0),
        ("الجزيرة", 1, 1),
    ]
    (qassar,), (jundi,) = island.people, harbour.people
    assert (qassar.words, qassar.translation, qassar.office) == ("نسمع صفّارة العبّارة", "", "رئيس المجلس")
    assert [(mark.source, mark.lines) for mark in qassar.marks] == [(2, "7")]
    assert (jundi.words, jundi.text) == ("", "لا يُنقل كلامها.")
    assert jundi.office.startswith("مدير عام الهيئة، ")  # with the dates at which it is attested


def test_words_in_another_language_stand_translated_and_without_marks_of_quotation(marked: Desk) -> None:
    found = actors.compose(marked.dossier("en"))
    (qassar,) = found.sides[1].people
    assert (qassar.words, qassar.translation) == ("", "We hear the ferry’s whistle.")
    assert found.translated


def test_the_diagram_says_every_line_in_words_and_its_finding_in_the_title(marked: Desk) -> None:
    found = actors.compose(marked.dossier("en")).diagram
    assert found is not None
    assert [line.sentence for line in found.lines] == [
        "al-Jundi and al-Qassar signed (signed, 12 March 2019)",
        "al-Jundi belongs to the Authority",
        "al-Qassar leads or led the council",
    ]
    assert found.finding == "al-Jundi takes part in 1 of 1 meetings and signings"
    assert [(form.form, bool(form.marks)) for form in found.forms] == [
        ("leads", True),
        ("signed", True),
        ("belongs", True),
    ]


def test_what_is_only_announced_is_another_line(marked: Desk) -> None:
    add(marked, "events/night-crossing", "people: [jundi, qassar]\ntie: {form: met, between: [jundi, qassar]}\n")
    found = actors.compose(marked.dossier("en")).diagram
    assert found is not None
    assert [line.form for line in found.lines][:2] == ["signed", "announced"]


def test_without_an_event_that_ties_there_is_no_diagram(marked: Desk) -> None:
    path = marked.root / "sources/events/agreement.yaml"
    marked.write("sources/events/agreement.yaml", re.sub("tie: .*", "", path.read_text("utf-8")))
    assert actors.compose(marked.dossier("en")).diagram is None


def nobody(desk: Desk) -> None:
    for name, text in (("qassar", QASSAR), ("jundi", JUNDI)):
        desk.edit(f"sources/people/{name}.yaml", text, "")


SPOILT: dict[str, tuple[Callable[[Desk], None], str]] = {
    "words that stand otherwise": (
        lambda desk: desk.edit("sources/people/qassar.yaml", "نسمع صفّارة", "نسمع صوت"),
        "does not stand so in the quotation 'qassar-whistle'",
    ),
    "another's words": (
        lambda desk: desk.edit("sources/people/qassar.yaml", "qassar-whistle", "rifai-quay"),
        "the quotation 'rifai-quay' is of rifai",
    ),
    "no such quotation": (
        lambda desk: desk.edit("sources/people/qassar.yaml", "qassar-whistle", "qassar-whistel"),
        "there is no quotation 'qassar-whistel'",
    ),
    "words and text": (
        lambda desk: add(desk, "people/qassar", '  text: {ar: س, en: y}\n  cites: ["island-voice:8"]\n'),
        "have either words of their own or a text",
    ),
    "a tie of one": (
        lambda desk: desk.edit("sources/events/agreement.yaml", "between: [jundi, qassar]", "between: [jundi]"),
        "a tie is between two",
    ),
    "a tie of a stranger": (
        lambda desk: desk.edit("sources/events/agreement.yaml", "between: [jundi, qassar]", "between: [jundi, rifai]"),
        "the event does not name 'rifai'",
    ),
    "nobody": (nobody, "nobody is marked as one who matters"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_what_is_wrong_is_told(case: str, marked: Desk) -> None:
    spoil, told = SPOILT[case]
    marked.keep_only("en", "actors")
    spoil(marked)
    report = Report()
    actors.check(marked.dossier("en").corpus, report)
    assert told in "\n".join(map(str, report.problems))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_names_words_and_labels_can_be_read_on_the_page(language: str, marked: Desk, library: Library) -> None:
    library.warm(marked.root)
    marked.keep_only(language, "actors")
    (made,), _ = build(marked.project, ())
    pdf = Pdf(made.pdf)
    assert pdf.pages == 2
    found = actors.compose(marked.dossier(language))
    first, second = (letters(pdf.text(page)) for page in (1, 2))
    for side in found.sides:
        for actor in side.people:
            for word in f"{actor.name} {actor.words} {actor.translation} {actor.text}".split():
                assert letters(word) in first, word
    assert found.diagram is not None
    for words in (*found.diagram.names, *found.diagram.labels):
        for word in words.split():
            assert letters(word).casefold() in second.casefold(), word
