"""dossier diff: what changed between two editions, source by source."""

from __future__ import annotations

import argparse
from pathlib import Path

from dossier.cli import terminal
from dossier.cli.screen import Screen
from dossier.export import changes
from dossier.history.archive import open_edition
from dossier.model.invisible import harmless
from dossier.problems import Exit


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    old, new = (open_edition(Path(place)) for place in (options.old, options.new))
    text = changes.tell(old, new, options.format, options.language)
    if options.format == "text" and not options.output:
        text = terminal.shape_lines(harmless(text), screen.shape)
    screen.give(text, options.format, options.output)
    return Exit.DONE
