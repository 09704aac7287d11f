"""Number words and digits added up: which of them go on with a number, and what they make of it.

"two hundred and fifty thousand", "خمسمئة وثلاثة وعشرون ألفا", "ألف و200", "3 million 200 thousand" are one number each;
"twenty and thirty", "ثلاثة وأربعة" are two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from dossier.evidence.numbers.text import NumberToken, value_of_digits
from dossier.evidence.numbers.words import CONSTRUCT_DUALS, ENGLISH_PARTS, NumberWord

BELOW_100 = frozenset(("unit", "ten", "teen", "tens"))
MULTIPLIES = frozenset(("scale", "dozen", "hundred"))
_LOOSE = frozenset(("من", "في", "علي", "الي", "عن"))


@dataclass(slots=True)
class Sum:
    """A number as far as it has been read: whole scales in `total`, what they have not yet multiplied in `group`."""

    total: Fraction = Fraction(0)
    group: Fraction = Fraction(0)
    last: str = ""  #: kind of the last word
    scale: Fraction = Fraction(0)  #: the last scale
    scales: int = 0  #: how many have been taken

    @property
    def value(self) -> Fraction:
        return self.total + self.group


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The tokens of a folded text, and what of them makes one number."""

    text: str
    tokens: Sequence[NumberToken]
    is_arabic: bool

    def at(self, place: int) -> NumberToken | None:
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def past_articles(self, place: int) -> int:
        """Past the "of a" of three quarters of a million; where no scale follows, nowhere."""
        end = place
        while (article := self.at(end)) and article.text in {"a", "an", "of", "the"}:
            end += 1
        hyphen, glued = self.at(place), self.at(place + 1)
        if hyphen and glued and hyphen.text == "-" and glued.text == "dozen":
            return place + 1  # a half-dozen
        token = self.at(end)
        return end if token and token.role in MULTIPLIES else place

    def is_scale(self, place: int) -> bool:
        token = self.at(place)
        return bool(token and token.role in {*MULTIPLIES, "vague"})

    def go_on(self, place: int, found: Sum) -> tuple[int, Sum]:
        """Take every following word that makes one number with what is read: the token after the last, and the sum.

        What would add two thousands, or two hundreds, has read on into another number and goes back: between two
        thousand and three thousand."""
        kept: list[tuple[int, Sum]] = []
        while token := self.at(place):
            gap = self.text[self.tokens[place - 1].end : token.start]
            if gap not in ("", " ", "\u202f"):
                break
            if token.text in {"point", "فاصله"} and (digits := self._decimals(place + 1)):
                found.group += digits[0]
                place = digits[1]
                continue
            following = self._past_joint(place, gap, found)
            token = self.tokens[following]
            is_joined = (following > place and self.tokens[place].text not in "-–") or token.is_joined
            if kept and self._repeats(token, found):
                return kept[-1]
            if not self._can_follow(following, found, is_joined):
                break
            if found.last in {"scale", "double", "hundred", "hundreds"}:
                kept.append((place, replace(found)))
            self.take(found, following)
            place = following + 1
        return place, found

    def _past_joint(self, place: int, gap: str, found: Sum) -> int:
        """The token that a hyphen, an "and" or a و of its own joins to the number; the same one if none does."""
        token = self.tokens[place]
        is_joint = (
            (token.text in {"-", "–"} and gap == "" and self._hyphenated(place, found))
            or (token.text == "and" and self._follows_and(place + 1, found))
            or (token.text == "," and gap == "" and self._follows_comma(place + 1, found))
            or (token.text == "و" and self._can_follow(place + 1, found, is_joined=True))
        )
        return place + 1 if is_joint else place

    def _repeats(self, token: NumberToken, found: Sum) -> bool:
        """Whether a scale or a hundred comes again that the number has had, behind what began as a part of it."""
        if token.is_joined or found.last in {"scale", "hundred"}:
            return False
        is_again = token.role == "scale" and 0 < found.scale <= token.worth
        return is_again or (token.role == "hundred" and found.group >= 100)

    def half_behind(self, end: int, scale: int) -> tuple[int, Fraction]:
        """(token after it, part) of "and a half", "and three quarters", "ونصف", "وثلاثة أرباع"."""
        token = self.at(end)
        if token is None:
            return end, Fraction(0)
        if token.text in {"and", "-"}:
            return self._english_half(end)
        at = end + 1 if token.text == "و" else end
        half, of = self.at(at), self.at(at + 1)
        if not half or not (half.is_joined or at > end):
            return end, Fraction(0)
        if half.role == "part":  # مليار ونصف مليون is no half more
            is_other = of and of.role == "scale" and not of.text.startswith("ال") and of.worth != scale
            return (end, Fraction(0)) if is_other else (at + 1, half.worth)
        if half.role == "unit" and of and of.role == "parts":
            return at + 2, half.worth * of.worth
        return end, Fraction(0)

    def _english_half(self, end: int) -> tuple[int, Fraction]:
        """The same in English: two and a half, two-and-a-half."""
        step = 2 if self.tokens[end].text == "-" else 1
        joint, article, half = (self.at(end + step - 1 + step * number) for number in range(3))
        after = end + step - 1 + 2 * step + 1
        if joint and article and half and joint.text == "and":
            if article.text in {"a", "one"} and half.text in ENGLISH_PARTS:
                return after, ENGLISH_PARTS[half.text]
            if article.role == "unit" and (half.role == "parts" or (step == 2 and half.text in ENGLISH_PARTS)):
                return after, article.worth * (half.worth if half.role == "parts" else ENGLISH_PARTS[half.text])
        return end, Fraction(0)

    def take(self, found: Sum, place: int) -> None:
        token = self.tokens[place]
        if token.kind == "digits":
            found.group = value_of_digits(token.text, self.is_arabic)[0]
            found.last = "digits"
            return
        word = token.word
        assert word
        if word.kind == "scale":
            self._scale(found, word, place)
        elif word.kind == "double":
            found.total += word.value
            found.scale = word.value / 2
            found.scales += 1
        elif word.kind in {"hundred", "dozen"}:
            found.group = (found.group or Fraction(1)) * word.value
        else:
            found.group += word.value
        found.last = word.kind

    def _scale(self, found: Sum, word: NumberWord, place: int) -> None:
        is_alone = not found.value
        if is_alone and self._is_construct(place):
            found.total = 2 * word.value
        elif found.group or is_alone or word.is_joined:
            found.total += (found.group or 1) * word.value  # مليون وألف
        else:
            found.total *= word.value  # ألف مليون, thousand million
        found.group, found.scale = Fraction(0), word.value
        found.scales += 1

    def _is_construct(self, place: int) -> bool:
        """ألفا طن without a number before it is two thousand; ألفا ونصف الألف has its tanwin and is one."""
        after = self.at(place + 1)
        if self.tokens[place].text.lstrip("و") not in CONSTRUCT_DUALS or after is None or after.kind != "word":
            return False
        return not (after.word or after.text.startswith("و") or after.text in _LOOSE)

    def _can_follow(self, place: int, found: Sum, is_joined: bool = False) -> bool:
        token = self.at(place)
        if token is None:
            return False
        if token.kind == "digits":  # two thousand 50 is no number; ألف و200 and 3 million 200 thousand are
            readings = value_of_digits(token.text, self.is_arabic)
            return bool(
                found.last in {"scale", "double"}
                and (is_joined or self._is_scaled(place))
                and readings
                and len(readings) == 1
                and readings[0] * self._scale_at(place + 1) < found.scale
                and not self._is_suffixed(place)
            )
        word = token.word
        if word is None:
            return False
        is_arabic = not token.text.isascii()
        if word.kind == "scale":
            if is_joined:  # ألف ومليون
                return bool(found.scale) and word.value < found.scale and found.last in {"scale", "double"}
            is_scaled_again = found.last == "scale" and word.value >= found.scale  # thousand million
            return is_scaled_again or found.last in {*BELOW_100, "hundred", "hundreds", "digits", "dozen"}
        if word.kind == "double":
            return is_joined and found.last in {"scale", "double"} and word.value < found.scale
        if word.kind in {"hundred", "dozen"} and not is_joined:
            if found.group >= 100:
                return False
            if found.last == "scale" and not is_arabic:
                return False
            return found.last in {"unit", "digits"} or (not is_arabic and found.last in {"teen", "tens"})
        if is_arabic:
            return self._arabic_can_follow(word, found, is_joined)
        is_unit_of_tens = word.kind == "unit" and found.last == "tens"
        is_rest = word.kind in BELOW_100 and found.last in {"hundred", "scale"}
        return word.value > 0 and (is_unit_of_tens or is_rest)

    def _arabic_can_follow(self, word: NumberWord, found: Sum, is_joined: bool) -> bool:
        if word.kind == "ten" and not is_joined:
            return found.last == "unit" and 1 <= found.group % 100 <= 9  # أحد عشر
        if not is_joined or not found.last:
            return False
        if word.kind == "tens" and found.last == "unit":
            return 1 <= found.group % 100 <= 9
        if word.kind in BELOW_100:
            return found.last in {"hundred", "hundreds", "scale", "double"}
        if word.kind in {"hundred", "hundreds"}:
            return found.last in {"scale", "double"}
        return False

    def _hyphenated(self, place: int, found: Sum) -> bool:
        """The hyphen of twenty-five, of five-million; not of twenty-30."""
        after = self.at(place + 1)
        return bool(after and after.start == self.tokens[place].end and self._can_follow(place + 1, found))

    def _follows_and(self, place: int, found: Sum) -> bool:
        after = self.at(place)
        is_small = bool(after and after.role in BELOW_100)
        return found.last in {"hundred", "scale"} and is_small and self._can_follow(place, found)

    def _follows_comma(self, place: int, found: Sum) -> bool:
        """ninety-five thousand, eight hundred and forty; not "of the thousand, twenty", nor a list."""
        token = self.at(place)
        if found.last != "scale" or not token or not token.text.isascii() or token.role not in BELOW_100:
            return False
        near = filter(None, (self.at(later) for later in range(place + 1, place + 4)))
        is_scaled = any(later.role in {"hundred", "scale"} and later.worth < found.scale for later in near)
        return is_scaled and self._can_follow(place, found)

    def _decimals(self, place: int) -> tuple[Fraction, int] | None:
        """three point one four"""
        digits = ""
        while (token := self.at(place)) and token.role == "unit" and not token.is_joined:
            digits += str(token.worth)
            place += 1
        return (Fraction(int(digits), 10 ** len(digits)), place) if digits else None

    def _scale_at(self, place: int) -> Fraction:
        token = self.at(place)
        return token.worth if token and token.role == "scale" else Fraction(1)

    def _is_scaled(self, place: int) -> bool:
        return self._scale_at(place + 1) > 1

    def _is_suffixed(self, place: int) -> bool:
        after = self.at(place + 1)
        return bool(after and after.start == self.tokens[place].end and after.kind in {"word", "vulgar"})
