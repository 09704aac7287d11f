"""The date that a document gives as its own, from which everything relative counts."""

from __future__ import annotations

import pytest

from dossier.evidence.text.blocks import blocks_of
from dossier.importing.dates import dates_in
from dossier.importing.own_date import own_date

MINUTES = (
    "Minutes of the ordinary meeting held in the old Council Chamber at the harbour, Obu, on Wednesday 13th March 2024"
)
BODY = ["The council heard the report and put it off.", "Nobody spoke against it.", "It was a long evening."] * 6


def own(*lines: str) -> tuple[str, bool]:
    blocks = blocks_of(tuple(lines))
    found = own_date(blocks, [dated for block in blocks for dated in dates_in(block)])
    return (found.dated.edtf, found.is_sure) if found else ("", False)


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["Port Tal, 5 March 2024", "", "Dear Sir,", "", "I write about your letter of 3 January 2024."], "2024-03-05"),
        (["الميناء، الأربعاء 5 حزيران 2024", "", "السيد المدير"], "2024-06-05"),
        (["# A title", "", "*Interview by A. B., who asked for two hours. Published October 3, 2021, in a paper.*"],
         "2021-10-03"),
        (["COUNCIL", "", MINUTES, "", *BODY, "", "Next meeting: 12.06.2024."], "2024-03-13"),
        (["إن مجلس الجامعة على المستوى الوزاري، المنعقد في مدينة الميناء وبحضور جميع الأعضاء يوم الأحد 24 أيلول 2023،",
          "", "- بعد اطلاعه على مذكرة الأمانة بتاريخ 29 آب 2023،"], "2023-09-24"),
        (["مرسوم رقم 18", "", "- وعلى قرار المجلس في جلسته المنعقدة في 30 يناير 2024م،", "", "رسمنا:", "",
          *(line for word in BODY for line in (word, "")), "بتاريخ: 9 رمضان 1445هـ", "", "ملاحظة: لا شيء."],
         "2024-03-19"),
        (["Annual Report for the year ended 31 March 2023", "", "Approved by the Board on 25 May 2023"], "2023-05-25"),
        (["GENEVA, Nov. 14, 2024 (Agency) - Ministers met until 3 December 2024."], "2024-11-14"),
        (["Resolution", "", "Recalling its resolution of 15 December 2006,", "", "Adopted on 18 November 2022"],
         "2022-11-18"),
    ],
)  # fmt: skip
def test_the_date_a_document_gives_itself(lines: list[str], date: str) -> None:
    assert own(*lines) == (date, True)


@pytest.mark.parametrize(
    "lines",
    [
        ["Recalling its resolution of 15 December 2006,"],
        ["وعلى قرار المجلس الصادر في 30 يناير 2024م،"],
        ["Next meeting: 12.06.2024."],
        ["Claims are accepted until 5 March 2024."],
        ["Accounts for the year ended 31 March 2023"],
    ],
)
def test_the_date_of_something_else_is_not_its_own(lines: list[str]) -> None:
    assert own(*lines) == ("", False)


def test_a_day_in_the_run_of_a_text_is_a_guess_from_which_nothing_counts() -> None:
    text = "The harbour was full when the old ferry came in, and everybody who was there remembers 5 March 2024 for it."
    assert own(text) == ("2024-03-05", False)
