"""YAML -> nodes: places are an editor's, values are the letters that stand there, and nothing makes it slow or fall."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dossier.problems import Place, Problem
from dossier.reading.nodes import MAX_BYTES, Listing, Mapping, Node, Scalar, UnreadableYaml, parse, unfit

#: What a curator may write: lists, mappings and strings, a few deep.
words = st.text(max_size=30).filter(lambda text: not unfit(text))
values = st.recursive(words, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4))


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


@given(values)
def test_what_another_program_writes_is_read_again(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_style='"')  # quoted, as "no" would otherwise be
    assert plain(parse(text.encode(), "x.yaml")) == value


def refusal(content: bytes) -> Problem | None:
    """What is wrong with a file, if it cannot be read."""
    try:
        parse(content, "x.yaml")
    except UnreadableYaml as error:
        return error.problem
    return None


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_place(content: bytes) -> None:
    if problem := refusal(content):
        assert problem.place.path == "x.yaml"
        assert problem.message


@given(st.text(alphabet="a:- \n#&*!|>'\"{}[],?%@`<\\~\t\r0", max_size=60))
def test_any_signs_are_read_or_refused_with_a_place(text: str) -> None:
    if problem := refusal(text.encode()):
        assert problem.place.line > 0
        assert problem.message


def test_places_are_those_of_an_editor() -> None:
    node = parse("\ufeffname:\r\n  ar: ليلى\r\n  en: 'Layla'\r\nlist: [اسم, b]\r\n".encode(), "x.yaml")
    assert isinstance(node, Mapping)
    name, listing = node.get("name"), node.get("list")
    assert isinstance(name, Mapping)
    assert isinstance(listing, Listing)
    assert name.get("ar") == Scalar("ليلى", Place("x.yaml", 2, 7))
    assert name.get("en") == Scalar("Layla", Place("x.yaml", 3, 7), quoted=True)
    assert [item.place.column for item in listing.items] == [8, 13]  # letters are counted, not bytes


def test_a_value_over_several_lines_says_so() -> None:
    node = parse(b"a: b\n  c\nd: e\n", "x.yaml")
    assert isinstance(node, Mapping)
    assert node.get("a") == Scalar("b c", Place("x.yaml", 1, 4), spread=True)
    assert node.get("d") == Scalar("e", Place("x.yaml", 3, 4))


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"a: " + b"[" * 100_000,
        b"[\n" * 100_000,
        b"{a: " * 100_000,
        b"- " * 100_000,
        b"? " * 100_000,
        b"&a [" * 100_000,
        b"".join(b"%d: x\n" % number for number in range(150_000)),
        b"- - x\n" * 99_999,
        b'"' + b"\\\n" * 100_000 + b'"',
        b"a: |\n" + b" x\n" * 500_000,
        b"#" * (MAX_BYTES - 1) + b"\n",
        b"x" * (MAX_BYTES + 1),
    ],
    ids=lambda content: repr(content[:8]),
)
def test_nothing_takes_long(content: bytes) -> None:
    began = time.process_time()
    refusal(content)
    assert time.process_time() - began < 10  # a tenth of that on a machine at rest; a quadratic walk takes minutes


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", ""),
        ("قَبَّلَهُ الشَّيْخُ", ""),
        ("عربي \u200f\u200e", ""),
        ("می\u200cخواهم", ""),
        ("👩‍👩‍👧", ""),
        ("a\x1bb", "invisible control character U+001B"),
        ("\ud800", "invisible control character U+D800"),
        ("x" * 401, "a word of 401 characters; at most 400 fit on a page"),
        ("a" + "\u0301\u0323" * 100, "200 marks on one letter; at most 8 can be drawn"),
        ("w " * 10_001, "a value of 20,002 characters; at most 20,000 fit"),
    ],
)
def test_what_no_page_can_show(text: str, reason: str) -> None:
    assert unfit(text) == reason
