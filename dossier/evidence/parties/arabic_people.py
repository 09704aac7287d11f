"""Where the name of a person begins and ends in Arabic: given names that are known, what بن and عبد join, and, where a
name is awaited, also words that no list has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.evidence.parties.arabic_reading import NO_NAME, ArabicReading
from dossier.evidence.parties.given_names import ARABIC, COMPOUND, DEFINITE
from dossier.evidence.parties.nouns import BODIES_AR, STOPS_AR, THINGS_AR, TRADES_AR
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.text.address import BEFORE_NAMES_AR
from dossier.evidence.text.arabic_words import ArabicWord
from dossier.evidence.text.folding import fold_text

Found = tuple[list[NounPhrase], int]  #: the phrases that begin at a word, and the first word behind them

_WITHIN = frozenset(fold_text("بن ابن بنت آل ولد با بو بي").split())  #: parts that no name begins with
_COUNTING = frozenset(fold_text("الأول الثاني الآخر الأولى الثانية الآخرة").split())  #: of months
_OF_GIVEN = frozenset(fold_text("الدين الله الرحمن الإسلام الزهراء الهدى").split())  #: زين الدين is one given name
#: م. ع.، of somebody whose name is kept back; ق.م. and ص. ب. are no people.
_INITIALS = re.compile(
    r"(?<![\w.])(?!ق\.|ص\. ?ب|ه)[\u0621-\u064a]\.[ \u00a0]?[\u0621-\u064a](?:\.(?=[،,]|\s+(?:وهو|وهي|إن|أن)\s)|(?=،))"
    r"|(?<!\w)(?<=قال |قول |الت )[\u0621-\u064a]\.[ \u00a0]?[\u0621-\u064a]\."
)
_IN_WHAT_MANNER = re.compile(r"\wا[^\Wا][^\Wاي]ا|م\w{2,}[^\Wاي]ا")  #: مازحا, مبتسما; no surname such as كوستا
_TAKES_BI = frozenset(fold_text("وعد طالب هدد تعهد وصف رحب اتهم أقر اعترف بشر نوه نصح").split())
_NO_SON = re.compile(r"س[يتن]\w{3,}|[يتن]\w{4,}|\w{3,}ت|ل\w+")  #: سنركب, فقدت, لبنتين
_ASKS = re.compile(r"(?<!\w)(?:هل|سواء|لا يعرف|لا أدري)(?!\w)")
_OWNED = re.compile(r"ل\w{2,}(?:ها|هم|نا|[^ا]ه)")  #: لأخيها, لصديقه
_MOTHER = fold_text("أم")
_SET_OFF = 3  #: words of a name between commas
_PARTS = 4  #: of a name


def initials(text: str) -> Iterator[NounPhrase]:
    """People who are called by two letters."""
    for match in _INITIALS.finditer(text):
        yield NounPhrase(*match.span(), "person", name=match[0], name_at=match.span())


def is_awaited(reading: ArabicReading, index: int) -> bool:
    """Whether a verb of saying stands before a word: what follows is who speaks."""
    first = index
    while reading.follows(first) and _is_told_to(reading, first - 1):
        first -= 1  # قالت لهدى سعاد
    return reading.follows(first) and reading.words[first - 1].start in reading.verbs


def person(reading: ArabicReading, index: int, *, awaited: bool) -> Found | None:
    """A person's name that begins here; where one is awaited also of words that no list has."""
    end = _name_end(reading, index, awaited)
    if end == index:
        return None
    at = reading.words[index].start, reading.words[end - 1].end
    name = reading.surnames.get(reading.text[slice(*at)], reading.text[slice(*at)])  # أبو قرون, of حسن أبو قرون
    if end == index + 1:
        is_given = awaited and reading.words[index].key in ARABIC
        name = name if is_given or reading.text[slice(*at)] in reading.surnames else ""
        if not name:
            return None
    return [NounPhrase(*at, "person", name=name, name_at=at)], end


def set_off(reading: ArabicReading, index: int, *, is_owned: bool) -> Found | None:
    """A name between commas behind an office, also of words that no list has: السفير، كونستانتين شوفالوف، قال."""
    words, text = reading.words, reading.text
    if not 0 < index < len(words) or text[words[index - 1].end : words[index].start] != "، ":
        return None
    is_native = words[index].is_definite and re.fullmatch(r"ال\w+(?:ي|يه)", words[index].key) is not None
    if is_native and reading.follows(index + 1) and reading.is_plain(index + 1) and not words[index + 1].is_definite:
        index += 1  # الدنماركي نيلس هولم
    end = index
    while (
        end < len(words) and end - index < _SET_OFF and reading.is_plain(end) and (end == index or reading.follows(end))
    ):
        end += 1
    first = words[index]
    is_given = is_owned and end == index + 1 and first.key in ARABIC  # أما زوجها، مروان، فقال
    if (
        not (end - index >= 2 or is_given)
        or first.is_definite
        or first.joins
        or reading.stem(index, TRADES_AR | BODIES_AR)
    ):
        return None
    if text[words[end - 1].end :].lstrip()[:1] not in {"،", ",", ":"} or NO_NAME.match(first.key):
        return None
    at = first.start, words[end - 1].end
    return [NounPhrase(*at, "person", name=text[slice(*at)], name_at=at)], end


def is_name_with_article(reading: ArabicReading, index: int) -> bool:
    """Whether a word with the article is a given name and no part of the office before it: الوزير الهادي بن مسعود."""
    word = reading.words[index]
    if word.key not in DEFINITE or reading.stem(index, TRADES_AR) or not reading.follows(index + 1):
        return False
    following = reading.words[index + 1]
    return reading.is_plain(index + 1) and not following.is_definite and not NO_NAME.match(following.key)


def _name_end(reading: ArabicReading, index: int, awaited: bool) -> int:
    """Behind the name that begins here; its beginning if none does."""
    word = reading.words[index]
    if word.text in reading.surnames:
        return index + 1
    is_given = _is_given(reading, index)
    if _begins_no_name(reading, index, is_given, awaited):
        return index
    end = index
    while end < len(reading.words) and end - index < _PARTS and (end == index or reading.follows(end)):
        here = reading.words[end]
        if end > index and (not reading.is_plain(end) or reading.stem(end, BODIES_AR) or here.joins):
            break
        if end > index and _is_told_to(reading, end):
            return end if is_given or end - index > 1 else index
        if here.key in COMPOUND:
            if not _is_joined(reading, end):
                break
            end += 2
        elif here.key in ARABIC or end == index:
            is_compound = reading.follows(end + 1) and reading.words[end + 1].key in _OF_GIVEN
            end += 2 if is_compound else 1
        else:
            is_noun = end - index > 1 and here.is_definite and here.text.endswith("ة")  # ورفع عمر ناصر الجلسة
            is_noun = is_noun or _IN_WHAT_MANNER.fullmatch(here.text) is not None
            is_surname = not is_noun and (here.is_definite or (awaited and is_given) or reading.ends_phrase(end))
            return end + 1 if is_surname and end > index else end if is_given else index
    is_told = is_given or (end - index > 1 and reading.ends_phrase(end - 1))
    return end if is_told and (end - index > 1 or word.key in ARABIC) else index


def _is_told_to(reading: ArabicReading, index: int) -> bool:
    """Whether ل stands before a name, a trade or a kinsman, so that somebody is spoken to: قالت سعاد لهدى, لأخيها; not
    ليلى, which is a name itself."""
    word = reading.words[index]
    if word.key in ARABIC | COMPOUND or not word.key.startswith("ل"):
        return False
    rest = word.key[1:]
    is_name = rest in ARABIC or f"ا{rest}" in DEFINITE or word.text[1:] in reading.surnames
    is_named = is_name or (rest in COMPOUND and _is_joined(reading, index))
    return is_named or rest in TRADES_AR or _OWNED.fullmatch(word.text) is not None


def _begins_no_name(reading: ArabicReading, index: int, is_given: bool, awaited: bool) -> bool:
    word = reading.words[index]
    following = reading.words[index + 1] if reading.follows(index + 1) else None
    if _is_addressed(reading, index):
        return False
    if not (reading.is_plain(index) or (following and following.key == "بن")):
        return True
    if reading.stem(index, BODIES_AR) or reading.stem(index, THINGS_AR) or (awaited and _is_told_to(reading, index)):
        return True
    if word.key not in ARABIC and word.key not in COMPOUND and reading.stem(index, TRADES_AR):
        return True
    if not is_given and (not awaited or word.is_definite or word.joins or NO_NAME.match(word.key)):
        return True
    if not is_given and word.key[0] in "لب":
        if following and reading.has_article(index + 1):
            return True  # لوادي السدر
        if word.key[1:] in STOPS_AR:
            return True  # لخمسة أطفال
    said = reading.verbs.get(reading.words[index - 1].start) if index else None
    if not is_given and word.key[0] == "ب" and said and said.root in _TAKES_BI:
        return True  # وعد بتمويل بئرين
    if word.key in _WITHIN and not awaited:
        return True
    return following is not None and following.key in _COUNTING  # ربيع الأول


def _addresses(word: ArabicWord) -> bool:
    return word.is_definite and word.key.removeprefix("ال") in BEFORE_NAMES_AR


def _is_addressed(reading: ArabicReading, index: int) -> bool:
    """Whether a form of address makes a name of a word that is another one elsewhere: السيد صباح الجاف."""
    if not reading.follows(index) or not _addresses(reading.words[index - 1]) or not reading.follows(index + 1):
        return False
    word, following = reading.words[index], reading.words[index + 1]
    is_surname = following.is_definite and (word.key in ARABIC or following.key.endswith("ي"))
    return not word.is_definite and not word.joins and (following.key == "بن" or is_surname)


def _is_joined(reading: ArabicReading, index: int) -> bool:
    """Whether a word such as أبو or عبد has its second part behind it, be it a verb or a trade elsewhere: أبو طالب."""
    if not reading.follows(index + 1):
        return False
    second = reading.words[index + 1]
    if len(second.key) < 2 or second.key in STOPS_AR:
        return False
    if reading.words[index].key == _MOTHER and not _is_given(reading, index + 1):
        return not _NO_SON.fullmatch(second.key) and not _ASKS.search(
            reading.text, 0, second.start
        )  # أم فقدت ابنها; هل بقي أم رحل
    return second.key[0] != "ل" or _is_given(reading, index + 1)  # أب لخمسة أطفال


def _is_given(reading: ArabicReading, index: int) -> bool:
    """Whether a word is a given name that is known, or one that بن stands behind."""
    word = reading.words[index]
    if word.is_definite and word.key not in DEFINITE:
        return False
    has_father = reading.follows(index + 1) and reading.words[index + 1].key in {"بن", "بنت"} and not word.joins
    is_told = (has_father and len(word.key) > 2) or _is_addressed(reading, index)
    return is_told or word.key in ARABIC or word.key in COMPOUND
