"""Days that are called by a name and fall on a fixed day of a calendar, or so many days from Easter.

National days are not here: which day they are depends on the country. Easter is that of the Western churches
(Gregorian, by the anonymous algorithm that Meeus gives).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dossier.evidence.calendars import Calendar, hijri
from dossier.evidence.text.folding import fold_text


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day of a month of a calendar; in month 0, so many days after Easter Sunday."""

    calendar: Calendar
    month: int
    day: int

    def days_in(self, year: int) -> tuple[datetime.date, ...]:
        """The days of a Gregorian year that it falls on: one, but of the Hijri calendar none to two."""
        if self.calendar == "gregorian":
            if not self.month:
                return (easter(year) + datetime.timedelta(self.day),)
            return (datetime.date(year, self.month, self.day),)
        near = round((year - 622) * 33 / 32)
        days = (hijri(number, self.month, self.day) for number in range(max(near - 1, 1), near + 3))
        return tuple(day for day in days if day.year == year)


def easter(year: int) -> datetime.date:
    """Easter Sunday of a year of the Gregorian calendar."""
    century, short = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (short // 4) - moon - short % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return datetime.date(year, month, day + 1)


def _feast(month: int, day: int) -> Holiday:
    return Holiday("hijri", month, day)


_EID = ("eid al-{}", "eid al {}", "eid ul-{}", "eid ul {}", "eid-al-{}", "eid-ul-{}", "eid el-{}", "eid el {}")
_FITR = "|".join(form.format(name) for form in _EID for name in ("fitr", "fitri"))
_ADHA = "|".join(form.format(name) for form in _EID for name in ("adha", "azha"))
_ROWS: tuple[tuple[Holiday, str], ...] = (
    (Holiday("gregorian", 1, 1), "New Year’s Day|رأس السنة|رأس السنة الميلادية|يوم رأس السنة"),
    (Holiday("gregorian", 12, 31), "New Year’s Eve|ليلة رأس السنة|ليلة رأس السنة الميلادية"),
    (Holiday("gregorian", 12, 24), "Christmas Eve"),
    (Holiday("gregorian", 12, 25), "Christmas|Christmas Day|عيد الميلاد المجيد|الكريسماس"),
    (Holiday("gregorian", 12, 26), "Boxing Day|St Stephen’s Day"),
    (Holiday("gregorian", 2, 14), "Valentine’s Day|عيد الحب"),
    (Holiday("gregorian", 3, 8), "International Women’s Day|اليوم العالمي للمرأة|يوم المرأة العالمي"),
    (Holiday("gregorian", 3, 22), "World Water Day|اليوم العالمي للمياه|اليوم العالمي للماء|يوم المياه العالمي"),
    (Holiday("gregorian", 4, 7), "World Health Day|يوم الصحة العالمي|اليوم العالمي للصحة"),
    (Holiday("gregorian", 4, 22), "Earth Day|يوم الأرض العالمي"),
    (
        Holiday("gregorian", 5, 1),
        "May Day|International Workers’ Day|International Labour Day|عيد العمال|عيد الشغل|يوم العمال العالمي",
    ),
    (Holiday("gregorian", 5, 3), "World Press Freedom Day|اليوم العالمي لحرية الصحافة"),
    (Holiday("gregorian", 6, 5), "World Environment Day|اليوم العالمي للبيئة|يوم البيئة العالمي"),
    (Holiday("gregorian", 6, 8), "World Oceans Day|World Ocean Day|اليوم العالمي للمحيطات"),
    (Holiday("gregorian", 6, 20), "World Refugee Day|اليوم العالمي للاجئين|يوم اللاجئ العالمي"),
    (Holiday("gregorian", 10, 24), "United Nations Day|يوم الأمم المتحدة"),
    (Holiday("gregorian", 10, 31), "Halloween|Hallowe’en"),
    (Holiday("gregorian", 11, 1), "All Saints’ Day"),
    (Holiday("gregorian", 11, 11), "Armistice Day|Remembrance Day"),
    (Holiday("gregorian", 12, 10), "Human Rights Day|اليوم العالمي لحقوق الإنسان"),
    (Holiday("gregorian", 0, -47), "Shrove Tuesday"),
    (Holiday("gregorian", 0, -46), "Ash Wednesday|أربعاء الرماد"),
    (Holiday("gregorian", 0, -7), "Palm Sunday|أحد الشعانين"),
    (Holiday("gregorian", 0, -3), "Maundy Thursday|خميس الأسرار"),
    (Holiday("gregorian", 0, -2), "Good Friday|الجمعة العظيمة"),
    (Holiday("gregorian", 0, 0), "Easter|Easter Sunday|Easter Day|عيد الفصح|أحد الفصح|عيد القيامة"),
    (Holiday("gregorian", 0, 1), "Easter Monday|اثنين الفصح"),
    (Holiday("gregorian", 0, 39), "Ascension Day"),
    (Holiday("gregorian", 0, 49), "Whit Sunday|Pentecost"),
    (Holiday("gregorian", 0, 50), "Whit Monday"),
    (_feast(10, 1), f"عيد الفطر|عيد الفطر المبارك|أول أيام عيد الفطر|{_FITR}"),
    (_feast(12, 10), f"عيد الأضحى|عيد الأضحى المبارك|أول أيام عيد الأضحى|{_ADHA}"),
    (_feast(12, 9), "يوم عرفة|وقفة عرفة|Day of Arafah|Day of Arafat|Arafat Day|Arafah Day"),
    (_feast(1, 1), "رأس السنة الهجرية|Islamic New Year|Hijri New Year"),
    (_feast(1, 10), "عاشوراء|يوم عاشوراء|Ashura"),
    (_feast(3, 12), "المولد النبوي|المولد النبوي الشريف|عيد المولد النبوي|ذكرى المولد النبوي|Mawlid|Mawlid al-Nabi"),
    (_feast(7, 27), "الإسراء والمعراج|ذكرى الإسراء والمعراج"),
)
#: by the number that a token holds
HOLIDAYS: tuple[Holiday, ...] = tuple(holiday for holiday, _ in _ROWS)
#: folded name -> its number in `HOLIDAYS`
NAMED: dict[str, int] = {
    fold_text(name): number for number, (_, names) in enumerate(_ROWS) for name in names.split("|")
}
