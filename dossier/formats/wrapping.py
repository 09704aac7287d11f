"""Plain text whose lines were broken to fit a width: which of them only end because the next word did not fit.

A line feed in running text is a space: a sentence, a quotation or a date may go on behind it. In a file with one
paragraph a line it ends the paragraph. Which of the two a file is, its own lengths tell.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

NARROWEST = 30  #: letters of the width of a wrapped file; a poem or a list of names is narrower
WIDEST = 140  #: of it: mail, wire copy and typescripts are broken at 60 to 100, recognised pages up to this
NEAR = 0.8  #: of the width, which a line comes to that was broken only because it was full
FEWEST = 2  #: lines that come so near, at least
OUTLIERS = 0.05  #: of all lines, that may be longer than the width: addresses of the web, rows of tables
RAGGED = 0.6  #: of the width, which a broken line comes to at least in recognised pages, set ragged
LONG = 0.75  #: of the width, which a line comes to that no heading has, so that it goes on whatever letter follows
SPACED = 3  #: runs of lines that blank lines part, from which on a paragraph ends with one

#: What begins anew: marks of lists and headings, an indent.
_ANEW = re.compile(r"\s|[#*•·–—|=+]|-(?:\s|-)|\(?(?:\d{1,3}|[A-Za-z\u0621-\u064a]{1,2})[.)\]-]\s")
#: A speaker or a field with its colon: in capitals it begins anew for sure, else a sentence may go on in it.
_LABEL = re.compile(r"(?:(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})|[^\W\d_][\w .'’-]{0,30}):\s")
_COLUMNS = re.compile(r"\S(?: {3,}|\t| \| )\S")  #: rows of a table, each a line of its own
_MAIL = re.compile(r"^(?:> ?)+")  #: before each line of a letter that an answer quotes
_ENDS = re.compile(r"[.!?:؟۔…][\"'”»’)\]]*\s*\Z")
_MID_SENTENCE = re.compile(r"[a-z\u0621-\u064a\u066e-\u06d3(«“\"'\d]")


def goes_on(texts: Sequence[str]) -> frozenset[int]:
    """Numbers, from 1, of the lines whose paragraph goes on in the next one."""
    texts = [_MAIL.sub("", text) for text in texts]
    width = _width([len(text.rstrip()) for text in texts if text.strip()])
    return frozenset(_broken(texts, width)) if width else frozenset()


def _width(lengths: Sequence[int]) -> int:
    """The width at which the lines were broken; 0 if they were not."""
    if not lengths:
        return 0
    rising = sorted(lengths)
    width = rising[max(0, len(rising) - 1 - int(OUTLIERS * len(rising)))]
    full = sum(NEAR * width < length <= width for length in lengths)
    return width if NARROWEST <= width <= WIDEST and full >= FEWEST else 0


def _broken(texts: Sequence[str], width: int) -> Iterator[int]:
    runs = [list(lines) for has_words, lines in itertools.groupby(texts, lambda text: bool(text.strip())) if has_words]
    is_spaced = len(runs) > SPACED and 2 * sum(len(run) > 1 for run in runs) > len(runs)
    for number, (line, following) in enumerate(itertools.pairwise(texts), 1):
        line = line.rstrip()
        if not line.strip() or not following.strip() or len(line) > WIDEST or _ANEW.match(following):
            continue
        is_full = len(line) + 1 + len(following.split()[0]) > width
        if _COLUMNS.search(line) and _COLUMNS.search(following):
            continue
        ends = bool(_ENDS.search(line))
        label = _LABEL.match(following)
        if label and (label["name"] or ends or len(line) < LONG * width or _LABEL.match(line)):
            continue
        is_ragged = len(line) >= RAGGED * width and not ends and bool(_MID_SENTENCE.match(following))
        is_long = is_spaced and len(line) >= (NEAR if ends else LONG) * width
        if is_full or is_ragged or is_long:
            yield number
