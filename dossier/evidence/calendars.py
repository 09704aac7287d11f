"""The one table of the months of the calendars that Arabic and English documents use, and those calendars reckoned.

A name stands here as `folding.fold` leaves it, so one entry covers every spelling with or without hamza, dots and
quotation marks (Sha'ban, Shaʿban, Sha’ban). The Hijri calendar is that of Umm al-Qura where it is tabulated, 1343 to
1500, and outside of that the tabular one (30-year cycle, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29;
Reingold and Dershowitz, Calendrical Calculations, chapter 7). A sighted month may begin a day earlier or later:
`SLACK`. The Jalali (Persian) calendar has eight leap years in 33, as jdatetime and persiantools have it from 1244 to
1472.
"""

from __future__ import annotations

import datetime
from typing import Literal

from hijridate import Hijri

from dossier.evidence.text.folding import fold_text
from dossier.model.dates import last_day

Calendar = Literal["gregorian", "hijri", "jalali"]
SLACK = 1  #: days that a sighted Hijri date may differ from the reckoned one
TABULATED = range(1343, 1501)  #: years of Umm al-Qura that are tabulated
JALALI = range(1244, 1473)  #: years for which the cycle of 33 is right
_HIJRI_EPOCH = datetime.date(622, 7, 19).toordinal()  #: 1 Muharram 1, in the proleptic Gregorian calendar
_JALALI_EPOCH = datetime.date(1865, 3, 21).toordinal()  #: 1 Farvardin 1244


def _folded(*rows: str) -> frozenset[str]:
    return frozenset(fold_text(word) for row in rows for word in row.split("|"))


# In each row: Egypt and the Gulf, the Levant and Iraq, Tunisia and Algeria, Morocco, Libya; English.
_GREGORIAN = (
    "يناير|كانون الثاني|كانون ثاني|كانون ثان|جانفي|جانفيي|ينار|أي النار|january|jan",
    "فبراير|شباط|فيفري|فيفريي|النوار|february|feb",
    "مارس|آذار|اذار|مارت|الربيع|march|mar",
    "أبريل|إبريل|نيسان|أفريل|الطير|april|apr",
    "مايو|مايس|أيار|ماي|الماء|may",
    "يونيو|يونية|يونيه|حزيران|جوان|الصيف|june|jun",
    "يوليو|يولية|يوليه|يوليوز|تموز|جويلية|جويليه|ناصر|july|jul",
    "أغسطس|اغسطوس|آب|أوت|غشت|هانيبال|august|aug",
    "سبتمبر|أيلول|سبتمبير|شتنبر|الفاتح|september|sept|sep",
    "أكتوبر|اكتوبر|تشرين الأول|تشرين أول|التمور|october|oct",
    "نوفمبر|تشرين الثاني|تشرين ثاني|تشرين ثان|نونبر|نوفمبير|الحرث|november|nov",
    "ديسمبر|كانون الأول|كانون أول|دجنبر|ديسمبير|الكانون|december|dec",
)
_HIJRI = (
    "محرم|المحرم|محرم الحرام|muharram|moharram|muharam",
    "صفر|صفر الخير|صفر المظفر|safar|saphar",
    "ربيع الأول|ربيع أول|ربيع الأنور|rabi i|rabi 1|rabi al-awwal|rabi al-awal|rabi ul-awwal|rabi al awwal|rabi ul awwal"
    "|rabi al-ula|rabii al-awwal|rabee al-awwal|rabia al-awwal|rabi-ul-awwal|rabiulawal|rabi awwal",
    "ربيع الآخر|ربيع الثاني|ربيع آخر|ربيع ثاني|ربيع ثان|rabi ii|rabi 2|rabi al-thani|rabi ath-thani|rabi al-akhir"
    "|rabi al-akhar|rabi ul-thani|rabi al thani|rabi al akhir|rabi ul akhir|rabii al-thani|rabee al-thani|rabi-ul-thani"
    "|rabi-us-sani|rabi us-sani",
    "جمادى الأولى|جمادى الأول|جمادي أول|جمادى أولى|جماد الأول|جماد أول|jumada i|jumada 1|jumada al-ula|jumada al-oula"
    "|jumada al-awwal|jumada al-awal|jumada ul-awwal|jumada al ula|jumada al awwal|jumada ul ula|jumada-al-awwal"
    "|jumadi al-awwal|jumadal ula|jamada al-awwal",
    "جمادى الآخرة|جمادى الثانية|جمادى الآخر|جمادى الثاني|جمادى آخر|جماد الثاني|جماد الآخر|جماد ثاني|jumada ii|jumada 2"
    "|jumada al-thani|jumada al-thania|jumada al-thaniyah|jumada ath-thaniyah|jumada al-akhirah|jumada al-akhira"
    "|jumada al-akhir"
    "|jumada al thani|jumada al akhirah|jumada ul-thani|jumada-al-thani|jumadi al-thani|jamada al-thani",
    "رجب|رجب الفرد|رجب المرجب|رجب الأصم|rajab",
    "شعبان|شعبان المعظم|shaban|shabaan|sha-ban|shaaban|chaabane|chaban",
    "رمضان|رمضان المبارك|رمضان المعظم|ramadan|ramadhan|ramazan|ramadaan",
    "شوال|شوال المكرم|shawwal|shawal|chawwal",
    "ذو القعدة|ذي القعدة|ذا القعدة|ذوالقعدة|ذيقعدة|ذي قعدة|ذو قعدة|القعدة|dhu al-qadah|dhu al-qadah|dhu al-qada"
    "|dhul-qadah|dhul qadah|dhul-qada|dhul qada|dhul-qidah|dhu al-qidah|dhu al-qida|zul-qadah|zul qadah|zulqadah"
    "|zul-qada|dhulqadah|dhu al-kadah|zilqad|thul-qadah|thul qadah",
    "ذو الحجة|ذي الحجة|ذا الحجة|ذوالحجة|ذي حجة|ذو حجة|الحجة|dhu al-hijjah|dhu al-hijja|dhul-hijjah|dhul hijjah"
    "|dhul-hijja|dhul hijja|dhu l-hijja|dhu l-hijjah|zul-hijjah|zul hijjah|zulhijjah|zul-hijja|zulhijja|dhulhijjah"
    "|thul-hijjah|thul hijjah|zilhaj",
)
_JALALI = (
    "فروردين|farvardin",
    "ارديبهشت|ordibehesht",
    "خرداد|khordad",
    "تير|tir",
    "مرداد|امرداد|mordad|amordad",
    "شهريور|shahrivar",
    "مهر|mehr",
    "آبان|aban",
    "آذر|azar",
    "دي|دى|dey",
    "بهمن|bahman",
    "اسفند|إسفند|esfand",
)
_ALL: tuple[tuple[Calendar, tuple[str, ...]], ...] = (
    ("gregorian", _GREGORIAN),
    ("hijri", _HIJRI),
    ("jalali", _JALALI),
)
#: folded name -> calendar and number of the month
MONTHS: dict[str, tuple[Calendar, int]] = {
    fold_text(name): (kind, number)
    for kind, names in _ALL
    for number, row in enumerate(names, 1)
    for name in row.split("|")
}
#: Names that are words of another meaning: only before a year, or between a day and a year, are they months.
COMMON = _folded(
    "الربيع|الصيف|النوار|الطير|الماء|ناصر|هانيبال|الفاتح|التمور|الحرث|الكانون|أي النار|ينار",
    "القعدة|الحجة|دي|مهر|تير|آذر|tir|dey|mehr|aban|azar",
)
#: Names that are words of another meaning too, but months behind "in" as well.
DOUBTED = _folded(
    "مارس|آب|ماي|أوت|جوان|مارت|صفر|رجب|شعبان|رمضان|محرم|المحرم|شوال|rajab|ramadan|shaban|safar|muharram",
    "may|march|august|mar|jan|jun|dec|sep|oct|nov|apr|aug|feb|jul|sept",
)
#: folded name -> day of the week, Monday is 0
WEEKDAYS = {
    fold_text(name): number
    for number, row in enumerate(
        (
            "الاثنين|الإثنين|اثنين|monday|mon",
            "الثلاثاء|الثلثاء|ثلاثاء|tuesday|tues|tue",
            "الأربعاء|الاربعا|أربعاء|wednesday|wed",
            "الخميس|خميس|thursday|thurs|thur|thu",
            "الجمعة|جمعة|friday|fri",
            "السبت|سبت|saturday|sat",
            "الأحد|أحد|sunday|sun",
        )
    )
    for name in row.split("|")
}
#: Names of days that are words of another meaning too: only beside a date, "يوم" or "last" are they days.
DOUBTED_DAYS = _folded("الأحد|أحد|اثنين|خميس|جمعة|سبت|ثلاثاء|أربعاء", "mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun")


def reckoned(calendar: Calendar, year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of a day of another calendar; `ValueError` if there is none."""
    if calendar == "gregorian":
        return datetime.date(year, month, day)
    return hijri(year, month, day) if calendar == "hijri" else jalali(year, month, day)


def hijri(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of a day of the Hijri year; `ValueError` if there is none."""
    if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= 9000):
        raise ValueError(f"{year}-{month}-{day} is no day of the Hijri calendar")
    if year in TABULATED:
        first = Hijri(year, month, 1).to_gregorian()
        return datetime.date(*first.datetuple()) + datetime.timedelta(day - 1)  # the thirtieth may have been sighted
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return datetime.date.fromordinal(_HIJRI_EPOCH + days)


def jalali(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of a day of the Jalali year; `ValueError` if there is none, or none that can be reckoned."""
    length = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29
    if not (year in JALALI and 1 <= month <= 12 and 1 <= day <= length):
        raise ValueError(f"{year}-{month}-{day} is no day of the Jalali calendar")
    leaps = sum(map(_is_leap, range(JALALI.start, year)))
    days = 365 * (year - JALALI.start) + leaps + 30 * (month - 1) + min(month - 1, 6) + day - 1
    return datetime.date.fromordinal(_JALALI_EPOCH + days)


def _is_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8


def run_of(calendar: Calendar, year: int, month: int = 0, day: int = 0) -> tuple[datetime.date, datetime.date]:
    """First and last Gregorian day of a year, month or day of another calendar; `ValueError` if there is none."""
    first = reckoned(calendar, year, month or 1, day or 1)
    if day:
        return first, first
    if calendar == "gregorian":
        return first, datetime.date(year, month or 12, last_day(year, month or 12))
    following = (year, month + 1) if 0 < month < 12 else (year + 1, 1)
    return first, reckoned(calendar, *following, 1) - datetime.timedelta(1)
