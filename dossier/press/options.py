"""How a build is to be made, whatever it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from dossier.files.isolation import can_copy
from dossier.press.limits import DEFAULTS, Limits
from dossier.press.workers.dask import Cluster
from dossier.press.workers.pool import WorkerPool


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build may be told; nothing need be."""

    plain: bool = False  #: drawn by WeasyPrint as it comes, in one piece, without the text layer
    clean: bool = False  #: without the sources inside
    jobs: int = 1  #: processes that draw chapters
    cluster: Cluster | None = None  #: that draws them in their place
    pool: WorkerPool | None = None  #: of such processes, if they are there already
    limits: Limits = DEFAULTS  #: of each chapter
    originals: str = ""  #: their folder; "": where the environment or the dossier has them
    lets_unproven: bool = False  #: words that an original speaks against are printed, and marked


DEFAULT_OPTIONS = BuildOptions()


@contextmanager
def with_pool(options: BuildOptions) -> Iterator[BuildOptions]:
    """These options, and meanwhile a pool of processes to draw with, which begins now: where processes can be copied,
    and so be held to their limits."""
    if not can_copy() or options.plain or options.cluster:
        yield options
        return
    with WorkerPool() as pool:
        yield replace(options, pool=pool)
