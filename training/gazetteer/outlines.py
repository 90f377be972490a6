"""Middles and radii of countries and provinces, from the outlines of Natural Earth.

The file is `world_map.gpkg` of QGIS: Natural Earth 1:10m (public domain), simplified. A GeoPackage
is an SQLite file whose shapes are well-known binary, so nothing but the standard library reads it.
"""

import math
import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

Ring = list[tuple[float, float]]

KM_PER_DEGREE = 111.32
# Parts of a country smaller than this share of its largest do not move its middle: news that says
# France or the United States means neither Guiana nor Alaska.
MAIN_SHARE = 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The middle of an area in WGS84 degrees and the radius of a disc as large."""

    country: str
    names: tuple[str, ...]
    lat: float
    lon: float
    radius_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    lat: float
    lon: float
    km2: float


def read_outlines(path: Path) -> tuple[list[Outline], list[Outline]]:
    """Return the outlines of countries and of provinces."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        countries = connection.execute("SELECT geom, iso_a2, NAME FROM countries ORDER BY fid")
        provinces = connection.execute(
            "SELECT geom, iso_a2, name, gn_name, woe_name FROM states_provinces ORDER BY fid"
        )
        return [_outline(row) for row in countries], [_outline(row) for row in provinces]


def _outline(row: tuple[bytes, str, str]) -> Outline:
    shape, country, *names = row
    parts = [_centroid(ring) for ring in _rings(shape)]
    largest = max(part.km2 for part in parts)
    main = [part for part in parts if part.km2 >= MAIN_SHARE * largest]
    total = sum(part.km2 for part in main)
    return Outline(
        country=country,
        names=tuple(name for name in names if name),
        lat=sum(part.lat * part.km2 for part in main) / total,
        lon=sum(part.lon * part.km2 for part in main) / total,
        radius_m=math.sqrt(sum(part.km2 for part in parts) / math.pi) * 1000,
    )


def _rings(shape: bytes) -> Iterator[Ring]:
    """Yield the outer rings of a GeoPackage multipolygon; holes are left out."""
    envelope = (shape[3] >> 1) & 7
    at = 8 + (0, 32, 48, 48, 64)[envelope]
    kind, count = struct.unpack_from("<II", shape, at + 1)
    at += 9
    if kind == 3:
        at, count = at - 9, 1
    for _ in range(count):
        (rings,) = struct.unpack_from("<I", shape, at + 5)
        at += 9
        for index in range(rings):
            (points,) = struct.unpack_from("<I", shape, at)
            numbers = struct.unpack_from(f"<{2 * points}d", shape, at + 4)
            at += 4 + 16 * points
            if index == 0:
                yield list(zip(numbers[::2], numbers[1::2], strict=True))


def _centroid(ring: Ring) -> _Part:
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if abs(area) < 1e-9:
        return _Part(lat=ring[0][1], lon=ring[0][0], km2=1e-9)
    lat = y / (3 * area)
    km2 = abs(area) / 2 * KM_PER_DEGREE**2 * math.cos(math.radians(lat))
    return _Part(lat=lat, lon=x / (3 * area), km2=km2)
