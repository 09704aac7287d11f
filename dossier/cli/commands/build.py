"""dossier build: all editions, or those named."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from dossier.cli.screen import Progress, Screen
from dossier.files.isolation import can_copy
from dossier.files.paused_gc import gc_paused
from dossier.files.project import Project
from dossier.files.publication import Publication, as_before
from dossier.files.up_to_date import Done, unchanged
from dossier.press.limits import limits_of
from dossier.press.workers.dask import Cluster
from dossier.press.workers.pool import Crew
from dossier.problems import Exit, Problem


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    project = screen.project(options.project)
    begun = time.perf_counter()
    how = options.plain, options.clean
    done = None if options.is_stale else unchanged(str(project.root), options.editions, *how)
    publications, warnings = as_before(done) if done else _built(project, options, screen)
    screen.problems(warnings)
    if not any(publication.is_new for publication in publications):
        for line in Done(str(project.root), {made.edition: made.pages for made in publications}, []).lines:
            screen.say(line)
    else:
        for publication in publications:
            screen.say(f"{publication.pdf}  {publication.pages} pages{'' if publication.changed else ', unchanged'}")
        screen.say(f"built in {time.perf_counter() - begun:.1f} s")
    screen.result(publications=[as_json(publication) for publication in publications])
    return Exit.DONE


def _built(
    project: Project, options: argparse.Namespace, screen: Screen
) -> tuple[Sequence[Publication], Sequence[Problem]]:
    progress = Progress(screen)
    cluster = Cluster(options.workers, progress.note) if options.workers else None
    limits = limits_of(options.limit)
    try:
        with _crew(options) as crew:
            with gc_paused():
                from dossier.build import build_anew  # 0.3 s, in which the foreman of the crew imports WeasyPrint
            return build_anew(
                project,
                tuple(options.editions),
                progress.step,
                plain=options.plain,
                clean=options.clean,
                jobs=options.jobs,
                cluster=cluster,
                crew=crew,
                limits=limits,
            )
    finally:
        progress.end()


def _crew(options: argparse.Namespace) -> AbstractContextManager[Crew | None]:
    """Somebody to draw chapters, who begins now, in processes that can be held to their limits."""
    if can_copy() and not (options.plain or options.workers):
        return Crew()
    return nullcontext()


def as_json(publication: Publication) -> dict[str, object]:
    return {
        "edition": publication.edition,
        "pdf": str(publication.pdf),
        "html": str(publication.html),
        "manifest": str(publication.manifest),
        "pages": publication.pages,
        "changed": publication.changed,
    }
