"""The bundled gazetteer: names to places with coordinates, administrative areas and radii.

Two files under `gazetteer_data/`: `places.bin`, mapped into memory and never read as a whole, and
`manifest.json`, which says where its sections lie, what they were built from and under which
licences. `training/gazetteer/build.py` writes both. Places are sorted by the area that holds them,
so that an area is a range of rows and needs no column of its own; an area's first row is the area
itself. Names are found by a hash of their folded form: 16 bits choose a bucket and 24 bits are
compared, so one unknown name in about 800,000 finds a place that is not its own.
"""

import hashlib
import json
import math
import mmap
import re
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from dateline.errors import GazetteerError
from dateline.records.place import Place, PlacePrecision

FORMAT = "dateline.gazetteer/1"
ROW_BYTES = 11
NAMES_PER_BLOCK = 512
BUCKET_BITS = 16
MIN_TOWN_RADIUS_M = 2000.0


class Feature(IntEnum):
    """What kind of place a row is; the numbers are part of the file format."""

    COUNTRY = 0
    ADMIN1 = 1
    ADMIN2 = 2
    CAPITAL = 3
    SEAT = 4
    TOWN = 5
    VILLAGE = 6
    NEIGHBOURHOOD = 7
    REGION = 8


AREA_FEATURES = frozenset({Feature.COUNTRY, Feature.ADMIN1, Feature.ADMIN2, Feature.REGION})

_PRECISIONS = {
    Feature.COUNTRY: PlacePrecision.COUNTRY,
    Feature.ADMIN1: PlacePrecision.ADMIN1,
    Feature.ADMIN2: PlacePrecision.ADMIN2,
    Feature.REGION: PlacePrecision.REGION,
    Feature.NEIGHBOURHOOD: PlacePrecision.EXACT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name can mean.

    `row` identifies it in this gazetteer. `lat` and `lon` are WGS84 degrees, `population` is within
    five per cent and 0 when nobody knows it. `areas` are the rows of the areas that hold the place,
    country first; an area is among its own.
    """

    row: int
    lat: float
    lon: float
    population: int
    feature: Feature
    areas: tuple[int, ...]
    country: str | None


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """Return the letters and digits of a name, without case, accents, spaces, hyphens or dots.

    `Al-Fāshir`, `al Fashir` and `AlFashir` are one, and so are `Shah Wala` and `Shahwala`.
    """
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    words = _SAINT.sub("saint", unicodedata.normalize("NFKD", plain))
    return "".join(letter for letter in words if letter.isalnum())


def hash_name(folded: str) -> tuple[int, bytes]:
    """Return the bucket of a folded name and the 3 bytes that tell it from its neighbours."""
    digest = hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - BUCKET_BITS), digest[4:7]


def town_radius_m(population: int) -> float:
    """Return how far a town of this many people reaches from its middle, in metres.

    2 km for a village, about 5 km for 15,000 people, 30 km for ten million.
    """
    return max(MIN_TOWN_RADIUS_M, 400.0 * math.pow(max(population, 1), 0.27))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gazetteer:
    """An open gazetteer; safe to share between threads, cheap to open in each process."""

    sha256: str
    _rows: memoryview
    _names: memoryview
    _name_blocks: Sequence[int]
    _buckets: Sequence[int]
    _keys: memoryview
    _refs: memoryview
    _areas: Sequence[int]
    _parents: Sequence[int]
    _radii: Sequence[int]
    _countries: dict[int, str]
    _found: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._rows) // ROW_BYTES

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Return every place of this name, in no particular order; empty when there is none.

        Only spelling is folded: `the`, type words and the like are the caller's to take away.
        """
        key = fold_name(name)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _CACHED_NAMES:
                self._found.clear()
            found = self._found[key] = self._look_up(key) if key else ()
        return found

    def place(self, candidate: Candidate) -> Place:
        """Return the place with its names, radius and precision."""
        inner = () if candidate.feature == Feature.REGION else candidate.areas[1:3]
        admin1, admin2 = ([*inner, None, None])[:2]
        return Place(
            name=self.name(candidate.row),
            lat=candidate.lat,
            lon=candidate.lon,
            radius_m=self.radius_m(candidate),
            precision=_PRECISIONS.get(candidate.feature, PlacePrecision.TOWN),
            country=candidate.country,
            admin1=None if admin1 is None else self.name(admin1),
            admin2=None if admin2 is None else self.name(admin2),
            geonames_id=self._geonames_id(candidate.row),
        )

    def country(self, code: str) -> Candidate | None:
        """Return the country of an ISO 3166-1 code, or null."""
        row = next((row for row, known in self._countries.items() if known == code), None)
        return None if row is None else self.candidate(row)

    def name(self, row: int) -> str:
        """Return the common English or local name of a place."""
        return _name_of_row(self, row)

    def radius_m(self, candidate: Candidate) -> float:
        """Return the radius of an area as it was built, of a town by its population."""
        at = bisect_right(self._areas, candidate.row) - 1
        if self._areas[at] == candidate.row:
            return float(self._radii[at])
        return round(town_radius_m(candidate.population), -2)

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        bucket, rest = hash_name(key)
        found = []
        for at in range(self._buckets[bucket], self._buckets[bucket + 1]):
            if self._keys[3 * at : 3 * at + 3] == rest:
                found.append(int.from_bytes(self._refs[3 * at : 3 * at + 3], "little"))
        return tuple(self.candidate(row) for row in found)

    def candidate(self, row: int) -> Candidate:
        """Return the place of a row."""
        start = ROW_BYTES * row
        lat, lon, size, feature = _decode(self._rows[start : start + 8])
        areas: list[int] = []
        at = bisect_right(self._areas, row) - 1
        while at > 0:  # area 0 is the whole earth
            areas.insert(0, self._areas[at])
            at = self._parents[at]
        return Candidate(
            row=row,
            lat=lat,
            lon=lon,
            population=size,
            feature=feature,
            areas=tuple(areas),
            country=self._countries.get(areas[0]) if areas else None,
        )

    def _geonames_id(self, row: int) -> int | None:
        start = ROW_BYTES * row
        return int.from_bytes(self._rows[start + 8 : start + 11], "little") or None


@cache
def open_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Open the bundled gazetteer, or one built into another folder, and check it.

    Raises:
        GazetteerError: a file is missing, damaged, or of another format.
    """
    if folder is not None:
        return _open(folder)
    with as_file(files("dateline.extract").joinpath("gazetteer_data")) as bundled:
        return _open(bundled)


_CACHED_NAMES = 4_000
_LETTERS = str.maketrans("ıłøđðþəħŧʼʻʿʾ`", "iloddtaht'''''") | str.maketrans({"æ": "ae", "œ": "oe"})
_SAINT = re.compile(r"\bst\b\.?")
_REBUILD = "install Dateline again, or run training/gazetteer/build.py"


@lru_cache(maxsize=8192)
def _name_of_row(gazetteer: Gazetteer, row: int) -> str:
    block, place = divmod(row, NAMES_PER_BLOCK)
    return _names_of_block(gazetteer, block).split(b"\n")[place].decode("utf-8")


@lru_cache(maxsize=256)
def _names_of_block(gazetteer: Gazetteer, block: int) -> bytes:
    start, end = gazetteer._name_blocks[block], gazetteer._name_blocks[block + 1]
    return zlib.decompress(gazetteer._names[start:end])


def _decode(row: memoryview) -> tuple[float, float, int, Feature]:
    lat = int.from_bytes(row[0:3], "little") * 180 / 0xFFFFFF - 90
    lon = int.from_bytes(row[3:6], "little") * 360 / 0xFFFFFF - 180
    return round(lat, 4), round(lon, 4), round(2 ** (row[6] / 8)) - 1, Feature(row[7])


def _open(folder: Path) -> Gazetteer:
    manifest = _read_manifest(folder / "manifest.json")
    path = folder / "places.bin"
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise GazetteerError(f"cannot open the gazetteer {path}: {error}", hint=_REBUILD) from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != manifest.get("sha256"):
        raise GazetteerError(f"the gazetteer {path} is damaged: wrong SHA-256", hint=_REBUILD)
    whole = memoryview(content)
    try:
        sections = {name: whole[a : a + n] for name, (a, n) in manifest["sections"].items()}
        return Gazetteer(
            sha256=digest,
            _rows=sections["rows"],
            _names=sections["names"],
            _name_blocks=sections["name_blocks"].cast("I"),
            _buckets=sections["buckets"].cast("I"),
            _keys=sections["keys"],
            _refs=sections["refs"],
            _areas=sections["areas"].cast("I"),
            _parents=sections["parents"].cast("I"),
            _radii=sections["radii"].cast("I"),
            _countries={row: code for code, row in manifest["countries"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GazetteerError(
            f"the manifest beside {path} does not fit it", hint=_REBUILD
        ) from error


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GazetteerError(f"cannot read {path}: {error}", hint=_REBUILD) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise GazetteerError(f"{path} is not of the format {FORMAT}", hint=_REBUILD)
    return manifest
