"""dossier press: any HTML file through the same press."""

from __future__ import annotations

import argparse
from pathlib import Path

from dossier.build import press
from dossier.commands.screen import Screen
from dossier.problems import Exit


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    pages, warnings = press(Path(options.file), Path(options.output), plain=options.plain)
    screen.problems(warnings)
    screen.say(f"{options.output}  {pages} pages")
    screen.result(pdf=str(Path(options.output).resolve()), pages=pages)
    return Exit.DONE
