"""What a reader of the structure tree is told of a text: its words in the order of the language.

The letters of a page stand as they are seen: a line of Arabic from right to left, a word at its end without the space
behind it. So the words of every run of lines are written on an element (ActualText, ISO 32000-1, 14.9.4), and on none
that marked content belongs to itself: MuPDF would put them in the place of the letters, and turn them round.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from dossier.press.pdf.structure import Hotspot, MarkedContent, Node

_INLINE = frozenset({"Code", "Link", "Quote", "Reference", "Span"})
_TURNED = frozenset({"R", "AL", "AN"})
_JOINER = "\u200d"  #: that `markup` puts where a tag cuts a word
_SOFT_HYPHEN = "\u00ad"
HYPHENS = ("-", "\u2010")  #: that WeasyPrint puts at the end of a line


def with_actual_text(document: Node) -> Node:
    """The same tree, with an element over each run of lines that their letters do not tell."""
    texts: dict[MarkedContent, str] = {}
    for node in document.walk():
        if node.role not in _INLINE:
            pieces = list(_line_of(node))
            texts.update(zip(pieces, _words(pieces), strict=True))
    for node in list(document.walk()):
        _tell(node, texts)
    return document


def _line_of(block: Node) -> Iterator[MarkedContent]:
    """The pieces of a block one after another, those of its links and the like among them."""
    for kid in block.kids:
        if isinstance(kid, MarkedContent):
            yield kid
        elif isinstance(kid, Node) and kid.role in _INLINE:
            yield from _line_of(kid)


def _tell(node: Node, texts: Mapping[MarkedContent, str]) -> None:
    node.kids.sort(key=lambda kid: not isinstance(kid, Hotspot))  # one for each line of a link
    kids: list[Node | MarkedContent | Hotspot] = []
    runs = list(_runs(node.kids))
    for run in runs:
        pieces = [kid for kid in run if isinstance(kid, MarkedContent)]
        words = "" if node.alt else "".join(texts.get(piece, "") for piece in pieces)
        if not _has_to_be_told(words, pieces):
            kids += run
            continue
        if words.isspace():
            kids.append(Node("Span", node.language, list(pieces), actual=words))
            continue
        inner = Node("Span", node.language, list(pieces))
        if len(runs) == 1 and node.role != "Link":
            node.actual = words
            kids.append(inner)
        else:
            kids.append(Node("Span", node.language, [inner], actual=words))
    node.kids = kids


def _runs(kids: Sequence[Node | MarkedContent | Hotspot]) -> Iterator[list[Node | MarkedContent | Hotspot]]:
    """Kids, those together that are words."""
    run: list[Node | MarkedContent | Hotspot] = []
    for kid in kids:
        is_text = isinstance(kid, MarkedContent) and bool(kid.words)
        if run and not (is_text and isinstance(run[-1], MarkedContent) and run[-1].words):
            yield run
            run = []
        run.append(kid)
    if run:
        yield run


def _has_to_be_told(words: str, pieces: Sequence[MarkedContent]) -> bool:
    if words.isdecimal():
        return False  # digits stand left to right everywhere
    if any(unicodedata.bidirectional(letter) in _TURNED for letter in words):
        return True
    if any(piece.is_rtl and len(piece.words) > 1 and not piece.words.isalnum() for piece in pieces):
        return True  # marks between numbers change sides
    if any(piece.words.isspace() for piece in pieces):
        return True  # WeasyPrint marks a space that stands alone, and draws nothing
    return words != "".join(piece.words for piece in pieces)


def _words(pieces: Sequence[MarkedContent]) -> Iterator[str]:
    """The words of each piece, with the space that the end of its line has swallowed, without a hyphen put there.

    A number is told as it is, and the space behind it with what follows: that of a page may be known only later.
    """
    before = ""
    for piece, following in zip(pieces, [*pieces[1:], None][: len(pieces)], strict=True):
        words = before + piece.words.strip(_JOINER).replace(_SOFT_HYPHEN, "")
        before = ""
        is_end = following is not None and following.line != piece.line and words and following.words
        if following is None or not is_end or words[-1].isspace() or following.words[0].isspace():
            yield words
            continue
        last, first = "".join(words.split()[-1:]), "".join(following.words.split()[:1])
        text = piece.source().replace(_SOFT_HYPHEN, "")
        if last.endswith(HYPHENS) and f"{last[:-1]}{first}" in text and f"{last}{first}" not in text:
            yield words[:-1]
        elif f"{last}{first}" in text and f"{last} {first}" not in text:
            yield words
        elif words.isdecimal():
            yield words
            before = " "
        else:
            yield f"{words} "
