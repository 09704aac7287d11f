"""dossier export: the contents for other programs."""

from __future__ import annotations

import argparse

from dossier.cli.screen import Screen
from dossier.export.forms import export
from dossier.loading import read
from dossier.problems import Exit, Report


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    report = Report()
    corpus, _, _ = read(screen.project(options.project), report)
    text = export(corpus, options.format, options.what)
    screen.problems(report.problems)
    screen.give(text, options.format, options.output)
    return Exit.DONE
