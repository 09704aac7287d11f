"""The timeline on paper: a run of dates over months or years never stands over the title of its event."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Desk, Library, poppler

from dossier.build import build

RUNS = ("2019-02-28/2019-03-02", "2019-09-28~/2020-11-22~", "2019-09/2021-11", "2019-03-12/2019-03-14", "2019-03-12")

Box = tuple[float, float, float, float]


def boxes(pdf: Path) -> list[list[tuple[Box, str]]]:
    """(x, y from the top, x, y; letters) of every word of every page, as another program sees them: in pt."""
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    pages = poppler("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]
    return [
        [((float(a), float(b), float(c), float(d)), html.unescape(text)) for a, b, c, d, text in word.findall(page)]
        for page in pages
    ]


def overlaps(one: Box, other: Box) -> bool:
    """Whether one word stands on another: by more than a kern beside it, and on its line."""
    beside = min(one[2], other[2]) - max(one[0], other[0])
    above = min(one[3], other[3]) - max(one[1], other[1])
    return beside > 1 and above > 0.5 * min(one[3] - one[1], other[3] - other[1])


def drawn(desk: Desk, library: Library, run: str, language: str, months: str, digits: str) -> Path:
    """The timeline with the petition, which has no date in the harbour, on that one."""
    path = "sources/documents/island-voice.yaml"
    desk.edit(path, "event: petition\n", f"event: petition\n    when: {{date: {run}, stated: so}}\n")
    settings = (desk.root / "sources/dossier.yaml").read_text("utf-8")
    settings = re.sub(r"(?m)^(months|digits): .*\n", "", settings)
    desk.write("sources/dossier.yaml", f"{settings.rstrip()}\nmonths: {months}\ndigits: {digits}\n")
    desk.keep_only(language, "timeline")
    library.warm(desk.root)
    (publication,), _ = build(desk.project, ())
    return publication.pdf


SETTINGS = (
    ("en", "gregorian", "western"),
    ("ar", "gregorian", "western"),
    ("ar", "both", "western"),
    ("ar", "both", "arabic-indic"),
    ("ar", "levantine", "arabic-indic"),
)


@pytest.mark.parametrize(
    ("run", "language", "months", "digits"),
    [
        pytest.param(run, *setting, marks=() if (number + nth) % len(RUNS) == 0 else pytest.mark.slow)
        for number, run in enumerate(RUNS)
        for nth, setting in enumerate(SETTINGS)
    ],
)
def test_no_date_stands_over_a_title(
    desk: Desk, library: Library, run: str, language: str, months: str, digits: str
) -> None:
    pages = boxes(drawn(desk, library, run, language, months, digits))
    year = run.rpartition("/")[2][:4]
    printed = year.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if digits == "arabic-indic" else year
    assert any(printed in text for page in pages for _, text in page)
    for page in pages:
        found = [(one, other) for n, one in enumerate(page) for other in page[n + 1 :] if overlaps(one[0], other[0])]
        assert found == []


def test_a_run_stands_in_two_lines_each_end_in_one(desk: Desk, library: Library) -> None:
    words = [word for page in boxes(drawn(desk, library, RUNS[0], "en", "gregorian", "western")) for word in page]
    at = next(n for n, pair in enumerate(pairwise(words)) if [text for _, text in pair] == ["28", "February"])
    (first, _), (_, _), (_, year), (_, dash) = words[at : at + 4]
    assert (year, dash) == ("2019", "–")
    end = next(box for (box, text), (_, following) in pairwise(words) if (text, following) == ("2", "March"))
    assert abs(first[0] - end[0]) < 0.5  # the second stands under the first
    assert 0 < end[1] - first[1] < 2 * (first[3] - first[1])


def test_a_column_that_is_too_narrow_breaks_and_covers_nothing(desk: Desk, library: Library) -> None:
    sheet = (Path(__file__).parents[2] / "templates/timeline.css").read_text("utf-8")
    narrow = "html[lang] .events.runs th:nth-child(2) { width: 30mm } html[lang] .events.runs th { width: 20mm }"
    desk.write("templates/timeline.css", f"{sheet}\n{narrow}\n")
    for page in boxes(drawn(desk, library, RUNS[1], "en", "gregorian", "western")):
        assert not [1 for n, one in enumerate(page) for other in page[n + 1 :] if overlaps(one[0], other[0])]


def test_words_that_overlap_are_seen() -> None:
    assert overlaps((0, 0, 10, 10), (5, 2, 15, 12))
    lines: list[Box] = [(0, 0, 10, 10), (10.5, 0, 20, 10), (0, 11, 10, 21)]
    assert not any(overlaps(one, other) for one, other in pairwise(lines))
