"""Numbers of an original that a curator may want to keep: those that count or measure something.

What a number is, is read in `evidence/numbers/quantities.py`, as `dossier verify` reads it. Left out are labels,
ordinals but for ranks, and numbers that belong to a date or a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dossier.evidence.numbers.bound_words import Bound
from dossier.evidence.numbers.decimal_marks import Mark, settled
from dossier.evidence.numbers.quantities import Quantity, quantities_in
from dossier.evidence.numbers.tables.cells import announced_at, in_table
from dossier.evidence.numbers.tables.scale_words import Scales
from dossier.evidence.text.blocks import Block, Find
from dossier.evidence.text.folding import fold_text

SCALES = {1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}
MOST = 10**15  #: what a curator cannot write any more
NEAR = 40  #: letters before and behind a number that can tell what it is
PLACES = 4  #: decimals of a part that ends nowhere: two thirds is 0.6667

NO_SCALES: Scales = {}
_RANKED = re.compile(r"(?:مرتبه|مركز|ranks?|ranked|placed?) $")
_SUPERLATIVE = re.compile(r" (?:اكبر|اعلي|اكثر|اهم|largest|biggest|highest|most)(?!\w)")
_OF_AGE = re.compile(r" من (?:ال)?عمر")
_AGO = re.compile(
    r" (?:year|month|week|day|hour|decade|centur|minute|summer|winter|spring|autumn|season|night|morning|"
    r"generation)\w*"
    r" (?:ago|earlier|later|hence|from (?:now|today))(?!\w)|"
    r" years on,| years'? time(?!\w)"
)
#: When something was, told from another day: three weeks before, the twelve months to August.
_FROM_A_DAY = re.compile(
    r" (?:year|month|week|day|hour)s? (?:(?:before|after|from the date)(?!\w)(?! (?:tax|interest))|(?:to|ended|"
    r"ending)(?: on)? (?=[\d\x01]|[a-z]{3,9} ?\d|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)))"
)
_AFTER_A_DAY = re.compile(r"(?<!\w)[وف]?(?:بعد|قبل)(?P<by>\w*(?: \w+){0,2} ب)? ?$")
_TIME_IN_TWO = re.compile(r"(?:يوم|عام|شهر|اسبوع|سنت|ساعت|عقد|قرن)(?:ين|ان)$")
_WITH_ONE_VOICE = re.compile(r"(?<!\w)(?:بصوت|في ان|في وقت|بيد|بقلب|دفعه|جمله|يدا|صفا) $")
_BEFORE_NOW = re.compile(r"(?<!\w)[وف]?قبل(?: (?:نحو|حوالي|قرابه|زهاء|اكثر من|ازيد من|ما يزيد (?:عن|علي)|اقل من))? $")
_FROM_NOW = re.compile(r" \w+ من (?:الان|اليوم|تاريخه)(?!\w)")
_TIME = re.compile(
    r" (?:سنه|سنوات|عاما?|اعوام|شهرا?|اشهر|شهور|يوما?|ايام|ساعه|ساعات|اسبوعا?|اسابيع|قرن|قرون|عقود)(?!\w)"
)
_SUPERLATIVE_AS_PRINTED = re.compile(r" \S+(?: [^\W\d_]+)?")
_ARABIC_NOUN = re.compile(r"(?<!\w)(?P<noun>[\u0621-\u065f]{3,}) $")
_NO_NOUN = re.compile("(?:كل|في|صف|ان|وقت|من|علي|الي|عن|جانب|طرف|يد|هذه|تلك|بعد|قبل|مع|منها|منهم)$")


@dataclass(frozen=True, slots=True)
class Counted:
    """Words that give a number: its value as printed, scale and bound in the schema's words."""

    find: Find
    value: Decimal
    scale: str = ""
    bound: Bound = ""
    to: Decimal | None = None  #: the other end of a range, in the same scale
    doubt: str = ""  #: what a curator has to decide

    @property
    def stated(self) -> str:
        return self.find.text


def numbers_in(block: Block, taken: Sequence[Find], scales: Scales = NO_SCALES, mark: Mark = "") -> tuple[Counted, ...]:
    """Every number in the order of the text, but for those that meet what is `taken`: dates and names.

    `scales` holds what tables say of the document's cells (`tables/cells.py`), `mark` is that of its decimals."""
    return tuple(_numbers(block, taken, scales, mark))


def _numbers(block: Block, taken: Sequence[Find], scales: Scales, mark: Mark) -> Iterator[Counted]:
    cells = announced_at(scales, block.numbers, block.place)
    for found in quantities_in(block.text):
        quantity = in_table(settled(found, block.text, mark), cells)
        is_taken = any(quantity.meets(find.start, find.end) for find in taken)
        if not is_taken and _counts(quantity, block.text):
            yield _counted(quantity, block)


def _counts(quantity: Quantity, text: str) -> bool:
    """Whether a number counts or measures something, so far as its form can tell."""
    start, end = quantity.figure
    before, after = fold_text(text[max(0, start - NEAR) : start]) + " ", text[end : end + NEAR]
    behind = fold_text(f"x{after}")[1:]
    if quantity.kind == "rank":
        return bool(_RANKED.search(before) or _OF_AGE.match(behind) or _SUPERLATIVE.match(behind))
    if (
        _AGO.match(after)
        or _FROM_NOW.match(fold_text(f"x{after}")[1:])
        or (_BEFORE_NOW.search(before) and _TIME.match(fold_text(f"x{after}")[1:]))
    ):
        return False  # when something was, not how much of it
    if not quantity.bound and quantity.to is None and _tells_when(quantity, text, before, after):
        return False
    if (quantity.kind == "dual" and quantity.doubt) or abs(quantity.to or quantity.value) >= MOST:
        return False
    return quantity.kind not in {"label", "pair"} and bool(quantity.value or quantity.in_digits)


def _tells_when(quantity: Quantity, text: str, before: str, after: str) -> bool:
    """Whether a time is counted from a day, or one is said of no number (بصوت واحد)."""
    figure, behind = fold_text(text[slice(*quantity.figure)]), fold_text(f"x{after}")[1:]
    if figure in {"واحد", "واحده", "واحدا"} and _WITH_ONE_VOICE.search(before):
        return True
    is_time = _TIME_IN_TWO.match(figure) or _TIME.match(behind)
    counted = _AFTER_A_DAY.search(before)
    return bool(_FROM_A_DAY.match(behind) or (is_time and counted and (counted["by"] or quantity.kind == "dual")))


def _counted(quantity: Quantity, block: Block) -> Counted:
    start, end = quantity.stated
    if quantity.kind == "rank" and (most := _SUPERLATIVE_AS_PRINTED.match(block.text, end)):
        end = most.end()
    scale = quantity.scale if quantity.scale in SCALES else 1
    places = quantity.places if scale == quantity.scale else (0, 0)
    return Counted(
        Find(block, _with_noun(block.text, start, quantity), end),
        _decimal(quantity.value / scale, places[0]),
        SCALES.get(scale, ""),
        quantity.bound,
        None if quantity.to is None else _decimal(quantity.to / scale, places[1]),
        _doubt(quantity),
    )


def _with_noun(text: str, start: int, quantity: Quantity) -> int:
    """Where the phrase begins if its noun stands first: بئرا واحدة, الواحات الثلاث."""
    figure = fold_text(text[slice(*quantity.figure)])
    is_one = figure in {"واحد", "واحده", "واحدا"}
    noun = _ARABIC_NOUN.search(text[max(0, start - NEAR) : start]) if is_one or figure.startswith("ال") else None
    if noun and (is_one or noun["noun"].startswith("ال")) and not _NO_NOUN.match(fold_text(noun["noun"])):
        return start - len(noun["noun"]) - 1
    return start


def _doubt(quantity: Quantity) -> str:
    if quantity.others:
        why = quantity.doubt or "the mark in it leaves a choice"
        return f"or {', '.join(str(_decimal(other)) for other in quantity.others)}: {why}"
    if quantity.kind == "part":
        return f"or {_decimal(quantity.value * 100)}, if the figure is in per cent"
    return quantity.doubt


def _decimal(value: Fraction, places: int = 0) -> Decimal:
    """With the decimals that are printed, or as many as it needs."""
    exact = Decimal(value.numerator) / value.denominator
    if Fraction(exact) != value:
        exact = round(exact, PLACES)
    short = Decimal(f"{exact.normalize():f}")
    return short.quantize(Decimal(1).scaleb(-places)) if places and short == round(short, places) else short
