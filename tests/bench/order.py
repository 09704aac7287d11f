"""In what order the press draws lines, counted against python-bidi and Chromium (how: tests/outside.py).

    python -m tests.bench.order [FILE.json | PAGE.html | FOLDER ...] [--mixes N] [--width LETTERS] [--producer NAME]

A JSON file is a list of {"id", "dir", "text"}; of a page, and of each page in a folder, the blocks are taken that have
nothing but text and inline elements in them. Without any: the phrases and the frozen lines of tests/order, the editions
in build/ and 2,000 mixes; each of the bare ones with tags put in, too. `--width` wraps every row. `--producer stock`
draws with plain WeasyPrint: on bare lines that do not wrap it must agree with both witnesses, or the reading is wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tests.mixes import mixes, with_tags
from tests.outside import Row, Verdict, browser, judge, rows_of_json, rows_of_page

ROOT = Path(__file__).parents[2]
HEADS = ("lines", "unicode", "chromium", "asked", "both", "by rule", "faults")


def corpora(paths: Sequence[Path], count: int) -> Iterator[tuple[str, list[Row]]]:
    for path in paths:
        if path.suffix == ".json":
            yield path.name, rows_of_json(path)
            continue
        pages = [path] if path.is_file() else sorted(path.rglob("*.html"))
        rows = [row for page in pages for row in rows_of_page(page)]
        yield path.name or str(path), [row for row in rows if row.is_bare]
        yield f"{path.name}, tagged", [row for row in rows if not row.is_bare]
    if count:
        yield f"{count} mixes", mixes(count)


def table(name: str, verdict: Verdict, seconds: float) -> str:
    figures = (verdict.lines, verdict.with_unicode, verdict.with_chromium, verdict.asked_of_chromium)
    departing = sum(not one.with_unicode and bool(one.rules) for one in verdict.judged)
    counts = (*figures, verdict.with_both, departing, len(verdict.faults))
    lines = [f"{name[:28]:28} {' '.join(f'{count:>8}' for count in counts)} {seconds:6.0f} s"]
    lines += [f"    {rule}: {lines_of_it}" for rule, lines_of_it in verdict.by_rule.most_common()]
    lines += [f"    {rule}: {missed} not followed" for rule, missed in verdict.not_followed.most_common()]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--mixes", type=int, default=None, metavar="N")
    parser.add_argument("--width", type=int, metavar="LETTERS")
    parser.add_argument("--producer", choices=["dossier", "stock", "chromium"], default="dossier")
    parser.add_argument("--no-tags", action="store_true", help="do not put tags into bare rows")
    parser.add_argument("--most", type=int, default=20, metavar="N", help="faults that are shown of each corpus")
    options = parser.parse_args()
    paths, count = options.paths, options.mixes or 0
    if not paths and options.mixes is None:
        editions = sorted((ROOT / "build").glob("*/*.html"))
        paths, count = [*sorted((ROOT / "tests" / "order").glob("*.json")), *editions], 2000
    if not browser():
        print("No Chromium on this machine: the second witness is NOT asked")
    print(f"{'drawn by ' + options.producer:28} {' '.join(f'{head:>8}' for head in HEADS)}")
    faults = 0
    for name, rows in corpora(paths, count):
        random = Random(name)
        kinds = [(name, rows)]
        if not options.no_tags and all(row.is_bare for row in rows):
            kinds.append((f"{name[:16]}, tags put in", [with_tags(row, random) for row in rows]))
        for title, chosen in kinds:
            if not chosen:
                continue
            start = time.monotonic()
            verdict = judge(chosen, options.producer, width=options.width)
            print(table(title, verdict, time.monotonic() - start), flush=True)
            for fault in verdict.faults[: options.most]:
                print(f"  {fault}")
            if len(verdict.faults) > options.most:
                print(f"  … and {len(verdict.faults) - options.most} more")
            faults += len(verdict.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
