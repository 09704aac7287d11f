"""Dashes that fit their line, and waves that can be seen."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest


class Pen:
    """Takes down what a stream is told to draw."""

    def __init__(self) -> None:
        self.told: list[tuple[str, tuple]] = []

    def stacked(self):
        return importlib.import_module("contextlib").nullcontext()

    def __getattr__(self, name: str):
        return lambda *given, **_: self.told.append((name, given))


def drawn_by(plain: ModuleType, *given: object) -> dict[str, list[tuple]]:
    pen = Pen()
    with importlib.import_module("dossier.press.weasy.fixes_table").installed():
        importlib.import_module("weasyprint.draw.border").draw_line(pen, *given)
    return {name: [given for one, given in pen.told if one == name] for name, _ in pen.told}


@pytest.mark.parametrize(("length", "thickness"), [(18, 4), (100, 1), (57, 2), (400, 3)])
def test_a_dashed_line_begins_and_ends_with_a_dash(plain: ModuleType, length: float, thickness: float) -> None:
    ((dashes, offset),) = drawn_by(plain, 0, 0, length, 0, thickness, "dashed", "red")["set_dash"]
    dash, gap = dashes
    assert offset == 0
    assert (length + gap) / (dash + gap) == pytest.approx(round((length + gap) / (dash + gap)))
    assert dash == (2 if thickness >= 3 else 3) * thickness
    assert 0 < gap < 1.5 * dash


def test_a_wave_goes_on_from_one_text_to_the_next(plain: ModuleType) -> None:
    first = drawn_by(plain, 0, 50, 40, 50, 1, "wavy", "red", 0)
    assert first["move_to"] == [(0, 50)]
    heights = {point[1] for point in first["curve_to"]}
    assert heights == {53.5}
    assert first["curve_to"][-1][4] >= 40
    assert drawn_by(plain, 40, 50, 60, 50, 1, "wavy", "red", 40)["move_to"] == [(pytest.approx(40), 50)]


def test_other_lines_are_left_as_they_are(plain: ModuleType) -> None:
    assert "set_dash" not in drawn_by(plain, 0, 0, 9, 0, 1, "solid", "red")
    assert drawn_by(plain, 0, 0, 9, 0, 1, "dotted", "red")["set_dash"] == [([0, 2], 0)]
