"""dossier verify: every promise of what was built."""

from __future__ import annotations

import argparse
import dataclasses

from dossier.api import OpenDossier
from dossier.cli.screen import Screen
from dossier.problems import Exit
from dossier.verification.verdict import STATES


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    dossier = OpenDossier(screen.project(options.project), options.originals)
    verdicts, proof = dossier.verify(*options.editions, key=options.key, redraws=options.redraw)
    widths = [max(len(getattr(verdict, name)) for verdict in verdicts) for name in ("check", "state")]
    for edition in dict.fromkeys(verdict.edition for verdict in verdicts):
        screen.say(edition)
        for verdict in (verdict for verdict in verdicts if verdict.edition == edition):
            line = f"  {verdict.check:{widths[0]}}  {verdict.state:{widths[1]}}  {verdict.detail}".rstrip()
            screen.say(f"{line}  [{verdict.clause}]" if verdict.state == "broken" else line)
    for finding in proof.findings:
        if line := finding.told or (finding.proven if options.verbose else ""):
            screen.say(line)
    for place in proof.places:
        if place.told:
            screen.say(place.told)
    counts = {state: sum(verdict.state == state for verdict in verdicts) for state in STATES}
    parts = {state: number for state, number in counts.items() if number or state != "not decided"}
    screen.say(", ".join(f"{number} {state}" for state, number in parts.items()))
    if screen.as_json:
        screen.result(
            verdicts=[dataclasses.asdict(verdict) for verdict in verdicts],
            findings=[finding.plain for finding in proof.findings],
            places=[place.plain for place in proof.places if place.told],
            stale=[item.plain for item in proof.stale],
            counts=counts,
        )
    return Exit.PROMISE if counts["broken"] or counts["not decided"] else Exit.DONE
