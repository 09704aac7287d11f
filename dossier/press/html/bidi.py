"""Directions of a text, and the order of a line: levels of UAX #9 over a paragraph as it was written.

The levels are worked out once for the whole paragraph (`fribidi`), never for a box or a line. Where readers expect
another order a convention (`conventions`) isolates the whole of a token; it is applied only where the algorithm alone
would take the token apart, so that a line that needs nothing gets nothing. Nothing here knows HTML or WeasyPrint.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from dossier.press.html import conventions as rules
from dossier.press.html.conventions import BidiToken
from dossier.press.html.fribidi import levels

Direction = Literal["ltr", "rtl"]

LRI, RLI, FSI, PDI, LRO, PDF = "\u2066", "\u2067", "\u2068", "\u2069", "\u202d", "\u202c"
OBJECT = "\ufffc"  #: stands for what is in a line and is no text

_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})

# Classes of characters, for use inside [...].
_RTL = (  # letters that are written from the right, and the stops that are as strong
    "\u05be\u05c0\u05c3\u05c6\u05d0-\u05f4\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6"
    "\u06ee\u06ef\u06fa-\u0710\u0712-\u072f\u074d-\u07a5\u07b1-\u07ea\u0800-\u0815\u0840-\u0858\u0860-\u088e"
    "\u08a0-\u08c9\ufb1d\ufb1f-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_NO_LETTER = (  # what re calls a word character although it is no letter of a left-to-right script
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u02b9\u02ba\u02c6-\u02cf\u02ec\u0374\u0590-\u08ff\u2070-\u209c\u2150-\u215f"
    "\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
)
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200c\u200d"

_L = rf"[^\W\d_{_RTL}{_NO_LETTER}]"
_R = f"[{_RTL}]"

_LETTER: dict[Direction, re.Pattern[str]] = {"ltr": re.compile(_L), "rtl": re.compile(_R)}
_FIRST_STRONG = re.compile(rf"(?P<rtl>{_R})|{_L}")
_LATIN = re.compile("[A-Za-zªºÀ-ÖØ-öø-ʸḀ-ỿ]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdfc\ufe70-\ufefc]")

# Joining types of Unicode's ArabicShaping: D and C join on both sides, R only to the letter before.
_DUAL = (
    "\u0620\u0626\u0628\u062a-\u062e\u0633-\u0647\u0649\u064a\u066e\u066f\u0678-\u0687\u069a-\u06bf\u06c1\u06c2\u06cc\u06ce"
    "\u06d0\u06d1\u06fa-\u06fc\u06ff\u0750-\u0758\u075c-\u076a\u076d-\u0770\u0772\u0775-\u0777\u077a-\u077f"
)
_RIGHT = (
    "\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf"
    "\u06d2\u06d3\u06d5\u06ee\u06ef\u0759-\u075b\u076b\u076c\u0771\u0773\u0774\u0778\u0779"
)
_TRANSPARENT = _MARKS.replace("\u200c", "")
_JOINS_ON = re.compile(rf"[{_DUAL}][{_TRANSPARENT}]*\Z")
_IS_JOINED = re.compile(rf"[{_TRANSPARENT}]*[{_DUAL}{_RIGHT}]")

_ARABIC_NUMBER = re.compile("[\u0660-\u0669\u066b\u066c]")
_AN = "\u0600-\u0605\u066b\u066c\u06dd"  #: numbers that are no letters to re
_MARKS_OF_ORDER = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
#: Without one of these a paragraph of that direction has one level, whatever else is in it.
_TURNS: dict[Direction, re.Pattern[str]] = {
    "rtl": re.compile(rf"[^\W{_RTL}{_MARKS}]|[{_AN}{_MARKS_OF_ORDER}]"),
    "ltr": re.compile(rf"[{_RTL}\u0660-\u0669{_AN}{_MARKS_OF_ORDER}]"),
}
_SEPARATOR: dict[Direction, re.Pattern[str]] = {
    "rtl": re.compile(r"(?<!\d)،|،(?!\d)"),
    "ltr": re.compile(r"[,;](?=\s)"),
}
_PARAGRAPHS = re.compile("[^\n\r\u2029\x85]*[\n\r\u2029\x85]?")
_OPENING = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "’": "‘"}
_QUOTE_OF = {"”": "“", "’": "‘", "»": "«", "›": "‹", '"': '"'}  #: the opening mark of a closing one
_QUOTES = re.compile('[“”‘«»‹›"]|(?<!\\w)’|’(?!\\w)')  #: an apostrophe is none
_NESTED = 8  #: quotation marks that are open at a time, at most
_BEGINS, _ENDS = frozenset(f"{LRI}{RLI}{FSI}\u202a\u202b\u202d\u202e"), frozenset(f"{PDI}\u202c")


class Run(NamedTuple):
    """A part of a string: a stretch of the other script, or a token of a convention, or both."""

    start: int
    end: int
    language: str  #: of its letters, "" if none is claimed
    direction: Direction | None  #: if it is isolated


class OrderedParagraph(NamedTuple):
    """A paragraph in order."""

    levels: bytes  #: of each character
    tokens: tuple[BidiToken, ...]  #: where conventions have changed it


def direction_of(language: str) -> Direction:
    """The direction in which a language (BCP 47) is written."""
    primary, *rest = language.lower().split("-")
    return "rtl" if primary in _RTL_LANGUAGES or "arab" in rest or "hebr" in rest else "ltr"


def first_strong(text: str) -> Direction | None:
    """The direction of the first letter that has one (UAX #9, rules P2 and P3)."""
    match = _FIRST_STRONG.search(text)
    return None if match is None else "rtl" if match["rtl"] else "ltr"


def is_arabic(text: str) -> bool:
    """Whether a text is to be set as Arabic: by its first letter, or if it has none by its stops and digits."""
    return _ARABIC.search(text) is not None if (own := first_strong(text)) is None else own == "rtl"


def has_letters(text: str, direction: Direction) -> bool:
    """Whether any letter of `text` is written in that direction."""
    return _LETTER[direction].search(text) is not None


def has_arabic_numbers(text: str) -> bool:
    """Whether a text has digits between which signs are read from the right wherever they stand."""
    return _ARABIC_NUMBER.search(text) is not None


def letters(text: str, direction: Direction) -> str:
    """Those letters of `text` that are written in that direction."""
    return "".join(_LETTER[direction].findall(text))


def spoken_direction(text: str, language: str) -> Direction | None:
    """The direction of a text said to be in `language`: the language's own, if it has such letters at all."""
    own = direction_of(language)
    return own if language and has_letters(text, own) else None


def language_of(text: str) -> str:
    """en or ar for a text in Latin or in Arabic letters alone; of other scripts nothing is claimed."""
    if _ARABIC.search(text) and not has_letters(text, "ltr"):
        return "ar"
    latin = letters(text, "ltr")
    return "en" if latin and all(map(_LATIN.match, latin)) and not has_letters(text, "rtl") else ""


def joins(before: str, after: str) -> bool:
    """Whether the last letter of one text and the first of the next are joined in an Arabic word."""
    return _JOINS_ON.search(before) is not None and _IS_JOINED.match(after) is not None


def leading_marks(text: str) -> str:
    """The combining marks that a text begins with."""
    if not text or not unicodedata.combining(text[0]):
        return ""  # nearly always
    return text[: next((at for at, letter in enumerate(text) if not unicodedata.combining(letter)), len(text))]


def is_plain(text: str, direction: Direction) -> bool:
    """Whether a paragraph of that direction has one level only, that of its block."""
    return _TURNS[direction].search(text) is None


def resolve(text: str, direction: Direction) -> OrderedParagraph:
    """The levels of a text in a block of that direction, conventions applied; each of its paragraphs by itself."""
    base = _base(direction)
    if is_plain(text, direction):
        return OrderedParagraph(bytes([base]) * len(text), ())
    isolates, tokens, start = [], [], 0
    for paragraph in _PARAGRAPHS.findall(text):
        one = _resolve(paragraph, direction)
        isolates.append(one.levels)
        tokens += [BidiToken(name, start + first, start + last) for name, first, last in one.tokens]
        start += len(paragraph)
    return OrderedParagraph(b"".join(isolates), tuple(tokens))


def conventions(text: str, direction: Direction) -> list[tuple[str, int, int]]:
    """Name and place of each token that a convention keeps together in a text and the algorithm alone would not."""
    return list(map(tuple, resolve(text, direction).tokens))  # type: ignore[arg-type]


def isolate(token: BidiToken, text: str, direction: Direction) -> tuple[str, str]:
    """What opens and closes the isolate round a token of a text in a block of that direction.

    Between two Arabic numbers whatever is no letter is read from the right (rule N1), in an isolate too: there the
    token is overridden.
    """
    if token.name in rules.OF_THE_OTHER_SCRIPT and direction == "ltr":
        return RLI, PDI
    if has_arabic_numbers(text[token.start : token.end]):
        return LRI + LRO, PDF + PDI
    return LRI, PDI


def order(levels: Sequence[int]) -> list[int]:
    """The places of a line's characters, or of its runs, from the left to the right (UAX #9, rule L2)."""
    places = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    for level in range(max(levels, default=0), min(odd, default=1) - 1, -1):
        start = None
        for at in range(len(places) + 1):
            if at < len(places) and levels[at] >= level:
                start = at if start is None else start
            elif start is not None:
                # What is reversed here has not been moved by lower levels yet, so its places are still those of `at`.
                places[start:at] = places[start:at][::-1]
                start = None
    return places


def runs(text: str, direction: Direction) -> list[Run]:
    """What a mark is put on in a text: stretches of the other script, for their face, and tokens, to isolate them."""
    order = resolve(text, direction)
    base = _base(direction)
    other: Direction = "ltr" if direction == "rtl" else "rtl"
    pieces = []
    for token in order.tokens:
        inside = text[token.start : token.end]
        own: Direction = other if token.name in rules.OF_THE_OTHER_SCRIPT else "ltr"
        pieces.append(Run(token.start, token.end, language_of(inside) if has_letters(inside, other) else "", own))
    edges = [-1, *(at for token in order.tokens for at in range(token.start, token.end)), len(text)]
    for before, after in itertools.pairwise(edges):
        pieces += _foreign(text, before + 1, after, order.levels, base, other)
    return sorted(pieces)


def _foreign(text: str, begin: int, end: int, levels: bytes, base: int, other: Direction) -> Iterator[Run]:
    """The stretches of the other script in a part of a text."""
    start = begin
    for is_foreign, group in itertools.groupby(range(begin, end), lambda at: levels[at] > base):
        length = sum(1 for _ in group)
        part = text[start : start + length]
        if is_foreign and has_letters(part, other):
            left, right = len(part) - len(part.lstrip()), len(part.rstrip())
            yield Run(start + left, start + right, language_of(part), None)
        start += length


def _resolve(text: str, direction: Direction) -> OrderedParagraph:
    base = _base(direction)
    plain = levels(text, base)
    apart = (token for token in rules.tokens(text) if not _is_whole(plain, token))
    more = (_items(text, plain, direction), _quotations(text, plain, direction))
    tokens = rules.apart(text, itertools.chain(apart, *more))
    places = _with_isolates(text, tokens, direction)
    while touching := [token for token in tokens if _touches(places, token, base)]:
        tokens = [token for token in tokens if token not in touching]
        places = _with_isolates(text, tokens, direction)
    return OrderedParagraph(places, tuple(tokens))


def _with_isolates(text: str, tokens: Sequence[BidiToken], direction: Direction) -> bytes:
    """The levels of a text whose tokens stand in isolates, without those of what opens and closes them."""
    pieces, marks_at, last = [], [], 0
    for token in tokens:
        opening, closing = isolate(token, text, direction)
        pieces += [text[last : token.start], opening, text[token.start : token.end], closing]
        marks_at += [*range(last, token.start), *(None for _ in opening)]
        marks_at += [*range(token.start, token.end), *(None for _ in closing)]
        last = token.end
    pieces.append(text[last:])
    marks_at += range(last, len(text))
    result = levels("".join(pieces), _base(direction))
    return bytes(level for level, at in zip(result, marks_at, strict=True) if at is not None)


def _touches(levels: bytes, token: BidiToken, base: int) -> bool:
    """Whether a token and what is set beside it would be one run where no isolate parts them: .NET%7."""
    return max(levels[max(token.start - 1, 0) : token.start] + levels[token.end : token.end + 1], default=0) > base


def _is_whole(levels: bytes, token: BidiToken) -> bool:
    """Whether a token stands from the left to the right in one piece already."""
    inside = levels[token.start : token.end]
    return min(inside) % 2 == 0 and len(set(inside)) == 1


def _items(text: str, levels: bytes, direction: Direction) -> Iterator[BidiToken]:
    """Names of the other script in a row, parted by commas of the line's own: a list is read as its line is."""
    separator, base = _SEPARATOR[direction], _base(direction)
    if not separator.search(text):
        return
    depths, start = _depths(text), 0
    for is_foreign, group in itertools.groupby(range(len(text)), lambda at: levels[at] > base and not depths[at]):
        end = start + sum(1 for _ in group)
        if is_foreign:
            commas = [match.start() for match in separator.finditer(text, start, end)]
            edges = itertools.pairwise([start - 1, *commas, end])
            items = [item for before, after in edges if (item := _bare(text, before + 1, after))]
            if len(items) > 1:
                yield from (BidiToken(rules.LIST, *item) for item in items)
        start = end


def _quotations(text: str, levels: bytes, direction: Direction) -> Iterator[BidiToken]:
    """Stretches of the other script that would leave one of their quotation marks outside, or take in another's."""
    base, depths = _base(direction), None
    for opening, closing in _quotation_pairs(text):
        if levels[opening] == levels[closing] or has_letters(text[opening:closing], direction):
            continue
        depths = depths or _depths(text)
        if depths[opening] or depths[closing]:
            continue
        if levels[opening] == base:  # “سلام” [1] in an English line
            yield BidiToken(rules.QUOTATION, opening + 1, closing)
        elif levels[closing] == base:  # say "yes" in an Arabic one
            start = next((at for at in range(opening, -1, -1) if levels[at] == base), -1) + 1
            yield BidiToken(rules.QUOTATION, start, closing + 1)


def _quotation_pairs(text: str) -> Iterator[tuple[int, int]]:
    """The places of quotation marks that are a pair."""
    stack: list[tuple[str, int]] = []
    for match in _QUOTES.finditer(text):
        mark, at = match[0], match.start()
        nearest = range(len(stack) - 1, max(len(stack) - _NESTED, 0) - 1, -1)
        place = next((place for place in nearest if _QUOTE_OF.get(mark) == stack[place][0]), None)
        if place is not None:
            _, opening = stack[place]
            del stack[place:]
            if at > opening + 1:
                yield opening, at
        elif mark in _QUOTE_OF.values():
            stack.append((mark, at))


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A part of a text without the spaces and signs at its edges, but with a bracket that it opens itself."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum() and not unicodedata.combining(text[end - 1]):
        opening = _OPENING.get(text[end - 1])
        if opening and opening in text[start : end - 1]:
            break
        end -= 1
    return (start, end) if start < end else None


def _depths(text: str) -> list[int]:
    """How many isolates and embeddings each character stands in."""
    depths, depth = [], 0
    for letter in text:
        depth = max(0, depth - (letter in _ENDS))
        depths.append(depth)
        depth += letter in _BEGINS
    return depths


def _base(direction: Direction) -> Literal[0, 1]:
    return 1 if direction == "rtl" else 0
