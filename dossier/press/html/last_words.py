"""The last two words of a paragraph are tied by a no-break space, so that no line of one short word ends it.

A document asks for it: `<html data-last-words="tied">`. A last word that is long may stand by itself, and so may any in
a cell too narrow for two; marks of references behind it belong to it. In a quotation nothing is tied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from dossier.press.html.bidi import OBJECT
from dossier.press.html.tree import TextNode

ASKED = ("data-last-words", "tied")  #: attribute and value, of the root
_HOSTS = frozenset({"dd", "div", "figcaption", "h2", "li", "p", "td", "th"})  #: elements that are read as paragraphs
LEAST = 30  #: characters of a paragraph that may have more than one line
LONGEST = 24  #: characters of two words that may be tied

_PAIR = re.compile(rf"(?<=[^\s\u00a0{OBJECT}]) (?=([^\s{OBJECT}]*\w[^\s{OBJECT}]*)[\W{OBJECT}]*\Z)")


def ends_in_words(host: Element) -> bool:
    """Whether an element is read as a paragraph."""
    return host.tag in _HOSTS or host.get("role") == "doc-footnote"


def tie(texts: Sequence[TextNode], line: str) -> None:
    """Tie the last two words of a line of text; `line` is all of it, with a sign for what is no text."""
    match = _PAIR.search(line, max(len(line) - 200, 0)) if len(line) >= LEAST else None
    if not match:
        return
    before = re.split(rf"[\s\u00a0{OBJECT}]", line[: match.start()])[-1]
    if len(before) + len(match[1]) >= LONGEST or (before[-1:].isdigit() and match[1][0].isdigit()):
        return  # two numbers would be one to the bidirectional algorithm
    for text in texts:
        at = match.start() - text.start
        if 0 <= at < len(text.words):
            text.words = f"{text.words[:at]}\u00a0{text.words[at + 1 :]}"
