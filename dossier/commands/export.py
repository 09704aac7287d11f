"""dossier export: the contents for other programs."""

from __future__ import annotations

import argparse
from pathlib import Path

from dossier.build import read
from dossier.commands.screen import Screen
from dossier.export.forms import export
from dossier.problems import Exit, Report
from dossier.project import find


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    report = Report()
    corpus, _, _ = read(find(Path(options.project)), report)
    text = export(corpus, options.format, options.what)
    screen.problems(report.problems)
    screen.give(text, options.format, options.output)
    return Exit.DONE
