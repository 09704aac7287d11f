"""What others have made may be a few bytes that unpack to a machine's memory, or that nobody sees the end of: each is
refused within limits that a user can lift, with what is too much and where, and never as a fault of our own."""

from __future__ import annotations

import gzip
import io
import os
import re
import resource
import signal
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from conftest import Desk
from pikepdf import Array, Dictionary, Name

from dossier.api import verify_pdf
from dossier.cli.main import main
from dossier.files import isolation
from dossier.files.isolated_reading import read_isolated
from dossier.files.reading_limits import LIMITS, ReadingLimits, reading_limits
from dossier.formats import reading
from dossier.formats.lines import Lines
from dossier.formats.reading import read_lines
from dossier.problems import Exit, WrongUsage

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "text"))


# Files that are small


def docx(body: str, parts: Mapping[str, bytes | str] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        for name, content in (parts or {}).items():
            file.writestr(name, content)
    return made.getvalue()


def odt(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        body = f"<office:body><office:text>{text}</office:text></office:body>"
        file.writestr("content.xml", f"<office:document-content {OPEN}>{body}</office:document-content>")
    return made.getvalue()


Shape = Callable[[pikepdf.Pdf, pikepdf.Dictionary, pikepdf.Dictionary], None]


def pdf(drawing: bytes, shape: Shape | None = None) -> bytes:
    file = pikepdf.new()
    page = file.add_blank_page(page_size=(500, 500)).obj
    page.Resources = Dictionary(
        Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )
    page.Contents = file.make_stream(drawing)
    if shape:
        shape(file, page, page.Resources)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def form(file: pikepdf.Pdf, drawing: bytes, inner: pikepdf.Object | None) -> pikepdf.Object:
    resources = Dictionary(XObject=Dictionary(X=inner)) if inner is not None else Dictionary()
    about = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 500, 500]), "Resources": resources}
    return file.make_stream(drawing, Dictionary(**about))


def forms_of_forms(file: pikepdf.Pdf, _: pikepdf.Dictionary, resources: pikepdf.Dictionary) -> None:
    drawn = form(file, b"BT /F 9 Tf (many) Tj ET " * 9, None)
    for _turn in range(9):
        drawn = form(file, b"/X Do " * 8, drawn)
    resources.XObject = Dictionary(X=drawn)


def form_that_draws_itself(file: pikepdf.Pdf, _: pikepdf.Dictionary, resources: pikepdf.Dictionary) -> None:
    drawn = form(file, b"/X Do " * 8, None)
    drawn.Resources.XObject = Dictionary(X=drawn)
    resources.XObject = Dictionary(X=drawn)


def many_objects(file: pikepdf.Pdf, _: pikepdf.Dictionary, resources: pikepdf.Dictionary) -> None:
    resources.Many = Array([file.make_indirect(Dictionary()) for _ in range(600)])


def nobody(file: pikepdf.Pdf, page: pikepdf.Dictionary, _: pikepdf.Dictionary) -> None:
    file.Root.Pages.Kids.append(Dictionary())
    file.Root.Pages.Kids[1] = pikepdf.Object.parse(b"null")
    file.Root.Pages.Count = 2


def packed_page(size: int) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {size + 60}\r\n\r\n"
    return gzip.compress(
        f"{head}HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".encode() + b"<p>hello</p>" * (size // 12)
    )


LETTER = b"From: a@b\nTo: c@d\nSubject: x\nMIME-Version: 1.0\nMessage-ID: <x>\n"


def letter_in_letters(depth: int) -> bytes:
    heads = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return LETTER + "".join(heads).encode() + b"Content-Type: text/plain\n\nhello\n"


#: What is too much -> (name, content, limit that is lowered so that a test is quick, what is told).
TOO_MUCH: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "text of many letters": ("a.txt", lambda: b"a " * 600, "letters=1000", "a.txt has 1,200 letters; at most 1,000"),
    "text of many lines": ("a.txt", lambda: b"\n" * 2000, "lines=1000", "a.txt has 2,000 lines; at most 1,000"),
    "a large file": ("a.html", lambda: b"<p>" * 600, "size=1000", "a.html has 1,800 bytes; at most 1,000"),
    "HTML of many letters": ("a.html", lambda: b"<p>abc" * 600, "markup=1000", "has 3,600 letters with its tags"),
    "HTML of many tags": ("a.html", lambda: b"<p>a" * 600, "elements=500", "a.html has 600 tags; at most 500"),
    "HTML in HTML": ("a.html", lambda: b"<div>" * 100_000, "", "100,000 elements inside each other; at most 5,000"),
    "DOCX of many paragraphs": (
        "a.docx",
        lambda: docx("<w:p/>" * 2000),
        "elements=1000",
        "a.docx: its part word/document.xml has 2,004 tags; at most 1,000",
    ),
    "DOCX of one large part": (
        "a.docx",
        lambda: docx(" " * 60_000_000),
        "",
        "its part word/document.xml has 60,000,1.. bytes when it is unpacked; at most 50,000,000",
    ),
    "DOCX of large parts together": (
        "a.docx",
        lambda: docx("", {f"word/media/{n}.xml": b" " * 1000 for n in range(9)}),
        "unpacked=5000",
        "bytes when it is unpacked; at most 5,000",
    ),
    "DOCX of many parts": (
        "a.docx",
        lambda: docx("", {f"x/{n}": b"" for n in range(600)}),
        "parts=500",
        "a.docx has 601 parts; at most 500",
    ),
    "ODT of many paragraphs": (
        "a.odt",
        lambda: odt("<text:p/>" * 600),
        "elements=500",
        "content.xml has 60. tags",
    ),
    "PDF that unpacks": (
        "a.pdf",
        lambda: pdf(b"BT /F 9 Tf (x) Tj ET " * 3_000_000),
        "",
        "page 1 of a.pdf has 63,000,000 bytes that draw it; at most 50,000,000",
    ),
    "PDF of forms of forms": ("a.pdf", lambda: pdf(b"/X Do", forms_of_forms), "", "page 1 of a.pdf has [0-9,]+ bytes"),
    "PDF of many objects": (
        "a.pdf",
        lambda: pdf(b"", many_objects),
        "objects=5",
        "a.pdf has [0-9]+ objects; at most 5",
    ),
    "PDF of many pages": (
        "a.pdf",
        lambda: pdf(b"", lambda file, *_: [file.add_blank_page() for _ in range(9)] and None),
        "pages=5",
        "a.pdf has 10 pages; at most 5",
    ),
    "PDF of many letters": (
        "a.pdf",
        lambda: pdf(b"BT /F 9 Tf 9 99 Td (" + b"hello there " * 30 + b") Tj ET"),
        "letters=100",
        "a.pdf has 3.. letters; at most 100",
    ),
    "WARC that unpacks": ("a.warc.gz", lambda: packed_page(9_000), "unpacked=5000", "more than 5,000 bytes when"),
    "WARC of a large page": (
        "a.warc.gz",
        lambda: packed_page(9_000),
        "markup=5000",
        "letters with its tags",
    ),
    "EML of many parts": (
        "a.eml",
        lambda: LETTER + b"\n--b\n\nx\n" * 600,
        "parts=500",
        "600 parts; at most 500",
    ),
    "RTF in RTF": ("a.rtf", lambda: b"{\\rtf1 " + b"{" * 100_000, "", "groups in more than 1,000"),
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_too_much_is_refused_and_told(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, made, lowered, told = TOO_MUCH[what]
    monkeypatch.setenv(LIMITS, lowered)
    with pytest.raises(WrongUsage, match=told) as refused:
        read_lines(name, made())
    assert LIMITS in refused.value.advice or "RTF" in what


@pytest.mark.parametrize("what", [what for what, case in TOO_MUCH.items() if case[2]])
def test_it_is_read_where_the_limit_is_lifted_as_told(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As often as it is refused for something else, of which there is too much, too."""
    name, made, lowered, _ = TOO_MUCH[what]
    content = made()
    monkeypatch.setenv(LIMITS, lowered)
    for _turn in range(9):
        try:
            read_lines(name, content)
        except WrongUsage as refused:
            if LIMITS not in refused.advice:  # it says of its contents what is wrong with them
                return
            monkeypatch.setenv(LIMITS, refused.advice.partition('"')[2].rpartition('"')[0])
        else:
            return
    pytest.fail("the limit that is named is never high enough")


#: What is odd, and no more than is read: it is read, or refused, within seconds.
ODD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a form that draws itself": ("a.pdf", lambda: pdf(b"/X Do", form_that_draws_itself)),
    "a page that is none": ("a.pdf", lambda: pdf(b"", nobody)),
    "a cell over 2,000,000,000 columns": (
        "a.docx",
        lambda: docx(
            "<w:tbl><w:tr>"
            + '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>' * 9
            + "</w:tr></w:tbl>"
        ),
    ),
    "cells over each other": (
        "a.html",
        lambda: b"<table>" + (b"<tr>" + b"<td rowspan=99999 colspan=99999>x" * 9) * 9,
    ),
    "tables in tables": ("a.docx", lambda: docx("<w:tbl><w:tr><w:tc>" * 9_000 + "</w:tc></w:tr></w:tbl>" * 9_000)),
    "spans in spans": ("a.odt", lambda: odt("<text:span>" * 20_000 + "x" + "</text:span>" * 20_000)),
    "letters in letters": ("a.eml", lambda: letter_in_letters(400)),
    "an archive of nothing": ("a.warc.gz", lambda: gzip.compress(b"") * 20_000),
    "a locked PDF": ("a.pdf", lambda: (Path(__file__).parents[1] / "originals_pdf/README.md").read_bytes()),
    "ampersands": ("a.html", lambda: b"&" * 50_000),
}


@pytest.mark.parametrize("what", ODD)
def test_what_is_odd_is_read_or_refused_soon(what: str) -> None:
    name, made = ODD[what]
    content, begun = made(), children()
    with suppress(WrongUsage):
        assert isinstance(read_lines(name, content), Lines)
    assert children() - begun < 10


def children() -> float:
    """Seconds of a processor that copies of this process have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# Editions: what is compared and verified


def tree_of_twos(file: pikepdf.Pdf, page: pikepdf.Dictionary, _: pikepdf.Dictionary) -> None:
    element = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, K=0, Pg=page))
    for _turn in range(60):
        element = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=Array([element, element])))
    file.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)


def tree_of_one_branch(file: pikepdf.Pdf, page: pikepdf.Dictionary, _: pikepdf.Dictionary) -> None:
    element = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, K=0, Pg=page))
    for _turn in range(400):
        element = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=element))
    file.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)


def carries(files: int, size: int) -> Shape:
    """So many names for one stream."""

    def shape(file: pikepdf.Pdf, *_: pikepdf.Dictionary) -> None:
        stream = file.make_indirect(file.make_stream(b" " * size))
        file.Root.AF = Array(
            Dictionary(AFRelationship=Name.Source, Desc=f"sources/documents/a{n}.yaml", EF=Dictionary(F=stream))
            for n in range(files)
        )

    return shape


def font_of_all_codes(file: pikepdf.Pdf, _: pikepdf.Dictionary, resources: pikepdf.Dictionary) -> None:
    told = file.make_stream(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")
    about = {"Type": Name.Font, "Subtype": Name.Type0, "BaseFont": Name.X, "Encoding": Name("/Identity-H")}
    below = Array([Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.X)])
    resources.Font = Dictionary(F=file.make_indirect(Dictionary(**about, ToUnicode=told, DescendantFonts=below)))


def locked() -> bytes:
    file, made = pikepdf.new(), io.BytesIO()
    file.add_blank_page()
    file.save(made, encryption=pikepdf.Encryption(user="x", owner="y"))
    return made.getvalue()


#: What is too much in a finished PDF -> (content, what is told of it).
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "forms of forms": (lambda: pdf(b"/X Do", forms_of_forms), "page 1 of the file has [0-9,]+ bytes that draw it"),
    "a form that draws itself": (lambda: pdf(b"/X Do", form_that_draws_itself), "has a form that draws itself"),
    "a page that unpacks": (lambda: pdf(b"0 0 m " * 8_400_000), "at most 50,000,000 are read; .*" + LIMITS),
    "a tree of 2^60 elements": (lambda: pdf(b"", tree_of_twos), "an element stands twice in the structure tree"),
    "a tree of one branch": (lambda: pdf(b"", tree_of_one_branch), "the structure tree is too deep"),
    "files without end": (
        lambda: pdf(b"", carries(1_500, 5_000_000)),
        "more than 300,000,000 bytes when it is unpacked",
    ),
    "a lock": (locked, "locked with a password"),
    "a page that is none": (lambda: pdf(b"", nobody), ""),
    "a font of all codes": (lambda: pdf(b"BT /F 9 Tf <00410042> Tj ET", font_of_all_codes), ""),
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_finished_pdf_that_is_too_much_breaks_its_promise(what: str) -> None:
    made, told = BOMBS[what]
    content, begun = made(), children()
    verdicts = verify_pdf(content)
    assert any(verdict.state == "broken" for verdict in verdicts)
    if told:
        assert re.search(f"it cannot be read: .*{told}", verdicts[0].detail), verdicts[0].detail
    assert children() - begun < 10


@pytest.mark.parametrize("what", BOMBS)
def test_a_build_that_was_put_in_its_place_is_broken(what: str, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.root / "build/en").mkdir(parents=True)
    (desk.root / "build/en/briefing.pdf").write_bytes(BOMBS[what][0]())
    assert main(["verify", "en", "--project", str(desk.root)]) == Exit.PROMISE
    assert "broken" in capsys.readouterr().out


@pytest.mark.parametrize("what", BOMBS)
def test_it_is_no_edition_to_compare_with(
    what: str, tmp_path: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.pdf").write_bytes(BOMBS[what][0]())
    assert main(["diff", str(tmp_path / "x.pdf"), str(desk.root)]) == Exit.USAGE
    told = capsys.readouterr().err
    assert "fault of dossier itself" not in told
    if what == "files without end":
        assert "what it carries has more than 50,000,000 bytes when it is unpacked" in told
        assert LIMITS in told


# What no count foresees


def swallow() -> Lines:
    held = []
    while True:
        held.append(bytearray(50_000_000))


def spin() -> Lines:
    while True:
        pass


def spin_deaf() -> Lines:
    """As a program in C that looks at no signal."""
    signal.signal(signal.SIGPROF, signal.SIG_IGN)
    return spin()


def dig() -> Lines:
    return dig()


def die() -> Lines:
    os.kill(os.getpid(), signal.SIGKILL)


def stumble() -> Lines:
    os.write(2, b"\x1b[31m")
    raise AttributeError("no such thing")


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (swallow, "to read it takes more than 1 s of a processor or 300,000,000 bytes of memory"),
        (spin, "to read it takes more than 1 s"),
        (spin_deaf, "to read it takes more than 1 s"),
        (die, "to read it takes more than 1 s"),
        (dig, "nested too deeply"),
        (stumble, "a.pdf cannot be read: AttributeError: no such thing"),
    ],
)
def test_whatever_becomes_of_a_reader_this_process_goes_on(
    work: Callable[[], Lines], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    limits = ReadingLimits(memory=300_000_000, seconds=1)
    with pytest.raises(WrongUsage, match=told):
        read_isolated("a.pdf", work, Lines, limits)
    assert capfd.readouterr() == ("", "")


def test_a_reader_that_breaks_is_no_fault_of_ours(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(reading._READERS, "HTML", lambda *_: die())
    (tmp_path / "a.html").write_text("<!doctype html><p>Sound.")
    assert main(["import", str(tmp_path / "a.html"), "--project", str(desk.root)]) == Exit.USAGE


def test_who_has_many_pages_has_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> Lines:
        isolation.grant(5)
        end = time.process_time() + 1.5
        while time.process_time() < end:
            pass
        return Lines(("done",))

    assert read_isolated("a.pdf", work, Lines, ReadingLimits(seconds=1)).texts == ("done",)
    isolation.grant(5)  # here there is nothing to lift
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


@pytest.mark.parametrize("said", ["letters", "letters=x", "words=9", "letters=-1", "letters=9;seconds=3"])
def test_a_limit_that_is_none_is_told(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMITS, said)
    with pytest.raises(WrongUsage, match="which is no limit"):
        reading_limits()


def test_limits_that_are_lifted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMITS, "letters=9, seconds=7")
    assert reading_limits() == ReadingLimits(letters=9, seconds=7)
