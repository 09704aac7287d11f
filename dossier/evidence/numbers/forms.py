"""Dates, times, addresses, telephone numbers and set phrases: what is known by its form alone to count nothing.

Written for folded letters.
"""

from __future__ import annotations

import re

from dossier.evidence.calendars import MONTHS

_HOLE = "\x01"  #: neither a letter nor a space
_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_MONTHS = rf"(?:{_MONTH})(?!\w)(?: ?[/(-] ?(?:{_MONTH})\)?)?"  #: often two names: حزيران / يونيو
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?: ?(?:-|–|to|and|و|الي|,) ?{_DAY})?"
_NO_MORE = r"(?![\d%]|[.,٬]\d)"
_BARE_YEAR = r"(?:(?:19|20)\d\d|\d{4}(?! (?!و|في|من|التي|ال)[\u0621-\u064a]))"
_YEAR = rf"(?:من )?(?:(?:ال)?(?:عام|سنه) )?(?:of )?{_BARE_YEAR}{_NO_MORE}"
_CLOCK = r"(?:[ap]\.?m\.?(?!\w)|o'clock|hrs(?!\w)|gmt|utc|صباحا|مساء|ظهرا|عصرا|فجرا|ليلا|بتوقيت|بعد الظهر)"
_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_DAYTIME = r"(?:in the (?:morning|evening|afternoon)|at night|o'clock)"
_HOUR_AR = "واحد|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|حاديه عشر|ثانيه عشر"
_QUARTER = r"[nsew](?!\w)|north|south|east|west|شمال|جنوب|شرق|غرب"
_ORDINAL_AR = "اول|ثاني|ثالث|رابع|اخير|شمالي|جنوبي|شرقي|غربي"
_TENS_AR = r"عشر\w*|ثلاثين|اربعين|خمسين|ستين|سبعين|ثمانين|تسعين"

_PHONE = (
    r"(?:ال)?هاتف|(?:ال)?فاكس|تليفون|جوال|محمول|واتساب|مركز الاتصال|(?:ال)?خط (?:ال)?ساخن|اتصل(?:وا)? (?:بنا|علي)|"
    r"tel|telephone|phone|fax|mobile|cell|hotline|helpline|call|whatsapp|pin|pin code"
)
_MINUTES_AR = r"(?:خمسا?|عشرا?|عشرين)(?: دقايق| دقيقه)"

_FORMS = (
    # addresses
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]+@[^\s@]+\.\w+|(?<![\w.-])[\w.-]+\.(?:com|org|net|int|gov|edu|html?|pdf)(?:/\S*)?",
    # dates in figures
    r"(?<![\d.])\d{4}-\d\d?-\d\d?(?:t[\d:.]+z?)?(?!\d|-\d)",
    r"(?<![\d.])\d{1,4} ?[/-] ?\d{1,2} ?[/-] ?\d{1,4}(?!\d|[/-]\d)|(?<![\d.])\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d)",
    r"(?<![\w.,])\d{1,2} (?:و ?\d{1,2} )?منه(?!\w)",
    # times of day
    rf"(?<![\d.:])\d{{1,2}}[:.]\d\d(?::\d\d)? ?{_CLOCK}|(?<![\d.:])\d{{1,2}}:\d\d(?::\d\d)?(?![\d:])",
    rf"(?<![\d.:])(?:\d{{1,2}} ?(?:and|to|-|–|و|الي) ?)?\d{{1,2}} ?{_CLOCK}",
    r"(?<![\d.,])0\d\.[0-5]\d(?![\d%])",
    r"(?<!\w)(?:at|the|by|until|till) (?:[01]\d|2[0-3])\.[0-5]\d(?! ?[\d%]| (?:m|per|tonnes|metres))",
    rf"(?<!\w)(?:ال)?ساعه (?:\d{{1,2}}(?:[:.]\d\d)?|(?:(?<=الساعه )|ال)(?:ال)?(?:{_HOUR_AR})ه(?: (?:و|"
    rf"الا )(?:ال)?(?:نصف|ربعا?|ثلثا?))?)",
    rf"(?<![\w-])(?<!and )(?:at |from |until |till )?(?:{_HOUR})(?:-thirty)? {_DAYTIME}(?!\w)",
    r"(?<!\w)half past \w+|quarter (?:past|to) \w+",
    rf"(?<!\w)(?:في|عند|حتي|منذ|بعد|قبل) (?:تمام )?ال(?:{_HOUR_AR})ه"
    rf"(?: (?:و|الا )(?:(?:ال)?(?:نصف|ربعا?|ثلثا?)|{_MINUTES_AR})| صباحا| مساء)+",
    r"(?<!\w)(?:at|by|until|till|about|around|before|after) (?:five|ten|twenty|twenty-five) (?:minutes )?(?:to|past) "
    rf"(?:{_HOUR})(?=[,.;:]|$| (?:on|in|the|this|every|each|that|and|when|a)(?!\w))",
    r"(?<!\w)(?:at|by|from|until|till|between) (?:[01]\d|2[0-3])[0-5]\d ?(?:hours|hrs|h)(?!\w)",
    r"(?<!\w)(?:the|his|her|their) \d{1,2}\.[0-5]\d (?=train|bus|ferry|boat|flight|service)",
    r"(?<!\w)(?:isbn|issn)[ :]*[\dx-]+",
    # coordinates
    rf"(?<![\d.,])\d{{1,3}}(?:[.,٫]\d+)? ?°(?: ?\d+(?:[.,]\d+)? ?['′\"″])*[ ,]?(?:{_QUARTER})",
    r"(?<!\w)(?:خط(?:ي|ا|وط)? (?:ال)?(?:عرض|طول)|(?:latitude|longitude)s?)(?: \d+(?:[.,]\d+)?)?(?: ?°)?",
    # days of months
    rf"(?<![\w.,٬٫])\d{{1,2}} ?[/-] ?(?:{_MONTH}) ?[/-] ?\d{{4}}(?!\d)",
    rf"(?<![\w.,٬٫]){_DAYS} ?(?:of |من )?(?:شهر )?{_MONTHS}[,،]?(?: {_YEAR})?",
    rf"(?<!\w)(?:{_MONTH})\.? {_DAY}(?: ?(?:-|–|to|and) ?\d{{1,2}})?{_NO_MORE}(?:,? \d{{4}}(?!\d))?",
    rf"(?<!\w)(?:{_MONTH})[,،]? {_YEAR}",
    # telephone numbers
    r"(?<![\d.,])\+?\d{1,4}(?:[ -]\d{2,4}){2,}(?!\d)|\+\d{1,3}(?:[ -]\d{1,4}){2,}(?!\d)"
    r"|(?<![\w.,/])0\d{6,}|(?<![\d.,])\d{3}[- ]0\d{3}(?!\d)|\+\d{6,}",
    rf"(?<!\w)(?:{_PHONE})(?: (?:no|رقم|number))?\.?:? ?[(+]*\d{{1,4}}\)?(?:[ -]\d{{2,4}})+(?!\d)",
    r"(?<![\d.,])\d{1,2} ?[-–] ?\d{1,2} ?h(?!\w)|(?<![\d.,])\d{1,2}[-– ]min(?:ute)?s? read(?!\w)",
    r"(?<!\w)one[ -](?:on|to|by)[ -]one(?!\w)|(?<!\w)[وف]?(?:في ان واحد|واحدا? تلو الاخر|بصوت واحد)(?!\w)",
    # parts that are no parts: finals, quarters of a year, halves of a game
    r"(?<!\w)(?:ربع|نصف|ثمن) (?:ال)?نهايي\w*|(?<!\w)(?:half|quarter|semi)-?final\w*",
    rf"(?<!\w)(?:ال)?(?:ربع|نصف|ثلث) (?:ال)?(?:{_ORDINAL_AR})\w*",
    r"(?<!\w)(?:first|second|third|fourth|other|latter|northern|southern|better) (?:half|quarter)(?!\w)",
    r"(?<!\w)q[1-4](?!\w)",
    r"(?<!\w)half[ -](?:marathon|brother|sister|mast|hearted\w*|time|term|holiday)(?!\w)|(?<!\w)نصف (?:ال)?ماراثون",
    r"(?<!\w)[وبل]?(?:ال)?(?:نصف|ربع) (?:ال)?(?:سنوي|شهري|اسبوعي|يومي)\w*",
    r"(?<=\d )بالالف(?! (?:دينار|ليره|ريال|درهم|جنيه|دولار))",
    # anniversaries, centuries, decades
    rf"(?<!\w)(?:ال)?ذكري (?:ال)?\w+(?: و?(?:ال)?(?:{_TENS_AR}))?|(?<!\w)(?:ال)?قرن ال\w+(?: عشر)?",
    r"(?<!\w)(?:19|20)?\d0'?s(?!\w)|(?<!\w)'\d\d(?![\d\w])",
)
_MASKED = re.compile("|".join(f"(?:{form})" for form in _FORMS))
_PER_CENT = re.compile(
    r"(?<!\w)(?:ب|في ?)ال(?:ميه|مايه)(?!\w)|(?:percentage points?|per ?cent|pct)(?!\w)|(?<!\w)(?:نقطه|نقاط) ميويه"
)


def masked(text: str) -> str:
    """The text with a hole for every date, time, address and telephone number, and with every per cent as %."""
    text = _PER_CENT.sub(lambda match: "%" * len(match[0]), text)
    return _MASKED.sub(lambda match: match[0] if _is_grouped(match[0]) else _HOLE * len(match[0]), text)


def _is_grouped(digits: str) -> bool:
    """1 234 567 has the form of a telephone number."""
    return bool(re.fullmatch(r"\d{1,3}(?: \d{3})+", digits))
