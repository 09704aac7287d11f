"""Words against an original: what is the same, what is spelled otherwise, what stands elsewhere, what is not there."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.evidence.original import Original, original_of
from dossier.evidence.proof.verbatim import find
from dossier.evidence.text.folding import fold, fold_text
from dossier.model import passage

NEWS = original_of(
    'أُعيد فتح الميناء يوم الأحد، وقال المدير إن "الخط سيعمل  كلّ يوم" ابتداءً من مارس.\n'
    "وذكر المدير أن عدد الركاب ٣٠٠ راكب ، وأنّ الخطّ مهم.\n"
    "The ferry will run every day, the mayor said. The ferry will run every day.\n".encode()
)


def at(line: int) -> passage.Passage:
    return passage.runs_of(str(line))


def verdict(words: str, line: int, original: Original = NEWS) -> str:
    return find(words, at(line), original).verdict


def test_identical_letters_are_identical_and_know_their_place() -> None:
    match = find("عدد الركاب ٣٠٠ راكب", at(2), NEWS)
    assert match.verdict == "identical"
    (spot,) = match.spots
    assert NEWS.line(spot.line)[spot.start : spot.end] == "عدد الركاب ٣٠٠ راكب"


@pytest.mark.parametrize(
    "words",
    [
        "الخط سيعمل كل يوم",  # two spaces, shadda
        "الخـط سيعمل كلّ يوم",  # tatweel
        "عدد الركاب 300 راكب، وأن الخط مهم",  # digits, a space before a comma
        "اعيد فتح الميناء يوم الاحد",  # hamza
    ],
)
def test_other_spelling_is_told_with_both_spellings(words: str) -> None:
    match = find(words, passage.runs_of("1-2"), NEWS)
    assert match.verdict == "other spelling"
    assert match.printed not in {"", words}
    assert "[" in match.detail


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("الخط سيعمل كلّ شهر", "[شهر|يوم]"),  # another word
        ("الخط يعمل  كلّ يوم", "[|س]يعمل"),  # one letter dropped
        ("فتح الميناء يوم السبت", "ال[سبت|أحد]"),
        ("وذكر المدير أن عدد ٣٠٠ راكب", "[|الركاب ]"),  # a word left out
    ],
)
def test_a_false_quotation_is_told_letter_by_letter(words: str, told: str) -> None:
    match = find(words, passage.runs_of("1-2"), NEWS)
    assert match.verdict == "different"
    assert told in match.detail


def test_two_passages_glued_are_different() -> None:
    assert verdict("الخط سيعمل  كلّ يوم وأنّ الخطّ مهم", 1) == "different"


def test_the_wrong_line_is_told_with_the_right_one() -> None:
    match = find("الخط سيعمل  كلّ يوم", at(2), NEWS)
    assert (match.verdict, match.detail) == ("elsewhere", "stands in line 1, not 2")


def test_words_that_stand_twice_on_their_line_are_ambiguous_but_a_name_may() -> None:
    match = find("The ferry will run every day", at(3), NEWS)
    assert match.verdict == "ambiguous"
    assert len(match.spots) == 2
    assert find("The ferry", at(3), NEWS, is_name=True).verdict == "identical"


REPEATED = original_of("“We sail,” he said.\n\nWe sail\n\nThey sail. They sail.\n".encode())


@pytest.mark.parametrize(
    ("words", "lines", "verdict", "detail"),
    [
        ("We sail", "1", "identical", "stands also in line 3, letters 0–7"),  # said, and drawn out in large letters
        ("We sail", "3", "identical", "stands also in line 1, letters 1–8"),
        ("We sail", "1, 3", "ambiguous", "stands in line 1, letters 1–8 and in line 3, letters 0–7"),
        ("They sail", "5", "ambiguous", "stands in line 5, letters 0–9 and in line 5, letters 11–20"),
        ("he said", "1", "identical", ""),
        ("We sail", "5", "elsewhere", "stands in line 1, 3, not 5"),
    ],
)
def test_the_curators_line_tells_which_of_the_places_is_meant(
    words: str, lines: str, verdict: str, detail: str
) -> None:
    match = find(words, passage.runs_of(lines), REPEATED)
    assert (match.verdict, match.detail) == (verdict, detail)
    if verdict == "identical":
        assert [spot.line for spot in match.spots] == [int(lines)]


@pytest.mark.parametrize("runs_on", [True, False])
def test_words_run_on_into_another_paragraph_only_where_they_may(runs_on: bool) -> None:
    paragraphs = original_of(b"The wind turned.\n\nWe sailed at once.\n")
    match = find("turned. We sailed", passage.runs_of("1-3"), paragraphs, runs_on=runs_on)
    assert match.verdict == ("identical" if runs_on else "different")


def test_a_name_may_have_a_particle_before_it_and_a_quotation_may_not_cut_a_word() -> None:
    assert find("المدير", at(2), NEWS, is_name=True).verdict == "identical"
    assert verdict("خط سيعمل  كلّ يوم", 1) == "different"


def test_nothing_like_it() -> None:
    assert find("سفينة من ورق أزرق كبير", at(1), NEWS).detail == "nothing like it stands in the original"


LETTERS = st.text(st.sampled_from('ابتثجحخأإآةىيؤئءكلمنهو ًُِّ٠١٢abc.,،؟«»"ـ ﷲﻻ'), max_size=60)


@given(LETTERS)
def test_folding_is_settled_after_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(LETTERS)
def test_every_folded_letter_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(folded.origin)
    for letter, origin in zip(folded.text, folded.origin, strict=True):
        if letter.isalpha() and text[origin].isalpha() and letter == text[origin]:
            assert unicodedata.category(text[origin]).startswith("L")


VOCABULARY = ("قال", "المدير", "إن", "الخط", "سيعمل", "كل", "يوم", "من", "الميناء", "إلى", "الجزيرة", "ferry", "runs")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=6)


@given(WORDS, st.integers(0, 3), st.integers(1, 4))
def test_any_run_of_words_of_a_line_is_found_identical(words: list[str], start: int, count: int) -> None:
    line = " ".join(words)
    run = " ".join(words[start : start + count])
    assume(run)
    match = find(run, at(1), original_of(line.encode()))
    assert match.verdict in {"identical", "ambiguous"}
    assert all(line[spot.start : spot.end] == run for spot in match.spots)


@given(WORDS, st.data())
def test_one_letter_changed_is_never_identical(words: list[str], data: st.DataObject) -> None:
    line = " ".join(dict.fromkeys(words))
    place = data.draw(st.integers(0, len(line) - 1))
    assume(line[place] != " ")
    changed = line[:place] + ("ظ" if line[place] != "ظ" else "غ") + line[place + 1 :]
    assert find(changed, at(1), original_of(line.encode())).verdict == "different"


@given(st.text(st.sampled_from('ابةىأـًٌ «»"().,؟ \u200f\n1٢abZ-…ﻻ'), max_size=40))
def test_text_folded_without_its_places_is_the_same(text: str) -> None:
    assert fold_text(text) == fold(text).text
