"""dossier import: a new document from an original, each finding to be confirmed."""

from __future__ import annotations

import argparse
from pathlib import Path

from dossier.commands.screen import Screen
from dossier.importing.entry import import_original
from dossier.problems import Exit
from dossier.project import find


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    made = import_original(find(Path(options.project)), Path(options.file), options.id, options.output)
    screen.say(f"{made.path}: document {made.number}, {made.draft.language}")
    screen.say(", ".join(f"{number} {what}" for what, number in made.draft.counts.items()))
    if made.draft.left_out:
        screen.say(f"{made.draft.left_out:,} more candidates were left out: of each kind only the first are written")
    screen.say("Now review each, fill what is empty, and delete its line to_be_confirmed: dossier check names them")
    counts = made.draft.counts
    screen.result(file=str(made.path.resolve()), id=made.id, number=made.number, counts=counts)
    return Exit.DONE
