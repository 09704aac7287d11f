"""How a document itself dates: what its whole text shows of the dates in its single sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dossier.evidence.calendars import MONTHS
from dossier.evidence.text.folding import fold_text
from dossier.model.dates import Date

HEAD = 12  #: lines that are not empty in which a document says what it is
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2}) ?[/-] ?(\d{1,2}) ?[/-] ?\d{4}(?!\d)")
_ENGLISH = "|".join(
    sorted((name for name, (calendar, _) in MONTHS.items() if calendar == "gregorian" and name.isascii()), reverse=True)
)
_DAY_MONTH = re.compile(rf"(?<![\d/])\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_ENGLISH})\.?,? \d{{4}}(?!\d)")
_MONTH_DAY = re.compile(rf"(?<!\w)(?:{_ENGLISH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}(?!\d)")
_HIJRI_YEAR = re.compile(r"(?<!\d)1[34]\d\d ?(?:ه(?!\w)|ah(?!\w))")
_COMMON_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ANNUAL = re.compile(
    r"(?<!\w)(?:annual (?:report|review|accounts|results|statement)|yearbook|(?:full|fiscal|financial)[ -]year results"
    r"|year ended|year in review|(?:ال)?تقرير(?:نا|ها|ه)? (?:\w+ )?(?:ال)?سنوي|(?:ال)?حصيله (?:ال)?سنويه"
    r"|تقرير (?:عام|سنه)"
    r"|(?:ال)?نتائج (?:\w+ )?(?:ال)?سنويه|السنه (?:الماليه )?المنتهيه)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class DateUsage:
    """What a document's own way to date leaves no doubt of, or makes doubtful."""

    day_first: bool = False  #: it writes 3/4/2022 for the third of April, as whoever writes Arabic does
    is_hijri: bool = False  #: "this month" may be one of the Hijri calendar
    is_of_past: bool = (
        False  #: it reports on an earlier year than that of its date, so that "this year" may be that one
    )


PLAIN = DateUsage()


def usage_of(texts: Sequence[str], anchor: Date | None, *, is_arabic: bool) -> DateUsage:
    """What the lines of a document show; `anchor` is its own date."""
    folded = [fold_text(text) for text in texts if text.strip()]
    plain = DateUsage(day_first=is_arabic or _writes_day_first(folded), is_hijri=_is_hijri(folded))
    return anchored(plain, texts, anchor)


def anchored(usage: DateUsage, texts: Iterable[str], anchor: Date | None) -> DateUsage:
    """The usage of a document whose own date is found only now."""
    head = islice(filter(str.strip, texts), HEAD)
    return replace(usage, is_of_past=anchor is not None and _is_of_past(map(fold_text, head), anchor.start.year))


def _writes_day_first(texts: Sequence[str]) -> bool:
    """Whether a document shows that it sets the day before the month: by a date such as 28/3/2024, or by writing
    "28 March 2024" and never "March 28, 2024"."""
    figures = [tuple(map(int, found.groups())) for text in texts for found in _FIGURES.finditer(text)]
    if any(second > 12 for _, second in figures):
        return False
    if any(first > 12 for first, _ in figures):
        return True
    return sum(len(_DAY_MONTH.findall(text)) for text in texts) > 1 and not any(map(_MONTH_DAY.search, texts))


def _is_hijri(texts: Sequence[str]) -> bool:
    hijri, common = (sum(len(years.findall(text)) for text in texts) for years in (_HIJRI_YEAR, _COMMON_YEAR))
    return hijri > 1 and hijri >= common


def _is_of_past(texts: Iterable[str], year: int) -> bool:
    """A yearly report that does not name its own year in its head, or names an earlier one there, too."""
    head = [text for text in texts if _ANNUAL.search(text)]
    years = [int(found) for text in head for found in _COMMON_YEAR.findall(text)]
    is_split = any("ended" in text or "منتهيه" in text for text in head)  # its year need not be a calendar's
    return bool(head) and (is_split or year not in years or any(other < year for other in years))
