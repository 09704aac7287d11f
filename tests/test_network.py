"""The diagram of those who matter: columns by side and kind, rails between bodies, nobody on top of another."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dossier.chapters.drawing.network import (
    ABOVE,
    BODIES,
    DISC,
    PEOPLE,
    PITCH,
    RING,
    Line,
    Network,
    PlacedParty,
    lay_out,
)

BODY_A, BODY_B = PlacedParty("ministry", True, 0), PlacedParty("secretariat", True, 1)
PERSON_A = PlacedParty("minister", False, 0)
OTHERS = [PlacedParty(name, False, 1) for name in ("first", "second", "third")]


def found(network: Network) -> dict[str, tuple[float, float]]:
    return {node.id: (node.x, node.y) for node in network.nodes}


def star() -> Network:
    lines = [Line("minister", "ministry", "leads")]
    lines += [Line("minister", other.id, "met") for other in OTHERS]
    lines += [Line(other.id, "secretariat", "leads") for other in OTHERS]
    return lay_out([BODY_A, BODY_B, PERSON_A, *OTHERS], lines)


def test_each_side_has_its_columns() -> None:
    places = found(star())
    assert {name: x for name, (x, _) in places.items()} == {
        "ministry": BODIES[0],
        "minister": PEOPLE[0],
        "first": PEOPLE[1],
        "second": PEOPLE[1],
        "third": PEOPLE[1],
        "secretariat": BODIES[1],
    }


def test_who_is_tied_to_all_stands_in_their_middle() -> None:
    places = found(star())
    assert places["minister"][1] == places["second"][1] == places["secretariat"][1]
    assert places["third"][1] - places["first"][1] == 2 * PITCH


def test_bodies_that_are_tied_stand_on_a_rail_and_nobody_stands_on_it() -> None:
    nodes = [PlacedParty("state", True, 0), PlacedParty("union", True, 1), PERSON_A, *OTHERS]
    lines = [Line("state", "union", "belongs"), Line("minister", "state", "leads"), Line("minister", "first", "met")]
    places = found(lay_out(nodes, lines))
    assert places["state"][1] == places["union"][1]
    assert all(places[name][1] - places["state"][1] > PITCH for name in ("minister", "first", "second", "third"))


def test_a_representative_stands_on_the_rail_between_both() -> None:
    nodes = [PlacedParty("state", True, 0), PlacedParty("union", True, 1), PlacedParty("envoy", False, 0, rides=True)]
    places = found(lay_out(nodes, [Line("state", "union", "belongs")]))
    assert places["envoy"][1] == places["state"][1]
    assert BODIES[0] < places["envoy"][0] < BODIES[1]


def test_lines_end_at_the_rims() -> None:
    network = star()
    places = found(network)
    line = network.lines[0]
    assert line.form == "leads"
    assert abs(((line.x1 - places["ministry"][0]) ** 2 + (line.y1 - places["ministry"][1]) ** 2) ** 0.5 - RING) < 0.01
    assert abs(((line.x2 - places["minister"][0]) ** 2 + (line.y2 - places["minister"][1]) ** 2) ** 0.5 - DISC) < 0.01


def test_an_upright_line_does_not_cross_the_name_over_its_ring() -> None:
    union = PlacedParty("union", True, 1)
    nodes = [PlacedParty("state", True, 0), union, BODY_B, PERSON_A, *OTHERS]
    lines = [Line("secretariat", "union", "belongs"), Line("state", "union", "belongs")]
    network = lay_out(nodes, [*lines, *(Line(other.id, "secretariat", "leads") for other in OTHERS)])
    ring = next(node for node in network.nodes if node.id == "secretariat")
    upright = network.lines[0]
    assert ring.is_above
    assert upright.x1 == upright.x2 == ring.x
    assert max(upright.y1, upright.y2) == ring.y - ABOVE


@given(st.integers(0, 5), st.integers(1, 6), st.data())
def test_nobody_stands_on_top_of_another_and_all_are_on_the_page(ours: int, theirs: int, data: st.DataObject) -> None:
    people = [PlacedParty(f"a{n}", False, 0) for n in range(ours)] + [
        PlacedParty(f"b{n}", False, 1) for n in range(theirs)
    ]
    nodes = [*people, PlacedParty("x", True, 0), PlacedParty("y", True, 1), PlacedParty("z", True, 1)]
    pairs = list(combinations([node.id for node in nodes], 2))
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=8))
    network = lay_out(nodes, [Line(one, other, "met") for one, other in chosen])
    for one, other in combinations(network.nodes, 2):
        assert abs(one.x - other.x) + abs(one.y - other.y) > RING + DISC, (one, other)
    assert all(0 < node.y < network.height for node in network.nodes)
