"""Units that were compiled, by what they were made of: found again, or compiled anew on any doubt.

The name of an entry is the digest of all it depends on, so none is ever out of date. It is written beside and then
renamed, so that it is whole or not there; what is read is checked (`CacheFile`), and what fails is not there. Two
builds at once write the same bytes under the same name. The oldest entries go when there are too many: a read one is
new again. The clock decides what goes, never what is right.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from dossier.files import regular_files
from dossier.press.linker.unit import Unit, pack, unit_file, unpack

MOST_BYTES = 1 << 30  #: of all entries together
ENOUGH = 0.8  #: of that is left when entries have to go
SUFFIX = ".unit"


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of units. What cannot be read is not there, and what cannot be written is not kept."""

    folder: Path
    most: int = MOST_BYTES

    def has(self, key: str) -> bool:
        """Whether there is an entry; it may be spoilt all the same."""
        return os.path.lexists(self._path(key))

    def find(self, key: str) -> Unit | None:
        path = self._path(key)
        unit = unpack(unit_file(path, key).read())
        if unit is not None:
            with contextlib.suppress(OSError):
                os.utime(path)
        return unit

    def keep(self, key: str, unit: Unit) -> None:
        unit_file(self._path(key), key).write(pack(unit))

    def trim(self) -> None:
        """Let the oldest go if there are too many."""
        entries = []
        for entry in self._entries():
            with contextlib.suppress(OSError):
                stat = entry.stat()
                entries.append((stat.st_mtime_ns, stat.st_size, entry.path))
        total = sum(size for _, size, _ in entries)
        if total <= self.most:
            return
        for _, size, path in sorted(entries):
            if total <= self.most * ENOUGH:
                break
            with contextlib.suppress(OSError):
                Path(path).unlink()
                total -= size

    def _entries(self) -> list[os.DirEntry[str]]:
        """What lies there; of a folder that a link has led to, nothing, for what is there may be anybody's."""
        try:
            with os.scandir(self.folder) as entries:
                return list(entries) if regular_files.is_real_path(self.folder) else []
        except OSError:
            return []

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{SUFFIX}"
