"""What reading costs: everything for the first time, nothing, and one edited source, in a process that stays alive.

    python -m tests.bench.reading [--sources 5 40 400 4000] [--edits 9]

Processor time, so that other work on the machine is not counted; reading, gathering, every check, and the letters that
no face has. Of the edited source's own file the cost is told apart.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dossier.build import Session
from dossier.files.project import Project
from dossier.loading import read
from dossier.problems import Report
from dossier.reading.parsed_file import parse_file
from dossier.reading.source_set import RECORD_TYPES
from tests.bench.dossiers import write

EDITED = "sources/documents/source-2.yaml"


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def measure(sources: int, edits: int, folder: Path) -> None:
    files = write(sources, folder)
    project, kept = Project(folder.resolve()), Session()
    first = milliseconds(lambda: read(project, Report(), kept.sources))
    gc.collect()
    gc.freeze()  # as dossier/watch.py does
    nothing = statistics.median(milliseconds(lambda: read(project, Report(), kept.sources)) for _ in range(edits))
    file, took, alone = folder.resolve() / EDITED, [], []
    text = file.read_text("utf-8")
    for number in range(edits):
        file.write_text(f"{text}# {number}\n", "utf-8")

        def edited() -> None:
            project.changed([str(file)])
            read(project, Report(), kept.sources)

        took.append(milliseconds(edited))
        alone.append(milliseconds(lambda: parse_file(project, EDITED, RECORD_TYPES["documents"], ("ar", "en"))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    one, own = statistics.median(took), statistics.median(alone)
    print(
        f"{sources:6} sources {files:6} files   first {first:8.0f} ms   nothing {nothing:5.1f} ms   "
        f"one edit {one:5.1f} ms, of which its file {own:4.1f}   peak {peak} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sources", type=int, nargs="+", default=[5, 40, 400, 4000])
    parser.add_argument("--edits", type=int, default=9)
    options = parser.parse_args()
    for sources in options.sources:
        with tempfile.TemporaryDirectory() as folder:
            measure(sources, options.edits, Path(folder) / "dossier")
        gc.unfreeze()


if __name__ == "__main__":
    main()
