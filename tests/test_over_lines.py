"""What stands over the end of a line or a page, or over a broken word, is found and proven, with all its lines."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.evidence.original import Original, original_of
from dossier.evidence.proof.verbatim import find
from dossier.evidence.text.blocks import blocks_of
from dossier.formats.wrapping import goes_on
from dossier.model.passage import runs_of

MAIL = (
    "The board said: “We hold that the quay must stay open through the whole winter, and that the town shall pay for "
    "it until the spring comes.” It opened on 3 May 2018, a well-known date, and holds no more than 1,200 tonnes of "
    "grain. Nobody has counted the tonnes of salt that lie beside it, nor the ropes, nor the barrels of tar."
)
BARID = (
    "وقال رئيس المجلس إن «الميناء لن يغلق ما دام في البحر سفن تطلب المرسى وما دام في المدينة رجال يعرفون البحر»، وذلك "
    "في 5 تشرين الأول 2019 بحضور 320 رجلا من أهل الجزيرة، ولم يذكر المجلس من دفع ثمن الحبال والبراميل التي غرقت هناك."
)


@pytest.mark.parametrize("width", range(40, 90, 3))
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MAIL, "We hold that the quay must stay open through the whole winter"),
        (MAIL, "3 May 2018"),
        (MAIL, "a well-known date"),
        (MAIL, "no more than 1,200 tonnes"),
        (BARID, "الميناء لن يغلق ما دام في البحر سفن تطلب المرسى وما دام في المدينة رجال يعرفون البحر"),
        (BARID, "5 تشرين الأول 2019"),
        (BARID, "320 رجلا"),
    ],
)
@pytest.mark.parametrize("quoted", ["", "> "])
def test_words_over_the_end_of_a_line_are_identical(text: str, words: str, width: int, quoted: str) -> None:
    lines = ["To the board", "", *(quoted + line for line in textwrap.wrap(text, width)), "", "Yours"]
    original = original_of("\n".join(lines).encode())
    match = find(words, runs_of(f"3-{len(lines)}"), original)
    assert match.verdict == "identical"
    spot = match.spots[0]
    assert find(words, runs_of(spot.named), original).verdict == "identical"
    if spot.last:
        assert find(words, runs_of(str(spot.line)), original).verdict == "elsewhere"


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u00ad"])
def test_a_word_broken_by_a_press_is_the_word(hyphen: str) -> None:
    broken = Original((f"It lies in its new ware{hyphen}", "houses, and waits."), frozenset({1}))
    match = find("its new warehouses", runs_of("1-2"), broken)
    assert (match.verdict, match.spots[0].named) == ("identical", "1-2")
    kept = find("new ware-houses", runs_of("1-2"), broken).verdict
    assert (kept == "identical") == (hyphen == "-")  # which of the two it is, the letters do not tell


def test_all_lines_of_a_quotation_have_to_be_stated() -> None:
    wrapped = Original(
        ("", "", "It stays open through the whole", "winter, and that the town shall pay."), frozenset({3})
    )
    match = find("the whole winter, and that the town", runs_of("3"), wrapped)
    assert (match.verdict, match.detail) == ("elsewhere", "stands in lines 3-4, not 3")


def test_a_name_over_the_end_of_a_line_stands_on_both() -> None:
    broken = Original(("The ship of Captain Layla", "Shaheen sailed."), frozenset({1}))
    assert all(find("Layla Shaheen", runs_of(n), broken, is_name=True).verdict == "identical" for n in ("1", "2"))


def test_nothing_stands_over_the_end_of_a_paragraph() -> None:
    texts = ("The board met on Monday, as it always does in the winter.", "", "Nobody came to it from the old town.")
    apart = original_of("\n".join(texts).encode())
    assert find("in the winter. Nobody came", runs_of("1-3"), apart).verdict == "different"
    one_a_line = original_of("\n".join(["وقال المدير إن الميناء مفتوح " * 9, "وأغلق المجلس " * 15]).encode())
    assert find("الميناء مفتوح وأغلق المجلس", runs_of("1-2"), one_a_line).verdict == "different"


@pytest.mark.parametrize("mark", ["- ", "* ", "> - ", "1. ", "a) ", "# ", "| ", "Subject: ", "    "])
def test_what_begins_anew_continues_nothing(mark: str) -> None:
    line = "The board of the harbour met again on the first Monday of the winter and"
    assert goes_on([line, f"{mark}nothing", line]) == frozenset()
    assert goes_on([line, "nothing was said, as it was in the year before and in the one before that", line]) == {1, 2}


@pytest.mark.parametrize(
    ("words", "line"), [("كتابا", "كتاباً"), ("كتاب", "كتابًا"), ("e", "e\u0301"), ("قال", "قالَ"), ("قلم", "قلمها")]
)
def test_a_letter_is_never_cut_from_its_sign(words: str, line: str) -> None:
    original = Original((line,))
    assert find(words, runs_of("1"), original).verdict != "identical"
    assert find(words, runs_of("1"), original, is_name=True).verdict != "identical"


@pytest.mark.parametrize(
    ("name", "line", "verdict"),
    [
        ("عمر", "زار عمران المدينة", "different"),
        ("20 tonnes", "They took 120 tonnes", "different"),
        ("May", "It was said in Mayotte", "different"),
        ("الم", "قال سالم كلمة", "different"),
        ("عمر", "قال وعمر يسمع", "identical"),
        ("وزارة", "جاء من للوزارة", "identical"),
        ("24%", "و24% من القطن", "identical"),
        ("العثيمين", "وقف العثيمينعلى الباب، ثم على الدرج", "identical"),  # only a space was forgotten
    ],
)
def test_a_name_or_number_is_a_word_of_its_own(name: str, line: str, verdict: str) -> None:
    found = find(name, runs_of("1"), Original((line,)), is_name=True).verdict
    assert (found == "identical") == (verdict == "identical")


@pytest.mark.parametrize("urdu", ["ہ", "ھ", "ە"])
def test_letters_of_other_languages_of_the_script_are_another_spelling(urdu: str) -> None:
    assert find("هذا كتابه", runs_of("1"), Original((f"{urdu}ذا کتاب{urdu}",))).verdict == "other spelling"


VOCABULARY = "the quay must stay open until spring comes and nobody sails north قال المدير إن الخط سيعمل كل يوم"


@given(st.lists(st.sampled_from(VOCABULARY.split()), min_size=30, max_size=90), st.integers(45, 90), st.data())
def test_any_run_of_words_is_found_however_the_lines_are_broken(
    words: list[str], width: int, data: st.DataObject
) -> None:
    words = [f"{word}{number}" for number, word in enumerate(words)]  # each stands once
    lines = textwrap.wrap(" ".join(words), width)
    assume(len(lines) > 4)
    original = original_of("\n".join(lines).encode())
    start = data.draw(st.integers(0, len(words) - 1))
    run = " ".join(words[start : start + data.draw(st.integers(1, 12))])
    whole = runs_of(f"1-{len(lines)}")
    match = find(run, whole, original)
    assert match.verdict == "identical"
    assert original.letters(match.spots[0]) == run
    (block,) = blocks_of(lines, original.goes_on)
    assert run in block.text


@given(
    st.lists(st.text("ab -\u2010\n>«»ـً", max_size=30), max_size=6),
    st.sets(st.integers(1, 6)),
    st.text("ab -«", max_size=9),
)
def test_a_spot_is_a_place_in_the_lines_and_back(lines: list[str], on: set[int], words: str) -> None:
    lines = [line.replace("\n", "") for line in lines]
    original = Original(tuple(lines), frozenset(on & set(range(1, len(lines)))))
    for spot in find(words, runs_of("1-9"), original).spots:
        assert original.spot(*original.span(spot)) == spot
        text, start, end = original.around(spot)
        assert text[start:end] == original.letters(spot)
