"""What cannot be put together from units is told, each for its own reason, and is drawn in one piece."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Desk
from linked import Workshop, chapter, page_of

from dossier.loading import read
from dossier.model.edition import select
from dossier.press.fonts.typefaces import Faces
from dossier.press.html import tree
from dossier.press.html.render import HtmlDocument
from dossier.press.linker.unit import Unlinkable
from dossier.press.one_piece import print_plain
from dossier.press.printing import Printer
from dossier.problems import Problem, Report


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("workshop"))


def two(body: str = "<p>text</p>", css: str = "", **options: str) -> HtmlDocument:
    return page_of([chapter("one", "<p>text</p>"), chapter("two", body)], css=css, **options)


LATE = "a.page-of::after { content: target-counter(attr(href), page) }"
THERE = '<a class="page-of" href="#one"></a>'

#: What is told -> a document of which it is told.
REFUSED = {
    "a rule for single pages depends on their number: @page :first": two(css="@page :first { margin: 2cm }"),
    "left and right pages are not of one size": two(css="@page :left { size: 120mm 74mm }"),
    "the page has a background or marks": two(css="@page { background: #eee }"),
    "has a background or marks, and": two(css="body { background: #eee }"),
    "or marks, and its margins": two(css="@page { marks: crop; bleed: 3mm }"),
    "the number of a page stands in the text": two(css="h1::after { content: counter(page) }"),
    "the number of a page stands elsewhere than in a link of class page-of": two(
        '<a href="#one" class="see"></a>', css=".see::after { content: target-counter(attr(href), page) }"
    ),
    "a link of class page-of says more than the number of a page": two(
        THERE, css='a.page-of::after { content: "p. " target-counter(attr(href), page) }'
    ),
    "a page number stands in what is drawn apart": two(f'<p style="opacity: .5">{THERE}</p>', css=LATE),
    "a line with a page number is drawn in two faces": two(
        css="@page { @bottom-center { content: 'صفحة p ' counter(page); direction: ltr;"
        " font-family: 'Dossier Sans', 'Dossier Naskh' } }"
    ),
    "a page number stands in words that are read from right to left": two(
        css="@page { @bottom-center { content: 'صفحة ' counter(page); font-family: 'Dossier Naskh' } }", language="ar"
    ),
    "it has a form to be filled in": two('<p><input style="appearance: auto" name="a" title="b"></p>'),
    "it asks for what WeasyPrint would do wrong": two("<p>نص</p>", css="p { letter-spacing: 2pt }", language="ar"),
    "something stands on every page": two('<p style="position: fixed; top: 0">stamp</p>'),
    "has a margin, border or padding, which goes round all chapters": two(css="body { padding-top: 9pt }"),
    "a counter runs through all chapters: chapter": two(
        css="body { counter-reset: chapter } h1::before { counter-increment: chapter; content: counter(chapter) }"
    ),
    "a counter runs through all chapters: part": two(
        css="section.chapter { counter-increment: part } h1::before { content: counter(part) }"
    ),
    "a counter runs through all chapters: footnote": two(
        '<p>a<span class="footnote">b</span></p>', css="section.chapter { counter-reset: none }"
    ),
    "h1 asks for a side of the sheet within a chapter": two(css=".two h1 { break-after: recto }"),
    "p asks for a side of the sheet within a chapter": two('<p style="break-before: left">x</p>'),
    "section asks for a side of the sheet within a chapter": two(css=".one { page-break-after: right }"),
    "a chapter begins on its side by a rule of its own": page_of(
        [
            chapter("one"),
            chapter("two"),
            chapter("three", style="break-before: recto"),
            chapter("four", style="break-before: recto"),
        ]
    ),
    "a chapter begins on the page on which another ends": two(css="section.chapter { break-before: auto }"),
    "a note has no room on the last page of its chapter": page_of(
        [chapter("one", "<p>line</p>" * 8 + '<p>call<span class="footnote">note</span></p>'), chapter("two")]
    ),
    "what floats goes on on the other side of the sheet": two(
        '<p style="float: left; width: 25mm">' + "word " * 60 + "</p>" + "<p>text</p>" * 20
    ),
    "a running head goes on from one chapter into the next: chapter": two(css="#two h1 { string-set: none }"),
    "a rule asks for a chapter's place among the others: section.chapter:first-": two(
        css="section.chapter:first-of-type { color: red }"
    ),
    "a rule asks for a chapter's place among the others: .one + ": two(css=".one + .two { color: red }"),
    "a rule asks which chapter is first": two(css="body > :last-child { color: red }"),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_cannot_be_linked_says_why(reason: str, workshop: Workshop) -> None:
    with pytest.raises(Unlinkable, match=re.escape(reason)):
        workshop.linked(REFUSED[reason])


@pytest.mark.parametrize(
    "css",
    [
        ".two p + p, .two p:first-child { color: red }",
        "section.chapter > p:last-child { color: red }",
        "h1 { counter-increment: one } h1::after { content: counter(one) }",
        "body { margin: 0 3pt }",
    ],
)
def test_what_a_chapter_knows_by_itself_is_linked(css: str, workshop: Workshop) -> None:
    assert workshop.linked(two(css=css)).pdf.startswith(b"%PDF")


# In a build


def printed(desk: Desk, css: str) -> tuple[bytes, bytes, str, list[Problem], Faces]:
    """The edition as the printer makes it and as it is in one piece, why, and what was told."""
    desk.write("templates/summary.css", (Path(__file__).parents[1] / "templates/summary.css").read_text("utf-8") + css)
    report = Report()
    corpus, faces, words = read(desk.project, report)
    (dossier,) = select(corpus, (), words)
    done = Printer(desk.project, faces).print(dossier, desk.project, report)
    drawn = print_plain(dossier, faces, desk.project, Report())
    return done.pdf, drawn.pdf, done.in_one, report.problems, faces


def test_a_build_falls_to_one_piece_and_tells_why(desk: Desk) -> None:
    desk.keep_only("en", "summary", "quotations")
    linked, drawn, reason, problems, _ = printed(desk, "@page :first { margin-top: 31mm }")
    assert linked == drawn
    assert reason.startswith("a rule for single pages depends on their number")
    assert [(one.place.path, one.message, one.severity) for one in problems] == [
        ("sources/editions/en.yaml", f"drawn in one piece: {reason}", "warning")
    ]


def test_a_build_that_can_be_linked_tells_nothing(desk: Desk) -> None:
    desk.keep_only("en", "summary", "quotations")
    linked, drawn, reason, problems, _ = printed(desk, "")
    assert linked != drawn
    assert (reason, problems) == ("", [])


@pytest.mark.parametrize(("chapters", "times"), [(["summary"], 1), (["profiles", "names"], 2)])
def test_what_is_drawn_in_one_piece_is_marked_once_for_each_drawing(
    chapters: list[str], times: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index is marked again when it knows its pages, for then it is another document."""
    desk.keep_only("en", *chapters)
    read_trees: list[str] = []
    stock = tree.read
    monkeypatch.setattr(tree, "read", lambda html: read_trees.append(html) or stock(html))
    corpus, faces, words = read(desk.project, Report())
    (dossier,) = select(corpus, (), words)
    assert print_plain(dossier, faces, desk.project, Report()).pages
    assert len(read_trees) == len(set(read_trees)) == times
