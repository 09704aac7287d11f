"""dossier add: a new record for a curator to fill."""

from __future__ import annotations

import argparse

from dossier.cli.screen import Screen
from dossier.problems import Exit
from dossier.scaffold.record import add, name_of


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    record = add(
        screen.project(options.project), options.kind, name_of(options.name, options.ar, options.en), options.id
    )
    screen.problems(record.problems)
    screen.say(f"{record.path}: {options.kind} {record.id}")
    if record.empty:
        screen.say(f"Now fill {', '.join(record.empty)}: dossier check names them")
    screen.result(file=str(record.path.resolve()), id=record.id, kind=options.kind, empty=list(record.empty))
    return Exit.DONE
