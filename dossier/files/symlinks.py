"""Symbolic links: the places that one leads through, and the one name of a place that can be reached by several."""

from __future__ import annotations

import os
from pathlib import Path

MOST = 40  #: links one behind the other that Linux follows


def link_targets(place: Path) -> tuple[str, ...]:
    """The places that a link leads through; none if it is none."""
    places: list[str] = []
    while place.is_symlink() and len(places) < MOST:
        place = Path(os.path.normpath(place.parent / place.readlink()))
        places.append(str(place))
    return tuple(places)


def with_real_folder(place: str) -> str:
    """The one name of a place's folder, behind which the place itself may be a link."""
    folder, _, name = place.rpartition("/")
    return f"{os.path.realpath(folder)}/{name}"
