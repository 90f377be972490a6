"""Laws of places: distances, radii, holders, countries, and no say for the order of sentences."""

import math
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dateline.extract.gazetteer import Candidate, Feature, open_gazetteer
from dateline.extract.place_offsets import Offset, Part
from dateline.extract.place_points import (
    bearing_between,
    km_between,
    middle_of,
    move_place,
    part_of,
    point_away,
)
from dateline.extract.place_words import bearing_of, claimed_by, other_names, respell
from dateline.extract.places import resolve_places
from dateline.records.event import EventPlace
from dateline.records.place import Place, PlacePrecision
from dateline.records.span import Span

GAZETTEER = open_gazetteer()
WAYS = "north north-east east south-east south south-west west north-west".split()
COUNTRIES = "Pakistan Nigeria Myanmar Yemen Ukraine Afghanistan Iraq Mali Niger Ethiopia".split()
NAMES = (
    "Mosul Lahore Tripoli Hyderabad Georgia Beni Gao Kandahar Maiduguri Homs Bara Rabat Santiago "
    "Cordoba Victoria Goma Kidal Sittwe Aden Kharkiv Valencia Cartagena Zorblaxistan Shahwala"
).split()

degrees_north = st.floats(-75, 75)
degrees_east = st.floats(-179, 179)
metres = st.floats(1_000, 500_000)
bearings = st.sampled_from([bearing_of(way) for way in WAYS])
rows = st.integers(0, len(GAZETTEER) - 1)


@st.composite
def places(draw: st.DrawFn, precisions: Sequence[PlacePrecision] = tuple(PlacePrecision)) -> Place:
    return Place(
        name="X",
        lat=draw(degrees_north),
        lon=draw(degrees_east),
        radius_m=draw(st.floats(1_000, 900_000)),
        precision=draw(st.sampled_from(precisions)),
    )


@st.composite
def villages(draw: st.DrawFn) -> Candidate:
    """Draw a place below a district, whose names can stand in a sentence."""
    village = GAZETTEER.candidate(draw(rows))
    assume(village.feature in (Feature.TOWN, Feature.VILLAGE) and len(village.areas) == 3)
    names = [GAZETTEER.name(row) for row in (village.row, *village.areas)]
    assume(all(name[0].isupper() and name.replace(" ", "").isalpha() for name in names))
    return village


def resolve(text: str, *names: str, dateline: Span | None = None) -> list[EventPlace]:
    """Resolve names that stand in the text in this order."""
    spans, last = [], 0
    for name in names:
        start = text.index(name, last)
        last = start + len(name)
        spans.append(Span(start, last))
    return list(resolve_places(text, spans, GAZETTEER, dateline=dateline))


def haversine_m(one: Place, other: Place) -> float:
    north = math.radians(other.lat - one.lat) / 2
    east = math.radians(other.lon - one.lon) / 2
    shrink = math.cos(math.radians(one.lat)) * math.cos(math.radians(other.lat))
    return 12_742_000 * math.asin(math.sqrt(math.sin(north) ** 2 + shrink * math.sin(east) ** 2))


@given(places([PlacePrecision.TOWN, PlacePrecision.EXACT, PlacePrecision.ADMIN2]), metres, bearings)
def test_an_offset_lies_at_its_distance_and_bearing(
    place: Place, distance_m: float, bearing: float
) -> None:
    moved = move_place(place, Offset(distance_m=distance_m, bearing=bearing))
    assert abs(haversine_m(place, moved) / distance_m - 1) < 0.01
    turn = (bearing_between(place, moved) - bearing + 180) % 360 - 180
    assert abs(turn) < 1
    assert moved.precision is PlacePrecision.NEAR
    assert moved.radius_m > place.radius_m


@given(
    st.sampled_from(["Mosul", "Maiduguri", "Gao", "Kharkiv"]),
    st.integers(2, 300),
    st.sampled_from(WAYS),
)
def test_words_for_an_offset_move_the_place(name: str, kilometres: int, way: str) -> None:
    town = resolve(f"A mine went off in {name}.", name)[0].place
    moved = resolve(f"A mine went off {kilometres} km {way} of {name}.", name)[0].place
    assert town
    assert moved
    assert abs(haversine_m(town, moved) / (kilometres * 1000) - 1) < 0.01


@given(places(), metres, bearings)
def test_the_middle_is_as_far_from_both(one: Place, distance_m: float, bearing: float) -> None:
    lat, lon = point_away(one, distance_m, bearing)
    other = replace(one, name="Y", lat=lat, lon=lon)
    middle = middle_of(one, other)
    for end in (one, other):
        assert abs(haversine_m(end, middle) - distance_m / 2) < 0.01 * distance_m
    assert middle.radius_m >= distance_m / 2 * 0.99


@given(places(), st.one_of(st.none(), metres), st.one_of(st.none(), bearings))
def test_a_place_told_by_another_has_a_radius(
    place: Place, distance_m: float | None, bearing: float | None
) -> None:
    moved = move_place(place, Offset(distance_m=distance_m or 0.0, bearing=bearing))
    assert moved.radius_m > place.radius_m > 0
    part = part_of(place, Part(bearing=bearing))
    assert 0 < part.radius_m <= place.radius_m
    assert haversine_m(place, part) <= place.radius_m


@given(degrees_north, degrees_east, metres, st.floats(0, 360))
def test_there_and_back_is_home(lat: float, lon: float, distance_m: float, bearing: float) -> None:
    home = Place(name="X", lat=lat, lon=lon, radius_m=1, precision=PlacePrecision.TOWN)
    far_lat, far_lon = point_away(home, distance_m, bearing)
    there = Place(name="Y", lat=far_lat, lon=far_lon, radius_m=1, precision=PlacePrecision.TOWN)
    assert km_between(home, there) == km_between(there, home)
    assert abs(km_between(home, there) * 1000 / distance_m - 1) < 0.01


@given(villages())
@settings(max_examples=150, deadline=None)
def test_a_nested_place_lies_within_its_holders_reach(village: Candidate) -> None:
    name, district = GAZETTEER.name(village.row), GAZETTEER.name(village.areas[2])
    country = GAZETTEER.name(village.areas[0])
    assume(len({name, district, country}) == 3)
    text = f"Gunmen attacked {name} in {district} district, {country}."
    place, holder, _ = resolve(text, name, district, country)
    if place.place and holder.place:
        reach = max(2.0 * holder.place.radius_m, 60_000)
        inside = place.place.admin2 is not None and place.place.admin2 == holder.place.admin2
        assert inside or haversine_m(place.place, holder.place) <= reach + place.place.radius_m


@given(villages(), st.sampled_from(COUNTRIES))
@settings(max_examples=150, deadline=None)
def test_no_place_lies_in_a_country_that_the_text_rules_out(
    village: Candidate, country: str
) -> None:
    name = GAZETTEER.name(village.row)
    assume(all(c.feature not in _WIDE for c in GAZETTEER.find(name)))
    assume(name.lower() not in other_names())
    place, nation = resolve(f"Gunmen attacked the town of {name} in {country}.", name, country)
    assert nation.place
    code = nation.place.country or ""
    assert place.place is None or place.place.country in {code, *claimed_by(code)}


@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=7, unique=True), st.data())
@settings(max_examples=100, deadline=None)
def test_the_order_of_unrelated_mentions_makes_no_difference(
    names: list[str], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(names))
    assert _told(names) == _told(other)


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
def test_every_answer_is_a_place_with_a_radius_or_a_reason(names: list[str]) -> None:
    for name, answer in _told(names).items():
        assert (answer.place is None) == (answer.abstained is not None), name
        assert answer.place is None or answer.place.radius_m > 0


def _told(names: Sequence[str]) -> dict[str, EventPlace]:
    text = " ".join(f"Shots were heard in {name}." for name in names)
    answers = resolve(text, *names)
    return {answer.name: replace(answer, span=Span(0, 1)) for answer in answers}


_WIDE = (Feature.COUNTRY, Feature.REGION, Feature.ADMIN1)


@given(st.from_regex(r"(?:Al |El |Ash )?[A-Z][a-z]{3,9}(?: [A-Z][a-z]{2,8})?", fullmatch=True))
def test_no_spelling_of_a_name_comes_twice(name: str) -> None:
    spellings = list(respell(name))
    assert len(spellings) == len(set(spellings))
    assert name.lower() not in spellings
