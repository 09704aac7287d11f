"""The number of a page inside a string of a PDF, as in the words of a link: left open until units are linked.

Till then it is spelled in mathematical digits, which no face of an edition has, and which go as any digits do where
words are put in order (their bidi class is EN). What they spell is which of the unit's targets is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ZEROS = {"0": "\U0001d7ce", "٠": "\U0001d7d8"}  #: zero as it is read -> as it is spelled: bold, double-struck
OPEN = re.compile("[\U0001d7ce-\U0001d7d7]+|[\U0001d7d8-\U0001d7e1]+")
_STRING = re.compile(rb"<feff((?:[0-9a-f]{4})*)>")  #: as pydyf writes a string that is not of ASCII


def digits_of(target: int, zero: str) -> str:
    """The number of the page that a target is on, in digits that begin with `zero`; any others are written 0 to 9."""
    return _shift_digits(target, _ZEROS.get(zero, _ZEROS["0"]))


def with_numbers(data: bytes, page_of: Callable[[int], int]) -> bytes:
    """An object of a PDF with the numbers in its strings; `page_of` gives the page of a target."""

    def number(match: re.Match[str]) -> str:
        zero = next(zero for zero, open_ in _ZEROS.items() if 0 <= ord(match[0][0]) - ord(open_) < 10)
        target = int("".join(str((ord(digit) - ord(_ZEROS[zero])) % 10) for digit in match[0]))
        return _shift_digits(page_of(target), zero)

    def string(match: re.Match[bytes]) -> bytes:
        text = bytes.fromhex(match[1].decode()).decode("utf-16-be")
        return b"<feff%b>" % OPEN.sub(number, text).encode("utf-16-be").hex().encode()

    return _STRING.sub(string, data)


def _shift_digits(number: int, zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in str(number))
