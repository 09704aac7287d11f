"""A corpus as one edition sees it: dates in words, reference marks, independent voices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import Desk

from dossier.chapters.overall.kinds import KINDS
from dossier.model.chapters import check_chapters
from dossier.model.dates import parse
from dossier.model.edition import Dossier, select
from dossier.model.passage import cite, runs_of
from dossier.model.records import When
from dossier.problems import Report, WrongUsage

Harbour = Callable[[str], Dossier]


def with_settings(dossier: Dossier, **settings: str) -> Dossier:
    return replace(dossier, corpus=replace(dossier.corpus, settings=replace(dossier.corpus.settings, **settings)))


# Dates in words. A date in short: EDTF, then the part of it, then what was worked out.


@pytest.mark.parametrize(
    ("date", "english", "arabic"),
    [
        ("2022-07-02", "2 July 2022", "2 يوليو 2022"),
        ("2005-06", "June 2005", "يونيو 2005"),
        ("2013", "2013", "2013"),
        ("2022-05-19/2022-05-21", "19–21 May 2022", "19–21 مايو 2022"),
        ("2022-05-30/2022-06-02", "30 May 2022 – 2 June 2022", "30 مايو 2022 – 2 يونيو 2022"),
        ("2022-05/2022-06", "May 2022 – June 2022", "مايو 2022 – يونيو 2022"),
        ("2013/2022", "2013–2022", "2013–2022"),
        ("2013-10~ early", "early October 2013", "أوائل أكتوبر 2013"),
        ("2013-10~ mid", "mid-October 2013", "أواسط أكتوبر 2013"),
        ("2013-10~ late", "late October 2013", "أواخر أكتوبر 2013"),
        ("2014-01~ end", "end of January 2014", "نهاية يناير 2014"),
        ("2017~", "about 2017", "نحو 2017"),
        ("2017?", "about 2017", "نحو 2017"),
        ("2020 date", "[2020]", "[2020]"),
        ("2021-09 year", "September [2021]", "سبتمبر [2021]"),
        ("2023-05~ late year", "late May [2023]", "أواخر مايو [2023]"),
        ("2023-05-19/2023-05-21 year", "19–21 May [2023]", "19–21 مايو [2023]"),
        ("2017~ date", "[about 2017]", "[نحو 2017]"),
        ("2021-21", "spring 2021", "ربيع 2021"),
        ("2021-24~", "about winter 2021", "نحو شتاء 2021"),
        ("199X", "between 1990 and 1999", "بين 1990 و1999"),
        ("19XX", "between 1900 and 1999", "بين 1900 و1999"),
        ("2004-XX", "a month of 2004", "شهر من 2004"),
        ("2004-05-XX", "a day of May 2004", "يوم من مايو 2004"),
        ("2004-XX-XX", "a day of 2004", "يوم من 2004"),
        ("-0043", "44 BC", "44 ق.م"),
        ("-0043-03-15", "15 March 44 BC", "15 مارس 44 ق.م"),
        ("0000", "1 BC", "1 ق.م"),
        ("2015/..", "since 2015", "منذ 2015"),
        ("../2020-05", "until May 2020", "حتى مايو 2020"),
        ("2015/", "from 2015, its end unknown", "من 2015 إلى حين غير معلوم"),
        ("/2020", "to 2020, its beginning unknown", "إلى 2020 من حين غير معلوم"),
        ("[2019,2021]", "2019 or 2021", "2019 أو 2021"),
        ("{2019-05-03,2021..2023}", "3 May 2019 and 2021–2023", "3 مايو 2019 و2021–2023"),
        ("", "no date", "بلا تاريخ"),
    ],
)
def test_a_date_in_words_is_as_exact_as_it_is_known(harbour: Harbour, date: str, english: str, arabic: str) -> None:
    edtf, *words = date.split() or [""]
    part = next((word for word in words if word in {"early", "mid", "late", "end"}), "")
    inferred = next((word for word in words if word in {"year", "date"}), "")
    when = When(parse(edtf), part=part, inferred=inferred) if edtf else None  # type: ignore[arg-type]
    assert (harbour("en").date(when), harbour("ar").date(when)) == (english, arabic)


@pytest.mark.parametrize(
    ("months", "february", "december"),
    [
        ("gregorian", "فبراير", "ديسمبر"),
        ("levantine", "شباط", "كانون الأول"),
        ("both", "شباط/فبراير", "كانون الأول/ديسمبر"),
    ],
)
def test_arabic_months_have_the_style_of_the_dossier(
    harbour: Harbour, months: str, february: str, december: str
) -> None:
    arabic, english = (with_settings(harbour(language), months=months) for language in ("ar", "en"))
    assert (arabic.month(2), arabic.month(12)) == (february, december)
    assert (english.month(2), english.month(12)) == ("February", "December")
    assert arabic.date(When(parse("2022-02-14"))) == f"14 {february} 2022"


# Marks


def test_a_mark_is_the_number_of_the_source_and_its_lines(harbour: Harbour) -> None:
    dossier = harbour("en")
    pilot = dossier.corpus.document("pilot")
    marks = [dossier.mark(pilot, runs_of(lines)) for lines in ("63", "67-71", "6, 8-9")]
    assert [f"{mark.source}:{mark.lines}" for mark in marks] == ["3:63", "3:67–71", "3:6,8–9"]
    assert dossier.mark(pilot, None).lines == ""
    assert {mark.anchor for mark in marks} == {"source-3"}
    cited = dossier.marks([cite("bulletin:4"), cite("pilot:6-7")])
    assert [f"{mark.source}:{mark.lines}" for mark in cited] == ["1:4", "3:6–7"]


# Voices: 1 and 2 of four documents speak for one publisher; the publisher of 4 is not known.


@pytest.fixture
def four_documents(harbour: Harbour) -> Dossier:
    dossier = harbour("en")
    bulletin, voice, pilot = dossier.corpus.documents
    documents = (
        bulletin,
        replace(voice, voice="authority"),
        pilot,
        replace(pilot, id="leaflet", number=4, voice="island", voice_certain=False),
    )
    return replace(dossier, corpus=replace(dossier.corpus, documents=documents))


@pytest.mark.parametrize(
    ("speaking", "frames", "count"),
    [
        ([1], ["[1!, 2]"], (1, 1)),
        ([1, 2], ["[1!, 2!]"], (1, 1)),  # two documents, one voice
        ([2, 3], ["[1, 2!]", "[3!]"], (2, 2)),
        ([3, 4], ["[3!]", "[4!]?"], (1, 2)),  # the unknown one may be one of the others
        ([4], ["[4!]?"], (1, 1)),
        ([1, 2, 3, 4], ["[1!, 2!]", "[3!]", "[4!]?"], (2, 3)),
    ],
)
def test_independent_voices_are_counted_not_documents(
    four_documents: Dossier, speaking: list[int], frames: list[str], count: tuple[int, int]
) -> None:
    documents = [document for document in four_documents.corpus.documents if document.number in speaking]
    drawn = [
        f"[{', '.join(f'{number}!' if strong else str(number) for number, strong in frame.documents)}]"
        + ("" if frame.certain else "?")
        for frame in four_documents.frames(documents)
    ]
    assert drawn == frames
    assert four_documents.voice_count(documents) == count


# Which editions


def test_all_editions_are_built_unless_some_are_named(harbour: Harbour) -> None:
    dossier = harbour("en")
    words = {"en": dossier.words, "ar": harbour("ar").words}
    assert [edition.edition.id for edition in select(dossier.corpus, (), words)] == ["ar", "en"]
    assert [edition.language for edition in select(dossier.corpus, ("en", "en"), words)] == ["en"]
    with pytest.raises(WrongUsage, match="there is no edition 'arabic'") as told:
        select(dossier.corpus, ("arabic",), words)
    assert "ar" in told.value.advice


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (
            "sources/editions/en.yaml",
            "timeline,",
            "timelime,",
            "sources/editions/en.yaml:1:1: there is no chapter 'timelime'\n    hint: did you mean timeline?",
        ),
        (
            "sources/editions/en.yaml",
            "timeline,",
            "timeline, figures,",
            "sources/editions/en.yaml:1:1: the chapter 'figures' is named twice\n    hint: name each chapter once",
        ),
        (
            "sources/dossier.yaml",
            "see: figures",
            "see: figure",
            "sources/dossier.yaml:39:5: there is no chapter 'figure'\n    hint: did you mean figures?",
        ),
    ],
)
def test_chapters_that_are_not_there(desk: Desk, path: str, old: str, new: str, told: str) -> None:
    desk.edit(path, old, new)
    report = Report()
    check_chapters(desk.dossier("en").corpus, KINDS, report)
    assert [str(problem) for problem in report.problems] == [told]


def test_an_edition_may_have_a_marking_of_its_own(harbour: Harbour) -> None:
    dossier = harbour("en")
    assert dossier.marking == "TLP:GREEN"
    assert replace(dossier, edition=replace(dossier.edition, marking="TLP:RED")).marking == "TLP:RED"
