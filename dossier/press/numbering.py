"""Pages counted over units in their order: on which page each begins, on which side of a sheet, where anchors stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.press.unit import Number, Side, Unit


@dataclass(frozen=True, slots=True)
class Numbering:
    """Pages count from 1."""

    firsts: tuple[int, ...]  #: the page that each unit begins on
    blanks: dict[int, int]  #: pages that hold nothing, so that a chapter begins on its side -> the unit before
    total: int
    anchors: dict[str, int]
    is_rtl: bool

    def side(self, page: int) -> Side:
        """An Arabic document opens on a left page, any other on a right one."""
        return "left" if (page % 2 == 1) == self.is_rtl else "right"

    def of(self, number: Number, page: int) -> int:
        """What a number that stands on a page is; 0 for an anchor that is nowhere."""
        if number.kind == "place":
            return self.anchors.get(number.target, 0)
        return page if number.kind == "page" else self.total


def count(units: Sequence[Unit], *, is_rtl: bool) -> Numbering:
    opening: Side = "left" if is_rtl else "right"
    other: Side = "right" if is_rtl else "left"
    sides: dict[str, Side] = {"recto": opening, "verso": other, "left": "left", "right": "right"}
    firsts: list[int] = []
    blanks: dict[int, int] = {}
    anchors: dict[str, int] = {}
    page = 1
    for place, unit in enumerate(units):
        side = opening if page % 2 else other
        if place and sides.get(unit.begins, side) != side:
            blanks[page] = place - 1
            page += 1
        firsts.append(page)
        for anchor in unit.anchors:
            anchors.setdefault(anchor.name, page + anchor.page)
        page += len(unit.sheets)
    return Numbering(tuple(firsts), blanks, page - 1, anchors, is_rtl)
