"""dossier import: what the rules find and leave, what is written, and that nothing unreviewed is ever published."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Desk
from hypothesis import given
from hypothesis import strategies as st

from dossier.cli.main import main
from dossier.evidence.parties.registered import register_of
from dossier.evidence.proof.numbers import judge_in
from dossier.evidence.speech.hearing import holders_of
from dossier.evidence.text.blocks import Block, blocks_of, sentences
from dossier.evidence.text.marks import quoted_in
from dossier.formats.lines import Lines
from dossier.importing.dates import dates_in
from dossier.importing.draft import Draft, draft_of
from dossier.importing.entry import import_original
from dossier.importing.head import Head
from dossier.importing.numbers import numbers_in
from dossier.importing.writer import write
from dossier.importing.yaml_text import fit
from dossier.model import dates
from dossier.model.passage import Passage
from dossier.model.records import Document, FigureClaim
from dossier.problems import Broken, Report, WrongUsage
from dossier.reading.nodes import Listing, Mapping, Scalar, parse, unfit
from dossier.reading.schema import UNCONFIRMED, Reader, json_schema
from dossier.reading.source_set import gather


def block(text: str) -> Block:
    return Block(text, (0,), (1,))


# Names


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("June Carter, the harbour master, said on 3 May 2022 that the quay was closed.", ["3 May 2022"]),
        ("“We wait,” said August Wilson, a pilot. It was in August.", ["August"]),
        ("وقال رمضان عبد الله مدير الميناء في مايو إن الرصيف مغلق.", ["مايو"]),
        ("وقال نيسان حداد، مدير الميناء، يوم 3 أيار 2022 إن الرصيف مغلق.", ["يوم 3 أيار 2022"]),
        ("In June Carter Hall was closed.", ["June"]),
    ],
)
def test_no_date_is_proposed_out_of_a_name(drafted, text: str, dates: list[str]) -> None:  # type: ignore[no-untyped-def]
    draft = drafted("The Port of Tal, 20 May 2022", "", text)
    assert [dated.stated for dated in draft.dates if dated.find.text in text][-len(dates) :] == dates
    assert len([dated for dated in draft.dates if dated.find.at.lines[0] > 1]) == len(dates)


# Paragraphs and sentences


def test_lines_broken_at_a_width_are_one_paragraph_and_know_their_lines() -> None:
    lines = [
        "The harbour was closed on Monday by a storm",
        "that nobody had expected in such a month",
        "June always is.",
    ]
    (paragraph,) = blocks_of([*lines, ""])
    assert paragraph.text == " ".join(lines)
    start = paragraph.text.index("month June")
    assert str(paragraph.lines(start, start + 10)) == "2-3"


def test_lines_that_were_not_broken_are_paragraphs() -> None:
    lines = ["# A heading", "A line that is far longer than what follows it.", "Short.", "", "Last."]
    assert [found.text for found in blocks_of(lines)] == [line for line in lines if line]


def test_a_paragraph_without_end_is_cut_after_a_sentence() -> None:
    blocks = blocks_of(["He said so. " * 2000])
    assert len(blocks) > 2
    assert all(found.text.endswith("so.") and found.numbers == (1,) for found in blocks)


def test_sentences_do_not_end_behind_a_title_or_in_a_number() -> None:
    text = "Dr. Noor paid 1.5 dinars. د. نور دفع 3.4 مليون؟ نعم."
    assert [text[a:b].strip() for a, b in sentences(text)] == [
        "Dr. Noor paid 1.5 dinars.",
        "د. نور دفع 3.4 مليون؟",
        "نعم.",
    ]


# Quotation marks

MARKS = {
    "Arabic": ("قال: «نعم» ثم «لا».", ["نعم", "لا"]),
    "nested": ("«قال لي: “نعم” ومضى»", ["قال لي: “نعم” ومضى"]),
    "straight ones inside straight ones": ('"The "Vision" group met," he said.', ['The "Vision" group met,']),
    "with spaces inside": ('إن " الاتفاقية صلبة " لتعزيز', ["الاتفاقية صلبة"]),
    "behind a particle": ('المنفعة و"الكل رابح" وعلى', ["الكل رابح"]),
    "apostrophes": ("The Group's and the states' 'new deal' isn’t theirs", ["new deal"]),
    "never closed": ("قال «نعم ومضى", ["نعم ومضى"]),
    "never opened": ('نعم" ومضى', []),
    "inches and minutes": ('a 5"6 board', []),
}


@pytest.mark.parametrize("case", MARKS)
def test_marks(case: str) -> None:
    text, expected = MARKS[case]
    assert [quoted.words(text) for quoted in quoted_in(text)] == expected


@given(st.text(alphabet="ab و«»“”‘’\"'،. ", max_size=60))
def test_marks_of_any_kind_give_stretches_in_order_that_do_not_meet(text: str) -> None:
    found = quoted_in(text)
    assert all(0 <= a.start <= a.end <= len(text) for a in found)
    closed = [quoted for quoted in found if quoted.is_closed]
    assert all(a.end < b.start for a, b in pairwise(closed))


# Quotations and speakers


@pytest.fixture
def drafted(harbour):
    corpus = harbour("ar").corpus

    def drafted(*lines: str) -> Draft:
        return draft_of(Lines(lines), register_of(corpus), holders_of(corpus))

    return drafted


SPOKEN = {
    "verb before": ("وقالت هالة الجندي: «لن نعِد الناس»", [("jundi", ("لن نعِد الناس",))]),
    "verb behind": ('"We lost a week," said Captain Omar Shaheen.', [("shaheen", ("We lost a week",))]),
    "interrupted": (
        "«الرصيف أولًا»، قال الرفاعي، «ثم العبّارة»",
        [("rifai", ("الرصيف أولًا", "ثم العبّارة"))],
    ),
    "interrupted by a verb alone": (
        "قال القصّار: «سنصدّق الموعد»، وأضاف: «حين نسمع الصفّارة»",
        [("qassar", ("سنصدّق الموعد", "حين نسمع الصفّارة"))],
    ),
    "a participle": ("ورأى القصّار أن الوعد «جاء متأخرًا»، مشيرًا إلى أن الهيئة تعرف", [("qassar", ("جاء متأخرًا",))]),
    "an answer is somebody else's": (
        'وسأل أحدهم: "ومن يضمن؟"، فأجابه القصّار: "الدفاتر"',
        [("", ("ومن يضمن؟",)), ("qassar", ("الدفاتر",))],
    ),
    "a body speaks": ("وقالت هيئة ميناء الفنار إن الخط «سيعود قريبًا»", [("authority", ("سيعود قريبًا",))]),
    "nobody known": ('"It is late," said a woman on the quay.', [("", ("It is late",))]),
    "a title": ("قال القصّار إن كتاب «صوت الجزيرة» صدر", []),
    "a long title": ("صدر كتيّب بعنوان «ثماني سنوات من الانتظار تنتهي هذا الصيف إن شاء الله»", []),
    "a slogan": ("وحمل الاحتفال شعار «البحر بيتنا»", []),
    "words that nobody says": ('شراكة على أساس "الكل رابح" بينهما', []),
    "a name in capitals": ('Hala al-Jundi said the "Save Our Quay" committee is wrong', []),
    "a known name": ("وقال إن «هيئة ميناء الفنار» تعرف", []),
}


@pytest.mark.parametrize("case", SPOKEN)
def test_quotations_and_their_speakers(case: str, drafted) -> None:
    line, expected = SPOKEN[case]
    assert [(spoken.speaker, spoken.words) for spoken in drafted(line).quotations] == expected


def test_he_and_the_minister_are_who_spoke_or_was_named_last(drafted) -> None:
    found = drafted(
        "The minister, Yusuf al-Qassar, smiled.", '"Not yet," he said.', '"Perhaps tomorrow," the minister added.'
    ).quotations
    assert [spoken.speaker for spoken in found] == ["qassar", "qassar"]


def test_a_quotation_may_go_on_over_paragraphs(drafted) -> None:
    found = drafted('Omar Shaheen said: "It is late.', '"Too late for me."').quotations
    assert [(spoken.speaker, spoken.is_closed) for spoken in found] == [("shaheen", False), ("shaheen", True)]


def test_a_mark_that_is_never_closed_is_told(drafted) -> None:
    assert [str(at) for at, _ in drafted("قال", "الرفاعي: «نعم").doubts] == ["2"]


# Names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وهيئة ميناء الفنار", ["هيئة ميناء الفنار"]),
        ("بالهيئة وللهيئة", ["الهيئة", "للهيئة"]),
        ("القصّار والقصار", ["القصّار", "القصار"]),
        ("Nawras Ferries' boat; Hala al-Jundi's", ["Nawras Ferries", "Hala al-Jundi"]),
        ("الهيئات والجنديات", []),
        ("Mr Shaheen and Shaheens", ["Shaheen"]),
    ],
)
def test_names_by_any_variant(text: str, found: list[str], harbour) -> None:
    named = register_of(harbour("ar").corpus).named_in(block(text))
    assert [item.find.text for item in named] == found


# Dates and numbers


@pytest.mark.parametrize(
    ("text", "stated", "edtf"),
    [
        ("في 24 اكتوبر/تشرين الأول 2022 عقد", "24 اكتوبر/تشرين الأول 2022", "2022-10-24"),
        ("في نهاية شهر حزيران / يونيو 2005 ،", "نهاية شهر حزيران / يونيو 2005", "2005-06~ end"),
        ("١٢ آذار (مارس) ٢٠٢٣", "١٢ آذار (مارس) ٢٠٢٣", "2023-03-12"),
        ("تأسست عام 1969،", "عام 1969", "1969"),
        ("من 19 مايو إلى 21 مايو من هذا العام", "19 مايو إلى 21 مايو من هذا العام", ""),
        ("في أغسطس/آب الماضي", "أغسطس/آب الماضي", ""),
        ("25 جمادى الآخرة 1443 هـ", "25 جمادى الآخرة 1443 هـ", "2022-01-28"),
        ("حتى عام 2011", "عام 2011", "2011"),
        ("نحو عام 2017", "نحو عام 2017", "2017~"),
        ("on 12 March 2019.", "12 March 2019", "2019-03-12"),
        ("on July 2nd, 2022", "July 2nd, 2022", "2022-07-02"),
        ("in late May", "late May", ""),
        ("early January 2014", "early January 2014", "2014-01~ early"),
        ("created in 2006 and", "2006", "2006"),
        ("2022-07-02T10:00", "2022-07-02", "2022-07-02"),
        ("met on 22–23 March 2022", "22–23 March 2022", "2022-03-22/2022-03-23"),
        ("في الربع الثالث من عام 2022", "الربع الثالث من عام 2022", "2022-07/2022-09"),
        ("the budget of fiscal year 2023/24", "fiscal year 2023/24", "2023/2024"),
        ("02/03/2023", "02/03/2023", ""),
        ("on 3 and 7 May 2020", "3 and 7 May 2020", "{2020-05-03,2020-05-07}"),
        ("the 31 February 2020", "31 February 2020", ""),
        ("May I come?", "", ""),
        ("3/4/2020", "3/4/2020", ""),
    ],
)
def test_dates_and_what_they_leave_open(text: str, stated: str, edtf: str) -> None:
    found = [(dated.stated, f"{dated.edtf} {dated.part}".strip()) for dated in dates_in(block(text))]
    assert found == ([(stated, edtf)] if stated else [])


@pytest.mark.parametrize(
    ("text", "edtf", "inferred", "note"),
    [
        ("أول أمس", "2022-10-22", "date", "from the document's date, 2022-10-24, or one that stands before"),
        ("on 3 October", "2022-10-03", "year", "from the document's date, 2022-10-24, or one that stands before"),
        ("22/12/1443هـ", "2022-07-21", "date", "reckoned from the Hijri calendar: a day more or less"),
        ("Sha'ban 20, 1443/March 24, 2022", "2022-03-24", "", ""),
        ("02/03/2023", "", "", "can mean 2023-03-02 or 2023-02-03"),
        ("FY2024", "2024~", "date", "by its name; which months it has the words do not say"),
        ("before June 2005", "2005-06", "", "the words before it make it a bound: until, before or after it"),
    ],
)
def test_a_date_says_how_it_was_reckoned_or_what_it_can_mean(text: str, edtf: str, inferred: str, note: str) -> None:
    dated = dates_in(block(text), dates.parse("2022-10-24"))[0]
    assert (dated.edtf, dated.inferred, dated.note) == (edtf, inferred, note)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("حوالي 1.6 مليار نسمة", [("حوالي 1.6 مليار نسمة", "1.6", "billion", "about")]),
        ("و٦٩% من الاحتياطي العالمي", [("٦٩%", "69", "", "")]),
        ("الخمسة آلاف مسجد", [("الخمسة آلاف مسجد", "5", "thousand", "")]),
        ("ثاني أكبر منظمة", [("ثاني أكبر منظمة", "2", "", "")]),
        ("حدود تقدر بـ 102,347 كم", [("تقدر بـ 102,347 كم", "102347", "", "about")]),
        ("brought in 1,046.50 dinars", [("1,046.50 dinars", "1046.50", "", "")]),
        ("Two hundred and six families", [("Two hundred and six families", "206", "", "")]),
        ("more than 3,500 tonnes", [("more than 3,500 tonnes", "3500", "", "over")]),
        ("no more than 1,200 tonnes", [("no more than 1,200 tonnes", "1200", "", "under")]),
        ("لا يزيد عن 26 سفينة", [("لا يزيد عن 26 سفينة", "26", "", "under")]),
        ("وما لا يقل عن 26 سفينة", [("ما لا يقل عن 26 سفينة", "26", "", "over")]),
        ("half a million pounds", [("half a million pounds", "0.5", "million", "")]),
        ("مليار ونصف المليار دولار", [("مليار ونصف المليار دولار", "1.5", "billion", "")]),
        ("$5m and £1.2bn", [("$5m", "5", "million", ""), ("£1.2bn", "1.2", "billion", "")]),
        ("two-thirds of them", [("two-thirds", "0.6667", "", "")]),
        ("بئرا واحدة", [("بئرا واحدة", "1", "", "")]),
        ("الواحات الثلاث", [("الواحات الثلاث", "3", "", "")]),
        ("five trillion", [("five trillion", "5000000000000", "", "")]),
        ("five trillion trillion, 10000000000000000000000000001", []),
        ("the 2019 summit of 27 states", [("27 states", "27", "", "")]),
        ("two years ago, قبل ثلاثة أيام", []),
        ("(1) دور المنظمة", []),
        ("المؤتمر الـ 32 للوزراء", []),
        ("القمة الثالثة عشرة للدول", []),
        ("one of them", []),
    ],
)
def test_numbers(text: str, found: list[tuple[str, str, str, str]]) -> None:
    counted = numbers_in(block(text), [])
    assert [(item.stated, str(item.value), item.scale, item.bound) for item in counted] == found


@pytest.mark.parametrize(
    ("text", "value", "to", "doubt"),
    [
        ("between 20 and 30 ships", "20", "30", ""),
        ("2 to 3.5 million", "2", "3.5", ""),
        ("بين 30 و40 بالمائة", "30", "40", ""),
        ("1.234 سفينة", "1234", None, "or 1.234"),
        ("half of the boats", "0.5", None, "or 50, if the figure is in per cent"),
        ("hardly more than 20 boats", "20", None, "it is half denied"),
    ],
)
def test_ranges_and_what_a_curator_has_to_decide(text: str, value: str, to: str | None, doubt: str) -> None:
    (counted,) = numbers_in(block(text), [])
    assert (str(counted.value), counted.to and str(counted.to)) == (value, to)
    assert counted.doubt.startswith(doubt)
    assert bool(counted.doubt) == bool(doubt)


@given(st.text(max_size=80))
def test_whatever_is_proposed_is_proven(text: str) -> None:
    for counted in numbers_in(block(text), []):
        to = counted.to
        figure = FigureClaim("x", Passage(((1, 1),)), counted.value, counted.stated, counted.scale, counted.bound, to)  # type: ignore[arg-type]
        sense, _ = judge_in(text, counted.find.start, counted.find.end, figure)
        assert sense == "read" or counted.doubt


def test_a_year_is_no_number() -> None:
    dated = block("وبلغ عدد الركاب 310 آلاف راكب عام 2013")
    assert [item.stated for item in numbers_in(dated, [date.find for date in dates_in(dated)])] == ["310 آلاف راكب"]


# What is written


def head(**changes: object) -> Head:
    given = {
        "id": "letter",
        "number": 7,
        "file": "letter.txt",
        "sha256": "0" * 64,
        "languages": ("ar", "en"),
        "voices": (),
    }
    return Head(**(given | changes))  # type: ignore[arg-type]


def read_back(text: str) -> Mapping:
    node = parse(text.encode(), "letter.yaml")
    assert isinstance(node, Mapping)
    return node


@given(st.lists(st.text(max_size=80), max_size=6))
def test_whatever_an_original_holds_the_file_can_be_read_back(harbour, lines: list[str]) -> None:
    corpus = harbour("ar").corpus
    draft = draft_of(Lines(tuple(lines)), register_of(corpus), holders_of(corpus))
    report = Report()
    Reader(report).record(Document, read_back(write(draft, head())), id="letter")
    assert not [problem for problem in report.problems if "there is no field" in problem.message]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40).map(lambda text: f"قال: «{text} نعم»"))
def test_the_words_of_a_quotation_are_those_of_the_original(harbour, line: str) -> None:
    corpus = harbour("ar").corpus
    draft = draft_of(Lines((line,)), register_of(corpus), holders_of(corpus))
    node = read_back(write(draft, head())).get("quotations")
    if isinstance(node, Listing):
        written = [words.text for item in node.items for words in item.get("words").items]  # type: ignore[union-attr]
        found = [fit(words) for spoken in draft.quotations for words in spoken.words]
        assert written == [words for words in found if not unfit(words)]


def test_fields_that_no_rule_knows_are_told_with_their_places(desk: Desk) -> None:
    made = import_original(desk.project, _original(desk, "قالت الجندي: «نعم» في 3 مايو 2021"))
    report = Report()
    gather(desk.project, report)
    told = [str(problem).partition("\n")[0] for problem in report.problems if made.id in problem.place.path]
    path = f"sources/documents/{made.id}.yaml"
    assert f"{path}:5:8: the text is missing in Arabic (ar)" in told
    assert any("the field 'voice' has no value" in line for line in told)
    assert any("the field 'event' has no value" in line for line in told)
    assert sum("is to be confirmed" in line for line in told) == 4  # the head, a date, a quotation, a name


def _original(desk: Desk, text: str, name: str = "letter.txt") -> Path:
    desk.write(f"originals/{name}", text)
    return desk.root / "originals" / name


REVIEWED = {
    'title: {ar: "", en: ""}': "title: {ar: رسالة, en: Letter}",
    'kind: {ar: "", en: ""}': "kind: {ar: رسالة, en: letter}",
    'publisher: {ar: "", en: ""}': "publisher: {ar: مجهول, en: unknown}",
    'voice: ""': "voice: press",
    'dated: {ar: "", en: ""}': "dated: {ar: بلا تاريخ, en: undated}",
    'interest: {ar: "", en: ""}': "interest: {ar: لا تُعرف, en: not known}",
    'why: {ar: "", en: ""}': "why: {ar: وثيقة مخترعة, en: invented}",
    'summary: {ar: "", en: ""}': "summary: {ar: ملخص, en: a summary}",
    'event: ""': "event: storm",
    'occasion: {ar: "", en: ""}': "occasion: {ar: رسالة, en: a letter}",
    '      en: ""': "      en: Yes, of course.",
}


def test_an_import_is_refused_until_every_mark_is_deleted_and_then_taken(desk: Desk) -> None:
    made = import_original(desk.project, _original(desk, "قالت الجندي: «نعم» في 3 مايو 2021"))
    text = made.path.read_text("utf-8")
    for empty, filled in REVIEWED.items():
        assert empty in text, empty
        text = text.replace(empty, filled)
    made.path.write_text(text, "utf-8")
    for left in range(text.count(f"{UNCONFIRMED}: true"), 0, -1):
        report = Report()
        gather(desk.project, report)
        told = [problem for problem in report.errors if "is to be confirmed" in problem.message]
        assert (len(told), len(report.errors)) == (left - 1, left - 1)  # the comment on top has the words once, too
        assert all(problem.hint == "compare it with the original, then delete this line" for problem in told)
        text = "".join(_without_last_mark(text)) if left > 1 else text
        made.path.write_text(text, "utf-8")
    assert report.errors == []


def _without_last_mark(text: str) -> list[str]:
    lines = text.splitlines(keepends=True)
    last = max(i for i, line in enumerate(lines) if line.lstrip(" -").startswith(UNCONFIRMED))
    return [*lines[:last], *lines[last + 1 :]]


@pytest.mark.parametrize("command", ["check", "build", "export --format json"])
def test_nothing_is_made_of_what_nobody_has_reviewed(
    command: str, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.edit("sources/documents/pilot.yaml", "  - event: opening\n", "  - event: opening\n    to_be_confirmed: true\n")
    assert main([*command.split(), "--project", str(desk.root)]) == 1
    assert "this event claim was found by an import and is to be confirmed" in capsys.readouterr().err
    assert desk.published() == {}


def test_editors_know_the_mark() -> None:
    schema = json_schema(Document)
    for record in (schema, schema["$defs"]["Quotation"]):  # type: ignore[index]
        assert record["properties"][UNCONFIRMED]["const"] is True  # type: ignore[index, call-overload]
        assert UNCONFIRMED not in record["required"]  # type: ignore[index, operator]


# Where it is written


def test_a_new_document_takes_the_next_number_also_behind_one_that_waits(desk: Desk) -> None:
    first = import_original(desk.project, _original(desk, "نص أول", "one.txt"))
    second = import_original(desk.project, _original(desk, "نص ثان", "two.txt"))
    assert [(made.id, made.number) for made in (first, second)] == [("one", 4), ("two", 5)]


@pytest.mark.parametrize(
    ("file", "expected"), [("Letter No. 3.txt", "letter-no-3"), ("رسالة.txt", "document-4"), ("pilot.txt", "pilot-2")]
)
def test_the_id_comes_from_the_files_name(file: str, expected: str, desk: Desk) -> None:
    assert import_original(desk.project, _original(desk, "نص", file)).id == expected


def test_nothing_is_overwritten(desk: Desk, tmp_path: Path) -> None:
    before = (desk.root / "sources/documents/pilot.yaml").read_bytes()
    other = tmp_path / "mine.yaml"
    other.write_text("mine")
    for arguments in (("pilot", ""), ("", str(other))):
        with pytest.raises(WrongUsage, match="is there already"):
            import_original(desk.project, _original(desk, "نص"), *arguments)
    assert ((desk.root / "sources/documents/pilot.yaml").read_bytes(), other.read_text()) == (before, "mine")


def test_an_original_is_imported_once(desk: Desk, tmp_path: Path) -> None:
    original = Path(__file__).parent / "dossiers" / "harbour-originals" / "coastal-pilot.txt"
    with pytest.raises(WrongUsage, match=r"is the original of sources/documents/pilot\.yaml already"):
        import_original(desk.project, original)
    assert import_original(desk.project, original, output=str(tmp_path / "again.yaml")).path.is_file()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b" \n", "there is no text"),
        ("nowhere.txt", None, "is no file"),
        ("x.txt", b"\xff", "is not UTF-8"),
    ],
)
def test_what_cannot_be_imported_is_told_and_nothing_written(
    name: str, content: bytes | None, told: str, desk: Desk
) -> None:
    before = sorted((desk.root / "sources/documents").iterdir())
    if content is not None:
        desk.write(f"originals/{name}", content)
    with pytest.raises(WrongUsage, match=told):
        import_original(desk.project, desk.root / "originals" / name)
    assert sorted((desk.root / "sources/documents").iterdir()) == before


def test_a_dossier_that_does_not_say_what_it_is_is_told(desk: Desk) -> None:
    desk.write("sources/dossier.yaml", "title: [")
    with pytest.raises(Broken):
        import_original(desk.project, _original(desk, "نص"))


def test_the_command_says_what_it_found(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    original = _original(desk, "قالت هالة الجندي: «نعم» في 3 مايو 2021، وبلغ العدد 20 مليون راكب.")
    assert main(["import", str(original), "--id", "reply", "--project", str(desk.root), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["id"], said["number"], Path(said["file"]).name) == ("reply", 4, "reply.yaml")
    assert said["counts"] == {
        "quotations": 1,
        "quotations with a likely speaker": 1,
        "dates": 1,
        "numbers": 1,
        "people and bodies": 1,
        "new people and bodies": 0,
    }


def test_pages_of_a_pdf_stand_in_the_comments() -> None:
    draft = draft_of(lines := Lines(("He left on 3 May 2021.",), (12,)), register_of(_nobody()), {})
    assert "# line 1, page 12: He left on 3 May 2021." in write(draft, head(original=lines))


def _nobody():
    from dossier.model.corpus import Corpus
    from dossier.reading.source_set import _NO_SETTINGS

    return Corpus(_NO_SETTINGS, {}, (), {}, {}, {}, {}, ())


def test_an_empty_scalar_is_quoted_so_that_the_reader_tells_what_is_missing() -> None:
    draft = draft_of(Lines(("x",)), register_of(_nobody()), {})
    title = read_back(write(draft, head())).get("title")
    assert isinstance(title, Mapping)
    assert all(isinstance(value, Scalar) and value.quoted and value.text == "" for _, value in title.entries)


@pytest.mark.parametrize("text", ["خسر كل شيء دفعة واحدة", "وقفوا صفا واحدا", "قالوا بصوت واحد", "هبوا يدا واحدة"])
def test_what_is_done_as_one_counts_nothing(text: str) -> None:
    assert numbers_in(block(text), []) == ()
