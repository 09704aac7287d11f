"""Anchors where people and bodies are named, so that an index can tell on which pages that is.

A name may be parted by tags and goes over no block. Of those who are named several times in one block, the first and
the last place have an anchor: a block that goes over a page has both pages.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import accumulate

from dossier.chapters.names import END, PREFIX

_PIECE = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.S)
_TAG = re.compile(r"</?([a-z0-9]+)")
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"&#?\w+;|\s+|[^&\s]+|&")
_BLOCK_NAMES = (
    "blockquote br caption dd div dl dt figcaption footer h1 h2 h3 h4 header li ol p section table tbody td tfoot th "
    "thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset({"script", "style", "svg", "title"})
_LONGEST = 200  #: letters of a form

Forms = Mapping[str, tuple[str, ...]]  #: form of a name -> the ids of all who bear it


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds the forms of names in words, the longest first."""

    forms: Forms
    _by_word: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for form in sorted(self.forms, key=len, reverse=True):
            if word := _WORD.search(form):
                self._by_word.setdefault(_key(word[0]), []).append(form)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, form) of each name, from the beginning of the word that it stands in."""
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            for skipped, lead in _readings(word[0]):
                begin = word.start() + skipped
                if form := self._longest(lead + text[begin : begin + _LONGEST], lead + word[0][skipped:]):
                    done = begin + len(form) - len(lead)
                    yield word.start(), done, form
                    break

    def _longest(self, text: str, word: str) -> str:
        """The longest form that a text begins with, whose first word is given."""
        for form in self._by_word.get(_key(word), ()):
            if text[1:].startswith(form[1:]) and text[0].casefold() == form[0].casefold():
                following = text[len(form) : len(form) + 1]
                if not (following and (_WORD.match(following) or unicodedata.combining(following))):
                    return form
        return ""


def _key(word: str) -> str:
    return word[0].casefold() + word[1:]


def _readings(word: str) -> Iterator[tuple[int, str]]:
    """How a word may begin a name: as it is, and behind Arabic words of one letter, which are written together with the
    next one; of these one takes the first letter of the article. What is skipped, and what is to be put there.
    """
    yield 0, ""
    start = 1 if word[:1] in ("و", "ف") else 0
    if start and len(word) > start:
        yield 1, ""
    if word[start : start + 1] in ("ب", "ك", "ل") and len(word) > start + 1:
        yield start + 1, ""
        if word[start : start + 2] == "لل":
            yield start + 1, "ا"


def with_anchors(html: str, finder: NameFinder, key: str) -> str:
    """A section with its anchors; `key` tells it from the other sections of its document."""
    pieces = _PIECE.findall(html)
    silent, block, count = "", list[int](), 0
    for place, piece in enumerate([*pieces, "<p>"]):
        tag = _TAG.match(piece)
        name = tag[1] if tag else ""
        if silent:
            silent = "" if piece.startswith("</") and name == silent else silent
        elif name in _SILENT and not piece.endswith("/>"):
            silent = name
        elif not piece.startswith("<"):
            block.append(place)
        elif name in _BLOCKS:
            count = _put(pieces, block, finder, key, count)
            block = []
    return "".join(pieces)


def _put(pieces: list[str], block: list[int], finder: NameFinder, key: str, count: int) -> int:
    """Put the anchors of one block into its pieces; how many there are by now."""
    written = "".join(pieces[place] for place in block)
    if next(finder.find(" ".join(unescape(written).split())), None) is None:
        return count  # as most blocks, and that is found sooner than where each letter stands
    text, places = _read(written)
    named: dict[str, list[tuple[int, int]]] = {}
    for start, end, form in finder.find(text):
        for party in finder.forms[form]:
            named.setdefault(party, []).append((places[start], places[end]))
    starts = list(accumulate((len(pieces[place]) for place in block), initial=0))
    for span in sorted({span for found in named.values() for span in (found[0], found[-1])}, reverse=True):
        number = bisect_right(starts, span[0]) - 1
        piece, start = pieces[block[number]], span[0] - starts[number]
        end = min(span[1], starts[number + 1]) - starts[number]
        words = piece[start:end]
        for party, found in named.items():
            if span in (found[0], found[-1]):
                count += 1
                words = f'<span id="{PREFIX}{party}{END}{key}-{count}">{words}</span>'
        pieces[block[number]] = piece[:start] + words + piece[end:]
    return count


def _read(written: str) -> tuple[str, Sequence[int]]:
    """A text as it is read, every space one; and where each of its letters, and its end, is written."""
    text: list[str] = []
    places: list[int] = []
    for match in _RUN.finditer(written):
        run = match[0]
        if run[0] == "&":
            run = unescape(run)
            places += [match.start()] * len(run)
        elif run.isspace():
            places.append(match.start())
        else:
            places += range(match.start(), match.end())
        text.append(" " if run.isspace() else run)
    return "".join(text), (*places, len(written))
