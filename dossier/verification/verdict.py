"""What became of one promise: a value, apart from what it takes to come to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

VerdictState = Literal["ok", "broken", "not decided", "not checked"]
STATES: tuple[VerdictState, ...] = get_args(VerdictState)
SOURCES = "sources"  #: where an edition's name stands, for what is promised of the sources themselves


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one promise of one edition."""

    edition: str  #: its name, "sources" for what is promised of these, "" for a file that is verified by itself
    check: str
    clause: str  #: where it is promised or asked for
    state: VerdictState
    detail: str = ""
