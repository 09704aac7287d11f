"""Bytes in every encoding that Arabic and English texts come in, said or unsaid: the same letters, or told doubt."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.formats.lines import Unread
from dossier.formats.reading import read_lines
from dossier.problems import WrongUsage

ARABIC = "قال وزير الموانئ، عمر ناصر: «لن نبيع الرصيف القديم لأحد هذا العام»، وأضاف أن العمل جارٍ في الميناء.\nوالسلام."
ENGLISH = "The mayor said: “We shall not sell the quay – not this year.” It’s the town’s own…\nShe left at nine."
FRENCH = "L’été dernier, la municipalité a refusé de céder le vieux quai à des étrangers.\nVoilà."


def told(content: bytes, name: str = "a.txt") -> list[tuple[str, bool]]:
    return [(item.detail, item.breaks_proof) for item in read_lines(name, content).unread]


@pytest.mark.parametrize("text", [ARABIC, ENGLISH, FRENCH])
def test_sound_utf_8_needs_no_word(text: str) -> None:
    lines = read_lines("a.txt", text.encode())
    assert (lines.texts, lines.unread) == (tuple(text.split("\n")), ())


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_letters_are_read_with_and_without_their_mark(text: str, encoding: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding)
    mark = mark or {"utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}[encoding]
    for content in (text.encode(encoding), mark + text.encode(encoding)):
        assert read_lines("a.txt", content).texts == tuple(text.split("\n"))
    assert told(text.encode(encoding)) == [(f"read as {encoding.upper()}: not declared", False)]


@pytest.mark.parametrize(("encoding", "name"), [("cp1256", "windows-1256"), ("iso8859_6", "ISO 8859-6")])
def test_undeclared_arabic_is_told_and_certain(encoding: str, name: str) -> None:
    text = ARABIC.replace("«", '"').replace("»", '"').replace("،", ",") if encoding == "iso8859_6" else ARABIC
    for length in (60, 100, len(text)):
        content = text[:length].encode(encoding)
        assert read_lines("a.txt", content).texts == tuple(text[:length].split("\n"))
        assert told(content) == [(f"read as {name}: not declared", False)]


def test_english_whose_letters_do_not_hang_on_the_encoding_is_certain() -> None:
    lines = read_lines("a.txt", ENGLISH.encode("windows-1252"))
    assert lines.texts == tuple(ENGLISH.split("\n"))
    assert [item.breaks_proof for item in lines.unread] == [False]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "windows-1252"),
        ("Właściciel kawiarni powiedział, że nabrzeże należy do miasta. Żadnych zmian. " * 3, "windows-1250"),
        ("Belediye başkanı eski rıhtımı satmayacağını söyledi. Işık, gölge, şehir. " * 3, "windows-1254"),
        ("L'été, la municipalité a refusé de céder le quai. " * 3, "cp850"),
    ],
)
def test_what_is_neither_arabic_nor_english_proves_nothing_undeclared(text: str, encoding: str) -> None:
    try:
        lines = read_lines("a.txt", text.encode(encoding))
    except WrongUsage:
        return  # better still
    assert any(item.breaks_proof and item.line == 0 and "save it as UTF-8" in item.detail for item in lines.unread)


@pytest.mark.parametrize(
    "content", [b"one\ntw\xff", b"\xc7\xe1", b"one\0two", bytes(range(256)) * 3, b"\xff\xfea\xd8b"]
)
def test_what_is_no_text_is_refused_with_its_line(content: bytes) -> None:
    with pytest.raises(WrongUsage, match=r"a.txt:\d: byte 0x\w\w is not UTF-8") as error:
        read_lines("a.txt", content)
    assert "UTF-8" in error.value.advice


def test_a_few_broken_letters_in_utf_8_break_their_lines_alone() -> None:
    content = ("السطر الأول سليم كله\nوالثاني ليس كذلك " + "\nالثالث").encode().replace("ليس".encode(), b"\xd9\xff")
    lines = read_lines("a.txt", content)
    assert lines.texts[0] == "السطر الأول سليم كله"
    assert [(item.line, item.breaks_proof) for item in lines.unread] == [(2, True)]


def test_a_zero_in_a_text_is_a_letter_that_was_lost() -> None:
    lines = read_lines("a.txt", "السطر الأول\nوالثاني \0 مقطوع\n".encode() * 9)
    assert [item.line for item in lines.unread if item.breaks_proof] == list(range(2, 19, 2))


def page(text: str, charset: str) -> str:
    return f'<meta charset="{charset}"><p>{text.replace(chr(10), "</p><p>")}</p>'


def test_a_page_that_says_its_encoding_is_believed() -> None:
    for text, encoding in ((ARABIC, "windows-1256"), (FRENCH, "windows-1252"), (FRENCH, "iso-8859-1")):
        lines = read_lines("a.html", page(text.replace("’", "'"), encoding).encode(encoding))
        assert lines.texts == tuple(text.replace("’", "'").split("\n"))
        assert lines.unread == ()


@pytest.mark.parametrize("said", ["iso-8859-1", "windows-1252", "utf-8", "no-such-encoding", "windows-1255"])
def test_where_a_page_says_another_encoding_its_bytes_decide(said: str) -> None:
    lines = read_lines("a.html", page(ARABIC, said).encode("windows-1256"))
    assert lines.texts == tuple(ARABIC.split("\n"))
    assert [(item.detail, item.breaks_proof) for item in lines.unread] == [
        (f"read as windows-1256: it says {said}", False)
    ]


def test_utf_8_that_says_it_is_another_is_utf_8() -> None:
    lines = read_lines("a.html", page(ARABIC, "windows-1256").encode())
    assert lines.texts == tuple(ARABIC.split("\n"))
    assert lines.unread == (Unread("encoding", detail="read as UTF-8: it says windows-1256"),)


GARBLED = {
    "Arabic in UTF-8 read as windows-1252": "قال الوزير".encode().decode("cp1252", "replace"),
    "Arabic in UTF-8 read as ISO 8859-1": "السلام عليكم".encode().decode("latin-1"),
    "quotation marks": "â€œWe shall not sellâ€\x9d",
    "an accent": "the cafÃ© on the quay",
    "Arabic in windows-1256 read as windows-1252": "السلام عليكم".encode("cp1256").decode("cp1252"),
    "a lost letter": "We sha\ufffdl not",
}


@pytest.mark.parametrize("kind", GARBLED)
def test_garbled_letters_break_the_proof_of_their_line(kind: str) -> None:
    lines = read_lines("a.txt", f"Sound.\n{GARBLED[kind]}\nسليم".encode())
    assert [(item.line, item.breaks_proof) for item in lines.unread] == [(2, True)]


@pytest.mark.parametrize(
    "text",
    [ARABIC, ENGLISH, FRENCH, "£5 – 10°", "Gülçin Öztürk", "«É»", "naïve façade, Ærø, Ångström", "½ × ÷", "إِنَّ الْعَمَلَ"],
)
def test_sound_letters_are_not_called_garbled(text: str) -> None:
    assert read_lines("a.txt", text.encode()).unread == ()


@given(
    st.text(alphabet=st.characters(codec="cp1256", min_codepoint=32), max_size=80),
    st.sampled_from([ARABIC, ENGLISH, FRENCH]),
)
def test_what_is_certain_is_right(letters: str, text: str) -> None:
    written = text + letters
    try:
        lines = read_lines("a.txt", written.encode("cp1256"))
    except WrongUsage:  # too odd to be a text, for instance with a sign of control in it
        return
    is_certain = not any(item.breaks_proof for item in lines.unread)
    assert not is_certain or lines.texts == read_lines("a.txt", written.encode()).texts
