"""dossier check: read everything and tell every problem with its place."""

from __future__ import annotations

import argparse
from pathlib import Path

from dossier.build import check
from dossier.commands.screen import Screen
from dossier.problems import Exit
from dossier.project import find


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    counts, warnings = check(find(Path(options.project)))
    screen.problems(warnings)
    screen.say(", ".join(f"{number} {what}" for what, number in counts.items()))
    screen.say("no problems" if not warnings else f"no errors, {len(warnings)} warnings")
    screen.result(counts=counts)
    return Exit.DONE
