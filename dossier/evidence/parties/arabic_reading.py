"""The Arabic words of a paragraph as the readers of names, offices and bodies see them: what follows what, and which
word of a table each one is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dossier.evidence.parties.given_names import ARABIC
from dossier.evidence.parties.nouns import STOPS_AR, TRADES_AR
from dossier.evidence.text.arabic_words import words_of
from dossier.evidence.text.saying import verbs_in

#: How verbs of the present, objects and plurals look, and few names do.
NO_NAME = re.compile(r"س?[يتن]|ل[المن]|.*ا$|.*تم$|.{2,}ات(?:ه|ها|هم|نا)?$")
MANY_WORDS = 8_192
_OWNED = re.compile(r"(.{3,}?)(?:ها|هم|نا|كم|ه|ي)")
_PARTICLES = tuple(map(re.compile, ("^ال", "^[وف]", "^[وفبلك]", "^[وف]?[بلك]?ال", "^[وف]?لل")))


@lru_cache(MANY_WORDS)
def _stems(key: str) -> tuple[str, ...]:
    """A word as it is, without its ending, and without each kind of particle."""
    return key, re.sub(r"(?<=..[^ه])ا$", "", key), *(pattern.sub("", key) for pattern in _PARTICLES)


class ArabicReading:
    """The words of a text; `surnames` are those of people who were named in full elsewhere."""

    def __init__(self, text: str, surnames: Mapping[str, str]) -> None:
        self.text = text
        self.surnames = surnames
        self.words = words_of(text)
        self.verbs = {verb.start: verb for verb in verbs_in(text) if verb.is_arabic}

    def follows(self, index: int) -> bool:
        """Whether nothing but a space stands between a word and the one before it."""
        return (
            0 < index < len(self.words)
            and self.text[self.words[index - 1].end : self.words[index].start].strip(" \u00a0") == ""
        )

    def is_plain(self, index: int) -> bool:
        """Whether a word may be part of a name."""
        word = self.words[index]
        key = word.key if word.key in ARABIC else re.sub(r"^[وف](?=\w{2})", "", word.key)
        return len(word.key) > 1 and not {word.key, key} & STOPS_AR and (word.start not in self.verbs or key in ARABIC)

    def stem(self, index: int, table: frozenset[str]) -> str:
        """The word as a table has it, without particles; "" if it is none of it."""
        return next((stem for stem in _stems(self.words[index].key) if stem in table), "")

    def has_article(self, index: int) -> bool:
        return bool(re.match(r"[وف]?(?:[بك]?ال|لل)..", self.words[index].key))

    def owned_trade(self, index: int) -> str:
        """The trade or office of a word such as مديرتها, which takes no complement; "" of any other word."""
        match = _OWNED.fullmatch(self.words[index].key)
        if match is None or self.words[index].text.endswith("ة") or self.words[index].key in TRADES_AR:
            return ""  # رئيسة folds to what رئيسه does
        forms = {match[1], re.sub("ت$", "ه", match[1])} & TRADES_AR - STOPS_AR
        return next(iter(sorted(forms)), "")

    def ends_phrase(self, index: int) -> bool:
        """Whether a stop, or the end, stands behind a word."""
        after = self.text[self.words[index].end :].lstrip(" ")
        if not after or after[0] in '،,:.)(«"“؛-–—؟!\0':
            return True
        is_plain = not self.words[index].is_definite and not NO_NAME.match(self.words[index].key)
        if not self.follows(index + 1):
            return False
        following = self.words[index + 1]
        verb = self.verbs.get(following.start)
        return (verb is not None and verb.is_joined) or (is_plain and following.key in STOPS_AR)
