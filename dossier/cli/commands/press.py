"""dossier press: any HTML file through the same press."""

from __future__ import annotations

import argparse
from pathlib import Path

from dossier.api import press_html
from dossier.cli.screen import Screen
from dossier.files.publication import write_one
from dossier.press.limits import limits_of
from dossier.problems import Exit, WrongUsage


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    file, target = Path(options.file), Path(options.output)
    if target.exists() and file.exists() and file.samefile(target):
        raise WrongUsage(f"{target} is what is to be printed", "Choose another name with -o.")
    pressed = press_html(file, plain=options.plain, lossy=options.lossy, limits=limits_of(options.limit))
    write_one(target, pressed.pdf)
    screen.problems(pressed.problems)
    screen.say(f"{target}  {pressed.pages} pages")
    screen.result(pdf=str(target.resolve()), pages=pressed.pages)
    return Exit.DONE
