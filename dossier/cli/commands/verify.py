"""dossier verify: every promise of what was built."""

from __future__ import annotations

import argparse
import dataclasses

from dossier.api import OpenDossier
from dossier.cli.screen import Screen
from dossier.files.atomic import write_whole
from dossier.loading import read
from dossier.problems import Exit, Report, WrongUsage
from dossier.verification import proof_record, seals
from dossier.verification.originals import originals_of
from dossier.verification.verdict import STATES
from dossier.verification.verdicts import verify_sources


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    if options.record:
        return _record(options, screen)
    dossier = OpenDossier(screen.project(options.project), options.originals)
    verdicts, proof = dossier.verify(*options.editions, key=options.key, redraws=options.redraw)
    widths = [max(len(getattr(verdict, name)) for verdict in verdicts) for name in ("check", "state")]
    for edition in dict.fromkeys(verdict.edition for verdict in verdicts):
        screen.say(edition)
        for verdict in (verdict for verdict in verdicts if verdict.edition == edition):
            line = f"  {verdict.check:{widths[0]}}  {verdict.state:{widths[1]}}  {verdict.detail}".rstrip()
            screen.say(f"{line}  [{verdict.clause}]" if verdict.state == "broken" else line)
    for finding in proof.findings:
        if line := finding.message or (finding.proven if options.verbose else ""):
            screen.say(line)
    for place in proof.places:
        if place.message:
            screen.say(place.message)
    counts = {state: sum(verdict.state == state for verdict in verdicts) for state in STATES}
    parts = {state: number for state, number in counts.items() if number or state != "not decided"}
    screen.say(", ".join(f"{number} {state}" for state, number in parts.items()))
    if screen.as_json:
        screen.result(
            verdicts=[dataclasses.asdict(verdict) for verdict in verdicts],
            findings=[finding.plain for finding in proof.findings],
            places=[place.plain for place in proof.places if place.message],
            stale=[item.plain for item in proof.stale],
            counts=counts,
        )
    return Exit.PROMISE if counts["broken"] or counts["not decided"] else Exit.DONE


def _record(options: argparse.Namespace, screen: Screen) -> Exit:
    """Prove the sources, and write down what was proven; nothing if any of it is false."""
    project = screen.project(options.project)
    corpus, _, _ = read(project, Report())
    folder = originals_of(project, corpus.settings, options.originals)
    verdicts, proof = verify_sources(project, folder, asks_record=False)
    if not proof.held:
        raise WrongUsage("no original is at hand that anything could be proved with", "Name their folder: --originals.")
    for verdict in (verdict for verdict in verdicts if verdict.state != "ok"):
        screen.say(f"{verdict.check}  {verdict.state}  {verdict.detail}")
    if is_false := any(verdict.state == "broken" for verdict in verdicts) or bool(proof.checked.unproven):
        for message in filter(None, [*(one.message for one in proof.findings), *(one.message for one in proof.places)]):
            screen.say(message)
        screen.say("nothing was recorded")
    else:
        key = None if options.sign is None else seals.desk_key(options.sign)
        content = proof_record.record_of(project, corpus, proof, key)
        write_whole(project.root / proof_record.PATH, content)
        screen.say(f"{proof_record.PATH}: {len(proof.held)} documents, {proof.checked.words} words and places proved")
    screen.result(recorded=not is_false, verdicts=[dataclasses.asdict(verdict) for verdict in verdicts])
    return Exit.PROMISE if is_false else Exit.DONE
