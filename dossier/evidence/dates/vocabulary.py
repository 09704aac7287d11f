"""The words of which dates are made, in Arabic and English, each with the one letter of its kind and its number.

Everything is written as `folding.fold` leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.evidence.calendars import MONTHS, WEEKDAYS
from dossier.evidence.dates.holidays import NAMED
from dossier.evidence.text.folding import fold_text


def _rows(*rows: tuple[str, int]) -> dict[str, int]:
    return {fold_text(word): number for words, number in rows for word in words.split("|")}


def _with_article(words: str) -> str:
    return "|".join(f"{word}|ال{word}|لل{word}" for word in words.split("|"))


EARLY, MID, LATE, END = range(1, 5)  #: which part of a month or a year
SAME, AFTER, BEFORE = 0, 1, -1
OPEN = 1  #: that what begins there goes on

_UNITS_AR = ("واحد", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع")
_ENGLISH_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    "|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|twenty-second|twenty-third|twenty-fourth"
    "|twenty-fifth|twenty-sixth|twenty-seventh|twenty-eighth|twenty-ninth|thirtieth|thirty-first"
)
_ENGLISH_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DECADES_AR = ("عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين")
_DECADES_EN = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def _ordinals() -> Iterator[tuple[str, int]]:
    """First to thirty-first, in their genders and cases."""
    yield from ((word, number) for number, word in enumerate(_ENGLISH_ORDINALS.split("|"), 1))
    yield "الأول|الأولى|أول|فاتح|الفاتح من|غرة", 1
    for number, unit in enumerate(_UNITS_AR, 1):
        stem = "حادي" if number == 1 else unit
        if number > 1:
            yield f"ال{unit}|ال{unit}ة", number
        yield f"ال{stem} عشر|ال{stem}ة عشرة|ال{stem}ة عشر", 10 + number
        yield f"ال{stem} والعشرين|ال{stem} والعشرون|ال{stem}ة والعشرين|ال{stem}ة والعشرون", 20 + number
    yield "الثان", 2
    yield "العاشر|العاشرة", 10
    yield "العشرين|العشرون", 20
    yield "الثلاثين|الثلاثون", 30
    yield "الحادي والثلاثين|الحادي والثلاثون", 31


def _numbers() -> Iterator[tuple[str, int]]:
    yield from ((word, number) for number, word in enumerate(_ENGLISH_NUMBERS.split("|"), 1))
    for ten, word in zip(range(20, 100, 10), _TENS, strict=True):
        yield word, ten
        for number, unit in enumerate(_ENGLISH_NUMBERS.split("|")[:9], 1):
            yield f"{word}-{unit}|{word} {unit}", ten + number
    arabic = ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر")
    yield from ((f"{stem}|{stem}ة", number) for number, stem in enumerate(arabic, 3))
    yield "ثماني|ثمانية", 8
    yield from ((word, ten) for ten, word in zip(range(20, 100, 10), _DECADES_AR, strict=True))
    yield "a|an", 1


def _until() -> str:
    """What makes a date the last: also by noon on, by the close of business on."""
    ends = ("noon", "midday", "midnight", "dawn", "nightfall", "sunset", "close of business", "the close of business")
    hours = (f"{by} {end}{on}" for by in ("by", "until", "till") for end in ends for on in ("", " on", " of"))
    latest = (
        f"{by} {most}" for by in ("في موعد", "في أجل", "في مدة", "موعد") for most in ("أقصاه", "لا يتجاوز", "لا يتعدى")
    )
    plain = "حتى|حتى تاريخ|حتى غاية|بحلول|لغاية|until|till|by|up to|no later than|not later than|on or before"
    return "|".join((plain, *hours, *latest))


#: kind -> its words, and the number that each stands for
TOKEN_KINDS: dict[str, dict[str, int]] = {
    "p": _rows(
        ("أوائل|مطلع|مستهل|بداية|بدايات|early|beginning|start", EARLY),
        ("منتصف|أواسط|وسط|mid|middle", MID),
        ("أواخر|late", LATE),
        ("نهاية|نهايات|ختام|آخر|موفى|متم|end", END),
    ),
    "a": _rows(("نحو|حوالي|حوالى|قرابة|زهاء|تقريبا|about|around|circa|c.|ca.|approximately|roughly", 0)),
    "b": _rows(("قبل|before|prior to|ahead of", BEFORE), ("بعد|عقب|في أعقاب|after|following", AFTER)),
    "u": _rows((_until(), 0)),
    "g": _rows(("منذ|اعتبارا من|ابتداء من|بدءا من|since|from|starting|effective|as from", OPEN), ("as of", 0)),
    "t": _rows(("إلى|إلى غاية|إلى حدود|-|to|through", 0)),
    "&": _rows(("و|and", 0)),
    "z": _rows(("بين|ما بين|between", 0)),
    "i": _rows(("في|خلال|أثناء|بتاريخ|الأيام|الفترة|in|on|during|dated|throughout|at", 0)),
    "j": _rows(("من|of", 0)),
    "s": _rows(("/|(|)|[|]|الموافق|الموافق ل|corresponding to|=", 0)),
    "c": _rows((",", 0)),
    "l": _rows(
        (
            "ما قبل الماضي|ما قبل الماضية"
            "|قبل الماضي|قبل الماضية|قبل الفائت|قبل الفائتة|قبل المنصرم|قبل الفارط|قبل الفارطة|before last",
            -2,
        ),
        ("الماضي|الماضية|المنصرم|المنصرمة|الفائت|الفائتة|الفارط|الفارطة|المنقضي|المنقضية|last|ult|ultimo", -1),
        ("الجاري|الجارية|الحالي|الحالية|هذا|هذه|this|current|inst|instant", 0),
        ("المقبل|المقبلة|القادم|القادمة|القابل|القابلة|next|coming|upcoming|proximo", 1),
        ("بعد المقبل|بعد المقبلة|بعد القادم|بعد القادمة|after next", 2),
    ),
    "S": _rows(
        ("نفس|نفسه|نفسها|ذاته|ذاتها|ذات|ذلك|تلك|عينه|عينها|same|that", SAME),
        ("التالي|التالية|الموالي|الموالية|الذي يليه|الذي تلاه|التي تليها|التي تلتها|following", AFTER),
        ("السابق|السابقة|السالف|السالفة|الذي قبله|التي قبلها|الذي سبقه|التي سبقتها|previous|preceding", BEFORE),
    ),
    "A": _rows(
        ("أول أمس|أول من أمس|أمس الأول|قبل أمس|أول البارحة|day before yesterday", -2),
        ("أمس|البارحة|بالأمس|امبارح|مبارح|yesterday|last night|الليلة الماضية", -1),
        (
            "اليوم|هذا اليوم|النهارده|الليلة|هذا المساء|هذا الصباح"
            "|today|tonight|this morning|this evening|this afternoon",
            0,
        ),
        ("غدا|الغد|يوم غد|صباح غد|مساء غد|ظهر غد|فجر غد|بعد ظهر غد|من غد|tomorrow", 1),
        ("بعد غد|بعد الغد|day after tomorrow", 2),
    ),
    "E": _rows(("صباح|صبيحة|مساء|فجر|ظهر|عصر|ليلة|ليل|عشية|morning|evening|afternoon|night", 0)),
    "Y": _rows(
        (_with_article("عام|سنة") + "|عاما|أعوام|سنوات|سنين|الأعوام|السنوات|عامي|سنتي|year|years", 1),
        ("decade|decades|عقود", 10),
    ),
    "M": _rows((_with_article("شهر") + "|شهرا|أشهر|شهور|شهري|month|months", 1)),
    "W": _rows((_with_article("أسبوع") + "|أسبوعا|أسابيع|week|weeks", 1), ("fortnight|fortnights", 2)),
    "D": _rows(("يوم|يوما|يومي|أيام|اليومين|day|days", 1)),
    "C": _rows((_with_article("قرن") + "|century|centuries", 0)),
    "Q": _rows((_with_article("ربع|ثلاثي|فصل") + "|quarter|trimester", 0)),
    "U": _rows((_with_article("نصف|سداسي|سداسية") + "|half", 0)),
    "I": _rows(("الأخير|الأخيرة|final", 0)),
    "O": NAMED,
    "F": _rows(
        ("السنة المالية|العام المالي|للسنة المالية|fiscal year|financial year|fiscal|fy", 1),
        ("السنتين الماليتين|fiscal years|financial years", 1),
        ("العام الدراسي|السنة الدراسية|الموسم الدراسي|العام الجامعي|السنة الجامعية|الموسم|موسم", 0),
        ("academic year|school year|season|marketing year", 0),
    ),
    "e": _rows(
        ("الربيع|ربيع|spring", 21),
        ("الصيف|صيف|summer", 22),
        ("الخريف|خريف|autumn|fall", 23),
        ("الشتاء|شتاء|winter", 24),
    ),
    "N": _rows(
        *(
            (_with_article(f"{stem}يات|{stem}ات"), ten)
            for ten, stem in zip(range(20, 100, 10), _DECADES_AR, strict=True)
        ),
        *((word, ten) for ten, word in zip(range(20, 100, 10), _DECADES_EN, strict=True)),
    ),
    "h": _rows(("ه|هـ|هجري|هجرية|هجريا|الهجري|الهجرية|للهجرة|من الهجرة|ah|a.h.|a.h|h", 0)),
    "P": _rows(("ه ش|ه.ش|هـ ش|هجري شمسي|شمسي|شمسية|sh|a.p.", 0)),
    "v": _rows(("م|ميلادي|ميلادية|للميلاد|بعد الميلاد|ad|ce|a.d.|c.e.", 0)),
    "B": _rows(("ق.م|ق م|قبل الميلاد|bc|bce|b.c.|b.c.e.", 0)),
    "G": _rows(("ago|مضت|خلت", -1), ("from now|hence|من الآن", 1)),
    "L": _rows(("later|afterwards|بعد ذلك|بعدها|من بعد", 1), ("earlier|before that|قبل ذلك|قبلها", -1)),
    "R": _rows(
        ("العقد الماضي|العقد الأخير|past decade|last decade", 1),
        ("العقدين الماضيين|العقدين الأخيرين|past two decades|last two decades", 2),
        ("العقود الثلاثة الماضية|past three decades", 3),
    ),
    "#": _rows(*_numbers()),
    "o": _rows(*_ordinals()),
    "w": WEEKDAYS,
    "m": {name: number for name, (kind, number) in MONTHS.items() if kind == "gregorian"},
    "k": {name: number for name, (kind, number) in MONTHS.items() if kind != "gregorian"},
    "": _rows(("the", 0)),
}
LAST = 1  #: that what it is of ends with it
_NEW_YEAR = "العام الجديد|السنة الجديدة"
NEW_YEARS = frozenset(map(fold_text, _NEW_YEAR.split("|")))
#: One word for several.
COMPOUNDS: dict[str, tuple[tuple[str, int], ...]] = {
    fold_text(word): parts
    for words, parts in (
        ("عامين|عامان|سنتين|سنتان", (("#", 2), ("Y", 1))),
        ("عقدين|عقدان", (("#", 2), ("Y", 10))),
        ("شهرين|شهران", (("#", 2), ("M", 1))),
        ("أسبوعين|أسبوعان", (("#", 2), ("W", 1))),
        ("يومين|يومان", (("#", 2), ("D", 1))),
        ("year's end|year-end|years-end|yearend", (("p", END), ("Y", 1))),
        ("منه", (("M", 1), ("S", SAME))),
        (_NEW_YEAR, (("Y", 1), ("l", 1))),
        (
            "week ending|week ended|week ending on|الأسبوع المنتهي|الأسبوع المنتهي في|أسبوع ينتهي في",
            (("W", 1), ("j", LAST)),
        ),
        ("years time|year's time", (("Y", 1), ("G", 1))),
        ("months time|month's time", (("M", 1), ("G", 1))),
        ("weeks time|week's time", (("W", 1), ("G", 1))),
    )
    for word in words.split("|")
}
#: Several years, so that without a number nobody can count by them.
PLURALS = frozenset(
    map(fold_text, ("أعوام", "سنوات", "سنين", "الأعوام", "السنوات", "أشهر", "شهور", "أسابيع", "أيام", "عقود"))
) | {"years", "months", "weeks", "days", "fortnights", "decades"}
OF_IT = fold_text("منه")
TODAY = fold_text("اليوم")
_SEASONS = TOKEN_KINDS["e"]  # some of which are months of Libya too
#: folded word -> the letter of its kind, and its number
KNOWN = {
    word: (kind, number) for kind, words in TOKEN_KINDS.items() for word, number in words.items() if word not in {"-"}
}
KNOWN |= {word: ("e", number) for word, number in _SEASONS.items()}
#: words that a full stop may follow
ABBREVIATED = {word for word in (*MONTHS, *WEEKDAYS) if re.fullmatch("[a-z]{3}|sept|tues|thurs?", word)} - {
    "may",
    "tir",
    "dey",
}
