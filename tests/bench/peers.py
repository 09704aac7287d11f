"""What the peers of a build need, and what is done to a dossier to measure edits."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pikepdf

from dossier.build import Session, make
from dossier.files.project import Project
from dossier.loading import read
from dossier.model.edition import select
from dossier.press.html.markup import mark
from dossier.press.options import BuildOptions
from dossier.press.printing import Printer
from dossier.problems import Report

_SUMMARY = re.compile(r'(?m)^(summary: \{ar: ")([^"]*)')


def write_html(root: Path, edition: str, target: Path) -> None:
    """The HTML that an edition was printed from, as one file: stylesheets inside, faces beside the package."""
    project, report = Project(root), Report()
    corpus, faces, words = read(project, report)
    (dossier,) = select(corpus, (edition,), words)
    page = Printer(project, faces, BuildOptions(jobs=1)).print(dossier, project, report).page
    sheets = "\n".join([faces.css(lambda face: face.path.as_uri()), *(css for _, css in page.sheets)])
    html = mark(page.html).html.replace("</head>", f"<style>{sheets}</style></head>", 1)
    target.write_text(html, encoding="utf-8")


def pages_of(pdf: Path) -> int:
    with pikepdf.open(pdf) as file:
        return len(file.pages)


def without_files(pdf: Path) -> int:
    """How many bytes a PDF has without the files it carries."""
    with pikepdf.open(pdf) as file:
        carried = sum(
            len(specification.EF.F.read_raw_bytes()) for specification in file.Root.get("/AF", pikepdf.Array())
        )
    return pdf.stat().st_size - carried


def edit(root: Path, number: int, words: str = "") -> Path:
    """Change the summary of the source in the middle."""
    files = sorted((root / "sources" / "documents").glob("*.yaml"))
    file = files[len(files) // 2]
    text = file.read_text(encoding="utf-8")
    changed = _SUMMARY.sub(lambda found: f"{found[1]}{words}تعديل {number} {found[2]}", text, count=1)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    return file


def edits_while_watching(root: Path, edition: str, rounds: int = 5) -> tuple[list[float], float]:
    """Seconds from an edit to the PDF on disk, in a process that has built before; and of one that adds pages."""
    project, kept = Project(root), Session()
    make(project, (edition,), lambda words: None, kept)

    def timed(file: Path) -> float:
        begun = time.perf_counter()
        project.changed([str(file)])
        make(project, (edition,), lambda words: None, kept)
        return time.perf_counter() - begun

    took = [timed(edit(root, number)) for number in range(rounds)][1:]
    return took, timed(edit(root, rounds, "صفحة أخرى من الكلام الذي يطول. " * 160))


def typst_edit(html: Path) -> tuple[float, float] | None:
    """Seconds that Typst takes for the same text, first and after an edit of one paragraph; None if it is not here."""
    try:
        import typst
    except ImportError:
        return None
    text = re.sub(r"(?s)<style>.*?</style>|<svg.*?</svg>", "", html.read_text(encoding="utf-8"))
    blocks = [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.split(r"</(?:p|td|h\d|li|dd|dt|div)>", text)]
    safe = [re.sub(r"([\\#$*_`<>@\[\]=+/-])", r"\\\1", one) for one in blocks if one]
    source = html.with_name("stock.typ")
    head = '#set page(paper: "a4", numbering: "1")\n#set text(lang: "ar", size: 11pt)\n'
    source.write_text(head + "\n\n".join(safe), encoding="utf-8")
    compiler = typst.Compiler(str(source))
    begun = time.perf_counter()
    compiler.compile(format="pdf")
    first = time.perf_counter() - begun
    safe[len(safe) // 2] += " تعديل"
    source.write_text(head + "\n\n".join(safe), encoding="utf-8")
    begun = time.perf_counter()
    compiler.compile(format="pdf")
    return first, time.perf_counter() - begun


if __name__ == "__main__":
    write_html(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
