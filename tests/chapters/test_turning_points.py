"""turning_points: what a curator has marked, on one scale; what is not dated, within its bounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Desk, Library, Pdf, letters

from dossier.build import build
from dossier.chapters import timeline, turning_points
from dossier.model.edition import Dossier
from dossier.problems import Report

MARKED = ("opening", "storm", "agreement", "new-director", "reopening", "night-crossing")
BULLETIN = "sources/documents/bulletin.yaml"


def mark(desk: Desk, *events: str, more: str = "") -> None:
    for event in events:
        path = f"sources/events/{event}.yaml"
        desk.write(path, (desk.root / path).read_text("utf-8").rstrip("\n") + f"\nturning_point: true\n{more}")


def bound(desk: Desk, date: str) -> None:
    """Give the petition, which nobody dates, bounds."""
    path = next(path for path in (desk.root / "sources/documents").iterdir() if "event: petition" in path.read_text())
    text = path.read_text("utf-8")
    start = text.index("event: petition")
    end = text.index("\n", text.index("at:", start))
    path.write_text(
        f'{text[:end]}\n    when: {{date: "{date}", inferred: date, why: {{ar: س, en: y}}}}{text[end:]}', "utf-8"
    )


def test_the_marked_ones_stand_in_order_with_their_dates_and_marks(desk: Desk) -> None:
    mark(desk, *MARKED)
    dossier = desk.dossier("en")
    found = turning_points.compose(dossier)
    rows = {row.event.id: row for row in timeline.event_rows(dossier)}
    assert [point.anchor for point in found.points] == [f"turning-{name}" for name in MARKED]
    assert [(point.date, point.marks, point.status) for point in found.points] == [
        (rows[name].date, rows[name].marks, rows[name].status) for name in MARKED
    ]
    assert found.axis is not None
    assert len(found.axis.signs) == len(MARKED)
    assert [tick for tick in found.ticks if tick][:3] == ["2014", "2016", "2018"]  # 1961 stands before the cut


def test_a_headline_stands_for_the_title(desk: Desk) -> None:
    mark(desk, "opening", more="headline: {ar: فُتح الخط, en: The line opens.}\n")
    assert turning_points.compose(desk.dossier("en")).points[0].headline == "The line opens."
    assert turning_points.compose(desk.dossier("ar")).points[0].headline == "فُتح الخط"


@pytest.mark.parametrize(
    ("date", "english", "arabic", "ends"),
    [
        ("../2022-10-24", "24 October 2022 or earlier", "24 أكتوبر 2022 أو قبله", (False, True)),
        ("2014-09/..", "September 2014 or later", "سبتمبر 2014 أو بعده", (True, False)),
        ("[..2022-10]", "October 2022 or earlier", "أكتوبر 2022 أو قبله", (False, True)),
        ("[2015..2022-10]", "between 2015 and October 2022", "بين 2015 وأكتوبر 2022", (True, True)),
    ],
)
def test_what_has_bounds_only_is_a_bar(
    date: str, english: str, arabic: str, ends: tuple[bool, bool], desk: Desk
) -> None:
    mark(desk, *MARKED, "petition")
    bound(desk, date)
    found = turning_points.compose(desk.dossier("en"))
    assert [(point.date, point.letter) for point in found.bounded] == [(english, "a")]
    assert turning_points.compose(desk.dossier("ar")).bounded[0].date == arabic
    assert found.axis is not None
    assert [(bar.begins, bar.ends) for bar in found.axis.bars] == [ends]
    assert [row.event.id for row in timeline.compose(desk.dossier("en")).undated] == ["petition"]


def test_a_run_of_days_is_no_bound(desk: Desk) -> None:
    bound(desk, "2022-10-23/2022-10-26")
    rows = timeline.compose(desk.dossier("en")).rows
    assert "[23–26 October 2022]" in [row.date for row in rows]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda desk: None, "sources/editions/en.yaml:1:1: no event is marked as a turning point"),
        (lambda desk: mark(desk, "petition"), "a turning point without a date or bounds"),
        (
            lambda desk: mark(desk, "opening", more=f"headline: {{ar: قصير, en: {'long ' * 20}}}\n"),
            "99 letters (en) are more than the turning points' two lines hold",
        ),
    ],
)
def test_what_has_no_room_or_nothing_to_show_is_told(spoil: Callable[[Desk], None], told: str, desk: Desk) -> None:
    desk.keep_only("en", "turning_points")
    spoil(desk)
    report = Report()
    turning_points.check(desk.dossier("en").corpus, report)
    assert told in str(report.problems[0])


def test_more_than_the_page_holds_are_refused(
    harbour: Callable[[str], Dossier], monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    mark(desk, *MARKED)
    monkeypatch.setattr(turning_points, "MOST", 5)
    report = Report()
    turning_points.check(desk.dossier("en").corpus, report)
    assert "6 turning points with a date are marked; their page holds 5" in str(report.problems[0])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_is_one_page_and_every_point_can_be_read_on_it(language: str, desk: Desk, library: Library) -> None:
    library.warm(desk.root)
    mark(desk, *MARKED, "petition")
    bound(desk, "../2022-10-24")
    desk.keep_only(language, "turning_points")
    (made,), _ = build(desk.project, ())
    pdf = Pdf(made.pdf)
    assert pdf.pages == 1
    found, text = turning_points.compose(desk.dossier(language)), letters(pdf.text(1))
    for point in (*found.points, *found.bounded):
        for words in (*point.headline.split(), *point.date.split()):
            assert letters(words).casefold() in text.casefold(), words
