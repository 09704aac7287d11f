"""How many words of Arabic PDFs are read, in their order, by who printed them and in which face.

    python -m tests.bench.pdf_originals [FOLDER]

Prints `tests/originals_pdf/harbour.ar.txt` in five faces with every producer at hand, reads it back, and tells the
share of words that came out right, every vowel sign and bracket counted, beside what PDFium's own text has. A line that
is told to be unprovable is counted apart: it is wrong or not sure, and said to be. FOLDER keeps the files.

LibreOffice is given a DOCX. XeLaTeX needs polyglossia; Typst the package `typst`; a face the machine lacks is skipped.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import weasyprint

from dossier.formats.lines import Lines
from dossier.formats.pdf.document import read
from tests import glyph_pdf
from tests.recall import word_recall

ROOT = Path(__file__).parents[2]
WRITTEN = (ROOT / "tests/originals_pdf/harbour.ar.txt").read_text("utf-8")
FACES = ("Amiri", "Noto Naskh Arabic", "DejaVu Sans", "Scheherazade", "KacstBook")
OUR_FACES: Mapping[str, str] = {
    "Amiri": "fonts/amiri/Amiri_400Regular.ttf",
    "IBM Plex Sans Arabic": "fonts/ibm-plex-sans-arabic/IBMPlexSansArabic_400Regular.ttf",
}
SECONDS = 180  #: for one program to print one page

Producer = Callable[[str, Path], bytes]


class Missing(LookupError):
    """A program that is not at hand."""


def _program(*names: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    raise Missing(f"{names[0]} is not installed")


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)


def _page(face: str) -> str:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in WRITTEN.splitlines())
    css = f'@page{{size:A4;margin:25mm}} body{{font:13pt/1.8 "{face}"}} p{{text-align:justify}}'
    return f'<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>{css}</style>{body}'


def chromium(face: str, folder: Path) -> bytes:
    program = _program("chromium", "chromium-browser", "google-chrome")
    page, made = folder / "page.html", folder / "page.pdf"
    page.write_text(_page(face), "utf-8")
    _run(
        program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={made}", page
    )
    return made.read_bytes()


def libreoffice(face: str, folder: Path) -> bytes:
    program = _program("soffice", "libreoffice")
    docx, oxml = import_module("docx"), import_module("docx.oxml")
    name = import_module("docx.oxml.ns").qn
    document = docx.Document()
    for text in WRITTEN.splitlines():
        paragraph = document.add_paragraph()
        paragraph.alignment = 3  # justified
        paragraph._p.get_or_add_pPr().append(oxml.OxmlElement("w:bidi"))
        marks = paragraph.add_run(text)._r.get_or_add_rPr()
        marks.append(oxml.OxmlElement("w:rtl"))
        for kind in ("w:ascii", "w:hAnsi", "w:cs"):
            marks.get_or_add_rFonts().set(name(kind), face)
    document.save(folder / "page.docx")
    _run(program, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "page.docx")
    return (folder / "page.pdf").read_bytes()


def typst(face: str, folder: Path) -> bytes:
    try:
        compiler = import_module("typst")
    except ImportError:
        raise Missing("the package typst is not installed") from None
    text = re.sub(r"([#*_`$<>@\\\[\]~\"'/\-=+])", r"\\\1", WRITTEN).replace("\n", "\n\n")
    style = f'#set page(margin: 25mm)\n#set text(lang: "ar", font: "{face}", size: 13pt)\n#set par(justify: true)\n\n'
    (folder / "page.typ").write_text(style + text, "utf-8")
    made: bytes = compiler.compile(str(folder / "page.typ"))
    return made


def xelatex(face: str, folder: Path) -> bytes:
    program = _program("xelatex")
    text = re.sub(r"([#$%&_{}])", r"\\\1", WRITTEN).replace("\n", "\n\n")
    text = re.sub(r"[A-Za-z]+(?: [A-Za-z]+)*", lambda found: rf"\textenglish{{{found[0]}}}", text)
    (folder / "page.tex").write_text(
        "\\documentclass[12pt]{article}\\usepackage[margin=25mm]{geometry}\\usepackage{polyglossia}"
        "\\setdefaultlanguage[numerals=maghrib]{arabic}\\setotherlanguage{english}\\setmainfont{DejaVu Sans}"
        f"\\newfontfamily\\arabicfont[Script=Arabic]{{{face}}}\\newfontfamily\\arabicfonttt[Script=Arabic]{{{face}}}"
        f"\\pagestyle{{empty}}\\begin{{document}}{text}\\end{{document}}",
        "utf-8",
    )
    _run(program, "-interaction=nonstopmode", "-output-directory", folder, folder / "page.tex")
    return (folder / "page.pdf").read_bytes()


def weasy(face: str, folder: Path) -> bytes:
    made: bytes = weasyprint.HTML(string=_page(face)).write_pdf()
    return made


def press(face: str, folder: Path) -> bytes:
    (folder / "page.html").write_text(_page(face), "utf-8")
    _run(sys.executable, "-m", "dossier", "press", folder / "page.html", "-o", folder / "page.pdf")
    return (folder / "page.pdf").read_bytes()


def glyphs(means: glyph_pdf.Meaning) -> Producer:
    def made(face: str, folder: Path) -> bytes:
        return glyph_pdf.written(WRITTEN.splitlines(), ROOT / OUR_FACES[face], means)

    return made


PRODUCERS: Mapping[str, tuple[Producer, tuple[str, ...]]] = {
    "Chromium": (chromium, FACES),
    "LibreOffice": (libreoffice, FACES),
    "Typst": (typst, FACES),
    "XeLaTeX": (xelatex, FACES),
    "WeasyPrint": (weasy, FACES),
    "dossier press": (press, tuple(OUR_FACES)),
    "glyph by glyph": (glyphs(glyph_pdf.logical), tuple(OUR_FACES)),
    "… brackets as they look": (glyphs(glyph_pdf.drawn), tuple(OUR_FACES)),
    "… ligatures turned": (glyphs(glyph_pdf.turned_ligature), tuple(OUR_FACES)),
    "… forms of the page": (glyphs(glyph_pdf.presentation_forms), tuple(OUR_FACES)),
}


def has_face(face: str) -> bool:
    program = _program("fc-list")
    told = subprocess.run([program, f":family={face}"], check=True, capture_output=True).stdout
    return bool(told.strip()) or face in OUR_FACES


def of_pdfium(content: bytes) -> float:
    document = import_module("pypdfium2").PdfDocument(content)
    return word_recall([page.get_textpage().get_text_range() for page in document], WRITTEN)


def unprovable(lines: Lines) -> str:
    count = len({unread.line for unread in lines.unread if unread.breaks_proof})
    return f"{count} of {len(lines.texts)} lines" if count else ""


def measure(kept: Path | None) -> None:
    print(f"{'producer':25} {'face':22} {'PDFium':>7} {'read':>7}  told to be unprovable")
    for name, (producer, faces) in PRODUCERS.items():
        for face in faces:
            with tempfile.TemporaryDirectory() as folder:
                try:
                    if not has_face(face):
                        raise Missing(f"no face {face}")
                    content = producer(face, Path(folder))
                except (Missing, subprocess.SubprocessError) as lack:
                    print(f"{name:25} {face:22} skipped: {lack}")
                    continue
            if kept:
                (kept / f"{name}-{face}.pdf".replace(" ", "-")).write_bytes(content)
            lines = read("page.pdf", content)
            share = word_recall(lines.texts, WRITTEN)
            print(f"{name:25} {face:22} {of_pdfium(content):7.1%} {share:7.1%}  {unprovable(lines)}", flush=True)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if target:
        target.mkdir(parents=True, exist_ok=True)
    measure(target)
