"""What every exporter does: deterministic bytes, and nothing dropped in silence."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from dateline.export import EXPORTERS
from dateline.export.exporter import Exporter
from dateline.link.incidents import assemble_incidents
from dateline.records.incident import Incident
from dateline.run.pipeline import read_report
from tests.fakes import SentencePatternStage

TEXT = (
    "Convoy attacked\n\nGunmen attacked a convoy in Tikrit on 2015-07-29, killing 14, police said."
    " Later Raiders attacked a bus in Mosul on 2015-07-30, killing 3, officials said."
)


def some_incidents() -> tuple[Incident, ...]:
    first, second = assemble_incidents([read_report(TEXT, stages=(SentencePatternStage(),))])
    nowhere = replace(second, id="incident-0", where=None, when=None, counts=(), participants=())
    return first, second, nowhere


def written(exporter: Exporter, incidents: tuple[Incident, ...]) -> bytes:
    out = io.BytesIO()
    exporter.write(iter(incidents), out)
    return out.getvalue()


def read_back(exporter: Exporter, content: bytes) -> list[dict[str, Any]]:
    if exporter.name == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    if exporter.name == "geojson":
        return list(json.loads(content)["features"])
    return [json.loads(line) for line in content.splitlines()]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda each: str(each.name))
class TestEveryExporter:
    def test_writes_the_same_bytes_for_the_same_incidents(self, exporter: Exporter) -> None:
        assert written(exporter, some_incidents()) == written(exporter, some_incidents())

    def test_leaves_no_incident_out(self, exporter: Exporter) -> None:
        incidents = some_incidents()
        rows = read_back(exporter, written(exporter, incidents))
        assert [row["id"] for row in rows] == [incident.id for incident in incidents]

    def test_gives_every_quote_speaker_modality_and_report(self, exporter: Exporter) -> None:
        content = written(exporter, some_incidents()).decode("utf-8-sig")
        for incident in some_incidents():
            stated = [incident.type, *incident.participants, *incident.counts]
            pieces = [piece for each in stated for piece in each.evidence]
            for piece in pieces:
                wanted = (piece.quote, piece.report, piece.modality.value)
                assert all(words in content for words in wanted)
                assert all(source.name in content for source in piece.sources)

    def test_writes_a_whole_file_for_no_incident(self, exporter: Exporter) -> None:
        assert read_back(exporter, written(exporter, ())) == []

    def test_has_a_name_and_says_what_it_is_for(self, exporter: Exporter) -> None:
        assert exporter.name.isidentifier() and exporter.description
