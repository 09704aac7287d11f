"""dossier build: all editions, or those named."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from dossier.commands.screen import Progress, Screen
from dossier.current import Done, unchanged
from dossier.press.cluster import Cluster
from dossier.press.foreman import CAN_COPY
from dossier.press.no_system_fonts import shut_out_system_fonts
from dossier.press.workers import Crew
from dossier.problems import Exit, MachineLacks, Problem
from dossier.project import Project, find
from dossier.publication import CACHE, Publication, as_before
from dossier.uncollected import uncollected


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    project = find(Path(options.project))
    begun = time.perf_counter()
    done = None if options.is_stale else unchanged(str(project.root), options.editions, options.plain)
    publications, warnings = as_before(done) if done else _built(project, options, screen)
    screen.problems(warnings)
    if not any(publication.is_new for publication in publications):
        for line in Done(str(project.root), {made.edition: made.pages for made in publications}, []).lines:
            screen.say(line)
    else:
        for publication in publications:
            screen.say(f"{publication.pdf}  {publication.pages} pages{'' if publication.changed else ', unchanged'}")
        screen.say(f"built in {time.perf_counter() - begun:.1f} s")
    screen.result(publications=[told(publication) for publication in publications])
    return Exit.DONE


def _built(
    project: Project, options: argparse.Namespace, screen: Screen
) -> tuple[Sequence[Publication], Sequence[Problem]]:
    progress = Progress(screen)
    cluster = Cluster(options.workers, progress.note) if options.workers else None
    try:
        with _crew(project, options) as crew:
            with uncollected():
                from dossier.build import build_anew  # 0.3 s, in which the foreman of the crew imports WeasyPrint
            return build_anew(
                project,
                tuple(options.editions),
                progress.step,
                plain=options.plain,
                jobs=options.jobs,
                cluster=cluster,
                crew=crew,
            )
    finally:
        progress.end()


def _crew(project: Project, options: argparse.Namespace) -> AbstractContextManager[Crew | None]:
    """Somebody to draw chapters, who begins now, if there is a processor left for that."""
    if options.jobs > 1 and CAN_COPY and not (options.plain or options.workers):
        try:
            shut_out_system_fonts(project.root / CACHE)
        except MachineLacks:  # it will be missed again, after what is wrong with the sources has been told
            return nullcontext()
        return Crew()
    return nullcontext()


def told(publication: Publication) -> dict[str, object]:
    return {
        "edition": publication.edition,
        "pdf": str(publication.pdf),
        "html": str(publication.html),
        "manifest": str(publication.manifest),
        "pages": publication.pages,
        "changed": publication.changed,
    }
