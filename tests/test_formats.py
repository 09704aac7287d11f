"""The lines of an original in every format: what is read, what is counted, and what each bad file is told."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from originals_made import docx, written, zipped

from dossier.evidence.original import original_of
from dossier.evidence.proof.verbatim import find
from dossier.files.reading_limits import LIMITS, ReadingLimits
from dossier.formats.reading import read_lines
from dossier.model.passage import parse
from dossier.problems import Exit, MachineLacks, WrongUsage


def docx_of(*paragraphs: str) -> bytes:
    cells = "".join(f"<w:tc>{written(cell)}</w:tc>" for cell in ("السنة", "2019"))
    return docx("".join(map(written, paragraphs)) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")


def pdf_of(*lines: str) -> bytes:
    """A page of one paragraph, in a face that every viewer has, each line where a press would have broken it."""
    pikepdf = pytest.importorskip("pikepdf")
    pdf = pikepdf.new()
    shown = "".join(f"({line}) Tj T* " for line in lines)
    page = pdf.add_blank_page(page_size=(400, 300))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(f"BT /F 12 Tf 14 TL 20 260 Td {shown}ET".encode())
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def test_lines_of_text_are_those_of_an_editor() -> None:
    assert read_lines("a.txt", "\ufeffأول\r\n\r\nثالث".encode()).texts == ("أول", "", "ثالث")
    assert read_lines("no-ending", b"one\ntwo").texts == ("one", "two")


def test_html_is_read_as_a_reader_sees_it() -> None:
    page = """<!doctype html><title>T</title><style>p{}</style><body><nav>قائمة</nav><h1>عنوان <b>كبير</b></h1>
        <p>قال: &laquo;نعم&raquo;<br>ثم سكت.</p><!-- نعم --><script>no()</script><ul><li>أ<li>ب</ul>ذيل</body>"""
    assert read_lines("a.html", page.encode()).texts == (
        "قائمة",
        "عنوان كبير",
        "قال: «نعم»",
        "ثم سكت.",
        "أ",
        "ب",
        "ذيل",
    )


def test_html_that_names_its_encoding_is_believed() -> None:
    page = '<meta charset="windows-1256"><p>قال نعم</p>'
    assert read_lines("a.htm", page.encode("windows-1256")).texts == ("قال نعم",)


def test_html_can_be_nested_deeper_than_python_can_call() -> None:
    assert read_lines("a.html", b"<div>" * 3000 + b"end").texts == ("end",)


def test_docx_has_paragraphs_and_cells() -> None:
    assert read_lines("a.docx", docx_of("قال «نعم».", "", "Then he left.")).texts == (
        "قال «نعم».",
        "Then he left.",
        "السنة",
        "2019",
    )


def test_the_broken_lines_of_a_pdf_are_one_and_know_their_page() -> None:
    pytest.importorskip("pypdfium2")
    lines = read_lines(
        "a.pdf", pdf_of("The harbour was closed on Monday by a", "storm that nobody had expected.", "Short.")
    )
    assert lines.texts == ("The harbour was closed on Monday by a storm that nobody had expected.", "Short.")
    assert lines.pages == (1, 1)


def test_a_quotation_is_proven_in_every_format() -> None:
    words = "We lost two weeks"
    for name, content in (("a.docx", docx_of(f'"{words}," he said.')), ("a.html", f'<p>"{words}," he</p>'.encode())):
        assert find(words, parse("line 1"), original_of(content, name)).verdict == "identical"


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "no text": ("a.txt", lambda: b"one\ntw\xff", "a.txt:2: byte 0xff is not UTF-8"),
    "no PDF": ("a.pdf", lambda: b"%PDF-1.4 nonsense", "a.pdf cannot be read as PDF"),
    "no DOCX": ("a.docx", lambda: b"PK\x03\x04", "a.docx cannot be read as DOCX"),
    "a ZIP of something else": ("a.docx", lambda: zipped({"x": b"y"}), "a.docx cannot be read as DOCX"),
    "too big": ("a.txt", lambda: b" " * (ReadingLimits().size + 1), "at most 50,000,000 are read"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_told(case: str) -> None:
    name, content, told = BAD[case]
    pytest.importorskip({"pdf": "pypdfium2"}.get(name.rpartition(".")[2], "sys"))
    with pytest.raises(WrongUsage, match=told):
        read_lines(name, content())


def test_a_docx_that_unpacks_to_gigabytes_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMITS, "unpacked=1000")
    with pytest.raises(WrongUsage, match="2,000 bytes when it is unpacked; at most 1,000"):
        read_lines("a.docx", zipped({"word/document.xml": b" " * 2_000}))


@pytest.mark.parametrize(
    ("name", "content", "module", "package"),
    [
        ("a.pdf", b"", "pypdfium2", "pypdfium2"),
        ("a.html", b"<p>a", "readability", "readability-lxml"),
        ("a.txt", "وزير الموانئ في المدينة".encode("windows-1256"), "charset_normalizer", "charset-normalizer"),
        ("a.txt", "à la carte".encode(), "ftfy", "ftfy"),
    ],
)
def test_a_missing_package_is_named_with_the_command_that_brings_it(
    name: str, content: bytes, module: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MachineLacks, match=f"package {package} is missing") as told:
        read_lines(name, content)
    assert (told.value.exit_code, told.value.advice) == (Exit.MACHINE, "pip install 'dossier-press[import]'")


def test_the_extra_that_the_advice_names_brings_every_package() -> None:
    text = (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
    extra = next(line for line in text.splitlines() if line.startswith("import = "))
    packages = ("charset-normalizer", "ftfy", "pypdfium2", "readability-lxml")
    assert all(f'"{package}"' in extra for package in packages)
