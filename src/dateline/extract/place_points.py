"""Points and radii: where `40 km north of`, `between X and Y` and `northern X` lie.

On a sphere, which is within half a per cent of the earth.
"""

import math
from dataclasses import replace
from typing import Protocol

from dateline.extract.place_offsets import NEAR_M, Offset, Part
from dateline.records.place import Place, PlacePrecision

EARTH_KM = 6371.0
PART_SHIFT = 0.35  # of the area's radius, towards the part
PART_RADIUS = 0.8
MIDDLE_RADIUS = 0.7
SPREAD_M = 10_000.0
DISTRICT_M = 20_000.0
_WIDE = (PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.ADMIN1)


class Point(Protocol):
    """What has WGS84 degrees."""

    @property
    def lat(self) -> float:
        """Degrees north."""

    @property
    def lon(self) -> float:
        """Degrees east."""


def km_between(a: Point, b: Point) -> float:
    """Return the distance between two points in kilometres."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def point_away(start: Point, distance_m: float, bearing: float) -> tuple[float, float]:
    """Return the latitude and longitude that lie a distance from a point, along a great circle."""
    angle, towards = distance_m / 1000 / EARTH_KM, math.radians(bearing)
    lat, lon = math.radians(start.lat), math.radians(start.lon)
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(towards)
    east = math.atan2(
        math.sin(towards) * math.sin(angle) * math.cos(lat),
        math.cos(angle) - math.sin(lat) * sine,
    )
    new_lon = (math.degrees(lon + east) + 540.0) % 360.0 - 180.0
    return round(math.degrees(math.asin(max(-1.0, min(1.0, sine)))), 5), round(new_lon, 5)


def move_place(place: Place, offset: Offset) -> Place:
    """Return where `40 km north of` or `near` a place is: further, and less exact.

    What is off an area as wide as a province is the area, grown by the way told.
    """
    if place.precision in _WIDE:
        return replace(place, radius_m=place.radius_m + offset.distance_m + offset.slack_m)
    lat, lon, slack = place.lat, place.lon, offset.slack_m
    if offset.bearing is None or not offset.distance_m:
        slack = max(offset.distance_m + offset.slack_m, NEAR_M)
    else:
        lat, lon = point_away(place, offset.distance_m, offset.bearing)
    radius = place.radius_m + slack
    return replace(place, lat=lat, lon=lon, radius_m=radius, precision=PlacePrecision.NEAR)


def middle_of(one: Place, other: Place) -> Place:
    """Return the middle of the way between two places, with half the way as its radius."""
    half_m = km_between(one, other) * 500.0
    lat, lon = point_away(one, half_m, bearing_between(one, other))
    return Place(
        name=f"between {one.name} and {other.name}",
        lat=lat,
        lon=lon,
        radius_m=max(half_m, NEAR_M),
        precision=PlacePrecision.NEAR,
        country=one.country if one.country == other.country else None,
        admin1=one.admin1 if one.admin1 == other.admin1 else None,
        admin2=one.admin2 if one.admin2 == other.admin2 else None,
    )


def bearing_between(one: Point, other: Point) -> float:
    """Return the bearing from one point to another, in degrees clockwise from north."""
    lat_a, lat_b = math.radians(one.lat), math.radians(other.lat)
    east = math.radians(other.lon - one.lon)
    along = math.cos(lat_a) * math.sin(lat_b)
    along -= math.sin(lat_a) * math.cos(lat_b) * math.cos(east)
    return math.degrees(math.atan2(math.sin(east) * math.cos(lat_b), along)) % 360.0


def part_of(place: Place, part: Part) -> Place:
    """Return the part of an area that words such as `northern` point to; a town has none."""
    if place.precision not in _WIDE:
        return place
    if part.bearing is None:
        return replace(place, radius_m=place.radius_m * MIDDLE_RADIUS)
    lat, lon = point_away(place, place.radius_m * PART_SHIFT, part.bearing)
    return replace(place, lat=lat, lon=lon, radius_m=place.radius_m * PART_RADIUS)


def widen_place(place: Place, spread_m: float) -> Place:
    """Return a place that may as well be another of its name, as far away as told."""
    radius = place.radius_m + spread_m
    if spread_m <= SPREAD_M:
        return replace(place, radius_m=radius)
    return replace(place, radius_m=radius, precision=PlacePrecision.NEAR, geonames_id=None)


def district_around(place: Place) -> Place:
    """Return the district of a town, when nothing is known of the district itself."""
    radius = place.radius_m + DISTRICT_M
    return replace(place, radius_m=radius, precision=PlacePrecision.ADMIN2, geonames_id=None)
