"""Joins the place files into one list: one row a place, each in the areas that hold it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.extract.gazetteer import Feature, fold_name
from training.gazetteer.inputs import (
    PlaceRow,
    read_areas,
    read_countries,
    read_regions,
    read_towns,
    read_whos_on_first,
)
from training.gazetteer.names import bare_area_name, is_latin
from training.gazetteer.outlines import Outline, read_outlines

WOF_LOCALITIES = ("locality", "neighbourhood", "localadmin", "campus")
GONE = frozenset({"PPLQ", "PPLH", "PPLW"})  # abandoned, historical, destroyed


def merge_places(folder: Path, cities_json: Path, world_map: Path) -> list[PlaceRow]:
    """Return every place once, areas with coordinates and radii, paths of known areas only."""
    towns = read_towns(folder, cities_json)
    areas = {row.path: row for row in (*read_countries(folder), *read_areas(folder))}
    areas = {path: row for path, row in areas.items() if path[:1] in areas and path[:2] in areas}
    local = _WhosOnFirst(areas, towns)
    for cells in read_whos_on_first(folder / "whosonfirst_18_countries.tsv.gz"):
        local.take(cells)
    places = [*towns, *local.places()]
    for row in places:
        while row.path not in areas:
            row.path = row.path[:-1]
    _draw_areas(areas, read_outlines(world_map))
    _measure_areas(areas, places)
    known = [row for row in areas.values() if (row.lat, row.lon) != (0.0, 0.0)]
    paths = {row.path for row in known}
    for row in places:
        while row.path not in paths:
            row.path = row.path[:-1]
    return [*known, *local.old_areas, *read_regions(), *places]


class _WhosOnFirst:
    """Adds the areas and villages of Who's On First to those of GeoNames."""

    def __init__(self, areas: dict[tuple[str, ...], PlaceRow], towns: Sequence[PlaceRow]) -> None:
        self.areas = areas
        self.old_areas: list[PlaceRow] = []
        self.towns = {row.geonames_id: row for row in towns}
        self.nearest = _Nearest((row for row in towns if len(row.path) > 1), 2)
        self.by_id = {row.geonames_id: row for row in areas.values()}
        self.by_name: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
        for row in areas.values():
            for name in (row.name, *row.aliases):
                self.by_name.setdefault((row.path[:-1], fold_name(bare_area_name(name))), row.path)
        self.held: list[dict[str, str]] = []
        self.regions: dict[tuple[str, str], tuple[str, ...]] = {}
        self.county_regions: dict[tuple[str, str], str] = {}
        self.kinds: dict[str, list[dict[str, str]]] = defaultdict(list)

    def take(self, cells: dict[str, str]) -> None:
        """Keep a row of the file for later: areas may follow the places they hold."""
        self.kinds[cells["placetype"]].append(cells)

    def places(self) -> list[PlaceRow]:
        """Return the villages that GeoNames' towns do not hold; names of the others are added."""
        for cells in self.kinds["region"]:
            self._take_region(cells)
        common = _common_aliases(self.kinds["county"])
        for cells in self.kinds["county"]:
            self._take_county(cells, common)
        rows, seen, twins = [], set[int](), _Twins(self.towns.values())
        for kind in WOF_LOCALITIES:
            # Rows with a GeoNames id first: the others may be the same villages once more.
            for cells in sorted(self.kinds[kind], key=lambda cells: not cells["geonames_id"]):
                geonames_id = int(cells["geonames_id"] or 0)
                if geonames_id in self.towns:
                    town = self.towns[geonames_id]
                    town.aliases = [*town.aliases, cells["name"], *_names(cells)]
                    town.path = self._path(cells) or town.path
                elif cells["feature_code"] not in GONE and (
                    geonames_id == 0 or geonames_id not in seen
                ):
                    row = self._village(cells, kind)
                    twin = None if geonames_id else twins.find(row)
                    if twin:
                        twin.aliases = [*twin.aliases, *row.aliases]
                        continue
                    rows.append(row)
                    twins.add(row)
                    seen.add(geonames_id)
        self._fill_districts(rows)
        return rows

    def _fill_districts(self, rows: Sequence[PlaceRow]) -> None:
        """Put villages whose district the file does not say into that of their neighbours."""
        known = (*rows, *self.towns.values())
        nearest = _Nearest((row for row in known if len(row.path) == 3), 10)
        for row, path in [(r, nearest.path(r)) for r in rows if len(r.path) < 3]:
            if path and path[: len(row.path)] == row.path:
                row.path = path

    def _take_region(self, cells: dict[str, str]) -> None:
        country = cells["country"]
        known = self.by_id.get(int(cells["geonames_id"] or 0))
        path: tuple[str, ...] | None = None
        if known and len(known.path) == 2:
            path = known.path
        path = path or self.by_name.get(((country,), fold_name(bare_area_name(cells["name"]))))
        row = _row(cells, Feature.ADMIN1, path or (country,))
        if path is None:
            # A province of old, such as Katanga: it still has a name, but holds nothing.
            self.old_areas.append(replace(row, path=(country, f"~{row.name}"), radius_m=2.5e5))
            return
        self.regions[country, cells["name"]] = path
        _add_names(self.areas[path], row)

    def _take_county(self, cells: dict[str, str], common: set[tuple[str, str]]) -> None:
        country, name = cells["country"], cells["name"]
        region = self.regions.get((country, cells["admin1"]))
        if region is None:
            return
        row = _row(cells, Feature.ADMIN2, (*region, f"wof:{fold_name(name)}"))
        row.aliases = [alias for alias in row.aliases if (country, alias) not in common]
        path = self.by_name.get((region, fold_name(bare_area_name(name))))
        if path is None:
            self.areas[row.path] = row
            path = row.path
        else:
            _add_names(self.areas[path], row)
        self.by_name[region, f"wof:{name}"] = path
        self.county_regions.setdefault((country, name), cells["admin1"])

    def _path(self, cells: dict[str, str]) -> tuple[str, ...] | None:
        country, name = cells["country"], cells["admin2"]
        admin1 = cells["admin1"] or self.county_regions.get((country, name), "")
        region = self.regions.get((country, admin1))
        return self.by_name.get((region, f"wof:{name}"), region) if region else None

    def _village(self, cells: dict[str, str], kind: str) -> PlaceRow:
        population = int(cells["population"] or 0)
        if kind == "neighbourhood":
            feature = Feature.NEIGHBOURHOOD
        else:
            feature = Feature.TOWN if population >= 5000 else Feature.VILLAGE
        row = _row(cells, feature, (cells["country"],))
        row.path = self._path(cells) or (self.nearest.path(row) or row.path)[:2]
        return row


class _Twins:
    """Places by country and name, to find the same place when it comes without an id."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        self.rows: dict[tuple[str, str], list[PlaceRow]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def add(self, row: PlaceRow) -> None:
        """Remember a place."""
        self.rows[row.path[0], fold_name(row.name)].append(row)

    def find(self, row: PlaceRow) -> PlaceRow | None:
        """Return a place of the same name within about 5 km, or null."""
        for twin in self.rows.get((row.path[0], fold_name(row.name)), ()):
            if math.dist((row.lat, row.lon), (twin.lat, twin.lon)) < 0.05:
                return twin
        return None


class _Nearest:
    """The areas of the nearest place of a country, by a grid of so many cells a degree."""

    def __init__(self, rows: Iterable[PlaceRow], cells_per_degree: int) -> None:
        self.cells_per_degree = cells_per_degree
        self.cells: dict[tuple[str, int, int], list[PlaceRow]] = defaultdict(list)
        for row in rows:
            self.cells[row.path[0], *self._cell(row)].append(row)

    def path(self, row: PlaceRow) -> tuple[str, ...] | None:
        """Return the path of the nearest place within a cell or two, or null."""
        country, spot = row.path[0], (row.lat, row.lon)
        y, x = self._cell(row)
        near = [
            row
            for j in (-1, 0, 1)
            for i in (-1, 0, 1)
            for row in self.cells.get((country, y + j, x + i), ())
        ]
        if not near:
            return None
        return min(near, key=lambda row: math.dist(spot, (row.lat, row.lon))).path

    def _cell(self, row: PlaceRow) -> tuple[int, int]:
        return math.floor(row.lat * self.cells_per_degree), math.floor(
            row.lon * self.cells_per_degree
        )


def _row(cells: dict[str, str], feature: Feature, path: tuple[str, ...]) -> PlaceRow:
    return PlaceRow(
        name=cells["name"],
        lat=float(cells["lat"]),
        lon=float(cells["lon"]),
        feature=feature,
        path=path,
        population=int(cells["population"] or 0),
        geonames_id=int(cells["geonames_id"] or 0),
        aliases=_names(cells),
    )


def _names(cells: dict[str, str]) -> list[str]:
    names = [cells["ascii"], *cells["eng_names"].split("|")]
    if cells["placetype"] in WOF_LOCALITIES:
        names += cells["alt_names"].split("|")
    return [name for name in names if name and is_latin(name)]


def _add_names(known: PlaceRow, row: PlaceRow) -> None:
    """Give a GeoNames area the coordinates and names of its Who's On First twin."""
    known.aliases = [*known.aliases, row.name, *row.aliases]
    known.lat, known.lon, known.population = row.lat, row.lon, row.population


def _common_aliases(counties: Sequence[dict[str, str]]) -> set[tuple[str, str]]:
    """Return aliases that several counties of a country share: they name something larger."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cells in counties:
        for name in {cells["name"], *_names(cells)}:
            owners[cells["country"], name].add(cells["wof_id"])
    return {key for key, ids in owners.items() if len(ids) > 1}


def _draw_areas(
    areas: dict[tuple[str, ...], PlaceRow], outlines: tuple[list[Outline], list[Outline]]
) -> None:
    countries, provinces = outlines
    for outline in countries:
        row = areas.get((outline.country,))
        if row and row.lat == row.lon == 0.0:
            row.lat, row.lon = outline.lat, outline.lon
    by_name: dict[tuple[str, str], Outline] = {}
    # The largest of a name first: islands far out carry the name of their province too.
    for outline in sorted(provinces, key=lambda outline: -outline.radius_m):
        for name in outline.names:
            by_name.setdefault((outline.country, fold_name(bare_area_name(name))), outline)
    for path, row in areas.items():
        if len(path) != 2:
            continue
        names = (fold_name(bare_area_name(name)) for name in (row.name, *row.aliases))
        found = next((by_name[path[0], name] for name in names if (path[0], name) in by_name), None)
        if found:
            row.lat, row.lon, row.radius_m = found.lat, found.lon, found.radius_m


def _measure_areas(areas: dict[tuple[str, ...], PlaceRow], places: Sequence[PlaceRow]) -> None:
    """Fill what areas still lack from the places inside them: middle, radius, population."""
    inside: dict[tuple[str, ...], list[PlaceRow]] = defaultdict(list)
    for row in places:
        for depth in range(1, len(row.path) + 1):
            inside[row.path[:depth]].append(row)
    for path, area in areas.items():
        held = inside.get(path, [])
        if held and (area.lat, area.lon) == (0.0, 0.0):
            area.lat = sum(row.lat for row in held) / len(held)
            area.lon = _mean_longitude([row.lon for row in held])
        area.population = area.population or sum(row.population for row in held)
        area.radius_m = area.radius_m or _reach_m(area, held)


def _mean_longitude(degrees: Sequence[float]) -> float:
    x = sum(math.cos(math.radians(lon)) for lon in degrees)
    y = sum(math.sin(math.radians(lon)) for lon in degrees)
    return math.degrees(math.atan2(y, x))


def _reach_m(area: PlaceRow, held: Sequence[PlaceRow]) -> float:
    """Return the radius of a disc over which places would lie as far from the middle as these do.

    Half the places of an even disc lie within 0.71 of its radius; the median minds no strays.
    """
    shrink = math.cos(math.radians(area.lat))
    away = sorted(
        111_320 * math.hypot(row.lat - area.lat, (row.lon - area.lon) * shrink) for row in held
    )
    reach = 1.41 * away[len(away) // 2] if away else 0.0
    return min(max(reach, 8_000.0), 400_000.0)
