"""dossier check: read everything and tell every problem with its place."""

from __future__ import annotations

import argparse

from dossier.api import OpenDossier
from dossier.cli.screen import Screen
from dossier.problems import Exit


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    dossier = OpenDossier(screen.project(options.project), options.originals)
    counts, warnings = dossier.counts, dossier.problems
    screen.problems(warnings)
    screen.say(", ".join(f"{number} {what}" for what, number in counts.items()))
    screen.say("no problems" if not warnings else f"no errors, {len(warnings)} warnings")
    screen.result(counts=counts)
    return Exit.DONE
