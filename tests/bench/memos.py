"""What each cache outside of layout saves of a build's processor time: a build without it against one with it.

    python -m tests.bench.memos [--sources 40] [--rounds 3] [NAME…]
    python -m tests.bench.memos --functions [--sources 40]

Two processes build a generated dossier of that many sources with one job: the first from nothing (`cold`), the second
after an edit (`new`), and once more after another one in the same process, as `dossier watch` does (`edit`). A round is
such a pair of processes with everything as it is, and one for each cache without that cache. What is told is, for each
step, the median over the rounds of the processor time without it over the time with everything: 1.05 means that it
saves five in a hundred. Where three copies of "everything" differ from one another by as much, nothing is known. What
layout remembers is measured by `tests.bench.layout_cache`.

With `--functions` each function or cache that remembers its answers is timed instead, in a single such pair: how often
it knew the answer, and what that saved, in hundredths of the step, if the others would have taken as long as those that
it had to work out. That is the same on a busy machine.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import dossier
from dossier import build as house
from dossier.files.cache import Cache, CacheFile
from dossier.files.project import Project
from tests.bench import dossiers, peers

STEPS = ("cold", "new", "edit")
SESSION = ("sources", "printer", "memos", "screens")  #: what a process keeps from one build to the next
FUNCTIONS = "functions"  #: nothing is taken out, and these are timed
SAME = ("everything 1", "everything 2")  #: without nothing, so as to see what chance does
_ROOMS = (
    "dossier.press",
    "dossier.reading",
    "dossier.model",
    "dossier.files",
    "dossier.verification",
    "dossier.history",
)
_LAYOUT = ("dossier.press.weasy.layout_cache", "dossier.press.weasy.text_layer.drawn_line_cache")


class _NoCache(Cache[Any]):
    """What it is given is forgotten at once."""

    __slots__ = ()

    def get(self, key: object) -> None:
        return None


class _NoFile(CacheFile):
    """A file that is never there."""

    def read(self) -> None:
        return None


def modules() -> list[ModuleType]:
    """All modules of the rooms that a build goes through."""
    names = (module.name for module in pkgutil.walk_packages(dossier.__path__, "dossier."))
    return [importlib.import_module(name) for name in names if name.startswith(_ROOMS) and not name.startswith(_LAYOUT)]


def caches() -> dict[str, list[tuple[ModuleType, str, Any]]]:
    """By name: what stands in the place of what, and where."""
    everywhere = modules()
    found: dict[str, list[tuple[ModuleType, str, Any]]] = {}
    for module in everywhere:
        short = module.__name__.removeprefix("dossier.")
        for name, value in vars(module).items():
            if hasattr(value, "cache_info") and value.__module__ == module.__name__:
                found[f"{short}:{name}"] = [
                    (other, known, value.__wrapped__)
                    for other in everywhere
                    for known, its in vars(other).items()
                    if its is value
                ]
            elif value is Cache and short != "files.cache":
                found[f"{short}:Cache"] = [(module, name, _NoCache)]
            elif value is CacheFile and short != "files.cache":
                found[f"{short}:CacheFile"] = [(module, name, _NoFile)]
    return found


@dataclass(slots=True)
class _Times:
    """Of what remembers: seconds of all calls that it knew the answer of, and of the others."""

    hits: int = 0
    known: float = 0.0  #: s of those
    misses: int = 0
    new: float = 0.0  #: s of these

    def add(self, seconds: float, *, is_hit: bool) -> None:
        if is_hit:
            self.hits, self.known = self.hits + 1, self.known + seconds
        else:
            self.misses, self.new = self.misses + 1, self.new + seconds

    def renew(self) -> tuple[int, float]:
        """How often it knew the answer, and the seconds that it saved by that; both are counted anew from now on."""
        saved = self.hits * self.new / self.misses - self.known if self.misses else 0.0
        hits, self.hits, self.known = self.hits, 0, 0.0
        return hits, saved


@dataclass(slots=True)
class _TimedFunction:
    function: Any
    times: _Times = field(default_factory=_Times)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        hits, before = self.function.cache_info().hits, time.thread_time()
        try:
            return self.function(*args, **kwargs)
        finally:
            self.times.add(time.thread_time() - before, is_hit=self.function.cache_info().hits > hits)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.function, name)


def _timed_cache(times: _Times) -> type[Cache[Any]]:
    """A cache that times what is done between asking in vain and giving the answer."""

    class _TimedCache(Cache[Any]):
        __slots__ = ("_asked",)

        def __init__(self, earlier: Mapping[bytes, Any] | None = None) -> None:
            super().__init__(earlier)
            self._asked: dict[Hashable, float] = {}

        def get(self, key: Hashable) -> Any:
            before = time.thread_time()
            value = super().get(key)
            if value is None:
                self._asked[key] = before
            else:
                times.add(time.thread_time() - before, is_hit=True)
            return value

        def put(self, key: Hashable, value: Any) -> Any:
            if key in self._asked:
                times.add(time.thread_time() - self._asked.pop(key), is_hit=False)
            return super().put(key, value)

    return _TimedCache


def timed() -> dict[str, _Times]:
    """Everything that remembers within a process, timed from now on."""
    tables = {}
    for name, places in caches().items():
        module, known, _ = places[0]
        value = getattr(module, known)
        if hasattr(value, "cache_info"):
            value.cache_clear()  # what was asked before counts as unknown
            function = _TimedFunction(value)
            tables[name] = function.times
            for each, its, _ in places:
                setattr(each, its, function)
        elif value is Cache:
            tables[name] = _Times()
            setattr(module, known, _timed_cache(tables[name]))
    return tables


def spent() -> float:
    """Seconds of the processor, of this process and those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def work(folder: Path, name: str, steps: Sequence[str]) -> Iterator[tuple[float, dict[str, tuple[int, float]]]]:
    """Seconds of each step, and of FUNCTIONS what each saved; any other cache is taken out before the first."""
    for module, known, other in caches().get(name, ()):
        setattr(module, known, other)
    functions = timed() if name == FUNCTIONS else {}
    session = house.Session()
    for number, step in enumerate(steps):
        if name in SESSION:
            setattr(session, name, getattr(house.Session(), name))
        if step != "cold":
            peers.edit(folder, 7 + number)
        before = spent()
        project = Project(folder)
        house.make(project, (), lambda words: None, session)
        yield spent() - before, {name: times.renew() for name, times in functions.items()}


def measured(origin: Path, name: str) -> dict[str, Any]:
    """What `work` gives, by step."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "dossier"
        shutil.copytree(origin, folder)
        call = partial(subprocess.run, stdout=subprocess.PIPE, encoding="utf-8", check=True)
        command = [sys.executable, "-m", "tests.bench.memos", "--work", str(folder), name, "--steps"]
        cold, edited = (json.loads(call([*command, *steps]).stdout) for steps in (STEPS[:1], STEPS[1:]))
    return dict(zip(STEPS, [*cold, *edited], strict=True))


def tell_functions(origin: Path) -> None:
    steps = list(measured(origin, FUNCTIONS).values())
    print(f"{'function':48}" + "".join(f"{step:>18}" for step in STEPS))
    for name in steps[0][1]:
        cells = [(hits, 100 * saved / seconds) for seconds, table in steps for hits, saved in (table[name],)]
        print(f"{name:48}" + "".join(f"{hits:9,} {share:6.2f} %" for hits, share in cells))


def tell_ratios(origin: Path, names: Sequence[str], rounds: int) -> None:
    ratios: dict[str, list[list[float]]] = {name: [[] for _ in STEPS] for name in names}
    for _ in range(rounds):
        full = measured(origin, SAME[0])
        for name in names:
            found = measured(origin, name)
            for step, those in zip(STEPS, ratios[name], strict=True):
                those.append(found[step][0] / full[step][0])
            print(f"{name:48}" + "".join(f"{those[-1]:9.3f}" for those in ratios[name]), file=sys.stderr)
    print(f"{'without':48}" + "".join(f"{step:>9}" for step in STEPS))
    for name, steps in ratios.items():
        print(f"{name:48}" + "".join(f"{statistics.median(those):9.3f}" for those in steps))


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--sources", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--functions", action="store_true")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--steps", nargs="+")
    options = parser.parse_args()
    if options.work:
        print(json.dumps(list(work(options.work, options.names[0], options.steps))))
        return
    with tempfile.TemporaryDirectory() as parent:
        origin = Path(parent) / "origin"
        dossiers.write(options.sources, origin)
        if options.functions:
            tell_functions(origin)
        else:
            known = [*SESSION, *caches()]
            names = [*SAME, *(name for name in known if not options.names or name in options.names)]
            tell_ratios(origin, names, options.rounds)


if __name__ == "__main__":
    main()
