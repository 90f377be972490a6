"""Writes rows of places as the two files that `dateline.extract.gazetteer` opens."""

import hashlib
import json
import math
import zlib
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.extract.gazetteer import (
    AREA_FEATURES,
    BUCKET_BITS,
    FORMAT,
    NAMES_PER_BLOCK,
    ROW_BYTES,
    Feature,
    hash_name,
)
from training.gazetteer.inputs import PlaceRow


def pack_places(
    rows: Sequence[PlaceRow],
    keys: Sequence[Sequence[str]],
    folder: Path,
    about: Mapping[str, object],
) -> dict[str, object]:
    """Write `places.bin` and `manifest.json` and return the manifest.

    Args:
        rows: every area's path must begin with the paths of areas that are rows themselves.
        keys: for each row the folded names that find it.
        folder: where the two files go; it must exist.
        about: what the manifest is to say beside sizes and digests.
    """
    order = sorted(range(len(rows)), key=lambda index: _place_in_order(rows[index]))
    ordered = [rows[index] for index in order]
    areas, parents, radii, countries = _area_columns(ordered)
    sections = {
        "areas": areas.tobytes(),
        "parents": parents.tobytes(),
        "radii": radii.tobytes(),
        **_name_blocks(ordered),
        **_index([keys[index] for index in order]),
        "rows": b"".join(map(_pack_row, ordered)),
    }
    places, layout = bytearray(), {}
    for name, content in sections.items():
        layout[name] = [len(places), len(content)]
        places += content + bytes(-len(content) % 8)
    (folder / "places.bin").write_bytes(places)
    manifest: dict[str, object] = {
        "format": FORMAT,
        "sha256": hashlib.sha256(places).hexdigest(),
        "bytes": len(places),
        "places": len(ordered),
        "names": len(sections["refs"]) // 3,
        "areas": len(areas),
        **about,
        "sections": layout,
        "countries": countries,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    return manifest


def _place_in_order(row: PlaceRow) -> tuple[object, ...]:
    is_own = row.feature not in AREA_FEATURES
    return (row.path, is_own, row.name, row.geonames_id, row.lat, row.lon)


def _area_columns(
    rows: Sequence[PlaceRow],
) -> "tuple[array[int], array[int], array[int], dict[str, int]]":
    areas, parents, radii = array("I", [0]), array("I", [0]), array("I", [0])
    index_of: dict[tuple[str, ...], int] = {(): 0}
    countries = {}
    for number, row in enumerate(rows):
        if row.feature not in AREA_FEATURES:
            continue
        index_of[row.path] = len(areas)
        areas.append(number)
        parents.append(index_of[row.path[:-1]])
        radii.append(round(row.radius_m))
        if row.feature == Feature.COUNTRY:
            countries[row.path[0]] = number
    return areas, parents, radii, countries


def _pack_row(row: PlaceRow) -> bytes:
    lat = round((row.lat + 90) * 0xFFFFFF / 180)
    lon = round((row.lon + 180) * 0xFFFFFF / 360)
    size = round(math.log2(row.population + 1) * 8)
    packed = (
        lat.to_bytes(3, "little")
        + lon.to_bytes(3, "little")
        + bytes([size, row.feature])
        + row.geonames_id.to_bytes(3, "little")
    )
    assert len(packed) == ROW_BYTES
    return packed


def _name_blocks(rows: Sequence[PlaceRow]) -> dict[str, bytes]:
    starts, names = array("I", [0]), bytearray()
    for first in range(0, len(rows), NAMES_PER_BLOCK):
        block = "\n".join(row.name for row in rows[first : first + NAMES_PER_BLOCK])
        names += zlib.compress(block.encode("utf-8"), 9)
        starts.append(len(names))
    return {"name_blocks": starts.tobytes(), "names": bytes(names)}


def _index(keys: Sequence[Sequence[str]]) -> dict[str, bytes]:
    entries: dict[int, list[tuple[bytes, int]]] = defaultdict(list)
    for row, folded in enumerate(keys):
        for key in folded:
            bucket, rest = hash_name(key)
            entries[bucket].append((rest, row))
    starts, rests, refs = array("I", [0]), bytearray(), bytearray()
    for bucket in range(2**BUCKET_BITS):
        for rest, row in sorted(entries[bucket]):
            rests += rest
            refs += row.to_bytes(3, "little")
        starts.append(len(rests) // 3)
    return {"buckets": starts.tobytes(), "keys": bytes(rests), "refs": bytes(refs)}
