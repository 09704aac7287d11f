"""dossier new: a small working dossier in a new folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from dossier.cli.screen import Screen
from dossier.problems import Exit
from dossier.scaffold.project import create


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    target = Path(options.folder)
    files = create(target)
    screen.say(f"{len(files)} files in {target}")
    screen.say(f"Now: cd {target} && dossier build")
    screen.result(folder=str(target.resolve()), files=list(files))
    return Exit.DONE
