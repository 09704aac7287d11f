"""The whole pipeline: what comes out, that it comes out the same again, and that a failure leaves yesterday's files."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from conftest import HARBOUR, Briefing, Desk, Library, copy_of_the_harbour, files_below, letters, poppler

from dossier.build import build, check
from dossier.chapters.names import IndexPage
from dossier.chapters.overall.kinds import compose
from dossier.files.up_to_date import ORIGINALS
from dossier.loading import read
from dossier.model.edition import Dossier, select
from dossier.press.html.live import script
from dossier.press.one_piece import PrintedEdition
from dossier.press.printing import Printer
from dossier.problems import Broken, Report

SETTINGS = "sources/dossier.yaml"
CHAPTERS = ["summary", "timeline", "profiles", "quotations", "figures", "disagreements", "sources", "names"]
OUR_FACES = {"Dossier-Naskh", "Dossier-Serif", "Dossier-Sans", "Dossier-Sans-Arabic"}

# The PDF


def test_a_pdf_says_what_it_is(briefing: Briefing) -> None:
    info = briefing.pdf.info
    assert info["Title"] == {"en": "The return of the Fanar ferry", "ar": "عودة عبّارة الفنار"}[briefing.language]
    assert info["Tagged"] == "yes"
    assert info["Page size"].endswith("(A4)")
    assert int(info["Pages"]) == briefing.publication.pages == briefing.pdf.pages
    assert f"/Lang ({briefing.language})" in briefing.pdf.catalog
    assert "/DisplayDocTitle true" in briefing.pdf.catalog


def test_only_the_arabic_pages_are_turned_from_the_right(arabic: Briefing, english: Briefing) -> None:
    assert "/Direction /R2L" in arabic.pdf.catalog
    assert "/Direction" not in english.pdf.catalog


def test_no_letter_is_drawn_in_a_strangers_face(briefing: Briefing) -> None:
    fonts = {re.sub(r"-(Semi-Bold|Bold|Italic)", "", name) for name in briefing.pdf.fonts}
    assert fonts
    assert fonts <= OUR_FACES
    assert "Dossier-Naskh" in fonts  # the Arabic words of quotations stand in the English edition too


def test_bookmarks_are_the_chapters_in_the_language_of_the_edition(
    briefing: Briefing, harbour: Callable[[str], Dossier]
) -> None:
    dossier = harbour(briefing.language)
    numbers = {chapter.kind: chapter.number for chapter in compose(dossier)}
    expected = [
        (f"{numbers[kind]}. {title}" if numbers[kind] else title, briefing.pdf.destinations[kind])
        for kind in dossier.edition.chapters
        for title in [dossier.words(f"{kind}.title")]
    ]
    found = [(title, page) for depth, title, page in briefing.pdf.outline if depth == 0]
    assert found == expected
    assert len([title for title, _ in found if title[0].isdigit()]) == len(CHAPTERS) - 1  # the summary has none


def test_bookmarks_name_people_and_bodies_below_their_chapter(
    briefing: Briefing, harbour: Callable[[str], Dossier], chapter: Callable[[str, str], Any]
) -> None:
    words, profiles = harbour(briefing.language).words, chapter("profiles", briefing.language)
    found = [(title, page) for depth, title, page in briefing.pdf.outline if depth == 2]
    expected = [
        (one.name, briefing.pdf.destinations[one.anchor])
        for group in (profiles.people, profiles.bodies, profiles.passing)
        for one in group
    ]
    assert len(expected) == 7
    assert [one for one in found if one in expected] == expected
    groups = {title for depth, title, _ in briefing.pdf.outline if depth == 1}
    assert {words("profiles.people"), words("profiles.bodies")} <= groups


def test_every_mark_leads_to_the_record_of_its_source(briefing: Briefing) -> None:
    destinations, links = briefing.pdf.destinations, briefing.pdf.links
    assert {link.target for link in links} <= set(destinations)
    marks = [link for link in links if link.target.startswith("source-")]
    assert len(marks) > 50
    assert {link.page for link in marks} > {destinations["summary"], destinations["timeline"]}
    digests = {"source-1": "a243ed4e", "source-2": "f32f7e7e", "source-3": "b7ac0338"}
    assert {link.target for link in marks} == set(digests)
    for source, digest in digests.items():
        assert digest in briefing.pdf.text(destinations[source])


def test_the_contents_name_the_pages_on_which_chapters_begin(
    briefing: Briefing, harbour: Callable[[str], Dossier]
) -> None:
    destinations = briefing.pdf.destinations
    text = briefing.pdf.text(destinations["contents"])
    lines = (re.sub("[\u202a-\u202e]", "", line).strip() for line in text.splitlines())
    found = [match for line in lines if (match := re.search(r"^(\d+)\s{3,}\D|\D\s{3,}(\d+)$", line))]
    numbers = [int(match[1] or match[2]) for match in found]  # after the chapters comes the key to the signs
    assert numbers[: len(CHAPTERS)] == [destinations[kind] for kind in CHAPTERS]


def test_quotations_can_be_found_letter_for_letter(briefing: Briefing, harbour: Callable[[str], Dossier]) -> None:
    """As a bag of letters on the page: the order of letters in a line is a matter of the text layer."""
    for document in harbour(briefing.language).corpus.documents:
        for quotation in document.quotations:
            page = briefing.pdf.destinations[f"quotation-{quotation.id}"]
            found = Counter(letters(briefing.pdf.text(page)))
            for words in quotation.words:
                assert Counter(letters(words)) - found == Counter(), words


def test_every_event_has_its_number_in_the_timeline(briefing: Briefing, chapter: Callable[[str, str], Any]) -> None:
    found = chapter("timeline", briefing.language)
    rows = [*found.rows, *found.undated]
    assert [row.number for row in rows] == list(range(1, 10))
    for row in rows:
        page = briefing.pdf.destinations[row.anchor]
        assert page == briefing.pdf.destinations[f"row-{row.number}"]
        assert re.search(rf"(?<!\d){row.number}(?!\d)", briefing.pdf.text(page))
    if briefing.language == "en":
        numbers = re.findall(r"(?m)^ *(\d+) .+\d:\d+$", briefing.pdf.text(briefing.pdf.destinations["timeline"]))
        assert [int(number) for number in numbers] == list(range(1, 10))


def test_the_summary_is_one_page(briefing: Briefing) -> None:
    pages = briefing.pdf.destinations
    assert {pages[f"line-{number}"] for number in (1, 2, 3)} == {pages["summary"]}
    assert pages["contents"] == pages["summary"] + 1


def _written(pages: Iterable[IndexPage], where: Mapping[str, int]) -> Iterator[str]:
    for page in pages:
        yield str(page.number)
        if page.last:
            yield str(where[page.last])


def test_the_index_names_the_right_pages(briefing: Briefing, chapter: Callable[[str, str], Any]) -> None:
    index = chapter("names", briefing.language).paged(briefing.pdf.destinations)
    rows = re.findall(r'<td class="i-name">(.*?)</td>.*?<td class="i-pages">(.*?)</td>', briefing.html, re.S)
    plain = [(letters(re.sub("<.*?>", "", name)), re.findall(r">(\d+)<", pages)) for name, pages in rows]
    expected = [(letters(entry.name), [*_written(entry.pages, briefing.pdf.destinations)]) for entry in index.entries]
    assert plain == expected
    assert all(pages for _, pages in plain)


# The page for a screen


def test_the_html_fetches_nothing(briefing: Briefing) -> None:
    html = briefing.html
    assert re.findall(r"url\((?![\"']?data:)", html) == []
    leads = {value for value in re.findall(r"""(?:src|href)=["']([^"']*)""", html) if not value.startswith("#")}
    assert leads == {f"../{'en' if briefing.language == 'ar' else 'ar'}/briefing.html"}
    assert "http:" not in html.replace("http://www.w3.org/", "")
    assert "https:" not in html
    assert re.findall("<script.*?</script>", html, re.S) == [f"<script>{script()}</script>"]
    assert "@import" not in html
    assert html.count("data:font/woff;base64,") == 9


QUIETLY = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom"]
LOOK = """
<script>
addEventListener("load", async () => {
  const height = document.body.offsetHeight;  // lays the page out, so that it wants its faces
  await document.fonts.ready;
  const faces = [...document.fonts].filter(face => face.status === "loaded").map(face => face.family);
  const asked = performance.getEntriesByType("resource").map(entry => entry.name).filter(n => !n.startsWith("data:"));
  document.documentElement.setAttribute("data-seen", JSON.stringify({faces, asked, height}));
});
</script>
"""


def test_a_browser_shows_it_in_our_faces_and_asks_for_nothing(arabic: Briefing, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no chromium on this machine: the page was not opened")
    page = tmp_path / "page.html"
    html = arabic.html.replace("Content-Security-Policy", "")  # it would let no script of ours run either
    page.write_text(html.replace("</body>", f"{LOOK}</body>"), encoding="utf-8")
    told = subprocess.run(
        [browser, *QUIETLY, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"},  # its own fonts are back
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    seen = re.search(r'data-seen="([^"]*)"', told.stdout)
    assert seen, told.stderr[-500:]
    found = json.loads(unescape(seen[1]))
    assert found["asked"] == []
    assert "Dossier Naskh" in {face.strip('"') for face in found["faces"]}
    assert found["height"] > 3000


# What it was made from


def test_the_manifest_knows_every_file_by_its_digest(briefing: Briefing, library: Library) -> None:
    manifest = json.loads(briefing.publication.manifest.read_bytes())
    folder = briefing.publication.manifest.parent
    assert {path.name for path in folder.iterdir()} == {"briefing.pdf", "briefing.html", "manifest.json"}
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert set(manifest["files"]) == {"briefing.pdf", "briefing.html"}
    for path, digest in manifest["read"].items():
        assert hashlib.sha256(library.desk.project.locate(path).read_bytes()).hexdigest() == digest, path
    sources = {f"sources/{name}" for name in files_below(library.desk.root / "sources")}
    assert sources <= set(manifest["read"])
    assert {"templates/edition.html", "templates/timeline.css", "templates/words.yaml"} <= set(manifest["read"])
    assert manifest["documents"]["pilot"].startswith("b7ac0338")
    assert (manifest["pages"], manifest["edition"]) == (briefing.pdf.pages, briefing.language)


# The same again


def test_a_second_build_changes_nothing(library: Library) -> None:
    before = library.desk.published()
    (publication,), _ = build(library.desk.project, ("en",))
    assert not publication.changed
    assert library.desk.published() == before


def test_it_comes_out_the_same_elsewhere(library: Library, tmp_path: Path) -> None:
    """The dossier moved to another folder, called from a third, with another hash seed, time zone and locale."""
    desk = copy_of_the_harbour(tmp_path / "مجلد آخر" / "the harbour")
    library.warm(desk.root)
    surroundings = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "COLUMNS": "40", "HOME": "/"}
    told = subprocess.run(
        [sys.executable, "-m", "dossier", "build", "ar", "--project", str(desk.root)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={name: value for name, value in {**os.environ, **surroundings}.items() if name != ORIGINALS},
        stdin=subprocess.DEVNULL,
    )
    assert (told.returncode, told.stderr) == (0, "")
    expected = {name: content for name, content in library.desk.published().items() if name.startswith("ar/")}
    assert desk.published() == expected


def test_the_colophon_says_whether_the_originals_were_at_hand(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same originals, or with none, the file is the same to the byte."""
    desk.keep_only("en", "colophon")
    library.warm(desk.root)
    told, made = [], []
    for folder in ("", str(HARBOUR.parent / "harbour-originals"), str(HARBOUR.parent / "harbour-originals"), ""):
        monkeypatch.setenv(ORIGINALS, folder)
        (publication,), _ = build(desk.project, ())
        made.append(publication.pdf.read_bytes())
        told.append(" ".join(poppler("pdftotext", publication.pdf, "-").split()))
    assert "Not checked: originals not at hand." in told[0]
    assert "Compared letter by letter with all originals at 61 points: all identical." in told[1]
    assert made[0] == made[3] != made[1] == made[2]


def test_a_difference_that_would_be_printed_nowhere_is_told(desk: Desk) -> None:
    (desk.root / "sources/disagreements/stop.yaml").unlink()
    assert check(desk.project)[1] == []  # the chapter of disagreements prints it
    desk.keep_only("en", "timeline")
    (warning,) = check(desk.project)[1]
    assert (warning.severity, warning.place.path) == ("warning", "sources/editions/en.yaml")
    assert warning.message == "differences that nobody explains are printed nowhere in this edition: storm"


# Failures: yesterday's files stay, byte for byte.


def drawn(desk: Desk) -> PrintedEdition:
    """The one edition of a dossier, without cutting faces for the page on a screen."""
    report = Report()
    corpus, faces, words = read(desk.project, report)
    (dossier,) = select(corpus, (), words)
    printed = Printer(desk.project, faces).print(dossier, desk.project, report)
    assert [str(problem) for problem in report.problems] == []
    return printed


YESTERDAY = {"en/briefing.pdf": b"%PDF of yesterday", "en/briefing.html": b"yesterday", "en/manifest.json": b"{}"}


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (
            "sources/documents/pilot.yaml",
            "speaker: shaheen",
            "speaker: shahin",
            "sources/documents/pilot.yaml:50:14: there is no 'shahin' in sources/people/ or in sources/organisations/",
        ),
        (
            SETTINGS,
            "scope:",
            "scope: [",
            "sources/dossier.yaml:",
        ),
        (
            "sources/events/storm.yaml",
            "A storm stops",
            "A 水 storm stops",
            "sources/events/storm.yaml:1:36: no bundled face has '水' (U+6C34 CJK UNIFIED IDEOGRAPH-6C34)",
        ),
        (
            "sources/editions/en.yaml",
            "timeline,",
            "timelime,",
            "sources/editions/en.yaml:1:1: there is no chapter 'timelime'",
        ),
    ],
    ids=["a name that names nothing", "broken YAML", "a letter that no face has", "a chapter that is not there"],
)
def test_a_broken_source_leaves_what_was_there(desk: Desk, path: str, old: str, new: str, told: str) -> None:
    for name, content in YESTERDAY.items():
        desk.write(f"build/{name}", content)
    desk.edit(path, old, new)
    with pytest.raises(Broken) as error:
        build(desk.project, ())
    assert any(str(problem).startswith(told) for problem in error.value.problems), error.value.problems
    assert desk.published() == YESTERDAY


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        (
            "templates/summary.html",
            "{{ nothing }}",
            "templates/summary.html:1: the template asks for what is not there",
        ),
        ("templates/summary.css", "p {\n  colour: red\n}", "templates/summary.css:2:3: Ignored `colour: red"),
        (
            "templates/summary.html",
            "<img src='http://127.0.0.1/x.png'>",
            "templates/summary.html:1: Failed to load",
        ),
        ("templates/summary.html", "\n<p>水</p>", "templates/summary.html:2: no face has the letter 水 (U+6C34)"),
    ],
    ids=["a word that is not there", "a rule that is dropped", "a picture from the network", "a letter"],
)
def test_a_failing_template_leaves_what_was_there(desk: Desk, path: str, content: str, told: str) -> None:
    for name, yesterday in YESTERDAY.items():
        desk.write(f"build/{name}", yesterday)
    desk.keep_only("en", "summary")
    desk.write(path, content)
    with pytest.raises(Broken) as error:
        build(desk.project, ())
    assert any(str(problem).startswith(told) for problem in error.value.problems), error.value.problems
    assert desk.published() == YESTERDAY


def test_one_broken_edition_keeps_the_other_from_being_published(desk: Desk) -> None:
    desk.keep_only("en", "summary")
    desk.write("sources/editions/second.yaml", "language: en\nname: {en: Second}\nchapters: [colophon]\n")
    desk.write("templates/colophon.html", "{{ nothing }}")
    with pytest.raises(Broken):
        build(desk.project, ())
    assert desk.published() == {}


def test_all_problems_of_a_step_come_together(desk: Desk) -> None:
    desk.edit("sources/events/storm.yaml", "A storm stops", "A 水 storm stops")
    desk.edit("sources/editions/en.yaml", "timeline,", "timelime,")
    desk.edit("sources/documents/pilot.yaml", "speaker: shaheen", "speaker: shahin")
    with pytest.raises(Broken) as error:
        check(desk.project)
    assert len(error.value.problems) == 3


# The summary is one page.


def line(text: str) -> str:
    return f"  - label: {{ar: سطر, en: Line}}\n    text: {{ar: نص, en: {text}}}\n    cites: [pilot:5]\n"


def with_lines(desk: Desk, *texts: str) -> Desk:
    before, _, after = (desk.root / SETTINGS).read_text(encoding="utf-8").partition("summary:\n")
    desk.write(SETTINGS, f"{before}summary:\n{''.join(map(line, texts))}\npanels:{after.partition('panels:')[2]}")
    desk.keep_only("en", "summary")
    return desk


def test_ten_lines_are_a_page(desk: Desk) -> None:
    assert drawn(with_lines(desk, *["A line of the summary"] * 10)).pages == 1


def test_an_eleventh_line_is_refused(desk: Desk) -> None:
    with_lines(desk, *["A line of the summary"] * 11)
    with pytest.raises(Broken) as error:
        build(desk.project, ())
    (problem,) = error.value.problems
    place = (desk.root / SETTINGS).read_text(encoding="utf-8").split("\n").index("summary:") + 1 + 10 * 3 + 1
    assert str(problem).startswith(f"{SETTINGS}:{place}:5: the summary has 11 lines; its page holds 10")


@pytest.mark.parametrize("length", [450, 900], ids=["that does not fit", "longer than the page"])
def test_a_line_too_long_is_refused(desk: Desk, length: int) -> None:
    with_lines(desk, "A line of the summary", "word " * length, "A last line")
    with pytest.raises(Broken) as error:
        build(desk.project, ())
    (problem,) = error.value.problems
    assert "the summary does not fit its page from this line on (en)" in str(problem)


# Editions may leave chapters out.


@pytest.mark.parametrize("chapters", [("timeline", "names"), ("quotations", "colophon")])
def test_an_edition_may_leave_chapters_out(desk: Desk, chapters: tuple[str, ...]) -> None:
    desk.keep_only("en", *chapters)
    assert set(chapters) <= set(drawn(desk).anchors)
