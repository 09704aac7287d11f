"""What a build costs: cold, after an edit, against stock WeasyPrint, Chromium and Typst, in pairs within one run.

    python -m tests.bench.builds                      # the flagship, and dossiers of 5 and 40 sources
    python -m tests.bench.builds --sources 5 40 400   # some ten minutes more
    python -m tests.bench.builds --sources 4000 --only cold

Every figure is of a process of its own, but for edits while watching. Stock WeasyPrint gets the very HTML that the
edition was printed from, with its stylesheets and faces, and draws it tagged (pdf/ua-1). Wall and processor time, with
that of child processes, and two peaks: of the largest process, and of the one that was started. A target is a ratio,
ours to the peer's. Where pairs were run, one behind the other, what is told is the median of their ratios, beside the
pair that has it; large dossiers are run once.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread

from tests.bench import dossiers, peers

ROOT = Path(__file__).resolve().parents[2]
EDITION = "ar"


@dataclass(frozen=True)
class Cost:
    wall: float
    cpu: float
    peak: float  #: MB, of the largest process
    own: float = 0  #: MB, the peak of the process that was started
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


LOOK = 0.05  #: s between two looks at the memory of a process


def run(command: Sequence[str | Path], *, is_loud: bool = False, **environment: str) -> Cost:
    """A program, to its end, with its modules compiled, as an installed one has them. Its children count.

    One that is loud has much to say that is no matter here.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    pid = os.posix_spawnp(
        str(command[0]),
        [str(word) for word in command],
        {**kept, **environment},
        file_actions=[(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)[: 1 + is_loud]],
    )
    ended, own = Event(), [0.0]
    looking = Thread(target=_watch, args=(pid, ended, own))
    looking.start()
    _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - begun
    ended.set()
    looking.join()
    if status:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, own[0])


def _watch(pid: int, ended: Event, own: list[float]) -> None:
    """The peak of one process, as far as the system tells of it: what is reported at its end is that of its children
    too."""
    while not ended.wait(LOOK):
        with suppress(OSError):
            found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
            own[0] = int(found[1]) / 1024 if found else own[0]


def built(root: Path, *more: str) -> Cost:
    cost = run([sys.executable, "-m", "dossier", "build", EDITION, "--project", root, *more], PYTHONPATH=str(ROOT))
    pdf = root / "build" / EDITION / "briefing.pdf"
    return replace(cost, size=pdf.stat().st_size, pages=peers.pages_of(pdf))


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
    return replace(cost, size=pdf.stat().st_size, pages=peers.pages_of(pdf))


def chromium(root: Path) -> Cost | None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return None
    pdf = root / "build" / "chromium.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
    cost = run([program, *options, (root / "build" / "stock.html").as_uri()], is_loud=True)
    return replace(cost, size=pdf.stat().st_size, pages=peers.pages_of(pdf))


Pair = tuple[Cost, Cost]  #: ours, the peer's


def pairs_of(root: Path, count: int) -> list[Pair]:
    """Cold builds, and stock WeasyPrint on the HTML of the first, in turns."""
    first = cold(root)
    pairs = [(first, stock(root))]
    while len(pairs) < count:
        pairs.append((cold_but_html(root), stock(root)))
    return pairs


def middle(pairs: Sequence[Pair], what: Callable[[Cost], float]) -> tuple[Pair, float]:
    """The pair that has the median of the ratios, and that."""
    ranked = sorted(pairs, key=lambda pair: what(pair[0]) / what(pair[1]))
    ours, theirs = ranked[len(ranked) // 2]
    return (ours, theirs), what(ours) / what(theirs)


def compared(name: str, pairs: Sequence[Pair], what: Callable[[Cost], float], target: float | None) -> Row:
    (ours, theirs), ratio = middle(pairs, what)
    return Row(name, said(ours), said(theirs), ratio, target)


def said(cost: Cost) -> str:
    memory = f"{cost.peak:.0f} MB" + (f" ({cost.own:.0f})" if cost.own < 0.95 * cost.peak else "")
    return f"{cost.wall:.2f} s, {cost.cpu:.2f} CPU, {memory}, {cost.size / 1000:.0f} kB, {cost.pages} p"


def flagship(folder: Path, count: int) -> Iterator[Row]:
    root = folder / "flagship"
    shutil.copytree(ROOT / "sources", root / "sources")
    pairs = pairs_of(root, count)
    yield compared("flagship cold, wall, against stock", pairs, lambda cost: cost.wall, 0.45)
    yield compared("flagship cold, CPU, against stock", pairs, lambda cost: cost.cpu, 0.65)
    printed = [(cold_but_html(root), made) for _ in range(count) if (made := chromium(root))]
    if printed:
        yield compared("flagship cold, wall, against Chromium", printed, lambda cost: cost.wall, 1.0)


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


LARGE = 100  #: sources from which one pair is enough


def generated(folder: Path, sources: int, only: str, count: int) -> Iterator[tuple[Row, Cost]]:
    root = folder / str(sources)
    dossiers.write(sources, root)
    targets = TARGETS.get(sources, (None,) * 6)
    if only == "cold":
        ours = cold(root)
        yield Row(f"{ours.pages} pages, cold", said(ours), "", None, None), ours
        return
    count = count if sources < LARGE else 1
    pairs = pairs_of(root, count)
    (ours, plain), _ = middle(pairs, lambda cost: cost.cpu)
    name = f"{ours.pages} pages"
    yield compared(f"{name}, cold, wall", pairs, lambda cost: cost.wall, targets[0]), ours
    yield compared(f"{name}, cold, CPU", pairs, lambda cost: cost.cpu, targets[1]), ours
    yield compared(f"{name}, cold, peak of a process", pairs, lambda cost: cost.peak, targets[2]), ours
    bare = peers.without_files(root / "build" / EDITION / "briefing.pdf")
    size = f"{bare / 1000:.0f} kB without attached files", f"{plain.size / 1000:.0f} kB"
    yield Row(f"{name}, size", *size, bare / plain.size, targets[3]), ours
    with ProcessPoolExecutor(1, get_context("spawn")) as aside:  # a process inherits the peak of who starts it
        edits, moved = aside.submit(peers.edits_while_watching, root, EDITION).result()
    warm = statistics.median(edits)
    yield Row(f"{name}, edit, watching", f"{warm:.3f} s", f"{plain.wall:.1f} s", warm / plain.wall, targets[4]), ours
    yield Row(f"{name}, edit that moves all pages, watching", f"{moved:.3f} s", "", None, None), ours
    new = sorted((edited(root, number) for number in range(7, 7 + count)), key=lambda cost: cost.wall)[count // 2]
    yield Row(f"{name}, edit, new process", said(new), f"{plain.wall:.1f} s", new.wall / plain.wall, targets[5]), ours
    if typst := peers.typst_edit(root / "build" / "stock.html"):
        first, again = typst
        told = f"{warm:.3f} s", f"{again:.2f} s (cold {first:.2f} s)"
        yield Row(f"{name}, edit, against Typst", *told, warm / again, 0.12 if sources == 400 else None), ours


def edited(root: Path, number: int) -> Cost:
    """A build of a source that has changed, in a process of its own."""
    peers.edit(root, number)
    return built(root)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sources", type=int, nargs="*", default=[5, 40])
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--only", choices=("", "cold", "flagship"), default="")
    options = parser.parse_args()
    print("| what | ours | peer | ratio | target | |\n|---|---|---|---|---|---|")
    run([sys.executable, "-m", "compileall", "-q", ROOT / "dossier"])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if options.only != "cold":
            for row in flagship(folder, options.pairs):
                print(row, flush=True)
        grown: dict[int, Cost] = {}
        for sources in options.sources if options.only != "flagship" else ():
            for row, cost in generated(folder, sources, options.only, options.pairs):
                grown[sources] = cost
                print(row, flush=True)
        if {40, 400} <= grown.keys():
            pages = math.log(grown[400].pages / grown[40].pages)
            exponent = math.log(grown[400].cpu / grown[40].cpu) / pages
            print(Row("growth of CPU from 100 to 1,000 pages", f"exponent {exponent:.2f}", "", exponent, 1.05))


if __name__ == "__main__":
    main()
