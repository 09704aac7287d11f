"""Dates of every kind as they are printed, in both languages, and what is believed of a time of day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dossier.evidence.proof.comparison import _untold_time
from dossier.model.dates import parse
from dossier.model.edition import Dossier
from dossier.model.records import When

#: EDTF -> as a reader of English and one of Arabic would have it.
PRINTED = {
    "2019-07/..": ("since July 2019", "منذ يوليو 2019"),
    "../2020": ("until 2020", "حتى 2020"),
    "2015/": ("from 2015, its end unknown", "من 2015 إلى حين غير معلوم"),
    "202X": ("between 2020 and 2029", "بين 2020 و2029"),
    "19XX": ("between 1900 and 1999", "بين 1900 و1999"),
    "2021-21": ("spring 2021", "ربيع 2021"),
    "2021-23/2022-21": ("autumn 2021 – spring 2022", "خريف 2021 – ربيع 2022"),
    "-0043": ("44 BC", "44 ق.م"),
    "-0043/-0030": ("44 BC – 31 BC", "44 ق.م – 31 ق.م"),
    "0000": ("1 BC", "1 ق.م"),
    "2003/2005": ("2003–2005", "2003–2005"),
    "2006/2025-01": ("2006 – January 2025", "2006 – يناير 2025"),
    "2022-10-23/2022-10-26": ("23–26 October 2022", "23–26 أكتوبر 2022"),
    "[2019,2021]": ("2019 or 2021", "2019 أو 2021"),
    "{2019,2021}": ("2019 and 2021", "2019 و2021"),
    "2022-07-02T07:00": ("2 July 2022, 07:00", "2 يوليو 2022، الساعة 07:00"),
    "2022-07-02T19:30Z": ("2 July 2022, 19:30 UTC", "2 يوليو 2022، الساعة 19:30 بتوقيت غرينتش"),
    "2022-07-02T07:00+03:00": ("2 July 2022, 07:00 (UTC+3)", "2 يوليو 2022، الساعة 07:00 (غرينتش+3)"),
    "2022-07-02T07:00+03:30": ("2 July 2022, 07:00 (UTC+3:30)", "2 يوليو 2022، الساعة 07:00 (غرينتش+3:30)"),
    "2022-07-02T07:00/2022-07-02T09:00": ("2 July 2022, 07:00–09:00", "2 يوليو 2022، الساعة 07:00–09:00"),
}


@pytest.mark.parametrize("edtf", PRINTED)
def test_as_it_is_printed(edtf: str, harbour: Callable[[str], Dossier]) -> None:
    when = When(parse(edtf))
    assert str(when.date) == edtf
    assert (harbour("en").date(when), harbour("ar").date(when)) == PRINTED[edtf]


@pytest.mark.parametrize(
    "text",
    [
        "2022-07-02T24:01",
        "2022-07-02T07:60",
        "2022-07T07:00",
        "2022T07:00",
        "2022-07-02T7:00",
        "2022-07-02T07",
        "T07:00",
    ],
)
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an EDTF date|no such time of day"):
        parse(text)


def test_times_are_in_order_and_do_not_part_one_day() -> None:
    morning, evening, day = map(parse, ("2022-07-02T07:00", "2022-07-02T19:00", "2022-07-02"))
    assert morning.sort_key < evening.sort_key
    assert morning.meets(evening)
    assert morning.days == evening.days == day


#: Words of a document -> which time of day they prove: those that give it in figures.
STATED = {
    "at 7:00 on 2 July 2022": True,
    "at 07.00 on 2 July 2022": True,
    "في الساعة ٠٧:٠٠ من يوم 2 يوليو 2022": True,
    "at seven in the morning on 2 July 2022": False,
    "at 17:00 on 2 July 2022": False,
    "at 7:30 on 2 July 2022": False,
}


@pytest.mark.parametrize("words", STATED)
def test_a_time_of_day_is_proven_by_figures_alone(words: str) -> None:
    assert (_untold_time(When(parse("2022-07-02T07:00"), words)) == "") is STATED[words]
    assert _untold_time(When(parse("2022-07-02"), words)) == ""
