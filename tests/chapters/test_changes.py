"""changes: what has changed since the earlier edition, source by source, in the words of each language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import get_args, get_type_hints

import pytest
from conftest import Desk, copy_of_the_harbour
from judged import judge
from second_edition import second_edition

from dossier.chapters import changes
from dossier.chapters.changes import ChangeRow, Changes, SourceChanges
from dossier.chapters.contents import compose as contents
from dossier.chapters.overall.kinds import compose
from dossier.chapters.overall.revisions import revision_marks
from dossier.evidence.changes import Kind
from dossier.evidence.statements import Subject, canon, own_words, stated_in
from dossier.model.edition import Dossier, Mark, select
from dossier.model.records import LANGUAGES, EventClaim, Language, RoleClaim, Text

Dossiers = Callable[[str], Dossier]


@pytest.fixture(scope="module")
def second(harbour: Dossiers, tmp_path_factory: pytest.TempPathFactory) -> Dossiers:
    """The second edition in a language, with the first as its previous one."""
    desk = copy_of_the_harbour(tmp_path_factory.mktemp("second") / "harbour")
    second_edition(desk)

    def edition(language: str) -> Dossier:
        alone, first = desk.dossier(language), harbour(language)
        return select(alone.corpus, (language,), {alone.language: alone.words}, first.corpus)[0]

    return edition


def group(found: Changes, title: str) -> SourceChanges:
    return next(one for one in found.groups if one.title.startswith(title))


def written(row: ChangeRow) -> tuple[str, ...]:
    """ "corrected", "Event: A storm", "Date: 1961 > 1962", "1:5"."""
    details = (f"{detail.field}: {detail.before.text} > {detail.after.text}" for detail in row.details)
    mark = row.mark or row.old_mark
    place = f"{mark.source}:{mark.lines}" if mark else ""
    return (" ".join(row.kinds), f"{row.subject}: {row.title}".removesuffix(": "), *details, place)


def test_source_by_source(second: Dossiers) -> None:
    found = changes.compose(second("en"))
    assert [(one.number, one.title, one.state) for one in found.groups] == [
        (1, "Harbour bulletin: the ferry returns", None),
        (2, "Island Voice: a long wait", None),
        (3, "The company’s notice to passengers", "added"),
        (3, "The Coastal Pilot: back across the sound", "withdrawn"),
        (0, "The dossier’s own words", None),
    ]
    assert (found.edition, found.date) == (1, "about 2022")
    assert dict(found.counts) == {
        "added": 2, "withdrawn": 3, "corrected": 6, "redated": 1, "regraded": 1, "moved": 1,
    }  # fmt: skip


def test_what_it_was_and_what_it_is(second: Dossiers) -> None:
    assert [written(row) for row in group(changes.compose(second("en")), "Harbour").rows] == [
        (
            "corrected",
            "Key point",
            "Text: The storm damaged the eastern quay. > The storm damaged the eastern quay and the moorings.",
            "1:5",
        ),
        ("redated", "Event: A storm stops the line", "Date: end of January 2014 > 30 January 2014", "1:5"),
        ("moved", "Event: The operating agreement is signed", "Place:  > ", "1:8"),
        (
            "corrected",
            "Number: Passengers of the line in a year",
            "Number: 310 thousand passengers > 312 thousand passengers",
            "1:9",
        ),
    ]
    arabic = group(changes.compose(second("ar")), "نشرة").rows
    assert written(arabic[1]) == ("redated", "حدث: عاصفة توقف الخط", "التاريخ: نهاية يناير 2014 > 30 يناير 2014", "1:5")
    assert [detail.before.marks + detail.after.marks for detail in arabic[2].details] == [(Mark(1, "7"), Mark(1, "8"))]


def test_what_is_new_is_named_and_a_new_source_counted(second: Dossiers) -> None:
    found = changes.compose(second("en"))
    (_, quotation) = group(found, "Island").rows
    assert written(quotation) == ("added", "Quotation: Yusuf al-Qassar", "2:9")
    assert quotation.said
    assert (quotation.said.text, quotation.said.language, quotation.said.quoted) == ("وعد لا خبر", "ar", True)
    assert group(found, "The company").brings == (("event", 2), ("figure", 1))


def test_of_a_withdrawn_source_everything_is_told_with_what_it_rests_on_now(second: Dossiers) -> None:
    rows = group(changes.compose(second("en")), "The Coastal Pilot").rows
    told = {(row.subject, row.title): " ".join(f"{m.source}:{m.lines}" for m in row.others) for row in rows}
    assert told["Event", "The ferry line opens"] == "1:5"
    assert told["Event", "The ferry runs again"] == "1:4 2:9 3:3"
    assert told["Event", "A night crossing on Fridays"] == ""
    assert told["Quotation", "Omar Shaheen"] == ""
    assert told["Line of the summary", "Return"] == "1:4 3:3"
    assert {row.old_mark.source for row in rows if row.old_mark} == {3}


def test_only_what_differs_in_this_language_is_told(harbour: Dossiers) -> None:
    dossier = harbour("en")
    documents = dossier.corpus.documents
    points = tuple(replace(p, text=Text("غير ذلك", p.text.en)) for p in documents[0].key_points)
    older = replace(dossier.corpus, documents=(replace(documents[0], key_points=points), *documents[1:]))
    assert changes.compose(replace(dossier, previous=older)).groups == ()
    arabic = changes.compose(replace(harbour("ar"), previous=older)).groups
    assert [len(one.rows) for one in arabic] == [2]


@pytest.mark.parametrize(("language", "told"), [("en", "240 to 250"), ("ar", "240 إلى 250")])
def test_a_number_that_has_become_a_range_is_told(harbour: Dossiers, language: str, told: str) -> None:
    dossier = harbour(language)
    first, *others = dossier.corpus.documents
    capacity, *figures = first.figures
    wide = replace(first, figures=(replace(capacity, to=Decimal(250)), *figures))
    newer = replace(dossier, corpus=replace(dossier.corpus, documents=(wide, *others)), previous=dossier.corpus)
    (detail,) = [detail for row in changes.compose(newer).groups[0].rows for detail in row.details]
    assert told not in detail.before.text
    assert told in detail.after.text


def test_long_words_are_cut_down_to_what_differs(harbour: Dossiers) -> None:
    dossier = harbour("en")
    settings = dossier.corpus.settings
    words = " ".join(f"word{number}" for number in range(40))
    now = replace(settings, handling=Text("عربي", words.replace("word20", "another")))
    older = replace(dossier.corpus, settings=replace(settings, handling=Text("عربي", words)))
    newer = replace(dossier, corpus=replace(dossier.corpus, settings=now), previous=older)
    (detail,) = changes.compose(newer).groups[0].rows[0].details
    around = "… word15 word16 word17 word18 word19 {} word21 word22 word23 word24 word25 …"
    assert (detail.before.text, detail.after.text) == (around.format("word20"), around.format("another"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_for_everything_that_can_change(desk: Desk, language: Language) -> None:
    dossier = judge(desk).dossier(language)
    corpus, words = dossier.corpus, dossier.words
    stated = [*own_words(corpus, language), *canon(corpus)]
    stated += [one for document in corpus.documents for one in stated_in(document, language)]
    assert {one.subject for one in stated} == set(get_args(Subject))
    keys = {f"changes.subject.{one.subject}" for one in stated}
    keys |= {f"changes.field.{field}" for one in stated for field in one.fields}
    keys |= {f"changes.kind.{kind}" for kind in get_args(Kind)}
    for record, field in ((EventClaim, "witness"), (RoleClaim, "bearing")):
        keys |= {f"changes.{field}.{code}" for code in get_args(get_type_hints(record)[field])}
    keys |= {f"changes.certain.{code}" for code in ("true", "false")}
    assert [key for key in sorted(keys) if key not in words] == []


# Where the chapter stands


def test_without_an_earlier_edition_the_chapter_is_not_there(second: Dossiers) -> None:
    with_it = second("en")
    assert [chapter.kind for chapter in compose(with_it)][:4] == ["cover", "summary", "contents", "changes"]
    assert "changes" in contents(with_it).chapters
    named = replace(with_it.edition, chapters=with_it.edition.chapters)
    corpus = replace(with_it.corpus, editions={"en": named})
    (alone,) = select(corpus, (), {"en": with_it.words})
    assert "changes" not in alone.edition.chapters
    assert "changes" not in [chapter.kind for chapter in compose(alone)]
    assert {c.kind: c.number for c in compose(with_it)}["timeline"] == "1"  # the others keep their numbers


def test_nothing_changed_is_said_and_leaves_no_mark(harbour: Dossiers) -> None:
    dossier = harbour("en")
    edition = replace(dossier.edition, chapters=("changes", "timeline"))
    same = replace(dossier, edition=edition, previous=dossier.corpus)
    assert changes.compose(same).groups == ()
    assert dict(revision_marks(same).marks) == {}


# Marks in the margin


def test_marks_stand_beside_what_is_new_and_what_has_changed(second: Dossiers) -> None:
    found = revision_marks(second("en"))
    assert found.edition == 1
    assert {name for name, mark in found.marks.items() if mark == "added"} == {
        *("event-timetable", "quotation-qassar-promise", "source-3"),
    }
    assert {name for name, mark in found.marks.items() if mark == "changed"} == {
        *("line-1", "line-2", "source-1", "source-2"),
        *("event-opening", "event-storm", "event-agreement", "event-reopening"),
        *("figure-passengers", "figure-boat-capacity", "figure-port-rank"),
        *("party-nawras", "party-authority", "point-return-day", "point-capacity"),
    }


def test_only_records_of_the_chapters_there_are_have_marks(second: Dossiers) -> None:
    dossier = second("en")
    short = replace(dossier, edition=replace(dossier.edition, chapters=("changes", "quotations")))
    assert set(revision_marks(short).marks) == {"quotation-qassar-promise"}
    unexplained = replace(dossier, edition=replace(dossier.edition, chapters=("quotations",)))
    assert dict(revision_marks(unexplained).marks) == {}


def test_a_line_put_otherwise_has_changed_and_a_renamed_source_is_not_new(harbour: Dossiers) -> None:
    dossier = harbour("en")
    settings, documents = dossier.corpus.settings, dossier.corpus.documents
    first = settings.summary[0]
    older = replace(
        dossier.corpus,
        settings=replace(
            settings, summary=(replace(first, text=Text("", f"{first.text.en} Or so.")), *settings.summary[1:])
        ),
        documents=(replace(documents[0], id="old-name", interest=Text("", "None.")), *documents[1:]),
        disagreements=(),
    )
    edition = replace(dossier.edition, chapters=("changes", "summary", "sources"))
    marks = revision_marks(replace(dossier, edition=edition, previous=older)).marks
    assert marks == {"line-1": "changed", "source-1": "changed"}
