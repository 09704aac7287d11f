"""Names of months in the calendars that Arabic and English documents use, and the Hijri calendar reckoned.

A name stands here as `folding.fold` leaves it, so one entry covers every spelling with or without hamza and dots. The
Hijri calendar is the tabular one (30-year cycle, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29; Reingold and
Dershowitz, Calendrical Calculations, chapter 7). A sighted month may begin a day earlier or later: `SLACK`.
"""

from __future__ import annotations

import calendar
import datetime
from typing import Literal

from dossier.evidence.folding import fold_text

Calendar = Literal["gregorian", "hijri"]
SLACK = 1  #: days that a sighted Hijri date may differ from the reckoned one
_EPOCH = datetime.date(622, 7, 19).toordinal()  #: 1 Muharram 1, in the proleptic Gregorian calendar

_GREGORIAN = (
    "يناير|كانون الثاني|جانفي|january|jan",
    "فبراير|شباط|فيفري|february|feb",
    "مارس|آذار|اذار|march|mar",
    "أبريل|نيسان|أفريل|april|apr",
    "مايو|أيار|ماي|may",
    "يونيو|يونية|حزيران|جوان|june|jun",
    "يوليو|يولية|تموز|جويلية|july|jul",
    "أغسطس|آب|أوت|غشت|august|aug",
    "سبتمبر|أيلول|شتنبر|september|sept|sep",
    "أكتوبر|تشرين الأول|october|oct",
    "نوفمبر|تشرين الثاني|نونبر|november|nov",
    "ديسمبر|كانون الأول|دجنبر|december|dec",
)
_HIJRI = (
    "محرم|المحرم|muharram",
    "صفر|safar",
    "ربيع الأول|rabi al-awwal",
    "ربيع الآخر|ربيع الثاني|rabi al-thani",
    "جمادى الأولى|جمادى الأول|jumada al-ula",
    "جمادى الآخرة|جمادى الثانية|جمادى الآخر|jumada al-thani",
    "رجب|rajab",
    "شعبان|sha'ban|shaban",
    "رمضان|ramadan",
    "شوال|shawwal",
    "ذو القعدة|ذي القعدة|dhu al-qadah",
    "ذو الحجة|ذي الحجة|dhu al-hijjah",
)
_BOTH: tuple[tuple[Calendar, tuple[str, ...]], ...] = (("gregorian", _GREGORIAN), ("hijri", _HIJRI))
#: folded name -> calendar and number of the month
MONTHS: dict[str, tuple[Calendar, int]] = {
    fold_text(name): (kind, number)
    for kind, names in _BOTH
    for number, row in enumerate(names, 1)
    for name in row.split("|")
}
#: folded name -> day of the week, Monday is 0
WEEKDAYS = {
    fold_text(name): number
    for number, row in enumerate(
        (
            "الاثنين|الإثنين|monday",
            "الثلاثاء|tuesday",
            "الأربعاء|wednesday",
            "الخميس|thursday",
            "الجمعة|friday",
            "السبت|saturday",
            "الأحد|sunday",
        )
    )
    for name in row.split("|")
}


def hijri(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of a day of the Hijri year; `ValueError` if there is none."""
    if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= 9000):
        raise ValueError(f"{year}-{month}-{day} is no day of the Hijri calendar")
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return datetime.date.fromordinal(_EPOCH + days)


def hijri_run(year: int, month: int = 0, day: int = 0) -> tuple[datetime.date, datetime.date]:
    """First and last Gregorian day that a Hijri year, month or day can mean, `SLACK` included."""
    first = hijri(year, month or 1, day or 1)
    following = (year, month + 1) if 0 < month < 12 else (year + 1, 1)
    last = first if day else hijri(*following, 1) - datetime.timedelta(1)
    slack = datetime.timedelta(SLACK)
    return first - slack, last + slack


def last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
