"""The order of a paragraph, and the named conventions that depart from UAX #9."""

from __future__ import annotations

import time

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import in_order, isolated
from oracle import levels as levels_of_python_bidi

from dossier.press.html import bidi
from dossier.press.html.conventions import CONVENTIONS, LIST
from dossier.press.html.fribidi import levels

LRI, RLI, PDI, LRO, PDF = "\u2066", "\u2067", "\u2069", "\u202d", "\u202c"
ANY_BRACKET = str.maketrans(dict.fromkeys("()[]{}<>«»‹›≤≥", "|"))  #: the shape is test_oracle's matter


def drawn(text: str, direction: bidi.Direction = "rtl") -> str:
    """The characters of a line from the left, brackets as they were written."""
    return "".join(text[at] for at in bidi.order(bidi.resolve(text, direction).levels))


def kept(text: str, direction: bidi.Direction = "rtl") -> list[tuple[str, str]]:
    return [(name, text[start:end]) for name, start, end in bidi.conventions(text, direction)]


# Where nothing is said, the order is python-bidi's

SOME_WORDS = "قال المكتبة گزارش שלום Boeing Route 737 66 2019 ٢٠١٩ ۴۰ ۴۰٫۵ 1,234.5 ٣٫٥ 14/05/2024 10:30"
SIGNS = list(" ،,.;:؟?!()[]«»“”‘’/\\|%٪$€°–—…*=×")


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from([*SOME_WORDS.split(), *SIGNS, " ", " "]), max_size=12).map("".join),
    st.sampled_from(["rtl", "ltr"]),
)
def test_any_paragraph_is_in_the_order_of_python_bidi(text: str, direction: bidi.Direction) -> None:
    expected = get_display(isolated(text, direction), base_dir="R" if direction == "rtl" else "L")
    shown = "".join(char for char in expected if char not in {LRI, RLI, PDI, LRO, PDF})
    assert shown.translate(ANY_BRACKET) == drawn(text, direction).translate(ANY_BRACKET)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("طائرة Boeing 737 هنا", "انه Boeing 737 ةرئاط"),
        ("في 2019-2024 و2019–2024", "2024–2019و 2024-2019 يف"),
        ("نسبة 12% و٨٥٪", "٪٨٥و %12 ةبسن"),
        ("حرارة 38°C هنا", "انه C°38 ةرارح"),
        ("المعادلة x + (-2) = 3 صحيحة", "ةحيحص x + (-2) = 3 ةلداعملا"),
        ("۴۰٫۵% رشد", "دشر ۴۰٫۵%"),
    ],
)
def test_numbers_stay_in_the_runs_that_the_algorithm_gives_them(text: str, expected: str) -> None:
    assert drawn(text) == expected
    assert kept(text) == []


PIECES = [
    "قال",
    "abc",
    "12",
    "٣٤",
    "<",
    ">",
    "(",
    ")",
    "-",
    "،",
    " ",
    "%",
    "\u2060",
    LRI,
    RLI,
    "\u2068",
    PDI,
    PDI,
    LRO,
    PDF,
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from([0, 1]))
def test_isolates_in_isolates_are_in_the_order_of_python_bidi(text: str, base: int) -> None:
    """FriBidi alone takes what follows an isolate for what follows its words."""
    text += "z"  # python-bidi leaves spaces at the end to who breaks lines
    ours, theirs = levels(text, base), levels_of_python_bidi(text, "R" if base else "L")
    seen = [at for at, letter in enumerate(text) if letter not in {"\u2060", LRI, RLI, "\u2068", PDI, LRO, PDF}]
    assert [at for at in in_order(list(ours)) if at in seen] == [at for at in in_order(theirs) if at in seen]


def test_a_space_at_the_end_of_an_isolate_belongs_to_it_also_before_what_is_unseen() -> None:
    assert list(levels(f"{RLI}{LRO}ا \u2060{PDI}z", 0))[2:4] == [2, 2]


def test_a_bracket_at_the_end_of_an_isolate_belongs_to_it() -> None:
    text = f"{RLI}p>{PDI}{LRI}x{PDI}"
    assert list(levels(text, 0)) == [0, 2, 1, 0, 0, 2, 0]


# Conventions

TOKENS = {
    "address": [
        "https://example.org/ar/",
        "www.example.org/a_(b)/",
        "/etc/hosts",
        "example.org/about/",
        "C:\\Reports\\2024",
    ],
    "telephone": [
        "+966 11 555 0123",
        "(800) 955-2292",
        "1 (800) 555-0123",
        "050 555 0123",
        "٠٥٠ ٥٥٥ ٠١٢٣",
        "+٩٦٦ ٥٠ ٥٥٥ ٠١٢٣",
        "+7 (495) 123-45-67",
        "011-555-0123",
    ],
    "account": [
        "5293 5144 3349 3116",
        "1 234 567",
        "١ ٢٣٤ ٥٦٧",
        "978-3-16-148410-0",
        "920-000-555",
        "0378-5955",
        "SA03 ٨٠٠٠ ٠٠٠٠",
    ],
    "sign": ["-5", "−3.5", "+2%", "-٤٥٫٢", "-1,250.00", "±0.5", "-$100", "-5°"],
    "name": ["@desk", "#tag_1", "C++", "C#", ".NET", "A+", "Ca2+", "SO42−", "Ca²⁺"],
}


@pytest.mark.parametrize(("name", "token"), [(name, token) for name, tokens in TOKENS.items() for token in tokens])
@pytest.mark.parametrize("line", ["قال {} ثم", "({})، ثم", "قال: {}", "و{} كذلك"])
def test_a_token_is_read_from_its_left_wherever_it_stands(name: str, token: str, line: str) -> None:
    if line.startswith("و{") and name in {"telephone", "account", "address"}:
        line = "«{}» كذلك"
    text = line.format(token)
    assert token in drawn(text)
    assert kept(text) in ([(name, token)], [])


@pytest.mark.parametrize("name", TOKENS)
def test_the_algorithm_alone_takes_such_tokens_apart(name: str) -> None:
    """Each convention is needed: without it, python-bidi gives another line."""
    for token in TOKENS[name]:
        shown = get_display(f"قال {token} ثم", base_dir="R")
        if token not in {"C:\\Reports\\2024"}:
            assert token not in shown, token


@pytest.mark.parametrize(
    "text",
    [
        "في 2019 2020 2021 على التوالي",  # years one after the other
        "النتيجة 3-1 والصفحات 12-15 وعام 2019-2024",  # ranges and scores
        "يوم 2024-05-14 ويوم 14-05-2024",  # dates
        "المادة 5 (2) والفقرة 3 (ب)",
        "من 10:30 - 12:45",
        "تشكيلة 4-3-3 أو 4-2-3-1",
        "כ-3.5 מיליון",  # a prefix and its hyphen
        "كوفيد-19 وبند-5",
        "٢ - ٣",
    ],
)
def test_what_only_looks_like_a_token_is_left_to_the_algorithm(text: str) -> None:
    assert kept(text) == []


def test_names_in_a_row_are_items_of_their_line() -> None:
    assert drawn("الدول: France، Germany، Spain ثم") == "مث Spain ،Germany ،France :لودلا"
    assert drawn("see قازان, صنعاء (and) موسكو", "ltr") == "see نازاق, ءاعنص (and) وكسوم"
    assert [name for name, _, _ in bidi.conventions("الدول: France، Germany", "rtl")] == [LIST] * 2
    assert kept("عن Moscow, Russia ثم") == []  # a Latin comma is of the Latin words
    assert kept("قال ⁦France، Germany⁩ ثم") == []  # whoever isolates them has said how they are read


def test_quotation_marks_stay_round_what_they_quote() -> None:
    assert drawn("He said “سلام” [1] and left", "ltr") == "He said “مالس” [1] and left"
    assert drawn("هو “OIC Summit” 2019 ثم") == "مث 2019 ”OIC Summit“ وه"
    assert drawn('الأمر git commit -m "first" ثم') == 'مث git commit -m "first" رمألا'
    assert kept("قال «Russia» (2019)") == [("quotation", "Russia")]
    assert kept("“OIC” و«Russia»، ثم") == kept("say “سلام” and “The ‘Kazan’ Forum”", "ltr") == []
    assert kept("في The “Kazan” Forum ثم George’s") == []


def test_every_convention_has_a_name_a_reason_and_a_source() -> None:
    assert [one.name for one in CONVENTIONS] == ["address", "telephone", "account", "sign", "name"]
    assert all(one.reason and one.source for one in CONVENTIONS)
    assert set(TOKENS) == {one.name for one in CONVENTIONS}


def test_a_line_of_its_own_script_needs_nothing() -> None:
    for text in ("قال: «نعم، (ثم) لا»؛ وذهب!", "مُؤْتَمَرٌ", "שלום, עולם."):
        assert bidi.is_plain(text, "rtl")
    assert bidi.is_plain("Only 25%, “quoted” (2019–2024).", "ltr")
    assert not bidi.is_plain("قال 5", "rtl")
    assert not bidi.is_plain("x قال", "ltr")
    assert not bidi.is_plain("٢٠١٩–٢٠٢٤", "ltr")


def test_what_is_set_as_arabic() -> None:
    assert all(map(bidi.is_arabic, ["قال OIC", "“قال”", "، 2005", "٢٠٠٥"]))
    assert not any(map(bidi.is_arabic, ["OIC", "‘Russia – Islamic World’", "2005", "", "OIC قال"]))


def test_lines_of_one_text_are_paragraphs() -> None:
    whole = bidi.resolve("قال 5\nabc", "rtl").levels
    assert whole == bidi.resolve("قال 5\n", "rtl").levels + bidi.resolve("abc", "rtl").levels


@pytest.mark.parametrize("piece", ["+1 ", "a، ", "“a ", "(1) ", "a.", "/a", "France، ", "\u2067a"])
def test_long_paragraphs_are_no_trap(piece: str) -> None:
    """Four times the text may take four times as long and some more, and not sixteen times."""

    def seconds(count: int) -> float:
        text = "قال " + piece * count
        before = time.process_time()
        assert len(bidi.resolve(text, "rtl").levels) == len(text)
        return time.process_time() - before

    assert min(seconds(16_000) for _ in range(2)) < 10 * max(seconds(4_000), 0.01)
