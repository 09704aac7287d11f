"""Files that an earlier process has parsed, from build/.cache: a file that has not changed is not parsed again.

A file is found again by the digest of its file. All of them lie in one file, sealed with the user's key and with the
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
from dossier.reading.parsed_file import ParsedFile

FILE = "records"  #: in the cache of a project
FEW = 16  #: files that may be new before all are written again (`cache.is_worth_it`)


def recall(project: Project, kinds: Mapping[str, type]) -> dict[str, ParsedFile]:
    """Parsed files by path; `kinds` are the records of each folder below sources/."""
    body = _file(project).read()
    if body is not None:
        with contextlib.suppress(msgspec.MsgspecError, ValueError, KeyError, RecursionError):
            files = msgspec.msgpack.decode(body, type=list[ParsedFile])
            return {file.path: replace(file, record=_record(file, kinds)) for file in files}
    return {}


def keep(project: Project, files: Iterable[ParsedFile], recalled: Mapping[str, ParsedFile]) -> None:
    """Write them if many are others than those `recalled`. What cannot be written is parsed again."""
    sound = [file for file in files if file.digest and file.record is not None]
    new = sum(recalled.get(file.path) is not file for file in sound)
    if not cache.is_worth_it(new, len(sound), FEW):
        return
    with contextlib.suppress(msgspec.MsgspecError, UnicodeError):
        _file(project).write(msgspec.msgpack.encode(sound))


def _record(file: ParsedFile, kinds: Mapping[str, type]) -> object:
    """That of a file whose type says nothing of it."""
    parts = Path(file.path).parts
    return msgspec.convert(file.record, kinds[parts[1]] if len(parts) > 2 else Settings)


def _file(project: Project) -> CacheFile:
    return CacheFile(project.cache_folder / FILE, "records 2", own_code())
