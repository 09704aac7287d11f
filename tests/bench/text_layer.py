"""What the text layer and the structure tree cost, in milliseconds of CPU a page, over stock WeasyPrint's writing.

    python -m tests.bench.text_layer [--rounds N] [--edition NAME] [--project DIR]

The edition is laid out once. Then it is written again and again, each time with fonts that know nothing yet: stock, and
right after it with the text layer, or with the text layer and our own structure in the place of WeasyPrint's. The cost
is the difference within such a pair. On a machine with other work to do the least is nearer to the truth than the
median; both are printed. Not a test: run it by hand, and compare runs of one machine only.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import Any

from dossier.chapters.overall.kinds import compose
from dossier.files.project import Project
from dossier.loading import read
from dossier.model.edition import select
from dossier.press.html.markup import mark
from dossier.press.html.render import render
from dossier.problems import Broken, Report

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "dossiers" / "harbour"
TARGET = 15.0  #: ms a page, text layer and structure together
ROUNDS = 15

Mode = Callable[[], AbstractContextManager[None]]


def laid_out(project: Project, name: str) -> Any:
    """WeasyPrint's document of an edition, as the press draws it, its index still without pages."""
    weasyprint, fetcher = importlib.import_module("weasyprint"), importlib.import_module("dossier.press.weasy.fetcher")
    report = Report()
    corpus, faces, words = read(project, report)
    (dossier,) = select(corpus, (name,), words)
    page = render(dossier, compose(dossier), project, report)
    report.stop_if_broken()
    assert page
    files = {face.file: face.path.read_bytes() for face in faces}
    known = {"base_url": fetcher.BASE, "url_fetcher": fetcher.Fetcher(files)}
    shared = {"font_config": importlib.import_module("dossier.press.weasy.fontconfig").IsolatedFonts()}
    sheets = [faces.css(lambda face: fetcher.url_of(face.file)), *(css for _, css in page.sheets)]
    html = weasyprint.HTML(string=mark(page.html).html, **known)
    return html.render(stylesheets=[weasyprint.CSS(string=css, **known, **shared) for css in sheets], **shared)


def modes() -> dict[str, Mode]:
    """What is measured beside stock."""
    tags, text_layer = (
        importlib.import_module(f"dossier.press.weasy.{name}") for name in ("structure_tags", "text_layer.layer")
    )

    def both() -> AbstractContextManager[None]:
        stack = ExitStack()
        stack.enter_context(text_layer.installed())
        stack.enter_context(tags.installed())
        return stack  # type: ignore[return-value]

    return {"text layer": text_layer.installed, "with structure": both}


def seconds(document: Any, mode: Mode) -> float:
    """CPU time of writing a document once."""
    document.fonts.clear()
    gc.collect()
    with mode():
        start = time.process_time()
        document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
        return time.process_time() - start


def measure(document: Any, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Pairs of seconds for each mode: stock, and with it."""
    pairs: dict[str, list[tuple[float, float]]] = {name: [] for name in modes()}
    for mode in (nullcontext, *modes().values()):
        seconds(document, mode)  # what is only done once in a process
    for _ in range(rounds):
        for name, mode in modes().items():
            pairs[name].append((seconds(document, nullcontext), seconds(document, mode)))
    return pairs


def table(pairs: dict[str, list[tuple[float, float]]], pages: int) -> str:
    lines = [f"{'ms a page':16} {'stock':>12} {'with it':>12} {'more':>12} {'ratio':>7}   (median, least)"]
    for name, measured in pairs.items():
        columns = [[one * 1000 / pages for one in column] for column in zip(*measured, strict=True)]
        columns.append([after - before for before, after in zip(*columns, strict=True)])
        told = " ".join(f"{statistics.median(column):6.1f} {min(column):5.1f}" for column in columns[:2])
        more = f"{statistics.median(columns[2]):6.1f} {min(columns[1]) - min(columns[0]):5.1f}"
        ratio = statistics.median(after / before for before, after in measured)
        lines.append(f"{name:16} {told} {more} {ratio:7.2f}")
    least = min(after for _, after in pairs["with structure"]) - min(before for before, _ in pairs["with structure"])
    verdict = "kept" if least * 1000 / pages <= TARGET else "missed"
    return "\n".join(
        [*lines, f"target: at most {TARGET:g} ms more with structure, {verdict} by the least of {pages} pages"]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--edition", default="ar")
    parser.add_argument("--project", type=Path, default=ROOT)
    options = parser.parse_args()
    try:
        document = laid_out(Project(options.project), options.edition)
    except Broken as error:
        print(f"{options.project.name} cannot be read ({error}): the harbour is taken")
        copied = shutil.copytree(HARBOUR, Path(tempfile.mkdtemp()) / HARBOUR.name)  # what it keeps is no part of it
        document = laid_out(Project(copied), options.edition)
    print(table(measure(document, options.rounds), len(document.pages)))


if __name__ == "__main__":
    main()
