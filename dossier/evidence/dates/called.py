"""Why words that can be read as a date may be none: what is called by it, what it numbers or counts, who bears it."""

from __future__ import annotations

import re

from dossier.evidence.dates.certainty import COUNTED, TITLED
from dossier.evidence.dates.phrase import DatePhrase
from dossier.evidence.dates.words import DateToken
from dossier.evidence.numbers.labels import is_numbered
from dossier.evidence.text.folding import Folded

#: Streets, quarters and parties are called by days: شارع 2 ديسمبر, ملعب 5 جويلية, Second October Garden.
_CALLED_AR = re.compile(
    r"(?<!\w)[وفبل]?(?:شارع|ساحه|حي|جسر|ميدان|قاعه|ملعب|مدرسه|ثانويه|اعداديه|مستشفي|حديقه|جامعه|كوبري|نفق|مطار|حركه|جبهه"
    r"|تحالف|تيار|حزب|كتايب|سد|محطه|معهد|مسجد|فندق|نادي|جمعيه|وسام|دوار|نهج|زنقه|مركب|مصنع|مخيم|متحف|سوق|مدينه) $"
)
_CALLED_EN = re.compile(
    r" (?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Lane|Marg|Crescent|Square|Gardens?|Bridge|Park|Plaza|Place|Stadium"
    r"|Hospital|School|College|University|Movement|Alliance|Airport|Brigades?|Front|Foundation|Club|Market|Mosque|Colony|Nagar"
    r"|Way|Quay|Tower|Estate|Station|Dam)(?!\w)"
)
#: On the eve of 3 May, غداة 3 أيار: another day is meant than the one that is named.
_BESIDE_IT = re.compile(r"(?<!\w)(?:eve of|morrow of|[وف]?(?:عشيه|غداه))(?: the| يوم)? $")
NEAR = 40  #: letters before it in which a word can tell that it is none
_NAME_IN_MARKS = re.compile(r"[ ][A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?[\"”’»]")
_OPENING = tuple('"“‘«„')


#: What is counted by a number that might be a year, where no preposition of time stands before it.
_COUNTED_TOO = re.compile(
    r" (?:ships?|boats|vessels|trucks|lorries|cars|buses|wagons|containers|sacks|bags|boxes|crates|bottles"
    r"|books|words|letters|names|signatures|complaints|deaths|births|arrests|victims|visitors|tourists"
    r"|pilgrims|refugees|soldiers|troops|officers|fighters|prisoners|detainees|teachers|doctors|nurses"
    r"|engineers|farmers|fishermen|sailors|voters|subscribers|customers|shares|tickets|rooms|schools|hospitals"
    r"|villages|wells|goats|cows|camels|cattle|eggs|cubic|square|feet|inches|years|months|weeks|minutes"
    r"|seconds|points|hrs|gmt|utc|سفينه|سفن|زورقا?|شاحنه|سياره|حافله|حاويه|كيسا?|صندوقا?|كتابا?|كلمه|اسما"
    r"|توقيعا?|شكوي|حاله|وفاه|قتيلا?|جريحا?|ضحيه|زايرا?|سايحا?|حاجا?|لاجيا?|نازحا?|جنديا?|شرطيا?|معتقلا?"
    r"|سجينا?|معلما?|طبيبا?|مهندسا?|مزارعا?|صيادا?|ناخبا?|سهما?|تذكره|غرفه|مدرسه|قريه|قدما?|صفحه|نقطه|منصبا?"
    r"|وظيفه|شركه|موسسه|مشروعا?|قطعه|وحده|سنه|شهرا?|يوما?|ساعه|دقيقه)(?!\w)|%"
)
_SUM_BEFORE = re.compile(r"[$€£¥#+]$")
#: Who is called by his name: Mr May, السيدة نيسان, قال رمضان.
_TITLE = re.compile(
    r"(?<!\w)(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|lady|lord|judge|justice|captain|capt|president|minister|senator|sister"
    r"|brother|father|mother|aunt|uncle|named|called"
    r"|و?(?:ال)?(?:سيد|دكتور|استاذ|شيخ|انس|مهندس|حاج|طبيب|رييس|وزير|نايب|قاضي|محامي|فنان|كابتن|لاعب|معلم)ه?"
    r"|[وف]?(?:قال|اضاف|اكد|صرح|اوضح|ذكر|اعلن|كتب|تابع|اشار)ت?"
    r"|اسمه?ا?|المدعوه?|عم[هي]|خال[هي]|اخ[يو]ه?|ابن[هي]?|بنت)\.? $"
)
_CAPITAL_BEFORE = re.compile(r"(?<![\w.!?:\"“])[A-Z][\w'’-]+ $")
_CAPITAL_BEHIND = re.compile(r" [A-Z][a-z'’-]+")
#: A part of a month: the last ten days of Ramadan.
_PART_BEFORE = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?عشر (?:ال)?(?:اواخر|اخيره?|اوايل|اول|اولي|اواسط|وسطي)(?: من)?(?: شهر)? $"
    r"|(?<!\w)(?:last|final|first|middle|closing|opening) (?:\w+ )?(?:days|nights|weeks)(?: of)? $"
)
#: What has a number, but is called by its year as well: قانون 1998, the Convention 1951.
_OF_A_YEAR = re.compile(
    r"(?<!\w)(?:[وفبل]?(?:ال|لل)?(?:قانون|مرسوم|ظهير|دستور|بروتوكول|نظام|كتاب)"
    r"|(?:act|law|decree|convention|protocol|order|rules|regulations|bill|directive|class|figures)) $"
)
_TIMES = "igSlM"  #: kinds of tokens before a month that leave no doubt of it: in May, last May, the month of May


def doubt_of(phrase: DatePhrase, before: DateToken, after: DateToken, folded: Folded, text: str) -> str:
    """Why the words may be no date, or only a part of one is meant; "" if nothing speaks for it."""
    if _BESIDE_IT.search(folded.text, max(0, phrase.start - NEAR), phrase.start):
        return "the day before it, or after it, may be meant"
    if _is_called(phrase, folded, text):
        return "something may only be called by it"
    kinds = {token.kind for token in phrase.first}
    left = folded.text[max(0, phrase.first[0].start - NEAR) : phrase.first[0].start]
    if kinds & {"m", "k"} and not kinds & {*"dop"} and _PART_BEFORE.search(left):
        return "only some of its days are meant"
    if phrase.last or phrase.is_run or phrase.has("v"):
        return ""
    if kinds == {"y"}:
        return _of_year(phrase, left, folded.text)
    return _of_name(phrase, before, after, left, folded, text) if kinds in ({"m"}, {"k"}) else ""


def _of_year(phrase: DatePhrase, left: str, text: str) -> str:
    """Of a year that nothing says is one: Room 1984, 2019 tonnes."""
    is_timed = any(token.kind in "iguzba" for token in phrase.lead)
    if _SUM_BEFORE.search(left) or (
        not is_timed and (COUNTED.match(text, phrase.end) or _COUNTED_TOO.match(text, phrase.end))
    ):
        return "it may be a number of what follows"
    is_number = not is_timed and is_numbered(left) and not (TITLED.search(left) or _OF_A_YEAR.search(left))
    return "it may be the number of what stands before it" if is_number else ""


def _of_name(phrase: DatePhrase, before: DateToken, after: DateToken, left: str, folded: Folded, text: str) -> str:
    """Of a month alone, that somebody can be called by: Mr May, June Carter, السيدة نيسان."""
    message = "somebody may be called so"
    if _TITLE.search(left):
        return message
    start, end = folded.span(phrase.first[0].start, phrase.end)
    is_timed = any(token.kind in _TIMES and token.text != "from" for token in phrase.lead)
    if is_timed or phrase.has("p") or not phrase.first[0].text.isascii() or not text[start].isupper():
        return ""
    is_behind = before.kind == "x" and not phrase.lead and _CAPITAL_BEFORE.search(text, max(0, start - NEAR), start)
    is_before = after.kind == "x" and _CAPITAL_BEHIND.match(text, end)
    return message if is_behind or is_before else ""


def _is_called(phrase: DatePhrase, folded: Folded, text: str) -> bool:
    """Whether something is only called by a day: a street or a party by that of a revolution, a dish by Sunday."""
    start, end = folded.span(phrase.tokens[0].start, phrase.end)
    if phrase.first[0].kind == "w":
        return text.endswith(_OPENING, 0, start) and bool(_NAME_IN_MARKS.match(text, end))
    if not (phrase.first[0].kind in "do" and phrase.has("mk")):
        return False
    is_whole = phrase.has("y")  # on 5 May 2022 Park rangers left
    return bool(
        _CALLED_AR.search(folded.text, max(0, phrase.tokens[0].start - NEAR), phrase.tokens[0].start)
        or (not is_whole and _CALLED_EN.match(text, end))
    )
