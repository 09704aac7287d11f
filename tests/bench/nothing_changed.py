"""How long a build takes that has nothing to do, in a new process, against Python that does nothing at all.

    python -m tests.bench.nothing_changed [--sources 1000] [--pairs 15] [--stand-in] [--folder DIR]

makes a dossier of so many sources, builds its Arabic edition once and then measures pairs: `python -c pass` and
`dossier build ar`, one behind the other. `--stand-in` spares the hour that drawing takes: files of the size that such
an edition has are published in place of drawn ones, and everything else is as ever. Without `--folder` all is thrown
away in the end.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from unittest.mock import Mock, patch

from dossier import build as house
from dossier.files.project import Project
from dossier.press.html.render import HtmlDocument
from dossier.press.one_piece import PrintedEdition
from tests.bench.dossiers import write

PAGES, PDF, HTML = 2.5, 5_500, 3_500  #: of one source: pages, bytes of a PDF page, bytes of HTML for a page
LIMIT = 4.0  #: times `python -c pass`
HEAVY = ("weasyprint", "yaml", "jinja2", "dossier.build", "dossier.cli.main")


#: As a user has it: this very package, and modules that were compiled by the run before.
AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPATH": str(Path(__file__).parents[2])
}


def seconds(command: Sequence[str], folder: Path) -> float:
    begun = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=AS_INSTALLED)
    return time.perf_counter() - begun


def build_without_drawing(folder: Path, sources: int) -> None:
    pages, random = int(sources * PAGES), Random(1)
    page = HtmlDocument("<head></head><body>", (random.randbytes(pages * HTML // 2).hex(),), "</body>", ())
    printer = Mock(print=Mock(return_value=PrintedEdition(page, random.randbytes(pages * PDF), pages, {})))
    with patch.object(house, "Printer", return_value=printer):
        house.build(Project(folder), ("ar",))


def imported(command: Sequence[str], folder: Path) -> set[str]:
    """The modules that a command imports."""
    looking = [command[0], "-X", "importtime", *command[1:]]
    told = subprocess.run(looking, cwd=folder, capture_output=True, text=True, env=AS_INSTALLED)
    return {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}


def measure(folder: Path, pairs: int) -> None:
    nothing, build = [sys.executable, "-c", "pass"], [sys.executable, "-m", "dossier", "build", "ar"]
    told = subprocess.run(build, cwd=folder, capture_output=True, text=True, check=True, env=AS_INSTALLED).stdout
    assert "nothing has changed" in told, told
    measured = [(seconds(nothing, folder), seconds(build, folder)) for _ in range(pairs)]
    ratios = sorted(took / start for start, took in measured)
    files = sum(1 for path in (folder / "sources").rglob("*.yaml"))
    print(f"{files} files; WeasyPrint and the like: {sorted(imported(build, folder) & set(HEAVY)) or 'not imported'}")
    for what, which in (("python -c pass", 0), ("dossier build ar", 1)):
        times = sorted(pair[which] for pair in measured)
        print(f"{what:18} least {times[0] * 1000:5.1f} ms   median {statistics.median(times) * 1000:5.1f} ms")
    print(f"ratio              least {ratios[0]:5.2f}      median {statistics.median(ratios):5.2f}      wanted {LIMIT}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--stand-in", action="store_true")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as away:
        folder = options.folder or Path(away) / "dossier"
        if not folder.exists():
            write(options.sources, folder)
        if options.stand_in:
            build_without_drawing(folder.resolve(), options.sources)
        else:
            house.build(Project(folder.resolve()), ("ar",))
        measure(folder, options.pairs)


if __name__ == "__main__":
    main()
