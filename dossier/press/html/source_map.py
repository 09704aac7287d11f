"""Where the elements of a document were written: the template, or the stranger's file, and the line.

Nobody pays for this until something is to be told. Then the document is made once more with every start tag bearing
its place (`with_places`), which alters nothing else, so that its tree is that of the document that was drawn, element
by element, and `Origins` reads there where each was written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from dossier.press.html import tree
from dossier.problems import Place, Problem

PLACE = "data-place"  #: the attribute: path, percent-encoded, and line

_START = re.compile(r"<[a-zA-Z][^\s/><]*(?=[\s/>])")
_AT = re.compile(r",? at (\d+):\d+\b")
_URL = re.compile(r"url\(\s*[\"']?(.*?)[\"']?\s*\)")


HeldIn = Literal["", "attributes", "text"]


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """How a document was written, for whoever has to tell of it."""

    html: Callable[[], str]  #: the very document that is drawn, with places
    read: Callable[[str], str]  #: the text of a file that a place names


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem, with the element of the drawn document that it is about, if it is known."""

    problem: Problem
    element: Element | None = None
    words: tuple[str, ...] = ()  #: what to look for where it was written, the best first
    held_in: HeldIn = ""  #: where else the same words would be the same problem, told once


def with_places(text: str, path: str, line: int = 1) -> str:
    """HTML, or a piece of it that begins on a line of a file, with every start tag bearing its place.

    No quotation marks are needed, so that what looks like a tag in somebody's attribute breaks nothing.
    """
    out, end = [], 0
    for match in _START.finditer(text):
        line += text.count("\n", end, match.end())
        out += [text[end : match.end()], f" {PLACE}={quote(path)}:{line} "]
        end = match.end()
    return "".join([*out, text[end:]])


def places_of(root: Element, path: str) -> dict[Element, Place]:
    """The place of each element: its own, or that of the one it stands in, or the whole file."""
    places: dict[Element, Place] = {}
    pending = [(root, Place(path))]
    while pending:
        element, around = pending.pop()
        places[element] = place_on(element, "") if PLACE in element.attrib else around
        pending += [(child, places[element]) for child in element]
    return places


def place_on(element: Element, path: str, line: int = 1) -> Place:
    """The place that an element bears, or the whole file; of a line that is counted from it."""
    name, _, number = element.get(PLACE, "").rpartition(":")
    return Place(unquote(name), int(number) + line - 1) if name and number.isdigit() else Place(path)


def problems_of(
    diagnostics: Sequence[Diagnostic],
    root: Element,
    source: DocumentSource | None,
    path: str,
    sheets: Sequence[tuple[str, str]],
) -> tuple[Problem, ...]:
    """Each problem once, with the place of its element in the drawn tree; those of `path` have none if `source` is
    None."""
    of_document = [one for one in diagnostics if one.problem.place == Place(path)]
    if source is None or not of_document:
        return tuple(dict.fromkeys(one.problem for one in diagnostics))
    origins = Origins(root, source, path, sheets, of_document)
    problems: dict[Problem, None] = {}
    listed: set[Problem] = set()
    for one in diagnostics:
        if one.problem not in listed:
            problems[origins.problem_of(one)] = None
        if one.held_in:
            listed.add(one.problem)  # the first has said in how many more
    return tuple(problems)


class Origins:
    """The places of one document's elements."""

    def __init__(
        self,
        root: Element,
        source: DocumentSource,
        path: str,
        sheets: Sequence[tuple[str, str]],
        diagnostics: Sequence[Diagnostic],
    ) -> None:
        self._path, self._sheets = path, sheets
        self._text = cache(lambda path: source.read(path).split("\n"))
        root_with_places = tree.read(source.html())
        self._elements = {
            old: new for old, new in zip(root.iter(), root_with_places.iter(), strict=False) if old.tag == new.tag
        }
        if len(self._elements) != sum(1 for _ in root.iter()):
            self._elements = {}  # not the same document: better no line than a wrong one
        self._places = places_of(root_with_places, path)
        self._lines: dict[str, list[int]] = {}  #: of each file, where its elements begin
        for place in sorted(set(self._places.values())):
            self._lines.setdefault(place.path, []).append(place.line)
        self._holders = _holders(self._elements.values(), diagnostics)

    def problem_of(self, diagnostic: Diagnostic) -> Problem:
        """The problem with the place where its element, or its words, were written, as far as that can be found."""
        problem = diagnostic.problem
        if problem.place != Place(self._path):
            return problem
        element = self._new(diagnostic.element)
        holders = self._holders[diagnostic.held_in, unquote(diagnostic.words[0])] if diagnostic.held_in else []
        if diagnostic.held_in and element not in holders:
            within = holders if element is None else [one for one in element.iter() if one in holders]
            if not within and (place := self._in_sheets(diagnostic)) is not None:
                return replace(problem, place=place)
            element = within[0] if within else element
        if element is None or not self._places[element].line:
            return problem
        at = _AT.search(problem.message)
        place = self._line_in(element, diagnostic.words, int(at[1]) - 1 if at else 0)
        message = problem.message.replace(at[0], "", 1) if at else problem.message
        if more := len(holders) - (element in holders):
            message += f" (and in {more} more element{'' if more == 1 else 's'})"
        return replace(problem, place=place, message=message)

    def _new(self, element: Element | None) -> Element | None:
        return None if element is None else self._elements.get(element)

    def _in_sheets(self, diagnostic: Diagnostic) -> Place | None:
        """Where a sheet names the letter or, quoted or in brackets, the address."""
        before = "" if diagnostic.held_in == "text" else r"""["'(]\s*"""
        word = re.compile(before + f"({re.escape(diagnostic.words[0])})")
        for path, css in self._sheets:
            if match := word.search(css):
                at = match.start(1)
                return Place(path, css.count("\n", 0, at) + 1, at - css.rfind("\n", 0, at))
        return None

    def _line_in(self, element: Element, words: Sequence[str], down: int) -> Place:
        """The line of the words between the start of an element and of the next, or else that of its start tag.

        `down` lines below the start they are looked for first: there stands a declaration of its <style>.
        """
        place = self._places[element]
        lines = self._text(place.path)
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


def _holders(
    elements: Iterable[Element], diagnostics: Iterable[Diagnostic]
) -> Mapping[tuple[HeldIn, str], list[Element]]:
    """The elements that have the first word of a problem, by where it is held: an attribute, or their own text."""
    words = {(one.held_in, unquote(one.words[0])) for one in diagnostics if one.held_in}
    holders: defaultdict[tuple[HeldIn, str], list[Element]] = defaultdict(list)
    for element in elements if words else ():
        values = [value for name, value in element.attrib.items() if name != PLACE]
        values += _URL.findall(element.get("style", ""))
        letters = "".join([element.text or "", *(child.tail or "" for child in element)])
        pairs: set[tuple[HeldIn, str]] = {("attributes", unquote(value.strip())) for value in values}
        pairs |= {("text", letter) for letter in letters}
        for key in words & pairs:
            holders[key].append(element)
    return holders
