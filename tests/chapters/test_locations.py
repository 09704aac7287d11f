"""locations: a map that is never mirrored, each place where it lies, its name beside it, and what happened there."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from conftest import Desk, Library, Pdf, copy_of_the_harbour, letters
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.build import build, check
from dossier.chapters import locations
from dossier.chapters.drawing import map as drawing
from dossier.chapters.drawing.map import LAND, WIDTH, Site, lay_out
from dossier.problems import Broken, Problem

PLACES = {
    "fanar": "name: {ar: الفنار, en: Fanar}\nat: [34.88, 35.88]\n",
    "isle": "name: {ar: الجزيرة, en: The isle}\nat: [36.2, 33.4]\n",
    "capital": "name: {ar: العاصمة, en: The capital}\nat: [33.5, 36.3]\n",
}
AT = {"opening": "[fanar, isle]", "storm": "[fanar]", "reopening": "[fanar]", "agreement": "[capital]"}
PATH = "sources/locations/capital.yaml"


def located(desk: Desk) -> Desk:
    """The harbour with three places, and four events at them."""
    for name, text in PLACES.items():
        desk.write(f"sources/locations/{name}.yaml", text)
    for name, told in AT.items():
        path = f"sources/events/{name}.yaml"
        desk.write(path, (desk.root / path).read_text("utf-8").rstrip("\n") + f"\nlocations: {told}\n")
    return desk


def problems(desk: Desk) -> list[Problem]:
    with pytest.raises(Broken) as refused:
        check(desk.project)
    return refused.value.problems


def test_places_have_their_events_those_with_most_first(desk: Desk) -> None:
    found = locations.compose(located(desk).dossier("en"))
    assert [(one.name, len(one.rows)) for one in found.all] == [("Fanar", 3), ("The isle", 1), ("The capital", 1)]
    assert found.events == 4
    assert found.first
    assert found.first.name == "Fanar"


def test_an_event_is_told_once(desk: Desk) -> None:
    found = locations.compose(located(desk).dossier("en"))
    told = [[event.row.event.id for event in group.events] for column in found.columns for group in column]
    assert sorted(itertools.chain(*told)) == sorted(AT)
    last = found.columns[-1][-1]
    assert (last.name, last.events[0].places) == ("In several places", ("Fanar", "The isle"))


def test_the_map_is_the_same_in_both_directions(desk: Desk) -> None:
    located(desk)
    arabic, english = (locations.compose(desk.dossier(language)).drawing for language in ("ar", "en"))
    assert arabic
    assert english
    assert (arabic.land, arabic.height) == (english.land, english.height)
    assert [(site.x, site.y) for site in arabic.sites] == [(site.x, site.y) for site in english.sites]


@pytest.mark.parametrize(
    ("at", "message", "hint"),
    [
        ("[133.5, 36.3]", "133.5 is no latitude: it is from -90 to 90", "at: [36.3, 133.5]? the latitude comes first"),
        (
            "[33.5, 236.3]",
            "236.3 is no longitude: it is from -180 to 180",
            "latitude, then longitude: at: [21.49, 39.19]",
        ),
        ("[33.5]", "a location has two coordinates, and here is one", "latitude, then longitude: at: [21.49, 39.19]"),
        ("[north, 36.3]", "'north' is not a number such as 1.6 or 102347", ""),
    ],
)
def test_coordinates_that_are_none_are_told_with_their_place(at: str, message: str, hint: str, desk: Desk) -> None:
    located(desk)
    desk.edit(PATH, "[33.5, 36.3]", at)
    told = [(one.place.path, one.place.line, one.message, one.hint) for one in problems(desk)]
    assert (PATH, 2, message, hint) in told


def test_names_that_name_no_location_and_locations_without_an_event_are_told(desk: Desk) -> None:
    located(desk)
    desk.edit("sources/events/agreement.yaml", "[capital]", "[capitol]")
    (problem,) = (one for one in problems(desk) if one.severity == "error")
    assert problem.message == "there is no 'capitol' in sources/locations/"
    assert problem.hint == "did you mean capital?"
    desk.edit("sources/events/agreement.yaml", "[capitol]", "[fanar]")
    _, warnings = check(desk.project)
    assert [(one.place.path, one.message) for one in warnings] == [(PATH, "no event takes place at 'capital'")]


def test_a_chapter_without_places_and_a_name_without_room_are_refused(desk: Desk) -> None:
    desk.keep_only("en", "locations")
    assert [one.message for one in problems(desk)] == ["no event has a location, so there is nothing to map"]
    located(desk)
    desk.edit(PATH, "en: The capital", "en: The capital of the whole long coast")
    (problem,) = problems(desk)
    assert problem.message == "35 letters (en) are too many for a name on a map"


# Geometry


def site(latitude: float, longitude: float, weight: int = 1, width: float = 12) -> Site:
    return Site(latitude, longitude, weight, width)


def test_north_is_up_and_east_is_right() -> None:
    sites = {"moscow": site(55.8, 37.6), "jeddah": site(21.5, 39.2), "kazan": site(55.8, 49.1)}
    placed = dict(zip(sites, lay_out(list(sites.values())).sites, strict=True))
    assert placed["moscow"].x < placed["jeddah"].x < placed["kazan"].x
    assert placed["moscow"].y == placed["kazan"].y < placed["jeddah"].y


def test_a_place_far_off_is_an_arrow_at_the_edge() -> None:
    near = [site(50 + number, 30 + 2 * number, 3) for number in range(6)]
    found = lay_out([*near, site(40.7, -74)]).sites
    assert [one.heading is None for one in found] == [True] * 6 + [False]
    assert found[-1].x < 3 < min(one.x for one in found[:-1])
    assert abs(abs(found[-1].heading or 0) - 180) < 30  # it points west
    alone = lay_out([*near[:2], site(40.7, -74)]).sites
    assert all(one.heading is None for one in alone)  # of three, none is left out


PLACED = st.builds(
    site,
    st.floats(-60, 75),
    st.floats(-170, 170),
    st.integers(1, 12),
    st.floats(6, 24),
)


@settings(deadline=None, max_examples=40)  # the outline is read once
@given(st.lists(PLACED, min_size=1, max_size=8))
def test_discs_and_arrows_are_on_the_map(sites: list[Site]) -> None:
    found = lay_out(sites)
    assert drawing.LEAST_HEIGHT - 1e-6 <= found.height <= drawing.MOST_HEIGHT + 1e-6
    for one in found.sites:
        assert 0 <= one.x <= WIDTH
        assert 0 <= one.y <= found.height


def test_no_name_lies_on_another_or_on_a_disc() -> None:
    """Nine too near to one another for their names, and one far from them."""
    crowd = [site(50 + row, 30 + column, 1, 24) for row in range(3) for column in range(3)] + [site(20, 60)]
    found = lay_out(crowd)
    for one, other in itertools.combinations(found.sites, 2):
        assert not one.label.meets(other.label)
    for one, other in itertools.permutations(found.sites, 2):
        disc = drawing.Box(other.x - other.radius, other.y - other.radius, 2 * other.radius, 2 * other.radius)
        assert not one.label.meets(disc)
    assert any(one.leader for one in found.sites)


def test_land_is_where_it_is() -> None:
    """By the even-odd rule over the outline: Cairo and Moscow lie on land, the Ionian and the Black Sea do not."""
    around = [site(20, 0), site(62, 60)]
    outline, frame = lay_out(around).land, drawing._frame(around)
    rings = [
        [tuple(map(float, point.split())) for point in piece.strip("Mz").split("L")]
        for piece in outline.split("z")
        if piece
    ]

    def is_land(latitude: float, longitude: float) -> bool:
        x, y = frame.at(longitude, latitude)
        crossings = 0
        for ring in rings:
            for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
                crossings += (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        return crossings % 2 == 1

    assert [is_land(30.1, 31.2), is_land(55.8, 37.6), is_land(35.0, 18.0), is_land(43.0, 35.0)] == [
        True,
        True,
        False,
        False,
    ]


def test_the_outline_says_where_it_comes_from_and_is_small() -> None:
    data = json.loads(LAND.read_bytes())
    assert "Natural Earth" in data["source"]
    assert "public domain" in data["source"]
    assert LAND.stat().st_size < 150_000


# On paper


@dataclass(frozen=True)
class Printed:
    pdf: Path
    html: str


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Mapping[str, Printed]:
    desk = located(copy_of_the_harbour(tmp_path_factory.mktemp("mapped") / "harbour"))
    library.warm(desk.root)
    for language in ("ar", "en"):
        path = f"sources/editions/{language}.yaml"
        text = re.sub(
            r"chapters: \[.*\]", "chapters: [locations, summary, colophon]", (desk.root / path).read_text("utf-8")
        )
        desk.write(path, text)
    made, _ = build(desk.project, ())
    return {one.edition: Printed(one.pdf, one.html.read_text("utf-8")) for one in made}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", ["أربعة أحداث ذُكر مكانها، منها 3 في الفنار", "الجزيرة 1", "Natural Earth 4.1"]),
        ("en", ["Of four events with a place, 3 are in Fanar", "The isle 1", "Natural Earth 4.1"]),
    ],
)
def test_its_page_says_what_it_shows_and_whose_outline_it_is(
    language: str, words: list[str], printed: Mapping[str, Printed]
) -> None:
    pdf = Pdf(printed[language].pdf)
    assert pdf.destinations["locations"] == 1
    text = "".join(letters(pdf.text(page)) for page in range(1, pdf.pages + 1))
    for told in words:
        assert letters(told) in text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ar", "خريطة بلا حدود سياسية عليها الفنار (ثلاثة أحداث)، الجزيرة (حدث واحد)، العاصمة (حدث واحد)."),
        ("en", "A map without borders, with Fanar (three events), The isle (one event), The capital (one event)."),
    ],
)
def test_the_map_is_a_figure_that_says_what_it_shows(language: str, told: str, printed: Mapping[str, Printed]) -> None:
    with pikepdf.open(printed[language].pdf) as file:
        figures = [
            str(one["/Alt"])
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure" and "/Alt" in one
        ]
    assert told in figures


def test_the_drawing_is_not_mirrored(printed: Mapping[str, Printed]) -> None:
    outlines = {re.findall(r'fill-rule="evenodd" d="([^"]+)"', one.html)[0] for one in printed.values()}
    assert len(outlines) == 1
    for one in printed.values():
        svg = one.html.partition('fill-rule="evenodd"')[0].rpartition("<svg")[2]
        assert "scale(-1" not in svg
