"""Places: where something happened, always with a radius."""

from dataclasses import dataclass
from enum import StrEnum


class PlacePrecision(StrEnum):
    """The kind of area that a place stands for, smallest first."""

    EXACT = "exact"
    TOWN = "town"
    NEAR = "near"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point on the earth with the radius within which the true place lies.

    `lat` and `lon` are WGS84 degrees, `radius_m` metres, `country` ISO 3166-1 alpha-2, `admin1` and
    `admin2` names. A place without a radius is not a place.
    """

    name: str
    lat: float
    lon: float
    radius_m: float
    precision: PlacePrecision
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    geonames_id: int | None = None
