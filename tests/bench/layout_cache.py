"""What each thing that layout remembers saves of processor time, and all of them together.

    python tests/bench/layout_cache.py [--pairs 3] [--together] [NAME…]

Each drawing is a process of its own. Stock and remembering take turns, so that whatever else the machine does falls on
both; what is told is the median of the ratios of the pairs. "layout" is parsing, cascade and layout without the import
of WeasyPrint; "whole" is the process, its import and the writing with our text layer and structure included.

The texts: the flagship's Arabic edition as the build draws it, and some fifty pages whose every paragraph, note and
cell is another: words are drawn at random from a list, so what repeats there is words and nothing longer. It is drawn
once more with some fifteen notes on a page.

The quick import is in both, for every room has it; what it gives is told last, stock against quick.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from dossier.files.project import Project
from dossier.loading import read
from dossier.model.edition import select
from dossier.press.fonts import typefaces
from dossier.press.one_piece import print_plain
from dossier.problems import Report

ROOT = Path(__file__).parents[2]
CHAPTERS = 22  #: of the random text: about fifty pages

CSS = """
@page { size: A4; margin: 22mm 20mm; @top-center { content: string(t) } @bottom-center { content: counter(page) } }
body { font: 11pt/1.7 "Dossier Naskh", "Dossier Serif"; text-align: justify }
h1 { string-set: t content(); break-before: page; bookmark-level: 1; font-size: 18pt }
.note { float: footnote; font-size: 8pt }
table { border-collapse: collapse; width: 100% } td, th { border: .5pt solid #999; padding: 3pt }
nav a::after { content: " " target-counter(attr(href), page) }
blockquote { border-inline-start: 2pt solid #a33; padding-inline-start: 8pt; color: #333 }
"""
SYLLABLES = [
    "با",
    "تو",
    "سي",
    "مر",
    "كا",
    "لا",
    "نو",
    "دي",
    "حا",
    "قي",
    "را",
    "شو",
    "عا",
    "فن",
    "جم",
    "هل",
    "وا",
    "يس",
    "طا",
    "خم",
]


def random_text(notes: int = 1) -> str:
    """The same on every machine: a contents list, chapters of paragraphs with footnotes, quotations and tables."""
    chance = random.Random(1969)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(6000)]
    words += ["OIC", "TASS", "Kazan", "2005", "١٩٦٩"] * 40

    def said(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    def chapter(number: int) -> str:
        parts = [f'<h1 id="c{number}">{said(5)}</h1>']
        for place in range(8):
            called = " ".join(f'{said(1)}<span class="note">{said(6)}</span>' for _ in range(notes))
            parts.append(f"<p>{said(chance.randint(40, 90))} {called} {said(9)}</p>")
            parts += [f"<blockquote><p>{said(30)}</p></blockquote>"] if place % 3 == 0 else []
        rows = "".join(f"<tr><td>{said(2)}</td><td>{said(14)}</td></tr>" for _ in range(10))
        return "".join([*parts, f"<table><tr><th>{said(1)}</th><th>{said(1)}</th></tr>{rows}</table>"])

    contents = "".join(f'<p><a href="#c{number}">{said(4)}</a></p>' for number in range(CHAPTERS))
    body = f"<nav>{contents}</nav>" + "".join(map(chapter, range(CHAPTERS)))
    return f'<!doctype html><html lang="ar" dir="rtl"><title>x</title><style>{CSS}</style><body>{body}'


def flagship() -> tuple[str, list[tuple[str, str]]]:
    """HTML and sheets of the Arabic edition, as they come to be drawn."""
    plain: Any = importlib.import_module("dossier.press.weasy.one_pass")
    kept: list[Any] = []
    stock = plain.draw
    plain.draw = lambda html, sheets, *others, **named: (
        kept.append((html, sheets)) or stock(html, sheets, *others, **named)
    )
    report = Report()
    corpus, faces, words = read(Project(ROOT), report)
    print_plain(select(corpus, ("ar",), words)[0], faces, Project(ROOT), report)
    plain.draw = stock
    return kept[-1]


def one(sample: Path, names: list[str]) -> dict[str, Any]:
    """Draw a sample in this process, remembering what is named, and tell what it took."""
    plain: Any = importlib.import_module("dossier.press.weasy.one_pass")
    rooms = [importlib.import_module(f"dossier.press.weasy.{name}") for name in ("text_layer.layer", "structure_tags")]
    faces = typefaces.load(ROOT / "fonts")
    files = {face.file: face.path for face in faces}
    html, sheets = json.loads(sample.read_text())
    laid_out, stock = 0.0, plain.weasyprint.HTML.render

    def render(*given: Any, **named: Any) -> Any:
        nonlocal laid_out
        began = time.process_time()
        document = stock(*given, **named)
        laid_out += time.process_time() - began
        return document

    plain.weasyprint.HTML.render = render
    with ExitStack() as stack:
        for room in rooms:
            stack.enter_context(room.installed())
        if names:
            stack.enter_context(importlib.import_module("dossier.press.weasy.layout_cache.table").installed(names))
        drawing = plain.draw(html, sheets, lambda name: files[name].read_bytes())
    return {
        "layout": laid_out,
        "whole": time.process_time(),
        "pages": drawing.pages,
        "digest": hashlib.sha256(drawing.pdf).hexdigest(),
        "MB": int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) >> 10,
    }


def measure(sample: Path, names: list[str]) -> dict[str, Any]:
    command = [sys.executable, __file__, "--sample", str(sample), *names]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def compare(sample: Path, title: str, names: list[str], pairs: int) -> None:
    found = [(measure(sample, []), measure(sample, names)) for _ in range(pairs)]
    ratios = [
        statistics.median(ours[part] / stock[part] for stock, ours in found) for part in ("layout", "whole", "MB")
    ]
    same = "the same PDF" if len({one["digest"] for pair in found for one in pair}) == 1 else "ANOTHER PDF"
    stock, ours = found[-1]
    seconds = f"{stock['whole']:.2f} s -> {ours['whole']:.2f} s"
    print(f"  {title:18} " + "  ".join(f"{ratio:6.3f}" for ratio in ratios) + f"   {seconds}, {same}", flush=True)


def compare_imports(pairs: int) -> None:
    """Processor time of `import weasyprint` with that of the programs it runs, as it comes and quickly."""
    quickly = "from dossier.press.weasy.fast_import import fast_imports\nwith fast_imports():\n    import weasyprint\n"
    tell = "import os\n{}\nprint(sum(os.times()[:4]))"
    found: list[list[float]] = [[], []]
    for _ in range(pairs):
        for seconds, code in zip(found, ("import weasyprint", quickly), strict=True):
            told = subprocess.run([sys.executable, "-c", tell.format(code)], check=True, capture_output=True, text=True)
            seconds.append(float(told.stdout))
    stock, ours = map(statistics.median, found)
    print(f"import of WeasyPrint: {stock:.2f} s -> {ours:.2f} s, median of {pairs}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--together", action="store_true", help="only all of them, not each alone")
    parser.add_argument("--sample", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    if given.sample:
        print(json.dumps(one(given.sample, given.names)))
        return
    with tempfile.TemporaryDirectory() as folder:
        every = [*importlib.import_module("dossier.press.weasy.layout_cache.table").MEMOS, "collector"]
        sheet = typefaces.load(ROOT / "fonts").css(lambda face: f"dossier:{face.file}")
        samples = {
            "flagship, Arabic": flagship(),
            "random text": (random_text(), [("faces", sheet)]),
            "random text, four times the notes": (random_text(notes=4), [("faces", sheet)]),
        }
        for title, sample in samples.items():
            path = Path(folder) / "sample.json"
            path.write_text(json.dumps(sample))
            print(
                f"{title}, {measure(path, [])['pages']} pages: processor time with / without\n{'':21}layout   whole  MB"
            )
            for name in () if given.together else given.names or every:
                compare(path, name, [name], given.pairs)
            compare(path, "together", given.names or every, given.pairs)
        compare_imports(3 * given.pairs)


if __name__ == "__main__":
    main()
