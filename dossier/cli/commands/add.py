"""dossier add: a new record for a curator to fill."""

from __future__ import annotations

import argparse

from dossier.cli.screen import Screen
from dossier.problems import Exit
from dossier.scaffold.record import add, named


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    made = add(screen.project(options.project), options.kind, named(options.name, options.ar, options.en), options.id)
    screen.problems(made.problems)
    screen.say(f"{made.path}: {options.kind} {made.id}")
    if made.empty:
        screen.say(f"Now fill {', '.join(made.empty)}: dossier check names them")
    screen.result(file=str(made.path.resolve()), id=made.id, kind=options.kind, empty=list(made.empty))
    return Exit.DONE
