"""Which format a file is of: its bytes tell, whatever its name says; what nobody reads is refused by its name."""

from __future__ import annotations

import gzip
import time

import pytest
from originals_made import docx, odt, written, zipped

from dossier.formats.lines import Unread
from dossier.formats.reading import read_lines
from dossier.problems import WrongUsage

HTML = b"<!DOCTYPE html><html><body><p>The quay stays.</p></body></html>"
MAIL = (
    b"From: =?windows-1256?B?x+HT4cfj?= <a@herald.example>\r\nTo: b@x.example\r\nSubject: The quay\r\n"
    b"Date: Tue, 5 Mar 2024 10:00:00 +0000\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"
)
PARTS = (
    b"Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/html; charset=windows-1256\r\n\r\n<p>"
    + "نعم يا سيدي".encode("windows-1256")
    + b"</p>\r\n--q\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"V2Ugc2hhbGwgbm90IHNlbGwuCg==\r\n--q\r\nContent-Type: application/pdf\r\n"
    b'Content-Disposition: attachment; filename="minutes.pdf"\r\n\r\nx\r\n--q--\r\n'
)
SAVED = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example/quay\r\nSubject: The quay\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary=q\r\n\r\n--q\r\n'
    b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<meta charset=3D'utf-8'><p>=D9=86=D8=B9=D9=85 and no=\r\nt at all</p>\r\n--q--\r\n"
)


def record(kind: str, content: bytes) -> bytes:
    address = "WARC-Target-URI: https://herald.example/quay"
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{address}\r\nContent-Length: {len(content)}"
    return head.encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def answer(content: bytes, head: str = "", form: str = "text/html; charset=windows-1256") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {form}\r\n{head}\r\n".encode() + content


PAGE = "<p>نعم يا سيدي</p>".encode("windows-1256")
CHUNKED = b"5\r\n" + PAGE[:5] + b"\r\n" + f"{len(PAGE) - 5:x}\r\n".encode() + PAGE[5:] + b"\r\n0\r\n\r\n"

READ: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "DOCX": (docx(written("نعم")), ("نعم",)),
    "ODT": (odt("<text:p>نعم</text:p>"), ("نعم",)),
    "RTF": (rb"{\rtf1 We stay.}", ("We stay.",)),
    "HTML": (HTML, ("The quay stays.",)),
    "MHTML": (SAVED, ("نعم and not at all",)),
    "WARC": (record("request", b"GET /") + record("response", answer(PAGE)), ("نعم يا سيدي",)),
}


@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.html", "a.docx", "a"])
def test_the_bytes_tell_the_format_and_another_name_is_told(form: str, name: str) -> None:
    content, texts = READ[form]
    lines = read_lines(name, content)
    assert lines.texts == texts
    ending = name.partition(".")[2]
    told = Unread("format", detail=f"named {ending}, read as {form}")
    assert (told in lines.unread) == (ending not in {"", form.lower()})


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old Office"),
    "old Word named as text": ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old Office"),
    "what is only named as old Word": ("a.doc", b"plain words", "old Word"),
    "a workbook": ("a.xlsx", zipped({"xl/workbook.xml": "<x/>"}), "a workbook"),
    "a workbook named as DOCX": ("a.docx", zipped({"xl/workbook.xml": "<x/>"}), "a workbook"),
    "a presentation": ("a.pptx", zipped({"ppt/presentation.xml": "<x/>"}), "a presentation"),
    "an e-book": ("a.epub", zipped({"mimetype": "application/epub+zip"}), "an e-book"),
    "a sheet": ("a.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "without text"),
    "an archive": ("a.zip", zipped({"a.txt": "x"}), "an archive"),
    "a packed text": ("a.txt", gzip.compress(b"words"), "an archive"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n\0", "a picture"),
    "a scan": ("scan", b"\xff\xd8\xff\xe0\0", "a picture"),
    "PostScript": ("a.ps", b"%!PS-Adobe-3.0\n(words) show", "PostScript"),
    "LaTeX": ("a.tex", b"\\section{x}", "LaTeX"),
    "a web archive": ("a.webarchive", b"bplist00\0\xff", "web archive"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_nobody_reads_is_refused_by_its_name_with_advice(kind: str) -> None:
    name, content, told = REFUSED[kind]
    with pytest.raises(WrongUsage, match=f"{name} is .*{told}.*, which is not read") as error:
        read_lines(name, content)
    assert error.value.advice


@pytest.mark.parametrize(
    "start", ["ID3 numbers are new.", "RIFF off.", "BZh.", "PK is a name.", "GIF8", "From: the mayor\n"]
)
def test_a_text_may_begin_with_what_begins_other_files(start: str) -> None:
    assert read_lines("a.txt", start.encode()).texts == tuple(start.split("\n"))


def test_a_letter_has_its_head_and_its_plain_text_and_names_what_is_attached() -> None:
    lines = read_lines("a.eml", MAIL + PARTS)
    assert lines.texts == (
        "Subject: The quay",
        "From: السلام <a@herald.example>",
        "To: b@x.example",
        "Date: Tue, 05 Mar 2024 10:00:00 +0000",
        "We shall not sell.",
    )
    assert lines.unread == (Unread("attachment", detail="minutes.pdf"),)
    assert (lines.about.title, lines.about.date) == ("The quay", "2024-03-05")


def test_a_letter_without_plain_text_is_read_from_its_html() -> None:
    body = b"Content-Type: text/html; charset=windows-1256\r\n\r\n" + PAGE
    assert read_lines("a.eml", MAIL + body).texts[-1] == "نعم يا سيدي"


def test_a_letter_that_was_saved_as_text_keeps_the_lines_of_its_file() -> None:
    content = MAIL + b"\r\nWe stay.\r\n"
    assert len(read_lines("a.txt", content).texts) == content.count(b"\n") + 1
    assert read_lines("a.txt", MAIL + PARTS).texts[-1] == "We shall not sell."


def test_a_letter_that_is_only_attachments_is_refused() -> None:
    with pytest.raises(WrongUsage, match=r"a.eml has no text"):
        read_lines("a.eml", MAIL + b"Content-Type: application/pdf\r\n\r\nx")


def test_a_letter_of_too_many_parts_is_refused_at_once() -> None:
    with pytest.raises(WrongUsage, match="parts; at most 5,000 are read"):
        read_lines("a.eml", MAIL + PARTS + b"--q\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 20_000)


def test_a_saved_page_knows_its_address() -> None:
    for name, content in (("a.mhtml", SAVED), ("a.warc", READ["WARC"][0])):
        assert read_lines(name, content).about.url == "https://herald.example/quay"


@pytest.mark.parametrize(
    "content",
    [
        record("response", answer(CHUNKED, "Transfer-Encoding: chunked\r\n")),
        record("response", answer(gzip.compress(PAGE), "Content-Encoding: gzip\r\n")),
        gzip.compress(record("warcinfo", b"x")) + gzip.compress(record("response", answer(PAGE))),
        record("response", answer(b"\xff\xd8", form="image/jpeg")) + record("response", answer(PAGE)),
    ],
)
def test_archived_pages_are_unpacked(content: bytes) -> None:
    assert read_lines("a.warc.gz", content).texts == ("نعم يا سيدي",)


def test_further_pages_of_an_archive_are_told() -> None:
    lines = read_lines("a.warc", 3 * record("response", answer(PAGE)))
    assert lines.unread == (Unread("pages of the archive", detail="2 behind the first"),)


@pytest.mark.parametrize(
    "content", [b"WARC/1.0", record("response", b"x"), record("metadata", b"x"), b"WARC/1.0\r\n\r\n"]
)
def test_an_archive_without_a_page_is_refused(content: bytes) -> None:
    with pytest.raises(WrongUsage, match=r"there is no web page in a.warc"):
        read_lines("a.warc", content)


def test_comments_before_a_text_take_no_time() -> None:
    """Each of 200 doubled it."""
    begin = time.process_time()
    assert read_lines("a.txt", b"<!-- a -->" * 200 + b"text").texts == ("<!-- a -->" * 200 + "text",)
    assert time.process_time() - begin < 1
