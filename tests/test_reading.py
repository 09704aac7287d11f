"""What a curator is told. Each case breaks the harbour dossier by one edit and shows the lines that come out."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from dossier.files.project import Project
from dossier.problems import Broken, Report
from dossier.reading.schema import json_schema
from dossier.reading.source_set import RECORD_TYPES, gather

HARBOUR = Path(__file__).parent / "dossiers" / "harbour"
STOP = "sources/disagreements/stop.yaml"
BULLETIN = "sources/documents/bulletin.yaml"
VOICE = "sources/documents/island-voice.yaml"
PILOT = "sources/documents/pilot.yaml"
JUNDI = "sources/people/jundi.yaml"
SETTINGS = "sources/dossier.yaml"


@dataclass
class Desk:
    """A copy of the harbour dossier that may be spoilt."""

    root: Path

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def write(self, path: str, content: str | bytes) -> None:
        (self.root / path).parent.mkdir(exist_ok=True)
        (self.root / path).write_bytes(content if isinstance(content, bytes) else content.encode())

    def told(self) -> list[str]:
        """Everything the reader says, as the command line prints it; its clock has to stay quick."""
        report = Report()
        began = time.process_time()
        gather(Project(self.root), report)
        assert time.process_time() - began < 5
        return [str(problem) for problem in sorted(report.problems)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    return Desk(tmp_path / "harbour")


def test_the_harbour_reads_without_a_word(desk: Desk) -> None:
    assert desk.told() == []


# One edit: file, what stood there, what stands there now, and what is told.
EDITS: dict[str, tuple[str, str, str, str]] = {
    "an unknown field": (
        BULLETIN,
        "date_at: line 2",
        "date_on: line 2",
        "sources/documents/bulletin.yaml:11:1: there is no field 'date_on' here\n"
        "    hint: did you mean date_at or dated?",
    ),
    "a field of another kind": (
        JUNDI,
        "variants:",
        "spouse:",
        "sources/people/jundi.yaml:3:1: there is no field 'spouse' here\n    hint: known: actor, gender, index, name, "
        "note, variants",
    ),
    "a range that ends where it begins": (
        BULLETIN,
        "    value: 240\n",
        "    value: 240\n    to: 240\n",
        "sources/documents/bulletin.yaml:71:9: warning: a range ends above its beginning, 240\n"
        "    hint: value is the lower end and to the upper; 20 to 30 is value: 20, to: 30",
    ),
    "a missing field": (
        BULLETIN,
        "voice: authority\n",
        "",
        "sources/documents/bulletin.yaml:1:1: the field 'voice' is missing\n    hint: add voice: …",
    ),
    "a field without a value": (
        BULLETIN,
        "voice: authority",
        "voice:",
        "sources/documents/bulletin.yaml:8:7: the field 'voice' has no value\n    hint: give it one",
    ),
    "an optional field without a value": (
        BULLETIN,
        "printed_title: عودة العبّارة بعد ثماني سنوات",
        "printed_title:",
        "sources/documents/bulletin.yaml:3:15: the field 'printed_title' has no value\n"
        "    hint: give it one, or delete the line",
    ),
    "an empty text in quotes": (
        BULLETIN,
        "stated: المرتبة الثالثة بين موانئ الساحل الثمانية",
        'stated: ""',
        "sources/documents/bulletin.yaml:82:13: the field 'stated' has no value\n    hint: give it one",
    ),
    "a missing language": (
        JUNDI,
        ", en: Hala al-Jundi}",
        "}",
        "sources/people/jundi.yaml:1:7: the text is missing in English (en)\n    hint: add en: …",
    ),
    "an empty language": (
        JUNDI,
        ", en: Hala al-Jundi}",
        ", en: }",
        "sources/people/jundi.yaml:1:7: the text is missing in English (en)\n    hint: add en: …",
    ),
    "an unknown language": (
        JUNDI,
        ", en: Hala al-Jundi}",
        ", en: Hala al-Jundi, fr: Hala}",
        "sources/people/jundi.yaml:1:44: there is no language 'fr'\n    hint: known: ar, en",
    ),
    "a comma that ends a text": (
        JUNDI,
        ", en: Hala al-Jundi}",
        ", en: Jundi, Hala, al-}",
        "sources/people/jundi.yaml:1:36: there is no language 'Hala'\n"
        '    hint: the comma ends the text before it; put the text in quotation marks: en: "Jundi, Hala, al-"',
    ),
    "a text without languages": (
        JUNDI,
        "name: {ar: هالة الجندي, en: Hala al-Jundi}",
        "name: Hala al-Jundi",
        "sources/people/jundi.yaml:1:7: expected a text in each language, found the words 'Hala al-Jundi'\n"
        "    hint: {ar: …, en: …}",
    ),
    "a list where a text is due": (
        JUNDI,
        "name: {ar: هالة الجندي, en: Hala al-Jundi}",
        "name: [Hala, al-Jundi]",
        "sources/people/jundi.yaml:1:7: expected a text in each language, found a list\n    hint: {ar: …, en: …}",
    ),
    "a list inside a text": (
        JUNDI,
        "en: Hala al-Jundi}",
        "en: [Hala, al-Jundi]}",
        "sources/people/jundi.yaml:1:29: expected a text, found a list\n    hint: put it in double quotes",
    ),
    "a list where a word is due": (
        BULLETIN,
        "reliability: B",
        "reliability: [B]",
        "sources/documents/bulletin.yaml:16:16: expected one value, found a list",
    ),
    "words where fields are due": (
        BULLETIN,
        "original: {file: bulletin-118.txt, sha256: a243ed4eb9b5a7cccdde80aea4215b4a2240c8cc277ca809c1232d14e7f21105}",
        "original: bulletin-118.txt",
        "sources/documents/bulletin.yaml:6:11: expected fields, found the words 'bulletin-118.txt'\n"
        "    hint: fields: file, sha256",
    ),
    "fields where a list is due": (
        JUNDI,
        "variants: [الجندي]",
        "variants: {ar: الجندي}",
        "sources/people/jundi.yaml:3:11: expected a list, found fields\n    hint: begin each item with a dash",
    ),
    "an empty item": (
        JUNDI,
        "variants: [الجندي]",
        "variants:\n  - الجندي\n  -",
        "sources/people/jundi.yaml:5:4: this item of the list is empty\n    hint: write it, or delete its dash",
    ),
    "a dangling person": (
        BULLETIN,
        "  - id: jundi-promise\n    speaker: jundi",
        "  - id: jundi-promise\n    speaker: jundy",
        "sources/documents/bulletin.yaml:53:14: there is no 'jundy' in sources/people/ or in sources/organisations/\n"
        "    hint: did you mean jundi?",
    ),
    "a dangling person like nobody": (
        BULLETIN,
        "  - id: jundi-promise\n    speaker: jundi",
        "  - id: jundi-promise\n    speaker: smith",
        "sources/documents/bulletin.yaml:53:14: there is no 'smith' in sources/people/ or in sources/organisations/\n"
        "    hint: write sources/people/smith.yaml or sources/organisations/smith.yaml",
    ),
    "a dangling event": (
        BULLETIN,
        "event: reopening",
        "event: re-opening",
        "sources/documents/bulletin.yaml:33:12: there is no 're-opening' in sources/events/\n"
        "    hint: did you mean reopening or opening?",
    ),
    "a dangling office": (
        VOICE,
        "office: council.chair",
        "office: council.chairman",
        "sources/documents/island-voice.yaml:122:17: there is no 'council.chairman' among the offices of the bodies\n"
        "    hint: did you mean council.chair?",
    ),
    "a dangling lane": (
        "sources/events/storm.yaml",
        "lane: line",
        "lane: lines",
        "sources/events/storm.yaml:2:7: there is no 'lines' among the lanes of sources/dossier.yaml\n"
        "    hint: did you mean line?",
    ),
    "a dangling voice": (
        PILOT,
        "voice: press",
        "voice: pres",
        "sources/documents/pilot.yaml:9:8: there is no 'pres' among the voices of sources/dossier.yaml\n"
        "    hint: did you mean press?",
    ),
    "a dangling difference": (
        STOP,
        "explains: [storm]",
        "explains: [storms]",
        "sources/disagreements/stop.yaml:8:12: there is no 'storms' "
        "in sources/events/ or in sources/figures/ or among the offices of the bodies or in sources/organisations/\n"
        "    hint: did you mean storm?",
    ),
    "a citation to no document": (
        STOP,
        "[island-voice:4]",
        "[island-vioce:4]",
        "sources/disagreements/stop.yaml:5:51: there is no document 'island-vioce'\n"
        "    hint: did you mean island-voice?",
    ),
    "a citation without a line": (
        STOP,
        "[island-voice:4]",
        "[island-voice]",
        "sources/disagreements/stop.yaml:5:52: 'island-voice' is not a citation such as letter:67",
    ),
    "no citation": (
        STOP,
        "[island-voice:4]",
        "[]",
        "sources/disagreements/stop.yaml:5:51: this statement has no citation\n    hint: cites: [document:line]",
    ),
    "a wrong word": (
        BULLETIN,
        "status: announced",
        "status: anounced",
        "sources/documents/bulletin.yaml:36:13: 'anounced' is none of: happened, announced, planned\n"
        "    hint: did you mean announced or planned?",
    ),
    "no such month": (
        BULLETIN,
        "{date: 2022-05-01, stated: 1 مايو 2022}",
        "{date: 2022-13-01, stated: 1 مايو 2022}",
        "sources/documents/bulletin.yaml:10:14: '2022-13-01' has no such month",
    ),
    "no such day": (
        BULLETIN,
        "{date: 2022-05-01, stated: 1 مايو 2022}",
        "{date: 2022-02-30, stated: 1 مايو 2022}",
        "sources/documents/bulletin.yaml:10:14: '2022-02-30' has no such day",
    ),
    "a date in words": (
        BULLETIN,
        "{date: 2022-05-01, stated: 1 مايو 2022}",
        "{date: 1 May 2022, stated: 1 مايو 2022}",
        "sources/documents/bulletin.yaml:10:14: '1 May 2022' is not an EDTF date such as "
        "2005, 2005-06, 2005-06-28 or 2005-06~",
    ),
    "a date in other digits": (
        BULLETIN,
        "{date: 1961,",
        "{date: ١٩٦١,",
        "sources/documents/bulletin.yaml:39:18: '١٩٦١' is not an EDTF date such as "
        "2005, 2005-06, 2005-06-28 or 2005-06~\n"
        "    hint: write digits as 0-9",
    ),
    "a date that ends before it begins": (
        BULLETIN,
        "{date: 1961,",
        "{date: 1961/1960,",
        "sources/documents/bulletin.yaml:39:18: '1961/1960' ends before it begins",
    ),
    "a date open at both ends": (
        BULLETIN,
        "{date: 1961,",
        "{date: /..,",
        "sources/documents/bulletin.yaml:39:18: '/..' is a run without its beginning and its end",
    ),
    "precision invented": (
        BULLETIN,
        "{date: 2014-01~, part: end,",
        "{date: 2014-01-31~, part: end,",
        "sources/documents/bulletin.yaml:42:37: a day has no part 'end'\n"
        "    hint: leave out the day: precision is never invented",
    ),
    "a part that is not approximate": (
        BULLETIN,
        "{date: 2014-01~, part: end,",
        "{date: 2014-01, part: end,",
        "sources/documents/bulletin.yaml:42:18: 'end' makes the date approximate\n    hint: date: 2014-01~",
    ),
    "a date without its words": (
        BULLETIN,
        "{date: 2019-03-12, stated: 12 مارس 2019}",
        "{date: 2019-03-12}",
        "sources/documents/bulletin.yaml:46:11: a date needs the words that state it\n"
        "    hint: stated: …, or inferred: date with why: …",
    ),
    "a date worked out without a reason": (
        VOICE,
        "      inferred: year\n      stated: في سبتمبر من العام الماضي\n"
        "      why: {ar: الصفحة من عام 2022., en: The sheet is of 2022.}\n  - event: reopening",
        "      inferred: year\n      stated: في سبتمبر من العام الماضي\n  - event: reopening",
        "sources/documents/island-voice.yaml:48:7: a date that was worked out must say how\n"
        "    hint: why: {ar: …, en: …}",
    ),
    "a number used twice": (
        VOICE,
        "number: 2",
        "number: 1",
        "sources/documents/island-voice.yaml:1:9: two documents are number 1\n"
        "    hint: sources/documents/bulletin.yaml has it; the next free number is 4",
    ),
    "a number below 1": (
        VOICE,
        "number: 2",
        "number: 0",
        "sources/documents/island-voice.yaml:1:9: documents are numbered from 1\n    hint: the next free number is 4",
    ),
    "a quotation id used twice": (
        VOICE,
        "id: qassar-whistle",
        "id: jundi-promise",
        "sources/documents/island-voice.yaml:61:9: the quotation id 'jundi-promise' is used twice\n"
        "    hint: first in sources/documents/bulletin.yaml:52:9",
    ),
    "a lane used twice": (
        SETTINGS,
        "{id: island, name: {ar: الجزيرة, en: The island}}",
        "{id: line, name: {ar: الجزيرة, en: The island}}",
        "sources/dossier.yaml:19:10: the lane id 'line' is used twice\n"
        "    hint: first in sources/dossier.yaml:17:10\n"
        "sources/events/petition.yaml:2:7: there is no 'island' among the lanes of sources/dossier.yaml\n"
        "    hint: known: harbour, line\n"
        "sources/events/school-crossing.yaml:2:7: there is no 'island' among the lanes of sources/dossier.yaml\n"
        "    hint: known: harbour, line",
    ),
    "an office used twice": (
        "sources/organisations/council.yaml",
        "offices:",
        "offices:\n  - {id: chair, title: {ar: رئيس, en: Chair}}",
        "sources/organisations/council.yaml:6:10: the office id 'chair' is used twice\n"
        "    hint: first in sources/organisations/council.yaml:5:10",
    ),
    "an id that is none": (
        VOICE,
        "id: qassar-whistle",
        "id: ../whistle",
        "sources/documents/island-voice.yaml:61:9: '../whistle' cannot be an id\n"
        "    hint: use a-z, 0-9 and single hyphens",
    ),
    "a duplicate key": (
        JUNDI,
        "variants: [الجندي]",
        "variants: [الجندي]\nvariants: [هالة]",
        "sources/people/jundi.yaml:4:1: the key 'variants' comes twice\n"
        "    hint: it stands already in line 3; in a list each item begins with a dash",
    ),
    "a quotation without a place": (
        BULLETIN,
        "    at: line 11\n    occasion",
        "    occasion",
        "sources/documents/bulletin.yaml:59:5: the field 'at' is missing\n    hint: add at: line 5",
    ),
    "a place that is none": (
        BULLETIN,
        "    at: line 11\n    occasion",
        "    at: paragraph 11\n    occasion",
        "sources/documents/bulletin.yaml:62:9: 'paragraph 11' is not a place such as: line 5, or: lines 6, 8-9",
    ),
    "a place that goes backwards": (
        BULLETIN,
        "    at: line 11\n    occasion",
        "    at: lines 11-9\n    occasion",
        "sources/documents/bulletin.yaml:62:9: '11-9': lines are counted from 1 and named in rising order",
    ),
    "a place of a million lines": (
        BULLETIN,
        "    at: line 11\n    occasion",
        "    at: lines 1-9999999\n    occasion",
        "sources/documents/bulletin.yaml:62:9: '1-9999999' does not name lines, such as 5, or 6, 8-9",
    ),
    "a quotation without words": (
        PILOT,
        'words: ["We lost two weeks to a gearbox, not to a quarrel,"]',
        'words: [""]',
        "sources/documents/pilot.yaml:51:12: a quotation needs its words",
    ),
    "a translation missing": (
        PILOT,
        "    translation: {ar: أخّرنا ناقل الحركة أسبوعين، لا الخصام.}\n",
        "",
        "sources/documents/pilot.yaml:49:5: the quotation has no translation (ar)\n    hint: translation: {ar: …}",
    ),
    "a translation into the wrong language": (
        PILOT,
        "translation: {ar: أخّرنا ناقل الحركة أسبوعين، لا الخصام.}",
        "translation: {en: We lost two weeks.}",
        "sources/documents/pilot.yaml:49:5: the quotation has no translation (ar)\n    hint: translation: {ar: …}",
    ),
    "an unknown form of a name": (
        PILOT,
        "{form: Omar Shaheen,",
        "{form: Omar Shahin,",
        "sources/documents/pilot.yaml:63:13: sources/people/shaheen.yaml does not know the form 'Omar Shahin'\n"
        "    hint: add it to its variants",
    ),
    "somebody who appears twice": (
        PILOT,
        "  - of: authority\n",
        "  - of: nawras\n    names: [{form: Nawras Ferries, at: line 7}]\n  - of: authority\n",
        "sources/documents/pilot.yaml:72:5: 'nawras' appears twice in this document\n"
        "    hint: put all its names and roles together",
    ),
    "a marking that TLP does not have": (
        SETTINGS,
        "marking: TLP:GREEN",
        "marking: TLP:WHITE",
        "sources/dossier.yaml:11:10: 'TLP:WHITE' is not a marking of TLP 2.0\n"
        "    hint: one of: TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR",
    ),
    "a digest that is none": (
        PILOT,
        "sha256: b7ac0338",
        "sha256: B7AC0338",
        "sources/documents/pilot.yaml:6:45: sha256 is not 64 hexadecimal digits in small letters\n"
        "    hint: sha256sum FILE prints it",
    ),
    "an original in another folder": (
        PILOT,
        "file: coastal-pilot.txt",
        "file: ../../../etc/passwd",
        "sources/documents/pilot.yaml:6:18: '../../../etc/passwd' is not the plain name of a file\n"
        "    hint: its folder is named elsewhere: --originals DIR",
    ),
    "a number that is none": (
        BULLETIN,
        "value: 240",
        "value: 240.000,5",
        "sources/documents/bulletin.yaml:70:12: '240.000,5' is not a number such as 1.6 or 102347",
    ),
    "a number with a comma": (
        VOICE,
        "value: 1900",
        "value: 1,900",
        "sources/documents/island-voice.yaml:78:12: '1,900' is not a number such as 1.6 or 102347",
    ),
    "a number of 100,000 digits": (
        VOICE,
        "value: 1900",
        "value: " + "9" * 100_000,
        "sources/documents/island-voice.yaml:78:12: a value of 100,000 characters; at most 20,000 fit\n"
        "    hint: shorten it",
    ),
    "a whole number of 100,000 digits": (
        VOICE,
        "number: 2",
        "number: " + "9" * 100_000,
        "sources/documents/island-voice.yaml:1:9: a value of 100,000 characters; at most 20,000 fit\n"
        "    hint: shorten it",
    ),
    "a date of 100,000 digits": (
        BULLETIN,
        "{date: 1961,",
        "{date: " + "9" * 100_000 + ",",
        "sources/documents/bulletin.yaml:39:18: a value of 100,000 characters; at most 20,000 fit\n"
        "    hint: shorten it",
    ),
    "neither true nor false": (
        "sources/events/storm.yaml",
        "cover: true",
        "cover: yes",
        "sources/events/storm.yaml:3:8: 'yes' is neither true nor false",
    ),
    "a rank without places": (
        SETTINGS,
        "    of: 8\n",
        "",
        "sources/dossier.yaml:59:5: a rank is one figure among a number of places\n"
        "    hint: figures: [one], of: how many",
    ),
    "a panel of nothing": (
        SETTINGS,
        "figures: [passengers, boat-capacity, signatures]",
        "figures: []",
        "sources/dossier.yaml:47:5: a panel of the kind 'numbers' shows nothing\n    hint: add figures: …",
    ),
}


@pytest.mark.parametrize(("path", "old", "new", "told"), EDITS.values(), ids=EDITS)
def test_one_edit(desk: Desk, path: str, old: str, new: str, told: str) -> None:
    desk.edit(path, old, new)
    assert "\n".join(desk.told()) == told


# A whole file, as bytes, and what is told of it.
FILES: dict[str, tuple[bytes, str]] = {
    "an empty file": (
        b"",
        "FILE:1:1: the file is empty\n    hint: write the record, or delete the file",
    ),
    "only blanks": (
        b"  \n\n",
        "FILE:1:1: the file is empty\n    hint: write the record, or delete the file",
    ),
    "only comments": (
        b"# later\n",
        "FILE:1:1: the file holds nothing but comments\n    hint: write the record",
    ),
    "only a word": (
        b"later\n",
        "FILE:1:1: expected fields, found the words 'later'\n"
        "    hint: fields: kind, question, positions, ours, order, explains, prints, minor",
    ),
    "a list": (
        b"- one\n- two\n",
        "FILE:1:1: expected fields, found a list\n"
        "    hint: fields: kind, question, positions, ours, order, explains, prints, minor",
    ),
    "a tab": (
        b"kind: naming\n\tquestion: x\n",
        "FILE:2:1: a tab indents this line\n    hint: indent with spaces",
    ),
    "not UTF-8": (
        "kind: naming\nquestion: {ar: س, en: café}\n".encode().replace("é".encode(), b"\xe9"),
        "FILE:2:26: byte 0xe9 is not UTF-8\n    hint: save the file as UTF-8",
    ),
    "UTF-16": (
        "kind: naming\n".encode("utf-16"),
        "FILE:1:1: byte 0xff is not UTF-8\n    hint: save the file as UTF-8",
    ),
    "UTF-16 without a mark": (
        "kind: naming\n".encode("utf-16-le"),
        "FILE:1:2: invisible control character U+0000\n    hint: save the file as UTF-8",
    ),
    "a lone surrogate": (
        b"kind: \xed\xa0\x80\n",
        "FILE:1:7: byte 0xed is not UTF-8\n    hint: save the file as UTF-8",
    ),
    "a lone surrogate, escaped": (
        b'kind: "\\ud800"\n',
        "FILE:1:10: no such character can be written with \\\n"
        "    hint: write \\\\ for one backslash, or use single quotes",
    ),
    "a control character": (
        b"kind: nam\x07ing\n",
        "FILE:1:10: invisible control character U+0007\n    hint: delete it",
    ),
    "a control character, escaped": (
        b'kind: "nam\\aing"\n',
        "FILE:1:7: invisible control character U+0007\n    hint: delete it",
    ),
    "NUL": (
        b"kind: naming\nx: \0\n",
        "FILE:2:4: invisible control character U+0000\n    hint: save the file as UTF-8",
    ),
    "a line end that few programs count": (
        "kind: nam\u2028ing\n".encode(),
        "FILE:1:10: invisible control character U+2028\n    hint: delete it",
    ),
    "two documents": (
        b"kind: naming\n---\nkind: naming\n",
        "FILE:2:1: a second document begins here\n    hint: one file holds one record: remove the ---",
    ),
    "an unclosed quotation mark": (
        b'kind: "naming\norder: 1\n',
        "FILE:1:7: this quotation mark is never closed\n    hint: close it, or write \\ before an inner one",
    ),
    "a quotation mark inside": (
        b'question: {ar: "x", en: "the "old" name"}\n',
        "FILE:1:31: a comma or } is expected here\n    hint: quote what holds a comma, a colon or quotation marks",
    ),
    "an unclosed brace": (
        b"question: {ar: x, en: y\nkind: naming\norder: 3\n",
        "FILE:1:11: what opens here is not closed before line 2\n    hint: close it with }",
    ),
    "a colon inside": (
        b"kind: naming: of course\n",
        "FILE:1:13: no colon is expected here\n    hint: quote the value that holds it, or mend the indentation",
    ),
    "a wrong indentation": (
        b"kind: naming\n   order: 1\n",
        "FILE:2:9: no colon is expected here\n    hint: quote the value that holds it, or mend the indentation",
    ),
    "a list out of line": (
        b"explains:\n  - a\n - b\n",
        "FILE:3:2: this does not fit what stands above\n"
        "    hint: mend the indentation, or what follows a quotation mark",
    ),
    "a field without a colon": (
        b"kind: naming\norder\nminor: true\n",
        "FILE:3:1: a field needs a colon behind its name\n"
        "    hint: name: value, or indent what belongs to the value above",
    ),
    "a sign that begins nothing": (
        b"kind: @naming\n",
        "FILE:1:7: a value cannot begin with this character\n    hint: put the value in double quotes",
    ),
    "Markdown": (
        b"kind: *naming*\n",
        "FILE:1:7: a value cannot begin with * or &\n    hint: put the value in double quotes",
    ),
    "a backslash": (
        b'kind: "C:\\old"\n',
        "FILE:1:10: no such character can be written with \\\n"
        "    hint: write \\\\ for one backslash, or use single quotes",
    ),
    "an anchor": (
        b"kind: &k naming\n",
        "FILE:1:7: anchors (&) and aliases (*) are not used here\n    hint: write the value out, or put it in quotes",
    ),
    "an alias": (
        b"kind: *k\n",
        "FILE:1:7: anchors (&) and aliases (*) are not used here\n    hint: write the value out, or put it in quotes",
    ),
    "an alias of itself": (
        b"kind: &k [*k]\n",
        "FILE:1:7: anchors (&) and aliases (*) are not used here\n    hint: write the value out, or put it in quotes",
    ),
    "a merge key": (
        b"<<: {kind: naming}\n",
        "FILE:1:1: merge keys (<<) are not used here\n    hint: write the fields out",
    ),
    "a tag": (
        b"kind: !!python/object/apply:os.system [ls]\n",
        "FILE:1:7: tags such as tag:yaml.org,2002:python/object/apply:os.system are not used here\n"
        "    hint: put the value in quotes",
    ),
    "a list as a key": (
        b"[a, b]: c\n",
        "FILE:1:1: a list or mapping cannot be a key\n    hint: put it in quotes",
    ),
    "100,000 open brackets": (
        b"[" * 100_000,
        "FILE:1:25: more than 24 lists and mappings inside each other",
    ),
    "100,000 open braces": (
        b"{a: " * 100_000,
        "FILE:1:97: more than 24 lists and mappings inside each other",
    ),
    "100,000 dashes": (
        b"- " * 100_000,
        "FILE:1:49: more than 24 lists and mappings inside each other",
    ),
    "3 MB": (
        b"kind: " + b"x " * 1_500_000,
        "FILE: the file has 3,000,006 bytes; at most 2,000,000 are read",
    ),
    "a word that no page holds": (
        b"kind: " + b"x" * 300_000,
        "FILE:1:7: a value of 300,000 characters; at most 20,000 fit\n    hint: shorten it",
    ),
    "a word a little too long": (
        b"kind: " + b"x" * 401,
        "FILE:1:7: a word of 401 characters; at most 400 fit on a page\n    hint: shorten it",
    ),
    "nine marks on one letter": (
        ("kind: a" + "\u0301" * 9).encode(),
        "FILE:1:7: 9 marks on one letter; at most 8 can be drawn\n    hint: shorten it",
    ),
    "a turned direction": (
        "kind: \u202enaming\n".encode(),
        "FILE:1:7: invisible ⟨U+202E⟩ (RIGHT-TO-LEFT OVERRIDE), which prints words in another order than they are"
        " written in\n    hint: delete it",
    ),
    "a value like a book": (
        b"kind: " + b"word " * 5000,
        "FILE:1:7: a value of 24,999 characters; at most 20,000 fit\n    hint: shorten it",
    ),
}


@pytest.mark.parametrize(("content", "told"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_read(desk: Desk, content: bytes, told: str) -> None:
    desk.write(STOP, content)
    assert "\n".join(desk.told()) == told.replace("FILE", STOP)


def test_several_things_at_once_in_several_files(desk: Desk) -> None:
    desk.edit(BULLETIN, "number: 1\n", "number: one\n")
    desk.edit(BULLETIN, "status: announced", "status: anounced")
    desk.edit(BULLETIN, "date: 2014-01~, part: end", "date: 2014-01-31~, part: end")
    desk.edit(BULLETIN, "figure: boat-capacity", "figure: boat-capasity")
    desk.edit(VOICE, "voice: island", "voice: iland")
    desk.edit(JUNDI, "variants:", "variant:")
    desk.write("sources/people/rifai.yaml", b"")
    desk.edit(SETTINGS, "edition: 1", "edition: first")
    assert "\n".join(desk.told()) == (
        "sources/documents/bulletin.yaml:1:9: 'one' is not a whole number of at most nine digits\n"
        "sources/documents/bulletin.yaml:36:13: 'anounced' is none of: happened, announced, planned\n"
        "    hint: did you mean announced or planned?\n"
        "sources/documents/bulletin.yaml:42:37: a day has no part 'end'\n"
        "    hint: leave out the day: precision is never invented\n"
        "sources/documents/bulletin.yaml:68:13: there is no 'boat-capasity' in sources/figures/\n"
        "    hint: did you mean boat-capacity?\n"
        "sources/documents/island-voice.yaml:8:8: there is no 'iland' among the voices of sources/dossier.yaml\n"
        "    hint: did you mean island?\n"
        "sources/dossier.yaml:10:10: 'first' is not a whole number of at most nine digits\n"
        "sources/people/jundi.yaml:3:1: there is no field 'variant' here\n"
        "    hint: did you mean variants?\n"
        "sources/people/rifai.yaml:1:1: the file is empty\n"
        "    hint: write the record, or delete the file"
    )


# One broken file is told once: what it would have held is not missed elsewhere.


@pytest.mark.parametrize(
    "path",
    [SETTINGS, BULLETIN, JUNDI, "sources/organisations/authority.yaml", "sources/events/storm.yaml"],
)
def test_a_broken_file_is_told_once(desk: Desk, path: str) -> None:
    desk.write(path, b"")
    assert desk.told() == [f"{path}:1:1: the file is empty\n    hint: write the record, or delete the file"]


def test_a_broken_office_is_told_once(desk: Desk) -> None:
    desk.edit("sources/organisations/authority.yaml", "succession: true", "succession: always")
    assert desk.told() == ["sources/organisations/authority.yaml:7:17: 'always' is neither true nor false"]


# Folders and names of files.


@pytest.mark.parametrize("folder", ["documents", "editions"])
def test_a_missing_folder(desk: Desk, folder: str) -> None:
    shutil.rmtree(desk.root / "sources" / folder)
    hint = f"a dossier needs at least one file in sources/{folder}/"
    assert f"sources/{folder}: the folder is missing\n    hint: {hint}" in desk.told()


def test_an_empty_folder(desk: Desk) -> None:
    for path in (desk.root / "sources" / "editions").iterdir():
        path.unlink()
    hint = "a dossier needs at least one file in sources/editions/"
    assert desk.told() == [f"sources/editions: the folder is empty\n    hint: {hint}"]


def test_no_settings(desk: Desk) -> None:
    (desk.root / SETTINGS).unlink()
    assert desk.told() == ["sources/dossier.yaml: cannot be read: No such file or directory"]


@pytest.mark.parametrize("name", ["Le Caire", "ليلى", "a--b", "-a", "a.b", "x\ny", "\udcff"])
def test_the_name_of_a_file_that_cannot_be_an_id(desk: Desk, name: str) -> None:
    desk.write(f"sources/people/{name}.yaml", b"x: y\n")
    (told,) = desk.told()
    assert told.endswith(f".yaml: {name!r} cannot be an id\n    hint: use a-z, 0-9 and single hyphens")
    assert told.encode()  # even a name that is no text can be printed


def test_what_lies_about_and_is_not_read(desk: Desk) -> None:
    desk.write("sources/peoples/jundi.yaml", b"x: y\n")
    desk.write("sources/people/notes.txt", b"x")
    desk.write("sources/people/.hidden", b"x")
    desk.write("sources/dossier.yml", b"x")
    assert "\n".join(desk.told()) == (
        "sources/dossier.yml: warning: this file is not read\n"
        "    hint: what the dossier is stands in sources/dossier.yaml\n"
        "sources/people/notes.txt: warning: this file is not read\n"
        "    hint: records end in .yaml\n"
        "sources/peoples: warning: this folder is not read\n"
        "    hint: did you mean people?"
    )


def test_a_link_that_leads_nowhere(desk: Desk) -> None:
    (desk.root / STOP).unlink()
    (desk.root / STOP).symlink_to("nowhere.yaml")
    assert desk.told() == [f"{STOP}: cannot be read: No such file or directory"]


def test_a_person_and_a_body_of_one_name(desk: Desk) -> None:
    desk.write(
        "sources/people/council.yaml",
        "name: {ar: س, en: X}\nindex: {ar: س, en: X}\nvariants: [المجلس, مجلس جزيرة النورس]\n",
    )
    assert desk.told() == [
        "sources/organisations/council.yaml:1:1: the id 'council' is used twice\n"
        "    hint: sources/people/council.yaml has it: rename one of the files"
    ]


def test_registers_that_no_document_uses(desk: Desk) -> None:
    desk.write("sources/events/flood.yaml", "title: {ar: فيضان, en: Flood}\nlane: line\n")
    desk.write("sources/figures/depth.yaml", "title: {ar: عمق, en: Depth}\n")
    desk.write("sources/people/nobody.yaml", "name: {ar: س, en: X}\nindex: {ar: س, en: X}\n")
    assert desk.told() == [
        "sources/events/flood.yaml:1:1: warning: no document tells of the event 'flood'",
        "sources/figures/depth.yaml:1:1: warning: no document gives the figure 'depth'",
        "sources/people/nobody.yaml:1:1: warning: no document mentions 'nobody'",
    ]


# What YAML would like to be something else stays the text it is.


@pytest.mark.parametrize(
    "word", ["no", "NO", "true", "010", "12:30", "12:30:45", "0x1F", "1e3", ".5", "2005-06-28", "=", "1_000"]
)
def test_every_value_stays_the_text_it_was_written_as(desk: Desk, word: str) -> None:
    desk.edit(JUNDI, "variants: [الجندي]", f"variants: [الجندي, {word}]")
    shelf = gather(Project(desk.root), Report())
    assert shelf.corpus
    assert shelf.corpus.people["jundi"].variants == ("الجندي", word)


def test_a_list_of_one_needs_no_dash(desk: Desk) -> None:
    desk.edit(JUNDI, "variants: [الجندي]", "variants: الجندي")
    assert desk.told() == []


def test_one_language_needs_no_braces(desk: Desk) -> None:
    (desk.root / "sources/editions/ar.yaml").unlink()
    desk.edit(JUNDI, "name: {ar: هالة الجندي, en: Hala al-Jundi}", "name: Hala al-Jundi")
    desk.edit(JUNDI, "variants: [الجندي]", "variants: [الجندي, هالة الجندي]")
    desk.edit(PILOT, "    translation: {ar: أخّرنا ناقل الحركة أسبوعين، لا الخصام.}\n", "")
    assert desk.told() == []


# Big files that mean harm, or a generator gone wrong.


def test_20_000_unknown_fields_are_told_briefly_and_soon(desk: Desk) -> None:
    desk.write(STOP, "".join(f"key{number}: 1\n" for number in range(20_000)))
    told = desk.told()
    assert f"{STOP}:21:1: and 19,980 more fields that are not known here" in told
    assert len(told) == 21 + 4  # and the fields that are missing


def test_200_000_values_are_enough(desk: Desk) -> None:
    desk.write(STOP, "- x\n" * 200_001)
    assert desk.told() == [f"{STOP}:200000:3: more than 200,000 values in one file"]


def test_a_broken_dossier_stops_with_all_its_problems() -> None:
    report = Report()
    gather(Project(HARBOUR.parent / "nowhere"), report)
    with pytest.raises(Broken, match="3 problems in the sources") as broken:
        report.stop_if_broken()
    assert broken.value.exit_code == 1


def test_letters_are_found_where_they_stand(desk: Desk) -> None:
    desk.edit(JUNDI, "variants: [الجندي]", 'variants: [الجندي, "xż"]')
    desk.edit("sources/people/rifai.yaml", "variants: [الرفاعي]", "variants: [الرفاعي]\nnote: {ar: س, en: a\n  ș}")
    project = Project(desk.root)
    letters = gather(project, Report()).refused("none is accepted", lambda letter: False, project)
    assert str(letters["ż"]) == f"{JUNDI}:3:22"
    assert str(letters["ș"]) == "sources/people/rifai.yaml:4:19"  # a text over several lines: where it begins


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_schemas_know_every_field_and_explain_some(kind: type) -> None:
    schema = json_schema(kind)
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) <= set(schema["properties"])  # type: ignore[call-overload, arg-type]
    assert "place" not in schema["properties"]  # type: ignore[operator]
    assert '"description"' in str(schema).replace("'", '"')
