import json

from dateline.export.jsonl import JsonlExporter
from tests.contracts.test_exporter import some_incidents, written


def test_a_line_holds_the_evidence_with_its_offsets() -> None:
    line = json.loads(written(JsonlExporter(), some_incidents()).splitlines()[0])
    (evidence,) = line["counts"][0]["evidence"]
    assert line["schema"] == "dateline.incident/1"
    assert evidence["quote"] == "14"
    assert evidence["end"] - evidence["start"] == 2
    assert [source["name"] for source in evidence["sources"]] == ["police"]


def test_what_is_not_known_is_null() -> None:
    line = json.loads(written(JsonlExporter(), some_incidents()).splitlines()[-1])
    assert line["when"] is None and line["where"] is None and line["counts"] == []
