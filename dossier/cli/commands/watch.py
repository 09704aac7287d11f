"""dossier watch: build, and build again whenever something that was read changes."""

from __future__ import annotations

import argparse
import time

from dossier.cli.commands.build import as_json, build_options
from dossier.cli.screen import Progress, Screen
from dossier.files.project import Project
from dossier.problems import Exit, Place
from dossier.watch import Watcher, WatchRound

MOST_NAMED = 4  #: files that are named when they change together
INDENT = " " * 10  #: as wide as the time before it


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    """Ends as done when the user interrupts: there is no other end."""
    project = screen.project(options.project)
    progress = Progress(screen)

    def tell(last: WatchRound) -> None:
        progress.end()
        _tell_round(last, project, screen)

    how = build_options(options, progress)
    watcher = Watcher(project, tuple(options.editions), tell, progress.step, options.poll, how)
    try:
        watcher.run()
    except KeyboardInterrupt:
        progress.end()
    return Exit.DONE


def _tell_round(last: WatchRound, project: Project, screen: Screen) -> None:
    """A line with the time, and what belongs to it indented below."""
    more = f" and {len(last.changed) - MOST_NAMED} more" if len(last.changed) > MOST_NAMED else ""
    names = ", ".join(str(Place(path)) for path in last.changed[:MOST_NAMED])
    screen.say(f"{time.strftime('%H:%M:%S')}  {f'changed: {names}{more}' if last.changed else 'first build'}")
    screen.problems(last.problems)
    if last.error:
        screen.failed(last.error)
    else:
        for edition in dict.fromkeys(chapter.partition(":")[0] for chapter in last.compiled):
            chapters = [chapter.partition(": ")[2] for chapter in last.compiled if chapter.startswith(f"{edition}:")]
            screen.say(f"{INDENT}compiled {edition}: {', '.join(chapters)}")
        pages = ", ".join(f"{one.edition} {one.pages} pages" for one in last.publications)
        screen.say(f"{INDENT}{pages}, in {last.seconds:.2f} s")
        screen.result(
            changed=list(last.changed),
            compiled=list(last.compiled),
            seconds=round(last.seconds, 3),
            publications=[as_json(publication) for publication in last.publications],
        )
    if not last.changed:
        screen.say(f"watching {project.root}: Ctrl-C ends it")
