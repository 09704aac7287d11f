"""Halves that stand behind what is counted: ثلاث ساعات ونصف, سنة ونصف السنة, three hours and a half, a year and a half.

Written for folded letters. Only measures are counted so; "20 ships and half of the crew" are two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier.evidence.numbers.numerals import Numeral
from dossier.evidence.numbers.units import unit_behind
from dossier.evidence.numbers.words import SPANS, word_of

_ONE_AR = "مره|نقطه|سنه|عام|شهر|يوم|ساعه|دقيقه|اسبوع|قرن|عقد|متر|كيلومتر|طن|كيلو|ميل|لتر|درجه"
_ONE_EN = "hour|year|day|week|month|mile|century|decade|metre|tonne|minute|kilometre"
_MANY_AR = (
    "سنوات|سنين|اعوام|عاما|اشهر|شهور|شهرا|ايام|يوما|ساعات|دقايق|اسابيع|اسبوعا|قرون|قرنا|عقود|امتار|مترا|كيلومترات|كيلومترا|اطنان|"
    "طنا|اميال|ميلا|لترات|لترا|درجات"
)
_AR_AND = rf" (?:{_ONE_AR}|{_MANY_AR}) و$"
_EN_AND = rf" (?:{_ONE_EN}|centuries)s? and (?:a |one |three )?$"
_BETWEEN = re.compile(f"(?:{_AR_AND}|{_EN_AND})")
#: What is counted and comes again behind its half: اثنين وعشرين دينارا ونصف الدينار, مليارا جنيه ونصف المليار.
_COUNTED = re.compile(r"(?: (?P<noun>\w{3,}))? و$")
_MORE_OF_SCALE = re.compile("(?:نصف|ربع|ثلث|ثلاثه ارباع|ثلثي) ال")
_OF_IT = re.compile(r" ال(?P<noun>\w{2,})")
_ONE_OF_IT = re.compile(r"(?<!\w)(?P<noun>\w{2,})ا و$")
#: One of it, without a number: سنة و, a year and a
_ALONE = re.compile(rf"(?:(?<!\w)[بل]?(?P<ar>{_ONE_AR})ا? و|(?<!\w)(?:a|an) (?P<en>{_ONE_EN}) and (?:a )?)$")
_SPAN = re.compile(r" (?:an? |the |of ){0,3}(?:ال)?(\w+)")
_AGAIN = re.compile(rf" ال(?:{_ONE_AR})(?!\w)")


def with_halves(text: str, numerals: Sequence[Numeral]) -> Iterator[Numeral]:
    """The numerals, with each part that stands behind a measure added to the number of it."""
    held: Numeral | None = None
    for numeral in numerals:
        whole = (
            _whole(text, held, numeral) if numeral.kind == "part" or _MORE_OF_SCALE.match(numeral.text) else None
        ) or numeral
        if held and whole.start != held.start:
            yield held
        held = whole
    if held:
        yield held


def _whole(text: str, before: Numeral | None, part: Numeral) -> Numeral | None:
    """The number that a part completes: of the numeral before it, or of one measure."""
    if repeated := _repeated(text, before, part):
        return repeated
    if part.kind != "part":
        return None
    again = _AGAIN.match(text, part.end)
    end = again.end() if again else part.end
    if not again and (unit_behind(text, end) or text.startswith(" of ", end)):
        return None
    if before and before.kind == "count" and _BETWEEN.fullmatch(text[before.end : part.start]):
        return replace(before, end=end, value=before.value + part.value, scale=1)
    alone = _ALONE.search(text[max(0, part.start - 30) : part.start])
    if not alone or (before and before.end > part.start - len(alone[0]) - 2):
        return None
    start, value = part.start - len(alone[0]), 1 + part.value
    whole = replace(part, start=start, end=end, value=value, kind="count", text=text[start:end])
    years = SPANS.get(alone["ar"] or alone["en"])
    return replace(whole, value=value * years, same=value) if years else whole


def _root(noun: str) -> str:
    """The first two strong letters, which a noun shares with its broken plural: دنانير and دينار, ليرات and ليره."""
    return re.sub(r"[اويه]", "", noun)[:2]


def _repeated(text: str, before: Numeral | None, part: Numeral) -> Numeral | None:
    """The number with a part of one more of the same: the noun, or the scale, stands again behind the part."""
    of = _OF_IT.match(text, part.end)
    if (
        before
        and before.kind == part.kind == "count"
        and _MORE_OF_SCALE.match(part.text)
        and part.scale == before.scale
    ):
        gap = _COUNTED.fullmatch(text[before.end : part.start])
        return replace(before, end=part.end, value=before.value + part.value) if gap else None
    if not of or part.kind != "part":
        return None
    if before and before.kind == "count" and (gap := _COUNTED.fullmatch(text[before.end : part.start])):
        if gap["noun"] and (gap["noun"].startswith(of["noun"]) or _root(gap["noun"]) == _root(of["noun"])):
            return replace(before, end=of.end(), value=before.value + part.value, scale=1)
        word = word_of(of["noun"])
        if word and word.kind == "scale" and word.value == before.scale:
            return replace(before, end=of.end(), value=before.value + part.value * word.value)
    one = _ONE_OF_IT.search(text[max(0, part.start - 30) : part.start])
    if one and one["noun"] == of["noun"] and not (before and before.end > part.start - len(one[0])):
        start = part.start - len(one[0])
        return replace(part, start=start, end=of.end(), value=1 + part.value, kind="count", text=text[start : of.end()])
    return None


def in_years(text: str, numeral: Numeral) -> Numeral:
    """Half a century as 50 years; any other numeral as it is."""
    behind = _SPAN.match(text, numeral.end)
    years = SPANS.get(behind[1]) if behind and numeral.kind == "part" else None
    if not behind or not years:
        return numeral
    value = numeral.value * years
    return replace(numeral, end=behind.end(), value=value, kind="count", same=numeral.value)
