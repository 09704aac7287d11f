"""Whether a structure tree is read in the order in which the document was written.

The tree of a finished PDF is held against the plain text of the same document, block by block. A block is known by the
letters in it whatever their order, for a line of Arabic whose words are not told otherwise stands in the order in which
it is seen; one that occurs twice is not compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.verification.finished import Content, Element

FEWEST = 3  #: letters of a block that can be told from others
_INLINE = frozenset({"Code", "Figure", "Link", "Quote", "Reference", "Span"})


@dataclass(frozen=True, slots=True)
class Order:
    written: int  #: blocks of the plain text
    shared: int  #: of them in the tree
    late: tuple[str, ...]  #: blocks of the tree that stand behind one that was written after them


def compare(root: Element, words: str) -> Order:
    """Hold a tree against the plain text of the same document, whose blocks end at tabs and line ends."""
    expected = [bag for part in re.split(r"[\t\n]", words) if len(bag := _bag(part)) >= FEWEST]
    actual = [(bag, text) for text in _blocks(root) if len(bag := _bag(text)) >= FEWEST]
    in_words, in_tree = Counter(expected), Counter(bag for bag, _ in actual)
    places = {bag: place for place, bag in enumerate(expected) if in_words[bag] == in_tree[bag] == 1}
    late, last = [], -1
    for bag, text in actual:
        place = places.get(bag, last)
        if place < last:
            late.append(text)
        last = max(last, place)
    return Order(len(expected), (in_words & in_tree).total(), tuple(late))


def _bag(text: str) -> str:
    plain = unicodedata.normalize("NFKC", re.sub(r"\[\d*\]", "", text))
    return "".join(sorted(c for c in plain if unicodedata.category(c) in {"Lo", "Ll", "Lu"}))


def _blocks(element: Element) -> Iterator[str]:
    """The words of each block, in the order of the tree; a footnote after the block that calls it."""
    text = [element.actual] if element.actual else []
    later: list[str] = []
    for kid in element.kids if not element.actual else ():
        if isinstance(kid, Content):
            text.append(kid.letters)
        elif isinstance(kid, Element) and kid.role == "Note":
            later += _blocks(kid)
        elif isinstance(kid, Element):
            inner = list(_blocks(kid))
            if kid.role in _INLINE:
                text += inner[:1]
                later += inner[1:]
            else:
                if text:
                    yield "".join(text)
                    text = []
                yield from inner
    if element.role == "Figure":
        text.append(element.alt)
    if text:
        yield "".join(text)
    yield from later
