"""In what order the press draws lines, counted against python-bidi and Chromium (how: tests/outside.py).

    python -m tests.bench.order [FILE.json | PAGE.html | FOLDER ...] [--project DIR] [--mixes N] [--width LETTERS]
                                [--producer NAME]

A JSON file is a list of {"id", "dir", "text"}; of a page, and of each page in a folder, the blocks are taken that have
nothing but text and inline elements in them; of a project, those of its editions before they are marked. Without any:
the phrases and the frozen lines of tests/order, the flagship and 2,000 mixes. What has no tags is drawn once more with
tags put in. `--width` wraps every row. `--producer stock` draws with plain WeasyPrint: on bare lines that do not wrap
it must agree with both witnesses, or the reading is wrong. `--producer chromium` holds the two witnesses to each other.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from dossier.chapters.overall.kinds import compose
from dossier.files.project import Project
from dossier.loading import read
from dossier.model.edition import select
from dossier.press.html.render import render
from dossier.problems import Report
from tests.mixes import mixes, with_tags
from tests.outside import Row, Verdict, browser, judge, rows_of_json, rows_of_page

ROOT = Path(__file__).parents[2]
HEADS = ("lines", "unicode", "chromium", "asked", "both", "by rule", "faults")


def editions(project: Project) -> Iterator[tuple[str, str]]:
    """Names of a dossier's editions, and their HTML before the press marks it."""
    report = Report()
    corpus, _, words = read(project, report)
    for dossier in select(corpus, (), words):
        page = render(dossier, compose(dossier), project, report)
        report.stop_if_broken()
        assert page
        yield dossier.edition.id, page.html


def corpora(paths: Sequence[Path], project: Project | None, count: int) -> Iterator[tuple[str, list[Row]]]:
    for path in paths:
        if path.suffix == ".json":
            yield path.name, rows_of_json(path)
            continue
        pages = [path] if path.is_file() else sorted(path.rglob("*.html"))
        rows = [row for page in pages for row in rows_of_page(page.read_bytes(), page.parent.name)]
        yield path.name or str(path), [row for row in rows if row.is_bare]
        yield f"{path.name}, tagged", [row for row in rows if not row.is_bare]
    for name, html in editions(project) if project else ():
        rows = rows_of_page(html, name)
        yield f"edition {name}", [row for row in rows if row.is_bare]
        yield f"edition {name}, tagged", [row for row in rows if not row.is_bare]
    if count:
        yield f"{count} mixes", list(mixes(count))


def table(name: str, verdict: Verdict, seconds: float) -> str:
    figures = (verdict.lines, verdict.with_unicode, verdict.with_chromium, verdict.asked_of_chromium)
    departing = sum(not one.with_unicode and bool(one.rules) for one in verdict.all)
    counts = (*figures, verdict.with_both, departing, len(verdict.faults))
    lines = [f"{name[:28]:28} {' '.join(f'{count:>8}' for count in counts)} {seconds:6.0f} s"]
    lines += [f"    {rule}: {lines_of_it}" for rule, lines_of_it in verdict.by_rule.most_common()]
    lines += [f"    {rule}: {missed} not followed" for rule, missed in verdict.not_followed.most_common()]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--project", type=Path, metavar="DIR", help="its editions are taken, too")
    parser.add_argument("--mixes", type=int, default=None, metavar="N")
    parser.add_argument("--width", type=int, metavar="LETTERS")
    ways = ["typed", "attr", "target", "string"]
    parser.add_argument("--way", choices=ways, default="typed", help="how the text of a row comes to the page")
    parser.add_argument("--producer", choices=["dossier", "stock", "chromium"], default="dossier")
    parser.add_argument("--no-tags", action="store_true", help="do not put tags into bare rows")
    parser.add_argument("--rule", metavar="NAME", help="show the lines that depart by it, or do not and should")
    parser.add_argument("--most", type=int, default=20, metavar="N", help="faults that are shown of each corpus")
    options = parser.parse_args()
    paths, count = options.paths, options.mixes or 0
    if not paths and options.mixes is None:
        paths, count = sorted((ROOT / "tests" / "order").glob("*.json")), 2000
        options.project = options.project or ROOT
    if not browser():
        print("No Chromium on this machine: the second witness is NOT asked")
    print(f"{'drawn by ' + options.producer:28} {' '.join(f'{head:>8}' for head in HEADS)}")
    faults = 0
    for name, rows in corpora(paths, Project(options.project) if options.project else None, count):
        random = Random(name)
        kinds = [(name, rows)]
        if not options.no_tags and all(row.is_bare for row in rows):
            kinds.append((f"{name[:16]}, tags put in", [with_tags(row, random) for row in rows]))
        for title, chosen in kinds:
            if not chosen or (options.way != "typed" and not chosen[0].is_bare):
                continue
            start = time.monotonic()
            verdict = judge(chosen, options.producer, width=options.width, way=options.way)
            print(table(title, verdict, time.monotonic() - start), flush=True)
            for fault in verdict.faults[: options.most]:
                print(f"  {fault}")
            if len(verdict.faults) > options.most:
                print(f"  … and {len(verdict.faults) - options.most} more")
            for one in verdict.all:
                if options.rule in {*one.rules, *one.left_out}:
                    print(f"  {'by' if one.rules else 'without'} {options.rule}: {one}")
            faults += len(verdict.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
