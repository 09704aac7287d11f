"""English nouns: the plural of a singular and the other way round."""

from __future__ import annotations

import re
from collections.abc import Callable

_IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth",
    "goose": "geese", "mouse": "mice", "ox": "oxen", "datum": "data", "medium": "media", "criterion": "criteria",
    "phenomenon": "phenomena", "life": "lives", "wife": "wives", "knife": "knives", "half": "halves", "leaf": "leaves",
    "thief": "thieves", "loaf": "loaves", "wolf": "wolves", "shelf": "shelves", "calf": "calves", "hero": "heroes",
    "potato": "potatoes", "tomato": "tomatoes", "echo": "echoes", "veto": "vetoes", "cargo": "cargoes",
    "embargo": "embargoes", "torpedo": "torpedoes", "monarch": "monarchs", "stomach": "stomachs", "bus": "buses",
    "virus": "viruses", "gas": "gases",
}  # fmt: skip
_SINGULARS = {many: one for one, many in _IRREGULAR.items()}
_SAME = frozenset(
    ["series", "species", "aircraft", "spacecraft", "sheep", "fish", "deer", "ha", "per", "percent", "hertz"]
)
_SYMBOL = re.compile(r"[^aeiouAEIOU]{1,3}|.*[^A-Za-z’' -].*")  #: km, kg, km², %
_NOT_PLURAL = re.compile(r"(?:ss|us|is)$")
_BEHIND_THE_NOUN = re.compile(r" (?:of|per|in|a|an|from|for|to|on|with|who|that|each) ")


def plural_of(phrase: str) -> str:
    """states, members of parliament, per cent; a plural stays what it is."""
    return _with_head(phrase, _plural)


def singular_of(phrase: str) -> str:
    return _with_head(phrase, _singular)


def _with_head(phrase: str, change: Callable[[str], str]) -> str:
    found = _BEHIND_THE_NOUN.search(phrase)
    head, rest = (phrase[: found.start()], phrase[found.start() :]) if found else (phrase, "")
    before, space, word = head.rpartition(" ")
    if head.startswith("per ") or _SYMBOL.fullmatch(word) or word in _SAME:
        return phrase
    return f"{before}{space}{change(word)}{rest}"


def _plural(word: str) -> str:
    if word in _SINGULARS or (word.endswith("s") and not _NOT_PLURAL.search(word) and word not in _IRREGULAR):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("man") and len(word) > 4 and word not in {"human", "German", "Roman", "Ottoman", "talisman"}:
        return f"{word[:-3]}men"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    if word.endswith("sis"):
        return f"{word[:-2]}es"
    return f"{word}es" if re.search(r"(?:s|x|z|ch|sh)$", word) else f"{word}s"


def _singular(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    if not word.endswith("s") or _NOT_PLURAL.search(word) or word in _IRREGULAR:
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("ses") and word[:-2].endswith(("ys", "is", "as")) and f"{word[:-2]}is".endswith("sis"):
        return f"{word[:-2]}is"
    return word[:-2] if re.search(r"(?:ss|x|z|ch|sh)es$", word) else word[:-1]
