"""dossier verify: every promise of what was built."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

from dossier.commands.screen import Screen
from dossier.problems import Exit
from dossier.project import find
from dossier.verify import verify, verify_sources


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    project = find(Path(options.project))
    of_sources, proof = verify_sources(project, project.originals_folder(options.originals))
    verdicts = (*of_sources, *verify(project, options.editions))
    widths = [max(len(getattr(verdict, name)) for verdict in verdicts) for name in ("check", "state")]
    for edition in dict.fromkeys(verdict.edition for verdict in verdicts):
        screen.say(edition)
        for verdict in (verdict for verdict in verdicts if verdict.edition == edition):
            line = f"  {verdict.check:{widths[0]}}  {verdict.state:{widths[1]}}  {verdict.detail}".rstrip()
            screen.say(f"{line}  [{verdict.clause}]" if verdict.state == "broken" else line)
    for finding in proof.findings:
        if told := finding.told or (finding.proven if options.verbose else ""):
            screen.say(told)
    counts = {state: sum(verdict.state == state for verdict in verdicts) for state in ("ok", "broken", "not checked")}
    screen.say(", ".join(f"{number} {state}" for state, number in counts.items()))
    if screen.as_json:
        screen.result(
            verdicts=[dataclasses.asdict(verdict) for verdict in verdicts],
            findings=[finding.plain for finding in proof.findings],
            stale=[item.plain for item in proof.stale],
            counts=counts,
        )
    return Exit.PROMISE if counts["broken"] else Exit.DONE
