"""counting: a number and its noun that do not agree: 5 مسجد، ثلاثة دول، 18 شخص; 5 mosque.

The forms are those of `model/counted`; nouns that it does not know are left alone, and numbers that name a year, a
source, a line or an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from dossier.evidence.lints.doubt import Doubt, Remark, doubts
from dossier.evidence.text.folding import fold_text
from dossier.evidence.voice import own_words
from dossier.model.corpus import Corpus
from dossier.model.counted.arabic import ArabicNoun, Case, noun, numeral
from dossier.model.counted.category import plural
from dossier.model.counted.common import NOUNS
from dossier.model.counted.english import plural_of, singular_of
from dossier.model.records import Language

_CASES: tuple[Case, ...] = ("nominative", "accusative", "genitive")
_NAMES_A_PLACE = (
    r"(?:المصدر|المصادر|السطر|السطران|الأسطر|المادة|الصفحة|ص|رقم|سنة|عام|القرار|الفقرة|البند|والسطر|والمصدر)"
)
_COUNTED = re.compile(r"(?<![\w.,:/–-])[وبلك]?ـ?(?P<digits>\d{1,3}(?:,\d{3})+|\d+) (?P<noun>[\u0621-\u0652]+)")
_BEFORE = re.compile(rf"(?:^|\s)[وب]?{_NAMES_A_PLACE}(?: \d+(?:،| و\d+| و)?)* ?$")
_WORD = re.compile("[\u0621-\u0652]+")
_SMALL = r"(?:in|of|and|or|at|on|the|from|who|that|were|was|are|is|to|by|with|for|ago|later|before|after|came|signed)\b"
_ENGLISH = re.compile(
    rf"(?<![\w.,:/–-])(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+) (?P<noun>[a-z]+)\b(?![-’])(?! (?!{_SMALL})[a-z])"
)
_ENGLISH_PLACE = re.compile(
    r"\b(?:sources?|lines?|articles?|pages?|no\.|in|of|by|since|chapter|paragraph|resolution)(?: \d+,?(?: and)?)* $",
    re.I,
)
_ENGLISH_NOUNS = frozenset(
    [
        "state",
        "country",
        "boat",
        "ship",
        "mosque",
        "church",
        "person",
        "day",
        "week",
        "year",
        "hour",
        "minute",
        "month",
        "man",
        "woman",
        "child",
        "member",
        "minister",
        "meeting",
        "session",
        "summit",
        "city",
        "town",
        "village",
        "mile",
        "soldier",
        "prisoner",
        "passenger",
        "participant",
        "delegate",
        "company",
        "school",
        "source",
        "document",
        "line",
        "page",
        "event",
        "letter",
        "article",
        "quotation",
        "visit",
        "treaty",
        "agreement",
        "vote",
        "attack",
        "rocket",
        "dollar",
        "barrel",
        "ton",
        "tonne",
    ]
)


@cache
def _forms() -> Mapping[str, ArabicNoun]:
    """Every form of every common noun that names one noun only -> the noun."""
    found: dict[str, ArabicNoun | None] = {}
    for singular in NOUNS:
        known = noun(singular)
        for form in {form for case in _CASES for form in _all(known, case)} if known else ():
            found[fold_text(form)] = known if found.get(fold_text(form), known) == known else None
    return {form: known for form, known in found.items() if known}


def _all(known: ArabicNoun, case: Case) -> tuple[str, ...]:
    return (known.singular, known.plural, known.behind("two", case), known.behind("many", case))


@cache
def _numerals() -> Mapping[str, tuple[int, frozenset[bool]]]:
    """A number in words -> the number and the genders of the nouns before which it stands."""
    found: dict[str, tuple[int, frozenset[bool]]] = {}
    for number in (*range(3, 11), *range(13, 20), *range(23, 100)):
        for is_feminine in (False, True):
            for case in _CASES:
                words = numeral(number, is_feminine, case)
                found[words] = (number, found.get(words, (0, frozenset()))[1] | {is_feminine})
                mixed = words.replace("عشرة", "عشر") if is_feminine else words.replace("عشر", "عشرة", 1)
                if 13 <= number <= 19:
                    found.setdefault(mixed, (number, frozenset()))
    return found


def find(text: str, language: Language) -> Iterator[Remark]:
    if language == "en":
        yield from _english(text)
        return
    for match in _COUNTED.finditer(text):
        number, known = int(match["digits"].replace(",", "")), _forms().get(fold_text(match["noun"]))
        is_year = 1900 <= number <= 2100 and "," not in match["digits"]
        if known and not is_year and not _BEFORE.search(text[: match.start()]):
            yield from _judged(match[0], match["noun"], number, known)
    yield from _spelled(text)


def _spelled(text: str) -> Iterator[Remark]:
    """Numbers in words, of one word or two, each with the noun behind it."""
    words = list(_WORD.finditer(text))
    place = 0
    while place + 1 < len(words):
        for length in (2, 1):
            run = words[place : place + length + 1]
            said, form = " ".join(word[0] for word in run[:-1]), run[-1][0]
            is_one_run = text[run[0].start() : run[-1].end()] == f"{said} {form}"
            bare = said if said in _numerals() else said[1:]
            if len(run) > length and is_one_run and bare in _numerals():
                if known := _forms().get(fold_text(form)):
                    yield from _spelled_rightly(f"{said} {form}", form, bare, known)
                place += length
                break
        place += 1


def _spelled_rightly(words: str, form: str, said: str, known: ArabicNoun) -> Iterator[Remark]:
    number, genders = _numerals()[said]
    if known.is_feminine in genders:
        yield from _judged(words, form, number, known)
    else:
        right = f"{numeral(number, known.is_feminine)} {known.behind(plural('ar', number), 'nominative')}"
        yield Remark(words, f"{words!r}: the number has not the gender that its noun asks for", f"write {right}")


def _judged(words: str, form: str, number: int, known: ArabicNoun) -> Iterator[Remark]:
    category = plural("ar", number)
    right = {known.behind(category, case) for case in _CASES}
    if category in {"few", "many", "other"} and known.singular in {"ألف", "مليون", "مليار", "مئة"}:
        right |= {known.governing(category, "nominative")}
    if category in {"one", "two"} or (category in {"zero", "other"} and form.startswith("ال")):
        right = right if category == "two" else {form}
    if fold_text(form) not in {fold_text(word) for word in right}:
        yield Remark(words, f"{words!r}: the noun does not agree with its number", f"write {sorted(right)[0]}")


def _english(text: str) -> Iterator[Remark]:
    for match in _ENGLISH.finditer(text):
        number, word = match["digits"].replace(",", ""), match["noun"]
        one = singular_of(word)
        is_year = 1900 <= int(number) <= 2100 and "," not in match["digits"]
        if one in _ENGLISH_NOUNS and not is_year and not _ENGLISH_PLACE.search(text[: match.start()]):
            right = one if number == "1" else plural_of(one)
            if word != right and not (one == "person" and word == "persons" and number != "1"):
                yield Remark(match[0], f"{match[0]!r}: the noun does not agree with its number", f"write {right}")


def counting(corpus: Corpus) -> Iterator[Doubt]:
    for said in own_words(corpus):
        yield from doubts("counting", said, find(said.unquoted, said.language))
