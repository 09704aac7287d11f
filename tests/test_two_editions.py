"""Two editions compared, statement by statement: what is paired with what, and what each difference is called."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from conftest import Desk
from hypothesis import given
from hypothesis import strategies as st
from second_edition import second_edition

from dossier.evidence.changes import Change, changes
from dossier.model.corpus import Corpus
from dossier.model.dates import parse
from dossier.model.edition import Dossier
from dossier.model.passage import Citation, Passage
from dossier.model.records import Document, Text, When
from dossier.problems import Report
from dossier.reading.source_set import gather


def told(found: tuple[Change, ...]) -> list[str]:
    """ "bulletin redated event storm when"; "-" where a change has no field, or no source."""
    return [
        " ".join((c.document or c.old_document or "-", c.kind, c.subject, c.stated.about or "-", c.field or "-"))
        for c in found
    ]


@pytest.fixture(scope="module")
def corpus(harbour: Callable[[str], Dossier]) -> Corpus:
    return harbour("en").corpus


@pytest.fixture
def second(desk: Desk) -> Corpus:
    second_edition(desk)
    report = Report()
    corpus = gather(desk.project, report).corpus
    assert [str(problem) for problem in report.problems] == []
    assert corpus
    return corpus


def edited(corpus: Corpus, name: str, **fields: Any) -> Corpus:
    """The corpus with a document changed; a function is given the field's value."""
    document = corpus.document(name)
    values = {field: new(getattr(document, field)) if callable(new) else new for field, new in fields.items()}
    documents = (replace(document, **values) if document.id == name else document for document in corpus.documents)
    return replace(corpus, documents=tuple(documents))


def at(index: int, **fields: Any) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Changes fields of one item of a list."""
    return lambda items: (*items[:index], replace(items[index], **fields), *items[index + 1 :])


LINE_9 = Passage(((9, 9),))


# The whole second edition


def test_everything_that_the_second_edition_changes_is_told_and_nothing_else(corpus: Corpus, second: Corpus) -> None:
    assert told(changes(corpus, second)) == [
        "bulletin corrected point - text",
        "bulletin redated event storm when",
        "bulletin corrected event storm stated_date",
        "bulletin moved event agreement at",
        "bulletin corrected figure passengers value",
        "bulletin corrected figure passengers stated",
        "island-voice regraded source - grade",
        "island-voice added quotation qassar-promise -",
        "notice added source - -",
        "pilot withdrawn source - -",
        "- corrected summary - cites",
        "- corrected summary - cites",
        "- corrected position return-day cites",
        "- corrected position capacity cites",
        "- withdrawn disagreement opening-year -",
        "- withdrawn position opening-year -",
        "- withdrawn position opening-year -",
        "- withdrawn disagreement stop -",
        "- withdrawn position stop -",
        "- withdrawn position stop -",
    ]


def test_the_other_way_round_what_came_went(corpus: Corpus, second: Corpus) -> None:
    forth, back = changes(corpus, second), changes(second, corpus)
    swapped = {"added": "withdrawn", "withdrawn": "added"}
    assert sorted((c.kind, c.subject, c.field) for c in back) == sorted(
        (swapped.get(c.kind, c.kind), c.subject, c.field) for c in forth
    )


def test_a_withdrawn_source_names_every_statement_that_rested_on_it(corpus: Corpus, second: Corpus) -> None:
    gone = next(change for change in changes(corpus, second) if change.is_source and change.kind == "withdrawn")
    pilot = corpus.document("pilot")
    names = sum(len(item.names) + len(item.roles) + len(item.says) for item in pilot.appearances)
    own = len(pilot.key_points) + len(pilot.events) + len(pilot.quotations) + len(pilot.figures) + names
    held = {}
    for item in gone.held:
        held.setdefault(item.stated.subject, []).append(item)
    cited = len(held["summary"]) + len(held["position"])
    assert (len(gone.held) - cited, len(held["summary"]), len(held["position"])) == (own, 2, 4)
    rests = {item.stated.about: [f"{c.document}:{c.passage}" for c in item.others] for item in held["event"]}
    assert rests == {
        "opening": ["bulletin:5"],
        "storm": ["bulletin:5", "island-voice:4"],
        "reopening": ["bulletin:4", "island-voice:9", "notice:3"],
        "agreement": ["bulletin:8"],
        "night-crossing": [],
    }
    numbers = {item.stated.about: [c.document for c in item.others] for item in held["figure"]}
    assert numbers == {"boat-capacity": ["notice"], "fare-now": [], "fare-before": [], "port-rank": ["bulletin"]}


# Identity: what is the same statement


def test_an_edition_does_not_differ_from_itself(corpus: Corpus) -> None:
    assert changes(corpus, corpus) == ()


LISTS = ("key_points", "events", "quotations", "figures", "appearances", "faults")


@given(st.integers(0, 2**32))
def test_the_order_of_a_curators_lists_is_no_change(corpus: Corpus, seed: int) -> None:
    random = Random(seed)

    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(items, len(items)))

    documents = tuple(
        replace(document, **{name: shuffled(getattr(document, name)) for name in LISTS})
        for document in corpus.documents
    )
    points = tuple(replace(p, positions=shuffled(p.positions)) for p in shuffled(corpus.disagreements))
    summary = shuffled(corpus.settings.summary)
    mixed = replace(
        corpus, documents=documents, disagreements=points, settings=replace(corpus.settings, summary=summary)
    )
    assert changes(corpus, mixed) == ()


def test_a_renamed_source_is_known_by_its_original(corpus: Corpus) -> None:
    def cited(cites: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(replace(cite, document=cite.document.replace("pilot", "coastal-pilot")) for cite in cites)

    renamed = edited(corpus, "pilot", id="coastal-pilot")
    points = tuple(
        replace(point, positions=tuple(replace(side, cites=cited(side.cites)) for side in point.positions))
        for point in corpus.disagreements
    )
    summary = tuple(replace(line, cites=cited(line.cites)) for line in corpus.settings.summary)
    renamed = replace(renamed, disagreements=points, settings=replace(corpus.settings, summary=summary))
    assert renamed != corpus
    assert changes(corpus, renamed) == ()
    fewer = replace(renamed, settings=replace(corpus.settings, summary=(replace(summary[0], cites=()), *summary[1:])))
    assert told(changes(corpus, fewer)) == ["- corrected summary - cites"]


def test_a_statement_put_otherwise_is_corrected_and_another_one_is_not_it(corpus: Corpus) -> None:
    near = at(
        0, text=Text("الموعد المعلن للعودة هو 19 يونيو 2022.", "The date announced for the return is 19 June 2022.")
    )
    assert told(changes(corpus, edited(corpus, "bulletin", key_points=near))) == ["bulletin corrected point - text"]
    other = at(0, text=Text("يشكر الميناء الجميع.", "Everybody is thanked."))
    assert told(changes(corpus, edited(corpus, "bulletin", key_points=other))) == [
        "bulletin added point - -",
        "bulletin withdrawn point - -",
    ]


def test_two_claims_of_one_event_are_told_apart_by_their_places(corpus: Corpus) -> None:
    def twice(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return (replace(items[0], at=LINE_9, status="planned"), *items)

    old = edited(corpus, "bulletin", events=twice)
    new = edited(old, "bulletin", events=lambda items: (*items[1:], replace(items[0], status="happened")))
    assert told(changes(corpus, old)) == ["bulletin added event reopening -"]
    found = changes(old, new)
    assert told(found) == ["bulletin status event reopening status"]
    assert (found[0].before, found[0].after, found[0].stated.place) == ("planned", "happened", "9")


def test_a_quotation_under_another_id_is_the_same_words(corpus: Corpus) -> None:
    assert changes(corpus, edited(corpus, "pilot", quotations=at(0, id="gearbox"))) == ()


# What a difference is called

DATE = When(parse("2019-03"), "مارس 2019")
KINDS = {
    "another date": ("bulletin", {"events": at(3, when=DATE)}, "bulletin redated event agreement when"),
    "a date taken away": ("bulletin", {"events": at(1, when=None)}, "bulletin redated event opening when"),
    "another status": ("bulletin", {"events": at(0, status="planned")}, "bulletin status event reopening status"),
    "another place": ("bulletin", {"figures": at(0, at=LINE_9)}, "bulletin moved figure boat-capacity at"),
    "another number": (
        "pilot",
        {"figures": at(0, value=Decimal(240))},
        "pilot corrected figure boat-capacity value",
    ),
    "another letter": (
        "pilot",
        {"quotations": at(0, words=("We lost.",))},
        "pilot corrected quotation shaheen-gearbox words",
    ),
    "another speaker": (
        "pilot",
        {"quotations": at(0, speaker="jundi")},
        "pilot corrected quotation shaheen-gearbox speaker",
    ),
    "another number of the source": ("pilot", {"number": 9}, "pilot renumbered source - number"),
    "another reason": (
        "pilot",
        {"grade": lambda grade: replace(grade, why=Text("أخرى", "another"))},
        "pilot corrected source - grade_why",
    ),
    "another original": (
        "pilot",
        {"original": lambda original: replace(original, sha256="0" * 64)},
        "pilot replaced source - original",
    ),
}


@pytest.mark.parametrize("case", KINDS)
def test_each_difference_has_its_name(corpus: Corpus, case: str) -> None:
    document, fields, expected = KINDS[case]
    assert expected in told(changes(corpus, edited(corpus, document, **fields)))


def test_a_number_written_with_another_scale_is_the_same_but_for_its_letters(corpus: Corpus) -> None:
    whole = at(1, value=Decimal("0.31"), scale="million")
    assert told(changes(corpus, edited(corpus, "bulletin", figures=whole))) == [
        "bulletin corrected figure passengers value"
    ]


def test_a_corrected_name_of_a_register_is_told_once(corpus: Corpus) -> None:
    events = dict(corpus.events)
    events["storm"] = replace(events["storm"], title=Text("عاصفة الشتاء", "The winter storm"))
    assert told(changes(corpus, replace(corpus, events=events))) == ["- corrected canon-event storm title"]


def test_words_quoted_elsewhere_too_still_rest_on_something(corpus: Corpus) -> None:
    pilot = corpus.document("pilot")
    said = replace(pilot.quotations[0], id="told-again", at=LINE_9)
    more = edited(corpus, "bulletin", quotations=lambda items: (*items, said))
    gone = replace(more, documents=tuple(document for document in more.documents if document.id != "pilot"))
    (change,) = (change for change in changes(corpus, gone) if change.is_source)
    (held,) = (held for held in change.held if held.stated.subject == "quotation")
    assert [(cite.document, str(cite.passage)) for cite in held.others] == [("bulletin", "9")]


def without(value: Any, language: str) -> Any:
    """A record with none of its texts in a language."""
    if isinstance(value, Text):
        return replace(value, **{language: ""})
    if isinstance(value, tuple):
        return tuple(without(item, language) for item in value)
    if isinstance(value, Mapping):
        return {name: without(item, language) for name, item in value.items()}
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    return replace(
        value, **{item.name: without(getattr(value, item.name), language) for item in dataclasses.fields(value)}
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_edition_in_one_more_language_says_nothing_else(corpus: Corpus, language: str) -> None:
    def but_for_translations(old: Corpus, new: Corpus) -> list[str]:
        return [line for line in told(changes(old, new)) if not line.endswith("translation")]

    assert but_for_translations(without(corpus, language), corpus) == []
    assert but_for_translations(corpus, without(corpus, language)) == []
    shorter = edited(without(corpus, language), "bulletin", key_points=lambda points: points[1:])
    assert but_for_translations(shorter, corpus) == ["bulletin added point - -"]


def test_a_document_without_any_statement_may_come_and_go(corpus: Corpus) -> None:
    bare: Document = replace(corpus.document("pilot"), id="bare", number=4, **dict.fromkeys(LISTS, ()))
    bare = replace(bare, original=replace(bare.original, sha256="1" * 64))
    more = replace(corpus, documents=(*corpus.documents, bare))
    assert told(changes(corpus, more)) == ["bare added source - -"]
    assert told(changes(more, corpus)) == ["bare withdrawn source - -"]
