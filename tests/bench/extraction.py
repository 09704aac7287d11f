"""What readers, search and the tag tree get out of PDFs that `dossier press` makes: words, lines, quotations, phrases.

    python -m tests.bench.extraction [--corpus FILE] [--face NAME=FILE.ttf ...] [--lost READER]

A corpus is a list of {id, dir, kind, text, lines} in JSON; its text is its lines, joined. It is pressed twice, line by
line and as justified paragraphs, once for each face; without one, in the project's own. All in per cent:

    words       found in both files, each as often as it stands there
    lines       found as a whole line of the first
    quotations  texts found whole in the second, across its line ends
    search      phrases of three words of the lines that the reader's own search finds

Letters are compared after NFKC and without invisible marks; harakat and punctuation count. A reader that is not at hand
is named. Not a test: run it by hand.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.bench.readers import Reader, fold, readers
from tests.bench.tag_tree import tag_tree

CORPUS = Path(__file__).with_name("extraction.json")
FALLBACK = '"Dossier Naskh", "Dossier Serif"'
PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>نصوص</title><style>
@page {{ size: A4; margin: 20mm }} {face} html {{ font: 12pt/1.8 {family} }} p {{ margin: 0 0 7pt; {style} }}
</style></head><body>{body}</body></html>"""

Item = dict[str, Any]


def press(items: list[Item], folder: Path, face: Path | None) -> tuple[Path, Path]:
    """The two PDFs of a corpus."""
    family, rule = FALLBACK, ""
    if face:
        (folder / face.name).write_bytes(face.read_bytes())
        family, rule = f"Face, {FALLBACK}", f'@font-face {{ font-family: Face; src: url("{face.name}") }}'
    for name, style in (("lines", "white-space: nowrap"), ("flow", "text-align: justify")):
        body = ""
        for item in items:
            inner = "<br>".join(map(html.escape, item["lines"] if name == "lines" else [item["text"]]))
            body += f'<p dir="{item["dir"]}" lang="{"ar" if item["dir"] == "rtl" else "en"}">{inner}</p>\n'
        page = PAGE.format(face=rule, family=family, style=style, body=body)
        (folder / f"{name}.html").write_text(page, "utf-8")
        command = [sys.executable, "-m", "dossier", "press", folder / f"{name}.html", "-o", folder / f"{name}.pdf"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "lines.pdf", folder / "flow.pdf"


def phrases_of(items: list[Item]) -> list[str]:
    """Three words in a row out of each line that has as many, by turns its first, its middle and its last."""
    found: list[str] = []
    for words in (line.split() for item in items for line in item["lines"]):
        if len(words) > 3:
            at = (0, (len(words) - 3) // 2, len(words) - 3)[len(found) % 3]
            found.append(" ".join(words[at : at + 3]))
    return found


def measure(items: list[Item], lines_text: str, flow_text: str) -> tuple[list[float], list[str]]:
    """Words, lines and quotations in per cent, and the lines that are lost."""
    wanted = Counter(word for item in items for word in fold(item["text"]).split())
    hits = sum((wanted & Counter(fold(text).split())).total() for text in (lines_text, flow_text))
    have = {fold(line) for line in re.split("[\n\r\f]+", lines_text)}
    lines = [line for item in items for line in item["lines"]]
    lost = [line for line in lines if fold(line) not in have]
    whole = sum(fold(item["text"]) in fold(flow_text) for item in items)
    shares = (hits / 2 / wanted.total(), 1 - len(lost) / len(lines), whole / len(items))
    return [100 * share for share in shares], lost


def row(name: str, figures: list[float]) -> str:
    return f"{name:10}" + "".join(f"{figure:8.1f}" for figure in figures)


def report(reader: Reader, items: list[Item], files: tuple[Path, Path], told: str) -> None:
    figures, lost = measure(items, *map(reader.text, files))
    if reader.search:
        phrases = phrases_of(items)
        figures.append(100 * len(reader.search(files[0], phrases)) / len(phrases))
    print(row(reader.name, figures))
    if told == reader.name:
        print("\n".join(f"    lost: {line}" for line in lost))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--face", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--lost", default="", metavar="READER", help="list the lines that it loses")
    options = parser.parse_args()
    items: list[Item] = json.loads(options.corpus.read_text("utf-8"))
    found, skipped = readers()
    for name, _, face in (one.partition("=") for one in options.face or ["the project's own="]):
        with tempfile.TemporaryDirectory() as folder:
            files = press(items, Path(folder), Path(face) if face else None)
            print(f"{name}: {len(items)} texts\n{'':10}   words   lines  quotes  search")
            for reader in found:
                report(reader, items, files, options.lost)
            (words, _, quotations), _ = measure(items, *map(tag_tree, files))
            print(row("tag tree", [words]) + f"{'':8}{quotations:8.1f}")
    print("\n".join(f"skipped: {reason}" for reason in skipped))


if __name__ == "__main__":
    main()
