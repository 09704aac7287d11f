"""Numbers that belong together: the two ends of a range, and a share (one in five)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from dossier.evidence.numbers.bounds import UNBOUND, Bounded
from dossier.evidence.numbers.money import MONEY
from dossier.evidence.numbers.numerals import Numeral
from dossier.evidence.numbers.signs import percent_behind, with_signs
from dossier.evidence.numbers.units import unit_behind
from dossier.evidence.numbers.words import word_of

AROUND = 100  #: letters before and behind a number in which the words that belong to it are looked for
_DASH = re.compile(r"(?: ?[-–—−] ?)$")
_UNIT = r"(?: ?%{1,20})?(?: [^\W\d_]+){0,2}"  #: per cent is masked by as many signs as it has letters
_TO = re.compile(rf"{_UNIT} (?:to|الي|حتي) ?(?:ال ?)?(?:{MONEY})?$")
_OR = re.compile(r"(?: [^\W\d_]+){0,2} (?:or|او) $")
_AND = re.compile(rf"{_UNIT} ?(?:and |و ?)(?:ال)?(?:{MONEY})?$")
_BETWEEN = re.compile(rf"(?<!\w)(?:between|[وبف]?(?:ما )?بين|[وبف]?بما بين) (?:ال)?(?:{MONEY})?$")
_FROM = re.compile(rf"(?<!\w)(?:from|(?:[وفب]?ما )?من) (?:{MONEY})?$")
_CHANGE = re.compile(
    r"(?<!\w)(?:r[oi]se[ns]?|rising|f[ae]ll(?:s|en|ing)?|grew|grow\w*|went|go(?:es|ing|ne)?|up|down|increas\w*|"
    r"decreas\w*|climb\w*|"
    r"jump\w*|drop\w*|declin\w*|cut|cuts|reduc\w*|rais\w*|expand\w*|shr[aiu]nk\w*|widen\w*|narrow\w*|slash\w*|"
    r"push\w*|mov\w*|"
    r"chang\w*|doubl\w*|trebl\w*|tripl\w*|quadrupl\w*|improv\w*|slip\w*|surg\w*|soar\w*|halv\w*|"
    r"\w{0,3}(?:رتفع|رتفاع|نخفض|نخفاض|تراجع|هبط|هبوط|قفز|خفض|رفع|تقلص|نما|نمو|نتقل|صعد|صعود|زاد|زياد|زيد|"
    r"تضاعف)\w{0,2})(?!\w)(?! (?:عن|علي)(?!\w))"
)
#: one job in ten, شخص واحد من كل خمسة
_IN = re.compile(r"(?: [^\W\d_]+)? (?:in (?:every )?|(?:out )?of every )|(?: \w+)? (?:من|في) (?:بين )?كل ")
_OUT_OF = re.compile(r"(?: [^\W\d_]+)? out of ")


@dataclass(frozen=True, slots=True)
class Span:
    """A quantity while its places are still of the folded text; `first` and `last` are the numerals it is made of."""

    first: Numeral
    last: Numeral
    start: int
    end: int
    bound: Bounded = UNBOUND
    to: Fraction | None = None
    is_percent: bool = False
    doubt: str = ""


def joined(text: str, one: Numeral, two: Numeral) -> Span | None:
    """A range of two neighbouring numerals, or a share (one in five); None if each stands for itself."""
    if any(numeral.kind in {"label", "rank", "vague"} or numeral.doubt for numeral in (one, two)) or two.kind == "dual":
        return None
    gap = text[one.end : two.start]
    if one.kind == "dual":  # يومين إلى ثلاثة أيام
        one = replace(one, kind="count")
        if not _TO.fullmatch(gap):
            return None
    if share := _share(text, one, two, gap):
        return share
    begin, doubt = _begin(text, one, gap), ""
    is_dash = bool(_DASH.fullmatch(gap.lstrip(" %")))
    if begin is None:
        if not is_dash and not (_OR.fullmatch(gap) and one.scale <= two.scale):
            return None
        begin = one.start
    low = _scaled_as(one, two)
    if low >= two.value:
        return None
    _, end = with_signs(text, two)
    is_sum = begin < one.start or "," in one.text or bool(one.places)
    if is_dash and not (is_sum or percent_behind(text, two.end) or two.scale > 1 or unit_behind(text, end)):
        doubt = "a score, or a range"
    first = replace(one, value=low, scale=two.scale) if low != one.value else one
    return Span(first, two, min(begin, with_signs(text, one)[0]), end, to=two.value, doubt=doubt)


def _begin(text: str, one: Numeral, gap: str) -> int | None:
    """Where the phrase of a range begins: "between 20 and 30", "from 20 to 30", "20 to 30"; None if words make none."""
    offset = max(0, one.start - AROUND)
    before = text[offset : one.start]
    is_to = _TO.fullmatch(gap)
    if (between := _BETWEEN.search(before)) and (is_to or _AND.fullmatch(gap) or _DASH.fullmatch(gap.lstrip(" %"))):
        return offset + between.start()
    if not is_to:
        return None
    begun = _FROM.search(before)
    if not before.endswith(" to ") and _CHANGE.search(before[-60:] if begun else before[-30:]):
        return None  # rose from 20 to 30: two numbers
    return offset + begun.start() if begun else one.start


def _scaled_as(one: Numeral, two: Numeral) -> Fraction:
    """The lower end in the scale that only the upper one names: 20 to 30 million."""
    is_shared = one.scale == 1 and two.scale > 1 and one.value < two.value / two.scale and one.kind == "count"
    return one.value * two.scale if is_shared else one.value


def _share(text: str, one: Numeral, two: Numeral, gap: str) -> Span | None:
    """one in five, one job in ten, واحد من كل خمسة, nine out of ten; not one ship in two days, nor 76 out of 150."""
    is_few = one.value < 10 and two.value <= 10
    if not (_IN.fullmatch(gap) or (is_few and _OUT_OF.fullmatch(gap))):
        return None
    word = word_of(one.text)
    if not 0 < one.value < two.value or two.value > 1000 or one.scale > 1 or (word and word.kind == "times"):
        return None
    has_noun = not gap.startswith((" in", " of", " out", " من", " في"))
    has_unit = unit_behind(text, two.end)
    is_of_ten = has_noun and two.value in (5, 10, 100) and (_OUT_OF.fullmatch(gap) or not (has_unit or one.in_digits))
    if has_noun and not is_of_ten and (one.value != 1 or has_unit):
        return None
    if one.in_digits and two.in_digits and gap == " in " and two.value not in (3, 4, 5, 10, 20, 100, 1000):
        return None
    share = replace(one, value=one.value / two.value, kind="part")
    return Span(share, two, one.start, two.end)
