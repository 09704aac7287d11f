"""What can be told of one record by itself, so also where the file around it is broken elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from dossier.model.judgements import BottomLine, Judgement
from dossier.model.languages import primary
from dossier.model.markings import Marking
from dossier.model.plan import Bar, Disagreement, Edition, Panel, Settings
from dossier.model.records import Document, FigureClaim, Location, Organisation, OriginalFile, Text, When
from dossier.problems import PlaceOf, Report
from dossier.reading.schema import Reader

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
#: What a link can lead to and every form of bibliography can hold (RFC 3987, without what RFC 3986 calls unsafe).
_ADDRESS = re.compile(r"https?://[^\s/?#<>\"{}|\\^`]+[^\s<>\"{}|\\^`]*\Z")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}\Z")
#: kind of panel -> the field that holds what it shows
_SHOWN = {"numbers": "figures", "bars": "bars", "rank": "figures"}
POLE = 90  #: degrees
MOST_CELLS = 200  #: of a rank: some lines of them


def check_record(record: Any, reader: Reader) -> None:
    """One record of any kind."""
    report = reader.report
    if isinstance(record, When):
        _date(record, reader, report)
    elif isinstance(record, Edition):
        if record.id == "sources":  # which is what verify calls what it proves of the sources themselves
            report.error(record.place, "an edition cannot be called sources", "rename the file")
    elif isinstance(record, FigureClaim):
        if record.to is not None and record.to <= record.value:
            hint = "value is the lower end and to the upper; 20 to 30 is value: 20, to: 30"
            report.warning(reader.place(record, "to"), f"a range ends above its beginning, {record.value:f}", hint)
    elif isinstance(record, OriginalFile):
        if not _SHA256.match(record.sha256):
            hint = "sha256sum FILE prints it"
            report.error(reader.place(record, "sha256"), "sha256 is not 64 hexadecimal digits in small letters", hint)
        if set(record.file) & set("/\\:") or record.file.startswith("."):
            message = f"{record.file[:40]!r} is not the plain name of a file"
            report.error(reader.place(record, "file"), message, "its folder is named elsewhere: --originals DIR")
    elif isinstance(record, Settings):
        check_unique(record.lanes, "lane", reader.place, report)
        check_unique(record.voices, "voice", reader.place, report)
        check_unique(record.sides, "side", reader.place, report)
        if (day := record.issued) and (day.end or day.precision != "day" or day.approximate):
            report.error(reader.place(record, "issued"), f"{day} is not the day of an issue", "such as 2024-03-05")
    elif isinstance(record, Organisation):
        check_unique(record.offices, "office", reader.place, report)
    elif isinstance(record, Panel):
        _panel(record, reader, report)
    elif isinstance(record, Location):
        _location(record, reader, report)
    elif isinstance(record, Bar):
        if bool(record.figure) == bool(record.count):
            report.error(record.place, "a bar is a figure or a count, one of the two", "figure: id, or count: {…}")
    elif isinstance(record, Disagreement):
        check_unique((side for side in record.positions if side.id), "position", reader.place, report)
    elif isinstance(record, Judgement | BottomLine):
        _certainty(record, reader, report)
    elif isinstance(record, Marking):
        for name in ("color", "plate"):
            if (color := getattr(record, name)) and not _COLOR.match(color):
                report.error(reader.place(record, name), f"{color[:40]!r} is no colour", 'such as "#0f4c5c"')


def check_unique(records: Iterable[Any], what: str, place_of: PlaceOf, report: Report) -> None:
    """No id twice."""
    seen: dict[str, Any] = {}
    for record in records:
        if (first := seen.setdefault(record.id, record)) is not record:
            place = place_of(record, "id")
            report.error(place, f"the {what} id {record.id!r} is used twice", f"first in {place_of(first, 'id')}")


def _certainty(record: Judgement | BottomLine, reader: Reader, report: Report) -> None:
    """How likely something is, or how sure the analyst is: one of the two, and never both."""
    if record.likelihood and record.confidence:
        hint = "say in two judgements how likely it is, and how sure you are"
        message = "a judgement has a likelihood or a confidence, never both (ICD 203)"
        report.error(reader.place(record, "confidence"), message, hint)
    elif not record.likelihood and not record.confidence:
        hint = "confidence: low, moderate or high; or, of an event, likelihood: a word of the yardstick"
        report.error(record.place, "a judgement says how sure it is, or how likely something", hint)


def _panel(panel: Panel, reader: Reader, report: Report) -> None:
    shown = _SHOWN[panel.kind]
    if not getattr(panel, shown):
        report.error(panel.place, f"a panel of the kind {panel.kind!r} shows nothing", f"add {shown}: …")
    if panel.kind == "rank" and (len(panel.figures) > 1 or not panel.of):
        report.error(panel.place, "a rank is one figure among a number of places", "figures: [one], of: how many")
    elif panel.of > MOST_CELLS:
        message = f"a rank among {panel.of:,} cannot be drawn: it has a cell for each, and {MOST_CELLS} at most"
        report.error(panel.place, message, "show it as kind: numbers")


def _location(location: Location, reader: Reader, report: Report) -> None:
    """A point of the earth: latitude, then longitude."""
    place, example = reader.place(location, "at"), "latitude, then longitude: at: [21.49, 39.19]"
    if len(location.at) != 2:
        found = "here is one" if len(location.at) == 1 else f"here are {len(location.at)}"
        report.error(place, f"a location has two coordinates, and {found}", example)
        return
    latitude, longitude = location.at
    if abs(latitude) > POLE:
        hint = f"at: [{longitude}, {latitude}]? the latitude comes first" if abs(longitude) <= POLE else example
        report.error(place, f"{latitude} is no latitude: it is from -{POLE} to {POLE}", hint)
    if abs(longitude) > 2 * POLE:
        report.error(place, f"{longitude} is no longitude: it is from -{2 * POLE} to {2 * POLE}", example)


def _date(when: When, reader: Reader, report: Report) -> None:
    if when.inferred and not when.why:
        report.error(when.place, "a date that was worked out must say how", "why: {ar: …, en: …}")
    if not when.inferred and not when.stated:
        report.error(when.place, "a date needs the words that state it", "stated: …, or inferred: date with why: …")
    if when.part and when.date.precision == "day":
        hint = "leave out the day: precision is never invented"
        report.error(reader.place(when, "part"), f"a day has no part {when.part!r}", hint)
    elif when.part and not when.date.approximate:
        report.error(reader.place(when, "date"), f"{when.part!r} makes the date approximate", f"date: {when.date}~")


def check_document(document: Document, reader: Reader) -> None:
    """A document that could be read as a whole."""
    _origin(document, reader, reader.report)
    _quotations(document, reader, reader.report)
    _appearances(document, reader.report)


def _origin(document: Document, reader: Reader, report: Report) -> None:
    """Where it was taken from, and when."""
    for name in ("url", "archived"):
        if (address := getattr(document, name)) and not _ADDRESS.match(address):
            hint = "https://example.org/page, without spaces; { and } are written %7B and %7D"
            report.error(reader.place(document, name), f"{address[:60]!r} is no address on the web", hint)
    if (day := document.retrieved) and (day.end or day.precision != "day" or day.approximate):
        report.error(reader.place(document, "retrieved"), f"{day} is not the day of a retrieval", "such as 2024-03-05")


def _quotations(document: Document, reader: Reader, report: Report) -> None:
    for quotation in document.quotations:
        if not quotation.words or not all(quotation.words):
            report.error(reader.place(quotation, "words"), "a quotation needs its words")
        for language in reader.languages:
            if language != primary(document.language) and not (quotation.translation or Text()).of(language):
                hint = f"translation: {{{language}: …}}"
                report.error(quotation.place, f"the quotation has no translation ({language})", hint)


def _appearances(document: Document, report: Report) -> None:
    for name, count in Counter(appearance.of for appearance in document.appearances).items():
        if count > 1:
            second = [appearance for appearance in document.appearances if appearance.of == name][1]
            hint = "put all its names and roles together"
            report.error(second.place, f"{name!r} appears twice in this document", hint)
