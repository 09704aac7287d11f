"""Pages counted over units in their order: on which page each begins, on which side of a sheet, where anchors stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from dossier.press.linker.unit import LateNumber, Side, Unit


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

    def of(self, number: LateNumber, page: int) -> int:
        """What a number that stands on a page is; 0 for an anchor that is nowhere."""
        if number.kind == "place":
            return self.anchors.get(number.target, 0)
        return page if number.kind == "page" else self.total


class Extent(NamedTuple):
    """How much room a unit takes, or may be expected to take."""

    pages: int
    anchors: Iterable[tuple[str, int]]  #: and on which of its pages, from 0
    begins: str = "any"  #: as `Unit.begins`


def extent(unit: Unit) -> Extent:
    return Extent(len(unit.sheets), ((anchor.name, anchor.page) for anchor in unit.anchors), unit.begins)


def count(extents: Iterable[Extent], *, is_rtl: bool) -> Numbering:
    opening: Side = "left" if is_rtl else "right"
    other: Side = "right" if is_rtl else "left"
    sides: dict[str, Side] = {"recto": opening, "verso": other, "left": "left", "right": "right"}
    firsts: list[int] = []
    blanks: dict[int, int] = {}
    anchors: dict[str, int] = {}
    page = 1
    for place, one in enumerate(extents):
        side = opening if page % 2 else other
        if place and sides.get(one.begins, side) != side:
            blanks[page] = place - 1
            page += 1
        firsts.append(page)
        for name, further in one.anchors:
            anchors.setdefault(name, page + further)
        page += one.pages
    return Numbering(tuple(firsts), blanks, page - 1, anchors, is_rtl)
