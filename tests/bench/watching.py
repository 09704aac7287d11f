"""Whether memory grows while `dossier watch` builds again and again, with the real press.

    python -m tests.bench.watching [--rebuilds 500] [--sheets 4]

watches a copy of the harbour dossier in both editions and saves, time after time, another text in one of its files: a
key point, an interest, a document's summary, a line of the page that sums up, a name, and once in four a stylesheet. No
text comes twice, so whatever is remembered of one is of no use to the next; nor is there ever time to tidy up. Told are
resident memory as it goes, and by how much it grew in the second half, by when all that is remembered is full.
`--sheets N` saves the stylesheet once in N; 0 never does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from random import Random

from dossier.files.project import Project, shipped_path
from dossier.watch import Watcher, WatchRound
from tests.bench.phrases import ARABIC, ENGLISH

HARBOUR = Path(__file__).parents[1] / "dossiers" / "harbour"
PILOT, SETTINGS, PERSON = "sources/documents/pilot.yaml", "sources/dossier.yaml", "sources/people/rifai.yaml"
SHEET = "templates/timeline.css"
SHEETS = 4  #: one rebuild in so many is for a stylesheet; 0: none
LONGEST = 60.0  #: s that a rebuild may take
TOLD = 10  #: times that memory is told on the way

#: path, the words that give way, and what takes their place
EDITS: tuple[tuple[str, str, Callable[[Random], str]], ...] = (
    (PILOT, "سبب التأخر عطل فني.", ARABIC.sentence),
    (PILOT, "No interest in the line is known.", ENGLISH.sentence),
    (SETTINGS, "أُعلنت العودة ليوم 18 يونيو 2022، وأبحرت أول عبّارة في 2 يوليو وفق المصدر 3.", ARABIC.sentence),
    (PILOT, "The delay was technical.", ENGLISH.sentence),
    (PERSON, "Adel al-Rifai", lambda random: " ".join(ENGLISH.name(random, random.randrange(10**6)))),
    (PILOT, "ويورد سعة العبّارتين وثمن التذكرة وخطة لرحلة ليلية.", ARABIC.sentence),
)


@dataclass(frozen=True, slots=True)
class Measured:
    resident: tuple[int, ...]  #: KiB after each rebuild
    seconds: tuple[float, ...]  #: that each took

    @property
    def growth(self) -> int:
        """KiB from the middle of the rebuilds to the end, medians of a few: memory comes in large pieces."""
        half, few = len(self.resident) // 2, max(1, len(self.resident) // 10)
        start, end = self.resident[half : half + few], self.resident[-few:]
        return int(statistics.median(end) - statistics.median(start))


def resident() -> int:
    """KiB of this process; Linux."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def saves(root: Path, sheets: int, seed: int = 1) -> Iterator[None]:
    """Another text in one of the files, each time it is asked."""
    random = Random(seed)
    sheet = (shipped_path(SHEET)).read_text(encoding="utf-8")
    number = 0
    while True:
        number += 1
        if sheets and number % sheets == 0:
            (root / "templates").mkdir(exist_ok=True)
            (root / SHEET).write_text(f"{sheet}\n.strip {{ margin-top: {number / 1000}pt }}\n", encoding="utf-8")
        else:
            path, words, other = EDITS[number % len(EDITS)]
            text = (HARBOUR / path).read_text(encoding="utf-8")
            (root / path).write_text(text.replace(words, other(random)), encoding="utf-8")
        yield


def measure(
    rebuilds: int, root: Path, sheets: int = SHEETS, tell: Callable[[int, int], None] = lambda number, size: None
) -> Measured:
    """Watch a copy of the harbour in `root`, save so many times, each once the build before is over."""
    shutil.copytree(HARBOUR, root, ignore=shutil.ignore_patterns("build"))
    rounds: Queue[WatchRound] = Queue()
    watcher = Watcher(Project(root.resolve()), (), rounds.put)
    watching = threading.Thread(target=watcher.run, daemon=True)
    watching.start()
    try:
        rounds.get(timeout=5 * LONGEST)
        time.sleep(1)  # until the watch is set up
        sizes, seconds = [], []
        for number, _ in zip(range(rebuilds), saves(root, sheets), strict=False):
            last = _next(rounds)
            sizes.append(resident())
            seconds.append(last.seconds)
            tell(number + 1, sizes[-1])
        return Measured(tuple(sizes), tuple(seconds))
    finally:
        watcher.stop.set()
        watching.join(LONGEST)


def _next(rounds: Queue[WatchRound]) -> WatchRound:
    try:
        last = rounds.get(timeout=LONGEST)
    except Empty:
        raise SystemExit("a save was not followed by a build") from None
    if last.error or not last.compiled:
        raise SystemExit(f"a save was followed by no drawing: {last.error or last.changed}")
    return last


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rebuilds", type=int, default=500)
    parser.add_argument("--sheets", type=int, default=SHEETS)
    options = parser.parse_args()
    rebuilds = options.rebuilds

    def tell(number: int, size: int) -> None:
        if number == 1 or number % max(1, rebuilds // TOLD) == 0:
            print(f"after {number:4} rebuilds {size / 1024:7.1f} MiB", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        found = measure(rebuilds, Path(folder) / "harbour", options.sheets, tell)
    counted = rebuilds - rebuilds // 2
    each = found.growth / counted
    print(f"grew by {found.growth / 1024:.1f} MiB in the last {counted} rebuilds, {each:.1f} KiB each")
    print(f"a rebuild took {statistics.median(found.seconds):.2f} s (median), {max(found.seconds):.2f} s at most")


if __name__ == "__main__":
    sys.exit(main())
