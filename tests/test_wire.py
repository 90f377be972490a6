"""The JSON that leaves Dateline: its keys and the form of its values, pinned once."""

import io
import json
from typing import Any

import jsonschema

from dateline.export.jsonl import JsonlExporter
from dateline.extract.reading import to_json
from dateline.extract.schema import reading_schema
from dateline.link.incidents import assemble_incidents
from dateline.run.pipeline import read_report
from tests.fakes import SentencePatternStage

TEXT = "Attack\n\nGunmen attacked a convoy in Tikrit on 2015-07-29, killing 14, police said."
READING = read_report(TEXT, stages=(SentencePatternStage(),))


def an_incident() -> dict[str, Any]:
    out = io.BytesIO()
    JsonlExporter().write(assemble_incidents([READING]), out)
    return dict(json.loads(out.getvalue()))


def test_a_reading_fits_its_own_schema() -> None:
    jsonschema.validate(json.loads(json.dumps(to_json(READING))), dict(reading_schema()))


def test_the_keys_of_an_incident() -> None:
    incident = an_incident()
    assert list(incident) == [
        "schema", "id", "type", "modality", "background", "score", "evidence", "when", "where",
        "participants", "counts", "weapons", "sources", "events", "reports",
    ]  # fmt: skip
    assert list(incident["when"]) == ["edtf", "earliest", "latest", "precision", "evidence"]
    assert list(incident["where"]) == [
        "name", "admin1", "admin2", "country", "lat", "lon", "radius_m", "precision",
        "geonames_id", "abstained", "evidence",
    ]  # fmt: skip
    assert list(incident["participants"][0]) == [
        "entity", "name", "kind", "role", "status", "evidence",
    ]  # fmt: skip
    assert list(incident["counts"][0]) == [
        "what", "low", "high", "whom", "includes_attackers", "modality", "evidence",
    ]  # fmt: skip
    assert list(incident["evidence"][0]) == [
        "claim", "report", "start", "end", "quote", "sources", "modality", "score", "made_by",
    ]  # fmt: skip
    assert list(incident["reports"][0]) == [
        "id", "title", "outlet", "published", "url", "location",
    ]  # fmt: skip


def test_ids_say_what_they_are_and_dates_are_iso() -> None:
    incident = an_incident()
    assert incident["id"].removeprefix("incident-") == incident["events"][0].removeprefix("event-")
    assert incident["schema"] == "dateline.incident/1"
    assert incident["when"]["earliest"] == "2015-07-29"


def test_ids_are_the_same_on_any_machine() -> None:
    assert READING.report.id == "report-d780625d3215a33a"
    assert READING.events[0].id == "event-918efb3b61287e78"
