"""What a build costs: cold, after an edit, against stock WeasyPrint, Chromium and Typst, in pairs within one run.

    python -m tests.bench.builds                      # the flagship, and dossiers of 5 and 40 sources
    python -m tests.bench.builds --sources 5 40 400   # some ten minutes more
    python -m tests.bench.builds --sources 4000 --only cold

Every figure is of a process of its own, but for edits while watching. Stock WeasyPrint gets the very HTML that the
edition was printed from, with its stylesheets and faces, and draws it tagged (pdf/ua-1). Wall and processor time, with
that of child processes, and the peak of the largest process. A target is a ratio, ours to the peer's, in one run.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import dossiers, peers

ROOT = Path(__file__).resolve().parents[2]
EDITION = "ar"


@dataclass(frozen=True)
class Cost:
    wall: float
    cpu: float
    peak: float  #: MB
    size: int = 0
    pages: int = 0


@dataclass(frozen=True)
class Row:
    what: str
    ours: str
    peer: str
    ratio: float | None
    target: float | None

    def __str__(self) -> str:
        told = "" if self.ratio is None else f"{self.ratio:.4g}"
        wanted = "" if self.target is None else f"{self.target:g}"
        verdict = "" if self.ratio is None or self.target is None else "kept" if self.ratio <= self.target else "MISSED"
        return f"| {self.what} | {self.ours} | {self.peer} | {told} | {wanted} | {verdict} |"


def run(command: Sequence[str | Path], **environment: str) -> Cost:
    """A program, to its end. Its children count."""
    begun = time.perf_counter()
    pid = os.posix_spawnp(
        str(command[0]),
        [str(word) for word in command],
        {**os.environ, **environment},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def built(root: Path, *more: str) -> Cost:
    cost = run([sys.executable, "-m", "dossier", "build", EDITION, "--project", root, *more], PYTHONPATH=str(ROOT))
    pdf = root / "build" / EDITION / "briefing.pdf"
    return Cost(cost.wall, cost.cpu, cost.peak, pdf.stat().st_size, peers.pages_of(pdf))


def cold(root: Path, *more: str) -> Cost:
    shutil.rmtree(root / "build", ignore_errors=True)
    return built(root, *more)


def stock(root: Path) -> Cost:
    """Stock WeasyPrint on the HTML of an edition that has been built."""
    html, pdf = root / "build" / "stock.html", root / "build" / "stock.pdf"
    if not html.exists():
        run([sys.executable, "-m", "tests.bench.peers", root, EDITION, html], PYTHONPATH=str(ROOT))
    draw = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"
    cost = run([sys.executable, "-c", draw, html, pdf])
    return Cost(cost.wall, cost.cpu, cost.peak, pdf.stat().st_size, peers.pages_of(pdf))


def chromium(root: Path) -> Cost | None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return None
    pdf = root / "build" / "chromium.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
    cost = run([program, *options, (root / "build" / "stock.html").as_uri()])
    return Cost(cost.wall, cost.cpu, cost.peak, pdf.stat().st_size)


def least(costs: Sequence[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.wall)


def said(cost: Cost) -> str:
    return f"{cost.wall:.2f} s, {cost.cpu:.2f} CPU, {cost.peak:.0f} MB, {cost.size / 1000:.0f} kB, {cost.pages} p"


def flagship(folder: Path, pairs: int) -> Iterator[Row]:
    root = folder / "flagship"
    shutil.copytree(ROOT / "sources", root / "sources")
    cold(root)
    ours, theirs = [], []
    for _ in range(pairs):
        theirs.append(stock_of(root))
        ours.append(cold_but_html(root))
    one, other = least(ours), least(theirs)
    yield Row("flagship cold, wall, against stock", said(one), said(other), one.wall / other.wall, 0.45)
    yield Row("flagship cold, CPU, against stock", said(one), said(other), one.cpu / other.cpu, 0.65)
    stock_of(root)
    if printed := chromium(root):
        told = f"{printed.wall:.2f} s, {printed.cpu:.2f} CPU"
        yield Row("flagship cold, wall, against Chromium", said(one), told, one.wall / printed.wall, 1.0)


def stock_of(root: Path) -> Cost:
    return stock(root)


def cold_but_html(root: Path) -> Cost:
    """Cold, but the HTML for the peer stays."""
    kept = root.parent / "stock.html"
    shutil.copyfile(root / "build" / "stock.html", kept)
    cost = cold(root)
    shutil.copyfile(kept, root / "build" / "stock.html")
    return cost


#: sources -> targets: cold wall, cold CPU, peak, size, edit while watching, edit in a new process
TARGETS: dict[int, tuple[float | None, ...]] = {
    5: (None, None, None, None, 0.05, 0.35),
    40: (0.32, 0.55, None, None, 0.010, None),
    400: (0.24, 0.45, 0.16, 1.03, 0.0013, 0.010),
}


def generated(folder: Path, sources: int, only: str) -> Iterator[tuple[Row, Cost]]:
    root = folder / str(sources)
    dossiers.write(sources, root)
    targets = TARGETS.get(sources, (None,) * 6)
    ours = cold(root)
    name = f"{ours.pages} pages"
    if only == "cold":
        yield Row(f"{name}, cold", said(ours), "", None, None), ours
        return
    plain = stock(root)
    told = said(ours), said(plain)
    yield Row(f"{name}, cold, wall", *told, ours.wall / plain.wall, targets[0]), ours
    yield Row(f"{name}, cold, CPU", *told, ours.cpu / plain.cpu, targets[1]), ours
    yield Row(f"{name}, cold, peak of a process", *told, ours.peak / plain.peak, targets[2]), ours
    bare = peers.without_files(root / "build" / EDITION / "briefing.pdf")
    size = f"{bare / 1000:.0f} kB without attached files", f"{plain.size / 1000:.0f} kB"
    yield Row(f"{name}, size", *size, bare / plain.size, targets[3]), ours
    edits, moved = peers.edits_while_watching(root, EDITION)
    warm = min(edits)
    yield Row(f"{name}, edit, watching", f"{warm:.3f} s", f"{plain.wall:.1f} s", warm / plain.wall, targets[4]), ours
    yield Row(f"{name}, edit that moves all pages, watching", f"{moved:.3f} s", "", None, None), ours
    peers.edit(root, 7)
    new = built(root)
    told = f"{new.wall:.2f} s, {new.cpu:.2f} CPU, {new.peak:.0f} MB", f"{plain.wall:.1f} s"
    yield Row(f"{name}, edit, new process", *told, new.wall / plain.wall, targets[5]), ours
    if typst := peers.typst_edit(root / "build" / "stock.html"):
        first, again = typst
        told = f"{warm:.3f} s", f"{again:.2f} s (cold {first:.2f} s)"
        yield Row(f"{name}, edit, against Typst", *told, warm / again, 0.12 if sources == 400 else None), ours


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sources", type=int, nargs="*", default=[5, 40])
    parser.add_argument("--pairs", type=int, default=2)
    parser.add_argument("--only", choices=("", "cold", "flagship"), default="")
    options = parser.parse_args()
    print("| what | ours | peer | ratio | target | |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if options.only != "cold":
            for row in flagship(folder, options.pairs):
                print(row, flush=True)
        grown: dict[int, Cost] = {}
        for sources in options.sources if options.only != "flagship" else ():
            for row, cost in generated(folder, sources, options.only):
                grown[sources] = cost
                print(row, flush=True)
        if {40, 400} <= grown.keys():
            pages = math.log(grown[400].pages / grown[40].pages)
            exponent = math.log(grown[400].cpu / grown[40].cpu) / pages
            print(Row("growth of CPU from 100 to 1,000 pages", f"exponent {exponent:.2f}", "", exponent, 1.05))


if __name__ == "__main__":
    main()
