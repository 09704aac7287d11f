"""What the last build was made of, so that a build with nothing to do ends before anything heavy is imported.

build/.cache/current.json remembers every file that was read and every one that was looked for in vain, the folders that
were listed, the program and the libraries that drew, and what was published. Contents decide, by their digests. A file
need not be read again only where that is safe, by the rule that git keeps its index by: size, inode and both of its
times are the same, of which nobody can set ctime, and the file was not fresh when it was read. The record is sealed
with the user's key: one that came with a repository, of another format, or about which anything is odd, is none.

Imports next to nothing, for here every millisecond counts: half of a build with nothing to do is Python's own start.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Mapping, Sequence

from dossier.files import user_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any  # typing alone takes as long as all the rest

FORMAT = 3
PLACE = "build/.cache/current.json"
JOURNAL = ".publishing"  #: in build/, while files take their places (transaction.py)
MARK = "sources/dossier.yaml"  #: as in project.py
ORIGINALS = "DOSSIER_ORIGINALS"  #: environment: the folder of the originals, which lie outside the dossier
MOST_BYTES = 1 << 26  #: of the record; that of a thousand sources has a hundredth of it
LINKS = "DOSSIER_LINKS"  #: environment: folders that links may lead into, parted as those of PATH
FRESH = 2 * 10**9  #: ns; the clock of no file system is coarser
LIBRARIES = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libfribidi")  #: that decide what is drawn
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
CODE = (".py", ".json", ".css", ".conf")  #: suffixes of what the program is made of
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_KINDS = {"all": list, "editions": dict, "warnings": list, "missing": list, "folders": dict, "files": dict}
Entry = tuple[str, tuple[int, ...]]  #: a file's SHA-256, and its stamp


class LastBuild:
    """A build that has nothing to do: what was published before, and what was said of it."""

    __slots__ = ("pages", "root", "warnings")

    def __init__(self, root: str, pages: dict[str, int], warnings: list[dict[str, Any]]) -> None:
        self.root = root  #: absolute
        self.pages = pages  #: by edition
        self.warnings = warnings  #: each a `Problem`, as JSON has it

    @property
    def lines(self) -> list[str]:
        """What the command line says."""
        files = [f"{self.root}/build/{name}/briefing.pdf  {number} pages" for name, number in self.pages.items()]
        return [*files, "nothing has changed since they were built"]


def current_build(
    start: str,
    names: Iterable[str],
    plain: bool,
    clean: bool = False,
    originals: str = "",
    lets_unproven: bool = False,
) -> LastBuild | None:
    """What there is, if a build of these editions, all if none is named, would do again what was done last.

    `start` is the dossier's folder or one inside it. None if anything is not as it was,
    and on any doubt.
    """
    how = [plain, clean, originals and os.path.realpath(originals), lets_unproven]
    try:
        root = root_of(os.path.realpath(start))
        if os.path.lexists(f"{root}/build/{JOURNAL}"):
            return None
        record = _read_record(root)
        if record["how"] != how or record["surroundings"] != environment():
            return None
        editions = {name: record["editions"][name] for name in list(names) or record["all"]}
        published = {path: entry for edition in editions.values() for path, entry in edition["files"].items()}
        is_same = (
            not any(os.path.exists(os.path.join(root, path)) for path in record["missing"])
            and all(_visible(os.path.join(root, folder)) == names for folder, names in record["folders"].items())
            and _are_same(root, record["files"])
            and _are_same(root, published)
        )
        pages = {name: int(edition["pages"]) for name, edition in editions.items()}
        return LastBuild(root, pages, record["warnings"]) if is_same else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, user_key.NoKey):
        return None


def _read_record(root: str) -> dict[str, Any]:
    key = user_key.read()
    with open(os.open(os.path.join(root, PLACE), _FLAGS), "rb", buffering=0) as file:
        content = file.read(min(os.fstat(file.fileno()).st_size, MOST_BYTES))  # room is made for as many
    seal, _, text = content.partition(b"\n")
    if seal != _seal(key, text):
        raise ValueError("a record of somebody else")
    record: dict[str, Any] = json.loads(text)
    if record["format"] != FORMAT or not all(isinstance(record[name], kind) for name, kind in _KINDS.items()):
        raise ValueError("a record of another format")
    return record


def _seal(key: bytes, text: bytes) -> bytes:
    return user_key.seal_of(key, b"up to date", text).hex().encode()


def environment() -> str:
    """What decides beside the files that are read: Python and its packages, and what the environment names."""
    packages = sorted(name for place in sys.path for name in _names(place) if name.endswith(".dist-info"))
    originals = os.environ.get(ORIGINALS, "")
    values = [os.environ.get(name, "") for name in ("SOURCE_DATE_EPOCH", LINKS)]
    lines = [sys.version, sys.platform, *values, originals and os.path.realpath(originals), *packages]
    return "\n".join(lines)


def program() -> dict[str, Entry]:
    """Every module of the program by its place: taken before anything is drawn, for it may be edited meanwhile."""
    entries = {}
    for folder, _, names in os.walk(_PACKAGE):
        for path in (os.path.join(folder, name) for name in names if name.endswith(CODE)):
            entries[path] = entry_of(path)
    return entries


def libraries(known: Iterable[str] = ()) -> dict[str, Entry]:
    """The shared libraries that decide what is drawn: those that are known, for another process may have drawn, and
    those of this process where the system tells them."""
    paths = set(known)
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:
            for line in maps:
                path = line.partition("/")[2].rstrip("\n")
                if path.rpartition("/")[2].startswith(LIBRARIES):
                    paths.add(f"/{path}")
    except OSError:
        return {}
    return {path: entry_of(path) for path in paths}


def entry_of(path: str, *, is_ours: bool = False) -> Entry:
    """A file as it is now; one that we have just put there is not too fresh to be known again."""
    import hashlib  # 3 ms, where there is anything to read

    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb", buffering=0) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(f"{path} is no regular file")
        stamp = stamp_of(status, 0 if is_ours else FRESH)
        return hashlib.sha256(file.readall()).hexdigest(), stamp


def stamp_of(status: os.stat_result, fresh: int = FRESH) -> tuple[int, ...]:
    """What tells that a file has not been written to, taken before it is read; nothing if it is too fresh to tell.

    Two writes within one tick of a clock leave the same times behind, so a file must have been at rest for a while.
    """
    stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return stamp if max(stamp[1:3]) < time.time_ns() - fresh else ()


def record_of(
    root: str,
    files: Mapping[str, Entry],
    folders: Iterable[str],
    editions: Mapping[str, tuple[int, Iterable[str]]],
    every: Iterable[str],
    *,
    plain: bool,
    clean: bool = False,
    originals: str = "",
    lets_unproven: bool = False,
    warnings: Sequence[dict[str, Any]],
) -> dict[str, object]:
    """What is to be remembered of a build that was published.

    `files` are what was read, by place, without a digest if it was not there; `editions` are pages, and the places of
    the files; `every` names all editions there are.
    """
    entries = {_within(root, path): entry for path, entry in files.items()}
    made_from = {
        "format": FORMAT,
        "how": [plain, clean, originals and os.path.realpath(originals), lets_unproven],
        "surroundings": environment(),
        "all": list(every),
        "warnings": list(warnings),
        "missing": sorted(path for path, (digest, _) in entries.items() if not digest),
        "folders": {_within(root, folder): _visible(folder) for folder in folders},
        "files": {path: [digest, list(stamp)] for path, (digest, stamp) in sorted(entries.items()) if digest},
    }
    outputs = {
        name: {"pages": pages, "files": {_within(root, path): entry_of(path, is_ours=True) for path in paths}}
        for name, (pages, paths) in editions.items()
    }
    try:
        before = _read_record(root)
        earlier = before.pop("editions")  # made of the same files?
        outputs = {**earlier, **outputs} if before == made_from else outputs
    except (OSError, ValueError, KeyError, TypeError, user_key.NoKey):
        pass
    return {**made_from, "editions": outputs}


def seal_record(record: Mapping[str, object]) -> bytes:
    """The record as a file; `NoKey` if there can be no key to seal it with."""
    text = json.dumps(record, separators=(",", ":")).encode("ascii")
    return _seal(user_key.ensure(), text) + b"\n" + text


def root_of(folder: str) -> str:
    """The dossier that a folder is, or that it lies in, as long as that is the user's own; "" if it is none."""
    while not os.path.isfile(os.path.join(folder, MARK)):
        above = os.path.dirname(folder)
        if above == folder or os.stat(above).st_uid != os.geteuid():
            return ""
        folder = above
    return folder


def _within(root: str, path: str) -> str:
    return path.removeprefix(f"{root}/")


def _visible(folder: str) -> str:
    """The names in a folder, a line for each, without those that are hidden; "" if there is no such folder."""
    names = sorted(name for name in _names(folder) if name[0] != ".")
    return "\n".join(["", *names]) if os.path.isdir(folder) else ""


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _are_same(root: str, entries: Mapping[str, Sequence[Any]]) -> bool:
    for path, (digest, stamp) in entries.items():
        place = path if path[0] == "/" else f"{root}/{path}"
        status = os.stat(place)
        now = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        if now != stamp and entry_of(place)[0] != digest:
            return False
    return True
