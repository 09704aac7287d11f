"""What words of headings and stubs say of the unit of the numbers that they are of: a scale, per cent, a count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.evidence.numbers.tables.scale_words import factor_in
from dossier.evidence.text.folding import fold_text

#: Units that no scale of a whole table changes: the word that the others belong to must be one, and so a debt ratio and
#: معدل البطالة are, and interest rate swaps are none.
_OWN = re.compile(
    r"%|(?<!\w)(?:(?:per ?cent|percentage|per share|ب?الم[اي]?[يا]ه|للسهم)(?!\w)"
    r"|(?:ratio|rate|index|rank)s?(?= of(?!\w)| ?[(\[]|\W*$))"
    r"|^\W*(?:ال)?(?:نسبه|معدل|موشر)(?!\w)"
)
#: Those that leave it open.
_OTHER = re.compile(
    r"(?<!\w)(?:number|nos?\.?|staff|employees|workers|people|headcount|tonnes?|ships|days|hours|years?|change|"
    r"growth|units?|average|per|ratios?|rates?|index|rank|"
    r"(?:ال)?(?:عدد|عاملون|عاملين|موظفون|موظفين|تغير|نمو|نسبه|معدل|موشر)|طن|يوم|ايام|سنه|متوسط|حصه)(?!\w)"
)
#: A unit in brackets, in a heading.
_IN_BRACKETS = re.compile(
    r"\((?!(?:un)?audited|restated|provisional|estimate|actual|budget|forecast|مدقق|مقدر|فعلي|تقديري)[^\d()]+\)"
)


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What some words say; of several `|` makes what all of them say."""

    factors: frozenset[int] = frozenset()  #: the scales that they name
    line: int = 0  #: of the first of these
    has_own: bool = False  #: a unit that no scale of a whole table changes
    has_other: bool = False  #: one that leaves open whether it does

    def __or__(self, other: UnitWords) -> UnitWords:
        factors, line = self.factors | other.factors, self.line or other.line
        return UnitWords(factors, line, self.has_own or other.has_own, self.has_other or other.has_other)


NOTHING = UnitWords()


def told_by(text: str, line: int, *, is_head: bool = False) -> UnitWords:
    """What the words of a cell on a line say; in a heading brackets hold a unit."""
    if factor := factor_in(text):
        return UnitWords(frozenset((factor,)), line)
    folded = fold_text(text)
    has_other = bool(_OTHER.search(folded) or (is_head and _IN_BRACKETS.search(folded)))
    return UnitWords(has_own=bool(_OWN.search(folded)), has_other=has_other)
