"""dossier build: all editions, or those named."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from dossier.cli.screen import Progress, Screen
from dossier.files.paused_gc import gc_paused
from dossier.files.project import Project
from dossier.files.publication import Publication, as_before
from dossier.files.up_to_date import current_build
from dossier.press.limits import limits_of
from dossier.press.options import BuildOptions, with_pool
from dossier.press.workers.dask import Cluster
from dossier.problems import Exit, Problem


def run(options: argparse.Namespace, screen: Screen) -> Exit:
    project = screen.project(options.project)
    start = time.perf_counter()
    how = options.plain, options.clean, options.originals, options.unproven
    record = None if options.is_stale else current_build(str(project.root), options.editions, *how)
    publications, warnings = as_before(record) if record else _build(project, options, screen)
    screen.problems(warnings)
    if record:
        for line in record.lines:
            screen.say(line)
    else:
        for publication in publications:
            screen.say(f"{publication.pdf}  {publication.pages} pages{'' if publication.changed else ', unchanged'}")
        screen.say(f"built in {time.perf_counter() - start:.1f} s")
    screen.result(publications=[as_json(publication) for publication in publications])
    return Exit.DONE


def _build(
    project: Project, options: argparse.Namespace, screen: Screen
) -> tuple[Sequence[Publication], Sequence[Problem]]:
    progress = Progress(screen)
    try:
        with with_pool(build_options(options, progress)) as how:
            with gc_paused():
                from dossier.build import build_anew  # 0.3 s, in which the fork server of the pool imports WeasyPrint
            return build_anew(project, tuple(options.editions), progress.step, how)
    finally:
        progress.end()


def build_options(options: argparse.Namespace, progress: Progress) -> BuildOptions:
    """As the command line has them; what happens on a cluster is told as progress is."""
    cluster = Cluster(options.workers, progress.note) if options.workers else None
    return BuildOptions(
        options.plain,
        options.clean,
        options.jobs,
        cluster,
        limits=limits_of(options.limit),
        originals=options.originals,
        lets_unproven=options.unproven,
    )


def as_json(publication: Publication) -> dict[str, object]:
    return {
        "edition": publication.edition,
        "pdf": str(publication.pdf),
        "html": str(publication.html),
        "manifest": str(publication.manifest),
        "pages": publication.pages,
        "changed": publication.changed,
    }
