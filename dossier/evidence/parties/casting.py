"""The people and bodies of a text: those of the registers and those that no register holds, paragraph by paragraph."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.evidence.parties.arabic import arabic
from dossier.evidence.parties.english import english
from dossier.evidence.parties.given_names import MASCULINE
from dossier.evidence.parties.lists import labelled, office_of, with_offices_beside
from dossier.evidence.parties.nouns import STOPS_AR, TITLES_EN, VOICES, is_possessed
from dossier.evidence.parties.phrases import NounPhrase, without_overlap
from dossier.evidence.parties.registered import Named
from dossier.evidence.text.address import SHORTENED, is_address
from dossier.evidence.text.blocks import Block
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.saying import verbs_in

_SIDE_BY_SIDE = re.compile(r"[ \u00a0](?:[Aa]l-|[Ee]l-)?")
_STOPPED = re.compile(r"\.[ \u00a0](?:[Aa]l-|[Ee]l-)?")
_SHORTENED = re.compile(rf"\b(?:{'|'.join(SHORTENED)})$", re.IGNORECASE)
_COMMA = re.compile(r"[,،] (?:one )?(?:[Aa]l-|[Ee]l-)?")
_APPOSED = re.compile(r"[,،] (?:\d{2},? )?(?:then |now |currently |formerly |aged \d+, |وهو |وهي )?|[ ,،]*\(")
_AS = re.compile(
    r",? (?:who|that) (?:gave|giving) (?:his|her|their) name (?:only |just )?as |،? (?:واسم(?:ه|ها)"
    r"|و?[يت]دعى) | called "
)
_STILL = re.compile(r" (?:الراحل|المرحوم|السابق|الأسبق|الحالي|الجديد|المستقيل|المنتخب|المكلف)ة? ")
_IN = re.compile(r",? of (?:the )?| (?:of|for|at|in|from|with|to|on) (?:the |its |a |an )?| من ")
_AT_LENGTH = re.compile(r"(?: (?:ل\w+|ب\w+)(?: \w+){0,4}| (?:لدى|في|من|عن|إلى|على)(?: \w+){1,4})[،,]? ")
_PREPOSED = re.compile(
    r"(?<!\w)(?:[وف]?(?:ب|ل)|(?:مع|إلى|الى|على|عن|من|ضد|لدى|بين|بحضور|برئاسة) )$"
    r"|(?<!\w)[وفبل]?(?:دفاع|اسم|منزل|بيت|كلام) $"
    r"|\b(?:to|with|from|of|for|against|about|at|between|(?:in|within)(?= (?:my|our|his|her|their) own ))"
    r"(?: (?:the(?: same)?|(?:my|our|his|her|their) own))? $"
)
#: Verbs right behind which whoever is spoken to stands: told Borealis that.
_SPOKEN_TO = re.compile(r"\b(?:told|reminded|informed|assured|warned|advised|telling|reminding) (?:the )?$")
#: Before what somebody is said to be: he was a doctoral student, وهو شاب.
_IS = re.compile(r"\b(?:is|are|was|were|been|being|became|become|remains?|as) (?:the |an? )?$|(?<!\w)[وف]?(?:هو|هي) $")
#: What an office is of, before the name: the mayor of Port Selwyn, Osric Tambe.
_OF_WHAT = re.compile(r" (?:of|for|in|at|to) [^,.;:\0\"“”«»()]{2,60}, | for [^.;:\0\"“”«»()]{2,80}, ")
_REST = 7  #: words in which an office may go on before a name
_INSIDE = frozenset({"في", "لدي"})
_OWNED_BY = re.compile(r".{2,}(?:ها|هم|نا|[^ا]ه)")
_ARTICLE = re.compile(r"[وف]?[بلك]?ال")
_WHO = re.compile(r",? (?:who|whose) |،? (?:الذي|التي)(?!\w)")
_STATE = re.compile(r" of (?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}")
_REPRESENTS = re.compile(r"\b(?:delegation|government|embassy|mission)$", re.IGNORECASE)
_ARTICLED = re.compile(r"\b[Tt]he $")
_TO = re.compile(r" ل(?:\w+ (?:لدى|في) )?| لدى ")
_FOR = re.compile(r" (?:for|of|at) (?:the )?([A-Z][\w'’-]*(?: (?:and |of |& )?[A-Z][\w'’-]*){0,4})")
_AND_BEFORE = re.compile(r"[A-Z][\w'’-]+,? and (?:the )?$")
_AND_BEHIND = re.compile(r",? and (?:the |his |her |its )?[A-Z][\w'’-]+")
_UP_TO_STOP = re.compile(r"[^,،.:;؛!?؟()\n\0–—\"“”«»]*")
_WHO_SAYS = re.compile(r"[^,،]*?\b(?:who|that|which|whose)\b|[^،]*?(?<!\w)(?:الذي|التي)(?!\w)")
_BELONGING = re.compile(r"['’]s? | ")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in a text: the phrases of each of its blocks, in the order of the text."""

    phrases: Mapping[Block, tuple[NounPhrase, ...]]

    def of(self, block: Block) -> tuple[NounPhrase, ...]:
        return self.phrases.get(block, ())


def cast_of(blocks: Sequence[Block], named: Mapping[Block, Sequence[Named]]) -> Cast:
    """All phrases; a surname is read as the person who has it, if only one in the text does."""
    first = with_offices_beside(blocks, {block: phrases_in(block.text, named.get(block, ())) for block in blocks})
    people = [phrase for phrases in first.values() for phrase in phrases if phrase.kind == "person"]
    bearers = _bearers(people)
    if not bearers:
        return Cast(first)
    surnames = surnames_of(people)
    parties = {phrase.name: phrase.parties for phrase in people if phrase.parties and " " in phrase.name}
    again = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, bearers))})(?!\w)")
    second = {
        block: phrases_in(block.text, [item for item in named.get(block, ()) if _is_his(item, bearers)], surnames)
        for block in blocks
        if any(not _is_in_full(match, first[block]) for match in again.finditer(block.text))
    }
    return Cast(
        first | {block: tuple(_with_party(phrase, parties) for phrase in found) for block, found in second.items()}
    )


def _is_in_full(match: re.Match[str], phrases: Sequence[NounPhrase]) -> bool:
    """Whether a surname stands in a name that is found already."""
    return any(
        phrase.start <= match.start() and match.end() <= phrase.end and " " in phrase.name.replace(match[0], "")
        for phrase in phrases
        if phrase.kind == "person"
    )


def _is_his(item: Named, bearers: Mapping[str, Mapping[object, str]]) -> bool:
    """Whether a registered name is no surname that the text gives to somebody else in full."""
    return not (item.is_person and bearers.get(item.find.text, {}).keys() - {item.parties})


def _with_party(phrase: NounPhrase, parties: Mapping[str, tuple[str, ...]]) -> NounPhrase:
    """A surname as the person of a register who has been named in full."""
    is_surname = phrase.kind == "person" and not phrase.parties and phrase.name in parties
    return replace(phrase, parties=parties[phrase.name]) if is_surname else phrase


def surnames_of(phrases: Iterable[NounPhrase]) -> dict[str, str]:
    """Last word of a name -> the name in full, of the people named so; not where two share it."""
    found = {}
    for last, names in _bearers(phrases).items():
        longer = [name for name in names.values() if name != last] or [last]
        if len(longer) == 1 and len(last) > 2:
            found[last] = longer[0]
    return found


def _bearers(phrases: Iterable[NounPhrase]) -> dict[str, dict[object, str]]:
    """Last word of a name -> the people named so in full, by their parties or their name."""
    full: dict[str, dict[object, str]] = defaultdict(dict)
    for phrase in phrases:
        parts = phrase.name.split()
        if phrase.kind == "person" and (len(parts) > 1 or (phrase.name.isascii() and not phrase.parties)):
            full[_last(parts)].setdefault(phrase.parties or phrase.name, phrase.name)
    return full


def _last(parts: Sequence[str]) -> str:
    """Saad of Rima Saad; but al-Khatib, بن عيسى and عبد الله are two words."""
    compound = {"بن", "عبد", "أبو", "ابن", "آل", "Ben", "Abu", "El", "Al", "van", "von", "de", "der"}
    return " ".join(parts[-2:]) if len(parts) > 2 and parts[-2] in compound else parts[-1]


def phrases_in(text: str, named: Sequence[Named], surnames: Mapping[str, str] | None = None) -> tuple[NounPhrase, ...]:
    """The phrases of a paragraph, each with all that belongs to it."""
    known = surnames or {}
    registered = [
        NounPhrase(
            item.find.start,
            item.find.end,
            "person",
            name=item.find.text,
            parties=item.parties,
            office=_title_in(item.find.text),
        )
        if item.is_person
        else NounPhrase(item.find.start, item.find.end, "body", body=item.find.text, parties=item.parties)
        for item in named
    ]
    found = [phrase for phrase in (*english(text, known), *arabic(text, known)) if phrase.end > phrase.start]
    found = [_of_a_state(_articled(phrase, text), text) for phrase in found]
    grouped = [_spoken_for(phrase, text) for phrase in _grouped(_spliced(registered, found), text)]
    grouped = labelled(grouped, text)
    return tuple(
        replace(
            phrase,
            is_object=_is_object(phrase, text),
            is_paired=_is_paired(phrase, text),
            is_described=bool(_WHO.match(text, phrase.end)),
        )
        if phrase.kind in {"person", "role"} or _is_object(phrase, text)
        else phrase
        for phrase in grouped
    )


def _articled(phrase: NounPhrase, text: str) -> NounPhrase:
    """A word in capitals behind an article is nobody's name, but that of a body: the Crown says."""
    is_alone = phrase.kind == "person" and " " not in phrase.name and not phrase.office and not phrase.parties
    if not is_alone or not _ARTICLED.search(text[: phrase.start]):
        return phrase
    return NounPhrase(phrase.start, phrase.end, "body", body=phrase.name)


def _of_a_state(phrase: NounPhrase, text: str) -> NounPhrase:
    """A delegation or a government with its state, which names it: the delegation of Meridonia."""
    match = _STATE.match(text, phrase.end)
    if phrase.kind != "body" or phrase.is_named or not match or not _REPRESENTS.search(phrase.body):
        return phrase
    body = text[phrase.start : match.end()].removeprefix("the ").removeprefix("The ")
    return NounPhrase(phrase.start, match.end(), "body", body=body)


def _title_in(name: str) -> str:
    """The office that a registered form of a name begins with: Judge Ostrava."""
    *words, _ = name.split()
    titles = itertools.takewhile(lambda word: word.lower().rstrip(".") in TITLES_EN, words)
    return " ".join(word for word in titles if not is_address(word))


def _spoken_for(phrase: NounPhrase, text: str) -> NounPhrase:
    """A spokesman with the body that only its capitals show: a spokeswoman for Brindle Bay."""
    if phrase.kind != "role" or phrase.body or not VOICES.search(phrase.office):
        return phrase
    match = _FOR.match(text, phrase.end)
    return replace(phrase, end=match.end(), body=match[1]) if match else phrase


def _is_paired(phrase: NounPhrase, text: str) -> bool:
    """Ari Amankwah and Josef Tamm; the minister and Rima Saad"""
    before = text[max(0, phrase.start - 40) : phrase.start]
    return bool(_AND_BEFORE.search(before) or _AND_BEHIND.match(text, phrase.end))


def _is_object(phrase: NounPhrase, text: str) -> bool:
    before = text[max(0, phrase.start - 18) : phrase.start]
    is_predicate = phrase.kind == "role" and bool(_IS.search(before))
    return (
        is_predicate
        or bool(_SPOKEN_TO.search(before))
        or bool(_PREPOSED.search(before))
        or text[phrase.end :][:2] in {"'s", "’s"}
    )


def _spliced(registered: Sequence[NounPhrase], found: Sequence[NounPhrase]) -> list[NounPhrase]:
    """Names of registers, and what was found beside them; an office keeps its words before a name that it swallowed."""
    kept: list[NounPhrase] = []
    for phrase in found:
        inside = [item for item in registered if item.start < phrase.end and phrase.start < item.end]
        bodies = [item for item in inside if item.kind == "body"]
        if phrase.kind == "role" and bodies and not any(item.kind == "person" for item in inside):
            body = bodies[0]
            kept.append(_in(phrase, body))
            registered = [item for item in registered if item is not body]
        elif not inside:
            kept.append(phrase)
    return without_overlap([*registered, *kept])


def _in(office: NounPhrase, body: NounPhrase) -> NounPhrase:
    """An office whose words hold the name of a registered body."""
    end = max(office.end, body.end)
    return NounPhrase(office.start, end, "role", office=office.office, body=body.body, of=body.parties)


def _grouped(phrases: Sequence[NounPhrase], text: str) -> list[NounPhrase]:
    """Offices with their bodies first, then people with their offices."""
    offices = _merged(list(phrases), text, _is_office_of)
    titled = _merged(offices, text, _is_person_with)  # the Doctor and his name first, then "the head, Doctor …"
    return _merged(titled, text, _is_person_with)


def _merged(
    phrases: list[NounPhrase], text: str, belongs: Callable[[NounPhrase, NounPhrase, str], bool]
) -> list[NounPhrase]:
    merged: list[NounPhrase] = []
    for phrase in phrases:
        is_one = bool(merged) and belongs(merged[-1], phrase, text[merged[-1].end : phrase.start])
        if is_one and (merged[-1].kind != "person" or phrase.kind != "role" or _is_closed(text, phrase.end)):
            merged[-1] = merged[-1].joined(phrase)
        else:
            merged.append(phrase)
    return merged


def _is_rest_of_office(office: str, gap: str) -> bool:
    """Whether words before a name go on with an office: وزيرة الري [في حكومة أوروفا للموارد المشتركة] سلام بقلي."""
    words = [fold_text(word) for word in gap.split()]
    if any(_OWNED_BY.fullmatch(word) for word in gap.split()) or words[-1:] in (["ل"], ["ب"]):
        return False  # نائب سابق لفلان
    if not 0 < len(words) <= _REST or re.search(r"[^\w\s\u064b-\u0652]", gap) or verbs_in(gap):
        return False
    if any(word in STOPS_AR - _INSIDE for word in words):
        return False
    parts = office.split()
    is_open = len(parts) > 1 and not _ARTICLE.match(fold_text(parts[-1]))  # وزير خارجية, of somewhere
    is_led = words[0] in _INSIDE or words[0][:2] == "لل" or words[0][:3] == "وال"
    return len(words) <= 2 if is_open else len(parts) > 1 and is_led


def _is_office_of(one: NounPhrase, other: NounPhrase, gap: str) -> bool:
    """president of the Union; the company's head of operations; Kestrel Lines spokeswoman"""
    if one.kind == "role" and other.kind == "body":
        is_of = gap == " " and other.body.startswith("لل")
        return is_of or bool((not one.body and _IN.fullmatch(gap)) or _TO.fullmatch(gap))
    return one.kind == "body" and other.kind == "role" and not other.body and bool(_BELONGING.fullmatch(gap))


def _is_closed(text: str, end: int) -> bool:
    """Whether a stop closes an apposition before anybody is said to speak: not in "after X, a fisherman said"."""
    rest = _UP_TO_STOP.match(text, end)
    told = rest[0] if rest else ""
    return not told or _WHO_SAYS.match(told) is not None or not verbs_in(told)


def _is_person_with(one: NounPhrase, other: NounPhrase, gap: str) -> bool:
    """Captain Omar Shaheen; the minister, Omar Nasser; Rima Saad, a union leader; Ingrid Aune of Osmere University"""
    if one.kind == "role" and other.kind == "person":
        if not one.office.isascii() and _is_rest_of_office(one.office, gap):
            return True
        if _STOPPED.fullmatch(gap):
            return bool(_SHORTENED.search(one.office))
        if one.office.split()[0].endswith("ة") and fold_text(other.name).split(" ")[0] in MASCULINE:
            return False  # وخاطبت الصحفية عمر
        if not one.office.isascii() and not _COMMA.fullmatch(gap) and is_possessed(one.office):
            return False
        return any(pattern.fullmatch(gap) for pattern in (_SIDE_BY_SIDE, _COMMA, _AS, _AT_LENGTH, _OF_WHAT, _STILL))
    if one.kind == "role" and other.kind == "role" and not one.office.isascii():
        return (bool(_AT_LENGTH.fullmatch(gap)) and len(gap.split()) > 1) or gap in {" ل", " ب"}
    if one.kind == "person" and other.kind == "role":
        return bool(_APPOSED.fullmatch(gap)) and not office_of(one) and bool(office_of(other))
    return one.kind == "person" and other.kind == "body" and not one.body and bool(_IN.fullmatch(gap))
