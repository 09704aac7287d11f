"""Where the elements of a document were written: the template, or the stranger's file, and the line.

Nobody pays for this until something is to be told. Then the document is made once more with every start tag bearing
its place (`with_places`), which alters nothing else, so that its tree is that of the document that was drawn, element
by element, and `Origins` reads there where each was written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from dossier.press import tree
from dossier.problems import Place, Problem

PLACE = "data-place"  #: the attribute: path, percent-encoded, and line

_START = re.compile(r"<[a-zA-Z][^\s/><]*(?=[\s/>])")
_AT = re.compile(r",? at (\d+):\d+\b")


HeldIn = Literal["", "attributes", "text"]


@dataclass(frozen=True, slots=True)
class Written:
    """How a document was written, for whoever has to tell of it."""

    placed: Callable[[], str]  #: the very document that is drawn, with places
    read: Callable[[str], str]  #: the text of a file that a place names


@dataclass(frozen=True, slots=True)
class Heard:
    """A problem, with the element of the drawn document that it is about, if it is known."""

    problem: Problem
    element: Element | None = None
    words: tuple[str, ...] = ()  #: what to look for where it was written, the best first
    held_in: HeldIn = ""  #: where else the same words would be the same problem, told once


def with_places(text: str, path: str, line: int = 1) -> str:
    """HTML, or a piece of it that begins on a line of a file, with every start tag bearing its place.

    No quotation marks are needed, so that what looks like a tag in somebody's attribute breaks nothing.
    """
    out, done = [], 0
    for found in _START.finditer(text):
        line += text.count("\n", done, found.end())
        out += [text[done : found.end()], f" {PLACE}={quote(path)}:{line} "]
        done = found.end()
    return "".join([*out, text[done:]])


def places_of(root: Element, path: str) -> dict[Element, Place]:
    """The place of each element: its own, or that of the one it stands in, or the whole file."""
    places: dict[Element, Place] = {}
    waiting = [(root, Place(path))]
    while waiting:
        element, around = waiting.pop()
        name, _, line = element.get(PLACE, "").rpartition(":")
        places[element] = Place(unquote(name), int(line)) if name and line.isdigit() else around
        waiting += [(child, places[element]) for child in element]
    return places


def told_of(
    heard: Sequence[Heard], drawn: Element, written: Written | None, path: str, sheets: Sequence[tuple[str, str]]
) -> tuple[Problem, ...]:
    """Each problem once, with the place of its element in the drawn tree; those of `path` have none if `written` is
    None."""
    of_document = [one for one in heard if one.problem.place == Place(path)]
    if written is None or not of_document:
        return tuple(dict.fromkeys(one.problem for one in heard))
    origins = Origins(drawn, written, path, sheets)
    told: dict[Problem, None] = {}
    linked: set[Problem] = set()
    for one in heard:
        if one.problem not in linked:
            told[origins.told(one)] = None
        if one.held_in:
            linked.add(one.problem)  # the first has said in how many more
    return tuple(told)


class Origins:
    """The places of one document's elements."""

    def __init__(self, drawn: Element, written: Written, path: str, sheets: Sequence[tuple[str, str]]) -> None:
        self._path, self._read, self._sheets = path, written.read, sheets
        placed = tree.read(written.placed())
        self._elements = {old: new for old, new in zip(drawn.iter(), placed.iter(), strict=False) if old.tag == new.tag}
        if len(self._elements) != sum(1 for _ in drawn.iter()):
            self._elements = {}  # not the same document: better no line than a wrong one
        self._places = places_of(placed, path)
        self._lines: dict[str, list[int]] = {}  #: of each file, where its elements begin
        for place in sorted(set(self._places.values())):
            self._lines.setdefault(place.path, []).append(place.line)

    def told(self, heard: Heard) -> Problem:
        """The problem with the place where its element, or its words, were written, as far as that can be found."""
        problem = heard.problem
        if problem.place != Place(self._path):
            return problem
        element = self._new(heard.element)
        holders = [one for one in self._elements.values() if _holds(one, heard)] if heard.held_in else []
        if heard.held_in and element not in holders:
            if (place := self._in_sheets(heard.words)) is not None:
                return replace(problem, place=place)
            element = element if element is not None or not holders else holders[0]
        if element is None or not self._places[element].line:
            return problem
        at = _AT.search(problem.message)
        place = self._line_in(element, heard.words, int(at[1]) - 1 if at else 0)
        message = problem.message.replace(at[0], "", 1) if at else problem.message
        if more := len(holders) - (element in holders):
            message += f" (and in {more} more element{'' if more == 1 else 's'})"
        return replace(problem, place=place, message=message)

    def _new(self, element: Element | None) -> Element | None:
        return None if element is None else self._elements.get(element)

    def _in_sheets(self, words: Sequence[str]) -> Place | None:
        for path, css in self._sheets:
            for word in words:
                if (at := css.find(word)) >= 0:
                    return Place(path, css.count("\n", 0, at) + 1, at - css.rfind("\n", 0, at))
        return None

    def _line_in(self, element: Element, words: Sequence[str], down: int) -> Place:
        """The line of the words between the start of an element and of the next, or else that of its start tag.

        `down` lines below the start they are looked for first: there stands a declaration of its <style>.
        """
        place = self._places[element]
        lines = self._read(place.path).split("\n")
        within = max(self._places[one].line for one in element.iter() if self._places[one].path == place.path)
        starts = self._lines[place.path]
        following = bisect_right(starts, within)
        last = starts[following] - 1 if following < len(starts) else len(lines)
        before = _START.split(lines[last], maxsplit=1)[:1] if last < len(lines) else []  # on the next one's own line
        for first in dict.fromkeys((place.line + down, place.line)):
            text = "\n".join([*lines[first - 1 : last], *before])
            for word in words:
                if (at := text.find(word)) >= 0:
                    return Place(place.path, first + text.count("\n", 0, at))
        return place


def _holds(element: Element, heard: Heard) -> bool:
    """Whether an element has one of the words as an attribute or in its style, or in the text that is its own."""
    if heard.held_in == "text":
        own = "".join([element.text or "", *(child.tail or "" for child in element)])
        return any(word in own for word in heard.words)
    values = {unquote(value.strip()) for name, value in element.attrib.items() if name != PLACE}
    return any(unquote(word) in values or f"({word})" in element.get("style", "") for word in heard.words)
