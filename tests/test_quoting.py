"""Which words stand between marks, of any kind and however badly set; what speaks against their being somebody's."""

from __future__ import annotations

import pytest

from dossier.evidence.proof.speakers import held, is_announced
from dossier.evidence.text.marks import DEEPEST, every_quoted


def inside(line: str) -> list[str]:
    return [line[span.start : span.end] for span in every_quoted(line)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("قال: «نعم»، ثم قال: «لا».", ["نعم", "لا"]),
        ('She said "yes" and “no”.', ["yes", "no"]),
        ('قال إن " الاتفاقية صلبة " لتعزيز', [" الاتفاقية صلبة "]),  # glued to spaces
        ('و"الكل رابح" وعلى', ["الكل رابح"]),  # glued to a particle
        (
            '"The Group "Russia - Islamic world" created it," said he',
            ['The Group "Russia - Islamic world" created it,', "Russia - Islamic world"],  # nested in its own kind
        ),
        ("«قال لي: «اذهب» فذهبت»", ["قال لي: «اذهب» فذهبت", "اذهب"]),
        ("the 'collective West' and Putin's speech", ["collective West"]),  # an apostrophe is no mark
        ("“It’s ours,” he said", ["It’s ours,"]),
        ('He said "I do not know', ["I do not know"]),  # never closed
        ('know" he said', []),  # never opened
        ("„Ja“ und „nein“", ["Ja", "nein"]),
        ('"أ" "ب" "ج"', ["أ", "ب", "ج"]),
        ("", []),
    ],
)
def test_what_stands_between_marks(line: str, found: list[str]) -> None:
    assert inside(line) == found


def test_a_mark_that_is_never_closed_is_known_as_such() -> None:
    assert [span.is_closed for span in every_quoted('He said "I do not know')] == [False]


def test_a_line_of_marks_takes_no_longer_than_it_must() -> None:
    assert len(every_quoted("«" * 50_000 + '"' * 50_000)) == DEEPEST


@pytest.mark.parametrize(
    ("words", "how"),
    [("We lost two weeks,", "whole"), ("We lost two weeks", "whole"), ("two weeks", "part"), ("said he", "outside")],
)
def test_how_words_are_held(words: str, how: str) -> None:
    line = 'Now: "We lost two weeks," said he.'
    start = line.index(words)
    assert held(line, start, start + len(words))[0] == how


@pytest.mark.parametrize(
    ("before", "announced"),
    [
        ("جاء المؤتمر بعنوان", True),
        ("تحت شعار", True),
        ('لوكالة أنباء "', True),
        ("المنتدى الدولي للكتاب والمثقفين", True),
        ("the International Economic Forum", True),
        ("a book titled", True),
        ("وقالت هالة الجندي", False),
        ("قال رئيس المعرض", False),  # a word of saying comes first
        ("the chair of the group said", False),
    ],
)
def test_titles_and_names_are_announced(before: str, announced: bool) -> None:
    assert is_announced(before) == announced
