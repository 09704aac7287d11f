"""Words that state a date, in Arabic and English, with an EDTF guess where they leave no choice.

Months in their Gregorian and Levantine names, alone or as the pair a document prints (حزيران / يونيو), and in their
Hijri ones; years behind عام or "in"; runs of days; and relative dates (last August, العام الماضي), which only a reader
can resolve and which therefore get no guess. Digits may be Western or Arabic-Indic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.content.dates import parse
from dossier.evidence.blocks import Block, Find, without

_MONTHS_AR = (
    ("يناير", "كانون الثاني", "جانفي"),
    ("فبراير", "شباط", "فيفري"),
    ("مارس", "اذار"),
    ("ابريل", "نيسان", "افريل"),
    ("مايو", "ايار", "ماي"),
    ("يونيو", "يونيه", "حزيران", "جوان"),
    ("يوليو", "يوليه", "تموز", "جويليه"),
    ("اغسطس", "اب", "اوت"),
    ("سبتمبر", "ايلول"),
    ("اكتوبر", "تشرين الاول"),
    ("نوفمبر", "تشرين الثاني"),
    ("ديسمبر", "كانون الاول"),
)
_MONTHS_EN = (
    "january|jan",
    "february|feb",
    "march|mar",
    "april|apr",
    "may",
    "june|jun",
    "july|jul",
    "august|aug",
    "september|sept|sep",
    "october|oct",
    "november|nov",
    "december|dec",
)
_HIJRI = (
    "محرم|المحرم|صفر|ربيع الاول|ربيع الاخر|ربيع الثاني|جمادي الاولي|جمادي الاخره|جمادي الثانيه|رجب|شعبان|رمضان|شوال|"
    "ذو القعده|ذي القعده|ذو الحجه|ذي الحجه|muharram|safar|rajab|sha.?ban|ramadan|shawwal"
)
_PARTS_AR = {
    "نهايه": "end",
    "اواخر": "late",
    "اوايل": "early",
    "مطلع": "early",
    "بدايه": "early",
    "منتصف": "mid",
    "اواسط": "mid",
}
_PARTS_EN = {
    "the end of": "end",
    "end of": "end",
    "late": "late",
    "early": "early",
    "the beginning of": "early",
    "mid": "mid",
    "the middle of": "mid",
}

_YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)(?![.,]?\d)"
_AR = "|".join(sorted((name for names in _MONTHS_AR for name in names), key=len, reverse=True))
_AR_MONTH = rf"(?P<month>{_AR})(?: ?[/(-] ?(?:{_AR})\)?)?"  # often two names: حزيران / يونيو
_AR_DAYS = "السبت|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه"
_AR_YEAR = rf"(?:(?:من |ل|لل)?(?:ال)?(?:عام|سنه) )?{_YEAR}(?: ?م(?!\w))?"
_AR_LAST = (
    "(?P<last>(?:من )?(?:هذا )?(?:العام )?(?:الماضي|الجاري|الحالي|المقبل|القادم|المنصرم|الفائت|نفسه)|من هذا العام)"
)
_AR_PART = rf"(?P<part>{'|'.join(_PARTS_AR)}) (?:شهر )?"
_EN = "|".join(_MONTHS_EN)
_EN_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_EN_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_EN_TO = " ?(?:-|to|and) ?"
_EN_PART = rf"(?:the )?(?P<part>{'|'.join(_PARTS_EN)})[ -]"

#: Most telling first, for what one has taken no other takes. Written for folded letters: hamza and ta marbuta are bare.
_ARABIC = (
    rf"(?:من |بين |الفتره من )?(?P<run>\d{{1,2}}(?: ?(?:{_AR})(?: ?/ ?(?:{_AR}))?)? ?(?:الي|حتي|و|-) ?\d{{1,2}}) "
    rf"(?:من )?(?:شهر )?(?:{_AR_MONTH}(?:,? (?:{_AR_YEAR}|{_AR_LAST}))?|الجاري)",
    rf"(?:(?:يوم |اليوم )?(?:{_AR_DAYS}),? )?(?:الموافق )?(?P<day>\d{{1,2}})(?: من)?(?: شهر)? {_AR_MONTH}"
    rf"(?:,? (?:{_AR_YEAR}|{_AR_LAST}))?",
    rf"(?P<hijri>(?:\d{{1,2}} )?(?:من )?(?:شهر )?(?:{_HIJRI}) (?:(?:عام|سنه) )?\d{{4}}(?: ?(?:ه|ah))?)",
    r"(?P<hijri>(?:(?:عام|سنه) )?1[2-4]\d\d ?(?:ه|ah))",
    rf"(?:{_AR_PART})?(?:شهر )?{_AR_MONTH},? (?:{_AR_YEAR}|{_AR_LAST})",
    rf"{_AR_PART}{_AR_MONTH}",
    rf"(?:منذ |(?P<until>حتي|بحلول) |(?P<about>نحو|حوالي|قرابه) )?(?:لل|ل|ال)?(?:عام|سنه) {_YEAR}(?: ?م)?",
    r"(?:بين )?(?P<run>(?:ال)?عامي (?:1[0-9]|20)\d\d (?:و|الي) ?(?:1[0-9]|20)\d\d)",
    rf"(?:منذ|(?P<until>حتي|بحلول|الي)|خلال) {_YEAR}",
    r"(?P<last>(?:العام|السنه|الشهر|الاسبوع) (?:الماضي|المقبل|الجاري|الحالي)ه?|امس|العقدين الماضيين|العقود الماضيه|"
    r"(?:نهايه|مطلع) (?:هذا |هذه )?(?:العام|السنه)|هذا (?:الصيف|الشتاء|الخريف|الربيع|العام|الشهر)|هذه السنه|"
    rf"القرن (?:الماضي|الحالي|ال\w+)|(?:يوم |اليوم )(?:{_AR_DAYS})(?: الماضي| المقبل)?)",
)
_ENGLISH = (
    r"(?P<iso>\d{4}-\d\d-\d\d)",
    rf"(?:(?:{_EN_DAYS}),? )?{_EN_DAY}(?: of)? (?P<en>{_EN})\.?,? {_YEAR}",
    rf"(?:(?:{_EN_DAYS}),? )?(?P<en>{_EN})\.? {_EN_DAY},? {_YEAR}",
    rf"(?:from |between )?(?P<run>\d{{1,2}}{_EN_TO}\d{{1,2}} (?:{_EN})|(?:{_EN}) \d{{1,2}}{_EN_TO}\d{{1,2}})"
    rf"(?:,? {_YEAR})?",
    rf"(?:(?:in|by|since|until) )?(?:{_EN_PART})?(?P<en>{_EN})\.?,? (?:of )?{_YEAR}",
    rf"(?:(?:on|by|since|until|last|next|this) )?(?:(?:{_EN_DAYS}),? )?"
    rf"(?P<last>\d{{1,2}}(?:st|nd|rd|th)? (?:{_EN})|(?:{_EN}) \d{{1,2}}(?:st|nd|rd|th)?)",
    rf"(?P<last>(?:in|by|since|until|last|next|this|of|from|to|for|before|after) (?:{_EN_PART})?(?:{_EN}))",
    r"(?P<season>(?:spring|summer|autumn|fall|winter)(?: of)? (?:19|20)\d\d)",
    r"(?:in|since|(?P<until>by|until)|from|during|of|for|late|early|(?P<about>about|around|circa))(?: the year)? "
    rf"{_YEAR}",
    rf"(?P<last>(?:last|next|this) (?:year|month|week|night)|yesterday|(?:last|next|on|this) (?:{_EN_DAYS})|"
    r"the (?:1[0-9]|20)\d0s)",
    r"(?P<slashed>\d{1,2}[/.]\d{1,2}[/.]\d{4})",
)
_PATTERNS = (
    *(re.compile(rf"(?<!\w)[وفبل]?(?:{pattern})(?!\w)") for pattern in _ARABIC),
    *(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for pattern in _ENGLISH),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS_AR, 1) for name in names}


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that state a date; `edtf` and `part` are guesses, "" where the words leave a choice."""

    find: Find
    edtf: str = ""
    part: str = ""

    @property
    def stated(self) -> str:
        return self.find.text


def dates_in(block: Block) -> tuple[Dated, ...]:
    """Every date in the order of the text."""
    return tuple(sorted(_dates(block), key=lambda dated: dated.find.start))


def _dates(block: Block) -> Iterator[Dated]:
    folded = block.folded
    free = folded.text
    for pattern in _PATTERNS:
        matches = list(pattern.finditer(free))
        free = without(free, [match.span() for match in matches])
        for match in matches:
            text = match[0].strip(" ,")
            start = match.start() + match[0].index(text)
            first, last = folded.span(start, start + len(text))
            last += block.text[last : last + 1] == "\u0640"  # of هـ, which folding drops
            yield Dated(Find(block, first, last), *_guess(match.groupdict()))


def _guess(parts: dict[str, str | None]) -> tuple[str, str]:
    """(EDTF, part of the month) of the words; nothing for a run, an end, a season, a Hijri or a relative date."""
    if iso := parts.get("iso"):
        return _if_sound(iso), ""
    if any(parts.get(name) for name in ("run", "hijri", "season", "slashed", "last", "until")) or not parts.get("year"):
        return "", ""
    month = _month(parts)
    if parts.get("day"):
        return _if_sound(f"{parts['year']}-{month:02}-{int(parts['day'] or 0):02}"), ""
    if not month:
        return f"{parts['year']}{'~' if parts.get('about') else ''}", ""
    part = {**_PARTS_AR, **_PARTS_EN}.get(parts.get("part") or "", "")
    return f"{parts['year']}-{month:02}{'~' if part else ''}", part


def _month(parts: dict[str, str | None]) -> int:
    if arabic := parts.get("month"):
        return _NUMBER_OF[arabic]
    english = (parts.get("en") or "").rstrip(".")[:3]
    return next((n for n, names in enumerate(_MONTHS_EN, 1) if english and names.startswith(english)), 0)


def _if_sound(edtf: str) -> str:
    try:
        return str(parse(edtf))
    except ValueError:
        return ""
