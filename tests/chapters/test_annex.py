"""annex: what a body need not hold, behind it: its own title, letters and running heads."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import Desk, Library, Pdf, letters

from dossier.build import build
from dossier.chapters import annex, contents, figures, numbers
from dossier.chapters.overall.kinds import KINDS, compose
from dossier.model.chapters import check_chapters
from dossier.model.edition import Dossier
from dossier.problems import Report

Harbour = Callable[[str], Dossier]
BODY, BACK = ("cover", "summary", "quotations"), ("timeline", "profiles", "names", "colophon")


def parted(dossier: Dossier, chapters: tuple[str, ...] = BODY, back: tuple[str, ...] = BACK) -> Dossier:
    edition = replace(dossier.edition, chapters=chapters, annex=back)
    corpus = replace(dossier.corpus, editions={edition.id: edition})
    return replace(dossier, corpus=corpus, edition=edition)


def test_the_body_has_numbers_and_the_annex_letters(harbour: Harbour) -> None:
    told = [(one.kind, one.number, one.in_annex) for one in compose(parted(harbour("ar")))]
    assert told == [
        ("cover", "", False),
        ("summary", "", False),
        ("quotations", "1", False),
        ("annex", "", True),
        ("timeline", "أ", True),
        ("profiles", "ب", True),
        ("names", "ج", True),
        ("colophon", "", True),
    ]


def test_the_annex_lists_its_chapters_and_explains_the_signs(harbour: Harbour) -> None:
    found = annex.compose(parted(harbour("en")))
    told = [f"{one.letter} {one.anchor}" for one in found.chapters]
    assert told == ["A timeline", "B profiles", "C names"]
    assert found.key == contents.key_of(harbour("en"))


def test_contents_list_the_body_and_where_the_annex_begins(harbour: Harbour) -> None:
    dossier = parted(harbour("en"), ("cover", "contents", "quotations"))
    assert contents.compose(dossier).chapters == ("quotations", "annex")
    assert annex.compose(dossier).key is None  # it stands in the contents


def test_numbers_stand_once(harbour: Harbour) -> None:
    """In the table of their own chapter, wherever the dossier has it, or at the end of the key figures."""
    dossier = harbour("en")
    settings = replace(dossier.corpus.settings, panels=())
    dossier = replace(dossier, corpus=replace(dossier.corpus, settings=settings))
    whole = figures.compose(dossier).others
    dossier = parted(dossier, ("figures", "disagreements"), ("numbers",))
    assert whole
    assert figures.compose(dossier).others == ()
    assert numbers.compose(dossier).others == whole


@pytest.mark.parametrize(
    ("chapters", "back", "told"),
    [
        ("[cover]", "[profile]", "en.yaml:1:1: there is no chapter 'profile'"),
        ("[cover, names]", "[names]", "en.yaml:1:1: the chapter 'names' is named twice"),
        ("[cover, annex]", "[names]", "name its chapters instead: annex: [profiles, sources]"),
    ],
)
def test_what_is_wrong_with_an_annex_is_told(chapters: str, back: str, told: str, desk: Desk) -> None:
    path = desk.root / "sources/editions/en.yaml"
    text = re.sub(r"chapters: \[.*\]", f"chapters: {chapters}\nannex: {back}", path.read_text("utf-8"))
    desk.write("sources/editions/en.yaml", text)
    report = Report()
    check_chapters(desk.dossier("en").corpus, KINDS, report)
    assert told in str(report.problems[0])


@pytest.mark.parametrize(
    ("language", "head", "bookmark"),
    [("en", "Annex A · Timeline", "A. Timeline"), ("ar", "الملحق أ · الخط الزمني", "أ. الخط الزمني")],
)
def test_its_pages_and_bookmarks_say_so(language: str, head: str, bookmark: str, desk: Desk, library: Library) -> None:
    library.warm(desk.root)
    desk.keep_only(language, "summary")
    path = f"sources/editions/{language}.yaml"
    desk.write(path, (desk.root / path).read_text("utf-8") + "annex: [timeline]\n")
    (made,), _ = build(desk.project, ())
    heads = [letters(head) in letters(Pdf(made.pdf).text(page)) for page in (1, 2, 3)]
    assert heads == [False, False, True]
    words = desk.dossier(language).words
    assert Pdf(made.pdf).outline == [
        (0, words("summary.title"), 1),
        (0, words("annex.title"), 2),
        (1, words("contents.key"), 2),
        (1, bookmark, 3),
        (2, words("timeline.undated"), 3),
    ]
