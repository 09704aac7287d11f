"""The words of a caption or heading that give a scale: "(in millions of dinars)", "£000", "€m", بآلاف الأطنان."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.evidence.numbers.money import MONEY
from dossier.evidence.text.folding import fold_text

CAPTION = 120  #: letters that a caption or heading has at most

_FACTORS = (
    (10**9, r"billions?|bn|milliards?|مليارات?|بلايين|بليون"),
    (10**7, r"crores?"),
    (10**6, r"millions?|mn|mio|mln|m|ملايين|مليون"),
    (10**5, r"lakhs?|lacs?"),
    (10**3, r"thousands?|000s?|الاف|الف"),
)
_SCALE = "|".join(f"(?P<e{factor}>{words})" for factor, words in _FACTORS)
_SIGN = r"[a-z]{0,3}[$€£¥₹₦]"
_MONEY = rf"(?:{_SIGN}|[a-z]{{2,3}}|rs\.?|د\.[ا-ي])"
_ANNOUNCES = re.compile(
    rf"(?:(?<!\w)in (?P<sum>{_MONEY} ?)?|(?:^|[(\[،:–—-] ?|(?<!\d), ?)(?P<money>{_MONEY} ?)?(?:in |of )?'?"
    rf"|(?<![\w.]){_SIGN} ?'?"
    rf"|(?:^|[ (])ب(?:ال)?)(?:{_SCALE})(?!\w)(?: (?:of )?[^\W\d_]+[23]?){{0,3}} ?(?:[)\],،:;]|$)"
)
_SIGN_BEFORE = re.compile(r"[$€£¥₹₦] ?'?$")
_BRACKETS_BEHIND = re.compile(r"\([^()]{2,60}\)(?=\W*$)")
_DIGITS = r"(?:\d|[.٫](?=\d))(?:[\d.,٬٫'’\u00a0\u202f]| (?=\d{3}(?!\d)))*"
#: The sign of a note behind a number: 9.4*, 9.4 (p), 9.4 [2].
_NOTE = r"(?: ?(?:\*{1,3}|[†‡§¶]|\((?:[^\W\d_]|est|prov|rev|prel)\.?\)|\[\w{1,3}\]))"
#: What fills a cell as its number, a range or a bound included.
_FIGURE = re.compile(
    rf"(?P<opening>\()?(?:[~≈<>≤≥] ?)?[\-−+–]? ?(?:[^\W\d_]{{0,3}}[$€£¥₹₦] ?)?(?P<digits>{_DIGITS})"
    rf"(?: ?[-–—] ?(?P<to>{_DIGITS}))? ?[$€£¥₹₦]?(?P<closing>\))?{_NOTE}{{0,3}}"
)
#: A number with a word or two of the same cell: 12 ships, ca. 9.4, 9.4 p, نحو 40.
_WORDY_FIGURE = re.compile(
    rf"\W{{0,3}}(?:[^\W\d_]{{1,4}}[. ]{{1,2}})?\W{{0,3}}{_DIGITS}\W{{0,3}}(?:[^\W\d_]+\W{{0,3}}){{0,2}}"
)
_YEAR = re.compile(r"(?:19|20)\d\d|[١٢][٩٠]\d\d")


@dataclass(frozen=True, slots=True)
class Announced:
    """What a caption or heading says of a cell."""

    factor: int  #: its scale; 0 of a cell that only numbers its row
    line: int  #: of the caption or heading
    is_certain: bool
    is_loss: bool = False  #: it stands in brackets, as accounts write what is below zero


@dataclass(frozen=True, slots=True)
class ScaledCell:
    """Letters `start` up to but without `end` of a line, which are a cell with a number, and what is said of it."""

    start: int
    end: int
    announced: Announced


#: line -> its cells of which something is said
Scales = Mapping[int, Sequence[ScaledCell]]


def factor_in(line: str) -> int:
    """The scale that a caption or heading announces; 0 for any other line."""
    if len(line) > CAPTION or line.rstrip().endswith((".", "؟", "?", "!")):
        return 0
    folded = fold_text(line)
    return next((factor for found in _ANNOUNCES.finditer(folded) if (factor := _worth(found))), 0)


def factor_of_note(line: str) -> int:
    """The scale that a line right above a table announces, also in the brackets that end a longer sentence."""
    brackets = _BRACKETS_BEHIND.search(line)
    return factor_in(line) or (factor_in(brackets[0]) if brackets else 0)


def figure_in(cell: str) -> re.Match[str] | None:
    """The number that fills a cell, its digits and brackets; none of a year."""
    figure = _FIGURE.fullmatch(cell.strip())
    numbers = filter(None, (figure["digits"], figure["to"])) if figure else ()
    return figure if figure and not all(map(_YEAR.fullmatch, numbers)) else None


def as_said(cell: str, announced: Announced) -> Announced | None:
    """What is said of a cell, as far as it holds for the number in it; None where no number makes the cell.

    A word beside the number may be a unit of its own.
    """
    if figure := figure_in(cell):
        return replace(announced, is_loss=bool(figure["opening"] and figure["closing"]))
    is_wordy = announced.factor > 1 and _WORDY_FIGURE.fullmatch(cell.strip()) and not _YEAR.fullmatch(cell.strip())
    return replace(announced, is_certain=False) if is_wordy else None


def _worth(found: re.Match[str]) -> int:
    """The scale that is announced; 0 where it is a metre (m), or letters run into it that are no currency (Umm)."""
    name, word = next((name, word) for name, word in found.groupdict().items() if name.startswith("e") and word)
    money = found["sum"] or found["money"] or ""
    is_money = bool(re.fullmatch(MONEY, f"{money.strip()} ")) or bool(
        _SIGN_BEFORE.search(found.string[: found.start(name)])
    )
    is_apart = not money or money.endswith(" ")
    return int(name[1:]) if is_money or (is_apart and word != "m") else 0
