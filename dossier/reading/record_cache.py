"""Leaves that an earlier process has read, from build/.cache: a file that has not changed is not parsed again.

A leaf is found again by the digest of its file. All of them lie in one file, sealed with the user's key and with the
digest of our code; whatever is odd about it means that there is none. It is written anew only when much of it is out of
date: the few files that an edit touches are sooner parsed than all the others written.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from dossier.files import cache
from dossier.files.cache import CacheFile
from dossier.files.fingerprint import own_code
from dossier.files.project import Project
from dossier.model.plan import Settings
from dossier.problems import Place, Problem
from dossier.reading.leaf import Leaf, Name
from dossier.reading.schema import Reference

FILE = "leaves"  #: in the cache of a project
FEW = 16  #: leaves that may be new before all are written again (`cache.is_worth_it`)


class _Stored(msgspec.Struct, array_like=True, frozen=True):
    """A leaf, with its fields in their order."""

    path: str
    id: str
    digest: str
    languages: tuple[Literal["ar", "en"], ...]
    record: msgspec.Raw
    is_readable: bool
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...]
    declared: tuple[Name, ...]
    told: tuple[Name, ...]
    letters: str
    places: tuple[tuple[Place, str, Place], ...]


def recall(project: Project, kinds: Mapping[str, type]) -> dict[str, Leaf]:
    """Leaves by path; `kinds` are the records of each folder below sources/."""
    body = _file(project).read()
    if body is not None:
        with contextlib.suppress(msgspec.MsgspecError, ValueError, KeyError, RecursionError):
            stored = msgspec.msgpack.decode(body, type=list[_Stored])
            return {one.path: _leaf(one, _kind(one.path, kinds)) for one in stored}
    return {}


def keep(project: Project, leaves: Iterable[Leaf], recalled: Mapping[str, Leaf]) -> None:
    """Write them if many are others than those `recalled`. Leaves that cannot be kept are read again."""
    sound = [leaf for leaf in leaves if leaf.digest and leaf.record is not None]
    new = sum(recalled.get(leaf.path) is not leaf for leaf in sound)
    if not cache.is_worth_it(new, len(sound), FEW):
        return
    with contextlib.suppress(msgspec.MsgspecError, UnicodeError):
        _file(project).write(msgspec.msgpack.encode([_stored(leaf) for leaf in sound]))


def _stored(leaf: Leaf) -> _Stored:
    record = msgspec.Raw(msgspec.msgpack.encode(leaf.record))
    places = tuple((own, name, place) for (own, name), place in leaf.places.items())
    said = leaf.problems, leaf.references, tuple(sorted(leaf.declared)), leaf.told, leaf.letters, places
    return _Stored(leaf.path, leaf.id, leaf.digest, leaf.languages, record, leaf.is_readable, *said)


def _leaf(one: _Stored, kind: type) -> Leaf:
    record = _decoder(kind).decode(one.record)
    places = {(own, name): place for own, name, place in one.places}
    said = one.problems, one.references, frozenset(one.declared), one.told, one.letters, places
    return Leaf(one.path, one.id, one.digest, one.languages, record, one.is_readable, *said)


def _kind(path: str, kinds: Mapping[str, type]) -> type:
    parts = Path(path).parts
    return kinds[parts[1]] if len(parts) > 2 else Settings


@functools.cache
def _decoder(kind: type) -> Any:
    return msgspec.msgpack.Decoder(kind)


def _file(project: Project) -> CacheFile:
    return CacheFile(project.cache_folder / FILE, "records 1", own_code())
