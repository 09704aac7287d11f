"""Where a line departs from UAX #9: tokens that are read from one side whatever stands round them.

A convention has a name, a reason and a source. It says which stretches of a paragraph are one token each; `bidi` puts
an isolate round such a token, never into it, and only where the algorithm alone would take it apart. What could be a
token and something else as well (2019-2024 a file number, 2345-2350 too) is left to the algorithm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

Span = tuple[int, int]


class BidiToken(NamedTuple):
    """A stretch of a paragraph that is one thing to a reader."""

    name: str  #: of its convention
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Convention:
    """Why a kind of token keeps its own order, and where that comes from."""

    name: str
    reason: str
    source: str
    find: Callable[[str], Iterator[Span]]


_D = "[0-9٠-٩۰-۹]"
_ZERO = "[0٠۰]"
_GAP = "[ \u00a0\u2009\u202f]"
_FREE = r"(?<![^\W_])(?<![.,:/%+−–-])"  #: no letter, digit or sign touches it from before
_END = r"(?![^\W_])(?![.,:/–-][^\W_])"  #: nor from behind
_STOPS = "\\s<>«»“”‘’\"'،؛؟\u2066-\u2069\ufffc"  #: no address holds them
_LAST = rf"[^{_STOPS}.,:;!?…)\]}}]"  #: an address does not end with the stop of its sentence

_ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9+.-])(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|mailto:)[^{_STOPS}]*{_LAST}"  # https://example.org/ar/
    r"|(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"  # desk@example.org
    rf"|(?<![\w.@/-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{{2,}}/(?:[^{_STOPS}]*{_LAST})?"  # example.org/about
    rf"|(?<!\w)[A-Za-z]:\\[^{_STOPS}]*{_LAST}"  # C:\Reports\2024
    r"|(?<![\w/.~])(?:~|\.\.?)?/[A-Za-z_.][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_.-]+)*(?:/|(?<=[A-Za-z0-9_-]))"  # /etc/hosts
)
_NAME = re.compile(
    r"(?<![A-Za-z0-9_@#])[@#][A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*"  # @desk, #tag
    r"|(?<![A-Za-z0-9_])[A-Za-z](?:\+\+|#)(?!\w)"  # C++, C#
    r"|(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9⁰¹²³⁴-⁹₀-₉]*[+*−⁺⁻](?![\w+*])"  # A+, Ca2+
    r"|(?<![A-Za-z0-9_.])\.[A-Za-z][A-Za-z0-9]+(?!\w)"  # .NET
)
_TELEPHONE = re.compile(
    rf"{_FREE}\+{_GAP}?(?:\({_D}{{1,4}}\)|{_D}+)(?:(?:{_GAP}|[-.()]){{1,2}}{_D}+)*{_END}"  # +7 495 123-45-67
    rf"|(?:{_FREE}{_D}{{1,3}}[ -]?|(?<![\w)]))\({_D}{{2,4}}\)[ -]?"  # 1 (800)
    rf"{_D}{{2,4}}(?:[ -]{_D}{{2,4}})+{_END}"  # 955-2292
    rf"|{_FREE}{_ZERO}{_D}{{1,4}}(?:[ \u00a0-]{_D}{{2,4}}){{2,5}}{_END}"  # 050 555 0123
    rf"|{_FREE}{_ZERO}{_D}{{1,3}}[ \u00a0-]{_D}{{6,8}}{_END}"  # 050-5550123
)
_DIALLED = 7  #: digits of a telephone number, at least
_ACCOUNT = re.compile(
    rf"{_FREE}[A-Z]{{2}}{_D}{{2}}(?:{_GAP}[A-Z0-9٠-٩۰-۹]{{1,4}}){{2,8}}{_END}"  # SA03 8000 0000 6080 1016 7519
    rf"|{_FREE}{_D}{{4}}(?:{_GAP}{_D}{{4}}){{3,4}}(?:{_GAP}{_D}{{1,3}})?{_END}"  # 5293 5144 3349 3116
    rf"|{_FREE}(?!{_ZERO}){_D}{{1,3}}(?:(?:{_GAP}|['’]){_D}{{3}})+(?:[.,٫]{_D}+)?{_END}(?!{_GAP}{_D})"  # 1 234 567
    rf"|{_FREE}(?=(?:-?{_D}){{7}}){_D}+(?:-{_D}+){{2,}}(?:-[Xx])?{_END}"  # 978-3-16-148410-0
    rf"|{_FREE}{_ZERO}{_D}{{3}}-{_D}{{3}}(?:{_D}|[Xx]){_END}"  # 0378-5955
)
_DATE = re.compile(rf"{_D}{{4}}-{_D}{{1,2}}-{_D}{{1,2}}|{_D}{{1,2}}-{_D}{{1,2}}-(?:{_D}{{2}}|{_D}{{4}})")
_YEARS = re.compile(
    "(?:[1١۱][0-9٠-٩۰-۹]{3}|[2٢۲][0٠۰][0-9٠-٩۰-۹]{2})(?:-(?:[1١۱][0-9٠-٩۰-۹]{3}|[2٢۲][0٠۰][0-9٠-٩۰-۹]{2}))+"
)
_SIGN = re.compile(
    rf"(?<![^\s(\[{{«“‘\"'،؛:|\u061c\u200e\u200f])[وف]?(?P<number>[-+−±](?:[$€£¥₪]{_GAP}?)?"
    rf"{_D}+(?:[.,:/٫٬]{_D}+)*(?:[%٪‰]|°[CFK]?)?){_END}"
)


#: Without one of these a text holds no token: a sign of a number, a name or an address, or digits beside digits.
_MAY_HOLD = re.compile(rf"[-+−±⁺⁻@#*/\\]|www\.|\.[A-Za-z]|{_D}(?:{_GAP}|['’(]){_D}")


def _addresses(text: str) -> Iterator[Span]:
    return (match.span() for match in _ADDRESS.finditer(text))


def _names(text: str) -> Iterator[Span]:
    return (match.span() for match in _NAME.finditer(text))


def _telephones(text: str) -> Iterator[Span]:
    for match in _TELEPHONE.finditer(text):
        if sum(letter.isdecimal() for letter in match[0]) >= _DIALLED and not _DATE.fullmatch(match[0]):
            yield match.span()


def _accounts(text: str) -> Iterator[Span]:
    for match in _ACCOUNT.finditer(text):
        if not _DATE.fullmatch(match[0]) and not _YEARS.fullmatch(match[0]):
            yield match.span()


def _sign_spans(text: str) -> Iterator[Span]:
    return (match.span("number") for match in _SIGN.finditer(text))


#: In the order in which they are asked: of two tokens that overlap the first is taken.
CONVENTIONS = (
    Convention(
        "address",
        "a web or mail address, a domain with a path or a path is typed and read from the left, to its last slash",
        "RFC 3987, 4.1: the parts of an IRI are displayed from left to right",
        _addresses,
    ),
    Convention(
        "telephone",
        "groups of digits stand in the order in which they are dialled, in either family of digits",
        "ITU-T E.123 writes the groups from the left in the order of dialling",
        _telephones,
    ),
    Convention(
        "account",
        "an IBAN, card, ISBN, file number or number with gaps is one number: its first group stands at the left",
        "ISO 13616-1 and ISO 2108 write the groups of one number from the left; so does CLDR in every script",
        _accounts,
    ),
    Convention(
        "sign",
        "the minus or plus of a number stands at its left, in either family of digits",
        "CLDR puts a mark of direction beside the signs of ar, fa and he, which keeps them at the left of the digits",
        _sign_spans,
    ),
    Convention(
        "name",
        "a sign at the edge of a Latin name is a part of it: @desk, #tag, C++, C#, .NET, A+, Ca2+",
        "W3C, Inline markup and bidirectional text in HTML, isolates such names",
        _names,
    ),
)
#: Two more are about what the levels of the line are, and `bidi` finds their tokens, read from the other side than it:
LIST = "list"  #: names parted by commas of the line's own script are items, the first where the line begins
QUOTATION = "quotation"  #: quotation marks stay round what they quote
OF_THE_OTHER_SCRIPT = frozenset({LIST, QUOTATION})


def tokens(text: str) -> list[BidiToken]:
    """What the conventions find in a text, in order and apart from each other."""
    if not _MAY_HOLD.search(text):
        return []
    return apart(text, (BidiToken(one.name, *span) for one in CONVENTIONS for span in one.find(text)))


def apart(text: str, tokens: Iterable[BidiToken]) -> list[BidiToken]:
    """Tokens of a text in order, without those that overlap an earlier one of the iterable."""
    covered, result = bytearray(len(text)), []
    for token in tokens:
        if not any(covered[token.start : token.end]):
            covered[token.start : token.end] = b"\1" * (token.end - token.start)
            result.append(token)
    return sorted(result, key=lambda token: token.start)
