"""dossier doctor: what this machine has and lacks, with the command that mends it."""

from __future__ import annotations

import argparse
from pathlib import Path

from dossier import doctor
from dossier.cli.screen import Screen
from dossier.problems import Exit


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    findings = doctor.examine(Path(options.project).resolve())
    for finding in findings:
        mark = "ok     " if finding.state == "ok" else f"{finding.state:7}"
        screen.say(f"{mark} {finding.name} {finding.version}".rstrip())
        if finding.state != "ok" and finding.advice:
            screen.say(f"        {finding.advice}")
    lacking = [finding for finding in findings if finding.needed and finding.state != "ok"]
    screen.result(findings=[{name: getattr(f, name) for name in f.__slots__} for f in findings], lacking=len(lacking))
    return Exit.MACHINE if lacking else Exit.DONE
