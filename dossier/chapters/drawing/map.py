"""A map: land, places as discs, their names beside them. Geometry only, in mm; x from the left: no map is mirrored.

Plate carrée, true to scale along the parallel in the middle. A place so far off that the others would be crowded for
it is not drawn: an arrow at the edge says in which direction it lies.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

LAND = Path(__file__).with_name("land.json")  #: where it comes from is said in it
WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 164.0, 60.0, 92.0  #: mm
LEAST_SPAN = 12.0  #: degrees of latitude, about a place that is alone
EDGE = 9.0  #: mm from a disc to the edge of the map
GAIN = 1.3  #: how much larger the rest must be drawn for a place that is left out
THIN = 0.12  #: mm between two points of an outline
ARROW = 2.1  #: mm about an arrow
LINE, GAP = 3.6, 0.7  #: mm: height of a name, and from its disc to it
FAR = (3.0, 5.5, 8.0, 11.0)  #: mm from a disc to a name that is joined to it by a line
_TURNS = tuple(math.pi * turn / 8 for turn in (0, 8, 2, 14, 6, 10, 4, 12, 1, 15, 7, 9, 3, 13, 5, 11))

Point = tuple[float, float]
Edges = tuple[float, float, float, float]  #: west, south, east, north


@dataclass(frozen=True, slots=True)
class Site:
    latitude: float
    longitude: float
    weight: int  #: the area of its disc
    width: float  #: mm that its name takes


@dataclass(frozen=True, slots=True)
class MapFrame:
    """What of the world is drawn, in degrees, and how large."""

    west: float
    east: float
    south: float
    north: float
    scale: float  #: mm for a degree of latitude

    @property
    def narrowing(self) -> float:
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def at(self, longitude: float, latitude: float) -> Point:
        return (longitude - self.west) * self.scale * self.narrowing, (self.north - latitude) * self.scale


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height


@dataclass(frozen=True, slots=True)
class PlacedSite:
    x: float
    y: float
    radius: float
    label: Box
    leader: tuple[Point, Point] | None  #: from the disc to a name that stands apart
    heading: float | None  #: degrees clockwise from the east, of the arrow to a place that is not drawn

    @property
    def side(self) -> Literal["left", "right", "middle"]:
        """The end of its name that is at the disc."""
        middle = self.label.x + self.label.width / 2
        near = abs(middle - self.x) < self.label.width / 2 - self.radius
        return "middle" if near else "left" if middle > self.x else "right"


@dataclass(frozen=True, slots=True)
class Map:
    height: float
    land: str  #: path data of SVG
    sites: tuple[PlacedSite, ...]  #: in the order in which they were given


def lay_out(sites: Sequence[Site]) -> Map:
    """The map of one site or more."""
    drawn = _core(sites)
    frame = _frame([sites[number] for number in drawn])
    spots = [_spot(site, frame, number in drawn) for number, site in enumerate(sites)]
    placed: dict[int, PlacedSite] = {}
    order = sorted(range(len(sites)), key=lambda number: (-sites[number].weight, number))
    for number in order:
        placed[number] = _labelled(number, sites[number].width, spots, [one.label for one in placed.values()], frame)
    return Map(frame.height, _land(frame), tuple(placed[number] for number in range(len(sites))))


def _core(sites: Sequence[Site]) -> list[int]:
    """Those that are drawn where they are: without a few that count little and lie far out."""
    left, total = list(range(len(sites))), sum(site.weight for site in sites)
    for _ in range(len(sites) // 4):
        scale = _frame([sites[number] for number in left]).scale
        without = {
            number: _frame([sites[one] for one in left if one != number]).scale
            for number in left
            if sites[number].weight * 8 <= total
        }
        furthest = max(without, key=lambda number: without[number], default=None)
        if furthest is None or without[furthest] < GAIN * scale:
            break
        left.remove(furthest)
    return left


def _frame(sites: Sequence[Site]) -> MapFrame:
    south, north = min(site.latitude for site in sites), max(site.latitude for site in sites)
    west, east = min(site.longitude for site in sites), max(site.longitude for site in sites)
    middle, centre = (south + north) / 2, (west + east) / 2
    narrowing = max(math.cos(math.radians(middle)), 0.2)
    across = (WIDTH - 2 * EDGE) / max((east - west) * narrowing, 1e-6)
    scale = min(across, (MOST_HEIGHT - 2 * EDGE) / max(north - south, LEAST_SPAN))
    height = max((north - south) * scale + 2 * EDGE, LEAST_HEIGHT)
    north, south = middle + height / 2 / scale, middle - height / 2 / scale
    half = WIDTH / 2 / scale / math.cos(math.radians(middle))
    return MapFrame(centre - half, centre + half, south, north, scale)


@dataclass(frozen=True, slots=True)
class _Spot:
    x: float
    y: float
    radius: float
    heading: float | None

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


def _spot(site: Site, frame: MapFrame, is_drawn: bool) -> _Spot:
    x, y = frame.at(site.longitude, site.latitude)
    if is_drawn:
        return _Spot(x, y, 0.9 * math.sqrt(site.weight), None)
    centre_x, centre_y = WIDTH / 2, frame.height / 2
    across, down = x - centre_x, y - centre_y
    share = min(
        (centre_x - ARROW) / abs(across) if across else math.inf,
        (centre_y - ARROW) / abs(down) if down else math.inf,
    )
    return _Spot(centre_x + across * share, centre_y + down * share, ARROW, math.degrees(math.atan2(down, across)))


def _labelled(number: int, width: float, spots: Sequence[_Spot], taken: Sequence[Box], frame: MapFrame) -> PlacedSite:
    """A name at its disc, or, where that is not free, as near as it can be."""
    spot, others = spots[number], [one.box for place, one in enumerate(spots) if place != number]
    first: Box | None = None
    for distance in (GAP, *FAR):
        for turn in _TURNS:
            label = _beside(spot, width, spot.radius + distance, turn)
            first = first or label
            if _is_inside(label, frame) and not any(map(label.meets, (*others, *taken))):
                return PlacedSite(spot.x, spot.y, spot.radius, label, _leader(spot, label, distance), spot.heading)
    assert first is not None
    return PlacedSite(spot.x, spot.y, spot.radius, first, None, spot.heading)


def _beside(spot: _Spot, width: float, distance: float, turn: float) -> Box:
    """The box whose nearest point lies so far from a spot, in that direction."""
    x, y = spot.x + distance * math.cos(turn), spot.y + distance * math.sin(turn)
    left = x - width * (1 - math.cos(turn)) / 2
    return Box(left, y - LINE * (1 - math.sin(turn)) / 2, width, LINE)


def _leader(spot: _Spot, label: Box, distance: float) -> tuple[Point, Point] | None:
    if distance == GAP:
        return None
    x = min(max(spot.x, label.x), label.x + label.width)
    y = min(max(spot.y, label.y), label.y + label.height)
    away = math.hypot(x - spot.x, y - spot.y) or 1.0
    begin = spot.x + (x - spot.x) * spot.radius / away, spot.y + (y - spot.y) * spot.radius / away
    return begin, (x, y)


def _is_inside(label: Box, frame: MapFrame) -> bool:
    return (
        label.x >= 1
        and label.x + label.width <= WIDTH - 1
        and label.y >= 1
        and label.y + label.height <= frame.height - 1
    )


# Land


@cache
def _rings() -> tuple[tuple[Edges, tuple[Point, ...]], ...]:
    """Closed lines, longitude and latitude in degrees, each with the edges between which it lies."""
    rings = [tuple(_steps(ring)) for ring in json.loads(LAND.read_bytes())["rings"]]
    return tuple((_bounds(ring), ring) for ring in rings)


def _bounds(ring: Sequence[Point]) -> Edges:
    across, up = zip(*ring, strict=True)
    return min(across), min(up), max(across), max(up)


def _steps(ring: Sequence[int]) -> Iterator[Point]:
    x = y = 0
    for across, up in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + across, y + up
        yield x / 100, y / 100


@lru_cache(maxsize=8)
def _land(frame: MapFrame) -> str:
    edges = (frame.west, frame.south, frame.east, frame.north)
    pieces = []
    for bounds, ring in _rings():
        if bounds[2] < edges[0] or bounds[0] > edges[2] or bounds[3] < edges[1] or bounds[1] > edges[3]:
            continue
        clipped = _clipped(ring, edges)
        points = list(_thinned(frame.at(*point) for point in clipped))
        if len(points) > 2:
            pieces.append("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "z")
    return "".join(pieces)


def _thinned(points: Iterable[Point]) -> Iterator[Point]:
    last: Point | None = None
    for x, y in points:
        if last is None or abs(x - last[0]) + abs(y - last[1]) >= THIN:
            yield x, y
            last = x, y


def _clipped(ring: Sequence[Point], edges: Edges) -> Sequence[Point]:
    """What of a closed line lies within four edges (Sutherland and Hodgman): west, south, east, north."""
    for side, edge in enumerate(edges):
        axis, is_least = side % 2, side < 2
        if all((point[axis] >= edge) == is_least for point in ring):
            continue
        ring = list(_cut(ring, axis, edge, is_least=is_least))
    return ring


def _cut(ring: Sequence[Point], axis: int, edge: float, *, is_least: bool) -> Iterator[Point]:
    for before, point in zip((ring[-1], *ring[:-1]) if ring else (), ring, strict=True):
        is_in, was_in = ((one[axis] >= edge) == is_least for one in (point, before))
        if is_in != was_in:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            yield (edge, other) if axis == 0 else (other, edge)
        if is_in:
            yield point
