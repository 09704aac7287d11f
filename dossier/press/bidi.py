"""Directions of a string, and the runs in it that have to be boxes of their own.

WeasyPrint orders each piece of text between two tags, and each line of it, as if nothing stood beside it. It follows
the Unicode algorithm there, letter by letter as python-bidi does; but that algorithm cannot know that "Kazan، Moscow"
is a list read from the right, and its answer for 2019-2024 or 25% depends on whether an Arabic word stands before it
on the same line. So whole runs of the other script, and those forms of numbers, become boxes: then a line break or a
neighbour cannot move their parts. Nothing here knows HTML.

Numbers in a right-to-left line, as drawn (WeasyPrint 70.0 and python-bidi 0.6 agree on all of them):

    always right, left alone        14/05/2024  14.05.2024  12:30  1,234.5  60/288  3:63  2005/2006, Arabic-Indic digits
    read from the right, left alone 19–21  10:30–11:45  25 %  5×10  ٢٠١٩-٢٠٢٤
    change with what stands before  2019-2024  2024-05-14  5+3  25%  25٪  25°  $100  €50  #5  ±5
    always wrong                    -5  +5  +7 495 123-45-67  1 234 567  1'000
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Direction = Literal["ltr", "rtl"]

_RTL_LANGUAGES = frozenset("ar arc ckb dv fa he iw ks ku-arab ota pa-arab ps sd syr ug ur yi".split())

# Classes of characters, for use inside [...]: letters written from the right, and what is no letter in any script.
_RTL = (
    "\u05be\u05c0\u05c3\u05c6\u05d0-\u05f4\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef"
    "\u06fa-\u0710\u0712-\u072f\u074d-\u07a5\u07b1-\u07ea\u0800-\u0815\u0840-\u0858\u0860-\u088e\u08a0-\u08c9"
    "\ufb1d\ufb1f-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_NO_LETTER = "\u00b2\u00b3\u00b9\u00bc-\u00be\u02b9-\u02ff\u0590-\u08ff\u2070-\u209c\u2150-\u215f\u2460-\u249b\u3007-\u3029"
_EASTERN = "٠-٩"  #: digits that are always Arabic numbers to the algorithm
_D = "[0-9۰-۹]"  #: digits that become Arabic numbers only behind an Arabic letter
_CONTROLS = "\u2028-\u202e\u2066-\u2069"  #: a run never reaches over a mark of embedding or isolation
_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200c\u200d"

_L = rf"[^\W\d_{_RTL}{_NO_LETTER}]"
_R = rf"[{_RTL}]"
_ARABIC_STOPS = "،؛؟«»۔"
_LATIN_STOPS = ",;?!"

_LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ʸḀ-ỿ]")
_ARABIC = re.compile(r"[\u0600-\u08ff\ufb50-\ufdfc\ufe70-\ufefc]")
_FIRST_STRONG = re.compile(rf"(?P<rtl>{_R})|{_L}")
_LETTERS: dict[Direction, re.Pattern[str]] = {"ltr": re.compile(_L), "rtl": re.compile(_R)}

_OPEN = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "‹": "›", "«": "»", '"': '"'}
_CLOSE = {close: opening for opening, close in _OPEN.items()}


class Run(NamedTuple):
    """A part of a string that has to be a box of its own, and the language to name on it ("" for none)."""

    start: int
    end: int
    language: str


class _Script(NamedTuple):
    """How a run of one script is found in a line of the other."""

    letter: str  #: class of its letters
    core: re.Pattern[str]  #: from its first letter to its last, with nothing of the line's own script between
    before: re.Pattern[str]  #: what belongs to the first word without a space: 3rd, $US, 2-
    after: re.Pattern[str]  #: what belongs to the last word without a space: COVID-19, C++, A/RES/60/288
    number: re.Pattern[str]  #: a number after the last word: Resolution 2254
    beside: re.Pattern[str]  #: what a run takes in if nothing else stands between it and its brackets


def _script(letter: str, other: str, stops: str, **parts: str) -> _Script:
    between = f"{other[1:-1]}{stops}{_CONTROLS}"
    return _Script(
        letter,
        re.compile(rf"{letter}(?:[^{between}]*{letter})?[{_MARKS}]*"),
        re.compile(parts["before"]),
        re.compile(parts["after"]),
        re.compile(parts["number"]),
        re.compile(rf"[^\w{between}()\[\]{{}}“”‘’‹›«»\"]|\d"),
    )


_LTR_SCRIPT = _script(
    _L,
    _R,
    _ARABIC_STOPS,
    before=rf"(?:(?<![\w.])\.|[@#$€£¥~&/\\]|(?<![\w{_RTL}]){_D}+(?:[-./:,]{_D}+)*[-./]?)+\Z",
    after=rf"(?:[-/.:_'’&+@#=?%°]*(?:{_D}|(?<=/)/)+|\([a-z0-9]+\))*(?:/(?=\s|\Z)|[+#%*°™®©_²³¹]+|(?<=\.{_L})\.)?",
    number=rf",?\s+(?P<number>{_D}+(?P<long>{_D}{{3}})?(?:[.,/:–-]{_D}+)*)[%°]?(?!\w)(?P<next>\s+{_R})?",
)
_RTL_SCRIPT = _script(
    rf"[{_RTL}{_EASTERN}]",
    _L.replace("^\\W\\d_", "^\\W\\d_"),
    _LATIN_STOPS,
    before=rf"(?:{_D}+[-./:])+\Z|[٪]\Z",
    after=rf"(?:[-/.:_]*{_D})*[٪؟؛،۔]*",
    number=rf"\s+(?P<number>(?P<long>{_D}{{4}})(?!{_D}))(?!\w)(?P<next>\s+{_L})?",
)
