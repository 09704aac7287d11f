"""A record under another id in the next edition: the same, or renamed where its name has changed too; never a loss."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Desk, copy_of_the_harbour
from second_edition import second_edition

from dossier.chapters.changes import compose
from dossier.chapters.overall.revisions import revision_marks
from dossier.cli.main import main
from dossier.evidence.changes import Change, changes
from dossier.model.corpus import Corpus
from dossier.model.edition import Dossier, select
from dossier.model.words import Catalogue
from dossier.problems import Exit, Report
from dossier.reading.catalogue import read_words
from dossier.reading.source_set import gather

#: folder -> the keys behind which its ids stand
KEYS = {
    "people": "of|speaker|people",
    "organisations": "of|speaker|office|organisations|explains",
    "events": "event|explains",
    "figures": "figure|figures|explains",
    "disagreements": "",
    "offices": "office|explains",
    "voices": "voice|id",
}
#: folder -> ids and others for them
IDS = {
    "people": ("jundi", "hala-al-jundi"),
    "organisations": ("authority", "harbour-authority"),
    "events": ("storm", "storm-of-2014"),
    "figures": ("boat-capacity", "capacity"),
    "disagreements": ("stop", "the-stop"),
    "voices": ("authority", "port"),
}
FOLDERS = set(IDS) - {"voices"}


def with_id(desk: Desk, folder: str, old: str, new: str) -> None:
    """Give a record another id wherever a curator's file names it."""
    if folder in FOLDERS:
        (desk.root / f"sources/{folder}/{old}.yaml").rename(desk.root / f"sources/{folder}/{new}.yaml")
    if not KEYS[folder]:
        return
    named = re.compile(rf"(\b(?:{KEYS[folder]}): (?:\[[^\]\n]*?)?)(?<![\w-]){re.escape(old)}(?![\w-])")
    for file in (desk.root / "sources").rglob("*.yaml"):
        file.write_text(named.sub(rf"\g<1>{new}", file.read_text("utf-8")), "utf-8")


def corpus_of(desk: Desk) -> Corpus:
    report = Report()
    corpus = gather(desk.project, report).corpus
    assert [str(problem) for problem in report.errors] == []
    assert corpus
    return corpus


def told(found: tuple[Change, ...]) -> list[str]:
    return [" ".join((c.document or "-", c.kind, c.subject, c.stated.about or "-", c.field or "-")) for c in found]


@pytest.fixture(scope="module")
def first(harbour: Callable[[str], Dossier]) -> Corpus:
    return harbour("en").corpus


@pytest.mark.parametrize("folder", IDS)
def test_another_id_is_no_change(first: Corpus, desk: Desk, folder: str) -> None:
    with_id(desk, folder, *IDS[folder])
    renamed = corpus_of(desk)
    assert renamed != first
    assert changes(first, renamed) == ()
    assert changes(renamed, first) == ()


def test_nor_are_other_ids_of_everything_at_once(first: Corpus, desk: Desk) -> None:
    for folder, (old, new) in IDS.items():
        with_id(desk, folder, old, new)
    with_id(desk, "offices", "harbour-authority.director", "harbour-authority.head")
    desk.edit("sources/organisations/harbour-authority.yaml", "id: director", "id: head")
    (desk.root / "sources/documents/pilot.yaml").rename(desk.root / "sources/documents/coastal-pilot.yaml")
    for path in ("sources/dossier.yaml", *(f"sources/{p}" for p in ("disagreements/the-stop.yaml",))):
        file = desk.root / path
        file.write_text(file.read_text("utf-8").replace("pilot:", "coastal-pilot:"), "utf-8")
    for file in (desk.root / "sources/disagreements").glob("*.yaml"):
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"(?<!-)\bpilot:", "coastal-pilot:", text), "utf-8")
    renamed = corpus_of(desk)
    assert {"hala-al-jundi"} <= renamed.people.keys()
    assert "harbour-authority.head" in renamed.offices
    assert changes(first, renamed) == ()


#: folder -> what of the file is put otherwise, with how the change is told
NAMED = {
    "people": ("Hala al-Jundi", "Hala El-Jundy", ["- renamed canon-party hala-al-jundi name"]),
    "organisations": (
        "en: Fanar Harbour Authority}\nshort: {ar: الهيئة, en: the Authority}\nvariants: [الهيئة]",
        "en: Harbour Authority of Fanar}\nshort: {ar: الهيئة, en: the Authority}\n"
        "variants: [الهيئة, Fanar Harbour Authority]",
        ["- renamed canon-party harbour-authority name"],
    ),
    "events": ("A storm stops the line", "The great storm", ["- renamed canon-event storm-of-2014 title"]),
    "disagreements": (
        "When did the line stop?",
        "On which day did the line stop?",
        ["- renamed disagreement the-stop question"],
    ),
}


@pytest.mark.parametrize("folder", NAMED)
def test_another_id_and_another_name_are_one_renaming(first: Corpus, desk: Desk, folder: str) -> None:
    old, new = IDS[folder]
    before, after, expected = NAMED[folder]
    with_id(desk, folder, old, new)
    desk.edit(f"sources/{folder}/{new}.yaml", before, after)
    assert told(changes(first, corpus_of(desk))) == expected


def test_what_changed_besides_is_told_as_if_the_id_had_not(first: Corpus, desk: Desk) -> None:
    with_id(desk, "events", "storm", "storm-of-2014")
    date, finer = (
        "{date: 2014-01~, part: end, stated: في نهاية يناير 2014}",
        "{date: 2014-01-30, stated: في 30 يناير 2014}",
    )
    desk.edit("sources/documents/bulletin.yaml", date, finer)
    with_id(desk, "people", "jundi", "hala")
    desk.edit("sources/documents/bulletin.yaml", "نشكر اهالي", "نشكر أهالي")
    assert told(changes(first, corpus_of(desk))) == [
        "bulletin redated event storm-of-2014 when",
        "bulletin corrected event storm-of-2014 stated_date",
        "bulletin corrected quotation jundi-thanks words",
    ]


def test_ids_that_change_places_are_followed(first: Corpus, desk: Desk) -> None:
    with_id(desk, "events", "storm", "between")
    with_id(desk, "events", "agreement", "storm")
    with_id(desk, "events", "between", "agreement")
    swapped = corpus_of(desk)
    assert swapped.events["storm"].title.en == first.events["agreement"].title.en
    assert changes(first, swapped) == ()


def test_an_id_that_something_else_has_now_is_not_that(first: Corpus, desk: Desk) -> None:
    """The petition takes the id of the night crossing, of which the newer edition tells nothing."""
    with_id(desk, "events", "night-crossing", "unused")
    with_id(desk, "events", "petition", "night-crossing")
    text = (desk.root / "sources/documents/pilot.yaml").read_text("utf-8")
    gone = re.search(r"  - event: unused\n(?:    .*\n)+", text)
    assert gone
    desk.write("sources/documents/pilot.yaml", text.replace(gone[0], ""))
    (desk.root / "sources/events/unused.yaml").unlink()
    found = changes(first, corpus_of(desk))
    assert told(found) == ["pilot withdrawn event night-crossing~ -"]


def test_another_event_of_that_line_is_not_the_same(first: Corpus, desk: Desk) -> None:
    with_id(desk, "events", "storm", "fire")
    desk.write("sources/events/fire.yaml", "title: {ar: حريق في الميناء, en: Fire in the harbour}\nlane: line\n")
    found = told(changes(first, corpus_of(desk)))
    assert {line.split(maxsplit=1)[1] for line in found} >= {"added event fire -", "withdrawn event storm -"}


def test_where_it_could_be_either_it_is_neither(first: Corpus, desk: Desk) -> None:
    """Two new events of one title on the line that the old one stood on."""
    with_id(desk, "events", "opening", "opened-a")
    text = (desk.root / "sources/events/opened-a.yaml").read_text("utf-8")
    desk.write("sources/events/opened-b.yaml", text)
    for name in ("bulletin", "pilot"):
        path = f"sources/documents/{name}.yaml"
        claim = re.search(r"  - event: opened-a\n(?:    .*\n)+", (desk.root / path).read_text("utf-8"))
        assert claim
        desk.edit(path, claim[0], claim[0] + claim[0].replace("opened-a", "opened-b"))
    found = told(changes(first, corpus_of(desk)))
    assert "bulletin withdrawn event opening -" in found
    assert {"bulletin added event opened-a -", "bulletin added event opened-b -"} <= set(found)


WORDS = {
    "en": ("Renamed 1", "Renamed: Event: The great storm", "Title before: A storm stops the line"),
    "ar": ("تغيّر اسمه: 1", "تغيّر اسمه: حدث: العاصفة الكبرى", "العنوان سابقًا: عاصفة توقف الخط"),
}


@pytest.mark.parametrize("language", WORDS)
def test_diff_tells_it_in_both_languages(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    other = copy_of_the_harbour(tmp_path / "other")
    with_id(other, "events", "storm", "storm-of-2014")
    assert main(["diff", str(desk.root), str(other.root)]) == Exit.DONE
    assert "Nothing has changed" in capsys.readouterr().out
    title = "title: {ar: العاصفة الكبرى, en: The great storm}\nlane: line\n"
    other.write("sources/events/storm-of-2014.yaml", title)
    assert main(["diff", str(desk.root), str(other.root), "--language", language]) == Exit.DONE
    out = capsys.readouterr().out
    assert all(words in out for words in WORDS[language])


def test_the_margin_marks_the_record_under_its_new_id(first: Corpus, desk: Desk) -> None:
    second_edition(desk)
    with_id(desk, "events", "storm", "storm-of-2014")
    report = Report()
    words: dict[str, Catalogue] = dict(read_words(desk.project, report))
    (dossier,) = select(corpus_of(desk), ("en",), words, first)
    marks = revision_marks(dossier).marks
    assert marks["event-storm-of-2014"] == "changed"
    rows = [row for group in compose(dossier).groups for row in group.rows]
    assert any(row.title == "A storm stops the line" and row.kinds == ("redated",) for row in rows)
