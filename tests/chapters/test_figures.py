"""figures: numbers to see, bars to compare, a rank; every other number in a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from conftest import Desk

from dossier.build import check
from dossier.chapters import figures
from dossier.chapters.overall.kinds import compose
from dossier.model.edition import Dossier
from dossier.press.html.render import render
from dossier.problems import Broken, Report

SETTINGS = "sources/dossier.yaml"
BULLETIN = "sources/documents/bulletin.yaml"
Chapter = Callable[[str, str], Any]


def number(found: figures.Figures, name: str) -> figures.PrintedNumber:
    shown = [one for panel in found.panels for one in (*panel.numbers, *(bar.number for bar in panel.bars))]
    return next(one for one in (*shown, *found.others) if one.anchor == f"figure-{name}")


def marks(one: figures.PrintedNumber) -> str:
    return " ".join(f"{mark.source}:{mark.lines}" for mark in one.marks)


def test_panels_stand_as_the_curator_has_them(chapter: Chapter) -> None:
    found = chapter("figures", "en")
    assert [(panel.kind, panel.title) for panel in found.panels] == [
        ("numbers", "Passengers and boats"),
        ("bars", "A fare of 1.5, after one of 0.8"),
        ("rank", "Third of the eight ports of the coast"),
    ]
    assert [one.anchor for one in found.panels[0].numbers] == [
        "figure-passengers",
        "figure-boat-capacity",
        "figure-signatures",
    ]
    assert found.count == 6
    assert found.others == ()


def test_a_number_says_what_is_counted_how_exactly_and_of_when(chapter: Chapter) -> None:
    found = chapter("figures", "en")
    passengers = number(found, "passengers")
    assert (passengers.value, passengers.unit, passengers.as_of) == ("310", "thousand passengers", "2013")
    assert passengers.title == "Passengers of the line in a year"
    signatures = number(found, "signatures")
    assert (signatures.bound, signatures.value) == ("over", "1,900")
    arabic = number(chapter("figures", "ar"), "boat-capacity")
    assert (arabic.bound, arabic.value, arabic.unit) == ("نحو", "240", "راكبًا")


def test_only_documents_that_give_the_printed_number_are_cited_for_it(chapter: Chapter) -> None:
    """Source 2 has 350 thousand passengers, source 3 boats for 236; the disagreements tell of them."""
    found = chapter("figures", "en")
    assert marks(number(found, "passengers")) == "1:9"
    assert number(found, "passengers").note == ""  # ‘every year before the stop’ is said of the 350 thousand
    assert marks(number(found, "boat-capacity")) == "1:8"
    assert marks(number(found, "port-rank")) == "1:10 3:12"


def test_bars_are_as_long_as_their_numbers(chapter: Chapter) -> None:
    now, before = chapter("figures", "en").panels[1].bars
    assert (now.length, now.hollow, now.name) == (figures.PLOT, False, "Single fare")
    assert before.length == pytest.approx(figures.PLOT * 0.8 / 1.5)
    assert (before.hollow, before.name, before.series) == (True, "", "before the storm")


def counted_bars(desk: Desk, *numbers: int) -> None:
    """The bars of the harbour count quotations in its documents."""
    counts = "".join(
        f"      - {{name: {{ar: مصدر, en: {voice}}}, count: {{number: {number}, of: quotations, voice: {voice}}}}}\n"
        for voice, number in zip(("authority", "island", "press"), numbers, strict=True)
    )
    text = (desk.root / SETTINGS).read_text("utf-8")
    before, behind = text.partition("      - figure: fare-now\n")[0], text.partition("  - kind: rank\n")[2]
    desk.write(SETTINGS, f"{before}{counts}  - kind: rank\n{behind}")


def test_a_bar_may_count_records(desk: Desk) -> None:
    counted_bars(desk, 2, 2, 1)
    found = figures.compose(desk.dossier("en"))
    assert [(bar.name, bar.length, bar.number.value) for bar in found.panels[1].bars] == [
        ("authority", figures.PLOT, "2"),
        ("island", figures.PLOT, "2"),
        ("press", figures.PLOT / 2, "1"),
    ]
    assert {one.anchor for one in found.others} == {"figure-fare-now", "figure-fare-before"}


def test_a_bar_that_counts_otherwise_is_refused(desk: Desk) -> None:
    counted_bars(desk, 2, 3, 1)
    with pytest.raises(Broken) as refused:
        check(desk.project)
    (problem,) = refused.value.problems
    assert problem.message == "the bar shows 3 quotations, and the records hold 2"
    assert (problem.place.path, problem.place.line) == (SETTINGS, 54)


def test_a_bar_is_a_figure_or_a_count(desk: Desk) -> None:
    desk.edit(SETTINGS, "      - figure: fare-now\n        name", "      - name")
    with pytest.raises(Broken) as refused:
        check(desk.project)
    assert "a bar is a figure or a count, one of the two" in [problem.message for problem in refused.value.problems]


def test_the_label_of_a_bar_stands_at_it(desk: Desk) -> None:
    page = render(desk.dossier("en"), compose(desk.dossier("en")), desk.project, Report())
    assert page
    rows = re.findall(r'<th scope="row" class="b-name"[^>]*>(.*?)</th><td class="b-plot">', page.html)
    assert rows == ["Single fare, since the return", "before the storm"]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Single fare at 1.5, up from 0.8", []),
        ("Fares of 2.3 together", []),
        ("The fare in 2022", ["the title names the chart, and not what it shows: 'The fare in 2022'"]),
        ("The fare rose to 1.6", ["the title (en) says '1.6', which the chart does not show"]),
        ("A fare of one and a half", []),
    ],
)
def test_the_title_of_a_chart_says_what_it_shows(title: str, told: list[str], desk: Desk) -> None:
    desk.edit(SETTINGS, 'en: "A fare of 1.5, after one of 0.8"', f'en: "{title}"')
    _, warnings = check(desk.project)
    assert [one.message for one in warnings if "[editions]" not in one.message] == [f"{one} [finding]" for one in told]


def test_a_rank_is_one_number_among_places(chapter: Chapter) -> None:
    rank = chapter("figures", "en").panels[2]
    assert (rank.numbers[0].value, rank.of, rank.note) == ("3", 8, "By passengers.")


def test_what_no_panel_shows_stands_in_the_table(harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    settings = replace(dossier.corpus.settings, panels=dossier.corpus.settings.panels[2:])
    found = figures.compose(replace(dossier, corpus=replace(dossier.corpus, settings=settings)))
    others = {one.anchor.removeprefix("figure-") for one in found.others}
    assert others == {"passengers", "boat-capacity", "signatures", "fare-now", "fare-before"}
    assert found.count == 6


@pytest.mark.parametrize(("language", "printed"), [("ar", "240 إلى 1,250"), ("en", "240 to 1,250")])
def test_a_range_is_printed_with_both_ends(desk: Desk, language: str, printed: str) -> None:
    desk.edit(BULLETIN, "    value: 240\n", "    value: 240\n    to: 1250\n")
    dossier = desk.dossier(language)
    one = number(figures.compose(dossier), "boat-capacity")
    assert (one.value, one.to) == ("240", "1,250")
    page = render(dossier, compose(dossier), desk.project, Report())
    assert page
    (cell,) = re.findall(r'<p class="big-number" id="figure-boat-capacity">.*?</p>', page.html)
    assert printed in re.sub(r"<[^>]*>", "", cell)


@pytest.mark.parametrize(
    ("value", "bound", "arabic", "english"),
    [
        ("5", "over", ("5", "آلاف راكب", "آلاف"), ("5", "thousand passengers")),
        ("11", "", ("11", "ألف راكب", "ألفًا"), ("11", "thousand passengers")),
        ("300", "about", ("300", "ألف راكب", "ألف"), ("300", "thousand passengers")),
        ("1.6", "", ("1.6", "ألف راكب", "ألف"), ("1.6", "thousand passengers")),
        ("2", "over", ("ألفي", "راكب", ""), ("2", "thousand passengers")),
        ("2", "", ("ألفا", "راكب", ""), ("2", "thousand passengers")),
    ],
)
def test_a_scale_agrees_with_its_number(
    desk: Desk, value: str, bound: str, arabic: tuple[str, str, str], english: tuple[str, str]
) -> None:
    """In the table before what is counted, and alone on the line of a big figure."""
    told = f"    value: {value}\n" + (f"    bound: {bound}\n" if bound else "")
    desk.edit(BULLETIN, "    value: 310\n", told)
    one = number(figures.compose(desk.dossier("ar")), "passengers")
    assert (one.value, one.unit, one.short_unit) == arabic
    one = number(figures.compose(desk.dossier("en")), "passengers")
    assert (one.value, one.unit) == english


def test_the_date_of_a_number_is_that_of_all_who_are_cited_for_it(desk: Desk) -> None:
    rank = "    stated: المرتبة الثالثة بين موانئ الساحل الثمانية\n"
    desk.edit(BULLETIN, rank, f"{rank}    as_of: {{date: 2013, stated: عام 2013}}\n")
    assert number(figures.compose(desk.dossier("en")), "port-rank").as_of == ""  # the other document does not date it
