"""A view becomes a file, one format a file."""

from dateline.export.csv import CsvExporter
from dateline.export.exporter import Exporter
from dateline.export.geojson import GeoJsonExporter
from dateline.export.jsonl import JsonlExporter

EXPORTERS: tuple[Exporter, ...] = (CsvExporter(), JsonlExporter(), GeoJsonExporter())
