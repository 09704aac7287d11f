"""What belongs to a number beside its digits and words: a sign, a currency, a per cent."""

from __future__ import annotations

import re
from fractions import Fraction

from dossier.evidence.numbers.money import MONEY
from dossier.evidence.numbers.numerals import Numeral

_CURRENCY = re.compile(MONEY)
_BEFORE = re.compile(
    r"(?:(?<![\w%)])(?P<minus>[-−] ?)|(?<!\w)(?P<word>minus |negative |ناقص |(?:ال)?سالب )|(?P<plus>\+))?"
    rf"(?P<money>{MONEY})?(?P<inner>(?<![\w%)])[-−])?(?P<of>(?:ال ?|ب)?)$"
)
_CURRENCY_BEHIND = re.compile(r" ?[$€£¥₹₺₪₦₱]")
_BELOW_ZERO = re.compile(
    r" ?(?:degrees?|درجه|درجات|°c?|c)?(?: (?:مئويه|ميويه|celsius|centigrade))? "
    r"(?:below (?:zero|freezing)|تحت الصفر|دون الصفر)"
)
_SIGN_BEHIND = re.compile(r" ?%?[-−]")  #: in a cell written from right to left
_OPENING = re.compile(rf"\((?:{MONEY})?$")
_CLOSING = re.compile(r"\)(?! [\u0621-\u064a])")
_BLANK = re.compile(r"\s*")
_LOSS = re.compile(
    r"(?:loss|deficit|shortfall|result|net|balance|surplus\W+deficit|عجز|خساره|خساير|نتيجه|رصيد|صافي)(?!\w)[^.;]{0,30}$"
)
_PER_CENT = re.compile(r"[ -]?%+")
_DEGREE = re.compile(r" ?(?:°|degree|درج)")
_AGAIN = re.compile(rf" (?:[a-z]+ )?\((?:{MONEY})?")  #: one hundred and twenty dollars ($120)
_REACH = 16  #: letters before a number that its sign and currency can take
_REACH_OF_LOSS = 50  #: and within which a word can tell that it is a loss


def with_signs(text: str, numeral: Numeral) -> tuple[int, int]:
    """Where a number begins with its sign and currency, and where it ends with its per cent."""
    start, end = numeral.start, numeral.end
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    if before and (before["money"] or not before["of"]) and " " not in (before["minus"] or ""):
        start -= len(before[0])
    if percent := percent_behind(text, end):
        return start, percent
    if text[start - 1 : start] == "%" and not text[max(0, start - 2) : start - 1].isdecimal():
        return start - 1, end
    below = _BELOW_ZERO.match(text, end)
    return start, below.end() if below else end


def is_negative(text: str, numeral: Numeral) -> bool:
    before = _BEFORE.search(text[max(0, numeral.start - _REACH) : numeral.start])
    is_signed = before and (before["word"] or before["inner"] or (before["minus"] and " " not in before["minus"]))
    is_signed_behind = _BLANK.fullmatch(text, 0, numeral.start) and _SIGN_BEHIND.fullmatch(text, numeral.end)
    return bool(is_signed or is_signed_behind or _BELOW_ZERO.match(text, numeral.end))


def percent_behind(text: str, end: int) -> int:
    """Where the per cent behind a number ends; 0 if none is there."""
    found = _PER_CENT.match(text, end)
    return found.end() if found else 0


def again_in_brackets(text: str, before: Numeral, numeral: Numeral) -> int:
    """Where the brackets end in which a number is said again: thirty (30) days; 0 where it is another."""
    is_same = before.value == numeral.value and _AGAIN.fullmatch(text, before.end, numeral.start)
    return numeral.end + 1 if is_same and text[numeral.end : numeral.end + 1] == ")" else 0


def as_loss(text: str, numeral: Numeral) -> tuple[Fraction, ...]:
    """What a sum in brackets can mean, the likelier first: below zero, as accounts write it; else nothing."""
    opening = _OPENING.search(text, max(0, numeral.start - _REACH), numeral.start)
    if not opening or not _CLOSING.match(text, numeral.end) or numeral.scale > 1:
        return ()
    if not re.search(r"\d[,.٬٫]\d", numeral.text):
        return ()
    place = opening.start()
    is_loss = _BLANK.fullmatch(text, 0, place) or _LOSS.search(text, max(0, place - _REACH_OF_LOSS), place)
    return (-numeral.value, numeral.value) if is_loss else (numeral.value, -numeral.value)


def is_degree(text: str, end: int) -> bool:
    return bool(_DEGREE.match(text, end))


def past_currency(text: str, start: int) -> int:
    """Where the number behind a currency begins; the same place if no currency is there."""
    found = _CURRENCY.match(text, start)
    return found.end() if found else start


def past_currency_behind(text: str, end: int) -> int:
    found = _CURRENCY_BEHIND.match(text, end)
    return found.end() if found else end
