"""English names, offices and bodies in a paragraph, by capitals, position and the tables of `nouns.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossier.evidence.parties.beside import AGE, APPOSED, COMPANY, CREDITED, PLACED, TRADED, places_beside
from dossier.evidence.parties.given_names import LATIN
from dossier.evidence.parties.nouns import (
    BODIES_EN,
    COMMON_BODIES_EN,
    PLACES_EN,
    STOPS_EN,
    TITLES_EN,
    TRADES_EN,
)
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.text.saying import verbs_in

_TOKEN = re.compile(r"[A-Z]\.(?=\s)|[^\W\d_](?:\w|['’-](?=\w)|\.(?=[A-Z]\.))*|&")
_JOINING = frozenset(
    {"al", "el", "bin", "ibn", "bint", "de", "van", "von", "der", "den", "da", "di", "la", "le", "du", "dos"}
)
_LINKING = frozenset({"of", "for", "and", "the", "on"})  #: within the name of a body only
_TOLD_BY_IT = (
    "said|says|added|adds|told|wrote|writes|called|noted?s?|finds|found|conclude[sd]|warned|warns|state[sd]|reads?|insists"
    "|describe[sd]|argue[sd]|insisted|declare[sd]|announce[sd]|continue[sd]|went on|goes on|recommended|recommends"
)
_PRONOUN = re.compile(
    rf"\b(?:(?:he|she|they)\b|it(?= (?:\w+ly |also |later |had |has )?(?:{_TOLD_BY_IT})\b))", re.IGNORECASE
)
_PORTFOLIO = re.compile(
    r" (?:of|for) (?!the )[A-Z]\w+(?:(?:(?:, [A-Z]\w+)*,? and| &)? (?!of\b)[A-Z]\w+)*(?= of|[,.;:)]| [a-z]|$"
    r"| [A-Z]\w+ [A-Z])"
)
_COUNTRY = re.compile(
    r"(?:[a-z]ia|land|stan|[a-z]ica|ela|nesia|China|France|Iran|Iraq|Israel|Egypt|Libya|Turkey|Qatar|Kuwait|Spain)$"
)
_ARTICLED = re.compile(r"(?:al|el|as|ad|ar|at|an|ash|az|d|l|bin|ben)[-'’][A-Z]")
_PAPERS = frozenset(
    [
        "gazette",
        "herald",
        "courier",
        "times",
        "tribune",
        "post",
        "journal",
        "chronicle",
        "telegraph",
        "observer",
        "mail",
        "star",
        "sentinel",
    ]
)
_FIRST = frozenset(
    ["radio", "bank", "university", "ministry", "friends", "club", "institute", "tv", "television", "council"]
)
_GUARDING = frozenset({"coast", "national", "border", "home", "civil", "republican", "presidential", "life"})
_MANY = re.compile(r"(?:men|children|people)['’]s$", re.IGNORECASE)
_INITIALS = re.compile(
    r"(?<![\w.])(?!U\.[SKN]|D\.C|[AP]\.M|P\.[OS]|E\.[UG]|I\.E)[A-Z]\. ?[A-Z]\.(?=,|\s(?:said|says|told|who)\b)"
)
_COMPOUND = re.compile(r" (?:statement|report|box|stand|letter|evidence|testimony|list|number|card|door|boat)s?\b")
_NEVER_FIRST = frozenset({"the", "a", "an", "in", "on"})
_MODIFIERS = 4  #: words that may stand between an article and an office
_OF = re.compile(r" of (?!the\b|its\b|a\b)[a-z]+(?: and [a-z]+)?")
_DETERMINER = frozenset(
    [
        "a",
        "an",
        "the",
        "its",
        "his",
        "her",
        "their",
        "our",
        "another",
        "one",
        "two",
        "three",
        "four",
        "several",
        "some",
    ]
)


@dataclass(frozen=True, slots=True)
class EnglishWord:
    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return self.text.lower().rstrip(".").removesuffix("'s").removesuffix("’s")

    @property
    def is_capital(self) -> bool:
        """Also al-Khatib's, behind another name."""
        return self.text[0].isupper() or bool(_ARTICLED.match(self.text))

    @property
    def bare_end(self) -> int:
        """Without the 's of a possessive."""
        return self.end - 2 if self.text.endswith(("'s", "’s")) else self.end


def english(text: str, surnames: Mapping[str, str]) -> Iterator[NounPhrase]:
    """Names, offices, bodies and pronouns; `surnames` are those of people who were named in full elsewhere."""
    words = [
        EnglishWord(match[0], *match.span())
        for match in _TOKEN.finditer(text)
        if match[0][0].isascii() or match[0][0] >= "À"
    ]
    words = [word for word in words if not "\u0600" <= word.text[0] <= "\u06ff"]
    beside = places_beside(text)
    verbs = {verb.start for verb in verbs_in(text)}
    index, done = 0, 0
    while index < len(words):
        if words[index].start in verbs or words[index].start < done:
            index += 1
            continue
        end = _name_end(words, index, text)
        if end > index:
            for phrase in _named(words[index:end], text, surnames, beside):
                done = max(done, phrase.end)
                yield phrase
            index = end
            continue
        if common := _common(words, index, text):
            yield common
        index += 1
    for match in _INITIALS.finditer(text):
        yield NounPhrase(*match.span(), "person", name=match[0], name_at=match.span())
    for match in _PRONOUN.finditer(text):
        yield NounPhrase(match.start(), match.end(), "pronoun", office=match[0].lower())


def _name_end(words: Sequence[EnglishWord], index: int, text: str) -> int:
    """Behind the run of words with capitals that begins here; its beginning if none does."""
    if not words[index].is_capital:
        return index
    end = index + 1
    while end < len(words) and text[words[end - 1].end : words[end].start] in {" ", "\u00a0", "-", ". ", "' ", "’ "}:
        gap = text[words[end - 1].end : words[end].start]
        if gap == ". " and words[end - 1].key not in TITLES_EN and len(words[end - 1].text) > 1:
            break
        if words[end - 1].text.endswith(("'s", "’s")) and not _owns_a_body(words[index : end + 1]):
            break
        if words[end].is_capital or (words[end].text == "&" and end + 1 < len(words) and words[end + 1].is_capital):
            end += 1
            continue
        ahead = end
        while ahead < len(words) and words[ahead].key in _JOINING | _LINKING and not words[ahead].is_capital:
            ahead += 1
        run = text[words[end].start - 1 : words[ahead].start] if ahead < len(words) else ""
        if ahead == end or ahead >= len(words) or not words[ahead].is_capital or re.search(r"[^\w\s&-]", run):
            break
        links = {word.key for word in words[end:ahead]} & _LINKING
        if links and not _may_link(words[index:end], links) and not _are_one_body(words, index, ahead, text):
            break
        end = ahead + 1
    return end


def _are_one_body(words: Sequence[EnglishWord], index: int, ahead: int, text: str) -> bool:
    """Whether "and" joins two words of one name: the Harbour and Land Party."""
    following = words[ahead + 1] if ahead + 1 < len(words) else None
    first = words[index].key
    return (
        ahead == index + 2
        and words[index + 1].key == "and"
        and first not in BODIES_EN | TRADES_EN | TITLES_EN | STOPS_EN
        and following is not None
        and text[words[ahead].end : following.start] == " "
        and following.is_capital
        and following.key in BODIES_EN
        and bool(re.search(r"\b[Tt]he (?:[a-z]+ )?$", text[max(0, words[index].start - 20) : words[index].start]))
    )


def _owns_a_body(words: Sequence[EnglishWord]) -> bool:
    """Whether a possessive is within the name of a body: the Fishermen's Union, St. Aldric's Hospital."""
    owner, owned = words[-2], words[-1]
    is_many = bool(_MANY.search(owner.text)) or words[0].key == "st"
    return is_many and owned.is_capital and (owned.key in BODIES_EN or len(words) > 2)


def _may_link(words: Sequence[EnglishWord], links: set[str]) -> bool:
    """Ministry of Ports and Fisheries: what stands before "of" is a body, and "and" comes only behind it."""
    first = {word.key for word in words}
    if links & {"of", "for", "on"}:
        return bool(first & BODIES_EN) and not first & TRADES_EN
    return "of" in first or "for" in first


def _named(
    words: Sequence[EnglishWord], text: str, surnames: Mapping[str, str], beside: set[int]
) -> Iterator[NounPhrase]:
    """What a run of words with capitals names: offices first, then a person or a body; nothing if it is a place."""
    words = _trimmed(words, text)
    offices = [number for number, word in enumerate(words) if word.key in TITLES_EN | TRADES_EN - _PAPERS]
    is_body = any(word.key in BODIES_EN for word in words[(offices[-1] + 1 if offices else 0) :])
    split = offices[-1] + 1 if offices and not (is_body and len(words) > 1 and offices[-1] > 0) else 0
    split = 0 if is_body and [word.key for word in words[:split]] in (["st"], ["general"]) else split
    if len(words) > 1 and words[-1].key == "guard" and words[-2].key in _GUARDING:
        split, is_body = 0, True
    title, rest = words[:split], words[split:]
    if title:
        start, end = title[0].start, title[-1].end
        if not rest and (match := _PORTFOLIO.match(text, end)):
            end = match.end()
        yield NounPhrase(start, end, "role", office=text[start:end])
    if not rest or (not title and _is_thing(rest)):
        return
    start, end = rest[0].start, rest[-1].bare_end
    is_titled = bool(title) and len(rest) <= 2 and rest[0].key in LATIN  # President Karim Banks
    if is_body and rest[-1].key == "guard":
        yield NounPhrase(start, end, "body", body=text[start:end])
    elif any(word.key in BODIES_EN or word.text == "&" for word in rest) and not is_titled:
        if not _is_headed(rest):
            return
        is_paper = rest[0].key in _PAPERS and re.search(r"\b[Tt]he\s$", text[max(0, start - 5) : start])
        if len(rest) > 1 or is_paper or rest[0].key in COMMON_BODIES_EN:
            yield NounPhrase(start, end, "body", body=text[start:end], is_named=len(rest) > 1 or bool(is_paper))
    elif not title and rest[0].key not in LATIN and COMPANY.search(text[:start]) and text[end : end + 1] == ",":
        yield NounPhrase(start, end, "body", body=text[start:end])
    elif name := _person(rest, text, surnames, is_told=bool({start, end} & _near(beside)), is_titled=bool(title)):
        yield NounPhrase(start, end, "person", name=name, name_at=(start, end))


def _is_headed(words: Sequence[EnglishWord]) -> bool:
    """Whether a word for a body heads the name: last, first, or before "of". Gazette Extraordinary is none."""
    keys = [word.key for word in words]
    if keys[-1] in {"cross", "crescent"} and keys[-2:-1] not in (["red"], ["green"], ["blue"], ["white"]):
        return False
    before_link = [key for key, following in pairwise(keys) if following in _LINKING and key not in _PAPERS]
    heads = {keys[-1], *before_link} | ({keys[0]} & _FIRST)
    return bool(heads & BODIES_EN) or any(word.text == "&" for word in words)


def _trimmed(words: Sequence[EnglishWord], text: str) -> Sequence[EnglishWord]:
    """Without the words at either end that have a capital only because a sentence begins, or are no name's."""
    begins = _begins_sentence(text, words[0].start)
    while words and words[0].key in STOPS_EN and (begins or len(words) == 1 or words[0].key in _NEVER_FIRST):
        words = words[1:]
    while words and words[-1].key in STOPS_EN:
        words = words[:-1]
    return words


def _is_thing(words: Sequence[EnglishWord]) -> bool:
    """Fisheries Act, Bank Street: its last word is a place's or a paper's."""
    is_body = words[0].key in {"radio", "bank", "university"} or {"of", "for"} & {word.key for word in words}
    return words[-1].key in PLACES_EN - BODIES_EN and not is_body


def _near(places: set[int]) -> set[int]:
    """Places that a word of saying touches, with the space between."""
    return {place + step for place in places for step in (-1, 0, 1)}


def _begins_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip(" \"'“‘«(*_#>-–—•")
    return not before or before[-1] in ".!?:;\0"


def _person(
    words: Sequence[EnglishWord], text: str, surnames: Mapping[str, str], *, is_told: bool, is_titled: bool
) -> str:
    """The name of a person in full, "" if nothing tells that it is one. `is_told`: a verb of saying stands beside."""
    is_told = is_told or is_titled
    start, end = words[0].start, words[-1].bare_end
    name, last = text[start:end], text[words[-1].start : end]
    if name in surnames:
        return surnames[name]
    if any(word.key in PLACES_EN for word in words) and not is_told:
        return ""
    if len(words) == 1:
        if last in surnames:
            return surnames[last]
        is_word = words[0].key in STOPS_EN | PLACES_EN | TRADES_EN or last.rstrip("s").isupper() or len(last) < 3
        is_place = bool(
            _COUNTRY.search(last)
            or PLACED.search(text[max(0, start - 40) : start])
            or re.search(rf"\b(?:in|at|near) {re.escape(last)}\b", text)
        )
        is_told = is_told and (is_titled or words[0].key in LATIN or not _begins_sentence(text, start))
        is_told = is_told or bool(words[0].key in LATIN and TRADED.search(text[max(0, start - 80) : start]))
        return name if is_told and not is_word and (words[0].key in LATIN or not is_place) else ""
    if len(words) > 4 or any(word.text.isupper() and len(word.text) > 2 for word in words):
        return ""
    if is_told or surnames.get(last) == name:
        return name
    if PLACED.search(text[max(0, start - 40) : start]) and not (
        words[0].key in LATIN and not re.search(r"\b(?:the|a|an)\s$", text[max(0, start - 9) : start])
    ):
        return ""
    if words[0].key in LATIN or CREDITED.search(text[:start][-20:]) or TRADED.search(text[max(0, start - 80) : start]):
        return name
    return name if AGE.match(text, end) or APPOSED.match(text, end) else ""


def _common(words: Sequence[EnglishWord], index: int, text: str) -> NounPhrase | None:
    """An office or a body that is not named: "a senior official", "the company"."""
    word = words[index]
    is_office = word.key in TRADES_EN and not (
        index + 1 < len(words) and words[index + 1].key in TRADES_EN and text[word.end : words[index + 1].start] == " "
    )
    if not is_office and word.key not in COMMON_BODIES_EN:
        return None
    if _COMPOUND.match(text, word.end):
        return None  # her witness statement
    first = index
    while first > 0 and index - first < _MODIFIERS and text[words[first - 1].end : words[first].start] in {" ", "-"}:
        before = words[first - 1]
        if before.key in _DETERMINER:
            first -= 1
            break
        is_possessive = before.text.endswith(("'s", "’s"))
        if before.key in STOPS_EN or before.is_capital or is_possessive or before.key in COMMON_BODIES_EN:
            break
        first -= 1
    start, end = words[first].start, word.bare_end
    if is_office:
        if match := _OF.match(text, end):
            end = match.end()
        return NounPhrase(start, end, "role", office=text[start:end])
    has_article = words[first].key in _DETERMINER
    return NounPhrase(start, end, "body", body=text[start:end], is_named=False) if has_article else None
