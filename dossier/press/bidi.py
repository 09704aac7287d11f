"""Directions of a string, and the runs in it that have to be boxes of their own.

WeasyPrint orders each piece of text between two tags, and each line of it, as if nothing stood beside it. It follows
the Unicode algorithm there, as python-bidi does; but the algorithm cannot know that "Kazan، Moscow" is a list read
from the right, and its answer for 2019-2024 or 25% depends on whether an Arabic word stands before it on the same
line. So whole runs of the other script, and those forms of numbers, become boxes: no line break and no neighbour can
then move their parts. Nothing here knows HTML.

Numbers in a right-to-left line, as drawn (WeasyPrint 70.0 and python-bidi 0.6 agree on every one):

    as written            left alone    14/05/2024  14.05.2024  12:30  1,234.5  60/288  3:63  ١٤/٠٥/٢٠٢٤
    read from the right   left alone    19–21  10:30–11:45  25 %  5×10  ٢٠١٩-٢٠٢٤  ٢٥٪
    now so, now so        a box         2019-2024  2024-05-14  5+3  25%  25٪  25°  $100  €50  #5  ±5
    wrong                 a box         -5  +5  +7 495 123-45-67  1 234 567  1'000
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

Direction = Literal["ltr", "rtl"]

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
_ARABIC_STOPS = "،؛؟«»۔"  #: a run of Latin ends before them
_LATIN_STOPS = ",;?!"  #: a run of Arabic ends before them
_CONTROLS = "\u2028-\u202e\u2066-\u2069"  #: no run reaches over a mark of embedding or isolation
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200c\u200d"
_EASTERN = "٠-٩"  #: digits that are Arabic numbers wherever they stand

_L = rf"[^\W\d_{_RTL}{_NO_LETTER}]"
_R = f"[{_RTL}]"
_D = "[0-9۰-۹]"  #: digits that become Arabic numbers only behind an Arabic letter
_WORD = rf"[^\W_{_RTL}]"  #: not the Arabic letter that may be written together with a number: و3

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

_CLOSE_OF = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "‹": "›", "«": "»", '"': '"'}
_OPEN_OF = {close: opening for opening, close in _CLOSE_OF.items()}
_BRACKETS = r"()\[\]{}“”‘’‹›«»\""


class Run(NamedTuple):
    """A part of a string that has to be a box of its own, and the language to be named on it ("" for none)."""

    start: int
    end: int
    language: str


class _Script(NamedTuple):
    """How runs of one script are found in a line of the other."""

    letter: re.Pattern[str]
    core: re.Pattern[str]  #: from its first letter to its last, with nothing of the line's own script between
    before: re.Pattern[str]  #: what belongs to the first word: 3rd, $US
    after: re.Pattern[str]  #: what belongs to the last word: COVID-19, C++, A/RES/60/288
    number: re.Pattern[str]  #: a number behind the last word, and whether a word of the line's script comes next
    beside: str  #: what is taken in if nothing else stands between the run and its brackets


_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
_DAY = re.compile(rf"(?<!{_WORD})(?<![.,/:–-]){_D}{{1,2}}(?:[–-]{_D}{{1,2}})?\s\Z")
_MONEY = re.compile(rf"(?<![^\s{_BRACKETS}{_RTL}])[$€£¥]{_D}+(?:[.,]{_D}+)*\s\Z")
_MONTH_NAME = re.compile(rf"{_MONTH}[a-z]*\b")
_NUMBERED = re.compile(rf"\b(?:{_MONTH}[a-z]*|Resolution|Article|Chapter|Part|Vol|No|para|pp?)\.?\Z")

_LTR_RUN = _Script(
    letter=_LETTER["ltr"],
    core=re.compile(rf"{_L}(?:[^{_RTL}{_ARABIC_STOPS}{_CONTROLS}]*{_L})?[{_MARKS}]*"),
    before=re.compile(
        rf"(?:(?<![^\s{_BRACKETS}{_RTL}])[@#$€£¥~&/\\.]+|(?<!{_WORD})(?<![.,/:-]){_D}+(?:[-./:,]{_D}+)*[-./]?)\Z"
    ),
    after=re.compile(rf"(?:[-/.:_'’&+@#=?%°]*{_D}+)*(?:/(?![\w{_RTL}])|[+#%*°™®©_²³¹]+|(?<=\.{_L})\.)?[{_MARKS}]*"),
    number=re.compile(
        rf",?\s+(?P<number>{_D}+(?:[-.,/:–+−'’]{_D}+| {_D}{{3}}(?!{_D}))*)[%°]?(?![\w{_RTL}])(?P<next>\s+{_R})?"
    ),
    beside=rf"(?:[^\w{_RTL}{_ARABIC_STOPS}{_CONTROLS}{_BRACKETS}]|\d)*",
)
_RTL_RUN = _Script(
    letter=re.compile(f"[{_RTL}{_EASTERN}]"),
    core=re.compile(
        rf"[{_RTL}{_EASTERN}](?:(?:(?![{_LATIN_STOPS}{_CONTROLS}])[\W\d_{_RTL}{_NO_LETTER}])*[{_RTL}{_EASTERN}])?"
        rf"[{_MARKS}]*"
    ),
    before=re.compile(rf"(?<![\w.,/:-]){_D}+[-./:]\Z"),
    after=re.compile(rf"(?:[-/.:_]+{_D}+)*[٪{_ARABIC_STOPS[:3]}]*[{_MARKS}]*"),
    number=re.compile(rf"\s+(?P<number>{_D}{{4}})(?![\w{_RTL}]|[.,/:–-]{_D})(?P<next>\s+{_L})?"),
    beside=rf"(?:[^\w,;{_CONTROLS}{_BRACKETS}]|\d)*",
)

_ADDRESS = re.compile(r"\b(?:[a-zA-Z][a-zA-Z0-9+.-]*://|www\.)[^\s<>«»“”،؛]*[^\s<>«»“”،؛.,:;!?'’\"…)\]}]/?")

_N = rf"{_D}+(?:[.,:/\u00a0\u202f]{_D}+)*"
_SIGN = "$€£¥₽₺₪#%‰±"
_FORM = re.compile(
    rf"(?P<telephone>(?<!{_D})\+{_D}(?:[ \u00a0().-]{{0,2}}{_D}){{6,}})"
    rf"|(?P<thousands>(?<!{_D})(?<!{_D}[.,:/]){_D}{{1,3}}(?:[ '’]{_D}{{3}})+(?:[.,]{_D}+)?(?!{_D}))"
    rf"|(?P<before>(?:[{_SIGN}]|(?<![^\s{_BRACKETS}{_SIGN}])[-+−])*)"
    rf"{_N}(?P<chain>(?:[-+−]{_N})*)(?P<behind>[$€£¥₽₺₪%‰°′″]*)(?P<percent>(?=٪))?"
)


def direction_of(language: str) -> Direction:
    """The direction in which a language (BCP 47) is written."""
    primary, *rest = language.lower().split("-")
    return "rtl" if primary in _RTL_LANGUAGES or "arab" in rest or "hebr" in rest else "ltr"


def first_strong(text: str) -> Direction | None:
    """The direction of the first letter that has one (UAX #9, rules P2 and P3)."""
    found = _FIRST_STRONG.search(text)
    return None if found is None else "rtl" if found["rtl"] else "ltr"


def has_letters(text: str, direction: Direction) -> bool:
    """Whether any letter of `text` is written in that direction."""
    return _LETTER[direction].search(text) is not None


def letters(text: str, direction: Direction) -> str:
    """Those letters of `text` that are written in that direction."""
    return "".join(_LETTER[direction].findall(text))


def base_direction(text: str, language: str) -> Direction | None:
    """The direction of a text said to be in `language`: the language's own, if it has such letters at all."""
    own = direction_of(language)
    return own if language and has_letters(text, own) else first_strong(text)


def runs(text: str, direction: Direction, *, whole: bool = False, tags: Sequence[int] = ()) -> list[Run]:
    """What has to be a box of its own in a line of that direction, in order and apart from each other.

    `whole` says that nothing of the line's own script stands near, so that all the punctuation is the text's own.
    `tags` are places, in order, where a number ends even if digits go on.
    """
    script = _LTR_RUN if direction == "rtl" else _RTL_RUN
    found: list[tuple[int, int]] = []
    if script.letter.search(text):
        start = len(text) - len(text.lstrip())
        found = [(start, len(text.rstrip()))] if whole else _words(text, script)
    boxes = [Run(start, end, language_of(text[start:end])) for start, end in found]
    if direction == "rtl":
        inside = {at for start, end in found for at in range(start, end)}
        edges = sorted({0, len(text), *(at for ends in found for at in ends), *(at for at in tags if at < len(text))})
        for start, end in itertools.pairwise(edges):
            if start not in inside:
                boxes += [Run(start + a, start + b, "") for a, b in _forms(text[start:end])]
    return sorted(boxes)


def language_of(text: str) -> str:
    """en or ar for a text in Latin or in Arabic letters alone; of other scripts nothing is claimed."""
    if _ARABIC.search(text) and not has_letters(text, "ltr"):
        return "ar"
    latin = letters(text, "ltr")
    return "en" if latin and all(map(_LATIN.match, latin)) and not has_letters(text, "rtl") else ""


def joins(before: str, after: str) -> bool:
    """Whether the last letter of one text and the first of the next are joined in an Arabic word."""
    return _JOINS_ON.search(before) is not None and _IS_JOINED.match(after) is not None


def _words(text: str, script: _Script) -> list[tuple[int, int]]:
    """The runs of a script in a line of the other."""
    has_address = "://" in text or "www." in text
    addresses = [found.span() for found in _ADDRESS.finditer(text)] if has_address else []
    found: list[tuple[int, int]] = []
    for core in script.core.finditer(text):
        start, end = _begin(text, core.start(), script), _finish(text, *core.span(), len(text), script)
        for first, last in _balanced(text, start, end, script):
            first, last = _to_the_brackets(text, first, last, script)
            inside = [address for address in addresses if address[0] < last and first < address[1]]
            if inside and script is _RTL_RUN:
                continue  # Arabic in an address is read from the left with the rest
            first = min([first, *(address[0] for address in inside)])
            last = max([last, *(address[1] for address in inside)])
            if found and first <= found[-1][1]:
                before = found.pop()
                first, last = before[0], max(last, before[1])
            found.append((first, last))
    return found


def _begin(text: str, start: int, script: _Script) -> int:
    """Where a run begins, with what belongs to its first word: 3rd, $US, 9 May, $5 million."""
    found = script.before.search(text, max(0, start - 40), start)
    if not found and script is _LTR_RUN:
        number = _DAY if _MONTH_NAME.match(text, start) else _MONEY
        found = number.search(text, max(0, start - 20), start)
    return found.start() if found else start


def _finish(text: str, start: int, end: int, limit: int, script: _Script) -> int:
    """Where a run ends, with the digits and signs of its last word, and a number behind it.

    A short number before a word of the line's own script is left to that word: "BBC 11 ألف" counts thousands.
    """
    if found := script.after.match(text, end, limit):
        end = found.end()
    while found := script.number.match(text, end, limit):
        number = found["number"]
        is_long = number.isdigit() and len(number) >= 4
        if found["next"] and (script is _RTL_RUN or not (is_long or _NUMBERED.search(text, start, end))):
            break
        end = found.start("next") if found["next"] else found.end()
    return end


def _balanced(text: str, start: int, end: int, script: _Script) -> Iterator[tuple[int, int]]:
    """The run, stretched over a bracket's fellow that stands beside it; cut at a bracket whose fellow does not."""
    while (at := _lone_bracket(text, start, end)) is not None:
        char = text[at]
        if start and text[start - 1] == _OPEN_OF.get(char):
            start -= 1
        elif char in _CLOSE_OF and (fellow := re.compile(script.beside + re.escape(_CLOSE_OF[char])).match(text, end)):
            end = fellow.end()
        else:
            if ends := [found.end() for found in script.letter.finditer(text, start, at)]:
                yield start, _finish(text, start, ends[-1], at, script)
            following = script.letter.search(text, at, end)
            if not following:
                return
            start = following.start()
    yield start, end


def _lone_bracket(text: str, start: int, end: int) -> int | None:
    """The first bracket or quotation mark of a run whose fellow is not in it."""
    opened: list[int] = []
    for at in range(start, end):
        char = text[at]
        if opened and text[opened[-1]] == _OPEN_OF.get(char):
            opened.pop()
        elif char in _CLOSE_OF:
            opened.append(at)
        elif char in _OPEN_OF and not (char == "’" and at and text[at - 1].isalnum()):
            return at
    return opened[0] if opened else None


def _to_the_brackets(text: str, start: int, end: int, script: _Script) -> tuple[int, int]:
    """All that stands between two brackets, if no other words do: the digits and stops there are the run's own."""
    opening = re.compile(rf"([(\[{{“‘‹«\"]){script.beside}\Z").search(text, max(0, start - 40), start)
    if not opening:
        return start, end
    closing = re.compile(rf"({script.beside}){re.escape(_CLOSE_OF[opening[1]])}").match(text, end)
    if not closing:
        return start, end
    inner = text[opening.end(1) : closing.end(1)]
    return closing.end(1) - len(inner.lstrip()), opening.end(1) + len(inner.rstrip())


def _forms(text: str) -> Iterator[tuple[int, int]]:
    """The numbers of a right-to-left line that would change their order, or always have the wrong one.

    What is left on either side of one is looked at again by itself, as it will be when the text is marked again.
    """
    for found in _FORM.finditer(text):
        is_number = not (found["telephone"] or found["thousands"])
        if is_number and not (found["before"] or found["chain"] or found["behind"] or found["percent"] is not None):
            continue
        yield from _forms(text[: found.start()])
        yield found.span()
        yield from ((found.end() + start, found.end() + end) for start, end in _forms(text[found.end() :]))
        return
