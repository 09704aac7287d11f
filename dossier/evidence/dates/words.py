"""A text cut into the words of which dates are made, in Arabic and English: tokens of one letter each.

Everything is matched as `folding.fold` leaves it. A word that is not known is an `x`, so that two dates with a sentence
between them are never taken for one; only the English article is no token at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dossier.evidence.calendars import COMMON, DOUBTED, DOUBTED_DAYS, MONTHS, Calendar
from dossier.evidence.dates.vocabulary import ABBREVIATED, BEFORE, COMPOUNDS, KNOWN, OF_IT, TODAY
from dossier.evidence.numbers.numerals import numerals_in
from dossier.evidence.numbers.text import tokens_of
from dossier.evidence.text.folding import Folded

_AB = "اب"  #: August, which without its madda is a father
_NUMBER_OF = re.compile(
    r"(?<!\w)(?:nos?\.|number|vol\.|volume|pp?\.|pages?|para(?:graph)?s?\.?|art(?:icle)?s?\.?|clauses?|issue|annex|chapter"
    r"|resolutions?|[وبلف]?(?:ال)?(?:رقم|فقره|فقرات|ماده|بند|صفحه|ملحق|مجلد)|العدد|ص\.?) $"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_AD = re.compile(r"(?:A\.?D\.?|C\.?E\.?) ?\d{1,4}(?!\w|[.,]\d)")
LAST_YEAR = 2999  #: a larger number is no year
SURE, DOUBTFUL, RARE = range(3)  #: how far a name is also another word: not, beside "in" it is a name, beside figures


@dataclass(frozen=True, slots=True)
class DateToken:
    """Letters `start` to `end` of a folded text.

    `kind` is d day, y year of three or four digits, n other number of two, f date in figures, m month, k month of
    another calendar, H era before its year, q a day alone, T decade in figures, Z quarter or V half with its number,
    or a letter of `vocabulary.TOKEN_KINDS`.
    """

    kind: str
    number: int = 0
    text: str = ""
    start: int = 0
    end: int = 0
    doubt: int = SURE

    @property
    def calendar(self) -> Calendar:
        return MONTHS[self.text][0] if self.kind in "mk" and self.text in MONTHS else "gregorian"


def _choice(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word) + (r"\.?" if word in ABBREVIATED else "") for word in ordered)


_NOTHING = DateToken("")
_ANOTHER = "اخر"
_ON_DAY = {"on", "by", "until", "till", "since", "from", "before", "after"}
_THOUSANDS = re.compile(r"(?<!\w)و?(?:الف|الفين|الفان|two thousand)(?!\w)")
_TOKEN = re.compile(
    r"(?P<compact>(?<!\d)(?<!\d[.,])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d|[.,]\d))"
    rf"|(?P<split>(?<![\w./-])(?:\d{{1,2}} ?- ?\d{{1,2}}(?P<cut>[/.])\d{{1,2}}(?P=cut)\d{{4}}"
    rf"|\d{{1,2}}(?P<cut2>[-./])(?:{'|'.join(_ROMAN)})(?P=cut2)\d{{4}}"
    rf"|(?:(?<=on )|(?<=by )|(?<=until )|(?<=يوم )|(?<=بتاريخ )|(?<=في )|(?<=حتي )|(?<=قبل )|(?<=منذ )"
    rf"|(?<=ثاء )|(?<=عاء )|(?<=ثنين )|(?<=خميس )|(?<=جمعه )|(?<=سبت )|(?<=احد )"
    rf"|(?<=day )|(?<=mon )|(?<=tue )|(?<=wed )|(?<=thu )|(?<=fri )|(?<=sat )|(?<=sun ))"
    rf"(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?! ?من ))(?![\w/]|[.-]\d))"
    r"|(?P<figures>(?<![\d/.])(?<!\d-)(?:"
    r"\d{4}-\d\d-\d\d(?=t\d)|\d{4}-\d{1,2}-\d{1,2}|\d{4} ?/ ?\d{1,2} ?/ ?\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}"
    r"|\d{1,2} ?(?P<sep>[-/.]) ?\d{1,2} ?(?P=sep) ?(?:\d{4}|\d\d)"
    r"|\d{4}-(?:0[1-9]|1[0-2])|\d{1,2} ?/ ?\d{4})(?!\d|[-/]\d|\.\d))"
    r"|(?P<turn>(?<!\d)\d{1,4}(?:st|nd|rd|th) anniversary|الذكري ال ?\d{1,4}(?!\d))"
    r"|(?P<tens>(?<!\d)(?:\d{3}0(?=s\b)|\d0(?=s\b)))s"
    r"|(?<!\w)(?P<quarter>q ?[1-4])(?!\d)|(?<!\w)(?P<half>h ?[12])(?!\d)"
    r"|(?<!\w)fy ?(?P<fiscal>\d{4}|\d\d)(?!\d)"
    r"|(?P<joined>(?<!\w)و ?(?=\d))"
    r"|(?<![a-z0-9_])(?:ال ?)?(?:(?<!\d[.,])|(?<=\d,)(?=\d{4}(?!\d)))"
    r"(?P<number>\d{1,4})(?:st|nd|rd|th)?(?![\d%]|[.,]\d{1,3}(?!\d))"
    rf"|(?:(?<!\w)|(?<=\d))(?P<and>[وف]?)[بلك]?(?P<word>{_choice({*KNOWN, *COMPOUNDS})})(?P<whose>s?)(?![^\W\d])"
    r"|(?P<sign>[-/(),=\[\]])|(?P<other>\w+|[^\w\s])"
)


def tokens(folded: Folded, text: str) -> tuple[DateToken, ...]:
    """The tokens of a text, given as it is compared and as it is: capitals tell May from may."""
    return tuple(_settled(list(_with_spelled_years(folded, list(_tokens(folded, text))))))


def _tokens(folded: Folded, text: str) -> Iterator[DateToken]:
    for match in _TOKEN.finditer(folded.text):
        found, (start, end) = match[0], match.span()
        name = "word" if match["word"] else str(match.lastgroup)
        digits = "".join(filter(str.isdigit, found))
        if name == "number":
            value = int(digits)
            kind = "y" if len(digits) > 2 else "d" if 1 <= value <= 31 else "n"
            if kind == "d" and _NUMBER_OF.search(folded.text[max(0, start - 14) : start]):
                kind = "x"  # bulletin no. 14 – January–June 2024
            place = folded.origin[start]
            is_short = len(digits) == 2 and text[max(place - 1, 0)] in "'’‘"  # '98
            yield DateToken(kind, value, found, start, end, DOUBTFUL if is_short else SURE)
        elif name == "word":
            if match["and"]:
                yield DateToken("&", 0, "و", start, start + 1)
            if match["whose"] and text[max(folded.origin[end - 1] - 1, 0)] not in "'’":
                yield DateToken("x", 0, found, start, end)
                continue
            word = match["word"].rstrip(".") if match["word"][:-1] in ABBREVIATED else match["word"]
            if word[:-1] in KNOWN and word.endswith("s") and text[max(folded.origin[end - 1] - 1, 0)] in "'’":
                word = word[:-1]  # last year's
            yield from _word(word, match.start("word"), match.end("word"), folded, text)
        elif name == "compact":
            yield DateToken("f", 0, f"{digits[:4]}-{digits[4:6]}-{digits[6:]}", start, end)
        elif name == "split":
            yield from _split(found, start)
        elif name == "sign":
            kind = "t" if found == "-" else "c" if found == "," else "s"
            yield DateToken(kind, 0, found, start, end)
        elif name == "fiscal":
            yield DateToken("F", 1, "fy", start, start + 2)
            yield DateToken("y" if len(digits) == 4 else "n", int(digits), digits, end - len(digits), end)
        elif name == "joined":
            yield DateToken("&", 0, "و", start, end)
        else:
            kind = {"sep": "f", "figures": "f", "turn": "X", "tens": "T", "quarter": "Z", "half": "V"}.get(name, "x")
            yield DateToken(kind, int(digits) if kind in "XTZV" else 0, found, start, end)


def _split(figures: str, start: int) -> Iterator[DateToken]:
    """The parts of 3-4/04/2018, 2.ii.1998 and, on a day, 31/8, of which only the last letter tells the month."""
    pieces = [*re.finditer(r"\w+", figures)]
    month = 1 + (len(pieces) > 3)
    for place, piece in enumerate(pieces):
        kind = "y" if place > month else "m" if place == month else "d"
        text = piece[0]
        number = int(text) if text.isdecimal() else _ROMAN.index(text) + 1
        if place == 1 < month:
            yield DateToken("t", 0, "-", start + piece.start() - 1, start + piece.start())
        yield DateToken(kind, number, text, start + piece.start(), start + piece.end())


def _word(word: str, start: int, end: int, folded: Folded, text: str) -> Iterator[DateToken]:
    if word in COMPOUNDS:
        yield from (DateToken(kind, number, word, start, end) for kind, number in COMPOUNDS[word])
        return
    kind, number = KNOWN[word]
    if not kind:
        return
    if kind == "v" and _AD.match(text, folded.origin[start]):
        kind = "H"
    led = folded.text[start - 1 : start]
    is_led = led.isalnum()
    if is_led and not led.isdecimal() and (len(word) == 1 or (word == _AB and text[folded.origin[start]] != "آ")):
        yield DateToken("x", 0, led + word, start - 1, end)  # لم and كم are no era, باب no August
        return
    doubt = SURE
    if word in COMMON or (kind in "mkwO" and "a" <= word[0] <= "z" and text[folded.origin[start]].islower()):
        doubt = RARE
    elif word in DOUBTED or word in DOUBTED_DAYS:
        doubt = DOUBTFUL
    yield DateToken(kind, number, word, start, end, doubt)


def _with_spelled_years(folded: Folded, found: list[DateToken]) -> Iterator[DateToken]:
    """Behind "year" or a month a year may be spelled out: سنة ألفين وأربع وعشرين."""
    if not _THOUSANDS.search(folded.text):
        yield from found
        return
    numerals = numerals_in(folded.text, tokens_of(folded.text))
    years = {
        numeral.start: DateToken("y", int(numeral.value), numeral.text, numeral.start, numeral.end)
        for numeral in numerals
        if not numeral.in_digits and numeral.value in range(1000, 2200)
    }
    end, before = 0, ""
    for token in found:
        if token.start < end:
            continue
        year = years.get(token.start) if before in {"Y", "m", "k"} else None
        end = year.end if year else 0
        yield year or token
        before = token.kind


def _settled(found: list[DateToken]) -> Iterator[DateToken]:
    """Words that are of one kind or another by what stands beside them."""
    for place, token in enumerate(found):
        before = found[place - 1] if place else _NOTHING
        after, later = (*found[place + 1 : place + 3], _NOTHING, _NOTHING)[:2]
        yield _settled_one(token, before, after, later)


def _settled_one(token: DateToken, before: DateToken, after: DateToken, later: DateToken) -> DateToken:
    if token.kind == "e" and token.text in MONTHS and before.kind == "d":
        return replace(token, kind="m", number=MONTHS[token.text][1], doubt=RARE)
    is_bare = token.text > "\u0600" and not token.text.startswith("ال")
    if (
        token.kind == "w"
        and token.doubt
        and is_bare
        and before.kind not in {*"DE"}
        and after.kind != "l"
        and not (before.kind == "o" and after.kind == "j")
    ):
        return replace(token, kind="x")  # to one of them, eleven
    if token.kind == "b" and token.text in {"before", "after"} and _is_counted(before) and _is_end(after):
        return replace(token, kind="L", number=1 if token.number > BEFORE else BEFORE)  # the year before, a week after
    if token.kind == "d" and token.doubt and before.kind == "m":
        return replace(token, kind="n")
    if token.kind in "mk" and token.doubt == RARE and before.kind not in {*"dt"} and after.kind not in {*"yd"}:
        return replace(token, kind="x")  # names of months that are common words are months only beside figures
    if token.kind == "O" and token.doubt == RARE:
        return replace(token, kind="x")
    if token.text == TODAY and token.kind == "A" and (after.kind in {*"SoI"} or before.kind == "S"):
        return replace(token, kind="D")  # the next day, the first day of
    if token.kind == "t" and after.kind == "y" and after.number > LAST_YEAR:
        return replace(token, kind="x")  # from 12,000 tonnes in 2009 to 7400
    if token.kind == "t" and token.text != "-" and before.kind == "y" and after.kind in {*"dn"}:
        if later.kind in {*"mkjtDc"}:
            return token
        return replace(token, kind="x")  # from 40 in 2019 to 85
    if token.text == "by" and before.kind in {*"ymk"} and after.kind in {*"dn"} and later.kind not in {*"mkjD"}:
        return replace(token, kind="x")  # passed in 2019 by 88 votes
    if token.text == "-" and (
        (before.kind + after.kind + later.kind) in {"dmt", "dms"} or before.kind + after.kind == "my"
    ):
        return replace(token, kind="j")  # 13-May-2023
    if token.text == "/" and _is_overnight(before, after, later):
        return replace(token, kind="t")
    if token.text == "/" and (
        (before.kind == "d" and after.kind in {*"mk"} and later.text == "/")
        or (before.kind in {*"mk"} and after.kind == "y")
    ):
        return replace(token, kind="j")  # 8/آذار/2021
    if token.text == "this" and before.text == "may" and after.kind not in {*"YMW"}:
        return replace(token, kind="x")  # may this letter find you
    if token.text == "ذات" and not after.text.startswith("ال"):
        return replace(token, kind="x")  # ذات يوم: once
    if token.text == "end" and after.kind + later.kind in {"md", "dm"}:
        return replace(token, kind="x")  # fiscal years end 30 June
    if token.kind == "d" and before.text == "/" and after.text == "of" and later.kind == "m":
        return replace(token, kind="x")  # resolution 8/2 of June 2021
    if token.text == _ANOTHER and after.text == "في":
        return replace(token, kind="x")  # وآخر في النصف الثاني: another
    is_ordinal = token.kind == "d" and token.text.endswith(("st", "nd", "rd", "th"))
    if is_ordinal and before.text in _ON_DAY and after.kind in {"", "c", "s"}:
        return replace(token, kind="q")  # on the 19th
    if token.text in {"beginning", "start"} and after.kind != "j":
        return replace(token, kind="g")  # beginning on 1 October
    if token.text == "that" and (before.kind in {*"wE"} or after.kind not in {*"YMWDE"}):
        return replace(token, kind="x")  # he said on Friday that
    if token.text == OF_IT and token.kind == "M" and before.kind not in {*"dno"}:
        return replace(token, kind="x")
    return token


def _is_overnight(before: DateToken, after: DateToken, later: DateToken) -> bool:
    """The slash of the night of 5/6 May, or of 31 October / 1 November."""
    is_next_day = before.kind == after.kind == "d" and later.kind == "m" and after.number == before.number + 1
    return is_next_day or (before.kind == "m" and after.number == 1 and after.kind == "d" and later.kind == "m")


def _is_counted(token: DateToken) -> bool:
    return token.kind in {*"YMWD"}


def _is_end(token: DateToken) -> bool:
    """Whether a clause ends here: nothing follows that the words before could belong to."""
    return token.kind in {"", "c", "&"} or not token.text[:1].isalnum()
