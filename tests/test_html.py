"""Chapters -> HTML: what a curator wrote is printed as written, and a template that is wrong is told with its line."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
import yaml
from conftest import Desk

from dossier import __version__
from dossier.chapters.overall.kinds import KINDS, Chapter, compose
from dossier.model.edition import CHANGES
from dossier.press.html.render import HtmlDocument, render
from dossier.press.html.templates import arabic_digits
from dossier.problems import Report

SETTINGS = "sources/dossier.yaml"
EN = "sources/editions/en.yaml"


def rendered(desk: Desk, language: str = "en") -> HtmlDocument:
    report = Report()
    dossier = desk.dossier(language)
    page = render(dossier, compose(dossier), desk.project, report)
    assert [str(problem) for problem in report.problems] == []
    assert page
    return page


def told(desk: Desk, language: str = "en") -> list[str]:
    report = Report()
    dossier = desk.dossier(language)
    assert render(dossier, compose(dossier), desk.project, report) is None or report.problems
    return [str(problem) for problem in report.problems]


class Tree(HTMLParser):
    """The words of a page and the values of its attributes, each with the tag it stands in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def part(html: str, start: str, end: str) -> str:
    assert start in html, start
    return html.partition(start)[2].partition(end)[0]


def edition_of(desk: Desk, language: str) -> list[str]:
    settings = yaml.safe_load((desk.root / f"sources/editions/{language}.yaml").read_text("utf-8"))
    return list(settings["chapters"])


# A page


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_a_page_has_its_language_direction_title_and_chapters(desk: Desk, language: str, direction: str) -> None:
    page = rendered(desk, language)
    assert f'<html lang="{language}" dir="{direction}" ' in page.html
    assert {"en": "<title>The return of the Fanar ferry</title>", "ar": "<title>عودة عبّارة الفنار</title>"}[
        language
    ] in page.html
    kinds = [
        kind for kind in KINDS if kind in edition_of(desk, language) and kind != CHANGES
    ]  # there is no earlier one
    assert re.findall(r'<section class="chapter (\w+)" id="(\w+)">', page.html) == [(kind, kind) for kind in kinds]
    assert [path for path, _ in page.sheets] == [f"templates/{name}.css" for name in ("type", "paper", "parts", *kinds)]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_section_is_the_same_alone_as_in_the_whole(desk: Desk, language: str) -> None:
    """To the letter, for by its letters it is found again."""
    dossier, whole = desk.dossier(language), rendered(desk, language)
    groups: list[list[Chapter]] = []
    for chapter in compose(dossier):
        groups = [*groups[:-1], [*groups[-1], chapter]] if chapter.runs_on else [*groups, [chapter]]
    for section, group in zip(whole.sections, groups, strict=True):
        alone = render(dossier, group, desk.project, Report())
        assert alone
        assert alone.sections == (section,)


def test_every_link_has_its_anchor_and_every_anchor_is_one(desk: Desk) -> None:
    attributes = Tree(rendered(desk).html).attributes
    anchors = [value for _, name, value in attributes if name == "id"]
    links = {value for _, name, value in attributes if name == "href"}
    assert len(anchors) == len(set(anchors))
    assert {link for link in links if not link.startswith("#")} == set()
    assert links - {f"#{anchor}" for anchor in anchors} == set()
    assert {"#source-1", "#source-2", "#source-3"} <= links


@pytest.mark.parametrize("kind", ["summary", "timeline", "profiles", "quotations", "figures", "disagreements", "names"])
def test_a_chapter_alone_has_no_link_to_what_is_not_there(desk: Desk, kind: str) -> None:
    desk.keep_only("en", kind)
    attributes = Tree(rendered(desk).html).attributes
    anchors = {f"#{value}" for _, name, value in attributes if name == "id"}
    assert {value for _, name, value in attributes if name == "href"} <= anchors
    assert ("a", "class", "mark") in attributes or kind == "names"  # the marks stay, though they lead nowhere


# What a curator writes is never taken for anything else.

HOSTILE = """<script>alert(1)</script> {{ 7*7 }} {% raw %} "double" 'single' &amp; <b>bold</b> ]]> <!-- x -->"""


@pytest.mark.parametrize(
    ("path", "old"),
    [
        (SETTINGS, "The return of the Fanar ferry"),
        (SETTINGS, "Why did the ferry stop, when did it return, and on what do the sources differ?"),
        ("sources/events/storm.yaml", "A storm stops the line"),
        ("sources/people/jundi.yaml", "Hala al-Jundi"),
        ("sources/organisations/council.yaml", "Gull Island Council"),
        ("sources/documents/pilot.yaml", "No interest in the line is known."),
        ("sources/documents/pilot.yaml", "We lost two weeks to a gearbox, not to a quarrel,"),
        ("sources/figures/boat-capacity.yaml", "What each boat carries"),
        ("sources/disagreements/stop.yaml", "In 2013."),
        ("sources/documents/bulletin.yaml", "The storm damaged the eastern quay."),
        (EN, "English edition"),
    ],
)
def test_a_field_is_printed_letter_for_letter(desk: Desk, path: str, old: str) -> None:
    text = (desk.root / path).read_text(encoding="utf-8")
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    desk.write(path, text.replace(f'"{old}"', quoted).replace(old, quoted))
    tree = Tree(rendered(desk).html)
    assert HOSTILE in tree.text
    assert "script" not in tree.tags


def test_no_element_comes_from_a_field(desk: Desk) -> None:
    clean = Tree(rendered(desk).html).tags
    desk.edit("sources/events/storm.yaml", "A storm stops the line", "<img src=x onerror=y><video></video>")
    assert Tree(rendered(desk).html).tags == clean


def test_a_quotation_mark_does_not_end_an_attribute(desk: Desk) -> None:
    desk.edit(SETTINGS, "The return of the Fanar ferry", """'a" onload="b'""")
    html = rendered(desk).html
    assert "<title>a&#34; onload=&#34;b</title>" in html
    assert not any(name == "onload" for _, name, _ in Tree(html).attributes)


# House style for digits


@pytest.mark.parametrize(
    ("western", "arabic"),
    [
        ("18 يونيو 2022", "١٨ يونيو ٢٠٢٢"),
        ("1,900", "١٬٩٠٠"),
        ("1.5", "١٫٥"),
        ("1,234.5", "١٬٢٣٤٫٥"),
        ("عام 2013.", "عام ٢٠١٣."),  # the stop of a sentence stays
        ("7, 8", "٧, ٨"),
        ("19–21", "١٩–٢١"),
        ("بلا رقم", "بلا رقم"),
    ],
)
def test_digits_take_their_separators_with_them(western: str, arabic: str) -> None:
    assert arabic_digits(western) == arabic


@pytest.fixture
def indic(desk: Desk) -> Desk:
    """The harbour with digits: arabic-indic, and with digits in a quotation, its original title and a form of name."""
    desk.edit(SETTINGS, "marking: TLP:GREEN", "marking: TLP:GREEN\ndigits: arabic-indic")
    desk.edit("sources/documents/pilot.yaml", "We lost two weeks", "We lost 2 weeks")
    desk.edit("sources/documents/bulletin.yaml", "printed_title: عودة العبّارة بعد ثماني سنوات", "printed_title: عودة 8")
    desk.edit("sources/documents/island-voice.yaml", "form: القصّار", "form: القصّار 5")
    desk.edit("sources/people/qassar.yaml", "variants: [القصّار]", "variants: [القصّار 5]")
    return desk


def test_letters_of_a_source_keep_their_digits(indic: Desk) -> None:
    html = rendered(indic, "ar").html
    for words in ("We lost 2 weeks to a gearbox", "عودة 8<", "القصّار 5<", "bulletin-118.txt", "a243ed4e b9b5a7cc"):
        assert words in html, words


def test_marks_grades_and_voices_keep_their_digits(indic: Desk) -> None:
    html = rendered(indic, "ar").html
    found = re.findall(r'<a class="mark"[^>]*><b>([^<]*)</b>([^<]*)</a>', html)
    assert len(found) > 50
    assert not re.search("[٠-٩]", "".join(map("".join, found)))
    assert '<span class="grade" dir="ltr">B2</span>' in html
    voices = "".join(re.findall(r'<span class="voice[^>]*>(.*?)</span>', html))
    assert set(re.findall(r"\d", voices)) == {"1", "2", "3"}


def test_all_other_numbers_change(indic: Desk) -> None:
    html = rendered(indic, "ar").html
    timeline = Tree(part(html, 'id="timeline"', "</section>")).text
    for words in ("١٩٦١", "نهاية يناير ٢٠١٤", "سبتمبر [٢٠٢١]", "٢ يوليو ٢٠٢٢"):
        assert words in timeline, words
    figures = Tree(part(html, 'id="figures"', "</section>")).text
    for words in ("١٬٩٠٠", "٣١٠", "١٫٥", "٠٫٨", "٣ من ٨"):
        assert words in figures, words
    assert "310" not in figures


def test_attributes_are_the_same_with_either_digits(indic: Desk) -> None:
    """Links, anchors, classes and lengths are no numbers to be read."""
    values = [value for _, name, value in Tree(rendered(indic, "ar").html).attributes if name != "content"]
    assert "#source-1" in values
    assert [value for value in values if re.search("[٠-٩]", value)] == []


def test_digests_and_marks_in_the_colophon_keep_their_digits(indic: Desk) -> None:
    text = Tree(part(rendered(indic, "ar").html, 'id="colophon"', "</section>")).text
    for words in ("SHA-256", "3:63", "Source Serif 4", f"dossier {__version__}"):
        assert words in text, words
    assert re.search(r"\b[0-9a-f]{16}\b", text)


def test_the_english_edition_has_western_digits_always(indic: Desk) -> None:
    assert not re.search("[٠-٩]", rendered(indic, "en").html)


# A dossier's own templates


def test_a_template_of_ones_own_takes_the_place_of_ours(desk: Desk) -> None:
    desk.write("templates/summary.html", "<p>{{ c.lines|length }} lines of our own</p>")
    desk.write("templates/summary.css", ".own { color: green }")
    page = rendered(desk)
    assert '<section class="chapter summary" id="summary">\n<p>3 lines of our own</p>' in page.html
    assert dict(page.sheets)["templates/summary.css"] == ".own { color: green }"
    assert 'id="event-storm"' in page.html  # the rest is kept


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (
            "<p>one</p>\n<p>{{ c.qestion }}</p>",
            "templates/summary.html:2: the template asks for what is not there: "
            "'dossier.chapters.summary.Summary object' has no attribute 'qestion'",
        ),
        (
            "\n\n{{ titel }}",
            "templates/summary.html:3: the template asks for what is not there: 'titel' is undefined",
        ),
        (
            "\n{{ words('summary.titel') }}",
            "templates/summary.html:2: the template asks for what is not there: 'summary.titel'",
        ),
        (
            "{% for line in c.lines %}\n{{ line.text }",
            "templates/summary.html:2: not a template: unexpected '}'",
        ),
        (
            "{% for line in c.lines %}",
            "templates/summary.html:1: not a template: Unexpected end of template. Jinja was looking for the following "
            "tags: 'endfor' or 'else'. The innermost block that needs to be closed is 'for'.",
        ),
        ("{% include 'sumary.html' %}", "templates/sumary.html: the template is missing"),
        (
            "\n{{ 1 + 'x' }}",
            "templates/summary.html:2: the template cannot be filled: TypeError: unsupported operand type(s) for +: "
            "'int' and 'str'",
        ),
        ("{{ 1 // 0 }}", "templates/summary.html:1: the template cannot be filled: ZeroDivisionError: "),
    ],
    ids=["attribute", "name", "word", "brace", "block", "include", "type", "division"],
)
def test_a_template_that_is_wrong_is_told_with_its_line(desk: Desk, template: str, problem: str) -> None:
    desk.write("templates/summary.html", template)
    (only,) = told(desk)
    assert only.startswith(problem)


@pytest.mark.parametrize("path", ["templates/summary.html", "templates/summary.css"])
def test_a_template_that_is_not_utf8_is_told_with_its_line(desk: Desk, path: str) -> None:
    desk.write(path, b"/* one */\n/* \xe9 */")
    assert told(desk)[0].startswith(f"{path}:2: byte 0xe9 is not UTF-8")


def test_verbatim_letters_are_escaped_all_the_same(desk: Desk) -> None:
    desk.write("templates/summary.html", "{{ '<i>'|verbatim }}{{ '<i>'|attribute }}")
    assert "&lt;i&gt;&lt;i&gt;" in rendered(desk).html
