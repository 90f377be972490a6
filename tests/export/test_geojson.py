import json

from dateline.export.geojson import GeoJsonExporter
from tests.contracts.test_exporter import some_incidents, written


def test_a_place_is_a_point_and_an_unknown_one_is_null() -> None:
    collection = json.loads(written(GeoJsonExporter(), some_incidents()))
    first, _, nowhere = collection["features"]
    assert collection["type"] == "FeatureCollection"
    assert first["geometry"] == {"type": "Point", "coordinates": [71.0, 30.0]}
    assert first["properties"]["radius_m"] == 5000.0
    assert nowhere["geometry"] is None
