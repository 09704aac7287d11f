"""What `dossier check` passes, a build finishes: sources that ask for more than anybody could draw have a problem."""

from __future__ import annotations

import time

import pytest
from conftest import Desk

from dossier.build import check
from dossier.model.passage import MOST_LINES, citation_of, lines_of
from dossier.problems import Broken, nearest
from dossier.reading.record_checks import MOST_CELLS

MARK = "sources/dossier.yaml"


def told(desk: Desk) -> list[str]:
    with pytest.raises(Broken) as broken:
        check(desk.project)
    return [str(problem) for problem in broken.value.problems if problem.severity == "error"]


@pytest.mark.parametrize("of", ["999999999", "201"])
def test_a_rank_has_as_many_cells_as_can_be_drawn(desk: Desk, of: str) -> None:
    desk.edit(MARK, "    of: 8\n", f"    of: {of}\n")
    (only,) = told(desk)
    assert only.startswith(
        f"{MARK}:59:5: a rank among {int(of):,} cannot be drawn: it has a cell for each, and 200 at most"
    )


def test_the_longest_rank_is_drawn(desk: Desk) -> None:
    desk.edit(MARK, "    of: 8\n", f"    of: {MOST_CELLS}\n")
    assert not [problem for problem in check(desk.project)[1] if problem.severity == "error"]


def test_a_panel_shows_what_a_document_gives(desk: Desk) -> None:
    desk.edit(MARK, "figures: [passengers, boat-capacity,", "figures: [passengers, nobody-gives, boat-capacity,")
    desk.write(
        "sources/figures/nobody-gives.yaml",
        "title: {ar: شيء, en: Something}\nunit: {ar: شيء, en: things}\n",
    )
    assert any(
        line.startswith(f"{MARK}:47:5: no document gives the figure 'nobody-gives', which a panel shows")
        for line in told(desk)
    )


def test_bars_of_nothing_are_no_bars(desk: Desk) -> None:
    for document in ("bulletin", "pilot", "island-voice"):
        text = (desk.root / f"sources/documents/{document}.yaml").read_text("utf-8")
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if "figure: fare-" in line:
                at = next(n for n in range(number, number + 4) if "value:" in lines[n])
                head, _, rest = lines[at].partition("value:")
                lines[at] = f"{head}value: 0{rest[len(rest.split(',')[0]) :] if ',' in rest else ''}"
        desk.write(f"sources/documents/{document}.yaml", "\n".join(lines))
    assert any("bars cannot show 0 beside nothing else" in line for line in told(desk))


def test_a_place_names_lines_that_somebody_could_read() -> None:
    assert lines_of(f"lines 1-{MOST_LINES}").count == len(lines_of(f"lines 1-{MOST_LINES}").lines) == MOST_LINES
    for read, text in (
        (lines_of, "lines 1-999999"),
        (lines_of, "lines 1-1000, 5000-6000"),
        (citation_of, "letter:1-2001"),
    ):
        with pytest.raises(ValueError, match="lines, and no place: name those where it stands"):
            read(text)


def test_what_was_meant_is_soon_found() -> None:
    known = [f"event-of-the-harbour-{number}" for number in range(300)]
    begun = time.process_time()
    for number in range(2_000):
        assert nearest(f"evnt-of-the-harbour-{number}", known).startswith("did you mean event-of-the-harbour-")
    nearest("x" * 1_000_000, known)
    assert time.process_time() - begun < 2
