"""Arabic for terminals that neither join letters nor order them; all others get the words as they were written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.cli import terminal


def test_nothing_is_done_unless_it_is_asked_for() -> None:
    assert terminal.shape_lines("عبّارة الفنار", shape=False) == "عبّارة الفنار"


def test_letters_are_joined_and_put_in_the_order_of_the_screen() -> None:
    drawn = terminal.shape_lines("بحر", shape=True)
    assert [unicodedata.name(letter) for letter in drawn] == [
        "ARABIC LETTER REH FINAL FORM",
        "ARABIC LETTER HAH MEDIAL FORM",
        "ARABIC LETTER BEH INITIAL FORM",
    ]


def test_a_place_before_arabic_stays_at_the_left() -> None:
    drawn = terminal.shape_lines("sources/x.yaml:3:5: unknown 'بحر'", shape=True)
    assert drawn.startswith("sources/x.yaml:3:5: unknown '")
    assert "بحر" not in drawn
    assert drawn.endswith("'")


def test_each_line_is_ordered_by_itself() -> None:
    first, second, third = terminal.shape_lines("بحر\nsea\nبر", shape=True).split("\n")
    assert (first, second) == (terminal.shape_lines("بحر", shape=True), "sea")
    assert third == terminal.shape_lines("بر", shape=True)


@given(st.text(st.characters(max_codepoint=0x5FF), max_size=40))
def test_a_text_without_arabic_is_left_alone(text: str) -> None:
    assert terminal.shape_lines(text, shape=True) == text


@pytest.mark.parametrize(("value", "wanted"), [(None, False), ("", False), ("0", False), ("1", True)])
def test_it_is_a_setting(monkeypatch: pytest.MonkeyPatch, value: str | None, wanted: bool) -> None:
    if value is None:
        monkeypatch.delenv(terminal.SETTING, raising=False)
    else:
        monkeypatch.setenv(terminal.SETTING, value)
    assert terminal.wants_shaping() is wanted
