"""dossier seal: sign what was built, and what was proven of it, with the desk's key."""

from __future__ import annotations

import argparse

from dossier.cli.screen import Screen
from dossier.loading import read
from dossier.problems import Exit, Report
from dossier.verification import seals
from dossier.verification.originals import originals_of
from dossier.verification.verdict import SOURCES
from dossier.verification.verdicts import verify, verify_sources

_BAD = ("broken", "not decided")
_NEEDED = ("publication", "manifest", "facts of the manifest", "drawn again")  #: must have been looked at


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    """Nothing is sealed of which a promise is broken or open, nor what does not come out of the sources again."""
    project = screen.project(options.project)
    folder = originals_of(project, read(project, Report())[0].settings, options.originals)
    of_sources, proof = verify_sources(project, folder)
    verdicts = [*of_sources, *verify(project, options.editions, proof, redraws=True)]
    wrong = [one for one in verdicts if one.state in _BAD or (one.check in _NEEDED and one.state != "ok")]
    for one in wrong:
        screen.say(f"{one.edition}: {one.check}  {one.state}  {one.detail}")
    if wrong:
        screen.say("nothing was sealed")
        screen.result(sealed=[])
        return Exit.PROMISE
    key, public = seals.desk_key(options.key), ""
    editions = [name for name in dict.fromkeys(one.edition for one in verdicts) if name != SOURCES]
    for name in editions:
        public = seals.seal_edition(project, name, [one for one in verdicts if one.edition in (SOURCES, name)], key)
        screen.say(f"{name}: sealed")
    screen.say(f"Who has your key can tell: dossier verify --key {public}")
    screen.result(sealed=editions, key=public)
    return Exit.DONE
