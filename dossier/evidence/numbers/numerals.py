"""Text -> numerals: every run of digits and number words that makes one number, with its place and its value.

A numeral is the number alone: "one and a half million", "5m", "خمسمئة وثلاثة وعشرون ألفا", "3 ملايين ونصف". What stands
about it (bounds, ranges, per cent, what is counted) is read in `quantities.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from dossier.evidence.numbers.money import BEFORE as BEFORE_MONEY
from dossier.evidence.numbers.sums import MULTIPLIES, NumberWords, Sum
from dossier.evidence.numbers.text import VULGAR, NumberToken, places_of, value_of_digits
from dossier.evidence.numbers.words import ABBREVIATED, BEHIND_PART, ENGLISH_PARTS, LIKE_UNITS

#: What is counted by millions and not measured in metres.
_AFTER_M = re.compile(
    r" ?(?:[$€£¥]|usd|eur)| (?:people|men|women|children|(?:euro|dollar|pound|crown|dinar|cop(?:y|ie)|voter|tonne|"
    r"ton|barrel|user|household|customer|passenger|job|home|share|refugee|visitor|vote|car|resident|inhabitant|worker|record|acre|"
    r"hectare|dose)s)(?!\w)"
)

_PLURAL = re.compile(r" [a-z]+(?<!ss)s(?!\w)")
BESIDE = 40  #: letters before digits in which their currency stands
_LOWER_END = re.compile(r"(?<![\d.,])\d[\d.,]* ?[-–] ?$")
_VAGUE_ALONE = frozenset(("الاف", "اف", "ملايين", "مليارات", "بلايين", "تريليونات"))  #: thousands of, without how many
_MERE_WORDS = frozenset(("few", "couple", "many", "numerous", "some", "several", "scores", "tens", "عده", "بعض"))
_SOME = re.compile(r"[وفبلك]?(?:ال)?بضعه?")  #: three to nine
_BEFORE_PART = frozenset(("بمقدار", "بنسبه", "الا", "سوي", "نحو", "حوالي", "قرابه", "يقارب", "عن", "من", "الي"))
_AMONG = frozenset(("between", "بين", "وبين"))

#: count, part (of a whole), rank, vague (hundreds of), label (counts nothing), dual, pair and one: see `pairs.py`
NumeralKind = Literal["count", "part", "rank", "vague", "label", "dual", "pair", "one"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of a text; places are of the folded text."""

    start: int
    end: int
    value: Fraction
    others: tuple[Fraction, ...] = ()  #: what else it can mean: "1.234" of a writer who may set thousands by a dot
    scale: int = 1  #: that is printed behind it, and is in the value
    kind: NumeralKind = "count"
    doubt: str = ""  #: why it cannot be read
    in_digits: bool = False
    text: str = ""
    places: int = 0  #: decimals printed, also those that are zeros
    twice: tuple[int, int] | None = None  #: of one told twice, thirty (30): end of the first, start of the second
    same: Fraction | None = None  #: the number in the unit that is printed, where `value` is in another: half a century


def numerals_in(text: str, tokens: Sequence[NumberToken]) -> Iterator[Numeral]:
    """Every numeral of a folded text, in order."""
    is_arabic = any("\u0621" <= letter <= "\u064a" for letter in text)
    place = 0
    while place < len(tokens):
        found = _NumeralReader(NumberWords(text, tokens, is_arabic)).read(place)
        if found and place and tokens[place - 1].text in _AMONG and not _is_followed(tokens, found[1]):
            found = _first_of_two(NumberWords(text, tokens, is_arabic), place, found)
        if found:
            numeral, place = found
            yield replace(numeral, text=text[numeral.start : numeral.end])
        else:
            place += 1


def _is_followed(tokens: Sequence[NumberToken], place: int) -> bool:
    """Whether another number begins within three tokens: بين خمسة وعشرين وثلاثين."""
    return any(token.kind == "digits" or token.word for token in tokens[place : place + 3])


def _first_of_two(words: NumberWords, place: int, whole: tuple[Numeral, int]) -> tuple[Numeral, int]:
    """The lower of two numbers that were read as one: بين خمسة وعشرين; the whole where it cannot be two."""
    for cut in range(whole[1] - 1, place, -1):
        if words.tokens[cut].is_joined:
            low = _NumeralReader(NumberWords(words.text, words.tokens[:cut], words.is_arabic)).read(place)
            high = _NumeralReader(words).read(cut)
            if low and high and low[0].value < high[0].value:
                return low
    return whole


@dataclass(frozen=True, slots=True)
class _NumeralReader:
    words: NumberWords

    def read(self, place: int) -> tuple[Numeral, int] | None:
        """The numeral that begins with a token, and the token after it."""
        token = self.words.tokens[place]
        if token.kind == "vulgar":
            return self._finish(place, place + 1, VULGAR[token.text], kind="part")
        if token.kind == "digits":
            return self._from_digits(place)
        if token.word is None or self._is_glued(place):
            return None
        if token.role == "rank":
            return self._rank(place)
        if token.role == "vague":
            return self._vague(place)
        if token.role == "part" or self._is_part_of_five(place):
            return self._part(place)
        return None if token.role == "parts" else self._cardinal(place)

    def _from_digits(self, place: int) -> tuple[Numeral, int] | None:
        token = self.words.tokens[place]
        readings = value_of_digits(token.text, self.words.is_arabic)
        if not readings:
            return self._finish(place, place + 1, Fraction(0), kind="label")
        value, others, end = readings[0], readings[1:], place + 1
        behind = self.words.at(end)
        if behind and behind.start == token.end and behind.kind == "vulgar":  # 1½
            value, others, end = value + VULGAR[behind.text], (), end + 1
        elif behind and behind.kind == "digits" and (fraction := self._slashed(end)) and token.text.isdecimal():
            value, others, end = value + fraction, (), end + 3  # 2 1/2
        elif fraction := self._slashed(place):
            return self._finish(place, place + 3, fraction, kind="part")
        elif behind and behind.start == token.end and behind.text == "^":
            numeral, _ = self._finish(place, end, value, doubt="a raised figure stands at the number", in_digits=True)
            return numeral, end + 1
        elif behind and behind.start == token.end and behind.kind == "word":
            return self._suffixed(place, value)
        found = Sum(group=value, last="digits")
        end, found = self.words.go_on(end, found)
        if found.scale and len(readings) > 1:
            found.total, others = self._unscaled(place, end, min(readings)), ()
        numeral, end = self._close(place, end, found, in_digits=True)
        return replace(numeral, others=others, places=places_of(token.text, value)), end

    def _before(self, place: int) -> str:
        """The letters before a token that can belong to its number."""
        start = self.words.tokens[place].start
        return self.words.text[max(0, start - BESIDE) : start]

    def _unscaled(self, place: int, end: int, decimal: Fraction) -> Fraction:
        """A dot before a scale is a decimal one: 1.234 million."""
        return self.words.go_on(place + 1, Sum(group=decimal, last="digits"))[1].value

    def _slashed(self, place: int) -> Fraction | None:
        """2/3 as a part; not of a date, and not of what is no part."""
        slash, below = self.words.at(place + 1), self.words.at(place + 2)
        if not (slash and below and slash.text in "/⁄" and below.kind == "digits"):
            return None
        after = self.words.at(place + 3)
        before = self._before(place)
        if (after and after.text in "/⁄" and after.start == below.end) or before.endswith(("/", "-")):
            return None
        one, all_ = self.words.tokens[place].text, below.text
        if one.startswith("0") or not (one.isdecimal() and all_.isdecimal() and 0 < int(one) < int(all_) <= 10):
            return None
        return Fraction(int(one), int(all_))

    def _suffixed(self, place: int, value: Fraction) -> tuple[Numeral, int]:
        """Letters run into digits: a scale (5m), an ordinal (20th), a unit (5km), or something else (1990s)."""
        digits, letters = self.words.tokens[place], self.words.tokens[place + 1]
        if letters.text in {"st", "nd", "rd", "th"}:
            return self._finish(place, place + 2, value, kind="rank", in_digits=True)
        if scale := ABBREVIATED.get(letters.text):
            readings = self._abbreviated(place, value, scale, letters.end)
            numeral, end = self._finish(place, place + 2, readings[0], in_digits=True)
            places, printed = places_of(digits.text, value), scale if readings[0] != value else 1
            return replace(numeral, others=tuple(readings[1:]), places=places, scale=printed), end
        behind = self.words.at(place + 2)
        is_times = letters.text == "x" and not (behind and behind.start == letters.end and behind.kind == "digits")
        if (
            letters.text == "s"
            or (letters.text == "x" and not is_times)
            or (letters.word is None and not is_times and self._is_code(place))
        ):
            return self._finish(place, place + 2, value, kind="label", in_digits=True)
        if letters.role == "scale":
            found = Sum(group=value, last="digits")
            return self._close(place, *self.words.go_on(place + 1, found), in_digits=True)
        return self._finish(place, place + 1, value, in_digits=True)

    def _abbreviated(self, place: int, value: Fraction, scale: int, end: int) -> list[Fraction]:
        """$5m is money; 5 m may be metres, 5b and 12k may be something else: then both."""
        before = self._before(place)
        is_certain = self.words.tokens[place + 1].text in {"bn", "mn", "bln", "trn", "mln", "tn", "mio"}
        before = _LOWER_END.sub("", before)  # $5-10m
        if is_certain or BEFORE_MONEY.search(before) or _AFTER_M.match(self.words.text, end):
            return [value * scale]
        if self.words.tokens[place + 1].text in {"mt", "kt"}:  # million tonnes, or metric ones
            is_likelier = value.denominator > 1
        else:
            is_likelier = self.words.tokens[place + 1].text in "kb" or bool(_PLURAL.match(self.words.text, end))
        return [value * scale, value] if is_likelier else [value, value * scale]

    def _is_code(self, place: int) -> bool:
        """3D, 5G, 12A, 4a1f: one letter of no unit, or digits again behind the letters."""
        letters, after = self.words.tokens[place + 1], self.words.at(place + 2)
        is_mixed = bool(after and after.start == letters.end and after.kind == "digits")
        return is_mixed or (len(letters.text) == 1 and letters.text not in "gklmtwcfpمد")

    def _cardinal(self, place: int) -> tuple[Numeral, int] | None:
        token = self.words.tokens[place]
        if _bare(token.text).removeprefix("ال") in _VAGUE_ALONE:
            return self._vague(place) or self._finish(place, place + 1, Fraction(0), kind="vague")
        after = self.words.at(place + 1)
        if token.text == "ميه" and after and not after.word and after.text.startswith("ال") and after.text != "الي":
            return None  # مية البحر, its water
        before = self.words.at(place - 1)
        is_unit = token.role == "times" and before is not None and bool(before.kind == "digits" or before.role)
        if token.text in ABBREVIATED or is_unit:
            return None  # KR bn over a column; أربعة عشر ضعفا
        found = Sum()
        self.words.take(found, place)
        return self._close(place, *self.words.go_on(place + 1, found))

    def _part(self, place: int) -> tuple[Numeral, int] | None:
        """نصف مليون, half a million, ربع السكان, half; not نصف نهائي, the second half, a quarter of 2023."""
        token = self.words.tokens[place]
        is_of_five = self._is_part_of_five(place)
        value = LIKE_UNITS[_bare(token.text).removeprefix("ال")] if is_of_five else token.worth
        if of := self._part_behind(place + 1):
            return self._finish(place, place + 2, value * of, kind="part")
        return self._scaled_part(place, place + 1, value)

    def _part_behind(self, place: int) -> Fraction | None:
        """The part of which a part is told: ربع العشر."""
        token = self.words.at(place)
        if not token or not token.text.startswith("ال"):
            return None
        return token.worth if token.role == "part" else LIKE_UNITS.get(token.text.removeprefix("ال"))

    def _scaled_part(self, place: int, end: int, value: Fraction) -> tuple[Numeral, int]:
        """A part that ends there, or so much of the million behind it."""
        behind = self.words.past_articles(end)
        after = self.words.at(behind)
        if after and after.text == "-" and after.start == self.words.tokens[end - 1].end:
            behind, after = behind + 1, self.words.at(behind + 1)  # a quarter-million
        if after and after.role in MULTIPLIES and not after.is_joined:
            numeral, end = self._finish(place, behind + 1, value * after.worth)
            return replace(numeral, scale=int(after.worth)), end
        return self._finish(place, end, value, kind="part")

    def _is_part_of_five(self, place: int) -> bool:
        """خمس السكان is a fifth of them, بمقدار الخمس by a fifth; خمس سفن and السفن الخمس are five."""
        token, before, after = self.words.tokens[place], self.words.at(place - 1), self.words.at(place + 1)
        bare = _bare(token.text)
        if bare.startswith("ال"):
            return bare.removeprefix("ال") in LIKE_UNITS and bool(before and before.text in _BEFORE_PART)
        is_noun = after and after.kind == "word" and after.word is None and after.text.startswith("ال")
        return bare in LIKE_UNITS and bool(is_noun)

    def _rank(self, place: int) -> tuple[Numeral, int]:
        """An ordinal with what it is made of: الثالث عشر, الخامسة والعشرون, twenty-first is met as tens."""
        token, before = self.words.tokens[place], self.words.at(place - 1)
        if before and before.text in {"a", "an", "another"} and self._is_english_part(place):
            return self._finish(place, place + 1, ENGLISH_PARTS[token.text], kind="part")
        after, joins = self.words.at(place + 1), {"ten": False, "tens": True}
        if after and not token.text.isascii() and joins.get(after.role) == after.is_joined:
            return self._finish(place, place + 2, token.worth + after.worth, kind="rank")
        return self._finish(place, place + 1, token.worth, kind="rank")

    def _is_english_part(self, place: int) -> bool:
        """a third of them, by a fifth; not a third ship."""
        token, after = self.words.tokens[place], self.words.at(place + 1)
        is_last = not after or after.kind != "word" or self.words.text[token.end : after.start] != " "
        return token.text in ENGLISH_PARTS and (is_last or bool(after and (after.word or after.text in BEHIND_PART)))

    def _vague(self, place: int) -> tuple[Numeral, int] | None:
        """Hundreds of, بضعة عشر, a few dozen: no number; few, many, some, بضعة of بضعة وأربعون are only words."""
        end = place + 1
        if _SOME.fullmatch(self.words.tokens[place].text) and (after := self.words.at(end)):
            if after.role == "ten" and not after.is_joined:
                end += 1
            elif after.text == "و" or (after.is_joined and after.worth >= 20):
                return None
        while (token := self.words.at(end)) and self.words.is_scale(end + (token.text == "of")):
            end += 1
        first, last = self.words.tokens[place].text, self.words.tokens[end - 1].text
        if end == place + 1 and _bare(first) in _MERE_WORDS:
            return None
        if first == "some" and not last.endswith("s"):
            return None  # some 2,600, some thousand ships: about
        return self._finish(place, end, Fraction(0), kind="vague", doubt="the words give no certain number")

    def _close(self, place: int, end: int, found: Sum, in_digits: bool = False) -> tuple[Numeral, int]:
        """The numeral with what is added behind it: "and a half", "ونصف", and parts that it counts."""
        if parts := self._counted_parts(place, end, found):
            return parts
        if ordinal := self._ordinal_behind(end, found):
            return self._finish(place, ordinal[0], found.value + ordinal[1], kind="rank", in_digits=in_digits)
        value = found.value
        is_scaled = found.scales == 1 and found.last in {"scale", "double"}
        scale = int(found.scale) if is_scaled else 1
        end, added = self.words.half_behind(end, scale)
        if added:
            value += added * scale
            after = self.words.at(end)
            word = after.word if after else None
            if word and word.kind == "scale" and not word.is_joined and scale == 1 and value < 1000:
                value, scale, end = value * word.value, int(word.value), end + 1  # two and a half million
            elif word and word.kind == "scale" and word.value == scale:
                end += 1  # مليار ونصف المليار
        numeral, end = self._finish(place, end, value, in_digits=in_digits)
        return replace(numeral, scale=scale), end

    def _ordinal_behind(self, end: int, found: Sum) -> tuple[int, Fraction] | None:
        """(token after it, its value) of the first in twenty-first, the third in one hundred and third."""
        at = end
        while (joint := self.words.at(at)) and joint.text in {"-", "and"}:
            at += 1
        last = self.words.at(at)
        is_ordinal = last and last.word and last.word.kind == "rank" and last.text.isascii()
        if found.last not in {"tens", "hundred", "scale"} or not is_ordinal or not last or not last.word:
            return None
        return at + 1, last.word.value

    def _counted_parts(self, place: int, end: int, found: Sum) -> tuple[Numeral, int] | None:
        """two-thirds, ثلاثة أرباع"""
        hyphen = self.words.at(end)
        at = end + 1 if hyphen and hyphen.text in {"-", "–"} and hyphen.start == self.words.tokens[end - 1].end else end
        after = self.words.at(at)
        if not (after and after.kind == "word" and found.last == "unit" and found.value < 20):
            return None
        part = after.worth if after.role == "parts" else None
        if part is None and found.value == 1:
            part = ENGLISH_PARTS.get(after.text)  # one third, one-third
        return None if part is None or after.is_joined else self._scaled_part(place, at + 1, part * found.value)

    def _finish(
        self,
        place: int,
        end: int,
        value: Fraction,
        kind: NumeralKind = "count",
        doubt: str = "",
        in_digits: bool = False,
    ) -> tuple[Numeral, int]:
        start = self.words.tokens[place].start
        if word := self.words.tokens[place].word:
            start += word.particle
        return Numeral(start, self.words.tokens[end - 1].end, value, (), 1, kind, doubt, in_digits), end

    def _is_glued(self, place: int) -> bool:
        """Letters behind digits or an underscore are no word of their own."""
        before = self.words.text[self.words.tokens[place].start - 1 : self.words.tokens[place].start]
        return before.isdecimal() or before == "_"


def _bare(token: str) -> str:
    """Without the particle of one letter that is written with it."""
    return token[1:] if token[:1] in "وفبلك" and len(token) > 3 else token
