"""GeoJSON (RFC 7946): one feature an incident, for maps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from dateline.export.columns import to_row
from dateline.export.jsonl import dump_json
from dateline.records.incident import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoJsonExporter:
    """Writes a FeatureCollection; the properties are the columns of the CSV.

    An incident without a resolved place is a feature with a null geometry: it is not left out. A
    point is the middle of a circle of `radius_m` metres, within which the place lies.
    """

    name: str = "geojson"
    description: str = "one feature an incident, placed or not; for maps"

    def write(self, incidents: Iterable[Incident], out: BinaryIO) -> None:
        """Write a feature for each incident; see `Exporter.write`."""
        out.write(b'{"type":"FeatureCollection","features":[')
        for number, incident in enumerate(incidents):
            separator = b",\n" if number else b"\n"
            out.write(separator + dump_json(to_feature(incident)).encode())
        out.write(b"\n]}\n")


def to_feature(incident: Incident) -> dict[str, object]:
    """Return the incident as a GeoJSON feature."""
    place = incident.where.value.place if incident.where else None
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": place and {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": to_row(incident),
    }
