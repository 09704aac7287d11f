"""Who is tied to whom: where discs and rings stand, in mm. Geometry only; x from the reading edge, y from the top.

Four columns: the bodies of one side, its people, the people of the other side, its bodies. Two bodies that are tied to
each other stand on one rail across the page, at the top or at the foot; everybody else stands between the rails, as
near as can be to those they are tied to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.chapters.drawing.axis import spread

TieKind = Literal["leads", "signed", "met", "announced", "belongs"]

BODIES, PEOPLE = (13.5, 149.0), (51.0, 107.0)  #: mm, the columns of the two sides
RING, DISC = 3.4, 1.7  #: mm, radii
PITCH, BODY_PITCH = 18.0, 30.0  #: mm from one to the next in a column
RAIL = 21.0  #: mm from a rail to what stands between the rails
TOP = 10.0  #: mm above the first rail: its names
SWEEPS = 12
ABOVE, BELOW = 9.0, 8.6  #: mm from the middle of a ring over the name above it, and under the name below it
LABEL = 0.56  #: of a line from the reading edge, where its label stands


@dataclass(frozen=True, slots=True)
class PlacedParty:
    id: str
    is_body: bool
    side: int  #: 0 or 1
    rides: bool = False  #: a person who stands on the first rail, between its bodies


@dataclass(frozen=True, slots=True)
class Line:
    a: str
    b: str
    form: TieKind


@dataclass(frozen=True, slots=True)
class PlacedNode:
    id: str
    is_body: bool
    side: int
    x: float
    y: float
    is_above: bool  #: whether its name stands above it


@dataclass(frozen=True, slots=True)
class PlacedLine:
    form: TieKind
    x1: float
    y1: float
    x2: float
    y2: float
    label: tuple[float, float]  #: the middle of its label


@dataclass(frozen=True, slots=True)
class Network:
    height: float
    nodes: tuple[PlacedNode, ...]
    lines: tuple[PlacedLine, ...]  #: as they were given


def lay_out(nodes: Sequence[PlacedParty], lines: Sequence[Line]) -> Network:
    """Nodes in the order that they keep where nothing else decides."""
    known = {node.id: node for node in nodes}
    rails = _rails(known, lines)
    top, foot = rails[: (len(rails) + 1) // 2], rails[(len(rails) + 1) // 2 :]
    y = {name: TOP + place * RAIL for place, rail in enumerate(top) for name in rail}
    start = TOP + (len(top) * RAIL if top else 0)
    free = [node for node in nodes if node.id not in y and node.id not in {name for rail in foot for name in rail}]
    counts = [sum(n.side == side and not n.is_body and not n.rides for n in free) for side in (0, 1)]
    rings = [sum(n.side == side and n.is_body for n in free) for side in (0, 1)]
    end = start + max((max(counts) - 1) * PITCH, (max(rings) - 1) * BODY_PITCH, 0)
    y |= {name: end + RAIL * (place + 1) for place, rail in enumerate(foot) for name in rail}
    y |= {node.id: TOP for node in free if node.rides}
    free = [node for node in free if not node.rides]
    _settle(free, lines, y, start, end)
    placed = {node.id: _placed(node, y, lines) for node in nodes}
    height = max(y.values(), default=0) + 9
    return Network(height, tuple(placed.values()), tuple(_line(one, placed) for one in lines))


def _rails(known: Mapping[str, PlacedParty], lines: Iterable[Line]) -> list[tuple[str, str]]:
    """Pairs of bodies of two sides, those that belong to each other first, each body once."""
    rails: list[tuple[str, str]] = []
    taken: set[str] = set()
    for line in sorted(lines, key=lambda line: line.form != "belongs"):
        ends = known[line.a], known[line.b]
        if all(end.is_body for end in ends) and ends[0].side != ends[1].side and not taken & {line.a, line.b}:
            rails.append((line.a, line.b))
            taken |= {line.a, line.b}
    return rails


def _settle(free: Sequence[PlacedParty], lines: Sequence[Line], y: dict[str, float], start: float, end: float) -> None:
    """Put what stands between the rails where its neighbours are, column by column, until that changes little."""
    neighbours: dict[str, list[str]] = {node.id: [] for node in free}
    for line in lines:
        for one, other in ((line.a, line.b), (line.b, line.a)):
            if one in neighbours:
                neighbours[one].append(other)
    columns = [
        [node.id for node in free if (node.is_body, node.side) == key]
        for key in ((False, 1), (False, 0), (True, 0), (True, 1))
    ]
    for column in columns:
        y |= {name: start + (end - start) * (n + 0.5) / len(column) for n, name in enumerate(column)}
    for _ in range(SWEEPS):
        for column, pitch in zip(columns, (PITCH, PITCH, BODY_PITCH, BODY_PITCH), strict=True):
            wanted = {name: _mean([y[other] for other in neighbours[name]], y[name]) for name in column}
            column.sort(key=lambda name: round(wanted[name]))
            placed = spread([wanted[name] for name in column], pitch, start, end)
            y |= dict(zip(column, placed, strict=True))


def _mean(values: Sequence[float], without: float) -> float:
    return sum(values) / len(values) if values else without


def _placed(node: PlacedParty, y: Mapping[str, float], lines: Sequence[Line]) -> PlacedNode:
    others = [line.b if line.a == node.id else line.a for line in lines if node.id in (line.a, line.b)]
    own = y[node.id]
    x = (96.0 if node.side == 0 else 68.0) if node.rides else (BODIES if node.is_body else PEOPLE)[node.side]
    return PlacedNode(node.id, node.is_body, node.side, x, own, node.rides or _mean([y[o] for o in others], own) >= own)


def _past_name(node: PlacedNode, y: float, away: float) -> float:
    """Where an upright line begins or ends: behind the name, where that stands on its side; `away` leads from it."""
    is_crossed = node.is_body and node.is_above == (away < 0)
    return node.y + (-ABOVE if away < 0 else BELOW) if is_crossed else y


def _line(line: Line, placed: Mapping[str, PlacedNode]) -> PlacedLine:
    """From rim to rim."""
    one, other = placed[line.a], placed[line.b]
    if one.x > other.x:
        one, other = other, one
    across, down = other.x - one.x, other.y - one.y
    length = max((across**2 + down**2) ** 0.5, 0.1)
    ends = [(RING if node.is_body else DISC) / length for node in (one, other)]
    x1, y1 = one.x + across * ends[0], one.y + down * ends[0]
    x2, y2 = other.x - across * ends[1], other.y - down * ends[1]
    if across == 0:
        y1, y2 = _past_name(one, y1, down), _past_name(other, y2, -down)
    share = 0.3 if one.is_body and other.is_body else LABEL
    return PlacedLine(line.form, x1, y1, x2, y2, (one.x + across * share, one.y + down * share))
