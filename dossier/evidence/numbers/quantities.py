"""Text -> quantities: every number of something that it gives, with its whole phrase, bound, scale, range and unit.

"no more than 1,200 tonnes" is one phrase from "no" on; "between 20 and 30" is one quantity with two ends; "12.5 per
cent" keeps its per cent. What only looks like a number (a year, an article, a page, a score, a flight) is told as a
label, an ordinal as a rank, and what no reader could tell carries its doubt. Both `dossier import` and `dossier verify`
read numbers here and nowhere else.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from dossier.evidence.numbers.bound_words import Bound
from dossier.evidence.numbers.bounds import Bounded, bound_of
from dossier.evidence.numbers.designations import is_name
from dossier.evidence.numbers.forms import masked
from dossier.evidence.numbers.halves import in_years, with_halves
from dossier.evidence.numbers.labels import kind_of
from dossier.evidence.numbers.numerals import Numeral, numerals_in
from dossier.evidence.numbers.pairs import duals_in, named_pairs_in, told_in, without_halves
from dossier.evidence.numbers.ranges import AROUND, Span, joined
from dossier.evidence.numbers.signs import (
    again_in_brackets,
    as_loss,
    is_degree,
    is_negative,
    past_currency,
    past_currency_behind,
    percent_behind,
    with_signs,
)
from dossier.evidence.numbers.text import folded_for_numbers, tokens_of
from dossier.evidence.numbers.units import unit_behind
from dossier.evidence.text.folding import Folded

#: count, part (of a whole), rank, dual (by the noun's ending), pair (two by their names), label (counts nothing)
Kind = Literal["count", "part", "rank", "dual", "pair", "label"]


_SIGNS_OF_MONEY = tuple("$€£¥")
_MERE_SIGNS = re.compile(r"[%+\u2212\s-]*")
_PLUS_BEHIND = re.compile(r"\s*\+\s*")
_PASSED = re.compile(r"(?<!\w)pass(?:es|ed|ing)? $")  #: so many laws may be passed, but money only as a mark
#: Before digits an article tells of what, not how many: a row over a 6.5% rise, about a 40-page report.
_TOPIC = re.compile(r"(?<!\w)(?:over|about|around) an? $")
_AGE_BEFORE = re.compile(r"(?<!\w)(?:وهو |وهي |من |هو |هي )(?:دون|فوق) $")
#: في الستين, as an age is told.
_AGED_IN_TENS = re.compile(r"(?<!\w)في ال(?:عشر|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع)(?:ين|ينات)$")
#: Before a range, which is the same without them: ما بين 20 و30, من 16 إلى 60.
_OF_RANGE = re.compile(r"(?:[وفب]|[وفب]?ما |بما |فيما )(?=بين )|(?:from|(?:[وفب]?ما |[وفب])?من) (?=\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text; places are letters of that text, an end is the letter behind the last."""

    start: int  #: of the whole phrase: bound, denial, sign, number, scale, per cent; who cuts it changes the number
    end: int
    stated: tuple[int, int]  #: the phrase with its currency and the words for what is counted
    figure: tuple[int, int]  #: the number alone, with its scale
    value: Fraction
    to: Fraction | None = None  #: the other end of a range
    others: tuple[Fraction, ...] = ()  #: what else the number can mean
    scale: int = 1  #: the one that is printed, by which value and to are multiplied
    bound: Bound = ""
    kind: Kind = "count"
    is_percent: bool = False
    in_digits: bool = False
    places: tuple[int, int] = (0, 0)  #: decimals printed of value and to
    unit: tuple[int, int] | None = None  #: the words for what is counted
    same: Fraction | None = None  #: the number in the unit that is printed, where `value` is in another: half a century
    doubt: str = ""  #: why it, or its bound, is not certain
    twice: tuple[int, int] | None = None  #: of a number told twice, thirty (30): end of the first, start of the second

    def is_whole(self, start: int, end: int) -> bool:
        """Whether letters `start` up to but without `end` hold all that makes the number what it is."""
        if self.twice and (self.start, self.end) == self.figure:
            return (start <= self.start and self.twice[0] <= end) or (start <= self.twice[1] and self.end - 1 <= end)
        return start <= self.start and self.end <= end

    def meets(self, start: int, end: int) -> bool:
        return self.figure[0] < end and start < self.figure[1]


@functools.lru_cache(maxsize=64)
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text in order, with labels, ranks and doubtful ones told as such."""
    folded = folded_for_numbers(text)
    clean = masked(folded.text)
    numerals = _labelled(clean, list(numerals_in(clean, tokens_of(clean))), text, folded)
    numerals = [in_years(clean, numeral) for numeral in with_halves(clean, numerals)]
    duals = list(duals_in(clean, numerals))
    duals += told_in(clean, [*numerals, *duals])
    numerals = without_halves(numerals, duals)
    spans = [
        *_spans(clean, sorted([*numerals, *duals], key=lambda numeral: numeral.start)),
        *(Span(pair, pair, pair.start, end) for pair, end in named_pairs_in(clean)),
    ]
    return tuple(sorted((_placed(span, clean, folded) for span in spans), key=lambda quantity: quantity.figure))


def _labelled(text: str, numerals: Sequence[Numeral], original: str, folded: Folded) -> list[Numeral]:
    """Each numeral with its kind, without pronouns; a label makes labels of those listed with it (Articles 5 and 6)."""
    found: list[Numeral] = []
    for numeral in numerals:
        kind = kind_of(text, numeral, found[-1] if found else None)
        at, end = folded.origin[numeral.start], numeral.end
        if not kind and is_name(original[max(0, at - AROUND) : at], numeral, text[end : end + AROUND]):
            kind = "label"
        if not kind and _AGED_IN_TENS.search(text[max(0, numeral.start - 4) : numeral.end]):
            numeral = replace(numeral, doubt=numeral.doubt or "an age in tens may be a round one")
        if found and (behind := again_in_brackets(text, found[-1], numeral)):
            found[-1] = replace(found[-1], end=behind, twice=(found[-1].end, numeral.start))
        elif kind != "pronoun":
            found.append(replace(numeral, kind=kind) if kind else numeral)
    return found


def _spans(text: str, numerals: Sequence[Numeral]) -> Iterator[Span]:
    """Numerals joined to ranges and shares where they are, each with its bound."""
    place = 0
    while place < len(numerals):
        one = numerals[place]
        two = numerals[place + 1] if place + 1 < len(numerals) else None
        both = joined(text, one, two) if two else None
        behind = place + (2 if both else 1)
        after = numerals[behind].start if behind < len(numerals) else len(text)
        before = next((numeral.end for numeral in reversed(numerals[:place]) if numeral.value), 0)  # none denies
        span = _bounded(text, both or Span(one, one, *with_signs(text, one)), before, after)
        if one.kind != "one" or (span.bound.bound and span.bound.before):
            yield span
        while behind < len(numerals) and numerals[behind].start < span.end:
            behind += 1  # the zero of "below zero"
        place = behind


def _bounded(text: str, span: Span, before: int, after: int) -> Span:
    """The span with the bound that the words about it set; they reach no further than to the next number."""
    left = text[max(before, span.start - AROUND) : span.start]
    right = text[span.end : min(after, span.end + AROUND)]
    if span.first.in_digits and _TOPIC.search(left):
        left = ""
    is_bracketed = left.endswith("(") and right.startswith(")")  # not exceeding (60) days
    if is_bracketed:
        left, right = left[:-1], right[1:]
    found = bound_of(left, right)
    if found.behind and after < len(text) and not text[span.end + found.behind : after].strip():
        found = bound_of(left, "")  # 20 ships, at least 30 men
    is_percent = bool(percent_behind(text, span.last.end)) or text[span.start : span.start + 1] == "%"
    is_plus = "+" in text[span.start : span.first.start] and not (span.first.places or _is_alone(text, span))
    is_mark = text[span.start : span.start + 1] in _SIGNS_OF_MONEY or (
        span.first.in_digits and span.first.value >= 1000
    )
    if not found.bound and is_mark and (passed := _PASSED.search(left)):
        doubt = "" if re.match(r" ?(?:[.,;:)]|$)|\d", right) or not right else "so many may have been passed, or more"
        found = Bounded("over", len(passed[0]), doubt=doubt if span.start == span.first.start else "")
    if is_plus and not (found.bound or is_percent or is_degree(text, span.end)):
        found = Bounded("over")
    doubt = span.doubt or found.doubt
    is_exact = is_percent or bool(span.first.places)
    if found.bound == "over" and is_exact and _PLUS_BEHIND.fullmatch(text, span.end) and _is_alone(text, span):
        found, doubt = Bounded(behind=found.behind), "the sign behind it may say that it grew, or that it is more"
    if span.to is not None and found.bound in ("over", "under"):
        doubt = doubt or "a bound of a range"
    start = span.start - found.before - (is_bracketed and found.before > 0)
    end = span.end + found.behind + (is_bracketed and bool(found.bound))
    return replace(span, start=start, end=end, bound=found, is_percent=is_percent, doubt=doubt)


def _is_alone(text: str, span: Span) -> bool:
    """Whether nothing but the number stands in the text, as in the cell of a table."""
    return bool(_MERE_SIGNS.fullmatch(text, 0, span.start) and _MERE_SIGNS.fullmatch(text, span.end))


def _placed(span: Span, text: str, folded: Folded) -> Quantity:
    """A span of the folded text as a quantity of the text itself."""
    first, last = span.first, span.last
    is_range = span.to is not None
    sign = -1 if not is_range and first.kind == "count" and is_negative(text, first) else 1
    values = [sign * value for value in (first.value, *first.others)]
    if not is_range and first.in_digits and (losses := as_loss(text, first)):
        values = [*losses, *values[1:]]
    is_unit_told = first.kind == "dual" or (first.kind == "one" and not first.text.isascii()) or span.is_percent
    behind = last.end + (text[first.start - 1 : first.start] == "(" and text[last.end : last.end + 1] == ")")
    unit = None if is_unit_told else unit_behind(text, max(behind, span.end)) or unit_behind(text, behind)
    end = max(past_currency_behind(text, span.end), unit[1] if unit else 0)
    return Quantity(
        *folded.span(_needed(span, text), span.end),
        stated=folded.span(span.start + (span.bound.loose > 0 and text[span.start] in "وف"), end),
        figure=folded.span(first.start, last.end),
        value=values[0],
        to=span.to,
        others=() if is_range else tuple(values[1:]),
        scale=first.scale,
        bound=span.bound.bound,
        kind=_kind(span, text),
        is_percent=span.is_percent,
        in_digits=first.in_digits,
        places=(first.places, last.places),
        unit=folded.span(*unit) if unit else None,
        same=None if is_range else first.same,
        doubt=span.doubt or first.doubt or last.doubt,
        twice=_told_twice(span, folded),
    )


def _told_twice(span: Span, folded: Folded) -> tuple[int, int] | None:
    twice = None if span.to is not None else span.first.twice
    return (folded.span(twice[0] - 1, twice[0])[1], folded.origin[twice[1]]) if twice else None


def _needed(span: Span, text: str) -> int:
    """Where the words begin without which the number is another: not at a currency, nor at the ما of ما لا يقل عن."""
    if span.bound.loose:
        return span.start + span.bound.loose
    if not span.bound.before and (particle := _OF_RANGE.match(text, span.start)):
        return particle.end()
    if text[span.start] == "+" and not span.bound.bound:
        return span.start + 1  # it grew by so much
    number = past_currency(text, span.start)
    return number if not span.bound.before and number <= span.first.start else span.start


def _kind(span: Span, text: str) -> Kind:
    kind = span.first.kind
    if kind == "rank" and span.bound.bound:
        is_age = (
            span.bound.before
            and _AGE_BEFORE.search(text[max(0, span.first.start - AROUND) : span.first.start])
            and span.first.text.endswith("ه")
        )
        # تجاوز الثمانين, دون التاسعة; but ثانية أو أكثر is a second of time
        return "count" if span.first.value >= 20 or is_age else "label"
    return "label" if kind == "vague" else "count" if kind == "one" else kind
