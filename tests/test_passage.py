"""Places in an original, and citations of them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.passage import Citation, Passage, cite, parse, runs_of


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    ends = sorted(
        draw(st.lists(st.integers(1, 999_999), min_size=2, max_size=8).filter(lambda found: len(found) % 2 == 0))
    )
    return Passage(tuple(zip(ends[::2], ends[1::2], strict=True)))


@given(passages())
def test_what_is_written_is_read_again(passage: Passage) -> None:
    assert runs_of(str(passage)) == passage
    assert parse(f"lines {passage}") == passage
    assert cite(f"letter:{passage}") == Citation("letter", passage)


@given(st.text() | st.text(alphabet="lines 0123456789-,:").map("line ".__add__))
def test_any_other_text_is_refused_and_never_falls(text: str) -> None:
    for read in (parse, cite):
        with contextlib.suppress(ValueError):
            assert str(read(text))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("line 5", (5,)),
        ("lines 5-7", (5, 6, 7)),
        ("lines 6, 8", (6, 8)),
        ("lines 6,8-9", (6, 8, 9)),
        ("lines 5 - 7", (5, 6, 7)),
        ("lines 5-5", (5,)),
    ],
)
def test_lines(text: str, lines: tuple[int, ...]) -> None:
    passage = parse(text)
    assert (passage.lines, passage.first) == (lines, lines[0])


NO_PLACES = [
    "",
    "5",
    "line",
    "line five",
    "line 0",
    "lines 7-5",
    "lines 8, 6",
    "lines 5-",
    "page 5",
    "line ٥",
    "line 5 6",
]


@pytest.mark.parametrize("text", [*NO_PLACES, "lines 1-1000000", "lines " + "9" * 100_000], ids=lambda text: text[:20])
def test_what_is_no_place(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as told:
        parse(text)
    assert len(str(told.value)) < 150


@pytest.mark.parametrize("text", ["letter", "letter:", ":5", "letter:five", "letter 5"])
def test_what_is_no_citation(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        cite(text)
