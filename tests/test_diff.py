"""Two editions of the harbour on the command line and on paper: every kind of place, every form, both languages."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Desk, Library, Pdf, copy_of_the_harbour, poppler
from second_edition import second_edition

from dossier.build import build
from dossier.cli.main import main
from dossier.files.publication import Publication
from dossier.history.archive import previous
from dossier.loading import read
from dossier.model.edition import select
from dossier.press.printing import Printer
from dossier.problems import Exit, Report

Capture = pytest.CaptureFixture[str]
NAMED = "previous: {edition: 1, path: previous/first.pdf}\n"
#: Every chapter with marks in one language, the fewest in the other: drawing takes time.
CHAPTERS = {
    "ar": "contents, changes, timeline, profiles, quotations, figures, disagreements, sources",
    "en": "contents, changes, timeline",
}
#: The second edition brings one, and the English one leaves out the chapter that would print it.
HIDDEN = "differences that nobody explains are printed nowhere in this edition: storm"
MARKS = {"ar": (3, 13), "en": (1, 4)}  #: in the margins of these: what is new, what has changed


@dataclass(frozen=True)
class Second:
    """The second edition, built in both languages with the first beside it."""

    desk: Desk
    editions: dict[str, Publication]


def second_desk(root: Path, library: Library) -> Desk:
    desk = copy_of_the_harbour(root)
    second_edition(desk, NAMED)
    desk.write("previous/first.pdf", library.editions["en"].pdf.read_bytes())
    for language, chapters in CHAPTERS.items():
        path = f"sources/editions/{language}.yaml"
        text = (desk.root / path).read_text(encoding="utf-8")
        desk.write(path, re.sub(r"chapters: \[.*\]", f"chapters: [{chapters}]", text))
    library.warm(desk.root)
    return desk


@pytest.fixture(scope="module")
def second(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Second:
    desk = second_desk(tmp_path_factory.mktemp("second") / "harbour", library)
    publications, warnings = build(desk.project, ())
    assert [warning.message for warning in warnings] == [HIDDEN]
    return Second(desk, {publication.edition: publication for publication in publications})


def diff(capsys: Capture, *words: object) -> str:
    assert main(["diff", *map(str, words)]) == Exit.DONE
    out, err = capsys.readouterr()
    assert err == ""
    return out


# Places and forms


@pytest.mark.parametrize(
    "place", ["", "sources", "build", "build/ar", "build/ar/manifest.json", "build/ar/briefing.pdf"]
)
def test_the_two_may_lie_anywhere(library: Library, second: Second, capsys: Capture, place: str) -> None:
    expected = json.loads(diff(capsys, library.desk.root, second.desk.root, "--format", "json"))
    other = diff(capsys, library.desk.root / place, second.desk.root / place, "--format", "json")
    assert json.loads(other) == expected


TEXT = {
    "en": """\
The return of the Fanar ferry: Changed since edition 1
Added 2, Withdrawn 3, Corrected 6, Re-dated 1, Regraded 1, Place changed 1

1 Harbour bulletin: the ferry returns
    1:5     Corrected: Key point
            Text before: The storm damaged the eastern quay.
            Text now: The storm damaged the eastern quay and the moorings.
    1:5     Re-dated: Event: A storm stops the line
            Date before: end of January 2014
            Date now: 30 January 2014
    1:8     Place changed: Event: The operating agreement is signed
            Place before: 1:7
            Place now: 1:8
""",
    "ar": """\
عودة عبّارة الفنار: ما تغيّر منذ الإصدار 1
أُضيف: 2، سُحب: 3، صُحّح: 6، أُعيد تأريخه: 1، تغيّرت درجته: 1، تغيّر موضعه: 1

1 نشرة الميناء: عودة العبّارة
    1:5     صُحّح: من أهم ما فيه
            النص سابقًا: أضرّت العاصفة بالرصيف الشرقي.
            النص الآن: أضرّت العاصفة بالرصيف الشرقي وبالمرسى.
    1:5     أُعيد تأريخه: حدث: عاصفة توقف الخط
            التاريخ سابقًا: نهاية يناير 2014
            التاريخ الآن: 30 يناير 2014
""",
}


@pytest.mark.parametrize("language", TEXT)
def test_as_text(library: Library, second: Second, capsys: Capture, language: str) -> None:
    told = diff(capsys, library.desk.root, second.desk.root, "--language", language)
    assert told.startswith(TEXT[language])
    if language == "en":
        assert told == diff(capsys, library.desk.root, second.desk.root)
        assert "\n3 The company’s notice to passengers [New source]\n    It brings two events, one number.\n" in told
        assert "    3:11    Event: A night crossing on Fridays: June 2023 [Rests on now: nothing]\n" in told
        assert "    3:5     Event: A storm stops the line: January 2014 [Rests on now: 1:5 2:4]\n" in told


def test_as_json_both_sides_stand_in_both_languages(library: Library, second: Second, capsys: Capture) -> None:
    told = json.loads(diff(capsys, library.desk.root, second.desk.root, "--format", "json"))
    assert told["format"] == "dossier-changes/1"
    assert (told["old"]["edition"], told["new"]["edition"]) == (1, 2)
    places = [((s["old"] or {}).get("document"), (s["new"] or {}).get("document")) for s in told["sources"]]
    assert places == [
        *(("bulletin", "bulletin"), ("island-voice", "island-voice")),
        *((None, "notice"), ("pilot", None), (None, None)),
    ]
    storm = next(change for change in told["sources"][0]["changes"] if change["kind"] == "redated")
    assert storm == {
        "kind": "redated",
        "subject": "event",
        "about": "storm",
        "field": "when",
        "titles": {"ar": "عاصفة توقف الخط", "en": "A storm stops the line"},
        "before": {
            "at": "5",
            "value": {"date": "2014-01~", "part": "end", "inferred": ""},
            "words": {"ar": "نهاية يناير 2014", "en": "end of January 2014"},
        },
        "after": {
            "at": "5",
            "value": {"date": "2014-01-30", "part": "", "inferred": ""},
            "words": {"ar": "30 يناير 2014", "en": "30 January 2014"},
        },
    }
    (gone,) = told["sources"][3]["changes"]
    assert {item["about"]: item["others"] for item in gone["states"] if item["subject"] == "event"}["storm"] == [
        {"document": "bulletin", "lines": "5"},
        {"document": "island-voice", "lines": "4"},
    ]
    assert sum(told["counts"].values()) == sum(len(source["changes"]) for source in told["sources"])


class Tags(HTMLParser):
    """Counts what opens and closes, and keeps the words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def test_as_html_each_language_has_its_column(
    library: Library, second: Second, tmp_path: Path, capsys: Capture
) -> None:
    target = tmp_path / "diff.html"
    assert diff(capsys, library.desk.root, second.desk.root, "--format", "html", "-o", target) == ""
    html = target.read_text(encoding="utf-8")
    tags = Tags(html)
    assert tags.open == []
    words = " ".join(" ".join(tags.words).split())
    assert re.findall(r'<section lang="(\w+)" dir="(\w+)">', html) == [("ar", "rtl"), ("en", "ltr")]
    assert "Date before end of January 2014 Date now 30 January 2014" in words
    assert "التاريخ سابقًا نهاية يناير 2014 التاريخ الآن 30 يناير 2014" in words
    assert not re.search(r"(src|href)=", html)  # nothing is fetched
    alone = diff(capsys, library.desk.root, second.desk.root, "--format", "html", "--language", "en")
    assert "<section" in alone
    assert 'lang="ar" dir="rtl">\n<header' not in alone


def test_words_that_look_like_markup_stay_words(desk: Desk, library: Library, capsys: Capture) -> None:
    desk.edit("sources/documents/pilot.yaml", 'words: ["We lost', 'words: ["<b>We & lost')
    html = diff(capsys, library.desk.root, desk.root, "--format", "html", "--language", "en")
    assert "&lt;b&gt;We &amp; lost" in html


def test_nothing_has_changed(library: Library, capsys: Capture) -> None:
    told = diff(capsys, library.desk.root, library.editions["ar"].pdf)
    assert told.splitlines()[1:] == ["Nothing has changed"]


def test_a_place_without_an_edition(library: Library, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no PDF")
    for place in (tmp_path, tmp_path / "none", tmp_path / "x.pdf"):
        assert main(["diff", str(library.desk.root), str(place)]) == Exit.USAGE
        err = capsys.readouterr().err
        assert str(place) in err
        assert "Name a dossier's folder" in err


def test_a_language_that_one_of_them_lacks(desk: Desk, library: Library, capsys: Capture) -> None:
    (desk.root / "sources/editions/ar.yaml").unlink()
    desk.edit(
        "sources/dossier.yaml",
        "title: {ar: عودة عبّارة الفنار, en: The return of the Fanar ferry}",
        "title: {en: The return}",
    )
    assert main(["diff", str(library.desk.root), str(desk.root), "--language", "ar"]) == Exit.USAGE
    assert "Both have: en." in capsys.readouterr().err


# On paper


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_chapter_is_in_the_briefing_and_the_key_explains_the_marks(second: Second, language: str) -> None:
    html = second.editions[language].html.read_text(encoding="utf-8")
    told = {"ar": "ما تغيّر منذ الإصدار 1", "en": "Changed since edition 1"}[language]
    pdf = Pdf(second.editions[language].pdf)
    assert [bookmark.page for bookmark in pdf.bookmarks if bookmark.title == told] == [pdf.destinations["changes"]]
    keys = {"ar": "في الهامش: جديد منذ الإصدار", "en": "In the margin: new since edition 1"}
    assert html.count(keys[language]) == 1
    titles = {
        "ar": ("جديد منذ الإصدار 1", "تغيّر منذ الإصدار 1"),
        "en": ("new since edition 1", "changed since edition 1"),
    }
    new, changed = (len(re.findall(rf"<title>{title}</title>", html)) for title in titles[language])
    assert (new - 1, changed - 1) == MARKS[language]  # one of each is in the key


def test_the_earlier_edition_is_an_input(second: Second) -> None:
    made = json.loads(second.editions["en"].manifest.read_text(encoding="utf-8"))
    first = (second.desk.root / "previous/first.pdf").read_bytes()
    assert made["read"]["previous/first.pdf"] == hashlib.sha256(first).hexdigest()
    assert made["edition_number"] == 2


def drawn(desk: Desk, language: str) -> bytes:
    """The PDF of an edition that has an earlier one, without the page for a screen."""
    report, project = Report(), desk.project
    corpus, faces, words = read(project, report)
    (dossier,) = select(corpus, (language,), words, previous(project, corpus, report))
    printed = Printer(project, faces).print(dossier, project, report)
    assert [problem.message for problem in report.problems] == [HIDDEN]
    return printed.pdf


def test_the_same_inputs_give_the_same_bytes(library: Library, tmp_path: Path) -> None:
    here, elsewhere = (second_desk(tmp_path / name, library) for name in ("here", "elsewhere"))
    elsewhere.write("previous/first.pdf", library.editions["ar"].pdf.read_bytes())  # of the same sources
    assert drawn(here, "en") == drawn(elsewhere, "en")


def test_marks_in_the_margin_move_nothing(second: Second, library: Library, tmp_path: Path) -> None:
    desk = second_desk(tmp_path / "unmarked", library)
    sheet = (Path(__file__).parents[1] / "templates/parts.css").read_text(encoding="utf-8")
    desk.write("templates/parts.css", f"{sheet}\n.since {{ display: none }}\n")
    (tmp_path / "unmarked.pdf").write_bytes(drawn(desk, "ar"))

    def words(pdf: Path) -> str:
        return poppler("pdftotext", "-bbox", pdf, "-").partition("<doc>")[2]

    assert words(tmp_path / "unmarked.pdf").count("<word") > 500
    assert words(tmp_path / "unmarked.pdf") == words(second.editions["ar"].pdf)
