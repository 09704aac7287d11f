"""dossier import: a new document from an original, each finding to be confirmed."""

from __future__ import annotations

import argparse
from pathlib import Path

from dossier.cli.screen import Screen
from dossier.evidence.text import rules
from dossier.files.project import Project
from dossier.importing.bibliography.entries import READERS
from dossier.importing.entry import import_original
from dossier.importing.skeletons import bibliography_of, import_entries
from dossier.importing.update.merge import update
from dossier.importing.writer import LOOKED_FOR, written
from dossier.model.languages import name_of
from dossier.problems import Exit, WrongUsage


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    project, file = screen.project(options.project), Path(options.file)
    if options.update:
        return _update(options, screen, project, file)
    if file.suffix.lower().removeprefix(".") in READERS:
        return _skeletons(options, screen, project, file)
    bibliography = bibliography_of(Path(options.bibliography)) if options.bibliography else None
    if options.key and not bibliography:
        raise WrongUsage("--key names an entry, and there is no bibliography", "Name it with --bibliography FILE.")
    result = import_original(project, file, options.id, options.output, bibliography, options.key)
    if bibliography:
        screen.problems([problem for problem in bibliography.problems if problem.place.line == result.entry.line])
        screen.say(f"its head is as the entry {result.entry.key} of {bibliography.name} has it")
    language = result.draft.language
    screen.say(f"{result.path}: document {result.number}, {_language_name(language)}")
    for other, at in result.draft.unruled:
        where = "" if other == language else f"line {at}: "
        screen.say(f"{where}{rules.lack(other)}: {LOOKED_FOR}")
    screen.say(", ".join(f"{number} {what}" for what, number in result.draft.counts.items()))
    if result.unread:
        screen.say(
            f"{result.unread:,} places of the original are not in its text, or in doubt there: see the top of the file"
        )
    if result.draft.left_out:
        screen.say(f"{result.draft.left_out:,} more candidates were left out: of each kind only the first are written")
    screen.say("Now review each, fill what is empty, and delete its line to_be_confirmed: dossier check names them")
    counts = result.draft.counts
    entry = result.entry.key or None
    fields = {"counts": counts, "unread": result.unread, "entry": entry}
    screen.result(file=str(result.path.resolve()), id=result.id, number=result.number, **fields)
    return Exit.DONE


def _language_name(language: str) -> str:
    return name_of(language, "en") if language else "its language was not made out"


def _update(options: argparse.Namespace, screen: Screen, project: Project, file: Path) -> Exit:
    """A changed original: its curated file, put right where that is sure."""
    if options.output or options.bibliography or options.key:
        raise WrongUsage("an update changes the file that is there", "Leave out -o, --bibliography and --key.")
    result = update(project, file, options.id, project.originals_folder())
    screen.problems(result.doubts)
    for place, before, after in result.moved:
        screen.say(f"{place}: {written(before)} -> {written(after)}")
    if not result.is_exact:
        screen.say("The version before is not at hand: places were found by words that stand there once")
    new = ", ".join(f"{number} {what}" for what, number in result.new.items()) or "nothing new"
    screen.say(f"{result.path}: {len(result.moved)} moved, {len(result.doubts)} to be looked at, {new}")
    moves = [{"place": str(place), "from": str(a), "to": str(b)} for place, a, b in result.moved]
    screen.result(file=result.path, sha256=result.sha256, moved=moves, new=dict(result.new), exact=result.is_exact)
    return Exit.DONE


def _skeletons(options: argparse.Namespace, screen: Screen, project: Project, file: Path) -> Exit:
    """A bibliography by itself: a skeleton for each entry."""
    if options.bibliography or options.output:
        raise WrongUsage(f"{file} is a bibliography: it makes files of its own", "Leave out --bibliography and -o.")
    result = import_entries(project, file, options.key, options.id)
    screen.problems(result.problems)
    for skeleton in result.made:
        screen.say(f"{skeleton.path}: document {skeleton.number}")
    hint = "each without its original: give its name and digest, and fill what is empty; dossier check names it"
    screen.say(f"{len(result.made)} written, {hint}" if result.made else "nothing is new")
    made_now = [{"file": str(one.path.resolve()), "id": one.id, "number": one.number} for one in result.made]
    screen.result(documents=made_now)
    return Exit.DONE
