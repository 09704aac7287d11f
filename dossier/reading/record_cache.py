"""Leaves that an earlier process has read, from build/.cache: a file that has not changed is not parsed again.

A leaf is found again by the digest of its file. All of them lie in one file, sealed with the user's key and with the
digest of our code; whatever is odd about it means that there is none. It is written anew only when much of it is out of
date: the few files that an edit touches are sooner parsed than all the others written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from dossier.files import cache
from dossier.files.cache import CacheFile
from dossier.files.fingerprint import own_code
from dossier.files.project import Project
from dossier.model.plan import Settings
from dossier.reading.leaf import Leaf

FILE = "leaves"  #: in the cache of a project
FEW = 16  #: leaves that may be new before all are written again (`cache.is_worth_it`)


def recall(project: Project, kinds: Mapping[str, type]) -> dict[str, Leaf]:
    """Leaves by path; `kinds` are the records of each folder below sources/."""
    body = _file(project).read()
    if body is not None:
        with contextlib.suppress(msgspec.MsgspecError, ValueError, KeyError, RecursionError):
            leaves = msgspec.msgpack.decode(body, type=list[Leaf])
            return {leaf.path: replace(leaf, record=_record(leaf, kinds)) for leaf in leaves}
    return {}


def keep(project: Project, leaves: Iterable[Leaf], recalled: Mapping[str, Leaf]) -> None:
    """Write them if many are others than those `recalled`. Leaves that cannot be kept are read again."""
    sound = [leaf for leaf in leaves if leaf.digest and leaf.record is not None]
    new = sum(recalled.get(leaf.path) is not leaf for leaf in sound)
    if not cache.is_worth_it(new, len(sound), FEW):
        return
    with contextlib.suppress(msgspec.MsgspecError, UnicodeError):
        _file(project).write(msgspec.msgpack.encode(sound))


def _record(leaf: Leaf, kinds: Mapping[str, type]) -> object:
    """That of a leaf whose type says nothing of it."""
    parts = Path(leaf.path).parts
    return msgspec.convert(leaf.record, kinds[parts[1]] if len(parts) > 2 else Settings)


def _file(project: Project) -> CacheFile:
    return CacheFile(project.cache_folder / FILE, "records 2", own_code())
