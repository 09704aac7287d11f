"""HTML -> HTML whose every line WeasyPrint sets in the right order.

`mark` stands between the templates and WeasyPrint. It adds what an author need not write: an explicit `dir` where one
is only implied, a box round every run of the other script and round the forms of numbers that would fall apart, and
joiners where a tag cuts an Arabic word. Words and their order stay, and so does every other attribute; comments go.
Marking twice is marking once.

An element with a `dir` of its own is closed: nothing outside is ordered together with what is in it, and no language
is put on it, so that a template that writes `dir=ltr` on a reference or a plate keeps its own face. What an element is,
is told by its name and not by its style: a `span` that a stylesheet lays out as a block wants a `dir`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dossier.press import bidi, tree
from dossier.press.bidi import Direction, Run
from dossier.press.origins import places_of
from dossier.problems import NOWHERE, Place, Problem

#: Elements that stand in a line of words and may be part of a run.
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_SMALL = frozenset({"sub", "sup"})
_CODE = frozenset({"code", "kbd", "listing", "pre", "samp", "tt", "xmp"})
#: Elements without words for the page.
_CLOSED_NAMES = "head iframe noembed noframes noscript script select style template textarea title"
_CLOSED = frozenset(_CLOSED_NAMES.split())

_SUSPECT: dict[Direction, re.Pattern[str]] = {  # only a line with one of these may need a box
    "rtl": re.compile(r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[0-9۰-۹]"),
    "ltr": re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"),
}
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Marked:
    """A document for WeasyPrint, and what could not be set right in it, in words for whoever wrote it."""

    html: str
    found: tuple[tuple[Place, str], ...] = ()  #: with the place of the element, if the document bears places
    root: Element | None = field(default=None, compare=False)  #: the same, as reading it again would give it

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(told for _, told in self.found))

    def told_of(self, path: str, severity: str = "error") -> list[Problem]:
        """The problems, with the file for those that have no place."""
        return [Problem(place if place.path else Place(path), told, "", severity) for place, told in self.found]


def mark(html: str, *, justified: bool = False) -> Marked:
    """The document with its directions and its runs made explicit.

    WeasyPrint 70.0 shifts a right-to-left line that ends before an inline element by one space, unless the space is in
    one box with that element: a justified line always, another where the element alone goes to the next line (three
    lines of the first briefing stood 2 pt out of their column). `justified` asks for these boxes.
    """
    try:
        root = tree.read(html)
        found = mark_tree(root, justified=justified)
        return Marked(tree.write(root, html), found, root)
    except RecursionError:
        return Marked(html, ((NOWHERE, "its elements are nested too deeply"),))


def mark_tree(root: Element, *, justified: bool = False) -> tuple[tuple[Place, str], ...]:
    """`mark`, in a tree that has been read, and that is then as reading the marked document would give it."""
    marker = _Marker(justified)
    marker.document(root)
    places = places_of(root, "") if marker.problems else {}
    return tuple(dict.fromkeys((places[element], told) for element, told in marker.problems))


@dataclass(slots=True)
class _Line:
    """Words of a block up to something that no run reaches over, and the inline elements they stand in."""

    host: Element
    parents: dict[Element, Element] = field(default_factory=dict)  #: of the inline elements, up to the host
    texts: list[tree.Text] = field(default_factory=list)
    spans: dict[Element, tuple[int, int]] = field(default_factory=dict)  #: where those that are whole begin and end
    foreign: list[Element] = field(default_factory=list)  #: those that name a language of the other direction
    length: int = 0

    def add(self, owner: Element, parent: Element, *, is_tail: bool) -> None:
        text = tree.Text(owner, is_tail, parent, self.length)
        if text.words:
            self.texts.append(text)
            self.length += len(text.words)

    def text_at(self, at: int) -> tree.Text:
        return next(text for text in reversed(self.texts) if text.start <= at)

    def pieces(self, text: str) -> Iterator[tuple[int, int]]:
        """The line cut where a digit touches a letter or a digit across a tag: <b>1</b><b>C3</b> are two things."""
        start = 0
        for before, after in itertools.pairwise(self.texts):
            touching = text[after.start - 1 : after.start + 1]
            is_number = touching.isalnum() and not touching.isalpha()
            if is_number and _SMALL.isdisjoint({before.parent.tag, after.parent.tag}):
                yield start, after.start
                start = after.start
        yield start, len(text)

    def runs(self, text: str, start: int, end: int, direction: Direction, *, whole: bool = False) -> list[Run]:
        """The runs of a part of the line."""
        tags = [part.start - start for part in self.texts if part.start > start]
        found = bidi.runs(text[start:end], direction, whole=whole, tags=tags)
        return [Run(start + run.start, start + run.end, run.language) for run in found]

    def way(self, text: tree.Text) -> list[Element]:
        """The elements a text stands in, from the host inwards."""
        element, way = text.parent, [text.parent]
        while element is not self.host:
            element = self.parents[element]
            way.append(element)
        return way[::-1]

    def extent(self, element: Element) -> tuple[int, int]:
        """Where the words of an inline element begin and end, of those that are in this line."""
        inside = [text for text in self.texts if element in self.way(text)]
        return inside[0].start, inside[-1].start + len(inside[-1].words)


class _Marker:
    """One walk over a document."""

    def __init__(self, justified: bool) -> None:
        self.justified = justified
        self.problems: list[tuple[Element, str]] = []

    def document(self, root: Element) -> None:
        direction = _explicit(root)
        language = root.get("lang", "")
        if not language and not direction:
            text = "".join(tree.words(root, _CLOSED))
            letters = bidi.letters(text, "rtl")
            if len(letters) > len(bidi.letters(text, "ltr")):
                direction = "rtl"
                root.attrib.update({"lang": found} if (found := bidi.language_of(letters)) else {})
        direction = direction or bidi.direction_of(language)
        root.set("dir", direction)
        self.block(root, direction)
        _join(root, None)

    def block(self, host: Element, direction: Direction, around: Direction | None = None) -> None:
        """Mark all that stands in an element. `around` is the direction of the line that it is a part of, if it is."""
        line = self.contents(host, direction, _Line(host))
        self.finish(line, direction)
        if self.justified and "rtl" in {direction, around}:
            _box_spaces(host)

    def contents(self, element: Element, direction: Direction, line: _Line) -> _Line:
        """Gather the text of an element, finishing each line where it ends; the line that is still open."""
        line.add(element, element, is_tail=False)
        for child in list(element):
            own = self.direction(child, direction)
            if child.tag in _INLINE and "dir" not in child.attrib:
                line.parents[child] = element
                opened, start = line, line.length
                line = self.contents(child, direction, line)
                if line is opened:
                    line.spans[child] = (start, line.length)
                    line.foreign += [child] if own != direction else []
            else:
                self.finish(line, direction)
                if child.tag not in _CLOSED and child.tag[0] != "{" and not (child.tag in _CODE and own == "ltr"):
                    self.block(child, own, direction if child.tag in _INLINE else None)
                if own != direction and child.tag in _INLINE:
                    tree.put_spaces_out(element, child)
                line = _Line(line.host, line.parents)
            line.add(child, element, is_tail=True)
        return line

    def direction(self, element: Element, inherited: Direction) -> Direction:
        """The direction of an element, written on it unless it is inherited or a matter of its line."""
        if element.tag in _CLOSED or element.tag[0] == "{":
            return inherited
        if element.tag == "bdo":
            self.problems.append((element, f"<bdo> cannot turn letters round on paper: {_start(element)}"))
        if explicit := _explicit(element):
            element.set("dir", explicit)
            return explicit
        said = element.attrib.pop("dir", "").strip().lower()
        if not (said == "auto" or element.tag in {"bdi", "bdo"} or "lang" in element.attrib or element.tag in _CODE):
            return inherited
        text = "".join(tree.words(element, _CLOSED))
        own: Direction | None
        if said == "auto" or element.tag in {"bdi", "bdo"}:
            own = bidi.first_strong(text) or inherited
            element.set("dir", own)
        elif "lang" in element.attrib:
            own = bidi.base_direction(text, element.get("lang", ""))
            if own and own != inherited and (element.tag not in _INLINE or bidi.has_letters(text, inherited)):
                element.set("dir", own)
        else:
            own = "ltr" if bidi.has_letters(text, "ltr") and not bidi.has_letters(text, "rtl") else None
            if own and own != inherited:
                element.set("dir", own)
        return own or inherited

    def finish(self, line: _Line, direction: Direction) -> None:
        """Put every run of a line into a box."""
        text = "".join(part.words for part in line.texts)
        if not _SUSPECT[direction].search(text):
            return
        whole = _stands_alone(text, direction) and _stands_alone("".join(tree.words(line.host, _CLOSED)), direction)
        runs = [run for start, end in line.pieces(text) for run in line.runs(text, start, end, direction, whole=whole)]
        named = {}
        for element in line.foreign:
            start, end = _stripped(text, *line.spans[element])
            touching = [run for run in runs if run.start < end and start < run.end]
            first, last = min([start, *(run.start for run in touching)]), max([end, *(run.end for run in touching)])
            language = touching[0].language if len(touching) == 1 else ""
            runs = sorted([run for run in runs if run not in touching] + [Run(first, last, language)])
            named[first, last] = element
        for run in reversed(runs):
            element_of_it = named.get((run.start, run.end))
            if element_of_it is not None and _stripped(text, *line.spans[element_of_it]) == (run.start, run.end):
                element_of_it.set("dir", _other(direction))
                tree.put_spaces_out(line.parents[element_of_it], element_of_it)
                self.block(element_of_it, _other(direction), direction)
            else:
                self.box(line, text, run, direction)

    def box(self, line: _Line, text: str, run: Run, direction: Direction) -> None:
        """Put a run into a box, or its parts, if the run begins or ends in the midst of an inline element."""
        first, last = line.text_at(run.start), line.text_at(run.end - 1)
        ways = line.way(first), line.way(last)
        depth = sum(1 for a, b in zip(*ways, strict=False) if a is b)
        container = ways[0][depth - 1]
        edges = [way[depth] if len(way) > depth else None for way in ways]
        cut = None
        for element, is_end in zip(edges, (False, True), strict=True):
            if element is None:
                continue
            start, end = line.extent(element)
            outside = text[run.end : end] if is_end else text[start : run.start]
            if element not in line.spans or outside.strip():
                cut = start if is_end else end
        if cut is not None:
            said = " ".join(text[run.start : run.end].split())
            told = f"a tag cuts a phrase of the other script, so its order may be lost: {said}"
            self.problems.append((container, told))
            for start, end in ((cut, run.end), (run.start, cut)):
                for part in reversed(line.runs(text, start, end, direction)):
                    self.box(line, text, part, direction)
            return
        box = Element("span", {"lang": run.language, "dir": _other(direction)})
        if not run.language:
            del box.attrib["lang"]
        tree.wrap(container, box, (first, run.start, edges[0]), (last, run.end, edges[1]))
        if any(edge is not None for edge in edges):
            tree.put_spaces_out(container, box)
        self.block(box, _other(direction), direction)  # a line of its own, with its own numbers


def _box_spaces(element: Element) -> None:
    """Put each inline element of a line into one box with the space before it."""
    if element.tag == "span" and not element.attrib and len(element) == 1 and (element.text or " ").isspace():
        return
    for child in list(element):
        if child.tag not in _INLINE and child.tag != "img":
            continue
        if "dir" not in child.attrib:
            _box_spaces(child)
        index = list(element).index(child)
        before = (element[index - 1].tail if index else element.text) or ""
        bare = before.rstrip(tree.SPACES)
        if bare == before or not (bare or (index and element[index - 1].tag in _INLINE)):
            continue
        box = Element("span")
        box.text, box.tail, child.tail = before[len(bare) :], child.tail, None
        element.remove(child)
        box.append(child)
        element.insert(index, box)
        if index:
            element[index - 1].tail = bare
        else:
            element.text = bare


def _join(element: Element, last: tree.Text | None) -> tree.Text | None:
    """Put joiners on both sides of every tag inside an Arabic word; the text that a word may go on from."""
    last = _joined(last, tree.Text(element, False, element, 0))
    for child in element:
        if child.tag in _INLINE and "dir" not in child.attrib:
            last = _join(child, last)
        else:
            if child.tag not in _CLOSED and child.tag[0] != "{":
                _join(child, None)
            last = None
        last = _joined(last, tree.Text(child, True, element, 0))
    return last


def _joined(last: tree.Text | None, text: tree.Text) -> tree.Text | None:
    if not text.words:
        return last
    if last is not None and bidi.joins(last.words, text.words):
        last.words = last.words.rstrip(_JOINER) + _JOINER
        text.words = _JOINER + text.words.lstrip(_JOINER)
    return text


def _stands_alone(text: str, direction: Direction) -> bool:
    """Whether nothing in a text is written in that direction, not even a stop."""
    return not bidi.has_letters(text, direction) and not (direction == "rtl" and any(stop in text for stop in "،«»"))


def _explicit(element: Element) -> Direction | None:
    said = element.get("dir", "").strip().lower()
    return "ltr" if said == "ltr" else "rtl" if said == "rtl" else None


def _other(direction: Direction) -> Direction:
    return "ltr" if direction == "rtl" else "rtl"


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of a text without the spaces at its edges."""
    part = text[start:end]
    return end - len(part.lstrip()), start + len(part.rstrip())


def _start(element: Element) -> str:
    text = " ".join("".join(element.itertext()).split())
    return text if len(text) <= 40 else text[:40] + "…"
