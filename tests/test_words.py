"""The briefing's own words: counted things agree with their number in both languages, and no word is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dossier.files.project import Project
from dossier.model.counted.category import plural
from dossier.model.words import Catalogue
from dossier.problems import Report
from dossier.reading.catalogue import read_words

ROOT = Path(__file__).parents[1]
BOATS = {
    "en": Catalogue("en", {"count.boat.one": "one boat", "count.boat.other": "{n} boats", "number.3": "three"}),
    "ar": Catalogue(
        "ar",
        {
            "count.boat.one": "قارب واحد",
            "count.boat.two": "قاربان",
            "count.boat.few": "{n} قوارب",
            "count.boat.many": "{n} قاربًا",
            "count.boat.other": "{n} قارب",
            "number.3": "ثلاثة",
        },
    ),
}


@pytest.fixture
def shipped() -> dict[str, Catalogue]:
    report = Report()
    catalogue = read_words(Project(ROOT), report)
    assert report.problems == []
    return dict(catalogue)


@pytest.mark.parametrize(
    ("number", "arabic", "english"),
    [
        (0, "zero", "other"),
        (1, "one", "one"),
        (2, "two", "other"),
        (3, "few", "other"),
        (10, "few", "other"),
        (11, "many", "other"),
        (99, "many", "other"),
        (100, "other", "other"),
        (102, "other", "other"),
        (103, "few", "other"),
        (111, "many", "other"),
    ],
)
def test_the_category_of_a_number_is_that_of_unicode(number: int, arabic: str, english: str) -> None:
    assert (plural("ar", number), plural("en", number)) == (arabic, english)


@pytest.mark.parametrize(
    ("number", "arabic", "english"),
    [
        (0, "0 قارب", "0 boats"),  # the catalogue has no word for none, so the general form serves
        (1, "قارب واحد", "one boat"),
        (2, "قاربان", "2 boats"),
        (3, "ثلاثة قوارب", "three boats"),  # a number that the catalogue has in words
        (10, "10 قوارب", "10 boats"),
        (11, "11 قاربًا", "11 boats"),
        (99, "99 قاربًا", "99 boats"),
        (100, "100 قارب", "100 boats"),
        (103, "103 قوارب", "103 boats"),
    ],
)
def test_a_counted_thing_agrees_with_its_number(number: int, arabic: str, english: str) -> None:
    assert BOATS["ar"].count("boat", number) == arabic
    assert BOATS["en"].count("boat", number) == english


def test_before_a_feminine_noun_the_number_is_of_the_other_gender(shipped: dict[str, Catalogue]) -> None:
    assert shipped["ar"].count("body", 3) == "ثلاث هيئات"
    assert shipped["ar"].count("person", 3) == "ثلاثة أشخاص"
    assert shipped["en"].count("body", 3) == "three bodies"


def test_a_sentence_has_its_gaps_filled() -> None:
    words = Catalogue("en", {"told": "{what} of {n}"})
    assert words("told", what="line", n=5) == "line of 5"


def test_a_word_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"timeline\.titel"):
        Catalogue("en", {"timeline.title": "Timeline"})("timeline.titel")
    with pytest.raises(KeyError, match=r"count\.ship\.other"):
        BOATS["en"].count("ship", 4)


# The catalogue that ships


def test_every_counted_thing_has_the_forms_its_language_needs(shipped: dict[str, Catalogue]) -> None:
    things = {key.split(".")[1] for key in shipped["ar"].table if key.startswith("count.")}
    assert {"source", "event", "quotation", "body"} <= things
    for thing in things:
        for language, forms in (("ar", ("one", "two", "few", "many", "other")), ("en", ("one", "other"))):
            assert [form for form in forms if f"count.{thing}.{form}" not in shipped[language]] == [], thing


def test_a_sentence_has_the_same_gaps_in_both_languages(shipped: dict[str, Catalogue]) -> None:
    for key, arabic in shipped["ar"].table.items():
        if not key.startswith("count."):
            assert set(re.findall(r"\{(\w+)", arabic)) == set(re.findall(r"\{(\w+)", shipped["en"].table[key])), key


def test_the_catalogue_has_every_word_that_the_templates_ask_for(shipped: dict[str, Catalogue]) -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").glob("*.html"))
    asked = set(re.findall(r"""\bwords\(["']([a-z_.]+)["']\s*[,)]""", templates))
    counted = set(re.findall(r"""\bwords\.count\(["']([a-z_]+)["']""", templates))
    assert len(asked) > 40
    assert {key for key in asked if key not in shipped["en"]} == set()
    assert {thing for thing in counted if f"count.{thing}.other" not in shipped["en"]} == set()


# A dossier's own catalogue, one entry of it changed.


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('en: "no date"', 'en: "undated"', []),
        (
            '{ar: "بلا تاريخ", en: "no date"}\n  about',
            '{ar: "بلا تاريخ"}\n  about',
            ["templates/words.yaml:{line}:9: date.none has no words in 'en'\n    hint: add en: …"],
        ),
        (
            'en: "about {date}"',
            'en: "about {datum}"',
            ["templates/words.yaml:{line}:10: date.about (en) has a gap that nothing fills: {datum}"],
        ),
        (
            'en: "about {date}"',
            'en: "about {date"',
            [
                "templates/words.yaml:{line}:10: date.about (en) is no sentence with gaps: expected '}' before end of "
                "string\n    hint: a brace is {{"
            ],
        ),
    ],
    ids=["another word", "a language left out", "a gap of another name", "an open brace"],
)
def test_a_catalogue_of_ones_own_is_as_full_as_ours(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    text = (ROOT / "templates/words.yaml").read_text(encoding="utf-8").replace('"undated"', '"without date"')
    start = text.index(old)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/words.yaml").write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8")
    report = Report()
    read_words(Project(tmp_path), report)
    line = str(text[:start].count("\n") + 1)
    assert [str(problem) for problem in report.problems] == [words.replace("{line}", line) for words in told]


def test_a_catalogue_of_ones_own_that_lacks_words_is_refused(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/words.yaml").write_text("date:\n  none: {ar: بلا تاريخ, en: no date}\n", encoding="utf-8")
    report = Report()
    read_words(Project(tmp_path), report)
    (problem,) = report.problems
    assert re.match(r"templates/words\.yaml: the word date\.about is missing, and \d+ more", str(problem))
