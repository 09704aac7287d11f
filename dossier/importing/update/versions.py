"""The lines of originals as they were imported, by digest: what tells exactly which of them moved when a file changes.

They are kept in the cache, without their words, and prove nothing: what they say of a line holds only where the
words that are noted stand there too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from dossier.files.cache import CacheFile
from dossier.files.project import Project
from dossier.importing.update.linemap import digests_of

KEPT = "lines"  #: in the cache of a project
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def are_kept(project: Project, sha256: str) -> bool:
    return recall(project, sha256) is not None


def keep(project: Project, sha256: str, lines: Sequence[str]) -> None:
    """Lines that cannot be kept make the next update less sure, nothing else."""
    _file(project, sha256).write(json.dumps(digests_of(lines)).encode())


def recall(project: Project, sha256: str) -> tuple[str, ...] | None:
    """The digests of the lines of the original that has that digest; None if they are not known."""
    if not _DIGEST.match(sha256):
        return None
    try:
        found = json.loads(_file(project, sha256).read() or b"")
    except (ValueError, RecursionError):
        return None
    return tuple(found) if isinstance(found, list) and all(isinstance(line, str) for line in found) else None


def _file(project: Project, sha256: str) -> CacheFile:
    return CacheFile(project.cache_folder / KEPT / f"{sha256}.json", "lines 1", sha256)
