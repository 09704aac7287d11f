"""A thousand documents with ten thousand quotations: looked up in their originals, each time anew.

The originals are true to their summaries: every quotation is looked up, its marks are paired and its speaker is sought;
what fails costs more, and is rare. The whole command is measured, from its start to its end, in seconds of the
processor: it is one process, so that on a machine with nothing else to do the clock on the wall says the same.
Run it with `-m long -s` to see the figures.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.many import QUOTATIONS, write

DOCUMENTS = 1000
COLD = 20.0  #: seconds


def verified(root: Path, originals: Path) -> tuple[float, str]:
    """Seconds of the processor, and what the command said."""
    command = [sys.executable, "-m", "dossier", "verify", "--project", str(root), "--originals", str(originals)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, told.stdout


@pytest.mark.long
def test_a_thousand_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    originals = write(tmp_path, DOCUMENTS)
    cold, said = verified(tmp_path, originals)
    assert f"{DOCUMENTS * QUOTATIONS} identical" in said
    again, told = verified(tmp_path, originals)
    assert told == said
    with capsys.disabled():
        print(
            f"\n{DOCUMENTS} documents, {DOCUMENTS * QUOTATIONS} quotations: {cold:.1f} s and {again:.1f} s "
            f"(wanted {COLD:g}) of one processor"
        )
