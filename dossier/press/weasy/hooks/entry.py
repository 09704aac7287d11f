"""What an entry in the tables of WeasyPrint's private parts says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hook:
    """A function that is another one while a dossier is drawn."""

    part: str  #: module:function, or module:class.function
    parameters: str  #: of WeasyPrint's own
    why: str
    proof: str  #: the test that fails if it does nothing: file::function, below tests/
    also: tuple[str, ...] = ()  #: modules that have imported it by its name
    tables: tuple[str, ...] = ()  #: module:dict in whose values it is, too


@dataclass(frozen=True, slots=True)
class UsedPart:
    """A part that is called, subclassed or looked into, and left as it is."""

    part: str  #: module, module:name, or module:class.name
    why: str
    parameters: str | None = None  #: of what is called
    names: tuple[str, ...] = ()  #: attributes that a class or module has, or that a function sets or asks for
    is_all: bool = False  #: whether a function may set no others, as it is written anew here
