"""The corpus for other programs, read back by other programs."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from dossier.export.bibliography import bibtex, csl_json, escape_bibtex, ris
from dossier.export.forms import EXPORT_FORMATS, ExportFormat, export
from dossier.export.tables import TABLES, without_formulas
from dossier.files.project import Project
from dossier.model import dates
from dossier.model.corpus import Corpus
from dossier.model.records import When
from dossier.problems import Report, WrongUsage
from dossier.reading.source_set import gather

HARBOUR = Path(__file__).parent / "dossiers" / "harbour"
DIGEST = "a243ed4eb9b5a7cccdde80aea4215b4a2240c8cc277ca809c1232d14e7f21105"


def read(root: Path) -> Corpus:
    report = Report()
    corpus = gather(Project(root), report).corpus
    report.stop_if_broken()
    assert corpus
    return corpus


@pytest.fixture(scope="module")
def harbour() -> Corpus:
    return read(HARBOUR)


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# JSON.


def test_json_holds_every_claim_with_its_place(harbour: Corpus) -> None:
    data = json.loads(export(harbour, "json"))
    assert data["format"] == "dossier-corpus/2"
    assert data["counts"] == {
        "documents": 3,
        "editions": 2,
        "people": 4,
        "organisations": 3,
        "events": 9,
        "figures": 6,
        "locations": 0,
        "judgements": 0,
        "main_claims": 0,
        "disagreements": 13,
        "claims": {"key_points": 6, "events": 15, "quotations": 5, "figures": 9, "appearances": 11, "faults": 1},
    }
    for name, count in data["counts"]["claims"].items():
        assert len(data["claims"][name]) == count
    places = [place for place in every(data, "at") if place is not None]
    assert places
    assert all(set(place) == {"document", "number", "lines"} for place in places)


def test_json_gives_dates_as_they_are_known(harbour: Corpus) -> None:
    (storm,) = [
        claim
        for claim in json.loads(export(harbour, "json"))["claims"]["events"]
        if claim["event"] == "storm" and claim["document"] == "bulletin"
    ]
    assert storm == {
        "document": "bulletin",
        "number": 1,
        "event": "storm",
        "at": {"document": "bulletin", "number": 1, "lines": "5"},
        "when": {
            "date": {
                "edtf": "2014-01~",
                "first": "2014-01-01",
                "last": "2014-01-31",
                "precision": "month",
                "approximate": True,
            },
            "stated": "في نهاية يناير 2014",
            "part": "end",
            "inferred": "",
            "why": None,
            "at": None,
        },
        "status": "happened",
        "witness": "text",
        "says": {"ar": "ألحقت العاصفة أضرارًا بالرصيف الشرقي.", "en": "The storm damaged the eastern quay."},
    }


def test_json_gives_numbers_as_printed_and_to_reckon_with(harbour: Corpus) -> None:
    figures = json.loads(export(harbour, "json"))["claims"]["figures"]
    values = [(claim["figure"], claim["value"], claim["scale"], claim["amount"]) for claim in figures]
    assert ("passengers", "310", "thousand", 310_000) in values
    assert ("fare-now", "1.5", "", 1.5) in values


def every(data: Any, key: str) -> list[Any]:
    """All values of a key, wherever it stands."""
    if isinstance(data, dict):
        return [value for name, value in data.items() if name == key] + [
            found for value in data.values() for found in every(value, key)
        ]
    return [found for item in data for found in every(item, key)] if isinstance(data, list) else []


# Bibliographies.


def test_csl_json(harbour: Corpus) -> None:
    bulletin, voice, pilot = json.loads(export(harbour, "csl-json"))
    assert bulletin == {
        "id": "bulletin",
        "type": "document",
        "title": "نشرة الميناء: عودة العبّارة",
        "original-title": "عودة العبّارة بعد ثماني سنوات",
        "publisher": "هيئة ميناء الفنار",
        "issued": {"date-parts": [[2022, 5, 1]]},
        "language": "ar",
        "note": "Source 1\nGrade B2 (Admiralty code)\nDated: 1 May 2022\nAlso: Harbour bulletin: the ferry returns\n"
        f"Original title: عودة العبّارة بعد ثماني سنوات\nSHA-256 of bulletin-118.txt: {DIGEST}",
    }
    assert voice["issued"] == {"date-parts": [[2022]], "circa": True}  # worked out
    assert pilot["issued"] == {"date-parts": [[2022]], "circa": True}  # approximate
    assert pilot["author"] == [{"literal": "Nora Whitfield"}]


def test_bibtex_read_by_another_program(harbour: Corpus) -> None:
    text = export(harbour, "bibtex")
    entries = parse_string(text).entries_dict
    assert list(entries) == ["bulletin", "island-voice", "pilot"]
    assert entries["bulletin"]["title"] == "{نشرة الميناء: عودة العبّارة}"
    assert {name: entries["bulletin"][name] for name in ("year", "month", "date", "langid", "language")} == {
        "year": "2022",
        "month": "may",
        "date": "2022-05-01",
        "langid": "arabic",
        "language": "ar",
    }
    assert DIGEST in entries["bulletin"]["note"]
    assert [entries[name]["date"] for name in ("island-voice", "pilot")] == ["2022?", "2022~"]
    assert "month" not in entries["pilot"]
    assert entries["pilot"]["author"] == "{Nora Whitfield}"


def test_ris_read_by_another_program(harbour: Corpus) -> None:
    text = export(harbour, "ris")
    bulletin, voice, pilot = rispy.loads(text)
    assert {name: bulletin[name] for name in ("id", "title", "publisher", "year", "date", "language")} == {
        "id": "bulletin",
        "title": "نشرة الميناء: عودة العبّارة",
        "publisher": "هيئة ميناء الفنار",
        "year": "2022",
        "date": "2022/05/01/",
        "language": "ar",
    }
    assert len(bulletin["notes"]) == 1
    assert bulletin["notes"][0].endswith(f"SHA-256 of bulletin-118.txt: {DIGEST}")
    assert voice["date"] == "2022///circa"
    assert pilot["authors"] == ["Nora Whitfield"]
    assert text.count("\r\n") == text.count("\n")


@given((st.text(alphabet="\\{}$&#%_^~'`-<>?!\"@,= aس") | st.text()).filter(str.isprintable))
def test_bibtex_escapes_are_undone_by_another_program(text: str) -> None:
    flat = re.sub(r"\s+", " ", text).strip()
    entry = f"@misc{{a,\n  title = {{{{{escape_bibtex(text)}}}}},\n  year = {{2022}}\n}}\n"
    (read_back,) = parse_string(entry).entries
    title = read_back["title"].removeprefix("{").removesuffix("}")
    title = title.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")  # it knows only these
    title = title.replace(r"\textasciigrave{}", "\ue000")
    latex = LatexNodes2Text(keep_comments=True, strict_latex_spaces=True).latex_to_text(title).replace("\ue000", "`")
    latex, flat = (drawn.replace("ˆ", "^").replace("˜", "~") for drawn in (latex, flat))  # it spells these otherwise
    assert latex == flat


# Tables.


@pytest.mark.parametrize(
    ("what", "count"), [("events", 15), ("figures", 9), ("quotations", 5), ("people", 27), ("documents", 3)]
)
def test_every_table_has_a_row_for_each_claim(harbour: Corpus, what: str, count: int) -> None:
    text = export(harbour, "csv", what)
    rows = rows_of(text)
    assert len(rows) == count
    assert tuple(rows[0]) == TABLES[what][0]
    assert text.encode().startswith(b"\xef\xbb\xbf")
    if what != "documents":
        assert all(re.fullmatch(r"lines? \d.*", row["lines"]) and row["number"] in {"1", "2", "3"} for row in rows)


def test_a_range_has_both_ends(harbour: Corpus) -> None:
    bulletin, *others = harbour.documents
    capacity, *figures = bulletin.figures
    wide = replace(capacity, value=Decimal("1.5"), to=Decimal("2"), scale="million")
    corpus = replace(harbour, documents=(replace(bulletin, figures=(wide, *figures)), *others))
    row = rows_of(export(corpus, "csv", "figures"))[0]
    assert [row[name] for name in ("value", "to", "amount", "amount_to")] == ["1.5", "2", "1500000", "2000000"]
    (first, second, *_) = json.loads(export(corpus, "json"))["claims"]["figures"]
    assert [first[name] for name in ("value", "to", "amount", "amount_to")] == ["1.5", "2", 1500000, 2000000]
    assert (second["to"], second["amount_to"]) == (None, None)


def test_a_row_of_each_table(harbour: Corpus) -> None:
    first = {what: (rows_of(export(harbour, "csv", what)) or [{}])[0] for what in TABLES}
    assert [first["events"][name] for name in ("event", "date", "status")] == ["reopening", "2022-06-18", "announced"]
    assert [first["figures"][name] for name in ("bound", "value", "words")] == ["about", "240", "لنحو 240 راكبًا"]
    assert [first["people"][name] for name in ("kind", "claim", "words")] == ["person", "name", "هالة الجندي"]
    assert [first["documents"][name] for name in ("sha256", "reliability")] == [DIGEST, "B"]
    assert first["quotations"]["words"].count(" … ") == 1
    amounts = [row["amount"] for row in rows_of(export(harbour, "csv", "figures"))]
    assert amounts == ["240", "310000", "3", "1900", "350000", "236", "1.5", "0.8", "3"]


def test_a_curator_cannot_make_a_spreadsheet_reckon(tmp_path: Path) -> None:
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    event = tmp_path / "harbour/sources/events/storm.yaml"
    text = event.read_text(encoding="utf-8").replace("A storm stops the line", "'=HYPERLINK(\"http://x\")'")
    event.write_text(text, encoding="utf-8")
    rows = rows_of(export(read(tmp_path / "harbour"), "csv", "events"))
    (title,) = {row["title_en"] for row in rows if row["event"] == "storm"}
    assert title == '\'=HYPERLINK("http://x")'


@given(st.text(alphabet="'=+-@x１＝＋", max_size=6))
def test_guards_hide_formulas_and_can_be_taken_off(text: str) -> None:
    cell = without_formulas(text)
    assert cell[:1] not in set("=+-@＝＋－＠") - {""}
    assert re.sub("^'('*[=+\\-@＝＋－＠])", r"\1", cell, count=1) == text


# All forms.


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_the_same_dossier_gives_the_same_letters(form: ExportFormat) -> None:
    what = "people" if form == "csv" else ""
    assert export(read(HARBOUR), form, what) == export(read(HARBOUR), form, what)


def test_what_cannot_be_asked_for(harbour: Corpus) -> None:
    with pytest.raises(WrongUsage, match="a CSV file holds one table") as told:
        export(harbour, "csv")
    assert told.value.advice == "Name one of: events, figures, quotations, people, judgements, claims, documents."
    with pytest.raises(WrongUsage, match="there is no table 'event'"):
        export(harbour, "csv", "event")
    with pytest.raises(WrongUsage, match="json holds the whole corpus"):
        export(harbour, "json", "events")
    with pytest.raises(WrongUsage, match="there is no form 'bibtxt'") as told:
        export(harbour, "bibtxt")  # type: ignore[arg-type]
    assert told.value.advice == "did you mean bibtex?"


# What the documents differ on.


def test_json_tells_what_the_documents_differ_on(harbour: Corpus) -> None:
    told = {item["id"]: item for item in json.loads(export(harbour, "json"))["disagreements"]}
    assert all({"kind", "subject", "positions", "voices", "note", "computed"} <= set(item) for item in told.values())
    stop = told["stop"]
    assert (stop["kind"], stop["computed"], stop["explains"]) == ("contradiction", False, ["storm"])
    assert stop["subject"]["en"] == "When did the line stop?"
    assert stop["voices"] == {
        "least": 3,
        "most": 3,
        "documents": {"authority": ["bulletin"], "press": ["pilot"], "island": ["island-voice"]},
    }
    computed = told["storm:date"]
    assert (computed["kind"], computed["computed"], computed["explained_by"]) == ("contradiction", True, "stop")
    assert computed["note"] == stop["note"]
    assert [(side["document"], side["states"]["en"], side["at"]["lines"]) for side in computed["positions"]] == [
        ("bulletin", "في نهاية يناير 2014", "5"),
        ("island-voice", "منذ عام 2013", "4"),
        ("pilot", "in January 2014", "5"),
    ]


def test_json_tells_what_nobody_explains(harbour: Corpus) -> None:
    bare = dataclasses.replace(harbour, disagreements=())
    told = json.loads(export(bare, "json"))["disagreements"]
    assert len(told) == 7
    assert {(item["note"], item["explained_by"]) for item in told} == {(None, None)}
    (title,) = [item for item in told if item["id"] == "authority.director:title"]
    assert [side["states"]["party"] for side in title["positions"]] == ["jundi", "jundi"]


@pytest.mark.parametrize(
    ("edtf", "parts", "circa", "year", "printed", "ris_date"),
    [
        ("-0043", [[-44]], False, "-43", "-0043", "-043///"),
        ("2021-21", [[2021]], True, "2021", "2021-21", "2021///2021-21"),
        ("199X", [[1990]], True, "1990", "199X", "1990///199X"),
        ("2015/..", [[2015]], True, "2015", "2015/..", "2015///2015 - .."),
        ("[2019,2021]", [[2019], [2021]], True, "2019", "2019/2021", "2019///[2019,2021]"),
    ],
)
def test_dates_of_every_kind_are_exported(
    edtf: str, parts: list[list[int]], circa: bool, year: str, printed: str, ris_date: str, harbour: Corpus
) -> None:
    document = dataclasses.replace(harbour.documents[0], when=When(dates.parse(edtf), "stated"))
    corpus = dataclasses.replace(harbour, documents=(document,))
    (item,) = json.loads(csl_json(corpus))
    assert item["issued"] == {"date-parts": parts} | ({"circa": True} if circa else {})
    assert f"year = {{{year}}}" in bibtex(corpus)
    assert f"date = {{{printed}}}" in bibtex(corpus)
    assert f"DA  - {ris_date}\r\n" in ris(corpus)
