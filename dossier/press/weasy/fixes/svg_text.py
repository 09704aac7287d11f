"""Words in drawings (`<text>` of SVG) are set as words, if they are read from the right.

WeasyPrint 70.0 sets each letter by itself, one behind the other to the right, so that Arabic is neither joined nor in
order. Here a run of such words is set as one line, and the runs of a line (`<tspan>`) follow each other as they are
read. It is so wherever the drawing comes from: it is in the page, a file, a `data:` address or a background. Where each
letter has a place or a turn of its own, or the line follows a path, that cannot be, and is told.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from dossier.press.html import bidi
from dossier.press.html.css.stylesheet import declarations_of
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.patch import Patch
from dossier.problems import excerpt

with fast_imports():
    from weasyprint.logger import LOGGER

BY_LETTERS = "<text> of an SVG is drawn letter by letter"  #: begins what is told of words that cannot be set as words
_SVG = "{http://www.w3.org/2000/svg}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RLM = "\u200f"
_PLACES = ("x", "y", "dx", "dy", "rotate")


class _Whole(str):
    """A text that has one letter to those who count them: itself."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield self


def _set(stock: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(stock)
    def text(svg: Any, node: Any, font_size: float) -> None:
        words = node.text or ""
        if not bidi.has_letters(words, "rtl"):
            stock(svg, node, font_size)
        elif node.tag == "textPath" or _is_by_letters(node.attrib):
            _tell(words)
            stock(svg, node, font_size)
        else:
            element = node._etree_node
            element.text = _Whole(words)
            try:
                stock(svg, node, font_size)
            finally:
                element.text = words

    return text


def _is_by_letters(attributes: dict[str, str]) -> bool:
    """Whether letters have places of their own, or are turned."""
    numbers = {name: attributes.get(name, "").replace(",", " ").split() for name in _PLACES}
    return any(len(values) > 1 for values in numbers.values()) or any(
        re.search("[1-9]", one) for one in numbers["rotate"]
    )


def _tell(words: str) -> None:
    sample = excerpt(" ".join(words.split()))
    LOGGER.warning("%s: %s; it will look wrong: write the words in HTML, or draw them as shapes", BY_LETTERS, sample)


def _set_in_order(stock: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(stock)
    def init(image: Any, tree: Any, *args: Any) -> None:
        if any(_is_text(element) and len(element) and _is_arabic(element) for element in tree.iter()):
            tree = deepcopy(tree)  # it may be a part of the document, whose places are told by its elements
            for element, direction in list(_directed(tree, "ltr")):
                if _is_text(element) and len(element) and _is_arabic(element):
                    _order(element, direction)
        stock(image, tree, *args)

    return init


def _is_text(element: Element) -> bool:
    return element.tag in (f"{_SVG}text", "text")


def _is_arabic(element: Element) -> bool:
    return bidi.has_letters("".join(element.itertext()), "rtl")


def _directed(element: Element, outer: str) -> Iterator[tuple[Element, str]]:
    values = [one.value for one in declarations_of(element.get("style", "")) if one.name == "direction"]
    direction = values[-1] if values else element.get("direction", outer)
    yield element, direction
    for child in element:
        yield from _directed(child, direction)


def _order(text: Element, direction: str) -> None:
    """Have the runs of a line follow each other from the left, as they are drawn."""
    runs = _runs(text)
    if runs is None:
        _tell("".join(text.itertext()))
        return
    start = next((at for at, run in enumerate(runs) if at and {"x", "y"} & set(run.attrib)), len(runs))
    line = _visual(runs[:start], direction)
    for name in ("x", "y"):
        if runs and line[0] is not runs[0] and name in runs[0].attrib:
            text.set(name, runs[0].attrib.pop(name))
    for run in runs:
        run.set(_SPACE, "preserve")
    text.text = None
    text[:] = [*line, *runs[start:]]
    text.set(_SPACE, "preserve")


def _runs(text: Element) -> list[Element] | None:
    """A line as a list of runs without anything in them; None if it is not so simple."""
    runs: list[Element] = []
    preserve = text.get(_SPACE) == "preserve"
    parts: list[tuple[Element | None, str | None]] = [(None, text.text)]
    parts += [part for child in text for part in ((child, child.text), (None, child.tail))]
    for element, direction in parts:
        attributes = {} if element is None else element.attrib
        words = (direction or "") if preserve else re.sub(r"\s+", " ", direction or "")
        if not preserve and (not runs or (runs[-1].text or "").endswith(" ") or "x" in attributes):
            words = words.lstrip(" ")
        is_moved = bool(runs) and "x" not in attributes and bool({"dx", "dy", "rotate"} & set(attributes))
        if is_moved or (element is not None and len(element)):
            return None
        if words:
            run = Element(f"{_SVG}tspan" if element is None else element.tag, dict(attributes))
            run.text = words
            runs.append(run)
    if runs and not preserve:
        runs[-1].text = (runs[-1].text or "").rstrip(" ")
    return runs


def _visual(runs: list[Element], direction: str) -> list[Element]:
    """The runs of a line from left to right: those that are read the other way than the line turn round in it."""
    arabic = [at for at, run in enumerate(runs) if bidi.has_letters(run.text or "", "rtl")]
    latin = [at for at, run in enumerate(runs) if at not in arabic and bidi.has_letters(run.text or "", "ltr")]
    others = latin if direction == "rtl" else arabic

    def is_other(at: int) -> bool:
        before = max((one for one in (*arabic, *latin) if one <= at), default=-1)
        after = min((one for one in (*arabic, *latin) if one >= at), default=-1)
        return before in others and after in others

    groups = [(is_turned, [runs[at] for at in group]) for is_turned, group in groupby(range(len(runs)), is_other)]
    line: list[Element] = []
    if direction == "rtl":
        for is_latin, together in reversed(groups):
            line += _swap(together) if is_latin else [run for one in reversed(together) for run in _swap([one])]
    else:
        for is_arabic, together in groups:
            line += _turn(together) if is_arabic else together
    return line


def _swap(runs: list[Element]) -> list[Element]:
    """Runs that are set from the left in a line that is read from the right: so are the spaces at their ends."""
    first, last = runs[0].text or "", runs[-1].text or ""
    if not bidi.has_letters(first, "rtl") and "".join(run.text or "" for run in runs).strip(" "):
        before, after = first[: len(first) - len(first.lstrip(" "))], last[len(last.rstrip(" ")) :]
        runs[-1].text = last.rstrip(" ") + before
        runs[0].text = after + (runs[0].text or "").lstrip(" ")
    return runs


def _turn(runs: list[Element]) -> list[Element]:
    """Runs of Arabic in a line that is read from the left. What stands between them, spaces and signs, is theirs."""
    for at, run in enumerate(runs):
        words = run.text or ""
        if not (core := words.strip(" ")):
            continue
        before, after = words[: len(words) - len(words.lstrip(" "))], words[len(words.rstrip(" ")) :]
        mark_before, mark_after = _RLM * (at > 0), _RLM * (at < len(runs) - 1)
        run.text = after + mark_before + core + mark_after + before
    return runs[::-1]


PATCHES = (
    Patch("weasyprint.svg:text", _set),
    Patch("weasyprint.images:SVGImage.__init__", _set_in_order),
)
