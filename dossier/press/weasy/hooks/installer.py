"""The one place where functions of WeasyPrint are replaced: while a dossier is drawn, in the thread that draws it.

    with install([("weasyprint.layout.inline:strut", wrapper), …]):
        …  # `wrapper` was given WeasyPrint's function, and what it gave is called in its place

Which may be replaced stands in one table (`replacements`), what is only read in another (`used_parts`). They are
private, so the version is exact and both tables are looked through, once a process, before anything is replaced.

What stands in WeasyPrint's modules meanwhile is no function of ours, but one that asks, at each call, what is being
drawn in this thread, and calls WeasyPrint's own if nothing is. So a program that has dossier as a library goes on with
its own documents in its other threads, and they come out as they always do. What is being drawn is kept in a context
variable, which other threads do not see; and what is left over by whatever ends a drawing does nothing.

One dossier is drawn at a time: a second thread waits until the first has finished its document, and not its build.

A briefing of twenty pages asks 1.2 million times, mostly for functions of one argument, which are passed on in 0.03 µs;
others are in 0.1. Together that is a hundredth of the processor time of a build (November 2026, median of six pairs).
"""

from __future__ import annotations

import importlib
import inspect
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import cache, wraps
from threading import Lock
from typing import Any

from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.hooks.entry import Hook, UsedPart
from dossier.press.weasy.hooks.replacements import REPLACEMENTS
from dossier.press.weasy.hooks.used_parts import USED_PARTS
from dossier.press.weasy.version import VERSION, OtherWeasyPrint, check_version

with fast_imports():
    import weasyprint

Wrapper = Callable[[Any], Any]  #: WeasyPrint's function, or what is in its place already -> ours
Replacement = tuple[str, Wrapper]  #: a part of `REPLACEMENTS`

_STARS = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}

_BELOW = 0  #: the place in a list of functions that has the list of what this was begun in; None if that is nothing
_nothing: list[Any] = [None]  #: that is ours, for any number
_active: ContextVar[list[Any]] = ContextVar("our functions in the drawing under way, by number", default=_nothing)
_at_work, _looking = Lock(), Lock()


@contextmanager
def install(replacements: Iterable[Replacement]) -> Iterator[None]:
    """While this is open, and in this thread, functions of WeasyPrint are ours. May be nested: the last is asked first.

    `OtherWeasyPrint` if this is not the one that is known.
    """
    check()
    before = _active.get()
    is_first = before[_BELOW] is None
    with _at_work if is_first else nullcontext():
        ours: list[Any] = []
        try:
            if is_first:
                for replacement in _PLACED.values():
                    replacement.look_up()
            ours += _nothing if is_first else before
            ours[_BELOW] = before
            for part, wrapper in replacements:
                replacement = _PLACED[part]
                ours[replacement.number] = wrapper(ours[replacement.number] or replacement.stock)
                replacement.put()
            _active.set(ours)
            yield
        finally:
            # An interrupt may come anywhere in here, or have put off what was begun later till after this: so ours are
            # taken away first, wherever they may still be asked for.
            ours[:] = _nothing
            level: Any = _active.get()
            while level is not None and level is not ours:
                level = level[_BELOW]
            if level is ours:
                _active.set(before)
            if is_first:
                for replacement in _PLACED.values():
                    replacement.take_away()


def check() -> None:
    """`OtherWeasyPrint`, with all that differs, if this is not the WeasyPrint whose parts are known."""
    check_version(weasyprint.__version__)
    if differs := differences():
        raise OtherWeasyPrint(f"this is not WeasyPrint {VERSION} as it was published: {'; '.join(differs)}")


def is_known() -> bool:
    """Whether this WeasyPrint is the one whose parts are known. Where it is not, nothing private is touched."""
    return bool(weasyprint.__version__ == VERSION and not differences())


def differences() -> tuple[str, ...]:
    """What is otherwise than the tables say; looked for once a process, before anybody draws in it."""
    with _looking:
        return _differences()


@cache
def _differences() -> tuple[str, ...]:
    differences = (*filter(None, map(_difference, REPLACEMENTS)), *filter(None, map(_difference_used, USED_PARTS)))
    for replacement in () if differences else _PLACED.values():
        replacement.look_up()
    return differences


def _difference(hook: Hook) -> str:
    stock = part_of(hook.part)
    if (parameters := parameters_of(stock)) != hook.parameters:
        return f"{hook.part} has {parameters}, not ({hook.parameters})"
    name = hook.part.rpartition(":")[2]
    for module in hook.also:
        if part_of(f"{module}:{name}") is not stock:
            return f"{module} has another {name} than {hook.part}"
    for table in hook.tables:
        if not any(value is stock for value in dict(part_of(table) or {}).values()):
            return f"{table} does not hold {hook.part}"
    return ""


def _difference_used(used: UsedPart) -> str:
    part = part_of(used.part)
    if part is None:
        return f"{used.part} is gone"
    if used.parameters is not None and (parameters := parameters_of(part)) != used.parameters:
        return f"{used.part} has {parameters}, not ({used.parameters})"
    names = part.__code__.co_names if inspect.isfunction(part) else dir(part)
    lacks = [name for name in used.names if name not in names]
    more = [name for name in names if used.is_all and name not in used.names]
    return f"{used.part} has no {', '.join(lacks)}" if lacks else f"{used.part} has {', '.join(more)}" if more else ""


def part_of(part: str) -> Any:
    """What stands in WeasyPrint under module, module:name or module:class.name; None if nothing does."""
    module, _, names = part.partition(":")
    try:
        owner: Any = importlib.import_module(module)
    except ImportError:
        return None
    for name in filter(None, names.split(".")):
        owner = inspect.getattr_static(owner, name, None)
    return owner


def parameters_of(part: Any) -> str:
    """As they stand in the tables: names, with the stars that they have; "nothing" if it is none that can be called."""
    function: Any = part.fget if isinstance(part, property) else part
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return "nothing"
    return ", ".join(_STARS.get(one.kind.name, "") + one.name for one in parameters)


class _Replacement:
    """What stands in the places of one function while it is replaced."""

    def __init__(self, hook: Hook) -> None:
        self.number = -1  #: in the functions of a drawing
        self.stock: Any = None
        self._hook, self._name = hook, hook.part.rpartition(":")[2].rpartition(".")[2]
        self._owners: list[Any] = []
        self._tables: list[dict[Any, Any]] = []
        self._first: Any = None  #: what stood there when it was looked up first
        self._theirs: Any = None
        self._ours: Any = None  #: passes calls on

    def look_up(self) -> None:
        """Find WeasyPrint's own, which somebody else may have replaced since the last time.

        That may have been by what calls ours, so it gets a number of its own: the one before still leads where it led.
        """
        if not self._owners:
            module, _, names = self._hook.part.partition(":")
            owner = part_of(f"{module}:{names.rpartition('.')[0]}")
            self._owners = [owner, *map(importlib.import_module, self._hook.also)]
            self._tables = list(map(part_of, self._hook.tables))
            self._first = vars(owner)[self._name]
        theirs = vars(self._owners[0])[self._name]
        if theirs is self._ours or theirs is self._theirs:
            return
        self.stock = theirs.fget if isinstance(theirs, property) else theirs
        self.number = len(_nothing)
        _nothing.append(None)
        ours = _passing_on(self.stock, self.number, is_one=", " not in self._hook.parameters)
        self._theirs, self._ours = theirs, property(ours) if isinstance(theirs, property) else ours

    def put(self) -> None:
        self._exchange(self._theirs, self._ours)

    def take_away(self) -> None:
        self._exchange(self._ours, self._theirs)
        if self._theirs is not self._first:  # another's function, which is not ours to keep alive
            self.stock = self._theirs = self._ours = None

    def _exchange(self, old: Any, new: Any) -> None:
        """Wherever the old one is still there: what others have put in its place is theirs."""
        for owner in self._owners:
            if vars(owner).get(self._name) is old:
                setattr(owner, self._name, new)
        for table in self._tables:
            table.update({key: new for key, value in table.items() if value is old})


def _passing_on(stock: Any, number: int, *, is_one: bool) -> Any:
    """A function that calls the one of that number of the drawing under way in this thread; if there is none, stock."""
    active = _active.get

    @wraps(stock)
    def call(*args: Any, **kwargs: Any) -> Any:
        return (active()[number] or stock)(*args, **kwargs)

    @wraps(stock)
    def call_with_one(arg: Any, /) -> Any:
        return (active()[number] or stock)(arg)

    return call_with_one if is_one else call


_PLACED = {hook.part: _Replacement(hook) for hook in REPLACEMENTS}


def _begin_anew() -> None:
    """In a copy of this process: whoever was drawing in another thread is not there, and will not let anybody in."""
    global _at_work, _looking
    _at_work, _looking = Lock(), Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
