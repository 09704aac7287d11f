"""Ranks that are told by a superlative: the largest is first, the largest after another second, the second largest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.evidence.numbers.text import folded_for_numbers
from dossier.evidence.numbers.words import word_of

_MOST = "اكبر|اهم|اعلي|اطول|اقدم|اوسع|largest|biggest|highest|longest|oldest|tallest|busiest"
_SUPERLATIVE = re.compile(
    rf"(?<!\w)(?:(?P<ordinal>[^\W\d_]+|\d+(?:st|nd|rd|th))[ -])?[وفبلك]?(?:ال)?(?:{_MOST})(?!\w)(?! (?:من|than)(?!\w))"
)
_AFTER = re.compile(r"(?<!\w)(?:بعد|after|behind)(?!\w)")
_CLAUSE = re.compile(r"[.;:!?()،,؛]")
#: Before it: it is one of several, or it is denied.
_OPEN = re.compile(
    r"(?<!\w)(?:of|among|between|not|never|nor|or|once|two|three|four|five|ten|[وفل]?من|[وفبك]?احد|[وفبك]?احدي|بين|ضمن|ليس|ليست|لا|غير)"
    r"(?: (?:the|its|their|a|world's|country's))* $"
)


REACH = 200  #: letters before and behind a superlative that can change its rank


@dataclass(frozen=True, slots=True)
class Rank:
    ranks: tuple[int, ...]  #: that the words can mean
    is_whole: bool  #: whether all that tells the rank lies in the words
    doubt: str = ""


def ranks_in(text: str, start: int, end: int) -> Iterator[Rank]:
    """Every superlative in letters `start` up to but without `end`, as the words about it rank it."""
    folded = folded_for_numbers(text)
    for match in _SUPERLATIVE.finditer(folded.text):
        at = match.end() - 1
        if not start <= folded.origin[at] < end:
            continue
        word = word_of(match["ordinal"]) if match["ordinal"] else None
        digits = re.match(r"\d+", match["ordinal"] or "")
        is_ordinal = bool(digits) or bool(word and word.kind == "rank")
        rank = int(digits[0]) if digits else int(word.value) if word and word.kind == "rank" else 1
        stop = _CLAUSE.search(folded.text, at, at + REACH)
        after = _AFTER.search(folded.text, at, stop.start() if stop else at + REACH)
        begin = match.start() if is_ordinal or not match["ordinal"] else match.end("ordinal") + 1
        first = folded.origin[begin if is_ordinal else at]
        last = folded.origin[after.end() - 1] if after else folded.origin[at]
        ranks = (rank, rank + 1) if after and is_ordinal else (rank + 1,) if after else (rank,)
        yield Rank(ranks, start <= first and last < end, _doubt(folded.text[max(0, begin - REACH) : begin], is_ordinal))


def _doubt(before: str, is_ordinal: bool) -> str:
    if _OPEN.search(before):
        return "it is one of several, or it is denied"
    last = re.search(r"(\w+)[ -]$", before)
    if is_ordinal and last and (tens := word_of(last[1])) and tens.kind in {"tens", "hundred", "scale"}:
        return "the ordinal is a part of a longer one"
    return ""
