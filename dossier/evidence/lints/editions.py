"""editions: a title or a question that asks another thing in Arabic than in English.

Three signs, each read in both languages: the numbers it holds, what its question words ask for, and whether it denies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.evidence.lints.doubt import Doubt, Remark
from dossier.evidence.text.folding import fold_text
from dossier.evidence.voice import own_words
from dossier.model.corpus import Corpus
from dossier.model.records import Text

FIELDS = frozenset({"title", "short_title", "question", "headline", "label"})

_ASKS: Mapping[str, tuple[str, str]] = {
    "what": (r"ما|ماذا|ما هو|ما هي|ماهيه|علام|مم|بم|عم|ب?اي|ب?ايه", r"what|which"),
    "who": (r"من", r"who|whom|whose"),
    "when": (r"متي|منذ متي", r"when"),
    "where": (r"اين|الي اين|من اين", r"where|whither"),
    "why": (r"لماذا|لم|لما", r"why"),
    "how": (r"كيف", r"how(?! (?:many|much|long|old|far))"),
    "how many": (r"كم|بكم", r"how (?:many|much|long|old|far)"),
    "whether": (r"هل|ام", r"is it|whether|or"),
}
_NOT_ARABIC = re.compile(r"(?<!\w)و?(?:لا|لم|لن|ليس|ليست|بلا|دون|ما لا|لما)(?!\w)")
_NOT_ENGLISH = re.compile(
    r"(?<!\w)(?:not|no|nobody|nothing|never|without|non|none|neither|nor)(?!\w)|(?:do|does|did|is|are|was|were|can|could|would|has|have|had|wo)nt\b|\bun(?:known|dated|named|told)\b"
)
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ARABIC_NUMBERS = ["واحد", "اثن", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]


def find(arabic: str, english: str) -> Iterator[Remark]:
    ar, en = fold_text(arabic), fold_text(english)
    ordinals = set(re.findall(r"\d+(?=st|nd|rd|th)", en))  # spelled out or not in Arabic
    pairs: tuple[tuple[str, set[str], set[str]], ...] = (
        ("holds the number", _numbers(ar, _ARABIC_NUMBERS) - ordinals, _numbers(en, _NUMBERS)),
        ("asks", _asked(ar, 0, "?" in ar), _asked(en, 1, "?" in en)),
        ("denies", _denied(_NOT_ARABIC, ar), _denied(_NOT_ENGLISH, en)),
    )
    for verb, first, second in pairs:
        for which, more in (("Arabic", first - second), ("English", second - first)):
            if more:
                message = f"the {which} {verb} {', '.join(sorted(more))}, and the other edition does not: {english!r}"
                yield Remark(english, message, "let both editions ask the same")
                return


def _denied(pattern: re.Pattern[str], text: str) -> set[str]:
    return {"it"} if pattern.search(text) else set()


def _numbers(text: str, words: list[str]) -> set[str]:
    """Numbers in digits, and those from three to ten in words; one and two are often said by a form of the noun."""
    found = {number.replace(",", "") for number in re.findall(r"(?<![\d.])\d[\d,]*(?![\d.]|st|nd|rd|th)", text)}
    for number, word in list(enumerate(words, 1))[2:]:
        if re.search(rf"(?<!\w)[وبل]?(?:ال)?{word}ه?(?!\w)(?! عشر)", text):
            found.add(str(number))
    return found - {"1", "2", "10"}  # ten is a part of other numerals, too


def _asked(text: str, language: int, is_question: bool) -> set[str]:
    """What a question asks for; of what is no question nothing. Whether is often said by the order of words."""
    if not is_question:
        return set()
    found = {kind for kind, words in _ASKS.items() if re.search(rf"(?<!\w)و?(?:{words[language]})(?!\w)", text)}
    if language == 0:
        opening = re.search(r"(?:^|[,;] ?و?)من (?!\w*(?:ه|ات)?\d)", text)
        found -= set() if opening else {"who"}
        found -= {"why"} if re.search(r"(?<!\w)لم [يتن]", text) else set()
    sides = found - {"whether"}
    return sides or ({"whether"} if is_question else set())


def editions(corpus: Corpus) -> Iterator[Doubt]:
    for said in own_words(corpus):
        if said.language == "en" and said.field in FIELDS:
            text = getattr(said.record, said.field)
            if isinstance(text, Text) and text.ar:
                for found in find(text.ar, text.en):
                    yield Doubt("editions", said.place, found.words, found.message, found.hint)
