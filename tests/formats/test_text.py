"""Plain text and Markdown: the lines of an editor, composed letters, nothing unseen; front matter is metadata."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.original import original_of
from dossier.evidence.proof.verbatim import find
from dossier.formats.lines import About
from dossier.formats.reading import read_lines
from dossier.model.passage import parse

WORDS = ["Gülçin Öztürk said the café is open", "آخر الأخبار: إِنَّ العملَ", "Ångström naïve façade", "ﷲ ﻻ"]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("copied", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_are_the_same_words(words: str, form: str, copied: str) -> None:
    original = original_of(f"Before.\n{unicodedata.normalize(form, words)}\n".encode(), "a.txt")
    assert original.line(2) == unicodedata.normalize("NFC", words)
    assert find(unicodedata.normalize(copied, words), parse("line 2"), original).verdict == "identical"


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\u2067"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_what_nobody_sees_is_no_letter(unseen: str, name: str) -> None:
    content = f"The pro{unseen}gramme will con{unseen}tinue. البر{unseen}نامج"
    original = original_of(content.encode(), name)
    assert original.lines == ("The programme will continue. البرنامج",)
    for words in ("The programme will continue", content):
        assert find(words, parse("line 1"), original).verdict == "identical"


def test_a_separator_of_lines_is_a_space() -> None:
    assert read_lines("a.txt", "one\u2028two\u2029three".encode()).texts == ("one two three",)


def test_letters_that_are_turned_round_prove_nothing() -> None:
    lines = read_lines("a.txt", "Sound.\nPaid \u202e002,1\u202c tonnes".encode())
    assert [(item.what, item.line, item.breaks_proof) for item in lines.unread] == [("turned letters", 2, True)]


FIELDS = [
    "title: 'The quay'",
    "author: Rima",
    "date: 2024-03-05",
    "source: Herald",
    "url: https://x.example",
    "lang: en",
]
TOLD = [field.replace("'", "").partition(": ") for field in FIELDS]
FRONT = {
    "YAML": ["---", *FIELDS, "---"],
    "YAML ended by dots": ["---", *FIELDS, "..."],
    "YAML with a time and other marks": [
        "---",
        'title: "The quay"',
        *FIELDS[1:2],
        "date: 2024-03-05T10:00",
        *FIELDS[3:],
        "---",
    ],
    "TOML": ["+++", *(f'{name} = "{value}"' for name, _, value in TOLD), "+++"],
}


@pytest.mark.parametrize("kind", FRONT)
def test_front_matter_is_counted_and_is_not_text(kind: str) -> None:
    lines = read_lines("a.md", "\n".join([*FRONT[kind], "# The quay", "", "It stays."]).encode())
    assert lines.about == About("The quay", "Rima", "2024-03-05", "Herald", "https://x.example", "en")
    assert lines.texts[8:] == ("# The quay", "", "It stays.")
    assert lines.apart == set(range(1, 9))


@pytest.mark.parametrize(
    "text", ["---\n\nA rule, then text.\n---\n", "---\ntitle: never closed", "Text\n---\na: b\n---", ""]
)
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    lines = read_lines("a.md", text.encode())
    assert (lines.apart, lines.about) == (frozenset(), About())
    assert len(lines.texts) == text.count("\n") + 1


def test_a_text_file_has_no_front_matter() -> None:
    assert read_lines("a.txt", "\n".join(FRONT["YAML"]).encode()).apart == frozenset()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cn"]), max_size=300))
def test_lines_are_those_of_the_text(text: str) -> None:
    safe = "a" + text.replace("\0", "")  # with a beginning that is no other format's
    lines = read_lines("a.txt", safe.encode())
    assert len(lines.texts) == safe.replace("\r\n", "\n").count("\n") + 1
    assert all(line == unicodedata.normalize("NFC", line) for line in lines.texts)
