"""Which mark a document sets before its decimals, and what that tells of a number that can be read in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from dossier.evidence.numbers.quantities import Quantity

Mark = Literal["", ".", ","]
FEWEST = 2  #: decimals with one mark, and none with the other, that show a writer's habit
_DECIMAL = re.compile(r"(?<![\d.,/:-])\d+(?P<mark>[.,])\d{1,2}(?![\d/:]|[.,-]\d)")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:(?P<mark>[.,])\d{3}){2,}(?![\d]|[.,]\d)")
#: What cannot be counted in thousandths: a dot before it is one of thousands.
_WHOLE = re.compile(
    r"(?<![\d.,])\d{1,3}\.\d{3} (?:نسمة|ساكنا?|شخصا?|مواطنا?|عاملا?|موظفا?|طالبا?|تلميذا?|لاجئا?|ناخبا?|منصبا?|"
    r"مطلبا?|ملفا?|صوتا?|سيارة|سفينة|"
    r"منزلا?|مسكنا?|مؤسسة|شركة|أسرة|قتيلا?|people|inhabitants|residents|jobs|votes|workers|students|houses|"
    r"employees)(?!\w)"
)
_OPEN = re.compile(r"\d{1,3}\.\d{3}(?!\d)")


def decimal_mark(lines: Iterable[str]) -> Mark:
    """The mark before decimals (5,4 per cent; 1.5 million); "" where a document shows none, or both.

    1.234.567 shows it as well: there dots are marks of thousands.
    """
    commas = dots = 0
    for line in lines:
        for found in _DECIMAL.finditer(line):
            commas, dots = commas + (found["mark"] == ","), dots + (found["mark"] == ".")
        commas += FEWEST * bool(_WHOLE.search(line))
        for found in _GROUPS.finditer(line):
            commas, dots = commas + FEWEST * (found["mark"] == "."), dots + FEWEST * (found["mark"] == ",")
    if bool(commas) == bool(dots):
        return ""
    return "," if commas >= FEWEST else "." if dots >= FEWEST else ""


def settled(quantity: Quantity, text: str, mark: Mark) -> Quantity:
    """A number that a dot leaves open (1.234) as the document's own mark has it; any other as it is."""
    if not mark or len(quantity.others) != 1 or not _OPEN.match(text[slice(*quantity.figure)]):
        return quantity
    low, high = sorted((quantity.value, quantity.others[0]), key=abs)
    return (
        replace(quantity, value=high, others=())
        if mark == ","
        else replace(quantity, value=low, others=(), places=(3, 0))
    )
