"""A text as numbers are read in it: folded letters, cut into digits, words and signs; and what digits are worth."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction

from dossier.evidence.numbers.words import NumberWord, word_of
from dossier.evidence.text.folding import Folded, fold_text

#: Characters that folding makes one with others though they tell numbers apart -> what they are read as.
_KEPT = {
    **dict.fromkeys("'’ʼ", "'"), **dict.fromkeys("²³¹⁰⁴⁵⁶⁷⁸⁹⁻⁺", "^"), "٫": "٫", "٬": "٬", "،": "،",
    "−": "−", "–": "–", "—": "—", "½": "½", "¼": "¼", "¾": "¾", "⅓": "⅓", "⅔": "⅔", "⅛": "⅛", "⅕": "⅕", "٪": "%",
    **dict.fromkeys("“”„«»\"", '"'), "\u00a0": "\u202f", "\u2009": "\u202f", "\u202f": "\u202f", "\u2007": "\u202f",
}  # fmt: skip
#: A fraction that its first vowel tells from the number of the same letters: خُمس, a fifth, and خمس, five. The vowel is
#: kept as U+06E5, which is a letter.
_PART_VOWEL = re.compile(
    r"(?<!\w)[وفبلك]?(?:ال|ل)?(?:خ(?=ُم)|ع(?=ُش)|س(?=ُب|ُد)|ث(?=ُل|ُم)|ت(?=ُس)|ر(?=ُب))(?P<vowel>ُ)"
    r"(?=(?:مُ?س|شُ?ر|بُ?ع|دُ?س|لُ?ث|سُ?ع|مُ?ن)[\u064b-\u0652]*(?:ا|ي|ين|ان)?[\u064b-\u0652]*(?:ه|ها|هم|هما|نا)?(?!\w))"
)
PART_VOWEL = "\u06e5"
VULGAR = {
    "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3),
    "⅛": Fraction(1, 8), "⅕": Fraction(1, 5),
}  # fmt: skip
_SEPARATED = r"\d{1,3}(?:[ \u202f]\d{3})+(?!\d)(?:[.,٫]\d{1,2}(?!\d))?|(?<![\w.,)])\.\d+(?![.\d])|\d+(?:[.,'٬٫،]\d+)*"
_TOKEN = re.compile(rf"(?P<digits>{_SEPARATED})|(?P<vulgar>[{''.join(VULGAR)}])|(?P<word>[^\W\d_]+)|(?P<sign>\S)")


@dataclass(frozen=True, slots=True)
class NumberToken:
    """Folded letters with their place in the folded text."""

    text: str
    start: int
    end: int
    kind: str  #: digits, vulgar, word or sign
    word: NumberWord | None = None

    @property
    def role(self) -> str:
        """The kind of its number word; "" if it is none."""
        return self.word.kind if self.word else ""

    @property
    def is_joined(self) -> bool:
        return bool(self.word and self.word.is_joined)

    @property
    def worth(self) -> Fraction:
        """The value of its number word; 0 if it is none."""
        return self.word.value if self.word else Fraction(0)


def folded_for_numbers(text: str) -> Folded:
    """The text as numbers are read in it: folded, but with every sign that tells numbers apart."""
    letters: list[str] = []
    origin: list[int] = []
    vowels = {match.start("vowel") for match in _PART_VOWEL.finditer(text)} if "ُ" in text else set()
    for place, character in enumerate(text):
        for letter in PART_VOWEL if place in vowels else _letter(character):
            if letter != " " or not letters or letters[-1] != " ":
                letters.append(letter)
                origin.append(place)
    return Folded("".join(letters), tuple(origin))


@functools.lru_cache(maxsize=8192)
def _letter(character: str) -> str:
    kept = _KEPT.get(character)
    if kept:
        return kept
    return " " if character.isspace() else "" if unicodedata.category(character) == "Cf" else fold_text(character)


LONGEST = 15  #: digits, as many as a curator can write; more are no number of anything
_TEN = re.compile(r" عشره?(?!\w)")
#: What of a day's name makes it a number: الأحد عشر, الاثنين والعشرين.
_TEN_BEHIND = re.compile(r" (?:عشره?|وال(?:عشر|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع)(?:ين|ون))(?!\w)")
_DAY_OR_UNIT = re.compile(r"(?P<particle>[وفبك]?ال|لل)(?P<unit>احد|اثنين)")


def tokens_of(text: str) -> tuple[NumberToken, ...]:
    """Digits, words and signs of a folded text."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "sign"
        word = word_of(match[0]) if kind == "word" else None
        day = _DAY_OR_UNIT.fullmatch(match[0])
        if day and _TEN_BEHIND.match(text, match.end()) and (unit := word_of(day["unit"])):
            word = replace(unit, is_definite=True, particle=len(day["particle"]) - 2)
        if word and match[0] == "واحد" and _TEN.match(text, match.end()):
            word = replace(word, is_joined=True, particle=1)  # وأحد عشر
        found.append(NumberToken(match[0], match.start(), match.end(), kind, word))
    return tuple(found)


def value_of_digits(digits: str, is_arabic: bool) -> tuple[Fraction, ...]:
    """What digits with marks can mean, the likelier first; nothing if they are no number (1.2.3).

    Three digits behind one comma are thousands to every writer of English and Arabic; behind one dot they are thousands
    to some and decimals to others, and so both.
    """
    marks = re.findall(r"\D", digits)
    parts = re.split(r"\D", digits)
    if sum(map(len, parts)) > LONGEST:
        return ()
    if not parts[0]:
        parts[0] = "0"  # .5
    plain = Fraction(int("".join(parts)))
    if not marks:
        return (plain,)
    is_grouped = len(parts[0]) <= 3 and parts[0] != "0" and all(len(part) == 3 for part in parts[1:])
    if len(set(marks)) == 1 and marks[0] in " \u202f'٬":
        return (plain,) if is_grouped else ()
    if len(marks) > 1 and len(set(marks)) == 1:
        is_indian = marks[0] == "," and len(parts[-1]) == 3 and all(len(part) == 2 for part in parts[1:-1])
        return (plain,) if (is_grouped and marks[0] != "٫") or is_indian else ()
    decimal = plain / 10 ** len(parts[-1])
    if len(marks) > 1:  # 1,046.50
        is_sound = len(set(marks[:-1])) == 1 and value_of_digits(digits[: -len(parts[-1]) - 1], is_arabic)
        return (decimal,) if is_sound and marks[-1] not in " \u202f'٬" else ()
    if marks[0] == "،":  # a list without its space, or a mark of either kind
        return (decimal, plain) if is_grouped else (decimal,)
    if marks[0] == "," and is_grouped:
        return (plain,)
    if marks[0] == "." and is_grouped:
        if digits.endswith(".000"):
            return (plain,)
        return (plain, decimal) if is_arabic or digits.endswith("0") else (decimal, plain)
    return (decimal,)


def places_of(digits: str, value: Fraction) -> int:
    """Decimals of digits that have been read as a value."""
    parts = re.split(r"\D", digits)
    return 0 if value == int("".join(parts)) else len(parts[-1])
